"""A document's page: what it is, what it says, how to cite it, where it leads, and what was done to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape

from markupsafe import Markup, escape

from builder.model import Body, Entry, Ref
from builder.model.archive import GroupKind
from builder.render import citation, continued, dates, marks, metadata, targets, theme
from builder.render.views import record
from builder.render.views.common import Anchor, Frame, Shelf, language_tag, phrased, quality_words, shown

_CONJECTURE = re.compile(r'<span class="(conjecture|lost)" data-raw="([^"]*)"')
_FOREIGN = re.compile(r'<a [^>]{0,200}?\bhref="(https?://[^"]*)"')
_DESCRIPTION = 120  # characters


@dataclass(frozen=True, slots=True)
class Names:
    """The people (places, bodies, works, events) that the document names."""

    label: str
    home: str
    links: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of other documents, each with the reason why it stands here."""

    id: str
    label: str
    links: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of the same text: how alike it is, where the two are compared, and what it was found as."""

    document: Ref
    compared: str
    source: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline; `level` counts from 1 whatever the document's own levels are."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text that was printed on another page, below the part before it. Its `title` is "" where it has
    none of its own; its ids begin with `anchor`."""

    anchor: str
    heading: str
    url: str
    title: str
    lang: str
    notices: tuple[str, ...]
    html: Markup


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything on a document's page."""

    frame: Frame
    lang: str
    kicker: str
    title: Markup
    supplied: bool
    subtitle: str
    imprint: tuple[Anchor, ...]
    notices: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    facts: tuple[record.Fact, ...]
    outline: tuple[Heading, ...]
    source_url: str
    html: Markup
    parts: tuple[Part, ...]
    endnotes: tuple[str, ...]
    quality: str
    grade: str
    citations: citation.Citations
    downloads: tuple[Anchor, ...]
    names: tuple[Names, ...]
    versions: tuple[Version, ...]
    sections: tuple[Section, ...]
    continues_in: Ref | None
    continued_from: Ref | None
    whole: str
    doubtful_parts: tuple[Ref, ...]
    previous: Ref | None
    next: Ref | None
    previous_issue: Ref | None
    next_issue: Ref | None
    provenance: tuple[record.Fact, ...]
    rules: tuple[record.Work, ...]


def view(shelf: Shelf, key: str, body: Body, others: Sequence[Body] = ()) -> DocumentView:
    """The page of the document whose key is `key`; `others` are the bodies of the parts that follow it."""
    entry = shelf.by_key[key]
    document, w = entry.document, shelf.words
    rest = continued.continuations(shelf, entry)
    one = citation.work(entry, shelf.config, w, rest)
    root = "../" * entry.url.count("/")
    described = describe(entry)
    frame = shelf.frame(
        entry.url,
        document.title,
        described,
        crumbs(shelf, entry),
        head=metadata.document_head(entry, one, shelf.config, described),
    )
    return DocumentView(
        frame=frame,
        lang=shelf.lang(entry),
        kicker=document.kicker,
        title=phrased(document.title, document.joints),
        supplied=document.title_supplied,
        subtitle=document.subtitle,
        imprint=_imprint(shelf, entry, rest),
        notices=_notices(shelf, entry),
        corrections=document.corrections,
        facts=record.facts(shelf, entry),
        outline=_outline(shelf, entry),
        source_url=f"{entry.folder}source/",
        html=_html(shelf, entry, body, root),
        parts=tuple(_part(shelf, part, text, root) for part, text in zip(rest, others, strict=False)),
        endnotes=tuple(url for text in (body, *others) for url in _endnotes(text)),
        quality=quality_words(shelf, entry),
        grade=document.quality.grade,
        citations=citation.citations(one, w),
        downloads=_downloads(shelf, entry),
        names=_names(shelf, entry),
        versions=tuple(
            Version(ref, compared, f"{ref.url}source/")
            for ref, compared in zip(entry.versions, entry.compared, strict=True)
        ),
        sections=_sections(shelf, entry),
        continues_in=entry.continues_in,
        continued_from=entry.continued_from,
        whole=continued.whole(shelf, entry),
        doubtful_parts=entry.doubtful_parts,
        previous=entry.previous,
        next=entry.next,
        previous_issue=entry.previous_issue,
        next_issue=entry.next_issue,
        provenance=record.provenance(shelf, entry),
        rules=record.rules(shelf, entry),
    )


def describe(entry: Entry) -> str:
    """One or two sentences for the head: the document's own description, else its summary."""
    text = entry.document.description or entry.document.summary or entry.document.title
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1]}…"


def crumbs(shelf: Shelf, entry: Entry) -> tuple[Anchor, ...]:
    """The way down to the document: its source, its series, its year."""
    trail = []
    if entry.source:
        trail.append(Anchor(entry.source.title, entry.source.url))
    if entry.series:
        trail.append(Anchor(entry.series.title, entry.series.url))
    if entry.date and entry.date.year:
        trail.append(Anchor(shelf.words.say("year", year=entry.date.year), f"years/{entry.date.year}/"))
    if not trail:
        trail.append(Anchor(shelf.words.documents, "documents/"))
    return tuple(trail)


