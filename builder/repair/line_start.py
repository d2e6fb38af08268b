"""Lines that begin with the punctuation of the line above: joined to it.

No Chinese line begins with a comma or a full stop; where one does, a mirror site or a converter broke it there.

Kept: a line of dots or brackets; code and tables; the first line, which has nothing above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import HAN
from builder.repair.draft import Draft, Rule
from builder.repair.lines import lines

NOTE = RuleNote(
    "line-start",
    ("行首标点接回上行", "行首標點接回上行", "Punctuation at a line's start joined to the line above"),
    (
        "标点不会出现在一行的开头；这一行本与上一行相连。",
        "標點不會出現在一行的開頭；這一行本與上一行相連。",
        "No Chinese line begins with such a mark; the line belongs to the one above.",
    ),
    True,
)

_GATE = late(rf"[\r\n][ \t\u3000]*[，。、；,;：！？](?:[{HAN}0-9A-Za-z“《‘（]|\s)")
_STARTS = late(rf"[，。、；,;：！？](?:[{HAN}0-9A-Za-z“《‘（]|$)")
_WHOLE = late("[。！？!?：:，,、；;]$")
_TEXT = late(f"[{HAN}0-9A-Za-z”’）)》]$")


def find(draft: Draft) -> Sequence[Change]:
    """Each line end before a line that begins with punctuation.

    >>> find(Draft("科学调度水库\\n，严格执行计划"))
    [Change(start=6, end=7, before='\\n', after='', rule='line-start', sure=True)]
    >>> find(Draft("，及时发布\\n……"))
    []
    """
    text = draft.text
    if draft.format == "html" or not _GATE.search(text, draft.body_start):
        return []
    found = lines(draft)
    return [
        Change(above.end, below.start, text[above.end : below.start], "", NOTE.name)
        for above, below in pairwise(found)
        if _STARTS.match(below.text) and _TEXT.search(above.text) and not above.held and below.gap < 2
    ]


RULE = Rule(NOTE, find)
