"""Places: the provinces, prefectures, counties and countries that a text names, and its towns and villages.

The table (`places.tsv`, made by tools/make_places.py) gives each division's full name, its short name and whether that
may stand alone (`!`), indented by one tab below its parent. Rules, in order:

1. a full name of the table (祁东县) stands wherever it is written, unless it is a plain word too (新城区, 东区),
   which needs its parent before it;
2. a short name marked `!` (衡阳, 巩义) stands where the segmenter sees it as a word and no longer name goes on from it
   (郑州日报, 南京路);
3. any other short name (上街, 舞阳) needs company: a place beside it in a list, a sibling, or its parent right before
   it;
4. towns and villages go by their endings (马赛镇, 刘胡桐村): `towns.py`.

Names inside the spans of bodies and works do not count. Doubt: a county that shares its name with others has no path
unless the text names its parent too; a short name that is also the beginning of a shop's or a road's name may slip in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import rjieba

from builder.model.late import late
from builder.structure.names.boundary import is_han
from builder.structure.names.scan import PLACE_END, PLACE_START, Scan
from builder.structure.names.tables import (
    COUNTRIES,
    PLAIN_PLACES,
    lengths_by_end,
    lengths_by_start,
    read,
)
from builder.structure.names.towns import towns

Path = tuple[str, ...]
"""A place and what it lies in, outermost first, all by full names: ("河南省", "郑州市", "二七区")."""


def _load() -> Iterator[tuple[Path, str, bool]]:
    """(path, short name or "", may stand alone) for each line of the table."""
    path: list[str] = []
    for line in read("places.tsv").splitlines():
        if line.startswith("#"):
            continue
        depth = len(line) - len(line.lstrip("\t"))
        full, short, use = (*line.strip().split("\t"), "", "")[:3]
        path[depth:] = [full]
        yield tuple(path), short, use == "!"


FULL: dict[str, tuple[Path, ...]] = {}
SHORT: dict[str, tuple[Path, ...]] = {}
_alone: set[str] = set()
for _path, _short, _may in _load():
    FULL[_path[-1]] = (*FULL.get(_path[-1], ()), _path)
    if _short:
        SHORT[_short] = (*SHORT.get(_short, ()), _path)
        if _may:
            _alone.add(_short)
for _country in sorted(COUNTRIES):
    SHORT[_country] = ((_country,), *SHORT.get(_country, ()))
ALONE = frozenset(_alone | COUNTRIES)

_FULL_LENGTHS = lengths_by_end(FULL)
_SHORT_LENGTHS = lengths_by_start(SHORT)
# Full names that are plain words too: they name a place only behind their parent.
_PLAIN = PLAIN_PLACES
# What may follow a short name and makes it part of something else: 郑州日报, 南京路, 北京大学; 河南话.
_GOES_ON = late(
    r"[东西南北中]?[一二三四五六七八九]?(?:路|港|水库|流域|大桥|隧道|国际机场|街|大道|巷|站|桥|机场)|火车站|高铁|"
    r"地铁|铁路|高速|大学|学院|中学|小学|师范|医院|银行|日报|晚报|晨报|早报|"
    r"时报|商报|豫剧院|剧院|剧团|某|都市报|电视台|电台|广播|新闻网|卫视|大酒店|宾馆|饭店|证券|籍|话|菜|豫剧|京剧|"
    r"越剧|大厦|广场|文交所|"
    r"[一-龥]{2,8}?(?:公司|集团|工厂|制面厂|食品厂|机械厂|研究所|研究院|研究会|杂志社|出版社|大学|火车站|科技园|"
    r"产业园|物流园|学院|医院|博物馆|体育馆|大会堂|协定|条约|会议精神)"
)
_TIGHT = frozenset("和与及、至到")


class Mention(NamedTuple):
    """A place in the text: `text[start:end]` is its name; `path` is () for a town, a village or a doubtful county."""

    start: int
    end: int
    name: str
    path: Path


def places(scan: Scan, taken: Sequence[tuple[int, int]], people: Sequence[str] = ()) -> list[Mention]:
    """Every place that the text names outside of the spans `taken` and the names of `people`, in order; none lies in
    another."""
    text = scan.text
    found = {m.start: m for m in _full_names(scan)}
    _short_names(scan, found)
    for start, end in towns(scan, {mention.end for mention in found.values()}):
        found.setdefault(start, Mention(start, end, text[start:end], ()))
    kept: list[Mention] = []
    spans = sorted((*taken, *_around(text, people, found.values())))
    next_span = reach = 0  # `reach` is the furthest end of the spans that have begun
    last = -2  # the end of the last place kept
    for start in sorted(found):
        mention = found[start]
        while next_span < len(spans) and spans[next_span][0] <= start:
            reach = max(reach, spans[next_span][1])
            next_span += 1
        if start < last:
            continue
        # the last of a list of places may head a body's name: 衡南县及蒸湘区应急管理指挥中心
        if mention.end > reach or (last == start - 1 and text[last] in "、和与及"):
            kept.append(mention)
            last = mention.end
    return _one_each(_with_paths(text, kept))


def _around(text: str, people: Sequence[str], mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    """Where the names of people stand that hold a place's name (王安阳)."""
    names = {mention.name for mention in mentions}
    for person in people:
        if any(name in person for name in names):
            at = text.find(person)
            while at >= 0:
                yield at, at + len(person)
                at = text.find(person, at + len(person))


