"""The office that stands before a name, as printed: how far to the left it reaches.

An office ends in one of the words of `offices.txt`. To its left it takes in the place and the body it belongs to
(二七区委书记, 市应急管理局局长) up to a mark, a verb or a particle, and the offices joined to it by `、`
(市委副书记、市长).
"""

from __future__ import annotations

from functools import lru_cache

from builder.model.late import late
from builder.structure.names.places import ALONE, FULL
from builder.structure.names.tables import CREDITS, HEADS, OFFICES, lengths_by_end

_LENGTHS = lengths_by_end(OFFICES | HEADS | CREDITS)
_REACH = 22
# Words that end what an office belongs to. Single characters only where they stand in no name of a body.
_STOP = late(
    r"由|的|了|着|过|[我你他她叫]|据|让|请|被|把|从|给|是|在|称|说|会见|会晤|会谈|出席|邀请|任命|选举|担任|兼任|"
    r"当选|接受|免去|获悉|记者|通讯员|上午|下午|晚上|"
    r"中午|当天|今天|昨天|当日|近日|日前|首先|随后|最后|现场|会上|会议|明确|听取|陪同|来到|前往|参加|召开|主持|表示|"
    r"指出|强调|介绍|带领|率领|"
    r"(?<!卫生)(?<!贸易)(?<!世卫)组织(?!部|委员)|协同|其中|包括|以及|还有|历任|先后|分别|同时|期间|根据|按照|引述|"
    r"报导|报道|得到|受到|邀|拥护|推选|补选|增补|提名|原来|目前|现年|今年|岁|"
    r"[日月年](?!报|照|轻|光)|随着|通过|交由|沉痛|悼念|著名|知名|青年(?=演|作|教|画|歌)|资深|优秀|缅怀|追忆|可惜|"
    r"拥有|(?<!所)有|向(?!阳)|对(?!外|台)|为|并|等(?!级)|到|与会|以(?!色列)|将"
)
_AND = late(
    r"(?:[和与同]|(?<!埃)及)(?!规划|信息化|社会保障|城乡|改革|计划|旅游|体育|安全|林业|草原|农村|移民|退役|法制|"
    r"文物|广|人力|水|生态|社会|建设)"
)
_OPENS = late(
    r"中共|中央|国家|全国|国务院|党委|党组|党总支|党支部|"
    r"(?<![城地社园山灾辖小郊校景各全我本该街矿库牧林])[省市区县镇乡州旗村](?![场民面域情里])|原|时任|"
    r"常务|第一|副|总|办公室|分管|政协|人大|支队|大队|集团|公司|本市|我[省市区县]|纪委|监委"
)


def core_start(text: str, end: int, words: frozenset[str]) -> int:
    """Where the longest of `words` (some of the offices, heads, credits) that ends at `end` starts, or -1."""
    for length in _LENGTHS.get(text[max(end - 2, 0) : end], ()):
        if length <= end and text[end - length : end] in words:
            return end - length
    return -1


def office_start(text: str, core: int) -> int:
    """Where the office starts whose own word (书记) stands at `core`, with the offices joined to it.

    >>> text = "市委明确由市委常委、市纪委书记师维、副市长王继周牵头"
    >>> text[office_start(text, 13):15], text[office_start(text, 18):21]
    ('市委常委、市纪委书记', '副市长')
    """
    start = _one_start(text, core)
    while start > 2 and text[start - 1] in "、兼":
        core = core_start(text, start - 1, OFFICES)
        if core < 0:
            break
        start = _one_start(text, core)
    return start


_RUN = late(r"[^\W_]*+")
_BEHIND_FIRST = frozenset(" 　\t（(")
_BEHIND = late(r"[ 　\t]{1,8}([一-龥、]{2,30})(?=[\n；;，,（(]|$)|[（(]([^（）()\n]{2,24})[）)]")


def phrase_behind(text: str, at: int) -> str:
    """The office behind a name, apart by blanks or in brackets: 王一  县委书记; 王一（县委书记）."""
    match = _BEHIND.match(text, at) if text[at : at + 1] in _BEHIND_FIRST else None
    phrase = (match[1] or match[2]) if match else ""
    return phrase if phrase and core_start(phrase, len(phrase), OFFICES) >= 0 else ""


def _one_start(text: str, core: int) -> int:
    before = text[max(core - _REACH, 0) : core]
    run = _RUN.match(before[::-1])
    length = run.end() if run else 0
    return core - length + _reaches(before[len(before) - length :], length < _REACH)


@lru_cache(maxsize=8192)
def _reaches(window: str, whole: bool) -> int:
    """How far into `window` what an office belongs to starts; `whole` says that a mark stands before the window."""
    cut = 0
    for match in _STOP.finditer(window):
        cut = match.end()
    for match in _AND.finditer(window, cut):
        cut = match.end()
    opens = _OPENS.search(window, cut)
    if cut < len(window) and window[cut].isdigit():
        return opens.start() if opens else len(window)
    if _starts_with_place(window[cut:]):
        return cut
    if opens and (opens.start() == cut or len(window) - cut > 8):
        return opens.start()
    if (whole or cut) and len(window) - cut <= 12:
        return cut
    return opens.start() if opens else len(window)


def _starts_with_place(text: str) -> bool:
    """Whether what an office belongs to starts with a place (北京市海淀区人民法院)."""
    return any(text[:length] in FULL or text[:length] in ALONE for length in range(2, min(len(text), 8) + 1))
