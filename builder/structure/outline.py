"""How a text is built: chapters, sections 一、（一）1.（1）, articles 第X条, attachments.

Strategy: a line that opens with a number may be a heading of its own, or may begin with one that runs into the text
(`一、压实安全责任。（一）高位部署推动。市委…` is two headings, then text). Numbers count only as a row: the first is
one, the next follow, and there are at least two. A row whose lines are all followed by each other and never by text is
a list, and stays one.

Doubts: figures (`1.`) head a section only on a short line of their own; 第X条 heads nothing, it gets an anchor. A
run-in sentence that lays down a duty (应当, 不得, …的，) is law, not a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.late import late
from builder.model.numerals import numeral
from builder.structure.layout import Line

_HAN = "一二三四五六七八九十百零〇"
_OPENINGS = (
    (1, re.compile(rf"第(?P<n>[{_HAN}\d]{{1,4}})[编部](?:分)?(?=[ \u4e00-\u9fff])")),
    (2, re.compile(rf"第(?P<n>[{_HAN}\d]{{1,4}})章(?=[ \u4e00-\u9fff])")),
    (3, re.compile(rf"第(?P<n>[{_HAN}\d]{{1,4}})节(?=[ \u4e00-\u9fff])")),
    (4, re.compile(rf"(?:\*\*)?(?P<n>[{_HAN}]{{1,3}})[、.．] {{0,2}}(?=[\u4e00-\u9fff“《*\d])")),
    (5, re.compile(rf"(?:\*\*)?（(?P<n>[{_HAN}]{{1,3}})）[、.．]? {{0,2}}(?=[\u4e00-\u9fff“《*\d])")),
    (6, re.compile(r"(?:\*\*)?(?P<n>\d{1,2})[、.．](?!\d) {0,2}(?=[\u4e00-\u9fff“《*])")),
    (7, re.compile(r"(?:\*\*)?（(?P<n>\d{1,2})） {0,2}(?=[\u4e00-\u9fff“《*])")),
)  # fmt: skip
_AGAIN = late(rf"(?<=[。！？”])(?=(?:\*\*)?（[{_HAN}]{{1,3}}）)")
_FIRST = frozenset("第一二三四五六七八九十（*123456789")
_MARKED = _FIRST | {"附"}
_ARTICLE = late(rf"第(?P<n>[{_HAN}\d]{{1,7}})条(?:之[{_HAN}])?(?=[ \u3000\u4e00-\u9fff《“（])")
_ATTACHED = late(r"附(?:件|录|表|图)(?: {0,2}[\d一二三四五六七八九十]{1,2})?[：:]?")
_LEADER = late(r"[\u4e00-\u9fff…·.]\d{1,3}$")  # a line of a table of contents
_DUTY = late(r"应当|不得|必须依|的，|处以|罚款|有下列")
_RUN_IN = 44
_ALONE = 50


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, `key[start:end]`, that is a paragraph (`level` 0) or a heading of that rank (1–7).

    `number` is the line's place in the rows given, `anchor` the figure of an article 第X条, "" without one.
    """

    number: int
    start: int
    end: int
    level: int = 0
    anchor: str = ""


def is_attachment(line: Line) -> bool:
    """Whether a line is the bare name of an attachment: 附件2."""
    return 2 < len(line.key) <= 8 and _ATTACHED.fullmatch(line.key) is not None


@dataclass(frozen=True, slots=True)
class _Opening:
    number: int
    start: int
    end: int
    rank: int
    value: int
    alone: bool


def is_marked(keys: Sequence[str]) -> bool:
    """Whether any of these lines opens with a number or a word that may make it more than a paragraph."""
    return not _MARKED.isdisjoint([key[:1] for key in keys])


