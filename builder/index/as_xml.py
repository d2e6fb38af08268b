"""Text as XML 1.0 can hold it: marks escaped, and the characters that no XML may hold replaced by U+FFFD."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """`value` between tags.

    >>> text("甲 & <乙>\\x01")
    '甲 &amp; &lt;乙&gt;\ufffd'
    """
    return escape(_IMPOSSIBLE.sub("\ufffd", value))


def attribute(value: str) -> str:
    """`value` as an attribute, quotes and all."""
    return quoteattr(_IMPOSSIBLE.sub("\ufffd", value))
