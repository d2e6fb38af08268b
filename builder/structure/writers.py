"""Who wrote a text, where no word says so: a name alone under a title, a row of names above an affiliation.

Strategy: only in the head, only by shape. A name under a title leaves the page as a byline; a row of authors with their
affiliation, and a speaker's office with his name, stay part of the text and are only read.

Doubts: a name of two characters alone on its line is a name only above verse, or where a space parts it (陈 杰).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.model import Credit
from builder.model.late import late
from builder.structure.credits import is_name, read_names
from builder.structure.layout import Line, words

_AFFILIATION = late(r"[（(].{4,120}(?:大学|学院|研究|医院|公司|局|中心|学校|集团)")
_ROW = late(r"[^，。、；： ]{2,8}(?:[，、； ]{1,2}[^，。、；： ]{2,8}){0,11}")
_CUT = late(r"[，、； ,;]+")
_OFFICE = late(
    r"[\u4e00-\u9fff、]{0,24}(?:书记|省长|市长|区长|县长|镇长|主任|主席|局长|厅长|部长|院长|校长|总经理|"
    r"董事长|秘书长) {1,6}"
    r"(?P<name>[\u4e00-\u9fff](?: {0,2}[\u4e00-\u9fff]){1,2})"
)
_BY = late(
    r"(?:By|Author|Text by|Written by)[：: ] "
    r"{0,2}(?P<name>[A-Z][\w.'-]{0,20}(?: "
    r"[A-Z][\w.'-]{0,20}){1,3})",
    re.I,
)
_VERSE = 24
_KINDS_OF_TEXT = words(
    "公告 通告 通知 通报 公示 公报 讣告 布告 告示 启事 声明 决定 批复 纪要 简报 章程 序言 文件 目录 方案"
)


def writers(head: Sequence[Line], free: Sequence[Line]) -> tuple[dict[int, bool], tuple[Credit, ...]]:
    """The places of lines in `head` that name a writer (True where the line stays text), and the credits.

    `free` are all lines of the article that no rule has taken.
    """
    found: dict[int, bool] = {}
    makers: list[Credit] = []
    for number, line in enumerate(head):
        if len(line) > 60 or line.key[:1] in "（【〔":
            continue
        below = next((one for one in free if one.place > line.place), None)
        if below is not None and is_affiliation(below) and _ROW.fullmatch(line.key):
            found.update({line.place: True, below.place: True})
            makers += [Credit("author", name) for name in _CUT.split(line.text) if is_name(name, True)]
        elif number and (said := (office := _OFFICE.fullmatch(line.key)) or _BY.fullmatch(line.key)):
            name = line.text[slice(*said.span("name"))]
            found[line.place] = office is not None
            makers.append(Credit("author", name if name.isascii() else re.sub(r"\s", "", name)))
        elif number and (alone := _alone(line, free)):
            found[line.place] = False
            makers.append(Credit("author", alone))
    return found, tuple(makers)


def is_affiliation(line: Line) -> bool:
    """Whether a line says in brackets where the authors above it work."""
    return _AFFILIATION.match(line.key) is not None


def _alone(line: Line, free: Sequence[Line]) -> str:
    """The name that is all a line holds, "" where it is anything else."""
    text = line.text.strip()
    names = read_names(text, strict=True) if 2 <= len(text) <= 7 else None
    if not names or len(names) != 1:
        return ""
    verse = len(free) > 3 and all(len(one) <= _VERSE for one in free)
    if names[0] in _KINDS_OF_TEXT:
        return ""
    return names[0] if len(names[0]) == 3 or " " in text or verse else ""
