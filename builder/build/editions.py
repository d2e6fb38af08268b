"""The second trees of a site: the archive and its bodies in the other script, and where their files go.

Each document is turned once for each state it was ever in, through the cache and the executor like every pure stage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace

from builder.build.cache import Cache, digest, stamp, unpacked
from builder.build.each import Hire, each
from builder.build.gather import Bodies
from builder.edition.archive import turned_archive
from builder.edition.document import kinds, turned
from builder.edition.turner import Turner, turner
from builder.model import Archive, Body, Config, Document, File, Placed
from builder.model.packing import packed

Given = tuple[Document, bytes, dict[str, str]]  # a record, its body as bytes (b"" where it has none), its names

_TURNER: Turner


def _begin(config: Config) -> None:
    global _TURNER
    _TURNER = turner(config.language)


def _turn_all(batch: Sequence[Given]) -> list[tuple[bytes, bytes]]:
    return [_turn(*one) for one in batch]


def _turn(document: Document, body: bytes, names: dict[str, str]) -> tuple[bytes, bytes]:
    held: Body = unpacked(body) if body else Body(document.key, "", "", "")
    record, made = turned(document, held, names, _TURNER)
    return packed(record), packed(made)


def in_other_script(
    archive: Archive, bodies: Bodies, config: Config, cache: Cache, hire: Hire
) -> tuple[Archive, Bodies]:
    """The archive and its bodies as the tree of `config` shows them."""
    given = [(entry, kinds(entry)) for entry in archive.entries]
    keys = [
        digest(
            stamp(),
            config.language.encode(),
            bodies.keys.get(entry.document.key, b""),
            packed((entry.document, tuple(names.items()))),
        )
        for entry, names in given
    ]
    known = cache.known(keys)
    todo = [place for place, key in enumerate(keys) if key not in known]
    things = (_given(given[place][0].document, bodies, given[place][1]) for place in todo)
    pool = hire(len(todo), _begin, config)
    with pool or nullcontext():
        for place, (record, body) in zip(todo, each(_turn_all, things, pool), strict=True):
            cache.keep(((keys[place], record), (_body_key(keys[place]), body)))
            known[keys[place]] = record
    documents = [unpacked(known[key]) for key in keys]
    places = {entry.document.key: _body_key(key) for (entry, _), key in zip(given, keys, strict=True)}
    cache.stay(places.values())
    here = turned_archive(archive, documents, config)
    return here, Bodies(cache, {key: place for key, place in places.items() if key in bodies.keys})


def _given(document: Document, bodies: Bodies, names: dict[str, str]) -> Given:
    return document, bodies.packed(document.key) if document.key in bodies.keys else b"", names


def _body_key(key: bytes) -> bytes:
    return digest(key, b"body")


def below(file: File, folder: str) -> File:
    """The file in the folder of its tree."""
    return replace(file, path=folder / file.path) if folder else file


def put_below(file: File, *, folder: str, put: Callable[[File], Placed]) -> Placed:
    """Put a file of a second tree in place, in the process that drew it."""
    return put(below(file, folder))
