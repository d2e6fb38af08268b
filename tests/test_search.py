"""Search in a real Chromium: exactly the documents that hold a string, and a page that can be used.

The oracle needs no engine: a document is a hit when its folded text holds the folded string. It is asked in every
setting that could differ: at the root and below it, in one index and in several, always with the site's own
Content-Security-Policy in force.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.build.pipeline import build
from builder.config import load
from builder.index import pagefind
from builder.index.folding import fold
from builder.index.searchable import searchable
from builder.index.shards import shards
from builder.model import Archive, Body, Document
from tests import archives, corpus
from tests.browser import Served, chromium, served
from tests.sample import sample_site

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
CASES = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))
SHELL = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>搜索</title>
<script type="module" src="{root}static/js/{script}"></script></head><body class="{kind}">{body}</body></html>"""
FORM = '<form role="search" action="./"><input type="search" name="q" aria-label="搜索"><button>搜索</button></form>'


@dataclass(frozen=True)
class Site:
    """A site on the disk, and for each document the folded text that search must answer for."""

    folder: Path
    archive: Archive
    texts: dict[str, str]

    def holding(self, *strings: str) -> set[str]:
        return {name for name, text in self.texts.items() if all(fold(string) in text for string in strings)}


def site(folder: Path, count: int, largest: int, monkeypatch: pytest.MonkeyPatch) -> Site:
    archive, bodies = archives.made(corpus.documents(count))
    monkeypatch.setattr(pagefind, "shards", partial(shards, largest=largest))
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    public = folder / "public"
    archives.written(list(pagefind.search(archive, archives.config(folder), bodies, scratch)), public)
    shutil.copytree(ROOT / "static" / "js", public / "static" / "js")
    page = SHELL.format(root="../", script="search.js", kind="search", body=f"<fangzhi-search>{FORM}</fangzhi-search>")
    (public / "search").mkdir()
    (public / "search" / "index.html").write_text(page, encoding="utf-8")
    texts = {}
    for entry in archive.entries:
        body = bodies(entry.document.key)
        texts[entry.id] = fold(searchable(entry.document, body))
        article = f'<article><h1>{entry.document.title}</h1><div class="text">{body.html}</div></article>'
        (public / entry.url).mkdir(parents=True)
        page = SHELL.format(root="../../", script="found.js", kind="document", body=article)
        # The theme joins found.js into `static/site.….js`; here it stands alone, one folder deeper.
        page = page.replace("static/js/found.js", "static/found.js")
        (public / entry.url / "index.html").write_text(page, encoding="utf-8")
    shutil.copy(ROOT / "static" / "js" / "found.js", public / "static" / "found.js")
    return Site(public, archive, texts)


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield monkeypatch


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> Site:
    return site(tmp_path_factory.mktemp("small"), 120, 2500, patch)


