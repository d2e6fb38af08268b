"""UTF-8 that was read as a double-byte code (GBK, Big5): `鍥藉姟闄` back to 国务院.

Strategy: walk along the characters, turn each back into its bytes and feed them to a UTF-8 reader. Good text stops the
reader at once, for its bytes are no UTF-8; a stretch that the reader takes is a candidate. Where a byte was lost on the
way (`?`, U+FFFD, or nothing left at all) the reader counts a lost character and goes on, if it has read enough before.
A stretch is taken when it then reads like Chinese and did not before.

`€` stands for the byte 0x80, which no double-byte code has (Python's gb18030 makes two others of it).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.repair.common import quality

LOST = "□"

_GAPS = "?\ufffd"
_CJK = range(0x2E80, 0xFFF0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A place in the text and what it should be; `after` is LOST where a character cannot be told."""

    start: int
    end: int
    after: str


@lru_cache(maxsize=8192)
def _bytes(character: str, codec: str) -> bytes:
    if character == "€":
        return b"\x80"
    if character == LOST:  # an earlier round's mark
        return b""
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return b""


def _needed(byte: int) -> int:
    """How many bytes follow a lead byte; -1 if it is none."""
    if byte < 0x80:
        return 0
    if 0xC2 <= byte <= 0xDF:
        return 1
    if 0xE0 <= byte <= 0xEF:
        return 2
    return 3 if 0xF0 <= byte <= 0xF4 else -1


def recover(text: str, codec: str = "gb18030", established: bool = False) -> Iterator[list[Piece]]:
    """The stretches of one line that are UTF-8 read as `codec`, each as its pieces in order.

    In a document where such damage is `established`, a stretch of one character will do.

    >>> [piece.after for piece in next(recover("说明：鍥藉姟闄㈠姙鍏?。"))]
    ['国', '务', '院', '办', '□']
    >>> list(recover("联通公司在会上强调安全生产。"))
    []
    """
    at = 0
    while at < len(text):
        first = _bytes(text[at], codec)
        if len(first) != 2 or not 0xE2 <= first[0] <= 0xF0:
            at += 1
            continue
        pieces = _trimmed(text, _stretch(text, at, codec, 0 if established else 2))
        if pieces and _better(text, pieces, established):
            yield pieces
        at = max(at + 1, pieces[-1].end if pieces else 0)


def _stretch(text: str, at: int, codec: str, enough: int) -> list[Piece]:
    """Read from `at` for as long as the bytes are UTF-8; `enough` characters must be read before one may be lost.

    A loss that left no trace is believed only where two more characters can be read behind it.
    """
    pieces: list[Piece] = []
    before_loss: list[Piece] = []  # what was read before the last silent loss
    begun = at  # where the character being read begins in the text
    held = b""
    missing = 0
    while at < len(text):
        character = text[at]
        data = _bytes(character, codec)
        if character in _GAPS and (held or character == "\ufffd" or _dangling(text, at + 1, codec)):
            if len(pieces) < enough:
                break
            at, held, missing = _after_gap(text, at + 1, codec)
            pieces.append(Piece(begun, at, LOST))
            begun = at
            continue
        if character.isascii() and held:
            if len(pieces) <= enough:
                break
            pieces.append(Piece(begun, at, LOST))
            begun, held, missing = at, b"", 0
            continue
        if not data:
            break
        at += 1
        for byte in data:
            if held and 0x80 <= byte <= 0xBF:
                held += bytes((byte,))
                missing -= 1
            else:
                needed = _needed(byte)
                if held or needed < 0:  # a lead byte too early, or a byte that continues nothing
                    if len(pieces) <= enough or len(pieces) < len(before_loss) + 3:
                        return _believed(pieces, before_loss)
                    before_loss = pieces.copy()
                    if not held:
                        begun = pieces.pop().start
                    pieces.append(Piece(begun, at - 1 if held else at, LOST))
                    begun = pieces[-1].end
                held = bytes((byte,)) if needed >= 0 else b""
                missing = max(needed, 0)
                if needed < 0:
                    continue
            if missing == 0:
                try:
                    pieces.append(Piece(begun, at, held.decode("utf-8")))
                except UnicodeDecodeError:
                    return _believed(pieces, before_loss)
                begun, held = at, b""
    if held and at == len(text) and len(pieces) > enough:  # the line ends in mid-character
        pieces.append(Piece(begun, at, LOST))
    return _believed(pieces, before_loss)


def _believed(pieces: list[Piece], before_loss: list[Piece]) -> list[Piece]:
    """What was read, without what stands behind a silent loss unless it is three characters or more."""
    return before_loss if before_loss and len(pieces) < len(before_loss) + 3 else pieces


def _dangling(text: str, at: int, codec: str) -> bool:
    """Whether the character at `at` begins with a byte that only continues another."""
    data = _bytes(text[at], codec) if at < len(text) else b""
    return len(data) == 2 and 0x80 <= data[0] <= 0xBF and not text[at].isascii() and quality(text[at]) < 0


def _after_gap(text: str, at: int, codec: str) -> tuple[int, bytes, int]:
    """Where reading goes on after a lost byte: past what is left of the lost character."""
    while at < len(text) and text[at] in _GAPS:
        at += 1
    if at < len(text) and not text[at].isascii():
        data = _bytes(text[at], codec)
        if len(data) == 2 and 0x80 <= data[0] <= 0xBF:
            if (missing := _needed(data[1])) > 0:
                return at + 1, data[1:], missing
            if 0x80 <= data[1] <= 0xBF:
                return at + 1, b"", 0
    return at, b"", 0


def _trimmed(text: str, pieces: list[Piece]) -> list[Piece]:
    """Without the plain characters at the end, which were never wrong."""
    while pieces and pieces[-1].after == text[pieces[-1].start : pieces[-1].end]:
        pieces.pop()
    return pieces


def _better(text: str, pieces: list[Piece], established: bool) -> bool:
    after = "".join(piece.after for piece in pieces)
    if any(0x80 <= ord(c) < 0xA0 for c in after):
        return False
    wide = [c for c in after if ord(c) in _CJK and c != LOST]
    before = quality(text[pieces[0].start : pieces[-1].end])
    score = quality(after)
    if established:
        return before <= 0 or score > before
    if len(wide) < 2 or after.count(LOST) > len(wide):
        return False
    if not score:  # punctuation alone
        return before < -0.3
    return score >= (0.8 if len(wide) < 4 else 0.4) and score - before >= 0.35
