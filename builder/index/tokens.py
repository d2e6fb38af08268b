"""Tokens: the folded text cut so that an index of words answers for substrings; `search-tokens.js` does the same.

Strategy: the text is a row of UTF-16 units, and the token at each place is the pair that begins there. A string of n
units stands in a text exactly where its n − 1 pairs stand side by side, so a phrase of pairs finds substrings and
nothing else: words, names across word borders, `3号` inside `13号`, punctuation. Each unit is written as one letter
that Pagefind leaves alone – no case, no accents, no stemming, nothing it takes for a mark: a Han character of the basic
plane as itself, every other unit as a character of Unicode's plane 2, which no unit stands for. So all tokens are two
letters long and none is the beginning of another.
"""

from __future__ import annotations

from builder.model.late import late

_OTHER = late("[^\u3400-\u4db5\u4e00-\u9fef]")  # hexagrams and late additions lie between and behind


class _Letters(dict[str, str]):
    """The letters of a character that is no Han character of the basic plane, worked out when first met."""

    def __missing__(self, char: str) -> str:
        data = char.encode("utf-16-be", "surrogatepass")
        units = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
        self[char] = letters = "".join(map(_letter, units))
        return letters


def _letter(unit: int) -> str:
    """A character of plane 2 (all of them letters) for a unit, a different one for each."""
    if unit < 0x3400:
        return chr(0x20000 + unit)
    if unit >= 0xA000:
        return chr(0x20000 + unit - 0x6C00)
    return chr(0x29400 + (unit & 0xFF) + (0x100 if unit > 0x9000 else 0))


_LETTERS = _Letters()


def letters(folded: str) -> str:
    """One letter for each UTF-16 unit of a folded text.

    >>> letters("7月") == chr(0x20000 + ord("7")) + "月"
    True
    """
    return _OTHER.sub(lambda found: _LETTERS[found[0]], folded)


END = letters("\n")


def pairs(row: str) -> str:
    """The tokens of a row of letters with a space between them, one for each letter; the last ends with a line end.

    >>> pairs("郑州市")[:6]
    '郑州 州市 '
    """
    return " ".join([a + b for a, b in zip(row, row[1:] + END, strict=True)]) if row else ""
