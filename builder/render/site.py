"""The archive → pages. `pages` names every page there is, `Painter` draws one, `static` gives what is no page.

    home · documents/ · d/<id>/ (+ source/, document.txt, document.md) · files/<id>/ · tags/ people/ places/ bodies/
    works/ events/ sources/ series/ categories/ · years/YYYY/ · timeline/ · search/ · about/ · 404.html · redirects

Strategy: a page is a view (`views/`, one file per kind: frozen, plain values) and a template. The painter is made once
in each process; what is the same on every page (header, footer) is drawn once for each depth. A page's key finds its
view: a document's key for `document`, `source` and `withdrawn`; an address and a page number for lists (`tags/x/|2`).

Rules: withdrawn documents get a tombstone, drafts nothing. A fault in a template is the site's fault: BuildError with
the template's name and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from builder.model import Archive, Body, Colophon, Config, Entry, File, Page, RuleNote, Tally
from builder.model.archive import GroupKind
from builder.model.packing import Reducers, packed
from builder.render import addresses, compare, theme, twins
from builder.render.templates import Templates
from builder.render.views import about, comparison, document, group, home, listing, plain, source, timeline
from builder.render.views.common import PER_PAGE, Frame, Row, Shelf
from builder.render.views.listing import Run

EXAMPLE_DOCUMENTS = 4  # read for an example of each rule


def pages(archive: Archive, config: Config) -> tuple[Page, ...]:
    """Every page of the site, in a fixed order. Only `document`, `source` and `compare` pages need bodies."""
    shelf = Shelf(archive, config, _NOTHING_TOLD)
    found = [Page(kind, "") for kind in ("home", "timeline", "search", "about", "missing")]
    found += _numbered("documents", "documents/", len(shelf.leaders(entry.place for entry in shelf.shown)))
    for entry in archive.entries:
        if entry.document.draft:
            continue
        if entry.document.withdrawn:
            found.append(Page("withdrawn", entry.document.key))
            continue
        found.append(Page("document", entry.document.key))
        found.append(Page("source", entry.document.key))
        if entry.leader != entry.place and any(entry.compared[:1]):
            found.append(Page("compare", entry.document.key))
    found += [Page("sheet", str(one.sheet.path)) for one in archive.sheets if _is_page_view(one.entries, one.url)]
    tags: tuple[GroupKind, ...] = () if {"tag", "category"} & set(shelf.kinds) else ("tag",)
    for kind in (*shelf.kinds, *tags):  # every page's header leads to the tags, be there any or none
        found += _numbered("index", kind, len(shelf.of_kind(kind)), group.NAMES_PER_PAGE)
    for url in shelf.groups:
        found += _numbered("group", url, group.rows_of(shelf, url))
    for year in archive.years:
        found.append(Page("year", f"{year.url}|1"))
    for month in shelf.months:
        found += _numbered("month", month.url, len(shelf.leaders(month.documents)))
    undated = len(shelf.leaders(archive.undated))
    found += _numbered("undated", "", undated) if undated > listing.MANY_UNDATED else []
    if config.folder:
        return tuple(found)  # no old address ever led into a second tree
    found += [Page("redirect", f"{old}|{entry.url}") for entry in archive.entries for old in entry.redirects]
    return tuple(found)


def static(config: Config) -> Iterator[File]:
    """Style, scripts, the mark, the manifest, and the site's own static files."""
    return theme.static(config)


