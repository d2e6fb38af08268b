"""Tells what a file is: a document or not, text or not, and in which of three formats its body is written."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from builder.model.source import Format

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")


def is_document(path: PurePosixPath) -> bool:
    """True where the name says that this may be a document; other files need not be fetched."""
    return path.suffix.lower() in SUFFIXES


_OPENS = re.compile(
    r"\s*<(?:!doctype|html|head|body|div|p|table|section|article|main|h[1-6]|img|ul|ol|figure|center|blockquote|span|br|strong)\b",
    re.I,
)


def body_format(path: PurePosixPath, body: str) -> Format:
    """The format of a body, by extension and by what it holds."""
    suffix = path.suffix.lower()
    opens = _OPENS.match(body) is not None
    if suffix in (".html", ".htm"):
        return "html"
    if opens and body.rstrip().endswith(">"):
        return "html"
    return "plain" if suffix == ".txt" else "markdown"
