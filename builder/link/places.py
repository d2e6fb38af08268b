"""Places: one page to a place that a document names."""

from __future__ import annotations

from collections.abc import Sequence

from builder.link.gather import Gathering, Keys, gather
from builder.model import Config, Document


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`."""
    return document.places


def places(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a place."""
    return gather("place", [mentions(document) for document in documents], Keys())
