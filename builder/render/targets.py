"""What a text asks for by `data-target` gets its address: pictures with their size, sound and film, files to fetch.

A picture that the archive does not hold is told in its place; a link that leads nowhere stays as plain text. A note
that is embedded in another (`![[note]]`) has a page of its own: the link to it says that it belongs here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from builder.model import Shown
from builder.render.messages import Words

_PICTURE = re.compile(r'<img data-target="([^"]*)"( alt="([^"]*)"((?: width="\d+")?(?: height="\d+")?)[^<>]*>)')
_LINK = re.compile(r'<a class="wikilink" data-target="([^"]*)">')
_EMBEDDED = re.compile(
    r'<span class="embedded">(<a class="wikilink" data-target="[^"]*">(?:[^<]|<(?!/?a[ >]))*+</a>)</span>'
)


def filled(html: str, shown: Sequence[Shown], root: str, words: Words) -> str:
    """The safe markup `html` with every file it asks for in its place, and what is not there told in `words`.

    >>> from builder.render.messages import words
    >>> picture = Shown("a.png", "assets/x.png", "image", 3, 2)
    >>> filled('<img data-target="a.png" alt="甲">', [picture], "../", words("zh-Hans"))
    '<img src="../assets/x.png" width="3" height="2" alt="甲">'
    >>> filled('<span class="embedded"><a class="wikilink" data-target="乙">乙</a></span>', [], "", words("zh-Hans"))
    '〔嵌入：<a class="wikilink" data-target="乙">乙</a>〕'
    """
    if "data-target=" not in html:
        return html
    files = {one.name: one for one in shown}

    def picture(found: re.Match[str]) -> str:
        name = unescape(found[1])
        one = files.get(name)
        if one is None:
            return (
                f"<small>{escape(words.say('picture_missing', name=unescape(found[3]) or name), quote=False)}</small>"
            )
        where = _where(one, root)
        if one.kind in ("audio", "video"):
            return f'<{one.kind} src="{where}" controls preload="metadata"></{one.kind}>'
        if one.kind == "file":
            return f'<a href="{where}">{found[3] or escape(name.rpartition("/")[2], quote=False)}</a>'
        size = f' width="{one.width}" height="{one.height}"' if one.width and not found[4] else ""
        return f'<img src="{where}"{size}{found[2]}'

    def link(found: re.Match[str]) -> str:
        one = files.get(unescape(found[1]))
        return found[0] if one is None else f'<a href="{_where(one, root)}">'

    if 'class="embedded"' in html:
        html = _EMBEDDED.sub(lambda found: words.say("embedded", link=found[1]), html)
    return _LINK.sub(link, _PICTURE.sub(picture, html))


def _where(one: Shown, root: str) -> str:
    return escape(one.url if "://" in one.url else root + one.url)
