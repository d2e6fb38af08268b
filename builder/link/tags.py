"""Tags: declared in a header, or found by the builder because a phrase matters in this collection.

Strategy: tags and categories are one namespace (主题), so a word has one page. A path `a/b` gives both pages, `b` below
`a`; a leaf that stands under one path only is the same topic as the flat word, one that stands under two keeps its path
for a name (`甲/首页`, `乙/首页`). The site's vocabulary merges spellings, adds parents, and bans words.

Derived tags (自动) come from the documents' candidate phrases by document frequency and TF-IDF over the archive:

1. a phrase that is already a person, place, body, work, event or source has its page and is no tag;
2. it stands in at least two documents (more in a large archive), and not in most of a large one;
3. it is whole: a phrase that stands nearly always inside one longer phrase gives way to it;
4. it is among the eight most telling of at least one document.

A phrase equal to a declared tag adds its documents to that tag. Phrases that are too rare for a page of their own still
tie two documents together; `rare` hands them to `related`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from builder.link.gather import Cluster, Keys
from builder.link.vocabulary import thesaurus
from builder.model import Config, Document
from builder.model.archive import GroupKind

PER_DOCUMENT: Final = 8
_SMALL: Final = 20  # below this many documents nothing is too frequent
_MOST: Final = 0.6
_RARE: Final = 24  # a phrase in more documents than this ties no two of them together

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """The clusters, and by place: declared tags, category paths, derived tags (numbers of clusters).

    `rare` are phrases without a page and the two or more documents that hold them.
    """

    clusters: tuple[Cluster, ...]
    tags: tuple[tuple[int, ...], ...]
    categories: tuple[tuple[tuple[int, ...], ...], ...]
    derived: tuple[tuple[int, ...], ...]
    rare: Mapping[str, tuple[int, ...]]


class _Declared:
    """Declared topics while they are counted: paths become identities, identities become clusters."""

    def __init__(self, documents: Sequence[Document], config: Config) -> None:
        self.words = thesaurus(config.vocabulary)
        self.keys = Keys(self.words.same)
        self.names: dict[str, Counter[str]] = {}
        self.tag_paths = [[self._path(tag.split("/")) for tag in one.tags] for one in documents]
        self.category_paths = [[self._path(path) for path in one.categories] for one in documents]
        roots: dict[str, set[Path]] = {}
        for paths in (*self.tag_paths, *self.category_paths):
            for path in paths:
                for depth in range(2, len(path) + 1):
                    roots.setdefault(path[depth - 1], set()).add(path[:depth])
        self._ambiguous = {leaf for leaf, found in roots.items() if len(found) > 1}

    def _path(self, parts: Sequence[str]) -> Path:
        """A path as keys, without empty and banned parts."""
        path: list[str] = []
        for part in parts:
            key = self.keys(part)
            if key and key not in self.words.banned:
                self.names.setdefault(key, Counter())[part.strip()] += 1
                path.append(key)
        return tuple(path)

    def identity(self, path: Path) -> str:
        """The topic that a path means: its leaf, or the whole path where the leaf alone would be ambiguous."""
        return "/".join(path) if len(path) > 1 and path[-1] in self._ambiguous else path[-1]

    def name(self, key: str) -> str:
        """The name to show: the vocabulary's, else the most frequent spelling."""
        if key not in self.names and "/" in key and key not in self.words.titles:
            return "/".join(self.name(part) for part in key.split("/"))
        if key in self.words.titles:
            return self.words.titles[key]
        return min(self.names[key].items(), key=lambda item: (-item[1], item[0]))[0] if key in self.names else key


