"""One quick look over a text that tells every rule where to look, and nothing more.

Strategy: the text becomes an array of code points; two tables (one by character, one by hashed pair of characters) turn
it into flags at once. A rule then visits the few positions whose flags call for it and decides there by itself: a flag
may say yes too often (two pairs may share a slot), never too seldom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Flags of a character.
SURNAME = 1  # a surname's first character
GIVEN = 2  # may stand behind that
LEADS = 4  # stands between an office and a name (`：`, a blank), or opens a foreign name
BREAKS = 8  # a sentence or a line starts behind it
TOWN = 16  # ends the name of a town or a village: one character
# Flags of a pair of characters: the last or the first two of the words that a rule is after.
OFFICE = 1  # ends an office
TITLE = 2  # opens a title that follows a name
PLACE_END = 4  # ends a full name of a place
PLACE_START = 8  # opens a short name of a place
BODY_END = 16  # ends the name of a body
APPOINTS = 32  # opens a verb of appointment
SPEAKS = 64  # opens a verb of speech
CALLS = 128  # ends a word that introduces a name (名叫)
ELECTS = 256  # stands in what is said of the elected (当选)
HOLDS = 512  # opens a verb of holding an office (担任)
LABELS = 1024  # ends a label of a person, with its colon (人：)
DATES = 2048  # opens a bracket of years or of a telephone number
OWNS = 4096  # stands between a name and a work (的《)
QUARTER = 8192  # ends the name of a town's quarter: two characters

_SLOTS = 1 << 18
_MIX = 40503
_PAD = "\0\0\0\0"  # as many characters as a rule looks back or ahead


@dataclass(frozen=True, slots=True)
class Tables:
    """Flags by character, every one of Unicode's, and by slot of a pair."""

    chars: NDArray[np.uint8]
    pairs: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Scan:
    """A text and its flags.

    `chars[i]` tells of the character at `i`; four flagless ones stand behind the last, so that an index may go a little
    too far either way. `pairs[n]` tells of the pair of characters that starts at `places[n]`; other pairs have no flag.
    `flags` are those that any pair has.
    """

    text: str
    chars: NDArray[np.uint8]
    places: NDArray[np.intp]
    pairs: NDArray[np.uint16]
    flags: int

    def pairs_at(self, flag: int) -> list[int]:
        """Where a pair with this flag starts."""
        return _listed(self._pairs_at(flag)) if self.flags & flag else []

    def town_ends(self) -> list[int]:
        """Where the name of a town, a village or a quarter may end."""
        towns = (self.chars & TOWN).nonzero()[0] + 1
        return sorted(_listed(towns) + _listed(self._pairs_at(QUARTER) + 2))

    def offices(self) -> list[int]:
        """Where a name may start: right behind the end of an office."""
        behind = self._pairs_at(OFFICE) + 2
        return _listed(behind[(self.chars[behind] & (SURNAME | LEADS)) != 0])

    def starts(self) -> list[int]:
        """Where a sentence or a line starts with what may be a name."""
        behind = (self.chars & BREAKS).nonzero()[0] + 1
        behind = behind[(self.chars[behind] & SURNAME) != 0]
        found = _listed(behind[(self.chars[behind + 1] & GIVEN) != 0])
        return [0, *found] if self.chars[0] & SURNAME and self.chars[1] & GIVEN else found

    def behind_names(self, flag: int) -> list[int]:
        """Where a pair with this flag starts, right behind what may be a name."""
        if not self.flags & flag:
            return []
        at = self._pairs_at(flag)
        at = at[(self.chars[at - 1] & GIVEN) != 0]
        first = self.chars[at - 2] | self.chars[at - 3] | self.chars[at - 4]
        return _listed(at[(first & SURNAME) != 0])

    def matches(self, pattern: re.Pattern[str], flag: int, *before: int) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` finds, if a match can only start so many characters before a pair with this flag.

        `before` is given in falling order.
        """
        done = 0
        for at in self.pairs_at(flag):
            for back in before:
                start = at - back
                if start >= done and (match := pattern.match(self.text, start)):
                    yield match
                    done = match.end()

    def _pairs_at(self, flag: int) -> NDArray[np.intp]:
        found: NDArray[np.intp] = self.places[(self.pairs & flag) != 0]
        return found


def _listed(found: NDArray[np.intp]) -> list[int]:
    places: list[int] = found.tolist()
    return places


def slot(pair: str) -> int:
    """The slot of a pair of characters."""
    return ((ord(pair[0]) * _MIX + ord(pair[1])) & 0xFFFFFFFF) % _SLOTS


def tables(
    never: Iterable[str], chars: Iterable[tuple[Iterable[str], int]], pairs: Iterable[tuple[Iterable[str], int]]
) -> Tables:
    """Tables from (characters, flag) and (pairs, flag); all Han characters but `never` may stand in a given name."""
    by_char = np.zeros(0x110000, np.uint8)
    by_char[0x3400:0xA000] = GIVEN
    by_char[[ord(char) for char in never]] = 0
    for group, flag in chars:
        by_char[[ord(char) for char in group]] |= flag
    by_pair = np.zeros(_SLOTS, np.uint16)
    for words, flag in pairs:
        by_pair[[slot(word) for word in words]] |= flag
    return Tables(by_char, by_pair)


def scan(text: str, table: Tables) -> Scan:
    """Look over `text`, of any length."""
    codes = np.frombuffer((text + _PAD).encode("utf-32-le", "surrogatepass"), np.uint32)
    slots = codes[:-1] * np.uint32(_MIX)
    slots += codes[1:]
    slots &= np.uint32(_SLOTS - 1)
    pairs = table.pairs.take(slots)
    places = pairs.nonzero()[0]
    pairs = pairs.take(places)
    return Scan(text, table.chars.take(codes), places, pairs, int(np.bitwise_or.reduce(pairs)))
