"""The smaller pages: search, a missing page, a page view of a file, a withdrawn document, a redirect."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Passage
from builder.render import addresses, dates
from builder.render.views.common import HOMES, Anchor, Frame, Row, Shelf


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page: the form works by itself, and `lists` lead everywhere without script."""

    frame: Frame
    title: str
    examples: tuple[str, ...]
    lists: tuple[Anchor, ...]
    years: tuple[Anchor, ...]
    sources: tuple[Anchor, ...]
    tags: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for an address that is none."""

    frame: Frame
    title: str
    lists: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Lines of a file that belong to no article, and why."""

    place: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """A file of several articles: they in order, and what else stands there."""

    frame: Frame
    title: str
    path: str
    total: str
    rows: tuple[Row, ...]
    others: tuple[Aside, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A tombstone: that there was a document, what it was called, and why its text is gone."""

    frame: Frame
    title: str
    reason: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An old address that leads on."""

    frame: Frame
    title: str
    target: str


def ways(shelf: Shelf) -> tuple[Anchor, ...]:
    """Every list there is."""
    w = shelf.words
    kinds = (Anchor(w.say(f"kind_{kind}"), HOMES[kind], count=len(shelf.of_kind(kind))) for kind in shelf.kinds)
    return (Anchor(w.documents, "documents/", count=len(shelf.shown)), Anchor(w.timeline, "timeline/"), *kinds)


def search(shelf: Shelf, examples: tuple[str, ...]) -> SearchView:
    """The search page."""
    w = shelf.words
    groups = shelf.archive.groups
    return SearchView(
        frame=shelf.frame(
            "search/",
            w.search,
            w.search_explained,
            (Anchor(w.search, "search/", current=True),),
            nav="search",
            searching=True,
        ),
        title=w.search,
        examples=examples,
        lists=ways(shelf),
        years=tuple(
            Anchor(year.name, year.url, count=len(shelf.entries(year.documents))) for year in shelf.archive.years
        ),
        sources=tuple(Anchor(g.name, g.url, count=len(g.documents)) for g in groups.get("source", ())[:60]),
        tags=tuple(Anchor(g.name, g.url, count=len(g.documents)) for g in groups.get("tag", ())[:60]),
    )


def missing(shelf: Shelf) -> MissingView:
    """The 404 page; it is served at any depth, so its addresses begin at the host's root."""
    w = shelf.words
    frame = shelf.frame("404.html", w.not_found, w.not_found_explained, robots="noindex", searching=True)
    rooted = Frame(frame.url, shelf.config.base_path, frame.title, frame.head, robots="noindex", searching=True)
    return MissingView(rooted, w.not_found, ways(shelf))


def sheet(shelf: Shelf, path: str) -> SheetView:
    """The page view of the file at `path`."""
    w = shelf.words
    record = shelf.sheets[path]
    title = w.say("sheet_title", name=record.sheet.path.name)
    entries = shelf.entries(record.entries)
    return SheetView(
        frame=shelf.frame(
            record.url,
            title,
            w.sheet_explained,
            (Anchor(w.documents, "documents/"), Anchor(title, record.url, current=True)),
        ),
        title=title,
        path=path,
        total=w.count("articles_in_file", len(entries)),
        rows=tuple(shelf.row(entry) for entry in entries),
        others=tuple(_aside(shelf, passage) for passage in record.sheet.other if passage.text.strip()),
    )


def withdrawn(shelf: Shelf, key: str) -> WithdrawnView:
    """The tombstone of a withdrawn document."""
    entry, w = shelf.by_key[key], shelf.words
    return WithdrawnView(
        frame=shelf.frame(entry.url, w.withdrawn, w.withdrawn, (Anchor(w.documents, "documents/"),), robots="noindex"),
        title=entry.document.title,
        reason=entry.document.withdrawn,
        source=entry.document.source,
        date=dates.shown(entry.date, w),
    )


def redirect(shelf: Shelf, old: str, new: str) -> RedirectView:
    """A page at an old address that sends the reader on."""
    w = shelf.words
    frame = shelf.frame(old, w.moved, w.moved, robots="noindex")
    return RedirectView(frame, w.moved, addresses.root(old) + new)


def _aside(shelf: Shelf, passage: Passage) -> Aside:
    w = shelf.words
    return Aside(
        w.say("line_span", first=passage.lines[0], last=passage.lines[1]),
        w.get(f"off_{passage.rule}", w.off_other),
        passage.text.strip(),
    )
