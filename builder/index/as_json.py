"""JSON as bytes: compact UTF-8, one way for every file."""

from __future__ import annotations

import json


def as_json(value: object, indent: int | None = None) -> bytes:
    """`value` as UTF-8; a text with half a surrogate pair, which UTF-8 cannot hold, makes it all ASCII escapes.

    >>> as_json({"题": "防汛"}).decode(), as_json("\\ud800").decode()
    ('{"题":"防汛"}', '"\\\\ud800"')
    """
    separators = (",", ":") if indent is None else (",", ": ")
    try:
        return json.dumps(value, ensure_ascii=False, separators=separators, indent=indent).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=separators, indent=indent).encode()
