"""One quick look over a text that tells every rule where to look, and nothing more.

Strategy: the text becomes an array of code points; two tables (one by character, one by hashed pair of characters) turn
it into flags at once. A rule then visits the few positions whose flags call for it and decides there by itself: a flag
may say yes too often (two pairs may share a slot), never too seldom.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Flags of a character.
HAN = 1
SURNAME = 2  # a surname's first character
LEADS = 4  # stands between an office and a name (`：`, a blank), or opens a foreign name
BREAKS = 8  # a sentence or a line starts behind it
TOWN = 16  # ends the name of a town or a village
# Flags of a pair of characters: the last or the first two of the words that a rule is after.
OFFICE = 1  # ends an office
TITLE = 2  # opens a title that follows a name
PLACE_END = 4  # ends a full name of a place
PLACE_START = 8  # opens a short name of a place
BODY_END = 16  # ends the name of a body
APPOINTS = 32  # opens a verb of appointment
SPEAKS = 64  # opens a verb of speech

_SLOTS = 1 << 18
_MIX = 40503


@dataclass(frozen=True, slots=True)
class Tables:
    """Flags by character (65,536 of them) and by slot of a pair."""

    chars: NDArray[np.uint8]
    pairs: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scan:
    """A text and its flags. `chars[i]` tells of the character at `i`, `pairs[i]` of the pair that starts there."""

    text: str
    chars: NDArray[np.uint8]
    pairs: NDArray[np.uint8]

    def pairs_at(self, flag: int) -> list[int]:
        """Where a pair with this flag starts."""
        found: list[int] = np.flatnonzero(self.pairs & np.uint8(flag)).tolist()
        return found

    def chars_at(self, flag: int) -> list[int]:
        """Where a character with this flag stands."""
        found: list[int] = np.flatnonzero(self.chars & np.uint8(flag)).tolist()
        return found

    def offices(self) -> list[int]:
        """Where a name may start: right behind the end of an office."""
        name = (self.chars[2:] & np.uint8(SURNAME | LEADS)) != 0
        found: list[int] = (np.flatnonzero(((self.pairs[:-1] & np.uint8(OFFICE)) != 0) & name) + 2).tolist()
        return found

    def starts(self) -> list[int]:
        """Where a sentence or a line starts with a surname's character."""
        surname = (self.chars[1:] & np.uint8(SURNAME)) != 0
        found: list[int] = (np.flatnonzero(((self.chars[:-1] & np.uint8(BREAKS)) != 0) & surname) + 1).tolist()
        return [0, *found] if len(self.chars) and self.chars[0] & SURNAME else found


def slot(pair: str) -> int:
    """The slot of a pair of characters."""
    return ((ord(pair[0]) * _MIX + ord(pair[1])) & 0xFFFFFFFF) % _SLOTS


def tables(chars: Iterable[tuple[Iterable[str], int]], pairs: Iterable[tuple[Iterable[str], int]]) -> Tables:
    """Tables from (characters, flag) and (pairs, flag)."""
    by_char = np.zeros(0x10000, np.uint8)
    by_char[0x3400:0xA000] = HAN
    for group, flag in chars:
        for char in group:
            by_char[ord(char)] |= flag
    by_pair = np.zeros(_SLOTS, np.uint8)
    for words, flag in pairs:
        for word in words:
            by_pair[slot(word)] |= flag
    return Tables(by_char, by_pair)


def scan(text: str, table: Tables) -> Scan:
    """Look over `text`, of any length."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    chars = table.chars[np.minimum(codes, np.uint32(0xFFFF))]
    pairs = table.pairs[(codes[:-1] * np.uint32(_MIX) + codes[1:]) % np.uint32(_SLOTS)]
    return Scan(text, chars, pairs)
