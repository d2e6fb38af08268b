"""Events that go by their date: “7·20”, 5·12 in one spelling, without the quotation marks.

Between quotation marks any dot will do; without them only a middle dot, and only what can be a month and a day. Dates
in Han figures (“九·一八”, “一二·九”) keep them.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.late import late

_DOT = late(r"[·•・‧∙⋅．.](?=[\d一二三四五六七八九十〇零])")
_LEFT = late(r"(?:(?<=[“\"「『‘])|(?<![\d·•.．]))(?:([01]?\d)|([一二三四五六七八九十〇零]{1,2}))$")
_RIGHT = late(r"(?:([0-3]?\d)|([一二三四五六七八九十〇零]{1,3}))(?![\d·•.．%％])")
_CLOSES = late(r"[一-龥]{0,12}[”\"」』’]")
_OPENS = '“"「『‘'


def events(text: str) -> Iterator[tuple[int, str]]:
    """(position, name) for each event.

    >>> [name for _, name in events("“7·20”特大暴雨、“5.12”大地震、3•15晚会，比率为7.20，“九·一八”事变")]
    ['7·20', '5·12', '3·15', '九·一八']
    """
    for dot in _DOT.finditer(text):
        at = dot.start()
        left, right = _LEFT.search(text[max(at - 5, 0) : at]), _RIGHT.match(text, at + 1)
        if not left or not right or bool(left[1]) != bool(right[1]):
            continue
        start = at - len(left[0])
        quoted = text[start - 1 : start] in _OPENS and start > 0 and bool(_CLOSES.match(text, right.end()))
        if left[1]:
            month, day = int(left[1]), int(right[1])
            if 1 <= month <= 12 and 1 <= day <= 31 and (quoted or dot[0] not in ".．"):
                yield start, f"{month}·{day}"
        elif quoted:
            yield start, f"{left[2]}·{right[2]}"
