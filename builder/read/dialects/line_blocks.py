"""Headers without a fence: lines at the top of a file that name a field each.

[#]: subject: "…"      link definitions used as fields (LCTT)
#+TITLE: …             Org and Mandoku
.. title: …            Nikola
Title: …               Pelican, MultiMarkdown; ends at the first blank line
标题：…                 the same, as Chinese archives write it
"""

from __future__ import annotations

import re

from builder.model.late import late
from builder.read.dialects.known import CANONICAL, TITLES, is_known, plain
from builder.read.dialects.loose import scalar
from builder.read.dialects.nouns import LEAD, LONGEST, Block, Dialect, Field, Value, line_number

_START = late(LEAD)
_LINE = late(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_LINK = late(r"\[(?:#|//)\]:[ \t]*+(?:#[ \t]*+)?\(?[\"']?([A-Za-z][\w-]{0,30})[ \t]*+:[ \t]*+(.*)$")
_ORG = late(r"#\+([A-Za-z][\w-]{0,30}):[ \t]*+(.*)$")
_ORG_MODE = late(r"#[ \t]*-\*-.{0,200}-\*-[ \t]*$")
_NIKOLA = late(r"\.\.[ \t]++([A-Za-z][\w-]{0,30}):[ \t]*+(.*)$")
_PELICAN = late(r":?([A-Za-z][\w .-]{0,30}?)[ \t]*+:(?:[ \t]++(.*))?$")
_CHINESE = late(
    r"[【\[]?([\u4e00-\u9fff]{1,2}[ \u3000]{0,2}[\u4e00-\u9fff]{1,4})[】\]]?[ \u3000]*+[:：][ \t\u3000]*+(.*)$"
)
_MOST = 80


def find(text: str) -> Block | None:
    """A header of lines at the top of `text`, if there is one."""
    start = _START.match(text)
    at = start.end() if start else 0
    head = text[at : at + 3]
    if head[:1] == "[":
        return _run(text, at, _LINK, "links", least=1) or _run(text, at, _CHINESE, "lines", least=2)
    if head[:1] == "#":
        return _org(text, at)
    if head[:2] == "..":
        return _run(text, at, _NIKOLA, "lines", least=1)
    if head[:1].isascii():
        return _pelican(text, at)
    return _run(text, at, _CHINESE, "lines", least=2)


def _run(text: str, at: int, pattern: re.Pattern[str], dialect: Dialect, least: int) -> Block | None:
    """The lines from `at` on that match `pattern`; the first field must be a title, or one that we know for links."""
    fields: list[Field] = []
    number = line_number(text, at)
    end = at
    for match in _LINE.finditer(text, at, at + LONGEST):
        found = pattern.match(match[1].rstrip()) if len(match[1]) < 4000 else None
        if found is None or len(fields) >= _MOST:
            break
        fields.append(Field(_tight(found[1]), _unwrapped(found[2], dialect), number))
        number += 1
        end = match.end()
    known = sum(is_known(field.key) for field in fields)
    if known < least or (dialect == "lines" and plain(fields[0].key) not in TITLES):
        return None
    return Block(dialect, tuple(fields), at, end)


def _tight(key: str) -> str:
    """`标 题` is 标题."""
    return "".join(key.split()) if not key.isascii() else key


def _unwrapped(value: str, dialect: Dialect) -> Value:
    """The value without the brackets that a link definition needs around it."""
    value = value.strip()
    if dialect == "links":
        value = value.rstrip(")") if value.count("(") < value.count(")") else value
        if value[:1] == "(" and value[-1:] == ")":
            value = value[1:-1]
    return scalar(value) if dialect == "links" else value


def _org(text: str, at: int) -> Block | None:
    """`#+NAME: value` lines, with an editor's mode line before them."""
    first = _LINE.match(text, at)
    mode = first is not None and _ORG_MODE.match(first[1]) is not None
    block = _run(text, first.end() if first is not None and mode else at, _ORG, "lines", least=1)
    if block is None:
        return None
    return Block("lines", tuple(map(_property, block.fields)), at, block.end)


def _property(field: Field) -> Field:
    """`#+PROPERTY: JUAN 1` is a field of its own, called JUAN; it says something of the edition, never the address."""
    if plain(field.key) != "property" or not isinstance(field.value, str):
        return field
    name, _, value = field.value.partition(" ")
    return Field(f"property {name}", value.strip(), field.line)


def _pelican(text: str, at: int) -> Block | None:
    """`Name: value` lines up to a blank line or a fence; lines set in by four go on with the value above."""
    fields: list[Field] = []
    number = line_number(text, at)
    end = at
    for match in _LINE.finditer(text, at, at + LONGEST):
        line = match[1]
        if not line.strip() or len(fields) > _MOST or len(line) > 4000:
            break
        found = _PELICAN.match(line.rstrip())
        if found is not None:
            fields.append(Field(found[1], (found[2] or "").strip(), number))
        elif line[:1] in " \t" and fields and isinstance(fields[-1].value, str):
            last = fields.pop()
            fields.append(Field(last.key, f"{last.value} {line.strip()}".strip(), last.line))
        else:
            return None
        number += 1
        end = match.end()
    named = [plain(field.key) for field in fields]
    canonical = {CANONICAL[name] for name in named if name in CANONICAL}
    if not named or not is_known(named[0]) or "title" not in canonical or (len(named) == 1 and named[0] != "title"):
        return None
    return Block("lines", tuple(fields), at, end)
