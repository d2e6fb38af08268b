"""Lines that say `label：value`: what a page, a gazette or an office prints about a document beside its text.

Strategy: a line is such a line only if nothing else stands on it: it opens with a label (or with a date that labels
follow), and what lies between two labels is a value. Sentences never are. Two forms are known: with a sign after the
label (`来源：…`, `【发布日期】…`), and the table of an official register, where a space does that work
(`成文日期 2020-06-08 发布日期 2020-06-08`); the second only with labels that no sentence begins with.

Doubts: 时间 and 日期 also open the lines of an invitation (时间：6月20日上午); they count only with a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.model.late import late
from builder.structure.credits import read_names
from builder.structure.dates import find
from builder.structure.layout import Line, words

# What each label means. The names on the left are Dublin Core where it has one, else the catalogue's own.
LABELS: Mapping[str, tuple[str, ...]] = {
    meaning: tuple("".join(rows).split())
    for meaning, rows in {
        "published": (
            "播出时间 播出日期 播发时间 "
            "发布时间 发布日期 发表时间 发表日期 发稿时间 发稿日期 刊发日期 刊登日期 公布日期 颁布日期 ",
            "发文日期 印发日期 公开日期 更新发布 发布 发表于 时间 日期",
        ),
        "written": ("成文日期 成文时间 写作时间 撰写日期 通过日期 签发日期 落款日期",),
        "effective": ("生效日期 施行日期 实施日期 实施时间 生效时间 执行日期",),
        "updated": ("更新时间 更新日期 修改时间 修订日期 最后更新",),
        "captured": ("采集时间 抓取时间 收录时间 存档时间",),
        "source": ("信息来源 文章来源 稿件来源 新闻来源 来源 稿源 转载自 摘自 出处",),
        "author": ("作者 撰稿 撰文 供稿 文 整理",),
        "reporter": ("本报记者 记者",),
        "correspondent": ("通讯员 报道员",),
        "editor": ("责任编辑 网络编辑 值班编辑 编辑 责编 编审 编校 主编 总编 录入 编",),
        "reviewer": ("审核 审稿 校对 校审 审校 复审 初审 终审 一审 二审 三审 复核",),
        "issuer_person": ("签发 签批",),
        "photographer": ("摄影 图 摄 供图",),
        "translator": ("译者 翻译 译",),
        "issuer": ("发布机构 发布单位 发文机关 发文机构 发文单位 制定机关 颁布单位 公布机关 印发机关",),
        "number": ("发文字号 发布文号 文件编号 文件字号 文号",),
        "title": ("信息名称 文件名称 公文标题 标题 名称",),
        "keywords": ("主题词 关键词 关键字 标签",),
        "description": ("摘要 内容提要 内容摘要 导读 概要",),
        "edition": ("版次 版面",),
        "issue": ("期号 期次",),
        "extra": (
            "索引号 信息索引号 主题分类 公文种类 公文时效 时效性 时效状态 有效性 所属类别 体裁分类 组配分类 ",
            "信息分类 服务对象 公开方式 公开范围 公开形式 公开属性 效力级别 效力状态 栏目 分类",
        ),
        "furniture": (
            "浏览次数 浏览量 浏览 点击次数 点击量 点击数 点击率 点击 阅读次数 阅读量 阅读数 阅读 ",
            "访问次数 访问量 查看次数 人气 评论数 评论 字体大小 字体 字号 视力保护色 保护视力色 ",
            "语音播报 分享到 分享至 分享 打印本页 打印 责任 背景色",
        ),
    }.items()
}
_MEANING = {label: meaning for meaning, labels in LABELS.items() for label in labels}
_SPACED = "|".join(
    " {0,4}".join(label) for label in sorted((label for label in _MEANING if len(label) > 1), key=len, reverse=True)
)
_SINGLE = "|".join(label for label in _MEANING if len(label) == 1)
_SIGNED = late(rf"(?:【({_SPACED})】：?|(?<![\u4e00-\u9fff])({_SPACED}|{_SINGLE}) {{0,2}}[：】|丨]| {{0,2}}(发表于) )")
_SIGN = late("[：】|丨]")
_ACCOUNT = late(
    r"(?:原创 {1,3})?(?:\S{2,20} {1,3}){0,2}(?P<name>\S{2,20}) {1,3}(?P<date>(?:19|"
    r"20)\d\d[-年/]\d{1,2}[-月/]\d{1,2}日?(?: {1,3}\d\d：\d\d)?)"
    r"(?: {1,3}发表于 ?\S{2,8})?"
)
_PERSONS = ("author", "reporter", "correspondent", "editor", "reviewer", "issuer_person", "photographer", "translator")
_TABLE_LABELS = [
    label
    for meaning in ("written", "effective", "issuer", "number", "extra", "published", "title")
    for label in LABELS[meaning]
    if len(label) >= 4 or label in ("标题", "文号", "名称", "索引号", "有效性", "时效性")
]
_TABLE = late(
    r"(?:(?<=[ |])|^)("
    + "|".join(" {0,4}".join(label) for label in sorted(_TABLE_LABELS, key=len, reverse=True))
    + r")[：】]?[ |]+"
)
_TAIL = late(r"[ |【](?:(?:我要评论|我来说两句|打印|关闭|收藏|纠错|大|中|小|字号|复制链接)[】 |]{0,9}){1,30}$")
_TRIM = " 　|丨/,，;；、。·•"
_WEAK = words("时间 日期 发布 文 图 编 译 摄 名称 分类 栏目 评论 阅读 责任 打印")
_SENTENCE = late("[，。？！；：,?!]")
_LONGEST = 160


_BLANK = late(rf"(?:(?!记者|主持)(?:{_SPACED}) {{0,2}}： {{0,8}}){{1,6}}")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing said about a document: what it means, the label as printed, the value, and the line it stands on."""

    meaning: str
    label: str
    value: str
    place: int


