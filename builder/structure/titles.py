"""What a document is called: 引题 (kicker), 主题 (title), 副题 (subtitle); or the title that an archivist supplies.

Strategy: the lines above the text are the headline block. A line reads as *news* (二七区召开疫情防控工作会议: somebody
does something) or as a *call* (查漏补短压实责任 从严从细抓好落实: verbs without a subject). News is the title;
calls above it are its kicker, below it its subtitle, on lines of their own or after a space. A block of
calls alone, or a line whose parts are all of one kind, is one title with its space. Lines that a break has torn are
put together first.

Doubts: where neither reading is plain, the first line is the title and the rest stays text. A supplied title is the
first clause of the lead that tells something, and is marked as supplied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from builder.model.late import late
from builder.structure.articles import lead_end
from builder.structure.issuance import is_body
from builder.structure.layout import Line, fold

_CALL = late(
    r"(?:确保|坚决|坚定|坚守|坚持|全力|全面|全员|合力|筑牢|筑起|守牢|守护|守住|守好|精准|扎实|切实|从严|从细|"
    r"从快|查漏|补短|压实|压紧|时刻|始终|牢固|牢记|牢牢|做好|做实|做细|"
    r"抓好|抓实|抓细|抓紧|狠抓|打好|打赢|打造|加快|加强|加大|推动|推进|奋力|努力|着力|强化|深化|优化|提升|"
    r"提高|统筹|凝心|凝聚|共同|共建|共筑|携手|聚焦|聚力|围绕|紧盯|紧扣|"
    r"突出|落实|落细|严防|严格|严守|严肃|开创|谱写|营造|创新|助力|不断|持续|深入|进一步|高质量|高标准|高效|以|"
    r"把|让|为|用|向|层层|防范|防患|防风险|保安全|保障|保护|服务|履行|"
    r"担当|绷紧|拧紧|织密|夯实|畅通|激发|发挥|勇|敢|不忘|不负|一以贯之|千方百计|毫不|决不|绝不|切莫|警钟|"
    r"未雨绸缪|慎终如始|齐心|同心|众志成城|弘扬|传承|践行|贯彻|争当|争创|力争|再)"
)
_NEWS = late(
    r"召开|举行|举办|开展|调研|督导|督查|督察|检查|暗访|走访|慰问|看望|主持|出席|会见|部署|启动|开幕|闭幕|"
    r"揭牌|开工|竣工|签约|培训|演练|座谈|视察|考察|"
    r"听取|研究|传达|学习|发布|印发|荣获|获评|入选|当选|任命|通过|表彰|约谈|通报|会议|大会|例会|活动|赴|"
    r"到.{2,12}(?:调研|检查|指导)|指导|宣讲|授牌|上线|通车|投用"
)
_OFFICIAL = late(
    r"(?:通知|决定|意见|办法|条例|规定|方案|预案|报告|批复|复函|函|通报|公告|通告|纪要|细则|规划|计划|要点|"
    r"讲话|致辞|公报|命令|令|措施|制度|章程|规则|标准|清单|总结|倡议书|公开信|说明|解读|目录|名单|实施纲要|"
    r"纲要)"
    r"(?: ?[（(].{1,24}[）)])?$"
)
_TORN_END = late(r"[、，《“（和与及暨的在对为将把被从向于以]$|(?:关于|印发|转发|加强|进一步|推进|开展|召开|做好|实施)$")
_TORN_START = late(r"^(?:[、，》”）的和与及暨]|工作的|通知$|的通知|的意见|的决定|实施办法$|方案》|》的|若干)")
_EVENT_END = late(r"(?:召开|举行|举办|开幕|闭幕|启动|成立|落幕|揭晓|出台)$")
_DASH = late(r"^(?:[—–-]{1,3}|──?)\s{0,2}")
_TIME = late(
    r"^(?:(?:据(?:悉|了解|介绍|报道)|据(?:《[^《》]{2,16}》|[\u4e00-\u9fff]{2,16}?)(?:消息|报道|通报)|"
    r"近日|日前|昨日|昨天|今日|今天|近期|当日|连日来|近年来|今年以来|目前|截至目前|上午|下午|晚上?|凌晨|"
    r"记者(?:从.{2,30}(?:获悉|了解到))?|"
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚上?|中午|凌晨|傍晚|清晨|夜间)?"
    r"(?:\d{1,2}[时点](?:\d{1,2}分)?)?(?:许|左右)?|"
    r"\d{4}年(?:\d{1,2}月|年?[初底末]|年中)?|(?:\d{1,2}月)?(?:上旬|中旬|下旬|初|底))"
    r"(?![的度第以]|[\u4e00-\u9fff]?来)[，, ]{0,2}){1,4}"
)
_LABEL = late(r"^[【〔（](?:导读|摘要|核心提示|内容提要|提要|编者按|导语)[】〕）] {0,2}[：]?")
_STOP = late(r"[，。；：！？]")
_SITE = late(r"(?:(?<!\s)\s++)?[_|｜»›]\s*|(?<!\s)\s++[-–—]{1,2}\s+|--|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_PLAIN = late(r"[\s\u3000，。、；：！？“”‘’《》〈〉（）()\[\]【】〔〕·—…,.;:!?\"'`*#_~—–-]+")
_HASH = late(r"[0-9a-f_-]{8,}|\d+|.{0,12}_?[0-9a-f]{12,}|IMG.*|index|README|未命名.*|新建.*|无标题.*", re.I)
_NAME_DATE = late(r"(?:\d{4}[-_.年]?\d{1,2}[-_.月]?\d{1,2}日?)")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline block read, and the places of its lines. `supplied` tells a title that no line of the file gives."""

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    places: tuple[int, ...] = ()
    supplied: bool = False


