"""JSON as bytes: compact UTF-8, one way for every file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache


def as_json(value: object, indent: int | None = None) -> bytes:
    """`value` as UTF-8; a text with half a surrogate pair, which UTF-8 cannot hold, makes it all ASCII escapes.

    >>> as_json({"题": "防汛"}).decode()
    '{"题":"防汛"}'
    >>> as_json(chr(0xD800))
    b'"\\\\ud800"'
    """
    try:
        return _encoder(indent, escaped=False).encode(value).encode()
    except UnicodeEncodeError:
        return _encoder(indent, escaped=True).encode(value).encode()


@cache
def _encoder(indent: int | None, escaped: bool) -> json.JSONEncoder:
    """Made once: an archive of a thousand documents asks it for seven thousand values."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.JSONEncoder(ensure_ascii=escaped, separators=separators, indent=indent)


def as_list(values: Iterable[object]) -> bytes:
    """`values` as a list with a line for each, to be read by people and compared by machines.

    >>> as_list([{"a": 1}, 2])
    b'[\\n{"a":1},\\n2\\n]\\n'
    """
    return b"[\n" + b",\n".join(map(as_json, values)) + b"\n]\n"
