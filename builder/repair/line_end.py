"""Line ends that a program wrote out as codes (`要求。x0dx0ax0dx0a一、`, `_x000D_`) → line ends.

Strategy: the codes stand in running Chinese, where they can mean nothing else; in listings, addresses and texts in
other languages they stay, for there they may be what the text is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import CJK
from builder.repair.draft import Draft, Rule
from builder.repair.shield import guard

NOTE = RuleNote(
    "line-end",
    ("还原写成代码的换行", "還原寫成代碼的換行", "Line ends written as codes"),
    (
        "程序把换行写成了 x0dx0a 之类的代码；夹在中文里的改回换行。",
        "程式把換行寫成了 x0dx0a 之類的代碼；夾在中文裡的改回換行。",
        "A program had written line ends out as codes (x0dx0a); between Chinese words they are line ends again.",
    ),
    True,
)

_CODE = r"\\?[xX]0[dD]\\?[xX]0[aA]"
_ENDS = r"。！？；：…”』」）】"
# Two in a row, one behind the end of a sentence, or a spreadsheet's: a single one amid a sentence may be spoken of.
_CODES = late(
    rf"(?<=[{CJK}])[ \t]{{0,8}}(?:(?:{_CODE}){{2,40}}|(?<=[{_ENDS}]){_CODE}|(?:_x000[dD]_){{1,40}})[ \t]{{0,8}}"
    rf"|(?:(?:{_CODE}){{2,40}}|(?:_x000[dD]_){{1,40}})(?=[{CJK}])"
)
_GATE = late(r"[xX]0[dD]\\?[xX]0[aA]|_x000[dD]_")


def find(draft: Draft) -> Sequence[Change]:
    """The codes that stand beside Chinese.

    >>> find(Draft("公文的特征 x0dx0ax0dx0a一、有鲜明的政治性。"))
    [Change(start=5, end=18, before=' x0dx0ax0dx0a', after='\\n', rule='line-end', sure=True)]
    >>> find(Draft("换行在文件里是 `x0dx0a` 两个字节。"))
    []
    """
    if ("0d" not in draft.text and "0D" not in draft.text) or not _GATE.search(draft.text):
        return []
    shield = guard(draft)
    return [
        Change(m.start(), m.end(), m[0], "\n", NOTE.name)
        for m in _CODES.finditer(draft.text, draft.body_start)
        if not shield.covers(*m.span())
    ]


RULE = Rule(NOTE, find)
