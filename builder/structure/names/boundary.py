"""Where a person's name ends: the one question that decides whether a name is right.

A name is a surname and one or two Han characters. Nothing marks its end, so what follows it must: a mark or a line's
end weighs most, then a word that usually follows names (主持, 强调), then a character that may (在, 对), then any
word of the dictionary. Of the two lengths the one with the better ending wins; a tie goes to the whole text: a name
that is always followed by the same character is one character longer.
"""

from __future__ import annotations

from functools import lru_cache

import rjieba

from builder.structure.names.tables import (
    AFTER_ONE,
    AFTER_SOFT,
    AFTER_TWO,
    COMMON,
    COUNTRIES,
    DOUBLE_SURNAMES,
    HEADS,
    NOT_NAMES,
    OFFICES,
    RARE_SURNAMES,
    SURNAMES,
    TITLES_AFTER,
)

MARK, FIRM, VERB, PARTICLE, WORD = 3.0, 2.3, 2.0, 1.5, 1.0
"""What stands behind a name, by weight: a mark or nothing, a particle that ends no name, a verb (0.2 more where the
words go on well), a particle that may, any word."""

WINDOW = 8
"""How many characters decide where a name ends: four of the longest name and four behind it."""
# Characters that no given name holds.
NEVER = frozenset(
    "的了吗呢吧啊呀哦们这那哪我你他她它您谁很最更没被给跟死病钱费税款证票赛罪室所局部厅委院校系组队署厂店馆区县镇街号层次"
    "种件每各且但又却虽即此该某几副总不把让省市乡村是户员等说地某菜"
)
# … and those that none holds even in a list of names, between two marks.
_NEVER_LISTED = frozenset("的了吗呢吧们这那哪我你他她它您谁很最被把死税款证票局厅委院系队署馆县镇副省市乡村员等说某姓")
# … and those that are no given name by themselves: 在, 对 …; 王女, 黄姓, 李某.
_NEVER_ALONE = frozenset("在对到与及还就把将被又让请给做于姓女男氏某性父母")
_EVERYDAY = frozenset(("v", "d", "a", "ad", "c", "p", "r", "m", "t", "vn", "zg"))
_TITLES = OFFICES | HEADS | TITLES_AFTER
# Surnames that are verbs or particles before a word: 任组长, 于近日, 向大会.
_PARTICLES = frozenset("任于时曾向从和关管查封连应由当并方高满解通信但及来经能与且")
# … and those of them that stand before a name as often as they open one.
_LEADING = frozenset("任于时曾向从和由及")
_SURE_SURNAMES = SURNAMES - _PARTICLES
# Last characters of sides, bodies and papers, which speak like people do: 韩方, 安委办, 白皮书.
_BODY_LAST = frozenset("方会办局委组部厅处省市县区镇乡村报社网台校厂店站所队团党书信案法论院系司庭行关园者们员国州")


def is_han(char: str) -> bool:
    """Whether a character is a Han character of the basic plane."""
    return "㐀" <= char <= "鿿"


def weigh_end(text: str, at: int) -> float:
    """How well a name may end before `at`."""
    char = text[at : at + 1]
    if not char or not is_han(char):
        address = char.isdigit() and text[at - 1] in "路街巷道号"  # 上海市长海路225号
        return 0.0 if address or char in ("·", "•") else MARK
    if char in AFTER_ONE:
        return FIRM
    two = text[at : at + 2]
    if two in AFTER_TWO:
        follower = text[at + 2 : at + 4]
        sound = not follower or not is_han(follower[0]) or follower in AFTER_TWO or follower[0] in AFTER_ONE
        return VERB + (0.2 if sound or rjieba.has_word(follower) else 0.0)
    if char in AFTER_SOFT:
        return PARTICLE
    return WORD if rjieba.has_word(two) or rjieba.has_word(text[at : at + 3]) else 0.0


def surname_length(text: str, at: int, rare: bool = False) -> int:
    """The length of the surname at `at`: 2, 1 or 0; rare ones count only if `rare`."""
    if text[at : at + 2] in DOUBLE_SURNAMES:
        return 2
    char = text[at : at + 1]
    return 1 if char in SURNAMES or (rare and char in RARE_SURNAMES) else 0


