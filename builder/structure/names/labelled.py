"""Names that a text sets apart by its form: behind a label, before a colon, with dates or a telephone number behind
them, in short lists that a word closes, in a table under 姓名.

Each rule has a cheap sign to look for first; a name must have the shape of one and be no word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.model.late import late
from builder.structure.names.boundary import has_shape, is_common, is_phrase, is_word
from builder.structure.names.lists import unspaced
from builder.structure.names.scan import DATES, HOLDS, LABELS, Scan
from builder.structure.names.seen import Seen

LABEL_ENDS = ("人：", "人:", "述：", "者：")
BRACKETED = ("（1", "（2", "(1", "(2")
HOLDING = ("担任", "出任", "接任", "继任", "兼任", "代理")
_LABELS = late(
    r"(?<![一-龥])(?:联系人|承办人|经办人|负责人|值班人|证明人|项目负责人|主办人|收件人|发件人|申请人|法定代表人|"
    r"主持人|主讲人|讲述人|口述人|口述|讲述|受访者|受访人|传承人|捐赠人)"
    r"[：:][ 　]?([一-龥]{2,4})(?=[\s，,。；;、（(]|$)"
)
_SPEAKER = late(r"\n[ 　]*([一-龥]{2,4})[：:]")
_DATED = late(
    r"(?<![一-龥])(?:[一-龥]{0,8}(?:为|是|由|者|和|与)|)([一-龥]{2,3})"
    r"[（(](?:约?(?:1[5-9]|20)\d\d年?(?:[1-9]\d?月)?[ 　]?[—–－~～至-]|1[3-9]\d{9}[）)])"
)
_HOLDS = late(rf"[由的]([一-龥]{{2,3}})(?:{'|'.join(HOLDING)})(?=[。，；、\n校院局部主会县镇乡])")
_CLOSES = (
    r"(?:(?:等(?=\d{1,4}[名位人]|同志|[一二三四五六七八九十两]{1,3}[名位人]|先进|老师|专家))|"
    r"(?:[两二三四五六七八九]位?|)(?:同学|同志|先生|女士|老师|委员|代表)(?=[：:，,。、摄的于提您]))"
)
_CLOSE = late(r"、[一-龥]{2,3}" + _CLOSES)
_CLOSED = late(r"(?<![一-龥])(?:[向与和对由给让请以及为被]|)([一-龥]{2,3}(?:、[一-龥]{2,3}){1,12})" + _CLOSES)
_TABLE = late(r"^[ 　|]*(?:序号[ 　|]+)?姓[ 　]*名[ 　|]++[^\n]*+\n((?:[^\n]++\n?){1,200})", re.M)
_CELL = late(r"^[ 　|]*(?:\d{1,3}[ 　|]+)?([一-龥](?:[一-龥]{1,3}|[ 　]{1,2}[一-龥]))[ 　|]", re.M)
_LABEL_WORDS = frozenset(
    ("强调", "方法", "时间", "应对", "解决", "通知", "公告", "章程", "许可", "单位", "经费", "成果", "常识")
)


def labelled(scan: Scan, lines: str) -> Iterator[Seen]:
    """联系人：周建国; 范水生：…; 贾明礼（1951—1958）; 向盛建军、柯美玲、丁大伟等50名; 姓名 | 性别."""
    text = scan.text
    if scan.pairs_at(LABELS):
        for match in _LABELS.finditer(text):
            if has_shape(match[1], True) and not is_common(match[1]):
                yield Seen(match[1], "listed")
    if "：" in text:
        yield from _speakers(lines)
    if _has_dates(scan):
        for match in _DATED.finditer(text):
            if _fit(match[1]):
                yield Seen(match[1], "strong")
    for match in scan.matches(_HOLDS, HOLDS, 4, 3):
        if _fit(match[1]):
            yield Seen(match[1], "strong")
    if _CLOSE.search(text):
        yield from _closed(text)
    if "姓" in text:
        for table in _TABLE.finditer(text):
            for row in _CELL.finditer(table[1]):
                name = unspaced(row[1])
                if has_shape(name, True) and not is_common(name):
                    yield Seen(name, "listed")


def _has_dates(scan: Scan) -> bool:
    """Whether a bracket may hold years."""
    opened = scan.pairs_at(DATES)
    return any(scan.text[at + 2 : at + 4].isdigit() for at in opened) or (bool(opened) and "约" in scan.text)


def _fit(name: str) -> bool:
    return has_shape(name, True) and not is_word(name) and not is_phrase(name)


def _speakers(lines: str) -> Iterator[Seen]:
    """Who speaks in a transcript, at the head of two paragraphs or more; who is addressed, alone on a line."""
    found = list(_SPEAKER.finditer(lines))
    if not found:
        return
    count = Counter(match[1] for match in found)
    for match in found:
        name = match[1]
        alone = lines[match.end() : match.end() + 1] in ("\n", "") and len(name) == 3
        if (count[name] > 1 or alone) and len(name) > 1 and _fit(name) and name not in _LABEL_WORDS:
            yield Seen(name, "strong")


def _closed(text: str) -> Iterator[Seen]:
    """A short list that says behind it that it names people."""
    for match in _CLOSED.finditer(text):
        names = match[1].split("、")
        if all(_fit(name) for name in names):
            for name in names:
                yield Seen(name, "strong")
