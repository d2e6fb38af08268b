"""Names that are safe in an address and on every disk.

Strategy: a group's page is called by its own name, Han characters raw on the disk and percent-encoded in the address.
What a disk or a server cannot hold is replaced by `-`; a name so changed that it might meet another gets a short digest
of the name as written. One function decides for a whole folder at once, so two names never share a page, not even on
disks that ignore case.

Rules, in order: NFC; no control, format (bidi) or unassigned characters, no separators or characters that Windows
refuses; no dot or space at either end; at most 80 characters and 240 bytes; no device name of Windows (`con`,
`nul.txt`); no name that a listing uses itself (`2` is its second page, `index.html` its first).
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final
from urllib.parse import quote

FOLDERS: Final = {
    "tag": "tags",
    "category": "tags",
    "person": "people",
    "place": "places",
    "body": "bodies",
    "work": "works",
    "event": "events",
    "source": "sources",
    "series": "series",
}

# What stands at the root of every site; a document's address or a redirect never begins with one of these.
RESERVED: Final = frozenset(FOLDERS.values()) | {
    *(
        "files",
        "years",
        "timeline",
        "documents",
        "search",
        "about",
        "data",
        "pagefind",
        "static",
        "assets",
        "css",
        "js",
    ),
    *("fonts", "hans", "hant", "zh-hans", "zh-hant", "en", "index.html", "404.html", "404", "feed.xml", "feed.json"),
    *("sitemap.xml", "robots.txt", "favicon.ico", "sha256sums", "cname"),
}

_LENGTH: Final = 80
_BYTES: Final = 240
_REFUSED = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%#]+')
_LISTING = re.compile(r"[0-9]{1,3}|index\.html|feed\.(?:xml|json)", re.IGNORECASE)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)


def digest(key: str, length: int = 8) -> str:
    """`length` characters (up to 24) of lower-case base32 that stand for `key`, the same on every machine.

    >>> digest("a.md#1")
    'xvt3y43g'
    """
    raw = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=15).digest()
    return b32encode(raw).decode("ascii").lower()[:length]


def file_name(name: str) -> str:
    """`name` as one part of a path on any disk, "" where nothing of it can stand.

    >>> file_name("../../etc/passwd"), file_name("nul"), file_name("“7·20”")
    ('etc-passwd', 'nul-', '“7·20”')
    """
    safe = _REFUSED.sub("-", unicodedata.normalize("NFC", name))
    if not safe.isalnum():
        safe = "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else "" for c in safe)
        safe = re.sub(r"\.\.+", ".", safe).strip("-. ")
    if len(safe) > _LENGTH or len(safe.encode()) > _BYTES:
        short = safe[: _LENGTH - 9].encode()[: _BYTES - 9].decode("utf-8", "ignore")
        safe = f"{short.rstrip('-. ')}-{digest(name)}"
    return safe + "-" if _DEVICE.fullmatch(safe) else safe


def page_name(name: str) -> str:
    """`name` as the folder of a group's page: a file name that no listing uses itself."""
    safe = file_name(name)
    return safe + "-" if _LISTING.fullmatch(safe) else safe


def page_names(names: Iterable[str]) -> dict[str, str]:
    """A page name for each of `names`, no two alike even where case does not count.

    The first in order of code points keeps the plain form; the others add a digest of their own name.

    >>> page_names(["a/b", "A-B", "c"])
    {'A-B': 'A-B', 'a/b': 'a-b-pkfa55ui', 'c': 'c'}
    """
    taken: set[str] = set()
    pages: dict[str, str] = {}
    for name in sorted(set(names)):
        page = page_name(name) or digest(name)
        plain, length = page, 8
        while _alike(page) in taken:  # more than once only if somebody named a page after a digest
            page = f"{plain[: _LENGTH - 1 - length]}-{digest(name, length)}"
            length += 4
        taken.add(_alike(page))
        pages[name] = page
    return pages


def _alike(page: str) -> str:
    return unicodedata.normalize("NFC", page.casefold())


def group_urls(kind: str, names: Iterable[str]) -> dict[str, str]:
    """The address of each group of a kind (`tags/防汛/`, percent-encoded)."""
    return {name: f"{FOLDERS[kind]}/{quote(page, safe='')}/" for name, page in page_names(names).items()}
