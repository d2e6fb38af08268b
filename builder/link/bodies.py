"""Bodies: the organisations that documents name or that issued them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.link.gather import Gathering, Keys, gather
from builder.model import Config, Document

_JOINT = re.compile(r"[\s、，,;；]+")


def issuers(document: Document) -> tuple[str, ...]:
    """The bodies that issued a document, a joint issue taken apart."""
    return tuple(part for part in _JOINT.split(document.issuance.issuer) if part)


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`: issuers, then the bodies that the text names."""
    return (*issuers(document), *document.bodies)


def bodies(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a body."""
    return gather("body", [mentions(document) for document in documents], Keys())
