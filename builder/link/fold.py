"""When two spellings are one name: the key under which they meet.

Strategy: script (鄧群策, 邓群策), compatibility forms (NFKC), case, spaces, quotation and title marks and the kinds of
middle dot never tell two names apart, so the key leaves them out; what is shown is always a spelling that a document
printed. Characters fold one for one by the same table as in search, which is right for a key and would not be for text.
"""

from __future__ import annotations

import re
import unicodedata

from builder.model.fold_table import FROM, TO

_MARKS = re.compile(r"[\s\"'“”‘’「」『』《》〈〉\u200b-\u200f\ufeff]+")
_SIMPLER = dict(zip(map(ord, FROM), TO, strict=True))
_DOTS = re.compile(r"[•・‧∙⋅･]")


def fold(name: str) -> str:
    """The key of a name: equal for spellings that differ only in script, form, case, spaces, quotes or the middle dot.

    >>> fold("“7·20”") == fold("「7・20」") == "7·20"
    True
    >>> fold("陳紅民"), fold("ＧＤＰ")
    ('陈红民', 'gdp')
    """
    name = name.translate(_SIMPLER)
    if name.isalpha() and not name.isascii() and unicodedata.is_normalized("NFKC", name):
        return name.casefold()
    name = unicodedata.normalize("NFKC", name.replace("·", "・")).casefold()
    return _DOTS.sub("·", _MARKS.sub("", name))
