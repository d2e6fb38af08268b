"""The body of a document, whatever it was written in → safe blocks (`Block`), and blocks → the page's HTML.

from_html      a fragment or a whole saved page
from_markdown  Markdown as Chinese authors write it
from_lines     plain text, one line to a paragraph
assemble       blocks → (html, plain, outline)
"""

from __future__ import annotations

from builder.structure.marks.assemble import assemble
from builder.structure.marks.lines import from_lines
from builder.structure.marks.markdown_text import from_markdown
from builder.structure.marks.nouns import Block, BlockKind, Markup
from builder.structure.marks.web import from_html

__all__ = ["Block", "BlockKind", "Markup", "assemble", "from_html", "from_lines", "from_markdown"]
