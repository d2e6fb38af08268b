"""Facets: what a result list shows, sorts by and filters by, beside Pagefind's index.

`pagefind/search.json` names the shards, newest first. Each shard has two files of columns, one value a document in the
order of the shard, so that a hit's place is enough to look a document up: `core` (dates, lengths, sources, kinds) comes
with the first search, `names` (tags, people, places) when a reader opens those filters. Lengths are of the folded text,
in UTF-16 units: the title's tells a hit in the title, the whole's weighs a hit in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from builder.index.as_json import as_json
from builder.index.shards import Shard
from builder.model import Entry, File, Ref, sort_key

FOLDER = PurePosixPath("pagefind")


def shown(entry: Entry) -> dict[str, str]:
    """What a result says of its document, beside the text. A title that the archive supplied stands in brackets."""
    document = entry.document
    return {
        "title": f"[{document.title}]" if document.title_supplied else document.title,
        "date": entry.date.edtf if entry.date else "",
        "printed": entry.date.printed if entry.date else "",
        "source": entry.source.title if entry.source else document.source,
        "kind": document.genre,
        "language": f"zh-{document.script}" if document.language == "zh" else document.language,
    }


def columns(
    shard: Shard, entries: Sequence[Entry], lengths: Sequence[tuple[int, int]]
) -> tuple[dict[str, object], list[File]]:
    """What `search.json` says of a shard, and the files of its columns; `lengths` are of each title and text."""
    said: dict[str, object] = {
        "name": shard.name,
        "path": shard.path,
        "count": len(entries),
        "years": shard.years,
    }
    files: list[File] = []
    for name, values in (("core", _core(entries, lengths)), ("names", _names(entries))):
        data = as_json(values)
        said[name] = f"{shard.path}{name}.{sha256(data).hexdigest()[:10]}.json"
        files.append(File(FOLDER / str(said[name]), data))
    return said, files


def manifest(said: Sequence[dict[str, object]]) -> File:
    """`search.json`: every shard, newest first."""
    return File(FOLDER / "search.json", as_json({"shards": said}))


def _core(entries: Sequence[Entry], lengths: Sequence[tuple[int, int]]) -> dict[str, object]:
    return {
        "title": [title for title, _ in lengths],
        "length": [length for _, length in lengths],
        "dates": [sort_key(entry.date) if entry.date and entry.date.year else "" for entry in entries],
        "source": _column([[shown(entry)["source"]] if shown(entry)["source"] else [] for entry in entries]),
        "kind": _column([[entry.document.genre] for entry in entries]),
    }


def named(entry: Entry) -> dict[str, list[str]]:
    """The names by which a reader may filter."""
    return {
        "tag": _titles((*entry.tags, *(tag for tag in entry.derived_tags if tag.url))),
        "person": _titles(entry.people),
        "place": _titles(entry.places),
    }


def _names(entries: Sequence[Entry]) -> dict[str, object]:
    every = [named(entry) for entry in entries]
    return {facet: _column([names[facet] for names in every]) for facet in ("tag", "person", "place")}


def _titles(refs: Sequence[Ref]) -> list[str]:
    return list(dict.fromkeys(ref.title for ref in refs))


def _column(values: Sequence[Sequence[str]]) -> dict[str, object]:
    """Names once, and for each document the numbers of its names: alone where there is one, a list otherwise."""
    numbers = {name: number for number, name in enumerate(sorted({name for held in values for name in held}))}
    rows = [[numbers[name] for name in held] for held in values]
    return {"names": list(numbers), "rows": [row[0] if len(row) == 1 else row for row in rows]}
