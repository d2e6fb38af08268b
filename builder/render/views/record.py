"""A document's record: the metadata table, where it comes from, and the rules that worked on it."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Date, Entry, Ref
from builder.render import compare, dates
from builder.render.continued import continuations
from builder.render.views.common import Shelf, language_tag

_DATES = ("published", "written", "effective", "updated", "captured")
_ROLES = ("author", "reporter", "correspondent", "photographer", "translator", "editor", "reviewer", "issuer")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the metadata table: its name and its values; a value without address is plain text."""

    label: str
    values: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What one rule of repair did here."""

    label: str
    url: str
    count: int
    sure: str


def facts(shelf: Shelf, entry: Entry) -> tuple[Fact, ...]:
    """The metadata table, without the lines that would say nothing."""
    document, w = entry.document, shelf.words
    issuance = document.issuance
    found: list[Fact] = []

    def add(label: str, *values: Ref) -> None:
        kept = tuple(value for value in values if value.title)
        if kept:
            found.append(Fact(label, kept))

    add(w.source, entry.source or Ref("", document.source))
    issuers = entry.issuers or (Ref(_group_url(entry.bodies, issuance.issuer), issuance.issuer),)
    add(w.issuer, *issuers)
    add(w.number, Ref("", issuance.number))
    add(w.series, entry.series or Ref("", issuance.series))
    add(w.issue, Ref("", issuance.issue))
    add(w.edition, Ref("", issuance.edition))
    for kind in _DATES:
        for date in document.dates:
            if date.kind == kind:
                add(w.say(f"date_{kind}"), Ref("", dates.shown(date, w), _printed(shelf, date)))
    pages = entry.credits or (None,) * len(document.credits)
    credited = [(one.role, page or Ref("", one.name)) for one, page in zip(document.credits, pages, strict=True)]
    for role in _ROLES if credited else ():
        add(w.say(f"role_{role}"), *(person for its, person in credited if its == role))
    add(w.addressee, Ref("", issuance.addressee))
    add(w.copies, *(Ref("", line) for line in issuance.copies.split("\n")))
    add(w.printing, Ref("", issuance.printing))
    add(w.categories, *(path[-1] for path in entry.categories if path))
    add(w.kind_tag, *entry.tags)
    add(w.automatic_topics, *entry.derived_tags)
    rest = sum(one.document.characters for one in continuations(shelf, entry))
    with_rest = w.count("characters_in_all", document.characters + rest) if rest else ""
    add(w.length, Ref("", w.count("characters", document.characters), with_rest))
    return tuple(found)


def _printed(shelf: Shelf, date: Date) -> str:
    w = shelf.words
    understood = dates.shown(date, w)
    printed = date.printed.strip()
    if not printed or printed == understood:
        return date.time
    return w.say("as_printed", text=printed)


def _group_url(refs: tuple[Ref, ...], name: str) -> str:
    return next((ref.url for ref in refs if ref.title == name), "")


def provenance(shelf: Shelf, entry: Entry) -> tuple[Fact, ...]:
    """Which lines of which file the document is, and how that file was read."""
    document, w = entry.document, shelf.words
    first, last = document.span
    found = [
        Fact(w.file, (Ref("", str(document.path)),)),
        Fact(w.lines, (Ref("", w.say("line_span", first=first, last=last)),)),
        Fact("SHA-256", (Ref("", document.sha256),)),
        Fact(w.encoding, (Ref("", document.encoding),)),
        Fact(w.text_language, (Ref("", language_tag(entry), w.turned if document.turned else ""),)),
    ]
    record = shelf.sheets.get(str(document.path))
    if entry.sheet and record and len(record.entries) > 1:
        siblings = w.count("articles_in_file", len(record.entries))
        found.insert(2, Fact(w.sheet, (Ref(entry.sheet, siblings),)))
    if document.source_url.startswith(("http://", "https://")):
        found.insert(0, Fact(w.found_at, (Ref(document.source_url, document.source_url),)))
    return tuple(found)


def rules(shelf: Shelf, entry: Entry) -> tuple[Work, ...]:
    """What was done to it, by rule, with counts."""
    return tuple(
        Work(
            compare.title(rule, shelf.titles),
            f"about/#rule-{rule}",
            count,
            shelf.certainty(rule),
        )
        for rule, count in entry.document.rules
    )
