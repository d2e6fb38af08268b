"""The linked archive in the other script: the same places, ids and addresses, other characters.

Every page is called what its own group or document is called, wherever a link to it stands; a reason (都提到……) is a
text of the document that it stands on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.edition.document import kinds, turns
from builder.edition.prose import Prose, prose
from builder.edition.turner import Turner, turner
from builder.model import Archive, Config, Document, Entry, Group, Link, Occurrence, Ref


def turned_archive(archive: Archive, documents: Sequence[Document], config: Config) -> Archive:
    """The archive as the tree of `config` shows it; `documents` are its entries', in their order, turned already."""
    turn = turner(config.language)
    up = "../" * config.folder.count("/")  # files that documents show stand once, at the site's root
    titles = {
        entry.url: (entry.document.title, new.title) for entry, new in zip(archive.entries, documents, strict=True)
    }
    for groups in archive.groups.values():
        titles |= {group.url: (group.name, turn.name(group.name, group.kind)) for group in groups}
    titles |= {one.url: (one.name, turn.name(one.name, "series")) for one in archive.series}
    plain = _Refs(titles, prose({}, turn))
    return replace(
        archive,
        entries=tuple(
            _entry(entry, new, titles, turn, up) for entry, new in zip(archive.entries, documents, strict=True)
        ),
        groups={kind: tuple(_group(group, plain) for group in groups) for kind, groups in archive.groups.items()},
        series=tuple(replace(one, name=titles[one.url][1]) for one in archive.series),
    )


class _Refs:
    """Turns links as they stand on one page, whose texts `words` turns."""

    def __init__(self, titles: Mapping[str, tuple[str, str]], words: Prose) -> None:
        self.titles = titles
        self.words = words

    def one(self, ref: Ref) -> Ref:
        was, now = self.titles.get(ref.url, ("", ""))
        title = now if was == ref.title else self.words.text(ref.title)
        return Ref(ref.url, title, self.words.text(ref.why) if ref.why else "")

    def some(self, refs: Sequence[Ref]) -> tuple[Ref, ...]:
        return tuple(map(self.one, refs))

    def perhaps(self, ref: Ref | None) -> Ref | None:
        return None if ref is None else self.one(ref)


def _entry(entry: Entry, document: Document, titles: Mapping[str, tuple[str, str]], turner: Turner, up: str) -> Entry:
    names = kinds(entry)
    refs = _Refs(titles, prose(names, turner))
    some, perhaps = refs.some, refs.perhaps
    links = entry.links
    if turns(entry.document, turner):
        written = {target for target, _ in entry.document.wikilinks} | {
            one.written for one in entry.document.references
        }
        links = tuple(_link(link, names, written, turner) for link in links)
    return replace(
        entry,
        document=document,
        date=document.date if entry.date == entry.document.date else entry.date,
        source=perhaps(entry.source),
        series=perhaps(entry.series),
        tags=some(entry.tags),
        derived_tags=some(entry.derived_tags),
        categories=tuple(map(some, entry.categories)),
        people=some(entry.people),
        places=some(entry.places),
        bodies=some(entry.bodies),
        works=some(entry.works),
        events=some(entry.events),
        links=links,
        related=some(entry.related),
        versions=some(entry.versions),
        cites=some(entry.cites),
        cited_by=some(entry.cited_by),
        previous=perhaps(entry.previous),
        next=perhaps(entry.next),
        previous_issue=perhaps(entry.previous_issue),
        next_issue=perhaps(entry.next_issue),
        continues_in=perhaps(entry.continues_in),
        continued_from=perhaps(entry.continued_from),
        doubtful_parts=some(entry.doubtful_parts),
        credits=tuple(map(perhaps, entry.credits)),
        issuers=some(entry.issuers),
        shown=tuple(one if "://" in one.url else replace(one, url=up + one.url) for one in entry.shown),
        cover=entry.cover if "://" in entry.cover or not entry.cover else up + entry.cover,
        keywords=tuple(map(refs.words.text, entry.keywords)),
    )


def _link(link: Link, names: Mapping[str, str], written: set[str], turner: Turner) -> Link:
    """A name as the turned text has it; what the text itself points with is an address, and stays."""
    if link.kind == "document" and link.name in written:
        return link
    return Link(turner.name(link.name, names.get(link.name, link.kind)), link.url, link.kind)


def _group(group: Group, refs: _Refs) -> Group:
    text, name = refs.words.text, refs.words.turner.name
    return replace(
        group,
        name=name(group.name, group.kind),
        definition=text(group.definition),
        aliases=tuple(name(alias, group.kind) for alias in group.aliases),
        parents=refs.some(group.parents),
        children=refs.some(group.children),
        neighbours=refs.some(group.neighbours),
        occurrences=tuple(Occurrence(text(one.text), one.entry) for one in group.occurrences),
        conflicts=text(group.conflicts),
    )
