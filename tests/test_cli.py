"""The command line: words in, exit status out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main

FIELDS = [
    "path",
    "article",
    "lines",
    "id",
    "url",
    "title",
    "title_supplied",
    "kicker",
    "subtitle",
    "date",
    "date_printed",
    "source",
    "issuer",
    "series",
    "issue",
    "authors",
    "categories",
    "tags",
    "people",
    "places",
    "works",
    "script",
    "text",
    "html",
    "changes",
    "quality",
    "problems",
]
PAGE = (
    "本報(bào)訊(記者 王小文)3月5日,縣長(zhǎng)李大山到石橋鎮(zhèn)"
    "檢查安全生產(chǎn)工作,強(qiáng)調(diào)要壓實(shí)責(zé)任。"
)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.mark.parametrize("command", ["build", "serve", "inspect", "check", "init"])
def test_help_shows_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"fangzhi {command}" in result.output


@pytest.mark.parametrize("words", [["nothing"], ["build", "--jobs", "0"], ["inspect"], ["build", "/nowhere/at/all"]])
def test_wrong_use_is_status_2(words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_a_new_archive_builds_at_once(tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    assert run("init", folder, "--github-pages").exit_code == 0
    assert (tmp_path / "mine/.github/workflows/pages.yml").is_file()
    assert run("check", folder).exit_code == 0
    result = run("build", folder, "--no-search", "--report", str(tmp_path / "report.json"))
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["tally"]["documents"] == 1
    assert (tmp_path / "mine/public/index.html").is_file()


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text("mine")
    result = run("init", str(tmp_path))
    assert result.exit_code == 1
    assert "is there already" in result.output
    assert (tmp_path / "site.toml").read_text() == "mine"
    assert not (tmp_path / "content").exists()


def test_a_folder_without_settings_is_status_1_and_says_how_to_begin(tmp_path: Path) -> None:
    result = run("build", str(tmp_path))
    assert result.exit_code == 1
    assert "fangzhi init" in result.output


def test_inspect_gives_one_object_a_document_with_every_field(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE + "\n", encoding="utf-8")
    result = run("inspect", str(page), "--json")
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert [field for field in FIELDS if field not in record] == []
    assert "(" not in record["text"].replace("(记者", "")
    assert {"name": "李大山", "offices": ["县长"]} in record["people"]
    raw = page.read_text(encoding="utf-8")
    for change in record["changes"]:
        assert raw[change["start"] : change["end"]] == change["before"]


def test_inspect_says_why_a_file_is_no_document(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    result = run("inspect", str(photo), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["status"] == "not-a-document"


def test_inspect_shows_every_change_in_place(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE + "\n", encoding="utf-8")
    shown = run("inspect", str(page), "--diff").output
    assert "[-(zhǎng)-](pinyin)" in shown
    assert "[-報-]{+报+}(script)[-(bào)-](pinyin)" in shown


def test_check_counts_every_file(tmp_path: Path) -> None:
    run("init", str(tmp_path / "mine"))
    (tmp_path / "mine/content/photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "mine/content/empty.md").write_bytes(b"")
    result = run("check", str(tmp_path / "mine"))
    assert result.exit_code == 1
    assert "3 files found: 1 published as 1 documents, 1 not documents, 1 empty" in result.output
    assert "photo.jpg: not-a-document" in result.output
