"""People: who a text names, with each office as printed.

Strategy: a name is believed for the place it stands in, not for its characters. Places where names stand, in order:

1. behind an office (市委书记刘尚进), a list of names behind one (市长：王一、李二) or behind a head of a list (市领导何雄、高义);
2. before a title (习近平总书记, 王选院士);
3. at the start of a sentence before a verb of speech (安伟指出), or in a résumé (王伟，男，1970年生);
4. in an appointment (任命王伟为教育局局长; 王伟同志任教育局局长);
5. foreign and minority names behind an office, or with `·` behind a clear border (美国总统拜登, 买买提·吐尔逊).

A name that is also a word, or that only stands in a weak place, must be seen twice. Makers of the document (记者, 编辑)
are credits and count only where the text names them besides. Doubt: which of 李明/李明强 is meant where both are followed
by a verb; the whole text decides, and the shorter is taken where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import rjieba

from builder.model import Person
from builder.structure.names.boundary import (
    MARK,
    PARTICLE,
    VERB,
    WORD,
    has_shape,
    is_body,
    is_han,
    is_word,
    name_end,
    weigh_end,
)
from builder.structure.names.foreign import dotted, foreign_end
from builder.structure.names.offices import core_start, office_start
from builder.structure.names.scan import APPOINTS, TITLE, Scan
from builder.structure.names.tables import CREDITS, FOREIGN_TITLES, HEADS, OFFICES, SPEECH, TITLES_AFTER

APPOINTMENTS = ("任命", "聘任", "提名", "免去", "免职", "增补", "补选", "推选", "选举", "追授", "追认", "接受", "批准")
_ALL = OFFICES | HEADS | CREDITS
_PLURAL = ("副", "常委", "委员", "专家", "教授", "代表", "工程师", "律师", "医师", "研究员")
_NO_OFFICE = frozenset(("同志", "先生", "女士", "老师", "烈士", "医生"))
_SPACED = re.compile(r"([一-龥])[ 　]{1,4}([一-龥])(?=[、，,。；;（(\s]|$)")
_BLANKS = " 　\t"
_ITEM = re.compile(r"[一-龥]{2,4}(?=[、，,。；;：:（(）)\s]|$)")
_NOTE = re.compile(r"[（(]([^（）()\n]{1,24})[）)]")
_RESUME = re.compile(r"^[ 　]*([一-龥]{2,4})(?:同志)?(?:，|,|（)(?:男|女|生于|1[89]\d\d年|现任|曾任|时任|现为|原任|中共党员|汉族)", re.M)
_TO_OFFICE = re.compile(r"(?:同志)?(?:为|任|担任|兼任|的)([一-龥、（）]{2,40}?)(?=职务|[，,。；;：:\s]|$)")
_BARE_LIST = re.compile(r"(?:、[一-龥]{2,3}){2,40}、")
_FIRST = re.compile(r"[一-龥]{2,12}$")
_HEADLINE = re.compile(r"^[ 　]*([一-龥]{2,3}(?:[ 　][一-龥]{2,3}){0,5}?)((?:出席|参加|讲话|主持|致辞|带队|调研|督导|检查|慰问|会见)[一-龥]{0,8})$", re.M)
_WAS_CALLED = re.compile(r"(?:名叫|名为|叫做|本名|原名|姓名[：:])([一-龥]{2,4})")


@dataclass(slots=True)
class _Case:
    """What speaks for a name: the weight of its places, how many there are, its offices."""

    strong: int = 0
    weak: int = 0
    listed: int = 0
    offices: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name at one place: `kind` is `strong`, `weak`, `listed` or `credit`."""

    name: str
    start: int
    end: int
    kind: str
    office: str = ""


def people(scan: Scan, credits: Sequence[str] = ()) -> tuple[Person, ...]:
    """The people of a text in order of first mention."""
    cases: dict[str, _Case] = {}
    for seen in _all_seen(scan):
        case = cases.setdefault(seen.name, _Case())
        if seen.kind == "strong":
            case.strong += 1
        elif seen.kind == "listed":
            case.listed += 1
        else:
            case.weak += 1
        if seen.office:
            case.offices[seen.office] = None
    text = scan.text
    names = [name for name, case in cases.items() if _believed(name, case, text, credits)]
    names = [name for name in names if not _is_cut(name, names, text)]
    order = {name: text.find(name) for name in names}
    return tuple(Person(name, tuple(cases[name].offices)) for name in sorted(names, key=lambda n: (order[n], n)))


