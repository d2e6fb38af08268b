"""Signs that nobody sees and that turn the text around them: they have no place in a title, a name or any other field.

`repair` takes them out of the text as found; here they are those that a header's escapes ("\\u202e") or a page's
entities (`&#8238;`) spell out. A file name that reads backwards, or a title that swallows the line after it, is a trap
for a reader, and control characters break what machines read.

Doubt: a right-to-left title loses its embeddings too; the marks U+200E and U+200F, which it may need, are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from builder.model import Header
from builder.model.late import late

_UNSEEN = late("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_values = attrgetter(*(field.name for field in fields(Header)))


def visible(text: str) -> str:
    """`text` without overrides, embeddings, isolates and controls; the same string where it has none.

    >>> visible("\\u202e报告gpj.exe")
    '报告gpj.exe'
    """
    return _UNSEEN.sub("", text) if _UNSEEN.search(text) is not None else text


def visible_header(header: Header) -> Header:
    """The header with every value visible; addresses too, for they are shown to readers."""
    if visible(whole := "".join(_strings(_values(header)))) == whole:
        return header
    changed = {
        field.name: new
        for field in fields(header)
        if isinstance(old := getattr(header, field.name), str | tuple) and old and (new := _each(old)) != old
    }
    return replace(header, **changed) if changed else header


def _strings(values: Iterable[Any]) -> Iterator[str]:
    """Every string in values and in the rows of values among them."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif value and isinstance(value, tuple):
            yield from _strings(value)


def _each(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    return tuple(map(_each, value)) if isinstance(value, tuple) else value
