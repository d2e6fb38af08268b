"""Derived tags (自动): the phrases that matter in this collection, from the candidates that each document offers.

A phrase becomes a tag by these rules, in order:

1. it has no page of another kind (person, place, body, work, event, source) and is not banned;
2. with a plain word behind it (防汛工作, 防汛形势) it is the phrase without it, where that stands in the archive too;
3. it stands in at least two documents (more in a large archive), twice in one of them if they are but two, and not in
   most of a large archive;
4. it is whole: a phrase that stands nearly always inside one longer phrase gives way to that (三必须 to 三管三必须),
   and so does one that nearly always begins or ends in the middle of a much more frequent one (生产形势 to 安全生产);
   and a piece of a body's name (农村部) or a phrase around one (中央气象台预计) is no tag;
5. it is among the eight most telling of at least one document, by TF-IDF over the archive.

Versions of one text count as one document (their leader); the others share what it has.

A phrase of one document only is a tag without a page (`alone`), up to three to a document, where it is plainly what
the document is about: it stands there three times and in the title too, or oftener and is no mere word; and it is no
piece of another.

Phrases that are whole but too rare for a page still tie documents together: they are given back as `rare`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from builder.link.fold import fold
from builder.model import Document

PER_DOCUMENT: Final = 8
_SMALL: Final = 20  # below this many documents no phrase is too frequent
_MOST: Final = 0.6
_RARE: Final = 24  # a phrase in more documents than this ties no two of them together
_NEARLY: Final = 0.8
_MUCH: Final = 2  # how much more frequent a phrase is in whose middle another begins
_PLAIN: Final = ("工作", "活动", "情况", "形势", "任务", "措施", "问题", "要求", "会议", "举措")
_ALONE: Final = 3
_OFTEN: Final = 3
_LONGEST: Final = 16  # characters; a longer candidate is no phrase

Row = dict[str, int]


@dataclass(frozen=True, slots=True)
class Derived:
    """By place: tags, most telling first, and those without a page (`alone`). `spellings` are the keys that go by
    another, `rare` those of several documents that have no page."""

    of: tuple[tuple[str, ...], ...]
    spellings: Mapping[str, str]
    rare: Mapping[str, tuple[int, ...]]
    alone: tuple[tuple[str, ...], ...]


def derive(
    documents: Sequence[Document],
    leaders: Sequence[int],
    keys: Callable[[str], str],
    barred: Container[str],
    declared: Container[str],
) -> Derived:
    """The derived tags of every document, as keys; a key of `declared` needs no second document."""
    read = [_row(document, keys, barred) for document in documents]
    rows = [row if leaders[place] == place else {} for place, row in enumerate(read)]
    holders = _holders(rows)
    spellings = _plain_endings(rows, holders, declared)
    if spellings:
        holders = _holders(rows)
    known = {key for key, places in holders.items() if len(places) > 1 or key in declared}
    pieces = _partial(rows, holders, known) | _of_bodies(documents, rows, holders, keys)
    known -= {key for key in pieces if key not in declared}
    total = sum(leader == place for place, leader in enumerate(leaders))
    least = max(2, round(sqrt(total) / 16))
    most = total if total < _SMALL else _MOST * total
    worth = {key: log((total + 1) / len(holders[key])) + 1 for key in known}
    barely = {key for key in known if len(holders[key]) == 2 and all(rows[at][key] < 2 for at in holders[key])}
    able: list[list[str]] = []
    chosen: dict[str, None] = {}
    for row in rows:
        ranked = sorted((-count * worth[key], key) for key, count in row.items() if key in known)
        fit = [
            key for _, key in ranked if key in declared or (least <= len(holders[key]) <= most and key not in barely)
        ]
        chosen.update(dict.fromkeys(fit[:PER_DOCUMENT]))
        able.append(fit)
    rare = {
        key: tuple(places)
        for key, places in holders.items()
        if key in known and key not in chosen and 2 <= len(places) <= _RARE
    }
    of = [tuple(key for key in fit if key in chosen) for fit in able]
    for place, leader in enumerate(leaders):
        if leader != place:
            mine = {spellings.get(key, key) for key in read[place]}
            of[place] = tuple(key for key in of[leader] if key in mine)
    alone = tuple(
        _alone(document, row, tags, holders, keys) for document, row, tags in zip(documents, rows, of, strict=True)
    )
    return Derived(tuple(of), spellings, rare, alone)


def _alone(
    document: Document, row: Row, tags: Sequence[str], holders: Mapping[str, Sequence[int]], keys: Callable[[str], str]
) -> tuple[str, ...]:
    """The phrases that only this document has, and that it is plainly about."""
    able = [key for key, count in row.items() if count >= _OFTEN and len(holders[key]) == 1]
    if not able:
        return ()
    title = fold(document.title)
    names = "\n".join(keys(name) for name in (*document.bodies, *document.places))
    found: list[str] = []
    for key in sorted(able, key=lambda one: (-row[one], one)):
        plain = key in title or (row[key] > _OFTEN and len(key) > 2)
        piece = any(key in other and other != key for other in (*row, *tags)) or key in names
        if plain and not piece and not any(other in key for other in (*tags, *found)):
            found.append(key)
    return tuple(found[: min(_ALONE, max(0, PER_DOCUMENT - len(tags)))])


def _row(document: Document, keys: Callable[[str], str], barred: Container[str]) -> Row:
    row: Row = {}
    for term, count in document.terms:
        key = keys(term)
        if key and key not in barred and len(key) <= _LONGEST:
            row[key] = row.get(key, 0) + count
    return row


def _holders(rows: Sequence[Row]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        for key in row:
            if (places := holders.get(key)) is None:
                holders[key] = [place]
            else:
                places.append(place)
    return holders


def _plain_endings(
    rows: Sequence[Row], holders: Mapping[str, Sequence[int]], declared: Container[str]
) -> dict[str, str]:
    """Phrases that are another with a plain word behind it; `rows` are changed to say the shorter."""
    shorter: dict[str, str] = {}
    for key, places in holders.items():
        if key.endswith(_PLAIN) and len(key) > 3 and key not in declared:
            stem = key[:-2]
            if stem in declared or len(holders.get(stem, ())) > 1:
                shorter[key] = stem
                for place in places:
                    row = rows[place]
                    row[stem] = max(row.get(stem, 0), row.pop(key))
    return shorter


def _partial(rows: Sequence[Row], holders: Mapping[str, Sequence[int]], known: Container[str]) -> set[str]:
    """Phrases that are only pieces of others: inside one longer phrase, or across the border of a frequent one."""
    crossing: dict[str, int] = {}
    inside: dict[tuple[str, str], int] = {}
    for row in rows:
        mine = [(key, count) for key, count in row.items() if key in known]
        if len(mine) < 2:
            continue
        counts = [count for _, count in mine]
        least, most = _MUCH * min(counts), max(counts)
        heads: dict[str, int] = {}
        tails: dict[str, int] = {}
        for key, count in mine:
            if count < least:  # nothing here is so rare that this could cut it
                continue
            for cut in range(2, len(key)):
                if count > heads.get(key[:cut], 0):
                    heads[key[:cut]] = count
                if count > tails.get(key[-cut:], 0):
                    tails[key[-cut:]] = count
        together = "\n".join(key for key, _ in mine)
        for key, count in mine:
            if together.count(key) > 1:
                for other, _ in mine:
                    if key in other and key != other:
                        inside[key, other] = inside.get((key, other), 0) + 1
            enough = _MUCH * count
            if enough > most:
                continue
            for cut in range(2, len(key)):
                head, tail = key[:cut], key[-cut:]
                if tails.get(head, 0) >= enough or (heads.get(tail, 0) >= enough and tail not in _PLAIN):
                    crossing[key] = crossing.get(key, 0) + 1
                    break
    found = {key for key, count in crossing.items() if count >= _NEARLY * len(holders[key])}
    found |= {part for (part, _), count in inside.items() if count >= _NEARLY * len(holders[part])}
    return found


def _of_bodies(
    documents: Sequence[Document], rows: Sequence[Row], holders: Mapping[str, Sequence[int]], keys: Callable[[str], str]
) -> set[str]:
    """Phrases that are the end of a body's name (农村部), or hold one (中央气象台预计), nearly wherever they stand."""
    count: dict[str, int] = {}
    for document, row in zip(documents, rows, strict=True):
        if not document.bodies:
            continue
        names = [keys(name) for name in document.bodies]
        ends = tuple(names)
        text = "\n".join(names)
        for key in row:
            if (key in text and any(name.endswith(key) for name in ends)) or any(name in key for name in ends):
                count[key] = count.get(key, 0) + 1
    return {key for key, found in count.items() if found >= _NEARLY * len(holders[key])}
