"""A mended text as lines that rules can read, and the way back from each line to the raw file.

Strategy: a rule reads `key`, where one spelling stands for all (full-width signs, ASCII digits, plain spaces, and the
simplified form of the characters that rule words are made of); it is as long as `text`, character for character, so a
place found in the one is the same place in the other. What is published is always `text`.

Doubts: none of the characters folded here changes meaning in a rule word; names and prose are never taken from `key`
without going back to `text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from builder.model import Change
from builder.model.late import late

_SIGNS = dict(
    zip(
        ":;,!?()[]０１２３４５６７８９／－．　\t\xa0／︰﹕",
        "：；，！？（）〔〕0123456789/-.   /：：",
        strict=True,
    )
)
_HANT = dict(
    zip(
        "發佈時間記來訊報電責編輯審簽揚訪攝監製單機關構號題標稱類實際開會議黨導頁瀏覽點擊閱讀數贊轉載評論聯繫係傳"
        "聲權網頭條鏈鄉縣區國務廳處書長員領們則億萬歲農業應級總計劃檔負錄複產於與為個這從當經濟過還對後無專團體組"
        "織線學習認講話節蓋鎮東黃氣災險隱穩現場調強備據並華車兩衛檢設協環離護廣門風訂廢執擬決聞資欄薦顯購樣選擇尋"
        "註冊簡請圖鏡舉辦鑒證財誌誤續絡維歸徵詢範針貴項勞動築術藝藥驗補訓練賽獎勵獲憂樂歡飛熱漢灣島縱橫統",
        "发布时间记来讯报电责编辑审签扬访摄监制单机关构号题标称类实际开会议党导页浏览点击阅读数赞转载评论联系系传"
        "声权网头条链乡县区国务厅处书长员领们则亿万岁农业应级总计划档负录复产于与为个这从当经济过还对后无专团体组"
        "织线学习认讲话节盖镇东黄气灾险隐稳现场调强备据并华车两卫检设协环离护广门风订废执拟决闻资栏荐显购样选择寻"
        "注册简请图镜举办鉴证财志误续络维归征询范针贵项劳动筑术艺药验补训练赛奖励获忧乐欢飞热汉湾岛纵横统",
        strict=True,
    )
)
_SIGN = late("[" + re.escape("".join(_SIGNS)) + "]")
_EITHER = late("[" + re.escape("".join(_SIGNS)) + "".join(_HANT) + "]")
_BOTH = {**_HANT, **_SIGNS}
_BREAK = late(r"\r\n|\r|\n")
_FEED = late("\n")


def fold(text: str, hant: bool = False) -> str:
    """`text` in the one spelling that rules read, of the same length.

    >>> fold("來源:新华社(记者 张三)", hant=True)
    '来源：新华社（记者 张三）'
    """
    if hant:
        return _EITHER.sub(lambda found: _BOTH[found[0]], text)
    for sign in set(_SIGN.findall(text)):
        text = text.replace(sign, _SIGNS[sign])
    return text


def folded(texts: Sequence[str], hant: bool = False) -> list[str]:
    """Each text as `fold` gives it, all of them folded in one go."""
    whole = fold("".join(texts), hant)
    return [whole[start:end] for start, end in pairwise(accumulate(map(len, texts), initial=0))]


def words(*rows: str) -> frozenset[str]:
    """A table of words written in rows."""
    return frozenset(word for row in rows for word in row.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the clean body. `text` and `key` are without the white space around them.

    `place` is its number in the body from 0, `start` and `end` its bounds in the clean text (without its break), `at`
    where `text` begins there.
    """

    place: int
    start: int
    end: int
    at: int
    text: str
    key: str

    def __len__(self) -> int:
        return len(self.text)


def _breaks(text: str) -> Iterator[re.Match[str]]:
    return (_BREAK if "\r" in text else _FEED).finditer(text)  # a single sign is found much faster


