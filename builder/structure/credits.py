"""Who made a document: reporters, correspondents, editors and the rest, wherever a page prints them.

Strategy: one grammar (`read_byline`) that accepts a piece of text only if all of it is roles and names; five places
where such a piece may stand:

    lead       本报讯（记者 王文军）6月20日…      read, and left where it is: it is part of the sentence
    own line   通讯员 林丹 · 【本报记者 张三】     read, and off the page
    the end    …参加调研。（记者 陈润）            read, and off the page
    run in     …安全保障。记者 景静 通讯员 张一弛   read, and off the page
    fields     作者：张三 编辑：李四                read by `fields`

Doubts: a name without a bracket or a line of its own must begin with a surname; a piece that is only nearly a byline
stays text. An office that stands as correspondent (通讯员 市应急局) is kept under its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model import Credit
from builder.model.document import Role
from builder.model.late import late
from builder.structure.layout import Line, words
from builder.structure.names.tables import DOUBLE_SURNAMES, RARE_SURNAMES, SURNAMES

_TABLE: dict[Role, str] = {
    "reporter": "记者 实习生 特派员",
    "correspondent": "通讯员 报道员 报道组 供稿",
    "author": "评论员 作者 撰稿 撰文 撰稿人 执笔 整理 记录 文 文字 文图 图文",
    "editor": "编辑 责编 编审 主编 编校 总编辑 监制 剪辑 制作 播音 主播 录音 导播 统筹 策划 美编 排版 制图",
    "reviewer": "审核 审稿 初审 复审 终审 一审 二审 三审 校对 审校",
    "issuer": "签发 签批",
    "photographer": "摄影 供图 摄影报道 图片 图 摄 视频",
    "translator": "翻译 译者 编译",
}
_ROLES = {word: role for role, row in _TABLE.items() for word in row.split()}
_BEFORE = (
    r"(?:本报|本社|本台|本网|本刊|全媒体|融媒体?|见习|实习|特约|首席|驻[\u4e00-\u9fff]{1,5}|新华社|中新社|"
    r"人民网|新华网|责任|值班|网络|"
    r"执行|文字|图片|摄影|视频|美术|版面|数字|[\u4e00-\u9fff]{2,6}(?:融媒体中心|融媒体|融媒|全媒体|日报|晚报|"
    r"晨报|商报|时报|报社|电视台|客户端))"
)
_ROLE = late(
    rf"(?:{_BEFORE} ?){{0,3}}(?P<role>"
    + "|".join(sorted(_ROLES, key=len, reverse=True))
    + r")(?:人)?(?P<sep> {0,2}[：:/] {0,2}| {1,3}|(?<=记者|讯员|习生)(?=[\u4e00-\u9fff]{2,4}(?:[ 、，/；）】]|$)))"
)
_FROM = late(r"^根据(?:录音|讲话|记录|录像)整理[，；]? {0,2}")
_REPORTS = late(r" {0,2}(?:(?<= )[\u4e00-\u9fff]{2,4})?(?:综合|摄影|整理)?报道$")
_PHOTOGRAPHS = late(r" (?:摄|摄影|供图)$")
_JOIN = late(r"[ \u3000\xa0、，,/；;和|&]+")
_SURNAMES = (
    SURNAMES
    | RARE_SURNAMES
    | frozenset(
        "趙錢孫鄭馮陳衛蔣韓楊呂張嚴魏謝鄒竇雲蘇範魯韋馬鳳賈婁湯羅畢鄔樂時齊顧黃穆蕭龐紀項閔麻強駱盧繆幹應賁鄧鬱單"
        "諸龔陸榮烏車甯厲劉葉韶"
        "薊賴藺喬陰聞莘黨譚貢勞酈邊莊閻連習魚慶"
    )
)
_COMPOUND = (*sorted(DOUBLE_SURNAMES), "歐陽", "司馬", "諸葛", "東方", "尉遲", "公孫")
_NAME = late(
    r"[\u4e00-\u9fff\u3400-\u4dbf]{2,4}|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}|"
    r"□?[\u4e00-\u9fff]{1,2}□?[\u4e00-\u9fff]?"
)
_OFFICE = late(
    r"[\u4e00-\u9fff]{2,16}(?:局|厅|部|委|办|院|站|队|社|台|报|网|中心|公司|大队|支队|小组|学校|大学|政府|办公室)$"
)
_LATIN = late(r"[A-Z][A-Za-z.'-]{0,20}(?: [A-Z][A-Za-z.'-]{0,20}){0,3}")
_NEVER_NAMES = words("手记 观察 调查 推荐 部落 协会 之家 家园 札记 连线 寄语 评论 漫谈 感言")
_NOT_NAMES = words(
    "报道 摄影报道 摄影 摄 文 图 文图 图文 整理 编辑 综合 讯 电 采写 采访 通讯员 记者 获悉 了解 从 今日 昨日 "
    "近日 发自 提供"
)
_LEAD = late(r"^(?P<paper>[^，。；：！？]{0,14}?)[（【〔](?P<by>[^（）【】]{2,60})[）】〕]")
_BARE_LEAD = late(
    r"^(?:本报|本台|本网)?讯 {1,3}(?P<by>(?:本报|全媒体|见习|实习|特约|首席)?记者[^，。；]{2,30}?) "
    r"{0,2}(?:报道|摄影报道)[：:，]?"
)
_END = late(
    r"(?:(?<=[。！？”」』）…])|^) {0,4}(?P<open>[（(【〔]?) {0,2}(?P<by>[^。！？（）【】]{4,60}?) "
    r"{0,2}[）)】〕]?[。 ]{0,2}$"
)
_AGENCY = late(
    r"[（【〔](?:[\u4e00-\u9fff]{2,4}社|本报)?记者(?P<by>[\u4e00-\u9fff]{2,4}?)(?:[/ "
    r"](?P<place>[\u4e00-\u9fff]{2,4})(?:综合)?报[导道]"
    r"|(?P<city>[\u4e00-\u9fff]{2})(?:\d{1,2}月)?\d{1,2}日(?:综合)?(?:外|专)?[电讯])[）】〕]"
)
_GATE = late(
    r"记者|通讯员|编辑|责编|播音|记录：|制作|审核|校对|译|整理：|签发|一审|初审|撰|供稿|摄|文/|图/|文：|作者|执笔|报道组|评论员"
)
_MARKS = " \u3000\xa0□■●○◎◆◇▲△★☆*·—–-【】（）()〔〕[]"


@dataclass(frozen=True, slots=True)
class Byline:
    """Credits found on a line, and the part of it that says so: off the page if `leaves`, else only read."""

    place: int
    start: int
    end: int
    credits: tuple[Credit, ...]
    leaves: bool


def read_byline(key: str, text: str, bracketed: bool = False) -> tuple[Credit, ...]:
    """The credits of a piece that is nothing but roles and names, () for any other.

    Where neither a bracket nor a colon says that names follow, they must begin with surnames.

    >>> [(credit.role, credit.name) for credit in read_byline("记者 景静 通讯员 张一弛", "记者 景静 通讯员 张一弛")]
    [('reporter', '景静'), ('correspondent', '张一弛')]
    >>> read_byline("记者在现场看到", "记者在现场看到")
    ()
    """
    key = key[: len(key) - len(tail[0])] if (tail := _REPORTS.search(key)) else key
    marks = list(_ROLE.finditer(key))
    if not marks or key[: marks[0].start()].strip(_MARKS + "、，/"):
        return ()
    makers: list[Credit] = []
    role: Role
    pending: list[Role] = []  # 文/图 张三: several roles, one name
    following: list[re.Match[str] | None] = [*marks[1:], None]
    for mark, after in zip(marks, following, strict=True):
        role = _ROLES[mark["role"]]
        end = after.start() if after else len(key)
        strict = not (bracketed or mark["sep"].strip())
        found = read_names(text[mark.end() : end].strip(_MARKS + "、，/；;|"), strict)
        if found is None and role == "correspondent" and _OFFICE.fullmatch(text[mark.end() : end].strip(_MARKS)):
            found = (text[mark.end() : end].strip(_MARKS),)
        if found is None:
            return ()
        if _PHOTOGRAPHS.search(key, mark.end(), end) and role == "reporter":
            role = "photographer"
        if not found and after is not None:
            pending.append(role)
            continue
        makers += [Credit(one, name) for name in found for one in dict.fromkeys((*pending, role))]
        pending = []
    return tuple(dict.fromkeys(makers))


def read_names(value: str, strict: bool = False) -> tuple[str, ...] | None:
    """The names in a list of names, () in an empty one, None where it holds anything else.

    >>> read_names("陈 杰 欧阳修文、李四")
    ('陈杰', '欧阳修文', '李四')
    >>> read_names("在现场看到") is None
    True
    """
    if not value:
        return ()
    if _LATIN.fullmatch(value):
        return () if strict else (value,)
    names: list[str] = []
    single = ""
    for piece in _JOIN.split(value):
        if not piece or piece in _NOT_NAMES:
            continue
        if len(piece) == 1 and "\u4e00" <= piece <= "\u9fff":
            single += piece
            if len(single) > 1:
                names.append(single)
                single = ""
            continue
        names.append(single + piece)
        single = ""
    if single or not all(is_name(name, strict) for name in names):
        return None
    return tuple(names)


def is_name(name: str, strict: bool = False) -> bool:
    """Whether this reads as a person's name, or (unless `strict`) as an office that signs like one."""
    if _NAME.fullmatch(name):
        if "·" in name or "□" in name:
            return True
        known = name[0] in _SURNAMES or name[:2] in _COMPOUND
        if name in _NEVER_NAMES:
            return False
        if len(name) < 4:
            return known or not strict
        if name[:2] in _COMPOUND or (name[0] in _SURNAMES and name[1] in _SURNAMES):
            return True
    return not strict and _OFFICE.fullmatch(name) is not None


