"""Makes the output folder equal to the files, all or nothing.

Strategy: the new site is put together beside the old one (`.public.new`) and the two folders change places in one step.
A reader, a crash or a full disk sees the site before or the site after, never a third thing. The site that was replaced
is put away in the workshop (`spare`) with nothing in it but what the new one has too, and the next site is put together
out of it (`ground.py`): what does not change lies there already, so a build costs what it changes.

Rules: a folder that Fangzhi did not make is never cleared (`MARK` tells ours); the site's own `SHA256SUMS` is the
memory of what stands there, checked against the sizes on the disk. Where there are no hard links, or the workshop is on
another disk, every site is put together from nothing.

Doubts: a file changed by hand to the same length is not noticed here; `fangzhi verify` finds it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from builder.model import File, Kept, Placed
from builder.write.ground import TWICE, Ground, begun, place, put_away, refuse, staging, take_out
from builder.write.seals import SUMS, state_of, sums
from builder.write.swap import MARK, clear, swap

MARK_TEXT = b"Made by Fangzhi. The next build replaces all of this folder: keep nothing of your own in it.\n"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, left as they were, and removed; and the `state` of what stands now."""

    written: int
    unchanged: int
    removed: int
    state: bytes = field(default=b"", compare=False)


def check(output: Path) -> None:
    """Raises BuildError if `output` holds anything that is not ours to replace."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        refuse(output, "is not a folder; move it away or choose another output")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        refuse(output, "holds files that Fangzhi did not make; empty it or choose another output")


def write(make: Callable[[Ground], Iterable[File | Kept | Placed]], output: Path, spare: Path) -> Written:
    """Put the site together from the files that `make` gives and swap it in. Nothing is touched if not a byte differs.

    `spare` is where that is kept for the next build which the replaced site has in common with this one. Raises
    BuildError for a folder that is not ours, for two files with one path, and for what the system refuses (no space, no
    permission); the site that stood there before still stands then.
    """
    check(output)
    beside = staging(output)
    try:
        ground = begun(output, spare)
        now, written = _staged(make(ground), ground)
        gone = ground.standing.keys() - now.keys()
        folders, left = _folders(now), _folders(gone)
        for name in folders & now.keys():
            refuse(output, TWICE.format(name))
        take_out(gone - ground.missing, (ground.bare | left) - folders, beside)
        if written or gone:
            swap(beside, output)
    except OSError as error:
        with contextlib.suppress(OSError):
            clear(beside)
        place = error.filename or output
        refuse(output, f"could not be written ({error.strerror}: {place}); the site before this build still stands")
        raise
    else:
        with contextlib.suppress(OSError):  # the next build takes them out
            outdated = (name for name, known in ground.standing.items() if now.get(name) != known)
            take_out(outdated, left - folders, beside)
    finally:
        put_away(beside, spare)
    return Written(written, len(now) - written, len(gone), state_of(now))


def _staged(files: Iterable[File | Kept | Placed], ground: Ground) -> tuple[dict[str, bytes], int]:
    """Put the site together: the seal of every file by its name, and how many had to be written."""
    now: dict[str, bytes] = {}
    written = 0
    for file in _whole(files, now):
        placed = file if isinstance(file, Placed) else place(file, ground)
        if placed.name in now:
            refuse(ground.output, TWICE.format(placed.name))
        now[placed.name] = placed.seal
        written += placed.written
    return now, written


def _whole(files: Iterable[File | Kept | Placed], now: Mapping[str, bytes]) -> Iterator[File | Kept | Placed]:
    """The files with our mark before them and, last, the sums of them all."""
    yield File(PurePosixPath(MARK), MARK_TEXT)
    yield from files
    yield File(PurePosixPath(SUMS), sums(now))


def _folders(names: Iterable[str]) -> set[str]:
    """Every folder that these files lie in, and those around it."""
    found: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
