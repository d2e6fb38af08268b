"""Markdown → blocks (first version: through HTML)."""

from __future__ import annotations

from markdown_it import MarkdownIt

from builder.structure.marks.nouns import Markup
from builder.structure.marks.web import from_html

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def from_markdown(text: str) -> Markup:
    """Blocks of a Markdown text."""
    return from_html(_MARKDOWN.render(text))
