"""The walk over a tree: elements → pieces, in order.

Rules: containers that only arrange (div, section, centre) open up; what stands loose between two blocks is a
paragraph; two breaks end a paragraph, and so does one before an indent or between two long lines; pictures at the ends
of a paragraph stand on their own; lists, quotes and tables are whole pieces.
"""

from __future__ import annotations

from dataclasses import replace

from builder.structure.marks import listings, runs, tables
from builder.structure.marks.inline import Inline, is_pale
from builder.structure.marks.pieces import Gathered, Piece, block, inside, text
from builder.structure.marks.signs import BLANK, attribute, written
from builder.structure.marks.tree import Node

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HEADING_LENGTH = 120
_CENTRE = ("center", "centre")


class Flow:
    """One walk: the pieces so far, the run of inline nodes still open, and how the place is set."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.pieces: list[Piece] = []
        self.run: list[Node | str] = []
        self.centred = False
        self.muted = False
        self.wraps: tuple[Node, ...] = ()

    def walk(self, node: Node) -> None:
        """Everything in `node`, in order; loose text becomes paragraphs."""
        for child in node.children:
            if isinstance(child, str):
                self._loose(child)
            elif child.holds_block and child.tag not in _WHOLE and child.tag not in _HEADINGS:
                self._open(child)
            elif child.tag in _ARRANGING:
                self._paragraphs(child)
            elif (take := _WHOLE.get(child.tag)) is not None:
                self.flush()
                self._note(child)
                take(self, child)
            elif child.tag in _HEADINGS:
                self.flush()
                self._note(child)
                self._heading(child, _HEADINGS[child.tag])
            else:
                self._loose(child)

    def flush(self) -> None:
        """Close the open run: its paragraphs and pictures become pieces."""
        if not self.run:
            return
        run, self.run = self.run, []
        if any(not isinstance(item, str) or item.strip(BLANK) for item in run):
            for part in runs.paragraphs(run):
                self._paragraph(part)

    def _loose(self, item: Node | str) -> None:
        for wrap in reversed(self.wraps):
            if not isinstance(item, str) or item.strip(BLANK):
                item = Node(wrap.tag, wrap.attributes, [item])
        self.run.append(item)

    def _note(self, node: Node) -> None:
        """Remember the line that an element starts on."""
        where = node.get("data-fz-line")
        if where:
            first, _, last = where.partition("-")
            if first.isdigit():
                self.gathered.line = int(first)
            self.gathered.end = int(last) if last.isdigit() else 0

    def _open(self, node: Node) -> None:
        """A container with blocks in it: its inside, set as it is set; a link or an emphasis goes on inside."""
        if listings.is_listing(node):
            self.flush()
            self._note(node)
            self._listing(node)
            return
        centred, muted, wraps = self.centred, self.muted, self.wraps
        inline = node.tag in _WRAPPING
        if not inline:
            self.flush()
            self._note(node)
            self.centred = _is_centred(node, self.centred)
            self.muted = self.muted or is_pale(node)
        elif node.tag != "a" or node.get("href"):
            self.wraps = (*wraps, node)
        self.walk(node)
        if not inline:
            self.flush()
        self.centred, self.muted, self.wraps = centred, muted, wraps

    def _paragraphs(self, node: Node) -> None:
        """A paragraph, or a container without blocks."""
        self.flush()
        self._note(node)
        if listings.is_listing(node):
            self._listing(node)
            return
        centred, muted = self.centred, self.muted
        self.centred = _is_centred(node, centred)
        self.muted = muted or is_pale(node)
        if node.get("data-fz") == "math":
            self._math(node)
        else:
            for child in node.children:
                self._loose(child)
            self.flush()
        self.centred, self.muted = centred, muted

    def _math(self, node: Node) -> None:
        text = node.text().strip("\n")
        self._put(Piece("other", f'<pre class="math">{written(text)}</pre>', text))

    def _paragraph(self, run: list[Node | str]) -> None:
        """One paragraph; the pictures that stand apart in it are pieces of their own."""
        for part in runs.apart(run):
            if isinstance(part, Node):
                self._picture(part)
            else:
                inline = Inline(self.gathered)
                inline.add(part)
                self._text(inline.html(), inline.plain(), inline)

    def _picture(self, node: Node) -> None:
        """A picture that stands apart, with the link around it."""
        inline = Inline(self.gathered)
        before = len(self.gathered.sources)
        inline.add([node])
        sources = tuple(self.gathered.sources[before:])
        if sources:
            self._put(Piece("figure", "", "", centred=self.centred, pictures=(inline.html(),), sources=sources))
        elif inline.plain():
            self._text(inline.html(), inline.plain(), inline)

    def _text(self, html: str, plain: str, inline: Inline) -> None:
        if not html or (not plain and "<img" not in html):
            return
        whole = max(1, inline.letters)
        self._put(
            Piece(
                "p",
                html,
                plain,
                centred=self.centred,
                bold=inline.bold == whole,
                muted=self.muted or inline.muted == whole,
                anchored=inline.anchored == whole,
            )
        )

    def _put(self, piece: Piece) -> None:
        piece.line, piece.end = self.gathered.line, self.gathered.end
        self.pieces.append(piece)

    def _heading(self, node: Node, level: int) -> None:
        """A heading; one that holds several blocks, or a whole paragraph of text, is none."""
        if node.holds_block:
            inner = Flow(self.gathered)
            inner.centred = _is_centred(node, self.centred)
            inner.walk(node)
            inner.flush()
            if len(inner.pieces) != 1 or inner.pieces[0].kind != "p" or len(inner.pieces[0].plain) > _HEADING_LENGTH:
                self.pieces.extend(inner.pieces)
                return
            self._put(replace(inner.pieces[0], kind="h", level=level))
            return
        words: list[Node | str] = []
        for part in runs.apart(list(node.children)):
            if isinstance(part, Node):
                self._picture(part)
            else:
                words.extend(part)
        inline = Inline(self.gathered)
        inline.add(words)
        html, plain = inline.html(), " ".join(inline.plain().split("\n"))
        if plain:
            short = len(plain) <= _HEADING_LENGTH
            self._put(Piece("h" if short else "p", html, plain, level=level if short else 0))

    def _listing(self, node: Node) -> None:
        text = listings.text_of(node)
        if text.strip():
            self._put(Piece("code", listings.html(text, listings.language_of(node)), text))

    def _list(self, node: Node) -> None:
        if listings.is_listing(node):
            self._listing(node)
            return
        html, plain = self.list_html(node)
        if plain or "<img" in html:
            self._put(Piece("list", html, plain))

    def list_html(self, node: Node) -> tuple[str, str]:
        """A list with its items, and its text, one line to an item."""
        items: list[str] = []
        words: list[str] = []
        for child in node.children:
            if isinstance(child, str):
                if not child.strip(BLANK):
                    continue
                child = Node("li", {}, [child])
            html, plain = self._item(child)
            if plain or "<img" in html:
                mark = ' class="task"' if child.get("data-fz") == "task" else ""
                anchor = f' id="fn{attribute(child.get("data-fz-to"))}"' if child.get("data-fz") == "footnote" else ""
                items.append(f"<li{mark}{anchor}>{html}</li>")
                words.append(plain)
        if not items:
            return "", ""
        tag = "ol" if node.tag == "ol" else "ul"
        start = node.get("start")
        first = (
            f' start="{int(start)}"' if tag == "ol" and start.isdigit() and len(start) < 6 and int(start) != 1 else ""
        )
        return f"<{tag}{first}>{''.join(items)}</{tag}>", "\n".join(words)

    def _item(self, node: Node) -> tuple[str, str]:
        """The inside of an item, a cell or a definition: one paragraph bare, several as paragraphs."""
        if not node.holds_block and node.tag not in _WHOLE:
            inline = Inline(self.gathered)
            inline.add(node.children)
            return inline.html(), inline.plain()
        inner = Flow(self.gathered)
        if node.tag in _WHOLE:
            inner.walk(Node("div", {}, [node]))
        else:
            inner.walk(node)
        inner.flush()
        return inside(inner.pieces)

    def cell(self, node: Node) -> tuple[str, str]:
        """The inside of a table's cell: pictures and breaks stay in it."""
        html, plain = self._item(node)
        return html, " ".join(plain.split("\n"))

    def _definitions(self, node: Node) -> None:
        parts: list[str] = []
        words: list[str] = []
        for child in node.children:
            if isinstance(child, Node) and child.tag in ("dt", "dd"):
                html, plain = self._item(child)
                if plain:
                    parts.append(f"<{child.tag}>{html}</{child.tag}>")
                    words.append(plain)
            elif isinstance(child, Node):
                self.walk(Node("div", {}, [child]))
        if parts:
            self._put(Piece("list", f"<dl>{''.join(parts)}</dl>", "\n".join(words)))

    def _quote(self, node: Node) -> None:
        inner = Flow(self.gathered)
        inner.walk(node)
        inner.flush()
        if not inner.pieces:
            return
        mark = node.get("data-fz")
        known = f' class="callout callout-{attribute(mark[8:])}"' if mark.startswith("callout-") else ""
        title = node.get("data-fz-to")
        heading = f'<p class="callout-title">{written(title)}</p>' if known and title else ""
        body = "".join(block(piece) for piece in inner.pieces)
        words = "\n".join(words for piece in inner.pieces if (words := text(piece)))
        plain = f"{title}\n{words}".strip() if heading else words
        line = inner.pieces[0].line if not node.get("data-fz-line") else self.gathered.line
        self.gathered.line = line
        self._note(node)
        self._put(Piece("quote", f"<blockquote{known}>{heading}{body}</blockquote>", plain))

    def _details(self, node: Node) -> None:
        summary = next((child for child in node.children if isinstance(child, Node) and child.tag == "summary"), None)
        inner = Flow(self.gathered)
        inner.walk(Node("div", {}, [child for child in node.children if child is not summary]))
        inner.flush()
        html, plain = self._item(summary) if summary is not None else ("", "")
        body = "".join(block(piece) for piece in inner.pieces)
        words = "\n".join(text(piece) for piece in inner.pieces)
        if body:
            shown = f"<summary>{html}</summary>" if html else ""
            self._put(Piece("other", f"<details>{shown}{body}</details>", f"{plain}\n{words}".strip()))
        elif plain:
            self._put(Piece("p", html, plain))

    def _figure(self, node: Node) -> None:
        """A figure of pictures keeps its caption; one of a listing or a table opens up."""
        if listings.is_listing(node) or any(child.tag == "pre" for child in node.walk()):
            self._listing(node)
            return
        if any(child.tag == "figure" for child in node.walk()):
            self._open(node)
            return
        captions = [child for child in node.walk() if child.tag == "figcaption"]
        inner = Flow(self.gathered)
        inner.walk(runs.without(node, "figcaption"))
        inner.flush()
        html, plain = self._item(captions[0]) if captions else ("", "")
        first = next((piece for piece in inner.pieces if piece.kind == "figure"), None)
        for piece in inner.pieces:
            captioned = piece is first and plain
            self.pieces.append(replace(piece, caption=html, caption_plain=plain) if captioned else piece)
        if first is None and plain:
            self._put(Piece("p", html, plain, centred=True))

    def _table(self, node: Node) -> None:
        if listings.is_listing(node):
            self._listing(node)
        elif tables.is_layout(node):
            for cell in tables.cells(node):
                self.flush()
                self.walk(cell)
            self.flush()
        else:
            html, plain = tables.html(node, self.cell)
            if plain or "<img" in html:
                self._put(Piece("table", html, plain))

    def _rule(self, node: Node) -> None:
        self._put(Piece("rule", "<hr>", ""))

    def _footnotes(self, node: Node) -> None:
        html, plain = self.list_html(next((child for child in node.children if isinstance(child, Node)), node))
        self._put(Piece("other", f'<section class="footnotes">{html}</section>', plain))

    def _section(self, node: Node) -> None:
        if node.get("data-fz") == "footnotes":
            self._footnotes(node)
        else:
            self._open(node) if node.holds_block else self._paragraphs(node)


_WHOLE = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Flow._list),
    "dl": Flow._definitions,
    "blockquote": Flow._quote,
    "details": Flow._details,
    "figure": Flow._figure,
    "table": Flow._table,
    "pre": Flow._listing,
    "hr": Flow._rule,
    "section": Flow._section,
}
_ARRANGING = frozenset(
    {
        *("p", "div", "article", "main", "center", "header", "footer", "aside", "nav", "address", "fieldset", "legend"),
        *("hgroup", "figcaption", "summary", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"),
    }
)
_WRAPPING = frozenset(
    {"a", "b", "strong", "em", "i", "u", "s", "del", "ins", "mark", "small", "font", "span", "big", "sub", "sup"}
)


def _is_centred(node: Node, inherited: bool) -> bool:
    if node.tag == "center":
        return True
    align = node.get("align").lower()
    style = node.get("style").lower().replace(" ", "")
    if align in _CENTRE or "text-align:center" in style:
        return True
    return inherited and not align and "text-align:" not in style
