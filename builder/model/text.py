"""What `repair` gives: text made whole, and the exact list of what was done to it.

Strategy: every change is kept in the positions of the raw text, in order, never overlapping. Then anyone can replay a
repair with nothing but the raw text and the list, and take it back with nothing but the clean text and the list. A rule
works on the text as the rules before it left it; `compose` carries its changes back to the raw positions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.source import Header, Source


@dataclass(frozen=True, slots=True)
class Change:
    """One mend: `raw[start:end] == before` became `after`, by `rule`, for `sure` or as a conjecture.

    Positions are characters of the raw text. Where one rule worked on what another had made, the two are one change
    and `rule` names both in order (`mojibake+script`). A loss is a change whose `after` is U+25A1 (□) and whose rule
    is `lost`.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    sure: bool = True


def apply(raw: str, changes: Sequence[Change]) -> str:
    """The clean text: `raw` with every change made.

    >>> apply("會(huì)議", [Change(0, 1, "會", "会", "script"), Change(1, 6, "(huì)", "", "pinyin")])
    '会議'
    """
    parts: list[str] = []
    at = 0
    for change in changes:
        parts.append(raw[at : change.start])
        parts.append(change.after)
        at = change.end
    parts.append(raw[at:])
    return "".join(parts)


def revert(clean: str, changes: Sequence[Change]) -> str:
    """The raw text: `clean` with every change taken back.

    >>> revert("会議", [Change(0, 1, "會", "会", "script"), Change(1, 6, "(huì)", "", "pinyin")])
    '會(huì)議'
    """
    parts: list[str] = []
    at = 0
    shift = 0
    for change in changes:
        start = change.start + shift
        parts.append(clean[at:start])
        parts.append(change.before)
        at = start + len(change.after)
        shift += len(change.after) - len(change.before)
    parts.append(clean[at:])
    return "".join(parts)


def compose(first: Sequence[Change], second: Sequence[Change]) -> tuple[Change, ...]:
    """One list for two rounds: `first` in positions of the raw text, `second` in positions of `apply(raw, first)`.

    Changes that touch the same characters become one; all others keep their own name. Two changes merely side by side
    stay apart, except where their order could not be told (an insertion in the very place of a deletion); one that puts
    a character for each character is cut where the first round took something out. Changes that undo each other vanish.

    >>> taken_out, put_in = Change(1, 6, "(bào)", "", "pinyin"), Change(0, 2, "報訊", "报讯", "script")
    >>> [change.rule for change in compose([taken_out], [put_in])]
    ['script', 'pinyin', 'script']
    >>> compose([Change(0, 2, "xy", "會", "mojibake")], [Change(0, 1, "會", "会", "script")])
    (Change(start=0, end=2, before='xy', after='会', rule='mojibake+script', sure=True),)
    """
    if not first:
        return tuple(second)
    out: list[Change] = []
    second = list(second)
    shift = 0  # middle position minus raw position, before the next change of `first`
    i = j = 0
    while i < len(first) and j < len(second):
        old, new = first[i], second[j]
        low, high = old.start + shift, old.start + shift + len(old.after)
        same_point = low == high == new.start == new.end
        if high <= new.start and not same_point:
            out.append(old)
            shift += len(old.after) - len(old.before)
            i += 1
        elif new.end <= low and not same_point:
            out.append(_moved(new, -shift))
            j += 1
        elif low == high and new.start < low < new.end and len(new.before) == len(new.after):
            left, second[j] = _cut(new, low - new.start)
            if left.before != left.after:
                out.append(_moved(left, -shift))
        else:
            i, j, shift = _merge(first, second, i, j, shift, out)
    out.extend(first[i:])
    out.extend(_moved(new, -shift) for new in second[j:])
    return tuple(out)


def _cut(change: Change, at: int) -> tuple[Change, Change]:
    """A change that puts a character for each character, as two."""
    middle = change.start + at
    return (
        Change(change.start, middle, change.before[:at], change.after[:at], change.rule, change.sure),
        Change(middle, change.end, change.before[at:], change.after[at:], change.rule, change.sure),
    )


def _moved(change: Change, by: int) -> Change:
    if not by:
        return change
    return Change(change.start + by, change.end + by, change.before, change.after, change.rule, change.sure)


def _merge(
    first: Sequence[Change], second: Sequence[Change], i: int, j: int, shift: int, out: list[Change]
) -> tuple[int, int, int]:
    """Make one change of all that hang together from `first[i]` and `second[j]` on; give the places after them."""
    raw_shift = shift
    low = min(first[i].start + shift, second[j].start)
    high = low
    olds: list[Change] = []  # in middle positions: what the first round put there
    news: list[Change] = []
    while True:
        if i < len(first) and (not olds or first[i].start + shift < high):
            old = first[i]
            start = old.start + shift
            olds.append(Change(start, start + len(old.after), old.after, old.before, old.rule, old.sure))
            high = max(high, start + len(old.after))
            shift += len(old.after) - len(old.before)
            i += 1
        elif j < len(second) and (not news or second[j].start < high):
            news.append(second[j])
            high = max(high, second[j].end)
            j += 1
        else:
            break
    middle = [""] * (high - low)
    for piece in (*olds, *news):
        middle[piece.start - low : piece.end - low] = piece.before
    text = "".join(middle)
    before = apply(text, [_moved(old, -low) for old in olds])
    after = apply(text, [_moved(new, -low) for new in news])
    if before != after:
        rules = dict.fromkeys(rule for piece in (*olds, *news) for rule in piece.rule.split("+"))
        sure = all(piece.sure for piece in (*olds, *news))
        start = low - raw_shift
        out.append(Change(start, start + len(before), before, after, "+".join(rules), sure))
    return i, j, shift


@dataclass(frozen=True, slots=True)
class RuleNote:
    """What a reader is told of a repair: its stable name, its title and its reason in (zh-Hans, zh-Hant, en).

    One that is not `sure` guesses, unless it only `marks` what is gone.
    """

    name: str
    titles: tuple[str, str, str]
    reasons: tuple[str, str, str]
    sure: bool
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the archive as a whole knows, and a single document may lean on: the second pass's only extra input.

    `words` are phrases of the undamaged documents, sorted, each with the number of documents that hold it. `furniture`
    are lines that stand in most documents of one folder, as (folder, line), sorted. `digest` names the content, for
    cache keys.
    """

    words: tuple[tuple[str, int], ...] = ()
    furniture: tuple[tuple[str, str], ...] = ()
    digest: str = ""


EMPTY_VOCABULARY = Vocabulary()


@dataclass(frozen=True, slots=True)
class Text:
    """A source made whole. `clean == apply(source.text, changes)`; `clean[body_start:]` is the body.

    `header` is the source's header with the same mends made in its values. `script` is the document's own script after
    mending, `found_script` the one it was found in: `Hans`, `Hant`, or `""` where there is too little Han text to say.
    `proposals` are conjectures below the threshold: told in the report, never made.
    """

    source: Source
    clean: str
    changes: tuple[Change, ...]
    header: Header
    body_start: int
    script: str
    found_script: str
    proposals: tuple[Change, ...] = ()
