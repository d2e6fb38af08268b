"""Every kind of authority gathered, under one numbering, and what each document may share with another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from builder.link.bodies import bodies
from builder.link.events import events
from builder.link.fold import fold
from builder.link.gather import Cluster, Gathering
from builder.link.people import people
from builder.link.places import places
from builder.link.related import WEIGHTS, Feature
from builder.link.series import series
from builder.link.sources import sources
from builder.link.tags import Topics, tags
from builder.link.works import works
from builder.model import Config, Document
from builder.model.archive import GroupKind


@dataclass(frozen=True, slots=True)
class Authorities:
    """All clusters under one numbering, kind after kind.

    `starts[kind]` is the number of a kind's first cluster. `beside[place]` are the numbers that a document names (each
    once; no source, series, category or mere credit): what groups stand beside. `features` and `traits` are the same
    with phrases too rare for a page: what documents are related by.
    """

    kinds: Mapping[GroupKind, Gathering]
    topics: Topics
    clusters: tuple[Cluster, ...]
    starts: Mapping[str, int]
    beside: list[tuple[int, ...]]
    features: list[Feature]
    traits: list[tuple[int, ...]]


def authorities(documents: Sequence[Document], leaders: Sequence[int], config: Config) -> Authorities:
    """Gather every kind; tags last, for a phrase that has a page of another kind is no tag."""
    kinds: dict[GroupKind, Gathering] = {
        "person": people(documents, config),
        "place": places(documents, config),
        "body": bodies(documents, config),
        "work": works(documents, leaders, config),
        "event": events(documents, config),
        "source": sources(documents, config),
        "series": series(documents, config),
    }
    taken = {fold(cluster.name) for gathered in kinds.values() for cluster in gathered.clusters}
    topics = tags(documents, leaders, config, taken)
    clusters: list[Cluster] = []
    starts: dict[str, int] = {}
    for kind, gathered in kinds.items():
        starts[kind] = len(clusters)
        clusters += gathered.clusters
    starts["tag"] = len(clusters)
    clusters += topics.clusters
    numbers = tuple(range(len(clusters)))  # each int once, however many documents say it
    beside = [_named(place, document, kinds, topics, starts, numbers) for place, document in enumerate(documents)]
    features = [Feature(one.name, one.documents, WEIGHTS.get(one.kind, 0.0)) for one in clusters]
    phrases: dict[int, list[int]] = {}
    for phrase, holders in topics.rare.items():
        number = len(features)
        for place in holders:
            phrases.setdefault(place, []).append(number)
        features.append(Feature(phrase, holders, WEIGHTS["phrase"]))
    traits = [(*row, *phrases[place]) if place in phrases else row for place, row in enumerate(beside)]
    return Authorities(kinds, topics, tuple(clusters), starts, beside, features, traits)


def _named(
    place: int,
    document: Document,
    kinds: Mapping[GroupKind, Gathering],
    topics: Topics,
    starts: Mapping[str, int],
    numbers: Sequence[int],
) -> tuple[int, ...]:
    rows = (
        ("person", kinds["person"].of[place][: len(document.people)]),
        ("place", kinds["place"].of[place]),
        ("body", kinds["body"].of[place]),
        ("work", kinds["work"].of[place]),
        ("event", kinds["event"].of[place]),
        ("tag", topics.tags[place]),
        ("tag", topics.derived[place]),
    )
    named = chain.from_iterable((numbers[starts[kind] + one] for one in row if one >= 0) for kind, row in rows)
    return tuple(dict.fromkeys(named))
