"""Markdown → blocks, as Chinese authors write it.

Strategy: text without a single sign of Markdown needs no parser: its paragraphs are cut at blank lines (same result,
a fraction of the time). All other text goes through markdown-it with the rules of `cjk` and `dialect`, and what comes
out goes through the same cleaner, the same tree and the same walk as any HTML, raw HTML in it included.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from builder.model.late import late
from builder.structure.marks import cjk, dialect, neighbours, templates
from builder.structure.marks.nouns import Block, Markup
from builder.structure.marks.signs import BLANK, tidy
from builder.structure.marks.web import read

RULES = (
    neighbours.captions,
    neighbours.shown_once,
    neighbours.written_headings,
)

_SIGNS = late(r"[*_`#<>\[\]|~\\&=${\r\x0c\x0b\x00]")
_LINE = late(r"\n(?:[ \t]*(?:[-+:]|\d{1,9}[.)])| {0,3}\t| {4})")

# A line of nothing but wide blanks is an empty line to its writer, whatever CommonMark says.
_WIDE = late("[\xa0\u2002\u2003\u2009\u3000\ufeff\u200b]")
_EMPTY = late(r"^[ \t\xa0\u2002\u2003\u2009\u3000\ufeff\u200b]+$", re.M)


def from_markdown(text: str) -> Markup:
    """Blocks of a Markdown text; lines are counted from 0.

    >>> [block.html for block in from_markdown("**注意。**此处\\n换行").blocks]
    ['<p><strong>注意。</strong>此处换行</p>']
    """
    return parsed(text) if _has_signs(text) else Markup(tuple(_paragraphs(text)))


def _has_signs(text: str) -> bool:
    """Whether anything in a text means something in Markdown: a sign, an address, a line's beginning or its end."""
    if _SIGNS.search(text) is not None or "://" in text or "  \n" in text or text.endswith("  "):
        return True
    return _LINE.search("\n" + text) is not None


def parsed(text: str) -> Markup:
    """Blocks of a Markdown text by way of the parser."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _WIDE.search(text) is not None:
        text = _EMPTY.sub("", text)
    text = templates.resolved(text)
    return read(_PARSER.render(text), "", text.count("\n") + 1, RULES)


def _paragraphs(text: str) -> list[Block]:
    """Text without signs: paragraphs end at a blank line, or before a line with an indent of two full-width spaces."""
    blocks: list[Block] = []
    lines: list[str] = []
    start = 0
    spaced = any(blank in text for blank in " \t\xa0")
    for number, line in enumerate((*text.split("\n"), "")):
        bare = line.strip(BLANK)
        if lines and (not bare or line.lstrip(" ").startswith("\u3000\u3000")):
            plain = (tidy("\n".join(lines)) if spaced or len(lines) > 1 else lines[0]).strip(BLANK)
            blocks.append(Block("p", f"<p>{plain}</p>", plain, line=start, end=number))
            lines = []
        if bare:
            start = start if lines else number
            lines.append(line.strip(" \t"))
    return blocks


def _as_written(text: str) -> str:
    return text


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for name in ("normalizeLink", "normalizeLinkText"):  # addresses stay as written; `signs.address` judges them
        setattr(parser, name, _as_written)
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    cjk.friendly(parser)
    dialect.extend(parser)
    return parser


_PARSER = _parser()
