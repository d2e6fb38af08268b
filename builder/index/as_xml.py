"""Text as XML 1.0 can hold it: marks escaped, and the characters that no XML may hold replaced by U+FFFD."""

from __future__ import annotations

import re
from html import escape

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = {ord(space): f"&#{ord(space)};" for space in "\t\n\r"}


def text(value: str) -> str:
    """`value` between tags.

    >>> text("甲 & <乙>\\x01")
    '甲 &amp; &lt;乙&gt;\ufffd'
    """
    return escape(_IMPOSSIBLE.sub("\ufffd", value), quote=False)


def attribute(value: str) -> str:
    r"""`value` as an attribute, quotes and all; white space in it is written as codes, or readers would make it blanks.

    >>> print(attribute("甲 & 乙"), attribute('“甲"'), attribute("'甲'\t\"乙\""))
    "甲 &amp; 乙" '“甲"' "'甲'&#9;&quot;乙&quot;"
    """
    marked = text(value).translate(_SPACES)
    return f"'{marked}'" if '"' in marked and "'" not in marked else '"' + marked.replace('"', "&quot;") + '"'
