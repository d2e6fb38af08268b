"""Written dates → EDTF: what is known, no more. Nothing is guessed, and what cannot be is said.

Strategy: one reader for a value that should be a date (`read`), one finder for dates that stand in running text
(`find`). Both know the same forms, in this order:

    RFC 2822 and `date`         Sat, 16 Jul 2022 16:08:42 GMT · Sat Jul 16 16:08:42 CST 2022 · July 16, 2022
    figures                     2022-07-16 · 2016-010-23 · 2022/7/5 · 2022.7.25 · 20220104 · 2022-07-16T08:00:00+08:00
    Chinese                     2022年10月24日 · 二〇二二年十月二十四日 · 2022年10月 · 10月24日 · 民国三十五年七月一日
    EDTF itself                 2022-04-06? · XXXX-06-20 · 199X

A clock with a zone is moved to the site's zone; one without is local already. `GMT` that is known to be mislabelled
local time (`gmt_is_local`) stays on its day.

Doubts: `CST` and other letters may mean several zones and are taken as local; a two-digit year is no year; dates of
the lunar calendar and of reigns before the Republic are left as text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from builder.model.late import late


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as read. `edtf` is "" where there is none; `time` as written or moved, "" without one.

    `fault` says what is impossible about it, "" where all is well; a wrong clock does not take the day away.
    """

    edtf: str = ""
    time: str = ""
    fault: str = ""
    start: int = 0
    end: int = 0


NO_STAMP = Stamp()
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?"
_CLOCK = r"(?P<time>\d{1,2}[:：]\d{1,3}(?:[:：]\d{1,3}(?:\.\d{1,9})?)?)"
_ZONE = r"(?P<zone>Z|[+-]\d{2}:?\d{2}|[A-Z]{1,5})"
_ENGLISH = (
    re.compile(rf"(?:[A-Z][a-z]{{2,8}},?\s+)?(?P<day>\d{{1,2}})\s+{_MONTH}\s+(?P<year>\d{{4}})"
               rf"(?:,?\s+{_CLOCK}(?:\s*(?:\((?:[^()]{{0,20}})\)|{_ZONE})){{0,2}})?", re.I),
    re.compile(rf"(?:[A-Z][a-z]{{2,8}},?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+{_CLOCK})?"
               rf"(?:\s+{_ZONE})?,?\s+(?P<year>\d{{4}})", re.I),
)  # fmt: skip
_YEAR = r"(?:1[5-9]|20)\d\d"
_FIGURES = late(
    rf"(?<![\d.])(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d{{1,3}})(?:(?P=sep)(?P<day>\d{{1,3}}))?(?!\d)"
    rf"(?:[T\s]{{0,4}}{_CLOCK}\s?{_ZONE}?)?"
)
_SOLID = late(
    rf"(?<!\d)(?P<year>{_YEAR})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[T ]?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?)?(?!\d)"
)
_EIGHT = late(r"\d{8}")
_DIGIT = "〇○ＯO零一二三四五六七八九"
_FIGURE = {**dict.fromkeys("〇○ＯO零", 0), **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)}}
_TWO = r"(?:\d{1,2}|元|[一二三四五六七八九十廿卅]{1,3})"
_HAN = late(
    rf"(?P<year>(?<!\d)(?:1[5-9]|20)\d\d|[一二][{_DIGIT}]{{3}}|民国(?:元|\d{{1,3}}|[一二三四五六七八九十]{{1,3}}))\s?年"
    rf"(?:度)?(?:\s?(?P<month>{_TWO})\s?月(?:份)?(?:\s?(?P<day>{_TWO})\s?[日号])?)?"
    rf"(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*{_CLOCK}|\s*(?P<hour>\d{{1,2}})[时点](?:(?P<minute>\d{{1,2}})分)?)?"
)
_DAY = late(rf"(?<![\d年])(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?[日号](?:\s*{_CLOCK})?")
_EDTF = late(
    r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|"
    r"XX))?)?[?~%]?(?:/[\dX?~%.-]{1,11})?"
)
_BARE_YEAR = late(rf"({_YEAR})\s?年?")
_GATE = late(r"\d[-/.年]|\d{6}|年|月")


def read(value: str, zone: str = "Asia/Shanghai", gmt_is_local: bool = False) -> Stamp:
    """The date that `value` gives, `Stamp()` with a fault where it gives none.

    >>> read("Sat, 16 Jul 2022 16:08:42 GMT", gmt_is_local=True)
    Stamp(edtf='2022-07-16', time='16:08:42', fault='', start=0, end=29)
    >>> read("Sat, 16 Jul 2022 16:08:42 GMT").edtf, read("2016-010-23 21:48:25").edtf, read("2022年10月").edtf
    ('2022-07-17', '2016-10-23', '2022-10')
    >>> read("2022-02-30").fault
    'there is no such day'
    >>> read("1919 17:34:23").edtf
    ''
    """
    value = value.strip()
    if not value:
        return NO_STAMP
    if _EDTF.fullmatch(value):
        figures = _FIGURES.fullmatch(value)
        return _stamp(figures, zone) if figures else Stamp(value, end=len(value))
    for pattern in _ENGLISH:
        if found := pattern.match(value):
            return _english(found, zone, gmt_is_local)
    if moment := _since_1970(value, zone):
        return moment
    first = next(find(value, zone), NO_STAMP)
    if first.edtf or first.fault:
        return first
    if found := _DAY.match(value):
        return _day(found)
    if _BARE_YEAR.fullmatch(value):
        return Stamp(value[:4], end=len(value))
    return Stamp(fault="this is no date")


