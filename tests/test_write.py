"""The output folder: all or nothing, nothing touched without need, nobody else's files cleared."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from builder.model import BuildError, File
from builder.write.ground import double
from builder.write.output import Written
from builder.write.output import write as write_site
from builder.write.swap import MARK, recover


def write(made: Iterable[File], output: Path) -> Written:
    return write_site(lambda _: made, output, output.parent / "workshop" / "spare")


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
    out.rename(tmp_path / ".public.old")
    recover(out)
    assert (out / "index.html").read_text() == "home"


# ------------------------------------------------------------------------------------------- the site before


SPARE = Path("workshop", "spare")


def spared(folder: Path) -> Path:
    """A site that was replaced once, so that the one before it is kept."""
    out = folder / "public"
    write(files(index="home", d__a="one", d__b="two", e__f__g="three"), out)
    write(files(index="home!", d__a="one", d__b="two", e__f__g="three"), out)
    assert tree(folder / SPARE).keys() == {"d/a.html", "d/b.html", "e/f/g.html", MARK}
    return out


def test_what_did_not_change_is_not_touched_in_the_next_site_either(tmp_path: Path) -> None:
    out = spared(tmp_path)
    before = {path: (out / path).stat().st_ctime_ns for path in ("d/a.html", "e/f/g.html", "d", "e/f")}
    write(files(index="home?", d__a="one", d__b="two", e__f__g="three"), out)
    assert before.keys() == {path for path, when in before.items() if (tmp_path / SPARE / path).exists()}
    assert {path: (tmp_path / SPARE / path).stat().st_ctime_ns for path in ("d", "e/f")} == {
        path: before[path] for path in ("d", "e/f")
    }
    assert (out / "d" / "a.html").stat().st_ctime_ns == before["d/a.html"]
    assert tree(out)["index.html"] == b"home?"


def test_the_next_site_can_be_made_ready(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write(files(index="home", d__a="one"), out)
    for _ in range(2):
        double(out, tmp_path / SPARE)
        assert tree(tmp_path / SPARE) == tree(out)
    before = (tmp_path / SPARE / "d").stat().st_ctime_ns
    write(files(index="home!", d__a="one"), out)
    assert (out / "d").stat().st_ctime_ns == before
    assert tree(out)["index.html"] == b"home!"


def test_the_spare_holds_nothing_that_the_site_does_not(tmp_path: Path) -> None:
    out = spared(tmp_path)
    write(files(index="home?", d__a="one"), out)
    assert tree(tmp_path / SPARE).keys() == {"d/a.html", MARK}
    assert not (tmp_path / SPARE / "e").exists()


def cut_in_place(spare: Path) -> None:
    with (spare / "d" / "a.html").open("r+b") as stream:  # one file of two names: the live site is damaged with it
        stream.truncate(1)


def exchanged(spare: Path, name: str, text: str) -> None:
    (spare / name).unlink(missing_ok=True)
    (spare / name).write_text(text)


def turned(spare: Path) -> None:
    shutil.rmtree(spare / "d")
    (spare / "d").write_text("a file where a folder was")
    (spare / "e" / "f" / "g.html").unlink()
    (spare / "e" / "f" / "g.html").mkdir()


def linked(spare: Path) -> None:
    spare.rename(spare.with_name("elsewhere"))
    spare.symlink_to(spare.with_name("elsewhere"))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": shutil.rmtree,
    "emptied": lambda spare: [shutil.rmtree(path) for path in spare.iterdir() if path.is_dir()],
    "a file deleted": lambda spare: (spare / "d" / "a.html").unlink(),
    "a file cut": cut_in_place,
    "a file exchanged": lambda spare: exchanged(spare, "d/a.html", "own"),
    "the mark gone": lambda spare: (spare / MARK).unlink(),
    "other sums": lambda spare: exchanged(spare, "SHA256SUMS", "none"),
    "foreign files": lambda spare: (spare / "own" / "deep").mkdir(parents=True) or (spare / "own.txt").write_text("x"),
    "turned round": turned,
    "a link": linked,
    "a file": lambda spare: (shutil.rmtree(spare), spare.write_text("x")),
    "left by a killed build": lambda spare: spare.rename(spare.parent.with_name(".public.new")),
    "no workshop": lambda spare: (shutil.rmtree(spare.parent), spare.parent.write_text("a file")),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_spare_costs_time_and_nothing_else(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    out = spared(tmp_path)
    damage(tmp_path / SPARE)
    for text in ("home?", "home again"):
        made = files(index=text, d__a="one", h__i="new", e__f__g="three")
        write(made, out)
        write(made, tmp_path / "cold" / "public")
        assert tree(out) == tree(tmp_path / "cold" / "public")
        assert {path.relative_to(out) for path in out.rglob("*")} == {
            path.relative_to(tmp_path / "cold" / "public") for path in (tmp_path / "cold" / "public").rglob("*")
        }
    assert {path.name for path in tmp_path.iterdir()} <= {"public", "cold", "workshop"}


def test_a_page_may_become_a_folder_and_a_folder_a_page(tmp_path: Path) -> None:
    out = tmp_path / "public"
    one = [File(PurePosixPath(name), b"x") for name in ("a", "b/c/d", "b/c/e", "f")]
    other = [File(PurePosixPath(name), b"x") for name in ("a/b", "b/c", "f")]
    for made in (one, other, one, other, other, one):
        write(made, out)
        assert set(tree(out)) - {MARK, "SHA256SUMS"} == {str(file.path) for file in made}
        assert all(any(path.iterdir()) for path in out.rglob("*") if path.is_dir())
    for made in ([*one, *other], [*other, *one]):
        with pytest.raises(BuildError, match="two pages want the address"):
            write(made, out)
    assert set(tree(out)) - {MARK, "SHA256SUMS"} == {str(file.path) for file in one}


def test_two_pages_with_the_address_of_one_before_are_refused(tmp_path: Path) -> None:
    out = spared(tmp_path)
    before = tree(out)
    for second in ("one", "other"):
        with pytest.raises(BuildError, match=r"two pages want the address d/a\.html"):
            write([*files(d__a="one"), *files(d__a=second)], out)
        assert tree(out) == before


def test_where_no_file_has_two_names_every_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    out = spared(tmp_path)
    for _ in range(2):
        write(files(index="home?", d__a="one"), out)
        assert tree(out).keys() == {"index.html", "d/a.html", "SHA256SUMS", MARK}
    assert not {path.stat().st_nlink for path in out.rglob("*") if path.is_file()} - {1}
