"""From clusters to groups: each gets its page, its parents and children, and what stands beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from builder.link.addresses import group_urls
from builder.link.authorities import Authorities
from builder.link.fold import fold
from builder.link.gather import Cluster
from builder.link.ids import Addresses
from builder.link.neighbours import beside
from builder.link.phrases import say
from builder.model import Config, Document, Group, Ref
from builder.model.archive import GroupKind

KINDS: tuple[GroupKind, ...] = ("tag", "category", "person", "place", "body", "work", "event", "source", "series")


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups by kind, a plain reference to each cluster by its number, addresses by kind and name, and the address
    of a name (by folded key) for wikilinks."""

    by_kind: Mapping[GroupKind, tuple[Group, ...]]
    refs: tuple[Ref, ...]
    urls: Mapping[str, Mapping[str, str]]
    by_name: Mapping[str, str]


def group(named: Authorities, documents: Sequence[Document], where: Addresses, config: Config) -> Groups:
    """Every group, each kind's by count (the most first) and name; makers after subjects."""
    names: dict[str, list[str]] = {}
    for cluster in named.clusters:
        names.setdefault(_folder(cluster.kind), []).append(cluster.name)
    urls = {folder: group_urls(folder, found) for folder, found in names.items()}
    refs = tuple(Ref(urls[_folder(one.kind)][one.name], one.name) for one in named.clusters)
    near = beside(named.clusters, named.beside)
    by_kind: dict[GroupKind, list[Group]] = {kind: [] for kind in KINDS}
    children = _children(named.clusters, refs)

    @cache
    def around(other: int, shared: int) -> Ref:
        return Ref(refs[other].url, refs[other].title, say("beside", config.language, shared))

    by_name: dict[str, str] = {}
    undated = sum(1 for document in documents if document.date is not None and bool(document.date.year))
    for number, cluster in enumerate(named.clusters):
        folder = _folder(cluster.kind)
        by_kind[cluster.kind].append(
            Group(
                kind=cluster.kind,
                name=cluster.name,
                url=refs[number].url,
                documents=_newest(cluster.documents, undated),
                derived=cluster.derived,
                definition=cluster.definition,
                aliases=cluster.aliases,
                parents=tuple(Ref(urls[folder][name], name) for name in cluster.parents if name in urls[folder]),
                children=children.get(number, ()),
                neighbours=tuple(around(other, shared) for other, shared in near[number]),
                occurrences=cluster.occurrences,
                conflicts=cluster.conflicts,
                target=cluster.target,
                credited=cluster.credited,
            )
        )
        by_name.setdefault(fold(cluster.name), refs[number].url)
    ordered = {kind: tuple(sorted(found, key=_rank)) for kind, found in by_kind.items()}
    return Groups(ordered, refs, {kind: urls.get(_folder(kind), {}) for kind in KINDS}, by_name)


def _folder(kind: GroupKind) -> GroupKind:
    """Tags and categories share a folder, and so a namespace."""
    return "tag" if kind == "category" else kind


def _newest(places: tuple[int, ...], undated: int) -> tuple[int, ...]:
    """Newest first, the undated (from the place `undated` on) last and in their own order."""
    at = bisect_left(places, undated)
    return places[:at][::-1] + places[at:]


def _rank(one: Group) -> tuple[int, int, str]:
    """Those whom most documents are about first: who only wrote them is not what they are about."""
    return one.credited - len(one.documents), -len(one.documents), one.name


def _children(clusters: Sequence[Cluster], refs: Sequence[Ref]) -> dict[int, tuple[Ref, ...]]:
    numbers = {(_folder(one.kind), one.name): number for number, one in enumerate(clusters)}
    below: dict[int, list[int]] = {}
    for number, cluster in enumerate(clusters):
        for parent in cluster.parents:
            if (_folder(cluster.kind), parent) in numbers:
                below.setdefault(numbers[_folder(cluster.kind), parent], []).append(number)
    order = sorted(below)
    return {
        parent: tuple(refs[one] for one in sorted(below[parent], key=lambda at: (-len(clusters[at].documents), at)))
        for parent in order
    }
