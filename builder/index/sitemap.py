"""The sitemap: every page of the archive with the day it last changed, and an index of sitemaps past 1,000 addresses.

The protocol wants whole addresses; without a `base_url` they begin at the host's root. Nothing here reads a clock: a
document's page is as new as the document (its own date of change, else its date), and a list as its newest document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from builder.index.as_xml import attribute, text
from builder.index.published import published
from builder.model import Archive, Config, Entry, File, folder
from builder.model.archive import GroupKind

LARGEST = 1000
FIXED = ("", "documents/", "timeline/", "about/", "search/")
HOMES: dict[GroupKind, str] = {
    "tag": "tags/",
    "person": "people/",
    "place": "places/",
    "body": "bodies/",
    "work": "works/",
    "event": "events/",
    "source": "sources/",
    "series": "series/",
}

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(archive: Archive, config: Config) -> Iterator[File]:
    """`sitemap.xml`; when the addresses are many, an index of `sitemap-1.xml`, `sitemap-2.xml`, …"""
    base = config.base_url if "://" in config.base_url else config.base_path
    pages = list(addresses(archive))
    trees: dict[str, str] = {config.language: "", **{language: folder(language) for language in config.editions[1:]}}
    urls = [_url(base, trees, tree + url, url, day) for tree in trees.values() for url, day in pages]
    space = _SPACE + _LINKS if config.editions else _SPACE
    parts = [urls[at : at + LARGEST] for at in range(0, len(urls), LARGEST)]
    if len(parts) == 1:
        yield _file("sitemap.xml", f"<urlset {space}>\n{''.join(parts[0])}</urlset>\n")
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _file(name, f"<urlset {space}>\n{''.join(part)}</urlset>\n")
    listed = "".join(f"<sitemap><loc>{text(base + name)}</loc></sitemap>\n" for name in names)
    yield _file("sitemap.xml", f"<sitemapindex {_SPACE}>\n{listed}</sitemapindex>\n")


def addresses(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every page and the day of its last change ("" where that is not known), each once."""
    days = [lastmod(entry) for entry in archive.entries]
    seen: set[str] = set()
    for url, day in _all(archive, days):
        if url not in seen:
            seen.add(url)
            yield url, day


def _all(archive: Archive, days: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same, some twice; `days` are the documents', by their places."""
    newest = max((days[entry.place] for entry in published(archive)), default="")
    yield from ((url, newest) for url in FIXED)
    yield from ((url, newest) for kind, url in HOMES.items() if archive.groups.get(kind))
    for entry in published(archive):
        yield entry.url, days[entry.place]
        if entry.sheet:
            yield entry.sheet, days[entry.place]
    for kind in sorted(archive.groups):
        for group in archive.groups[kind]:
            yield group.url, _newest(days, group.documents)
    yield from ((series.url, _newest(days, (place for _, place in series.entries))) for series in archive.series)
    for year in archive.years:
        for period in (year, *year.parts):
            if "#" not in period.url:
                yield period.url, _newest(days, period.documents)


def _newest(days: Sequence[str], places: Iterable[int]) -> str:
    return max(map(days.__getitem__, places), default="")


def lastmod(entry: Entry) -> str:
    """The day of a document's last change as far as it is known: `2022-07-16`, `2022-07`, `2022` or ""."""
    updated = next((date.edtf for date in entry.document.dates if date.kind == "updated"), "")
    known = _DAY.match(updated or (entry.date.edtf if entry.date else ""))
    return known[0] if known else ""


def _url(base: str, trees: Mapping[str, str], own: str, url: str, day: str) -> str:
    """One address; where the page is in two trees, each names both."""
    when = f"<lastmod>{day}</lastmod>" if day else ""
    others = [*trees.items(), ("x-default", "")] if len(trees) > 1 else []
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{name}" href={attribute(base + tree + url)}/>' for name, tree in others
    )
    return f"<url><loc>{text(base + own)}</loc>{when}{links}</url>\n"


def _file(name: str, body: str) -> File:
    return File(PurePosixPath(name), (_HEAD + body).encode())
