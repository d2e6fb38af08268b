"""The script of a document: which one it is in, and the way back to Simplified for mirror pages.

A mirror site turned a Simplified original into Traditional; its pages return to the script that they were written in.
A genuine Traditional document keeps its script, and so does a Simplified one with a few Traditional characters
(names, quotations). The vote counts characters that only one of the two scripts has.

Doubts: 著/着 (see `t2s`); 乾/干, 後/后, 瞭/了, 餘/余 by the phrase dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from builder.model import Change, RuleNote
from builder.repair.draft import Draft, Rule
from builder.repair.readings import in_gb2312
from builder.repair.shield import guard
from builder.script.t2s import engine, particles, pieces

NOTE = RuleNote(
    "script",
    ("繁体转回简体", "繁體轉回簡體", "Traditional turned back to Simplified"),
    (
        "镜像网站把简体原文转成了繁体；这里转回原文字形。本来的繁体文献不动。",
        "鏡像網站把簡體原文轉成了繁體；這裡轉回原文字形。本來的繁體文獻不動。",
        "A mirror site had turned a Simplified original into Traditional; it returns to the script it was written in. "
        "Documents that are Traditional by themselves stay so.",
    ),
    True,
)

_SAMPLE = 600


@cache
def _classes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for characters that only Traditional has, and that only Simplified has."""
    pairs = [(a, b) for a, b in engine().characters.items() if a != b and a <= "\uffff" and b <= "\uffff"]
    traditional = sorted(a for a, b in pairs if not in_gb2312(a) and in_gb2312(b))
    simplified = sorted({b for _, b in pairs if in_gb2312(b) and not _in_big5(b)})
    return re.compile(f"[{''.join(traditional)}]"), re.compile(f"[{''.join(simplified)}]")


def _in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def vote(text: str, start: int = 0) -> str:
    """`Hant` or `Hans` by the characters that only one script has, "" where they are too few to say.

    >>> vote("会议要求加强安全生产"), vote("會議要求加強安全生產"), vote("山水一木"), vote("hello")
    ('Hans', 'Hant', '', '')
    """
    traditional, simplified = _classes()
    old = len(traditional.findall(text))
    if not old:
        return "Hans" if simplified.search(text, 0 if len(text) - start > _SAMPLE else start) else ""
    new = len(simplified.findall(text, start, start + _SAMPLE))
    if old + new < 2 and len(text) - start > _SAMPLE:
        new = len(simplified.findall(text))
    if old > _SAMPLE // 20:  # both over the same stretch, where it matters
        new = len(simplified.findall(text))
    return "Hant" if old > new else "Hans"


def find(draft: Draft) -> Sequence[Change]:
    """Every character of a mirror page that its original wrote otherwise.

    >>> [change.after for change in find(Draft("連著千家的會議", mirror=True))]
    ['连着', '会议']
    """
    if not draft.mirror:
        return []
    text = draft.text
    shield = guard(draft)
    edits = sorted([*pieces(text), *((at, at + 1, "着") for at in particles(text))])
    out: list[Change] = []
    for start, end, after in edits:
        if shield.covers(start, end):
            continue
        if out and out[-1].end == start:  # neighbours are one change: 會議 → 会议
            last = out.pop()
            out.append(Change(last.start, end, text[last.start : end], last.after + after, NOTE.name))
        else:
            out.append(Change(start, end, text[start:end], after, NOTE.name))
    return out


RULE = Rule(NOTE, find)
