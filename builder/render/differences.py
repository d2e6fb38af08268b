"""Two versions of one text, compared word by word: what both say, what only the one and what only the other says.

Strategy: both texts become words (a sign or a line end is a word of its own); words that stand in both texts only once,
together with the word behind them, and in the same order, are fixed points; between two of them the rest is compared
by `difflib`. So the work grows with the texts and not with their product. Script is no difference: 防風 and 防风 are
one word, shown as the first text has it.

A word that stays between two changed ones, like one 的, is taken into the change, for a reader compares phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from builder.model.fold_table import FROM, TO
from builder.render.compare import Line, safe

_FOLD = dict(zip(map(ord, FROM), TO, strict=True))
_CUT = re.compile(r"(\n)")
_STRETCH = 400  # words between two fixed points that are compared one by one; a longer stretch is replaced as a whole


class Part(NamedTuple):
    """A stretch of both texts: alike if `same` (then `after` is ""), else `before` gives way to `after`."""

    before: str
    after: str
    same: bool


def parts(before: str, after: str) -> tuple[Part, ...]:
    """The stretches of two texts, in order.

    >>> parts("会议强调安全生产。", "会议指出安全生产。")
    (Part(before='会议', after='', same=True), Part(before='强调', after='指出', same=False), \
Part(before='安全生产。', after='', same=True))
    """
    one, two = words(before.translate(_FOLD)), words(after.translate(_FOLD))
    found: list[Part] = []
    at = beside = 0
    for same, a, b in _joined(_stretches(one, two)):
        left, right = sum(map(len, one[a.start : a.stop])), sum(map(len, two[b.start : b.stop]))
        found.append(Part(before[at : at + left], "" if same else after[beside : beside + right], same))
        at, beside = at + left, beside + right
    return tuple(found)


def words(text: str) -> list[str]:
    """The words of a text, in order and with nothing lost."""
    import rjieba  # a third of a second to load, for the few pages that compare

    return [word for piece in _CUT.split(text) if piece for word in ([piece] if piece == "\n" else rjieba.cut(piece))]


def lines(found: Sequence[Part]) -> tuple[Line, ...]:
    """The stretches as numbered paragraphs: what only the first text says as `<del>`, what only the second as `<ins>`.

    >>> [line.html for line in lines([Part("甲", "乙", False), Part("丙", "", True)])]
    ['<del>甲</del><ins>乙</ins>丙']
    """
    html: list[str] = []
    for part in found:
        if part.same:
            html.append(safe(part.before))
            continue
        html += [f"<del>{safe(piece)}</del>" for piece in (part.before.replace("\n", "↵"),) if piece]
        html += [piece if piece == "\n" else f"<ins>{safe(piece)}</ins>" for piece in _CUT.split(part.after) if piece]
    shown = [text for text in "".join(html).split("\n") if text]
    return tuple(Line(number, text, "") for number, text in enumerate(shown, 1))


def _stretches(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[bool, range, range]]:
    """Ranges of words that are alike or not, in order."""
    a = b = 0
    for start, other in (*_fixed(one, two), (len(one), len(two))):
        if start < a or other < b:
            continue
        yield from _between(one, two, range(a, start), range(b, other))
        a, b = start, other
        while a < len(one) and b < len(two) and one[a] == two[b]:
            a, b = a + 1, b + 1
        if a > start:
            yield True, range(start, a), range(other, b)


def _fixed(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int]]:
    """Places of pairs of words that each text has once, as many as stand in the same order in both."""
    pairs = [list(pairwise(words)) for words in (one, two)]
    counts = [Counter(found) for found in pairs]
    where = {pair: at for at, pair in enumerate(pairs[1]) if counts[1][pair] == 1}
    common = [(at, where[pair]) for at, pair in enumerate(pairs[0]) if pair in where and counts[0][pair] == 1]
    ends: list[int] = []  # of the best rising run of each length: its last place in `two`
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(common):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    rising: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        rising.append(common[at])
        at = before[at]
    return rising[::-1]


def _between(one: Sequence[str], two: Sequence[str], a: range, b: range) -> Iterator[tuple[bool, range, range]]:
    head = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if one[x] != two[y]), min(len(a), len(b)))
    if head:
        yield True, a[:head], b[:head]
        a, b = a[head:], b[head:]
    if len(a) > _STRETCH or len(b) > _STRETCH or not a or not b:
        yield from ((False, a, b) for _ in range(bool(a or b)))
        return
    matcher = SequenceMatcher(None, one[a.start : a.stop], two[b.start : b.stop], autojunk=False)
    for tag, left, right, low, high in matcher.get_opcodes():
        yield tag == "equal", range(a.start + left, a.start + right), range(b.start + low, b.start + high)


def _joined(found: Iterator[tuple[bool, range, range]]) -> list[tuple[bool, range, range]]:
    """Neighbours of one kind as one, and a single word between two changes as part of them."""
    kept: list[tuple[bool, range, range]] = []
    for same, a, b in found:
        if kept and kept[-1][0] == same:
            _, left, right = kept.pop()
            kept.append((same, range(left.start, a.stop), range(right.start, b.stop)))
        elif not same and len(kept) > 1 and len(kept[-1][1]) == 1:
            kept.pop()
            _, left, right = kept.pop()
            kept.append((False, range(left.start, a.stop), range(right.start, b.stop)))
        else:
            kept.append((same, a, b))
    return kept
