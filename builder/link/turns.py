"""The parts of one article on different pages of a newspaper (下转, 上接), joined where the archive holds both.

Strategy: a part that goes on looks for the part that comes from it among those of the same paper and day, by the page
numbers that both name. Rules: nothing that both know may differ (paper, day, page, headline); at least a page or a
headline must agree; and each must be the only one that the other finds. Else nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.link.fold import fold
from builder.model import Document, Turn

_PAGE = re.compile(r"([A-Z]?)0{0,2}(\d{1,3})")

Joint = tuple[int, str]  # the place of the other part, and the words that lead there


def joined(documents: Sequence[Document]) -> tuple[dict[int, Joint], dict[int, Joint]]:
    """By place: the part that an article goes on in, and the part that it comes from."""
    heads = [(place, turn) for place, one in enumerate(documents) for turn in one.turns if turn.way == "to"]
    tails = [(place, turn) for place, one in enumerate(documents) for turn in one.turns if turn.way == "from"]
    if not heads or not tails:
        return {}, {}
    days: dict[str, list[tuple[int, Turn]]] = {}
    for place, turn in tails:
        days.setdefault(_day(documents[place]), []).append((place, turn))
    forward = {
        place: [
            other
            for day in {_day(documents[place]), ""}
            for other in days.get(day, ())
            if _fit(documents, place, turn, *other)
        ]
        for place, turn in heads
    }
    wanted: dict[int, list[int]] = {}
    for place, found in forward.items():
        for other, _ in found:
            wanted.setdefault(other, []).append(place)
    said = dict(heads)
    on: dict[int, Joint] = {}
    back: dict[int, Joint] = {}
    for place, found in forward.items():
        if len(found) == 1 and len(wanted[found[0][0]]) == 1:
            other, turn = found[0]
            on[place], back[other] = (other, said[place].printed), (place, turn.printed)
    return on, back


def _day(document: Document) -> str:
    return document.date.edtf.rstrip("?~%") if document.date else ""


def _fit(documents: Sequence[Document], head: int, to: Turn, tail: int, origin: Turn) -> bool:
    """Whether two parts may be one article, and something says that they are."""
    one, other = documents[head], documents[tail]
    if head == tail or (one.source and other.source and fold(one.source) != fold(other.source)):
        return False
    if not one.source and not other.source and one.path.parent != other.path.parent:
        return False
    ways = ((_page(other), to.page), (_page(one), origin.page))
    if any(known and said and known != said for known, said in ways):
        return False
    headline = fold(to.hint or one.title)
    same = headline in fold(other.title) or fold(other.title) in headline
    if to.hint and not same and not other.title_supplied:
        return False
    return any(known and known == said for known, said in ways) or same


def _page(document: Document) -> str:
    found = _PAGE.search(document.issuance.edition)
    return f"{found[1]}{found[2]}" if found else ""
