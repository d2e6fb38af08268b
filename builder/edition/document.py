"""A document and its body in the other script. What was found stays as it was found: raw text, changes, paths, ids.

Rules: only Chinese of the other script is turned; a document in another language, or in this script by itself, is the
same in every edition. A mirror page that repair brought back to Simplified is turned like any other: the Traditional
characters it was found in were a machine's too, and a poorer one's (于, 后, 干 left as they were).
"""

from __future__ import annotations

from dataclasses import replace

from builder.edition.prose import Prose, prose
from builder.edition.turner import Turner
from builder.model import Body, Citation, Credit, Document, Entry, Heading, Issuance, Person

_LONGEST_PERSON = 4  # characters of a name in a byline; a longer one is an office's


def turns(document: Document, turner: Turner) -> bool:
    """Whether the document is turned at all."""
    return document.language == "zh" and (document.script or "Hans") != turner.script


def kinds(entry: Entry) -> dict[str, str]:
    """Every name in the document and what it is; where a name is two things, a person first."""
    document = entry.document
    found: dict[str, str] = {person.name: "person" for person in document.people}
    for credit in document.credits:
        found.setdefault(credit.name, _credited(credit.name))
    found |= {link.name: "person" for link in entry.links if link.kind == "person"}
    for place in document.places:
        found.setdefault(place, "place")
    for name in (*document.bodies, *(one for pair in document.short_names for one in pair)):
        found.setdefault(name, "body")
    for link in entry.links:
        if link.kind != "document":
            found.setdefault(link.name, link.kind)
    return found


def turned(document: Document, body: Body, names: dict[str, str], turner: Turner) -> tuple[Document, Body]:
    """The document and its body in the other script; both as they are where there is nothing to turn."""
    if not turns(document, turner):
        return document, body
    words = prose(names, turner)
    return _record(document, words), replace(body, html=words.markup(body.html), plain=words.text(body.plain))


def _credited(name: str) -> str:
    return "person" if len(name) <= _LONGEST_PERSON else "body"


def _record(document: Document, words: Prose) -> Document:
    text, name = words.text, words.turner.name
    issued, title = document.issuance, text(document.title)
    return replace(
        document,
        title=title,
        joints=document.joints if len(title) == len(document.title) else (),
        kicker=text(document.kicker),
        subtitle=text(document.subtitle),
        script=words.turner.script,
        turned=True,
        dates=tuple(replace(date, printed=text(date.printed)) for date in document.dates),
        source=name(document.source, "source"),
        issuance=Issuance(*(text(getattr(issued, field)) for field in Issuance.__slots__)),
        credits=tuple(Credit(one.role, name(one.name, _credited(one.name))) for one in document.credits),
        categories=tuple(tuple(map(text, path)) for path in document.categories),
        tags=tuple(map(text, document.tags)),
        people=tuple(Person(name(one.name, "person"), tuple(map(text, one.offices))) for one in document.people),
        places=tuple(name(place, "place") for place in document.places),
        bodies=tuple(name(one, "body") for one in document.bodies),
        events=tuple(map(text, document.events)),
        cites=tuple(Citation(text(one.name), one.kind, one.role) for one in document.cites),
        outline=tuple(Heading(one.level, one.anchor, text(one.text)) for one in document.outline),
        description=text(document.description),
        summary=text(document.summary),
        withdrawn=text(document.withdrawn),
        corrections=tuple((day, text(said)) for day, said in document.corrections),
        regions=tuple(tuple(name(place, "place") for place in path) for path in document.regions),
        short_names=tuple((name(a, "body"), name(b, "body")) for a, b in document.short_names),
    )
