"""Documents that speak of the same things in the same words, though they share no name: nearest by TF-IDF vectors.

Strategy: a document's vector are the pairs of Han characters in its title and its telling phrases, hashed to a fixed
number of places and weighed by how rare they are in the archive; the sixteen heaviest are kept. Two documents are
compared only where they stand near each other in the list of documents that hold the same pair, so the work for a
document is bounded and the whole is linear. What is found is a cosine that may be too low, never too high.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from builder.model import Document

_BITS: Final = 20
_KEPT: Final = 16  # pairs of characters that a vector keeps
_WINDOW: Final = 6  # documents before and after it in a pair's list that a document is compared with
_COMMON: Final = 0.2  # of all documents: a pair in more of them says nothing
_CLOSE: Final = 0.25
_BATCH: Final = 4096

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


def nearest(documents: Sequence[Document], wanted: Sequence[int], most: int) -> dict[int, list[int]]:
    """For each place of `wanted` up to `most` others whose vectors are close, nearest first; places with none are
    left out."""
    rows, columns, weights = _vectors(documents)
    if not len(rows):
        return {}
    order = np.lexsort((rows, columns))
    rows, columns, weights = rows[order], columns[order], weights[order]
    asked = np.zeros(len(documents), bool)
    asked[list(wanted)] = True
    mine = np.flatnonzero(asked[rows])
    mine = mine[np.argsort(rows[mine], kind="stable")]
    found: dict[int, list[int]] = {}
    step = _BATCH * _KEPT
    at = 0
    while at < len(mine):
        end = min(at + step, len(mine))
        while end < len(mine) and rows[mine[end]] == rows[mine[end - 1]]:  # no document in two batches
            end += 1
        _compare(mine[at:end], rows, columns, weights, most, found)
        at = end
    return found


def _compare(mine: Ints, rows: Ints, columns: Ints, weights: Floats, most: int, found: dict[int, list[int]]) -> None:
    total = np.int64(rows.max() + 1)
    keys: list[Ints] = []
    shares: list[Floats] = []
    for step in chain(range(-_WINDOW, 0), range(1, _WINDOW + 1)):
        other = mine + step
        inside = (other >= 0) & (other < len(rows))
        here, there = mine[inside], other[inside]
        same = columns[here] == columns[there]
        here, there = here[same], there[same]
        keys.append(rows[here] * total + rows[there])
        shares.append(weights[here] * weights[there])
    key = np.concatenate(keys)
    if not len(key):
        return
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    likeness = np.add.reduceat(np.concatenate(shares)[order], starts)
    close = np.flatnonzero(likeness >= _CLOSE)
    pairs = key[starts[close]]
    ranked = np.lexsort((pairs, -likeness[close].round(4), pairs // total))
    for pair in pairs[ranked].tolist():
        place, other = divmod(pair, int(total))
        others = found.setdefault(place, [])
        if len(others) < most:
            others.append(other)


def _vectors(documents: Sequence[Document]) -> tuple[Ints, Ints, Floats]:
    """The vectors as (place, hashed pair, weight), of length one, in order of places. Batch by batch: all pairs of all
    documents at once would be the largest thing that `link` ever holds."""
    found = [_counts(documents, start) for start in range(0, len(documents), _BATCH)]
    held = np.zeros(1 << _BITS, np.int64)
    for key, _ in found:
        np.add.at(held, key & ((1 << _BITS) - 1), 1)
    kept = [_heaviest(*batch, held, len(documents)) for batch in found]
    if not kept:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
    rows, columns, weights = (np.concatenate(part) for part in zip(*kept, strict=True))
    return rows, columns, weights


def _heaviest(key: Ints, count: npt.NDArray[np.uint8], held: Ints, total: int) -> tuple[Ints, Ints, Floats]:
    """Of a batch the heaviest pairs of each document; `held` says how many of all documents hold a pair."""
    columns = key & ((1 << _BITS) - 1)
    telling = (held[columns] > 1) & (held[columns] <= max(2, _COMMON * total))
    rows, columns, count = key[telling] >> _BITS, columns[telling], count[telling]
    weights = ((1 + np.log(count)) * np.log(total / held[columns] + 1)).astype(np.float32)
    order = np.lexsort((columns, -weights, rows))
    rows, columns, weights = rows[order], columns[order], weights[order]
    firsts = np.flatnonzero(np.diff(rows, prepend=-1))
    lengths = np.diff(np.append(firsts, len(rows)))
    kept = np.arange(len(rows)) - np.repeat(firsts, lengths) < _KEPT
    rows, columns, weights = rows[kept], columns[kept], weights[kept]
    firsts = np.flatnonzero(np.diff(rows, prepend=-1))
    if len(firsts):
        norms = np.sqrt(np.add.reduceat(weights.astype(np.float64) ** 2, firsts))
        weights = (weights / np.repeat(norms, np.diff(np.append(firsts, len(rows))))).astype(np.float32)
    return rows, columns, weights


def _counts(documents: Sequence[Document], start: int) -> tuple[Ints, npt.NDArray[np.uint8]]:
    """Of a batch, each document's pairs as place << 20 | hash, ascending, and how often each stands there."""
    texts = ["\n".join((one.title, *(term for term, _ in one.terms))) for one in documents[start : start + _BATCH]]
    units = np.frombuffer("\n".join(texts).encode("utf-16-le", "replace"), np.uint16).astype(np.int64)
    place = np.repeat(
        np.arange(start, start + len(texts)), [len(t.encode("utf-16-le", "replace")) // 2 + 1 for t in texts]
    )
    place = place[: len(units)]
    han = (units >= 0x3400) & (units <= 0x9FFF)
    both = np.flatnonzero(han[:-1] & han[1:])
    hashed = (units[both] * 0x9E3779B1 + units[both + 1] * 0x85EBCA77) >> 7 & ((1 << _BITS) - 1)
    key, count = np.unique(place[both] << _BITS | hashed, return_counts=True)
    return key, np.minimum(count, 255).astype(np.uint8)
