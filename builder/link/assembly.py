"""From all that was found to entries: each document with its address and every neighbour, whole at birth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from builder.link.authorities import Authorities
from builder.link.bodies import issuers
from builder.link.bodies import mentions as body_mentions
from builder.link.citations import Target
from builder.link.groups import Groups
from builder.link.ids import Addresses
from builder.link.phrases import listed, say
from builder.link.references import References
from builder.link.related import Kin, Related
from builder.link.series import in_series
from builder.link.turns import Joint, Joints
from builder.link.versions import Versions
from builder.model import Config, Document, Entry, Link, Ref, Sheet, SheetRecord
from builder.model.archive import GroupKind

_KEYWORDS = 8
_CITED_BY = 50  # a law that thousands cite: its own page lists them all


def assemble(
    sheets: Sequence[Sheet],
    documents: Sequence[Document],
    where: Addresses,
    same: Versions,
    named: Authorities,
    groups: Groups,
    links: Sequence[Sequence[tuple[str, Target]]],
    files: References,
    parts: Joints,
    like: Sequence[Related],
    around: tuple[Sequence[int], Sequence[int]],
    config: Config,
) -> tuple[tuple[Entry, ...], tuple[SheetRecord, ...]]:
    """The entries by place, and the page views of files with several articles."""
    plain = tuple(Ref(url, document.title) for url, document in zip(where.urls, documents, strict=True))
    bench = _Bench(documents, where, same, named, groups, files, parts, config, plain)
    cites, cited_by = bench.citations(links)
    issues = in_series(documents, named.kinds["series"], same.leaders)
    entries = tuple(
        bench.entry(place, cites[place], cited_by[place], links[place], like[place], around, issues)
        for place in range(len(documents))
    )
    return entries, _sheets(sheets, documents, where)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What every entry is made from. Equal links and words are made once and shared: an archive repeats itself."""

    documents: Sequence[Document]
    where: Addresses
    same: Versions
    named: Authorities
    groups: Groups
    files: References
    parts: Joints
    config: Config
    plain: tuple[Ref, ...]
    links_made: dict[tuple[str, str], Link] = field(default_factory=dict)
    words_made: dict[str, str] = field(default_factory=dict)

    def entry(
        self,
        place: int,
        cites: Sequence[tuple[str, str, str]],
        cited_by: Sequence[tuple[int, str]],
        links: Sequence[tuple[str, Target]],
        like: Related,
        around: tuple[Sequence[int], Sequence[int]],
        issues: tuple[dict[int, int], dict[int, int]],
    ) -> Entry:
        document = self.documents[place]
        topics = self.named.topics
        files = self.where.sheets.get(str(document.path))
        tags = self.topics(topics.tags[place])
        derived = self.topics(number for number in topics.derived[place] if number not in topics.tags[place])
        derived += tuple(Ref("", phrase) for phrase in topics.alone[place])
        return Entry(
            place=place,
            id=self.where.ids[place],
            url=self.where.urls[place],
            document=document,
            date=document.date,
            leader=self.same.leaders[place],
            source=next(iter(self.refs("source", place)), None),
            series=next(iter(self.refs("series", place)), None),
            sheet=f"files/{files}/" if files else "",
            tags=tags,
            derived_tags=derived,
            keywords=_keywords(document, (*tags, *derived)),
            categories=tuple(self.topics(path) for path in topics.categories[place]),
            people=self.refs("person", place, len(document.people)),
            places=self.refs("place", place),
            bodies=self.refs("body", place),
            works=self.refs("work", place),
            events=self.refs("event", place),
            links=self.links(place, links),
            related=tuple(self.ref(kin.place, self.shared(kin)) for kin in like),
            versions=tuple(self.ref(other, self.alike(share)) for other, share in self.same.others[place]),
            cites=tuple(Ref(url, title, self.say(role)) for url, title, role in cites),
            cited_by=tuple(self.ref(other, self.say(role)) for other, role in cited_by[:_CITED_BY]),
            previous=self.maybe(around[0][place]),
            next=self.maybe(around[1][place]),
            previous_issue=self.maybe(issues[0].get(place, -1)),
            next_issue=self.maybe(issues[1].get(place, -1)),
            redirects=self.where.redirects[place],
            credits=tuple(self.row("person", place)[len(document.people) :]),
            issuers=self.refs("body", place, len(issuers(document))),
            shown=self.files.shown.get(place, ()),
            cover=self.files.cover(place),
            continues_in=self.part(self.parts.on.get(place)),
            continued_from=self.part(self.parts.back.get(place)),
            parts=self.parts.whole.get(place, ()),
            doubtful_parts=tuple(self.ref(*joint) for joint in self.parts.doubtful.get(place, ())),
            compared=tuple(self.comparison(place, other) for other, _ in self.same.others[place]),
        )

    def ref(self, place: int, why: str = "") -> Ref:
        return Ref(self.where.urls[place], self.documents[place].title, why)

    def part(self, joint: Joint | None) -> Ref | None:
        return self.ref(*joint) if joint else None

    def maybe(self, place: int) -> Ref | None:
        return self.plain[place] if place >= 0 else None

    def link(self, name: str, url: str, kind: GroupKind | Literal["document"]) -> Link:
        made = self.links_made.get((name, url))
        if made is None or made.kind != kind:
            made = self.links_made[name, url] = Link(name, url, kind)
        return made

    def comparison(self, place: int, other: int) -> str:
        """The address of the page that compares two versions, of which one leads and names the other."""
        leader = self.same.leaders[place]
        named = leader == other and any(one == place for one, _ in self.same.others[leader])
        if leader != place and not named:
            return ""
        member = other if leader == place else place
        return f"{self.where.urls[member]}compare/{quote(self.where.ids[leader], safe='')}/"

    def say(self, key: str) -> str:
        return say(key, self.config.language)

    def shared(self, kin: Kin) -> str:
        said = say(kin.reason, self.config.language, listed(kin.names, self.config.language))
        return self.words_made.setdefault(said, said)

    def alike(self, share: float) -> str:
        if share >= 1.0:
            return self.say("identical")
        return say("near", self.config.language, round(share * 100))

    def row(self, kind: GroupKind, place: int) -> list[Ref | None]:
        """A reference for each mention, None where it has no page."""
        start = self.named.starts[kind]
        return [self.groups.refs[start + one] if one >= 0 else None for one in self.named.kinds[kind].of[place]]

    def refs(self, kind: GroupKind, place: int, end: int | None = None) -> tuple[Ref, ...]:
        """The groups that the mentions lead to (up to the one at `end`), each once."""
        start, refs = self.named.starts[kind], self.groups.refs
        numbers = dict.fromkeys(self.named.kinds[kind].of[place][:end])
        return tuple(refs[start + one] for one in numbers if one >= 0)

    def topics(self, numbers: Iterable[int]) -> tuple[Ref, ...]:
        start = self.named.starts["tag"]
        return tuple(self.groups.refs[start + number] for number in numbers)

    def links(self, place: int, wikilinks: Sequence[tuple[str, Target]]) -> tuple[Link, ...]:
        """The names in the text that lead somewhere, longest first, so that no name hides inside another."""
        document = self.documents[place]
        said: dict[str, Link] = {}
        for written, (target, url) in wikilinks:
            said[written] = self.link(written, self.where.urls[target] + url if target >= 0 else url, "document")
        start = self.named.starts["work"]
        for citation, number in zip(document.cites, self.named.kinds["work"].of[place], strict=True):
            if number < 0:
                continue
            target = self.named.clusters[start + number].target
            name = f"《{citation.name}》" if citation.kind == "work" else citation.name
            if target >= 0 and target != place:
                said.setdefault(name, self.link(name, self.where.urls[target], "document"))
            elif target < 0:
                said.setdefault(name, self.link(name, self.groups.refs[start + number].url, "work"))
        kinds: tuple[tuple[GroupKind, Sequence[str]], ...] = (
            ("person", [person.name for person in document.people]),
            ("place", document.places),
            ("body", body_mentions(document)),
            ("event", document.events),
        )
        for kind, names in kinds:
            for name, ref in zip(names, self.row(kind, place), strict=False):
                if ref is not None:
                    said.setdefault(name, self.link(name, ref.url, kind))
        return tuple(sorted(said.values(), key=lambda one: (-len(one.name), one.name)))

    def citations(
        self, links: Sequence[Sequence[tuple[str, Target]]]
    ) -> tuple[list[list[tuple[str, str, str]]], list[list[tuple[int, str]]]]:
        """For each document what it cites (address, title, role), and who cites it (place, role), newest first."""
        start = self.named.starts["work"]
        cites: list[list[tuple[str, str, str]]] = [[] for _ in self.documents]
        cited_by: list[dict[int, str]] = [{} for _ in self.documents]
        for place, document in enumerate(self.documents):
            seen: set[str] = set()
            for citation, number in zip(document.cites, self.named.kinds["work"].of[place], strict=True):
                target = self.named.clusters[start + number].target if number >= 0 else place
                if number < 0 or target == place:
                    continue
                if target >= 0:
                    url, title = self.where.urls[target], self.documents[target].title
                    if cited_by[target].setdefault(place, citation.role) == "cites":
                        cited_by[target][place] = citation.role
                else:
                    url, title = self.groups.refs[start + number].url, self.groups.refs[start + number].title
                if url not in seen:
                    seen.add(url)
                    cites[place].append((url, title, citation.role))
            for _, (target, _url) in links[place]:
                if target >= 0 and target != place and self.where.urls[target] not in seen:
                    seen.add(self.where.urls[target])
                    cites[place].append((self.where.urls[target], self.documents[target].title, "links"))
                    cited_by[target].setdefault(place, "links")
        return cites, [sorted(found.items(), reverse=True) for found in cited_by]


def _keywords(document: Document, tags: Sequence[Ref]) -> tuple[str, ...]:
    """Tags first, then the document's own most telling phrases, which may have no page."""
    words = dict.fromkeys(ref.title for ref in tags)
    for term, _ in document.terms:
        if len(words) >= _KEYWORDS:
            break
        words[term] = None
    return tuple(words)[:_KEYWORDS]


def _sheets(sheets: Sequence[Sheet], documents: Sequence[Document], where: Addresses) -> tuple[SheetRecord, ...]:
    """A record of each file that has a page of its own or keeps lines off its document's page."""
    places: dict[str, list[int]] = {}
    for place, document in enumerate(documents):
        places.setdefault(str(document.path), []).append(place)
    records: list[SheetRecord] = []
    for sheet in sheets:
        path = str(sheet.path)
        ordered = tuple(sorted(places.pop(path, ()), key=lambda place: documents[place].article))
        if path in where.sheets and ordered:
            identity = where.sheets[path]
            records.append(SheetRecord(identity, f"files/{identity}/", sheet, ordered))
        elif ordered and (sheet.removed or sheet.other):
            records.append(SheetRecord("", "", sheet, ordered))
    return tuple(sorted(records, key=lambda record: str(record.sheet.path)))
