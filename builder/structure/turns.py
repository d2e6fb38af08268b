"""Where an article goes on, on another page of its newspaper: 下转第三版, 上接A1版, with the headline if one is given.

Rules: a line of its own, or words in brackets at the very beginning or end of a paragraph; 转 and 接 alone only so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from builder.model import Turn
from builder.model.late import late
from builder.model.numerals import page_number
from builder.structure.layout import Line

_WORDS = (
    r"(?P<way>上接|紧接|下转|接|转) ?第? ?(?P<page>[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}) ?版"
    r"(?P<rest>[^（）()]{0,40})"
)
_TURN = late(rf"(?:[（(【]\s?{_WORDS}[）)】]|{_WORDS.replace('?P<', '?P<_')})")
_HINT = late(r"[《“]([^》”]{2,40})[》”]")


def turns(lines: Iterable[Line]) -> tuple[Turn, ...]:
    """Where these lines say that the article comes from or goes on.

    >>> from builder.structure.layout import lay_out
    >>> lines = lay_out("（上接第一版）要\\n抓好落实。（下转A03版《落实》）", 0)
    >>> [(one.way, one.page, one.hint) for one in turns(lines)]
    [('from', '1', ''), ('to', 'A3', '落实')]
    """
    found: dict[str, Turn] = {}
    for line in lines:
        for one in _in_line(line):
            found.setdefault(one.way, one)
    return tuple(found.values())


def arrival(key: str) -> int:
    """Where the words end by which an article goes on here that began on another page; 0 where it does not.

    >>> arrival("（上接第一版）会议要求"), arrival("会议要求（下转第三版）")
    (7, 0)
    """
    found = _TURN.match(key) if "接" in key[:4] else None
    if found is None or (found["way"] is None and found.end() < len(key)):
        return 0
    return found.end()


def departs(line: Line) -> bool:
    """Whether an article breaks off here, to go on on another page: …（下转第三版）"""
    return any(one.way == "to" for one in _in_line(line))


def _in_line(line: Line) -> Iterator[Turn]:
    """What one line says."""
    if "版" not in line.key or ("接" not in line.key and "转" not in line.key):
        return
    for match in _TURN.finditer(line.key):
        at, end = match.span()
        bare = match["way"] is None
        if (bare and (at or end < len(line.key))) or not (at == 0 or end == len(line.key)):
            continue
        way, page, rest = (match["_way" if bare else "way"], match["_page" if bare else "page"],
                           match["_rest" if bare else "rest"])  # fmt: skip
        hint = _HINT.search(rest)
        printed = line.text[at:end].strip("（(【】)） ")
        printed = printed[: printed.index("版") + 1]
        direction: Literal["to", "from"] = "from" if "接" in way else "to"
        yield Turn(direction, page_number(page), printed, hint[1] if hint else "")
