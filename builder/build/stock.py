"""What lies in the content folder, and whether it has changed: stat first, a digest of the bytes where that differs.

Nothing here loads a stage: a build that finds nothing changed ends without one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import PurePosixPath

from builder.build.cache import Cache, digest
from builder.build.held import today
from builder.model import BuildError, Config, Found, Problem
from builder.read.files import fetch, scan
from builder.read.kind import is_document
from builder.read.ledger import NAME as LEDGER


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies in the content folder: the files, the digest of each document's bytes, and what could not be walked.

    `digests` lacks the files that could not be read and holds b"" for those whose names say that they are no documents.
    `today` is the day on which they are taken in, for documents may be held back until theirs.
    """

    found: tuple[Found, ...]
    digests: dict[PurePosixPath, bytes]
    problems: tuple[Problem, ...]
    today: str

    def digest(self) -> bytes:
        """One digest for the folder as it is on this day; a file that is no document counts by its size and time."""
        names = (
            (
                str(one.path).encode("utf-8", "surrogatepass"),
                self.digests.get(one.path, b"?") or f"{one.size} {one.modified}".encode(),
            )
            for one in self.found
        )
        return digest(self.today.encode(), *(part for pair in names for part in pair))


def as_measured(path: PurePosixPath, sha: str, config: Config) -> bytes:
    """A file's bytes, as long as they have the SHA-256 (hex) that they had when it was read or measured.

    Raises BuildError for a file that is another by now, or is gone: what is published of it would not fit together.
    """
    try:
        data = fetch(config.content, Found(path, 0, 0))
    except OSError:
        data = b""
    if sha256(data).hexdigest() != sha:
        raise changed(path)
    return data


def changed(path: PurePosixPath) -> BuildError:
    """What a build ends with that finds a file to be another than it was when the build began."""
    said = "changed while the site was being built; nothing was written, build again"
    return BuildError((Problem(str(path), 0, "changed", said),))


def take_stock(config: Config, cache: Cache) -> Stock:
    """Walk the content folder; a file whose size and time did not change since the last build is not read for it."""
    found, problems = scan(config.content, skip=(config.output, config.root / LEDGER))
    before = cache.digests()
    digests: dict[PurePosixPath, bytes] = {}
    for one in found:
        size, modified, known = before.get(str(one.path), (-1, -1, b""))
        if not is_document(one.path):
            digests[one.path] = b""
        elif (size, modified) == (one.size, one.modified):
            digests[one.path] = known
        else:
            with suppress(OSError):
                digests[one.path] = blake2b(fetch(config.content, one), digest_size=16).digest()
    after = {str(one.path): (one.size, one.modified, digests[one.path]) for one in found if digests.get(one.path)}
    if after != before:
        cache.remember((path, *known) for path, known in after.items())
    return Stock(found, digests, problems, today(config.timezone))
