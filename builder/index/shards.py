"""Shards: the archive cut into indexes small enough to build and to search.

Pagefind's memory grows with the number of pages (0.85 MB each), so an index holds at most `LARGEST` documents. A small
archive is one shard. A large one is cut by year, oldest first, each shard taking whole years until it is full; a year
that is too large alone is dealt out by a hash of the document's id. So an edit touches one shard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from builder.model import Archive

LARGEST = 2500


@dataclass(frozen=True, slots=True)
class Shard:
    """One index: `places` in `Archive.entries`, newest first, the undated last.

    `path` is its folder inside `pagefind/`, "" for the newest; `years` are the first and last year in it, "" for the
    undated.
    """

    name: str
    path: str
    places: tuple[int, ...]
    years: tuple[str, str]


def shards(archive: Archive, largest: int = LARGEST) -> tuple[Shard, ...]:
    """The shards, newest first, each document that can be found in exactly one of them."""
    by_year: dict[str, list[int]] = {}
    for entry in archive.entries:
        if not (entry.document.draft or entry.document.withdrawn):
            by_year.setdefault(entry.date.year if entry.date else "", []).append(entry.place)
    found = [_shard(name, years) for name, years in _cut(sorted(by_year.items()), archive, largest)]
    return tuple(replace(shard, path="") if not at else shard for at, shard in enumerate(reversed(found)))


def _cut(
    years: list[tuple[str, list[int]]], archive: Archive, largest: int
) -> Iterator[tuple[str, list[tuple[str, list[int]]]]]:
    full: list[tuple[str, list[int]]] = []
    for year, places in years:
        if full and sum(len(held) for _, held in full) + len(places) > largest:
            yield full[0][0] or "undated", full
            full = []
        if len(places) <= largest:
            full.append((year, places))
            continue
        parts = -(-len(places) // largest) + 1  # one to spare: a hash does not deal evenly
        for part in range(parts):
            dealt = [place for place in places if crc32(archive.entries[place].id.encode()) % parts == part]
            yield f"{year or 'undated'}-{part + 1}", [(year, dealt)]
    if full:
        yield full[0][0] or "undated", full


def _shard(name: str, years: list[tuple[str, list[int]]]) -> Shard:
    dated = sorted((place for year, held in years if year for place in held), reverse=True)
    undated = sorted(place for year, held in years if not year for place in held)
    return Shard(name, f"{name}/", (*dated, *undated), (years[0][0], years[-1][0]))
