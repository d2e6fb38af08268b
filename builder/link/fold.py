"""When two spellings are one name: the key under which they meet.

Strategy: compatibility forms (NFKC), case, spaces, quotation and title marks and the kinds of middle dot never tell two
names apart, so the key leaves them out; what is shown is always a spelling that a document printed.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\s\"'“”‘’「」『』《》〈〉\u200b-\u200f\ufeff]+")
_DOTS = re.compile(r"[•・‧∙⋅･]")


def fold(name: str) -> str:
    """The key of a name: equal for spellings that differ only in form, case, spaces, quotes or the middle dot.

    >>> fold("“7·20”") == fold("「7・20」") == "7·20"
    True
    """
    if name.isalpha() and not name.isascii() and unicodedata.is_normalized("NFKC", name):
        return name.casefold()
    name = unicodedata.normalize("NFKC", name.replace("·", "・")).casefold()
    return _DOTS.sub("·", _MARKS.sub("", name))
