"""A text as lines, for the rules that join them: what a line is, what it begins, what it ends.

Line ends are told apart from damage: a file with CRLF or CR is whole, so every rule takes the three as one and none of
them changes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.repair.draft import Draft
from builder.repair.shield import guard

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_NUMERALS = "一二三四五六七八九十"
_BEGINS = re.compile(
    rf"第[{_NUMERALS}百千零〇0-9 ]{{1,7}}[条條款](?![的规規第款项項、，,和至到所中之])"
    rf"|第[{_NUMERALS}百千零〇0-9 ]{{1,7}}[章节節编編篇卷回](?![的规規第、，,和至到所中之])"
    rf"|[{_NUMERALS}]{{1,3}}[、.．:：]|[（(][{_NUMERALS}0-9]{{1,3}}[）)]|[0-9]{{1,3}}[、.．)）](?![0-9])"
    r"|[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}[ \u3000\u3400-\u9fff]"
    r"|[①-⓿❶-➓•·●■◆▲▶►★☆※○□◇△→\-*+>＞#|｜【\[=_~—…<&!]|\d+\s*$|[A-Za-z][.)、]"
    r"|附[件:：表录錄注则則]|附$|[图圖表][ \u3000]?[0-9一二三四五六七八九十]+[ \u3000:：.]|[备備]?注[:：]"
    r"|本[报報刊网網台][讯訊电電]|[记記]者(?:[ \u3000:：/]|[\u4e00-\u9fff]{2,4}$)|通[讯訊][员員][ \u3000:：/]"
    r"|(?:[编編][辑輯]|[责責]任[编編][辑輯]|[责責][编編]|来源|來源|作者|[审審][核校稿签簽]|[签簽][发發]|校[对對])[:：/ \u3000]"
    r"|(?:新[华華]社|中新[社网網]|人民[网網])[^，。]{0,8}\d|摘\s*要[:：]|关键[词字][:：]|關鍵[詞字][:：]"
    r"|参考文献|參考文獻|目\s*[录錄]$|前\s*言$|引\s*言$|(?:抄[送报報]|主送|印[发發]|[送发發報报抄])[:：]"
    r"|(?:[联聯][系繫][人方电電地话話]{1,2}|[电電][话話]|地\s*址|[时時][间間]|地[点點]|问|答|問)[:：]|特此|此致|敬礼|敬禮"
    r"|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$"
    r"|二[〇○零0][〇○零一二三四五六七八九]{2}年[^，。]{0,9}日?\s*$"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_ENDS = re.compile(
    r"[。！？!?…；;：:”’」』）)》〉】\]—~～|｜>＞]$|\.{1,6}$|[-=_*#]{3,}$"
    r"|(?:[记記]者|通[讯訊][员員]|[编編][辑輯]|[摄攝]影|供稿|文/[图圖])[ \u3000:：/].{1,24}$"
)
_COMMAS = re.compile("[，,。；;]")
_LAW = re.compile("应当|應當|不得|予以")
_TABLE = re.compile(r"[|｜\t]|\S {3,}\S+ {3,}\S|\S\u3000{2,}\S+\u3000{2,}\S")
_KIND = re.compile(
    rf"第[{_NUMERALS}百千零〇0-9]{{1,7}}[条條]|[（(][{_NUMERALS}0-9]{{1,3}}[）)]|[{_NUMERALS}0-9]{{1,3}}[、.．]"
)
_KINDS = str.maketrans("條）)(.．", "条（（（、、")
_WIDE = re.compile(r"[^\x00-\u10ff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `start:end` are its bounds without the white space around it; `top` is where it begins
    with its indent. `gap` counts the blank lines above it; `held` says that it is code, a table or markup and keeps
    its place. `lead` counts the wide spaces of the indent.
    """

    text: str
    top: int = 0
    start: int = 0
    end: int = 0
    gap: int = 0
    held: bool = False
    lead: int = 0

    @property
    def indent(self) -> bool:
        """Whether white space stands before the text."""
        return self.start > self.top

    @property
    def columns(self) -> int:
        """The columns that the text takes, two for a Han character and one for a Latin letter, and its indent."""
        return self.end - self.top + len(_WIDE.findall(self.text)) + self.lead

    @property
    def characters(self) -> int:
        """The characters of the line, its indent included."""
        return self.end - self.top

    @property
    def begins(self) -> bool:
        """Whether the line begins something: an article, an item, a caption, a byline, a date line.

        >>> [Line(text).begins for text in ("第三条 本法", "一、总则", "60 万余份", "第一时间管控")]
        [True, True, False, False]
        """
        return bool(_BEGINS.match(self.text))

    @property
    def kind(self) -> str:
        """What the line begins: `条` an article, `（` an item in brackets, `、` a numbered item, "" nothing of these."""
        opening = _KIND.match(self.text)
        return opening[0][-1].translate(_KINDS) if opening else ""

    @property
    def ends(self) -> bool:
        """Whether the line ends a sentence, or at least something that may stand alone."""
        return bool(_ENDS.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether there is a sentence in the line, and not a title, a name, a date.

        >>> [Line(text).prose for text in ("会议指出，要扎实做好各项工作", "克服麻痹思想、侥幸心理")]
        [True, False]
        """
        if _COMMAS.search(self.text):
            return len(self.text) >= 12
        if len(self.text) >= 14 and _LAW.search(self.text):
            return True
        return len(self.text) >= 24 and "、" in self.text and " " not in self.text[6:]


@lru_cache(maxsize=1)
def lines(draft: Draft) -> tuple[Line, ...]:
    """The lines of the body that are not blank."""
    shield = guard(draft)
    markdown = draft.format == "markdown"
    out: list[Line] = []
    gap = 0
    for m in _LINE.finditer(draft.text, draft.body_start):
        whole = m[1]
        text = whole.strip()
        if not text:
            gap += bool(m[2])
            continue
        indent = len(whole) - len(whole.lstrip())
        start = m.start() + indent
        held = shield.covers(start, start + 1) or _structural(text, indent, markdown)
        out.append(Line(text, m.start(), start, start + len(text), gap, held, whole[:indent].count("\u3000")))
        gap = 0
    return tuple(out)


def _structural(text: str, indent: int, markdown: bool) -> bool:
    if _TABLE.search(text):
        return True
    return markdown and ((indent >= 4 and text[0] <= "\u3000") or text[0] in "#>|")


def glue(above: str, below: str, spaced: bool) -> str:
    """What stands between two lines when they become one: nothing at Han characters, a space between words.

    `spaced` says that the text sets Latin words and numbers off from Han characters.

    >>> glue("除险加", "固，", False), glue("宣传资料", "60 万余份", True), glue("open", "source", False)
    ('', ' ', ' ')
    """
    a, b = above[-1], below[0]
    if a.isascii() and b.isascii():
        return " " if a.isalnum() and b.isalnum() and (a.isalpha() or b.isalpha()) else ""
    if spaced and a.isalnum() and b.isalnum() and (a.isascii() or b.isascii()):
        return " "
    return ""


def blank_share(found: Sequence[Line]) -> float:
    """The share of lines that have a blank line above them."""
    return sum(line.gap > 0 for line in found[1:]) / max(1, len(found) - 1)
