"""Towns and villages, which no table lists: by their endings (马赛镇, 刘胡桐村, 云台街道), behind a mark, a place or a
word that places stand behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import rjieba

from builder.model.late import late
from builder.structure.layout import words
from builder.structure.names.boundary import is_han
from builder.structure.names.scan import Scan

TOWNS, QUARTERS = frozenset("镇乡村"), frozenset(("街道", "社区"))
_LONGEST = 4
_REACH = _LONGEST + 2  # characters before the ending that decide
# What stands before a town's or a village's name.
_BEFORE = frozenset("着了的在到至赴从自于近县区市镇乡省州旗处道")
_VERBS = words("现任 时任 原任 位于 来到 前往 深入 走进 抵达 途经 赶赴 就读 住在 家住 走访 以及 包括 距离 参观 考察")
_NOT = late(
    r"[的了着过是在有各全该本我某每两几个整这那此数多余名位条为和与及到从对由被把也都]|城中|空心|当地|属地|外地|本地|"
    r"城[镇乡市]?$|[农乡全镇].?$|建制|特色|美丽|示范|"
    r"[县区市省州镇乡村]$|贫困|自然|行政|中心|重点|试点|文明|小康|智慧|平安|和谐|度假|奥运|空心|联系|所在|包联|驻|"
    r"进|入|出|回|离|小$|重$|[小远困深]山$|渔$|古$|"
    r"邻近|周边|附近|街道|社区|干部|党员|基层|下沉|封控|管控|服务|建设|振兴|绿色|数字|最美|生态|旅游|名|帮扶|移民|"
    r"安置|先进|优秀|网红|同$|原$|入$"
)
_AFTER = late(
    r"村民委员会|村委会|党支部|居委会|居民委员会|卫生|官|村|级|干部|民|长|委|两委|落|庄|风|里|务|干|医|镇|乡|改|支|"
    r"史|容|卫|貌|规|情|企|晚|外|口"
)


def towns(scan: Scan, ends: set[int]) -> Iterator[tuple[int, int]]:
    """Where towns and villages stand: (start, end). `ends` are the ends of the places found so far."""
    text, ends = scan.text, set(ends)
    for end in scan.town_ends():
        tail = 1 if text[end - 1] in TOWNS else 2
        stop = end - tail
        if (tail == 2 and text[stop:end] not in QUARTERS) or _AFTER.match(text, end):
            continue
        behind = 2 if stop - 2 in ends else 3 if stop - 3 in ends else 4 if stop - 4 in ends else 0
        length = _own_length(text[max(stop - _REACH, 0) : end], tail, behind)
        if length:
            yield stop - length, end
            ends.add(end)


@lru_cache(maxsize=8192)
def _own_length(window: str, tail: int, behind: int) -> int:
    """The length of the town's or village's name that stands before the last `tail` characters (镇, 街道), or 0.

    Of that length, `behind`, it would stand right behind a place; 0 says that it would of none.
    """
    stop = len(window) - tail
    for start in range(stop - 1, max(stop - _LONGEST, 0) - 1, -1):
        length, before = stop - start, window[max(start - 2, 0) : start]
        if not is_han(window[start]):
            return 0
        if length > 1 and length == behind:
            return length if _may_be_town(window[start:], length, True) else 0
        if length > 1 and _leads(before):
            split = len(before) == 2 and rjieba.has_word(before + window[start])
            return length if not split and _may_be_town(window[start:], length, False) else 0
    return 0


@lru_cache(maxsize=8192)
def _may_be_town(whole: str, length: int, behind: bool) -> bool:
    """Whether a string may name a town or a village; its first `length` characters are its own name."""
    name = whole[:length]
    if name.startswith("和") and rjieba.has_word(name):  # 和平社区
        return True
    if _NOT.search(name) and not (behind and name[-1] in "县区市"):
        return False
    if rjieba.has_word(whole) and rjieba.tag(whole)[0][1] not in ("ns", "nr"):
        return False
    parts = [(word, tag) for word, tag in rjieba.tag(name) if rjieba.has_word(word)]
    if any(tag in ("p", "c", "r", "d", "u", "m", "q", "t") and len(word) > 1 for word, tag in parts):
        return False
    return behind or (len(name) < 4 and not any(tag in ("v", "vn", "ad", "a", "l", "i") for _, tag in parts))


def _leads(before: str) -> bool:
    """Whether the name of a town or a village may start behind these two characters (fewer where the text starts)."""
    if not before or before[-1] in "、，。；（“：\n \u3000":
        return True
    if before[-1] in _BEFORE:
        return before not in ("现在", "正在", "存在", "实在", "由于", "关于", "对于")
    if len(before) < 2:
        return False
    return before in _VERBS or (rjieba.has_word(before) and rjieba.tag(before)[0][1] in ("v", "vn"))
