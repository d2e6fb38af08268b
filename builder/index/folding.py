"""Folding: the one form in which a text and a query meet. `static/js/search-folding.js` is the same, rule for rule.

    1  Traditional → Simplified, compatibility forms → plain, one character for one       著 → 着, ⼈ → 人
    2  full-width ASCII → ASCII                                                           ２０２２，→ 2022,
    3  capital → small letter (Latin, Greek, Cyrillic)                                    GDP → gdp
    4  every kind of space → a space; every kind of line end → a line end; invisible characters → nothing
    5  a space stays only between two letters or digits of the West                      王　强 → 王强

A line end is a paragraph's end, and nothing is found across it. Everything else stays itself: `7·20` is not `720`, and
`〔2022〕` is not `[2022]`. Rules 1–3 keep each character's place; rules 4 and 5 only take away.
"""

from __future__ import annotations

import re

from builder.model.fold_table import FROM, TO

SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
NARROW = "0-9A-Za-z\u00c0-\u058f"


def _table() -> dict[int, str]:
    table = dict(zip(map(ord, FROM), TO, strict=True))
    for code in range(0xFF01, 0xFF5F):
        table[code] = chr(code - 0xFEE0).lower()
    for code in range(0x590):
        small = chr(code).lower()
        if len(small) == 1 and small != chr(code):
            table[code] = small
    table.update(dict.fromkeys(map(ord, SPACES), " "))
    table.update(dict.fromkeys(map(ord, LINE_ENDS), "\n"))
    table.update(dict.fromkeys(map(ord, INVISIBLE), ""))
    return table


_TABLE = _table()
_RUN = re.compile(" {2,}")
_IDLE = re.compile(f" (?![{NARROW}])|(?<![{NARROW}]) ")


def fold(text: str) -> str:
    """The folded text; folding twice changes nothing more.

    >>> fold("國務院　調查組， Ｇ２０ Summit")
    '国务院调查组,g20 summit'
    """
    folded = text.translate(_TABLE)
    if " " in folded:
        folded = _IDLE.sub("", _RUN.sub(" ", folded))
    return folded
