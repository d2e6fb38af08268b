"""HTML → blocks (first version: sanitised, then cut at top-level elements)."""

from __future__ import annotations

import re

import nh3
from selectolax.lexbor import LexborHTMLParser

from builder.structure.marks.nouns import Block, BlockKind, Markup

_CLEANER = nh3.Cleaner(
    tags={
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr"),
        *("th", "td", "pre", "code", "hr", "br", "strong", "em", "a", "img", "figure", "figcaption", "sub", "sup"),
    },
    attributes={"a": {"href"}, "img": {"src", "alt", "width", "height"}},
    url_schemes={"http", "https", "mailto"},
    set_tag_attribute_values={"img": {"loading": "lazy", "referrerpolicy": "no-referrer"}},
)
_KINDS: dict[str, BlockKind] = {
    "p": "p", "ul": "list", "ol": "list", "blockquote": "quote", "table": "table", "pre": "code", "hr": "rule",
    "figure": "figure",
}  # fmt: skip
_SPACE = re.compile(r"\s+")


def from_html(html: str) -> Markup:
    """Blocks of an HTML text."""
    tree = LexborHTMLParser(_CLEANER.clean(html))
    blocks: list[Block] = []
    images: list[str] = []
    title = tree.css_first("title")
    if tree.body is None:
        return Markup(())
    for node in tree.body.iter(include_text=True):
        tag = node.tag or ""
        plain = _SPACE.sub(" ", node.text(deep=True)).strip()
        found = tuple(image.attributes.get("src") or "" for image in node.css("img")) if tag != "-text" else ()
        if not plain and not found and tag != "hr":
            continue
        images.extend(found)
        markup = node.html or ""
        if tag == "-text":
            blocks.append(Block("p", f"<p>{markup.strip()}</p>", plain))
        elif tag[0] == "h" and tag[1:].isdigit():
            blocks.append(Block("h", markup, plain, level=int(tag[1:])))
        elif tag in _KINDS:
            blocks.append(Block(_KINDS[tag], markup.strip(), plain, images=found))
        else:
            blocks.append(Block("p", f"<p>{markup}</p>", plain, images=found))
    return Markup(tuple(blocks), tuple(images), title.text() if title else "")
