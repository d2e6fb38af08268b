"""What the collection says of itself under `data/`, held against its documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from builder.model import Problem
from builder.model.archive import folder

Record = dict[str, Any]

LIST, SUMS, BUILD = "data/documents.jsonl", "data/SHA256SUMS", "data/build.json"


def collection(found: Mapping[str, Path], records: Mapping[str, Record]) -> Iterator[Problem]:
    """The list of documents, the digests of the data files, and the record of the build. `records` are by file name."""
    known = sum(name.endswith("/document.json") for name in found)
    for name, check in (
        (LIST, lambda path: _listed(path, found, records)),
        (SUMS, _sums),
        (BUILD, lambda path: _build(path, known)),
    ):
        if name in found:
            yield from check(found[name])
        else:
            yield Problem(name, 0, "missing", f"is missing: {_MEANING[name]}")


_MEANING = {LIST: "the list of all documents", SUMS: "the digests of the data", BUILD: "the record of the build"}


def _listed(path: Path, found: Mapping[str, Path], records: Mapping[str, Record]) -> Iterator[Problem]:
    """The list names the documents that are there, and no others, and says of each what its own record says."""
    listed: set[str] = set()
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            value: Record = json.loads(line)
            name = folder(unquote(value["url"])) + "document.json"
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Problem(LIST, number, "bad-data", "is no document's record")
            continue
        listed.add(name)
        own = records.get(name, value)
        if other := sorted(key for key in value if value[key] != own.get(key)):
            yield Problem(LIST, number, "changed", f"says otherwise than {name} of its {', '.join(other)}")
    there = {name for name in found if name.endswith("/document.json")}
    for one in sorted(listed ^ there):
        yield Problem(one, 0, "missing", f"is listed in {LIST} or there, but not both")


def _sums(path: Path) -> Iterator[Problem]:
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        digest, _, name = line.partition("  ")
        file = path.with_name(name) if name and "/" not in name else path
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != digest:
            yield Problem(SUMS, number, "changed", "gives a digest that is not that of the file", line[:120])


def _build(path: Path, documents: int) -> Iterator[Problem]:
    """The counts add up: every file found has one fate, and no more documents stand here than were made."""
    try:
        value: Record = json.loads(path.read_bytes())
        counts = {name: int(count) for name, count in value["counts"].items()}
        version, settings = str(value["version"]), str(value["settings"])
        fates = sum(count for name, count in counts.items() if name not in ("found", "documents"))
        sound = bool(version) and settings.startswith("sha256:")
        sound = sound and fates == counts["found"] and counts["documents"] >= documents
    except (ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        yield Problem(
            BUILD, 0, "bad-data", "is no record of this build: a field is lacking, or its counts do not add up"
        )
