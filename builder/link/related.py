"""Related documents, each with its reason: the names, works, events and telling phrases that both hold.

Strategy: an inverted index. A document's rarest features come first; each lends its documents a weight (rare counts
more, a person or a work more than a place), until a fixed number of them has been looked at, so the work for a document
does not grow with the archive. Of a feature that very many documents share, only those nearest in time are looked at.
A source, a category or a reporter in common is no reason. Other versions of the same text are not "related"; they stand
with the versions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

LIMIT: Final = 6
_VISITS: Final = 600  # documents looked at for one document
_NEAREST: Final = 32  # documents looked at for one feature that more than this share
_REASONS: Final = 3
_LEAST: Final = 0.9  # the weight below which a common feature is no reason to read on

WEIGHTS: Final = {"person": 1.2, "work": 1.3, "event": 1.1, "body": 0.9, "place": 0.6, "tag": 1.0, "phrase": 0.8}


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that documents share: what to call it, its documents (ascending), and its weight by kind."""

    name: str
    documents: Sequence[int]
    weight: float


Related = tuple[tuple[int, tuple[str, ...]], ...]


def related(features: Sequence[Feature], of: Sequence[Sequence[int]], leaders: Sequence[int]) -> list[Related]:
    """For each document up to six others, best first, each with up to three names that both hold.

    `of[place]` are the numbers of the document's features; `leaders[place]` is the version that stands for it.
    """
    total = max(len(of), 1)
    worth = [one.weight * log(1 + total / len(one.documents)) if len(one.documents) > 1 else 0.0 for one in features]
    return [_related(place, features, row, worth, leaders) for place, row in enumerate(of)]


def _related(
    place: int, features: Sequence[Feature], row: Sequence[int], worth: Sequence[float], leaders: Sequence[int]
) -> Related:
    scores: dict[int, float] = {}
    reasons: dict[int, list[int]] = {}
    visits = 0
    for number in sorted((one for one in set(row) if worth[one]), key=lambda one: (-worth[one], one)):
        weight = worth[number]
        for other in _nearest(features[number].documents, place):
            scores[other] = scores.get(other, 0.0) + weight
            reasons.setdefault(other, []).append(number)
            visits += 1
        if visits >= _VISITS:
            break
    mine = leaders[place]
    fit = [
        (-score, abs(other - place), other)
        for other, score in scores.items()
        if score >= _LEAST and leaders[other] == other and other != mine and other != place
    ]
    found: list[tuple[int, tuple[str, ...]]] = []
    for _, _, other in sorted(fit)[:LIMIT]:
        found.append((other, tuple(features[number].name for number in reasons[other][:_REASONS])))
    return tuple(found)


def _nearest(documents: Sequence[int], place: int) -> Sequence[int]:
    if len(documents) <= _NEAREST:
        return documents
    middle = bisect_left(documents, place)
    start = max(0, min(middle - _NEAREST // 2, len(documents) - _NEAREST))
    return documents[start : start + _NEAREST]
