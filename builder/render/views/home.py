"""The home page: what is here, in true numbers, and the ways in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.model import Group
from builder.model.archive import GroupKind
from builder.render import charts
from builder.render.views.common import ALL_NUMBERS, NO_PAGER, PER_PAGE, Anchor, Frame, Pager, Row, Shelf, pager
from builder.render.views.group import is_maker

RECENT = 6
PER_KIND = 12
DOCUMENT_PAGES = ALL_NUMBERS  # the home page leads to every page of the list of everything, if it has so few
_WAYS: tuple[GroupKind, ...] = ("tag", "person", "place", "source")
_ASKED: tuple[GroupKind, ...] = ("tag", "person", "event", "place", "body", "work")


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: the main topics (people, places, sources), each with its number of documents."""

    label: str
    url: str
    total: str
    links: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A true number and what it counts."""

    value: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the home page."""

    frame: Frame
    name: str
    lead: str
    summary: str
    examples: tuple[Anchor, ...]
    bars: tuple[charts.Bar, ...]
    undated: Anchor | None
    recent: tuple[Row, ...]
    pager: Pager
    kinds: tuple[Anchor, ...]
    ways: tuple[Way, ...]
    state: tuple[Number, ...]


def view(shelf: Shelf) -> HomeView:
    """The home page of the archive."""
    config, w = shelf.config, shelf.words
    summary = summarise(shelf)
    undated = shelf.entries(shelf.archive.undated)
    dated = [entry for entry in reversed(shelf.shown) if entry.date and entry.date.year] or list(shelf.shown)
    return HomeView(
        frame=shelf.frame("", config.title, config.description or summary, searching=True),
        name=config.title,
        lead=config.home.lead or config.description,
        summary=summary,
        examples=tuple(Anchor(text, "") for text in queries(shelf)),
        bars=shelf.years(entry.place for entry in shelf.shown),
        undated=Anchor(w.count("undated_documents", len(undated)), "timeline/#undated") if undated else None,
        recent=tuple(shelf.row(*one) for one in shelf.leaders(entry.place for entry in dated)[:RECENT]),
        pager=_pages(len(shelf.folded)),
        kinds=tuple(shelf.kind_home(kind) for kind in shelf.kinds if kind not in _WAYS),
        ways=tuple(_way(shelf, kind) for kind in _WAYS if kind in shelf.kinds),
        state=state(shelf),
    )


def _pages(rows: int) -> Pager:
    """The pages of the list of everything, so that no document is more than two clicks away; none where one is all."""
    if not PER_PAGE < rows <= DOCUMENT_PAGES * PER_PAGE:
        return NO_PAGER
    return Pager(tuple(replace(one, current=False) for one in pager("documents/", 1, rows).numbers), "", "")


def summarise(shelf: Shelf) -> str:
    """收录 N 篇，YYYY–YYYY，来自 M 个来源。"""
    w = shelf.words
    years = sorted({entry.date.year for entry in shelf.shown if entry.date and entry.date.year})
    sources = {entry.source.url for entry in shelf.shown if entry.source}
    parts = [w.count("summary_documents", len(shelf.shown))]
    if years:
        parts.append(
            w.say("year_span", first=years[0], last=years[-1]) if len(years) > 1 else w.say("year", year=years[0])
        )
    if sources:
        parts.append(w.count("summary_sources", len(sources)))
    return w.comma.join(parts) + w.full_stop


def queries(shelf: Shelf) -> tuple[str, ...]:
    """Example queries that find something: the site's own, else its main topic, person and place or event."""
    if shelf.config.home.queries:
        return shelf.config.home.queries[:3]
    found: list[str] = []
    for kind in _ASKED:
        groups = [group for group in shelf.archive.groups.get(kind, ()) if len(group.name) >= 2 and not is_maker(group)]
        if groups and groups[0].name not in found:
            found.append(groups[0].name)
    return tuple(found[:3])


def state(shelf: Shelf) -> tuple[Number, ...]:
    """How complete and how damaged the archive is, honestly."""
    w, tally = shelf.words, shelf.colophon.tally
    lost = sum(entry.document.quality.lost for entry in shelf.shown)
    damaged = sum(1 for entry in shelf.shown if entry.document.quality.lost)
    changes = sum(entry.document.quality.changes for entry in shelf.shown)
    undated = len(shelf.entries(shelf.archive.undated))
    numbers = [
        (tally.found or len({e.document.path for e in shelf.shown}), w.state_files, "about/#files"),
        (len(shelf.shown), w.state_documents, "documents/"),
        (changes, w.state_changes, "about/#rules"),
        (lost, w.state_lost, "about/#quality"),
        (damaged, w.state_damaged, "about/#quality"),
        (undated, w.state_undated, "timeline/#undated" if undated else "timeline/"),
    ]
    return tuple(Number(w.number_of(value), label, url) for value, label, url in numbers)


def _way(shelf: Shelf, kind: GroupKind) -> Way:
    groups: tuple[Group, ...] = shelf.archive.groups.get(kind, ())
    home = shelf.kind_home(kind)
    return Way(
        home.title,
        home.url,
        shelf.words.count("all_n", len(shelf.of_kind(kind))),
        tuple(
            Anchor(group.name, group.url, count=len(shelf.entries(group.documents)))
            for group in groups[:PER_KIND]
            if not is_maker(group)
        ),
    )
