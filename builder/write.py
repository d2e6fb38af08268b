"""Makes the output folder equal to the files, all or nothing.

Strategy: the new site is put together beside the old one (`public.new`), with hard links for every file whose bytes did
not change, and the two folders change places in one step. A reader, a crash or a full disk sees the site before or the
site after, never a third thing; what a killed build leaves beside the folder the next build clears away.

Rules: a folder that Fangzhi did not make is never cleared (`MARK` tells ours); a file is written only if its bytes
differ; the site's own `SHA256SUMS` is the memory of what stands there, checked against the sizes on the disk.

Doubts: a file changed by hand to the same length is not noticed here; `fangzhi verify` finds it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from builder.model import BuildError, File, Kept, Placed, Problem

MARK = ".fangzhi"
MARK_TEXT = b"Made by Fangzhi. The next build replaces all of this folder: keep nothing of your own in it.\n"
SUMS = PurePosixPath("SHA256SUMS")


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, left as they were, and removed; and what stands now: (SHA-256, size) of each."""

    written: int
    unchanged: int
    removed: int
    standing: Mapping[str, tuple[str, int]] = field(default_factory=dict, compare=False)


def check(output: Path) -> None:
    """Raises BuildError if `output` holds anything that is not ours to replace."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        _refuse(output, "is not a folder; move it away or choose another output")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        _refuse(output, "holds files that Fangzhi did not make; empty it or choose another output")


def _refuse(output: Path, message: str) -> None:
    raise BuildError((Problem(str(output), 0, "output", message),))


def write(files: Iterable[File | Kept | Placed], output: Path) -> Written:
    """Put the site together from `files` and swap it in. Nothing is touched if not a byte differs.

    Raises BuildError for a folder that is not ours, for two files with one path, and for what the system refuses (no
    space, no permission); the site that stood there before still stands then.
    """
    check(output)
    try:
        _clear(_staging(output))
        written = _stage(files, output)
        if written.written or written.removed:
            _swap(_staging(output), output)
        _clear(_staging(output))
    except OSError as error:
        with contextlib.suppress(OSError):
            _clear(_staging(output))
        place = error.filename or output
        _refuse(output, f"could not be written ({error.strerror}: {place}); the site before this build still stands")
        raise
    return written


def place(file: File | Kept, output: Path, before: Mapping[str, tuple[str, int]]) -> Placed:
    """Put one file where the new site is put together: linked if it stands in `output` as it is (`before` tells),
    written if not. Any process may do it while `write` draws on what it makes, so that bytes need not travel.
    """
    name = str(file.path)
    known = before.get(name, ("", -1))
    now = (sha256(file.data).hexdigest(), len(file.data)) if isinstance(file, File) else known
    target = f"{_staging(output)}/{name}"
    try:
        if now == known and _link(f"{output}/{name}", target):
            return Placed(name, *now, written=False)
        _new(target, file.data if isinstance(file, File) else (output / name).read_bytes())
    except FileExistsError:
        _refuse(output, f"two pages want the address {name}; give one of them another slug or permalink")
    return Placed(name, *now, written=True)


def _staging(output: Path) -> Path:
    return output.with_name(output.name + ".new")


def _stage(files: Iterable[File | Kept | Placed], output: Path) -> Written:
    before = standing(output)
    now: dict[str, tuple[str, int]] = {}
    written = 0
    _staging(output).mkdir(parents=True)
    for file in _whole(files, now):
        placed = file if isinstance(file, Placed) else place(file, output, before)
        now[placed.name] = (placed.digest, placed.size)
        written += placed.written
    return Written(written, len(now) - written, len(before.keys() - now.keys()), now)


def _whole(files: Iterable[File | Kept | Placed], now: Mapping[str, tuple[str, int]]) -> Iterator[File | Kept | Placed]:
    """The files with our mark before them and, last, the sums of them all."""
    yield File(PurePosixPath(MARK), MARK_TEXT)
    yield from files
    yield File(SUMS, "".join(f"{digest}  {name}\n" for name, (digest, _) in sorted(now.items())).encode())


def _link(old: str, new: str) -> bool:
    """Whether `new` is now the file `old` by another name; it is not where the system has no links."""
    try:
        _in_its_folder(new, lambda: os.link(old, new))
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _new(name: str, data: bytes) -> None:
    """A file that was not there before."""

    def create() -> None:
        with open(name, "xb") as stream:  # noqa: PTH123 (measurably faster, several files a document)
            stream.write(data)

    _in_its_folder(name, create)


def _in_its_folder(name: str, act: Callable[[], None]) -> None:
    """Do what puts a file there, after making its folder if there is none: most often there is."""
    try:
        act()
    except FileNotFoundError:
        os.makedirs(name.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        act()


def standing(output: Path) -> dict[str, tuple[str, int]]:
    """What stands in the output folder: (digest as remembered, size as found) of each file."""
    digests: dict[str, str] = {}
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for line in (output / SUMS).read_text(encoding="utf-8").splitlines():
            digest, _, name = line.partition("  ")
            digests[name] = digest
    found: dict[str, tuple[str, int]] = {}
    stack = [("", str(output))] if output.is_dir() else []
    while stack:
        prefix, folder = stack.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    stack.append((name + "/", entry.path))
                else:
                    size = entry.stat(follow_symlinks=False).st_size
                    found[name] = (digests.get(name, ""), size)
    if str(SUMS) in found:  # it cannot hold its own digest
        data = (output / SUMS).read_bytes()
        found[str(SUMS)] = (sha256(data).hexdigest(), len(data))
    return found


def replaced(path: Path, data: bytes) -> str:
    """Make the file at `path` hold `data`, the old or the new and nothing between; "" or why it could not be done."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        return error.strerror or str(error)
    return ""


def _clear(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _swap(staging: Path, output: Path) -> None:
    """Let the two folders change places, in one step where the system can."""
    if not output.exists():
        staging.rename(output)
        return
    if not _exchange(staging, output):
        aside = output.with_name(output.name + ".old")
        _clear(aside)
        output.rename(aside)
        staging.rename(output)
        _clear(aside)


def recover(output: Path) -> None:
    """Put back the site that a build killed between two renames left aside (systems without an exchange only)."""
    aside = output.with_name(output.name + ".old")
    if aside.is_dir() and not output.exists():
        aside.rename(output)
    elif aside.is_dir() and (aside / MARK).is_file():
        _clear(aside)


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _exchange(one: Path, other: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE; False where there is none."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
