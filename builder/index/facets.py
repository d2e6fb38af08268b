"""Facets: what a result list shows, sorts by and filters by, beside Pagefind's index.

`pagefind/search.json` names the shards, newest first. Each shard has two files of columns, one value a document in the
order of the shard, so that a hit's place is enough to look a document up: `core` (dates, lengths, sources, kinds) comes
with the first search, `names` (tags, people, places) when a reader opens those filters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from builder.index.shards import Shard
from builder.model import Archive, Entry, File, Ref, sort_key

FOLDER = PurePosixPath("pagefind")


def shown(entry: Entry) -> dict[str, str]:
    """What a result says of its document, beside the text."""
    document = entry.document
    return {
        "title": document.title,
        "date": entry.date.edtf if entry.date else "",
        "source": entry.source.title if entry.source else document.source,
        "kind": document.genre,
        "language": f"zh-{document.script}" if document.language == "zh" else document.language,
    }


def manifest(shards: Sequence[Shard], archive: Archive) -> Iterator[File]:
    """`search.json` and the columns of every shard."""
    listed = []
    for shard in shards:
        entries = [archive.entries[place] for place in shard.places]
        said: dict[str, object] = {"path": shard.path, "count": len(entries), "years": shard.years}
        for name, columns in (("core", _core(entries)), ("names", _names(entries))):
            data = _json(columns)
            path = f"{shard.path}{name}.{sha256(data).hexdigest()[:10]}.json"
            said[name] = path
            yield File(FOLDER / path, data)
        listed.append(said)
    yield File(FOLDER / "search.json", _json({"shards": listed}))


def _core(entries: Sequence[Entry]) -> dict[str, object]:
    return {
        "dates": [sort_key(entry.date) if entry.date and entry.date.year else "" for entry in entries],
        "source": _column([[shown(entry)["source"]] if shown(entry)["source"] else [] for entry in entries]),
        "kind": _column([[entry.document.genre] for entry in entries]),
    }


def _names(entries: Sequence[Entry]) -> dict[str, object]:
    return {
        "tag": _column([_titles((*entry.tags, *entry.derived_tags)) for entry in entries]),
        "person": _column([_titles(entry.people) for entry in entries]),
        "place": _column([_titles(entry.places) for entry in entries]),
    }


def _titles(refs: Sequence[Ref]) -> list[str]:
    return list(dict.fromkeys(ref.title for ref in refs))


def _column(values: Sequence[Sequence[str]]) -> dict[str, object]:
    """Names once, and for each document the numbers of its names: alone where there is one, a list otherwise."""
    numbers = {name: number for number, name in enumerate(sorted({name for held in values for name in held}))}
    rows = [[numbers[name] for name in held] for held in values]
    return {"names": list(numbers), "rows": [row[0] if len(row) == 1 else row for row in rows]}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
