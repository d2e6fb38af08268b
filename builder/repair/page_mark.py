"""Page numbers that stand alone on a line between two halves of a sentence: `— 3 —`, `第3页`: taken out.

Strategy: a line that is nothing but a page number is a page mark if the file breaks a sentence at one of them; then all
of them are. The lines around one come as close as the file's lines are elsewhere, and whether they are one line is for
`wrapped` to say.

Kept: `— 1 —` over a chapter (the text above it always ends); numbers in lists and tables; page numbers inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.draft import Draft, Rule
from builder.repair.lines import Line, blank_share, lines

NOTE = RuleNote(
    "page-mark",
    ("去掉夹在文中的页码", "去掉夾在文中的頁碼", "Page numbers taken out"),
    (
        "独占一行的页码把一句话隔成了两半，是版面的痕迹，不是正文。",
        "獨佔一行的頁碼把一句話隔成了兩半，是版面的痕跡，不是正文。",
        "A page number alone on its line stood in the middle of a sentence: a trace of the page, not of the text.",
    ),
    True,
)

_DASH = "—–―－‐‑\\-"
_MARK = late(
    rf"[{_DASH}~·]{{1,2}}[ \t]?(\d{{1,4}})[ \t]?[{_DASH}~·]{{1,2}}"
    r"|第[ \t]?(\d{1,4})[ \t]?[页頁](?:[ \t/，,]{0,3}共[ \t]?\d{1,4}[ \t]?[页頁])?"
)
_GATE = late(rf"^[ \t\u3000]*(?:[{_DASH}~·]{{1,2}}[ \t]?\d{{1,4}}[ \t]?[{_DASH}~·]|第[ \t]?\d+[ \t]?[页頁])", re.M)


def find(draft: Draft) -> Sequence[Change]:
    """Every page mark, with the blank lines around it.

    >>> find(Draft("要进一步完善应急指挥机制，提升防汛\\n\\n— 3 —\\n\\n救灾能力和水平。"))
    [Change(start=17, end=26, before='\\n\\n— 3 —\\n\\n', after='\\n\\n', rule='page-mark', sure=True)]
    >>> find(Draft("第一天过去了。\\n\\n- 2 -\\n\\n第二天又来了。"))
    []
    """
    if draft.format == "html" or not _GATE.search(draft.text, draft.body_start):
        return []
    found = lines(draft)
    marks = [i for i, line in enumerate(found) if _MARK.fullmatch(line.text)]
    if not any(_splits(found, i) for i in marks):
        return []
    apart = "\n\n" if blank_share([line for i, line in enumerate(found) if i not in marks]) > 0.5 else "\n"
    return [_removed(draft.text, found, i, apart) for i in marks if i + 1 not in marks or i + 1 == len(found)]


def _splits(found: Sequence[Line], mark: int) -> bool:
    """Whether the text above a mark stops in mid-sentence and the text below goes on."""
    if mark == 0 or mark + 1 >= len(found):
        return False
    above, below = found[mark - 1], found[mark + 1]
    return not above.ends and not below.begins and not below.indent and len(above.text) >= 10 and len(below.text) >= 2


def _removed(text: str, found: Sequence[Line], mark: int, apart: str) -> Change:
    first = mark
    while first > 0 and _MARK.fullmatch(found[first - 1].text):
        first -= 1
    start = found[first - 1].end if first > 0 else found[first].top
    end = found[mark + 1].top if mark + 1 < len(found) else found[mark].end
    between = apart if first > 0 and mark + 1 < len(found) else ""
    return Change(start, end, text[start:end], between, NOTE.name)


RULE = Rule(NOTE, find)