def lead_byline(line: Line) -> Byline | None:
    """The byline inside a lead: 本报讯（记者 王文军）…, 【本报讯 记者 张三】…"""
    if _GATE.search(line.key, 0, 60) is None:
        return None
    if (found := _AGENCY.match(line.key)) and is_name(line.text[slice(*found.span("by"))], strict=True):
        start, end = found.span("by")
        return Byline(line.place, start, end, (Credit("reporter", line.text[start:end]),), leaves=False)
    for pattern in (_LEAD, _BARE_LEAD):
        if found := pattern.match(line.key):
            start, end = found.span("by")
            key = line.key[start:end]
            skip = re.match(r"(?:本报|本网|本台)?讯? {0,2}", key)
            begin = skip.end() if skip and "讯" in skip[0] else 0
            if makers := read_byline(key[begin:], line.text[start + begin : end], bracketed=True):
                return Byline(line.place, start, end, makers, leaves=False)
    return None


def bylines(lines: Sequence[Line]) -> Iterator[Byline]:
    """Every byline of an article's lines (no blank ones), in order; at most one to a line."""
    last = len(lines) - 1
    for number, line in enumerate(lines):
        tail = len(line.key) - 70
        if _GATE.search(line.key, max(0, tail)) is None and (tail <= 0 or _GATE.search(line.key, 0, 70) is None):
            continue
        if found := _own_line(line) or _at_end(line, near_end=number >= last - 1) or lead_byline(line):
            yield found


