"""`python -m tests.shots [SITE] [--only WORD]` builds a site into a temporary folder, opens each kind of page in
Chromium at a phone and at a desk, light and dark, and on paper, and writes what it sees to `build/shots/`.

Not a test: pictures are for looking at.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser import chromium, served

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
    parser.add_argument("site", nargs="?", default=str(ROOT))
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--search", action="store_true", help="build the search index too, and open a query")
    parser.add_argument("--whole", action="store_true", help="the whole page, not its first screen")
    given = parser.parse_args()
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "public"
        command = [sys.executable, "-m", "builder", "build", given.site, "--output", str(out)]
        subprocess.run(
            [*command, *([] if given.search else ["--no-search"])], check=False, cwd=ROOT
        )  # 1: problems were told
        with served(out) as address, chromium() as browser:
            pages = {name: url for name, url in addresses(out).items() if given.only in name}
            if given.search and given.only in "search-query":
                pages["search-query"] = "search/?q=安全生产"
            for scheme in given.schemes.split(","):
                for size, (width, height) in SIZES.items():
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme=scheme,
                        device_scale_factor=1.5 if size == "phone" else 1,
                    )
                    page = context.new_page()
                    for name, url in pages.items():
                        page.goto(address + url, wait_until="load")
                        page.wait_for_timeout(900 if "?" in url else 60)
                        page.screenshot(path=SHOTS / f"{name}-{size}-{scheme}.png", full_page=given.whole)
                    context.close()
            paper = browser.new_page()
            for name, url in pages.items():
                if name.startswith(("document", "list", "about", "source-1")):
                    paper.goto(address + url)
                    paper.pdf(path=SHOTS / f"{name}.pdf", format="A4", prefer_css_page_size=True)
    print(f"{len(list(SHOTS.iterdir()))} files in {SHOTS}")


if __name__ == "__main__":
    main()
