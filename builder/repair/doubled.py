"""Punctuation that a mirror site doubled: a comma put before every mark (`安委辦,、應急管理部` → `安委辦、應急管理部`).

Strategy: a half-width comma directly before another mark of the sentence, between Han characters, goes; so does the
second of two half-width commas. Only where it is the document's habit or the document is a mirror page: anywhere else
`,,` may be what was meant (an empty field, a program).
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import CJK, HAN
from builder.repair.draft import Draft, Rule
from builder.repair.shield import guard

NOTE = RuleNote(
    "doubled",
    ("去掉重复的标点", "去掉重複的標點", "Doubled punctuation reduced"),
    (
        "镜像网站在标点前又插了一个逗号，一处只留原有的标点。",
        "鏡像網站在標點前又插了一個逗號，一處只留原有的標點。",
        "A mirror site had put a comma before each mark; one mark stays.",
    ),
    True,
)

_DOUBLED = late(rf"(?<=[{CJK}0-9A-Za-z%)]),{{1,3}}(?=[,，、。；：？！;](?:[{HAN}《“‘（【\s0-9A-Z]|$))")
_GATE = late(r",[,、。；]")
_HABIT = 3


def find(draft: Draft) -> Sequence[Change]:
    """The commas that stand before another mark.

    >>> find(Draft("安委辦,、應急部,、水利部,。", mirror=True))[0]
    Change(start=3, end=4, before=',', after='', rule='doubled', sure=True)
    >>> find(Draft("数组是 [1,,2]，空着的一格也算。"))
    []
    """
    text = draft.text
    if not _GATE.search(text):
        return []
    found = list(_DOUBLED.finditer(text, draft.body_start))
    if not draft.mirror and len(found) < _HABIT:
        return []
    shield = guard(draft)
    return [Change(m.start(), m.end(), m[0], "", NOTE.name) for m in found if not shield.covers(*m.span())]


RULE = Rule(NOTE, find)
