"""Text one byte out of step: where it is, and what most likely stood there (`?;钒踩⑾腊踩?` ← 危化品安全、消防安全).

**What it takes.** The text *as found*: before injected pinyin is stripped and before Traditional is turned to
Simplified. The readings inside a damaged run are evidence (`燃?xì)狻` is 燃 + 气: the bracket was swallowed with a
byte, and 細(xì) stood on the seam), and only the text as found spells the bytes that the tools worked on. `script` is
the script the text was found in: `Hant` for a mirror page turned to Traditional, `Hans`, or "" where it is not known.

**What it gives.** Conjectures in positions of that text, in order, not overlapping. `text[start:end]`, with every
reading that belongs to the run, was `after`: full-width and in Simplified spelling whatever the script of the text,
for that is what the mirror's original was written in; `□` stands for each character that cannot be told, and `lost`
counts them. Where even the number of lost characters is open, the most likely number is given. A caller that makes the
change must not strip pinyin or convert script inside it again.

**How sure.** `certainty` is the share of all possible readings, weighted by their chance, that agree with what is
shown. Characters that bring it below `THRESHOLD` become □ until it is reached; that the run is damaged is part of it.
Where it is not reached even so, the likeliest reading is given whole with the low certainty it has: to be proposed, not
made; only on a mirror page, though, for elsewhere what cannot be read need not be damage at all. The threshold is
calibrated on simulated damage (`python -m bench.byteshift`): at least 98 % of what is shown at or above it is right.

Strategy: a gate of one pattern keeps clean text out; each place that passes it opens a window; `byteshift_graph` lays
out all ways to read the window, `byteshift_search` finds the best by the words of `byteshift_lexicon`, which are those
of a word list, of the archive, and of the page itself. "Not damaged" is one of the ways, and must lose.

Rules: 1. a `?` that swallowed the bracket of a reading; 2. a `?` before a mark whose bytes straddle two characters;
3. a `?` before characters that cannot stand there; 4. no `?` at all, where several such characters stand together.

Kept: real question marks, doubled ones, those in URLs and code; Japanese; names and rare words.

Doubts: names that neither list nor page knows come out as □ or not at all. A run longer than a window is not found. The
search of one document is bounded: one that is damaged in every line is read from its beginning as far as that goes, and
what comes after is marked as lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Vocabulary
from builder.repair.byteshift_bytes import is_han
from builder.repair.byteshift_gate import Places, places, telling
from builder.repair.byteshift_graph import IN_STEP, LOST, SWALLOWED, UNKNOWN, Graph
from builder.repair.byteshift_lexicon import lexicon
from builder.repair.byteshift_search import ANYWHERE, MOST, Lattice, Step, search

THRESHOLD = 0.92
"""The least certainty at which a conjecture is shown."""

_CONTEXT = 8  # characters before a window that help to judge it
_LONGEST = 160  # characters of a window
_BEYOND_DOUBT = 0.995
_ROUNDS = 16  # in which what is uncertain is taken out of a reading
# Characters weighed for one document: so many, more for each of its first own, more for each of all; about a second.
_MOST, _MOST_EACH_FIRST, _FIRST, _MOST_EACH = 40_000, 60, 2500, 1
_DOUBT = 6.0  # nats: a page without injected readings is less likely to be a mirror's


@dataclass(frozen=True, slots=True)
class Conjecture:
    """A damaged run and what most likely stood there: `before` was `after`.

    `start` and `end` are positions of the text as found, `certainty` is between 0 and 1, and `lost` counts the □.
    """

    start: int
    end: int
    before: str
    after: str
    certainty: float
    lost: int


def find(text: str, vocabulary: Vocabulary, script: str, threshold: float = THRESHOLD) -> tuple[Conjecture, ...]:
    """The damaged runs of a text as found, with the most likely reading of each. Never raises; () for clean text.

    `threshold` is the least certainty of what is shown; only the calibration asks for another than the module's own.

    >>> from builder.model import EMPTY_VOCABULARY
    >>> [(c.before, c.after) for c in find("今天的日?qǐng)?bào)社门口", EMPTY_VOCABULARY, "Hant")]
    [('?qǐng)?bào)', '报')]
    >>> find("忘記密碼?為什么??因為忘了。", EMPTY_VOCABULARY, "Hant")
    ()
    """
    where = places(text, script)
    if not where.first:
        return ()
    words = lexicon(text, vocabulary)
    found: list[Conjecture] = []
    seen, left = 0, _bound(len(text))
    for at in where.first:
        if at < seen:
            continue
        best: tuple[Step, ...] = ()
        if left > 0:
            lattice = search(_window(text, at, seen, script, where), words, min(MOST, left))
            left -= lattice.spent
            best = lattice.best
            found += _conjectures(text, lattice, threshold, where.mirror)
        if best:
            seen = lattice.end
        elif where.mirror and text[at] in UNKNOWN and telling(text, at, script):
            found.append(_unread(text, at))
            seen = found[-1].end
    return tuple(found)


def _bound(length: int) -> int:
    return _MOST + _MOST_EACH_FIRST * min(length, _FIRST) + _MOST_EACH * length


def _unread(text: str, at: int) -> Conjecture:
    """A place that plainly is damaged, beyond the bound of the search: the `?` and the rest of its reading are lost."""
    swallowed = SWALLOWED.match(text, at)
    end = swallowed.end() if swallowed else at + 1
    return Conjecture(at, end, text[at:end], LOST, 0.0, 1)


def _window(text: str, at: int, seen: int, script: str, where: Places) -> Graph:
    """The stretch to read: a little before `at`, after what is settled, and on to the end of the line."""
    start = at
    while start > max(seen, at - _CONTEXT) and text[start - 1] != "\n":
        start -= 1
    if text.find(")", start, at) >= 0 > text.find("(", start, text.find(")", start, at)):
        start = text.find(")", start, at) + 1  # not inside a reading
    line = text.find("\n", at)
    end = min(line + 1 if line >= 0 else len(text), at + _LONGEST)
    return Graph(text, start, end, script, where.unmarked, 0.0 if where.mirror else _DOUBT)


def _conjectures(text: str, lattice: Lattice, threshold: float, mirror: bool) -> Iterator[Conjecture]:
    run: list[Step] = []
    for step in lattice.best:
        if step.broken:
            run.append(step)
            if step.target.kind == IN_STEP:
                found = _conjecture(text, lattice, run, threshold)
                if mirror or (found.certainty >= threshold and found.after.strip(LOST)):
                    yield found
                run = []


def _conjecture(text: str, lattice: Lattice, run: list[Step], threshold: float) -> Conjecture:
    """One run, as much of it shown as is certain enough, all of it where nothing is."""
    start, end = run[0].source.at, run[-1].target.at
    known = [step.character != LOST for step in run]
    shown, more = known, False
    whole = certainty = lattice.share(_claims(run, known, more), start, end)
    at_once = len(run) // _ROUNDS + 1
    while certainty < threshold and any(shown):
        claims = sorted(_claims(run, shown, more), key=lambda step: lattice.certainties.get(step, 0.0))
        weakest = claims[0]
        last = weakest._replace(target=ANYWHERE)
        if weakest == run[-1] and lattice.certainties.get(last, 0.0) >= threshold:
            more = True  # the character is certain, but not that the run ends with it
        else:
            weak = {(step.source, step.character) for step in claims[:at_once]}
            shown = [keep and (step.source, step.character) not in weak for keep, step in zip(shown, run, strict=True)]
            shown = _vouched(lattice, run, shown)
        certainty = lattice.share(_claims(run, shown, more), start, end)
    if certainty < threshold:
        shown, more, certainty = known, False, whole
    after = "".join(step.character if keep else LOST for keep, step in zip(shown, run, strict=True))
    after += LOST if more and shown[-1] else ""
    return Conjecture(start, end, text[start:end], after, round(certainty, 4), after.count(LOST))


def _vouched(lattice: Lattice, run: list[Step], shown: list[bool]) -> list[bool]:
    """What may be shown beside what may not: no character that was one of several and whose word is not whole.

    Where its neighbour cannot be told, the two may well be parts of a word that no list has (柳溪).
    """
    while True:
        held = [True, *shown, True]
        out = {step for step, keep in zip(run, shown, strict=True) if not keep}
        kept = [
            keep
            and (
                (before and after)
                or not is_han(step.character)
                or lattice.certainties.get(step._replace(target=ANYWHERE), 0.0) > _BEYOND_DOUBT
                or out.isdisjoint(lattice.words.get(step, run))
            )
            for keep, step, before, after in zip(shown, run, held, held[2:], strict=False)
        ]
        if kept == shown:
            return kept
        shown = kept


def _claims(run: list[Step], shown: list[bool], more: bool) -> list[Step]:
    """What a reading says: its characters, and that nothing stands between those that it shows side by side."""
    firm = [*shown[1:], not more]
    return [
        step if held else step._replace(target=ANYWHERE)
        for step, keep, held in zip(run, shown, firm, strict=True)
        if keep
    ]
