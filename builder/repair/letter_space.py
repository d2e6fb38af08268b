"""Letter-spaced text closed up: `习 惯 ,在 创 建` → `习惯,在创建`.

Strategy: in a run of Han characters where nearly every one is followed by a single space, the spaces are the setting
of the line and not its words, if the characters then make running text. Wider gaps in it stay as one space.

Kept: names and titles in two parts (王 文军, 总 则); a list of single characters (甲 乙 丙 丁; 东 南 西 北); words
apart by spaces; verses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import HAN
from builder.repair.draft import Draft, Rule
from builder.repair.shield import guard
from builder.repair.words import words

NOTE = RuleNote(
    "letter-space",
    ("收紧逐字加空的文字", "收緊逐字加空的文字", "Letter-spaced text closed up"),
    (
        "这一段每个字后都有一个空格，是排版或提取留下的，不是词的间隔。",
        "這一段每個字後都有一個空格，是排版或提取留下的，不是詞的間隔。",
        "Every character of this run is followed by a space, left by typesetting or extraction; it separates no words.",
    ),
    True,
)

_MARKS = "，。、；：！？,;:!?“”‘’（）()《》"
_GATE = late(rf" (?<=[{HAN}] )[{HAN}] [{HAN}] [{HAN}] [{HAN}]")
_RUN = late(rf"[{HAN}0-9{_MARKS}](?: ?[{HAN}0-9{_MARKS}])+")
_SPACE = late(rf"(?<=[{HAN}0-9{_MARKS}]) (?=[{HAN}0-9{_MARKS}])")
_TIGHT = late(rf"[{HAN}](?=[{HAN}])")
_RUNNING = late("[，。、；：,;:的是在了和为為有与與及不对對这這我他她]")
_NUMERALS = late(
    "[一二三四五六七八九十百0-9甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北中東上下左右日月火水木金土]+"
)
_LEAST = 6


def find(draft: Draft) -> Sequence[Change]:
    """The spaces inside letter-spaced runs.

    >>> len(find(Draft("市 民 的 生 活 习 惯 ,在 创 建 工 作 中 改 变")))
    14
    >>> find(Draft("甲 乙 丙 丁 戊 己 庚 辛")), find(Draft("记者 王 文 军"))
    ([], [])
    """
    text = draft.text
    if not _GATE.search(text, draft.body_start):
        return []
    shield = guard(draft)
    return [
        Change(at, at + 1, " ", "", NOTE.name)
        for at in _inside(text, draft.body_start)
        if not shield.covers(at, at + 1)
    ]


def _inside(text: str, start: int) -> Iterator[int]:
    for m in _RUN.finditer(text, start):
        spaces = [s.start() for s in _SPACE.finditer(m[0])]
        tight = len(_TIGHT.findall(m[0]))
        if len(spaces) < _LEAST or tight * 5 > len(spaces):
            continue
        closed = m[0].replace(" ", "")
        if _NUMERALS.fullmatch(closed) or not _RUNNING.search(closed) or not _makes_words(closed):
            continue
        yield from (m.start() + at for at in spaces)


def _makes_words(closed: str) -> bool:
    """Whether at least half of the characters, closed up, stand in words of two or more."""
    han = re.sub(rf"[^{HAN}]", "", closed)
    return 2 * sum(len(word) for word in words(han) if len(word) > 1) >= len(han)


RULE = Rule(NOTE, find)
