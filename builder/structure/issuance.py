"""The head and foot of official documents (GB/T 9704) and serials: who issued them, under which number, to whom.

Strategy: patterns for a whole line each. In the head of an article a mast is read line by line until the text begins;
in its foot the lists 送： 发： 抄送： and the note of printing, from the last line upwards. What is read here is
shown as such and is off the text, but for the addressee and the signature, which belong to the letter itself.

Doubts: a body's name alone on a line is the issuer only in a mast that also has an issue, a number or a date, or in a
signature above a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.model import Issuance
from builder.model.late import late
from builder.structure.dates import Stamp, find
from builder.structure.layout import Line, words

_NUMBER = late(
    r"(?:文号：? {0,2})?(?P<number>[\u4e00-\u9fffA-Za-z]{1,14}(?: ?[（(][\u4e00-\u9fff]{1,4}[）)])? {0,2}"
    r"[〔【［（(｛{] ?(?:1[89]|20)\d\d ?年?[〕】］）)｝}] {0,2}(?:第)? {0,2}[\d〇一二三四五六七八九十百]{1,5} {0,2}号)"
)
_BROKEN = late(  # a bracket lacks its other half, a figure is a letter, or there is none
    r"[\u4e00-\u9fff]{2,14} {0,2}"
    r"(?:[〔【［（｛{] {0,2}[12][\dOoQIl]{3} {0,2}年?[〕】］）｝}]?|[12][\dOoQIl]{3} {0,2}年?[〕】］）｝}])"
    r" {0,2}第? {0,2}[\dOoQIl]{0,5} {0,2}号"
)
_ORDER = late(
    r"[（(]?(?P<number>(?:[\u4e00-\u9fff]{2,30}(?:令|公告|通告) {0,3})?第 "
    r"{0,2}[\d〇一二三四五六七八九十百]{1,5} {0,2}号"
    r"|[〔（【](?:19|20)\d\d[〕）】] {0,2}第? {0,2}\d{1,4} {0,2}号)[）)]?"
)
_SIGNER = late(r"(?<! ) {2,}+签发人[：:] {0,2}(?P<name>[\u4e00-\u9fff ]{2,8})$")
_ISSUE = late(
    r"[（(【〔]?(?:(?:1[89]|20)\d\d ?年? {0,2})?(?P<issue>(?:[\u4e00-\u9fff“”]{0,14} {0,2})?(?:总 ?)?第? "
    r"{0,2}[\d〇零一二三四五六七八九十百]{1,5} {0,2}期"
    r"(?: {0,2}[（(][^（）()]{1,30}[）)])?)[）)】〕]?"
)
_SERIAL = late(
    r"[\u4e00-\u9fff“”《》·\d ]{2,26}?(?:简报|通报|快报|专报|情况反映|要情|简讯|工作动态|动态|通讯|内参|专刊|"
    r"月报|旬报|季报|参阅|"
    r"工作情况|信息|公报|会刊|参考|文摘|汇编)"
)
_BODY = late(
    r"(?:中共|中国|中华)?[\u4e00-\u9fff（）“”·]{2,36}(?:办公室|委员会|人民政府|指挥部|领导小组|政府|办公厅|"
    r"常委会|常务委员会|工作组|专班|[市省县区家国]委|"
    r"局|厅|部|署|委|院|处|科|中心|协会|学会|联合会|总工会|总队|支队|大队|集团|公司|大学|学院|法院|检察院|"
    r"银行|党组|党委|支部|编辑部|"
    r"报社|督导室|研究室|政研室|村委会|社区|工作站|派出所)(?: {0,2}(?:主办|编印|编|印|办|印发))?"
)
_RED = late(r"(?P<body>[\u4e00-\u9fff（）]{4,36}?)(?P<kind>文件|函)(?: {0,2}[（(].{1,12}[）)])?")
_COPIES = late(r"(?:抄 ?送|抄 ?报|报 ?送|分 ?送|主 ?送|发 ?送|送|报|发)(?:机关|单位)?：(?P<to>.{2,})")
_PRINTED = late(
    r".{0,40}[\d一二三四五六七八九十]日 {0,2}(?:印发|印制|印)|（?共印 ?\d{1,5} ?份）?|（?此件(?:主动|依申请|"
    r"不予)?公开(?:发布)?）?|主题词：.{1,60}"
)
_ADDRESSED = late(
    r"(?:各|市|省|县|区|州|有关|局|各[\u4e00-\u9fff]{1,12}|你).{0,300}[：:]$|"
    r"[\u4e00-\u9fff、，（）]{2,80}(?:局|厅|委|部|府|单位|部门|公司|办|院|处|会)[：:]$"
)
_EDITION = late(
    r"(?P<edition>(?:(?:第 {0,2})?[A-Z]?\d{1,5}|(?<![转接])第 {0,2}[一二三四五六七八九十]{1,3}) {0,2}版)"
    r"(?: {0,2}[：:] {0,2}(?P<name>[\u4e00-\u9fff·]{2,10}))?"
)
_PAPER = late(
    r"(?P<paper>(?![据见摘])[\u4e00-\u9fff]{2,12}(?:日报|晚报|早报|晨报|商报|时报|都市报|法治报|法制报|导报|周报|青年报|"
    r"工人报|科技报|报))"
)
_PAGE_CUT = late(r"[ |·/《》（）—-]+")
_PAGE_WORDS = words("数字报 数字报纸 电子版 电子报 数字报刊平台 星期")
_WEEKDAY = late(r"(?:星期|周)[一二三四五六日天]|农历[\u4e00-\u9fff]{2,12}")
_STAFF = late(
    r"(?:责任编辑|值班编委|责编|编辑|美编|版式|校对|审读)[：: ]{0,2}[\u4e00-\u9fff]{2,3}(?= |$)|(?:电话|"
    r"热线)[：: ]{0,2}[\d-]{7,13}|(?:E-mail|邮箱)[：: ]?\S{5,40}",
    re.I,
)
_SENTENCE = late(r"[。；！？]")


@dataclass(frozen=True, slots=True)
class Mast:
    """What the head or foot said, and the lines it said it on, each with its rule. `paper` is a newspaper's name.

    `stamps` are the dates in it: the line's place, the date as printed, and as read.
    """

    issuance: Issuance
    taken: tuple[tuple[int, str], ...] = ()
    paper: str = ""
    signer: str = ""
    stamps: tuple[tuple[int, str, Stamp], ...] = ()


_NO_MAST = Mast(Issuance())


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that a newspaper prints above its page: name, date and number, in any order and nothing else."""

    paper: str = ""
    edition: str = ""
    date: Stamp | None = None


