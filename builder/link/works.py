"""Works: what documents cite, by title in 《》 or by document number, and the archive's own copy where it holds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.link.gather import Gathering, Keys, gather
from builder.link.phrases import say
from builder.model import Config, Document, Occurrence


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`."""
    return tuple(citation.name for citation in document.cites)


def works(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a work or number; `target` is the place of the archive's own copy, or -1."""
    keys = Keys()
    found = gather("work", [mentions(document) for document in documents], keys)
    held: dict[str, int] = {}
    for place, document in enumerate(documents):
        for name in (document.title, document.issuance.number):
            if name and not document.withdrawn:
                held.setdefault(keys(name), place)
    roles: dict[int, list[Occurrence]] = {}
    for place, document in enumerate(documents):
        for citation, number in zip(document.cites, found.of[place], strict=True):
            if citation.role != "cites" and number >= 0:
                roles.setdefault(number, []).append(Occurrence(say(citation.role, config.language), place))
    clusters = [
        replace(one, target=held.get(keys(one.name), -1), occurrences=tuple(roles.get(number, ())))
        for number, one in enumerate(found.clusters)
    ]
    return Gathering(tuple(clusters), found.of)
