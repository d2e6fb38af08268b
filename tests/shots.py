"""`python -m tests.shots [SITE] [--only WORD]` builds a site into a temporary folder, opens each kind of page in
Chromium at a phone and at a desk, light and dark, and on paper (PDF, and the same as a picture), and writes to
`build/shots/`. Without SITE it is the sample archive and the audit's awkward documents.

`--readme` makes the two pictures of the README instead, of the sample archive alone.

Not a test: pictures are for looking at.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.audit import awkward
from tests.browser import chromium, served
from tests.sample import sample_site

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build/shots"
SIZES = {"phone": (390, 844), "desk": (1280, 860)}
KINDS = {
    "home": "",
    "document": "d/*/",
    "source": "d/*/source/",
    "list": "documents/",
    "timeline": "timeline/",
    "year": "years/*/",
    "tag": "tags/*/",
    "person": "people/*/",
    "place": "places/*/",
    "series": "series/*/",
    "work": "works/*/",
    "tags": "tags/",
    "people": "people/",
    "sheet": "files/*/",
    "search": "search/",
    "about": "about/",
    "missing": "no/such/防汛/",
    "month": "years/*/*/",
    "body": "bodies/*/",
    "event": "events/*/",
    "compare": "d/*/compare/*/",
    "search-query": "search/?q=安全生产",
    "search-empty": "search/?q=没有这个词",
}


def addresses(site: Path) -> dict[str, str]:
    """One address of each kind that the site has: of many, the largest page; documents all where they are few."""
    found: dict[str, str] = {}
    for kind, pattern in KINDS.items():
        if "*" not in pattern:
            found[kind] = pattern
            continue
        pages = sorted(site.glob(pattern + "index.html"), key=lambda page: (-page.stat().st_size, page))
        if kind == "document" and len(pages) <= 20:
            found.update({f"{kind}-{n}": f"{page.parent.relative_to(site)}/" for n, page in enumerate(pages, 1)})
        elif pages:
            found[kind] = f"{pages[0].parent.relative_to(site)}/"
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?")
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    parser.add_argument("--whole", action="store_true", help="the whole page, not its first screen")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README, into docs/")
    given = parser.parse_args()
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(given.site) if given.site else sample_site(Path(folder) / "sample")
        if not given.site and not given.readme:
            awkward.add(site / "seeds")
        out = Path(folder) / "public"
        command = [sys.executable, "-m", "builder", "build", str(site), "--output", str(out)]
        subprocess.run(command, check=False, cwd=ROOT)  # 1: problems were told
        with served(out) as address, chromium() as browser:
            if given.readme:
                readme(browser, address, out)
                return
            pages = {name: address + url for name, url in addresses(out).items() if given.only in name}
            for scheme in ("light", "dark"):
                for size in SIZES:
                    screens(browser, pages, size, scheme, given.whole)
            paper(browser, pages)
    print(f"{len(list(SHOTS.iterdir()))} files in {SHOTS}")


def screens(browser: Browser, pages: dict[str, str], size: str, scheme: Literal["light", "dark"], whole: bool) -> None:
    """Each page on one screen."""
    width, height = SIZES[size]
    scale = 1.5 if size == "phone" else 1
    with browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=scale
    ) as context:
        page = context.new_page()
        for name, url in pages.items():
            look(page, url)
            page.screenshot(path=SHOTS / f"{name}-{size}-{scheme}.png", full_page=whole)


def paper(browser: Browser, pages: dict[str, str]) -> None:
    """Each page as it is printed on A4, and as a picture of that."""
    page = browser.new_page(viewport={"width": 612, "height": 930})  # A4 between its margins
    for name, url in pages.items():
        look(page, url)
        page.pdf(path=SHOTS / f"{name}.pdf", format="A4", prefer_css_page_size=True)
        page.emulate_media(media="print")
        page.screenshot(path=SHOTS / f"{name}-paper.png", full_page=True)
        page.emulate_media(media="screen")


def readme(browser: Browser, address: str, site: Path) -> None:
    """The home page, and the document most mended beside its original."""
    page = browser.new_page(viewport={"width": 960, "height": 620})
    mended = max(site.glob("d/*/source/index.html"), key=lambda found: found.stat().st_size).parent
    for name, url in (("home", ""), ("compared", f"{mended.relative_to(site)}/")):
        look(page, address + url)
        page.screenshot(path=ROOT / f"docs/{name}.png")


def look(page: Page, url: str) -> None:
    page.goto(url, wait_until="load")
    page.wait_for_timeout(900 if "?" in url else 60)


if __name__ == "__main__":
    main()
