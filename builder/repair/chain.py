"""Text made whole: the rules in their order, and the exact list of what they did.

The order has reasons. `mojibake` first, for nothing can be judged before the bytes are right, and U+00AD and the C1
controls are bytes there. `lost` marks what no rule can bring back. `control` and `line-end` clear the ground.
Then the document is judged once (language, script, mirror page). Rules on characters come before rules on lines and
spaces, and those before punctuation, which looks at the characters that end up side by side.

Every rule works on the text that the rules before it left; `compose` carries its edits back to raw positions. Line
rules leave the header alone; rules on characters may mend its values, and `project` brings the mends into the fields.

A text that was changed goes through the chain again until nothing more is found, so mending twice changes nothing.
Line ends are not damage: CRLF and CR stay as they are, and every rule takes them for what they are.

Laws, each a property test: changes are exact; mending twice changes nothing more; clean text is left alone; no Han
character is lost except by a rule that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model import EMPTY_VOCABULARY, Change, RuleNote, Source, Text, Vocabulary, apply, compose
from builder.repair import (
    control,
    dash,
    doubled,
    halfwidth,
    leader,
    letter_space,
    line_end,
    line_start,
    lost,
    mojibake,
    page_mark,
    pinyin,
    script,
    shifted,
    space,
    woodblock,
    wrapped,
)
from builder.repair.draft import Draft, Rule
from builder.repair.header import places, project
from builder.repair.language import foreign

RULES: tuple[Rule, ...] = (
    mojibake.RULE,
    lost.RULE,
    control.RULE,
    line_end.RULE,
    shifted.RULE,
    pinyin.RULE,
    script.RULE,
    doubled.RULE,
    letter_space.RULE,
    leader.RULE,
    woodblock.RULE,
    page_mark.RULE,
    wrapped.RULE,
    line_start.RULE,
    space.RULE,
    dash.RULE,
    halfwidth.RULE,
)
NOTES: tuple[RuleNote, ...] = tuple(rule.note for rule in RULES)

_FIRST = 3  # rules that run before the document is judged
_ROUNDS = 6  # more than any text needs: what a first round leaves to a second is rare, to a third unknown


def repair(source: Source, vocabulary: Vocabulary = EMPTY_VOCABULARY, only: tuple[str, ...] = ()) -> Text:
    """The source made whole. `only` names the rules that may run, () for all of them. Never raises for any text."""
    draft = Draft(source.text, source.body_start, source.format, fixed=places(source), vocabulary=vocabulary)
    first, changes, proposals = _round(draft, only)
    last = first
    for _ in range(_ROUNDS if changes else 0):
        last, edits, _ = _round(replace(last, mirror=False, script="", foreign=False), only)
        if not edits:
            break
        changes = compose(changes, edits)
    return Text(
        source=source,
        clean=last.text,
        changes=changes,
        header=project(source, changes),
        body_start=last.body_start,
        script=last.script,
        found_script=first.script,
        proposals=proposals,
    )


def _round(draft: Draft, only: tuple[str, ...]) -> tuple[Draft, tuple[Change, ...], tuple[Change, ...]]:
    """Every rule once: the draft they leave, their changes and their proposals, both in positions of what came in."""
    raw = draft.text
    changes: tuple[Change, ...] = ()
    proposals: list[Change] = []
    for number, rule in enumerate(RULES):
        if number == _FIRST:
            draft = _judged(draft)
        if (only and rule.note.name not in only) or (draft.foreign and not rule.any_language):
            continue
        made, proposed = rule.weigh(draft) if rule.weigh else (rule.find(draft), ())
        proposals.extend(_raw(raw, changes, proposal) for proposal in proposed)
        edits = _inside(made, draft.body_start)
        if edits:
            draft = _edited(draft, edits)
            changes = compose(changes, edits)
    return draft, changes, tuple(proposals)


def _judged(draft: Draft) -> Draft:
    """The draft with what is known of the document as a whole."""
    if foreign(draft.text):
        return replace(draft, foreign=True)
    return replace(draft, script=script.vote(draft.text, draft.body_start), mirror=pinyin.injected(draft.text))


def _raw(raw: str, changes: Sequence[Change], proposal: Change) -> Change:
    """A proposal in the positions of the raw text."""
    start, end = (_back(at, changes) for at in (proposal.start, proposal.end))
    return replace(proposal, start=start, end=end, before=raw[start:end])


def _back(at: int, changes: Sequence[Change]) -> int:
    """The raw position of a place in the text that the changes made."""
    shift = 0
    for change in changes:
        if change.start + shift + len(change.after) > at:
            return min(at - shift, change.start) if change.start + shift <= at else at - shift
        shift += len(change.after) - len(change.before)
    return at - shift


def _inside(edits: Sequence[Change], border: int) -> list[Change]:
    """Edits that do not reach across the end of the header."""
    return [edit for edit in edits if not edit.start < border < edit.end]


def _edited(draft: Draft, edits: Sequence[Change]) -> Draft:
    moved = sum(len(edit.after) - len(edit.before) for edit in edits if edit.end <= draft.body_start)
    return replace(
        draft,
        text=apply(draft.text, edits),
        body_start=draft.body_start + moved,
        fixed=_moved(draft.fixed, edits),
    )


def _moved(spans: tuple[tuple[int, int], ...], edits: Sequence[Change]) -> tuple[tuple[int, int], ...]:
    """Spans in the positions after the edits; an edit inside a span stretches or shrinks it."""
    return tuple((_at(start, edits), _at(end, edits)) for start, end in spans)


def _at(at: int, edits: Sequence[Change]) -> int:
    return at + sum(len(edit.after) - len(edit.before) for edit in edits if edit.end <= at)
