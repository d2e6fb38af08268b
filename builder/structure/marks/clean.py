"""The one place where strangers' HTML is made harmless: nh3, with one cleaner made once.

Strategy: the allow-list keeps what carries meaning, and some attributes that only later rules look at (`class`,
`style`, `align` say what is a caption or a listing); the tree is written out anew by `inline` and `flow`, which know
no other element and no other attribute than their own tables. So two lists, made apart, stand between a page and
its reader. The Han characters are counted before and after: where more than one in a hundred would vanish, the page is
taken apart more and more coarsely until they do not.
"""

from __future__ import annotations

from html import unescape

import nh3

from builder.structure.marks import guard
from builder.structure.marks.signs import han

_INLINE = (
    *("a", "abbr", "acronym", "b", "bdi", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins"),
    *("kbd", "mark", "nobr", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong"),
    *("sub", "sup", "tt", "u", "var", "wbr"),
)
_BLOCK = (
    *("address", "article", "blockquote", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "legend", "li", "main", "menu"),
    *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    *("header", "footer", "aside", "nav"),
)
_HINTS = {"class", "style", "align", "data-fz", "data-fz-line", "data-fz-to"}

CLEANER = nh3.Cleaner(
    tags={*_INLINE, *_BLOCK},
    clean_content_tags={
        *("script", "style", "template", "select", "svg", "math", "button", "title", "datalist", "xml", "object"),
        *("applet", "iframe", "noembed", "noframes", "canvas"),
    },
    attributes={
        "*": _HINTS,
        "a": {"href"},
        "img": {
            "src",
            "alt",
            "title",
            "width",
            "height",
            "data-src",
            "data-original",
            "data-lazy-src",
            "data-actualsrc",
        },
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
        "font": {"size", "color"},
        "table": {"role"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def clean(html: str) -> tuple[str, int]:
    """Well-formed, harmless HTML, and how many Han characters had to be saved from being swallowed (0: none)."""
    html = guard.harmless(html)
    expected = han(guard.bare(html))
    safe = CLEANER.clean(html)
    missing = expected - han(guard.bare(safe))
    if missing * 100 <= expected or missing <= 0:
        return safe, 0
    expected = han(unescape(guard.bare(html)))
    best = CLEANER.clean(guard.mended(html))
    if (expected - han(guard.bare(best))) * 100 > expected:
        lines = guard.stripped(html).split("\n")
        best = "".join(f"<p>{nh3.clean_text(unescape(line.strip()))}</p>" for line in lines if line.strip())
    return best, missing
