"""axe-core in a real Chromium: every type of page, light and dark, on a phone and at a desk, and from 320 to 2,560 px.

A page is looked at as a reader meets it and, where it has something to open, again with everything open. Rules: WCAG
2.0, 2.1 and 2.2, levels A and AA. `found` gives one line to each violated rule of each page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

from tests.audit.tools import AXE

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
SCREENS = {"small": (320, 568), "phone": (390, 844), "desk": (1280, 860), "wide": (1920, 1080), "huge": (2560, 1440)}
LOOKS = (
    *((screen, scheme) for screen in ("phone", "desk") for scheme in ("light", "dark")),
    *((screen, "light") for screen in ("small", "wide", "huge")),
)

OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
WIDEST = """[...document.querySelectorAll('body *')].filter(one =>
  one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3).map(one => one.outerHTML)"""


class Violation(NamedTuple):
    """One rule broken on one page; `nodes` are the first places, as HTML with why."""

    page: str
    screen: str
    scheme: str
    rule: str
    help: str
    nodes: tuple[str, ...]


def look(
    browser: Browser, root: str, pages: Mapping[str, str], looks: Sequence[tuple[str, str]] = LOOKS
) -> Iterator[tuple[str, str, str, list[Violation]]]:
    """(page, screen, scheme, violations) of each page (name → address below `root`)."""
    script = AXE.read_text(encoding="utf-8")
    for screen, scheme in looks:
        width, height = SCREENS[screen]
        phone = screen in ("small", "phone")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            is_mobile=phone,
            has_touch=phone,
            reduced_motion="reduce",
        )
        page = context.new_page()
        for name, url in pages.items():
            if "redirect" in name:  # looked at before it leads on
                page.set_content(page.request.get(root + url).text().replace('http-equiv="refresh"', ""))
            else:
                page.goto(root + url, wait_until="load")
            if "search/?q=" in url:
                page.locator("fangzhi-search li a").first.wait_for()
            elif "?q=" in url:
                page.locator("mark.found").first.wait_for()
            page.evaluate(script)
            results = page.evaluate(RUN, TAGS)["violations"] + _too_wide(page)
            if page.locator("details").count():
                page.evaluate(OPEN)
                results += page.evaluate(RUN, TAGS)["violations"] + _too_wide(page)
            yield name, screen, scheme, list(_violations(results, name, screen, scheme))
        context.close()


def _too_wide(page: Page) -> list[dict[str, Any]]:
    """A page that scrolls sideways (WCAG 1.4.10), which axe does not look for, told as axe would."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over <= 0:
        return []
    told = page.evaluate(WIDEST)
    return [{"id": "reflow", "help": f"The page is {over} px too wide", "nodes": [{"html": html} for html in told]}]


def _violations(results: list[dict[str, Any]], name: str, screen: str, scheme: str) -> Iterator[Violation]:
    seen: set[str] = set()
    for result in results:
        if result["id"] in seen:
            continue
        seen.add(result["id"])
        nodes = tuple(f"{one['html'][:160]}  ← {_why(one)}" for one in result["nodes"][:3])
        yield Violation(name, screen, scheme, result["id"], result["help"], nodes)


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("failureSummary", "")).split())[:240]
