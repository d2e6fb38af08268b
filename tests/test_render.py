"""Every page of the handmade archive, drawn and read back."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

import pytest

from builder.build.drawing import read
from builder.model import File
from builder.render.site import Painter, pages, static
from tests import handmade
from tests.handmade import ARCHIVE, BODIES, COLOPHON, NOTES

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@lru_cache(maxsize=4)
def site(language: str = "zh-Hans") -> dict[str, bytes]:
    """The whole handmade site by path."""
    settings = handmade.config(language=language)
    painter = Painter(ARCHIVE, settings, COLOPHON, NOTES, bodies=BODIES.__getitem__)
    files: list[File] = [*static(settings)]
    for page in pages(ARCHIVE, settings):
        bodies = read(page, painter.shelf)
        files.extend(painter.draw(page, *(BODIES[key] for key in bodies)))
    drawn = {str(file.path): file.data for file in files}
    assert len(drawn) == len(files), "two pages on one path"
    return drawn


def html(path: str, language: str = "zh-Hans") -> str:
    return site(language)[path].decode()


def test_every_kind_of_page_is_drawn() -> None:
    paths = {path for path in site() if path.endswith(".html")}
    assert paths >= {
        "index.html",
        "404.html",
        "about/index.html",
        "search/index.html",
        "timeline/index.html",
        "documents/index.html",
        "d/flood/index.html",
        "d/flood/source/index.html",
        "d/gone/index.html",
        "files/two/index.html",
        "tags/index.html",
        "tags/防洪/index.html",
        "people/shen/index.html",
        "years/2001/index.html",
        "years/2001/11/index.html",
        "old/flood/index.html",
    }
    assert "d/gone/source/index.html" not in paths


class Reader(HTMLParser):
    """The tags of a page, the ids, and what it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src") and value:
                self.links.append(value)
        if tag not in ("meta", "link", "input", "img", "br", "wbr", "hr", "path", "rect", "circle"):
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("path", "rect", "circle"):
            return
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(tag)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_well_formed_and_carry_nothing_inline(language: str) -> None:
    for path in site(language):
        if path.endswith(".html"):
            read = Reader(html(path, language))
            assert not read.faults and not read.stack, path
            assert len(read.ids) == len(set(read.ids)), path
            assert not {a for a in read.attributes if a == "style" or a.startswith("on")}, path


def test_every_link_leads_somewhere() -> None:
    files = site()
    made_elsewhere = re.compile(
        r".*feed\.(xml|json)|opensearch\.xml|data/|sitemap|.*document\.json|.*original\.txt|static/js/search"
    )
    ids = {path: set(Reader(html(path)).ids) for path in files if path.endswith(".html")}
    missing = set()
    for path in ids:
        base = f"https://example.org/river/{path.removesuffix('index.html')}"
        for link in Reader(html(path)).links:
            whole = urljoin(base, link)
            if not whole.startswith("https://example.org/river/"):
                assert "://" in link, (path, link)
                continue
            address, _, anchor = unquote(whole.removeprefix("https://example.org/river/")).partition("#")
            address = address.partition("?")[0]
            target = f"{address}index.html" if not address or address.endswith("/") else address
            if target not in files:
                if not made_elsewhere.match(address) and address not in ("people/lin/", "places/other/"):
                    missing.add((path, link))
            elif anchor and target in ids and anchor not in ids[target]:
                missing.add((path, link))
    assert not missing


def test_links_are_relative_except_on_the_missing_page() -> None:
    for path in site():
        if path.endswith(".html") and path != "404.html":
            assert not [link for link in Reader(html(path)).links if link.startswith("/")], path
    assert 'href="/river/about/"' in html("404.html")


@pytest.mark.parametrize(
    "shown",
    [
        "<h1>大河水位回落，堤防安然</h1>",
        '<p class="kicker">汛情通报</p>',
        "沿河三县解除警戒",
        '<a class="n" href="../../people/shen/">沈大川</a>',
        "原文作“8月21日”",
        "收录时间",
        "林望山",
        'title="原文作：?;?"',
        "都提到沈大川",
        SHA_SHOWN := handmade.SHA,
        "第 3–9 行",
        "gb18030",
        'href="../../d/flood/original.txt"',
        "[N/OL]. 河工日报, 1998-08-21(第2版)",
        '<a href="../../about/#rule-byteshift">错位推断</a> <span class="n">1</span> <small>推测</small>',
    ],
)
def test_the_document_page_says(shown: str) -> None:
    assert shown in html("d/flood/index.html")


