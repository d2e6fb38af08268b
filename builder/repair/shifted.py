"""Text one byte out of step: `?;钒踩⑾腊踩?` back to 危化品安全、消防安全, or marked.

The same tools that injected pinyin replaced strings byte by byte in GBK, at any offset. `byteshift` knows the damage
and searches what stood there; this rule decides what becomes of its findings. What it is certain enough of is made, as
a conjecture; where a run is plainly damaged but nothing certain can be read out of it, □ stands for it, with the run
behind it, and the reading is only proposed in the report; anything else is only proposed.

Kept: real question marks. The search runs on mirror pages, and elsewhere only where a run shows what no writer types.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair import byteshift
from builder.repair.draft import Draft, Rule
from builder.repair.shield import guard

NOTE = RuleNote(
    "byteshift",
    ("复原错位的字节", "復原錯位的位元組", "Text one byte out of step conjectured"),
    (
        "转换工具在字节中间替换，使后面的字错了一个字节；按这种损坏推算原文，标为推测。",
        "轉換工具在位元組中間替換，使後面的字錯了一個位元組；按這種損壞推算原文，標為推測。",
        "A tool replaced strings in mid-character, so what follows was read one byte out of step. "
        "The original was worked out from that damage; it is a conjecture.",
    ),
    False,
)

LOST = "□"

_LOST_RUN = f"{NOTE.name}+lost"
_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
_PLAIN = late(
    rf"[\u3400-\u9fff][?]\(?[{_LETTERS}]{{1,7}}\)|[?][;；][?\u3400-\u9fff][^\s?]{{0,30}}[?⑾]|[\u3400-\u9fff]⑾"
)


def find(draft: Draft) -> Sequence[Change]:
    """The runs that were restored, and those that are marked as lost."""
    return weigh(draft)[0]


def weigh(draft: Draft) -> tuple[Sequence[Change], Sequence[Change]]:
    """The runs that are restored or marked, and the readings that are only proposed, both in positions of the draft."""
    if "?" not in draft.text or not (draft.mirror or _PLAIN.search(draft.text)):
        return (), ()
    made: list[Change] = []
    proposed: list[Change] = []
    shield = guard(draft)
    for found in byteshift.find(draft.text, draft.vocabulary, draft.script):
        if shield.covers(found.start, found.end) or found.before == found.after:
            continue
        change = Change(found.start, found.end, found.before, found.after, NOTE.name, False)
        if found.certainty >= byteshift.THRESHOLD and set(found.after) != {LOST}:
            rule = _LOST_RUN if found.lost else NOTE.name
            made.append(Change(found.start, found.end, found.before, found.after, rule, False))
        elif set(found.after) == {LOST} or _PLAIN.search(found.before):
            made.append(Change(found.start, found.end, found.before, LOST, _LOST_RUN, False))
            if set(found.after) != {LOST}:
                proposed.append(change)
        else:
            proposed.append(change)
    return tuple(made), tuple(proposed)


RULE = Rule(NOTE, find, weigh=weigh)