def original(entry: Entry, shelf: Shelf) -> str:
    """The address of the file as found, which stands beside the first article that came out of it; "" if none does."""
    first = shelf.by_key.get(f"{entry.document.path}#1")
    return f"{theme.up(shelf.config)}{first.folder}original.txt" if first and shown(first) else ""


def _imprint(shelf: Shelf, entry: Entry, rest: Sequence[Entry]) -> tuple[Anchor, ...]:
    """The line under the title: source, date, reporter, who may sign at the end of the `rest`."""
    document, w = entry.document, shelf.words
    parts = []
    if entry.source:
        parts.append(Anchor(entry.source.title, entry.source.url))
    if document.issuance.issue:
        parts.append(Anchor(document.issuance.issue, entry.series.url if entry.series else ""))
    year = entry.date.year if entry.date else ""
    parts.append(Anchor(dates.shown(entry.date, w) or w.undated, f"years/{year}/" if year else ""))
    for role in ("author", "reporter"):
        names = dict.fromkeys(c.name for one in (entry, *rest) for c in one.document.credits if c.role == role)
        names.pop(document.source, None)
        if names:
            parts.append(Anchor(w.say("by_role", role=w.say(f"role_{role}"), names=w.list_comma.join(names)), ""))
    return tuple(parts)


def _notices(shelf: Shelf, entry: Entry) -> tuple[str, ...]:
    supplied = (shelf.words.notice_supplied,) if entry.document.title_supplied else ()
    return _damage(shelf, entry) + supplied


def _damage(shelf: Shelf, entry: Entry) -> tuple[str, ...]:
    w, quality = shelf.words, entry.document.quality
    said = []
    if quality.lost:
        said.append(w.count("notice_lost", quality.lost))
    if quality.conjectures:
        said.append(w.count("notice_conjectures", quality.conjectures))
    return tuple(said)


def _outline(shelf: Shelf, entry: Entry) -> tuple[Heading, ...]:
    """The outline of the whole text, nothing where it would be a single line."""
    found = _headings(entry)
    for part in continued.continuations(shelf, entry):
        anchor = continued.anchor(part)
        found.append(Heading(1, anchor, continued.heading(shelf, part)))
        found += (replace(one, anchor=f"{anchor}-{one.anchor}") for one in _headings(part))
    return tuple(found) if len(found) > 1 else ()


def _headings(entry: Entry) -> list[Heading]:
    outline = entry.document.outline
    levels = sorted({heading.level for heading in outline})
    return [Heading(min(levels.index(h.level) + 1, 3), h.anchor, h.text) for h in outline]


def _part(shelf: Shelf, part: Entry, body: Body, root: str) -> Part:
    anchor = continued.anchor(part)
    return Part(
        anchor=anchor,
        heading=continued.heading(shelf, part),
        url=part.url,
        title=continued.own_title(shelf, part),
        lang=language_tag(part),
        notices=_damage(shelf, part),
        html=Markup(marks.apart(_html(shelf, part, body, root), f"{anchor}-")),
    )


def _html(shelf: Shelf, entry: Entry, body: Body, root: str) -> Markup:
    filled = targets.filled(body.html, entry.shown, root, shelf.words)
    html = marks.numbered(marks.linked(filled, entry.links, root))
    if 'data-raw="' in html:
        reading = str(escape(shelf.words.found_as))
        html = _CONJECTURE.sub(rf'<span class="\1" title="{reading}\2" data-raw="\2"', html)
    return Markup(html)


def _endnotes(body: Body) -> tuple[str, ...]:
    """The addresses that the text links to, in order: on paper they stand as numbered notes."""
    if 'href="http' not in body.html:
        return ()
    return tuple(unescape(address) for address in _FOREIGN.findall(body.html))


def _downloads(shelf: Shelf, entry: Entry) -> tuple[Anchor, ...]:
    w = shelf.words
    found = original(entry, shelf)
    return (
        *((Anchor(w.download_original, found, entry.document.path.name),) if found else ()),
        Anchor(w.download_text, f"{entry.folder}document.txt", "TXT"),
        Anchor(w.download_markdown, f"{entry.folder}document.md", "Markdown"),
        Anchor(w.download_json, f"{theme.up(shelf.config)}{entry.folder}document.json", "JSON"),
    )


def _names(shelf: Shelf, entry: Entry) -> tuple[Names, ...]:
    groups: tuple[tuple[GroupKind, tuple[Ref, ...]], ...] = (
        ("person", entry.people),
        ("place", entry.places),
        ("body", entry.bodies),
        ("work", entry.works),
        ("event", entry.events),
    )
    return tuple(
        Names(shelf.words.say(f"kind_{kind}"), shelf.kind_home(kind).url, refs) for kind, refs in groups if refs
    )


def _sections(shelf: Shelf, entry: Entry) -> tuple[Section, ...]:
    w = shelf.words
    sections = (
        ("fz-cites", w.cites, entry.cites),
        ("fz-cited-by", w.cited_by, entry.cited_by),
        ("fz-related", w.related, entry.related),
    )
    return tuple(Section(name, label, refs) for name, label, refs in sections if refs)
