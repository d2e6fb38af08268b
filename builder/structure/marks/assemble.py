"""Blocks → the body of a page: paragraphs get their numbers, headings their anchors and a tidy order of levels."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Heading
from builder.structure.marks.nouns import Block


def assemble(blocks: Sequence[Block]) -> tuple[str, str, tuple[Heading, ...]]:
    """(html, plain, outline) of the blocks in order.

    Paragraphs are `p1`, `p2` …, headings `s1`, `s2` …; the levels that occur become 2, 3, 4 … without a gap, because
    the page's own title is level 1.

    >>> assemble([Block("h", "<h3>一、总则</h3>", "一、总则", 3), Block("p", "<p>甲</p>", "甲")])[0]
    '<h2 id="s1">一、总则</h2>\\n<p id="p1">甲</p>'
    """
    levels = sorted({block.level for block in blocks if block.kind == "h"})
    shown = {level: min(place + 2, 6) for place, level in enumerate(levels)}
    html: list[str] = []
    outline: list[Heading] = []
    paragraphs = 0
    for block in blocks:
        if block.kind == "p" and block.html.startswith("<p"):
            paragraphs += 1
            html.append(f'<p id="p{paragraphs}"{block.html[2:]}')
        elif block.kind == "h":
            heading = Heading(shown[block.level], f"s{len(outline) + 1}", block.plain)
            outline.append(heading)
            inner = block.html[block.html.index(">") + 1 : block.html.rindex("</")]
            html.append(f'<h{heading.level} id="{heading.anchor}">{inner}</h{heading.level}>')
        else:
            html.append(block.html)
    return "\n".join(html), "\n".join(block.plain for block in blocks if block.plain), tuple(outline)
