"""Catalogue records for the tests of `link`, made from the model's nouns with as little said as each test needs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from builder.link.archive import link
from builder.model import Archive, Citation, Config, Date, Document, Entry, Group, Issuance, Person, Sheet

HERE = Config(root=Path("/archive"))


def document(path: str, title: str = "", day: str = "", **said: Any) -> Document:
    """A record of one article. `people` may be names, `cites` titles, `terms` phrases, `series` and `issue` strings."""
    made: dict[str, Any] = dict(said)
    made["people"] = tuple(one if isinstance(one, Person) else Person(one) for one in said.get("people", ()))
    made["cites"] = tuple(
        one if isinstance(one, Citation) else Citation(one, "number" if one.endswith("号") else "work")
        for one in said.get("cites", ())
    )
    made["terms"] = tuple(one if isinstance(one, tuple) else (one, 3) for one in said.get("terms", ()))
    if said.get("fingerprint") and "sketch" not in said:
        made["sketch"] = random.Random(said["fingerprint"]).randbytes(512)
    issuance = {name: made.pop(name) for name in ("issuer", "number", "series", "issue") if name in made}
    return Document(
        path=PurePosixPath(path),
        article=made.pop("article", 1),
        span=(1, 20),
        title=title or path,
        sha256="0" * 64,
        encoding="utf-8",
        dates=(Date("published", day, day, "header"),) if day else (),
        issuance=Issuance(**issuance),
        characters=made.pop("characters", 900),
        **made,
    )


def linked(*documents: Document, config: Config = HERE, **settings: Any) -> Archive:
    """The archive of these documents; those of one path share a sheet."""
    files: dict[PurePosixPath, list[Document]] = {}
    for one in documents:
        files.setdefault(one.path, []).append(one)
    sheets = [Sheet(path, 20, tuple(found)) for path, found in files.items()]
    return link(sheets, replace(config, **settings))


def entry(archive: Archive, path: str, article: int = 1) -> Entry:
    """The entry of a file."""
    found = [one for one in archive.entries if (str(one.document.path), one.document.article) == (path, article)]
    assert len(found) == 1, f"{path} has {len(found)} entries"
    return found[0]


def group(archive: Archive, kind: str, name: str) -> Group:
    """The one group of a kind with this name."""
    found = [one for one in archive.groups[kind] if one.name == name]  # type: ignore[index]
    assert len(found) == 1, f"{kind} {name!r} among {[one.name for one in archive.groups[kind]]}"  # type: ignore[index]
    return found[0]


def names(archive: Archive, kind: str) -> list[str]:
    """The names of a kind's groups, in their order."""
    return [one.name for one in archive.groups[kind]]  # type: ignore[index]


def paths(archive: Archive, one: Group) -> list[str]:
    """The files of a group's documents, in its order."""
    return [str(archive.entries[place].document.path) for place in one.documents]


def shuffled(documents: Sequence[Document], seed: int) -> list[Document]:
    """The same documents in another order."""
    found = list(documents)
    random.Random(seed).shuffle(found)
    return found
