"""The damage, forwards: what a mirror's tools make of a clean text, and where each damaged run stands.

The tools turn Simplified text to Traditional, character by character; put `(reading)` after the GBK pairs of some
Traditional characters, and slip something invisible in before the pairs of punctuation marks, both at any offset; and
decode what comes of it. `builder/repair/byteshift.py` is the way back.

Everything is drawn from a seed, so that two runs give the same damage.
"""

from __future__ import annotations

import pkgutil
import random
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pypinyin.pinyin_dict import pinyin_dict

from builder.repair.byteshift_bytes import characters, pair
from builder.repair.readings import in_gb2312

FIRST, SECOND, SINGLE, INSERTED, SLIPPED = range(5)
_MARKS = frozenset(pair(mark) for mark in "；：！？，。、")
_HALF = str.maketrans("，；：！？（）", ",;:!?()")
_BARE = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")


@dataclass(frozen=True, slots=True)
class Run:
    """A damaged run: `shown[start:end]` was `original`."""

    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text after the damage, and its damaged runs in order."""

    shown: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """A mirror's habits.

    `share` of the Traditional characters are annotated. Something is slipped in before a share of `slips` of the marks
    that stand in step, and before all that do not. `half` makes punctuation half-width, `tones` keeps tone marks.
    """

    seed: int
    traditional: bool = True
    share: float = 0.5
    slips: float = 0.1
    half: bool = True
    tones: bool = True


class Unit(NamedTuple):
    """A byte (`SLIPPED` has none, -1), what it is, and the number of the original character it belongs to."""

    byte: int
    kind: int
    number: int


@cache
def _to_traditional() -> dict[str, str]:
    data = pkgutil.get_data("opencc", "dictionary/STCharacters.txt") or b""
    rows = (line.split("\t") for line in data.decode("utf-8").splitlines())
    return {row[0]: row[1].split(" ")[0] for row in rows if len(row) == 2}


def traditional(text: str) -> str:
    """A text with each character in its Traditional spelling, as far as GBK has it."""
    table = _to_traditional()
    return "".join(made if pair(made := table.get(c, c)) else c for c in text)


def damage(text: str, tool: Tool) -> Damaged:
    """What `tool` makes of a Simplified text."""
    draw = random.Random(tool.seed)
    units = _units(traditional(text) if tool.traditional else text)
    if tool.share:
        units = _annotated(units, tool, draw)
    return _decoded(_slipped(units, tool, draw), text, tool.half)


def _units(text: str) -> list[Unit]:
    units: list[Unit] = []
    for number, character in enumerate(text):
        code = pair(character)
        if code:
            units += (Unit(code >> 8, FIRST, number), Unit(code & 0xFF, SECOND, number))
        else:
            units.append(Unit(min(ord(character), 0x7F), SINGLE, number))
    return units


def _annotated(units: list[Unit], tool: Tool, draw: random.Random) -> list[Unit]:
    listed = sorted({c for c in _to_traditional().values() if len(c) == 1 and pair(c) and not in_gb2312(c)})
    chosen = [c for c in listed if ord(c) in pinyin_dict and draw.random() < tool.share]
    draw.shuffle(chosen)  # the tool goes through its list and replaces each pair in the whole page
    rank = {pair(c): i for i, c in enumerate(chosen)}
    places = [
        (rank[code], i)
        for i in range(len(units) - 1)
        if units[i].kind in (FIRST, SECOND) and (code := units[i].byte << 8 | units[i + 1].byte) in rank
    ]
    after: dict[int, str] = {}
    for which, i in sorted(places):
        if i not in after:  # else something stands between the two bytes by now
            reading = pinyin_dict[ord(chosen[which])].partition(",")[0]
            after[i + 1] = reading if tool.tones else reading.translate(_BARE)
    out: list[Unit] = []
    for i, unit in enumerate(units):
        out.append(unit)
        if i in after:
            out += [Unit(byte, INSERTED, unit.number) for byte in f"({after[i]})".encode("gbk", "replace")]
    return out


def _slipped(units: list[Unit], tool: Tool, draw: random.Random) -> list[Unit]:
    out: list[Unit] = []
    for unit, after in zip(units, [*units[1:], Unit(-1, SLIPPED, -1)], strict=True):
        is_mark = unit.kind in (FIRST, SECOND) and unit.byte << 8 | after.byte in _MARKS
        if is_mark and (unit.kind == SECOND or draw.random() < tool.slips):
            out.append(Unit(-1, SLIPPED, unit.number))
        out.append(unit)
    return out


def _decoded(units: list[Unit], text: str, half: bool) -> Damaged:
    shown = ""
    runs: list[Run] = []
    start, first, broken = 0, 0, False  # since text and original were last in step
    i = 0
    while i <= len(units):
        if i == len(units) or units[i].kind in (FIRST, SINGLE):
            number = units[i].number if i < len(units) else len(text)
            if broken:
                runs.append(Run(start, len(shown), text[first:number]))
            start, first, broken = len(shown), number, False
        if i == len(units):
            break
        taken, made = _next(units, i, text)
        event = units[i : i + taken]
        whole = event[0].kind in (SINGLE, INSERTED, SLIPPED) or [unit.kind for unit in event] == [FIRST, SECOND]
        broken = broken or not whole or (made == "?" and text[event[0].number] != "?")
        shown += made
        i += taken
    return Damaged(shown.translate(_HALF) if half else shown, tuple(runs))


def _next(units: list[Unit], i: int, text: str) -> tuple[int, str]:
    """What the decoder makes of the units from `i` on: how many it takes, and what it shows."""
    unit = units[i]
    after = units[i + 1].byte if i + 1 < len(units) else -1
    if unit.byte < 0x80:
        return 1, "" if unit.byte < 0 else text[unit.number] if unit.kind == SINGLE else chr(unit.byte)
    if unit.byte == 0x80:  # no pair begins with it; the tables of Windows have the euro sign there
        return 1, "€"
    if after >= 0x40 and after != 0x7F:
        return 2, characters().get(unit.byte << 8 | after, "")
    if after < 0:
        return 1, "?"
    return (1, "") if after < 0x21 else (2, "?")
