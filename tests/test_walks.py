"""Two readers who are easily forgotten: one with a keyboard only, one without JavaScript. Both walk the sample archive.

The keyboard's reader is given nothing but keys: what has the focus is found by pressing Tab, as it would be by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.build.pipeline import build
from builder.config import load
from tests.browser import chromium, served
from tests.sample import sample_site

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
WORD = "安全生产"
TABS = 120
# Whether what has the focus shows it: by itself, or by the form that is drawn around it.
RING = """[document.activeElement, document.activeElement.closest('form, label')].some((one) => {
  const style = one && getComputedStyle(one);
  return style && (style.outlineStyle !== "none" || style.boxShadow !== "none");
})"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own archive, built by the whole pipeline."""
    folder = sample_site(tmp_path_factory.mktemp("walks"))
    build(load(folder), jobs=1)
    return folder / "public"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what `selector` names. Fails where it never comes, or cannot be seen there."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(RING), f"{selector} has the focus and does not show it"
            return
    pytest.fail(f"{TABS} times Tab on {page.url} and never on {selector}")


def searched(page: Page) -> None:
    page.wait_for_selector("fangzhi-search[data-state=done]", state="attached")


def test_a_keyboard_leads_from_the_front_page_to_a_person_and_back(sample: Path, browser: Browser) -> None:
    with served(sample, "/repo/") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)

        # The first Tab offers to skip the header, and does.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.skip')")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"

        # Home → search.
        tab_to(page, "main input[name=q]")
        page.keyboard.type(WORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        searched(page)
        before = page.locator(".search-result").count()
        assert before > 1

        # A filter: the first value of the year narrows what was found, and the focus stays on it.
        tab_to(page, ".search-facet input")
        page.keyboard.press("Space")
        expect(page.locator(".search-facet input:checked")).to_have_count(1)
        searched(page)
        page.wait_for_function("before => document.querySelectorAll('.search-result').length < before", arg=before)
        after = page.locator(".search-result").count()
        assert 0 < after < before
        assert page.evaluate("document.activeElement.matches('.search-facet input:checked')")
        narrowed = page.url
        assert narrowed != f"{address}search/?q={WORD}"

        # The first result → the marked passage, which has the focus.
        tab_to(page, ".search-result a")
        page.keyboard.press("Enter")
        page.wait_for_selector("mark.found.current")
        assert page.evaluate("document.activeElement.matches('mark.found.current')")
        assert page.locator("mark.found.current").first.inner_text().replace("\n", "") == WORD
        document = page.url

        # Source view and back to the text.
        page.goto(document)  # as from the address bar: the focus begins at the top
        tab_to(page, ".views a[href$='source/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/source/*")
        expect(page.locator("body")).to_have_class("source")
        page.go_back()
        page.wait_for_url(document)

        # A person who is named in it, and a document that names the person.
        tab_to(page, "a[href*='/people/']:not([href$='/people/'])")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/*/")
        tab_to(page, "main a[href*='/d/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/d/*/**")

        # And all the way back: the search is as it was left.
        for _ in range(3):
            page.go_back()
        while "/search/" not in page.url:
            page.go_back()
        searched(page)
        assert page.url == narrowed
        assert page.locator(".search-result").count() == after
        assert page.locator(".search-facet input:checked").count() == 1


def test_without_a_script_links_lead_to_every_document(sample: Path, browser: Browser) -> None:
    catalogue = (sample / "data/documents.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {json.loads(line)["url"] for line in catalogue}
    assert len(wanted) >= 8
    with served(sample, "/repo/") as address, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        seen, ahead = {""}, [""]
        while ahead:
            here = ahead.pop(0)
            answer = page.goto(address + here)
            assert answer and answer.status == 200, here
            # Names in the text lead everywhere; the way of lists is the one that has to be whole.
            for link in page.locator("nav a, main a").evaluate_all("all => all.map(one => one.getAttribute('href'))"):
                path = urldefrag(urljoin(address + here, link))[0]
                if not path.startswith(address) or urlsplit(path).query:
                    continue
                path = path.removeprefix(address)
                if path not in seen and path.startswith(("documents/", "timeline/", "years/", "d/")):
                    seen.add(path)
                    if path.endswith("/") and not path.endswith("/source/"):
                        ahead.append(path)
        assert wanted <= {unquote(path) for path in seen}


def test_without_a_script_a_document_can_be_read_and_search_says_what_it_needs(sample: Path, browser: Browser) -> None:
    first = sorted((sample / "d").glob("*/index.html"))[0].parent.name
    with served(sample, "/repo/") as address, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}d/{first}/")
        assert len(page.locator("#text").inner_text()) > 300
        assert page.locator("theme-switch").is_hidden()  # a switch that could not switch
        page.locator(".views a[href$='source/']").click()
        assert len(page.locator("main").inner_text()) > 300
        page.goto(f"{address}search/?q={WORD}")
        assert page.locator("main noscript, main .noscript").count()
        assert page.locator("main a[href*='documents/'], main a[href*='timeline/']").count()


SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) shifts.push([value, sources.map(({ node }) => node?.outerHTML)]);
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 860)])
def test_nothing_moves_once_it_is_drawn(sample: Path, browser: Browser, width: int, height: int) -> None:
    documents = [f"{page.parent.relative_to(sample)}/" for page in sorted(sample.glob("d/*/index.html"))]
    urls = ["", "documents/", "timeline/", "search/", f"search/?q={WORD}", "about/", "no/such/", *documents]
    with (
        served(sample) as address,
        browser.new_context(viewport={"width": width, "height": height}) as context,  # type: ignore[arg-type]
    ):
        page = context.new_page()
        page.add_init_script(SHIFTS)
        for url in (*urls, f"{documents[0]}source/"):
            page.goto(address + url)
            if "search/" in url:
                searched(page)
            page.wait_for_timeout(100)
            shifts = page.evaluate("shifts")
            assert sum(value for value, _ in shifts) < 0.01, (url, shifts)
