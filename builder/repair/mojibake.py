"""Bytes that were read in the wrong code, read again in the right one.

Strategy: a gate that clean text does not pass (rare Han characters close together, Latin letters beyond ASCII side by
side, kana); then line by line, stretch by stretch, a way back that makes the text read clearly better (see
`misread_utf8`, `misread_bytes`). Text that was spoilt twice is mended in as many rounds. What stays Latin is given
to ftfy, which knows the other ways of misreading, with everything switched off that would flatten Chinese
punctuation; it comes last, because it would destroy GBK read as Latin.

Kept: an article about mojibake that shows some; code in a text that is otherwise whole; accents (café), the middle dot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from builder.model import Change, RuleNote, apply, compose
from builder.model.late import late
from builder.repair.common import COMMON, ranges, rare
from builder.repair.draft import Draft, Rule
from builder.repair.misread_bytes import latin, swapped
from builder.repair.misread_utf8 import LOST, Piece, recover
from builder.repair.shield import guard
from builder.repair.uncommon import uncommon

NOTE = RuleNote(
    "mojibake",
    ("还原乱码", "還原亂碼", "Mojibake undone"),
    (
        "文字的字节曾被按错误的编码读取；按原来的编码重读，读得通才改。",
        "文字的位元組曾被按錯誤的編碼讀取；按原來的編碼重讀，讀得通才改。",
        "The bytes had been read in the wrong code. Read again in the right one, where that clearly reads better.",
    ),
    True,
)

_LEADS = frozenset(bytes((a, b)).decode("gbk", "ignore") for a in range(0xE4, 0xEA) for b in range(0x80, 0xC0)) - {""}
_MARKS = "锛銆鈥"  # what Chinese punctuation begins with when its UTF-8 is read as GBK
_SUSPECT = late(f"[^\x00-\u33ff\u4dc0-\u4dff\ua000-\udfff\ue766-\uffff{ranges(COMMON - _LEADS)}]")
_LATIN = late("[\x80-\xb6\xb8-\xff][\x80-\u07ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_KANA = late("[\u3041-\u3096\u30a1-\u30fa][\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]")
_LINE = late(r"[^\r\n]+")
_ABOUT = late(
    r"乱码|亂碼|锟斤拷|烫烫烫|字符编码|字元編碼|字符集|字元集|mojibake|unicode|U\+FFFD|GBK|GB2312|GB18030|Big5|utf-?8",
    re.IGNORECASE,
)
_ROUNDS = 3


def find(draft: Draft) -> tuple[Change, ...]:
    """Every stretch of mojibake that has a way back.

    >>> find(Draft("本次鍥藉姟闄㈠姙的通知"))
    (Change(start=2, end=8, before='鍥藉姟闄㈠姙', after='国务院办', rule='mojibake', sure=True),)
    >>> find(Draft("颛顼、黼黻、瘰疬，都是生僻字。"))
    ()
    """
    changes: tuple[Change, ...] = ()
    text = draft.text
    for _ in range(_ROUNDS):
        edits = _round(text, draft if not changes else Draft(text))
        if not edits:
            break
        changes = compose(changes, edits)
        text = apply(text, edits)
    return changes


def _round(text: str, draft: Draft) -> list[Change]:
    foreign = uncommon(text)
    if not (_clustered(text) or (foreign and (_LATIN.search(text) or _KANA.search(text)))):
        return []
    edits = _lines(text, "")
    if not edits:
        return []
    if sum(edit.end - edit.start for _, edit in edits) * 4 >= len(text):
        ways = Counter(way for way, _ in edits)
        return [edit for _, edit in _lines(text, ways.most_common(1)[0][0])]
    found = [edit for _, edit in edits]
    if about(text, found):
        return []
    shield = guard(draft)
    return [edit for edit in found if not shield.covers(edit.start, edit.end)]


def about(text: str, edits: Sequence[Change]) -> bool:
    """Whether a text that is otherwise whole speaks of misread text, and so means what it shows.

    >>> about("“锟斤拷”是常见的乱码", [Change(1, 4, "锟斤拷", "□", "lost")])
    True
    """
    return bool(_ABOUT.search(apply(text, [Change(e.start, e.end, e.before, "", e.rule) for e in edits])))


def _clustered(text: str) -> bool:
    """Whether rare characters stand close together.

    >>> _clustered("鍥藉姟闄"), _clustered("黼"), _clustered("锛")
    (True, False, False)
    """
    return any(_begins(text, found.start()) for found in _SUSPECT.finditer(text))


def _begins(text: str, at: int) -> bool:
    """Whether the character at `at` and one of the next two in its line are rare, or one of them leads such a pair."""
    first, near = text[at], text[at + 1 : at + 3].partition("\n")[0]
    if first in _MARKS and near:
        return True
    if _strange(first):
        return any(_strange(other) or other in _LEADS for other in near)
    return first in _LEADS and any(map(_strange, near))


def _strange(character: str) -> bool:
    return rare(character) or "\ue000" <= character <= "\ue765"


def _lines(text: str, established: str) -> list[tuple[str, Change]]:
    """Each mend with the way it was found; the way that is `established` for the text takes short runs too."""
    return [found for m in _LINE.finditer(text) for found in _line(m[0], m.start(), established)]


def _line(line: str, offset: int, established: str) -> list[tuple[str, Change]]:
    """The mends of one line by the first way back that finds any."""
    for way, (gate, read) in _WAYS.items():
        if gate(line) or (way == established and not line.isascii()):
            edits = [(way, edit) for edit in read(line, offset, way == established)]
            if edits:
                return edits
    return []


def _latin(line: str, offset: int, established: bool) -> Iterator[Change]:
    for a, b, after in latin(line, established):
        yield Change(offset + a, offset + b, line[a:b], after, NOTE.name)


def _utf8(line: str, offset: int, established: bool) -> Iterator[Change]:
    for pieces in recover(line, established=established):
        yield from _changes(line, offset, pieces)


def _swapped(line: str, offset: int, established: bool) -> Iterator[Change]:
    for a, b, after in swapped(line, established):
        yield Change(offset + a, offset + b, line[a:b], after, NOTE.name)


def _changes(line: str, offset: int, pieces: list[Piece]) -> Iterator[Change]:
    """One change for what hangs together; a lost character is a change of its own."""
    at = 0
    while at < len(pieces):
        start = at
        lost = pieces[at].after == LOST
        while at < len(pieces) and (pieces[at].after == LOST) == lost and not (lost and at > start):
            at += 1
        after = "".join(piece.after for piece in pieces[start:at])
        a, b = pieces[start].start, pieces[at - 1].end
        a = max(a, pieces[start - 1].end) if start else a
        if line[a:b] != after:
            yield Change(offset + a, offset + b, line[a:b], after, "lost" if lost else NOTE.name, not lost)


def _other(line: str, offset: int, established: bool) -> Iterator[Change]:
    """Runs that ftfy can read: UTF-8 taken for MacRoman, for DOS code pages, for Latin in Western text."""
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    after = ftfy.fix_encoding(line, config)
    if after != line and "\ufffd" not in after:
        yield _smallest(line, after, offset)


def _smallest(before: str, after: str, offset: int) -> Change:
    """The change without what both ends have in common."""
    a = 0
    while a < min(len(before), len(after)) and before[a] == after[a]:
        a += 1
    b = 0
    while b < min(len(before), len(after)) - a and before[-1 - b] == after[-1 - b]:
        b += 1
    end = len(before) - b
    return Change(offset + a, offset + end, before[a:end], after[a : len(after) - b], NOTE.name)


_WAYS: dict[str, tuple[Callable[[str], object], Callable[[str, int, bool], Iterator[Change]]]] = {
    "latin": (_LATIN.search, _latin),
    "ftfy": (_LATIN.search, _other),
    "utf8": (_clustered, _utf8),
    "swapped": (lambda line: _clustered(line) or _KANA.search(line), _swapped),
}

RULE = Rule(NOTE, find, any_language=True)
