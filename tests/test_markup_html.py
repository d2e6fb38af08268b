"""HTML → blocks: shells open up, pictures find their captions, layouts vanish, data stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.read.parse import parse
from builder.structure.marks.pictures import is_filler, source
from builder.structure.markup import assemble, from_html

IMG = '<img src="https://a.cn/1.jpg" alt="" loading="lazy" referrerpolicy="no-referrer">'


def html_of(text: str) -> list[str]:
    return [block.html for block in from_html(text).blocks]


PARAGRAPHS = [
    ("<div><p>一</p><p>二</p></div>", ["<p>一</p>", "<p>二</p>"]),
    ("<div>一<br><br>二</div>", ["<p>一</p>", "<p>二</p>"]),
    ("<div>一<br>\n<br>二<br>三</div>", ["<p>一</p>", "<p>二<br>三</p>"]),
    ("<p>　　一。<br>　　二。</p>", ["<p>一。</p>", "<p>二。</p>"]),
    ("<p>&nbsp;&nbsp;&nbsp;&nbsp;一</p>", ["<p>一</p>"]),
    ("<section><span style='color:red'><font size=3>一</font></span></section>", ["<p>一</p>"]),
    ("<p><b>甲</b><strong>乙</strong> <b>丙</b>丁</p>", ["<p><strong>甲乙 丙</strong>丁</p>"]),
    ("<p>甲<span style='font-weight: bold'>乙</span></p>", ["<p>甲<strong>乙</strong></p>"]),
    ("<p></p><h3></h3><p><a href='https://a.cn'></a></p><p><strong><br></strong></p><p>一</p>", ["<p>一</p>"]),
    ("<p>安全\n生产 and\nmore</p>", ["<p>安全生产 and more</p>"]),
    ("前<div>中</div>后", ["<p>前</p>", "<p>中</p>", "<p>后</p>"]),
    ("<![CDATA[<p>一</p>]]>", ["<p>一</p>"]),
    (
        "<iframe src='//a.cn/p?x=1&amp;y=2'></iframe>",
        ['<p><a href="https://a.cn/p?x=1&amp;y=2">a.cn/p?x=1&amp;y=2</a></p>'],
    ),
    (
        "<video><source src='https://a.cn/v.mp4'></video><p>一</p>",
        ['<p><a href="https://a.cn/v.mp4">a.cn/v.mp4</a></p>', "<p>一</p>"],
    ),
    ("<iframe src='javascript:alert(1)'></iframe><p>一</p>", ["<p>一</p>"]),
    ("<a href='https://a.cn'><div>一</div></a>", ['<p><a href="https://a.cn">一</a></p>']),
    ("<p>见https://a.cn/x。</p>", ['<p>见<a href="https://a.cn/x">https://a.cn/x</a>。</p>']),
    ("<p>1 &lt; 2 &amp; 3</p>", ["<p>1 &lt; 2 &amp; 3</p>"]),
    ("<p>~ 今日 ~</p>", ["<p>~ 今日 ~</p>"]),
    ("<p>他说<q>好</q></p>", ["<p>他说“好”</p>"]),
    ("<p>床前明月光，<br>疑是地上霜。</p>", ["<p>床前明月光，<br>疑是地上霜。</p>"]),
]


@pytest.mark.parametrize(("given", "expected"), PARAGRAPHS)
def test_paragraphs(given: str, expected: list[str]) -> None:
    assert html_of(given) == expected


HEADINGS = [
    ("<p align='center'>会议召开的背景</p><p>正文一段。</p>", "h"),
    ("<p><strong>主要做法</strong></p><p>正文一段。</p>", "h"),
    ("<p><strong>会议强调，要抓落实。</strong></p><p>正文一段。</p>", "p"),
    ("<p><strong>以下为全文：</strong></p><p>正文一段。</p>", "p"),
    ("<p align='center'>2022年1月1日</p><p>正文一段。</p>", "p"),
    ("<p align='center'>（记者 张三）</p><p>正文一段。</p>", "p"),
    ("<p>普通的一行</p><p>正文一段。</p>", "p"),
    ("<h3><p>甲</p><p>乙</p></h3><p>正文</p>", "p"),
    ("<h3><span></span><p>小节</p></h3><p>正文</p>", "h"),
    ("<p align='center'>落款单位</p>", "p"),
    ("<p><b>甲一</b></p><p><b>乙一</b></p><p><b>丙一</b></p><p>正文</p>", "p"),
]


@pytest.mark.parametrize(("given", "kind"), HEADINGS)
def test_what_is_a_heading_by_its_setting(given: str, kind: str) -> None:
    assert from_html(given).blocks[0].kind == kind


FIGURES = [
    ("<p><img src='https://a.cn/1.jpg'></p><p>图为甲</p>", f"<figure>{IMG}<figcaption>图为甲</figcaption></figure>"),
    ("<p><img src='https://a.cn/1.jpg'><br>▲会场</p>", f"<figure>{IMG}<figcaption>▲会场</figcaption></figure>"),
    ("<p><img src='https://a.cn/1.jpg'></p><p style='color:#666666'>会场</p>",
     f"<figure>{IMG}<figcaption>会场</figcaption></figure>"),
    ("<p><img src='https://a.cn/1.jpg'></p><p>会议随后分组讨论，与会同志踊跃发言。</p>", f"<figure>{IMG}</figure>"),
    ("<figure><img src='https://a.cn/1.jpg'><figcaption>会场</figcaption></figure>",
     f"<figure>{IMG}<figcaption>会场</figcaption></figure>"),
    ("<p><strong><img src='https://a.cn/1.jpg' title='点击查看大图' alt='点击查看大图'><br></strong></p>",
     f"<figure>{IMG}</figure>"),
    ("<p><img src='https://a.cn/1.jpg' alt='IMG_1.jpg' onload='x' style='y'></p>", f"<figure>{IMG}</figure>"),
    ("<p><img src='loading.gif' data-src='https://a.cn/1.jpg'></p>", f"<figure>{IMG}</figure>"),
    ("<p><img src='https://x.workers.dev/?https://a.cn/1.jpg'></p>", f"<figure>{IMG}</figure>"),
    ("<a href='https://a.cn/big.jpg'><img src='https://a.cn/1.jpg'></a>", f"<figure>{IMG}</figure>"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), FIGURES)
def test_pictures_stand_on_their_own(given: str, expected: str) -> None:
    assert html_of(given)[0] == expected


def test_a_picture_that_stands_twice_is_shown_once() -> None:
    found = from_html("<img src='https://a.cn/1.jpg'><p>正文。</p><p><img src='https://a.cn/1.jpg'></p><p>图为现场</p>")
    assert [block.kind for block in found.blocks] == ["p", "figure"]
    assert found.covers == ("https://a.cn/1.jpg",)


@pytest.mark.parametrize(
    "given", ["<img src='https://picsum.photos/4/3'>", "<img src='https://a.cn/p.gif' width=1 height=1>"]
)
def test_pictures_that_show_nothing_go(given: str) -> None:
    assert html_of(f"<p>一</p>{given}") == ["<p>一</p>"]


def test_a_picture_in_a_line_stays_there() -> None:
    assert "<img" in html_of("<p>前<img src='https://a.cn/e.png' width=20 height=20>后</p>")[0]


@pytest.mark.parametrize(
    ("url", "filler"),
    [
        ("https://picsum.photos/400/300?random=1", True),
        ("https://source.unsplash.com/random", True),
        ("https://api.a.cn/random.php", True),
        ("https://a.cn/img/random-forest.png", False),
        ("https://a.cn/2022/1.jpg", False),
    ],
)
def test_filler_pictures_are_known(url: str, filler: bool) -> None:
    assert is_filler(url) is filler


@pytest.mark.parametrize(
    ("url", "inner"),
    [
        ("https://images.weserv.nl/?url=a.cn/1.jpg", "https://a.cn/1.jpg"),
        ("https://i0.wp.com/a.cn/1.jpg", "https://a.cn/1.jpg"),
        ("https://web.archive.org/web/2020/http://a.cn/1.jpg", "https://web.archive.org/web/2020/http://a.cn/1.jpg"),
        ("https://a.cn/?http=1", "https://a.cn/?http=1"),
    ],
)
def test_proxies_come_off_and_archives_stay(url: str, inner: str) -> None:
    assert source(url) == inner


def test_tables_of_data_stay_and_tables_of_layout_open_up() -> None:
    data = (
        "<table><tr><td><b>县</b></td><td><b>户</b></td></tr><tr><td colspan=2>甲</td></tr>"
        "<tr><td>乙</td><td>3</td></tr></table>"
    )
    block = from_html(data).blocks[0]
    assert block.html.startswith("<table><thead><tr><th><strong>县</strong></th>")
    assert '<td colspan="2">甲</td>' in block.html
    assert block.plain == "县 户\n甲\n乙 3"
    assert html_of("<table><tr><td><table><tr><td><p>一</p><p>二</p></td></tr></table></td></tr></table>") == [
        "<p>一</p>",
        "<p>二</p>",
    ]


LISTINGS = [
    '<figure class="highlight js"><table><tr><td class="gutter"><pre>1<br>2</pre></td>'
    '<td class="code"><pre>a = 1<br>b &lt; 2</pre></td></tr></table></figure>',
    "<pre><code class='language-js'>a = 1\nb &lt; 2</code></pre>",
    "<div class='highlight'><pre><span class='k'>a</span> = 1\nb &lt; 2</pre></div>",
    '<ol class="dp-j"><li><span>a = 1</span></li><li><span>b &lt; 2</span></li></ol>',
    "<pre><code><span>a = 1</span></code><code><span>b &lt; 2</span></code></pre>",
]


@pytest.mark.parametrize("given", LISTINGS)
def test_listings_of_every_make_are_code(given: str) -> None:
    blocks = from_html(given).blocks
    assert [(block.kind, block.plain) for block in blocks] == [("code", "a = 1\nb < 2")]
    assert "style=" not in blocks[0].html


def test_lists_quotes_and_definitions() -> None:
    assert html_of("<ul><li><p>甲</p></li><li>乙<ul><li>丙</li></ul></li></ul>") == [
        "<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>"
    ]
    assert html_of("<ol start=3><li>甲</li></ol>") == ['<ol start="3"><li>甲</li></ol>']
    assert html_of("<blockquote>甲<br><br>乙</blockquote>") == ["<blockquote><p>甲</p><p>乙</p></blockquote>"]
    assert html_of("<dl><dt>甲<dd>乙</dl>") == ["<dl><dt>甲</dt><dd>乙</dd></dl>"]


SENTENCES = "".join(f"<p>昨日，某某镇开会，部署了第{number}项任务，要求逐一落实。</p>" for number in range(6))
MENU = "<div class='nav'><ul>" + "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(9)) + "</ul></div>"


def test_of_a_saved_page_the_article_stays() -> None:
    found = from_html(
        "<!DOCTYPE html><html><head><title>某某镇开会_要闻_某某市政府</title><style>p{}</style></head><body>"
        f"{MENU}<h1>某某镇开会</h1><div class='info'>来源：某某日报　时间：2022-01-02</div><div>{SENTENCES}</div>"
        "<div class='related'><a href='/1'>别的新闻，很长的标题</a></div>"
        "<div class='footer'>版权所有，某某市。</div></body></html>"
    )
    assert found.title == "某某镇开会"
    assert [block.plain[:4] for block in found.blocks] == ["来源：某", *["昨日，某"] * 6]


def test_a_page_without_any_dressing_stays_whole() -> None:
    found = from_html(
        "<html><head><title>甲乙丙丁</title></head><body><p>一。</p><p>二</p><ul><li>三</li></ul></body></html>"
    )
    assert [block.plain for block in found.blocks] == ["一。", "二", "三"]
    assert found.title == "甲乙丙丁"


SWALLOWED = [
    "<style>",
    "<script>",
    "<textarea>",
    "<title>",
    "<!--",
    "<svg>",
    "<xmp>",
    "<select>",
    "<iframe>",
    "<template>",
    '<a href="x',
]


@pytest.mark.parametrize("opener", SWALLOWED)
@pytest.mark.parametrize("shell", ["{}", "<html><body>{}</body></html>"])
def test_nothing_swallows_the_text_behind_it(opener: str, shell: str) -> None:
    text = "会议要求压实责任，逐级落实到人。" * 20
    found = from_html(shell.format(f"<p>前文一段。</p>{opener}<p>{text}</p>"))
    plain = "".join(block.plain for block in found.blocks)
    assert "前文一段。" in plain
    assert text in plain


def test_lines_are_told() -> None:
    found = from_html("<div>\n<p>\n一\n</p>\n<p>二</p>\n</div>")
    assert [(block.line, block.end) for block in found.blocks] == [(1, 4), (4, 6)]


def test_sentinels_pass() -> None:
    for text in (
        "<p>甲\ufdd0\ufde1乙\ufdd1丙</p>",
        "<p><b>\ufdd0\ufde1乙\ufdd1</b></p>",
        "<ul><li>\ufdd0\ufde1乙\ufdd1</ul>",
    ):
        assert "\ufdd0\ufde1乙\ufdd1" in from_html(text).blocks[0].html


def test_the_feed_item_of_the_sample_archive() -> None:
    path = next((Path(__file__).parent.parent / "seeds").glob("000*"))
    found = parse(path.relative_to(path.parent), path.read_bytes())  # type: ignore[arg-type]
    body = found.text[found.body_start :]  # type: ignore[union-attr]
    blocks = from_html(body).blocks
    assert [block.kind for block in blocks] == ["p", "p", "p", "p", "figure", "p", "p"]
    assert "<figcaption>15日8时至11时，郑市出现阵雨、雷阵雨" in blocks[4].html
    assert 'width="600" height="354" loading="lazy" referrerpolicy="no-referrer"' in blocks[4].html
    assert "点击查看大图" not in blocks[4].html
    assert "<strong>要高度重视我市新一轮强降雨过程" in blocks[3].html


def test_assembled_levels_have_no_gaps_and_paragraphs_have_numbers() -> None:
    html, plain, outline = assemble(from_html("<h1>甲</h1><p>一</p><h4>乙</h4><p>二</p>").blocks)
    assert html == '<h2 id="s1">甲</h2>\n<p id="p1">一</p>\n<h3 id="s2">乙</h3>\n<p id="p2">二</p>'
    assert plain == "甲\n一\n乙\n二"
    assert [(heading.level, heading.anchor) for heading in outline] == [(2, "s1"), (3, "s2")]
