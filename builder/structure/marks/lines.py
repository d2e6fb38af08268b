"""Plain lines → paragraphs: one line is one paragraph, everything escaped, `**bold**` kept where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from builder.structure.marks.nouns import Block, Markup

_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*\*")
_TAG = re.compile(r"</?strong>")


def from_lines(lines: Sequence[str], line: int = 0) -> Markup:
    """Paragraphs of the given lines; `line` is the number of the first."""
    blocks: list[Block] = []
    for number, text in enumerate(lines, line):
        stripped = text.strip(" \t\r\n\u3000\ufeff")
        if not stripped:
            continue
        html = escape(stripped, quote=False)
        plain = stripped
        if "**" in stripped:
            html = _BOLD.sub(r"<strong>\1</strong>", html)
            plain = _BOLD.sub(r"\1", stripped)
        blocks.append(Block("p", f"<p>{html}</p>", plain, line=number, end=number + 1))
    return Markup(tuple(blocks))
