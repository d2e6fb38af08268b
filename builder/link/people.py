"""People: one page to a person, with each office as printed and the document that says so.

Mentions: the people a document names, then those it credits (记者, 通讯员 …); a credit whose name is a body
(本报编辑部) is no person. Two names are one when they fold alike or when `config.people` says so; `split` makes one page
for each office that tells namesakes apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from builder.link.gather import Cluster, Gathering, Keys, gather
from builder.link.phrases import say
from builder.model import Config, Document, Occurrence

_NO_PERSON: Final = re.compile(r"[社报网台部办局处科组会院站刊馆厅委]$|[\d\s《》（）()]|编辑部|公众号")


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`: people, then credits; "" for a credit that is no person."""
    names = (person.name for person in document.people)
    return (*names, *(credit.name if is_person(credit.name) else "" for credit in document.credits))


def is_person(name: str) -> bool:
    """Whether a credited name can be a person's: two to four Han characters, or a name with a middle dot."""
    return (2 <= len(name) <= 4 or "·" in name) and not _NO_PERSON.search(name)


def people(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a person."""
    keys = Keys()
    same = {keys(alias): keys(person.name) for person in config.people for alias in person.aliases}
    titles = {keys(person.name): person.name for person in config.people}
    found = gather("person", [mentions(document) for document in documents], Keys(same), titles)
    offices = _offices(documents, found, config)
    clusters = [replace(one, occurrences=offices.get(number, ())) for number, one in enumerate(found.clusters)]
    return Gathering(tuple(clusters), found.of)


def _offices(documents: Sequence[Document], found: Gathering, config: Config) -> Mapping[int, tuple[Occurrence, ...]]:
    """Each office of each person once: where it was printed first and where last."""
    first: dict[tuple[int, str], int] = {}
    last: dict[tuple[int, str], int] = {}
    for place, document in enumerate(documents):
        row = found.of[place]
        for person, number in zip(document.people, row, strict=False):
            for office in person.offices:
                first.setdefault((number, office), place)
                last[number, office] = place
        for credit, number in zip(document.credits, row[len(document.people) :], strict=True):
            if number >= 0:
                office = say(credit.role, config.language)
                first.setdefault((number, office), place)
                last[number, office] = place
    offices: dict[int, list[Occurrence]] = {}
    for (number, office), place in first.items():
        ends = dict.fromkeys((place, last[number, office]))
        offices.setdefault(number, []).extend(Occurrence(office, end) for end in ends)
    return {number: tuple(sorted(said, key=lambda one: one.entry)) for number, said in offices.items()}


def only_named(document: Document, row: Sequence[int]) -> Sequence[int]:
    """The part of a document's row that stands for people its text names."""
    return row[: len(document.people)]


__all__ = ["Cluster", "is_person", "mentions", "only_named", "people"]
