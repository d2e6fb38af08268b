"""A site in two scripts: the same pages, ids and links below `hant/`, texts turned, names kept, no more."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from builder.build.pipeline import build
from builder.config import commented, load
from builder.edition.prose import prose
from builder.edition.settings import second_trees
from builder.edition.turner import turner
from builder.index.folding import fold
from builder.model import BuildError
from builder.script.dictionaries import rows
from builder.verify.check import verify
from tests.crawl import crawl

HOST = "https://example.org/repo/"
BOTH = 'editions = ["zh-Hans", "zh-Hant"]\n'
TEXTS = {
    "flood.md": (
        "---\ntitle: 石桥镇召开防汛工作会议\ndate: 2019-07-03\nsource: 青河日报\ntags: [防汛, 应急]\n---\n"
        "本报讯（记者 范于飞）7月3日，镇党委书记余长发主持召开会议，研究制定防汛抗旱方案。会后，干部们到后沙村查看"
        "松动的堤坝，对一台水泵、两只冲锋舟作了检查。于书记指出，关于军民联防的规定要尽快落实。\n\n"
        "## 一、里程与面积\n\n十里长堤，面粉厂里面的稻谷要晒干；运行 `后台 run()` 即可。见 [[渠记]]。\n\n"
        "镇长于军在里河村强调，皇后渠、头发丝一样的裂缝都不能放过。\n"
    ),
    "canal.md": (
        "---\ntitle: 渠记\nslug: canal\naliases: [/old/canal/]\ndate: 1987-04-02\ntags: [水利, 防汛]\n---\n"
        "余长发说：渠要修好，台风来了也不怕。\n\n![里面的渠](canal.png)\n"
    ),
    "old.md": (
        "---\ntitle: 重修石橋記\ndate: 1933-05-01\n---\n縣長余長發召集鄉紳，議修石橋。皇后廟前，松柏之下，工匠數十人，"
        "三月而成。里人稱便，乃勒石以記其事，時民國二十二年也。\n"
    ),
    "english.md": (
        "---\ntitle: A note on the bridge\ndate: 1990-01-01\nlang: en\n---\nThe bridge at 后里 was mended in 1989.\n"
    ),
    "two.txt": "县里发来通知\n\n2020年1月5日，县里发来通知，要求各镇复核台账，标签贴在柜台后面。\n",
}  # fmt: skip
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63600000000005000105d7b5f80000000049454e44ae426082"
)


def site(folder: Path, settings: str = BOTH, title: str = "石桥县方志") -> Path:
    (folder / "content").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    (folder / "content/canal.png").write_bytes(PICTURE)
    (folder / "site.toml").write_text(
        f'[site]\ntitle = "{title}"\nbase_url = "{HOST}"\n{settings}[sources."青河日报"]\nurl = "https://a.example/"\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = site(tmp_path_factory.mktemp("editions"))
    build(load(folder), jobs=1)
    return folder / "public"


class Page(HTMLParser):
    """What a page says to people, its alternates, and its language; texts marked as another language apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.alternates: dict[str, str] = {}
        self.switch: list[str] = []
        self.language = ""
        self.stack: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given["lang"]
        elif tag == "link" and "hreflang" in given:
            self.alternates[given["hreflang"]] = given["href"]
        elif tag == "a" and "hreflang" in given:
            self.switch.append(given["href"])
        foreign = tag != "html" and given.get("lang", self.language) != self.language
        if tag not in ("meta", "link", "br", "img", "input", "hr", "path", "circle", "rect"):
            self.stack.append((tag, foreign or tag in ("code", "script", "style", "bdi")))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(aside for _, aside in self.stack):
            self.texts.append(data)


def pages(folder: Path) -> dict[str, Path]:
    """Every page of one tree by its address below that tree's root, redirects aside."""
    found = {path.parent.relative_to(folder).as_posix(): path for path in folder.rglob("index.html")}
    return {
        "" if url == "." else quote(f"{url}/"): path
        for url, path in found.items()
        if not url.startswith("hant") and 'http-equiv="refresh"' not in path.read_text("utf-8")
    }


