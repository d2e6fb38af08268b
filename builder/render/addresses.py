"""Addresses: how a page finds its way to the site's root, and which file an address is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote


@lru_cache(maxsize=4096)
def root(url: str) -> str:
    """The way from the page at `url` to the site's root, ending in `/`.

    >>> root(""), root("about/"), root("d/abc/source/"), root("404.html")
    ('./', '../', '../../../', './')
    """
    return "../" * url.count("/") or "./"


def file(url: str, name: str = "") -> PurePosixPath:
    """The file that holds the page at `url`, or the file `name` beside it.

    >>> str(file("d/abc/")), str(file("d/abc/", "document.txt")), str(file("404.html"))
    ('d/abc/index.html', 'd/abc/document.txt', '404.html')
    >>> str(file("tags/%E9%98%B2%E6%B1%9B/"))
    'tags/防汛/index.html'
    """
    path = unquote(url)
    if path and not path.endswith("/"):
        return PurePosixPath(path).parent / name if name else PurePosixPath(path)
    return PurePosixPath(path + (name or "index.html"))


def numbered(url: str, number: int) -> str:
    """The address of the numbered page of a list; the first is the list itself.

    >>> numbered("documents/", 1), numbered("documents/", 3)
    ('documents/', 'documents/3/')
    """
    return url if number == 1 else f"{url}{number}/"
