"""A newspaper page or a digest → its articles: which lines belong to which.

Strategy: an article shows itself by a lead (本报讯 4月2日…, 新华社北京7月15日电…) or, where another has ended (its
byline, 下转第三版), by a plain paragraph; above either stands a headline block. One that comes from another page
（上接第一版） may have none. A file is divided only if at least two articles show
themselves so; every line from one headline block to the next belongs to the first of the two. What stands above the
first headline block is the page's own (its name, date and number).

Doubts: a lead without a headline above it opens no article; two stories run together under one headline stay one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from builder.model.late import late
from builder.structure.credits import bylines, lead_byline
from builder.structure.dates import find
from builder.structure.issuance import broken_number, page_line
from builder.structure.layout import Line
from builder.structure.turns import arrival, departs

_LEAD = late(
    r"[【（〔]?(?:本报|本台|本网|本刊|本社|新华社|中新社|中新网|新华网|人民网|央视网|央广网|"
    r"[\u4e00-\u9fff]{2,6}(?:网|社|报|台|客户端|融媒|融媒体))"
    r"[\u4e00-\u9fff]{0,6} ?(?:\d{1,2}月\d{1,2}日)?[\u4e00-\u9fff]{0,4}(?:讯|电|消息)(?=[】）〕 （：，]|记者|\d)"
)
_NUMBERED = late(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[、.．]|"
    r"第[一二三四五六七八九十百\d]{1,5}[章节条编]|[①-⑳•·■□◆●▲※*#>|-])"
)
_SIGNED = late(r"[】）〕]?(?:[^，。：；（）【】〔〕]{0,14}?[（【〔][^（）【】〔〕]{2,60}[）】〕])?[ ：，]{0,3}")
_MAKER = late(r"[（【〔].{0,12}(?:记者|通讯员|实习生|评论员)")
_CONTENTS = late(r"目 {0,4}录|目 {0,4}次|本期(?:导读|要目|内容|目录)|要目|CONTENTS", re.I)
_PAGE_NUMBER = late(r"[ .…·]{0,80}[（(]?\d{1,3}[）)]?$")
_SIGNS = late(r"[\s·◆●■★▲*、.．：:（）()-]+|^\d{1,2}(?!\d)|^[一二三四五六七八九十]{1,3}、")
_ENDS = tuple("，、：；,;:")
_LONGEST_HEADLINE = 64
_SHORTEST_TEXT = 30


def is_lead(line: Line) -> bool:
    """Whether a news story begins here: 本报讯 4月2日上午，…

    >>> from builder.structure.layout import lay_out
    >>> [is_lead(line) for line in lay_out("本报讯 4月2日上午\\n新华社北京7月15日电 记者获悉\\n本报读者来信", 0)]
    [True, True, False]
    """
    return _LEAD.match(line.key) is not None


@lru_cache(maxsize=16)  # of the same line by several rules
def lead_end(key: str) -> int:
    """Where the formula at the start of a lead ends: `本报讯（记者 王文军）` is 11 long; 0 without one.

    >>> lead_end("（上接第一版）会议要求")
    7
    """
    start = arrival(key)
    found = _LEAD.match(key, start)
    end = found.end() if found else start
    signed = _SIGNED.match(key, end)
    if signed and (found or _MAKER.search(signed[0])):
        return signed.end()
    return end


def is_headline(line: Line) -> bool:
    """Whether a line can be one of a headline's: short, no sentence, no list item, no lead."""
    key = line.key
    return (
        2 <= len(key) <= _LONGEST_HEADLINE
        and "。" not in key
        and not key.endswith(_ENDS)
        and not key.startswith(tuple("，、。；：！？）”’|"))
        and _NUMBERED.match(key) is None
        and not is_lead(line)
        and not broken_number(line)
    )


def split(lines: Sequence[Line], taken: Collection[int] = ()) -> tuple[tuple[int, int], ...]:
    """The first and last place of each article, () where the file is one article or none.

    `lines` are all lines of the body; those in `taken` are furniture.
    """
    full = [line for line in lines if line.text and line.place not in taken]
    signed = [line for line in full if _is_signed(line)]
    starts = _listed(full)
    if not starts and (len(signed) > 1 or sum(is_lead(line) or arrival(line.key) > 0 for line in full) > 1):
        starts = _starts(full, {line.place for line in (*signed, *filter(departs, full))})
        if starts and starts[0] > 0 and _is_text(full[: starts[0]]):
            starts.insert(0, 0)
    if len(starts) < 2:
        return ()
    places = [full[start].place for start in starts]
    ends = [*(place - 1 for place in places[1:]), lines[-1].place]
    return tuple(zip(places, ends, strict=True))


def is_contents(line: Line) -> bool:
    """Whether a line is the heading of a table of contents."""
    return _CONTENTS.fullmatch(line.key) is not None


def _listed(full: Sequence[Line]) -> list[int]:
    """Where the articles begin that a table of contents lists: each title stands there once more, in order."""
    number = next((number for number, line in enumerate(full[:16]) if is_contents(line)), -1)
    if number < 0:
        return []
    listed: list[str] = []
    for line in full[number + 1 : number + 60]:
        title = _same(_PAGE_NUMBER.sub("", line.key))
        if len(line) > _LONGEST_HEADLINE or title in listed:
            break
        listed.append(title)
    starts: list[int] = []
    at = number + 1 + len(listed)
    for title in listed:
        for found in range(at, len(full)):
            if title and _same(full[found].key) == title:
                starts.append(found)
                at = found + 1
                break
    return starts if len(starts) > 1 and starts[0] <= number + 2 + len(listed) else []


def _same(key: str) -> str:
    return _SIGNS.sub("", key)


def _is_signed(line: Line) -> bool:
    """Whether a line is a byline or ends in one: where an article may end."""
    near = line.key[-40:]
    return ("记者" in near or "通讯员" in near) and any(one.leaves for one in bylines((line,)))


def _starts(full: Sequence[Line], closing: Collection[int]) -> list[int]:
    """The places in `full` where a headline block begins that stands above a lead or follows a closing byline."""
    starts: list[int] = []
    floor = 0
    for number, line in enumerate(full):
        coming = arrival(line.key) > 0
        lead = is_lead(line) or coming or (lead_byline(line) is not None and len(line) > _SHORTEST_TEXT)
        if not lead and len(line) < _SHORTEST_TEXT:
            continue
        top = _block_above(full, number, floor, closing)
        if (top < number or coming) and (lead or (top and full[top - 1].place in closing)):
            starts.append(top)
            floor = number + 1
    return starts


def _block_above(full: Sequence[Line], number: int, floor: int, closing: Collection[int]) -> int:
    """Where the headline block directly above `full[number]` begins: `number` itself where there is none."""
    top = number
    headlines = 0
    for at in range(number - 1, floor - 1, -1):
        line = full[at]
        if line.place in closing and len(line) < _SHORTEST_TEXT:
            if headlines:
                break
            continue  # 标题 / 通讯员 林丹 / 本报讯…: a byline under the headline
        if not is_headline(line) or headlines == 4 or _is_date(line) or page_line(line):
            break
        headlines += 1
        top = at
    return top


def _is_date(line: Line) -> bool:
    stamp = next(find(line.key), None) if len(line) < 40 and line.key[:1].isdigit() else None
    return stamp is not None and stamp.start == 0


def _is_text(full: Sequence[Line]) -> bool:
    return (
        len(full) > 1
        and is_headline(full[0])
        and any(len(line) > _SHORTEST_TEXT and "。" in line.key for line in full[1:])
    )
