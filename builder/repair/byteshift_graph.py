"""All the ways a stretch of text can be read: in step as it stands, or one byte out of step from some place to another.

A node is a place in the text with what is known there. In step, nothing is pending. Out of step, the first byte of the
next original character is pending: it is the second byte of the character shown last, or one of the bytes that a hidden
pair may end in. An arc is one original character with all its candidates; it leads from node to node.

    in step   ──?;──▶  out of step  ──钒──▶ out of step ──踩──▶ …  ──?、──▶  in step
                 危(A3)          化品 (hidden AFC6)    安 (B0 B2)

A run begins at a `?` that is followed by an injected reading (the byte before the bracket was swallowed: the reading
tells which), at a `?` before a mark whose pair straddles two characters, or, where the caller says so, unmarked. It
ends where an ASCII byte is met: the trail of a Traditional character (`機` is 99 *43*, `C`), a reading that was put
after the original character, or whatever stands behind a `?`, a line's end, a space, a digit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from builder.model.late import late
from builder.repair.byteshift_bytes import (
    ENDS,
    LEADS,
    TRAILS,
    Candidate,
    annotated,
    candidates,
    ending_marks,
    hidden,
    is_han,
    pair,
    spelled,
    wide,
)
from builder.repair.readings import is_reading


class Node(NamedTuple):
    """A place in a reading; nodes sort in the order of the text.

    `at` is the position in the text. `kind` is `IN_STEP`, `SWALLOWED_ONE`, or out of step the number of hidden pairs
    just before. `pending` are the first bytes that the next original character may have; in step it is the second
    byte of the last, where that was mended. `marked` says that the last character was mended to a mark that ends a
    phrase. `owed` is the price of how the run began, in nats, which is paid where it ends: a run must not fall behind
    before its words could make it good.
    """

    at: int
    kind: int
    pending: bytes = b""
    marked: bool = False
    owed: float = 0.0


IN_STEP, SWALLOWED_ONE = 9, 8
LOST = "□"
"""Stands for a character that cannot be told."""
_MOST_HIDDEN = 2
_FREQUENT = 2  # of the kinds of hidden pairs, those that may follow another

LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêɑɡăĕĭŏŭ"
UNKNOWN = "?\ufffd"
SWALLOWED = late(rf"[{UNKNOWN}]\(?([{LETTERS}]{{1,7}})\)")
_READING = late(rf"\(([{LETTERS}]{{1,7}})\)")
_SECONDS = bytes((0xBB, 0xBA, 0xA1, 0xBF))  # of ；：！？, which share the first byte A3
_NEVER_AFTER = ("、", "，", ",", ";", "；", ":", "：")  # marks that no real question mark stands before
_EURO = "€"  # what a byte 80 shows: no pair begins with it
_HARD = "\n\r\t 　0123456789<>/"

# Prices in nats: how seldom such a place is.
_BEGIN_READ, _BEGIN_MARK, _BEGIN_BARE, _BEGIN_UNMARKED = 2.0, 6.0, 14.0, 12.0
_END_READ, _END_UNKNOWN, _END_SILENT = 0.5, 2.0, 6.0
_HALF_QUESTION, _BRACKET, _LONELY, _DOUBLED = 3.0, 3.0, 6.0, 8.0
_UNFINISHED = 2.5  # a line that ends without a mark
_LONE_BETWEEN, _LONE_LAST = 5.0, 2.0  # a word of one character between two marks, and before one
_BEFORE_HAN = 3.0
_QUOTED = 4.0  # a character of the other script that stands as it is, for texts quote each other


@dataclass(frozen=True, slots=True)
class Arc:
    """One original character: where it leads, what it can have been, its price, and whether it was out of step.

    `lone` is the price of being a word by itself there.
    """

    target: Node
    characters: dict[str, Candidate]
    price: float
    broken: bool
    lone: float = 0.0


@dataclass(frozen=True, slots=True)
class Graph:
    """The readings of `text[start:end]`.

    `unmarked` are places where a run may begin without a `?`; `doubt` is the price, in nats, of a run that no reading
    vouches for.
    """

    text: str
    start: int
    end: int
    script: str
    unmarked: frozenset[int] = frozenset()
    doubt: float = 0.0
    _arcs: dict[Node, tuple[Arc, ...]] = field(default_factory=dict)
    _next: dict[Node, frozenset[str]] = field(default_factory=dict)

    @property
    def first(self) -> Node:
        return Node(self.start, IN_STEP)

    def arcs(self, node: Node) -> tuple[Arc, ...]:
        """The arcs that leave a node, in a fixed order."""
        known = self._arcs.get(node)
        if known is None:
            if node.kind == IN_STEP:
                found = self._in_step(node)
            elif node.kind == SWALLOWED_ONE:
                found = [Arc(Node(node.at, IN_STEP), {LOST: Candidate(LOST, 0.0)}, 0.0, True)]
            else:
                found = self._out_of_step(node)
            known = self._arcs[node] = tuple(arc for arc in found if arc.characters)
        return known

    def may_begin(self, at: int) -> bool:
        """Whether a run may begin at a place."""
        return self.text[at : at + 1] in (*UNKNOWN,) or at in self.unmarked

    def next(self, node: Node) -> frozenset[str]:
        """Every character that can follow a node."""
        known = self._next.get(node)
        if known is None:
            known = self._next[node] = frozenset(chain.from_iterable(arc.characters for arc in self.arcs(node)))
        return known

    def _in_step(self, node: Node) -> list[Arc]:
        at = node.at
        if at >= self.end:
            return []
        character, after = self.text[at], self.text[at + 1 : at + 2]
        stands = {simple: Candidate(character, min(cost, _QUOTED)) for simple, cost in spelled(character, self.script)}
        price = _LONELY if character in UNKNOWN and after in _NEVER_AFTER else 0.0
        price += _DOUBLED if node.marked and character in ENDS else 0.0
        found = [Arc(Node(self._past_reading(at + 1, character), IN_STEP), stands, price, False)]
        marked = node.marked or at == 0 or self.text[at - 1] in ENDS or self.text[at - 1] == "\n"
        if character in UNKNOWN:
            found += self._beginnings(node, marked)
        elif at in self.unmarked:
            found += self._shown(Node(at, 0, LEADS, marked, self.doubt + _BEGIN_UNMARKED))
        return found

    def _beginnings(self, node: Node, marked: bool) -> list[Arc]:
        """A run that begins at the `?` of a node; after a mark (`marked`) its first character is none."""
        at = node.at
        m = SWALLOWED.match(self.text, at)
        if m:
            leads = annotated(node.pending[0] if node.pending else self._second_byte_before(at), m[1])
            return self._out_of_step(Node(m.end(), 0, leads, marked, _BEGIN_READ)) if leads else []
        if at + 1 >= self.end:
            return []
        if not is_han(self.text[at + 1]):
            return self._shown(Node(at + 1, 0, LEADS, marked, self.doubt + _BEGIN_MARK))
        # between two Han characters, either a bare byte or one that swallowed the mark after it
        start = Node(at + 1, 0, LEADS, marked, self.doubt + _BEGIN_BARE)
        swallowed = _mended(start, Node(at + 1, 0, _SECONDS, owed=start.owed), b"\xa3", self.script, 0.0)
        return self._shown(start) + swallowed

    def _second_byte_before(self, at: int) -> int:
        before = at - 1
        if before > 0 and self.text[before] == ")":  # its own reading may stand between
            bracket = self.text.rfind("(", max(0, before - 8), before)
            if bracket > 0 and self._past_reading(bracket, self.text[bracket - 1]) == at:
                before = bracket - 1
        return pair(wide(self.text[before])) & 0xFF if before >= 0 else 0

    def _past_reading(self, at: int, character: str) -> int:
        """The place after an injected reading of `character` that begins at `at`, or `at`."""
        m = _READING.match(self.text, at)
        return m.end() if m and is_reading(character, m[1]) else at

    def _out_of_step(self, node: Node) -> list[Arc]:
        found = self._shown(node)
        if node.kind < _MOST_HIDDEN and node.at < self.end:
            for firsts, seconds in hidden()[: None if node.kind == 0 else _FREQUENT]:
                target = Node(node.at, node.kind + 1, seconds, owed=node.owed)
                found += _mended(node, target, firsts, self.script, 0.0)
        return found + self._endings(node)

    def _shown(self, node: Node) -> list[Arc]:
        """The next pair is the one shown: its first byte ends the pending character, its second begins the next."""
        if node.at >= self.end:
            return []
        shown = self.text[node.at]
        code = pair(wide(shown))
        if not code:
            return []
        target = Node(self._past_reading(node.at + 1, shown), 0, bytes((code & 0xFF,)), owed=node.owed)
        price = _HALF_QUESTION if shown == "?" else _BRACKET if shown in "()" else 0.0
        return _mended(node, target, bytes((code >> 8,)), self.script, price)

    def _endings(self, node: Node) -> list[Arc]:
        at, price = node.at, node.owed
        shown = self.text[at : at + 1]
        if not shown or shown in _HARD:
            return self._ending(node, TRAILS, at, price + _END_SILENT)
        if shown in UNKNOWN:
            m = SWALLOWED.match(self.text, at)
            if m:
                return self._ending(node, TRAILS, m.end(), price + _END_READ, m[1])
            return self._unknown_ending(node, price + _END_UNKNOWN)
        if "@" <= shown <= "~" or shown == _EURO:
            trail = b"\x80" if shown == _EURO else bytes((ord(shown),))
            m = _READING.match(self.text, at + 1)
            found = self._ending(node, trail, m.end(), price + _END_READ, m[1]) if m else []
            return found or self._ending(node, trail, at + 1, price + _END_READ)
        return []

    def _unknown_ending(self, node: Node, price: float) -> list[Arc]:
        """A `?` that ends a run: before a mark something was slipped in there; else a byte of ASCII went with it."""
        after = self.text[node.at + 1 : node.at + 2]
        if after and after in UNKNOWN and not SWALLOWED.match(self.text, node.at + 1):
            return []
        if not after or after in _HARD or after.isalnum() or after in UNKNOWN:
            price += _BEFORE_HAN if after and is_han(after) else 0.0
            return _mended(node, Node(node.at + 1, SWALLOWED_ONE), TRAILS, self.script, price)
        return self._ending(node, TRAILS, node.at + 1, price)

    def _ending(self, node: Node, trails: bytes, after: int, price: float, reading: str = "") -> list[Arc]:
        chars = candidates(node.pending, trails, self.script, reading)
        second = b""
        if SWALLOWED.match(self.text, after):  # the next run hangs on the second byte of this character
            seconds = {pair(one.original) & 0xFF for one in chars.values()}
            second = bytes(seconds) if len(seconds) == 1 else b""
        found = _mended(node, Node(after, IN_STEP, second), trails, self.script, price, reading)
        beyond = self.text[after : after + 1]
        if beyond in ("", "\n"):
            return [arc if arc.target.marked else replace(arc, price=arc.price + _UNFINISHED) for arc in found]
        if beyond in ENDS:
            lone = _LONE_BETWEEN if node.marked else _LONE_LAST
            return [arc if arc.target.marked else replace(arc, lone=lone) for arc in found]
        return found


def _mended(node: Node, target: Node, trails: bytes, script: str, price: float, reading: str = "") -> list[Arc]:
    """The characters that a pending byte and one of `trails` make; marks that end a phrase never follow each other."""
    found = [Arc(target, candidates(node.pending, trails, script, reading), price, True)]
    if not reading and not node.marked:
        marks = ending_marks(node.pending, trails)
        if marks:
            found.append(Arc(target._replace(marked=True), marks, price, True))
    return [arc for arc in found if arc.characters]
