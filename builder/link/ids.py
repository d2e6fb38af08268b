"""Every document's id and address, stable and ASCII, and the old addresses that lead to it.

Strategy: a document is called what its header asks for (`slug`, else `permalink`), made safe; without that, by eight
characters of base32 from a digest of its path and article number. Its title and text never take part, so a mended title
moves nothing. Whatever a header says, an address stays inside the site: parts that climb are dropped and told.

Rules: an id is ASCII letters, digits, `-`, `_`, `.`, at most 80, and no device name. In a file of several articles the
header's wish names the file, and article 2 is `wish-2`. Two documents that ask for one address are told, both files
named; the first by path keeps it and the other is called by its digest. Two digests that meet grow longer, both. A
`permalink` of the header and each of `aliases` becomes a redirect, unless another page stands there.

Doubt: an id that is not ASCII (`slug: 防汛`) is not transliterated, for a reading may be wrong; the digest takes
its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from builder.link.addresses import RESERVED, digest, file_name
from builder.model import Config, Document, Problem

_LENGTH: Final = 80
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\]*")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """By place: ids, addresses, redirects. By path: the id of each file of several articles."""

    ids: tuple[str, ...]
    urls: tuple[str, ...]
    redirects: tuple[tuple[str, ...], ...]
    sheets: Mapping[str, str]
    problems: tuple[Problem, ...]


def addresses(documents: Sequence[Document], config: Config) -> Addresses:
    """The address of each document, in the order given; problems are told by path."""
    articles = Counter(str(document.path) for document in documents)
    problems: list[Problem] = []
    order = sorted(range(len(documents)), key=lambda place: (str(documents[place].path), documents[place].article))
    digests = _digests([document.key for document in documents])
    ids = list(digests)
    urls = [""] * len(documents)
    owners: dict[str, int] = {}
    named: dict[str, int] = {}
    for place in order:
        document = documents[place]
        wish = _wish(document, problems)
        if wish and articles[str(document.path)] > 1:
            wish = f"{wish}-{document.article}"
        if wish and (other := named.setdefault(wish.casefold(), place)) != place:
            problems.append(_clash(document, documents[other], wish))
            wish = ""
        ids[place] = wish or digests[place]
        url = _pattern(config.permalink, document, ids[place])
        if url.split("/")[0].casefold() in RESERVED:
            said = f"its address /{url} belongs to a page of the site; give it another slug"
            problems.append(_problem(document, "address-reserved", said, url))
            url = f"d/{ids[place]}/"
        if (other := owners.setdefault(url.casefold(), place)) != place:
            problems.append(_clash(document, documents[other], url))
            free = f"d/{digests[place]}/" not in owners
            ids[place] = digests[place] if free else digest(document.key, 16)
            url = f"d/{ids[place]}/"
            owners[url] = place
        urls[place] = url
    files = _sheets(documents, articles, {identity.casefold() for identity in ids})
    redirects = _redirects(documents, urls, order, problems)
    return Addresses(tuple(ids), tuple(urls), redirects, files, tuple(problems))


def safe_id(wish: str) -> str:
    """What a header asks for, as an id; "" where it is empty or not ASCII.

    >>> safe_id("/2022/07/flood.html"), safe_id("../../etc/passwd"), safe_id("CON"), safe_id("防汛")
    ('2022-07-flood', 'etc-passwd', 'CON-', '')
    """
    parts = _parts(wish)
    if parts and parts[-1].lower() in ("index.html", "index.htm"):
        parts.pop()
    if not all(part.isascii() for part in parts):
        return ""
    joined = "-".join(safe for part in parts if (safe := _UNSAFE.sub("-", part).strip("-.")))
    return file_name(re.sub(r"\.html?$", "", joined, flags=re.IGNORECASE)[:_LENGTH].strip("-."))


def _wish(document: Document, problems: list[Problem]) -> str:
    for name, wish in (("slug", document.slug), ("permalink", document.permalink)):
        if not wish:
            continue
        if _climbs(wish):
            said = f"its {name} leaves the site; only the part inside it is used"
            problems.append(_problem(document, "address-unsafe", said, wish))
        if found := safe_id(wish):
            return found
    return ""


def _digests(keys: Sequence[str]) -> list[str]:
    """Eight characters each; where two keys meet in them, both get sixteen."""
    short = [digest(key) for key in keys]
    count = Counter(short)
    return [one if count[one] == 1 else digest(key, 16) for one, key in zip(short, keys, strict=True)]


def _pattern(pattern: str, document: Document, identity: str) -> str:
    """`config.permalink` filled in, without the leading slash and with one at the end."""
    if pattern == "/d/:id/":
        return f"d/{identity}/"
    edtf = document.date.edtf if document.date else ""
    year, month, day = ([*edtf.rstrip("?~%").split("-"), "", "", ""])[:3]
    values = {
        "id": identity,
        "slug": identity,
        "year": year if year.isdigit() else "undated",
        "month": month if month.isdigit() else "00",
        "day": day if day.isdigit() else "00",
    }
    filled = re.sub(r":(id|slug|year|month|day)\b", lambda found: values[found[1]], pattern)
    parts = [file_name(part) for part in re.sub(r"\.html?$", "", filled).split("/")]
    return "".join(quote(part, safe="") + "/" for part in parts if part)


def _sheets(documents: Sequence[Document], articles: Mapping[str, int], taken: set[str]) -> dict[str, str]:
    """The id of the page view of each file with several articles: the header's wish, else a digest of its path."""
    files: dict[str, str] = {}
    used: set[str] = set()
    for document in documents:
        path = str(document.path)
        if articles[path] > 1 and path not in files:
            wish = safe_id(document.slug) or safe_id(document.permalink)
            identity = wish if wish and wish.casefold() not in used else digest(path)
            identity = identity if identity.casefold() not in used else digest(path, 16)
            used.add(identity.casefold())
            files[path] = identity
    return files


