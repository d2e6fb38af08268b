"""The small files that hosts, crawlers and browsers ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from builder.index.as_xml import text
from builder.model import Config, File

SHORT_NAME = 16  # characters; OpenSearch 1.1 allows no more


def small(config: Config) -> Iterator[File]:
    """`robots.txt`, `opensearch.xml`, `.nojekyll`, which keeps GitHub Pages from leaving files out, and `CNAME`, which
    tells it a domain of one's own.
    """
    yield File(PurePosixPath(".nojekyll"), b"")
    if name := domain(config):
        yield File(PurePosixPath("CNAME"), f"{name}\n".encode())
    yield File(PurePosixPath("robots.txt"), robots(config).encode())
    yield opensearch(config)


def domain(config: Config) -> str:
    """The domain of one's own at whose root the site stands, "" for any other place.

    >>> from pathlib import Path
    >>> domain(Config(Path(), base_url="https://a.cn/")), domain(Config(Path(), base_url="https://x.github.io/"))
    ('a.cn', '')
    """
    host = urlsplit(config.base_url).hostname or ""
    named = config.base_path == "/" and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+", host)
    return host if named and not host.endswith(".github.io") else ""


def robots(config: Config) -> str:
    """Everything may be read; the sitemap is named where its address is known."""
    lines = ["User-agent: *", "Disallow:"]
    if "://" in config.base_url:
        lines.append(f"Sitemap: {config.base_url}sitemap.xml")
    return "\n".join(lines) + "\n"


def opensearch(config: Config) -> File:
    """The description by which a browser can add the archive's search to its own."""
    base = config.base_url if "://" in config.base_url else config.base_path
    said = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{text(config.title[:SHORT_NAME])}</ShortName>\n"
        f"<Description>{text(config.description or config.title)}</Description>\n"
        f"<Language>{config.language}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        f'<Url type="text/html" template="{text(base)}search/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
    return File(PurePosixPath("opensearch.xml"), said.encode())
