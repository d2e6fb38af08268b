"""One input of the fuzzer, put through all that a file goes through before it is linked, and what must hold of it.

An input is bytes. The first says what they are: a name (`.md`, `.html`, `.txt`), the encoding, whether the rest is the
file as it stands or a row of numbers for `TOKENS`, which is how structure is reached that no bytes hit by chance.
"""

# ruff: noqa: E501 – a table

from __future__ import annotations

import time
import traceback
from pathlib import Path, PurePosixPath

from builder.build.prepare import finish
from builder.model import EMPTY_VOCABULARY, Config, Problem, Refusal
from builder.model.text import apply, revert
from builder.read.parse import parse

SECONDS, LENGTH = 2.0, 100_000  # a hang is more than so long for every so many bytes, and never less than so long
CONFIG = Config(root=Path(), content=Path("content"), output=Path("public"))
NAMES = (".md", ".html", ".txt", ".markdown")
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16")
TOKENS: tuple[str, ...] = (
    *"天地人民会會议議長后後乾著了的第一章条号年月日，。、；：！？,.;:!?()（）《》“”\"'`*#|-+=~_<>/&\\[]{}$%^@ \u3000\t\n\r",
    *("\x00\x0b\x0c\xad\u200b\u200d\ufeff\ufffd\u202e\ufdd0\u2028", "€锟斤拷", "鍥藉姟", "é×·", "123", "abc", "—", "…"),
    *("\n\n", "\r\n", "　　", "— 3 —", "\n---\n", "---\n", "+++\n", "{\n", "}\n", "title: ", "date: ", "tags: [", "author: "),
    *("permalink: ../../", "2021-05-01", "2016-010-23", "二〇二二年", "民国三十五年", "17:264:51", "GMT", "(zhǎng)", "會(huì)"),
    *("長(zhǎng)", "強(qiáng)調(diào)", "?;?", ";钒踩⑾腊踩", "å¤©", "¹úÎñÔº", "い地チ㎝", "本报讯", "记者 张三", "来源：", "作者："),
    *("（记者 李四）", "一、", "（一）", "1. ", "第一条 ", "第一章 总则", "一、会议认为，", "- ", "* ", "> ", "> [!note] ", "# ", "## "),
    *("```\n", "~~~\n", "|---|\n", "| a | b |\n", "[[", "]]", "![[", "![](", "](", "[^1]", "[^1]: ", "$$", "\\[", "{% ", " %}"),
    *("{{< ", " >}}", ":::", "<p>", "</p>", "<div>", "</div>", "<b>", "<table>", "<tr>", "<td>", "</table>", "<pre>", "<code>"),
    *("<a href='", "<img src='x' alt='", "<font>", "<span style='color:red'>", "<svg>", "<math>", "<style>", "</style>", "<!--"),
    *("-->", "<script>", "</script>", "<ruby>", "<rt>", "<br>", "<ul>", "<li>", "<h1>", "<title>", "</title>", "<body>", "<dl>"),
    *("<meta charset=gbk>", "&nbsp;", "&lt;", "&#x4e00;", "https://a.cn/", "www.a.cn", "上一篇：", "首页 > 新闻", "责任编辑：", "摘要："),
    *("县水利局", "河南省郑州市", "省长王凯", "国务院", "《水法》", "国发〔2021〕3号", "¶", "<pb:1>", "习 慣 在 創 建", "， ，", ",、"),
)  # fmt: skip


def document(data: bytes) -> tuple[PurePosixPath, bytes]:
    """The file that an input stands for: its name and its bytes."""
    how = data[0] if data else 0
    path = PurePosixPath("a" + NAMES[how & 3])
    if not how & 64:
        return path, data[1:]
    text = "".join(TOKENS[one % len(TOKENS)] for one in data[1:])
    return path, text.encode(ENCODINGS[how >> 2 & 3], "replace")


def prepare(path: PurePosixPath, data: bytes) -> None:
    """A file prepared. Raises AssertionError where a law is broken, and whatever the program raises, which is a fault."""
    source = parse(path, data)
    if isinstance(source, Refusal):
        assert source.reason
        return
    text, sheet, bodies = finish(source, CONFIG, EMPTY_VOCABULARY)
    assert apply(source.text, text.changes) == text.clean, "raw + changes is not clean"
    assert revert(text.clean, text.changes) == source.text, "clean - changes is not raw"
    assert len(sheet.documents) == len(bodies)
    for one, body in zip(sheet.documents, bodies, strict=True):
        assert one.title, "a document without a title"
        assert one.key == body.key
        assert revert(apply(body.raw, body.changes), body.changes) == body.raw
    assert all(isinstance(problem, Problem) and problem.message for problem in sheet.problems)


def allowed(data: bytes) -> float:
    """The processor seconds that a file of these bytes may take."""
    return SECONDS * max(1.0, len(data) / LENGTH)


def fault(data: bytes, slower: float = 1.0) -> str:
    """What is wrong with an input: "" for nothing. `slower` is by how much a watched program may be slower."""
    path, content = document(data)
    started = time.process_time()
    try:
        prepare(path, content)
    except Exception as error:
        frames = [one for one in traceback.extract_tb(error.__traceback__) if "/builder/" in one.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "harness"
        return f"{type(error).__name__} at {place}: {str(error)[:200]}"
    took = time.process_time() - started
    return f"hang: {took:.1f} s for {len(content)} bytes" if took > slower * allowed(content) else ""
