"""Bytes → text, by how the result reads.

Strategy: a mark at the start decides; then UTF-8, where it holds without a fault and is more than chance; then the
codec whose reading is the shortest to describe (`reading.bits`). "The first codec that does not raise" is wrong:
nearly every Big5 file is also valid GB18030. A charset named in the file is a hint worth a few bits and no more,
because the label is often left over from another encoding. GBK and GB2312 are always read as GB18030.

Doubts: six characters of BOM-less UTF-16 can be good ASCII; below about ten characters any answer is a wager.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from builder.read.reading import bits

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

# codec → what it must win by, in bits: how seldom it is met.
_CANDIDATES = {
    "utf-8": 0.0,
    "gb18030": 2.0,
    "cp950": 4.0,
    "big5hkscs": 7.0,
    "utf-16-le": 6.0,
    "utf-16-be": 8.0,
    "cp1252": 12.0,
}
_WIDE = {"utf-32-le": 8.0, "utf-32-be": 8.0}
_UNITS = frozenset({"utf-16-le", "utf-16-be", *_WIDE})
_ESCAPED = {"hz": 0.0, "utf-8": 0.0}
_HINT_BITS = 8.0
# What it counts that bytes are valid UTF-8 at all, and for each sequence: few bytes of another codec are.
_VALID_BITS, _PAIR_BITS = 4.0, 2.5
_STRETCH = 2048
_SHORT = 64

_CHARSET = re.compile(rb"(?i)(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?([a-z0-9_-]{3,20})")
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "cp950",
    "cp950": "cp950",
    "big5hkscs": "big5hkscs",
    "utf-8": "utf-8",
    "gb18030": "gb18030",
}
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,2000}~\}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LEADS = re.compile(rb"[\xc2-\xf4]")
_THREE_BYTES = re.compile(rb"[\xe0-\xf4]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text. `encoding` is Python's name of the codec; `lost` are the places in `text` (U+FFFD) of bytes that
    it could not read; `cut` says that the file ends in the middle of a character.
    """

    text: str
    encoding: str
    lost: tuple[int, ...] = ()
    cut: bool = False


def decode(data: bytes) -> Decoded:
    """The text of `data`, whatever it was written in. Never raises; nothing but the bytes is changed.

    >>> decode("会议强调".encode("gb18030"))
    Decoded(text='会议强调', encoding='gb18030', lost=(), cut=False)
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _read(data, codec)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _read(data, _choose(data))
    if _certain(data, text):
        return Decoded(text, "utf-8")
    return _read(data, _choose(data))


def _certain(data: bytes, text: str) -> bool:
    """True where valid UTF-8 cannot be chance: no NULs, no escapes of HZ, and not merely a few short pairs."""
    if b"\0" in data:
        return False
    if text.isascii():
        return b"~{" not in data and (len(data) >= _SHORT or len(data) % 2 == 1 or b" " in data.strip())
    return len(data) >= _SHORT and _THREE_BYTES.search(data) is not None


def _read(data: bytes, codec: str) -> Decoded:
    """`data` by `codec`, with a U+FFFD for each stretch that it cannot read."""
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 4 and error.end == len(data)
    text = data.decode(codec, "replace")
    return Decoded(text, codec, tuple(match.start() for match in re.finditer("\ufffd", text)), cut)


def _choose(data: bytes) -> str:
    """The codec whose reading is the shortest to describe."""
    candidates = _CANDIDATES
    if data.isascii() and b"\0" not in data and _HZ.search(data) is not None:
        candidates = _ESCAPED
    elif data.count(0) * 2 >= len(data):
        candidates = _CANDIDATES | _WIDE
    narrow, wide = _sample(data), _wide_sample(data)
    hint = _hint(data)
    valid = _VALID_BITS + _PAIR_BITS * len(_LEADS.findall(narrow)) if _is_utf8(data) else 0.0
    costs = {
        codec: bits((wide if codec in _UNITS else narrow).decode(codec, "replace"))
        + least
        - _HINT_BITS * (codec == hint)
        for codec, least in candidates.items()
    }
    costs["utf-8"] -= valid
    return min(costs, key=lambda codec: (costs[codec], codec))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """The file, or three stretches of a long one (start, middle, end), each from where a character begins."""
    if len(data) <= 3 * _STRETCH:
        return data
    first = _HIGH.search(data)
    start = first.start() if first else 0
    parts = [data[start : start + _STRETCH]]
    for third in (len(data) // 3, len(data) * 2 // 3):
        found = _HIGH.search(data, third)
        line = data.find(b"\n", found.start() if found else third, third + 4 * _STRETCH)
        if line > start + _STRETCH:
            parts.append(data[line + 1 : line + 1 + _STRETCH])
    return b"".join(parts)


def _wide_sample(data: bytes) -> bytes:
    """The same for codecs of two or four bytes to a character, in whole characters."""
    if len(data) <= 3 * _STRETCH:
        return data[: len(data) & ~1]
    starts = [place & ~3 for place in (0, len(data) // 3, len(data) * 2 // 3)]
    return b"".join(data[start : start + _STRETCH] for start in starts)


def _hint(data: bytes) -> str:
    """The codec that the file itself names near its start, "" where it names none."""
    match = _CHARSET.search(data, 0, 2048)
    if match is None:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return ""
    return _ALIASES.get(name, name)
