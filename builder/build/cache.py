"""What pure stages gave, kept under the hash of what went in, in one SQLite file that may be thrown away any time.

Strategy: the key of a result is a digest of everything it depends on (the bytes, the settings that are read, our own
code and the versions of the libraries), so nothing here is ever out of date: a changed input simply has another key.
What no build has asked for lately is dropped.

Rules: a cache that is locked or cannot be written is replaced by an empty one in memory; one that is damaged is thrown
away, and the build that finds out (`DAMAGE`) begins again. A build never fails for its sake.
What is read back can only become our own nouns (`Loader`), so that a cache planted in a folder from elsewhere cannot
run anything.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any
from zlib import crc32

from builder import __version__

KEEP = 4  # builds for which a result that nobody asks for is kept
LIBRARIES = (
    *(
        "ftfy",
        "jinja2",
        "markdown-it-py",
        "markupsafe",
        "mdit-py-plugins",
        "nh3",
        "numpy",
        "opencc-python-reimplemented",
    ),
    *("pagefind-bin", "pygments", "pypinyin", "pyyaml", "rjieba", "selectolax"),
)
# The values, which are large, lie apart from all that a build looks through or writes anew.
SCHEMA = """
CREATE TABLE IF NOT EXISTS builds (number INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS ages (key BLOB PRIMARY KEY, build INTEGER) WITHOUT ROWID;
"""
_FOREVER = 1 << 63  # nanoseconds, the year 2262: a file from beyond it has no time that SQLite can hold
_AT_ONCE = 500  # variables in one SQL statement


@cache
def stamp() -> bytes:
    """A digest of our own code and of the libraries it stands on: another program, another key."""
    package = Path(__file__).resolve().parent.parent
    whole = blake2b(__version__.encode(), digest_size=16)
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            whole.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            whole.update(f"{library} {metadata.version(library)}\n".encode())
    return whole.digest()


def digest(*parts: bytes) -> bytes:
    """One digest for several parts, which cannot run into each other."""
    whole = blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little") + part)
    return whole.digest()


def unpacked(data: bytes) -> Any:
    """The noun that `packed` or `pickle` made bytes of. Raises UnpicklingError for anything but our nouns."""
    return Loader(io.BytesIO(data)).load()


DAMAGE = (pickle.UnpicklingError, sqlite3.DatabaseError)


def discard(path: Path) -> None:
    """Throw a damaged cache away, so that the next one begins empty."""
    for leaving in path.parent.glob(path.name + "*"):
        with contextlib.suppress(OSError):
            leaving.unlink()


def _sealed(value: bytes) -> bytes:
    return crc32(value).to_bytes(4, "little") + value


def _opened_seal(sealed: bytes) -> bytes:
    value = sealed[4:]
    if sealed[:4] != crc32(value).to_bytes(4, "little"):
        raise pickle.UnpicklingError("a result in the cache is not as it was kept")
    return value


class Loader(pickle.Unpickler):
    """Reads what `packed` wrote, and makes nothing but our own nouns of it."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("builder.model.") or (module, name) in _ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no noun of ours")


_ALLOWED = {
    ("pathlib", "PurePosixPath"),
    ("pathlib._local", "PurePosixPath"),
}


class Cache:
    """The cache of one site for the length of one build; `path` None keeps everything in memory."""

    def __init__(self, path: Path | None) -> None:
        self._db = _opened(path)
        (last,) = self._db.execute("SELECT coalesce(max(number), 0) FROM builds").fetchone()
        self._build = last + 1
        self._used: list[tuple[bytes]] = []

    def digests(self) -> dict[str, tuple[int, int, bytes]]:
        """What is remembered of each file: size, time of change, digest of its bytes."""
        rows = self._db.execute("SELECT path, size, modified, digest FROM files")
        return {path: (size, modified, known) for path, size, modified, known in rows}

    def remember(self, files: Iterable[tuple[str, int, int, bytes]]) -> None:
        """Keep what was learnt of these files, and of no others."""
        with self._db:
            self._db.execute("DELETE FROM files")
            known = (one for one in files if abs(one[2]) < _FOREVER)
            self._db.executemany("INSERT INTO files VALUES (?, ?, ?, ?)", known)

    def known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The results kept under those of `keys` that have one: for small results."""
        return dict(self.each_known(keys))

    def each_known(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """The same one after another, so that never all of them lie in memory."""
        for some in _cut(keys):
            marks = ",".join("?" * len(some))
            found = self._db.execute(f"SELECT key, value FROM results WHERE key IN ({marks})", some).fetchall()
            self._used += [(key,) for key, _ in found]
            for key, value in found:
                yield key, _opened_seal(value)

    def stay(self, keys: Iterable[bytes]) -> None:
        """Say that these results are in use, without looking at them."""
        self._used += [(key,) for key in keys]

    def get(self, key: bytes) -> bytes | None:
        """The result kept under `key`."""
        row = self._db.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
        return _opened_seal(row[0]) if row else None

    def keep(self, results: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep results under their keys."""
        for key, value in results:
            self._db.execute("INSERT OR REPLACE INTO results (key, value) VALUES (?, ?)", (key, _sealed(value)))
            self._used.append((key,))

    def close(self) -> None:
        """End the build: drop what no build has asked for lately (or ever), and put everything on the disk."""
        with contextlib.closing(self._db):
            self._age()

    def _age(self) -> None:
        with contextlib.suppress(sqlite3.Error), self._db:
            if not self._used:  # nothing had to be looked up: nothing has aged
                return
            self._db.execute("INSERT INTO builds VALUES (?)", (self._build,))
            self._db.execute("DELETE FROM builds WHERE number < ?", (self._build,))
            self._db.executemany(f"INSERT OR REPLACE INTO ages VALUES (?, {self._build})", self._used)
            self._db.execute("DELETE FROM ages WHERE build <= ?", (self._build - KEEP,))
            self._db.execute("DELETE FROM results WHERE key NOT IN (SELECT key FROM ages)")


def _cut(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _opened(path: Path | None) -> sqlite3.Connection:
    """The database at `path`; a damaged one is thrown away, and where none can be had, one in memory serves."""
    if path is not None:
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _connected(str(path))
            except (sqlite3.OperationalError, OSError):
                break  # locked by another build, or a folder that may not be written
            except sqlite3.DatabaseError:
                discard(path)
    return _connected(":memory:")


def _connected(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=1.0)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")  # a cache lost to a power cut is only slow
        db.executescript(SCHEMA)
        db.execute("SELECT coalesce(max(number), 0) FROM builds").fetchone()
        db.execute("SELECT key FROM results LIMIT 1").fetchone()
        db.execute("BEGIN IMMEDIATE")
    except BaseException:
        db.close()
        raise
    return db
