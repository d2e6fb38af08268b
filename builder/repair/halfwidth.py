"""Half-width punctuation between Han characters, made full-width where it is damage: `会上,他说:` → `会上，他说：`.

Strategy: the document decides. Text whose commas were flattened by a converter or a PDF has 。 and 、 in full width and
hardly one ，; a writer who types half-width marks also types `.`, or mixes both, and is left alone. In a flattened
document a mark becomes full-width when it stands between Han characters (or their punctuation), on either side of a
quotation mark, or after Han at the end of a line; a bracket when it opens after or before Han and what it holds is Han.

Kept: numbers, times (15:17:26), Latin words, URLs, code, link syntax, `1.` and `(1)`, emoticons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model import Change, RuleNote
from builder.model.late import late
from builder.repair.classes import CJK, HAN
from builder.repair.draft import Draft, Rule
from builder.repair.shield import guard

NOTE = RuleNote(
    "half-width",
    ("半角标点改为全角", "半形標點改為全形", "Half-width punctuation made full-width"),
    (
        "全文句号、顿号都是全角，只有逗号等被工具压成了半角；只改汉字之间的标点。",
        "全文句號、頓號都是全形，只有逗號等被工具壓成了半形；只改漢字之間的標點。",
        "Full stops here are full-width, so the commas were flattened by a tool. Only between Han characters.",
    ),
    True,
)

_WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_GATE = late(rf"[{HAN}][,;:!?(]")
_HALF_COMMA = late(rf"[,;](?<=[{HAN}”》）)%0-9].)(?=[{HAN}“《（0-9])")
_FULL_COMMA = late("[，；]")
_FULL_STOP = late("[。、]")
_MARK = late("[,;:!?]+")
_BRACKETS = late(r"\(([^()\n]{1,80})\)")
_HAN = late(f"[{HAN}]")
_CJK = late(f"[{CJK}]")
_WORD = late("[0-9A-Za-z]")
_AFTER = " \t\r\n\u3000(（“‘《"
_LEAST = 3


def flattened(draft: Draft) -> bool:
    """Whether the document's commas were made half-width by a tool.

    >>> flattened(Draft("会上,大家学习文件、交流体会。他说,要落实,要坚持,不松懈。"))
    True
    >>> flattened(Draft("今天天气好,我们去公园.下午,回家,睡觉."))
    False
    """
    text, start = draft.text, draft.body_start
    half = len(_HALF_COMMA.findall(text, start))
    if half < (1 if draft.mirror else _LEAST) or not _GATE.search(text):
        return False
    full = len(_FULL_COMMA.findall(text, start))
    stops = len(_FULL_STOP.findall(text, start))
    if draft.mirror:
        return half > full
    return full * 12 <= half and stops * 4 >= half


def find(draft: Draft) -> Sequence[Change]:
    """Each mark that becomes full-width.

    >>> text = "记者(王文)报道,15:17:26,会议开始:大家学习、讨论,他说,要落实。"
    >>> "".join(change.after for change in find(Draft(text)))
    '（），，：，，'
    """
    if not flattened(draft):
        return []
    shield = guard(draft)
    text = draft.text
    found = sorted({*_marks(text, draft.body_start), *_brackets(text, draft.body_start)})
    return [Change(at, at + 1, text[at], _WIDE[text[at]], NOTE.name) for at in found if not shield.covers(at, at + 1)]


def _marks(text: str, start: int) -> Iterator[int]:
    """Where a mark stands that the Han characters around it make full-width."""
    for m in _MARK.finditer(text, start):
        at, end = m.span()
        before, after = text[at - 1 : at], text[end : end + 1]
        if before == ")" and _HAN.match(text[at - 2 : at - 1]):
            before = "）"
        if not before:
            continue
        if before.isascii():
            if (before.isalnum() or before == "%") and m[0] == "," and after and (_HAN.match(after) or after in "《“"):
                yield at
        elif _CJK.match(before) and (not after or after in _AFTER or _CJK.match(after) or _WORD.match(after)):
            yield from range(at, end)


def _brackets(text: str, start: int) -> Iterator[int]:
    for m in _BRACKETS.finditer(text, start):
        if not _HAN.search(m[1]):
            continue
        before = text[m.start() - 1 : m.start()]
        after = text[m.end() : m.end() + 1]
        if before not in ("]", "`") and (_HAN.match(before) or _HAN.match(after) or before in ("", "\n")):
            yield m.start()
            yield m.end() - 1


RULE = Rule(NOTE, find)
