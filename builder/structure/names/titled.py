"""Names behind an office or a head, and names before a title."""

from __future__ import annotations

from collections.abc import Iterator

import rjieba

from builder.model.late import late
from builder.structure.names.boundary import (
    FIRM,
    MARK,
    PARTICLE,
    VERB,
    WORD,
    has_shape,
    is_body,
    is_common,
    is_han,
    is_word,
)
from builder.structure.names.foreign import foreign_end
from builder.structure.names.lists import ALL_WORDS, Item, read_list
from builder.structure.names.offices import core_start, office_start, phrase_behind
from builder.structure.names.scan import TITLE, Scan
from builder.structure.names.seen import Kind, Seen
from builder.structure.names.tables import (
    CREDITS,
    DOUBLE_SURNAMES,
    HEADS,
    NO_OFFICE,
    OFFICES,
    RARE_SURNAMES,
    TITLES_AFTER,
)

# Offices that several people of one list hold together: 副市长王伟、李强.
_PLURAL = ("常委", "委员", "专家", "教授", "工程师", "律师", "医师", "研究员", "演员")
_BEFORE = frozenset("由请与和对向在据及同让把为给跟从被称叫是有如像听学着了的以追原")


def behind_offices(scan: Scan) -> Iterator[Seen]:
    """市委书记刘尚进; 市领导何雄、高义; 组长：王一、李二; 美国总统拜登."""
    text = scan.text
    done = 0
    for at in scan.offices():
        start = core_start(text, at, ALL_WORDS) if at >= done else -1
        if start < 0:
            continue
        word = text[start:at]
        if word in CREDITS or rjieba.has_word(text[at - 2 : at + 1]):  # 居民楼, 主席台, 代表团
            continue
        end = foreign_end(text, start, at)
        if end:
            yield Seen(text[at:end], "strong", _office(text, at, word))
            done = end
            continue
        for seen, end in _believable(text, at, word, read_list(text, at, word)):
            yield seen
            done = end


def _office(text: str, at: int, word: str) -> str:
    return text[office_start(text, at - len(word)) : at] if word in OFFICES and text[at] != "”" else ""


def _believable(text: str, at: int, word: str, items: list[Item]) -> Iterator[tuple[Seen, int]]:
    """Those of the items that are names, each with its end."""
    if not items:
        return
    office = _office(text, at, word)
    shared = len(items) > 1 and _is_shared(office.rpartition("、")[2])
    crosses = word in HEADS and rjieba.has_word(text[at - 1 : at + 1])  # 竞选手|段仍然
    few = len(items) < 3
    for number, item in enumerate(items):
        kind: Kind = "strong" if few else "listed"
        if crosses and (item.weight < VERB or is_common(item.name[1:])):
            return
        if few and is_word(item.name):
            if word in HEADS and (is_common(item.name) or item.name[0] in RARE_SURNAMES):
                continue
            if item.weight < VERB or (item.weight < MARK and is_common(item.name)):
                continue
        if few and word in HEADS and item.weight < WORD and len(item.name) < 3:
            kind = "weak"
        own = phrase_behind(text, item.end)
        yield Seen(item.name, kind, own or (office if number == 0 or shared else "")), item.end


def _is_shared(office: str) -> bool:
    """Whether several people of one list may hold an office together."""
    return "副" in office or office.endswith(_PLURAL)


def before_titles(scan: Scan) -> Iterator[Seen]:
    """习近平总书记; 王选院士; 李明同志."""
    text = scan.text
    for at in scan.behind_names(TITLE):
        title = text[at : at + 3] if text[at : at + 3] in TITLES_AFTER else text[at : at + 2]
        if title not in TITLES_AFTER:
            continue
        best, weight = 0, 0.0
        for length in (2, 3, 4):
            start = at - length
            name = text[max(start, 0) : at]
            if start < 0 or not has_shape(name) or is_body(name) or (length == 4 and name[:2] not in DOUBLE_SURNAMES):
                continue
            found = weigh_start(text, start)
            if found > weight:
                best, weight = start, found
        name = text[best:at]
        if weight and not is_word(name):
            yield Seen(name, "strong", "" if title in NO_OFFICE else title)


def weigh_start(text: str, at: int) -> float:
    """How well a name may start at `at`, as `boundary.weigh_end` weighs its end."""
    if at == 0 or not is_han(text[at - 1]):
        return MARK
    if core_start(text, at, ALL_WORDS) >= 0:
        return FIRM
    if text[at - 1] in _BEFORE:
        return 0.0 if rjieba.has_word(text[at - 1 : at + 1]) else PARTICLE
    if rjieba.has_word(text[max(at - 2, 0) : at]):
        return WORD
    return 0.0


_SPACED_HEAD = late(r"(\n[ 　]*[一-龥]{0,3}?)([组主委成会所队局])[ 　]{1,4}([长任员])(?=[ 　]*[：:])")


def close_heads(text: str) -> str:
    """The text with the blanks inside spaced heads taken out (组  长：)."""
    return _SPACED_HEAD.sub(r"\1\2\3", "\n" + text)[1:] if "：" in text or ":" in text else text
