"""JSON as bytes: compact UTF-8, one way for every file."""

from __future__ import annotations

import json
from collections.abc import Iterable


def as_json(value: object, indent: int | None = None) -> bytes:
    """`value` as UTF-8; a text with half a surrogate pair, which UTF-8 cannot hold, makes it all ASCII escapes.

    >>> as_json({"题": "防汛"}).decode()
    '{"题":"防汛"}'
    >>> as_json(chr(0xD800))
    b'"\\\\ud800"'
    """
    separators = (",", ":") if indent is None else (",", ": ")
    try:
        return json.dumps(value, ensure_ascii=False, separators=separators, indent=indent).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=separators, indent=indent).encode()


def as_list(values: Iterable[object]) -> bytes:
    """`values` as a list with a line for each, to be read by people and compared by machines.

    >>> as_list([{"a": 1}, 2])
    b'[\\n{"a":1},\\n2\\n]\\n'
    """
    return b"[\n" + b",\n".join(map(as_json, values)) + b"\n]\n"
