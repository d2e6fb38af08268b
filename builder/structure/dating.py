"""Which dates a document has: published, written, effective, updated, captured, each with where it stood.

Strategy: evidence in order of trust, at most one date of each kind.

    published   header · 发布日期 and its like · a date alone in the head · a trailer · the page's own date ·
                the file's name
    written     成文日期 · the date of the signature · 年月日…通过 under a law's title · the day in a lead
    effective   施行日期 · 自2017年1月1日起施行
    updated     header · 更新时间                captured   采集时间

Two different days for one kind are a Problem that names both; the first by this order is kept. A day without a year
takes it from the article's own text where that plainly speaks of its own year; else from the file's other articles or
its path, and then says so (`2022-04-06?`, inferred `year`); else it stays `XXXX-06-20`.

Doubts: a year that the text only remembers (2021年以来, 2020年底) is not the text's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from builder.model import Config, Date, Header, Problem
from builder.model.dates import DateKind
from builder.model.late import late
from builder.structure.articles import lead_end
from builder.structure.dates import NO_STAMP, Stamp, days, find, read
from builder.structure.fields import Field
from builder.structure.issuance import dated_body
from builder.structure.layout import Line

_OWN_YEAR = late(
    r"(?<![\d至到从自于—–-])(?P<year>(?:19|20)\d\d)年(?:度|全年)?(?P<after>[\u4e00-\u9fff]{0,10}?(?:工作|会议|"
    r"计划|任务|部署|度汛|防汛|汛期|春季|夏季|秋季|冬季|上半年|下半年|第[一二三四]季度|"
    r"[一二三四]季度|新年|春节|高考|活动))"
)
_ANY_YEAR = late(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?!以来|底|末|前|之前|代)")
_IN_FORCE = late(
    r"自(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{"
    r"1,3}月[一二三四五六七八九十]{1,3}日)(?:零时)?起(?:正式)?(?:施行|实施|执行|生效)"
)
_DATED = late(r"[\d年月]")
_AROUND = " （）【】〔〕，·|/"
_LUNAR = late(r"(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?)")
_BESIDE = late(
    r"^(?:星期|周)[一二三四五六日天](?:[ ，]{0,3}(?:[大中小暴]?[雨雪]|晴|阴|多云|大风|雾)[\u4e00-\u9fff]{0,3})?$"
    r"|^(?:[大中小暴]?[雨雪]|晴|阴|多云|大风|雾)[\u4e00-\u9fff]{0,3}$"
    r"|^(?:农历|壬|癸|甲|乙|丙|丁|戊|己|庚|辛)[\u4e00-\u9fff]{2,10}$"
    r"|^(?:清晨|凌晨|早晨|上午|中午|午后|下午|傍晚|晚上?|夜|深夜|晨)$"
    r"|^(?:元旦|春节|清明|端午|中秋|重阳|冬至|立[春夏秋冬]|[春夏秋冬][日天]?|[孟仲季][春夏秋冬])$"
    r"|^(?:敬?立|谨?[志识撰]|重修|刻石?|作|写|记|印|改定|定稿)$"
)
_PASSED = ("通过", "修订", "修正", "批准", "公布", "发布", "修改")
_TITLED = late(r"[（(](?=[^（()）]{4,14}[）)]$)(?=[\d一二民])")
_DELIVERED = late(r"[—–-]{1,3} {0,2}(?=(?:\d{4}年|[一二][〇○零一二三四五六七八九]{3}年).{3,8}日?在)")
_PURPOSE = late(r"为(?:了)?[^，。：；]{2,44}，")
_PATH_YEAR = late(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NAME_DATE = late(
    r"(?<!\d)(?P<date>(?:19|20)\d\d([-_.])\d{1,2}\2\d{1,2}|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|"
    r"3[01])|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?!\d)"
)
_KINDS: tuple[DateKind, ...] = ("published", "written", "effective", "updated", "captured")
_LEADS_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """A date that something says the document has, and the line that says it (-1 for header and name)."""

    date: Date
    place: int = -1


def from_header(
    header: Header, config: Config, gmt_is_local: bool, path: str, line_of: Callable[[str], int]
) -> tuple[tuple[Date, ...], tuple[Problem, ...]]:
    """The header's dates, and what is impossible in them; `line_of` finds the line of the header that says a thing."""
    dates: list[Date] = []
    problems: list[Problem] = []
    said: tuple[tuple[DateKind, str], ...] = (("published", header.date), ("updated", header.updated))
    for kind, written in said:
        if not written.strip():
            continue
        stamp = read(written, config.timezone, gmt_is_local)
        if stamp.fault:
            problems.append(
                Problem(path, line_of(written), "date-impossible",
                        f"the header's date cannot be right: {stamp.fault}; correct it in the file", written[:80])
            )  # fmt: skip
        if stamp.edtf:
            dates.append(Date(kind, stamp.edtf, written, "header", stamp.time))
    return tuple(dates), tuple(problems)


