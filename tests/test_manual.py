"""The manual and the README: what they say is so, and every command in them works."""

from __future__ import annotations

import re
import shlex
import subprocess
from contextlib import chdir
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.config import NAMED, SETTINGS, load
from builder.repair.chain import NOTES
from tests import manual

ROOT = manual.DOCS.parent
PAGES = sorted(manual.DOCS.glob("content/*.md"))
MAKE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKE, re.M))
README = (ROOT / "README.md").read_text(encoding="utf-8")
SLOW = "serve"  # never ends by itself

_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.M | re.S)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual, built as `make docs` builds it; its own folder stays as it was."""
    folder = tmp_path_factory.mktemp("manual")
    site = folder / "docs"
    (site / "content").mkdir(parents=True)
    for path in (manual.DOCS / "site.toml", *PAGES):
        (site / path.relative_to(manual.DOCS)).write_bytes(path.read_bytes())
    result = CliRunner().invoke(main, ["build", str(site), "--output", str(folder / "out"), "--no-search", "--strict"])
    assert result.exit_code == 0, result.output
    assert f"{len(PAGES)} published as {len(PAGES)} documents" in result.output
    return folder / "out"


def test_every_page_is_published_and_nothing_in_it_is_mended(built: Path) -> None:
    result = CliRunner().invoke(main, ["inspect", *map(str, PAGES), "--site", str(manual.DOCS)])
    assert result.exit_code == 0, result.output
    assert len(re.findall(r"^  changes: 0$", result.output, re.M)) == len(PAGES)


def test_links_between_pages_resolve(built: Path) -> None:
    dead = [page for page in built.rglob("*.html") if 'data-target="' in text_of(page)]
    assert dead == []
    inner = 0
    for page in built.glob("d/*/index.html"):
        for found in re.findall(r'<a [^>]*?href="([^"#]+)', text_of(page)):
            if not re.match(r"[a-z]+:", found):
                here = page.relative_to(built).parent.as_posix() + "/"
                target = built / unquote(urljoin(here, unescape(found)).split("?")[0])
                if "search" not in target.parts:
                    assert target.exists(), f"{page}: {found}"
                inner += "wikilink" in found or "../../d/" in found
    assert inner >= len(PAGES)


@pytest.mark.parametrize("name", manual.GENERATED)
def test_the_generated_parts_are_as_the_program_is(name: str) -> None:
    """Put right by `python -m tests.manual`."""
    page = text_of(manual.DOCS / "content" / name)
    assert manual.renewed(name, page) == page


def test_every_setting_has_its_meaning_and_its_default() -> None:
    known = {(one.table, one.key) for one in (*SETTINGS, *NAMED)}
    assert set(manual.MEANINGS) == known
    page = text_of(manual.DOCS / "content/settings.md")
    for one in (*SETTINGS, *NAMED):
        part = page.partition(f"## `[{one.table}")[2].partition("\n## ")[0]
        assert f"| `{one.key}` | {manual.shown(one.default)} |" in part


def test_every_repair_is_told_in_its_order() -> None:
    page = text_of(manual.DOCS / "content/repair.md")
    assert re.findall(r"^\d+\. `([\w-]+)`", page, re.M) == [note.name for note in NOTES]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_snippet_marked_for_running_runs(page: Path, tmp_path: Path) -> None:
    """`run` after the language of a fence runs it, `file=NAME` writes it; all fences of a page share one folder."""
    for number, (language, words, code) in enumerate(_FENCE.findall(text_of(page))):
        word = words.strip()
        if word.startswith("file="):
            path = tmp_path / word.removeprefix("file=")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(code, encoding="utf-8")
        elif (language, word) == ("toml", "run"):
            site = tmp_path / f"settings-{number}"
            (site / "content").mkdir(parents=True)
            (site / "site.toml").write_text(code, encoding="utf-8")
            load(site)
        elif (language, word) == ("sh", "run"):
            shell(code, tmp_path)
        else:
            assert language == "sh" and not word, f"{page.name}: a fence {language} {word} that nothing runs"
            for line in code.splitlines():
                exists(line)


COMMANDS = [
    line.partition("#")[0].strip() for line in README.splitlines() if re.match(r" {4}(?:make|fangzhi)\b", line)
] + re.findall(r"`((?:make|fangzhi|\.venv/bin/fangzhi)(?: [^`]*)?)`", README)


def test_the_readme_shows_commands() -> None:
    assert {"make site", "make test", "fangzhi init my-archive", "fangzhi build my-archive"} <= set(COMMANDS)


@pytest.mark.parametrize("command", dict.fromkeys(COMMANDS))
def test_every_command_in_the_readme_exists(command: str) -> None:
    exists(command)


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    ours = [line for line in dict.fromkeys(COMMANDS) if line.startswith("fangzhi ") and f" {SLOW} " not in f"{line} "]
    plain = [line for line in ours if "FILE" not in line and "--github-pages" not in line]
    assert len(plain) >= 3
    shell("\n".join(plain), tmp_path)
    assert (tmp_path / "my-archive/public/index.html").is_file()
    note = next((tmp_path / "my-archive/content").glob("*.md"))
    shell(f"fangzhi inspect {shlex.quote(str(note))} --diff\nfangzhi inspect {shlex.quote(str(note))} --json", tmp_path)
    shell("fangzhi init other-archive --github-pages", tmp_path)


def test_files_that_the_readme_points_to_are_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def shell(code: str, folder: Path) -> None:
    """Run commands in `folder`, stopping at the first that fails; ours run in this process, which is far quicker.

    Search indexes are left out, for they cost time.
    """
    for line in code.splitlines():
        words = shlex.split(line, comments=True)
        if words[:2] == ["fangzhi", "build"] and "--no-search" not in words:
            words.append("--no-search")
        if words[:1] == ["fangzhi"]:
            with chdir(folder):
                result = CliRunner().invoke(main, words[1:])
            assert result.exit_code == 0, f"{line}\n{result.output}"
        elif words:
            done = subprocess.run(
                ["bash", "-c", line], cwd=folder, capture_output=True, text=True, timeout=20, check=False
            )
            assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


def exists(command: str) -> None:
    """That a command line is one of ours: a target of make, a subcommand with options that it knows, a module."""
    words = shlex.split(command)
    name = words[0].rpartition("/")[2]
    if name == "make":
        assert words[1:] and set(words[1:]) <= TARGETS, command
    elif name == "fangzhi" and len(words) > 1:
        known = main.commands.get(words[1])
        assert known is not None, command
        options = {option for parameter in known.params for option in parameter.opts}
        assert {word for word in words[2:] if word.startswith("--")} <= options | {"--help"}, command
    elif name == "python":
        path = ROOT / words[2].replace(".", "/")
        assert path.exists() or path.with_suffix(".py").exists(), command
    else:
        assert name == "fangzhi", command
