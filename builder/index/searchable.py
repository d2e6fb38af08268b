"""What a search looks through: the one place that says which words of a document can be found.

It is what a reader sees as title and text: title, kicker and subtitle, what the head and foot of an official document
say, the names of those who made it, and the body; one paragraph to a line.
"""

from __future__ import annotations

from builder.model import Body, Document


def searchable(document: Document, body: Body) -> str:
    """The text of a document as search sees it, before folding, its title on the first line."""
    issued = document.issuance
    lines = [
        _line(document.title),
        document.kicker,
        document.subtitle,
        issued.issuer,
        issued.number,
        issued.series,
        issued.issue,
        issued.addressee,
        issued.copies,
        issued.printing,
        issued.edition,
        *(credit.name for credit in document.credits),
    ]
    seen = dict.fromkeys(_line(line) for line in lines[1:] if line)
    return "\n".join([lines[0], *seen, body.plain])


def _line(text: str) -> str:
    return " ".join(text.split("\n"))
