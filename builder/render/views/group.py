"""A topic's, person's, place's, body's, work's, event's, source's or series' page, and the list of all of one kind."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Group
from builder.model.archive import GroupKind
from builder.render import addresses, charts, dates
from builder.render.views.common import HOMES, PER_PAGE, Anchor, Frame, Pager, Shelf, anchors, pager
from builder.render.views.listing import Run, by_year

NAMES_PER_PAGE = 120
MOST_PARTS = 30  # more are left to the list of all of that kind
MOST_ISSUES = 60  # of a longer series only the ends and what is lacking are told; its issues stand in the list below
MOST_OFFICES = 20  # so many lead to their documents, the others only name them
_FEEDS = ("tag", "category")


@dataclass(frozen=True, slots=True)
class Office:
    """An office or role as printed, with the date and the document that says so."""

    text: str
    date: str
    iso: str
    document: Anchor


@dataclass(frozen=True, slots=True)
class Issue:
    """A number of a series; `url` "" where the archive lacks it."""

    number: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Everything on an authority's page."""

    frame: Frame
    kind: str
    label: str
    title: str
    definition: str
    derived: bool
    aliases: tuple[str, ...]
    conflicts: str
    target: Anchor | None
    total: str
    bars: tuple[charts.Bar, ...]
    parents: tuple[Anchor, ...]
    children: tuple[Anchor, ...]
    offices: tuple[Office, ...]
    offices_label: str
    issues: tuple[Issue, ...]
    runs: tuple[Run, ...]
    pager: Pager
    neighbours: tuple[Anchor, ...]
    site: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """All of one kind, with counts; `others` are the other kinds."""

    frame: Frame
    title: str
    definition: str
    total: str
    categories: tuple[Anchor, ...]
    links: tuple[Anchor, ...]
    derived: tuple[Anchor, ...]
    makers: tuple[Anchor, ...]
    others: tuple[Anchor, ...]
    pager: Pager


def view(shelf: Shelf, url: str, number: int) -> GroupView:
    """Page `number` of the authority at `url`."""
    group, w = shelf.groups[url], shelf.words
    home = shelf.kind_home(group.kind)
    here = addresses.numbered(url, number)
    whole = shelf.listing(url, lambda: group.documents)
    label = _label(shelf, group)
    title = _title(group)
    total = w.count("documents_total", whole.total)
    parents = anchors(group.parents)
    first = number == 1
    return GroupView(
        frame=shelf.frame(
            here,
            title if first else w.say("page_title", title=title, page=number),
            group.definition or w.say("group_explained", label=label, name=group.name, total=total),
            (home, *parents, Anchor(title, here, current=True)),
            nav="tags" if group.kind in ("tag", "category") else "documents",
            feed=f"{url}feed.xml" if group.kind in _FEEDS else "",
        ),
        kind=group.kind,
        label=label,
        title=title,
        definition=group.definition,
        derived=group.derived,
        aliases=group.aliases,
        conflicts=group.conflicts,
        target=_target(shelf, group),
        total=total,
        bars=whole.bars if first else (),
        parents=parents,
        children=_children(shelf, group) if first else (),
        offices=_offices(shelf, group) if first else (),
        offices_label=w.offices if group.kind == "person" else w.roles,
        issues=_issues(shelf, url) if first and group.kind == "series" else (),
        runs=by_year(shelf, shelf.page(whole, number)),
        pager=pager(url, number, len(whole.leaders)),
        neighbours=anchors(group.neighbours) if first else (),
        site=next((rule.url for rule in shelf.config.sources if rule.name == group.name), "")
        if group.kind == "source"
        else "",
    )


