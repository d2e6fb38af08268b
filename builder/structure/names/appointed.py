"""Names in appointments, résumés, and behind words that introduce a name."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.late import late
from builder.structure.layout import words
from builder.structure.names.boundary import has_shape, is_word, name_end
from builder.structure.names.offices import core_start
from builder.structure.names.scan import APPOINTS, CALLS, ELECTS, Scan
from builder.structure.names.seen import Seen
from builder.structure.names.tables import OFFICES

APPOINTMENTS = ("任命", "聘任", "提名", "免去", "免职", "增补", "补选", "推选", "选举", "追授", "追认", "接受", "批准")
ELECTED = ("当选", "位同志", "名同志")
_KIN = words("爷爷 奶奶 外公 外婆 姥爷 姥姥 父亲 母亲 爸爸 妈妈 哥哥 弟弟 姐姐 妹妹 丈夫 妻子 儿子 女儿 孙子 孙女")
CALLING = (
    "名叫",
    "名为",
    "叫做",
    "本名",
    "原名",
    "姓名：",
    "姓名:",
    "小名",
    "取名",
    *(kin + "叫" for kin in sorted(_KIN)),
)
_OFFICE = late(r"(?:同志)?(?:为|任|担任|兼任|的|辞去)?([一-龥、（）]{2,40}?)(?=职务|[，,。；;：:（\s]|$)")
_LINKED = ("为", "任", "担任", "兼任", "的", "同志", "辞去")
_RESUME = late(
    r"\n[ 　]*([一-龥]{2,4})(?:同志)?(?:[，,（(](?:男|女|生于|1[89]\d\d[年—\-－～]|现任|曾任|时任|现为|原任|中共党员|"
    r"汉族)|同志(?:生于|1[89]\d\d年))"
)
_NOW = late(r"[^\n]{0,60}?现任([一-龥、（）]{3,40}?)(?=[，,。；;\s]|$)")
_TO = late(r"\n[ 　]*([一-龥]{2,4})同志(?:任|为)([一-龥、（）]{2,40}?)(?=[，,。；;（\s]|$)")
_ELECTED = late(
    r"(?<![一-龥])([一-龥]{2,3}(?:、[一-龥]{2,3}){0,12})"
    r"(?:(?:[两二三四五六七八九十]{1,2}|等[0-9]{0,3})[名位]?同志|(?:同志)?(?:全票)?当选(?:为)?([一-龥]{2,20})?)"
)
_CALLED = late(rf"(?:{'|'.join(CALLING)})([一-龥]{{2,4}})(?=[，。、；\s）（])")


def appointed(scan: Scan) -> Iterator[Seen]:
    """任命王伟为教育局局长；李强为…; 免去赵刚的…职务."""
    text = scan.text
    for at in scan.pairs_at(APPOINTS):
        if text[at : at + 2] not in APPOINTMENTS:
            continue
        at = _past(text, at + 2, "：:了 　\n")
        while True:
            end, _ = name_end(text, at, rare=True)
            name = text[at:end]
            if not end or is_word(name) or not text.startswith(_LINKED, end):
                break
            office = _OFFICE.match(text, end)
            if not office:
                break
            yield Seen(name, "strong", _sound(office[1]))
            at = _past(text, office.end() + 2 * text.startswith("职务", office.end()), "；;，,、 　\n")


def transferred(lines: str) -> Iterator[Seen]:
    """王伟同志任…, at the start of a line."""
    for match in _TO.finditer(lines):
        if has_shape(match[1], True) and _sound(match[2]):
            yield Seen(match[1], "strong", match[2])


def _past(text: str, at: int, marks: str) -> int:
    while text[at : at + 1] and text[at] in marks:
        at += 1
    return at


def _sound(office: str) -> str:
    """The office if it ends like one, else ""."""
    return office if core_start(office, len(office), OFFICES) >= 0 else ""


def elected(scan: Scan) -> Iterator[Seen]:
    """郑国忠当选为镇长; 游勇辉、林美芳当选为副镇长; 谢波、杨景宪两名同志."""
    text = scan.text
    if not any(text.startswith(ELECTED, at) for at in scan.pairs_at(ELECTS)):
        return
    for match in _ELECTED.finditer(text):
        names = match[1].split("、")
        if all(has_shape(name, len(names) > 2) and not is_word(name) for name in names):
            for name in names:
                yield Seen(name, "strong", _sound(match[2]) if match[2] else "")


def in_resumes(lines: str) -> Iterator[Seen]:
    """王伟，男，1970年生; 陈勇，现任…; 李某（1889—1952）."""
    for match in _RESUME.finditer(lines):
        if has_shape(match[1], True) and not is_word(match[1]):
            now = _NOW.match(lines, match.end(1))
            yield Seen(match[1], "strong", _sound(now[1]) if now else "")


def called(scan: Scan) -> Iterator[Seen]:
    """爷爷名叫王长庚."""
    for match in scan.matches(_CALLED, CALLS, 1, 0):
        if has_shape(match[1], True) and not is_word(match[1]):
            yield Seen(match[1], "strong")
