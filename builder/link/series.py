"""Series: serials in order of their number, and the numbers that the archive lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from builder.link.gather import Gathering, Keys, gather
from builder.model import Config, Document, Series

_NUMBER = re.compile(r"第\s*0*(\d{1,6})\s*[期号辑]|^\D*0*(\d{1,6})\D*$")


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`: one, or none."""
    return (document.issuance.series,) if document.issuance.series else ()


def number(issue: str) -> int:
    """The number of an issue as printed, 0 where it has none.

    >>> number("第49期"), number("（第 049 期）"), number("增刊")
    (49, 49, 0)
    """
    found = _NUMBER.search(issue)
    return int(found[1] or found[2]) if found else 0


def series(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a series."""
    return gather("series", [mentions(document) for document in documents], Keys())


def serials(documents: Sequence[Document], found: Gathering, urls: Mapping[str, str]) -> tuple[Series, ...]:
    """The series themselves, by name."""
    made: list[Series] = []
    for cluster in found.clusters:
        issues = sorted((number(documents[place].issuance.issue), place) for place in cluster.documents)
        held = {issue for issue, _ in issues if issue}
        gaps = tuple(issue for issue in range(min(held), max(held)) if issue not in held) if held else ()
        made.append(Series(cluster.name, urls[cluster.name], tuple(issues), gaps))
    return tuple(sorted(made, key=lambda one: one.name))
