"""What every kind of page shares: the frame around it, rows of documents, numbered pages, and the shelf of it all.

A view is a frozen thing of plain values, already sorted, linked and put into words, made for one template; where a
template would need to know the archive, the view lacks a field. Addresses are relative to the site's root; templates
put `root` before them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from builder.model import Archive, Colophon, Config, Entry, Group, Period, Ref, RuleNote, SheetRecord, folder
from builder.model.archive import GroupKind
from builder.render import addresses, charts, dates, metadata, theme
from builder.render.escaping import escaped
from builder.render.messages import Words, words

PER_PAGE = 50
ALL_NUMBERS = 48  # the first page of a list names so many of its pages; of more, every second, third …
_JOINT = "\0"  # no text has it
_COLONS = re.compile("(?<=：)")
_PHRASES = re.compile("(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])")
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
SIGNS = {"zh-Hans": "简", "zh-Hant": "繁"}

KINDS: tuple[GroupKind, ...] = ("tag", "category", "person", "place", "body", "work", "event", "source", "series")
HOMES: dict[GroupKind, str] = {
    "tag": "tags/",
    "category": "tags/",
    "person": "people/",
    "place": "places/",
    "body": "bodies/",
    "work": "works/",
    "event": "events/",
    "source": "sources/",
    "series": "series/",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as a template needs it. `why` stands after it in small; `lang` is "" where it is the page's own.

    Where neither count nor language is asked for, a plain `Ref` does as well: it has the first three fields too.
    """

    title: str
    url: str
    why: str = ""
    count: int = 0
    current: bool = False
    lang: str = ""