def from_fields(fields: Sequence[Field], zone: str) -> Iterator[Evidence]:
    """The dates in labelled lines; a value that is no date is none."""
    for field in fields:
        if field.meaning in _KINDS:
            stamp = next(find(_figures(field.value), zone), None)
            if stamp and stamp.edtf:
                yield Evidence(Date(_kind(field.meaning), stamp.edtf, field.value, "body", stamp.time), field.place)
        elif field.meaning in ("source", "issuer"):
            stamp = next(find(_figures(field.value), zone), None)
            if stamp and stamp.edtf.count("-") == 2:
                printed = field.value[stamp.start : stamp.end]
                yield Evidence(Date("published", stamp.edtf, printed, "body", stamp.time), field.place)


def _figures(text: str) -> str:
    return text.replace("國", "国")


def alone(line: Line, zone: str) -> Stamp:
    """The date that is all a line says (a weekday may follow), `Stamp()` for any other line."""
    if not 4 <= len(line.key) <= 40 or _DATED.search(line.key) is None:
        return NO_STAMP
    stamp = next(find(line.key, zone), NO_STAMP)
    before, rest = line.key[: stamp.start], line.key[stamp.end :].strip(_AROUND)
    if before.strip(_AROUND) not in ("", "公元", "时间：", "日期："):
        return NO_STAMP
    if lunar := _LUNAR.match(rest):  # 一九七六年十月初九: the month is no month of our calendar
        stamp, rest = replace(stamp, edtf=stamp.edtf[:4]), rest[lunar.end() :]
    return stamp if stamp.edtf and not _BESIDE.sub("", rest).strip(_AROUND) else NO_STAMP


def in_title(line: Line) -> Stamp:
    """The date that a line of the headline bears: 大事记（2018年1月）, ——2020年1月6日在第四次会议上."""
    found = _TITLED.search(line.key) or _DELIVERED.match(line.key)
    if not found:
        return NO_STAMP
    stamp = next(find(line.key[found.start() :]), NO_STAMP)
    return replace(stamp, start=stamp.start + found.start(), end=stamp.end + found.start()) if stamp.edtf else stamp


def closing_dates(lines: Sequence[Line]) -> list[Evidence]:
    """The date under a text, alone on its line or beside the name of who signs; the lowest of them, or none."""
    for line in reversed(lines):
        stamp = alone(line, "")
        if stamp.edtf.count("-") != 2 and (body := dated_body(line)):
            stamp = next(find(line.key[len(body) :]), NO_STAMP)
            stamp = replace(stamp, start=stamp.start + len(body), end=stamp.end + len(body))
        if stamp.edtf.count("-") == 2:
            return [Evidence(Date("written", stamp.edtf, line.text[stamp.start : stamp.end], "body"), line.place)]
    coarse = alone(lines[-1], "") if lines else NO_STAMP
    if coarse.edtf and not lines[-1].key[:1].isdigit():  # 二〇〇四年清明, 公元一九八七年十月立
        return [Evidence(Date("written", coarse.edtf, lines[-1].text, "body"), lines[-1].place)]
    day = next(days(lines[-1].key), NO_STAMP) if lines and lines[-1].key[:1].isdigit() else NO_STAMP
    if day.edtf and (day.start, day.end) == (0, len(lines[-1].key)):
        return [Evidence(Date("written", day.edtf, lines[-1].text, "body"), lines[-1].place)]
    return []


