"""The words of an address that a document's date fills: `:year`, `:short_month`, `:timestamp`.

Rules: what is not known is `undated` (a year) or nothing but noughts; months and days are called by their English
names, as the tools do whatever the site's language is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from builder.model import Date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOCK = ("hour", "minute", "second")

# Words that need a whole day, and what they say of one.
_OF_DAY: Final[Mapping[str, Callable[[datetime.date], str]]] = {
    "y_day": lambda day: f"{day.timetuple().tm_yday:03}",
    "yearday": lambda day: str(day.timetuple().tm_yday),
    "w_year": lambda day: str(day.isocalendar().year),
    "week": lambda day: f"{day.isocalendar().week:02}",
    "w_day": lambda day: str(day.isoweekday()),
    "weekday": lambda day: str(day.isoweekday() % 7),
    "short_day": lambda day: _DAYS[day.weekday()][:3],
    "long_day": lambda day: _DAYS[day.weekday()],
    "weekdayname": lambda day: _DAYS[day.weekday()],
}
_OF_MONTH: Final[Mapping[str, Callable[[int], str]]] = {
    "i_month": str,
    "short_month": lambda month: _MONTHS[month - 1][:3],
    "long_month": lambda month: _MONTHS[month - 1],
    "monthname": lambda month: _MONTHS[month - 1],
}
MOMENTS: Final = frozenset((*_OF_DAY, *_OF_MONTH, *_CLOCK, "year", "short_year", "month", "day", "i_day", "timestamp"))


def moment(word: str, date: Date | None, timezone: str) -> str:
    """What `word` says of a date.

    >>> flood = Date("published", "2022-07-06", "", "header", "08:05")
    >>> [moment(word, flood, "Asia/Shanghai") for word in ("i_day", "short_month", "week", "minute", "timestamp")]
    ['6', 'Jul', '27', '05', '1657065900']
    """
    year, month, day = _parts(date)
    if word in _CLOCK:
        return _clock(date)[_CLOCK.index(word)]
    if word == "timestamp":
        return seconds(date, timezone) or "undated"
    if word in _OF_DAY:
        whole = _day(date)
        return _OF_DAY[word](whole) if whole else "000" if word == "y_day" else "00"
    if word in _OF_MONTH:
        return _OF_MONTH[word](int(month)) if month else "0" if word == "i_month" else "00"
    known = {"year": year or "undated", "short_year": year[2:] or "00", "month": month or "00", "day": day or "00"}
    return known[word] if word in known else known["day"].lstrip("0") or "0"


def seconds(date: Date | None, timezone: str) -> str:
    """The date as Unix counts it, in whole seconds, its clock being that of the site; "" without a whole day."""
    day = _day(date)
    if day is None:
        return ""
    clock = (int(part) if part.isdigit() else 0 for part in _clock(date))
    since = datetime.datetime.combine(day, datetime.time(), ZoneInfo(timezone)).timestamp()
    return str(int(since) + sum(part * unit for part, unit in zip(clock, (3600, 60, 1), strict=True)))


def _parts(date: Date | None) -> tuple[str, str, str]:
    """Year, month and day in digits, "" for each that is not known."""
    said = [*(date.edtf.rstrip("?~%").split("-") if date else ()), "", "", ""][:3]
    year, month, day = (part if part.isdigit() else "" for part in said)
    return year, month, day


def _day(date: Date | None) -> datetime.date | None:
    try:
        return datetime.date(*map(int, _parts(date)))
    except ValueError:
        return None


def _clock(date: Date | None) -> list[str]:
    said = date.time.split(":") if date and date.time else []
    return [part[:2] for part in (*said, "00", "00", "00")[:3]]
