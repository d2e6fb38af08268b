"""The folder beside the output where the next site is put together, out of what is left of the one before the last.

Strategy: a file there that *is* the file of the live site (one file of two names, a hard link) stays where it is, and
every other is first taken out. So nothing has to be known of such a folder: a site that was replaced serves, and so
does what a killed build left. Then the site's files are put there one by one, by whatever process made them.

Rules: no file is ever written in place, for it may have two names. Where there are no hard links, every file is new.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from builder.model import BuildError, File, Kept, Placed, Problem
from builder.write.seals import digests, seal, size_as_bytes, walk
from builder.write.swap import clear

_KEEPS = sys.platform.startswith("linux")  # elsewhere names that differ by case alone may be one file


TWICE = "two pages want the address {}; give one of them another slug or permalink"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a site is put together: what stands in `output` (the seal of each file by its name), the folder that is to
    take its place, the names of the files of the one that the other does not hold yet, and those of the other's `bare`
    folders, in which no file lies yet.
    """

    output: Path
    staging: Path
    standing: Mapping[str, bytes]
    missing: Set[str]
    bare: Set[str]


def staging(output: Path) -> Path:
    """Where the next site is put together."""
    return output.with_name(f".{output.name}.new")


def begun(output: Path, spare: Path) -> Ground:
    """What stands in the output folder, and the folder beside it with nothing in it that does not stand there."""
    beside = staging(output)
    if not (_KEEPS and _is_folder(beside)):
        clear(beside)
        if _is_folder(spare):
            with contextlib.suppress(OSError):  # it lies on another disk
                spare.rename(beside)
    remembered = digests(output)
    standing: dict[str, bytes] = {}
    twins: dict[str, int] = {}
    for name, entry in walk(output):
        about = entry.stat(follow_symlinks=False)
        standing[name] = remembered.pop(name, b"") + size_as_bytes(about.st_size)
        if about.st_nlink > 1:
            twins[name] = entry.inode()
    beside.mkdir(parents=True, exist_ok=True)
    held, bare = _cleaned(beside, twins)
    return Ground(output, beside, standing, {name for name in standing if name not in held}, bare)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _cleaned(folder: Path, twins: Mapping[str, int]) -> tuple[set[str], set[str]]:
    """Leave in a folder only files that are those of the same names (and inodes) in `twins`: the names of what stays,
    and of the folders that no file lies in.
    """
    held: set[str] = set()
    bare: set[str] = set()
    waiting, start = [str(folder)], len(str(folder)) + 1
    while waiting:
        path, before = waiting.pop(), len(held)
        with os.scandir(path) as entries:
            for entry in list(entries):
                name = entry.path[start:]
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif twins.get(name) == entry.inode():
                    held.add(name)
                else:
                    Path(entry.path).unlink()
        if len(held) == before:
            bare.add(path[start:])
    return held, bare - {""}


def place(file: File | Kept, ground: Ground) -> Placed:
    """Put one file where the new site is put together, if it is not there already: linked if it stands in the output as
    it is, written if not. Any process may do it while `write` draws on what it makes, so that bytes need not travel.
    """
    name = str(file.path) if isinstance(file, File) else file.name
    known = ground.standing.get(name)
    wanted = seal(file.data) if isinstance(file, File) else ground.standing[name]
    there = known is not None and name not in ground.missing
    if there and wanted == known:
        return Placed(name, wanted, written=False)
    live, target, top = f"{ground.output}/{name}", f"{ground.staging}/{name}", str(ground.staging)
    try:
        if wanted == known and _link(live, target, top):
            return Placed(name, wanted, written=False)
        if there:
            Path(target).unlink(missing_ok=True)
        _new(target, top, file.data if isinstance(file, File) else Path(live).read_bytes())
    except FileExistsError:
        refuse(ground.output, TWICE.format(name))
    return Placed(name, wanted, written=True)


def _link(old: str, new: str, top: str) -> bool:
    """Whether `new` is now the file `old` by another name; it is not where the system has no links."""
    try:
        _in_its_folder(new, top, lambda: os.link(old, new))
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _new(name: str, top: str, data: bytes) -> None:
    """A file that was not there before."""

    def create() -> None:
        with open(name, "xb") as stream:  # noqa: PTH123 (measurably faster, several files a document)
            stream.write(data)

    _in_its_folder(name, top, create)


def _in_its_folder(name: str, top: str, act: Callable[[], None]) -> None:
    """Do what puts a file there, after making its folder if there is none: most often there is."""
    try:
        act()
    except (FileNotFoundError, FileExistsError, NotADirectoryError) as error:
        if not isinstance(error, FileNotFoundError) and not _made_way(Path(name), Path(top)):
            raise
        os.makedirs(name.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        act()


def _made_way(path: Path, top: Path) -> bool:
    """Whether a folder stood where this file goes, or a file where its folder goes: of the site before, and taken away
    now. If the new site has both of them, `write` finds out in the end.
    """
    if path.is_dir():
        shutil.rmtree(path)
        return True
    for folder in path.parents[: -len(top.parents) - 1]:
        if folder.is_file():
            folder.unlink(missing_ok=True)
            return True
    return False


def take_out(files: Iterable[str], folders: Iterable[str], beside: Path) -> None:
    """Take away these files of a site, and those of these folders that are empty without them."""
    for name in files:
        with contextlib.suppress(NotADirectoryError, IsADirectoryError):  # way was made there
            (beside / name).unlink(missing_ok=True)
    for name in sorted(folders, reverse=True):  # what lies in a folder goes before it
        with contextlib.suppress(OSError):
            (beside / name).rmdir()


def double(output: Path, spare: Path) -> None:
    """Have ready what the next build begins with, if nothing is: every file of the site by a second name."""
    if not _KEEPS or spare.exists() or not output.is_dir():
        return
    with contextlib.suppress(OSError):  # then the next build does what it can
        ground = begun(output, spare)
        for name in ground.missing:
            if not _link(f"{output}/{name}", f"{ground.staging}/{name}", str(ground.staging)):
                break
    put_away(staging(output), spare)


def put_away(beside: Path, spare: Path) -> None:
    """Keep what lies beside the site for the next build; it goes where it cannot be kept."""
    with contextlib.suppress(OSError):
        if beside.is_dir() and _KEEPS:
            clear(spare)
            spare.parent.mkdir(parents=True, exist_ok=True)
            beside.rename(spare)
    with contextlib.suppress(OSError):
        clear(beside)


def refuse(output: Path, message: str) -> None:
    """Raises BuildError: the output folder is at fault."""
    raise BuildError((Problem(str(output), 0, "output", message),))
