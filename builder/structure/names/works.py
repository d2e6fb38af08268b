"""Works cited in 《》, and what the text says it does to them.

A work's name is what stands between 《 and its own 》: works named inside it count as part of it, their marks folded to
〈〉 as GB/T 15834 has it. Newspapers, magazines and programmes are named in the same marks but are sources, not works
cited. Roles come from the words right around the name (转发《…》, 《…》同时废止); anything else is `cites`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from builder.model import Citation
from builder.model.late import late
from builder.structure.names.tables import SERIALS

Role = Literal["cites", "forwards", "amends", "repeals", "explains"]

_LONGEST = 120
_CLOSED = late("《[^《》\n]*+》")
_MARK = late("[《》\n]")
_PAPER = late(
    r"(?:日报|晚报|晨报|早报|午报|时报|商报|都市报|青年报|周报|快报|导报|画报|政协报|法制报|法治报|农民报|工人报|"
    r"教育报|新闻报|文汇报|新京报|解放军报|"
    r"[一-龥]报|周刊|月刊|旬刊|季刊|双月刊|杂志|学报|邮报|论坛报|通讯社|新闻|晚间新闻)(?:（?海外版）?|（[^（）]{0,30}版）)?$"
)
_PAPER_LAST = frozenset("报刊志社闻版）")  # the last characters of those
_NOT_PAPER = late(
    r"(?:汇报|通报|简报|预报|申报|举报|海报|年报|季报|快报|公报|警报|情报|战报|捷报|月报|填报|上报|呈报|预警报)$"
)
_PUBLISHED = late(r"(?:发表|刊发|刊登|刊载|登载|连载|转载|载)(?:于|在)$")
_PUBLISHED_LAST = "于在\n"
_PRINTED = late(r"(?:杂志|报纸?|期刊|栏目|频道|编辑部|专栏|刊发|刊载|刊登|发表评论|[0-9]{4}年第[0-9]+期)")
_BEFORE_CUE = late("[废代修转翻读释]")  # one of them stands in every word of the table
_BEFORE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (late(r"(?:废止|废除|取代|代替|替代)(?:了|原|旧)?[^，。；》]{0,4}$"), "repeals"),
    (late(r"(?:修订|修改|修正|修改后的|修订后的|修改了)(?:了|原)?$"), "amends"),
    (late(r"(?:转发|批转|翻印|转载)(?:了|《)?[一-龥、]{0,24}$"), "forwards"),
    (late(r"(?:解读|读懂|一图读懂|解释|释义)[：:]?$"), "explains"),
)
_AFTER_FIRST = frozenset("（、和及《同即自一予现随的政解释作部修进")  # one of them opens every pattern of the table
_AFTER: tuple[tuple[re.Pattern[str], Role], ...] = (
    (
        late(
            r"(?:（[^）]{0,30}）)?(?:[、和及]?《[^》]{0,60}》(?:（[^）]{0,30}）)?){0,6}(?:同时|即行|自行|一并|予以|现予|随之){1,2}(?:废止|停止执行|失效)"
        ),
        "repeals",
    ),
    (late(r"(?:（[^）]{0,30}）)?(?:的)?(?:政策)?(?:解读|释义)"), "explains"),
    (
        late(r"(?:（[^）]{0,30}）)?(?:作(?:如下|出)(?:修改|修订)|(?:部分条款)?(?:的)?修正案|进行(?:了)?(?:修订|修改))"),
        "amends",
    ),
)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where works are named: (position of 《, position behind its 》)."""
    closed = tuple(match.span() for match in _CLOSED.finditer(text))
    return closed if len(closed) == text.count("《") else tuple(_nested(text))


def _nested(text: str) -> Iterator[tuple[int, int]]:
    """Where works are named, in a text where some name holds another or is never closed."""
    depth, start = 0, 0
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark == "《":
            if depth == 0 or match.start() - start > _LONGEST:
                depth, start = 0, match.start()
            depth += 1
        elif mark == "》" and depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()
        elif mark == "\n":
            if depth == 2 and found_end(text, start, match.start()):
                yield start, found_end(text, start, match.start())
            depth = 0


def found_end(text: str, start: int, stop: int) -> int:
    """The end of a name whose inner mark was never closed: behind its last 》, or 0."""
    return text.rfind("》", start, stop) + 1


def works(text: str, where: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, Citation]]:
    """(position, citation) for each name between the marks `where`."""
    for start, end in where:
        name = text[start + 1 : end - 1]
        if not name.isalnum():
            name = " ".join(name.replace("《", "〈").replace("》", "〉").split())
        if not 0 < len(name) <= _LONGEST or not (name[0].isalnum() or any(map(str.isalnum, name))):
            continue
        if name in SERIALS or (name[-1] in _PAPER_LAST and _PAPER.search(name) and not _NOT_PAPER.search(name)):
            continue
        if text[start - 1 : start] in _PUBLISHED_LAST and _PUBLISHED.search(text, max(start - 8, 0), start):
            continue
        if _PRINTED.match(text, end):
            continue
        yield start, Citation(name, "work", role_of(text, start, end))


def role_of(text: str, start: int, end: int) -> Role:
    """What the text says is done to what stands at `text[start:end]`."""
    before = text[max(start - 28, 0) : start]
    before = before[before.rfind("\n") + 1 :]
    if _BEFORE_CUE.search(before):
        for pattern, role in _BEFORE:
            if pattern.search(before):
                return role
    if text[end : end + 1] in _AFTER_FIRST:
        for pattern, role in _AFTER:
            if pattern.match(text, end):
                return role
    return "cites"
