"""Foreign and minority names: written by sound, so they have no surname to go by, and need a clear border.

Doubt: a run of such characters may hold a particle (于, 因, 当); the shortest reading that ends well is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from builder.model.late import late
from builder.structure.names.boundary import PARTICLE, WORD, has_shape, is_han, weigh_end
from builder.structure.names.offices import core_start, office_start
from builder.structure.names.seen import Seen
from builder.structure.names.tables import COUNTRIES, FOREIGN_TITLES, HEADS, OFFICES, SURE_FOREIGN, TRANSLIT

_ABROAD = late(
    "|".join(map(re.escape, sorted(COUNTRIES, key=len, reverse=True)))
    + "|联合国|欧盟|北约|世卫|世界|国际|欧洲|非盟|东盟|外籍|外援"
)
_LONGEST = 8
_BEFORE = frozenset("在和与由对向同了的为是叫名及、")


def foreign_end(text: str, office: int, at: int) -> int:
    """The end of the foreign name at `at`, behind a title that starts at `office`; 0 if there is none."""
    if text[at] not in TRANSLIT:
        return 0
    title = text[office:at]
    sure = title in SURE_FOREIGN
    abroad = sure or (title in FOREIGN_TITLES and bool(_ABROAD.search(text, max(office - 14, 0), office)))
    if not abroad and not TRANSLIT.issuperset(text[at : at + 4]):
        return 0
    end = _run_end(text, at, abroad)
    if not end or (has_shape(text[at : at + 3]) and not abroad and end - at < 4):
        return 0
    return end if abroad or end - at >= 4 else 0


def _run_end(text: str, at: int, abroad: bool) -> int:
    end, high = at, at + 2 * _LONGEST
    while end < high and text[end : end + 1] and (text[end] in TRANSLIT or (text[end] in "·•-" and end > at)):
        end += 1
        if end - at < 2 or text[end - 1] not in TRANSLIT or text[end : end + 1] in ("·", "•", "-"):
            continue
        weight = weigh_end(text, end)
        if weight >= PARTICLE or (weight == WORD and end - at >= 3 and text[end] not in TRANSLIT and abroad):
            return end
    return 0


def dotted(text: str) -> Iterator[Seen]:
    """Names with a middle dot (迈克尔·瑞安, 买买提·吐尔逊)."""
    at = text.find("·")
    while at >= 0:
        start = at
        while start > 0 and at - start < _LONGEST and text[start - 1] in TRANSLIT:
            start -= 1
        end = _dotted_end(text, at) if start < at and _begins(text, start) else 0
        if end:
            yield Seen(text[start:end], "strong", _office(text, start))
        at = text.find("·", max(end, at + 1))


def _dotted_end(text: str, at: int) -> int:
    end = at + 1
    while end - at <= 2 * _LONGEST and text[end : end + 1] and (text[end] in TRANSLIT or text[end] == "·"):
        end += 1
        if end - at > 2 and text[end - 1] != "·" and text[end : end + 1] != "·" and weigh_end(text, end) >= WORD:
            return end
    ends = end - at > 2 and (not text[end : end + 1] or not is_han(text[end]) or rjieba.has_word(text[end : end + 2]))
    return end if ends and text[end - 1] != "·" else 0


def _begins(text: str, at: int) -> bool:
    """Whether a name of sounds may begin at `at`."""
    if at == 0 or not is_han(text[at - 1]) or text[at - 1] in _BEFORE or _behind(text, at, OFFICES | HEADS):
        return True
    return rjieba.has_word(text[at - 2 : at]) and not rjieba.has_word(text[at - 1 : at + 1])


def _behind(text: str, at: int, words: frozenset[str]) -> bool:
    return any(text[max(at - length, 0) : at] in words for length in (2, 3, 4, 5))


def _office(text: str, at: int) -> str:
    core = core_start(text, at, OFFICES)
    return text[office_start(text, core) : at] if core >= 0 else ""