def broken_number(line: Line) -> bool:
    """Whether a line is the number of an official document, too damaged to be read as one: 东政发〔2022 12号."""
    key = line.key
    return len(key) <= 40 and key[-1:] == "号" and _NUMBER.fullmatch(key) is None and _BROKEN.fullmatch(key) is not None


def page_line(line: Line) -> PageLine | None:
    """What a page's own line says, None for any other line.

    >>> from builder.structure.layout import lay_out
    >>> found = page_line(lay_out("东河日报 2022年4月7日 星期四 第2版：要闻", 0)[0])
    >>> found.paper, found.edition, found.date.edtf
    ('东河日报', '第2版：要闻', '2022-04-07')
    """
    key = line.key
    if not 4 <= len(key) <= 60 or "。" in key:
        return None
    stamp = next(find(key), None)
    if stamp is not None and (stamp.edtf.count("-") != 2):
        return None
    rest = key if stamp is None else f"{key[: stamp.start]} {key[stamp.end :]}"
    rest = _WEEKDAY.sub(" ", rest)
    paper = edition = ""
    if found := _EDITION.search(rest):
        edition = found["edition"] + (f"：{found['name']}" if found["name"] else "")
        rest = rest[: found.start()] + " " + rest[found.end() :]
    pieces = [word for word in _PAGE_CUT.split(_STAFF.sub(" ", rest)) if word]
    papers = [word for word in pieces if _PAPER.fullmatch(word) and not _SERIAL.fullmatch(word)]
    paper = papers[0] if papers else ""
    said = sum(map(bool, (stamp, edition, paper)))
    others = [word for word in pieces if word != paper and word not in _PAGE_WORDS]
    if len(others) > (1 if said > 1 else 0) or any(len(word) > 4 for word in others):
        return None
    return PageLine(paper, edition, stamp) if paper or edition else None