class _Pages:
    """Topics as they come: a number for each identity, with its documents."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.documents: list[list[int]] = []
        self.kinds: list[GroupKind] = []
        self.parents: list[dict[str, None]] = []
        self.derived: list[bool] = []

    def add(self, key: str, place: int, kind: GroupKind, derived: bool = False) -> int:
        number = self.numbers.setdefault(key, len(self.documents))
        if number == len(self.documents):
            self.documents.append([])
            self.kinds.append(kind)
            self.parents.append({})
            self.derived.append(derived)
        if kind == "tag":
            self.kinds[number] = "tag"
        self.derived[number] = self.derived[number] and derived
        self.documents[number].append(place)
        return number


def tags(documents: Sequence[Document], config: Config, taken: Container[str]) -> Topics:
    """Declared and derived topics; `taken` are the keys of names that have pages of another kind."""
    declared = _Declared(documents, config)
    pages = _Pages()
    rows: list[list[int]] = []
    categories: list[tuple[tuple[int, ...], ...]] = []
    for place in range(len(documents)):
        row: dict[int, None] = {}
        for path in declared.tag_paths[place]:
            row.update(dict.fromkeys(_place(path, place, "tag", declared, pages)))
        rows.append(list(row))
        paths = [tuple(_place(path, place, "category", declared, pages)) for path in declared.category_paths[place]]
        categories.append(tuple(dict.fromkeys(path for path in paths if path)))
    derived, rare = _derived(documents, declared, pages, taken)
    clusters = tuple(_cluster(key, number, declared, pages) for key, number in pages.numbers.items())
    return Topics(clusters, tuple(map(tuple, rows)), tuple(categories), derived, rare)


def _place(path: Path, place: int, kind: GroupKind, declared: _Declared, pages: _Pages) -> list[int]:
    """Put a document under every step of a path and under the wider tags of the vocabulary; the steps' numbers."""
    steps: list[int] = []
    above = ""
    for depth in range(1, len(path) + 1):
        key = declared.identity(path[:depth])
        number = pages.add(key, place, kind)
        steps.append(number)
        if above and above != key:
            pages.parents[number][above] = None
        above = key
    for key in path:
        _widen(key, place, declared, pages)
    return steps


def _widen(key: str, place: int, declared: _Declared, pages: _Pages) -> None:
    below = key
    for wider in declared.words.ancestors(key):
        pages.add(wider, place, "tag")
        pages.parents[pages.numbers[below]][wider] = None
        below = wider


def _derived(
    documents: Sequence[Document], declared: _Declared, pages: _Pages, taken: Container[str]
) -> tuple[tuple[tuple[int, ...], ...], dict[str, tuple[int, ...]]]:
    """Derived tags by place, best first, and the phrases too rare for a page."""
    holders, counts = _holders(documents, declared)
    total = len(documents)
    least = max(2, round(sqrt(total) / 16))
    most = total if total < _SMALL else _MOST * total
    fit = {
        key: places
        for key, places in holders.items()
        if len(places) >= 2 and key not in taken and key not in declared.words.banned
    }
    whole = dict(fit)
    for longer in fit:
        for part in _parts(longer):
            if part in whole and part not in pages.numbers and len(fit[longer]) >= 0.8 * len(fit[part]):
                del whole[part]
    idf = {key: log((total + 1) / len(places)) + 1 for key, places in whole.items()}
    best: list[list[str]] = []
    chosen: dict[str, None] = {}
    for place, row in enumerate(counts):
        ranked = sorted((-count * idf[key], key) for key, count in row.items() if key in whole)
        able = [key for _, key in ranked if key in pages.numbers or least <= len(whole[key]) <= most]
        chosen.update(dict.fromkeys(able[:PER_DOCUMENT]))
        best.append(able)
        counts[place] = {}
    derived: list[tuple[int, ...]] = []
    for place, able in enumerate(best):
        row_: list[int] = []
        for key in able:
            if key in chosen:
                row_.append(pages.add(key, place, "tag", derived=True))
                _widen(key, place, declared, pages)
        derived.append(tuple(row_))
    rare = {key: tuple(places) for key, places in whole.items() if key not in chosen and len(places) <= _RARE}
    return tuple(derived), rare


def _holders(documents: Sequence[Document], declared: _Declared) -> tuple[dict[str, list[int]], list[dict[str, int]]]:
    """For each phrase its documents, and for each document its phrases with their counts."""
    holders: dict[str, list[int]] = {}
    counts: list[dict[str, int]] = []
    for place, document in enumerate(documents):
        row: dict[str, int] = {}
        for term, count in document.terms:
            key = declared.keys(term)
            if not key:
                continue
            if key not in row:
                holders.setdefault(key, []).append(place)
                declared.names.setdefault(key, Counter())
            row[key] = row.get(key, 0) + count
            declared.names[key][term] += 1
        counts.append(row)
    return holders, counts


def _parts(phrase: str) -> list[str]:
    """The proper parts of a phrase, of two characters and more."""
    length = len(phrase)
    return [phrase[i:j] for i in range(length - 1) for j in range(i + 2, length + 1) if j - i < length]


def _cluster(key: str, number: int, declared: _Declared, pages: _Pages) -> Cluster:
    name = declared.name(key)
    spellings = declared.names.get(key, Counter())
    ranked = sorted(spellings, key=lambda one: (-spellings[one], one))
    return Cluster(
        pages.kinds[number],
        name,
        tuple(sorted(set(pages.documents[number]))),
        derived=pages.derived[number],
        definition=declared.words.definitions.get(key, ""),
        aliases=tuple(one for one in ranked if one != name),
        parents=tuple(declared.name(parent) for parent in pages.parents[number]),
    )