def _believed(name: str, case: _Case, text: str, credits: Sequence[str]) -> bool:
    if name in credits and not case.offices and not case.listed:
        return False
    if "·" in name or case.listed:
        return True
    if is_word(name):
        return case.strong >= 2 or bool(case.strong and case.weak)
    if case.strong:
        return True
    return case.weak >= 2 or (case.weak == 1 and len(name) == 3 and text.count(name) >= 2)


def _is_cut(name: str, names: Sequence[str], text: str) -> bool:
    """Whether a name is another one cut short (储祥 of 储祥好) or one character too long."""
    for other in names:
        if other != name and other.startswith(name) and text.count(other) == text.count(name):
            return True
        if other != name and name.startswith(other) and text.count(name) < text.count(other):
            own = text.count(name)
            if own == 1 and weigh_end(text, text.find(name) + len(other)) >= PARTICLE:
                return True
    return False


def _all_seen(scan: Scan) -> Iterator[_Seen]:
    yield from _behind_offices(scan)
    yield from _before_titles(scan)
    yield from _at_starts(scan)
    yield from _appointed(scan)
    yield from _in_resumes(scan.text)
    yield from _in_bare_lists(scan.text)
    yield from _in_headlines(scan.text)
    for name, start, end in dotted(scan.text):
        yield _Seen(name, start, end, "strong")


def _behind_offices(scan: Scan) -> Iterator[_Seen]:
    text = scan.text
    done = 0
    for at in scan.offices():
        if at < done:
            continue
        start = core_start(text, at, _ALL)
        if start < 0:
            continue
        word = text[start:at]
        if word in CREDITS or rjieba.has_word(text[at - 2 : at + 1]):  # 居民楼, 主席台, 代表团
            continue
        names = list(_list(text, at, word))
        if not names:
            end = foreign_end(text, start, at) if word in FOREIGN_TITLES else 0
            if end:
                yield _Seen(text[at:end], at, end, "strong", text[office_start(text, at) : at])
            continue
        office = text[office_start(text, at) : at] if word in OFFICES else ""
        many = len(names) > 1 and word.startswith(_PLURAL) or word.endswith(_PLURAL)
        for number, (name, first, last, weight) in enumerate(names):
            kind = "strong" if weight >= PARTICLE or word not in CREDITS else "weak"
            if len(names) >= 3:
                kind = "listed"
            elif is_word(name) and weight < MARK:
                continue
            note = _note(text, last)
            yield _Seen(name, first, last, kind, office if number == 0 or many else note)
            done = last


def _note(text: str, at: int) -> str:
    """The office in the brackets behind a name, or ""."""
    match = _NOTE.match(text, at)
    return match[1] if match and core_start(match[1], len(match[1]), OFFICES) >= 0 else ""


def _list(text: str, at: int, word: str) -> Iterator[tuple[str, int, int, float]]:
    """The names of the list that starts at `at` behind an office or head: (name, start, end, weight of its ending)."""
    colon = text[at] in "：:"
    blank = text[at] in _BLANKS
    if colon:
        at += 1
    while text[at : at + 1] and text[at] in _BLANKS:
        at += 1
    count = 0
    while True:
        found = _one(text, at, count)
        if not found:
            return
        name, end, weight = found
        if count == 0 and weight < MARK and (blank and not colon):
            return
        if word in HEADS and count == 0 and (weight < WORD or (weight < PARTICLE and (len(name) < 3 or is_word(name)))):
            return
        yield name, at, end, weight
        count += 1
        note = _NOTE.match(text, end)
        after = note.end() if note else end
        mark = text[after : after + 1]
        if mark and (mark == "、" or (mark in "和与及" and not is_han(text[after + 1 : after + 2] or " ") is True)):
            at = after + 1
        elif mark and mark in "和与及":
            at = after + 1
        elif mark and mark in _BLANKS and (colon or count > 1):
            at = after
            while text[at : at + 1] and text[at] in _BLANKS:
                at += 1
        else:
            return


def _one(text: str, at: int, count: int) -> tuple[str, int, float] | None:
    """The name at `at`, behind `count` others of a list: there rare surnames count, and behind two all do."""
    spaced = _SPACED.match(text, at)
    if spaced and has_shape(spaced[1] + spaced[2], count > 0):
        return spaced[1] + spaced[2], spaced.end(), MARK
    item = _ITEM.match(text, at)
    if item and core_start(item[0], len(item[0]), _ALL) < 0:
        known = has_shape(item[0], count > 0)
        if known or (count >= 2 and len(item[0]) < 4 and has_shape("王" + item[0][1:]) and not rjieba.has_word(item[0])):
            return item[0], item.end(), MARK
    end, weight = name_end(text, at, rare=True)
    if not end or (count and weight < PARTICLE):
        return None
    return text[at:end], end, weight


