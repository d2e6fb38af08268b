"""Two summaries of a text for finding its other versions: a digest of its Han characters, and a MinHash sketch.

Script is no difference between versions: characters are folded by the table that search uses (防風 and 防风 are one),
in both summaries and in every text, for a Simplified text holds characters too that the table folds (乾隆, 瞭望).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from builder.model.fold_table import FROM, TO

_M1 = np.uint64(0x9E3779B97F4A7C15)
_M2 = np.uint64(0xBF58476D1CE4E5B9)
_EDGES = np.arange(64, dtype=np.uint64) << np.uint64(58)


_FOLDED = np.arange(0x10000, dtype=np.uint16)
for _from, _to in zip(FROM, TO, strict=True):
    if max(_from, _to) < "\U00010000":
        _FOLDED[ord(_from)] = ord(_to)


@lru_cache(maxsize=2)  # both summaries ask, one after the other
def _han(plain: str) -> npt.NDArray[np.uint32]:
    """The Han characters of a text, folded."""
    units = np.frombuffer(plain.encode("utf-16-le", "surrogatepass"), np.uint16)
    return _FOLDED.take(units[units - 0x3400 <= 0x9FFF - 0x3400]).astype(np.uint32)


def fingerprint(plain: str) -> str:
    """A digest of the Han characters alone: equal texts have equal digests whatever their layout,
    punctuation and script."""
    return blake2b(_han(plain).tobytes(), digest_size=16).hexdigest()


def sketch(plain: str) -> bytes:
    """One-permutation MinHash of 5-character shingles, 64 × uint64 little-endian; b"" for a text too short."""
    han = _han(plain)
    if len(han) < 40:
        return b""
    units = han.astype(np.uint64)
    hashes = units[:-4].copy()
    for k in range(1, 5):
        hashes *= _M1
        hashes += units[k : len(units) - 4 + k]
    hashes ^= hashes >> np.uint64(31)
    hashes *= _M2
    hashes ^= hashes >> np.uint64(29)
    hashes.sort()
    values = hashes.take(hashes.searchsorted(_EDGES), mode="wrap")
    return values.astype("<u8", copy=False).tobytes()