def test_names_are_linked_once_a_paragraph_and_never_in_a_heading_or_link() -> None:
    text = html("d/flood/index.html")
    body = text[text.index('id="text"') : text.index("Z3988")]
    assert body.count('href="../../people/shen/"') == 1
    assert "一、水情 沈大川</h2>" in body
    assert '<a href="https://example.org/">沈大川访谈</a>' in body
    assert '<a class="n" href="../../places/linshui/">临水县</a>' in body


def test_a_supplied_title_a_missing_year_and_damage_are_said() -> None:
    text = html("d/dike/index.html")
    assert '<span class="supplied">[修堤日记]</span>' in text
    assert "6月20日（年份不详）" in text
    assert "12 字无法复原" in text
    assert "标题由本馆据正文拟定" in text
    assert '<span class="supplied">[修堤日记]</span>' in html("d/dike/source/index.html")


def test_an_inferred_year_is_said() -> None:
    assert "2001年11月4日（年份据同文件推定）" in html("d/first/index.html")
    assert "<small>4日？</small>" in html("timeline/index.html")


def test_a_document_in_another_script_says_its_language() -> None:
    assert '<article lang="zh-Hant">' in html("d/second/index.html")
    assert "<article>" in html("d/first/index.html")


def test_a_withdrawn_document_leaves_a_tombstone_and_no_text() -> None:
    text = html("d/gone/index.html")
    assert "应当事人要求" in text and "清早" not in text
    assert not [path for path in site() if path.startswith("d/gone/") and path != "d/gone/index.html"]
    for path in ("documents/index.html", "people/shen/index.html", "timeline/index.html", "index.html"):
        assert "d/gone/" not in html(path)


def test_versions_are_folded() -> None:
    text = html("documents/index.html")
    assert "另 1 个版本" in text and "d/copy/" not in text


def test_the_source_view_shows_each_change_with_its_rule_and_line() -> None:
    text = html("d/flood/source/index.html")
    assert '<span title="繁转简"><del>時</del><ins>时</ins></span>' in text
    assert '<del title="接合断行">↵</del>' in text
    assert '<ins class="conjecture">危化</ins>' in text
    assert '<li id="L3" value="3">' in text and "&lt;妥当&gt;" in text


def test_a_rule_that_only_marks_does_not_guess() -> None:
    lost = '</a> <span class="n">{}</span> <small>{}</small>'
    assert lost.format(1, "标记") in html("d/dike/source/index.html")
    assert lost.format(12, "标记") in html("d/dike/index.html")
    assert "<span>标记</span>" in html("about/index.html")
    assert "每条都计入" not in html("d/dike/source/index.html")


def test_furniture_is_marked_in_the_source_view_and_listed_on_the_page_of_the_file() -> None:
    assert '<li id="L1" value="1" class="off">临水县召开冬修动员会 <small>标题</small></li>' in html(
        "d/first/source/index.html"
    )
    assert "本版编辑 电话 &lt;123&gt;" in html("files/two/index.html")


def test_a_person_page_gives_offices_with_their_documents() -> None:
    text = html("people/shen/index.html")
    assert "<b>县水利局局长</b>" in text and "老沈" in text and "1998年与2001年所载职务不同" in text


def test_a_series_shows_what_it_lacks() -> None:
    text = html("series/dikes/index.html")
    assert "<span>5 <small>缺</small></span>" in text and '<a href="../../d/bulletin/"' in text


def test_the_about_page_gives_a_true_example_of_a_rule() -> None:
    text = html("about/index.html")
    assert "<dd>大河臨水站水位退至警戒↵</dd>" in text and "<dd>大河临水站水位退至警戒</dd>" in text
    assert "an image" in text


def test_the_redirect_leads_on() -> None:
    assert 'content="0; url=../../d/flood/"' in html("old/flood/index.html")


def test_twins() -> None:
    text = site()["d/flood/document.txt"].decode()
    assert text.startswith("汛情通报\n大河水位回落，堤防安然\n沿河三县解除警戒\n河工日报")
    markdown = site()["d/flood/document.md"].decode()
    assert markdown.startswith('---\nid: "flood"\ntitle: "大河水位回落，堤防安然"\n')
    assert "## 一、水情 沈大川\n\n昨日二十时" in markdown and "[沈大川访谈](https://example.org/)" in markdown


def test_drawing_twice_gives_the_same_bytes() -> None:
    first = dict(site())
    site.cache_clear()
    assert site() == first


def test_versions_are_compared_word_by_word_and_both_lead_there() -> None:
    page = html("d/copy/compare/dike/index.html")
    assert "<del>" in page or "<ins>" in page
    assert 'href="../../../../d/dike/"' in page
    assert 'href="../../d/copy/compare/dike/"' in html("d/dike/index.html")
    assert 'href="../../d/copy/compare/dike/"' in html("d/copy/index.html")
