"""The output folder: all or nothing, nothing touched without need, nobody else's files cleared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from builder.model import BuildError, File
from builder.write import MARK, Written, recover, write


def files(**texts: str) -> list[File]:
    return [File(PurePosixPath(name.replace("__", "/") + ".html"), text.encode()) for name, text in texts.items()]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_written_whole(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home", d__a="one"), out)
    assert tree(out).keys() == {"index.html", "d/a.html", "SHA256SUMS", MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_an_unchanged_site_is_not_touched(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home", d__a="one"), out)
    before = {path: path.stat().st_mtime_ns for path in (out, *out.rglob("*"))}
    done = write(files(index="home", d__a="one"), out)
    assert done.written == done.removed == 0
    assert before == {path: path.stat().st_mtime_ns for path in (out, *out.rglob("*"))}


def test_only_what_differs_is_written_and_what_is_gone_goes(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home", a="one", b="two"), out)
    kept = (out / "index.html").stat().st_ino
    done = write(files(index="home", a="one!"), out)
    assert done == Written(written=2, unchanged=2, removed=1)  # a.html and the sums; the mark and index.html stay
    assert tree(out)["a.html"] == b"one!"
    assert not (out / "b.html").exists()
    assert (out / "index.html").stat().st_ino == kept


def test_a_damaged_file_is_made_good_again(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home"), out)
    (out / "index.html").write_text("cut")
    write(files(index="home"), out)
    assert (out / "index.html").read_text() == "home"


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "public"
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    with pytest.raises(BuildError, match="did not make"):
        write(files(index="home"), out)
    assert tree(out) == {"thesis.doc": b"years of work"}


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "real")
    with pytest.raises(BuildError, match="not a folder"):
        write(files(index="home"), tmp_path / "public")


def test_two_pages_with_one_address_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"two pages want the address a\.html"):
        write([*files(a="one"), *files(a="two")], tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_a_build_that_dies_midway_leaves_the_site_before(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home"), out)

    def failing() -> Iterator[File]:
        yield from files(index="new")
        raise RuntimeError("the renderer fell over")

    with pytest.raises(RuntimeError):
        write(failing(), out)
    assert (out / "index.html").read_text() == "home"
    write(files(index="newer"), out)  # what the dead build left beside the folder is no hindrance
    assert (out / "index.html").read_text() == "newer"


def test_a_name_too_long_for_the_disk_is_told_and_harms_nothing(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home"), out)
    with pytest.raises(BuildError, match="still stands"):
        write(files(**{"a" * 300: "x"}), out)
    assert (out / "index.html").read_text() == "home"


def test_a_site_set_aside_between_two_renames_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home"), out)
    out.rename(tmp_path / "public.old")
    recover(out)
    assert (out / "index.html").read_text() == "home"
