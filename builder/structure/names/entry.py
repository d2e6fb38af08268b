"""What a text names. First working version: offices before names, 《works》, numbers, events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Citation, Person

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤罗毕郝安常傅齐康伍余元孟黄穆萧尹姚邵汪毛狄戴宋庞熊纪项董梁杜阮蓝闵季贾江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁荀甄储靳段侯武刘龙叶黎卓蒲白池谭申冉桑边尚温庄柴瞿阎习艾向古易廖耿欧匡文寇关聂曾沙丰游祝师卜时景翟孙虎"
_NAME = rf"(?:[{_SURNAMES}][一-龥]{{1,2}})"
_OFFICE = r"(?:书记|市长|区长|县长|省长|局长|主任|主席|部长|常委|秘书长)"
_TITLED = re.compile(rf"([一-龥、]{{0,12}}{_OFFICE})({_NAME})(?=[，。、；：指强要表出主带到对在作等\s])")
_WORK = re.compile(r"《([^《》\n]{2,80})》")
_NUMBER = re.compile(r"([一-龥]{1,10})[〔\[（(【［]((?:19|20)\d\d)[〕\])）】］](?:第)?(\d{1,4})号")
_EVENT = re.compile(r"[“\"](\d{1,2})[·•・.](\d{1,2})[”\"]")


@dataclass(frozen=True, slots=True)
class Names:
    """What a text names, each in order of first mention."""

    people: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    events: tuple[str, ...] = ()


def names(plain: str, credits: Sequence[str] = ()) -> Names:
    """Everything that `plain` (one paragraph to a line) names; `credits` are the names of its makers."""
    people: dict[str, dict[str, None]] = {}
    for match in _TITLED.finditer(plain):
        people.setdefault(match[2], {})[match[1].strip("、")] = None
    works = [Citation(name, "work") for name in dict.fromkeys(_WORK.findall(plain))]
    numbers = dict.fromkeys(f"{m[1]}〔{m[2]}〕{m[3]}号" for m in _NUMBER.finditer(plain))
    events = dict.fromkeys(f"“{m[1]}·{m[2]}”" for m in _EVENT.finditer(plain))
    return Names(
        tuple(Person(name, tuple(offices)) for name, offices in people.items()),
        cites=(*works, *(Citation(name, "number") for name in numbers)),
        events=tuple(events),
    )
