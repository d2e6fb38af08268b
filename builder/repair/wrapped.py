"""Lines that a page broke and the text did not: joined to the line above.

Strategy: the shape of the whole file decides first.

- Fixed width (PDF, OCR, a mail program): the lines crowd at one width and stop there. A line that is full runs on into
  the next, unless that one is indented where paragraphs are, or begins something.
- Column and page ends: paragraphs stand whole, but here and there one stops in mid-sentence and goes on after a line
  end or a blank line. A sentence that stops is joined when the seam is plain: a word of the dictionary lies across it,
  the line ends in a comma or in a word that ends no sentence, a bracket or a quotation is still open. Where a file has
  shown a plain seam, its other stopped sentences are joined too.

A break is replaced by nothing between Han characters and by a space between words. Never joined: what ends a sentence
or a colon; what begins an article, an item, a caption, a byline, a date line; titles, names and signatures (no
sentence in them); verses (short lines); tables, code and markup.

Doubt: a paragraph whose last full stop was forgotten reads like one that was cut; it is joined only if what follows
completes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import HAN
from builder.repair.draft import Draft, Rule
from builder.repair.lines import Line, glue, lines
from builder.repair.words import across

NOTE = RuleNote(
    "hard-break",
    ("接回被截断的行", "接回被截斷的行", "Broken lines joined"),
    (
        "版面的行尾、栏尾或页尾把一句话截成了两行；按文意接回。",
        "版面的行尾、欄尾或頁尾把一句話截成了兩行；按文意接回。",
        "The end of a line, column or page had cut a sentence in two. Joined where the sense runs on.",
    ),
    True,
)

_RUNS_ON = rf"[{HAN}，、,0-9A-Za-z》”）)]"
_GATE = late(
    rf"[\r\n](?:(?<={_RUNS_ON}.)|(?<={_RUNS_ON}[ \t\u3000\r].)|(?<={_RUNS_ON}[ \t\u3000]{{2}}.))"
    rf"\s*[{HAN}《“（(0-9A-Za-z]",
    re.DOTALL,
)
_FULL_STOP = late("[。！？!?；;…]")
_COMMA_END = late("[，,、]$")
_OPEN_END = late("[的和与與及在对對把被将將为為以从從向由并並或使让讓《“（(]$")
_NO_START = late("[的们們了着著等或和与與及并並]")
_PARTICLE = late("[的和与與及等]")
_WEAK_END = late("(?<![。！？!?…])[》”）)]$")
_WORD = late(r"[!-~]{2,}")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("「", "」"))
_SPACED = late(rf"[{HAN}] [0-9A-Za-z]|[0-9A-Za-z] [{HAN}]")
_TIGHT = late(rf"[{HAN}][0-9A-Za-z]|[0-9A-Za-z][{HAN}]")


def find(draft: Draft) -> Sequence[Change]:
    """Each break that is no break of the text.

    >>> text = "会议指出，要进一步加强安全生产工作，全面推进水库除险加\\n\\n固，确保各项措施落实到位。"
    >>> find(Draft(text))[0].before
    '\\n\\n'
    >>> find(Draft("床前明月光，\\n疑是地上霜。"))
    []
    """
    if draft.format == "html" or not _GATE.search(draft.text, draft.body_start):
        return []
    found = lines(draft)
    if len(found) < 2:
        return []
    seams = _stopped(found, True) if draft.format == "markdown" else _full(found) or _stopped(found, False)
    return [_joined(draft.text, above, below) for above, below in seams]


def _joined(text: str, above: Line, below: Line) -> Change:
    near = text[max(0, above.end - 200) : below.start + 200]
    spaced = len(_SPACED.findall(near)) > len(_TIGHT.findall(near))
    between = glue(above.text, below.text, spaced)
    return Change(above.end, below.start, text[above.end : below.start], between, NOTE.name)


def _full(found: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The seams of a file of fixed width, counted in columns or in characters: every full line runs on."""
    stopped = sum(b.gap == 0 and len(a.text) >= 15 and not a.ends for a, b in pairwise(found))
    if stopped < max(2, len(found) // 9):
        return []
    measured = [([line.columns for line in found], 30), ([line.characters for line in found], 20)]
    crowds = [(crowd, edge, widths) for widths, least in measured for edge, crowd in [_edge(widths)] if edge >= least]
    if not crowds:
        return []
    _, edge, widths = max(crowds, key=lambda one: one[0])
    full = [edge - 4 < width <= edge + 2 for width in widths]
    seams = [(a, b) for (a, b), runs in zip(pairwise(found), full, strict=False) if runs and b.gap == 0]
    stopped = sum(not a.ends for a, _ in seams)
    sentences = sum(len(_FULL_STOP.findall(line.text)) for line in found)
    if len(seams) < 2 or stopped * 2 < len(seams) or sentences * 6 < len(found):
        return []
    starts = [b for (_, b), runs in zip(pairwise(found), full, strict=False) if not runs]
    indented = sum(line.indent for line in starts) * 2 > len(starts) > 0
    apart = sum(line.gap > 0 for line in starts) * 5 > len(starts) * 4
    sharp = widths.count(edge) * 5 >= sum(full) * 4  # every line is filled to the last place
    return [
        (above, below)
        for (above, below), width in zip(pairwise(found), widths, strict=False)
        if width + _first_word(below) > edge - 4
        and not (sharp and width < edge and _FULL_STOP.search(above.text[-1]))
        and _continues(above, below, indented, apart)
    ]


def _edge(widths: Sequence[int]) -> tuple[int, int]:
    """The width at which lines are broken and how many lines crowd there, (0, 0) if they are not broken at one.

    Lines that were broken crowd at the full width, with hardly any just below it and none beyond.
    """
    counted = Counter(widths)
    edge = max(counted, key=lambda width: (sum(counted[width - i] for i in range(4)), width))
    full = sum(counted[edge + i] for i in range(-3, 3))
    below = sum(counted[edge - i] for i in range(4, 12))
    beyond = sum(number for width, number in counted.items() if width > edge + 2)
    broken = full >= max(3, len(widths) // 4) and beyond * 25 <= len(widths) and below <= full
    return (edge, full) if broken else (0, 0)


def _first_word(line: Line) -> int:
    """The columns of a word that could not be parted: a line ends early before it."""
    word = _WORD.match(line.text)
    return len(word[0]) if word else 0


def _continues(above: Line, below: Line, indented: bool, apart: bool) -> bool:
    """Whether a line goes on with the one above it, which is full.

    `indented` and `apart` say how paragraphs begin in this file: with an indent, after a blank line.
    """
    if above.held or below.held or below.gap > 0 or not (above.chinese or below.chinese):
        return False
    if below.indent and (indented or not above.indent):
        return False
    if _FULL_STOP.search(above.text[-1]):
        return (indented or apart) and not below.begins
    return indented or apart or not below.begins


def _stopped(found: Sequence[Line], markdown: bool) -> list[tuple[Line, Line]]:
    """The seams of a file whose paragraphs are whole but for a few that stop in mid-sentence."""
    candidates = [(a, b) for a, b in pairwise(found) if _may_join(a, b)]
    if not candidates:
        return []
    prose = [line for line in found if line.prose]
    if not prose or max(len(line.text) for line in prose) < 24:
        return []
    if markdown:  # a single line end is none there, and a blank line is nearly always meant
        candidates = [
            (a, b) for a, b in candidates if b.gap > 0 and not _COMMA_END.search(a.text[-1].replace("、", ""))
        ]
    if len(candidates) >= 6 and 5 * sum(bool(_COMMA_END.search(a.text)) for a, _ in candidates) > 3 * len(candidates):
        return []  # a clause to a line: verse, a lesson, a list
    plain = {a.start for a, b in candidates if _plain(a, b)}
    ended = sum(line.ends for line in prose)
    if ended * 2 < len(prose) and len(plain) * 3 < len(candidates):
        return []
    if not plain or markdown:
        return [(a, b) for a, b in candidates if a.start in plain]
    sentences = _sentence_kinds(found)
    return [(a, b) for a, b in candidates if a.start in plain or (not a.ends and _runs_on(a, b, sentences))]


def _sentence_kinds(found: Sequence[Line]) -> frozenset[str]:
    """The kinds of items that are whole sentences in this file, and not headings: nearly all of them end like one."""
    kinds = Counter(line.kind for line in found if len(line.text) >= 14)
    ended = Counter(line.kind for line in found if len(line.text) >= 14 and line.ends)
    return frozenset(kind for kind, number in kinds.items() if kind and number >= 3 and ended[kind] * 5 >= number * 4)


def _may_join(above: Line, below: Line) -> bool:
    if above.ends:
        possible = bool(_PARTICLE.match(below.text) and _WEAK_END.search(above.text) and above.prose)
    elif len(above.text) >= 14:
        possible = len(below.text) >= 20 or above.prose or below.prose or below.ends
    else:
        possible = above.text[-1] == "、"
    if not possible or below.begins or below.gap > 3:
        return False
    return above.chinese and below.chinese and not (above.held or below.held)


def _runs_on(above: Line, below: Line, sentences: frozenset[str]) -> bool:
    """Whether a sentence stands above, and what follows can complete it: it holds one itself, or ends one."""
    return (above.prose or above.kind in sentences) and (below.prose or below.ends)


def _plain(above: Line, below: Line) -> bool:
    """Whether the seam itself shows that one sentence lies across it."""
    last, first = above.text, below.text
    if _COMMA_END.search(last) or _WEAK_END.search(last):
        return not below.begins and (len(first) >= 8 or below.ends)
    if _OPEN_END.search(last) or (_NO_START.match(first) and (above.prose or below.prose or below.ends)):
        return True
    if any(last.count(a) > last.count(b) and b in first for a, b in _PAIRS):
        return True
    return across(last, first)


RULE = Rule(NOTE, find)
