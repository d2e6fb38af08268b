"""Carries conjectures and losses through markup: noncharacters around the text, turned into `<span>`s at the end.

Strategy: U+FDD0, the number of the change (in U+FDE0–U+FDEF, one to a hexadecimal digit), the text, U+FDD1. No parser
and no sanitiser minds them, nothing a reader types holds them, and they vanish from plain text by one pattern. A
change inside a tag, or one that a tag cuts in two, is told in the record alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice, takewhile

from builder.model import Change
from builder.model.late import late
from builder.structure.layout import Ground
from builder.structure.quality import LOST, is_conjecture, is_loss

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_ANY = late("[\ufdd0-\ufdef]")
_SPAN = late("\ufdd0([\ufde0-\ufdef]{1,6})([^<>\ufdd0-\ufdef]{1,200})\ufdd1")
_TAG = late(r"(<[^<>]*>)")
_UNFIT = late(r"[<>\n\r]")


@dataclass(frozen=True, slots=True)
class Thread:
    """A change to be shown in the text: where it stands in the clean text, and its number in the list."""

    start: int
    end: int
    number: int


def spun(changes: Sequence[Change], ground: Ground) -> tuple[Thread, ...]:
    """The changes that a reader must see in the text: conjectures and losses."""
    threads = []
    for number, change in enumerate(changes):
        if (not change.sure or LOST in change.after) and (is_conjecture(change) or is_loss(change)):
            start = ground.clean_at(number)
            if not _UNFIT.search(change.after):
                threads.append(Thread(start, start + len(change.after), number))
    return tuple(threads)


def woven(clean: str, start: int, end: int, threads: Sequence[Thread]) -> str:
    """`clean[start:end]` with its threads in; noncharacters that were there before become U+FFFD."""
    if not threads:
        return clean[start:end]
    first = bisect_left(threads, start, key=lambda thread: thread.start)
    inside = (
        list(takewhile(lambda thread: thread.end <= end, islice(threads, first, None))) if first < len(threads) else []
    )
    if not inside:
        text = clean[start:end]
        return _ANY.sub("\ufffd", text) if _ANY.search(text) else text
    parts: list[str] = []
    at = start
    for thread in inside:
        number = "".join(chr(0xFDE0 + int(digit, 16)) for digit in f"{thread.number:x}")
        parts += [_ANY.sub("\ufffd", clean[at : thread.start]), _OPEN, number]
        parts += [_ANY.sub("\ufffd", clean[thread.start : thread.end]), _CLOSE]
        at = thread.end
    return "".join([*parts, _ANY.sub("\ufffd", clean[at:end])])


def without(text: str) -> str:
    """The text with all threads drawn out."""
    return _NUMBERS.sub("", text)


_NUMBERS = late("[\ufdd0\ufdd1\ufde0-\ufdef]")


def shown(html: str, changes: Sequence[Change]) -> str:
    """Safe HTML with its threads turned into spans that say what stood there before."""
    if _OPEN not in html:
        return html
    parts = _TAG.split(html)
    for place in range(0, len(parts), 2):
        if _OPEN in parts[place]:
            parts[place] = _SPAN.sub(lambda found: _span(found, changes), parts[place])
    return without("".join(parts))


def _span(found: re.Match[str], changes: Sequence[Change]) -> str:
    number = int("".join(f"{ord(digit) - 0xFDE0:x}" for digit in found[1]), 16)
    if number >= len(changes):
        return found[2]
    change = changes[number]
    raw = escape(change.before, quote=True)
    if is_loss(change):
        return f'<span class="lost" data-raw="{raw}">{found[2]}</span>'
    text = found[2].replace(LOST, f'<span class="lost" data-raw="{raw}">{LOST}</span>')
    return f'<span class="conjecture" data-raw="{raw}" data-rule="{escape(change.rule, quote=True)}">{text}</span>'