def read_fields(line: Line) -> tuple[Field, ...]:
    """The fields of one line, () where it is anything but a line of fields."""
    key = line.key
    if not 4 <= len(key) <= _LONGEST:
        return ()
    posted = "发表于" in key
    if (posted or "原创" in key) and (post := _ACCOUNT.fullmatch(key)):
        return _account(line, post)
    signed = list(_SIGNED.finditer(key)) if posted or _SIGN.search(key) else []
    marks = signed or (list(_TABLE.finditer(key)) if " " in key else [])
    if not marks:
        return ()
    before = _before(line, marks[0].start())
    if before is None:
        return ()
    fields = list(before)
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        label = next(group for group in mark.groups() if group).replace(" ", "")
        end = after.start() if after else len(key)
        if after is None and (tail := _TAIL.search(key, mark.end())):
            end = tail.start()
        value = _unbracketed(line.text[mark.end() : end].strip(_TRIM))
        fields.append(Field(_MEANING.get(label, "published"), label, value, line.place))
    return tuple(fields) if _whole(fields, key) else ()


def is_blank(line: Line) -> bool:
    """Whether a line is a form that nobody filled in: 来源：　作者："""
    return line.key.endswith("：") and len(line.key) <= 60 and _BLANK.fullmatch(f"{line.key} ".strip()) is not None


def _account(line: Line, post: re.Match[str]) -> tuple[Field, ...]:
    """The line under a post of a public account: 原创 张三 东河发布 2022-07-16 18:00 发表于河南."""
    name, date = (line.text[slice(*post.span(group))] for group in ("name", "date"))
    return Field("source", "", name, line.place), Field("published", "", date, line.place)


def _before(line: Line, stop: int) -> tuple[Field, ...] | None:
    """What stands before the first label: nothing, a date, or the name of who posted; None where it is a sentence."""
    lead = line.key[:stop].strip(" |[【〔（·•").rstrip()
    if not lead:
        return ()
    stamps = [stamp for stamp in find(lead) if stamp.edtf]
    if len(stamps) == 1 and len(lead) - (stamps[0].end - stamps[0].start) <= 4:
        return (Field("published", "", lead[stamps[0].start : stamps[0].end], line.place),)
    if "发表于" in line.key and len(lead) <= 16 and "，" not in lead:
        return (Field("author", "", line.text[:stop].strip(), line.place),)
    return None


def _whole(fields: Iterable[Field], key: str) -> bool:
    """Whether these can be fields and not a sentence with a colon in it."""
    fields = list(fields)
    if any(one.meaning in _PERSONS and one.label and not _is_person(one) for one in fields):
        return False
    if "。" in key and not key.endswith("。"):
        return False
    if len(fields) == 1 and fields[0].label in _WEAK:
        value = fields[0].value
        if fields[0].meaning == "published":
            return any(stamp.edtf for stamp in find(value)) and len(value) <= 30
        return len(value) <= 20 and "，" not in value
    return all(len(one.value) <= 60 or one.meaning in ("title", "description", "keywords", "extra") for one in fields)


def _is_person(field: Field) -> bool:
    """Whether a value can say who made something: names; and, but for the speakers of an interview, any short word."""
    if read_names(field.value, strict=True) is not None:
        return True
    return field.meaning != "reporter" and len(field.value) <= 12 and not _SENTENCE.search(field.value)


def _unbracketed(value: str) -> str:
    """A value without a bracket that was opened before its label: （来源：新华社）."""
    return value[:-1].rstrip(_TRIM) if value[-1:] in "）】)]" and not set(value) & set("（【([") else value
