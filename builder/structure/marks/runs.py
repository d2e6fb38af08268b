"""Runs of inline nodes cut up: into paragraphs at the breaks that mean one, and at pictures that stand apart."""

from __future__ import annotations

from builder.structure.marks import pictures
from builder.structure.marks.inline import leads_to_picture
from builder.structure.marks.signs import BLANK
from builder.structure.marks.tree import Node

_LONG_LINE = 35
_INDENTS = ("\u3000\u3000", "\xa0\xa0\xa0", "\u2003\u2003")


def paragraphs(run: list[Node | str]) -> list[list[Node | str]]:
    """A run cut into paragraphs, at breaks that mean one."""
    if not any(isinstance(item, Node) and (item.tag == "br" or item.children) for item in run):
        return [run]
    lines: list[list[Node | str]] = [[]]
    for item in _flattened(run, ("br",)):
        if isinstance(item, Node) and item.tag == "br":
            lines.append([])
        else:
            lines[-1].append(item)
    if len(lines) == 1:
        return [run]
    paragraphs: list[list[Node | str]] = []
    apart = True
    length = 0
    for line in lines:
        words = "".join(item if isinstance(item, str) else item.text() for item in line)
        bare = words.strip(BLANK)
        if not bare and not any(isinstance(item, Node) and _shows(item) for item in line):
            apart = True
            continue
        indented = words.lstrip("\r\n").startswith(_INDENTS)
        if apart or indented or (len(bare) >= _LONG_LINE and (length >= _LONG_LINE or _is_title(paragraphs[-1]))):
            paragraphs.append(line)
        else:
            paragraphs[-1].extend((Node("br", {}), *line))
        apart = False
        length = len(bare)
    return paragraphs


def _is_title(line: list[Node | str]) -> bool:
    """True for a line that is one short emphasis, which a break parts from the paragraph under it."""
    shown = [item for item in line if not isinstance(item, str) or item.strip(BLANK)]
    return len(shown) == 1 and isinstance(shown[0], Node) and shown[0].tag in ("b", "strong")


def _shows(node: Node) -> bool:
    return node.tag == "img" or any(child.tag == "img" for child in node.walk())


def apart(run: list[Node | str]) -> list[list[Node | str] | Node]:
    """A paragraph as stretches of text and pictures that stand apart: all but those with text on either side."""
    if not any(isinstance(item, Node) and _shows(item) for item in run):
        return [run]
    items = _flattened(run, ("br", "img"))
    kinds = [_kind(item) for item in items]
    seen = [place for place, kind in enumerate(kinds) if kind]
    out: list[list[Node | str] | Node] = [[]]
    for place, item in enumerate(items):
        alone = False
        if kinds[place] == "picture":
            at = seen.index(place) if len(seen) < 200 else -1
            before = kinds[seen[at - 1]] if at > 0 else ""
            after = kinds[seen[at + 1]] if 0 <= at < len(seen) - 1 else ""
            alone = not before == after == "text"
        last = out[-1]
        if alone and isinstance(item, Node):
            out.extend((item, []))
        elif isinstance(last, list):
            last.append(item)
    return [part for part in out if isinstance(part, Node) or part]


def _kind(item: Node | str) -> str:
    """`text`, `break` or `picture`; "" for what shows nothing."""
    if isinstance(item, str):
        return "text" if item.strip(BLANK) else ""
    if item.tag == "br":
        return "break"
    if item.tag == "img":
        return "text" if pictures.is_small(item) else "picture"
    if item.text().strip(BLANK):
        return "text"
    return "picture" if _shows(item) else ""


def _flattened(run: list[Node | str], tags: tuple[str, ...]) -> list[Node | str]:
    """A run in which every element of `tags` stands on its own: those around it are cut in two there.

    A link around a picture stays whole, save where it only leads to the picture itself.
    """
    out: list[Node | str] = []
    for item in run:
        if isinstance(item, str) or item.tag in tags or not item.children:
            out.append(item)
            continue
        if item.tag == "a" and "img" in tags and not leads_to_picture(item):
            out.append(item)
            continue
        parts = _flattened(item.children, tags)
        if not any(isinstance(part, Node) and part.tag in tags for part in parts):
            out.append(item)
            continue
        bare = item.tag in ("span", "font", "big", "nobr") and not item.attributes
        kept: list[Node | str] = []
        for part in parts:
            if isinstance(part, Node) and part.tag in tags:
                if kept:
                    out.append(Node(item.tag, item.attributes, kept))
                    kept = []
                out.append(part)
            elif bare:
                out.append(part)
            else:
                kept.append(part)
        if kept:
            out.append(Node(item.tag, item.attributes, kept))
    return out


def without(node: Node, tag: str) -> Node:
    """A copy of `node` in which no child is a `tag`."""
    kept: list[Node | str] = [
        child if isinstance(child, str) or child.tag == "img" else without(child, tag)
        for child in node.children
        if isinstance(child, str) or child.tag != tag
    ]
    copy = Node(node.tag, node.attributes, kept)
    copy.holds_block = node.holds_block
    return copy