def _one_each(mentions: list[Mention]) -> list[Mention]:
    """Each place once, in order of first mention: by its full name if the text has that, else as printed."""
    kept: dict[Path | str, Mention] = {}
    for mention in mentions:
        key = mention.path or mention.name
        known = kept.get(key)
        if known is None or (len(mention.name) > len(known.name)):
            kept[key] = mention
    return list(kept.values())


def _full_names(scan: Scan) -> Iterator[Mention]:
    text = scan.text
    low = 0
    for at in scan.pairs_at(PLACE_END):
        end = at + 2
        for length in _FULL_LENGTHS.get(text[at:end], ()):
            start = end - length
            name = text[start:end] if start >= low else ""
            paths = FULL.get(name)
            if paths and _full_stands(text, start, end, name):
                yield Mention(start, end, name, paths[0] if len(paths) == 1 else ())
                low = end
                break


def _full_stands(text: str, start: int, end: int, name: str) -> bool:
    before = text[start - 1 : start]
    if name in _PLAIN:
        return any(len(path) > 1 and text.endswith((path[-2], path[-2][:-1]), 0, start) for path in FULL[name])
    if len(name) == 2 or (name[-1] in "区县" and before and is_han(before)):
        bounded = not before or not is_han(before) or before in "省市州区县盟在到从赴至往和与及由为对向于过是离经"
        if not bounded and not _is_word_start(text, start):
            return False
    return not (name[-1] == "县" and text[end : end + 1] in ("级", "域", "城", "直"))


