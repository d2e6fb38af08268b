"""TOML between `+++` lines (Hugo, Zola). Values stay as written: dates are taken from the line, not from the object."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

from builder.model.late import late
from builder.read.dialects import loose
from builder.read.dialects.nouns import END, LEAD, LONGEST, Block, Fault, Field, Value, line_number

_OPEN = late(LEAD + r"(\+{3,})(?:[ \t]*toml)?[ \t]*" + END)
_CLOSE = late(r"(?<![^\r\n])\+{3,}[ \t]*" + END)
_WHERE = late(r"\(at line (\d+)")
_KEY = late(r"[ \t]*[\"']?([\w.\-]+)[\"']?[ \t]*=[ \t]*(.*)")
# Tables whose parts are fields of the document itself.
_LIFTED = frozenset({"taxonomies", "params", "extra"})


def find(text: str) -> Block | None:
    """The TOML header at the top of `text`, if there is one."""
    opening = _OPEN.match(text, 0, LONGEST)
    if opening is None:
        return None
    at = opening.end()
    closing = _CLOSE.search(text, at, at + LONGEST)
    if closing is None:
        return None
    first = line_number(text, at)
    normal = text[at : closing.start()].replace("\r\n", "\n").replace("\r", "\n")
    fields, faults = _read(normal, first)
    if not fields and normal.strip():
        return None
    return Block("toml", tuple(fields), opening.start(1), closing.end(), tuple(faults))


def _read(block: str, first: int) -> tuple[list[Field], list[Fault]]:
    lines = block.split("\n")
    try:
        table = tomllib.loads(block, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        where = _WHERE.search(str(error))
        line = first + (int(where[1]) - 1 if where else 0)
        reason = str(error).split(" (at")[0][:80]
        message = f"TOML cannot read this header ({reason}); it was read line by line: mend this line"
        fields, faults = loose.read(lines, first)
        return fields, [Fault(line, "header-toml", message), *faults]
    places = {match[1]: (number, match[2]) for number, line in enumerate(lines) if (match := _KEY.match(line))}
    fields = []
    for key, value in table.items():
        number, written = places.get(key, (0, ""))
        if key in _LIFTED and isinstance(value, dict):
            fields += [Field(name, _value(part, ""), first + number) for name, part in value.items()]
        else:
            fields.append(Field(key, _value(value, written), first + number))
    return fields, []


def _value(value: Any, written: str) -> Value:
    """A TOML value as text, list or parts; raises nothing, whatever is in it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_value(part, "") for part in value]
    if isinstance(value, dict):
        return {name: _value(part, "") for name, part in value.items()}
    if isinstance(value, (datetime.date, datetime.time)):
        return written.partition("#")[0].strip() or value.isoformat()
    return str(value)