class Alternate(NamedTuple):
    """The same page in an edition: its language, its address from here, the same whole where the site has one, and
    the sign by which a reader knows the script.
    """

    lang: str
    url: str
    whole: str
    sign: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What `base.html` needs: `title` is the page's own, `head` what machines read, `nav` which word is current.

    `alternates` are the page in each edition, the site's own first, () where there is one edition only.
    """

    url: str
    root: str
    title: str
    head: Markup
    crumbs: tuple[Anchor, ...] = ()
    nav: str = ""
    robots: str = ""
    feed: str = ""
    searching: bool = False
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list. `grade` is "" for a whole one; `versions` says how many others are folded into it."""

    url: str
    title: Markup
    supplied: bool
    lang: str
    kicker: str
    source: str
    date: str
    iso: str
    length: str
    grade: str
    quality: str
    summary: str
    versions: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Numbered pages: `numbers` hold an Anchor without address where some are left out."""

    numbers: tuple[Anchor, ...]
    previous: str
    next: str


NO_PAGER = Pager((), "", "")
_LISTS_HELD = 4


class Listing(NamedTuple):
    """A list as a whole: how many documents, those that lead their versions (with how many), a bar for each year."""

    total: int
    leaders: list[tuple[Entry, int]]
    bars: tuple[charts.Bar, ...]


class Shelf:
    """Everything that views read, looked up once: the archive by key and address, the settings, the words."""

    __slots__ = (
        "archive", "by_key", "by_place", "colophon", "config", "dated", "folded", "groups", "kinds", "lists", "months",
        "notes", "periods", "rows", "sheets", "shown", "titles", "visible", "words",
    )  # fmt: skip

    def __init__(self, archive: Archive, config: Config, colophon: Colophon, notes: tuple[RuleNote, ...] = ()) -> None:
        self.archive = archive
        self.config = config
        self.colophon = colophon
        self.notes = notes
        self.words: Words = words(config.language)
        self.by_key: dict[str, Entry] = {entry.document.key: entry for entry in archive.entries}
        self.by_place: Mapping[int, Entry] = {entry.place: entry for entry in archive.entries}
        self.shown: tuple[Entry, ...] = tuple(entry for entry in archive.entries if shown(entry))
        self.visible: dict[int, Entry] = {entry.place: entry for entry in self.shown}
        self.dated: dict[int, str] = {one.place: one.date.year for one in self.shown if one.date and one.date.year}
        self.groups: dict[str, Group] = {group.url: group for kind in archive.groups.values() for group in kind}
        self.kinds: tuple[GroupKind, ...] = tuple(
            kind
            for kind in KINDS
            if archive.groups.get(kind) and not (kind == "category" and archive.groups.get("tag"))
        )
        self.months: tuple[Period, ...] = tuple(month for year in archive.years for month in months_of(year))
        self.periods = {period.url: period for period in (*archive.years, *self.months)}
        self.sheets: dict[str, SheetRecord] = {str(one.sheet.path): one for one in archive.sheets}
        self.titles: dict[str, str] = {note.name: note.titles[self.language] for note in notes}
        self.rows: dict[tuple[int, int], Row] = {}
        self.lists: dict[str, Listing] = {}
        self.folded: dict[int, int] = {}
        for entry in self.shown:
            self.folded[entry.leader] = self.folded.get(entry.leader, 0) + 1

    @property
    def language(self) -> int:
        """The place of the interface's language in every triple."""
        return LANGUAGES.index(self.config.language)

    def entries(self, places: Iterable[int]) -> list[Entry]:
        """The documents at `places` that may be shown, in their order."""
        visible = self.visible
        return [visible[place] for place in places if place in visible]

    def certainty(self, rule: str, sure: bool | None = None) -> str:
        """How far a rule's work may be trusted, in a word; `sure` says it of some changes, else its note does."""
        note = next((note for note in self.notes if note.name == rule), None)
        if sure is None:
            sure = note is None or note.sure
        return self.words.certain if sure else self.words.marked if note and note.marks else self.words.conjecture

    def frame(
        self,
        url: str,
        title: str,
        description: str,
        crumbs: Sequence[Anchor] = (),
        *,
        nav: str = "",
        head: Markup | None = None,
        robots: str = "",
        feed: str = "",
        searching: bool = False,
    ) -> Frame:
        """The frame of the page at `url`. Without `crumbs` there are none; else the home page is put before them."""
        if head is None:
            head = metadata.page_head(self.config, title, description, url)
        trail = (Anchor(self.words.home, ""), *crumbs) if crumbs else ()
        whole = f"{title} – {self.config.title}" if title != self.config.title else title
        alternates = self.alternates(url)
        return Frame(url, addresses.root(url), whole, head, trail, nav, robots, feed, searching, alternates)

    def alternates(self, url: str) -> tuple[Alternate, ...]:
        """The page at `url` in each edition of the site."""
        config = self.config
        top = addresses.root(url) + theme.up(config)
        host = config.base_url.removesuffix(config.folder) if "://" in config.base_url else ""
        return tuple(
            Alternate(language, top + below, (host or top) + below, SIGNS[language], language == config.language)
            for place, language in enumerate(config.editions)
            for below in [(folder(language) if place else "") + url]
        )

    def of_kind(self, kind: GroupKind) -> tuple[Group, ...]:
        """The groups that one list holds: tags and categories share theirs."""
        if kind in ("tag", "category"):
            return (*self.archive.groups.get("category", ()), *self.archive.groups.get("tag", ()))
        return self.archive.groups.get(kind, ())

    def kind_home(self, kind: GroupKind) -> Anchor:
        """The list of all topics, people, places …"""
        return Anchor(self.words.say(f"kind_{kind}"), HOMES[kind])

    def lang(self, entry: Entry) -> str:
        """The document's language tag, "" where it is the page's own."""
        tag = language_tag(entry)
        return "" if tag == self.config.language else tag

    def lang_found(self, entry: Entry) -> str:
        """The language tag of the document as it was before an edition turned it, "" where it is the page's own."""
        if not entry.document.turned:
            return self.lang(entry)
        return next(language for language in LANGUAGES if language != self.config.language)

    def row(self, entry: Entry, versions: int = 0) -> Row:
        """The document as a list shows it, with `versions` others folded into it."""
        key = (entry.place, versions)
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = _row(self, entry, versions)
        return row

    def leaders(self, places: Iterable[int]) -> list[tuple[Entry, int]]:
        """The documents at `places`, versions of one text folded into the one that leads them (or comes first), each
        with the number of those folded into it."""
        found = self.entries(places)
        if len({entry.leader for entry in found}) == len(found):
            return [(entry, 0) for entry in found]
        together: dict[int, tuple[Entry, int]] = {}
        for entry in found:
            first, others = together.get(entry.leader, (entry, -1))
            together[entry.leader] = (entry if entry.place == entry.leader else first, others + 1)
        return list(together.values())

    def listed(self, places: Iterable[int]) -> list[Row]:
        """Rows for `places`, versions of one text folded into one."""
        return [self.row(entry, others) for entry, others in self.leaders(places)]

    def listing(self, url: str, places: Callable[[], Iterable[int]]) -> Listing:
        """The list at `url`, gathered once for all its pages, which are drawn one after another."""
        found = self.lists.get(url)
        if found is None:
            if len(self.lists) >= _LISTS_HELD:
                self.lists.pop(next(iter(self.lists)))
            held = tuple(places())
            leaders = self.leaders(held)
            found = self.lists[url] = Listing(sum(others + 1 for _, others in leaders), leaders, self.years(held))
        return found

    def page(self, listing: Listing, number: int) -> list[Row]:
        """The rows of page `number` of a list."""
        part = listing.leaders[(number - 1) * PER_PAGE : number * PER_PAGE]
        return [self.row(entry, others) for entry, others in part]

    def years(self, places: Iterable[int]) -> tuple[charts.Bar, ...]:
        """A bar for each year of the documents at `places`, leading to the year."""
        counts = Counter(map(self.dated.get, places))
        return charts.years([(year, f"years/{year}/", counts[year]) for year in sorted(filter(None, counts))])