def read_head(lines: Sequence[Line]) -> Mast:
    """The mast of an article: `lines` are its lines before the text, without blank ones."""
    if not lines:
        return _NO_MAST
    values: dict[str, str] = {}
    taken: dict[int, str] = {}
    paper = signer = ""
    waiting: list[Line] = []  # bodies and serials, which count only if the mast says more
    for line in lines:
        key = line.key
        if len(key) > 60 or _SENTENCE.search(key):
            continue
        if found := _SIGNER.search(key):
            signer, key = found["name"].replace(" ", ""), key[: found.start()].rstrip()
        if (found := _NUMBER.fullmatch(key) or _ORDER.fullmatch(key)) and "number" not in values:
            start, end = found.span("number")
            values["number"], taken[line.place] = line.text[start:end].strip(), "masthead"
        elif page := page_line(line):
            paper = paper or page.paper
            values.update({"edition": page.edition} if page.edition else {})
            taken[line.place] = "masthead"
        elif _ISSUE.fullmatch(key):
            values["issue"] = _issue(values.get("issue", ""), line.text)
            taken[line.place] = "masthead"
        elif (found := _RED.fullmatch(key)) and _BODY.fullmatch(found["body"]):
            values["issuer"], taken[line.place] = line.text[: found.end("body")], "masthead"
        elif _SERIAL.fullmatch(key) or _BODY.fullmatch(key) or dated_body(line):
            waiting.append(line)
    if values.keys() & {"issue", "number", "issuer"}:
        _settle(waiting, values, taken)
    stamps = tuple(_stamps(line) for line in lines if line.place in taken and _has_date(line))
    return Mast(Issuance(**values), tuple(taken.items()), paper, signer, stamps)


def _has_date(line: Line) -> bool:
    stamp = next(find(line.key), None)
    return stamp is not None and stamp.edtf.count("-") == 2


def _stamps(line: Line) -> tuple[int, str, Stamp]:
    stamp = next(find(line.key))
    return line.place, line.text[stamp.start : stamp.end], stamp


def _settle(waiting: Sequence[Line], values: dict[str, str], taken: dict[int, str]) -> None:
    """Give each waiting line of a real mast its meaning: a serial with an issue is the series, a body the issuer."""
    for line in waiting:
        body = dated_body(line)
        if "issue" in values and "series" not in values and _SERIAL.fullmatch(line.key):
            values["series"] = line.text
        elif "issuer" not in values and (_BODY.fullmatch(line.key) or body):
            values["issuer"] = re.sub(r" {0,2}(?:主办|编印|编|印|办)$", "", body or line.text)
        else:
            continue
        taken[line.place] = "masthead"


def dated_body(line: Line) -> str:
    """The body in `漯河市安委会办公室    2022年10月24日`, "" in any other line."""
    stamp = next(find(line.key), None) if line.key[-1:] == "日" else None
    if stamp is None or not stamp.edtf or stamp.end != len(line.key):
        return ""
    body = line.key[: stamp.start].strip()
    return line.text[: len(body)] if body and _BODY.fullmatch(body) else ""


def _issue(before: str, text: str) -> str:
    if not before:
        return text
    return before + text if text[:1] in "（【〔" else f"{before} {text}"


def read_foot(lines: Sequence[Line]) -> Mast:
    """The lists and the printing note at the end of an article; `lines` are its last lines, without blank ones."""
    copies: list[str] = []
    printing: list[str] = []
    taken: dict[int, str] = {}
    rest: list[Line] = []  # lines below a list that go on with it
    for line in reversed(lines):
        if len(line.key) > 400:
            break
        if _COPIES.fullmatch(line.key):
            rest = [] if line.key.endswith("。") else rest
            whole = "".join([line.text, *(one.text for one in reversed(rest))])
            copies.insert(0, whole)
            taken.update((one.place, "imprint") for one in (line, *rest))
            rest = []
        elif len(line.key) <= 60 and _PRINTED.fullmatch(line.key):
            printing.insert(0, line.text)
            taken[line.place] = "imprint"
        elif len(rest) < 3 and len(line.key) <= 120:
            rest.append(line)
        else:
            break
    if not taken:
        return _NO_MAST
    return Mast(Issuance(copies="\n".join(copies), printing="\n".join(printing)), tuple(taken.items()))


def addressee(lines: Sequence[Line]) -> str:
    """To whom a letter is addressed: the line with a colon that its text begins with, "" without one."""
    for line in lines[:3]:
        if line.key.endswith("：") and len(line.key) <= 300 and "。" not in line.key and _ADDRESSED.fullmatch(line.key):
            return line.text.rstrip("：:")
    return ""


def signature(lines: Sequence[Line]) -> tuple[str, int]:
    """Who signed an official text above its date, and the place of that date: ("", -1) where nobody did."""
    for above, line in pairwise(lines):
        if len(line.key) > 24 or not line.key.startswith(tuple("12一二民")):
            continue
        stamp = next(find(line.key), None)
        if stamp is None or not stamp.edtf or (line.key[: stamp.start] + line.key[stamp.end :]).strip("（） 印发"):
            continue
        if len(above.key) <= 40 and _BODY.fullmatch(above.key.replace(" ", "")):
            return above.text, line.place
    return "", -1


def is_body(key: str) -> bool:
    """Whether a line is the name of a body and nothing else."""
    return len(key) <= 40 and _BODY.fullmatch(key) is not None
