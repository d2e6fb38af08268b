"""Shards: the archive cut into indexes small enough to build and to search.

Pagefind's memory grows with the text (0.6 kB a character), so an index holds at most `LARGEST` documents and `LONGEST`
characters, which is about 2.4 GB. A small archive is one shard. A large one is cut by year, oldest first, each shard
taking whole years until it is full; a year that is too large alone is dealt out by a hash of the document's id. So an
edit touches one shard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from builder.model import Archive

LARGEST = 2500
LONGEST = 4_000_000


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
    held = 0.0  # how full it is: 1 is as full as can be
    for year, places in years:
        size = _size(places, archive, largest)
        if full and held + size > 1:
            yield full[0][0] or "undated", full
            full, held = [], 0.0
        if size <= 1:
            full.append((year, places))
            held += size
            continue
        parts = int(size * 1.25) + 1  # some to spare: a hash does not deal evenly
        for part in range(parts):
            dealt = [place for place in places if crc32(archive.entries[place].id.encode()) % parts == part]
            yield f"{year or 'undated'}-{part + 1}", [(year, dealt)]
    if full:
        yield full[0][0] or "undated", full


def _size(places: list[int], archive: Archive, largest: int) -> float:
    """How much of a shard these documents take."""
    characters = sum(archive.entries[place].document.characters for place in places)
    return max(len(places) / largest, characters / LONGEST)


def _shard(name: str, years: list[tuple[str, list[int]]]) -> Shard:
    dated = sorted((place for year, held in years if year for place in held), reverse=True)
    undated = sorted(place for year, held in years if not year for place in held)
    return Shard(name, f"{name}/", (*dated, *undated), (years[0][0], years[-1][0]))