def _is_word_start(text: str, at: int) -> bool:
    """Whether the segmenter starts a word at `at`, judged from the characters around it."""
    low = at
    while low > 0 and at - low < 8 and is_han(text[low - 1]):
        low -= 1
    words = rjieba.cut(text[low : at + 6])
    for word in words:
        if low == at:
            return True
        low += len(word)
    return low == at


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether the segmenter sees `text[start:end]` as one word, or as the head of one."""
    low, high = start, end
    while low > 0 and start - low < 8 and is_han(text[low - 1]):
        low -= 1
    while high < len(text) and high - end < 6 and is_han(text[high]):
        high += 1
    for word in rjieba.cut(text[low:high]):
        if low == start:
            return len(word) == end - start or (
                len(word) > end - start and word[end - start :] in ("市", "省", "县", "人", "城", "区")
            )
        if low > start:
            return False
        low += len(word)
    return False


def _short_names(scan: Scan, found: dict[int, Mention]) -> None:
    """Add the short names to the full ones in `found`."""
    text = scan.text
    ends = {mention.end for mention in found.values()}
    inside = {at for mention in found.values() for at in range(mention.start, mention.end)}
    fulls = {mention.name for mention in found.values()}
    doubtful: list[Mention] = []
    done = 0
    for start in scan.pairs_at(PLACE_START):
        if start < done or start in inside:
            continue
        for length in _SHORT_LENGTHS.get(text[start : start + 2], ()):
            end = start + length
            name = text[start:end]
            if name not in SHORT:
                continue
            alone = name in ALONE
            near = start in ends or text[start - 1 : start] in _TIGHT or text[end : end + 1] in _TIGHT
            if not alone and not near and not any(path[-1] in fulls for path in SHORT[name]):
                continue
            if not _GOES_ON.match(text, end) and not (name in COUNTRIES and text[end : end + 1] in ("人", "裔", "语")):
                if not alone:
                    doubtful.append(Mention(start, end, name, SHORT[name][0]))
                elif _is_word(text, start, end):
                    found[start] = Mention(start, end, name, SHORT[name][0])
                    ends.add(end)
            done = end
            break
    _keep_company(text, doubtful, found, fulls)


def _keep_company(text: str, doubtful: list[Mention], found: dict[int, Mention], fulls: set[str]) -> None:
    """Accept the doubtful short names that stand beside a place, behind their parent, or whose full name is there."""
    by_end = {mention.end: mention for mention in found.values()}
    changed = True
    while changed and doubtful:
        changed = False
        for mention in list(doubtful):
            accepted = _company(text, mention, found, by_end, fulls, doubtful)
            if accepted:
                doubtful.remove(mention)
                found[accepted.start] = accepted
                by_end[accepted.end] = accepted
                changed = True


def _company(
    text: str,
    mention: Mention,
    found: dict[int, Mention],
    by_end: dict[int, Mention],
    fulls: set[str],
    doubtful: list[Mention],
) -> Mention | None:
    paths = SHORT[mention.name]
    for path in paths:
        if path[-1] in fulls and _is_word(text, mention.start, mention.end):
            return Mention(mention.start, mention.end, mention.name, path)
    parent = by_end.get(mention.start)
    if parent and parent.path:
        for path in paths:
            if len(path) > 1 and parent.path[-1] in path[:-1]:
                return Mention(mention.start, mention.end, mention.name, path)
    beside = []
    if text[mention.start - 1 : mention.start] == "、":
        beside.append(by_end.get(mention.start - 1) or next((m for m in doubtful if m.end == mention.start - 1), None))
    if text[mention.end : mention.end + 1] in _TIGHT and text[mention.end : mention.end + 1]:
        beside.append(found.get(mention.end + 1) or next((m for m in doubtful if m.start == mention.end + 1), None))
    for other in beside:
        if not other or len(other.name) < 2:
            continue
        if other.name == mention.name:
            continue
        others = (other.path,) if other.start in found and other.path else SHORT.get(other.name, ())
        for path in paths:
            if len(path) > 1 and any(path[:1] == one[:1] for one in others):
                return Mention(mention.start, mention.end, mention.name, path)
    return None


def _with_paths(text: str, mentions: list[Mention]) -> list[Mention]:
    """Settle the counties that share their name by what else the text names."""
    if not any(mention.name in FULL and not mention.path for mention in mentions):
        return mentions
    known = {name for mention in mentions for name in mention.path}
    settled: list[Mention] = []
    for mention in mentions:
        paths = FULL.get(mention.name, ())
        if not mention.path and len(paths) > 1:
            fitting = [path for path in paths if len(path) > 1 and (path[-2] in known or path[-2] in text)]
            if len(fitting) == 1:
                mention = Mention(mention.start, mention.end, mention.name, fitting[0])
        settled.append(mention)
    return settled