def document(public: Path, title: str) -> Path:
    (found,) = (
        path.parent for path in public.glob("d/*/document.json") if json.loads(path.read_bytes())["title"] == title
    )
    return found


def test_every_page_is_in_both_trees_under_one_id(public: Path) -> None:
    one, other = pages(public), pages(public / "hant")
    assert one.keys() == other.keys()
    assert len(one) > 30
    for url, path in one.items():
        ids = [set(re.findall(r'\sid="([^"]+)"', tree[url].read_text("utf-8"))) for tree in (one, other)]
        assert ids[0] == ids[1], path


def test_hreflang_is_complete_and_mutual(public: Path) -> None:
    for folder, language in (("", "zh-Hans"), ("hant/", "zh-Hant")):
        for url, path in pages(public / folder).items():
            page = Page(path.read_text("utf-8"))
            wanted = {"zh-Hans": HOST + url, "x-default": HOST + url, "zh-Hant": f"{HOST}hant/{url}"}
            assert (page.language, page.alternates) == (language, wanted)
            there = {"": "hant/", "hant/": ""}[folder] + url
            assert [urljoin(HOST + folder + url, href) for href in page.switch] == [HOST + there]


def test_the_whole_tree_is_traditional(public: Path) -> None:
    """No character that only Simplified has stands on a page, save in what was found and in other languages."""
    simplified = {one for one, becomes in rows("STCharacters").items() if one not in becomes}
    for url, path in pages(public / "hant").items():
        page = Page(path.read_text("utf-8"))
        if url == "about/":
            continue  # it quotes what was found
        text = "".join(page.texts).replace("简", "")  # the switch
        assert not (wrong := simplified & set(text)), (url, wrong)


TURNED = (
    *("記者 范于飛", "余長發主持", "會後，幹部們到後沙村", "鬆動的堤壩", "一臺水泵、兩隻衝鋒舟", "研究制定防汛抗旱"),
    *("于書記指出", "關於軍民聯防", "儘快落實", "十里長堤", "麵粉廠裡面的稻穀要曬乾", "鎮長于軍在里河村"),
    *("皇后渠、頭髮絲一樣的裂縫", "青河日報"),
)


def test_names_are_kept_and_words_turned(public: Path) -> None:
    here = document(public, "石桥镇召开防汛工作会议")
    there = public / "hant/d" / here.name
    text = (there / "document.txt").read_text("utf-8")
    assert "記者 范于飞" not in text
    for phrase in TURNED:
        assert phrase in text
    page = (there / "index.html").read_text("utf-8")
    assert "<code>后台 run()</code>" in page
    assert re.search(r'<a class="n" href="\.\./\.\./people/[^"]+">余長發</a>', page)
    assert re.search(r'<a class="wikilink" href="\.\./\.\./d/canal/">渠記</a>', page)


def test_what_is_traditional_or_foreign_stays(public: Path) -> None:
    for title in ("重修石橋記", "A note on the bridge"):
        here = document(public, title)
        there = public / "hant/d" / here.name
        bodies = [(folder / "document.txt").read_text("utf-8").partition("\n\n")[2] for folder in (here, there)]
        assert bodies[0] == bodies[1]


def test_the_source_view_shows_what_was_found(public: Path) -> None:
    here = document(public, "县里发来通知")
    page = (public / "hant/d" / here.name / "source/index.html").read_text("utf-8")
    assert '<ol class="lines" id="compare" lang="zh-Hans">' in page
    assert '<li id="L1" value="1" class="off">县里发来通知 <small>標題</small></li>' in page