@lru_cache(maxsize=64)  # a document's title is asked for again and again
def bare(text: str) -> str:
    """A title as two titles are compared: no white space, no signs, one spelling."""
    return _PLAIN.sub("", fold(text)).casefold()


def headline(lines: Sequence[Line]) -> Headline:
    """The headline that these lines make: the block above the text, in order, without blank lines.

    >>> from builder.structure.layout import lay_out
    >>> found = headline(lay_out("某区召开防汛工作会议 确保安全度汛", 0))
    >>> found.title, found.subtitle
    ('某区召开防汛工作会议', '确保安全度汛')
    """
    groups = _mend([(line.text, (line.place,)) for line in lines])
    if not groups:
        return Headline()
    if len(groups) == 1:
        kicker, title, subtitle = _divide(groups[0][0])
        return Headline(title, kicker, subtitle, groups[0][1])
    main = _main(groups)
    title, places = groups[main]
    above = [(text, at) for text, at in groups[:main] if _kind(text) == "call"] if main <= 2 else []
    kicker = " ".join(text for text, _ in above) if len(above) == main else ""
    places = (*(place for _, at in above for place in at), *places) if kicker else places
    below: list[str] = []
    for text, at in groups[main + 1 : main + 3]:
        if not (_DASH.match(text) or (_kind(text) == "call" and _kind(title) != "call")):
            break
        below.append(_DASH.sub("", text))
        places = (*places, *at)
    if below:
        return Headline(title, kicker, " ".join(below), places)
    first, whole, last = _divide(title)
    return Headline(whole, " ".join(filter(None, (kicker, first))), last, places)


def _main(groups: Sequence[tuple[str, tuple[int, ...]]]) -> int:
    """Which line is the title: an official one, else the first that reads as news under calls, else the first."""
    for number, (text, _) in enumerate(groups[:4]):
        if _OFFICIAL.search(text) and ("关于" in text or number == 0):
            return number
    kinds = [_kind(text) for text, _ in groups[:3]]
    if kinds[0] == "call" and "news" in kinds:
        return kinds.index("news")
    return 0


def _kind(text: str) -> str:
    """`call`, `news` or "" where it is plainly neither: a call in every part, or news in the first."""
    text = _DASH.sub("", fold(text)).strip()
    parts = [part for part in text.split(" ") if part]
    if all(_CALL.match(part) for part in parts):
        return "call"
    return "news" if _NEWS.search(parts[0] if parts else "") and not _CALL.match(text) else ""