def divide(keys: Sequence[str], title: str = "") -> tuple[Piece, ...]:
    """The lines of a body (no blank ones, as `key`s) as headings and paragraphs, in order.

    >>> rows = ["一、抓责任。（一）部署。会议召开。", "二、抓落实。检查开展。"]
    >>> [(rows[p.number][p.start : p.end], p.level) for p in divide(rows)]
    [('一、抓责任。', 4), ('（一）部署。会议召开。', 0), ('二、抓落实。', 4), ('检查开展。', 0)]
    """
    if not is_marked(keys):
        return tuple(Piece(number, 0, len(key)) for number, key in enumerate(keys))
    openings = [one for number, key in enumerate(keys) if key[:1] in _FIRST for one in _openings(number, key)]
    kept: dict[int, list[_Opening]] = {}
    for one in _rows(openings, keys):
        kept.setdefault(one.number, []).append(one)
    articles = sum(1 for key in keys if key[:1] == "第" and _ARTICLE.match(key)) > 1
    works = set(re.findall(r"《([^《》]{4,60})》", title))
    pieces: list[Piece] = []
    for number, key in enumerate(keys):
        if number not in kept:
            pieces.append(_plain(number, key, articles, works, number + 1 < len(keys)))
            continue
        place = 0
        for one in sorted(kept[number], key=lambda one: one.start):
            if place < one.start:
                pieces.append(Piece(number, place, one.start))
            pieces.append(Piece(number, one.start, one.end, one.rank))
            place = one.end
        if place < len(key):
            pieces.append(Piece(number, place, len(key)))
    return tuple(pieces)


def _plain(number: int, key: str, articles: bool, works: set[str], more: bool) -> Piece:
    if articles and key[:1] == "第" and (found := _ARTICLE.match(key)):
        return Piece(number, 0, len(key), anchor=str(numeral(found["n"])))
    if number and more and (key in works or (key[:1] == "附" and _ATTACHED.fullmatch(key))):
        return Piece(number, 0, len(key), level=1)
    return Piece(number, 0, len(key))


def _openings(number: int, key: str) -> list[_Opening]:
    """Every place in a line where a numbered heading may begin: its start, after another one, after a full stop."""
    found: list[_Opening] = []
    place = 0
    while one := _opening(number, key, place):
        found.append(one)
        if one.alone:
            break
        place = one.end
        if _opening(number, key, place) is None:
            again = _AGAIN.search(key, place)
            if again is None:
                break
            place = again.start()
    return found


def _opening(number: int, key: str, place: int) -> _Opening | None:
    if key[place : place + 1] not in _FIRST:
        return None
    for rank, pattern in _OPENINGS:
        if found := pattern.match(key, place):
            value = numeral(found["n"])
            length = len(key) - place
            stop = key.find("。", found.end(), place + _RUN_IN + 2)
            alone = length <= _ALONE and stop in (-1, len(key) - 1) and key[-1:] not in "；，、：,;"
            if alone and not _LEADER.search(key):
                return _Opening(number, place, len(key), rank, value, True)
            if rank not in (4, 5) or stop < 0 or stop - found.end() < 2 or _DUTY.search(key, place, stop):
                return None
            end = stop + 1
            if key.startswith("**", end) and key.count("**", place, end) % 2:
                end += 2
            return _Opening(number, place, end, rank, value, False)
    return None


def _rows(openings: Sequence[_Opening], keys: Sequence[str]) -> list[_Opening]:
    """The openings that stand in a row: one, two, …; a row starts again at one below a higher rank."""
    kept: list[_Opening] = []
    for rank in sorted({one.rank for one in openings}):
        row: list[_Opening] = []
        for one in [*(one for one in openings if one.rank == rank), None]:
            if one is not None and row and one.value == row[-1].value + 1:
                row.append(one)
                continue
            if len(row) > (0 if rank < 4 else 1) and _heads(row, keys, rank):
                kept += row
            row = [one] if one is not None and (one.value == 1 or (rank < 4 and one.alone)) else []
    return kept


def _heads(row: Sequence[_Opening], keys: Sequence[str], rank: int) -> bool:
    """Whether a row heads text: most of its lines are followed by something that is not the next of the row."""
    if rank >= 6 and any(len(keys[one.number]) > 30 or keys[one.number].endswith("。") for one in row):
        return False
    numbers = {one.number for one in row}
    headed = sum(1 for one in row if not one.alone or (one.number + 1 < len(keys) and one.number + 1 not in numbers))
    return headed * 2 > len(row) - 1