@lru_cache(maxsize=8192)
def has_shape(name: str, rare: bool = False) -> bool:
    """Whether a whole string may be a Chinese name.

    >>> [has_shape(name) for name in ("陈红民", "诸葛明", "管理局", "欧阳", "时")]
    [True, True, False, False, False]
    """
    length = surname_length(name, 0, rare)
    given = name[length:]
    if not length or not 1 <= len(given) <= 2 or name in NOT_NAMES or name in COUNTRIES:
        return False
    if len(given) == 1 and given in _NEVER_ALONE:
        return False
    if name[:2] in _TITLES or given in _TITLES:
        return False
    return not ((NEVER if not rare else _NEVER_LISTED) & frozenset(given)) and all(map(is_han, given))


@lru_cache(maxsize=8192)
def is_word(name: str) -> bool:
    """Whether a name is first of all a word: the dictionary has it, and not as a name."""
    return rjieba.has_word(name) and not rjieba.tag(name)[0][1].startswith("nr")


@lru_cache(maxsize=8192)
def is_phrase(name: str) -> bool:
    """Whether a name opens with a surname that is a word first, and words are what it holds (任组长, 过世后)."""
    if len(name) < 3:
        return (name[0] in _PARTICLES or name[0] in RARE_SURNAMES) and rjieba.has_word(name)
    if name[0] in _PARTICLES:
        return rjieba.has_word(name[:2]) or rjieba.has_word(name[1:])
    if name[0] not in RARE_SURNAMES:
        return False
    return rjieba.has_word(name) or name[:2] in NOT_NAMES or is_common(name[:2]) or is_common(name[1:])


@lru_cache(maxsize=8192)
def is_common(name: str) -> bool:
    """Whether a name is a word of every day."""
    return name in COMMON or (rjieba.has_word(name) and rjieba.tag(name)[0][1] in _EVERYDAY)


def is_body(name: str) -> bool:
    """Whether a name looks like a side, a body or a paper that speaks."""
    return name[-1] in _BODY_LAST


def name_end(text: str, at: int, rare: bool = False) -> tuple[int, float]:
    """The end of the name that starts at `at` and the weight of its ending; (0, 0.0) if none does.

    >>> text = "市长何雄作部署，副市长王继周多次检查，书记时刻牢记"
    >>> [text[at:name_end(text, at)[0]] for at in (2, 11)], name_end(text, 22)
    (['何雄', '王继周'], (0, 0.0))
    """
    length, weight, tie = ending(text[at : at + WINDOW], rare)
    if tie and text.count(text[at : at + length]) == text.count(text[at : at + length + 1]) > 1:
        length += 1
    return at + length if length else 0, weight


@lru_cache(maxsize=8192)
def ending(window: str, rare: bool) -> tuple[int, float, bool]:
    """The length of the name that `window` starts with, the weight of its ending, and whether one more does as well."""
    length = surname_length(window, 0, rare)
    if not length:
        return 0, 0.0, False
    best, weight, tie = 0, 0.0, False
    for end in (length + 1, length + 2):
        name = window[:end]
        if len(name) < end:
            break
        if not has_shape(name, rare and length == 1 and name[0] in RARE_SURNAMES) or (length == 1 and is_phrase(name)):
            continue
        found = weigh_end(window, end)
        if found < VERB and name[:2] in NOT_NAMES:
            continue
        if length == 1 and ((name[0] in RARE_SURNAMES and found < VERB) or (name[0] in _LEADING and found <= WORD)):
            found = 0.0
        straddles = VERB <= weight < FIRM == found  # 刘沆|奏请, not 刘沆奏|请
        if found > weight and not straddles:
            best, weight, tie = end, found, False
        elif found and found == weight:
            tie = True
    if not best and length == 1 and window[0] in _SURE_SURNAMES:
        return _by_segmenter(window), WORD / 2, False
    return best, weight, tie


def _by_segmenter(window: str) -> int:
    """The length of the name that the segmenter sees at the start; 0 if it sees none there."""
    word, tag = rjieba.tag(window)[0]
    return len(word) if tag == "nr" and len(word) == 3 and has_shape(word) else 0