def _divide(text: str) -> tuple[str, str, str]:
    """(kicker, title, subtitle) of one line: divided at a space where news and calls meet there."""
    parts = [part for part in re.split(r"[ \u3000]+", text) if part]
    kinds = [_kind(part) for part in parts]
    if len(parts) > 1 and kinds[0] == "news" and all(kind == "call" for kind in kinds[1:]):
        return "", parts[0], " ".join(parts[1:])
    if len(parts) > 1 and kinds[-1] == "news" and all(kind == "call" for kind in kinds[:-1]):
        return " ".join(parts[:-1]), parts[-1], ""
    found = re.match(r"(.{4,60}?)\s?(?:——|——)\s?(.{4,60})$", text)
    if found and _kind(found[1]) == "news":
        return "", found[1], found[2]
    return "", text, ""


def _mend(groups: list[tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
    """Put together the lines of a headline that a break has torn; a line that repeats another goes with it."""
    mended: list[tuple[str, tuple[int, ...]]] = []
    for text, places in groups:
        last = mended[-1][0] if mended else ""
        if last and bare(last) == bare(text):
            mended[-1] = (last, (*mended[-1][1], *places))
        elif last and _torn(last, text):
            space = " " if last[-1:].isascii() and text[:1].isascii() and last[-1:].isalnum() else ""
            mended[-1] = (last + space + text, (*mended[-1][1], *places))
        else:
            mended.append((text, places))
    return mended


def _torn(above: str, below: str) -> bool:
    if _TORN_END.search(above) or _TORN_START.search(below):
        return True
    if any(above.count(left) > above.count(right) for left, right in ("《》", "“”", "（）", "()")):
        return True
    whole = _OFFICIAL.search(below) is not None and not _OFFICIAL.search(above)
    if whole and is_body(fold(above)):
        return True
    if _EVENT_END.search(below) and not _EVENT_END.search(above) and not _kind(above) and len(above) >= 8:
        return True
    return whole and ("关于" in above or below.startswith(("关于", "印发", "转发", "批转")))


def from_page(title: str, first: str = "") -> str:
    """A web page's `<title>` without its site: the part that the page's first line repeats, else its first long part.

    >>> from_page("市长检查防汛工作_某市人民政府网站"), from_page("首页 - 通知 - 关于放假的通知", "关于放假的通知")
    ('市长检查防汛工作', '关于放假的通知')
    """
    parts = [part.strip() for part in _SITE.split(title) if part.strip()]
    for part in parts:
        if first and bare(part) == bare(first):
            return part
    return next((part for part in parts if len(part) >= 6), max(parts, key=len, default=""))


def from_name(path: PurePosixPath) -> str:
    """A title from the name of the file, "" where the name says nothing: 20220104 某市通知.txt → 某市通知."""
    name = _NAME_DATE.sub("", path.stem).strip(" _-—.()（）[]")
    if _HASH.fullmatch(path.stem) or _HASH.fullmatch(name) or len(re.findall(r"[\u3400-\u9fff]", name)) < 4:
        return ""
    return name


def supply(line: Line, longest: int = 60) -> str:
    """A title for a text without one: the first clause of its first paragraph that tells something.

    >>> from builder.structure.layout import lay_out
    >>> supply(lay_out("本报讯（记者 张三）6月20日，市长李四主持召开防汛工作会议，传达有关精神。", 0)[0])
    '市长李四主持召开防汛工作会议'
    """
    key = line.key
    start = found.end() if (found := _LABEL.match(key)) else lead_end(key)
    while found := _TIME.match(key[start:]):
        start += found.end()
    start += len(key[start:]) - len(key[start:].lstrip("，。；：、！？）”’》| "))
    end = start
    for stop in _STOP.finditer(key, start):
        end = stop.start()
        told = end - start
        if told >= 12 or stop[0] in "。！？":
            break
    end = end if end > start else len(key)
    text = line.text[start:end].strip(" ，。；：,;:") or line.text
    return text if len(text) <= longest else text[: _cut(text, longest)].rstrip("，、；： ") + "…"


def _cut(text: str, longest: int) -> int:
    """Where to end a title too long: at the last sign before the limit, else at the limit."""
    for at in range(longest, longest // 2, -1):
        if text[at - 1] in "，、；： ":
            return at
    return longest