def _redirects(
    documents: Sequence[Document], urls: Sequence[str], order: Sequence[int], problems: list[Problem]
) -> tuple[tuple[str, ...], ...]:
    """The old addresses of each document that nothing else holds."""
    ground = _Ground({url.casefold().rstrip("/"): place for place, url in enumerate(urls)})
    found: list[tuple[str, ...]] = [()] * len(documents)
    seen_files: set[str] = set()
    for place in order:
        document = documents[place]
        old = list(document.aliases)
        if document.permalink and not _climbs(document.permalink):
            old.append(document.permalink)
        if not old or str(document.path) in seen_files:  # a file's old address leads to its first article
            continue
        seen_files.add(str(document.path))
        kept: list[str] = []
        for alias in old:
            path, fault = _alias(alias)
            if not fault and path.casefold() == unquote(urls[place]).casefold():
                continue
            holder = -1 if fault else ground.claim(path, place)
            if holder == place:
                kept.append(quote(path, safe="/"))
            elif alias != document.permalink or holder >= 0:
                other = f"that is where {documents[holder].path} stands" if holder >= 0 else fault or "it is taken"
                said = f"its old address {alias!r} cannot lead here: {other}; take it out or change it"
                problems.append(_problem(document, "alias-refused", said, alias))
        found[place] = tuple(dict.fromkeys(kept))
    return tuple(found)


class _Ground:
    """Which path is whose, so that no redirect overwrites a page, a folder or another redirect."""

    def __init__(self, pages: dict[str, int]) -> None:
        self.holders = {unquote(path): place for path, place in pages.items()}
        self.folders = {path.rpartition("/")[0] for path in self.holders}
        self.files: dict[str, int] = {}

    def claim(self, path: str, place: int) -> int:
        """The place that holds `path` after the claim; -1 where it would lie inside a document's own folder."""
        key = path.casefold().rstrip("/")
        if key in self.holders:
            return self.holders[key]
        parts = key.split("/")
        above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
        for folder in above:
            if folder in self.files:
                return self.files[folder]
            if self.holders.get(folder, place) != place or folder in self.holders:
                return -1
        if not path.endswith("/"):
            if key in self.folders:
                return -1
            self.files[key] = place
        self.holders[key] = place
        self.folders.update(above)
        return place


def _alias(alias: str) -> tuple[str, str]:
    """An old address as a path inside the site (ending in `/`, or a .html file), and what is wrong with it."""
    if _climbs(alias):
        return "", "it leaves the site"
    if "?" in alias:
        return "", "a static site cannot tell addresses apart by what follows a ?"
    parts = [file_name(part) for part in _parts(alias)]
    if len(parts) > 1 and parts[-1].lower() in ("index.html", "index.htm"):
        parts.pop()
    if not parts or not all(parts):
        return "", "it names no page"
    if parts[0].casefold() in RESERVED:
        return "", "it belongs to a page of the site"
    path = "/".join(parts)
    return (path if re.search(r"\.html?$", path, re.IGNORECASE) else path + "/"), ""


def _parts(wish: str) -> list[str]:
    """The parts of a path or an address, decoded, without those that are empty or climb."""
    path = unquote(_SCHEME.sub("", wish.strip(), count=1)).partition("#")[0].partition("?")[0]
    return [part.strip() for part in re.split(r"[/\\]", path) if part.strip() not in ("", ".", "..")]


def _climbs(wish: str) -> bool:
    """Whether a path leaves the site: `..` once decoded, a drive letter, a UNC path."""
    path = unquote(_SCHEME.sub("", wish.strip(), count=1))
    return ".." in re.split(r"[/\\]", path) or bool(re.match(r"[A-Za-z]:|\\\\|//", path))


def _clash(document: Document, other: Document, wish: str) -> Problem:
    said = (
        f"{document.path} and {other.path} both ask for the address {wish!r}; {other.path} keeps it, "
        f"this one is called by its digest; give one of them another slug"
    )
    return _problem(document, "address-clash", said, wish)


def _problem(document: Document, kind: str, message: str, excerpt: str) -> Problem:
    """A fault of a header's field. A record does not know the field's line, so it is the whole file's."""
    return Problem(str(document.path), 0, kind, message, excerpt[:120])
