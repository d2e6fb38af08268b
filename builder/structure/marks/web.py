"""HTML → blocks: a fragment (a feed item's body) or a whole saved page.

Strategy: of a whole page only the main content goes on (`page`); then nh3 makes it harmless (`clean`), the tree is
walked (`flow`), and rules that look at neighbours run in order. Lines are marked before anything is parsed, so that
each block knows roughly where it stood.
"""

from __future__ import annotations

from builder.model import Problem
from builder.model.late import late
from builder.structure.marks import guard, neighbours
from builder.structure.marks.clean import clean
from builder.structure.marks.flow import Flow
from builder.structure.marks.nouns import Block, Markup
from builder.structure.marks.page import is_page, main_content
from builder.structure.marks.pieces import Gathered, Piece, block, text
from builder.structure.marks.tree import parse

RULES = (
    neighbours.captions,
    neighbours.shown_once,
    neighbours.headings,
)

_MARKED = late(r"(?i)<(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|pre|figure|section|br|hr|dl|article)(?=[\s/>])")


def from_html(html: str) -> Markup:
    """Blocks of an HTML text; of a whole page those of its main content, and what the page calls itself.

    >>> from_html("<div><p style='x'>一<br><br>二<script>x</script></p></div>").blocks[1].html
    '<p>二</p>'
    """
    marked = _with_lines(guard.received(html))
    title = ""
    if is_page(html):
        marked, title = main_content(marked)
    return read(marked, title, html.count("\n") + 1, RULES)


def read(marked: str, title: str, lines: int, rules: tuple[neighbours.Rule, ...]) -> Markup:
    """Blocks of HTML whose elements carry their lines in `data-fz-line`."""
    safe, saved = clean(marked)
    gathered = Gathered()
    flow = Flow(gathered)
    flow.walk(parse(safe))
    flow.flush()
    pieces = flow.pieces
    for rule in rules:
        pieces = rule(pieces)
    problems = []
    if saved:
        message = f"an element that is never closed would have swallowed {saved} characters; they were kept: close it"
        problems.append(Problem("", 0, "html-unclosed", message))
    if gathered.refused:
        message = (
            f"{gathered.refused} picture(s) left out: they have no address of their own (`data:`): save them as files"
        )
        problems.append(Problem("", 0, "picture-refused", message))
    return Markup(
        blocks=_blocks(pieces, lines),
        covers=tuple(dict.fromkeys(source for piece in pieces for source in piece.sources)),
        title=title,
        links=tuple(gathered.links),
        wikilinks=tuple(gathered.wikilinks),
        references=tuple(dict.fromkeys(gathered.references)),
        problems=tuple(problems),
    )


def _blocks(pieces: list[Piece], lines: int) -> tuple[Block, ...]:
    """Pieces, closed; each ends where it says, or where the next begins."""
    out: list[Block] = []
    following = lines
    for piece in reversed(pieces):
        end = piece.end or max(piece.line + 1, following)
        following = piece.line
        out.append(Block(piece.kind, block(piece), text(piece), piece.level, piece.line, end, piece.sources))
    out.reverse()
    return tuple(out)


def _with_lines(html: str) -> str:
    """`html` with the line of each block in an attribute without quotes, which is harmless wherever it falls."""
    if "\n" not in html:
        return html
    parts: list[str] = []
    at = line = 0
    for match in _MARKED.finditer(html):
        start, end = match.span()
        line += html.count("\n", at, start)
        parts.append(f"{html[at:end]} data-fz-line={line}")
        at = end
    parts.append(html[at:])
    return "".join(parts)
