"""Text that no rule can bring back, marked: `锟斤拷` and U+FFFD become □, with what stood there behind it.

`锟斤拷` is what two replacement characters look like when they are read in GBK; `烫烫烫` and `屯屯屯` are memory
never filled. The text they stand for is gone, so nothing is guessed: one □ for each of them says that something is
missing here.

Kept: an article about such text (it says 乱码, GBK …); a quoted `“锟斤拷”`; code; 烫 of hot water.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.draft import Draft, Rule
from builder.repair.mojibake import about
from builder.repair.shield import guard

NOTE = RuleNote(
    "lost",
    ("标出已丢失的文字", "標出已遺失的文字", "Lost text marked"),
    (
        "原来的字节已被替换，无法还原；这里用 □ 标出，不作猜测。",
        "原來的位元組已被替換，無法還原；這裡用 □ 標出，不作猜測。",
        "The original bytes were replaced and cannot be brought back. □ marks the place; nothing is guessed.",
    ),
    sure=False,
    marks=True,
)

_SIGNS = ("\ufffd", "锟", "烫烫烫", "屯屯屯")
_LOST = late(
    "\ufffd+|(?:[拷斤]{0,2}(?:锟斤拷)+[锟斤]{0,2})|(?<![好真太很水汤锅手火吃喝别])(?:烫{3,}|屯{3,})+(?![！!的水手])"
)
_QUOTED = late(r"[“\"'‘「『《（(【`][^“”\"'‘’「」『』《》（）()【】`\n]{0,3}$")


def find(draft: Draft) -> Sequence[Change]:
    """Every run of replacement text.

    >>> find(Draft("会议由锟斤拷锟斤拷主持。"))
    [Change(start=3, end=9, before='锟斤拷锟斤拷', after='□□', rule='lost', sure=False)]
    >>> find(Draft("网页上的“锟斤拷”是怎么来的"))
    []
    """
    text = draft.text
    if not any(sign in text for sign in _SIGNS):
        return []
    shield = guard(draft)
    found = [
        Change(m.start(), m.end(), m[0], "□" * _count(m[0]), NOTE.name, False)
        for m in _LOST.finditer(text)
        if not shield.covers(*m.span()) and not _quoted(text, m.start(), m.end())
    ]
    return [] if found and about(text, found) else found


def _count(run: str) -> int:
    """How many marks a run gets: one for each replacement, whatever it stood for."""
    return max(1, len(run) // 3) if "锟" in run else len(run)


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the run stands between quotation marks, alone or nearly so."""
    before = _QUOTED.search(text[max(0, start - 4) : start])
    return bool(before) and bool(re.match(r"[^\n]{0,3}[”\"'’」』》）)】`]", text[end : end + 4]))


RULE = Rule(NOTE, find, any_language=True)
