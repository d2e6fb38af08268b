"""The entry of `read`: the bytes of a file → a `Source`, or the reason why it is no document.

Strategy, in order: the name, the first bytes, the encoding, the header, the format of what follows. Pure: the same
path and bytes always give the same answer, and nothing here touches the disk. No input raises.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from builder.model import Problem, Refusal, Source
from builder.read import kind
from builder.read.dialects.nouns import Fault, line_number
from builder.read.encoding import Decoded, decode
from builder.read.headers import problems, read_header

_MOST_LINES = 5


def parse(path: PurePosixPath, data: bytes) -> Source | Refusal:
    """One file as found; `path` is relative to the folder that was scanned.

    >>> parse(PurePosixPath("a.md"), "---\\ntitle: 通知\\n---\\n正文".encode()).header.title
    '通知'
    >>> parse(PurePosixPath("a.jpg"), b"...").status
    'not-a-document'
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if not kind.is_document(path):
        reason = f"only {', '.join(kind.SUFFIXES)} are documents; this is kept as a file"
        return Refusal(path, "not-a-document", reason, sha256, len(data))
    if reason := kind.hollow(data):
        return Refusal(path, "empty", reason, sha256, len(data))
    if reason := kind.foreign(data):
        return Refusal(path, "not-a-document", reason, sha256, len(data))
    decoded = decode(data)
    text = decoded.text
    if reason := kind.binary(decoded):
        return Refusal(path, "not-a-document", reason, sha256, len(data))
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\u3000\xa0\0"):
        return Refusal(path, "empty", "the file holds nothing but blanks", sha256, len(data))
    page = path.suffix.lower() in (".html", ".htm")
    header, start, faults = read_header(path, text, page)
    return Source(
        path=path,
        sha256=sha256,
        size=len(data),
        encoding=decoded.encoding,
        text=text,
        header=header,
        body_start=start,
        format=kind.body_format(path, text, start),
        problems=(*_unread(path, decoded), *faults),
    )


def _unread(path: PurePosixPath, decoded: Decoded) -> tuple[Problem, ...]:
    """What the codec could not read, by line: the first few lines, and how many more there are."""
    if not decoded.lost:
        return ()
    lines: dict[int, int] = {}
    place = line = 0
    for lost in decoded.lost:
        line += line_number(decoded.text[place:lost], lost - place)
        place = lost
        lines[line] = lines.get(line, 0) + 1
    faults = [
        Fault(
            line, "undecodable", f"{count} stretch(es) of bytes here are not {decoded.encoding}; they stand as U+FFFD"
        )
        for line, count in list(lines.items())[:_MOST_LINES]
    ]
    if len(lines) > _MOST_LINES:
        rest = len(lines) - _MOST_LINES
        faults.append(Fault(-1, "undecodable", f"{rest} more lines hold bytes that are not {decoded.encoding}"))
    if decoded.cut:
        faults[-1] = Fault(
            line, "cut", "the file ends in the middle of a character: its end is missing; fetch it again"
        )
    return problems(path, decoded.text, tuple(faults))