def index(shelf: Shelf, kind: GroupKind, number: int) -> IndexView:
    """Page `number` of the list of all topics (people, places …), those with most documents first."""
    w = shelf.words
    groups = shelf.of_kind(kind)
    url = HOMES[kind]
    here = addresses.numbered(url, number)
    title = w.say(f"kind_{kind}")
    part = groups[(number - 1) * NAMES_PER_PAGE : number * NAMES_PER_PAGE]
    links = [(group, Anchor(group.name, group.url, count=len(shelf.entries(group.documents)))) for group in part]
    others = tuple(Anchor(w.say(f"kind_{other}"), HOMES[other], current=other == kind) for other in shelf.kinds)
    return IndexView(
        frame=shelf.frame(
            here,
            title if number == 1 else w.say("page_title", title=title, page=number),
            w.say(f"about_{kind}"),
            (Anchor(title, here, current=True),),
            nav="tags" if kind in ("tag", "category") else "documents",
        ),
        title=title,
        definition=w.say(f"about_{kind}"),
        total=w.count("all_names", len(groups)),
        categories=tuple(link for group, link in links if group.kind == "category"),
        links=tuple(
            link for group, link in links if group.kind != "category" and not (group.derived or is_maker(group))
        ),
        derived=tuple(link for group, link in links if group.derived),
        makers=tuple(link for group, link in links if is_maker(group)),
        others=others if len(others) > 1 else (),
        pager=pager(url, number, len(groups), NAMES_PER_PAGE),
    )


def rows_of(shelf: Shelf, url: str) -> int:
    """How many rows the authority's list has, so that its pages can be counted."""
    group = shelf.groups[url]
    if len(group.documents) <= PER_PAGE:
        return len(group.documents)
    return len({entry.leader for entry in shelf.entries(group.documents)})


def is_maker(group: Group) -> bool:
    """Whether a person is known only from bylines."""
    return 0 < group.credited == len(group.documents)


def _label(shelf: Shelf, group: Group) -> str:
    """What the page is of; for who is known only from bylines the roles that these give."""
    label = shelf.words.say(f"one_{group.kind}")
    if not is_maker(group):
        return label
    return " · ".join((label, *dict.fromkeys(one.text for one in group.occurrences)))


def _title(group: Group) -> str:
    return f"《{group.name}》" if group.kind == "work" and not group.name.startswith("《") else group.name


def _target(shelf: Shelf, group: Group) -> Anchor | None:
    entry = shelf.by_place.get(group.target) if group.target >= 0 else None
    return Anchor(entry.document.title, entry.url) if entry else None


def _children(shelf: Shelf, group: Group) -> tuple[Anchor, ...]:
    """What belongs under it; of very many those with most documents, and where the others are."""
    found = anchors(group.children[:MOST_PARTS])
    if len(found) == len(group.children):
        return found
    return (*found, Anchor(shelf.words.count("all_n", len(group.children)), HOMES[group.kind]))


def _offices(shelf: Shelf, group: Group) -> tuple[Office, ...]:
    offices: list[Office] = []
    for occurrence in group.occurrences:
        for entry in shelf.entries((occurrence.entry,)):
            url = entry.url if len(offices) < MOST_OFFICES else ""
            document = Anchor(entry.document.title, url, lang=shelf.lang(entry))
            offices.append(
                Office(occurrence.text, dates.plain(entry.date, shelf.words), dates.iso(entry.date), document)
            )
    return tuple(offices)


def _issues(shelf: Shelf, url: str) -> tuple[Issue, ...]:
    """The numbers of a series in order, those that the archive lacks between them; where they start again each year,
    each with its year."""
    series = next((one for one in shelf.archive.series if one.url == url), None)
    if series is None:
        return ()
    found: dict[tuple[str, int], Issue] = {}
    numbers = [number for number, _ in series.entries if number]
    yearly = bool(series.yearly_gaps) or len(set(numbers)) < len(numbers)
    for number, place in series.entries:
        for entry in shelf.entries((place,)):
            year = entry.date.year if yearly and entry.date else ""
            if number:
                issue = Issue(f"{year}-{number}" if year else str(number), entry.document.title, entry.url)
                found.setdefault((year, number), issue)
    if len(found) > MOST_ISSUES:
        found = {key: found[key] for key in (min(found), max(found))}
    lacking = (("", series.gaps), *series.yearly_gaps)
    found |= {
        (year, one): Issue(f"{year}-{one}" if year else str(one), "", "") for year, gone in lacking for one in gone
    }
    return tuple(found[key] for key in sorted(found))
