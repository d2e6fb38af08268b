"""A document's twins as plain text and as Markdown, for people who copy and machines that read.

Strategy: both are made from the page's own safe markup and record. The text keeps one paragraph to a line below a short
head; the Markdown has the record as a YAML header and the body's headings, lists, quotations, emphasis and links.

Doubt: tables become one line to a row with bars between, which is Markdown only where the first row is a head.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from builder.model import Body, Entry
from builder.render import addresses, dates, marks, targets
from builder.render.continued import continuations, heading, own_title
from builder.render.views.common import Shelf, language_tag

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_HREF = re.compile(r'\b(?:href|src)="([^"]*)"')
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
_ANY_SIGN = re.compile(r"[\\`*_\[\]<#+>=.)-]")  # a gate for the two above and below, quick to pass
_LINE_START = re.compile(r"^(#{1,6} |[-+] |>|[0-9]+[.)] |={3,}|-{3,})", re.M)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "figure",
        "figcaption",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "table",
        "thead",
        "tbody",
        "tr",
        "pre",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
    ]
)
_MARK = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "del": "~~", "s": "~~"}
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_MANY_BREAKS = re.compile(r"\n{3,}")


def twins(shelf: Shelf, entry: Entry, bodies: Sequence[Body]) -> Iterator[tuple[str, bytes]]:
    """The twins of one document as (file name, bytes); after its own body come those of the parts that follow it."""
    yield "document.txt", text(shelf, entry, bodies).encode("utf-8", "replace")
    yield "document.md", markdown(shelf, entry, bodies).encode("utf-8", "replace")


def text(shelf: Shelf, entry: Entry, bodies: Sequence[Body]) -> str:
    """Title, where it comes from, and the clean text."""
    document, w = entry.document, shelf.words
    title = f"[{document.title}]" if document.title_supplied else document.title
    imprint = "  ".join(
        part for part in (document.source, dates.shown(document.date, w), document.issuance.number) if part
    )
    base = shelf.config.base_url if "://" in shelf.config.base_url else ""
    head = [line for line in (document.kicker, title, document.subtitle, imprint, f"{base}{entry.url}") if line]
    texts = [bodies[0].plain.strip("\n")]
    for part, body in zip(continuations(shelf, entry), bodies[1:], strict=False):
        above = [line for line in (heading(shelf, part), own_title(shelf, part), f"{base}{part.url}") if line]
        texts.append("\n".join((*above, "", body.plain.strip("\n"))))
    return "\n".join((*head, "", "\n\n".join(texts), ""))


def markdown(shelf: Shelf, entry: Entry, bodies: Sequence[Body]) -> str:
    """The record as a YAML header (JSON values, which are YAML), the body as Markdown."""
    document = entry.document
    date = document.date
    makers = [credit for one in (entry, *continuations(shelf, entry)) for credit in one.document.credits]
    fields: list[tuple[str, object]] = [
        ("id", entry.id),
        ("title", document.title),
        ("title_supplied", document.title_supplied),
        ("subtitle", document.subtitle),
        ("date", date.edtf if date else ""),
        ("source", document.source),
        ("number", document.issuance.number),
        ("series", document.issuance.series),
        ("issue", document.issuance.issue),
        ("authors", list(dict.fromkeys(credit.name for credit in makers if credit.role in ("author", "reporter")))),
        ("tags", [tag.title for tag in (*entry.tags, *entry.derived_tags)]),
        ("language", language_tag(entry)),
        ("file", str(document.path)),
        ("sha256", document.sha256),
    ]
    head = "\n".join(f"{name}: {_JSON(value)}" for name, value in fields if value)
    root = addresses.root(entry.folder)
    texts = [from_html(_pointed(shelf, entry, bodies[0], root))]
    for part, body in zip(continuations(shelf, entry), bodies[1:], strict=False):
        texts.append(f"## [{_piece(heading(shelf, part), False)}]({root}{part.url})")
        if title := own_title(shelf, part):
            texts.append(f"### {_piece(title, False)}")
        texts.append(from_html(_pointed(shelf, part, body, root)))
    return "\n\n".join((f"---\n{head}\n---", *texts)) + "\n"


def _pointed(shelf: Shelf, entry: Entry, body: Body, root: str) -> str:
    """The markup of a text with the addresses of what it shows and leads to."""
    if "data-target=" not in body.html:
        return body.html
    filled = targets.filled(body.html, entry.shown, root, shelf.words)
    return marks.pointed(filled, entry.links, root)[0]


def from_html(html: str) -> str:
    r"""Markdown for safe markup.

    >>> print(from_html('<h2 id="a">一、总则</h2><p id="p1">须<strong>严守</strong>，见<a href="x">此</a>。</p>'))
    ## 一、总则
    <BLANKLINE>
    须**严守**，见[此](x)。
    >>> print(from_html("<ul><li>甲</li><li>乙*</li></ul>"))
    - 甲
    - 乙\*
    """
    parts: list[str] = []
    at = 0
    lists: list[str] = []
    links: list[str] = []
    pre = False
    for tag in _TAG.finditer(html):
        if tag.start() > at:
            parts.append(_piece(html[at : tag.start()], pre))
        at = tag.end()
        closing, name, attributes = bool(tag[1]), tag[2].lower(), tag[3]
        if name in _BLOCK:
            pre = _block(parts, name, closing, lists, pre)
        elif name in _MARK:
            parts.append(_MARK[name])
        elif name == "a":
            parts.append(f"]({links.pop()})" if closing and links else "[" if not closing else "")
            if not closing:
                links.append(_address(attributes))
        elif name == "img":
            parts.append(f"![]({_address(attributes)})")
        elif name == "br":
            parts.append("  \n")
        elif name in ("td", "th") and not closing:
            parts.append(" | ")
    parts.append(unescape(html[at:]))
    return _MANY_BREAKS.sub("\n\n", "".join(parts)).strip()


def _piece(text: str, pre: bool) -> str:
    """Text between tags, what Markdown would take for its own signs escaped."""
    if "&" in text:
        text = unescape(text)
    if pre or not _ANY_SIGN.search(text):
        return text
    return _LINE_START.sub(r"\\\1", _SPECIAL.sub(r"\\\1", text))


def _block(parts: list[str], name: str, closing: bool, lists: list[str], pre: bool) -> bool:
    """Write what begins or ends a block; give whether the text now is preformatted."""
    if name in ("ul", "ol"):
        if closing and lists:
            lists.pop()
        elif not closing:
            lists.append(name)
        parts.append("\n" if lists else "\n\n")
    elif name == "li":
        depth = "  " * (len(lists) - 1)
        parts.append("" if closing else f"\n{depth}{'1.' if lists and lists[-1] == 'ol' else '-'} ")
    elif name == "pre":
        parts.append("\n```\n" if closing else "\n\n```\n")
        return not closing
    elif name == "hr":
        parts.append("\n\n---\n\n")
    elif name[0] == "h" and name[1:].isdigit():
        parts.append("\n\n" if closing else f"\n\n{'#' * int(name[1:])} ")
    elif name == "blockquote":
        parts.append("\n\n" if closing else "\n\n> ")
    elif name == "tr":
        parts.append(" |" if closing else "\n")
    elif not lists:
        parts.append("\n\n")
    return pre


def _address(attributes: str) -> str:
    found = _HREF.search(attributes)
    return unescape(found[1]).replace(")", "%29").replace(" ", "%20") if found else ""
