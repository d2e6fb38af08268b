"""The parts of one article on different pages of a newspaper (下转, 上接), joined where the archive holds both.

Strategy: a part that goes on looks for the part that comes from it among those of the same paper and day, by the page
numbers and the headlines that both name. Rules: nothing that both know may differ (paper, day, page, headline); at
least a page or a headline must agree; and each must be the only one that the other finds. Those that agree in their
headline are joined first, and are then no longer in the way of the others. What might still belong together is shown
as a doubt on both sides, and is not joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from builder.link.fold import fold
from builder.model import Document, Turn
from builder.model.numerals import page_number

_CROWD = 100  # ends that go by one paper and day; so many are no newspaper's, and nothing tells them apart
_HEADLINE = 4  # characters of a headline that still says something inside a longer one
_DOUBTS = 5  # shown of one end

Joint = tuple[int, str]  # the place of the other part, and the words that lead there


@dataclass(frozen=True, slots=True)
class Joints:
    """By place: the part that an article goes on in, the part that it comes from, all parts of the whole in order, and
    those that might be its other part."""

    on: Mapping[int, Joint] = field(default_factory=dict)
    back: Mapping[int, Joint] = field(default_factory=dict)
    whole: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    doubtful: Mapping[int, tuple[Joint, ...]] = field(default_factory=dict)


class _Fit(IntEnum):
    """How well two ends fit: not at all, perhaps, by their pages, by their headline too."""

    NOT = 0
    PERHAPS = 1
    PAGE = 2
    HEADLINE = 3


def joined(documents: Sequence[Document]) -> Joints:
    """Which documents are parts of one article."""
    heads = {place: turn for place, one in enumerate(documents) for turn in one.turns if turn.way == "to"}
    tails = {place: turn for place, one in enumerate(documents) for turn in one.turns if turn.way == "from"}
    if not heads or not tails:
        return Joints()
    fits = dict(_fits(documents, heads, tails))
    on: dict[int, int] = {}
    back: dict[int, int] = {}
    for least in (_Fit.HEADLINE, _Fit.PAGE):
        for head, tail in _only([pair for pair, fit in fits.items() if fit >= least]):
            on[head], back[tail] = tail, head
        fits = {(head, tail): fit for (head, tail), fit in fits.items() if head not in on and tail not in back}
    doubts: dict[int, list[Joint]] = {}
    for head, tail in sorted(fits):
        doubts.setdefault(head, []).append((tail, heads[head].printed))
        doubts.setdefault(tail, []).append((head, tails[tail].printed))
    return Joints(
        {head: (tail, heads[head].printed) for head, tail in on.items()},
        {tail: (head, tails[tail].printed) for tail, head in back.items()},
        {place: whole for start in on if start not in back for whole in [_chain(start, on)] for place in whole},
        {place: tuple(found[:_DOUBTS]) for place, found in doubts.items()},
    )


def _only(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of these pairs whose two ends stand in no other."""
    heads = Counter(head for head, _ in pairs)
    tails = Counter(tail for _, tail in pairs)
    return [(head, tail) for head, tail in pairs if heads[head] == tails[tail] == 1]


def _chain(start: int, on: Mapping[int, int]) -> tuple[int, ...]:
    """All parts of an article from the first. It ends: no part comes from two, and the first from none."""
    whole = [start]
    while whole[-1] in on:
        whole.append(on[whole[-1]])
    return tuple(whole)


def _fits(
    documents: Sequence[Document], heads: Mapping[int, Turn], tails: Mapping[int, Turn]
) -> Iterator[tuple[tuple[int, int], _Fit]]:
    """Every two ends that might belong together, and how well they fit."""
    days: dict[str, dict[str, list[int]]] = {}
    for place in tails:
        days.setdefault(_day(documents[place]), {}).setdefault(fold(documents[place].source), []).append(place)
    for head, to in heads.items():
        one = documents[head]
        source = fold(one.source)
        for day in {_day(one), ""}:
            papers = days.get(day, {})
            near = [place for name in ({source, ""} if source else papers) for place in papers.get(name, ())]
            for tail in near if len(near) <= _CROWD else ():
                fit = _fit(one, to, documents[tail], tails[tail]) if tail != head else _Fit.NOT
                if fit:
                    yield (head, tail), fit


def _day(document: Document) -> str:
    return document.date.edtf.rstrip("?~%") if document.date else ""


def _fit(one: Document, to: Turn, other: Document, origin: Turn) -> _Fit:
    """How well `other` may be the part in which `one` goes on; of their papers it is known that they may be one."""
    if not one.source and not other.source and one.path.parent != other.path.parent:
        return _Fit.NOT
    same = _same_headline(fold(to.hint or one.title), fold(other.title))
    if to.hint and not same and not other.title_supplied:
        return _Fit.NOT
    ways = ((_page(other), to.page), (_page(one), origin.page))
    if any(known and said and known != said for known, said in ways):
        return _Fit.PERHAPS if same else _Fit.NOT
    if same:
        return _Fit.HEADLINE
    if any(known and known == said for known, said in ways):
        return _Fit.PAGE
    return _Fit.PERHAPS if _day(one) and _day(one) == _day(other) else _Fit.NOT


def _same_headline(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) >= _HEADLINE and short in long))


def _page(document: Document) -> str:
    return page_number(document.issuance.edition)
