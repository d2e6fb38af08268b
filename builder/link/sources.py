"""Sources: where documents come from, under the one name that `config.sources` gives their spellings."""

from __future__ import annotations

from collections.abc import Sequence

from builder.link.gather import Gathering, Keys, gather
from builder.model import Config, Document


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`: one, or none; a withdrawn
    document keeps its source on its tombstone and stands in no list."""
    return (document.source,) if document.source and not document.withdrawn else ()


def sources(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a source."""
    keys = Keys()
    same = {keys(alias): keys(rule.name) for rule in config.sources for alias in rule.aliases}
    titles = {keys(rule.name): rule.name for rule in config.sources}
    return gather("source", Keys(same).each(map(mentions, documents)), titles)
