"""Two summaries of a text for finding its other versions: a digest of its Han characters, and a MinHash sketch."""

from __future__ import annotations

import re
from hashlib import blake2b

import numpy as np

_HAN = re.compile("[㐀-鿿]+")
_M1 = np.uint64(0x9E3779B97F4A7C15)
_M2 = np.uint64(0xBF58476D1CE4E5B9)
_EDGES = np.arange(64, dtype=np.uint64) << np.uint64(58)


def fingerprint(plain: str) -> str:
    """A digest of the Han characters alone: equal texts have equal digests whatever their layout and punctuation."""
    return blake2b("".join(_HAN.findall(plain)).encode(), digest_size=16).hexdigest()


def sketch(plain: str) -> bytes:
    """One-permutation MinHash of 5-character shingles, 64 × uint64 little-endian; b"" for a text too short."""
    han = "".join(_HAN.findall(plain))
    if len(han) < 40:
        return b""
    units = np.frombuffer(han.encode("utf-32-le"), np.uint32).astype(np.uint64)
    hashes = units[:-4].copy()
    for k in range(1, 5):
        hashes = hashes * _M1 + units[k : len(units) - 4 + k]
    hashes ^= hashes >> np.uint64(31)
    hashes *= _M2
    hashes ^= hashes >> np.uint64(29)
    hashes.sort()
    at = np.searchsorted(hashes, _EDGES)
    values = hashes[np.minimum(at, len(hashes) - 1)]
    values[at >= len(hashes)] = hashes[0]
    return values.astype("<u8").tobytes()
