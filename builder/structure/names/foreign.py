"""Foreign and minority names: written by sound, so they have no surname to go by, and need a clear border.

Doubt: a run of such characters may hold a particle (于, 因, 当); the shortest reading that ends well is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.structure.names.boundary import MARK, PARTICLE, is_han, weigh_end
from builder.structure.names.tables import COUNTRIES, HEADS, OFFICES, TRANSLIT

_SURE_TITLES = frozenset(("总统", "副总统", "首相", "国王", "女王", "王储", "防长", "外长", "参议员", "众议员", "教皇"))
_ABROAD = re.compile("|".join(map(re.escape, sorted(COUNTRIES, key=len, reverse=True))) + "|联合国|欧盟|北约|世卫|国际|欧洲|非盟|东盟|[美英法德俄日韩]国")
_LONGEST = 8
_BEFORE = frozenset("在和与由对向同了的为是叫名及、")


def foreign_end(text: str, office: int, at: int) -> int:
    """The end of the foreign name at `at`, behind a title that starts at `office`; 0 if there is none."""
    if text[office:at] not in _SURE_TITLES and not _ABROAD.search(text, max(office - 12, 0), office):
        return 0
    return _run_end(text, at)


def _run_end(text: str, at: int) -> int:
    end = at
    while end - at < _LONGEST * 2 and text[end : end + 1] and (text[end] in TRANSLIT or (text[end] in "·•-" and end > at)):
        end += 1
        if end - at >= 2 and text[end - 1] in TRANSLIT and weigh_end(text, end) >= PARTICLE and text[end : end + 1] not in "·•-":
            return end
    return 0


def dotted(text: str) -> Iterator[tuple[str, int, int]]:
    """Names with a middle dot: (name with `·`, start, end)."""
    at = text.find("·")
    while at >= 0:
        start = at
        while start > 0 and at - start < _LONGEST and text[start - 1] in TRANSLIT:
            start -= 1
        begins = start == 0 or not is_han(text[start - 1]) or text[start - 1] in _BEFORE or _is_office_end(text, start)
        end = at + 1
        good = 0
        while end - at <= 2 * _LONGEST and text[end : end + 1] and (text[end] in TRANSLIT or text[end] == "·"):
            end += 1
            if end - at > 2 and text[end - 1] != "·" and text[end : end + 1] != "·" and weigh_end(text, end) >= PARTICLE:
                good = end
                break
        if not good and end - at > 2 and (not text[end : end + 1] or not is_han(text[end])):
            good = end
        if start < at and begins and good:
            yield text[start:good], start, good
        at = text.find("·", max(good, at + 1))


def _is_office_end(text: str, at: int) -> bool:
    return any(text[max(at - k, 0) : at] in OFFICES or text[max(at - k, 0) : at] in HEADS for k in (2, 3, 4))
