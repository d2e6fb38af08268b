"""The site as a zip: unpacked and opened from a disk, without any server, it is the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from builder import offline
from builder.cli import main
from builder.index.folding import fold
from builder.model import BuildError
from builder.verify.check import verify
from tests.browser import chromium
from tests.sample import sample_site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder; the zip stands beside it."""
    folder = sample_site(tmp_path_factory.mktemp("offline"))
    result = CliRunner().invoke(main, ["build", str(folder), "--zip", "--jobs", "1"])
    assert result.exit_code == 0 and "public.zip: unpack it" in result.output, result.output
    return folder / "public"


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("别处 #1")  # a path that no address can hold as it is
    with ZipFile(built.with_name("public.zip")) as archive:
        archive.extractall(folder)
    return folder / "public"


def test_the_same_site_gives_the_same_bytes(built: Path) -> None:
    first = built.with_name("public.zip").read_bytes()
    assert offline.pack(built).read_bytes() == first
    with ZipFile(built.with_name("public.zip")) as archive:
        names = archive.namelist()
    assert names[:-1] == sorted(names[:-1]) and names[-1] == "public/SHA256SUMS"
    assert not list(built.parent.glob("*.part"))


def test_what_is_in_it_is_whole_and_every_link_names_a_file(unpacked: Path) -> None:
    verdict = verify(unpacked)
    assert verdict.problems == () and verdict.documents >= 8
    for page in unpacked.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'<[^>]*\s(?:href|action)="([^"]*)"', text):
            assert "://" in link or not re.split("[?#]", link)[0].endswith(("/", "/.", "/..")), (page, link)
        assert 'type="module"' not in text and 'rel="manifest"' not in text
    left = {path.name for path in unpacked.rglob("*")} & {"404.html", "sitemap.xml", "pagefind.js", ".fangzhi"}
    assert not left


TAGS = [
    ('<a href="x/?q=1#p2">', '<a href="x/index.html?q=1#p2">'),
    ('<a class="n" href="#top">', '<a class="n" href="#top">'),
    ('<a title="a > b" href="..">', '<a title="a > b" href="../index.html">'),
    ('<p>href="x/"</p>', '<p>href="x/"</p>'),
    ('<p title="<a href=" data-x="y/">', '<p title="<a href=" data-x="y/">'),
    ('<meta content="0; url=../x/">', '<meta content="0; url=../x/index.html">'),
    ('<script src="../static/theme.0a.js"></script>', '<script src="../static/theme.0a.js"></script>'),
    ('<script type="module" src="static/site.0a.js"></script>', '<script defer src="static/site.0a.js"></script>'),
    ('<script type="module" src="static/js/search.js"></script>\n', ""),
    ('<link rel="manifest" href="static/site.webmanifest">', ""),
    ('<img src="photos/">', '<img src="photos/">'),
]  # fmt: skip


@pytest.mark.parametrize(("page", "plain"), TAGS)
def test_a_tag_is_made_plain(page: str, plain: str) -> None:
    assert offline.plain(page) == plain


def test_a_script_that_cannot_be_joined_is_told_with_its_line(built: Path, tmp_path: Path) -> None:
    site = tmp_path / "public"
    for path in (*built.glob("static/js/*"), *built.glob("static/site.*.js")):
        (site / path.relative_to(built)).parent.mkdir(parents=True, exist_ok=True)
        (site / path.relative_to(built)).write_bytes(path.read_bytes())
    (site / "static/js/search-make.js").write_text("const a = 1;\nexport default a;\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        offline.pack(site)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("static/js/search-make.js", 2)
    assert not list(tmp_path.glob("public.zip*"))


@pytest.fixture
def page() -> Iterator[Page]:
    """A page that fails at any error, and at any request that leaves the disk."""
    with chromium() as browser, browser.new_context() as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url))
        yield page
        assert wrong == []


def searched(page: Page) -> None:
    page.wait_for_selector("fangzhi-search[data-state=done]", state="attached")


@pytest.mark.browser
def test_a_reader_without_a_server(unpacked: Path, page: Page) -> None:
    # Home → list → document → its source → back.
    page.goto((unpacked / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).display") == "flex", "the style is there"
    page.locator(".masthead nav a").first.click()
    expect(page).to_have_url(re.compile(r"/documents/index\.html$"))
    page.locator(".rows a").first.click()
    expect(page.locator("body.document h1")).to_be_visible()
    page.locator(".views a").nth(1).click()
    expect(page.locator("body.source")).to_be_visible()
    # Any page → search → filter → the passage, marked → back.
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("安全生产")
    page.keyboard.press("Enter")
    searched(page)
    count = page.locator(".search-result").count()
    assert count > 2 and page.locator(".search-passage mark").count() >= count
    page.locator("input[name=kind]").first.check()
    expect(page.locator(".search-status")).to_contain_text("筛选自")
    assert "kind=" in page.url
    page.locator(".search-result a").first.click()
    expect(page.locator("mark.found").first).to_be_visible()
    page.go_back()
    searched(page)
    expect(page.locator("input[name=kind]:checked")).to_have_count(1)


@pytest.mark.browser
def test_search_finds_exactly_what_is_there(unpacked: Path, page: Page) -> None:
    script = (unpacked / "pagefind/texts.js").read_text(encoding="utf-8")
    shards = json.loads(script.partition("=")[2].rstrip(";\n"))
    texts = {one["raw_url"]: fold(one["content"]) for shard in shards for one in shard["documents"]}
    random = Random(7)
    page.goto((unpacked / "search/index.html").as_uri())
    page.evaluate(
        "window.engine = document.querySelector('fangzhi-search').engine, engine.open().then(() => engine.load())"
    )
    asked = 0
    while asked < 40:
        text = random.choice(sorted(texts.values()))
        at, length = random.randrange(len(text) - 8), random.randint(2, 8)
        query = text[at : at + length] if asked % 4 else "".join(random.sample(text[at : at + 8], length))
        if re.search(r"""[\s"'“”‘’„‟「」『』]""", query):
            continue  # these part a query, which is another matter
        asked += 1
        found = page.evaluate("async query => Promise.all((await engine.search(query)).map(hit => hit.data()))", query)
        assert {one["raw_url"] for one in found} == {url for url, held in texts.items() if query in held}, query