def test_data_and_assets_stand_once(public: Path) -> None:
    names = {path.relative_to(public / "hant").as_posix() for path in (public / "hant").rglob("*") if path.is_file()}
    assert not [name for name in names if name.startswith(("data/", "static/", "assets/", "hant/"))]
    assert not [name for name in names if name.endswith(("document.json", "original.txt", "robots.txt", "sitemap.xml"))]
    assert {"feed.xml", "feed.json", "opensearch.xml", "404.html", "pagefind/search.json"} <= names
    assert 'src="../../../assets/' in (public / "hant/d/canal/index.html").read_text("utf-8")
    assert not (public / "hant/old").exists()


def test_verify_and_the_crawler_find_nothing(public: Path) -> None:
    assert verify(public).problems == ()
    crawled = crawl(public)
    assert [one for one in crawled.dead if not one[0].endswith("404.html")] == []  # its links begin at the host's root
    assert crawled.lost == []
    assert max(crawled.clicks.values()) <= 4  # one to the other tree


def test_sitemap_names_both(public: Path) -> None:
    text = (public / "sitemap.xml").read_text("utf-8")
    locations = re.findall(r"<loc>([^<]+)</loc>", text)
    assert len(locations) == len(set(locations))
    assert {f"{HOST}hant/{url.removeprefix(HOST)}" for url in locations if "/hant/" not in url} == {
        url for url in locations if "/hant/" in url
    }
    for entry in re.findall(r"<url>.*?</url>", text):
        assert re.findall(r'hreflang="([^"]+)"', entry) == ["zh-Hans", "zh-Hant", "x-default"]


def test_feeds_are_told_apart(public: Path) -> None:
    ids = [
        set(re.findall(r"<id>([^<]+)</id>", (public / tree / "feed.xml").read_text("utf-8"))) for tree in ("", "hant")
    ]
    assert len(ids[0]) == len(ids[1])
    assert not ids[0] & ids[1]
    assert "石橋鎮召開防汛工作會議" in (public / "hant/feed.xml").read_text("utf-8")


def fragments(folder: Path) -> Iterator[dict[str, object]]:
    for path in sorted(folder.rglob("*.pf_fragment")):
        yield json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


def test_each_tree_searches_its_own_texts(public: Path) -> None:
    """Results are in the tree's script; both indexes hold the same folded text, so a query in either finds the same."""
    one, other = (
        {str(f["url"]): str(f["content"]) for f in fragments(public / tree / "pagefind")} for tree in ("", "hant")
    )
    assert one.keys() == other.keys()
    assert any("會後，幹部們" in text for text in other.values())
    assert not any("會後，幹部們" in text for text in one.values())
    for url, text in one.items():
        assert fold(text) == fold(other[url]), url


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edit_gives_the_bytes_of_a_cold_build(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    first = build(load(folder), jobs=1, search=False)
    assert build(load(folder), jobs=1, search=False).written == 0
    one = folder / "content/two.txt"
    one.write_text(one.read_text("utf-8") + "\n于军的头发白了。\n", encoding="utf-8")
    second = build(load(folder), jobs=1, search=False)
    assert second.written < first.written / 2
    warm = tree(folder / "public")
    shutil.rmtree(folder / "public")
    shutil.rmtree(folder / ".fangzhi")
    build(load(folder), jobs=1, search=False)
    assert {name for name, data in tree(folder / "public").items() if warm.get(name) != data} <= {
        "data/build.json",
        "SHA256SUMS",
    }


def test_a_second_tree_comes_and_goes(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", settings="")
    build(load(folder), jobs=1, search=False)
    alone = tree(folder / "public")
    assert not (folder / "public/hant").exists()
    assert not [name for name, data in alone.items() if b'hreflang="x-default' in data or b'class="editions' in data]


def test_a_traditional_site_has_a_simplified_tree(tmp_path: Path) -> None:
    settings = 'language = "zh-Hant"\neditions = ["zh-Hans", "zh-Hant"]\n'
    folder = site(tmp_path / "site", settings, title="石橋縣方志")
    config = load(folder)
    assert config.editions == ("zh-Hant", "zh-Hans")
    build(config, jobs=1, search=False)
    page = Page((folder / "public/hans/index.html").read_text("utf-8"))
    assert page.language == "zh-Hans"
    assert page.alternates == {"zh-Hant": HOST, "x-default": HOST, "zh-Hans": f"{HOST}hans/"}
    assert "重修石桥记" in "".join(page.texts)
    assert verify(folder / "public").problems == ()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('editions = ["zh-Hans", "zh-TW"]\n', "editions knows zh-Hans and zh-Hant"),
        ('editions = ["zh-Hant", "zh-Hant"]\n', "editions names each script once"),
        ('editions = ["zh-Hant"]\n', "editions must hold the site's own language, zh-Hans"),
        ('editions = "zh-Hant"\n', "editions is a list of texts"),
    ],
)
def test_wrong_settings_are_told_with_their_line(tmp_path: Path, settings: str, said: str) -> None:
    with pytest.raises(BuildError) as caught:
        load(site(tmp_path / "site", settings))
    assert said in str(caught.value)
    assert "site.toml:4:" in str(caught.value)


