"""A text as lines, for the rules that join them: what a line is, what it begins, what it ends.

Line ends are told apart from damage: a file with CRLF or CR is whole, so every rule takes the three as one and none of
them changes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from builder.model.late import late
from builder.repair.draft import Draft
from builder.repair.shield import guard

_LINE = late(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_NUMERALS = "一二三四五六七八九十"
_BEGINS = late(
    rf"第[{_NUMERALS}百千零〇0-9 ]{{1,7}}[条條款](?![的规規第款项項、，,和至到所中之])"
    rf"|第[{_NUMERALS}百千零〇0-9 ]{{1,7}}[章节節编編篇卷回](?![的规規第、，,和至到所中之])"
    rf"|[{_NUMERALS}]{{1,3}}[、.．:：]|[（(][{_NUMERALS}0-9]{{1,3}}[）)]|[0-9]{{1,3}}[、.．)）](?![0-9])"
    r"|[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}[ \u3000\u3400-\u9fff]"
    r"|[①-⓿❶-➓•·●■◆▲▶►★☆※○□◇△→\-*+>＞#|｜【\[=_~—…<&!]|\d+\s*$|[A-Za-z][.)、]"
    r"|附[件:：表录錄注则則]|附$|[图圖表][ \u3000]?[0-9一二三四五六七八九十]+[ \u3000:：.]|[备備]?注[:：]"
    r"|本[报報刊网網台][讯訊电電]|[记記]者(?:[ \u3000:：/]|[\u4e00-\u9fff]{2,3}$)|通[讯訊][员員][ \u3000:：/]"
    r"|(?:[编編][辑輯]|[责責]任[编編][辑輯]|[责責][编編]|来源|來源|作者)[:：/ \u3000]"
    r"|(?:[审審][核校稿签簽]|[签簽][发發])[:：/ \u3000]"
    r"|(?:新[华華]社|中新[社网網]|人民[网網])[^，。]{0,8}\d|摘\s*要[:：]|关键[词字][:：]|關鍵[詞字][:：]"
    r"|参考文献|參考文獻|目\s*[录錄]$|前\s*言$|引\s*言$|(?:抄[送报報]|主送|印[发發]|[送发發報报抄])[:：]"
    r"|(?:[联聯][系繫][人方电電地话話]{1,2}|[电電][话話]|地\s*址|[时時][间間]|地[点點]|问|答|問)[:：]|特此|此致|敬礼|敬禮"
    r"|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*$|[ \u3000])"
    r"|二[〇○零0][〇○零一二三四五六七八九]{2}年[^，。]{0,9}日?\s*$"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_END_MARKS = frozenset("。！？!?…；;：:”’」』）)》〉】]—~～|｜>＞.")
_BYLINE = late(
    r"(?:[记記]者|通[讯訊][员員]|[编編][辑輯]|[摄攝]影|供稿|文/[图圖]|[图圖])[ \u3000:：/丨@].{1,24}$|[-=_*#]{3}$"
)
_COMMAS = late("[，,。；;]")
_LAW = late("应当|應當|不得|予以")
_KIND = late(
    rf"第[{_NUMERALS}百千零〇0-9]{{1,7}}[条條]|[（(][{_NUMERALS}0-9]{{1,3}}[）)]|[{_NUMERALS}0-9]{{1,3}}[、.．]"
)
_KINDS = str.maketrans("條）)(.．", "条（（（、、")
_HAN = late("[\u3400-\u4dbf\u4e00-\u9fff]")


class Line(NamedTuple):
    """A line that is not blank: `start:end` are its bounds without the white space around it; `top` is where it begins
    with its indent. `gap` counts the blank lines above it; `shielded` says that it begins in code or markup, and
    `lead` counts the wide spaces of its indent.
    """

    text: str
    top: int = 0
    start: int = 0
    end: int = 0
    gap: int = 0
    shielded: bool = False
    lead: int = 0

    @property
    def indent(self) -> bool:
        """Whether white space stands before the text."""
        return self.start > self.top

    @property
    def columns(self) -> int:
        """The columns that the text takes, two for a Han character and one for a Latin letter, and its indent."""
        return 2 * self.lead + (self.start - self.top - self.lead) + len(self.text.encode("gbk", "replace"))

    @property
    def characters(self) -> int:
        """The characters of the line, its indent included."""
        return self.end - self.top

    @property
    def chinese(self) -> bool:
        """Whether at least a third of the line's end is Han: no program, no English."""
        end = self.text[-30:]
        return 3 * len(_HAN.findall(end)) >= len(end)

    @property
    def held(self) -> bool:
        """Whether the line is code, markup or part of a table, and keeps its place."""
        text = self.text
        return self.shielded or "|" in text or "\t" in text or "｜" in text or "   " in text or "\u3000\u3000" in text

    @property
    def begins(self) -> bool:
        """Whether the line begins something: an article, an item, a caption, a byline, a date line.

        >>> [Line(text).begins for text in ("第三条 本法", "一、总则", "60 万余份", "第一时间管控")]
        [True, True, False, False]
        """
        return bool(_BEGINS.match(self.text))

    @property
    def kind(self) -> str:
        """What the line begins: `条` an article, `（` an item in brackets, `、` a numbered item, or "" none."""
        opening = _KIND.match(self.text)
        return opening[0][-1].translate(_KINDS) if opening else ""

    @property
    def ends(self) -> bool:
        """Whether the line ends a sentence, or at least something that may stand alone."""
        return self.text[-1] in _END_MARKS or bool(_BYLINE.search(self.text, max(0, len(self.text) - 34)))

    @property
    def prose(self) -> bool:
        """Whether there is a sentence in the line, and not a title, a name, a date.

        >>> [Line(text).prose for text in ("会议指出，要扎实做好工作", "克服麻痹思想、侥幸心理")]
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
        top = m.start()
        start = top + whole.index(text[0]) if whole[0] != text[0] else top
        shielded = bool(shield.starts) and shield.covers(start, start + 1)
        if markdown and not shielded:
            shielded = text[0] in "#>|" or (start - top >= 4 and text[0] <= "\u3000")
        out.append(Line(text, top, start, start + len(text), gap, shielded, whole.count("\u3000", 0, start - top)))
        gap = 0
    return tuple(out)


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
