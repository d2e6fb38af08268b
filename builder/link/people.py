"""People: one page to a person, with each office as printed and the document that says so.

Strategy: two mentions are one person when their names fold alike, or when `config.people` gives one as an alias of the
other. Namesakes cannot be told apart by a machine without inventing, so they share a page that says why they may be two
(`conflicts`), until `split` in `config.people` tells them apart by the office held: then each office has its own page,
and documents that give none of those offices stay on the page of the bare name.

Mentions: the people whom a document names, then those whom it credits (记者, 通讯员 …). A credit that is no person's
name (本报编辑部) is none here.

A conflict is told when the offices printed place a person in two regions of one level at overlapping times (an official
who moves leaves one before the other begins), or when a credited reporter of that name also holds an office.

Doubt: a person who moved and is still named by the old office afterwards looks like two; the page only says "perhaps".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from builder.link.gather import Cluster, Gathering, Keys, gather
from builder.link.phrases import listed, say
from builder.model import Config, Document, NamedPerson, Occurrence, sort_key

_NO_PERSON: Final = re.compile(
    r"[社报网台部办局处组院站刊馆厅委室]$|(?<=..)[科会]$|[\d\s《》（）()@]|编辑部|公众号|管理员|采写|整理"
    r"|^(?:佚名|匿名|编辑|记者|作者|小编|网友|综合|本报|未知|转载|来源|责编)$"
)
_REGION: Final = re.compile(r"(?:^|[、，,；;\s])(?:中共)?([一-龥]{2,4}?(?:省|自治区|市|自治州|县|区|旗))")
_NO_REGION: Final = re.compile(r"[副委长书记员任部局政府党办室全各本该原时]")
_AT_PRESS: Final = frozenset({"reporter", "correspondent", "photographer"})


def mentions(document: Document, split: Mapping[str, NamedPerson]) -> tuple[str, ...]:
    """The names in `Gathering.of`: people, then credits; "" for a credit that is no person's name."""
    names = (told_apart(person.name, person.offices, split) for person in document.people)
    makers = (told_apart(credit.name, (), split) if is_person(credit.name) else "" for credit in document.credits)
    return (*names, *makers)


def is_person(name: str) -> bool:
    """Whether a credited name can be a person's: two to four characters, or a name with a middle dot.

    >>> is_person("景静"), is_person("本报编辑部"), is_person("观察者网")
    (True, False, False)
    """
    return (2 <= len(name) <= 4 or "·" in name) and not _NO_PERSON.search(name)


def told_apart(name: str, offices: Sequence[str], split: Mapping[str, NamedPerson]) -> str:
    """The name, with the office that tells namesakes apart where the site gives one and the document prints it."""
    person = split.get(name)
    if person is None:
        return name
    for office in person.split:
        if any(office in printed or (len(printed) > 3 and printed in office) for printed in offices):
            return f"{person.name}（{office}）"
    return person.name


def people(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a person."""
    keys = Keys()
    same = {keys(alias): keys(person.name) for person in config.people for alias in person.aliases}
    titles = {keys(person.name): person.name for person in config.people}
    split = {name: person for person in config.people if person.split for name in (person.name, *person.aliases)}
    found = gather("person", Keys(same).each(mentions(document, split) for document in documents), titles)
    offices = _offices(documents, found, config)
    subjects = _subjects(documents, found)
    doubts = _conflicts(documents, found, config)
    clusters = [
        replace(
            one,
            occurrences=offices.get(number, ()),
            conflicts=doubts.get(number, ""),
            credited=len(one.documents) - subjects[number],
        )
        for number, one in enumerate(found.clusters)
    ]
    return Gathering(_namesakes(clusters, config), found.of, found.keys)


def _subjects(documents: Sequence[Document], found: Gathering) -> Counter[int]:
    """How many documents name each person as their subject, not only as their maker."""
    return Counter(
        number for document, row in zip(documents, found.of, strict=True) for number in set(row[: len(document.people)])
    )


def _offices(documents: Sequence[Document], found: Gathering, config: Config) -> Mapping[int, tuple[Occurrence, ...]]:
    """Each office of each person: where it was printed first and where last, in order of date."""
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


def region(office: str) -> str:
    """The region that an office as printed belongs to, "" where it does not say.

    >>> region("二七区委书记"), region("市委副书记、市长"), region("中共衡阳市委书记"), region("常务副市长")
    ('二七区', '', '衡阳市', '')
    """
    found = _REGION.search(office)
    return found[1] if found and not _NO_REGION.search(found[1]) else ""


def _conflicts(documents: Sequence[Document], found: Gathering, config: Config) -> dict[int, str]:
    """Why a name may stand for two people, by number."""
    known: dict[str, str] = {}
    spans: dict[int, dict[str, tuple[str, str]]] = {}
    offices: set[int] = set()
    press: set[int] = set()
    for place, document in enumerate(documents):
        row = found.of[place]
        day = sort_key(document.date)[:10] if document.date and document.date.year else ""
        for person, number in zip(document.people, row, strict=False):
            for office in person.offices:
                offices.add(number)
                if (where := known.get(office)) is None:
                    where = known[office] = region(office)
                if where and day:
                    low, high = spans.setdefault(number, {}).get(where, (day, day))
                    spans[number][where] = (min(low, day), max(high, day))
        for credit, number in zip(document.credits, row[len(document.people) :], strict=True):
            if number >= 0 and credit.role in _AT_PRESS:
                press.add(number)
    said: dict[int, str] = {}
    for number, regions in spans.items():
        if clash := _overlapping(regions):
            said[number] = say("regions", config.language, listed(clash, config.language))
    for number in sorted(offices & press - said.keys()):
        said[number] = say("press", config.language)
    return said


def _overlapping(regions: Mapping[str, tuple[str, str]]) -> list[str]:
    """The first two regions of one level whose times overlap."""
    ordered = sorted(regions.items(), key=lambda one: (one[1], one[0]))
    for at, (name, (_, high)) in enumerate(ordered):
        for other, (low, _) in ordered[at + 1 :]:
            alike = name.endswith(other) or other.endswith(name)
            if low <= high and name[-1] == other[-1] and not alike:
                return [name, other]
    return []


def _namesakes(clusters: Sequence[Cluster], config: Config) -> tuple[Cluster, ...]:
    """Pages that `split` made name each other."""
    family: dict[str, list[int]] = {}
    owners = {f"{one.name}（{office}）": one.name for one in config.people for office in one.split}
    owners |= {one.name: one.name for one in config.people if one.split}
    for number, cluster in enumerate(clusters):
        if cluster.name in owners:
            family.setdefault(owners[cluster.name], []).append(number)
    made = list(clusters)
    for numbers in family.values():
        for number in numbers:
            others = [clusters[one].name for one in numbers if one != number]
            if others:
                said = say("namesakes", config.language, listed(others, config.language))
                made[number] = replace(made[number], conflicts=said)
    return tuple(made)