def starts(text: str) -> list[int]:
    """Where the lines of a text start; the last start is its end, where the text ends with a break.

    >>> starts("一\\n二\\r\\n"), starts("三")
    ([0, 2, 5], [0])
    """
    if "\r" in text:
        return [0, *[found.end() for found in _breaks(text)]]
    return [0, *accumulate([len(line) + 1 for line in text.split("\n")[:-1]])]


def lay_out(clean: str, start: int, hant: bool = False) -> tuple[Line, ...]:
    """The lines of `clean[start:]`, blank ones too.

    >>> [line.text for line in lay_out("head\\n  一\\n\\n二", 5)]
    ['一', '', '二']
    """
    body = clean[start:]
    bounds = [found.span() for found in _breaks(body)]
    if not bounds or bounds[-1][1] < len(body):
        bounds.append((len(body), len(body)))
    folded = fold(body, hant)
    lines: list[Line] = []
    begin = 0
    for place, (stop, after) in enumerate(bounds):
        whole = body[begin:stop]
        text = whole.strip()
        at = begin + len(whole) - len(whole.lstrip()) if text else begin
        lines.append(Line(place, start + begin, start + stop, start + at, text, folded[at : at + len(text)]))
        begin = after
    return tuple(lines)


class Ground:
    """The raw file under the clean text: where a place in the one lies in the other, and on which line.

    Lines are counted from 1; a break is CRLF, CR or LF; a last line without a break counts.
    """

    def __init__(self, raw: str, changes: Sequence[Change]) -> None:
        self.raw = raw
        self.changes = changes
        self.starts = starts(raw)
        if len(self.starts) > 1 and self.starts[-1] == len(raw):
            self.starts.pop()
        self.lines = len(self.starts) if raw else 0
        grown = accumulate(len(change.after) - (change.end - change.start) for change in changes)
        self._shifts = [0, *grown]
        self._begins: list[int] | None = None
        self._edges = [change.start + shift for change, shift in zip(changes, self._shifts, strict=False)]

    def raw_at(self, clean: int) -> int:
        """The raw position of the character at `clean`: after all that was taken out just before it."""
        index = bisect_right(self._edges, clean)
        if not index:
            return clean
        change = self.changes[index - 1]
        if clean < self._edges[index - 1] + len(change.after):
            return change.start
        return max(change.end, clean - self._shifts[index])

    def clean_at(self, index: int) -> int:
        """Where in the clean text the change with this index stands."""
        return self._edges[index]

    def line_of(self, raw: int) -> int:
        """The number of the raw line that holds the raw position."""
        return bisect_right(self.starts, raw) if self.lines else 0

    def line_at(self, clean: int) -> int:
        """The number of the raw line that the clean position comes from."""
        return self.line_of(min(self.raw_at(clean), max(len(self.raw) - 1, 0)))

    def slice(self, first: int, last: int) -> tuple[str, tuple[Change, ...]]:
        """The raw lines `first` to `last`, and the changes inside them in positions of that slice.

        A change that reaches over the edge is cut there: its result goes with the part that holds its first character.
        """
        if first <= 1 and last >= self.lines:
            return self.raw, tuple(self.changes)
        begin = self.starts[first - 1] if first <= len(self.starts) else len(self.raw)
        end = self.starts[last] if last < len(self.starts) else len(self.raw)
        inside: list[Change] = []
        for change in self.changes[self._first(begin) :]:
            if change.start > end or (change.start == end and end < len(self.raw)):
                break
            if begin < change.start and change.end < end:
                low, high = change.start - begin, change.end - begin
                inside.append(Change(low, high, change.before, change.after, change.rule, change.sure))
                continue
            low, high = max(change.start, begin), min(change.end, end)
            if low > high or (low == high and change.start < change.end):
                continue
            after = change.after if change.start >= begin else ""
            before = change.before[low - change.start : high - change.start]
            inside.append(Change(low - begin, high - begin, before, after, change.rule, change.sure))
        return self.raw[begin:end], tuple(inside)

    def _first(self, begin: int) -> int:
        if self._begins is None:
            self._begins = [change.start for change in self.changes]
        index = bisect_right(self._begins, begin)
        while index and self.changes[index - 1].end >= begin:
            index -= 1
        return index
