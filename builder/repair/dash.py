"""Typed dashes and dots made Chinese: `——` for `--`, `……` for `...`, between Han characters of a flattened text.

Strategy: only in a document whose punctuation was flattened by a tool (see `halfwidth`), and only with Han text on both
sides; anywhere else `--` and `...` are what the writer typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import HAN
from builder.repair.draft import Draft, Rule
from builder.repair.halfwidth import flattened
from builder.repair.shield import guard

NOTE = RuleNote(
    "dash",
    ("还原破折号和省略号", "還原破折號和刪節號", "Dashes and ellipses restored"),
    (
        "全文标点被压成半角，汉字之间的“--”“...”本是破折号、省略号。",
        "全文標點被壓成半形，漢字之間的「--」「...」本是破折號、刪節號。",
        "The document's punctuation was flattened; between Han characters these were a dash and an ellipsis.",
    ),
    True,
)

_TYPED = late(rf"(?<=[{HAN}”》），。])(?:-{{2,4}}|\.{{3,6}})(?=[{HAN}“《（])")


def find(draft: Draft) -> Sequence[Change]:
    """Typed dashes and ellipses in a flattened text.

    >>> find(Draft("他说,要落实--这是底线,会上,大家发言、讨论,表示赞成。"))
    [Change(start=6, end=8, before='--', after='——', rule='dash', sure=True)]
    >>> find(Draft("他说，要落实--这是底线。"))
    []
    """
    text, start = draft.text, draft.body_start
    typed = text.find("--", start) >= 0 or text.find("...", start) >= 0
    if not typed or not _TYPED.search(text, start) or not flattened(draft):
        return []
    shield = guard(draft)
    return [
        Change(m.start(), m.end(), m[0], "——" if m[0][0] == "-" else "……", NOTE.name)
        for m in _TYPED.finditer(text, start)
        if not shield.covers(*m.span())
    ]


RULE = Rule(NOTE, find)
