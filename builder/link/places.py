"""Places: one page to a place, below the narrowest place around it that the archive names too.

Strategy: `Document.regions` says what each place lies in, where that is certain.

1. A short name is the full name of the same region (衡阳 is 衡阳市 where both lie in 湖南省, or where a place of the
   archive lies in 衡阳市), unless two full names would fit.
2. Two places of one name in two regions (鼓楼区 of 南京市 and of 开封市) are two, and are called by both names,
   鼓楼区（南京市）.
3. A mention without a known region belongs to the one place of its name, and to a page of the bare name where there are
   several.

Nothing is added: a province that no document names has no page, and its districts stand on their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from builder.link.fold import fold
from builder.link.gather import Gathering, gather
from builder.model import Config, Document

Path = tuple[str, ...]
Place = tuple[str, str]  # the key of the name, and of the region around it ("" where it is not known)

_LEVEL: Final = re.compile(r"(?<=..)(?:特别行政区|自治[区州县旗]|[省市县区旗州盟])$")
_TOP: Final = ("省", "市", "自治区", "特别行政区")


def places(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a place; `Gathering.of` is parallel to `Document.places`."""
    atlas = _Atlas()
    for document in documents:
        for name, path in _rows(document):
            atlas.learn(name, path)
    atlas.settle()
    rows = [_rows(document) for document in documents]
    found = gather("place", [[(atlas.key(name, path), name) for name, path in row] for row in rows])
    titles = [atlas.title(one.name, key) for one, key in zip(found.clusters, found.keys, strict=True)]
    by_key = dict(zip(found.keys, titles, strict=True))
    clusters = [
        replace(one, name=title, aliases=tuple(name for name in (one.name, *one.aliases) if name != title))
        for one, title in zip(found.clusters, titles, strict=True)
    ]
    homes: dict[int, Path] = {}
    for row, numbers in zip(rows, found.of, strict=True):
        for (_, path), number in zip(row, numbers, strict=True):
            if path and number >= 0:
                homes.setdefault(number, path)
    for number, path in homes.items():
        around = (by_key.get(atlas.key(path[depth], path[:depth])) for depth in reversed(range(len(path))))
        parent = next((name for name in around if name and name != clusters[number].name), None)
        if parent:
            clusters[number] = replace(clusters[number], parents=(parent,))
    return Gathering(tuple(clusters), found.of, found.keys)


def _rows(document: Document) -> list[tuple[str, Path]]:
    """Each place with what it lies in, () where that is not known."""
    unknown = ((),) * (len(document.places) - len(document.regions))
    return list(zip(document.places, (*document.regions, *unknown), strict=False))


@dataclass(slots=True)
class _Atlas:
    """What the archive's own documents say of places: which full names fit a short one, which regions hold a name."""

    seen: dict[tuple[str, Path], None] = field(default_factory=dict)
    full: dict[Place, set[str]] = field(default_factory=dict)
    regions: dict[str, set[str]] = field(default_factory=dict)
    known: dict[tuple[str, Path], str] = field(default_factory=dict)

    def learn(self, name: str, path: Path) -> None:
        if (name, path) in self.seen:
            return
        self.seen[name, path] = None
        self._full(name, path)
        for depth in range(len(path)):
            self._full(path[depth], path[:depth])

    def _full(self, name: str, path: Path) -> None:
        level = _LEVEL.search(name)
        if level and (path or name.endswith(_TOP)):
            self.full.setdefault((fold(name[: level.start()]), _region(path)), set()).add(fold(name))

    def settle(self) -> None:
        """Once everything is learned: which regions hold each name."""
        for name, path in self.seen:
            if path:
                self.regions.setdefault(self._name(name, path), set()).add(_region(path))

    def _name(self, name: str, path: Path) -> str:
        key = fold(name)
        fitting = self.full.get((key, _region(path)), ())
        return next(iter(fitting)) if len(fitting) == 1 else key

    def key(self, name: str, path: Path) -> str:
        """The key of a mention: its full name, and its region where the archive has two of that name."""
        if (key := self.known.get((name, path))) is None:
            full = self._name(name, path)
            several = len(self.regions.get(full, ())) > 1
            key = self.known[name, path] = f"{full}（{_region(path)}" if several and path else full
        return key

    def title(self, name: str, key: str) -> str:
        """What the page is called."""
        return f"{name}{key[key.index('（') :]}）" if "（" in key and "（" not in name else name


def _region(path: Path) -> str:
    return path[-1] if path else ""
