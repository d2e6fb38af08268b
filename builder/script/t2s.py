"""Traditional to Simplified over the dictionaries of opencc-python-reimplemented, forty times its own speed.

Strategy: the phrase dictionary is small enough for one trie-shaped pattern; where phrases overlap, the longest wins;
between them each character is looked up. The result is the library's own `convert("t2s")`, which a test holds. Beside
it stands the one thing that the dictionary leaves undone, 著 as a particle (看著 → 看着): `particles` decides by the
word around it.

Doubt: 著 with no word of either list beside it is taken for the particle, for in running text it nearly always is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from builder.script.dictionaries import first

Trie = dict[str, "Trie"]

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_AUTHORED = re.compile(
    "[著][名作述称稱者录錄书書有译譯文撰]|[显顯卓昭较較原名专專编編论論遗遺译譯巨合新旧舊拙大土撰主共自]著"
)
_CREDITED = re.compile(r"[\s\u3000]著(?=$|[\s\u3000）)》，,。])|[（(《》、，,][\u4e00-\u9fff]{2,4}著(?=[）)])")


def _trie_pattern(words: Iterable[str]) -> str:
    root: Trie = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: Trie) -> str:
    branches: list[str] = []
    singles: list[str] = []
    for character, below in node.items():
        if character:
            rest = _pattern(below)
            (branches if rest else singles).append(re.escape(character) + rest)
    if singles:
        branches.append(singles[0] if len(singles) == 1 else "[" + "".join(singles) + "]")
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{joined})?" if "" in node else joined


@dataclass(frozen=True, slots=True)
class Engine:
    """The dictionaries, ready: single characters, phrases, and the pattern that finds the phrases."""

    characters: dict[str, str]
    phrases: dict[str, str]
    found: re.Pattern[str]
    single: re.Pattern[str]
    longest: int


@cache
def engine() -> Engine:
    """The t2s tables, loaded once to a process."""
    characters = first("TSCharacters")
    phrases = first("TSPhrases") | {key: value for key, value in characters.items() if len(key) > 1}
    singles = {key: value for key, value in characters.items() if len(key) == 1}
    changed = [key for key, value in singles.items() if key != value and key <= "\uffff"]
    found = re.compile(_trie_pattern(sorted(phrases)))
    return Engine(singles, phrases, found, re.compile(f"[{''.join(changed)}]"), max(map(len, phrases)))


def pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Each place that t2s changes: its start, its end, and what it becomes, in order.

    >>> list(pieces("會議上乾隆"))
    [(0, 1, '会'), (1, 2, '议')]
    """
    tables = engine()
    single = _all_singles if _ASTRAL.search(text) else _singles
    at = 0
    while m := tables.found.search(text, at):
        yield from single(text, at, m.start(), tables)
        at = _reach(text, m.start(), m.end(), tables)
        if at == m.end():
            yield from _phrase(m.start(), m[0], tables)
        else:
            yield from _longest_first(text, m.start(), at, tables)
    yield from single(text, at, len(text), tables)


def _reach(text: str, start: int, end: int, tables: Engine) -> int:
    """Where the phrases end that overlap the one at `start:end`, and those that overlap them."""
    at = start + 1
    while at < end:
        m = tables.found.match(text, at)
        if m and m.end() > end:
            end = m.end()
        at += 1
    return end


def _phrase(start: int, before: str, tables: Engine) -> Iterator[tuple[int, int, str]]:
    after = tables.phrases[before]
    if len(after) == len(before):
        yield from ((start + i, start + i + 1, b) for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)
    elif after != before:
        yield start, start + len(before), after


def _longest_first(text: str, start: int, end: int, tables: Engine) -> Iterator[tuple[int, int, str]]:
    """Overlapping phrases: the longest wins, of equals the first, and the rest is looked at again on either side."""
    for length in range(min(end - start, tables.longest), 1, -1):
        for at in range(start, end - length + 1):
            if text[at : at + length] in tables.phrases:
                yield from _longest_first(text, start, at, tables)
                yield from _phrase(at, text[at : at + length], tables)
                yield from _longest_first(text, at + length, end, tables)
                return
    yield from _all_singles(text, start, end, tables)


def _singles(text: str, start: int, end: int, tables: Engine) -> Iterator[tuple[int, int, str]]:
    for m in tables.single.finditer(text, start, end):
        yield m.start(), m.end(), tables.characters[m[0]]


def _all_singles(text: str, start: int, end: int, tables: Engine) -> Iterator[tuple[int, int, str]]:
    """The same for text with characters beyond the Basic Multilingual Plane, which the pattern leaves out."""
    for i in range(start, end):
        after = tables.characters.get(text[i], text[i])
        if after != text[i]:
            yield i, i + 1, after


def convert(text: str) -> str:
    """Simplified text, exactly as the library's `t2s` gives it.

    >>> convert("習近平總書記關于應急管理；看著乾隆")
    '习近平总书记关于应急管理；看著乾隆'
    """
    parts: list[str] = []
    at = 0
    for start, end, after in pieces(text):
        parts.append(text[at:start])
        parts.append(after)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def particles(text: str) -> Iterator[int]:
    """Where 著 is the particle 着: everywhere but in 著名, 原著 and their like, and after an author's name.

    >>> [text for text in ("連著千家", "原著很好", "王明 著", "（王明著）", "意味著") if list(particles(text))]
    ['連著千家', '意味著']
    """
    at = text.find("著")
    if at < 0:
        return
    kept = {i for m in _AUTHORED.finditer(text, max(0, at - 1)) for i in range(*m.span()) if text[i] == "著"}
    kept |= {m.end() - 1 for m in _CREDITED.finditer(text)}
    while at >= 0:
        if at not in kept:
            yield at
        at = text.find("著", at + 1)