def test_one_edition_alone_is_no_second_tree(tmp_path: Path) -> None:
    config = load(site(tmp_path / "site", 'editions = ["zh-Hans"]\n'))
    assert config.editions == ()
    assert second_trees(config) == ()
    assert "editions = []" in commented()


MARKUP = (
    ("<p>干<strong>部</strong>的头<em>发</em></p>", "<p>幹<strong>部</strong>的頭<em>髮</em></p>"),
    ("<p>皇</p><p>后来</p>", "<p>皇</p><p>後來</p>"),
    ('<p id="后"><a href="后/里/">后面</a></p>', '<p id="后"><a href="后/里/">後面</a></p>'),
    ('<img src="后.png" alt="后面">\n<p>后</p>', '<img src="后.png" alt="後面">\n<p>後</p>'),
    ("<pre><code>后 <b>干</b></code></pre>后", "<pre><code>后 <b>干</b></code></pre>後"),
    ('<q lang="ja">発电后<q>后</q></q>后', '<q lang="ja">発电后<q>后</q></q>後'),
    ('<span lang="zh-Hans">后面</span>', '<span lang="zh-Hans">後面</span>'),
    ('<span class="lost" data-raw="后?里">□</span>后', '<span class="lost" data-raw="后?里">□</span>後'),
    ("a &lt; b &amp; 后", "a &lt; b &amp; 後"),
    ("", ""),
)


@pytest.mark.parametrize(("before", "after"), MARKUP)
def test_markup_is_untouched(before: str, after: str) -> None:
    assert prose({}, turner("zh-Hant")).markup(before) == after


NAMED = (
    (
        {"于军": "person"},
        "于军说，关于军队的事，由于书记定。于某到场。",
        "于軍說，關於軍隊的事，由於書記定。于某到場。",
    ),
    ({"范长江": "person"}, "范长江的范围", "范長江的範圍"),
    ({"余干": "person"}, "余干部署工作", "余干部署工作"),
    ({"丑小明": "person", "岳丽": "person"}, "丑小明不丑，岳丽登山岳", "丑小明不醜，岳麗登山嶽"),
    ({"里河村": "place", "谷里": "place"}, "里河村里，谷里的谷子", "里河村裡，谷里的穀子"),
    ({"后勤部": "body"}, "太后勤部分", "太後勤部分"),
    ({"《皇后与后来》": "work"}, "读《皇后与后来》后", "讀《皇后與後來》後"),
)


@pytest.mark.parametrize(("kinds", "before", "after"), NAMED)
def test_names_are_protected(kinds: dict[str, str], before: str, after: str) -> None:
    assert prose(kinds, turner("zh-Hant")).text(before) == after
