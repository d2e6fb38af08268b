"""The inverted index that every kind of authority is made from: names → the documents that mention them.

Documents are ints, their place in the archive's order. A rule (people, places, …) says which names a document mentions
and under which key two spellings are one; `gather` does the rest in one pass, and nothing here compares documents pair
by pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.link.fold import fold
from builder.model import Occurrence
from builder.model.archive import GroupKind


@dataclass(frozen=True, slots=True)
class Cluster:
    """An authority before it has an address. `documents` are places, ascending; `parents` are names of clusters of the
    same kind; everything else is as in `Group`."""

    kind: GroupKind
    name: str
    documents: tuple[int, ...]
    derived: bool = False
    definition: str = ""
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    conflicts: str = ""
    target: int = -1
    credited: int = 0


@dataclass(frozen=True, slots=True)
class Gathering:
    """The clusters of one kind, and for each document the cluster of each of its mentions, -1 where it has none.

    `of[place]` is parallel to what the rule calls the document's mentions; `keys` is parallel to `clusters`.
    """

    clusters: tuple[Cluster, ...]
    of: tuple[tuple[int, ...], ...]
    keys: tuple[str, ...]


class Keys:
    """`fold` with a memory: an archive says few names, and says them often."""

    def __init__(self, same: Mapping[str, str] | None = None) -> None:
        self._known: dict[str, str] = {}
        self._same = same or {}

    def __call__(self, name: str) -> str:
        key = self._known.get(name)
        if key is None:
            key = fold(name)
            key = self._known[name] = self._same.get(key, key)
        return key

    def each(self, rows: Iterable[Iterable[str]]) -> Iterator[list[tuple[str, str]]]:
        """Rows of names as rows of mentions, each name under its own key."""
        for names in rows:
            yield [(self(name), name) for name in names]


def gather(
    kind: GroupKind, rows: Iterable[Iterable[tuple[str, str]]], titles: Mapping[str, str] | None = None
) -> Gathering:
    """Clusters of the mentions in `rows` (one to a document), in order of first mention.

    A mention is its key and its spelling; one whose key is "" has no cluster. A cluster is called by `titles[key]`,
    else by its most frequent spelling (the first by code point among equals); its other spellings are its aliases.
    """
    numbers: dict[str, int] = {}
    documents: list[list[int]] = []
    spellings: list[dict[str, int]] = []
    of: list[tuple[int, ...]] = []
    for place, mentions in enumerate(rows):
        row: list[int] = []
        for key, spelling in mentions:
            if not key:
                row.append(-1)
                continue
            number = numbers.setdefault(key, len(documents))
            if number == len(documents):
                documents.append([place])
                spellings.append({spelling: 1})
            else:
                if documents[number][-1] != place:
                    documents[number].append(place)
                count = spellings[number]
                count[spelling] = count.get(spelling, 0) + 1
            row.append(number)
        of.append(tuple(row))
    clusters: list[Cluster] = []
    for key, number in numbers.items():
        ranked = [name for name, _ in sorted(spellings[number].items(), key=lambda one: (-one[1], one[0]))]
        title = (titles or {}).get(key) or ranked[0]
        others = tuple(name for name in ranked if name != title)
        clusters.append(Cluster(kind, title, tuple(documents[number]), aliases=others))
    return Gathering(tuple(clusters), tuple(of), tuple(numbers))
