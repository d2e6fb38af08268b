"""The timeline: years → months → days, drawn like a ruler; gaps are gaps, and the undated stand at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Period
from builder.render import charts
from builder.render.views.common import Anchor, Frame, Row, Shelf
from builder.render.views.listing import MANY_UNDATED

FULL_DAY = 4  # documents of a day that are named one by one
LINKS = 160  # what the ruler may hold: past that, days are left to the months' own pages, then months to the years'
_LONG_GAP = 3


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its bar's height in pixels, and its days with the number of documents of each."""

    number: int
    label: str
    url: str
    count: int
    total: str
    height: int
    days: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One year, or a gap (`count` 0, no months). `days` says whether its days are told below its months."""

    label: str
    url: str
    count: int
    total: str
    months: tuple[Month, ...]
    days: bool = False


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Everything on the timeline."""

    frame: Frame
    title: str
    total: str
    bars: tuple[charts.Bar, ...]
    years: tuple[Year, ...]
    undated: tuple[Row, ...]
    undated_total: str
    undated_more: str


def view(shelf: Shelf) -> TimelineView:
    """The timeline of the whole archive, newest year first."""
    w = shelf.words
    undated = shelf.listed(shelf.archive.undated)
    months = [month for year in shelf.archive.years for month in year.parts]
    with_months, with_days = _room(shelf, months)
    most = max((len(shelf.entries(month.documents)) for month in months), default=1)
    years: list[Year] = []
    for period in reversed(shelf.archive.years):
        count = len(shelf.entries(period.documents))
        if not count:
            continue
        if years:
            years.extend(_gap(shelf, int(period.name), years[-1]))
        years.append(_year(shelf, period, count, most, with_months, with_days))
    return TimelineView(
        frame=shelf.frame(
            "timeline/",
            w.timeline,
            w.timeline_explained,
            (Anchor(w.timeline, "timeline/", current=True),),
            nav="timeline",
        ),
        title=w.timeline,
        total=w.count("documents_total", len(shelf.shown)),
        bars=shelf.years(entry.place for entry in shelf.shown),
        years=tuple(years),
        undated=tuple(undated if len(undated) <= MANY_UNDATED else undated[: MANY_UNDATED // 2]),
        undated_total=w.count("documents_total", len(shelf.entries(shelf.archive.undated))),
        undated_more=w.count("all_n_documents", len(undated)) if len(undated) > MANY_UNDATED else "",
    )


def _room(shelf: Shelf, months: Sequence[Period]) -> tuple[bool, bool]:
    """Whether the ruler has room for links to months, and to days besides, beside three links to each year."""
    used = 3 * len(shelf.archive.years) + len(months)
    days = (len(day.documents) for month in months for day in month.parts)
    lines = sum(1 if count > FULL_DAY else count for count in days)
    return used <= LINKS, used + len(months) + lines <= LINKS


def _year(shelf: Shelf, period: Period, count: int, most: int, with_months: bool, with_days: bool) -> Year:
    w = shelf.words
    by_number = {int(month.name[5:7]): month for month in period.parts if month.name[5:7].isdigit()}
    counts = {number: len(shelf.entries(month.documents)) for number, month in by_number.items()}
    heights = charts.months([counts.get(number, 0) for number in range(1, 13)], most)
    months = []
    for number in range(1, 13):
        month = by_number.get(number)
        label = w.month_name(f"{number:02}")
        if month is None or not counts[number]:
            months.append(Month(number, label, "", 0, "", 0, ()))
            continue
        days = _days(shelf, month) if with_days else ()
        total = w.count("documents_total", counts[number])
        url = month.url if with_months else ""
        months.append(Month(number, label, url, counts[number], total, heights[number - 1], days))
    total = w.count("documents_total", count)
    return Year(w.say("year", year=period.name), period.url, count, total, tuple(months), with_days)


def _days(shelf: Shelf, month: Period) -> tuple[Anchor, ...]:
    """A line for each document of a day; for a full day one line that leads to the month's page."""
    w = shelf.words
    days = []
    for day in month.parts:
        entries = shelf.entries(day.documents)
        if not entries or not day.name[8:10].isdigit():
            continue
        name = w.day_name(day.name[8:10])
        if len(entries) > FULL_DAY:
            days.append(Anchor(name, month.url, w.count("documents_total", len(entries))))
            continue
        last = ""
        for entry in entries:
            said = name + (w.doubt_sign if entry.date and entry.date.edtf.endswith(("?", "~", "%")) else "")
            days.append(Anchor("" if said == last else said, entry.url, entry.document.title, lang=shelf.lang(entry)))
            last = said
    return tuple(days)


def _gap(shelf: Shelf, earlier: int, last: Year) -> list[Year]:
    """The empty years between `earlier` and the one drawn last (which is later)."""
    digits = "".join(c for c in last.label if c.isdigit())
    later = int(digits[:4]) if digits else earlier + 1
    missing = list(range(later - 1, earlier, -1))
    if not missing:
        return []
    w = shelf.words
    if len(missing) >= _LONG_GAP:
        return [Year(w.say("year_gap", first=missing[-1], last=missing[0]), "", 0, w.nothing_held, ())]
    return [Year(w.say("year", year=year), "", 0, w.nothing_held, ()) for year in missing]
