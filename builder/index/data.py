"""The collection as data, under `data/`: the documents as JSON Lines and as a table, the authorities, the links between
documents, and a description of it all (Frictionless Data Package).

The table (CSV) opens in a spreadsheet: it begins with a byte order mark, and a cell that a spreadsheet would take for a
formula is led by an apostrophe. Lists inside a cell are joined with `; `.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from builder.index.as_json import as_json
from builder.index.published import published
from builder.index.record import record
from builder.model import Archive, Body, Colophon, Config, Entry, File, Group
from builder.model.archive import GroupKind

FOLDER = PurePosixPath("data")
WITH_TEXT = 20_000  # beyond so many documents the texts are only in the JSON twins, which can be fetched one by one
COLUMNS = (
    "id", "url", "title", "date", "date_printed", "source", "issuer", "number", "series", "issue", "genre", "script",
    "authors", "tags", "people", "places", "works", "characters", "grade", "path", "article", "sha256",
)  # fmt: skip
AUTHORITIES: tuple[tuple[str, GroupKind], ...] = (
    ("tags", "tag"),
    ("people", "person"),
    ("places", "place"),
    ("bodies", "body"),
    ("works", "work"),
    ("events", "event"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def data(archive: Archive, config: Config, colophon: Colophon, bodies: Callable[[str], Body]) -> Iterator[File]:
    """Every file under `data/`."""
    files = [
        File(FOLDER / "documents.jsonl", _lines(archive, bodies)),
        File(FOLDER / "documents.csv", table(archive)),
        *(File(FOLDER / f"{name}.json", as_json(_authorities(archive, kind))) for name, kind in AUTHORITIES),
        File(FOLDER / "links.json", as_json(_links(archive))),
    ]
    yield from files
    yield File(FOLDER / "datapackage.json", as_json(package(files, config, colophon)))


def _lines(archive: Archive, bodies: Callable[[str], Body]) -> bytes:
    shown = list(published(archive))
    lines: list[bytes] = []
    for entry in shown:
        value = record(entry)
        if len(shown) <= WITH_TEXT:
            value["text"] = bodies(entry.document.key).plain
        lines.append(as_json(value) + b"\n")
    return b"".join(lines)


def table(archive: Archive) -> bytes:
    """The documents as CSV, one a row, the fields of COLUMNS."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(value) for value in _row(entry)] for entry in published(archive))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _row(entry: Entry) -> Iterator[str]:
    value = record(entry)
    value |= {
        "people": [person["name"] for person in value["people"]],
        "tags": [*value["tags"], *value["derived_tags"]],
        "grade": entry.document.quality.grade,
    }
    for column in COLUMNS:
        cell = value[column]
        yield "; ".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell)


def _safe(cell: str) -> str:
    """The cell, told apart from a formula.

    >>> _safe("=1+1"), _safe("7月1日")
    ("'=1+1", '7月1日')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _authorities(archive: Archive, kind: GroupKind) -> list[dict[str, Any]]:
    return [_group(archive, group) for group in archive.groups.get(kind, ())]


def _group(archive: Archive, group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "url": group.url,
        "count": len(group.documents),
        "derived": group.derived,
        "definition": group.definition,
        "aliases": list(group.aliases),
        "parents": [ref.title for ref in group.parents],
        "neighbours": [ref.title for ref in group.neighbours],
        "occurrences": [{"text": one.text, "document": archive.entries[one.entry].id} for one in group.occurrences],
        "documents": [archive.entries[place].id for place in group.documents],
    }


def _links(archive: Archive) -> list[dict[str, str]]:
    """Every link between two documents, with the reason that the page gives for it."""
    ids = {entry.url: entry.id for entry in archive.entries}
    return [
        {"from": entry.id, "to": ids[ref.url], "kind": kind, "why": ref.why}
        for entry in published(archive)
        for kind, refs in (("cites", entry.cites), ("version", entry.versions), ("related", entry.related))
        for ref in refs
        if ref.url in ids
    ]


def package(files: list[File], config: Config, colophon: Colophon) -> dict[str, Any]:
    """The description of the files, as Data Package v1 wants it."""
    value: dict[str, Any] = {
        "profile": "data-package",
        "name": "documents",
        "title": config.title,
        "description": config.description,
        "version": colophon.version,
        "resources": [_resource(file) for file in files],
    }
    if "://" in config.base_url:
        value["homepage"] = config.base_url
    if config.licence:
        value["licenses"] = [{"name": "custom", "title": config.licence}]
    return value


def _resource(file: File) -> dict[str, Any]:
    name, suffix = file.path.stem, file.path.suffix[1:]
    value: dict[str, Any] = {
        "name": f"{name}-{suffix}" if name == "documents" else name,
        "path": file.path.name,
        "format": suffix,
        "mediatype": {"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl"}[suffix],
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{sha256(file.data).hexdigest()}",
    }
    if suffix == "csv":
        fields = [{"name": name, "type": "string"} for name in COLUMNS]
        value |= {"profile": "tabular-data-resource", "schema": {"fields": fields, "primaryKey": "id"}}
    return value
