"""Markdown and plain lines → blocks: what Chinese authors mean, and what must stay as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.structure.marks import markdown_text
from builder.structure.markup import from_lines, from_markdown


def html_of(text: str) -> list[str]:
    return [block.html for block in from_markdown(text).blocks]


INLINE = [
    ("（一）**提前研判。**10月14日", "（一）<strong>提前研判。</strong>10月14日"),
    ("**《报告》**指出", "<strong>《报告》</strong>指出"),
    ("这是**“三个一”**制度", "这是<strong>“三个一”</strong>制度"),
    ("**注意：**此处", "<strong>注意：</strong>此处"),
    ("~~删去。~~后文", "<s>删去。</s>后文"),
    ("~ 今日 ~ 与 10~20 人", "~ 今日 ~ 与 10~20 人"),
    ("file_name_here 与 中文_强调_中文", "file_name_here 与 中文_强调_中文"),
    ("甲\n乙 and\nmore", "甲乙 and more"),
    ("**重点**\n换行", "<strong>重点</strong>换行"),
    ("甲  \n乙", "甲<br>乙"),
    ("见https://a.cn/b。后", '见<a href="https://a.cn/b">https://a.cn/b</a>。后'),
    ("（http://a.cn/c）", '（<a href="http://a.cn/c">http://a.cn/c</a>）'),
    ("这是==重点==。", "这是<mark>重点</mark>。"),
    ("==**甲**乙==丙", "<mark><strong>甲</strong>乙</mark>丙"),
    ("若a==b且c==d则止", "若a==b且c==d则止"),
    ("一 == 二 == 三", "一 == 二 == 三"),
    ("=====", "====="),
    ("`==甲==`", "<code>==甲==</code>"),
    ("[甲](/d/一/)", '<a class="wikilink" data-target="/d/一/">甲</a>'),
    ("[甲](javascript:alert)", "甲"),
    (
        "[[页面|文字]]和[[另页]]",
        '<a class="wikilink" data-target="页面">文字</a>和<a class="wikilink" data-target="另页">另页</a>',
    ),
    ("注[[1]](https://a.cn)与[[2]]", '注<a href="https://a.cn">[1]</a>与[[2]]'),
    ("[[ -f x ]]", "[[ -f x ]]"),
    ("公式 $a_1^2$ 与 $5 和 $6", '公式 <code class="math">$a_1^2$</code> 与 $5 和 $6'),
    (r"式 \(x_1\) 与 \(注\)", r'式 <code class="math">\(x_1\)</code> 与 (注)'),
    ("`a_b` 与 `**x**`", "<code>a_b</code> 与 <code>**x**</code>"),
    ("2022. 年度总结", "2022. 年度总结"),
    ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ("前文<!-- more -->后文", "前文后文"),
    ("<font color=red>红<font>字", "红字"),
    ("未知 {% thing %} 留着", "未知 {% thing %} 留着"),
    ("`{% raw %}` 是代码", "<code>{% raw %}</code> 是代码"),
    (
        "见![[页面#小节]]与![[a.pdf]]",
        '见<span class="embedded"><a class="wikilink" data-target="页面#小节">页面</a></span>'
        '与<a class="wikilink" data-target="a.pdf">a.pdf</a>',
    ),
    ("{% post_link some-post 那篇 %}", '<a class="wikilink" data-target="some-post">那篇</a>'),
    ("邮箱 a@b.cn 与 文件.md", "邮箱 a@b.cn 与 文件.md"),
]


@pytest.mark.parametrize(("given", "expected"), INLINE)
def test_inside_of_a_paragraph(given: str, expected: str) -> None:
    assert html_of(given) == [f"<p>{expected}</p>"]


BLOCKS = [
    ("# 甲 {#id}", ["<h1>甲</h1>"]),
    ("甲\n====\n\n乙", ["<h1>甲</h1>", "<p>乙</p>"]),
    ("　　甲。\n　　乙。", ["<p>甲。</p>", "<p>乙。</p>"]),
    ("甲**乙**。\n　　丙。", ["<p>甲<strong>乙</strong>。</p>", "<p>丙。</p>"]),
    ("1. 甲\n2. 乙", ["<ol><li>甲</li><li>乙</li></ol>"]),
    ("3. 甲", ['<ol start="3"><li>甲</li></ol>']),
    ("- [ ] 甲\n- [x] 乙", ['<ul><li class="task">☐ 甲</li><li class="task">☑ 乙</li></ul>']),
    ("甲\n: 乙", ["<dl><dt>甲</dt><dd>乙</dd></dl>"]),
    ("甲\n~ 乙", ["<p>甲 ~ 乙</p>"]),
    ("> 甲\n\n乙", ["<blockquote><p>甲</p></blockquote>", "<p>乙</p>"]),
    ("> [!note]\n> 甲",
     ['<blockquote class="callout callout-note"><p class="callout-title">注</p><p>甲</p></blockquote>']),
    ("> [!tip]- **题**\n> 甲",
     ['<blockquote class="callout callout-tip"><p class="callout-title">题</p><p>甲</p></blockquote>']),
    ("---\n\n甲", ["<hr>", "<p>甲</p>"]),
    ("$$\na_1\n$$", ['<pre class="math">$$\na_1\n$$</pre>']),
    ("```\n<b>\n```", ['<pre class="code"><code>&lt;b&gt;</code></pre>']),
    ("{% codeblock %}\na = 1\n{% endcodeblock %}", ['<pre class="code"><code>a = 1</code></pre>']),
    ("{% note info %}\n甲\n{% endnote %}", ["<p>甲</p>"]),
    ("[toc]\n\n甲", ["<p>甲</p>"]),
    ("::: tip 题\n甲\n:::", ["<p><strong>题</strong>甲</p>"]),
    ("<div align=center>\n\n**甲**乙\n\n</div>", ["<p><strong>甲</strong>乙</p>"]),
    ("|甲|乙|\n|-|-:|\n|1|2|",
     ['<table><thead><tr><th>甲</th><th class="right">乙</th></tr></thead><tbody>'
      '<tr><td>1</td><td class="right">2</td></tr></tbody></table>']),
    ("甲[^1]。\n\n[^1]: 注文",
     ['<p>甲<sup><a class="footnote-ref" href="#fn1" id="fnref1">1</a></sup>。</p>',
      '<section class="footnotes"><ol><li id="fn1">注文 <a class="footnote-back" href="#fnref1">↩</a></li></ol>'
      "</section>"]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), BLOCKS)
def test_blocks(given: str, expected: list[str]) -> None:
    assert html_of(given) == expected


def test_code_is_coloured_with_classes_and_a_strange_language_is_left_plain() -> None:
    assert '<span class="k">def</span>' in html_of("```python\ndef f(): pass\n```")[0]
    assert html_of("```nonsense-x\na\n```") == ['<pre class="code" data-language="nonsense-x"><code>a</code></pre>']
    assert "style=" not in html_of("```python title='x'\nx = '<b>'\n```")[0]


def test_text_is_told_without_marks_and_notes_without_numbers() -> None:
    found = from_markdown("# 题\n\n甲**乙**[^1]，[丙](https://a.cn)。\n\n- 丁\n- 戊\n\n[^1]: 己")
    assert [block.plain for block in found.blocks] == ["题", "甲乙，丙。", "丁\n戊", "己"]


def test_lines_links_and_pictures_are_told() -> None:
    found = from_markdown("# 题\n\n甲[[页]]\n\n> 乙\n> 丙 https://a.cn/1\n\n![图](b.png)\n")
    assert [(block.kind, block.line, block.end) for block in found.blocks] == [
        ("h", 0, 1),
        ("p", 2, 3),
        ("quote", 4, 6),
        ("figure", 7, 8),
    ]
    assert found.wikilinks == (("页", 2),)
    assert [url for url, _ in found.links] == ["https://a.cn/1"]
    assert found.covers == ("b.png",)


def test_an_unclosed_style_in_markdown_swallows_nothing() -> None:
    found = from_markdown("前文。\n\n<style>\np{}\n\n" + "后文一句。" * 40)
    assert "后文一句。" * 40 in "".join(block.plain for block in found.blocks)
    assert [problem.kind for problem in found.problems] == ["html-unclosed"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="天地 　\n，。“”ab1（)—", max_size=80))
def test_the_short_way_and_the_long_way_agree(text: str) -> None:
    """Text without signs is cut without a parser; a parser finds the same in it."""
    if markdown_text._SIGNS.search(text) is None:
        quick, slow = from_markdown(text).blocks, markdown_text.parsed(text).blocks
        assert [(block.html, block.plain) for block in quick] == [(block.html, block.plain) for block in slow]


LINES = [
    ("（一）**压实责任。**10月14日", "（一）<strong>压实责任。</strong>10月14日"),
    ("这是**重点**内容", "这是<strong>重点</strong>内容"),
    ("　　缩进", "缩进"),
    ("2**10 和 3**2", "2**10 和 3**2"),
    ("张**、李**在场", "张**、李**在场"),
    ("张**和李**在场", "张**和李**在场"),
    ("王**，男，赵**，女", "王**，男，赵**，女"),
    ("4101****1234", "4101****1234"),
    ("**", "**"),
    ("<b>不是标签</b> & 其他", "&lt;b&gt;不是标签&lt;/b&gt; &amp; 其他"),
    ("# 不是标题", "# 不是标题"),
    ("- 不是列表", "- 不是列表"),
    ("见https://a.cn/x。", '见<a href="https://a.cn/x">https://a.cn/x</a>。'),
    ("\ufdd0\ufde1甲\ufdd1", "\ufdd0\ufde1甲\ufdd1"),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_plain_lines(line: str, expected: str) -> None:
    assert [block.html for block in from_lines([line]).blocks] == [f"<p>{expected}</p>"]


def test_one_line_is_one_paragraph_and_knows_its_number() -> None:
    found = from_lines(["甲", "", "　", "乙"], line=10)
    assert [(block.plain, block.line, block.end) for block in found.blocks] == [("甲", 10, 11), ("乙", 13, 14)]


def test_the_bulletin_of_the_sample_archive_has_its_bold() -> None:
    path = next((Path(__file__).parent.parent / "seeds").glob("003*"))
    html = "".join(block.html for block in from_lines(path.read_text("utf-8").split("\n")).blocks)
    assert "（一）<strong>提前研判风险隐患。</strong>10月14日" in html


@pytest.mark.parametrize(
    "text",
    ["甲\ufdd0\ufde1乙\ufdd1丙", "**\ufdd0\ufde1乙\ufdd1**丙", "# \ufdd0\ufde1乙\ufdd1", "- \ufdd0\ufde1乙\ufdd1"],
)
def test_sentinels_pass(text: str) -> None:
    assert "\ufdd0\ufde1乙\ufdd1" in "".join(html_of(text))
