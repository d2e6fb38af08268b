"""Bodies: the organisations that a text names, by the ending of their names and a clear border at their head.

Rules, in order:

1. whole names that everyone knows (国务院, 教育部) stand as they are;
2. a name that ends like a body's (应急管理局, 委员会办公室) reaches back to the place or level at its head (衡阳市,
   市, 国家), as long as no verb or particle stands between;
3. companies, institutes and schools may stand without a place at their head (灏宇纸品有限公司), behind a mark or a
   particle;
4. 简称: “X” in brackets behind a body is another spelling of it.

Joint issuers come apart by themselves, for no name crosses a mark or a blank. Doubt: a bare 市应急管理局 is a different
body in each city; it is kept as printed. 市委, 市政府 and the like are too general to be named at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import rjieba

from builder.model.late import late
from builder.structure.names.boundary import is_han
from builder.structure.names.places import FULL, SHORT
from builder.structure.names.scan import BODY_END, Scan
from builder.structure.names.tables import (
    BODY_GOES_ON,
    BODY_LED,
    BODY_NAMED,
    BODY_OWN,
    BODY_VERBS,
    BODY_WORDS,
    lengths_by_end,
    lengths_by_start,
)

_ENDINGS = BODY_LED | BODY_OWN
_LENGTHS = lengths_by_end(_ENDINGS | BODY_NAMED)
_PLACE_LENGTHS = lengths_by_start((*FULL, *SHORT))
_LONGEST_GOES_ON = max(map(len, BODY_GOES_ON))
_REACH = 26
_STOP = late(
    r"(?<=[司局院学会部厅所厂])[和与及]|现任|曾任|时任|历任|毕业|派驻|(?<![一-龥])原|"
    r"[的了由在是对向到被把从让将为据各该某其与及并或]|会同|联合|通过|召开|组织|开展|以及|来自|关于|位于|前往|来到|"
    r"走进|深入|我[省市区县]|全[省市区县]|"
    r"一[家所个]|两[家所个]|多[家所个]|[0-9]{1,9}[家所个]|根据|按照|经|报|转发|印发|指导|督促|协调|配合|负责|获悉|介绍|"
    r"表示|要求|参观|察看|听取|考察|调研|毕业|就读"
)
_HEAD = late(r"国家|全国|中国|中央|中共|国务院|最高|世界|国际")
_LEVEL_BEFORE = frozenset("城地社园山灾辖小郊校景各全我本该街矿库牧林外跨都上下超集夜早黑闹股楼")
_LEVEL_AFTER = frozenset("场民面域情里内外区县级长委政直属中和、")
_GOVERNMENT = tuple("局厅委办部会组院队室府心")
_TOO_GENERAL = late(
    r"^.?(?:人民政府|政府|领导小组|指挥部|专班|委员会|办公室|大队|中队|中学|小学|医院|幼儿园|派出所|图书馆|博物馆|"
    r"人民法院|人民检察院|检察院|人民医院|党校|纪念馆)$"
)
_NOMINAL = BODY_VERBS
_BAD_TAGS = ("v", "p", "d", "u", "r", "c", "y", "zg")
_SHORT = late(
    r"[（(](?:以下|下文|后文)?(?:统一|"
    r"统)?简称[为：:]?[“\"‘《]?([一-龥A-Za-z0-9]{2,12})[”\"’》]?(?:[，,；;][^）)]{0,20})?[）)]"
)


class Body(NamedTuple):
    """A body in the text: `text[start:end]` is its name."""

    start: int
    end: int
    name: str


def bodies(scan: Scan) -> list[Body]:
    """Every body that the text names, in order, none inside another."""
    kept: list[Body] = []
    for body in _found(scan):
        while kept and kept[-1].start >= body.start:
            kept.pop()
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return kept


def short_names(text: str, found: list[Body]) -> tuple[tuple[str, str], ...]:
    """(short name, full name) where the text says 以下简称 behind a body."""
    if "简称" not in text:
        return ()
    ends = {body.end: body.name for body in found}
    pairs = ((match[1], ends.get(match.start(), "")) for match in _SHORT.finditer(text))
    return tuple((short, full) for short, full in dict(pairs).items() if full and short != full)


def _found(scan: Scan) -> Iterator[Body]:
    text = scan.text
    for at in scan.pairs_at(BODY_END):
        end = at + 2
        pair = text[at:end]
        words = [text[max(end - length, 0) : end] for length in _LENGTHS.get(pair, ())]
        endings = [word for word in words if word in BODY_NAMED or word in _ENDINGS]
        if not endings or pair in BODY_WORDS or _goes_on(text, end):
            continue
        start = -1
        for ending in endings:
            if ending in BODY_NAMED:
                start = end - len(ending)
            if ending in _ENDINGS:
                start = _start(text, end, end - len(ending), ending in BODY_OWN) if start < 0 else start
                break
        if start >= 0:
            yield Body(start, end, text[start:end])


def _goes_on(text: str, end: int) -> bool:
    after = text[end : end + 1]
    for length in range(1, _LONGEST_GOES_ON + 1):
        more = BODY_GOES_ON.get(text[end - length : end])
        if more and after in more:
            return True
    return False


def _start(text: str, end: int, stem_end: int, own: bool) -> int:
    """Where the body that ends at `end` starts; its ending starts at `stem_end`; -1 if its head is not clear."""
    low = stem_end
    while low > 0 and end - low < _REACH and (is_han(text[low - 1]) or text[low - 1].isalnum()):
        low -= 1
    for match in _STOP.finditer(text, low, stem_end):
        low = match.end()
    low = _behind_verbs(text, low, stem_end, end)
    for at in range(low, stem_end + 1):
        head = _head_length(text, at, end)
        if head == 1 and (_TOO_GENERAL.match(text[at:end]) or not text[at:end].endswith(_GOVERNMENT) or end - at < 4):
            continue
        if head and end - at > head + 1:
            return at
    return low if own and 2 <= stem_end - low <= 14 and _own_stands(text[low:stem_end]) else -1


def _behind_verbs(text: str, low: int, stem_end: int, end: int) -> int:
    """The first place behind every verb or particle between `low` and the ending."""
    if stem_end - low < 2:
        return low
    at, behind = low, low
    for word, tag in rjieba.tag(text[low:end]):
        at += len(word)
        if at > stem_end:
            break
        if (
            tag in _BAD_TAGS
            and word not in _NOMINAL
            and (len(word) > 1 or tag in ("p", "u", "r", "d"))
            and word not in ("和", "与")
        ):
            behind = at
    return behind


def _head_length(text: str, at: int, end: int) -> int:
    """The length of the place (2 or more) or level (1) that a body's name starts with at `at`, or 0."""
    for length in _PLACE_LENGTHS.get(text[at : at + 2], ()):
        name = text[at : at + length]
        if at + length < end and (name in FULL or name in SHORT):
            return length
    if _HEAD.match(text, at):
        return 2
    char = text[at]
    if char in "省市区县镇乡州" and text[at - 1 : at] not in _LEVEL_BEFORE and text[at + 1] not in _LEVEL_AFTER:
        return 1
    return 0


def _own_stands(stem: str) -> bool:
    """Whether a stem (灏宇纸品) may name a company or a school by itself."""
    if stem[0] in "本我两多几一其这那每大小新老外子总分母" or re.match(
        r"上市|国有|民营|重点|高等|普通|有关|相关|专业|职业|大型|中小|知名|龙头|科研|工程|建筑|房地产|保险|商业|"
        r"投资|物业|医疗|农民|施工|人民|股份|有限|责任|集团",
        stem,
    ):
        return False
    return all(is_han(char) or char.isalnum() for char in stem)
