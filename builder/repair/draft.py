"""What a rule is given, and what a rule is.

A rule is a pure function on a `Draft` (the text as the rules before it left it, with what is known of the whole
document) that gives its edits as changes in positions of that text, in order and not overlapping. It never sees the
raw text; the chain carries its edits back there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.model import EMPTY_VOCABULARY, Change, RuleNote, Vocabulary
from builder.model.source import Format


@dataclass(frozen=True, slots=True)
class Draft:
    """A document on its way through the chain.

    `text[body_start:]` is the body. `script` is the script it was found in (`Hans`, `Hant`, "" unknown), `foreign` says
    that it is written in another language (Japanese, Korean) and `mirror` that it comes from a mirror site that turned
    a Simplified original into Traditional and injected pinyin. `fixed` are (start, end) places in the header that are
    addresses, which no rule may touch.
    """

    text: str
    body_start: int = 0
    format: Format = "plain"
    script: str = ""
    foreign: bool = False
    mirror: bool = False
    fixed: tuple[tuple[int, int], ...] = ()
    vocabulary: Vocabulary = EMPTY_VOCABULARY


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the chain: its note, its function, and whether it also runs on text in other languages.

    `weigh`, where a rule has it, gives its edits and beside them what it only proposes.
    """

    note: RuleNote
    find: Callable[[Draft], Sequence[Change]]
    any_language: bool = False
    weigh: Callable[[Draft], tuple[Sequence[Change], Sequence[Change]]] | None = None
