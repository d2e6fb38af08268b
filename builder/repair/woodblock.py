"""Old books typed line by line: `¶` at every line's end and `<pb:…>` at every page's, as Kanripo's texts have them.

Strategy: the line of a woodblock holds a fixed number of characters; notes in two small columns (`(前/後)`) take as
many places as their longer half. A line that is full runs on into the next, over a page mark too; a short one ends its
paragraph; an indented one is a heading. The marks themselves go.

Kept: variant characters, the notes in their brackets, the bar between their columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.draft import Draft, Rule

NOTE = RuleNote(
    "woodblock",
    ("接回刻本的行", "接回刻本的行", "Lines of a woodblock edition joined"),
    (
        "按刻本逐行录入的文字，行末有 ¶，页末有 <pb:…>；满行接排，标记去掉。",
        "按刻本逐行錄入的文字，行末有 ¶，頁末有 <pb:…>；滿行接排，標記去掉。",
        "Typed line by line from a woodblock edition. Full lines are run on; the marks of line and page go.",
    ),
    True,
)

# Marks that stand together are one; a line begins after a line end or a mark, but not between two of them.
_LINE = late(r"(?:(?<![^\r\n])|(?<=¶)(?=[^\r\n¶]))([^\r\n¶]*+)¶++(\r\n|\r|\n|\Z)")
_PAGE = late(r"<pb:[^<>\n]{1,80}>")
_NOTE = late(r"[(（]([^()（）/]{0,200})/?([^()（）]{0,200})[)）]")
_LEAST = 3


def find(draft: Draft) -> Sequence[Change]:
    """The marks, and with them the line ends that full lines have.

    >>> text = "禹貢九州舜置十二牧¶\\n雍其一也古豐鎬之地¶\\n<pb:K_1a>¶\\n平王東遷¶\\n"
    >>> "".join(repr(change.before + change.after) for change in find(Draft(text)))
    "'¶\\\\n''¶\\\\n<pb:K_1a>¶\\\\n''¶'"
    """
    text = draft.text
    if text.count("¶") < _LEAST:
        return []
    found = list(_LINE.finditer(text, draft.body_start))
    if len(found) * 2 < text.count("\n", draft.body_start):
        return []
    full = _capacity([m[1] for m in found])
    changes: list[Change] = []
    i = 0
    while i < len(found):
        body = _PAGE.sub("", found[i][1])
        j = i
        while j + 1 < len(found) and found[j].end() == found[j + 1].start() and not _PAGE.sub("", found[j + 1][1]):
            j += 1  # page marks and empty lines below
        start = found[i].start() + len(found[i][1]) if body else found[i].start()
        below = found[j + 1] if j + 1 < len(found) and found[j].end() == found[j + 1].start() else None
        runs_on = bool(body) and below is not None and _runs_on(body, below[1], full)
        end = found[j].end() if runs_on or not body else found[j].end() - len(found[j][2])
        if found[i][1] != body and body:
            changes.extend(
                Change(p.start(), p.end(), p[0], "", NOTE.name) for p in _PAGE.finditer(text, found[i].start(), start)
            )
        changes.append(Change(start, end, text[start:end], "", NOTE.name))
        i = j + 1
    return changes


def _runs_on(above: str, below: str, full: int) -> bool:
    below = _PAGE.sub("", below)
    return not above.startswith("\u3000") and not below.startswith("\u3000") and _places(above) >= full - 1


def _places(line: str) -> int:
    """How many places of the block the line takes.

    >>> _places("董翳爲翟王都髙奴(今延州/金明縣)謂之三秦")
    15
    """
    return len(_NOTE.sub(lambda m: "〇" * max(len(m[1]), len(m[2])), line).strip())


def _capacity(found: Sequence[str]) -> int:
    """The places of a full line: the fullest that is common."""
    counted = Counter(_places(_PAGE.sub("", line)) for line in found)
    common = max((number for places, number in counted.items() if places), default=0)
    return max((places for places, number in counted.items() if places and number * 3 >= common), default=0)


RULE = Rule(NOTE, find)
