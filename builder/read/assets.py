"""A file that stands beside the documents (a picture, a PDF) → what a page must know of it, or why it stays out.

Strategy: the name says what a file may be, its first bytes have the last word; what a browser might run is never
published. Sizes of pictures are read from their own headers, so that a page does not jump while they load.

Rules: only the kinds in `KINDS` are published; an SVG only where nothing in it can run or call out; a picture's size is
(0, 0) where its header does not say. Pure, and no input raises.
"""

from __future__ import annotations

import re
import struct
from hashlib import sha256
from pathlib import PurePosixPath

from builder.model import Asset
from builder.model.late import late
from builder.model.source import AssetKind

LARGEST = 100_000_000  # bytes; hosts of static sites take no larger file

_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_BOX = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")  # at byte 4 of an ISO media file
KINDS: dict[str, tuple[AssetKind, tuple[bytes, ...], int]] = {
    ".png": ("image", (b"\x89PNG\r\n\x1a\n",), 0),
    ".jpg": ("image", (b"\xff\xd8\xff",), 0),
    ".jpeg": ("image", (b"\xff\xd8\xff",), 0),
    ".gif": ("image", (b"GIF87a", b"GIF89a"), 0),
    ".webp": ("image", (b"WEBP",), 8),
    ".avif": ("image", (b"ftyp",), 4),
    ".bmp": ("image", (b"BM",), 0),
    ".svg": ("image", (b"",), 0),
    ".mp3": ("audio", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"), 0),
    ".m4a": ("audio", _BOX, 4),
    ".ogg": ("audio", (b"OggS",), 0),
    ".opus": ("audio", (b"OggS",), 0),
    ".flac": ("audio", (b"fLaC", b"ID3"), 0),
    ".wav": ("audio", (b"RIFF",), 0),
    ".mp4": ("video", _BOX, 4),
    ".m4v": ("video", _BOX, 4),
    ".mov": ("video", _BOX, 4),
    ".webm": ("video", (b"\x1aE\xdf\xa3",), 0),
    ".ogv": ("video", (b"OggS",), 0),
    ".pdf": ("file", (b"%PDF-",), 0),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub"), ("file", _ZIP, 0)),
    **dict.fromkeys((".doc", ".xls", ".ppt", ".wps", ".et"), ("file", _OLE, 0)),
}


def measure(path: PurePosixPath, data: bytes) -> Asset:
    """What a page must know of a file; `fault` says why it is not published, "" where it is.

    >>> measure(PurePosixPath("a.gif"), b"GIF89a" + bytes((3, 0, 2, 0))).width
    3
    >>> measure(PurePosixPath("a.js"), b"alert(1)").fault
    'only pictures, sound, film, PDF and office files are published, not .js; save it as one of these'
    """
    suffix = path.suffix.lower()
    digest = sha256(data).hexdigest()
    if suffix not in KINDS:
        kinds = "only pictures, sound, film, PDF and office files are published"
        return Asset(path, digest, len(data), fault=f"{kinds}, not {suffix or 'this'}; save it as one of these")
    kind, magic, at = KINDS[suffix]
    fault, size = "", (0, 0)
    if len(data) > LARGEST:
        fault = f"with {len(data) // 1_000_000} MB it is too large for a page; make it smaller or put it elsewhere"
    elif suffix == ".svg":
        fault, size = _unsafe(data), _svg(data)
    elif not data.startswith(magic, at):
        fault = f"its first bytes are not those of a {suffix} file; save it again, or mend its name"
    elif kind == "image":
        size = _size(suffix, data)
    return Asset(path, digest, len(data), kind, *size, fault)


def _size(suffix: str, data: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the header of the picture says."""
    try:
        if suffix == ".png":
            return _sane(*struct.unpack_from(">II", data, 16))
        if suffix == ".gif":
            return _sane(*struct.unpack_from("<HH", data, 6))
        if suffix == ".bmp":
            width, height = struct.unpack_from("<ii", data, 18)
            return _sane(width, abs(height))
        if suffix == ".webp":
            return _webp(data)
        if suffix == ".avif":
            at = data.find(b"ispe", 0, 4096)
            return _sane(*struct.unpack_from(">II", data, at + 8)) if at > 0 else (0, 0)
        return _jpeg(data)
    except (struct.error, IndexError):
        return 0, 0


def _sane(width: int, height: int) -> tuple[int, int]:
    return (width, height) if 0 < width < 100_000 and 0 < height < 100_000 else (0, 0)


def _webp(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X":
        return _sane(1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little"))
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return _sane(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    width, height = struct.unpack_from("<HH", data, 26)
    return _sane(width & 0x3FFF, height & 0x3FFF)


def _jpeg(data: bytes) -> tuple[int, int]:
    """The size in the frame header, turned where the camera says that it was held on its side."""
    at, turned = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF or 0xD0 <= mark <= 0xD8 or mark == 1:
            at += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _sane(height, width) if turned else _sane(width, height)
        if mark == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            turned = _orientation(data[at + 10 : at + 2 + length]) >= 5
        at += 2 + max(length, 2)
    return 0, 0


def _orientation(exif: bytes) -> int:
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (at,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, at)
        for entry in range(at + 2, at + 2 + 12 * min(count, 100), 12):
            if struct.unpack_from(order + "H", exif, entry) == (0x0112,):
                return int(struct.unpack_from(order + "H", exif, entry + 8)[0])
    except struct.error:
        pass
    return 1


_RUNS = late(
    r"<(?:[\w.-]{1,40}:)?(?:script|foreignobject|iframe|object|embed|handler|listener|set|animate)\b"
    r"|\son\w+\s*=|javascript:|<!entity|<!doctype[^<>]{0,2000}\[|<\?xml-stylesheet|@import",
    re.I,
)
_HREF = late(r"(?:\b(?:href|src)\s*+=|url\()\s*+[\"']?+\s*+[^\s\"')#]", re.I)
_DATA = late(r"[\"'(]\s*data:image/(?:png|jpe?g|gif|webp);base64,", re.I)
_ROOT = late(r"<(?:[\w.-]{1,40}:)?svg\b([^<>]{0,4000})>", re.I)
_VIEW = late(r"\bviewBox\s*=\s*[\"']\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)", re.I)
_LENGTH = r"\b{}\s*=\s*[\"']\s*(\d{{1,5}})(?:\.\d+)?(?:px)?\s*[\"']"


def _unsafe(data: bytes) -> str:
    """What in an SVG could run or call out, "" where nothing can: it may be opened as a page of its own."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "this SVG is not UTF-8; save it as UTF-8 or as PNG"
    if _ROOT.search(text) is None:
        return "there is no <svg> element in it; save it again"
    found = _RUNS.search(text) or _HREF.search(_DATA.sub('"#', text))
    if found is not None:
        what = " ".join(found[0].split())[:30]
        return f"this SVG holds `{what}`, which can run or call out on a page; take it out, or save it as PNG"
    return ""


def _svg(data: bytes) -> tuple[int, int]:
    root = _ROOT.search(data[:20_000].decode("utf-8", "replace"))
    if root is None:
        return 0, 0
    width, height = (re.search(_LENGTH.format(name), root[1], re.I) for name in ("width", "height"))
    if width and height:
        return _sane(int(width[1]), int(height[1]))
    view = _VIEW.search(root[1])
    return _sane(round(float(view[1])), round(float(view[2]))) if view and "." != view[1] != view[2] != "." else (0, 0)
