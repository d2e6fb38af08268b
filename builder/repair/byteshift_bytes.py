"""The damage, in bytes: what GBK makes of a pair, which pairs vanish, and which characters a pair can have been.

A mirror's tool works on the GBK bytes of a page and looks for byte pairs at any offset. Where it finds one that
straddles two characters it splits them, and from there on the text is read one byte out of step:

    危    化    品    安    …           CE A3  BB AF  C6 B7  B0 B2  …
    CE  A3BB  AFC6  B7B0  B2..          ?   ；  (none)  钒   踩 …

Three things happen to a byte there. It meets its neighbour in a pair that GBK knows, and a wrong character shows. It
meets it in a pair that GBK leaves to its users (lead AA–AF or F8–FE with a trail from A1; lead A1–A7 with a trail below
A1) or leaves empty, and *both vanish*. Or it is left alone, and a `?` shows, or nothing.

Doubt: decoders differ in the last cases. Python's `gbk` codec is taken as the measure of which pairs exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from builder.repair.byteshift_lexicon import word_list
from builder.repair.readings import in_gb2312, is_reading
from builder.script.dictionaries import rows
from builder.script.t2s import engine

LEADS = bytes(range(0x81, 0xFF))
"""The first bytes of a pair."""
TRAILS = bytes([*range(0x40, 0x7F), *range(0x80, 0xFF)])
"""The second bytes of a pair."""

ENDS = "，。、；：！？,;:!"
"""Marks that end a phrase; no two of them stand side by side."""

# Where one traditional character stands for several simplified ones, the words around it decide.
_EITHER = {
    "乾": "干乾",
    "著": "着著",
    "瞭": "了瞭",
    "藉": "借藉",
    "徵": "征徵",
    "畫": "画划",
    "摺": "折摺",
    "夥": "伙夥",
}
_MARKS = frozenset("“”‘’《》（）【】〔〕·—…")
_WIDE = {half: chr(ord(half) + 0xFEE0) for half in ",;:!?()"}
_COMMON_LEADS = frozenset((*range(0x81, 0xA1), 0xA1, 0xA3, *range(0xAA, 0xFF)))
_LEAST_HIDDEN = 8
_ODD_FORM = 10.0  # nats: a Simplified character among those turned to Traditional, or the reverse


@dataclass(frozen=True, slots=True)
class Candidate:
    """A character that can have stood there, in Simplified spelling; `original` is the one that GBK's bytes spell."""

    original: str
    cost: float


@cache
def characters() -> dict[int, str]:
    """Every character of GBK by its pair, `lead << 8 | trail`."""
    table: dict[int, str] = {}
    for lead in LEADS:
        for trail in TRAILS:
            character = bytes((lead, trail)).decode("gbk", "ignore")
            if len(character) == 1:
                table[lead << 8 | trail] = character
    return table


@lru_cache(8192)
def pair(character: str) -> int:
    """The pair that spells a character, `lead << 8 | trail`, or 0. Private-use characters spell the users' pairs.

    >>> f"{pair('化'):X}", pair("A"), f"{pair(chr(0xE000)):X}"
    ('BBAF', 0, 'AAA1')
    """
    code = ord(character)
    if 0xE000 <= code <= 0xE4C5:
        row, cell = divmod(code - 0xE000, 94)
        return ((0xAA if row < 6 else 0xF8 - 6) + row) << 8 | 0xA1 + cell
    if 0xE4C6 <= code <= 0xE765:
        row, cell = divmod(code - 0xE4C6, 96)
        return (0xA1 + row) << 8 | TRAILS[cell]
    try:
        found = character.encode("gbk")
    except UnicodeEncodeError:
        return 0
    return found[0] << 8 | found[1] if len(found) == 2 else 0


def wide(character: str) -> str:
    """Half-width punctuation as the full-width mark that a tool made it from, any other character as it is."""
    return _WIDE.get(character, character)


