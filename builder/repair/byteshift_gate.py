"""Where a damaged run may begin: a cheap look that lets clean text pass untouched.

A run shows itself by a `?` (or U+FFFD) in a place where no writer puts one, and by characters that cannot stand in such
a text: Simplified ones in a page turned to Traditional and the reverse, numbers in brackets, kana and Greek letters
between Han characters, rare characters, an ASCII letter that hangs on a Han character. One of them alone is nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from builder.model.late import late
from builder.repair.byteshift_bytes import ENDS, is_han, out_of_place, pair, simplified_only
from builder.repair.byteshift_graph import LETTERS, SWALLOWED, UNKNOWN
from builder.repair.byteshift_lexicon import simplified
from builder.repair.readings import in_gb2312

# Not after ASCII, save punctuation, and not before it, save punctuation and readings. The class that is looked for
# comes first, for then the pattern runs from one to the next.
_MARK = late(
    rf"[{UNKNOWN}](?<![\x00-\x09\x0b-\x20\"-(*+\-.-9<-~][{UNKNOWN}])"
    rf"(?=\(?[{LETTERS}]{{1,7}}\)|[,;:!?]|[^\x00-\x7f])"
)
_ANNOTATION = late(rf"[\u4e00-\u9fff]\([{LETTERS}]{{1,7}}\)")
_SYMBOLS = "①-⑩⑴-⒛㈠-㈩Ⅰ-Ⅻⅰ-ⅹぁ-んァ-ヶΑ-Ωα-ωА-я"
_SYMBOL = late(f"[{_SYMBOLS}]")
_HAN = late("[\u3400-\u9fff]")
_KANA = late("[ぁ-んァ-ヶ]")

_LOOK = 12  # characters after a `?` that are looked at
_NEAR = 4  # characters between two that are out of place and belong together
_BACK = 4  # characters before the first of them where the run may begin
_MIRRORED = 3  # readings in brackets that make a mirror page
_MOST_KANA = 100  # to a thousand characters: more of them are Japanese; a damaged run holds a few
_MOST_RARE = 0.15  # of the Han characters of a text, more than this are mojibake
_MOST_ODD = 60  # characters of the other script: more of them are a text in two scripts
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: positions of marks, positions where a run may begin unmarked; whether this is a mirror page."""

    marks: tuple[int, ...] = ()
    unmarked: frozenset[int] = frozenset()
    mirror: bool = False

    @property
    def first(self) -> tuple[int, ...]:
        """All of them in order; of those that stand together the first."""
        return tuple(sorted((*self.marks, *(at for at in self.unmarked if at - 1 not in self.unmarked))))


NOWHERE = Places()


@cache
def _simple() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(c for c in simplified_only() if is_han(c)))}]")


def places(text: str, script: str) -> Places:
    """Where a run may begin in a text. Nowhere, in all clean text, but for a few places that a search then clears.

    >>> places("忘記密碼?為什么?因為。", "Hant").marks, places("供水、燃?xì)狻⑾?、道路", "Hant").marks
    ((), (4,))
    """
    marks: tuple[int, ...] = ()
    if "?" in text or "\ufffd" in text:
        marks = tuple(m.start() for m in _MARK.finditer(text))
    mirror = bool(marks) and sum(1 for _ in islice(_ANNOTATION.finditer(text), _MIRRORED)) == _MIRRORED
    if not mirror:
        marks = tuple(at for at in marks if telling(text, at, script))
    unmarked = _unmarked(text, script)
    if (marks or unmarked) and _unreadable(text):
        return NOWHERE
    if not marks and not unmarked:
        return NOWHERE
    return Places(marks, unmarked, mirror)


def _unreadable(text: str) -> bool:
    """Whether a text is Japanese, or mojibake through and through: then nothing can be told by its characters."""
    if len(_KANA.findall(text)) * 1000 > _MOST_KANA * len(text):
        return True
    han = _HAN.findall(text[:_SAMPLE])
    return sum(not in_gb2312(simplified(character)) for character in han) > _MOST_RARE * len(han)


def telling(text: str, at: int, script: str) -> bool:
    """Whether what follows a `?` is more than the rest of a sentence."""
    if SWALLOWED.match(text, at):
        return True
    after = text[at + 1 : at + 1 + _LOOK].partition("\n")[0]
    if after[:1] in (";", "；") and at and is_han(text[at - 1]) and not after[1:2].isspace():
        return True
    marks = 1 if after[:1] in ("；", "：", ";", ":") and not after[1:2].isspace() else 0
    odd = sum(_odd(after, i, script) for i in range(len(after)))
    return marks + odd >= 2 or (marks == 1 and after[1:2] in UNKNOWN)


def _odd(text: str, i: int, script: str) -> bool:
    character = text[i]
    if is_han(character):
        return out_of_place(character, script) or pair(character) >= 0xD8A1 or not in_gb2312(simplified(character))
    if character in UNKNOWN:
        return (i > 0 and text[i + 1 : i + 2] in ENDS) or bool(SWALLOWED.match(text, i))
    if character.isascii():
        hangs = i > 0 and is_han(text[i - 1]) and not text[i + 1 : i + 2].isascii()
        return "@" <= character <= "~" and (hangs or text[i + 1 : i + 2] == "(")
    return bool(_SYMBOL.match(character)) or "Ａ" <= character <= "ｚ"


def _unmarked(text: str, script: str) -> frozenset[int]:
    """Where a run may begin that no `?` announces: a little before two characters out of place that stand together."""
    if script == "Hant":
        found = [m.start() for m in _simple().finditer(text)]
    else:
        found = [m.start() for m in _SYMBOL.finditer(text) if _between_han(text, m.start())]
    if not found or len(found) > _MOST_ODD:
        return frozenset()
    begins: set[int] = set()
    for one, following in pairwise((*found, len(text) + _NEAR + 1)):
        alone = following - one > _NEAR and not _SYMBOL.search(text, one, one + _NEAR)
        announced = any(mark in text[max(0, one - _LOOK) : one] for mark in UNKNOWN)
        if not announced and not (alone and script == "Hant"):
            start = max(0, one - _BACK, text.rfind("\n", 0, one) + 1)
            begins.update(at for at in range(start, one + 1) if not _after_straddling(text, at))
    return frozenset(begins)


def _between_han(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and is_han(text[at - 1]) and is_han(text[at + 1])


def _after_straddling(text: str, at: int) -> bool:
    """Whether two marks stand before a place: then the second is part of the run, not the end of what is before it."""
    return at > 1 and text[at - 1] in ENDS and text[at - 2] in ENDS