def _before_titles(scan: Scan) -> Iterator[_Seen]:
    text = scan.text
    for at in scan.pairs_at(TITLE):
        title = text[at : at + 3] if text[at : at + 3] in TITLES_AFTER else text[at : at + 2]
        if title not in TITLES_AFTER:
            continue
        best, weight = 0, 0.0
        for length in (2, 3, 4):
            start = at - length
            name = text[max(start, 0) : at]
            if start < 0 or not has_shape(name) or is_body(name) or (length == 4 and name[:2] not in _double()):
                continue
            found = _weigh_start(text, start)
            if found > weight:
                best, weight = start, found
        if not weight or is_word(text[best:at]):
            continue
        yield _Seen(text[best:at], best, at, "strong", "" if title in _NO_OFFICE else title)


def _double() -> frozenset[str]:
    from builder.structure.names.tables import DOUBLE_SURNAMES

    return DOUBLE_SURNAMES


_BEFORE = frozenset("由请与和对向在据及同让把为给跟从被称叫是有如像听学过着了的以追原")


def _weigh_start(text: str, at: int) -> float:
    """How well a name may start at `at`."""
    if at == 0 or not is_han(text[at - 1]):
        return MARK
    if core_start(text, at, _ALL) >= 0:
        return VERB
    if text[at - 1] in _BEFORE:
        return PARTICLE
    return 1.0 if rjieba.has_word(text[max(at - 2, 0) : at]) else 0.0


def _at_starts(scan: Scan) -> Iterator[_Seen]:
    text = scan.text
    for at in scan.starts():
        end, weight = name_end(text, at)
        if not end or weight < VERB:
            continue
        name = text[at:end]
        if is_body(name) or rjieba.has_word(name):
            continue
        speaks = text[end : end + 2] in SPEECH or text[end : end + 1] == "说"
        if speaks:
            yield _Seen(name, at, end, "strong")
        elif weight < MARK:
            yield _Seen(name, at, end, "weak")
        elif text[end : end + 1] in "：:" and at == 0:
            yield _Seen(name, at, end, "weak")


def _appointed(scan: Scan) -> Iterator[_Seen]:
    text = scan.text
    for at in scan.pairs_at(APPOINTS):
        if text[at : at + 2] not in APPOINTMENTS:
            continue
        at += 2
        while text[at : at + 1] and text[at] in "：:了 \n":
            at += 1
        while True:
            end, _ = name_end(text, at)
            name = text[at:end]
            office = _TO_OFFICE.match(text, end) if end else None
            if not office or is_word(name):
                break
            kept = office[1] if core_start(office[1], len(office[1]), OFFICES) >= 0 else ""
            yield _Seen(name, at, end, "strong", kept)
            at = office.end()
            while text[at : at + 1] and text[at] in "；;，, \n　":
                at += 1


def _in_resumes(text: str) -> Iterator[_Seen]:
    for match in _RESUME.finditer(text):
        if has_shape(match[1]) and not is_word(match[1]):
            yield _Seen(match[1], match.start(1), match.end(1), "strong")


def _in_bare_lists(text: str) -> Iterator[_Seen]:
    """Names in a list without a head (送花圈的有…、…、…、…): four or more, nearly all of them no words."""
    for match in _BARE_LIST.finditer(text):
        inner = match[0][1:-1].split("、")
        if not all(has_shape(item, True) for item in inner) or 4 * sum(map(is_word, inner)) > len(inner):
            continue
        before = _FIRST.search(text[max(match.start() - 12, 0) : match.start()])
        first = before[0] if before else ""
        head = next((first[-n:] for n in (3, 2) if len(first) >= n and has_shape(first[-n:])), "")
        if head and not is_word(head) and (len(head) == len(first) or _weigh_start(text, match.start() - len(head))):
            yield _Seen(head, match.start() - len(head), match.start(), "listed")
        at = match.start() + 1
        for item in inner:
            yield _Seen(item, at, at + len(item), "listed")
            at += len(item) + 1
        end, weight = name_end(text, at)
        if end and weight >= PARTICLE:
            yield _Seen(text[at:end], at, end, "listed")


def _in_headlines(text: str) -> Iterator[_Seen]:
    """Names that a headline sets apart by blanks: 赵某某 王某出席."""
    for match in _HEADLINE.finditer(text):
        names = match[1].split()
        last, weight = name_end(names[-1] + match[2], 0)
        if weight >= VERB and last == len(names[-1]) and all(has_shape(n) and not rjieba.has_word(n) for n in names):
            start = match.start(1)
            for name in names:
                yield _Seen(name, start, start + len(name), "strong" if len(names) > 1 else "weak")
