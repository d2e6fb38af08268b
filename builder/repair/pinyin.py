"""Pinyin that mirror sites injected after characters, to look original: `市長(zhǎng)` → `市長`.

Strategy: a site that does this annotates characters outside GB 2312 (it made them itself, from a Simplified original),
each with one of its listed readings, and densely: one for every 9–56 characters. So the document decides, once, from
all its annotations. Where it is dense in them, each is judged by itself: the reading must belong to the character
before it, and the character must lie outside GB 2312.

Kept: genuine glosses (黼(fǔ), 章輋(shē)村, 般若(bōrě)), for they are few and mostly stand on characters of GB 2312;
words and names in brackets ((WHO), 科學(Science), 參數(n), 縣(市)); a primer that annotates every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import HAN
from builder.repair.draft import Draft, Rule
from builder.repair.readings import in_gb2312, is_reading
from builder.repair.shield import guard

NOTE = RuleNote(
    "pinyin",
    ("去掉插入的拼音", "去掉插入的拼音", "Injected pinyin taken out"),
    (
        "镜像网站在字后插入拼音，冒充原创；读音与字相符，且全文密布，才去掉。真正的注音保留。",
        "鏡像網站在字後插入拼音，冒充原創；讀音與字相符，且全文密布，才去掉。真正的注音保留。",
        "A mirror site put readings after characters to look original. Taken out where they belong to the character "
        "and fill the document; genuine glosses stay.",
    ),
    True,
)

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêɑɡăĕĭŏŭ"
_ANNOTATION = late(rf"[(（](?<=[{HAN}].)([{_LETTERS}]{{1,7}})[)）]")
_HAN = late(f"[{HAN}]")
_LEAST_DENSE = 120  # characters of Han text to one annotation: the sparsest page seen has 56
_LEAST_FOREIGN = 0.8  # share of annotated characters outside GB 2312: on every page seen it is 1


@lru_cache(maxsize=2)
def injections(text: str) -> tuple[tuple[int, int], ...]:
    """Where something in brackets is a reading of the character before it, and that character is outside GB 2312.

    >>> injections("章輋(shē)村的參數(n)，黼(fǔ)")
    ((2, 7),)
    """
    return tuple(m.span() for m in _read(text) if not in_gb2312(text[m.start() - 1]))


def _read(text: str) -> Iterator[re.Match[str]]:
    return (m for m in _ANNOTATION.finditer(text) if is_reading(text[m.start() - 1], m[1]))


def injected(text: str) -> bool:
    """Whether a mirror site filled this text with readings.

    >>> injected("市長(zhǎng)強(qiáng)調(diào)，會(huì)議要開"), injected("公交到章輋(shē)村站，穿過村子。")
    (True, False)
    """
    if not _ANNOTATION.search(text):
        return False
    outside = len(injections(text))
    if outside < 2 or outside < _LEAST_FOREIGN * sum(1 for _ in _read(text)):
        return False
    least = 30 if outside < 4 else _LEAST_DENSE
    return len(text) <= outside * least or len(_HAN.findall(text)) <= outside * least


def find(draft: Draft) -> Sequence[Change]:
    """The injected readings of a mirror page.

    >>> [change.before for change in find(Draft("市長(zhǎng)強(qiáng)調(diào)黼(fǔ)", mirror=True))]
    ['(zhǎng)', '(qiáng)', '(diào)']
    """
    if not draft.mirror:
        return []
    text = draft.text
    shield = guard(draft)
    return [
        Change(start, end, text[start:end], "", NOTE.name)
        for start, end in injections(text)
        if not shield.covers(start, end)
    ]


RULE = Rule(NOTE, find)
