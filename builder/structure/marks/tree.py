"""Sanitised HTML as a small tree of nodes that rules can walk.

The input is what the sanitiser wrote: well nested, attributes in double quotes, text escaped. Nothing else may be
given to it. Nodes deeper than `DEEPEST` are opened up, so that rules may recurse.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from builder.model.late import late

DEEPEST = 64

_TOKEN = late(r'<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9-]*="[^"]*")*)>|([^<]+)')
_ATTRIBUTE = late(r' ([a-z][a-z0-9-]*)="([^"]*)"')
_SAME = frozenset({"b", "strong", "i", "em", "u", "s", "small", "big", "font", "span"})
_VOID = frozenset({"br", "hr", "img", "wbr"})

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dir", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
        *("legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "tr", "ul"),
    }
)


class Node:
    """An element: its name, its attributes, its children (nodes and decoded text), whether a block is inside it."""

    __slots__ = ("attributes", "children", "holds_block", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], children: list[Node | str] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = [] if children is None else children
        self.holds_block = False

    def get(self, name: str) -> str:
        """An attribute's value, "" where there is none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> str:
        """The class attribute in lower case."""
        return self.attributes.get("class", "").lower()

    def walk(self) -> Iterator[Node]:
        """Every node below this one, in order."""
        waiting = [child for child in reversed(self.children) if not isinstance(child, str)]
        while waiting:
            node = waiting.pop()
            yield node
            if node.children:
                waiting.extend(child for child in reversed(node.children) if not isinstance(child, str))

    def text(self) -> str:
        """All text below this node, as it stands; a `<br>` is a line break."""
        parts: list[str] = []
        self._gather(parts)
        return "".join(parts)

    def _gather(self, parts: list[str]) -> None:
        if self.tag == "br":
            parts.append("\n")
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                child._gather(parts)


def parse(safe: str) -> Node:
    """The tree of what the sanitiser wrote, under a root called `div`."""
    root = Node("div", {})
    stack = [root]
    for match in _TOKEN.finditer(safe):
        closing, tag, attributes, text = match.groups()
        if text is not None:
            stack[-1].children.append(unescape(text) if "&" in text else text)
        elif closing:
            if len(stack) > 1:
                stack.pop()
        else:
            found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)} if attributes else {}
            parent = stack[-1]
            if tag == parent.tag and tag in _SAME and not found:
                stack.append(parent)  # bold in bold is bold
                continue
            node = Node(tag, found)
            parent.children.append(node)
            if tag in BLOCKS:
                for above in reversed(stack):
                    if above.holds_block:
                        break
                    above.holds_block = True
            if tag not in _VOID:
                stack.append(node if len(stack) < DEEPEST else parent)
    return root
