"""Brings files off the disk in an order that no machine changes.

Strategy: walk the folder without following what leads out of it or round in a circle, and say so where that happens.
Rules: names that begin with a dot and what is in `skip` are not looked at; a link to a file inside the folder
counts as a file of its own; a link to a folder inside it is not walked, because what it holds is read at its own place;
a name that is not UTF-8 is read as GB18030, as Windows archives write it, and reported.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from builder.model import Found, Problem


def scan(folder: Path, skip: tuple[Path, ...] = ()) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Every file below `folder`, sorted by path, and what could not be walked or read; `skip` is not looked at."""
    root = folder.resolve()
    walk = _Walk(root, frozenset(str(path.resolve()) for path in skip))
    found = sorted(walk.run(), key=lambda item: item.path.as_posix())
    return tuple(found), tuple(sorted(walk.problems))


def fetch(folder: Path, found: Found) -> bytes:
    """The bytes of a file that `scan` found; raises `OSError` where it has gone or may not be read."""
    path = folder / found.path
    try:
        return path.read_bytes()
    except FileNotFoundError:
        other = _as_stored(folder, found.path)
        if other is None:
            raise
        return other.read_bytes()


class _Walk:
    """One walk: a stack of folders still to be read, and the problems met on the way."""

    def __init__(self, root: Path, skip: frozenset[str]) -> None:
        self.root = root
        self.skip = skip
        self.problems: list[Problem] = []

    def run(self) -> Iterator[Found]:
        waiting: list[tuple[Path, PurePosixPath]] = [(self.root, PurePosixPath())]
        while waiting:
            folder, shown = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    children = list(entries)
            except OSError as error:
                self._say(
                    shown,
                    "folder-unreadable",
                    f"this folder cannot be read ({error.strerror}); nothing in it is published",
                )
                continue
            for entry in children:
                if entry.name.startswith(".") or entry.path in self.skip:
                    continue
                path = shown / self._name(entry.name, shown)
                if self._is_folder(entry, path):
                    waiting.append((Path(entry.path), path))
                elif (item := self._file(entry, path)) is not None:
                    yield item

    def _is_folder(self, entry: os.DirEntry[str], path: PurePosixPath) -> bool:
        """True for a folder to walk; links to folders are judged in `_file`."""
        try:
            return entry.is_dir(follow_symlinks=False)
        except OSError:
            return False

    def _file(self, entry: os.DirEntry[str], path: PurePosixPath) -> Found | None:
        try:
            if entry.is_symlink() and not self._link(Path(entry.path), path):
                return None
            about = entry.stat()
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", "") or str(error)
            self._say(path, "file-unreadable", f"this file cannot be read ({reason}); it is not published")
            return None
        if not stat.S_ISREG(about.st_mode):
            self._say(path, "not-a-file", "this is a device, a pipe or a socket, not a file; it is left alone")
            return None
        return Found(path, about.st_size, about.st_mtime_ns)

    def _link(self, link: Path, path: PurePosixPath) -> bool:
        """True where a link leads to a file inside the folder; anything else is said, save what is read elsewhere."""
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):
            self._say(path, "link-broken", "this link leads nowhere or in a circle; remove it or mend it")
            return False
        if target != self.root and self.root not in target.parents:
            self._say(
                path, "link-outside", "this link leads out of the folder and is not followed; copy the file instead"
            )
            return False
        if not target.is_dir():
            return True
        if target == link.parent or target in link.parents:
            self._say(
                path, "link-loop", "this link leads back to a folder that holds it and is not followed; remove it"
            )
        elif any(part.startswith(".") for part in target.relative_to(self.root).parts):
            self._say(path, "link-hidden", "this link leads to a hidden folder and is not followed; move the folder")
        return False

    def _name(self, name: str, folder: PurePosixPath) -> str:
        """The name as text; a name that is not UTF-8 is read as GB18030 and reported."""
        try:
            name.encode("utf-8")
        except UnicodeEncodeError:
            text = os.fsencode(name).decode("gb18030", "replace")
            self._say(folder / text, "name-encoding", "this name is not UTF-8; it was read as GB18030: rename the file")
            return text
        return name

    def _say(self, path: PurePosixPath, kind: str, message: str) -> None:
        self.problems.append(Problem(path.as_posix(), 0, kind, message))


def _as_stored(folder: Path, path: PurePosixPath) -> Path | None:
    """Where a file lies whose name (or whose folder's name) is stored as GB18030; None where there is none."""
    at = os.fsencode(folder)
    for part in path.parts:
        names = (part.encode("utf-8"), part.encode("gb18030", "replace"))
        at = next((full for name in names if os.path.lexists(full := os.path.join(at, name))), b"")  # noqa: PTH118
        if not at:
            return None
    return Path(os.fsdecode(at))
