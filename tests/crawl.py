"""A crawler over a built site: `python -m tests.crawl FOLDER` prints what it found.

It reads every page from disk as a browser would find it (a folder is its `index.html`), follows every link between
pages from the home page on, and tells: links and anchors that lead nowhere, pages that nothing leads to, how many
clicks each page is from home, and how many links of navigation each holds. Links of navigation are all links to pages
of the site that stand outside a document's own text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit


@dataclass(slots=True)
class Crawled:
    """`dead` are (page, address) whose page or anchor is missing, `clicks` the pages reached with their distance from
    home, `navigation` the links of navigation of each page, `lost` the pages that no link leads to."""

    dead: list[tuple[str, str]] = field(default_factory=list)
    clicks: dict[str, int] = field(default_factory=dict)
    navigation: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """The ids of a page, its links, and those of them that stand outside the text. `moved` marks a redirect."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.files: list[str] = []
        self.outside = 0
        self.moved = False
        self._text = 0  # how deep inside the element of the document's own text
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.ids.add(said["id"] or "")
        if tag == "div" and (self._text or said.get("id") == "text"):
            self._text += 1
        if tag == "a" and said.get("href") is not None:
            self.links.append(said["href"] or "")
            self.outside += not self._text and not _foreign(said["href"] or "")
        elif tag in ("link", "script", "img") and (address := said.get("href") or said.get("src")):
            self.files.append(address)
        self.moved = self.moved or (tag == "meta" and said.get("http-equiv", "").lower() == "refresh")  # type: ignore[union-attr]

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._text:
            self._text -= 1


def crawl(site: Path) -> Crawled:
    """Read every page below `site` and follow its links from `index.html` on."""
    standing = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: _Page((site / name).read_text("utf-8")) for name in sorted(standing) if name.endswith(".html")}
    found = Crawled(navigation={name: page.outside for name, page in pages.items()})
    ways: dict[str, list[str]] = {}
    for name, page in pages.items():
        ways[name] = []
        for address in (*page.links, *page.files):
            if _foreign(address):
                continue
            target, anchor = _target(name, address)
            if target not in standing or (anchor and target in pages and anchor not in pages[target].ids):
                found.dead.append((name, address))
        ways[name] = [target for target, _ in (_target(name, one) for one in page.links if not _foreign(one))]
    found.clicks = dict(_clicks(ways))
    found.lost = [name for name in pages if name not in found.clicks and not pages[name].moved and not _missing(name)]
    return found


def _missing(name: str) -> bool:
    """Whether it is the page for addresses that are none, which nothing leads to."""
    return name.rpartition("/")[2] == "404.html"


def _clicks(ways: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    seen = {"index.html"}
    edge, far = ["index.html"], 0
    while edge:
        yield from ((name, far) for name in edge)
        edge = list(dict.fromkeys(to for name in edge for to in ways[name] if to in ways and to not in seen))
        seen.update(edge)
        far += 1


def _foreign(address: str) -> bool:
    return bool(urlsplit(address).scheme) or address.startswith("//")


def _target(page: str, address: str) -> tuple[str, str]:
    """The file that an address on `page` means, and the anchor in it."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    here = "." if path.startswith("/") else page.rpartition("/")[0] or "."
    whole = normpath(f"{here}/{path}")
    name = f"{whole}/index.html" if path.endswith(("/", ".")) else whole
    return name.removeprefix("./"), unquote(parts.fragment)


def main(folder: Path) -> None:
    """Print the findings for a built site."""
    found = crawl(folder)
    print(f"{len(found.navigation)} pages, {len(found.dead)} dead links, {len(found.lost)} pages that no link leads to")
    for page, address in found.dead[:20]:
        print(f"dead   {page}: {address}")
    for page in found.lost[:20]:
        print(f"lost   {page}")
    distances = list(found.clicks.values())
    print("clicks from home:", {far: distances.count(far) for far in sorted(set(distances))})
    for page, far in [one for one in found.clicks.items() if one[1] > 3][:12]:
        print(f"{far} clicks  {page}")
    for page, count in sorted(found.navigation.items(), key=lambda one: -one[1])[:12]:
        print(f"{count:4} links of navigation  {page}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
