"""The timeline: years, their months, their days, and the documents without a year.

A year's page is `years/2022/`, a month's `years/2022/07/`; a day stands on its month's page and has that address. A
document dated only to the month is in its month and in no day. Nothing here fills gaps: what draws the line sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.model import Date, Period


def timeline(dates: Sequence[Date | None], places: Iterable[int]) -> tuple[tuple[Period, ...], tuple[int, ...]]:
    """Years in order with their documents oldest first, and the undated in their own order.

    `places` are those that take part, ascending; `dates` is by place.
    """
    years: dict[str, dict[str, dict[str, list[int]]]] = {}
    undated: list[int] = []
    for place in places:
        date = dates[place]
        if date is None or not date.year:
            undated.append(place)
            continue
        year, month, day = _parts(date.edtf)
        years.setdefault(year, {}).setdefault(month, {}).setdefault(day, []).append(place)
    return tuple(_year(year, years[year]) for year in sorted(years)), tuple(undated)


def _parts(edtf: str) -> tuple[str, str, str]:
    """Year, month, day of an EDTF date, "" for what it does not say (seasons and unknown digits say nothing)."""
    parts = [*edtf.rstrip("?~%").split("/")[0].split("-"), "", ""]
    month = parts[1] if parts[1].isdigit() and 1 <= int(parts[1]) <= 12 else ""
    day = parts[2][:2] if month and parts[2][:2].isdigit() else ""
    return parts[0][:4], month, day


def _year(year: str, months: dict[str, dict[str, list[int]]]) -> Period:
    parts = tuple(_month(f"{year}-{month}", months[month]) for month in sorted(months) if month)
    documents = sorted(place for days in months.values() for day in days.values() for place in day)
    return Period(year, f"years/{year}/", tuple(documents), parts)


def _month(name: str, days: dict[str, list[int]]) -> Period:
    url = f"years/{name.replace('-', '/')}/"
    parts = tuple(Period(f"{name}-{day}", url, tuple(sorted(days[day]))) for day in sorted(days) if day)
    return Period(name, url, tuple(sorted(place for day in days.values() for place in day)), parts)
