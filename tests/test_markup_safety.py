"""Hostile documents: whatever goes in, only our own elements and attributes come out, and soon."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.structure.marks.clean import CLEANER
from builder.structure.markup import Markup, assemble, from_html, from_lines, from_markdown

READERS: dict[str, Callable[[str], Markup]] = {
    "html": from_html,
    "markdown": from_markdown,
    "lines": lambda text: from_lines(text.split("\n")),
}
_TAG = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "caption"),
    *("thead", "tbody", "tfoot", "tr", "th", "td", "pre", "code", "hr", "br", "strong", "em", "u", "s", "del", "ins"),
    *("sub", "sup", "kbd", "samp", "var", "mark", "small", "cite", "dfn", "abbr", "ruby", "rb", "rt", "rp", "rtc", "a"),
    *("img", "figure", "figcaption", "details", "summary", "section", "span"),
}
ATTRIBUTES = {
    *("href", "src", "alt", "width", "height", "loading", "referrerpolicy", "class", "id", "data-target"),
    *("data-language", "colspan", "rowspan", "start"),
}
CLASSES = re.compile(
    r"code|math|task|right|center|wikilink|footnotes|footnote-ref|footnote-back|callout callout-[a-z-]+|callout-title|"
    r"[a-z][a-z0-9]{0,3}"
)
IDS = re.compile(r"(?:p|s|fn|fnref)\d+")
ADDRESS = re.compile(r"https?://.|mailto:.|#(?:fn|fnref)\d+$|[^:]*$|[^:]*[/?#]")


def faults(shown: str) -> list[str]:
    found = ["a stray <"] if "<" in _TAG.sub("", shown) else []
    for _, tag, attributes in _TAG.findall(shown):
        if tag not in TAGS:
            found.append(tag)
        for name, value in _ATTRIBUTE.findall(attributes):
            if name not in ATTRIBUTES:
                found.append(name)
            if name in ("href", "src") and ADDRESS.match(html.unescape(value)) is None:
                found.append(value)
            if name == "class" and CLASSES.fullmatch(value) is None:
                found.append(value)
            if name == "id" and IDS.fullmatch(value) is None:
                found.append(value)
    return found


ELEMENTS = (
    *(
        "script",
        "img",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "a",
        "body",
        "div",
        "style",
        "link",
        "meta",
        "base",
        "form",
    ),
    *("input", "button", "details", "video", "marquee", "table", "template", "select", "textarea", "xmp", "noscript"),
)
ADDRESSES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "&#106;avascript:alert(1)", "vbscript:x"),
    *("data:text/html,<script>alert(1)</script>", "\x01javascript:alert(1)", "javascript&colon;alert(1)", "blob:x"),
)
TRICKS = (
    "<svg><style><img src=x onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<p id=getElementById name=body class='x y' style='position:fixed'>x",
    "<p data-fz=callout-note data-fz-to='\"><script>'>y</p><a data-fz=wikilink data-fz-to=x>z</a>",
    "<li DATA-FZ=footnote data-Fz-to='1\" onclick=x'>x</li>",
    '<pre class="language-x&quot;&gt;&lt;script&gt;">x</pre>',
    '```x"><script>\na\n```',
    "[a](<javascript:alert(1)>) ![b](data:image/svg+xml,x) <javascript:alert(1)>",
    '[[a" onclick=x|<b onclick=y>]] ![[x" onerror=y.png]]',
    '> [!note"onclick] x\n> y\n\n> [!x] <script>alert(1)</script>\n> z',
    "$<script>alert(1)</script>=$ $$<img onerror=x>=$$",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    '{% img x onerror=alert(1) /a.png "><script> %}',
)
PAYLOADS = (
    *(f"<{tag} {event}=alert(1) src=x>y</{tag}>" for tag in ELEMENTS for event in ("onerror", "onload", "onclick")),
    *(f'<{tag} {name}="{url}">y</{tag}>' for tag in ELEMENTS for name in ("href", "src", "xlink:href")
      for url in ADDRESSES),
    *TRICKS,
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
@pytest.mark.parametrize("around", ["{}", "<div>{}</div>", "# {}\n", "<table><tr><td>{}", "**{}**", "<body>{}"])
def test_no_payload_comes_through(reader: Callable[[str], Markup], around: str) -> None:
    for payload in PAYLOADS:
        shown, _, _ = assemble(reader(around.replace("{}", payload)).blocks)
        assert faults(shown) == [], (payload, shown)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (*"<>/\"'=&;!-`*_[]()|~$\\{}%:# \n甲a\x00\ufdd0", "<p", "<b>", "</b>", "<a href=", "<img src=", "<!--",
             "-->", "<td>", "<style>", "</style>", "<svg>", "<div>", "onclick=x", "data-fz=wikilink", "javascript:",
             "&lt;", "```\n", "[[", "]]")
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_text_raises_and_all_that_comes_out_is_ours(parts: list[str]) -> None:
    text = "".join(parts)
    for reader in READERS.values():
        shown, _, _ = assemble(reader(text).blocks)
        assert faults(shown) == [], shown


def test_what_comes_out_is_stable_when_cleaned_again() -> None:
    for payload in PAYLOADS[::7]:
        for block in from_html(f"<div>{payload}<p>甲 <b>乙</b> &amp; <img src='https://a.cn/1.png'></p></div>").blocks:
            once = CLEANER.clean(block.html)
            assert CLEANER.clean(once) == once


BIG = {
    "divs": "<div>" * 20_000,
    "bold": "<b>" * 20_000,
    "bold and paragraphs": "<b><p>" * 10_000,
    "fonts copied into paragraphs": "<p>" + "".join(f"<font class={n}>" for n in range(3_000)) + "<p>x" * 3_000,
    "tables": "<table><tr><td>" * 5_000,
    "breaks": "<b><br>" * 10_000,
    "comments": "<!--" * 20_000,
    "styles": "<style>" * 15_000,
    "less-than": "<" * 100_000,
    "full-width blanks": "<p>x" + "　" * 100_000 + "<br>y",
    "addresses": "<p>" + "http://a.cn/(((" * 6_000,
    "pages": "<html><title>" + "x_" * 40_000 + "</title><body>",
    "quotes": ">" * 50_000,
    "brackets": "[" * 20_000,
    "stars": "*a **b " * 8_000,
    "ticks": "".join("`" * n + "a" for n in range(300)),
    "lists": "\n".join("  " * n + "- x" for n in range(300)),
    "notes": "[^a]: x\n\n" + "[^a]" * 5_000,
    "formulas": "\\[\n" * 15_000,
    "tags": "{% " * 20_000,
    "one long line": "字" * 1_000_000,
    "headings": "# x\n" * 10_000,
}


@pytest.mark.parametrize("text", BIG.values(), ids=BIG.keys())
def test_hostile_sizes_cost_no_more_than_their_length(text: str) -> None:
    for reader in READERS.values():
        start = time.process_time()
        reader(text)
        assert time.process_time() - start < 2.0 * max(1.0, len(text) / 100_000)