def in_lead(line: Line) -> Stamp:
    """The day that a lead opens with, or that its dateline names; `Stamp()` where it opens with anything else."""
    end = lead_end(line.key)
    end = found.end() if (found := _PURPOSE.match(line.key, end)) else end
    opening = line.key[: end + _LEADS_WITHIN + 14]
    for stamp in sorted((*find(opening), *days(opening)), key=lambda stamp: stamp.start):
        between = opening[end : stamp.start].strip(" ，（“")
        if stamp.edtf and len(stamp.edtf) == 10 and between in ("", "今年", "今天", "昨天", "昨日", "当地时间"):
            return stamp
    return NO_STAMP


def passed(line: Line) -> Stamp:
    """The day on which a law was passed or last amended: 2016年11月18日…会议修订），under its title."""
    if len(line.key) > 400 or not line.key.rstrip("。").removesuffix("）").endswith(_PASSED):
        return NO_STAMP
    own = [
        stamp
        for stamp in find(line.key)
        if stamp.edtf.count("-") == 2
        and line.key[max(0, stamp.start - 2) : stamp.start].strip("（ ；。")[-2:] in ("", "根据")
    ]
    return own[-1] if own else NO_STAMP


def in_force(lines: Sequence[Line]) -> Evidence | None:
    """The day from which a law or rule says of itself that it applies."""
    for line in reversed(lines):
        if "起" in line.key and (found := _IN_FORCE.search(line.key)):
            stamp = read(found["date"])
            return Evidence(Date("effective", stamp.edtf, found["date"], "body"), line.place) if stamp.edtf else None
    return None


def from_name(path: PurePosixPath) -> Date | None:
    """The date in the file's name: 2025-06-12-GoodThings.md, 20220104 …, …(2018-11-22).txt."""
    if found := _NAME_DATE.search(path.stem):
        stamp = read(found["date"].replace("_", "-"))
        if stamp.edtf:
            return Date("published", stamp.edtf, found["date"], "file-name")
    return None


def own_year(lines: Sequence[Line]) -> tuple[str, bool]:
    """The year that an article plainly speaks in, and whether that is certain; ("", False) where it does not say."""
    text = "\n".join(line.key for line in lines)
    if "年" not in text:
        return "", False
    years = sorted({found["year"] for found in _ANY_YEAR.finditer(text)})
    own = sorted({found["year"] for found in _OWN_YEAR.finditer(text)})
    if len(own) == 1 and years and years[-1] == own[0]:
        return own[0], True
    return (years[0], False) if len(years) == 1 else ("", False)


def path_year(path: PurePosixPath) -> str:
    """The year that the path is filed under, "" without one."""
    for part in reversed(path.parts):
        if found := _PATH_YEAR.search(part):
            return found[1]
    return ""


def with_year(date: Date, year: str, certain: bool) -> Date:
    """A day without a year, given one; an uncertain year is marked."""
    if not year or not date.edtf.startswith("XXXX"):
        return date
    edtf = year + date.edtf[4:]
    if read(edtf).fault:
        return date
    return replace(date, edtf=edtf) if certain else replace(date, edtf=edtf + "?", inferred="year")


def settle(
    evidence: Sequence[Evidence], path: str, line_of: Callable[[int], int]
) -> tuple[tuple[Date, ...], tuple[Problem, ...]]:
    """One date of each kind, first evidence first; days that disagree are told, with the line of the one not shown."""
    kept: dict[DateKind, Date] = {}
    problems: list[Problem] = []
    for one in evidence:
        date = one.date
        other = kept.setdefault(date.kind, date)
        if other is not date and _disagree(other, date):
            problems.append(
                Problem(path, line_of(one.place), "date-conflict",

        f"two {date.kind} dates: {other.printed} "
        f"({other.origin}) is shown, {date.printed} "
        f"({date.origin}) "
                        "also stands there; say which in the header if this is wrong")
            )  # fmt: skip
    return tuple(kept[kind] for kind in _KINDS if kind in kept), tuple(problems)


def _disagree(one: Date, other: Date) -> bool:
    """Whether two dates cannot both be right: a coarser date that holds the finer one can."""
    a, b = one.edtf.rstrip("?~%"), other.edtf.rstrip("?~%")
    if "X" in a or "X" in b:
        return False
    size = min(len(a), len(b))
    return a[:size] != b[:size]


def _kind(name: str) -> DateKind:
    return next(kind for kind in _KINDS if kind == name)
