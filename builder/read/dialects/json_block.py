"""JSON at the top of a file: `{ … }` (Hugo), or its inside before a line of `;;;` (Hexo)."""

from __future__ import annotations

import json
import re
from typing import Any

from builder.model.late import late
from builder.read.dialects import loose
from builder.read.dialects.known import is_known
from builder.read.dialects.nouns import END, LEAD, LONGEST, Block, Fault, Field, Value, line_number

_BRACE = late(LEAD + r"(\{)\s{0,80}\"[^\"\n]{1,60}\"\s{0,8}:")
_OPEN = late(LEAD + r"(;{3,})[ \t]*" + END)
_INSIDE = late(LEAD + r"(\")[^\"\n]{1,60}\"\s{0,8}:")
_CLOSE = late(r"(?<![^\r\n]);{3,}[ \t]*" + END)
_REST = late(r"[ \t]*" + END)
_MEMBERS = late(r"\{(?:[ \t\r\n]{0,80}\"[^\"\r\n]{1,60}\"[ \t]{0,8}:[^\r\n]{0,2000}(?:\r\n|\r|\n|\Z)){1,100}")
_LINE_END = late(r"[^\r\n]{0,4000}\}[ \t]*" + END)
_COMMA = late(r",(?=\s{0,80}[}\]])")
_NEXT = late(r",[ \t]{0,8}(?=\"[^\"\n]{1,60}\"[ \t]{0,8}:)")
_BROKEN_END = late(r"(?<![^\r\n])\}[ \t]*" + END)


def find(text: str) -> Block | None:
    """The JSON header at the top of `text`, if there is one."""
    if (brace := _BRACE.match(text, 0, LONGEST)) is not None:
        return _braced(text, brace.start(1))
    opening = _OPEN.match(text, 0, LONGEST) or _INSIDE.match(text, 0, LONGEST)
    if opening is None:
        return None
    at = opening.end() if opening[1][0] == ";" else opening.start(1)
    closing = _CLOSE.search(text, at, at + LONGEST)
    if closing is None:
        return None
    inside = text[at : closing.start()].strip().removeprefix("{").removesuffix("}").rstrip().removesuffix(",")
    fields, faults = _read("{" + inside + "}", text[at : closing.start()], line_number(text, at))
    return _block(fields, opening.start(1), closing.end(), faults)


def _braced(text: str, start: int) -> Block | None:
    first = line_number(text, start)
    try:
        _, length = json.JSONDecoder(strict=False).raw_decode(text[start : start + LONGEST])
        end = _REST.match(text, start + length)
    except (ValueError, RecursionError):
        end = _LINE_END.match(text, start) or _BROKEN_END.search(text, start, start + LONGEST)
    if end is None and (members := _MEMBERS.match(text, start)) is not None and members.end() > start + 1:
        fields, faults = _read(members[0] + "}", members[0], first)
        unclosed = "this header has no closing `}`; it was taken to end before the first line that is no part of it"
        return _block(fields, start, members.end(), [Fault(first, "header-open", unclosed), *faults])
    if end is None:
        return None
    whole = text[start : end.end()]
    fields, faults = _read(whole.rstrip(), whole, first)
    return _block(fields, start, end.end(), faults)


def _block(fields: list[Field], start: int, end: int, faults: list[Fault]) -> Block | None:
    known = any(is_known(field.key) for field in fields)
    return Block("json", tuple(fields), start, end, tuple(faults)) if known else None


def _read(document: str, written: str, first: int) -> tuple[list[Field], list[Fault]]:
    lines = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        for key in re.findall(r'"([^"]{1,60})"[ \t]{0,8}:', line[:4000]):
            places.setdefault(key, []).append(first + number)
    try:
        pairs = json.loads(
            document, strict=False, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_Pairs
        )
    except (ValueError, RecursionError) as error:
        at = first + int(getattr(error, "lineno", 1)) - 1
        message = f"JSON cannot read this header ({str(error)[:80]}); it was read line by line: mend this line"
        if (mended := _COMMA.sub("", document)) != document:  # a comma behind the last member, as other languages allow
            fields, faults = _read(mended, written, first)
            return fields, faults or [
                Fault(at, "header-json", "JSON allows no comma here; it was read without: take it out")
            ]
        lines = _NEXT.sub("\n", written).split("\n") if len(lines) < 3 else lines
        fields, faults = loose.read([line.strip().lstrip("{").rstrip("},") for line in lines], first)
        return fields, [Fault(at, "header-json", message), *faults]
    if not isinstance(pairs, _Pairs):
        return [], []
    return [Field(key, _value(value), (places.get(key) or [first]).pop(0)) for key, value in pairs], []


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs in order, so that a name used twice is seen."""


def _value(value: Any) -> Value:
    if isinstance(value, _Pairs):
        return {key: _value(part) for key, part in value}
    if isinstance(value, list):
        return [_value(part) for part in value]
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
