"""What stands beside it: for each authority the others that share its documents, and for each document the one before
and the one after it in time.

Strategy: an authority looks at no more than a fixed number of its documents, spread evenly over them, and counts the
authorities named there; a name that stands everywhere counts little. Bounded for each authority, so linear in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from math import log
from typing import Final

from builder.link.gather import Cluster

LIMIT: Final = 8
_SAMPLE: Final = 48


def beside(clusters: Sequence[Cluster], of: Sequence[Sequence[int]]) -> list[tuple[tuple[int, int], ...]]:
    """For each cluster up to eight others as (number, documents in common), most telling first.

    `of[place]` are the numbers of the clusters that a document names, each once.
    """
    total = max(len(of), 1)
    rarity = [log(1 + total / max(len(one.documents), 1)) for one in clusters]
    leading = [len(one.documents) > 1 for one in clusters]  # to other documents than this one
    rows = [[number for number in row if leading[number]] for row in of]
    found: list[tuple[tuple[int, int], ...]] = []
    for number, cluster in enumerate(clusters):
        count = Counter(chain.from_iterable(rows[place] for place in _sample(cluster.documents)))
        count.pop(number, None)
        least = min(2, len(cluster.documents))
        able = [(-shared * rarity[other], other, shared) for other, shared in count.items() if shared >= least]
        found.append(tuple((other, shared) for _, other, shared in sorted(able)[:LIMIT]))
    return found


def _sample(documents: Sequence[int]) -> Sequence[int]:
    """At most `_SAMPLE` of them, evenly spread."""
    if len(documents) <= _SAMPLE:
        return documents
    return [documents[at * len(documents) // _SAMPLE] for at in range(_SAMPLE)]


def in_time(places: Sequence[int], total: int) -> tuple[list[int], list[int]]:
    """By place: the document before and the one after in the order of `places`, -1 where there is none."""
    before, after = [-1] * total, [-1] * total
    for left, right in pairwise(places):
        after[left], before[right] = right, left
    return before, after
