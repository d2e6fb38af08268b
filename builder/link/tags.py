"""Tags: declared in a header, or found by the builder because a phrase matters in this collection.

Strategy: tags and categories are one namespace (主题), so a word has one page. A path `a/b` gives both pages, `b` below
`a`; a leaf that stands under one path only is the same topic as the flat word, one that stands under two keeps its path
for a name (`甲/首页`, `乙/首页`). The site's vocabulary merges spellings, adds parents, and bans words.

Derived tags come from `derived`: the phrases that matter in this collection. One that equals a declared tag adds its
documents to that tag.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from builder.link.derived import derive
from builder.link.gather import Cluster, Keys
from builder.link.vocabulary import thesaurus
from builder.model import Config, Document
from builder.model.archive import GroupKind

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """The clusters, and by place: declared tags, category paths, derived tags (numbers of clusters).

    `rare` are phrases without a page and the two or more documents that hold them; `alone`, by place, those without a
    page that one document is about.
    """

    clusters: tuple[Cluster, ...]
    tags: tuple[tuple[int, ...], ...]
    categories: tuple[tuple[tuple[int, ...], ...], ...]
    derived: tuple[tuple[int, ...], ...]
    rare: Mapping[str, tuple[int, ...]]
    alone: tuple[tuple[str, ...], ...]


class _Declared:
    """Declared topics while they are counted: paths become identities, identities become clusters."""

    def __init__(self, documents: Sequence[Document], config: Config) -> None:
        self.words = thesaurus(config.vocabulary)
        self.keys = Keys(self.words.same)
        self.names: dict[str, Counter[str]] = {}
        self.longer: dict[str, dict[str, None]] = {}  # phrases that go by a shorter one
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

    def count(self, documents: Sequence[Document], spellings: Mapping[str, str]) -> None:
        """Count the spellings of derived tags that have more than one, or one that is not their own key."""
        keys = self.keys
        varied = {key for one in documents for term, _ in one.terms if (key := keys(term)) != term or key in spellings}
        if not varied:
            return
        for document in documents:
            for term, _ in document.terms:
                if (key := keys(term)) in spellings:
                    self.longer.setdefault(spellings[key], {})[term] = None
                elif key in varied:
                    self.names.setdefault(key, Counter())[term] += 1

    def name(self, key: str) -> str:
        """The name to show: the vocabulary's, else the most frequent spelling."""
        if key not in self.names and "/" in key and key not in self.words.titles:
            return "/".join(self.name(part) for part in key.split("/"))
        if key in self.words.titles:
            return self.words.titles[key]
        said = self.names.get(key)
        return min(said.items(), key=lambda item: (-item[1], item[0]))[0] if said else key


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


def tags(documents: Sequence[Document], leaders: Sequence[int], config: Config, taken: Set[str]) -> Topics:
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
    found = derive(documents, leaders, declared.keys, taken | declared.words.banned, pages.numbers.keys())
    declared.count(documents, found.spellings)
    derived = [tuple(_find(key, place, declared, pages) for key in row) for place, row in enumerate(found.of)]
    clusters = tuple(_cluster(key, number, declared, pages) for key, number in pages.numbers.items())
    alone = tuple(_as_printed(one, keys, declared.keys) for one, keys in zip(documents, found.alone, strict=True))
    return Topics(clusters, tuple(map(tuple, rows)), tuple(categories), tuple(derived), found.rare, alone)


def _as_printed(document: Document, wanted: Sequence[str], keys: Keys) -> tuple[str, ...]:
    """Phrases as the document prints them."""
    if not wanted:
        return ()
    printed = {keys(term): term for term, _ in reversed(document.terms)}
    return tuple(printed.get(key, key) for key in wanted)


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


def _find(key: str, place: int, declared: _Declared, pages: _Pages) -> int:
    """Put a document under a derived tag and the wider tags of the vocabulary."""
    number = pages.add(key, place, "tag", derived=True)
    _widen(key, place, declared, pages)
    return number


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
        aliases=tuple(one for one in (*ranked, *declared.longer.get(key, ())) if one != name),
        parents=tuple(declared.name(parent) for parent in pages.parents[number]),
    )
