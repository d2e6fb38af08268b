"""Numbers as Chinese documents print them, in figures or in Han."""

from __future__ import annotations

import re

_DIGITS = dict(zip("〇零一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_PAGE = re.compile(r"([A-Z]?)0{0,2}(\d{1,3})|([一二三四五六七八九十]{1,3})(?= {0,2}版|$)")


def numeral(written: str) -> int:
    """The number that `written` is, 0 where it is none.

    >>> [numeral(n) for n in ("七", "十", "二十一", "一百零三", "二〇二", "012", "上")]
    [7, 10, 21, 103, 202, 12, 0]
    """
    if written.isdecimal():
        return int(written)
    if not all(sign in _DIGITS or sign in _UNITS for sign in written):
        return 0
    total = digit = 0
    for sign in written:
        if sign in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[sign], 0
        else:
            digit = digit * 10 + _DIGITS[sign]
    return total + digit


def page_number(page: str) -> str:
    """The number of a newspaper's page in one spelling, "" where there is none.

    >>> [page_number(page) for page in ("A03", "三", "第3版：要闻", "第 十二 版", "要闻")]
    ['A3', '3', '3', '12', '']
    """
    found = _PAGE.search(page)
    if found is None:
        return ""
    return f"{found[1]}{found[2]}" if found[2] else str(numeral(found[3]))
