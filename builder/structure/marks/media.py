"""Players, films and frames from elsewhere → links to where they lie: no page of ours runs them, and none is lost."""

from __future__ import annotations

import re
from html import escape, unescape

from builder.model.late import late

_GATE = late(r"(?i)<(?:iframe|video|audio|embed)[\s>]")
_MEDIUM = late(r"(?i)<(iframe|video|audio|embed)\b([^<>]{0,2000})>")
_FROM = late(
    r"""(?i)(?:^|\s)(?:data-)?src\s{0,8}=\s{0,8}(?:"([^"<>]{1,1000})"|'([^'<>]{1,1000})'|([^\s"'<>]{1,1000}))"""
)
_INNER = late(r"(?i)<source\b([^<>]{0,2000})>")
_NEAR = 1_000  # how far behind its opening tag a film names its first source
_SCHEME = late(r"(?i)(?:https?:)?//|(?![a-z][a-z0-9+.-]*:)")


def linked(html: str) -> str:
    """`html` with a link before everything that plays or frames something from an address of its own.

    >>> linked('<video><source src="https://a.cn/v.mp4"></video>')[:50]
    '<p><a href="https://a.cn/v.mp4">a.cn/v.mp4</a></p>'
    >>> linked('<iframe src="javascript:alert(1)"></iframe>')
    '<iframe src="javascript:alert(1)"></iframe>'
    """
    if _GATE.search(html) is None:
        return html

    def before(match: re.Match[str]) -> str:
        found = _FROM.search(match[2])
        if found is None and match[1].lower() in ("video", "audio"):
            inner = _INNER.search(html, match.end(), match.end() + _NEAR)
            found = _FROM.search(inner[1]) if inner is not None else None
        address = unescape(next(filter(None, found.groups()), "")).strip() if found is not None else ""
        if not address or _SCHEME.match(address) is None:
            return match[0]
        if address.startswith("//"):
            address = "https:" + address
        shown = address.partition("://")[2] or address
        return f'<p><a href="{escape(address)}">{escape(shown)}</a></p>{match[0]}'

    return _MEDIUM.sub(before, html)
