"""Stray spaces inside words and before punctuation, as text extraction leaves them: `应 急管理 ，` → `应急管理，`.

Strategy: a habit of the document, not a slip: three such spaces at least. A space goes if it stands before a closing
mark or behind an opening one, with Han text on the other side; or if it parts one character from the word that it
makes with its neighbours, inside a sentence.

Kept: spaces between the halves of a title (确保安全 坚决防范), in names (王 文军), between words, behind a full stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import HAN
from builder.repair.draft import Draft, Rule
from builder.repair.shield import guard
from builder.repair.words import halves

NOTE = RuleNote(
    "space",
    ("去掉字间的多余空格", "去掉字間的多餘空格", "Stray spaces taken out"),
    (
        "提取文字时在词中或标点前留下了空格；人名、题名和词语之间的空格保留。",
        "提取文字時在詞中或標點前留下了空格；人名、題名和詞語之間的空格保留。",
        "Extraction left spaces inside words or before marks. Those in names, in titles and between words stay.",
    ),
    True,
)

_BEFORE_MARK = late(rf" (?:(?<=[{HAN}”》）] )(?=[，。、；：！？）》”](?:[{HAN}\r\n“《（]|$))|(?<=[（《“] )(?=[{HAN}]))")
_BETWEEN = late(rf" (?<=[{HAN}] )(?=[{HAN}])")
_SENTENCE = late(r"[，,。；;]")
_HABIT = 3
_MOST = 400  # a text with more spaces between Han characters sets its words apart by them


def find(draft: Draft) -> Sequence[Change]:
    """The stray spaces of a document that has a habit of them.

    >>> text = "加强应 急管理 ，完善预 案体系 ，落实责 任制度 。"
    >>> len(find(Draft(text)))
    6
    >>> find(Draft("确保安全 坚决防范，记者 王 文军，通讯员 李 明"))
    []
    """
    text = draft.text
    if " " not in text:
        return []
    marks = [m.start() for m in _BEFORE_MARK.finditer(text, draft.body_start)]
    words = list(_within(text, draft.body_start))
    found = sorted({*(marks if len(marks) >= _HABIT else ()), *(words if len(words) >= _HABIT else ())})
    if not found:
        return []
    shield = guard(draft)
    return [Change(at, at + 1, " ", "", NOTE.name) for at in found if not shield.covers(at, at + 1)]


def _within(text: str, start: int) -> Iterator[int]:
    """Spaces that part a single character from its word, in lines that hold a sentence."""
    spaces = [m.start() for m in _BETWEEN.finditer(text, start)]
    if not _HABIT <= len(spaces) <= _MOST:
        return
    for at in spaces:
        line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
        if len(line) >= 20 and _SENTENCE.search(line):
            left, right = halves(text[max(0, at - 6) : at], text[at + 1 : at + 7])
            if left and right and min(left, right) == 1:
                yield at


RULE = Rule(NOTE, find)
