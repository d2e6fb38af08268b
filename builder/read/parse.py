"""The entry of `read`: bytes → `Source`, or the reason why a file is no document."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

import yaml

from builder.model import NO_HEADER, Header, Problem, Refusal, Source
from builder.read.encoding import decode
from builder.read.kind import body_format, is_document

_YAML = re.compile(r"\A[\ufeff\s]*---[ \t]*(?:\r\n|\n|\r)(.*?)^---[ \t]*(?:\r\n|\n|\r|\Z)", re.S | re.M)


def parse(path: PurePosixPath, data: bytes) -> Source | Refusal:
    """One file as found, or why it does not become a document."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_document(path):
        return Refusal(path, "not-a-document", "not a kind of file that holds a document", sha256, len(data))
    if not data.strip(b"\0 \t\r\n"):
        return Refusal(path, "empty", "the file is empty", sha256, len(data))
    decoded = decode(data)
    text = decoded.text
    header, start = NO_HEADER, 0
    problems: tuple[Problem, ...] = ()
    if (match := _YAML.match(text)) is not None:
        try:
            fields = yaml.load(match[1], Loader=yaml.CBaseLoader)
        except yaml.YAMLError:
            fields = None
        if isinstance(fields, dict):
            start = match.end()
            lines = (1, text.count("\n", 0, start))
            raw = fields.get("categories", [])
            path_ = tuple(raw) if isinstance(raw, list) and all(isinstance(x, str) for x in raw) else ()
            tags = fields.get("tags", [])
            header = Header(
                dialect="yaml",
                lines=lines,
                title=str(fields.get("title", "")),
                date=str(fields.get("date", "")),
                authors=(str(fields["author"]),) if fields.get("author") else (),
                categories=(path_,) if path_ else (),
                tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
                cover=str(fields.get("headimg") or fields.get("thumbnail") or ""),
            )
    kind = body_format(path, text[start:])
    return Source(path, sha256, len(data), decoded.encoding, text, header, start, kind, problems)
