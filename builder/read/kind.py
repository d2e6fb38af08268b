"""Tells what a file is: a document or not, text or not, and in which of three formats its body is written.

Rules: the extension says what a file may be, what it holds has the last word. A `.txt` or `.md` whose body is HTML from
end to end is HTML (feed items saved as posts); a `.txt` with a header and with headings or fences is Markdown; an
`.html` without a single element is plain text. An article that merely shows some HTML stays what its name says.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from unicodedata import category

from builder.model.late import late
from builder.model.source import Format
from builder.read.encoding import Decoded
from builder.read.reading import bits

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")

_MAGIC = (
    (b"book\0\0\0\0mark", "a macOS alias that points to a document elsewhere: put the document itself here"),
    (b"%PDF-", "a PDF under the name of a text: save its text"),
    (b"PK\x03\x04", "a zip archive (a .docx perhaps) under the name of a text: save it as text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document under the name of a text: save it as text"),
    (b"{\\rtf", "an RTF document under the name of a text: save it as text"),
    (b"\x89PNG\r\n", "a PNG picture under the name of a text"),
    (b"\xff\xd8\xff", "a JPEG picture under the name of a text"),
    (b"GIF8", "a GIF picture under the name of a text"),
    (b"RIFF", "a sound, a film or a picture under the name of a text"),
    (b"Rar!\x1a", "a RAR archive under the name of a text: unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive under the name of a text: unpack it"),
    (b"\x1f\x8b\x08", "a gzip archive under the name of a text: unpack it"),
    (b"bplist00", "a macOS property list under the name of a text"),
    (b"ITSF", "a compiled help file under the name of a text"),
    (b"\x7fELF", "a program under the name of a text"),
    (b"SQLite format 3\0", "a database under the name of a text"),
    (b"version https://git-lfs.github.com/", "a Git LFS pointer: fetch the file itself with `git lfs pull`"),
)
_NO_TEXT = frozenset({"Cn", "Co", "Cs"})
_SAMPLE = 2000
_NOISE_BITS = 22.0  # a character; Chinese prose has 11–15, a list of rare names below 20, random bytes 25
_CONTROLS = late("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def is_document(path: PurePosixPath) -> bool:
    """True where the name says that this may be a document; other files need not be fetched."""
    return path.suffix.lower() in SUFFIXES


def hollow(data: bytes) -> str:
    """Why bytes hold nothing at all, "" where they hold something."""
    if not data:
        return "the file is empty (0 bytes)"
    if not data.strip(b"\0"):
        return "the file holds nothing but NUL bytes: its content was lost when it was written or copied"
    if len(data) < 4096 and not data.strip(b"\0 \t\r\n\x0b\x0c\xef\xbb\xbf\xfe\xff"):
        return "the file holds nothing but blanks"
    return ""


def foreign(data: bytes) -> str:
    """What the first bytes say the file is, where that is no text; "" otherwise."""
    return next((f"this is {what}" for magic, what in _MAGIC if data.startswith(magic)), "")


def binary(decoded: Decoded) -> str:
    """Why a decoded file is no text after all, "" where it is: too many characters that no text has."""
    text = decoded.text
    holes, length = len(decoded.lost), len(text)
    if _CONTROLS.search(text) is not None:
        holes += len(_CONTROLS.findall(text))
    if decoded.encoding not in ("utf-8", "utf-8-sig"):  # a guess: it may be a wager on noise
        sample = text[:_SAMPLE]
        holes = holes * len(sample) // max(1, length) + sum(category(character) in _NO_TEXT for character in sample)
        length = len(sample)
        if bits(sample) > _NOISE_BITS * length and length > 4:
            return "these bytes read as text in no encoding that we know"
    if holes > 4 and holes * 10 > length:
        return f"this is not text in any encoding that we know ({holes} of {length} characters cannot be read)"
    return ""


_BLOCK = (
    r"(?:!doctype|html|head|body|div|p|table|section|article|main|h[1-6]|img|ul|ol|figure|center|blockquote|dl|pre)"
)
_OPENS = late(rf"[\ufeff\s]*<(?:{_BLOCK}|span|br|strong|b|a|font|iframe|video|style|script|meta|link|\?xml)\b", re.I)
_WHOLE = late(r"[\ufeff\s]*(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]{0,400}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAGS = late(rf"</?{_BLOCK}\b|<br\b", re.I)
_ANY_TAG = late(r"<[a-zA-Z!/][^<>]*>")
_SIGNS = late(r"^(?:#{1,6}[ \t]|```|~~~|[*+-][ \t]+\S|\d{1,2}\.[ \t]+\S|>[ \t]|\|.*\|[ \t]*$)|\]\([^()\s]+\)", re.M)
_STRONG_SIGNS = late(r"^(?:#{1,6}[ \t]+\S|```|~~~|>[ \t]|\|?[ \t]*:?-{3,}:?[ \t]*\|)|\]\([^()\s]+\)", re.M)


def body_format(path: PurePosixPath, text: str, start: int) -> Format:
    """The format of the body `text[start:]`, by the name of the file and by what it holds."""
    suffix = path.suffix.lower()
    if suffix in (".html", ".htm"):
        return "html" if _ANY_TAG.search(text, start) is not None else "plain"
    if _OPENS.match(text, start) is not None and _is_html(text, start):
        return "html"
    if suffix != ".txt":
        return "markdown"
    return "markdown" if start and _STRONG_SIGNS.search(text, start) is not None else "plain"


def _is_html(text: str, start: int) -> bool:
    """True for a body that begins with an element and goes on in elements, not in Markdown."""
    if _WHOLE.match(text, start) is not None:
        return True
    body = text[start:].strip("\ufeff \t\r\n\u3000")
    if not body.endswith(">"):
        return False
    tags = len(_TAGS.findall(body))
    outside = _ANY_TAG.sub("", body) if len(body) < 1_000_000 else ""
    return tags > 0 and len(_SIGNS.findall(outside)) * 4 <= tags
