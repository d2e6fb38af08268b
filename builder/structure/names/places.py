"""Places: the provinces, prefectures, counties and countries that a text names, and its towns and villages.

The table (`places.tsv`) gives each division's full name, its short name and whether that may stand alone, indented by
one tab below its parent. Rules, in order:

1. a full name of the table (祁东县) stands wherever it is written, unless it is a plain word of direction (新城区, 东区),
   which needs its parent before it;
2. a short name marked `!` (衡阳, 巩义) stands where the segmenter sees it as a word and no longer name goes on from it
   (郑州日报, 南京路);
3. any other short name (上街, 舞阳) needs company: a place that stands on its own, or a sibling, right beside it in a list,
   or its parent right before it;
4. towns and villages go by their endings (马赛镇, 刘胡桐村) behind a word that places stand behind (在, 到, 县 …).

Names inside a body's or a work's name do not count. Doubt: a county that shares its name with others has no known
parent unless the text names the parent too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from builder.structure.names.scan import Scan
from builder.structure.names.tables import COUNTRIES, read

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


FULL: dict[str, list[Path]] = {}
SHORT: dict[str, list[Path]] = {}
ALONE: set[str] = set()
for _path, _short, _alone in _load():
    FULL.setdefault(_path[-1], []).append(_path)
    if _short:
        SHORT.setdefault(_short, []).append(_path)
        if _alone:
            ALONE.add(_short)
for _country in sorted(COUNTRIES):
    SHORT.setdefault(_country, []).insert(0, (_country,))
    ALONE.add(_country)

# Full names that are plain words of direction or kind: they name a place only behind their parent.
PLAIN = frozenset("新城区 老城区 古城区 城区 郊区 矿区 东区 西区 南区 北区 中西区 城中区 市中区 湖滨区 新市区 山城区 香港 澳门".split())
# What may follow a short name and makes it part of something else: 郑州日报, 南京路, 北京大学, 郑州人.
_GOES_ON = re.compile(
    r"[东西南北中]?(?:[一二三四五六七八九]?(?:路|街|大道|巷|站|桥|机场)|火车站|高铁|地铁|铁路|高速|大学|学院|中学|小学|师范|医院|"
    r"银行|日报|晚报|晨报|早报|时报|商报|都市报|电视台|电台|广播|新闻网|大酒店|宾馆|饭店|证券|[一-龥]{2,10}(?:公司|集团|工厂|制面厂|厂\b))"
)
_TOWN = re.compile(r"([一-龥]{2,4}?)(街道|社区|镇|乡|村)(?![一-龥]{0,1}(?:级|干部|民|长|委|两委|庄|落|风|镇|改|务))")
_TOWN_BEFORE = frozenset("在到至赴从自于、，。：；（“ \n县区市镇乡省州旗的为和与及是由对")
_TOWN_NOT = re.compile(
    r"[的了是在有各全该本我某每两三四五六七八九十百千万这那此数多几余个名位条]|城|农|乡|建制|特色|美丽|示范|贫困|自然|行政|中心|新型|重点|试点"
    r"|文明|小康|智慧|平安|和谐|幸福小|度假|奥运|空心|城中|联系|所在|包联|驻|下|进|入|出|回|离|美|古|小|重|大$|老$|新$|山$|渔$|水$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text: `text[start:end]`, and its path, () for a town or village."""

    start: int
    end: int
    name: str
    path: Path


def places(scan: Scan, taken: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
    """Every place that the text names outside of the spans `taken`, in order, overlapping nowhere."""
    return ()
