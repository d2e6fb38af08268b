"""Clean text of many kinds, without end: what no rule may touch. Every text is this project's own, or made here.

A kind is a function that draws one document. The sentences are few and their parts many, so that no two documents are
alike and every seam between two parts is met.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from bench.damage import traditional
from bench.prose import prose
from builder.model.source import Format

ROOT = Path(__file__).resolve().parent.parent

_HAN = "山水田林路桥村镇春夏秋冬风雨晴雪东西南北中大小新旧明清远近高低花鸟鱼茶米面布纸笔书画琴棋"
_POEM = "云山江月夜雨孤舟客梦回千里秋声入小楼花落无人扫门前一径幽故园今日酒相对话离愁"
_CLASSIC = "夫天地者万物之逆旅也光阴者百代之过客也而浮生若梦为欢几何古人秉烛夜游良有以也"
_JAPANESE = ("の会議を開催しました", "、参加者は三十人でした", "次回は来月です", "国土交通省の発表によると", "東京で")
_GLOSSED = (
    "饕餮(tāo tiè)",
    "黼(fǔ)黻",
    "章輋(shē)村",
    "般若(bōrě)",
    "龟兹(qiū cí)",
    "阏氏（yān zhī）",
    "叶公（旧读shè）",
)
_ENGLISH = (
    "The council met on Tuesday -- late, as usual -- and adjourned.", "Nobody asked why; nobody (really) cared...",
    "See Table 3, p. 12: 1,024 items at $4.50 each.", "It's \"fine\", he said; 'quite fine'!", "Is it? Yes, it is?",
)  # fmt: skip
_CODE = (
    "def f(a,b): return a--b if a else b", "x = y ? 1 : 2; // 注,改", "SELECT 名称,数量 FROM 表 WHERE 名 LIKE '%水%';",
    "for (i=0;i<n;i++) { sum+=a[i]; }", "print(\"你好,世界!\")", "git commit -m '改:题'", "re.compile(r'(?:甲|乙)?丙')",
)  # fmt: skip


def _some(draw: random.Random, letters: str, low: int, high: int) -> str:
    return "".join(draw.choices(letters, k=draw.randint(low, high)))


def official(draw: random.Random) -> str:
    return prose(draw.randrange(10**9), 1200)


def own_traditional(draw: random.Random) -> str:
    return traditional(prose(draw.randrange(10**9), 1000).replace("“", "「").replace("”", "」"))


def law(draw: random.Random) -> str:
    lines = [f"青石县{_some(draw, _HAN, 2, 4)}管理办法", ""]
    for number in range(1, draw.randint(8, 20)):
        lines.append(f"第{_numeral(number)}条　{prose(draw.randrange(10**9), 30).splitlines()[0]}")
        if draw.random() < 0.4:
            lines += [f"（{_numeral(item)}）{_some(draw, _HAN, 4, 12)}；" for item in range(1, draw.randint(3, 6))]
    return "\n".join(lines) + "\n"


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def poem(draw: random.Random) -> str:
    length = draw.choice((5, 7))
    verses = "\n\n".join(
        "".join(f"{_some(draw, _POEM, length, length)}{mark}\n" for mark in "，。" * draw.choice((2, 4)))
        for _ in range(draw.randint(3, 10))
    )
    return f"《{_some(draw, _POEM, 2, 4)}》\n\n{verses}"


def new_poem(draw: random.Random) -> str:
    return "\n".join(_some(draw, _POEM, 4, 14) if draw.random() < 0.85 else "" for _ in range(60)) + "\n"


def classical(draw: random.Random) -> str:
    return "".join(f"　　{_some(draw, _CLASSIC, 20, 90)}。\n" for _ in range(15))


def glossed(draw: random.Random) -> str:
    return "".join(
        f"{_some(draw, _CLASSIC, 40, 90)}，{draw.choice(_GLOSSED)}{_some(draw, _CLASSIC, 10, 40)}。\n\n"
        for _ in range(9)
    )


def japanese(draw: random.Random) -> str:
    return "".join("".join(draw.choices(_JAPANESE, k=4)) + "。\n" for _ in range(40))


def korean(draw: random.Random) -> str:
    words = ["서울에서", "열린", "회의는", "삼십", "명이", "참가하여", "오후", "세", "시까지", "계속되었다"]
    return "".join(" ".join(draw.choices(words, k=9)) + ". (大韓民國)\n" for _ in range(30))


def english(draw: random.Random) -> str:
    return "".join(" ".join(draw.choices(_ENGLISH, k=5)) + "\n\n" for _ in range(8))


def mixed(draw: random.Random) -> str:
    return "".join(
        f"{_some(draw, _HAN, 8, 30)}，使用 {draw.choice(('Python 3.11', 'Wi-Fi', 'GB/T 7714-2015', 'COVID-19', 'A4'))} "
        f"{_some(draw, _HAN, 6, 20)}（{draw.choice(('WHO', 'GDP, 2021', 'n = 3', 'v1.0; beta'))}）。\n\n"
        for _ in range(15)
    )


def code(draw: random.Random) -> str:
    body = "\n".join(draw.choices(_CODE, k=12))
    return f"# 例子\n\n{_some(draw, _HAN, 10, 40)}。\n\n```python\n{body}\n```\n\n行内 `{draw.choice(_CODE)}` 也是。\n"


def program(draw: random.Random) -> str:
    path = draw.choice(sorted((ROOT / "builder" / "read").glob("*.py")))
    return f"```python\n{path.read_text(encoding='utf-8').replace('```', '')}\n```\n"


def table(draw: random.Random) -> str:
    rows = "".join(
        f"| {_some(draw, _HAN, 2, 5)} | {draw.randrange(10**6):,} | {draw.random():.2%} | {draw.choice('甲乙丙-')} |\n"
        for _ in range(20)
    )
    return f"| 名称 | 数量 | 占比 | 备注 |\n|------|-----:|:---:|---|\n{rows}"


def addresses(draw: random.Random) -> str:
    return "".join(
        f"{_some(draw, _HAN, 6, 20)}，见 https://{draw.choice('abc')}.example/{draw.randrange(9999)}?q=安,产&p=2;x#a "
        f"或写信给 no-{draw.randrange(99)}.reply@example.org。\n"
        for _ in range(15)
    )


def numbers(draw: random.Random) -> str:
    return "".join(
        f"{draw.randint(1949, 2024)}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
        f"{draw.randint(0, 23)}:{draw.randint(10, 59)}，{_some(draw, _HAN, 4, 12)}{draw.randrange(10**7):,}元，"
        f"增长{draw.random() * 9:.1f}%，比分{draw.randint(0, 9)}:"
        f"{draw.randint(0, 9)}，约{draw.randint(2, 9)}~{draw.randint(10, 20)}℃。\n\n"
        for _ in range(15)
    )


def questions(draw: random.Random) -> str:
    return "".join(
        f"“{_some(draw, _HAN, 4, 12)}？”她问。“{_some(draw, _HAN, 3, 9)}！”\n\n"
        f"{_some(draw, _HAN, 10, 30)}——{_some(draw, _HAN, 4, 9)}……\n\n"
        for _ in range(15)
    )


def forms_to_fill(draw: random.Random) -> str:
    return "".join(f"{_some(draw, _HAN, 2, 4)}：________ 日期：    年  月  日\n" for _ in range(20))


def list_of_things(draw: random.Random) -> str:
    return "".join(f"{number}. {_some(draw, _HAN, 2, 12)}\n" for number in range(1, 30)) + "".join(
        f"- [ ] {_some(draw, _HAN, 2, 12)}\n  - {_some(draw, _HAN, 2, 8)}；\n" for _ in range(10)
    )


def minutes(draw: random.Random) -> str:
    names = "、".join(f"{draw.choice('王李张刘陈')}{_some(draw, '明红军华伟芳', 1, 2)}" for _ in range(9))
    body = prose(draw.randrange(10**9), 600)
    return f"会议纪要\n\n第{draw.randint(1, 99)}期\n\n出席：{names}\n记录：李 红\n\n{body}\n二〇二二年三月五日\n"


def page(draw: random.Random) -> str:
    parts = prose(draw.randrange(10**9), 800).splitlines()
    return "<div>\n" + "\n".join(f'<p style="a:b;c:d">{part}</p>' for part in parts) + "\n</div>\n<pre>你,我,他</pre>\n"


def links(draw: random.Random) -> str:
    return "".join(
        f"[{_some(draw, _HAN, 2, 6)}](../{_some(draw, _HAN, 2, 4)},{draw.randrange(99)}.md) 与 "
        f"[[{_some(draw, _HAN, 2, 6)}]]，"
        f"![{_some(draw, _HAN, 2, 5)}](a,b.png)，脚注[^{draw.randrange(9)}]。\n\n"
        for _ in range(15)
    )


def letter(draw: random.Random) -> str:
    body = "".join(f"　　{one}\n" for one in prose(draw.randrange(10**9), 500).splitlines())
    return f"各位同志：\n\n{body}\n　　此致\n敬礼！\n\n　　　　　　　　　　　　王明\n　　　　　　　　　　　　三月五日\n"


def quoted_mojibake(draw: random.Random) -> str:
    return f"“锟斤拷”是常见的乱码：U+FFFD 按 GBK 解读就成了它；“烫烫烫”也是。\n\n{_some(draw, _HAN, 30, 90)}。\n" * 3


KINDS: tuple[tuple[Callable[[random.Random], str], Format], ...] = (
    (official, "plain"), (own_traditional, "plain"), (law, "plain"), (poem, "plain"), (new_poem, "plain"),
    (classical, "plain"), (glossed, "markdown"), (japanese, "plain"), (korean, "plain"), (english, "markdown"),
    (mixed, "markdown"), (code, "markdown"), (program, "markdown"), (table, "markdown"), (addresses, "plain"),
    (numbers, "markdown"), (questions, "plain"), (forms_to_fill, "plain"), (list_of_things, "markdown"),
    (minutes, "plain"), (page, "html"), (links, "markdown"), (letter, "plain"), (quoted_mojibake, "markdown"),
)  # fmt: skip


def documents() -> Iterator[tuple[str, Format, str]]:
    """Documents without end: their kind, their format and their text; the kinds take turns."""
    for number in count():
        for kind, form in KINDS:
            yield kind.__name__, form, kind(random.Random(number))
