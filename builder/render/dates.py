"""EDTF, the cataloguer's dates, in the words of a reader: what is known, and what is not, in plain sight.

Rules: a day is never shown more exactly than it is known; a missing year is said, an inferred one too; `?` and `~`
become words. What cannot be read is shown as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from builder.model import Date
from builder.render.messages import Words

_EDTF = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?([?~%]?)\Z")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def shown(date: Date | None, words: Words) -> str:
    """The date as a reader says it, with its doubts; "" without one.

    >>> from builder.render.messages import words
    >>> shown(Date("published", "2022-04-06?", "4月6日", "body", inferred="year"), words("zh-Hans"))
    '2022年4月6日（年份据同文件推定）'
    >>> shown(Date("published", "XXXX-06-20", "6月20日", "body"), words("zh-Hans"))
    '6月20日（年份不详）'
    >>> shown(Date("published", "2022-10~", "", "header"), words("en"))
    'October 2022 (about)'
    """
    if date is None:
        return ""
    return _shown(date.edtf, date.inferred, date.printed, words)


def plain(date: Date | None, words: Words) -> str:
    """The date alone, for lists: without a note, but with a sign where it is doubtful.

    >>> from builder.render.messages import words
    >>> plain(Date("published", "2022-04-06?", "4月6日", "body", inferred="year"), words("zh-Hans"))
    '2022年4月6日？'
    """
    if date is None:
        return words.undated
    return _plain(date.edtf, date.printed, words)


def iso(date: Date | None) -> str:
    """What a machine reads in `<time datetime>`: a year, month or day that is known, else "".

    >>> iso(Date("published", "2022-04-06?", "4月6日", "body"))
    '2022-04-06'
    >>> iso(Date("published", "XXXX-06-20", "6月20日", "body"))
    ''
    """
    if date is None:
        return ""
    edtf = date.edtf.rstrip("?~%")
    return edtf if "X" not in edtf and _EDTF.match(edtf) else ""


@lru_cache(maxsize=4096)
def _shown(edtf: str, inferred: str, printed: str, words: Words) -> str:
    text = _read(edtf, words)
    if not text:
        return printed or edtf
    notes = []
    if edtf.startswith("XXXX"):
        notes.append(words.year_unknown)
    elif "year" in inferred:
        notes.append(words.year_inferred)
    elif inferred or edtf.endswith(("?", "%")):
        notes.append(words.date_doubtful)
    if edtf.endswith(("~", "%")):
        notes.append(words.date_about)
    if not notes:
        return text
    return words.say("bracketed", text=text, note=words.list_comma.join(notes))


@lru_cache(maxsize=4096)
def _plain(edtf: str, printed: str, words: Words) -> str:
    text = _read(edtf, words) or printed or edtf
    if edtf.startswith("XXXX"):
        return words.say("bracketed", text=text, note=words.year_unknown)
    return text + (words.doubt_sign if edtf.endswith(("?", "~", "%")) else "")


def _read(edtf: str, words: Words) -> str:
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        start, end = _read(first, words), _read(last, words)
        return words.say("date_span", start=start, end=end) if start and end else start or end
    found = _EDTF.match(edtf)
    if not found:
        return ""
    year, month, day = (part or "" for part in found.group(1, 2, 3))
    month = month if month.isdigit() and 1 <= int(month) <= 12 else ""
    day = day if month and day.isdigit() else ""
    return _english(year, month, day) if words.language == "en" else _chinese(year, month, day)


def _chinese(year: str, month: str, day: str) -> str:
    text = ""
    if year.isdigit():
        text = f"{int(year)}年"
    elif year[:3].isdigit():
        text = f"{year[:3]}0年代"
    elif year[:2].isdigit():
        text = f"{int(year[:2]) + 1}世纪"
    text += f"{int(month)}月" if month else ""
    return text + (f"{int(day)}日" if day else "")


def _english(year: str, month: str, day: str) -> str:
    parts = [str(int(day))] if day else []
    parts += [_MONTHS[int(month) - 1]] if month else []
    if year.isdigit():
        parts.append(year)
    elif year[:3].isdigit():
        parts.append(f"{year[:3]}0s")
    return " ".join(parts)