class Painter:
    """Draws pages. Made once in each process; `cache` is a folder for compiled templates, `bodies` finds a document's
    body by its key (the About page takes its examples from there).
    """

    def __init__(
        self,
        archive: Archive,
        config: Config,
        colophon: Colophon,
        rules: tuple[RuleNote, ...] = (),
        *,
        cache: Path | None = None,
        bodies: Callable[[str], Body] | None = None,
    ) -> None:
        self.shelf = Shelf(archive, config, colophon, rules)
        self._bodies = bodies
        self._templates = Templates(config, self.shelf.words, cache)
        self._reducers = Reducers({Row: self._row_seen, Run: self._run_seen})
        self._rows_seen: dict[int, bytes] = {}
        self._last: tuple[Page | None, tuple[str, Any]] = (None, ("", None))
        self._shells: dict[tuple[str, str, bool], dict[str, Any]] = {}

    def draw(self, page: Page, body: Body | None = None, *others: Body) -> tuple[File, ...]:
        """The files of one page: its HTML, and a document's text twins beside it. A comparison needs the leader's body
        and the other version's, a document whose text goes on in others is shown with as much of theirs as is given.
        """
        template, view = self._view(page, body, *others) if body else self._seen_view(page)
        frame: Frame = view.frame
        html = self._templates.render(template, v=view, f=frame, root=frame.root, **self._shell(frame))
        drawn = File(addresses.file(frame.url), html.encode("utf-8", "replace"))
        if page.kind != "document" or body is None:
            return (drawn,)
        entry = self.shelf.by_key[page.key]
        made = twins.twins(self.shelf, entry, (body, *others))
        return (drawn, *(File(addresses.file(entry.folder, name), data) for name, data in made))

    def seen(self, page: Page) -> bytes:
        """All that the template of a page without a body will see, as bytes that depend on its value alone."""
        return packed(self._seen_view(page), self._reducers)

    def _seen_view(self, page: Page) -> tuple[str, Any]:
        """The view of a page without a body, made once for being looked at and drawn."""
        known, view = self._last
        if known != page:
            view = self._view(page, None)
            self._last = page, view
        return view

    def _row_seen(self, row: Row) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (self._row_digest(row),)

    def _run_seen(self, run: Run) -> tuple[type[tuple[Any, ...]], tuple[Any, ...]]:
        rows = b"".join(map(self._row_digest, run.rows))
        return tuple, ((rows, run.id, run.label, run.url, run.more),)

    def _row_digest(self, row: Row) -> bytes:
        """Worked out once: most rows stand on many pages."""
        known = self._rows_seen.get(id(row))  # the shelf keeps every row, so that its id stays its own
        if known is None:
            values = repr([getattr(row, name) for name in Row.__slots__])
            known = self._rows_seen[id(row)] = blake2b(values.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        return known

    def _view(self, page: Page, body: Body | None, *others: Body) -> tuple[str, Any]:
        shelf, kind, key = self.shelf, page.kind, page.key
        name, _, number = key.rpartition("|")
        if (kind in ("document", "source") and body is None) or (kind == "compare" and not others):
            raise ValueError(f"a {kind} page is drawn with its body: {key}")
        if kind == "document":
            return "document.html", document.view(shelf, key, body, others)  # type: ignore[arg-type]
        if kind == "source":
            return "source.html", source.view(shelf, key, body)  # type: ignore[arg-type]
        if kind == "compare":
            return "compare.html", comparison.view(shelf, key, body, others[0])  # type: ignore[arg-type]
        if kind == "group":
            return "group.html", group.view(shelf, name, int(number))
        if kind == "index":
            return "index.html", group.index(shelf, name, int(number))  # type: ignore[arg-type]
        if kind == "year":
            return "list.html", listing.year(shelf, name)
        if kind == "month":
            return "list.html", listing.month(shelf, name, int(number))
        if kind == "undated":
            return "list.html", listing.undated(shelf, int(number))
        if kind == "documents":
            return "list.html", listing.everything(shelf, int(number))
        if kind == "redirect":
            return "redirect.html", plain.redirect(shelf, name, number)
        if kind == "sheet":
            return "sheet.html", plain.sheet(shelf, key)
        if kind == "withdrawn":
            return "withdrawn.html", plain.withdrawn(shelf, key)
        return self._single(kind)

    def _single(self, kind: str) -> tuple[str, Any]:
        shelf = self.shelf
        if kind == "home":
            return "home.html", home.view(shelf)
        if kind == "timeline":
            return "timeline.html", timeline.view(shelf)
        if kind == "search":
            return "search.html", plain.search(shelf, home.queries(shelf))
        if kind == "about":
            return "about.html", about.view(shelf, self._examples())
        if kind == "missing":
            return "404.html", plain.missing(shelf)
        raise ValueError(f"no page is of the kind {kind!r}")

    def _shell(self, frame: Frame) -> dict[str, Any]:
        """Header and footer, drawn once for each depth and current word."""
        key = (frame.root, frame.nav, frame.searching)
        shell = self._shells.get(key)
        if shell is None:
            shell = self._shells[key] = self._templates.shell(self.shelf, frame)
        return shell

    def _examples(self) -> dict[str, tuple[str, str, str]]:
        """For each rule a change from this archive, with a little of the text around it."""
        if self._bodies is None:
            return {}
        users: dict[str, list[Entry]] = {}
        for entry in self.shelf.shown:
            for rule, _ in entry.document.rules:
                users.setdefault(rule, []).append(entry)
        found: dict[str, tuple[str, str, str]] = {}
        for rule, entries in users.items():
            for entry in entries[:EXAMPLE_DOCUMENTS]:
                example = compare.example(self._bodies(entry.document.key), rule)
                if example:
                    found[rule] = (*example, entry.document.key)
                    break
        return found


_NOTHING_TOLD = Colophon("", "", Tally())


def _numbered(kind: str, name: str, rows: int, per_page: int = PER_PAGE) -> list[Page]:
    return [Page(kind, f"{name}|{number}") for number in range(1, max(1, -(-rows // per_page)) + 1)]


def _is_page_view(entries: tuple[int, ...], url: str) -> bool:
    return bool(url) and len(entries) > 1