@cache
def hidden() -> tuple[tuple[bytes, bytes], ...]:
    """The pairs that show nothing, as (first bytes, second bytes): any of the one with any of the other.

    Only second bytes that begin a character in common use are kept. The most frequent pairs come first.
    """
    table = characters()
    groups: dict[bytes, list[int]] = {}
    for lead in LEADS:
        seconds = bytes(trail for trail in TRAILS if lead << 8 | trail not in table and trail in _COMMON_LEADS)
        for part in (bytes(b for b in seconds if b < 0xA1), bytes(b for b in seconds if b >= 0xA1)):
            if len(part) >= _LEAST_HIDDEN:
                groups.setdefault(part, []).append(lead)
    return tuple((bytes(leads), seconds) for seconds, leads in sorted(groups.items(), key=lambda g: (-len(g[0]), g[0])))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that only Simplified text has: a page turned to Traditional cannot hold them."""
    return frozenset(character for character, becomes in rows("STCharacters").items() if character not in becomes)


def out_of_place(character: str, script: str) -> bool:
    """Whether a Han character cannot stand in a text of this script (`Hans`, `Hant`).

    >>> out_of_place("钒", "Hant"), out_of_place("釩", "Hant"), out_of_place("釩", "Hans"), out_of_place("安", "Hans")
    (True, False, True, False)
    """
    if script == "Hant":
        return character in simplified_only()
    if script == "Hans":
        return engine().characters.get(character, character) != character
    return False


@lru_cache(8192)
def spelled(character: str, script: str) -> tuple[tuple[str, float], ...]:
    """The Simplified spellings of a character, each with its cost in nats for standing in a text of this script."""
    cost = _ODD_FORM if out_of_place(character, script) else 0.0
    simple = engine().characters.get(character, character)
    return tuple((one, cost) for one in _EITHER.get(character, simple))


def is_han(character: str) -> bool:
    """Whether a character is Han, as far as GBK goes."""
    return "\u4e00" <= character <= "\u9fff"


@lru_cache(16384)
def candidates(leads: bytes, trails: bytes, script: str, reading: str = "") -> dict[str, Candidate]:
    """The characters that one of `leads` with one of `trails` spells, by Simplified spelling, the most common first.

    With `reading`, only those that are read so. Characters outside GB 2312 in their Simplified spelling are left out
    unless there is no other.

    >>> sorted(candidates(b"\\xce", b"\\xa3", "Hant")), sorted(candidates(LEADS, b"\\xf3", "Hant", "bào"))
    (['危'], ['报'])
    """
    table = characters()
    found: dict[str, Candidate] = {}
    rare: dict[str, Candidate] = {}
    for lead in leads:
        for trail in trails:
            character = table.get(lead << 8 | trail, "")
            if reading and not (character and is_reading(character, reading)):
                continue
            if is_han(character):
                for simple, cost in spelled(character, script):
                    _keep(found if in_gb2312(simple) else rare, simple, Candidate(character, cost))
            elif character in _MARKS:
                _keep(found, character, Candidate(character, 0.0))
            elif "！" <= character <= "～" and character not in ENDS:
                _keep(rare, character, Candidate(character, 0.0))
    best = found or rare
    chances = word_list().chances
    return {c: best[c] for c in sorted(best, key=lambda c: (c not in _MARKS, -chances.get(c, 0.0), c))}


@lru_cache(8192)
def ending_marks(leads: bytes, trails: bytes) -> dict[str, Candidate]:
    """The marks that end a phrase among what one of `leads` with one of `trails` spells."""
    table = characters()
    spells = (table.get(lead << 8 | trail, "") for lead in leads for trail in trails)
    return {mark: Candidate(mark, 0.0) for mark in spells if mark and mark in ENDS}


def _keep(found: dict[str, Candidate], simple: str, one: Candidate) -> None:
    if simple not in found or one.cost < found[simple].cost:
        found[simple] = one


@lru_cache(8192)
def annotated(trail: int, reading: str) -> bytes:
    """The second bytes that, after the first byte `trail`, spell a character with this reading.

    The tools annotate characters outside GB 2312; only where none of those has the reading do others count.

    >>> annotated(0xBC, "xì").hex()
    '9a'
    """
    table = characters()
    found = [b for b in TRAILS if (c := table.get(trail << 8 | b, "")) and is_reading(c, reading)]
    outside = [b for b in found if not in_gb2312(table[trail << 8 | b])]
    return bytes(outside or found)
