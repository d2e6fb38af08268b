"""Simplified to Traditional, as readers in Taiwan and Hong Kong write it today, character for character.

Strategy: most characters have one Traditional form, and one pass of `str.translate` writes it. Of those with several
each has a form that it takes by default; where a neighbour belongs to a word that writes it otherwise, the words of the
dictionary that cover the place are looked up, and the longest decides. Where two equally long ones would differ (三天
and 后来, not 天后), the segmenter says which of them is a word. The text keeps its length: positions and markup hold.

The words are those of opencc (`STPhrases`), in the forms of its Taiwan variants (裡, 為, 群, 峰), and `words.py` adds
what official Chinese needs beside them. A name is not a word of the language: `names.py` has its own, careful forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import rjieba

from builder.script import words
from builder.script.dictionaries import first, rows

LONGEST = 8  # characters of the longest word that is looked for; the dictionary's few longer ones are proverbs
_REACH = 6  # characters on either side that the segmenter sees


@dataclass(frozen=True, slots=True)
class Tables:
    """`default` of every character, as `str.translate` takes it; `words` with what they become.

    `near` holds, for each character that some word writes otherwise, the characters that stand before it in such words
    and those that stand after it: no word can matter where neither is beside it. `doubtful` finds these characters.
    """

    default: dict[int, str]
    words: dict[str, str]
    near: dict[str, tuple[frozenset[str], frozenset[str]]]
    doubtful: re.Pattern[str]


@cache
def tables() -> Tables:
    """The tables, read once to a process."""
    taiwan = {ord(a): b for a, b in first("TWVariants").items() if a not in words.NO_VARIANT}
    variants = taiwan | words.MODERN
    default = variants | {ord(a): b.translate(variants) for a, b in first("STCharacters").items()} | words.DEFAULT
    known = {key: value.translate(variants) for key, value in first("STPhrases").items()} | words.known()
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for word, written in known.items():
        plain = word.translate(default)
        if plain == written:
            continue
        for place, character in enumerate(word):
            if plain[place] != written[place]:
                before.setdefault(character, set()).update(word[place - 1 : place] if place else "")
                after.setdefault(character, set()).update(word[place + 1 : place + 2])
    near = {one: (frozenset(before[one]), frozenset(after[one])) for one in before}
    return Tables(default, known, near, re.compile(f"[{''.join(sorted(near))}]"))


@cache
def ambiguous() -> re.Pattern[str]:
    """Finds a character whose Traditional form a machine must choose: all that have several, or depend on a word."""
    several = (character for character, becomes in rows("STCharacters").items() if len(becomes) > 1)
    return re.compile(f"[{''.join(sorted({*several, *tables().near}))}]")


def convert(text: str) -> str:
    """The text in Traditional characters, of the same length.

    >>> convert("会后，干部干了两天，发现头发干燥；三天后来了，皇后在里面，沿着公里碑走")
    '會後，幹部幹了兩天，發現頭髮乾燥；三天後來了，皇后在裡面，沿著公里碑走'
    """
    held = tables()
    made = text.translate(held.default)
    near = held.near
    parts: list[str] = []
    at = 0
    for found in held.doubtful.finditer(text):
        place = found.start()
        before, after = near[found[0]]
        if (place and text[place - 1] in before) or text[place + 1 : place + 2] in after:
            written = word_at(text, place)
            if written and written != made[place]:
                parts.append(made[at:place])
                parts.append(written)
                at = place + 1
    parts.append(made[at:])
    return "".join(parts)


def word_at(text: str, place: int) -> str:
    """How the longest word around `place` writes the character there, "" if no word covers it."""
    known = tables().words
    for length in range(LONGEST, 1, -1):
        found = {
            start: word
            for start in range(max(0, place - length + 1), place + 1)
            if (word := known.get(text[start : start + length])) and len(word) == length
        }
        if found:
            forms = {word[place - start] for start, word in found.items()}
            start = min(found) if len(forms) == 1 else _likelier(text, place, length, sorted(found))
            return found[start][place - start]
    return ""


def _likelier(text: str, place: int, length: int, starts: list[int]) -> int:
    """Which of several words of one length, all over `place`, the segmenter parts from their neighbours."""
    low = max(0, place - _REACH)
    edges = {low}
    at = low
    for word in rjieba.cut(text[low : place + _REACH + 1], False):
        at += len(word)
        edges.add(at)
    return max(starts, key=lambda start: ((start in edges) + (start + length in edges), -start))
