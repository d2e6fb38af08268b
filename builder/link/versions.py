"""Versions: documents that are one text, exactly or nearly, and the one of them that lists show.

Strategy: equal fingerprints are the same text; where a text is too short for a sketch, its title and length must agree
too. Near-duplicates are found with the documents' MinHash sketches in bands
of four (locality-sensitive hashing), so that only documents that agree in a whole band are compared; a pair is a pair
when its sketches agree in more than half of their places. Work is linear: inside a crowded band each document is
compared with the few before it, not with all.

Guards, because bulletins are written from the last one: two issues of a series, two document numbers, and two titles
that differ only in their numbers are never versions of each other; nor are two texts from one source under one title on
two days, unless they are very close.

The leader is the best preserved, then the longest, then the earliest, then the first by path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from builder.link.fold import fold
from builder.link.series import number
from builder.model import Document, sort_key

_PLACES: Final = 64
_BAND: Final = 4
_LOOK_BACK: Final = 8  # how many earlier members of a band a document is compared with
_AT_ONCE: Final = 4096  # pairs compared at once
_AGREE: Final = 0.52
_CLOSE: Final = 0.8
_SHOWN: Final = (50, 10)  # other versions named by the leader and by each other; a crowd has only these
_NO_HAN: Final = blake2b(b"", digest_size=16).hexdigest()  # the fingerprint of every text without a Han character
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百千]+")

Sketches = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Versions:
    """By place: the place of the leader, and other members with how alike they are (1.0 = equal), the leader first.

    Of a crowd not all are named; all have the same leader.
    """

    leaders: tuple[int, ...]
    others: tuple[tuple[tuple[int, float], ...], ...]


def versions(documents: Sequence[Document]) -> Versions:
    """Clusters of documents that are one text. Withdrawn documents stand alone."""
    pairs = _exact(documents)
    pairs.update(_near(documents))
    likeness = {pair: alike for pair, alike in pairs.items() if not _distinct(documents, pair, alike)}
    leaders = list(range(len(documents)))
    others: list[tuple[tuple[int, float], ...]] = [()] * len(documents)
    for members in _clusters(likeness):
        leader = min(members, key=lambda place: _rank(documents[place], place))
        first = [leader, *(place for place in members[: _SHOWN[0] + 1] if place != leader)]
        for member in members:
            leaders[member] = leader
            shown = [place for place in first if place != member][: _SHOWN[member != leader]]
            others[member] = tuple((place, _likeness(documents, likeness, member, place)) for place in shown)
    return Versions(tuple(leaders), tuple(others))


def _exact(documents: Sequence[Document]) -> dict[tuple[int, int], float]:
    first: dict[str, int] = {}
    pairs: dict[tuple[int, int], float] = {}
    for place, document in enumerate(documents):
        key = document.fingerprint
        if key in ("", _NO_HAN) or document.withdrawn:
            continue
        if not document.sketch:
            key = f"{key} {document.characters} {fold(document.title)}"
        if (other := first.setdefault(key, place)) != place:
            pairs[other, place] = 1.0
    return pairs


def _near(documents: Sequence[Document]) -> dict[tuple[int, int], float]:
    """Pairs whose sketches agree, with the share of places in which they do."""
    places = np.array(
        [at for at, one in enumerate(documents) if len(one.sketch) == 8 * _PLACES and not one.withdrawn], np.int64
    )
    if len(places) < 2:
        return {}
    sketches = np.frombuffer(b"".join(documents[at].sketch for at in places), "<u8").reshape(-1, _PLACES)
    found: dict[int, float] = {}
    for pairs in _candidates(sketches):
        for start in range(0, len(pairs), _AT_ONCE):
            part = pairs[start : start + _AT_ONCE]
            one, other = np.divmod(part, len(places))
            alike = (sketches[one] == sketches[other]).mean(axis=1)
            agree = alike >= _AGREE
            found.update(zip(part[agree].tolist(), alike[agree].tolist(), strict=True))
    return {(int(places[pair // len(places)]), int(places[pair % len(places)])): found[pair] for pair in sorted(found)}


def _candidates(sketches: Sketches) -> Iterator[npt.NDArray[np.int64]]:
    """For each band the pairs of rows that agree in it, as lower row × number of rows + higher: all bands' pairs at
    once would be the largest thing that `link` ever holds."""
    mixer = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], np.uint64)
    for band in range(0, _PLACES, _BAND):
        keys = (sketches[:, band : band + _BAND] * mixer).sum(axis=1, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        for back in range(1, min(_LOOK_BACK + 1, len(order))):
            same = np.flatnonzero(ordered[back:] == ordered[:-back])
            if not len(same):
                break
            yield order[same] * np.int64(len(order)) + order[same + back]


def _distinct(documents: Sequence[Document], pair: tuple[int, int], alike: float) -> bool:
    """Whether two texts, however alike, are known to be two documents."""
    a, b = documents[pair[0]], documents[pair[1]]
    one, two = a.issuance, b.issuance
    if one.series and one.issue != two.issue and one.issue and two.issue and fold(one.series) == fold(two.series):
        issues = number(one.issue), number(two.issue)
        if issues[0] != issues[1] or not issues[0]:
            return True
    if one.number and two.number and _bare(one.number) != _bare(two.number):
        return True
    if a.title != b.title and _NUMERAL.sub("0", a.title) == _NUMERAL.sub("0", b.title):
        return True
    same_place = bool(a.source) and a.source == b.source and a.title == b.title
    return same_place and a.date is not None and b.date is not None and a.date.edtf != b.date.edtf and alike < _CLOSE


def _bare(number: str) -> str:
    """A document number without its brackets and spaces: 国发〔2022〕12号 and 國發[2022] 12號 are one."""
    return "".join(filter(str.isalnum, fold(number)))


def _clusters(pairs: Sequence[tuple[int, int]] | dict[tuple[int, int], float]) -> list[list[int]]:
    """Connected documents, each cluster ascending."""
    above: dict[int, int] = {}

    def root(place: int) -> int:
        while above.setdefault(place, place) != place:
            above[place] = place = above[above[place]]
        return place

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        above[high] = low
    members: dict[int, list[int]] = {}
    for place in sorted(above):
        members.setdefault(root(place), []).append(place)
    return [members[place] for place in sorted(members)]


def _rank(document: Document, place: int) -> tuple[str, int, int, str, int]:
    quality = document.quality
    return quality.grade, quality.lost, -document.characters, sort_key(document.date), place


def _likeness(documents: Sequence[Document], known: dict[tuple[int, int], float], a: int, b: int) -> float:
    """How alike two members are, as the share of characters kept, judged by shingles of five; 1.0 only if equal."""
    if documents[a].fingerprint and documents[a].fingerprint == documents[b].fingerprint:
        return 1.0
    pair = (min(a, b), max(a, b))
    alike = known.get(pair, 0.0)
    if not alike and documents[a].sketch and len(documents[a].sketch) == len(documents[b].sketch):
        one, two = (np.frombuffer(documents[place].sketch, "<u8") for place in pair)
        alike = float((one == two).mean())
    return min(0.99, float((2 * alike / (1 + alike)) ** 0.2))
