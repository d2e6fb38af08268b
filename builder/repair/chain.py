"""Text made whole: the rules in their order, and the exact list of what they did.

The order has reasons. `mojibake` first, for nothing can be judged before the bytes are right, and U+00AD and the C1
controls are bytes there. `lost` marks what no rule can bring back. `control` and `newline` clear the ground.
Then the document is judged once (language, script, mirror page). Rules on characters come before rules on lines and
spaces, and those before punctuation, which looks at the characters that end up side by side.

Every rule works on the text that the rules before it left; `compose` carries its edits back to raw positions. Line
rules leave the header alone; rules on characters may mend its values, and `project` brings the mends into the fields.

Laws, each a property test: changes are exact; mending twice changes nothing more; clean text is left alone; no Han
character is lost except by a rule that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model import EMPTY_VOCABULARY, Change, RuleNote, Source, Text, Vocabulary, apply, compose
from builder.repair import control, doubled, halfwidth, pinyin, script
from builder.repair.draft import Draft, Rule
from builder.repair.header import places, project
from builder.repair.language import foreign

RULES: tuple[Rule, ...] = (
    control.RULE,
    pinyin.RULE,
    script.RULE,
    doubled.RULE,
    halfwidth.RULE,
)
NOTES: tuple[RuleNote, ...] = tuple(rule.note for rule in RULES)

_FIRST = 1  # rules that run before the document is judged


def repair(source: Source, vocabulary: Vocabulary = EMPTY_VOCABULARY, only: tuple[str, ...] = ()) -> Text:
    """The source made whole. `only` names the rules that may run, () for all of them. Never raises for any text."""
    fixed, values = places(source)
    draft = Draft(source.text, source.body_start, source.format, fixed=fixed, values=values, vocabulary=vocabulary)
    changes: tuple[Change, ...] = ()
    for number, rule in enumerate(RULES):
        if number == _FIRST:
            draft = _judged(draft)
        if (only and rule.note.name not in only) or (draft.foreign and not rule.any_language):
            continue
        edits = _inside(rule.find(draft), draft.body_start)
        if edits:
            draft = _edited(draft, edits)
            changes = compose(changes, edits)
    return Text(
        source=source,
        clean=draft.text,
        changes=changes,
        header=project(source, changes),
        body_start=draft.body_start,
        script=script.vote(draft.text, draft.body_start) if draft.mirror and changes else draft.script,
        found_script=draft.script,
    )


def _judged(draft: Draft) -> Draft:
    """The draft with what is known of the document as a whole."""
    if foreign(draft.text):
        return replace(draft, foreign=True)
    return replace(draft, script=script.vote(draft.text, draft.body_start), mirror=pinyin.injected(draft.text))


def _inside(edits: Sequence[Change], border: int) -> list[Change]:
    """Edits that do not reach across the end of the header."""
    return [edit for edit in edits if not edit.start < border < edit.end]


def _edited(draft: Draft, edits: Sequence[Change]) -> Draft:
    moved = sum(len(edit.after) - len(edit.before) for edit in edits if edit.end <= draft.body_start)
    return replace(
        draft,
        text=apply(draft.text, edits),
        body_start=draft.body_start + moved,
        fixed=shifted(draft.fixed, edits),
        values=shifted(draft.values, edits),
    )


def shifted(spans: tuple[tuple[int, int], ...], edits: Sequence[Change]) -> tuple[tuple[int, int], ...]:
    """Spans in the positions after the edits; an edit inside a span stretches or shrinks it."""
    return tuple((_shifted(start, edits), _shifted(end, edits)) for start, end in spans)


def _shifted(at: int, edits: Sequence[Change]) -> int:
    return at + sum(len(edit.after) - len(edit.before) for edit in edits if edit.end <= at)
