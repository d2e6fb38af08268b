"""The dots that lead from a heading to its page in a table of contents: `第一章 总则………………3` → `第一章 总则 3`.

Strategy: six dots or more, with a page number behind them at the end of the line, on two lines at least.

Kept: an ellipsis (six dots with no number behind), rules of dots, blanks to fill in.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import HAN
from builder.repair.draft import Draft, Rule
from builder.repair.shield import guard

NOTE = RuleNote(
    "leader",
    ("去掉目录的引导点", "去掉目錄的引導點", "Dots of a table of contents taken out"),
    (
        "目录里连到页码的点线是版面，不是文字。",
        "目錄裡連到頁碼的點線是版面，不是文字。",
        "The dots that lead to a page number in a table of contents belong to the page, not to the text.",
    ),
    True,
)

_GATE = late(r"\.\.\.|…|．．|···|・・|\. \.|· ·")
_LEADER = late(rf"(?<=[{HAN}0-9A-Za-z）)》”])[.．·…‥・ \t\u3000]{{3,400}}(?=[（(]?\d{{1,4}}[)）]?[ \t]*(?:[\r\n]|$))")
_LEAST = 2


def find(draft: Draft) -> Sequence[Change]:
    """The leaders of a table of contents.

    >>> [change.after for change in find(Draft("一、总则…………1\\n二、职责......... 2\\n"))]
    [' ', ' ']
    >>> find(Draft("他想了想……\\n说：“……1”"))
    []
    """
    text = draft.text
    if not _GATE.search(text):
        return []
    found = [m for m in _LEADER.finditer(text, draft.body_start) if _dots(m[0]) >= 6]
    if len(found) < _LEAST:
        return []
    shield = guard(draft)
    return [Change(m.start(), m.end(), m[0], " ", NOTE.name) for m in found if not shield.covers(*m.span())]


def _dots(leader: str) -> int:
    """How many dots a leader has; an ellipsis character counts for three."""
    return len(leader) - sum(leader.count(space) for space in " \t\u3000") + 2 * leader.count("…")


RULE = Rule(NOTE, find)
