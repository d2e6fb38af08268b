"""Tables: those that arrange a page open up, those that hold data stay.

Rules: a table in a table, a single cell, a single column, or a cell as long as an article arranges; header cells, or
several columns of short cells, are data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.structure.marks.signs import BLANK
from builder.structure.marks.tree import Node

_ARTICLE = 400
_MOST_SPAN = 1000


def rows(table: Node) -> Iterator[tuple[str, Node]]:
    """(section, row) of a table, in order; section is `thead`, `tbody` or `tfoot`."""
    for child in table.children:
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            yield "tbody", child
        elif child.tag in ("thead", "tbody", "tfoot"):
            for row in child.children:
                if isinstance(row, Node) and row.tag == "tr":
                    yield child.tag, row


def cells(table: Node) -> Iterator[Node]:
    """Every cell of a table in reading order, its caption first."""
    for child in table.children:
        if isinstance(child, Node) and child.tag == "caption":
            yield child
    for _, row in rows(table):
        yield from _cells(row)


def _cells(row: Node) -> list[Node]:
    return [child for child in row.children if isinstance(child, Node) and child.tag in ("td", "th")]


def is_layout(table: Node) -> bool:
    """True for a table that only arranges what it holds."""
    if table.get("role") == "presentation":
        return True
    if any(node.tag == "table" for node in table.walk()):
        return True
    found = [_cells(row) for _, row in rows(table)]
    if any(cell.tag == "th" for row in found for cell in row):
        return False
    filled = [[cell for cell in row if cell.text().strip(BLANK) or _pictured(cell)] for row in found]
    widest = max(map(len, filled), default=0)
    if widest <= 1:
        return True
    longest = max((len(cell.text()) for row in filled for cell in row), default=0)
    return longest > _ARTICLE and len(filled) <= 3


def _pictured(cell: Node) -> bool:
    return any(node.tag == "img" for node in cell.walk())


def html(table: Node, inside: Callable[[Node], tuple[str, str]]) -> tuple[str, str]:
    """A table of data and its text, one line to a row. `inside` gives the HTML and the text of a cell."""
    parts: list[str] = []
    lines: list[str] = []
    caption = next((child for child in table.children if isinstance(child, Node) and child.tag == "caption"), None)
    if caption is not None:
        shown, plain = inside(caption)
        if plain:
            parts.append(f"<caption>{shown}</caption>")
            lines.append(plain)
    section = ""
    for number, (name, row) in enumerate(rows(table)):
        found = _cells(row)
        if number == 0 and name == "tbody" and found and all(cell.tag == "th" or _is_bold(cell) for cell in found):
            name = "thead"
        if name != section:
            parts.append(f"</{section}><{name}>" if section else f"<{name}>")
            section = name
        words: list[str] = []
        parts.append("<tr>")
        for cell in found:
            shown, plain = inside(cell)
            tag = "th" if name == "thead" else cell.tag
            parts.append(f"<{tag}{_spans(cell)}>{shown}</{tag}>")
            words.append(plain)
        parts.append("</tr>")
        if any(words):
            lines.append(" ".join(word for word in words if word))
    if section:
        parts.append(f"</{section}>")
    return f"<table>{''.join(parts)}</table>", "\n".join(lines)


def _is_bold(cell: Node) -> bool:
    """True where a cell holds nothing but one emphasis."""
    shown = [child for child in cell.children if not isinstance(child, str) or child.strip(BLANK)]
    if len(shown) == 1 and isinstance(shown[0], Node) and shown[0].tag in ("p", "span", "div"):
        return _is_bold(shown[0])
    return len(shown) == 1 and isinstance(shown[0], Node) and shown[0].tag in ("b", "strong")


def _spans(cell: Node) -> str:
    """The attributes of a cell: how far it spans, and how Markdown sets its column."""
    out = ""
    for name in ("colspan", "rowspan"):
        value = cell.get(name).strip()
        if value.isascii() and value.isdigit() and len(value) < 5 and 1 < int(value) <= _MOST_SPAN:
            out += f' {name}="{int(value)}"'
    if cell.get("data-fz") in ("right", "center"):
        out += f' class="{cell.get("data-fz")}"'
    return out