_SECONDS = late(r"([01]\d{9})(?:\d{3})?\Z")


def _since_1970(value: str, zone: str) -> Stamp | None:
    """Seconds or milliseconds since 1970, as programs keep a moment; None for a day written in figures (1990010112).

    >>> read("1566000000").edtf, read("1566000000000").time, read("1990010112").edtf
    ('2019-08-17', '08:00:00', '')
    """
    found = _SECONDS.match(value)
    if found is None or (value[:4] > "1900" and value[4:6] < "13" and value[6:8] < "32" and value[8:10] < "24"):
        return None
    moment = datetime.fromtimestamp(int(found[1]), _zone(zone))
    return Stamp(moment.date().isoformat(), moment.time().isoformat(), end=len(value))


def find(text: str, zone: str = "Asia/Shanghai") -> Iterator[Stamp]:
    """Every date with a year that stands in `text`, in order; its bounds are in `start` and `end`.

    >>> [(stamp.edtf, stamp.time) for stamp in find("2020-05-21 15:28:03  来源：新华社 二〇二二年五月 11.1万")]
    [('2020-05-21', '15:28:03'), ('2022-05', '')]
    """
    if _GATE.search(text) is None:
        return
    found = list(_FIGURES.finditer(text)) if "-" in text or "/" in text or "." in text else []
    if "年" in text:
        found += _HAN.finditer(text)
    if _EIGHT.search(text) is not None:
        found += _SOLID.finditer(text)
    end = -1
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() >= end:
            end = match.end()
            yield _stamp(match, zone)


def days(text: str) -> Iterator[Stamp]:
    """Every day without a year that stands in `text`, as `XXXX-06-20`.

    >>> [stamp.edtf for stamp in days("2022年4月1日,6月20日,13月2日")]
    ['XXXX-06-20', '']
    """
    return (_day(match) for match in _DAY.finditer(text))


def _english(found: re.Match[str], zone: str, gmt_is_local: bool) -> Stamp:
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    return _moved(int(found["year"]), month, int(found["day"]), found, zone, gmt_is_local)


def _stamp(found: re.Match[str], zone: str) -> Stamp:
    group = found.groupdict()
    year = _year(found["year"])
    month, day = _number(group["month"]), _number(group.get("day"))
    if month is None:
        return Stamp(f"{year:04}", start=found.start(), end=found.end())
    if not 1 <= month <= 12:
        return Stamp(fault="there is no such month", start=found.start(), end=found.end())
    if day is None:
        return Stamp(f"{year:04}-{month:02}", start=found.start(), end=found.end())
    return _moved(year, month, day, found, zone, False)


def _moved(year: int, month: int, day: int, found: re.Match[str], zone: str, gmt_is_local: bool) -> Stamp:
    start, end = found.span()
    if not 1 <= day <= monthrange(year, month)[1]:
        return Stamp(fault="there is no such day", start=start, end=end)
    edtf = f"{year:04}-{month:02}-{day:02}"
    written = _clock(found)
    if not written:
        return Stamp(edtf, start=start, end=end)
    hour, minute, *rest = (int(part) for part in re.split("[:：]", written.partition(".")[0]))
    second = rest[0] if rest else 0
    if hour > 23 or minute > 59 or second > 59:
        return Stamp(edtf, fault="there is no such time of day", start=start, end=end)
    offset = _offset(found.groupdict().get("zone") or "", gmt_is_local)
    if offset is not None:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset)).astimezone(_zone(zone))
        edtf, hour, minute = moment.strftime("%Y-%m-%d"), moment.hour, moment.minute
    time = f"{hour:02}:{minute:02}" + (f":{second:02}" if rest else "")
    lost = offset is None and (found.groupdict().get("zone") or "")[:1] in ("+", "-")
    return Stamp(edtf, time, "there is no such time zone" if lost else "", start, end)


def _clock(found: re.Match[str]) -> str:
    group = found.groupdict()
    if group.get("time"):
        return str(group["time"])
    if group.get("hour") and group.get("minute"):
        return ":".join(str(group[name]) for name in ("hour", "minute", "second") if group.get(name))
    return ""


def _offset(zone: str, gmt_is_local: bool) -> timedelta | None:
    """How far a clock is from UTC; None where it is local or does not say."""
    if zone.upper() in ("Z", "GMT", "UTC", "UT"):
        return None if gmt_is_local else timedelta()
    if zone[:1] in ("+", "-") and int(zone[1:3]) < 24 and int(zone[-2:]) < 60:
        size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        return -size if zone[0] == "-" else size
    return None


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone(timedelta(hours=8))


def _day(found: re.Match[str]) -> Stamp:
    month, day = int(found["month"]), int(found["day"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        return Stamp(fault="there is no such day", start=found.start(), end=found.end())
    return Stamp(f"XXXX-{month:02}-{day:02}", start=found.start(), end=found.end())


def _year(written: str) -> int:
    if written.startswith("民国"):
        return 1911 + (1 if written[2:] == "元" else _number(written[2:]) or 0)
    return int(written) if written.isascii() else int("".join(str(_FIGURE[sign]) for sign in written))


def _number(written: str | None) -> int | None:
    """A month or a day in figures or in Han: 10, 十, 二十四, 廿四."""
    if not written:
        return None
    if written.isascii():
        return int(written)
    if written == "元":
        return 1
    written = written.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _FIGURE.get(ones) if len(ones) == 1 else int("".join(str(_FIGURE[sign]) for sign in ones))
    return (_FIGURE[tens] if len(tens) == 1 else 1 if not tens else 99) * 10 + (_FIGURE.get(ones, 0) if ones else 0)
