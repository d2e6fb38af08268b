"""Lists of documents, fifty to a page: everything, a year, a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.model import Period
from builder.render import addresses, charts
from builder.render.views.common import NO_PAGER, Anchor, Frame, Pager, Row, Shelf, months_of, pager

UNDATED = "timeline/undated/"  # where the documents without a year are listed,
MANY_UNDATED = 20  # if the timeline does not name them all
WHOLE_YEAR = 100  # past so many documents a year shows the beginnings of its months
FEW = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that stand together under one heading ("" for none), reached by `#id`; `url` is their own page, if any, and
    `more` says how many it has where not all stand here."""

    id: str
    label: str
    rows: tuple[Row, ...]
    url: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of documents. `bars` lead to years; `parts` to the parts of what is listed (the months of a year)."""

    frame: Frame
    title: str
    definition: str
    total: str
    bars: tuple[charts.Bar, ...]
    parts: tuple[Anchor, ...]
    runs: tuple[Run, ...]
    pager: Pager
    previous: Anchor | None = None
    next: Anchor | None = None


def everything(shelf: Shelf, number: int) -> ListView:
    """Page `number` of all documents, newest first, the undated at the end."""
    w = shelf.words
    whole = shelf.listing("documents/", lambda: _newest_first(shelf))
    url = addresses.numbered("documents/", number)
    title = w.documents if number == 1 else w.say("page_title", title=w.documents, page=number)
    return ListView(
        frame=shelf.frame(
            url, title, w.documents_explained, (Anchor(w.documents, url, current=True),), nav="documents"
        ),
        title=w.documents,
        definition=w.documents_explained,
        total=w.count("documents_total", len(shelf.shown)),
        bars=whole.bars,
        parts=(),
        runs=by_year(shelf, shelf.page(whole, number)),
        pager=pager("documents/", number, len(whole.leaders)),
    )


def _newest_first(shelf: Shelf) -> list[int]:
    dated = [entry.place for entry in reversed(shelf.shown) if entry.date and entry.date.year]
    return [*dated, *(entry.place for entry in shelf.shown if not (entry.date and entry.date.year))]


def undated(shelf: Shelf, number: int) -> ListView:
    """Page `number` of the documents whose year is not known."""
    w = shelf.words
    whole = shelf.listing(UNDATED, lambda: shelf.archive.undated)
    url = addresses.numbered(UNDATED, number)
    title = w.undated if number == 1 else w.say("page_title", title=w.undated, page=number)
    return ListView(
        frame=shelf.frame(
            url,
            title,
            w.timeline_explained,
            (Anchor(w.timeline, "timeline/"), Anchor(w.undated, url, current=True)),
            nav="timeline",
        ),
        title=w.undated,
        definition="",
        total=w.count("documents_total", whole.total),
        bars=(),
        parts=(),
        runs=(Run("undated", "", tuple(shelf.page(whole, number))),),
        pager=pager(UNDATED, number, len(whole.leaders)),
    )


def year(shelf: Shelf, url: str) -> ListView:
    """A year's documents, by month; of the months of a full year only the beginnings, since each has its own page."""
    w = shelf.words
    period = shelf.periods[url]
    title = w.say("year", year=period.name)
    months = [(month, shelf.listed(month.documents)) for month in months_of(period)]
    full = sum(len(rows) for _, rows in months) > WHOLE_YEAR
    runs = [_month_run(shelf, month, rows, full) for month, rows in months if rows]
    return ListView(
        frame=shelf.frame(
            url,
            title,
            w.say("year_explained", year=period.name),
            (Anchor(w.timeline, "timeline/"), Anchor(title, url, current=True)),
            nav="timeline",
        ),
        title=title,
        definition="",
        total=w.count("documents_total", len(shelf.entries(period.documents))),
        bars=(),
        parts=tuple(
            Anchor(run.label, f"{url}#{run.id}", count=len(rows)) for run, (_, rows) in zip(runs, months, strict=False)
        ),
        runs=tuple(runs),
        pager=NO_PAGER,
        previous=_beside(shelf, shelf.archive.years, period, -1),
        next=_beside(shelf, shelf.archive.years, period, 1),
    )


def month(shelf: Shelf, url: str, number: int) -> ListView:
    """Page `number` of a month's documents, by day."""
    w = shelf.words
    period = shelf.periods[url]
    year_title = w.say("year", year=period.name[:4])
    title = w.say("month_of_year", year=period.name[:4], month=w.month_name(period.name[5:7]))
    here = addresses.numbered(url, number)
    whole = shelf.listing(url, lambda: period.documents)
    return ListView(
        frame=shelf.frame(
            here,
            title if number == 1 else w.say("page_title", title=title, page=number),
            w.say("month_explained", title=title),
            (
                Anchor(w.timeline, "timeline/"),
                Anchor(year_title, f"years/{period.name[:4]}/"),
                Anchor(title, here, current=True),
            ),
            nav="timeline",
        ),
        title=title,
        definition="",
        total=w.count("documents_total", whole.total),
        bars=(),
        parts=(),
        runs=(Run("days", "", tuple(shelf.page(whole, number))),),
        pager=pager(url, number, len(whole.leaders)),
        previous=_beside(shelf, shelf.months, period, -1),
        next=_beside(shelf, shelf.months, period, 1),
    )


def _month_run(shelf: Shelf, month: Period, rows: Sequence[Row], full: bool) -> Run:
    w = shelf.words
    shown = rows[:FEW] if full else rows
    more = w.count("all_n_documents", len(rows)) if len(shown) < len(rows) else ""
    return Run(f"m{month.name[5:7]}", w.month_name(month.name[5:7]), tuple(shown), month.url, more)


def _beside(shelf: Shelf, periods: Sequence[Period], period: Period, step: int) -> Anchor | None:
    """The year (month) before or after `period`."""
    at = periods.index(period) + step
    if not 0 <= at < len(periods):
        return None
    found = periods[at]
    w = shelf.words
    if len(found.name) == 4:
        return Anchor(w.say("year", year=found.name), found.url)
    return Anchor(w.say("month_of_year", year=found.name[:4], month=w.month_name(found.name[5:7])), found.url)


def by_year(shelf: Shelf, rows: Sequence[Row]) -> tuple[Run, ...]:
    """Rows under the year they belong to, in the order given."""
    w = shelf.words
    return tuple(
        Run(f"y{label}" if label else "undated", w.say("year", year=label) if label else w.undated, tuple(found))
        for label, found in groupby(rows, lambda row: row.iso[:4])
    )
