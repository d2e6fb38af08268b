"""The most likely way to read a stretch of text, and how sure every character of it is.

The graph of readings is walked word by word: an edge is a word of the lexicon laid along arcs that can spell it, or a
single character. The best path is the reading; the sum over all paths tells how much of the whole it holds. Paths that
leave the text as it stands take part, so that "there is no damage here" is one of the answers.

Nodes are visited in the order of the text. One that is far behind the best at its place is dropped, and the number of
characters weighed is bounded, so that no input costs more than a fixed amount.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from builder.repair.byteshift_bytes import is_han
from builder.repair.byteshift_graph import IN_STEP, Arc, Graph, Node
from builder.repair.byteshift_lexicon import LONGEST, SURNAMES, Lexicon, name_chance

_BEAM = 13.0  # nats behind the best at the same place
_QUIET = 6  # characters read in step after the last that may be out of step
_SLACK = 6.0  # nats that a longer word may make good later on
MOST = 60_000  # characters weighed in one window, about four millionths of a second each; a window in use has 4,000
_EACH_NODE = 10  # what a node costs beside its characters
_MOST_SINGLES, _MOST_BEGINNINGS = 40, 200  # candidates of one arc that are tried alone, and as a word's beginning
_MOST_NAMES = 1000  # readings of one name
_NEGLIGIBLE = 1e-6


class Step(NamedTuple):
    """One character of a reading: the nodes it leads from and to, and what it is."""

    source: Node
    target: Node
    character: str
    broken: bool


Place = tuple[int, bool]
"""A position in the text, and whether a reading is in step there."""

ANYWHERE = Node(-1, -1)
"""As the target of a step: wherever it leads."""


class Edge(NamedTuple):
    """A word or a single character, from node to node, and its chance (a natural logarithm)."""

    source: Node
    target: Node
    chance: float
    steps: tuple[Step, ...]


def _edge(steps: tuple[Step, ...], chance: float) -> Edge:
    return Edge(steps[0].source, steps[-1].target, chance, steps)


@dataclass(frozen=True, slots=True)
class Lattice:
    """Every edge that matters, in the order of their sources, and the best path through them.

    `words` leads from each of its steps that is part of a word of two characters or more to all steps of that word.

    `certainties` is the share of all paths that hold a step. `everything` is the logarithm of the summed chances of
    all paths, `before` and `after` that of their parts before and after a node. `spent` is what it cost, in characters
    that were weighed.
    """

    edges: tuple[Edge, ...]
    best: tuple[Step, ...]
    words: dict[Step, tuple[Step, ...]]
    first: Node
    end: int
    certainties: dict[Step, float]
    before: dict[Node, float]
    after: dict[Node, float]
    everything: float
    spent: int

    def share(self, shown: Sequence[Step], start: int, end: int) -> float:
        """The share of all readings with a run out of step from `start` to `end` that agrees with every shown step."""
        limit = (end, IN_STEP)
        sums = {node: chance for node, chance in self.before.items() if node.at <= start}
        for edge in self.edges:
            source, target = edge.source, edge.target
            if target.at > start and source < limit and source in sums and _agrees(edge, shown, start, end):
                _gather(sums, target, sums[source] + edge.chance)
        past = [sums[node] + self.after[node] for node in sums if node >= limit and node in self.after]
        return min(1.0, math.exp(_sum(past) - self.everything))


def _lattice(edges: Sequence[Edge], path: Sequence[Edge], first: Node, end: int, spent: int) -> Lattice:
    before = _forwards(edges, first)
    everything = _at_end(before, end)
    after = _backwards(edges, end)
    kept: list[Edge] = []
    certainties: dict[Step, float] = {}
    for edge in edges:
        if edge.source in before and edge.target in after:
            share = math.exp(before[edge.source] + edge.chance + after[edge.target] - everything)
            if share > _NEGLIGIBLE:
                kept.append(edge)
                for step in edge.steps:
                    certainties[step] = certainties.get(step, 0.0) + share
                    anywhere = step._replace(target=ANYWHERE)
                    certainties[anywhere] = certainties.get(anywhere, 0.0) + share
    best = tuple(step for edge in path for step in edge.steps)
    words = {step: edge.steps for edge in path if len(edge.steps) > 1 for step in edge.steps}
    return Lattice(tuple(kept), best, words, first, end, certainties, before, after, everything, spent)


def _forwards(edges: Sequence[Edge], first: Node) -> dict[Node, float]:
    """For each node the logarithm of the summed chances of all paths from the first node to it."""
    sums = {first: 0.0}
    for edge in edges:
        before = sums.get(edge.source)
        if before is not None:
            _gather(sums, edge.target, before + edge.chance)
    return sums


def _backwards(edges: Sequence[Edge], end: int) -> dict[Node, float]:
    """The same from each node to the end."""
    sums = {edge.target: 0.0 for edge in edges if _is_end(edge.target, end)}
    for edge in reversed(edges):
        after = sums.get(edge.target)
        if after is not None:
            _gather(sums, edge.source, after + edge.chance)
    return sums


def _gather(sums: dict[Node, float], node: Node, chance: float) -> None:
    known = sums.get(node)
    if known is None:
        sums[node] = chance
    else:
        low, high = (known, chance) if known < chance else (chance, known)
        sums[node] = high + math.log1p(math.exp(low - high))


def _is_end(node: Node, end: int) -> bool:
    return node.at >= end and node.kind == IN_STEP


def _at_end(sums: dict[Node, float], end: int) -> float:
    return _sum([chance for node, chance in sums.items() if _is_end(node, end)])


def _sum(chances: Sequence[float]) -> float:
    high = max(chances, default=-math.inf)
    return high + math.log(sum(math.exp(chance - high) for chance in chances)) if chances else high


def _agrees(edge: Edge, shown: Sequence[Step], start: int, end: int) -> bool:
    source, target = edge.source, edge.target
    for at in (start, end):
        if source < (at, IN_STEP) and target > (at + 1,) and not any(_in_step(step.source, at) for step in edge.steps):
            return False
    if any(_in_step(step.source, start) and not step.broken for step in edge.steps):
        return False
    return all(any(_same(step, claim) for step in edge.steps) for claim in shown if _overlap(edge, claim))


def _same(step: Step, claim: Step) -> bool:
    return (
        step.source == claim.source
        and step.character == claim.character
        and (claim.target == ANYWHERE or step.target == claim.target)
    )


def _overlap(edge: Edge, claim: Step) -> bool:
    if claim.target == ANYWHERE:
        return edge.source <= claim.source < edge.target
    return claim.source < edge.target and edge.source < claim.target


def _in_step(node: Node, at: int) -> bool:
    return node.at == at and node.kind == IN_STEP


@dataclass(slots=True)
class Meter:
    """What a walk has cost so far, in characters weighed."""

    spent: int = 0


def search(graph: Graph, lexicon: Lexicon, most: int = MOST) -> Lattice:
    """Walk a graph, but weigh no more than `most` characters.

    The best path is empty where none reaches the end of the graph in step, and where the walk was broken off.
    """
    best: dict[Node, float] = {graph.first: 0.0}
    back: dict[Node, Edge] = {}
    front: dict[Place, float] = {_place(graph.first): 0.0}
    edges: list[Edge] = []
    waiting = [graph.first]
    end, busy = graph.end, graph.start + _QUIET
    meter = Meter()
    while waiting and meter.spent < most:
        node = heapq.heappop(waiting)
        chance = best[node]
        if chance < _least(front, node):
            continue
        meter.spent += _EACH_NODE + sum(min(len(arc.characters), _MOST_BEGINNINGS) for arc in graph.arcs(node))
        if node.kind != IN_STEP or graph.may_begin(node.at):
            busy = node.at
        elif node.at > busy + _QUIET:
            end = node.at
            break
        for edge in _edges(node, graph, lexicon, front, chance, meter):
            if meter.spent >= most:
                break
            target = edge.target
            reached = chance + edge.chance
            if reached < _least(front, target):
                continue
            edges.append(edge)
            known = best.get(target)
            if known is None:
                heapq.heappush(waiting, target)
            if known is None or reached > known:
                best[target] = reached
                back[target] = edge
                front[_place(target)] = max(reached, front.get(_place(target), -math.inf))
    ends = [node for node in best if _is_end(node, end)]
    if not ends or meter.spent >= most:
        return Lattice((), (), {}, graph.first, end, {}, {}, {}, 0.0, meter.spent)
    path = _path(max(ends, key=lambda n: (best[n], n)), back)
    return _lattice(edges, path, graph.first, end, meter.spent)


def _place(node: Node) -> Place:
    return node.at, node.kind == IN_STEP


def _least(front: dict[Place, float], node: Node) -> float:
    """The least chance that is worth a thought at a node.

    Those in step are measured by those in step alone, for the others have yet to pay for their last character.
    """
    known = front.get((node.at, True), -math.inf)
    if node.kind != IN_STEP:
        known = max(known, front.get((node.at, False), -math.inf))
    return known - _BEAM


def _path(node: Node, back: dict[Node, Edge]) -> tuple[Edge, ...]:
    parts: list[Edge] = []
    while node in back:
        parts.append(back[node])
        node = back[node].source
    return tuple(reversed(parts))


class _Weighed(NamedTuple):
    """A candidate as a word by itself and as the beginning of one; `most` is the greatest chance it may come to."""

    most: float
    character: str
    alone: float
    longer: float
    cost: float


def _weighed(arc: Arc, lexicon: Lexicon) -> tuple[_Weighed, ...]:
    """The candidates of an arc, the most promising first; kept, for the same ones come back all through a page."""
    known = lexicon.weighed.get(id(arc.characters))
    if known is not None and known[0] is arc.characters:
        kept: tuple[_Weighed, ...] = known[1]
        return kept
    found: list[_Weighed] = []
    for rank, (character, one) in enumerate(islice(arc.characters.items(), _MOST_BEGINNINGS)):
        alone = lexicon.single(character) - one.cost if rank < _MOST_SINGLES else -math.inf
        longer = lexicon.longer(character) - one.cost + _SLACK
        found.append(_Weighed(max(alone, longer), character, alone, longer, one.cost))
    ranked = tuple(sorted(found, reverse=True))
    lexicon.weighed[id(arc.characters)] = arc.characters, ranked
    return ranked


def _edges(
    node: Node, graph: Graph, lexicon: Lexicon, front: dict[Place, float], chance: float, meter: Meter
) -> Iterator[Edge]:
    """The edges that leave a node which is reached with `chance`, save those that are hopeless from the start."""
    for arc in graph.arcs(node):
        least = _least(front, arc.target) - chance + arc.price
        after = graph.next(arc.target)
        for most, character, alone, longer, cost in _weighed(arc, lexicon):
            if character in SURNAMES and len(arc.characters) == 1:
                step = Step(node, arc.target, character, arc.broken)
                yield from _names((step,), character, arc.price + cost, graph, 1, meter)
            if most < least:
                break
            if alone - arc.lone >= least:
                yield _edge((Step(node, arc.target, character, arc.broken),), alone - arc.lone - arc.price)
            if longer < least:
                continue
            follow = lexicon.follow(character)
            if not follow.isdisjoint(after):
                step = Step(node, arc.target, character, arc.broken)
                yield from _longer((step,), character, follow, arc.price + cost, graph, lexicon, meter)


def _longer(
    steps: tuple[Step, ...],
    beginning: str,
    follow: frozenset[str],
    price: float,
    graph: Graph,
    lexicon: Lexicon,
    meter: Meter,
) -> Iterator[Edge]:
    for arc in graph.arcs(steps[-1].target):
        both = sorted(_both(follow, arc))
        meter.spent += 1 + len(both)
        for character in both:
            longer = (*steps, Step(steps[-1].target, arc.target, character, arc.broken))
            word = beginning + character
            cost = price + arc.price + arc.characters[character].cost
            chance = lexicon.word(word, not any(step.broken for step in longer))
            if chance is not None:
                yield _edge(longer, chance - cost)
            if len(word) < LONGEST:
                more = lexicon.follow(word)
                if not more.isdisjoint(graph.next(arc.target)):
                    yield from _longer(longer, word, more, cost, graph, lexicon, meter)


def _names(steps: tuple[Step, ...], name: str, price: float, graph: Graph, doubts: int, meter: Meter) -> Iterator[Edge]:
    """People's names that begin with a surname that is beyond doubt, with at most two characters of the given name.

    `doubts` is how many readings the name has so far.
    """
    for arc in graph.arcs(steps[-1].target):
        if doubts * len(arc.characters) > _MOST_NAMES:
            continue
        meter.spent += 1 + len(arc.characters)
        for character, one in arc.characters.items():
            if not is_han(character):
                continue
            longer = (*steps, Step(steps[-1].target, arc.target, character, arc.broken))
            cost = price + arc.price + one.cost
            chance = name_chance(name + character)
            if chance is not None and any(step.broken for step in longer):
                yield _edge(longer, chance - cost)
            if len(name) == 1:
                yield from _names(longer, name + character, cost, graph, len(arc.characters), meter)


def _both(follow: frozenset[str], arc: Arc) -> list[str]:
    if len(arc.characters) < len(follow):
        return [character for character in arc.characters if character in follow]
    return [character for character in follow if character in arc.characters]
