"""What `link` gives: every document with its address, and all the ways that lead from one to another.

A frozen graph has no rings: documents are named by their place in `Archive.entries` (an int), pages by their address.
Addresses are relative to the site's root, without a leading slash, already percent-encoded, and end in `/` for pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from builder.model.dates import Date
from builder.model.document import Document, Sheet
from builder.model.ledger import Line
from builder.model.problem import Problem
from builder.model.source import AssetKind

GroupKind = Literal["tag", "category", "person", "place", "body", "work", "event", "source", "series"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A neighbour: where it is, what it is called, and why it stands here ("both name 陈红民"), "" if it is plain."""

    url: str
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A name in the text and the page it leads to; the first mention in each paragraph becomes a link."""

    name: str
    url: str
    kind: GroupKind | Literal["document"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or another file that the text shows or links to: `name` as written there (`data-target`), its address,
    and for a picture its size in pixels (0 where not known)."""

    name: str
    url: str
    kind: AssetKind
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An office, spelling or number as printed in one document: a person's 区委书记, with date and document."""

    text: str
    entry: int


@dataclass(frozen=True, slots=True)
class Group:
    """An authority: a tag, person, place, body, work, event, source or series, and the documents that name it.

    `documents` are places in `Archive.entries`, newest first and the undated last. `derived` marks a tag that the
    builder found by itself (自动). `occurrences` are the offices of a person or the roles of a work, as printed.
    `credited` is the number of documents that name a person only as their maker (记者, 编辑), not as their subject.
    `conflicts` says why two people may share this name, "" where nothing suggests it. `target` is the archive's own
    document of a cited work, or -1.
    """

    kind: GroupKind
    name: str
    url: str
    documents: tuple[int, ...]
    derived: bool = False
    definition: str = ""
    aliases: tuple[str, ...] = ()
    parents: tuple[Ref, ...] = ()
    children: tuple[Ref, ...] = ()
    neighbours: tuple[Ref, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    conflicts: str = ""
    target: int = -1
    credited: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """A serial's documents as (number, place) in order, and the numbers that the archive lacks between them.

    A document whose number is not known has 0 and stands at the end. A serial whose numbers start again every year has
    no `gaps` but `yearly_gaps`: (year, the numbers lacking in it).
    """

    name: str
    url: str
    entries: tuple[tuple[int, int], ...]
    gaps: tuple[int, ...] = ()
    yearly_gaps: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A year (`2022`), a month (`2022-07`) or a day (`2022-07-16`) of the timeline and its documents, oldest first."""

    name: str
    url: str
    documents: tuple[int, ...]
    parts: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in its place: its id, its address, and every neighbour with the reason.

    `tags` and `categories` lead to group pages, as do `people`, `places`, `bodies`, `works`, `events`. A derived tag of
    this document alone has no page, and no address. `links` are the names that become links in its text. `versions` are
    other versions of the same text, the leader first; the entry that lists show has `leader` equal to its own place.
    `compared` is parallel to them: the address of the page that compares the two word by word, "" where neither leads.
    `sheet` is the address of the page view when its file holds several articles.
    `credits` is parallel to `document.credits`: the person's page, or None where the name is no person's. `issuers`
    lead to the bodies that issued it. `keywords` are up to eight words for machines: the tags, then the document's own
    most telling phrases, which may have no page. `redirects` are old addresses that lead here, relative and
    percent-encoded like every address; one that ends in `/` is a folder with a page in it, any other a file. The
    name of a link to a cited work is its title in its marks (《…》), for a bare title may be a plain word; a wikilink's
    is exactly what `document.wikilinks` (and `data-target` in the body) holds, and its `kind` is "document"; so is that
    of a reference to another document's file. `shown` are the files that its text shows or links to, `cover` the
    address of the picture that stands for it (whole where it lies elsewhere). `continues_in` and `continued_from` are
    the next part and the last one of an article that its newspaper printed on several pages, their `why` the wording
    there; `parts` are the places of all its parts in order, on each of them; `doubtful_parts` might be parts of it.
    """

    place: int
    id: str
    url: str
    document: Document
    date: Date | None
    leader: int
    source: Ref | None = None
    series: Ref | None = None
    sheet: str = ""
    tags: tuple[Ref, ...] = ()
    derived_tags: tuple[Ref, ...] = ()
    categories: tuple[tuple[Ref, ...], ...] = ()
    people: tuple[Ref, ...] = ()
    places: tuple[Ref, ...] = ()
    bodies: tuple[Ref, ...] = ()
    works: tuple[Ref, ...] = ()
    events: tuple[Ref, ...] = ()
    links: tuple[Link, ...] = ()
    related: tuple[Ref, ...] = ()
    versions: tuple[Ref, ...] = ()
    cites: tuple[Ref, ...] = ()
    cited_by: tuple[Ref, ...] = ()
    previous: Ref | None = None
    next: Ref | None = None
    previous_issue: Ref | None = None
    next_issue: Ref | None = None
    redirects: tuple[str, ...] = ()
    credits: tuple[Ref | None, ...] = ()
    issuers: tuple[Ref, ...] = ()
    keywords: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()
    cover: str = ""
    continues_in: Ref | None = None
    continued_from: Ref | None = None
    parts: tuple[int, ...] = ()
    doubtful_parts: tuple[Ref, ...] = ()
    compared: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Where the files beside its page lie, as an address that ends in `/`."""
        return folder(self.url)


def folder(url: str) -> str:
    """The folder that belongs to a page.

    >>> folder("d/abc/"), folder("2022/flood.html")
    ('d/abc/', '2022/flood/')
    """
    return url if url.endswith("/") else re.sub(r"\.html?$", "", url) + "/"


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A file of several articles: its page view lists them in order and shows what else stood there. A file of one
    article has no page ("" for id and address) and a record only where lines of it are off the document's page.
    """

    id: str
    url: str
    sheet: Sheet
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """The whole collection, linked. `entries` are in order of date (oldest first, undated last), then of path.

    `groups` holds every authority by kind (every kind is there, some empty), each kind's sorted by count and name.
    Tags and categories stand apart here and share the folder `tags/`: a word that is both is one group of kind "tag".
    A withdrawn document has an entry, for its tombstone, and stands in no group, list, period or neighbourhood.
    `years` is the timeline: a month's page is `years/2022/07/`, a day has the address of its month. Lists and periods
    hold every version of a text (an entry with another `leader` may be folded under it); previous and next lead from
    leader to leader. `undated` are the documents without a year. `ledger` says what every document is called now.
    """

    entries: tuple[Entry, ...]
    groups: Mapping[GroupKind, tuple[Group, ...]]
    years: tuple[Period, ...]
    undated: tuple[int, ...]
    series: tuple[Series, ...] = ()
    sheets: tuple[SheetRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    ledger: tuple[Line, ...] = ()
