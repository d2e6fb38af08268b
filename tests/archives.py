"""Small archives made from the nouns alone, for tests of the stages that only take one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from builder.model import Archive, Body, Config, Date, Document, Entry, File, Group, Period, Ref, sort_key
from builder.model.archive import GroupKind


def made(documents: Sequence[tuple[Document, Body]]) -> tuple[Archive, Callable[[str], Body]]:
    """An archive of these documents: sorted, numbered, with pages for what they name."""
    bodies = {body.key: body for _, body in documents}
    ordered = sorted((document for document, _ in documents), key=lambda one: (sort_key(one.date), str(one.path)))
    entries = tuple(_entry(place, document) for place, document in enumerate(ordered))
    groups: dict[GroupKind, tuple[Group, ...]] = {
        "tag": _groups("tag", "tags", entries, [one.tags for one in entries]),
        "person": _groups("person", "people", entries, [one.people for one in entries]),
        "place": _groups("place", "places", entries, [one.places for one in entries]),
        "source": _groups("source", "sources", entries, [(one.source,) if one.source else () for one in entries]),
    }
    by_year: dict[str, list[int]] = {}
    for entry in entries:
        if entry.date:
            by_year.setdefault(entry.date.year, []).append(entry.place)
    years = tuple(Period(year, f"years/{year}/", tuple(places)) for year, places in sorted(by_year.items()))
    undated = tuple(entry.place for entry in entries if not entry.date)
    return Archive(entries, groups, years, undated), bodies.__getitem__


def document(name: str, title: str, text: str, date: str = "", source: str = "", **more: Any) -> tuple[Document, Body]:
    """One document whose file holds nothing but its text."""
    dates = (Date("published", date, date, "header"),) if date else ()
    path = PurePosixPath(f"{name}.txt")
    one = Document(path, 1, (1, text.count("\n") + 1), title, "0" * 64, "utf-8", dates=dates, source=source, **more)
    html = "".join(f'<p id="p{n}">{line}</p>' for n, line in enumerate(text.split("\n"), 1))
    return one, Body(one.key, html, text, text)


def _entry(place: int, document: Document) -> Entry:
    name = document.path.stem
    refs = {
        "tags": _refs("tags", document.tags),
        "people": _refs("people", [person.name for person in document.people]),
        "places": _refs("places", document.places),
    }
    source = Ref(f"sources/{document.source}/", document.source) if document.source else None
    return Entry(place, name, f"d/{name}/", document, document.date, place, source=source, **refs)


def _refs(folder: str, names: Sequence[str]) -> tuple[Ref, ...]:
    return tuple(Ref(f"{folder}/{name}/", name) for name in names)


def _groups(
    kind: GroupKind, folder: str, entries: Sequence[Entry], named: Sequence[Sequence[Ref]]
) -> tuple[Group, ...]:
    places: dict[str, list[int]] = {}
    for entry, refs in zip(entries, named, strict=True):
        for ref in refs:
            places.setdefault(ref.title, []).insert(0, entry.place)
    return tuple(Group(kind, name, f"{folder}/{name}/", tuple(held)) for name, held in sorted(places.items()))


def written(files: Sequence[File], folder: Path) -> None:
    """Put the files into `folder`."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def config(tmp: Path, **more: Any) -> Config:
    """The settings of a site that lies in `tmp`."""
    return Config(root=tmp, content=tmp / "content", output=tmp / "public", **more)
