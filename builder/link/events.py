"""Events: “7·20” and its like become a group when at least two documents name them."""

from __future__ import annotations

from collections.abc import Sequence

from builder.link.gather import Gathering, Keys, gather
from builder.model import Config, Document


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`."""
    return document.events


def events(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to an event that several documents name."""
    found = gather("event", Keys().each(map(mentions, documents)))
    kept = {number: at for at, number in enumerate(n for n, c in enumerate(found.clusters) if len(c.documents) > 1)}
    of = tuple(tuple(kept.get(number, -1) for number in row) for row in found.of)
    return Gathering(tuple(found.clusters[number] for number in kept), of, tuple(found.keys[number] for number in kept))
