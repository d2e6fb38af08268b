"""What a saved web page says of itself in `<meta name=… content=…>`: the names of the Chinese government's standard
for web sites (ArticleTitle, PubDate, ContentSource …), Open Graph, Dublin Core, and Pelican's.

The page keeps these lines: they are a header in what they say, not in where they stand. Keywords of a page are mostly
those of its site, so they are kept as an extra field and not as tags; Pelican's own `tags` are tags.
"""

from __future__ import annotations

from html import unescape

from builder.model.late import late
from builder.read.dialects.known import CANONICAL, plain
from builder.read.dialects.nouns import LONGEST, Block, Field, line_number

_META = late(r"(?i)<meta\s([^<>]{1,2000})>")
_ATTRIBUTE = late(r"(?i)(name|property|itemprop|content)\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_CANONICAL_LINK = late(r"(?i)<link\s[^<>]{0,300}rel\s{0,3}=\s{0,3}[\"']?canonical[\"']?[^<>]{0,300}>")
_HREF = late(r"(?i)href\s{0,3}=\s{0,3}[\"']([^\"'<>\s]{1,500})[\"']")
_IGNORED = frozenset(
    {
        *("viewport", "renderer", "robots", "generator", "applicable-device", "msapplicationtilecolor", "themecolor"),
        *("referrer", "formatdetection", "googlebot", "baiduspider", "csrftoken", "csrfparam"),
        *("applicabledevice", "mobileagent", "ogtype", "oglocale", "twittercard"),
    }
)


def find(text: str) -> Block | None:
    """The fields of the page's `<meta>` elements; None where none of them is one that we know."""
    fields: list[Field] = []
    for match in _META.finditer(text, 0, LONGEST):
        named = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(match[1])
        }
        name = named.get("name") or named.get("property") or named.get("itemprop") or ""
        key = plain(name)
        value = " ".join(named.get("content", "").split())
        if not key or not value or key in _IGNORED:
            continue
        fields.append(
            Field("metakeywords" if key in ("keywords", "keyword") else name, value, line_number(text, match.start()))
        )
    if (link := _CANONICAL_LINK.search(text, 0, LONGEST)) is not None and (href := _HREF.search(link[0])) is not None:
        fields.append(Field("canonical", href[1], line_number(text, link.start())))
    if not any(plain(field.key) in CANONICAL for field in fields):
        return None
    return Block("meta", tuple(fields), 0, 0)
