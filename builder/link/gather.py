"""The inverted index that every kind of authority is made from: names → the documents that mention them.

Documents are ints, their place in the archive's order. A rule (people, places, …) says which names a document mentions
and under which key two spellings are one; `gather` does the rest in one pass, and nothing here compares documents pair
by pair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Gathering:
    """The clusters of one kind, and for each document the cluster of each of its mentions, -1 where it has none.

    `of[place]` is parallel to what the rule calls the document's mentions.
    """

    clusters: tuple[Cluster, ...]
    of: tuple[tuple[int, ...], ...]


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


def gather(
    kind: GroupKind,
    mentions: Sequence[Sequence[str]],
    key: Callable[[str], str],
    titles: Mapping[str, str] | None = None,
) -> Gathering:
    """Clusters of the names in `mentions` (one sequence to a document), in order of first mention.

    A name whose key is "" has no cluster. A cluster is called by `titles[key]`, else by its most frequent spelling
    (the first by code point among equals); its other spellings are its aliases.
    """
    numbers: dict[str, int] = {}
    documents: list[list[int]] = []
    spellings: list[dict[str, int]] = []
    of: list[tuple[int, ...]] = []
    for place, names in enumerate(mentions):
        row: list[int] = []
        for name in names:
            folded = key(name)
            if not folded:
                row.append(-1)
                continue
            number = numbers.setdefault(folded, len(documents))
            if number == len(documents):
                documents.append([])
                spellings.append({})
            if not documents[number] or documents[number][-1] != place:
                documents[number].append(place)
            count = spellings[number]
            count[name] = count.get(name, 0) + 1
            row.append(number)
        of.append(tuple(row))
    clusters: list[Cluster] = []
    for folded, number in numbers.items():
        ranked = sorted(spellings[number], key=lambda name: (-spellings[number][name], name))
        title = (titles or {}).get(folded) or ranked[0]
        others = tuple(name for name in ranked if name != title)
        clusters.append(Cluster(kind, title, tuple(documents[number]), aliases=others))
    return Gathering(tuple(clusters), tuple(of))
