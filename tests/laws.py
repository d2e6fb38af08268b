"""The laws of repair, held on one text: changes are exact, mending twice changes nothing more, no Han character goes
without a rule that names it. (That clean text is left alone is held on the texts of `tests/clean.py`.)

`TROUBLE` is the alphabet that texts are drawn from: random Unicode never hits what these hit.
"""

from __future__ import annotations

import random
import re
from pathlib import PurePosixPath

from builder.model import NO_HEADER, Header, Source, Text, apply, revert
from builder.model.source import Format
from builder.repair.chain import repair

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
NAMING = {"mojibake", "lost", "byteshift"}  # the rules that may put other Han characters for those that stood there
FORMS: tuple[Format, ...] = ("plain", "markdown", "html")

TROUBLE = [
    *"天地人民会會议議长長后後乾著了的一，。、；：！？,.;:!?()（）《》“”\"'`*#|- \u3000\t\n\r",
    *"\x00\x0b\x0c\xad\u200b\u200d\ufeff\x85\u2028\ud800\U0001f600",
    *"\ufffd€锟斤拷烫鍥藉姟é×·□123abc—…¶<>/&;⑾Φの狻钒",
    *("(zhǎng)", "(huì)", "(hui)", "會(huì)", "長(zhǎng)", "強(qiáng)", "調(diào)", "辦(ban)", "黼(fǔ)"),
    *("\n\n", "\r\n", "　　", "— 3 —", "第三条", "（一）", "烫烫烫", "锟斤拷", "鍥藉姟闄㈠姙", "ÖÐ»ªÈËÃñ", "æ¬¢è¿Ž"),
    *("い地チ", "```", "http://a.b/c,d", "<b>", "<pre>", "</pre>", "......", "--", "...", "……"),
    *(
        "要扎实做好秋收工作，抓紧晾晒入库",
        "固，",
    ),
    *("`a`", "](x)", "&nbsp;", "記者 林秋", "习 慣 ,在 創 建", "2021-05-20 15:28", "县(市)", "（WHO）"),
]
# Dear to read: the search costs more than all other rules together.
SHIFTED = ["?;?、", "燃?xì)狻⑾?", "?;钒踩⑾腊踩?", "日?qǐng)?bào)社", "??偨Y(jié)", "張?zhí)招?", "⑾"]


def source(text: str, form: Format = "plain", body_start: int = 0, header: Header = NO_HEADER) -> Source:
    return Source(PurePosixPath("a.txt"), "", len(text), "utf-8", text, header, body_start, form)


def hold(text: str, form: Format = "plain", body_start: int = 0) -> Text:
    """Mend a text and hold the laws on it."""
    mended = repair(source(text, form, body_start))
    assert apply(text, mended.changes) == mended.clean
    assert revert(mended.clean, mended.changes) == text
    at = 0
    for change in mended.changes:
        assert at <= change.start <= change.end
        assert text[change.start : change.end] == change.before != change.after
        at = change.end
        if not NAMING & set(change.rule.split("+")):
            assert len(HAN.findall(change.before)) == len(HAN.findall(change.after)), change
    assert 0 <= mended.body_start <= len(mended.clean)
    again = repair(source(mended.clean, form, mended.body_start))
    assert again.changes == ()
    for proposal in mended.proposals:
        assert text[proposal.start : proposal.end] == proposal.before
    return mended


def troubled(draw: random.Random) -> str:
    """A text of up to 40 troublemakers, some of them many times in a row; in one of twenty also bytes out of step."""
    letters = draw.choices(TROUBLE, k=draw.randrange(41))
    letters = [one * (draw.randrange(2, 12) if draw.random() < 0.05 else 1) for one in letters]
    if draw.random() < 0.05:
        for _ in range(draw.randrange(1, 4)):
            letters.insert(draw.randrange(len(letters) + 1), draw.choice(SHIFTED))
    return "".join(letters)


def mutated(text: str, draw: random.Random) -> str:
    """A piece of a text with troublemakers put in and characters taken out."""
    start = draw.randrange(len(text))
    text = text[start : start + draw.randrange(60, 400)]
    for _ in range(draw.randrange(1, 8)):
        at = draw.randrange(len(text) + 1)
        if draw.random() < 0.6:
            text = text[:at] + draw.choice(SHIFTED if draw.random() < 0.05 else TROUBLE) + text[at:]
        else:
            text = text[:at] + text[at + draw.randrange(1, 6) :]
    return text
