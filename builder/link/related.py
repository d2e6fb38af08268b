"""Related documents, each with its reason: the names, works, events and telling phrases that both hold.

Strategy: an inverted index. A document's rarest features come first; each lends its documents a weight (rare counts
more, a person or a work more than a place), until a fixed number of them has been looked at, so the work for a document
does not grow with the archive. Of a feature that very many documents share, only those nearest in time are looked at.
A source, a category or a reporter in common is no reason. Other versions of the same text are not "related"; they stand
with the versions.

Where names leave room, documents come after them that use the same words (`vectors`): the reason is the phrases that
both hold, or what their titles have in common. Likeness that cannot be put into words is not shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from math import log
from typing import Final, Literal, NamedTuple

from builder.link.vectors import nearest
from builder.model import Document

LIMIT: Final = 6
_VISITS: Final = 320  # documents looked at for one document
_NEAREST: Final = 24  # documents looked at for one feature that more than this share
_REASONS: Final = 3
_KINDRED: Final = 3  # related documents that share words alone
_IN_TITLES: Final = 8  # characters that two titles must share: fewer are 工作的通知
_TITLE: Final = 80
_LEAST: Final = 0.35  # of the rarest possible feature's weight: less than that in common is no reason to read on

WEIGHTS: Final = {"person": 1.2, "work": 1.3, "event": 1.1, "body": 0.9, "place": 0.6, "tag": 1.0, "phrase": 0.3}


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that documents share: what to call it, its documents (ascending), and its weight by kind."""

    name: str
    documents: Sequence[int]
    weight: float


class Kin(NamedTuple):
    """A related document and why: `names` that both name ("shared"), phrases that both use ("kindred"), or what both
    titles say ("titles")."""

    place: int
    names: tuple[str, ...]
    reason: Literal["shared", "kindred", "titles"]


Related = tuple[Kin, ...]


def related(features: Sequence[Feature], of: Sequence[Sequence[int]], leaders: Sequence[int]) -> list[Related]:
    """For each document up to six others, best first, each with up to three names that both hold.

    `of[place]` are the numbers of the document's features; `leaders[place]` is the version that stands for it.
    """
    total = max(len(of), 1)
    worth = [one.weight * log(1 + total / len(one.documents)) if len(one.documents) > 1 else 0.0 for one in features]
    least = _LEAST * log(1 + total)
    rows = [sorted({one for one in row if worth[one]}, key=lambda one: (-worth[one], one)) for row in of]
    return [_related(place, features, rows, worth, leaders, least) for place in range(len(of))]


def _related(
    place: int,
    features: Sequence[Feature],
    rows: Sequence[Sequence[int]],
    worth: Sequence[float],
    leaders: Sequence[int],
    least: float,
) -> Related:
    scores: dict[int, float] = {}
    known = scores.get
    visits = 0
    for number in rows[place]:
        weight = worth[number]
        others = _nearest(features[number].documents, place)
        for other in others:
            scores[other] = known(other, 0.0) + weight
        visits += len(others)
        if visits >= _VISITS:
            break
    best = _best(scores, place, leaders, least)
    if not best:
        return ()
    mine = rows[place]
    return tuple(
        Kin(other, tuple(islice((features[one].name for one in mine if one in shared), _REASONS)), "shared")
        for other in best
        if (shared := frozenset(rows[other]))
    )


def _best(scores: dict[int, float], place: int, leaders: Sequence[int], least: float) -> list[int]:
    """The highest scores; among equals the nearest in time, then the earliest."""
    mine = leaders[place]
    able = [
        (-score, abs(other - place), other)
        for other, score in scores.items()
        if score >= least and leaders[other] == other and other not in (mine, place)
    ]
    return [other for _, _, other in nsmallest(LIMIT, able)]


def _nearest(documents: Sequence[int], place: int) -> Sequence[int]:
    if len(documents) <= _NEAREST:
        return documents
    middle = bisect_left(documents, place)
    start = max(0, min(middle - _NEAREST // 2, len(documents) - _NEAREST))
    return documents[start : start + _NEAREST]


def with_kindred(found: Sequence[Related], documents: Sequence[Document], leaders: Sequence[int]) -> list[Related]:
    """`found` with documents added that use the same words, where there is room for them."""
    wanting = [place for place, row in enumerate(found) if len(row) < LIMIT and not documents[place].withdrawn]
    near = nearest(documents, wanting, LIMIT + _KINDRED)
    return [
        _added(place, row, near[place], documents, leaders) if place in near else row for place, row in enumerate(found)
    ]


def _added(
    place: int, row: Related, near: Sequence[int], documents: Sequence[Document], leaders: Sequence[int]
) -> Related:
    named = {kin.place for kin in row}
    added: list[Kin] = []
    for other in near:
        if len(added) == min(_KINDRED, LIMIT - len(row)):
            break
        if other in named or leaders[other] != other or other == leaders[place]:
            continue
        terms = {term for term, _ in documents[other].terms}
        shared = tuple(term for term, _ in documents[place].terms if term in terms)[:_REASONS]
        if shared:
            added.append(Kin(other, shared, "kindred"))
        elif part := _common(documents[place].title, documents[other].title):
            added.append(Kin(other, (part,), "titles"))
    return (*row, *added)


def _common(one: str, other: str) -> str:
    """The longest stretch of letters that two titles share, "" where it is short."""
    one, other = one[:_TITLE], other[:_TITLE]
    best = ""
    for start in range(len(one)):
        while start + max(len(best) + 1, _IN_TITLES) <= len(one):
            part = one[start : start + max(len(best) + 1, _IN_TITLES)]
            if not part.isalpha() or part not in other:
                break
            best = part
    return best
