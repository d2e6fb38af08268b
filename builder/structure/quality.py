"""How whole a document is, told as a grade. The formula is this table, and nothing else:

a document starts with 100 points and loses for

a character lost (□)                     6 each, at most 48
a conjecture made in its text            3 each, at most 24
a conjecture only proposed               6 each, at most 24
no title of its own                      10
no date                                  10
no source                                5
more than 2 changes in 100 characters    5
furniture taken out                      1 a line, at most 5

A from 90, B from 75, C from 55, D from 35, E below; and E wherever more than a tenth of the text is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from builder.model import Change, Quality

_GRADES: tuple[tuple[int, Literal["A", "B", "C", "D"]], ...] = ((90, "A"), (75, "B"), (55, "C"), (35, "D"))
_MISSING = {"title": 10, "date": 10, "source": 5}
LOST = "□"


def is_loss(change: Change) -> bool:
    """Whether a change marks characters that cannot be restored."""
    return "lost" in change.rule.split("+") or (bool(change.after) and not change.after.strip(LOST))


def is_conjecture(change: Change) -> bool:
    """Whether a change puts text where it can only be supposed."""
    return not change.sure and not is_loss(change) and bool(change.after.strip())


def assess(
    changes: Sequence[Change], proposals: int, missing: tuple[str, ...], furniture: int, characters: int
) -> Quality:
    """The grade of a document and the signals it comes from.

    >>> assess((), 0, (), 0, 1500).grade, assess((), 0, ("title", "date", "source"), 3, 1500).grade
    ('A', 'C')
    """
    unsure = [change for change in changes if not change.sure or LOST in change.after]
    lost = sum(max(change.after.count(LOST), is_loss(change)) for change in unsure)
    conjectures = sum(map(is_conjecture, unsure))
    points = 100 - min(48, 6 * lost) - min(24, 3 * conjectures) - min(24, 6 * proposals)
    points -= sum(_MISSING[name] for name in missing)
    points -= 5 if len(changes) * 50 > characters else 0
    points -= min(5, furniture)
    grade: Literal["A", "B", "C", "D", "E"] = next((name for least, name in _GRADES if points >= least), "E")
    if lost * 10 > max(characters, 1):
        grade = "E"
    return Quality(grade, lost, conjectures, proposals, len(changes), missing, furniture)
