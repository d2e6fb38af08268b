"""The places of a text that are not prose: markup, code, addresses. Rules on characters and spaces leave them alone.

Strategy: one scan for each kind of place that the format can have, gated by a character that it must hold; the spans
are merged and asked by bisection. Everything runs in linear time on any input: what opens and never closes is followed
to the end once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.model.late import late
from builder.model.source import Format
from builder.repair.draft import Draft

Span = tuple[int, int]

_URL = late(r"(?:(?:https?|ftp|file)://|www\.)[!-;=?-_a-z~]+", re.IGNORECASE)
_EMAIL = late(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_ENTITY = late(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG = late(r"</?[a-zA-Z][^<>]*>|<![^<>]*>")
_RAW = late(r"<(pre|code|script|style|textarea|svg|math)\b", re.IGNORECASE)
_COMMENT = late(r"<!--")
_FENCE = late(r"^[ \t>]{0,12}(`{3,}|~{3,})([^\r\n]*)", re.MULTILINE)
_TICKS = late(r"`+")
_BLANK = late(r"\n[ \t\r]*\n")
_TARGET = late(r"\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500}){0,4}\)")
_DEFINITION = late(r"^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shield:
    """Spans that are in order and do not touch, ready to be asked."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def covers(self, start: int, end: int) -> bool:
        """Whether any character of `start:end` lies in a protected place.

        >>> shield("见 `(ma)` 一节", 0, "markdown").covers(3, 4)
        True
        """
        at = bisect_right(self.starts, max(start, end - 1)) - 1
        return at >= 0 and self.ends[at] > start


EMPTY = Shield()


def guard(draft: Draft) -> Shield:
    """The shield of a draft, its header's addresses included."""
    return shield(draft.text, draft.body_start, draft.format, draft.fixed)


@lru_cache(maxsize=2)
def shield(text: str, body_start: int, form: Format, fixed: tuple[Span, ...] = ()) -> Shield:
    """The protected places of a text.

    >>> shield("写信给 a@b.cn 或看 http://x.cn/a,b。", 0, "plain").starts
    (4, 14)
    >>> shield("没有。", 0, "html")
    Shield(starts=(), ends=())
    """
    spans: list[Span] = list(fixed)
    if "://" in text or "www." in text or "WWW." in text:
        spans.extend(_trimmed(text, m.start(), m.end()) for m in _URL.finditer(text))
    if "@" in text:
        spans.extend(m.span() for m in _EMAIL.finditer(text))
    if "&" in text:
        spans.extend(m.span() for m in _ENTITY.finditer(text))
    if form == "markdown":
        spans.extend(_markdown(text, body_start))
    if form != "plain" and "<" in text:
        spans.extend(_html(text, body_start))
    return _merged(spans)


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in ",.;:!?)]}'\"":
        end -= 1
    return start, end


def _merged(spans: Sequence[Span]) -> Shield:
    if not spans:
        return EMPTY
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif end > start:
            starts.append(start)
            ends.append(end)
    return Shield(tuple(starts), tuple(ends))


def _html(text: str, body_start: int) -> Iterator[Span]:
    yield from (m.span() for m in _TAG.finditer(text, body_start))
    at = body_start
    while opening := _RAW.search(text, at):
        closing = re.compile(rf"</{opening[1]}\s*>", re.IGNORECASE).search(text, opening.end())
        at = closing.end() if closing else len(text)
        yield opening.start(), at
    at = body_start
    while opening := _COMMENT.search(text, at):
        end = text.find("-->", opening.end())
        at = len(text) if end < 0 else end + 3
        yield opening.start(), at


def _markdown(text: str, body_start: int) -> Iterator[Span]:
    fences = list(_fenced(text, body_start)) if "```" in text or "~~~" in text else []
    yield from fences
    if "`" in text:
        yield from _inline(text, body_start, _merged(fences))
    if "](" in text:
        yield from (m.span() for m in _TARGET.finditer(text, body_start))
    if "]:" in text:
        yield from (m.span() for m in _DEFINITION.finditer(text, body_start))


def _fenced(text: str, body_start: int) -> Iterator[Span]:
    """Fenced code, from the opening line to the closing one, or to the end of the text."""
    mark = ""
    start = 0
    for m in _FENCE.finditer(text, body_start):
        if not mark:
            if m[1][0] == "`" and "`" in m[2]:
                continue
            mark, start = m[1], m.start()
        elif m[1].startswith(mark) and not m[2].strip():
            yield start, m.end()
            mark = ""
    if mark:
        yield start, len(text)


def _inline(text: str, body_start: int, fenced: Shield) -> Iterator[Span]:
    """Inline code: a run of backticks and the next run of the same length in the same paragraph."""
    ticks = [m.span() for m in _TICKS.finditer(text, body_start) if not fenced.covers(*m.span())]
    following: dict[int, int] = {}
    partner = [-1] * len(ticks)
    for i in range(len(ticks) - 1, -1, -1):
        length = ticks[i][1] - ticks[i][0]
        partner[i] = following.get(length, -1)
        following[length] = i
    i = 0
    while i < len(ticks):
        j = partner[i]
        if j >= 0 and ticks[j][0] - ticks[i][1] < 2000 and not _BLANK.search(text, ticks[i][1], ticks[j][0]):
            yield ticks[i][0], ticks[j][1]
            i = j
        i += 1
