"""The collection as data, under `data/`: the documents as JSON Lines and as a table, the authorities, the links between
documents, a description of it all (Frictionless Data Package), and a record of the build.

The table (CSV) opens in a spreadsheet: it begins with a byte order mark, and a cell that a spreadsheet would take for a
formula is led by an apostrophe. Lists inside a cell are joined with `; `.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from builder.index.as_json import as_json, as_list
from builder.index.making import build_record
from builder.index.published import published
from builder.index.record import record
from builder.model import Archive, Body, Colophon, Config, Entry, File, Group
from builder.model.archive import GroupKind

FOLDER = PurePosixPath("data")
WITH_TEXT = 10_000  # beyond so many documents the texts are only in the JSON twins, which can be fetched one by one
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


class Told(NamedTuple):
    """A file that has been given away: its name, its size in bytes and its SHA-256 (hex)."""

    name: str
    size: int
    digest: str


class Line(NamedTuple):
    """A document as a row of the table and as a line of JSON."""

    row: bytes
    json: bytes


Lines = Callable[[Sequence[Entry], bool], Iterable[Line]]  # of these documents, with or without their texts


def data(archive: Archive, config: Config, colophon: Colophon, lines: Lines) -> Iterator[File]:
    """Every file under `data/`."""
    told: list[Told] = []
    for file in _tables(archive, lines):
        told.append(tell(file))
        yield file
    for file in (
        File(FOLDER / "datapackage.json", as_json(package(told, config, colophon), 1)),
        File(FOLDER / "build.json", build_record(config, colophon)),
    ):
        told.append(tell(file))
        yield file
    yield File(FOLDER / "SHA256SUMS", sums(told))


def tell(file: File) -> Told:
    """What is said of a file, so that it need not be kept."""
    return Told(file.path.name, len(file.data), sha256(file.data).hexdigest())


def _tables(archive: Archive, lines: Lines) -> Iterator[File]:
    """The files that hold data, each made when it is asked for: they are the largest of the site."""
    yield from _documents(archive, lines)
    for name, kind in AUTHORITIES:
        yield File(FOLDER / f"{name}.json", as_list(_authorities(archive, kind)))
    yield File(FOLDER / "links.json", as_list(_links(archive)))


def _documents(archive: Archive, lines: Lines) -> Iterator[File]:
    """All documents, as JSON Lines with their texts and as a table of the fields of COLUMNS."""
    shown = list(published(archive))
    texts, table = io.BytesIO(), io.BytesIO()
    table.write(b"\xef\xbb\xbf" + _as_row(COLUMNS))
    for one in lines(shown, len(shown) <= WITH_TEXT):
        table.write(one.row)
        texts.write(one.json)
    yield File(FOLDER / "documents.jsonl", texts.getvalue())
    texts.close()
    yield File(FOLDER / "documents.csv", table.getvalue())


def line(entry: Entry, body: Body | None) -> Line:
    """One document, with its text where a body is given."""
    value = record(entry)
    row = _as_row(_row(value))
    if body:
        value["text"] = body.plain
    return Line(row, as_json(value) + b"\n")


def _as_row(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _row(value: dict[str, Any]) -> list[str]:
    flat = value | {
        "people": [person["name"] for person in value["people"]],
        "tags": [*value["tags"], *value["derived_tags"]],
        "grade": value["quality"]["grade"],
    }
    cells = (flat[column] for column in COLUMNS)
    return [_safe("; ".join(c) if isinstance(c, list) else "" if c is None else str(c)) for c in cells]


def sums(files: Sequence[Told]) -> bytes:
    """The files' digests, as `sha256sum --check` reads them."""
    return "".join(f"{file.digest}  {file.name}\n" for file in files).encode()


def _safe(cell: str) -> str:
    """The cell, told apart from a formula.

    >>> _safe("=1+1"), _safe("7月1日")
    ("'=1+1", '7月1日')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _authorities(archive: Archive, kind: GroupKind) -> Iterator[dict[str, Any]]:
    return (_group(archive, group) for group in archive.groups.get(kind, ()))


def _group(archive: Archive, group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "url": group.url,
        "count": len(group.documents),
        "derived": group.derived,
        "definition": group.definition,
        "aliases": list(group.aliases),
        "parents": [ref.title for ref in group.parents],
        "children": [ref.title for ref in group.children],
        "neighbours": [ref.title for ref in group.neighbours],
        "conflicts": group.conflicts,
        "credited": group.credited,
        "held": archive.entries[group.target].id if group.target >= 0 else "",
        "occurrences": [{"text": one.text, "document": archive.entries[one.entry].id} for one in group.occurrences],
        "documents": [archive.entries[place].id for place in group.documents],
    }


def _links(archive: Archive) -> Iterator[dict[str, str]]:
    """Every link between two documents, with the reason that the page gives for it."""
    ids = {entry.url: entry.id for entry in archive.entries}
    return (
        {"from": entry.id, "to": ids[ref.url], "kind": kind, "why": ref.why}
        for entry in published(archive)
        for kind, refs in (("cites", entry.cites), ("version", entry.versions), ("related", entry.related))
        for ref in refs
        if ref.url in ids
    )


def package(files: Sequence[Told], config: Config, colophon: Colophon) -> dict[str, Any]:
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


def _resource(file: Told) -> dict[str, Any]:
    name, _, suffix = file.name.rpartition(".")
    value: dict[str, Any] = {
        "name": f"{name}-{suffix}" if name == "documents" else name,
        "path": file.name,
        "format": suffix,
        "mediatype": {"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl"}[suffix],
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
    }
    if suffix == "jsonl":
        value["type"] = "file"  # its values are nested: data tools are not to read it as a table
    if suffix == "csv":
        fields = [{"name": name, "type": "string"} for name in COLUMNS]
        value |= {"profile": "tabular-data-resource", "schema": {"fields": fields, "primaryKey": "id"}}
    return value