def _own_line(line: Line) -> Byline | None:
    if len(line.key) > 60 or "。" in line.key[:-1]:
        return None
    bare = line.key.strip(_MARKS + "。")
    bare = bare[found.end() :] if (found := _FROM.match(bare)) else bare
    start = line.key.find(bare)
    makers = read_byline(bare, line.text[start : start + len(bare)], bracketed=line.key[0] in "（【〔")
    return Byline(line.place, 0, len(line.text), makers, leaves=not _is_caption(makers)) if makers else None


def _at_end(line: Line, near_end: bool) -> Byline | None:
    size = len(line.key)
    window = max(0, size - 64)
    found = _END.search(line.key, window)
    while found and not found["open"] and (gate := _GATE.search(found["by"])) and gate.start() > 12:
        found = _END.search(line.key, found.start("by") + 1)
    if not found or not found.start():
        return None
    start, end = found.span("by")
    makers = read_byline(line.key[start:end], line.text[start:end], bracketed=bool(found["open"]))
    if not makers or (not near_end and not found["open"] and makers[0].role not in ("reporter", "correspondent")):
        return None
    return Byline(line.place, found.start(), size, makers, leaves=not _is_caption(makers))


def _is_caption(makers: Sequence[Credit]) -> bool:
    """Whether these made a picture alone: their names stay with it."""
    return all(one.role == "photographer" for one in makers)
