"""Characters that nobody sees: taken out.

Zero-width characters are watermarks (a blog's platform hides a reader's number in sixty of them) or leavings of an
editor; control characters come from broken tools, a byte order mark in mid-text from files glued together, a soft
hyphen between Han characters from a layout program. Runs after `mojibake`, where U+00AD and C1 controls are bytes.

Kept: tab, newline, carriage return; ZWJ and ZWNJ between emoji or letters that join; directional marks where there is
right-to-left text; variation selectors after a visible character; U+3000; no-break space. Vertical tab and line
separators become newlines, form feed a newline or nothing: there the line ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.draft import Draft, Rule
from builder.repair.uncommon import uncommon

NOTE = RuleNote(
    "control",
    ("移除不可见字符", "移除不可見字元", "Invisible characters removed"),
    (
        "零宽水印、控制符、文中的字节顺序标记和软连字符不是文字，会妨碍搜索和复制。",
        "零寬水印、控制字元、文中的位元組順序標記和軟連字號不是文字，會妨礙搜尋和複製。",
        "Zero-width watermarks, control characters, byte order marks and soft hyphens are no text; they hinder search.",
    ),
    True,
)

_INVISIBLE = late(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff]+"
)
_JOINERS = late("[\u200c\u200d]+")
_DIRECTIONS = late("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdcf\ufe70-\ufefc]")
_ALONE = late("[\x00-\x7f\u2000-\u218f\u2200-\u25ff\u3000-\u9fff\uf900-\ufaff\ufe10-\ufe6f\uff00-\uffef]")
_LINE = late("[\x0b\x0c\u2028\u2029]")


def find(draft: Draft) -> Sequence[Change]:
    """Invisible characters, run by run.

    >>> find(Draft("方\\u200b志\\x00"))[0]
    Change(start=1, end=2, before='\\u200b', after='', rule='control', sure=True)
    >>> find(Draft("一家👨\\u200d👩\\u200d👧"))
    []
    """
    text = draft.text
    if not _INVISIBLE.search(uncommon(text)):
        return []
    directed = _DIRECTIONS.search(text) is not None and _RIGHT_TO_LEFT.search(text) is not None
    return [
        Change(m.start(), m.end(), m[0], after, NOTE.name)
        for m in _INVISIBLE.finditer(text)
        if (after := _visible(text, m.start(), m.end(), draft.body_start, directed)) != m[0]
    ]


def _visible(text: str, start: int, end: int, body_start: int, directed: bool) -> str:
    """What is left of a run; `directed` is whether the text has words that run from right to left."""
    run = text[start:end]
    if _JOINERS.fullmatch(run) and start > 0 and end < len(text) and not _alone(text[start - 1], text[end]):
        return run
    if directed and _DIRECTIONS.fullmatch(run):
        return run
    if start >= body_start and _LINE.search(run):
        ends_line = start == 0 or text[start - 1] in "\r\n" or end == len(text) or text[end] in "\r\n"
        return "" if ends_line else "\n"
    return ""


def _alone(before: str, after: str) -> bool:
    """Whether one of two characters never joins with another: Han, kana, ASCII, punctuation."""
    return bool(_ALONE.match(before) or _ALONE.match(after))


RULE = Rule(NOTE, find, any_language=True)
