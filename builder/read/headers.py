"""Header ↔ body: where a document's header ends, and what it says.

Strategy: the dialects are tried in order; each knows its own fence or its own first line, and takes nothing that is
not one. Whatever happens the text is only cut, never changed: header text + body text = the whole text. A header that
its own parser refuses is read line by line, and the line at fault is named.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from builder.model import NO_HEADER, Header, Problem
from builder.model.late import late
from builder.read import fields
from builder.read.dialects import json_block, line_blocks, page_meta, toml_block, yaml_block
from builder.read.dialects.nouns import LONGEST, Fault, line_number, split_lines

_DIALECTS = (
    yaml_block.find,  # --- … ---, also with a fence missing
    toml_block.find,  # +++ … +++
    json_block.find,  # { … } and … ;;;
    line_blocks.find,  # [#]: …, #+TITLE: …, .. title: …, Title: …, 标题：…
)


def read_header(path: PurePosixPath, text: str, page: bool) -> tuple[Header, int, tuple[Problem, ...]]:
    """(header, where the body starts, problems). `page` tells that this is a web page, whose `<meta>` lines speak."""
    block = next((found for dialect in _DIALECTS if (found := dialect(text)) is not None), None)
    if block is None and page:
        block = page_meta.find(text)
    if block is None:
        return NO_HEADER, 0, ()
    ended = text[max(0, block.end - 1) : block.end] in ("\n", "\r")
    lines = (line_number(text, block.start) + 1, line_number(text, block.end) + (not ended))
    header, faults = fields.header(block, path, lines if block.end else (0, 0))
    if block.dialect == "links" and _HEADING.match(text, block.end) is not None:
        header = _original(header)
    return header, block.end, problems(path, text, (*block.faults, *faults))


_HEADING = late(r"\s*+(?:#[ \t]+\S|[^\r\n]+(?:\r\n|\n|\r)={3,}[ \t]*(?:[\r\n]|\Z))")


def _original(header: Header) -> Header:
    """A translation's `subject` names the original; its own title is the heading that follows."""
    if not any(key == "translator" for key, _ in header.extra) or not header.title:
        return header
    return replace(header, title="", extra=(("subject", header.title), *header.extra))


def problems(path: PurePosixPath, text: str, faults: tuple[Fault, ...]) -> tuple[Problem, ...]:
    """Faults with the line itself, as problems of the file."""
    if not faults:
        return ()
    lines = split_lines(text[: 2 * LONGEST])
    return tuple(
        Problem(path.as_posix(), fault.line + 1, fault.kind, fault.message, excerpt(lines, fault.line))
        for fault in faults
    )


def excerpt(lines: list[str], number: int) -> str:
    """Line `number` (from 0), cut to a readable length."""
    line = lines[number].strip() if 0 <= number < len(lines) else ""
    return line if len(line) <= 80 else line[:79] + "…"
