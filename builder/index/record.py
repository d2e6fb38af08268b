"""A document as data: the record that JSON Lines, table and JSON twins share, in the words of `fangzhi inspect`."""

from __future__ import annotations

from typing import Any

from builder.model import Date, Entry, Quality

AUTHORS = ("author", "reporter", "correspondent")


def record(entry: Entry) -> dict[str, Any]:
    """Every field of a document save its texts, as plain JSON values; dates are EDTF, `lines` count from 1."""
    document, issued = entry.document, entry.document.issuance
    return {
        "id": entry.id,
        "url": entry.url,
        "title": document.title,
        "title_supplied": document.title_supplied,
        "kicker": document.kicker,
        "subtitle": document.subtitle,
        "date": entry.date.edtf if entry.date else None,
        "date_printed": entry.date.printed if entry.date else "",
        "dates": [_date(date) for date in document.dates],
        "source": entry.source.title if entry.source else document.source,
        "source_url": document.source_url,
        "issuer": issued.issuer,
        "number": issued.number,
        "series": entry.series.title if entry.series else issued.series,
        "issue": issued.issue,
        "genre": document.genre,
        "language": document.language,
        "script": document.script,
        "authors": [credit.name for credit in document.credits if credit.role in AUTHORS],
        "credits": [{"role": credit.role, "name": credit.name} for credit in document.credits],
        "categories": [list(path) for path in document.categories],
        "tags": [ref.title for ref in entry.tags],
        "derived_tags": [ref.title for ref in entry.derived_tags],
        "people": [{"name": person.name, "offices": list(person.offices)} for person in document.people],
        "places": list(document.places),
        "bodies": list(document.bodies),
        "works": [cite.name for cite in document.cites if cite.kind == "work"],
        "numbers": [cite.name for cite in document.cites if cite.kind == "number"],
        "events": list(document.events),
        "summary": document.summary,
        "characters": document.characters,
        "quality": _quality(document.quality),
        "rules": dict(document.rules),
        "path": str(document.path),
        "article": document.article,
        "lines": list(document.span),
        "encoding": document.encoding,
        "sha256": document.sha256,
        "versions": [ref.url for ref in entry.versions],
    }


def _date(date: Date) -> dict[str, str]:
    return {
        "kind": date.kind,
        "edtf": date.edtf,
        "printed": date.printed,
        "time": date.time,
        "origin": date.origin,
        "inferred": date.inferred,
    }


def _quality(quality: Quality) -> dict[str, Any]:
    return {
        "grade": quality.grade,
        "lost": quality.lost,
        "conjectures": quality.conjectures,
        "proposals": quality.proposals,
        "changes": quality.changes,
        "missing": list(quality.missing),
        "furniture": quality.furniture,
    }
