"""One direction of turning: how a text and how a name become the other script, both in their own length.

To Traditional see `builder.script.s2t` and `builder.script.names`. To Simplified nearly every character has one form;
a person's name keeps the few that stand for two (乾 of 乾隆, 於 as a surname).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from builder.model import Language
from builder.model.late import late
from builder.script import names, s2t, t2s

_TWO = late("[乾於著瞭藉覆]")  # Traditional characters that a machine must choose the Simplified form of


@dataclass(frozen=True, slots=True)
class Turner:
    """`text` turns words, `name` a name of a kind; `doubtful` finds in a name what a text might turn otherwise.

    `script` is what they give, `Hans` or `Hant`; `word` tells whether characters are a word of the language.
    """

    script: str
    text: Callable[[str], str]
    name: Callable[[str, str], str]
    doubtful: re.Pattern[str]
    word: Callable[[str], bool]


@cache
def turner(language: Language) -> Turner:
    """The turner that gives the script of an edition's language."""
    if language == "zh-Hant":
        words = s2t.tables().words
        return Turner("Hant", s2t.convert, _traditional, s2t.ambiguous(), words.__contains__)
    return Turner("Hans", _simplified, _simplified_name, _TWO, t2s.engine().phrases.__contains__)


def _traditional(name: str, kind: str) -> str:
    """A name that has Traditional characters already stays as it is."""
    return name if t2s.convert(name) != name else names.form(name, kind)


def _simplified(text: str) -> str:
    """The text in Simplified characters, particles too.

    >>> _simplified("看著乾隆的原著，於是後來")
    '看着乾隆的原著，于是后来'
    """
    places = list(t2s.particles(text))
    made = t2s.convert(text)
    if not places or len(made) != len(text):
        return made
    characters = list(made)
    for place in places:
        characters[place] = "着"
    return "".join(characters)


def _simplified_name(name: str, kind: str) -> str:
    """
    >>> _simplified_name("於乾", "person"), _simplified_name("乾縣", "place")
    ('於乾', '乾县')
    """
    made = t2s.convert(name)
    if kind not in ("person", "place") or len(made) != len(name):
        return made
    return "".join(one if _TWO.match(one) else new for one, new in zip(name, made, strict=True))
