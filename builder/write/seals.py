"""What stands in a folder that Fangzhi made, told from the sums that lie in it and the sizes on the disk.

A file is known again by its seal: the SHA-256 and the size of its bytes, 38 bytes in all, for there may be a million
files. Of what stands there the digest is remembered (`SHA256SUMS`) and the size is found.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

SUMS = "SHA256SUMS"
_DIGEST = 32  # bytes of a seal that are the SHA-256; the rest is the size


def seal(data: bytes) -> bytes:
    """The seal of these bytes."""
    return sha256(data).digest() + size_as_bytes(len(data))


def sealed(digest: str, size: int) -> bytes:
    """The seal of a file whose SHA-256 (hex) and size are known."""
    return bytes.fromhex(digest) + size_as_bytes(size)


def size_as_bytes(size: int) -> bytes:
    """The part of a seal that is the size."""
    return size.to_bytes(6, "big")


def sums(standing: Mapping[str, bytes]) -> bytes:
    """The text of `SHA256SUMS` for files of these names and seals."""
    return "".join(f"{known[:_DIGEST].hex()}  {name}\n" for name, known in sorted(standing.items())).encode()


def digests(output: Path) -> dict[str, bytes]:
    """The SHA-256 of each file in the output folder, as remembered there."""
    found: dict[str, bytes] = {}
    with contextlib.suppress(OSError, ValueError):
        data = (output / SUMS).read_bytes()
        found[SUMS] = sha256(data).digest()  # it cannot hold its own
        for line in data.decode().split("\n"):
            digest, _, name = line.partition("  ")
            found[name] = bytes.fromhex(digest)
    return found


def walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder, by its name there."""
    waiting, start = [str(folder)] if folder.is_dir() else [], len(str(folder)) + 1
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry.path[start:], entry


def state(output: Path) -> bytes:
    """A digest of what stands in the output folder: the sums as they lie there, and every file's name and size."""
    try:
        known = seal((output / SUMS).read_bytes())
    except OSError:
        known = b""
    return _state(((name, entry.stat(follow_symlinks=False).st_size) for name, entry in walk(output)), known)


def state_of(standing: Mapping[str, bytes]) -> bytes:
    """The `state` of an output folder that holds files of these names and seals, and the sums among them."""
    sizes = ((name, int.from_bytes(known[_DIGEST:], "big")) for name, known in standing.items())
    return _state(sizes, standing[SUMS])


def _state(sizes: Iterable[tuple[str, int]], known: bytes) -> bytes:
    whole = "\0".join(sorted(f"{name}\0{size}" for name, size in sizes))
    return sha256(whole.encode("utf-8", "surrogateescape") + known).digest()
