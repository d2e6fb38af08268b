"""Places: one page to a place, below the narrowest place around it that the archive names too.

Strategy: `Document.regions` says what each place lies in, where that is certain. Two places of one name in two regions
(鼓楼区 of 南京市 and of 开封市) are two, and are called by both names, 鼓楼区（南京市）; a mention without a known
region belongs to the one place of its name, and to a page of the bare name where there are several. Nothing is added:
a province that no document names has no page, and its districts stand on their own.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from builder.link.gather import Gathering, Keys, gather
from builder.model import Config, Document

Path = tuple[str, ...]


def places(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a place; `Gathering.of` is parallel to `Document.places`."""
    keys = Keys()
    regions: dict[str, set[str]] = {}
    for document in documents:
        for name, path in zip(document.places, document.regions, strict=False):
            if path:
                regions.setdefault(keys(name), set()).add(path[-1])
    several = {key for key, found in regions.items() if len(found) > 1}
    rows = [_rows(document) for document in documents]
    found = gather("place", [[_told_apart(name, path, several, keys) for name, path in row] for row in rows], keys)
    homes: dict[int, Path] = {}
    for row, numbers in zip(rows, found.of, strict=True):
        for (_, path), number in zip(row, numbers, strict=True):
            if path:
                homes.setdefault(number, path)
    by_key = {keys(one.name): number for number, one in enumerate(found.clusters)}
    clusters = list(found.clusters)
    for number, path in homes.items():
        for depth in reversed(range(len(path))):
            around = by_key.get(keys(_told_apart(path[depth], path[:depth], several, keys)))
            if around is not None and around != number:
                clusters[number] = replace(clusters[number], parents=(clusters[around].name,))
                break
    return Gathering(tuple(clusters), found.of)


def _rows(document: Document) -> list[tuple[str, Path]]:
    """Each place with what it lies in, () where that is not known."""
    unknown = ((),) * (len(document.places) - len(document.regions))
    return list(zip(document.places, (*document.regions, *unknown), strict=False))


def _told_apart(name: str, path: Path, several: Container[str], keys: Callable[[str], str]) -> str:
    return f"{name}（{path[-1]}）" if path and keys(name) in several else name
