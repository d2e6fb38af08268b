"""Series: serials in order of their number, and the numbers that the archive lacks.

A serial counts on through the years, or starts again each January. It starts again when one number stands in two years
for two different texts; then issues are in order of year and number, and gaps are told year by year
(`yearly_gaps`). Where an issue gives both (2022年第3期，总第49期), the running number is the number.

Doubt: numbers that leap (an issue called by its date, 第20220716期) have no gaps; a stretch of more than twenty missing
numbers to each that is there is taken for a leap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from builder.link.gather import Cluster, Gathering, Keys, gather
from builder.model import Config, Document, Series
from builder.model.numerals import numeral

_NUMERAL: Final = r"(\d{1,6}|[〇零一二三四五六七八九十百千两]{1,9})"
_TOTAL: Final = re.compile(rf"总\s*+第?\s*+{_NUMERAL}\s*[期号辑]?")
_ISSUE: Final = re.compile(rf"第\s*{_NUMERAL}\s*[期号辑]|^\D{{0,20}}(\d{{1,6}})\D{{0,20}}$")
_SPARSE: Final = 20


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`: one, or none."""
    return (document.issuance.series,) if document.issuance.series else ()


def series(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a series."""
    return gather("series", Keys().each(map(mentions, documents)))


def number(issue: str) -> int:
    """The number of an issue as printed, 0 where it has none.

    >>> number("第49期"), number("（第 049 期）"), number("第四十九期"), number("2022年第3期（总第49期）")
    (49, 49, 49, 49)
    """
    issue = unicodedata.normalize("NFKC", issue)
    found = _TOTAL.search(issue) or _ISSUE.search(issue)
    return numeral(next(part for part in found.groups() if part)) if found else 0


def serials(
    documents: Sequence[Document], found: Gathering, urls: Mapping[str, str], leaders: Sequence[int]
) -> tuple[Series, ...]:
    """The series themselves, by name."""
    made: list[Series] = []
    for cluster in found.clusters:
        issues = in_order(documents, cluster, leaders)
        if _starts_again(documents, issues, leaders):
            years: dict[str, list[int]] = {}
            for issue, place in issues:
                years.setdefault(_year(documents[place]), []).append(issue)
            yearly = tuple((year, _gaps(years[year])) for year in sorted(years) if year)
            gaps: tuple[int, ...] = ()
        else:
            yearly, gaps = (), _gaps([issue for issue, _ in issues])
        kept = tuple((year, missing) for year, missing in yearly if missing)
        made.append(Series(cluster.name, urls[cluster.name], tuple(issues), gaps, kept))
    return tuple(sorted(made, key=lambda one: one.name))


def in_order(documents: Sequence[Document], cluster: Cluster, leaders: Sequence[int]) -> list[tuple[int, int]]:
    """A series' documents as (number, place) in the order of its numbers; those without a number at the end."""
    issues = [(number(documents[place].issuance.issue), place) for place in cluster.documents]
    if _starts_again(documents, issues, leaders):
        return sorted(issues, key=lambda one: (not one[0], _year(documents[one[1]]) or "9999", one))
    return sorted(issues, key=lambda one: (not one[0], one))


def in_series(
    documents: Sequence[Document], found: Gathering, leaders: Sequence[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """By place: the issue before and the issue after. Of several versions of an issue only the leader has a place."""
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    for cluster in found.clusters:
        places = [place for _, place in in_order(documents, cluster, leaders) if leaders[place] == place]
        after.update(pairwise(places))
        before.update((right, left) for left, right in pairwise(places))
    return before, after


def _starts_again(documents: Sequence[Document], issues: Sequence[tuple[int, int]], leaders: Sequence[int]) -> bool:
    years: dict[int, set[str]] = {}
    for issue, place in issues:
        if issue and leaders[place] == place and (year := _year(documents[place])):
            years.setdefault(issue, set()).add(year)
    return any(len(found) > 1 for found in years.values())


def _year(document: Document) -> str:
    return document.date.year if document.date else ""


def _gaps(numbers: Sequence[int]) -> tuple[int, ...]:
    held = {issue for issue in numbers if issue}
    if not held or max(held) - min(held) > _SPARSE * (len(held) + 1):
        return ()
    return tuple(issue for issue in range(min(held), max(held)) if issue not in held)
