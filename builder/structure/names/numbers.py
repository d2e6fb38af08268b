"""Document numbers (发文字号): an issuer's code, a year in brackets, a running number; and the numbered orders of
state.

All brackets and widths in use are folded to one spelling, 国发〔2022〕12号. What stands before the code (根据, 转发)
is cut off: a code is at most ten characters and ends where such a word ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Citation
from builder.model.late import late
from builder.structure.names.works import role_of

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = late(
    r"[〔\[［【(（〖﹝{] ?([1２2][9９0０][0-9０-９]{2}|[5-9][0-9])年? ?[〕\]］】）)〗﹞}] ?(?:字?第)? "
    r"?([0-9０-９]{1,5}) ?号"
)
_OF = late(r"[（(][一-龥]{1,2}[）)]$")  # （灵）应急罚〔2022〕15号
_CODE = late(r"[一-龥](?:[一-龥 ]{0,15}[一-龥])? ?$")
_CASE = late(
    r"[〔\[［(（] ?((?:19|20)[0-9]{2}) ?[〕\]］)）] ?([一-龥]{1,2}[0-9]{0,4}(?:民|刑|行|执|知|赔|破|商|财|认|监|强)"
    r"[一-龥]{0,4}) ?(?:第 ?)?([0-9]{1,6}) ?号"
)
_ORDER = late(
    r"(?:中华人民共和国)?((?:国务院|主席|[一-龥]{2,8}?(?:部|委员会|总局|总署|人民政府|省政府|市政府)|"
    r"全国人民代表大会常务委员会))令[ ]?[（(]?第?[ ]?"
    r"([0-9０-９]{1,4}|[一二三四五六七八九十百零〇]{1,7})[ ]?号"
)
# Words that stand before a code and are no part of it; the code starts behind the last of them.
_LEAD = late(
    r"根据|按照|依据|依照|遵照|参照|转发|印发|下发|发布|贯彻|落实|执行|关于|废止|修订|修改|替代|经由|文号|文件|通知|"
    r"结合|对照|遵循|原|的|和|与|及|在|由|以|即|见|号|"
    r"本|该|为|第|对|从|是|于|等|编号|名称|意见|办法|规定|决定|方案|条例|批复|函件|精神|要求|我们|制定|出台"
)


def numbers(text: str) -> Iterator[tuple[int, Citation]]:
    """(position, citation) for each document number.

    >>> [c.name for _, c in numbers("根据国发[2022]12号、豫政办（2021） 第 5 号和国务院令第493号")]
    ['国发〔2022〕12号', '豫政办〔2021〕5号', '国务院令第493号']
    """
    if "号" not in text:
        return
    for match in _YEAR.finditer(text):
        low = max(match.start() - 18, 0)
        code = _CODE.search(text[low : match.start()])
        name = code[0].replace(" ", "") if code else ""
        cut = max((lead.end() for lead in _LEAD.finditer(name) if lead.end() < len(name)), default=0)
        name = name[cut:].removesuffix("字")
        if not 2 <= len(name) <= 10:
            continue
        start = match.start() - len(name)
        place = _OF.search(text[max(start - 6, 0) : start])
        if place:
            name, start = place[0] + name, start - len(place[0])
        number = match[2].translate(_DIGITS).lstrip("0") or "0"
        role = role_of(text, start, match.end())
        yield start, Citation(f"{name}〔{match[1].translate(_DIGITS)}〕{number}号", "number", role)
    for match in _CASE.finditer(text):  # a court's: the year stands before the code
        yield match.start(), Citation(f"（{match[1]}）{match[2]}{match[3]}号", "number")
    if "令" not in text:
        return
    for match in _ORDER.finditer(text):
        issuer = match[1]
        cut = max((lead.end() for lead in _LEAD.finditer(issuer) if lead.end() < len(issuer) - 1), default=0)
        start = match.start(1) + cut
        name = f"{issuer[cut:]}令第{match[2].translate(_DIGITS)}号"
        yield start, Citation(name, "number", role_of(text, start, match.end()))
