"""What must be done to HTML before any parser sees it, so that no page can swallow its text or eat the machine.

Rules: elements nested deeper than a document has reason to be are opened up; formatting elements with attributes are
stripped of them where there are very many (a parser copies each open one into each new paragraph); an element that
hides what it holds, or an attribute whose quote is never closed, is taken apart where it would swallow Han text.
"""

from __future__ import annotations

import re

from builder.model.late import late
from builder.structure.marks.media import linked

# Elements whose content the parser does not read as text, or the sanitiser drops.
_HIDING = (
    r"(?:style|script|textarea|title|xmp|plaintext|noembed|noframes|iframe|template|select|svg|math|noscript|button"
    r"|object|applet|xml|head|datalist|audio|video|canvas|frameset|listing)"
)
_HIDDEN = late(r"<(?:!--|(style|script|template|select|svg|math|button|title|datalist|xml)\b)")
_TAG = late(r"</?[a-zA-Z!?][^<>]*>")
_ANY = late(r"<(/?)([a-zA-Z][\w:-]*+)([^<>]*+)>")
_RAW = ("style", "script", "textarea", "title", "xmp", "plaintext", "noembed", "noframes", "iframe", "template")
_OPENER = late(rf"(?i)</?{_HIDING}\b")
_HIDING_NAME = late(rf"(?i){_HIDING}\Z")
_UNENDED = late(r"<(?=[a-zA-Z/][^<>]*(?:<|\Z))")  # a tag that another tag, or the end, cuts off
_OTHER = late(r"<!--|-->|<!\[CDATA\[|\]\]>|<\?")
_NESTING = late(
    r"(?i)<(/?)(div|section|article|blockquote|ul|ol|li|dl|dd|center|table|tbody|tr|td|details|fieldset|main)\b[^<>]*>"
)
_FORMATTING = late(r"(?i)<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s[^<>]*>")
_DEEPEST = 100
_MOST_FORMATTING = 200
_CDATA = late(r"<!\[CDATA\[|\]\]>")
_RESERVED = late(r"(?i)data-fz")


def bare(html: str) -> str:
    """The text between the tags, without what is hidden on purpose: what a reader should get to see.

    Elements that are never closed hide nothing here.
    """
    if "<!--" in html or _OPENER.search(html) is not None:
        html = _without_closed(html)
    return _TAG.sub("", html)


def _without_closed(html: str) -> str:
    """`html` without hidden elements and comments that are closed; in linear time, however many are not."""
    lower = html.lower()
    parts: list[str] = []
    at = 0
    open_ended: set[str] = set()
    for match in _HIDDEN.finditer(lower):
        name = match[1] or "--"
        if match.start() < at or name in open_ended:
            continue
        close = "-->" if name == "--" else f"</{name}"
        end = lower.find(close, match.end())
        if end < 0:
            open_ended.add(name)
            continue
        parts.append(html[at : match.start()])
        stop = end + 3 if name == "--" else lower.find(">", end) + 1
        at = stop or len(html)
    parts.append(html[at:])
    return "".join(parts)


def swallows(html: str) -> bool:
    """True where an element that hides what it holds is opened more often than it is closed."""
    if _OPENER.search(html) is None:
        return False
    lower = _without_closed(html).lower()
    return any(
        lower.count(f"<{name}") > lower.count(f"</{name}")
        for name in (
            "style",
            "script",
            "textarea",
            "title",
            "xmp",
            "plaintext",
            "noembed",
            "noframes",
            "iframe",
            "template",
        )
    )


def received(html: str) -> str:
    """HTML as it came in, ready to be parsed: out of a feed's wrapper, without the names that our own rules mark
    elements by, and with a link for what plays or frames something.

    >>> received("<![CDATA[<p data-fz='x'>一</p>]]>")
    "<p data-x='x'>一</p>"
    """
    return linked(unreserved(_CDATA.sub("", html) if "CDATA[" in html else html))


def unreserved(html: str) -> str:
    """`html` with the names that our own rules mark elements by taken from it, however they are written."""
    return _RESERVED.sub("data-x", html) if any(name in html for name in ("-fz", "-FZ", "-Fz", "-fZ")) else html


def harmless(html: str) -> str:
    """`html` without depths and without bombs; the same string where it has none."""
    tags = html.count("<")
    if tags > _DEEPEST:
        html = _opened_up(html)
    if tags > _MOST_FORMATTING and len(_FORMATTING.findall(html)) > _MOST_FORMATTING:
        html = _FORMATTING.sub(lambda match: f"<{match[1]}>", html)
    return html


def _opened_up(html: str) -> str:
    """`html` without the container tags that stand deeper than any document needs."""
    depth = deepest = 0
    for match in _NESTING.finditer(html):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest <= _DEEPEST:
        return html
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            shown = match[0] if 0 < depth <= _DEEPEST else " "
            depth = max(0, depth - 1)
            return shown
        depth += 1
        return match[0] if depth <= _DEEPEST else " "

    return _NESTING.sub(kept, html)


def mended(html: str) -> str:
    """`html` with every element that hides its content, and every attribute with an odd quote, taken apart."""

    def kept(match: re.Match[str]) -> str:
        if _HIDING_NAME.match(match[2]) is not None:
            return " "
        if match[3].count('"') % 2 or match[3].count("'") % 2:
            return f"<{match[1]}{match[2]}>"
        return match[0]

    return _OTHER.sub(" ", _ANY.sub(kept, _UNENDED.sub("&lt;", _without_closed(html))))


def stripped(html: str) -> str:
    """The text of `html` with a line for each block, when nothing else can be trusted."""
    text = re.sub(
        r"(?i)<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6]|/?table|/?section|/?article|/?blockquote)\b[^<>]*>", "\n", html
    )
    return _OTHER.sub(" ", _TAG.sub("", _without_closed(text)))
