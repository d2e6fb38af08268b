"""The handmade site in a real Chromium, under a base path and its own Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chromium, served
from tests.test_render import site

pytestmark = pytest.mark.browser
KINDS = (
    "",
    "d/flood/",
    "d/flood/source/",
    "documents/",
    "timeline/",
    "people/shen/",
    "tags/",
    "search/",
    "about/",
    "x/",
)
CHOOSE = """length => {
  const walker = document.createTreeWalker(document.querySelector("#p1"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  range.setStart(walker.nextNode(), 0);
  for (let node = walker.currentNode, left = length; node; left -= node.length, node = walker.nextNode()) {
    range.setEnd(node, Math.min(left, node.length));
    if (left <= node.length) break;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("river")
    for name, data in site().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    with served(folder, base="/river/") as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_nothing_overflows_a_narrow_screen_or_asks_another_host(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    for kind in KINDS:
        page.goto(address + kind)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, kind
    page.close()
    assert not [url for url in asked if not url.startswith(address)]
    assert not faults


def test_the_raw_view_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}d/flood/source/")
    assert page.locator(".lines ins").first.is_visible()
    page.click("text=原文")
    assert not page.locator(".lines ins").first.is_visible()
    assert "時" in page.locator("#L3").inner_text()
    context.close()


def test_slash_goes_to_the_field_and_the_form_to_the_search_page(page: Page, address: str) -> None:
    page.goto(f"{address}d/flood/")
    page.keyboard.press("/")
    page.keyboard.type("防洪")
    page.keyboard.press("Enter")
    page.wait_for_url("**/river/search/?q=*")


def test_the_choice_of_scheme_is_kept_without_a_flash(page: Page, address: str) -> None:
    page.goto(address)
    page.click("theme-switch summary")
    page.click("text=深色")
    page.goto(f"{address}about/", wait_until="commit")
    page.wait_for_selector("h1")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_a_citation_is_filled_in_with_the_day_and_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}d/flood/")
    text = page.locator(".citation").inner_text()
    assert "https://example.org/river/d/flood/." in text, "its own address, wherever it is read"
    assert "引用日期" not in text and re.search(r"\[20\d\d-\d\d-\d\d\]", text)


def test_a_citation_is_copied_and_saved_as_a_file(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}d/flood/")
        button = page.locator(".citing copy-text button").first
        button.click()
        page.wait_for_function("document.querySelector('.citing button').textContent === '已复制'")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(".citation").inner_text()
        page.click(".citing summary")
        for end, start in (("bib", "@article{flood,"), ("ris", "TY  - NEWS"), ("json", '[{"id": "flood"')):
            with page.expect_download() as waiting:
                page.click(f"text=下载 flood.{end}")
            assert waiting.value.suggested_filename == f"flood.{end}"
            assert waiting.value.path().read_text(encoding="utf-8").startswith(start)


def test_a_copied_passage_says_where_it_is_from_and_a_word_does_not(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}d/flood/")
        for length, said in ((30, True), (6, False)):
            page.evaluate(CHOOSE, length)
            page.keyboard.press("Control+C")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert ("https://example.org/river/d/flood/#p1" in copied) == said, copied
            assert ("《大河水位回落，堤防安然" in copied) == said


def test_each_paragraph_has_an_address_and_a_quiet_anchor(page: Page, address: str) -> None:
    page.goto(f"{address}d/flood/")
    ids = page.locator(".text > p").evaluate_all("all => all.map(one => one.id)")
    assert ids == [f"p{number}" for number in range(1, len(ids) + 1)] and ids
    anchor = page.locator("#p1 > .pn")
    clear = "rgba(0, 0, 0, 0)"
    assert anchor.evaluate("one => getComputedStyle(one).color") == clear
    page.hover("#p1")
    assert anchor.evaluate("one => getComputedStyle(one).color") != clear
    anchor.click()
    assert page.url == f"{address}d/flood/#p1"
    assert page.locator("#p1").evaluate("one => getComputedStyle(one).backgroundImage") != "none"


def test_the_missing_page_offers_the_words_of_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}no/such/大河水位")
    assert page.locator("input[name=q]").first.input_value() == "大河水位"
    page.click("text=关于")
    page.wait_for_url(f"{address}about/")


def test_what_can_be_reached_by_tab_is_seen(page: Page, address: str) -> None:
    page.goto(f"{address}d/flood/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    for _ in range(25):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.width, b.height] })()"
        )
        assert min(box) > 0
