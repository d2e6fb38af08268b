"""Names in a document's text become links: the first mention in each paragraph, never inside a link or a heading.

Strategy: a document has a few dozen names and a few thousand characters. Each name is looked for with `str.find`, which
costs next to nothing; the markup is walked once, to know where paragraphs begin and where no link may stand; then both
lists are merged from left to right. Of two names that begin at one place the longer wins, of two that overlap the
earlier. The text itself is never changed. A wikilink stands in the markup already and only gets its address; its name,
which may be any word, is not looked for elsewhere.

Doubt: a name that stands inside a longer one which is no name (张伟 in 张伟民) is linked wrongly; whoever makes the
list of names must list the longer one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from builder.model import Link

# A quoted value may hold ">": the alternatives start with different characters, so time stays linear.
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*+)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_CLOSED = frozenset(("a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "button", "cite", "rt"))
_BLOCKS = frozenset(("p", "li", "td", "th", "dd", "dt", "figcaption", "blockquote", "section", "div"))
_CLASSES = {"work": "n w", "document": "n w"}  # as editions mark them: a line under a name, a wave under a work
_WIKILINK = re.compile(r'<a class="wikilink" data-target="([^"]*)">')
# a link that leads nowhere: its text stays
_DEAD = re.compile(r'<a class="wikilink" data-target="[^"]*">((?:[^<]|<(?!/?a[ >]))*+)</a>')
_OWN = re.compile(r'(\s(?:id="|href="#))')
_PARAGRAPH = re.compile(r'<p id="(p\d+)">')


def linked(html: str, links: Sequence[Link], root: str) -> str:
    """The safe markup `html` with each of `links` as a link; `root` is the way to the site's root.

    >>> linked("<p>陈红民说，陈红民……</p>", [Link("陈红民", "people/x/", "person")], "../../")
    '<p><a class="n" href="../../people/x/">陈红民</a>说，陈红民……</p>'
    >>> linked("<h2>陈红民</h2>", [Link("陈红民", "people/x/", "person")], "")
    '<h2>陈红民</h2>'
    >>> linked('<p>发布，见<a class="wikilink" data-target="发布">发布</a></p>', [Link("发布", "d/x/", "document")], "")
    '<p>发布，见<a class="wikilink" href="d/x/">发布</a></p>'
    """
    if "data-target=" in html:
        html, links = pointed(html, links, root)
    found = _mentions(html, links)
    if not found:
        return html
    parts: list[str] = []
    at = closed = place = covered = 0
    seen: set[str] = set()
    openings: dict[int, str] = {}
    end_of_html = len(html)
    tags = _TAG.finditer(html)
    tag = next(tags, None)
    while place < len(found):
        limit = tag.start() if tag else end_of_html
        while place < len(found) and found[place][0] < limit:
            start, minus_length, number = found[place]
            place += 1
            end = start - minus_length
            if closed or start < covered or end > limit:
                continue
            covered = end  # even where it is not linked again: no shorter name begins inside it
            if links[number].url in seen:
                continue
            seen.add(links[number].url)
            parts.append(html[at:start])
            if number not in openings:
                openings[number] = _opening(links[number], root)
            parts.append(f"{openings[number]}{html[start:end]}</a>")
            at = end
        if tag is None:
            break
        name = tag[2].lower()
        if name in _CLOSED:
            closed = max(0, closed + (-1 if tag[1] else 1))
        elif name in _BLOCKS:
            seen.clear()
        inside = tag.end()
        while place < len(found) and found[place][0] < inside:  # a name in an attribute
            place += 1
        tag = next(tags, None)
    parts.append(html[at:])
    return "".join(parts)


def _opening(link: Link, root: str) -> str:
    return f'<a class="{_CLASSES.get(link.kind, "n")}" href="{root}{escape(link.url)}">'


def pointed(html: str, links: Sequence[Link], root: str) -> tuple[str, Sequence[Link]]:
    """The markup with an address in each wikilink that leads somewhere, and the links that are left to look for."""
    urls = {link.name: link.url for link in links}
    written = {unescape(target) for target in _WIKILINK.findall(html)}

    def point(found: re.Match[str]) -> str:
        url = urls.get(unescape(found[1]))
        return found[0] if url is None else f'<a class="wikilink" href="{root}{escape(url)}">'

    html = _WIKILINK.sub(point, html)
    if "data-target=" in html:
        html = _DEAD.sub(r"\1", html)
    return html, [link for link in links if link.name not in written]


def numbered(html: str) -> str:
    """Give each paragraph with an address (`<p id="p12">`) a quiet anchor in the margin; its sign is drawn by the CSS.

    >>> numbered('<p id="p3">文</p>')
    '<p id="p3"><a class="pn" href="#p3" aria-hidden="true" tabindex="-1"></a>文</p>'
    """
    return _PARAGRAPH.sub(_with_anchor, html)


def _with_anchor(paragraph: re.Match[str]) -> str:
    return f'{paragraph[0]}<a class="pn" href="#{paragraph[1]}" aria-hidden="true" tabindex="-1"></a>'


def apart(html: str, prefix: str) -> str:
    """The markup with every id, and every link to one, behind a prefix, so that two texts can stand on one page.

    >>> apart('<p id="p3">见<a href="#fn1">一</a>、<a href="x/#p1">二</a></p>', "fz-part2-")
    '<p id="fz-part2-p3">见<a href="#fz-part2-fn1">一</a>、<a href="x/#p1">二</a></p>'
    """
    return _TAG.sub(lambda tag: _OWN.sub(rf"\1{prefix}", tag[0]), html)


def _mentions(html: str, links: Sequence[Link]) -> list[tuple[int, int, int]]:
    """Where each name stands: (start, minus its length, which link), in the order they are to be tried."""
    found: list[tuple[int, int, int]] = []
    find = html.find
    for number, link in enumerate(links):
        name = link.name
        if "&" in name or "<" in name or ">" in name:
            name = escape(name, quote=False)
        if not name:
            continue
        start = find(name)
        length = len(name)
        while start >= 0:
            found.append((start, -length, number))
            start = find(name, start + length)
    found.sort()
    return found