@pytest.fixture(scope="module")
def sharded(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> Site:
    return site(tmp_path_factory.mktemp("sharded"), 150, 30, patch)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def at(small: Site, browser: Browser) -> Iterator[tuple[Page, Served]]:
    """A page and the address of the small site, below a base path; an error in the page is a failure."""
    with served(small.folder, "/repo/") as address, browser.new_context() as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        yield page, address
        assert errors == []


def strings(texts: dict[str, str], count: int, seed: int) -> list[str]:
    """Strings of two to eight characters: three of four cut from the documents, the fourth shuffled (mostly absent)."""
    random = Random(seed)
    whole = sorted(texts.values())
    found: list[str] = []
    while len(found) < count:
        text = random.choice(whole)
        start = random.randrange(len(text))
        piece = text[start : start + random.randrange(2, 9)]
        if len(found) % 4 == 3:
            piece = "".join(random.sample(piece, len(piece)))
        if len(fold(piece)) >= 2 and not any(char.isspace() for char in piece):
            found.append(piece)
    return found


ASK = """async ([bundle, queries]) => {
  const { Engine } = await import(new URL("../static/js/search-engine.js", bundle));
  const engine = new Engine(bundle);
  await engine.open();
  await engine.load(99);
  const answers = [];
  for (const query of queries) {
    const hits = await engine.search(query);
    answers.push(hits.map((hit) => [hit.shard.name, hit.place]));
  }
  return [engine.shards.length, answers, document.documentElement.lang];
}"""


@pytest.mark.parametrize("base", ["/", "/repo/"])
@pytest.mark.parametrize("name", ["small", "sharded"])
def test_hits_are_exactly_the_documents_that_hold_the_string(
    name: str, base: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    made: Site = request.getfixturevalue(name)
    queries = strings(made.texts, 150, seed=len(base))
    with served(made.folder, base) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "search/")
        count, answers, language = page.evaluate(ASK, [address + "pagefind/", queries])
    listed = shards(made.archive, 30 if name == "sharded" else 2500)
    assert count == len(listed) and (count > 3) == (name == "sharded")
    assert language == "zh-Hans", "the page's language is put back"
    places = {shard.name: shard.places for shard in listed}
    wrong = {}
    for query, hits in zip(queries, answers, strict=True):
        got = [made.archive.entries[places[shard][place]].id for shard, place in hits]
        if sorted(got) != sorted(made.holding(query)):
            wrong[query] = (sorted(got), sorted(made.holding(query)))
    assert wrong == {}
    found = sum(bool(made.holding(query)) for query in queries)
    assert 100 < found < 150, "both present and absent strings were asked for"


ODD = [
    "3期",
    "13期",
    "12号",
    "112号",
    "7·20",
    "7.20",
    "720",
    "人人",
    "安全安全",
    "全安",
    "“7·20”特",
    "〔2022〕",
    "%，",
    "𠮷田",
    "gdp",
    "WIFI",
    ".org",
]


def test_odd_strings(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    page.goto(address + "search/")
    _, answers, _ = page.evaluate(ASK, [address + "pagefind/", ODD])
    assert {query: len(hits) for query, hits in zip(ODD, answers, strict=True)} == {
        query: len(small.holding(query)) for query in ODD
    }
    assert len(small.holding("7·20") ^ small.holding("720")) > 0, "the corpus tells them apart"


@pytest.mark.parametrize("name", ["fold", "letters", "pairs", "phrases"])
def test_javascript_folds_and_cuts_like_python(name: str, at: tuple[Page, Served]) -> None:
    page, address = at
    page.goto(address + "search/")
    script = """async ([folder, name, cases]) => {
      const all = { ...(await import(folder + "search-folding.js")), ...(await import(folder + "search-tokens.js")) };
      return cases.map(([text]) => (name === "letters" ? all.letters(text).join("") : all[name](text)));
    }"""
    made = page.evaluate(script, [address + "static/js/", name, CASES[name]])
    assert dict(zip((case[0] for case in CASES[name]), made, strict=True)) == dict(CASES[name])


def search(page: Page, address: Served, query: str = "") -> None:
    page.goto(f"{address}search/{query}")
    done(page)


def done(page: Page) -> None:
    page.wait_for_selector("fangzhi-search[data-state=done]", state="attached")


def ids(page: Page) -> list[str]:
    """The documents in the list, all pages of it opened."""
    more = page.locator(".search-found > div > .search-more")
    while more.is_visible():
        shown = page.locator(".search-result").count()
        more.click()
        expect(page.locator(".search-result")).not_to_have_count(shown)
    links: list[str] = page.eval_on_selector_all(".search-result h2 a", "all => all.map((a) => a.pathname)")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


@pytest.mark.parametrize("query", ["安全生产", "會議", "李强", "〔2022〕12号", "防汛 通知"])
def test_an_address_opens_its_search(query: str, at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    search(page, address, f"?q={query}")
    expected = small.holding(*query.split())
    assert sorted(ids(page)) == sorted(expected)
    assert page.locator(".search-status").inner_text() == f"找到 {len(expected)} 篇"
    assert page.locator(".search-status").get_attribute("role") == "status"
    for passage in page.locator(".search-result").all()[:20]:
        marks = {fold(mark) for mark in passage.locator("mark").all_inner_texts()}
        assert marks and marks <= {fold(word) for word in query.split()}


def test_older_shards_wait_until_they_are_asked_for(sharded: Site, browser: Browser) -> None:
    listed = shards(sharded.archive, 30)
    newest = {sharded.archive.entries[place].id for place in listed[0].places}
    expected = sharded.holding("会议")
    assert len(newest & expected) >= 10 and expected - newest, "the newest shard fills the first look, but lacks some"
    with served(sharded.folder) as address, browser.new_context() as context:
        page = context.new_page()
        search(page, address, "?q=会议")
        assert set(ids(page)) == newest & expected
        status = page.locator(".search-status")
        assert status.inner_text() == f"找到 {len(newest & expected)} 篇 · 已搜索 150 篇中的 {len(newest)} 篇"
        asked = {entry[0].partition("pagefind/")[2].partition("/")[0] for entry in address.log}
        assert not asked & {shard.path.rstrip("/") for shard in listed[1:]}, "nothing of the older ones is fetched"
        page.get_by_role("button", name="继续搜索更早的").click()
        expect(status).to_have_text(f"找到 {len(expected)} 篇")
        assert set(ids(page)) == expected


def test_where_little_is_found_older_shards_are_searched_too(sharded: Site, browser: Browser) -> None:
    listed = shards(sharded.archive, 30)
    old = {sharded.archive.entries[place].id for shard in listed[1:6] for place in shard.places}
    some = {word: sharded.holding(word) for word in strings(sharded.texts, 400, seed=8)}
    word = next(word for word, held in some.items() if held and len(held) < 10 and held <= old)
    with served(sharded.folder) as address, browser.new_context() as context:
        page = context.new_page()
        search(page, address, f"?q={word}")
        assert set(ids(page)) == sharded.holding(word)
        search(page, address, "?q=会议&sort=old")
        assert set(ids(page)) == sharded.holding("会议"), "the oldest are loaded last, and all are"


def test_typing_searches_and_the_field_keeps_the_focus(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    search(page, address)
    page.focus("[name=q]")
    page.keyboard.type("防汛抗旱")
    page.wait_for_selector(".search-result")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.url.endswith("search/?q=%E9%98%B2%E6%B1%9B%E6%8A%97%E6%97%B1")
    page.keyboard.press("Enter")
    done(page)
    assert page.evaluate("document.activeElement.name") == "q"
    assert sorted(ids(page)) == sorted(small.holding("防汛抗旱"))


def test_filters_count_and_narrow(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    search(page, address, "?q=会议")
    by_year: dict[str, set[str]] = {}
    dates = {entry.id: entry.date for entry in small.archive.entries}
    for name in small.holding("会议"):
        date = dates[name]
        by_year.setdefault(date.year if date else "", set()).add(name)
    boxes = page.locator("input[name=year]")
    shown = {box.get_attribute("value") or "": box for box in boxes.all()}
    assert {year: int(box.locator("xpath=../span[2]").inner_text()) for year, box in shown.items()} == {
        year: len(names) for year, names in by_year.items()
    }
    year = max(by_year, key=lambda one: len(by_year[one]))
    page.locator(f"input[name=year][value='{year}']").focus()
    page.keyboard.press("Space")
    done(page)
    assert page.evaluate("document.activeElement.name") == "year", "the keyboard stays where it was"
    assert sorted(ids(page)) == sorted(by_year[year])
    assert f"year={year}" in page.url
    assert (
        page.locator(".search-status").inner_text()
        == f"{len(by_year[year])} 篇，筛选自 {len(small.holding('会议'))} 篇"
    )
    page.locator("summary", has_text="人物").click()
    page.wait_for_selector("input[name=person]")
    assert int(page.locator("input[name=person] ~ .search-count").first.inner_text()) <= len(by_year[year])
    page.click(".search-clear")
    done(page)
    assert sorted(ids(page)) == sorted(small.holding("会议"))


def test_filters_alone_list_documents(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    search(page, address, "?source=云台日报&place=青石县")
    expected = [
        e.id
        for e in small.archive.entries
        if e.source and e.source.title == "云台日报" and "青石县" in e.document.places
    ]
    assert sorted(ids(page)) == sorted(expected) != []


def test_sorting_by_date_puts_the_undated_last(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    dates = {entry.id: entry.date.edtf if entry.date else "" for entry in small.archive.entries}
    for sort, backwards in (("new", True), ("old", False)):
        search(page, address, f"?q=会议&sort={sort}")
        got = [dates[name] for name in ids(page)]
        dated = [date for date in got if date]
        assert dated == sorted(dated, reverse=backwards) and len(dated) > 5
        assert got == [*dated, *[""] * (len(got) - len(dated))] and len(got) > len(dated)


def test_best_first_puts_the_title_before_the_text(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    search(page, address, "?q=防汛工作")
    titled = {entry.id for entry in small.archive.entries if "防汛工作" in entry.document.title}
    assert titled and set(ids(page)[: len(titled)]) == titled


def test_back_leads_to_the_search_before(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    search(page, address, "?q=会议")
    page.fill("[name=q]", "通知")
    page.keyboard.press("Enter")
    expect(page.locator(".search-result mark").first).to_have_text("通知")
    page.go_back()
    expect(page.locator(".search-result mark").first).not_to_have_text("通知")
    done(page)
    assert page.input_value("[name=q]") == "会议"
    assert sorted(ids(page)) == sorted(small.holding("会议"))


def test_recent_searches_are_kept_here_and_forgotten(at: tuple[Page, Served]) -> None:
    page, address = at
    search(page, address)
    assert page.locator(".search-recent").count() == 0
    page.fill("[name=q]", "柳林街道")
    page.keyboard.press("Enter")
    done(page)
    search(page, address)
    assert page.locator(".search-recent a").all_inner_texts() == ["柳林街道"]
    page.locator(".search-help button").click()
    assert page.locator(".search-recent").count() == 0
    assert page.evaluate("localStorage.length") == 0


HELPED = [
    ("云政发(2022)12号", "云政发〔2022〕12号（"),
    ("防汛抗旱指挥部指挥长宇航员", "防汛抗旱指挥部指挥长（"),
    ("7-20”特大", "7·20”特大"),
]


@pytest.mark.parametrize(("query", "offer"), HELPED)
def test_an_empty_answer_offers_what_is_there(query: str, offer: str, at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    assert not small.holding(query)
    search(page, address, f"?q={query}")
    assert page.locator(".search-status").inner_text() == f"没有文献含有“{query}”"
    assert any(text.startswith(offer) for text in page.locator(".search-offers a").all_inner_texts())
    page.locator(".search-offers a").first.click()
    page.wait_for_selector(".search-result")


def test_one_character_is_too_few(at: tuple[Page, Served]) -> None:
    page, address = at
    search(page, address, "?q=水")
    assert page.locator(".search-status").inner_text() == "请至少输入两个字"
    search(page, address, "?q=会议 水")
    assert page.locator(".search-status").inner_text().endswith("单独的一个字没有计入：水")


@pytest.mark.parametrize("query", ["会议", "會議", "“7·20”特大", "李强", "GDP"])
def test_the_hit_is_marked_on_the_document(query: str, at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    if not small.holding(query):
        pytest.fail(f"the corpus lacks {query}")
    search(page, address, f"?q={query}")
    page.locator(".search-result h2 a").first.click()
    page.wait_for_selector("mark.found")
    name = page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    plain = fold(page.locator("article").evaluate("a => a.querySelector('.found-bar').remove() ?? a.innerText"))
    assert name in small.holding(query)
    marks = page.locator("mark.found")
    assert {fold(text) for text in marks.all_inner_texts()} == {fold(query)}
    assert marks.count() == plain.count(fold(query))
    assert page.evaluate("document.activeElement.closest('mark.found.current') !== null")
    box = page.locator("mark.found.current").bounding_box()
    assert box is not None and 0 < box["y"] < 720, "the marked place is in view"


def test_the_marks_lead_on_and_go(at: tuple[Page, Served], small: Site) -> None:
    page, address = at
    name = max(small.texts, key=lambda one: small.texts[one].count("安全"))
    page.goto(f"{address}d/{name}/?q=安全")
    page.wait_for_selector("mark.found")
    before = page.locator("article").evaluate("a => a.querySelector('.text').innerText")
    total = page.locator("mark.found").count()
    assert page.locator(".found-bar [role=status]").inner_text().endswith(f"共 {total} 处")
    page.get_by_role("button", name="下一处").click()
    assert page.locator("mark.found.current").count() == 1
    page.get_by_role("button", name="取消标记").click()
    assert page.locator("mark.found").count() == 0 and "?" not in page.url
    assert page.locator("article").evaluate("a => a.querySelector('.text').innerText") == before


def test_a_mark_runs_across_links(at: tuple[Page, Served]) -> None:
    page, address = at
    page.goto(f"{address}search/")
    script = """async (address) => {
      document.body.innerHTML = '<article><p>到<a>青石</a>县调<b>研青</b>石县</p><p>青石</p><p>县</p></article>';
      const { mark } = await import(address + "static/js/search-marker.js");
      mark(document.querySelector("article"), "青石縣");
      const text = document.querySelector("p").textContent;
      return [text, [...document.querySelectorAll("mark")].map((one) => one.textContent)];
    }"""
    assert page.evaluate(script, address) == ["到青石县调研青石县", ["青石", "县", "青", "石县"]]


def test_without_script_the_form_still_asks(small: Site, browser: Browser) -> None:
    with served(small.folder) as address, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "search/")
        page.fill("[name=q]", "防汛")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")


def test_nothing_is_asked_of_another_host(at: tuple[Page, Served]) -> None:
    page, address = at
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, address, "?q=会议")
    assert asked and all(url.startswith((address, "blob:", "data:")) for url in asked)
    assert [entry for entry in address.log if entry[1] != 200 and "favicon" not in entry[0]] == []


def test_an_empty_archive_answers(tmp_path: Path, browser: Browser, patch: pytest.MonkeyPatch) -> None:
    empty = site(tmp_path, 0, 2500, patch)
    with served(empty.folder) as address, browser.new_context() as context:
        page = context.new_page()
        search(page, address, "?q=会议")
        assert page.locator(".search-status").inner_text() == "没有文献含有“会议”"


def test_a_site_without_an_index_says_so(small: Site, tmp_path: Path, browser: Browser) -> None:
    shutil.copytree(small.folder / "search", tmp_path / "search")
    shutil.copytree(small.folder / "static", tmp_path / "static")
    with served(tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        search(page, address, "?q=会议")
        assert page.locator(".search-status").inner_text() == "本次生成没有建立搜索索引。"


WORDS = """async (folder) => {
  const { words } = await import(folder + "search-words.js");
  const spoken = {};
  for (const language of ["zh-Hans", "zh-Hant", "en"]) {
    document.documentElement.lang = language;
    const say = words(null);
    spoken[language] = [say("found", { n: 1 }), say("found", { n: 2 }), say("kind_official"), say("sort_new")];
  }
  return spoken;
}"""


def test_the_page_speaks_the_language_of_the_site(at: tuple[Page, Served]) -> None:
    page, address = at
    page.goto(f"{address}search/")
    assert page.evaluate(WORDS, address + "static/js/") == {
        "zh-Hans": ["找到 1 篇", "找到 2 篇", "公文", "由近及远"],
        "zh-Hant": ["找到 1 篇", "找到 2 篇", "公文", "由近及遠"],
        "en": ["1 document found", "2 documents found", "Official document", "Newest first"],
    }


def _files(tmp_path: Path, name: str, count: int) -> dict[str, bytes]:
    archive, bodies = archives.made(corpus.documents(count))
    folder = tmp_path / name
    folder.mkdir()
    made: Any = pagefind.search(archive, archives.config(tmp_path), bodies, folder)
    return {str(file.path): file.data for file in made}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = _files(tmp_path, "one", 90), _files(tmp_path, "other", 90)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert not [name for name in one if "-ui" in name or "highlight" in name]


def test_an_unchanged_shard_is_kept_and_an_edit_makes_one_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "shards", partial(shards, largest=30))
    runs: list[Path] = []
    run = pagefind._run
    monkeypatch.setattr(pagefind, "_run", lambda pages, bundle: (runs.append(pages), run(pages, bundle)))

    def built(documents: list[tuple[Document, Body]], folder: str = "kept") -> dict[str, bytes]:
        archive, bodies = archives.made(documents)
        made = pagefind.search(archive, archives.config(tmp_path), bodies, tmp_path / folder)
        return {str(file.path): file.data for file in made}

    documents = corpus.documents(90)
    first = built(documents)
    count = len(runs)
    assert count > 2
    assert built(documents) == first and len(runs) == count, "nothing changed, nothing is made"
    edited = [*documents[:-1], (documents[-1][0], replace(documents[-1][1], plain="另有新文。"))]
    after = built(edited)
    assert len(runs) == count + 1
    assert after == built(edited, "cold"), "and it is what a cold build makes"
    runs.clear()
    for kept in (tmp_path / "kept").glob("*.zip"):
        kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    assert built(edited) == after and len(runs) == count, "what is damaged is made again"


def test_more_documents_than_search_serves_well_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    archive, _ = archives.made(corpus.documents(8))
    assert pagefind.crowded(archive) == ()
    monkeypatch.setattr(pagefind, "SERVES", 7)
    (problem,) = pagefind.crowded(archive)
    assert problem.kind == "search" and "8 documents" in problem.message and "--no-search" in problem.message


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own archive, built by the whole pipeline."""
    config = load(sample_site(tmp_path_factory.mktemp("sample")))
    build(config, jobs=1)
    return config.output


def indexed(output: Path) -> dict[str, tuple[str, str]]:
    """Address → (hit id, text) of every document of a built site, out of the index itself."""
    found = {}
    for path in (output / "pagefind").glob("**/*.pf_fragment"):
        value = json.loads(gzip.decompress(path.read_bytes()).removeprefix(pagefind.MAGIC))
        found[value["url"]] = (path.name.removesuffix(".pf_fragment"), value["content"])
    return found


def test_the_sample_archive_is_searched_exactly(sample: Path, browser: Browser) -> None:
    documents = [json.loads(line) for line in (sample / "data/documents.jsonl").read_text("utf-8").splitlines()]
    texts = indexed(sample)
    assert set(texts) == {document["url"] for document in documents} != set()
    for document in documents:
        title, _, rest = texts[document["url"]][1].partition("\n")
        assert title == document["title"].replace("\n", " ") and rest.endswith(document["text"])
    folded = {url: fold(text) for url, (_, text) in texts.items()}
    queries = [*strings(folded, 60, seed=3), "7·20", "“7·20”", "安全生产", "調查組", "防汛"]
    with served(sample, "/repo/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "search/")
        _, answers, _ = page.evaluate(ASK, [address + "pagefind/", queries])
        places = {tuple(name.split(".")[:2]): url for url, (name, _) in texts.items()}
        for query, hits in zip(queries, answers, strict=True):
            expected = {url for url, text in folded.items() if fold(query) in text}
            assert {places[shard, str(place)] for shard, place in hits} == expected, query


def test_a_doubtful_date_is_doubtful_in_a_result_too(sample: Path, browser: Browser) -> None:
    with served(sample, "/repo/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "search/?q=安全生产")
        facts = page.locator(".search-facts")
        expect(facts.filter(has_text="2022年4月1日？")).to_have_count(1)
        expect(facts.filter(has_text="6月20日（年份不详）")).to_have_count(1)


def test_a_supplied_title_stands_in_brackets_and_its_hit_is_marked(sample: Path, browser: Browser) -> None:
    with served(sample, "/repo/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "search/?q=储祥好主持")
        link = page.locator(".search-result h2 a")
        expect(link).to_have_text(re.compile(r"^\[市委副书记.*\]$"))
        expect(link.locator("mark").first).to_have_text("储祥好主持")
        page.goto(address + "search/?q=邓群策")
        expect(link.filter(has_text="邓群策")).to_have_text(re.compile(r"^[^\[]"))


def test_from_the_front_page_to_the_marked_passage_by_keyboard(sample: Path, browser: Browser) -> None:
    with served(sample, "/repo/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "about/")
        page.keyboard.press("/")
        page.keyboard.type("安全生产")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        done(page)
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.search-result') !== null"):
                break
        page.keyboard.press("Enter")
        page.wait_for_selector("mark.found.current")
        assert page.evaluate("document.activeElement.matches('mark.found.current')")
        assert fold(page.locator("mark.found.current").first.inner_text()) == "安全生产"
        page.go_back()
        done(page)
        assert page.input_value("[name=q]") == "安全生产" and page.locator(".search-result").count() > 0
