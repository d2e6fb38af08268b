"""Lists of names: behind an office or a head, without one, on lines of their own, in headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import rjieba

from builder.model.late import late
from builder.structure.names.boundary import (
    MARK,
    PARTICLE,
    VERB,
    WINDOW,
    WORD,
    ending,
    has_shape,
    is_han,
    is_phrase,
    is_word,
    name_end,
)
from builder.structure.names.offices import core_start
from builder.structure.names.seen import Seen
from builder.structure.names.tables import CREDITS, HEADS, OFFICES

ALL_WORDS = OFFICES | HEADS | CREDITS
_LEADS = "”：: 　"
_BLANKS = " 　\t"
_SPACED = late(r"([一-龥])[ 　]{1,4}([一-龥])(?=[、，,。；;（(\s]|$)")
_ITEM = late(r"[一-龥]{2,4}(?=[、，,。；;：:（(）)\s]|$)")
_NOTE = late(r"[（(][^（）()\n]{1,24}[）)]")
_BARE = late(r"、[一-龥]{2,3}(?:、[一-龥]{2,3}){1,39}、")
_FIRST = late(r"[一-龥]{2,12}$")
_NAME = r"[一-龥](?:[一-龥]{1,3}|[ 　]{1,2}[一-龥])(?:[（(][^（）()\n]{1,8}[）)])?"
_LINE = late(rf"\n[ 　]*(?:([^：:，。\n]{{1,14}})[：:][ 　]*)?({_NAME}(?:[、 　]+{_NAME}){{1,60}})[。；]?$", re.M)
_WITH_OFFICE = late(
    r"\n(?:[^：:，。\n]{1,8}[：:])?[ 　\t]*([一-龥](?:[一-龥]{1,3}|[ 　]{1,4}[一-龥]))[ 　\t]+([一-龥、（）]{2,30})$",
    re.M,
)
_SITES = "山江海河湖岭岛港站路桥泉寺庙"
_EACH = late(_NAME)
_HEADLINE = late(
    r"\n[ 　]*([一-龥]{2,3}(?:[ 　][一-龥]{2,3}){0,5})((?:出席|参加|讲话|主持|致辞|带队|调研|督导|检查|慰问|"
    r"会见)[一-龥]{0,8})$",
    re.M,
)


class Item(NamedTuple):
    """A name in a list and the weight of its ending (see `boundary`)."""

    name: str
    start: int
    end: int
    weight: float


def read_list(text: str, at: int, word: str) -> list[Item]:
    """The names that start at `at`, right behind the office or head `word`: one, or a list of them."""
    colon = blank = False
    if text[at] in _LEADS:
        at += text[at] == "”"
        colon = text[at : at + 1] in ("：", ":")
        at += colon
        blank = text[at : at + 1] in (" ", "　")
        at = _past_blanks(text, at)
    if not colon and text[at : at + 1] in ("和", "与", "及"):  # 人员和车辆
        return []
    first = _one(text, at, 0)
    if first is None or (blank and not colon and first.weight < MARK):
        return []
    if word in HEADS and first.weight < WORD and (len(first.name) < 3 or is_word(first.name)):
        return []
    items = [first]
    while True:
        end = items[-1].end
        mark = text[end : end + 1]
        if mark in ("（", "(") and (note := _NOTE.match(text, end)):
            end = note.end()
            mark = text[end : end + 1]
        if mark and mark in "、和与及":
            at = end + 1
        elif mark and mark in _BLANKS and (colon or len(items) > 1):
            at = _past_blanks(text, end)
        else:
            return items
        item = _one(text, at, len(items))
        if item is None:
            return items
        items.append(item)


def unspaced(name: str) -> str:
    """A name without the blanks inside it."""
    return name.replace(" ", "").replace("　", "")


def _past_blanks(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _BLANKS:
        at += 1
    return at


def _one(text: str, at: int, count: int) -> Item | None:
    """The name at `at`, behind `count` others of a list."""
    name, length, weight, tie = _read(text[at : at + WINDOW], min(count, 2))
    if tie:
        length = name_end(text, at, rare=True)[0] - at
        name = text[at : at + length]
    if not length or (count and weight < (WORD if length == 3 else PARTICLE)):
        return None
    return Item(name, at, at + length, weight)


@lru_cache(maxsize=8192)
def _read(window: str, count: int) -> tuple[str, int, float, bool]:
    """The name that `window` starts with, its length there, and the weight and the tie of its ending.

    Behind another name of a list rare surnames count, and behind two others all do.
    """
    spaced = _SPACED.match(window)
    if spaced and has_shape(spaced[1] + spaced[2], count > 0):
        return spaced[1] + spaced[2], spaced.end(), MARK, False
    item = _ITEM.match(window)
    if item and core_start(item[0], len(item[0]), ALL_WORDS) < 0:
        known = has_shape(item[0], True) and (count >= 1 or not is_phrase(item[0]))
        if known or (
            count >= 2 and len(item[0]) < 4 and has_shape("王" + item[0][1:]) and not rjieba.has_word(item[0])
        ):
            return item[0], item.end(), MARK, False
    length, weight, tie = ending(window, rare=True)
    return window[:length], length, weight, tie


def bare_lists(text: str) -> Iterator[Seen]:
    """Names in a list without a head (送花圈的有…、…、…、…): four or more, nearly all of them no words."""
    for match in _BARE.finditer(text):
        inner = match[0][1:-1].split("、")
        if not _are_names(inner):
            continue
        before = _FIRST.search(text[max(match.start() - 12, 0) : match.start()])
        first = before[0] if before else ""
        head = next((first[-n:] for n in (3, 2) if len(first) >= n and has_shape(first[-n:])), "")
        if head and not is_word(head) and (len(head) == len(first) or not rjieba.has_word(first[-len(head) - 1 :][:2])):
            yield Seen(head, "listed")
        for item in inner:
            yield Seen(item, "listed")
        at = match.end()
        end, weight = name_end(text, at)
        if end and weight >= PARTICLE:
            yield Seen(text[at:end], "listed")


def _are_names(items: list[str]) -> bool:
    sites = sum(item[-1] in _SITES for item in items)  # 洪汝河、沙颍河、卫河
    if sites > 1 or any(item[-1] in _SITES[3:] for item in items):
        return False
    return all(has_shape(item, True) for item in items) and 4 * sum(map(is_word, items)) <= len(items)


def lists_only(text: str) -> str:
    """The lines that may be lists of names or headlines, each behind its mark: no clause and no sentence ends inside
    them, but in brackets."""
    rows = text.split("\n")
    return "".join(
        ["\n" + row for row in rows if ("，" not in row and "。" not in row[:-1]) or "（" in row or "(" in row]
    )


def line_lists(lines: str) -> Iterator[Seen]:
    """Names on lines of their own, three or more, apart by `、` or blanks (第一组：张三 李四 王五)."""
    for match in _LINE.finditer(lines):
        if match[1] and core_start(match[1], len(match[1]), CREDITS) >= 0:
            continue
        items = [unspaced(_NOTE.sub("", item)) for item in _EACH.findall(match[2])]
        shaped = [item for item in items if has_shape(item, True)]
        if len(items) < (2 if match[1] and len(shaped) == len(items) else 3) or 4 * len(shaped) < 3 * len(items):
            continue
        if 4 * sum(map(is_word, shaped)) > len(shaped):
            continue
        for item in items:
            if (item in shaped or len(item) < 4) and is_han(item[0]) and core_start(item, len(item), ALL_WORDS) < 0:
                yield Seen(item, "listed")


def with_offices(lines: str) -> Iterator[Seen]:
    """A name and an office on a line of their own (王一　县委书记), as below a heading 组长："""
    for match in _WITH_OFFICE.finditer(lines):
        name = unspaced(match[1])
        if has_shape(name, True) and not is_word(name) and core_start(match[2], len(match[2]), OFFICES) >= 0:
            yield Seen(name, "strong", match[2])


def headlines(lines: str) -> Iterator[Seen]:
    """Names that a headline sets apart by blanks (赵一 王二出席)."""
    for match in _HEADLINE.finditer(lines):
        names = match[1].split()
        last, weight = name_end(names[-1] + match[2], 0)
        if weight >= VERB and last == len(names[-1]) and all(has_shape(n) and not rjieba.has_word(n) for n in names):
            for name in names:
                yield Seen(name, "strong" if len(names) > 1 else "weak")
