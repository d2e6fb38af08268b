"""The header's values: where they stand in the file, and how the mends made there reach the fields.

A field's value was trimmed and unquoted by `read`, so it is looked up in the raw header; where it stands broken over
lines or with doubled quotes, whitespace and quotes are matched loosely. Changes inside that place are
then made in the value. A value that cannot be found stays as it was read.

Addresses (slug, permalink, aliases, cover, source) are never mended: links lead to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from builder.model import Change, Header, Source, apply

Span = tuple[int, int]


def places(source: Source) -> tuple[Span, ...]:
    """Where the header's addresses stand."""
    header = source.header
    if not source.body_start:
        return ()
    addresses = (header.slug, header.permalink, header.cover, header.source_url, *header.aliases)
    found = (_place(source, value) for value in addresses if value)
    return tuple(sorted({span for span in found if span}))


def _place(source: Source, value: str) -> Span | None:
    """Where a value stands in the raw header: best as the whole of what is behind a key or a dash, else anywhere."""
    text, border = source.text, source.body_start
    first = at = text.find(value, 0, border)
    while at >= 0:
        if _whole(text, at, at + len(value), border):
            return at, at + len(value)
        at = text.find(value, at + 1, border)
    if first >= 0:
        return first, first + len(value)
    words = value.split()
    if not words or len(value) > 2000:
        return None
    loose = r"\s+".join(re.escape(word).replace("'", "'{1,2}").replace('"', r'\\?"') for word in words)
    m = re.compile(loose).search(text, 0, border)
    return m.span() if m else None


def _whole(text: str, start: int, end: int, border: int) -> bool:
    """Whether nothing but quotes and blanks lies between a value and the signs of a header on either side."""
    while start > 0 and text[start - 1] in " \t'\"":
        start -= 1
    while end < border and text[end] in " \t'\"":
        end += 1
    return text[start - 1 : start] in (":", "=", "-", "[", ",") and (end == border or text[end] in "\r\n],")


def project(source: Source, changes: Sequence[Change]) -> Header:
    """The header with the same mends in its values that were made where they stand."""
    inside = [change for change in changes if change.end <= source.body_start]
    if not inside:
        return source.header
    header = source.header

    def mended(value: str) -> str:
        span = _place(source, value) if value else None
        if span is None:
            return value
        start, end = span
        mends = [
            Change(change.start - start, change.end - start, change.before, change.after, change.rule)
            for change in inside
            if start <= change.start and change.end <= end
        ]
        if not mends:
            return value
        raw = source.text[start:end]
        return apply(value, mends) if raw == value else " ".join(apply(raw, mends).split())

    return replace(
        header,
        title=mended(header.title),
        authors=tuple(map(mended, header.authors)),
        source=mended(header.source),
        tags=tuple(map(mended, header.tags)),
        categories=tuple(tuple(map(mended, path)) for path in header.categories),
        description=mended(header.description),
        extra=tuple((key, mended(value)) for key, value in header.extra),
    )