def months_of(period: Period) -> tuple[Period, ...]:
    """The months of a year; documents of which only the year is known come last, as its month 00."""
    placed = {place for month in period.parts for place in month.documents}
    rest = tuple(place for place in period.documents if place not in placed)
    return (*period.parts, Period(f"{period.name}-00", f"{period.url}00/", rest)) if rest else period.parts


def shown(entry: Entry) -> bool:
    """Whether the document may stand in lists: neither a draft nor withdrawn."""
    return not entry.document.draft and not entry.document.withdrawn


def language_tag(entry: Entry) -> str:
    """The BCP 47 tag of the document's text."""
    document = entry.document
    return f"zh-{document.script or 'Hans'}" if document.language == "zh" else document.language


def phrased(title: str, joints: Sequence[int] = ()) -> Markup:
    """A title as markup whose lines break between its phrases first, where blanks or a colon part them, then at its
    `joints`, positions between words.

    >>> print(phrased("筑牢防线 全力护航"))
    <span class="phrase">筑牢防线</span> <span class="phrase">全力护航</span>
    >>> print(phrased("县长：守住堤防", [5]))
    <span class="phrase">县长：</span><span class="phrase">守住<wbr>堤防</span>
    >>> print(phrased("On the river <1998>"))
    On the river &lt;1998&gt;
    """
    words = _JOINT.join(title[start:end] for start, end in pairwise((0, *joints, len(title))))
    blanks = _PHRASES.split(words) if " " in title or "\u3000" in title else [words]
    parts = [[_jointed(part) for part in _COLONS.split(phrase) if part] for phrase in blanks]
    if sum(map(len, parts)) < 2:
        return _jointed(words)
    span = Markup('<span class="phrase">{}</span>')
    return Markup(" ").join(Markup("").join(map(span.format, phrase)) for phrase in parts)


def _jointed(words: str) -> Markup:
    return Markup("<wbr>".join(map(escaped, words.split(_JOINT))))


def anchors(refs: Sequence[Ref]) -> tuple[Anchor, ...]:
    """Refs as links, each with its reason."""
    return tuple(Anchor(ref.title, ref.url, ref.why) for ref in refs)


def pager(url: str, number: int, total: int, per_page: int = PER_PAGE) -> Pager:
    """Links to the numbered pages of a list of `total`, the current one marked: all of them on the first page, so that
    none is far from it; on others the first, last and near ones.

    >>> [a.title for a in pager("documents/", 9, 1000).numbers]
    ['1', '…', '7', '8', '9', '10', '11', '…', '20']
    >>> pager("documents/", 1, 50).numbers
    ()
    """
    last = -(-total // per_page)
    if last < 2:
        return NO_PAGER
    step = -(-last // ALL_NUMBERS) if number == 1 else last
    near = sorted({1, *range(max(1, number - 2), min(last, number + 2) + 1), *range(step, last + 1, step), last})
    numbers: list[Anchor] = []
    before = 0
    for n in near:
        if n - before == 2:
            numbers.append(Anchor(str(n - 1), addresses.numbered(url, n - 1)))
        elif n - before > 2:
            numbers.append(Anchor("…", ""))
        numbers.append(Anchor(str(n), addresses.numbered(url, n), current=n == number))
        before = n
    return Pager(
        tuple(numbers),
        addresses.numbered(url, number - 1) if number > 1 else "",
        addresses.numbered(url, number + 1) if number < last else "",
    )


def _row(shelf: Shelf, entry: Entry, versions: int) -> Row:
    document, w = entry.document, shelf.words
    quality = document.quality
    return Row(
        url=entry.url,
        title=phrased(document.title),
        supplied=document.title_supplied,
        lang=shelf.lang(entry),
        kicker=document.kicker,
        source=entry.source.title if entry.source else document.source,
        date=dates.plain(entry.date, w),
        iso=dates.iso(entry.date),
        length=w.count("characters", document.characters),
        grade="" if quality.grade == "A" else quality.grade,
        quality=quality_words(shelf, entry),
        summary=document.summary,
        versions=w.count("more_versions", versions) if versions else "",
    )


def quality_words(shelf: Shelf, entry: Entry) -> str:
    """What the quality mark means for this document, in one phrase."""
    w, quality = shelf.words, entry.document.quality
    parts = [w.say(f"grade_{quality.grade}")]
    if quality.lost:
        parts.append(w.count("lost_characters", quality.lost))
    if quality.conjectures:
        parts.append(w.count("conjectures", quality.conjectures))
    return w.list_comma.join(parts)
