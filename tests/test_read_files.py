"""Files off the disk: in one order, without leaving the folder, and with every obstacle told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.read.files import fetch, scan


def test_files_come_sorted_by_path_and_hidden_ones_do_not_come(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/b.txt", ".hidden.md", ".git/x.md", "图/一.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    found, problems = scan(tmp_path)
    assert [item.path.as_posix() for item in found] == ["a/b.txt", "a/z.md", "b.md", "图/一.md"]
    assert problems == ()
    assert fetch(tmp_path, found[-1]) == "图/一.md".encode()
    assert found[-1].size == len("图/一.md".encode())


def test_the_output_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "x.html").write_text("x")
    (tmp_path / "a.md").write_text("x")
    assert [str(item.path) for item in scan(tmp_path, (tmp_path / "public",))[0]] == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_judged_by_where_they_lead(tmp_path: Path) -> None:
    content, outside = tmp_path / "content", tmp_path / "outside"
    (content / "folder").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (content / "folder" / "a.md").write_text("x")
    (content / "loop").symlink_to(content)
    (content / "self.md").symlink_to(content / "self.md")
    (content / "broken.md").symlink_to(content / "nowhere.md")
    (content / "out.txt").symlink_to(outside / "secret.txt")
    (content / "out").symlink_to(outside)
    (content / "again").symlink_to(content / "folder")
    (content / "alias.md").symlink_to(content / "folder" / "a.md")
    found, problems = scan(content)
    assert [str(item.path) for item in found] == ["alias.md", "folder/a.md"]
    assert {problem.path: problem.kind for problem in problems} == {
        "loop": "link-loop",
        "self.md": "link-broken",
        "broken.md": "link-broken",
        "out.txt": "link-outside",
        "out": "link-outside",
    }


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders on Windows")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    found, problems = scan(tmp_path)
    assert found == ()
    assert [problem.kind for problem in problems] == ["not-a-file"]


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are UTF-8 there")
def test_a_name_in_gb18030_is_read_reported_and_fetched(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "会议".encode("gb18030")))
    folder.mkdir()
    (folder / os.fsdecode("甲.md".encode("gb18030"))).write_bytes(b"x")
    found, problems = scan(tmp_path)
    assert [str(item.path) for item in found] == ["会议/甲.md"]
    assert {problem.kind for problem in problems} == {"name-encoding"}
    assert fetch(tmp_path, found[0]) == b"x"


def test_a_file_that_has_gone_raises_what_the_system_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    found, _ = scan(tmp_path)
    (tmp_path / "a.md").unlink()
    with pytest.raises(FileNotFoundError):
        fetch(tmp_path, found[0])
