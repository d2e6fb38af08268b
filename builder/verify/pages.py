"""The pages of a published site and where their links lead, letter by letter, as a host sees it.

A page gives the names that links can lead to and the links it holds; a stylesheet gives what it loads, a sitemap the
addresses it names. Nothing is fetched, and no link leads outside of the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_ASSETS = {"src", "poster", "data"}
_LOADED = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_PLACE = re.compile(r"<loc>\s*+([^<]*[^<\s])\s*+</loc>")


@dataclass(slots=True)
class Page:
    """The names that links can lead to, and the links as (line, address)."""

    names: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        for name, value in attrs:
            if name == "id" and value:
                if value in self.page.names:
                    self.page.problems.append((line, f"the id {value!r} stands twice on this page"))
                self.page.names.add(value)
            elif value is not None and (name in _ASSETS or (name == "href" and tag != "base")):
                self.page.links.append((line, value.strip()))
        given = dict(attrs)
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh":
            _, _, target = (given.get("content") or "").partition("=")
            self.page.links.append((line, target.strip()))


def read(path: Path) -> Page:
    reader = _Reader()
    reader.feed(path.read_bytes().decode("utf-8", "replace"))
    reader.close()
    return reader.page


def base_path(pages: Mapping[str, Page], found: Mapping[str, Path]) -> str:
    """Where the site stands on its host: what `404.html` puts before the names of our own stylesheets."""
    for _, address in pages.get("404.html", Page()).links:
        path = unquote(urlsplit(address).path)
        at = path.find("static/")
        if path.startswith("/") and at > 0 and path[at:] in found:
            return path[:at]
    return "/"


def followed(name: str, address: str, base: str, found: Mapping[str, Path], pages: Mapping[str, Page]) -> str:
    """What is wrong with a link, "" if it leads somewhere or outside."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is no address"
    if parts.scheme or parts.netloc:
        return "" if parts.scheme in ("http", "https", "mailto", "data", "") else "is an address that runs or hides"
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base):
            return f"leads outside of the site, which stands at {base}"
        target = path[len(base) :]
    else:
        target = f"{name.rpartition('/')[0]}/{path}".lstrip("/") if path else name
    ends = not target or target.endswith(("/", "/.", "/..")) or path in (".", "..")
    target = normpath(target) if target else "."
    if target == ".." or target.startswith("../"):
        return "climbs out of the site"
    if ends:
        target = "index.html" if target == "." else f"{target}/index.html"
    if target not in found:
        return f"leads to {target}, which is not there"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].names and not anchor.startswith(":~:"):
        return f"leads to #{anchor}, which {target} does not have"
    return ""


def loaded(path: Path) -> Iterator[tuple[int, str]]:
    """What a stylesheet loads, as (line, address)."""
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        yield from ((number, address) for address in _LOADED.findall(line))


def mapped(path: Path, base: str) -> Iterator[tuple[int, str]]:
    """What a sitemap names, as (line, address on this host)."""
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        for address in _PLACE.findall(line):
            yield number, urlsplit(address).path or base
