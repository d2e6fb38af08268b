"""Every document's id and address, stable and ASCII, and the old addresses that lead to it.

Strategy: a document is called what its header asks for (`slug`, else `permalink`), made safe; without that, what the
ledger calls it (`ledger.py`), and a new one by eight characters of base32 from a digest of its path and article number.
Its title and text never take part, so a mended title moves nothing. Whatever a header says, an address stays inside the
site: parts that climb are dropped and told.

Rules: an id is ASCII letters, digits, `-`, `_`, `.`, at most 80, and no device name. In a file of several articles the
header's wish names the file, and article 2 is `wish-2`. Two documents that ask for one address are told, both files
named; the one that the ledger knows there keeps it, else the first by path, and the other is called by its digest. Two
digests that meet grow longer, both; one that the ledger gave away grows too. A `permalink` of the header, each of
`aliases`, and every address that the ledger knows becomes a redirect, unless another page stands there.

Doubt: an id that is not ASCII (`slug: 防汛`) is not transliterated, for a reading may be wrong; the digest takes
its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final
from urllib.parse import quote, unquote

from builder.link.addresses import RESERVED, digest, file_name
from builder.link.ledger import continued, held
from builder.link.patterns import address
from builder.model import Config, Document, Line, Problem
from builder.model.archive import folder

_LENGTH: Final = 80
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://[^/?#\\]*")
_AS_KEPT = attrgetter(*Line.__slots__)  # the order of lines, found without comparing them one by one
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """By place: ids, addresses, redirects. By path: the id of each file of several articles. And the new ledger."""

    ids: tuple[str, ...]
    urls: tuple[str, ...]
    redirects: tuple[tuple[str, ...], ...]
    sheets: Mapping[str, str]
    problems: tuple[Problem, ...]
    ledger: tuple[Line, ...] = ()


def addresses(documents: Sequence[Document], config: Config, ledger: Sequence[Line] = ()) -> Addresses:
    """The address of each document, in the order given; problems are told by path. `ledger` says what they were."""
    articles = Counter(str(document.path) for document in documents)
    problems: list[Problem] = []
    known = held(documents, ledger)
    digests = _digests([document.key for document in documents], known, ledger)
    wishes = [_wishes(document, articles[str(document.path)]) for document in documents]
    order = sorted(range(len(documents)), key=lambda place: _rank(documents[place], wishes[place], known[place]))
    ids = list(digests)
    urls = [""] * len(documents)
    owners: dict[str, int] = {}
    named: dict[str, int] = {}
    for place in order:
        document = documents[place]
        problems += _climbing(document)
        wish = wishes[place]
        if wish and (other := named.setdefault(wish.casefold(), place)) != place:
            problems.append(_clash(document, documents[other], wish))
            wish = ""
        ids[place] = wish or digests[place]
        url = address(config.permalink, document, ids[place], config.timezone)
        if url.split("/")[0].casefold() in RESERVED:
            said = f"its address /{url} belongs to a page of the site; give it another slug"
            problems.append(_problem(document, "address-reserved", said, url))
            url = f"d/{ids[place]}/"
        if (other := owners.setdefault(folder(url).casefold(), place)) != place:
            problems.append(_clash(document, documents[other], url))
            free = f"d/{digests[place]}/" not in owners
            ids[place] = digests[place] if free else digest(document.key, 16)
            url = f"d/{ids[place]}/"
            owners[url] = place
        urls[place] = url
    views, lines = _sheets(documents, articles, known, ledger)
    sheets = [(lines.get(path), path, identity) for path, identity in views.items()]
    after = continued(documents, known, ids, urls, sheets, ledger)
    redirects = _redirects(documents, urls, order, after, problems)
    return Addresses(tuple(ids), tuple(urls), redirects, views, tuple(problems), tuple(sorted(after, key=_AS_KEPT)))


def safe_id(wish: str) -> str:
    """What a header asks for, as an id; "" where it is empty or not ASCII.

    >>> safe_id("/2022/07/flood.html"), safe_id("../../etc/passwd"), safe_id("CON"), safe_id("防汛")
    ('2022-07-flood', 'etc-passwd', 'CON-', '')
    """
    if not wish:
        return ""
    parts = _parts(wish)
    if parts and parts[-1].lower() in ("index.html", "index.htm"):
        parts.pop()
    if not all(part.isascii() for part in parts):
        return ""
    joined = "-".join(safe for part in parts if (safe := _UNSAFE.sub("-", part).strip("-.")))
    return file_name(re.sub(r"\.html?$", "", joined, flags=re.IGNORECASE)[:_LENGTH].strip("-."))


def _wishes(document: Document, articles: int) -> str:
    """What the header asks for, as this article's id; "" where it asks for nothing."""
    wish = safe_id(document.slug) or safe_id(document.permalink)
    return f"{wish}-{document.article}" if wish and articles > 1 else wish


def _climbing(document: Document) -> Iterator[Problem]:
    for name, wish in (("slug", document.slug), ("permalink", document.permalink)):
        if wish and _climbs(wish):
            said = f"its {name} leaves the site; only the part inside it is used"
            yield _problem(document, "address-unsafe", said, wish)
        if safe_id(wish):
            return


def _rank(document: Document, wish: str, line: Line | None) -> tuple[bool, str, int]:
    """Who is heard first: those who stand already where they want to be, then by path."""
    return not _stands(line, wish), str(document.path), document.article


def _stands(line: Line | None, wish: str) -> bool:
    return line is not None and wish in ("", line.id)


def _digests(keys: Sequence[str], known: Sequence[Line | None], ledger: Sequence[Line]) -> list[str]:
    """The id of each document that its header does not name: the ledger's, else a digest of its key that is free.

    Eight characters; where two keys meet in them, both get sixteen, and a key whose eight were given away does too.
    """
    taken = {line.id for line in ledger}
    short = [line.id if line else digest(key) for key, line in zip(keys, known, strict=True)]
    count = Counter(short)
    return [
        one if line or (count[one] == 1 and one not in taken) else _free(key, taken)
        for one, key, line in zip(short, keys, known, strict=True)
    ]


def _free(key: str, taken: set[str]) -> str:
    longer = (digest(key, length) for length in (16, 24))
    return next((one for one in longer if one not in taken), digest(f"{key} {len(taken)}", 24))


def _sheets(
    documents: Sequence[Document], articles: Mapping[str, int], known: Sequence[Line | None], ledger: Sequence[Line]
) -> tuple[dict[str, str], dict[str, Line]]:
    """The id of the page view of each file with several articles, and the line of the ledger that it continues.

    The header's wish, else what the ledger calls the file where its articles stood, else a digest of its path.
    """
    before = {line.path: line for line in ledger if line.article == 0 and line.path}
    files: dict[str, str] = {}
    lines: dict[str, Line] = {}
    used: set[str] = set()
    for document, line in zip(documents, known, strict=True):
        path = str(document.path)
        if articles[path] < 2:
            continue
        if path not in lines and (old := before.pop(path, None) or (line and before.pop(line.path, None))):
            lines[path] = old
        files.setdefault(path, safe_id(document.slug) or safe_id(document.permalink))
    for path, wish in sorted(files.items(), key=lambda item: (not _stands(lines.get(item[0]), item[1]), item[0])):
        choices = (wish, lines[path].id if path in lines else "", digest(path), digest(path, 16))
        files[path] = next((one for one in choices if one and one.casefold() not in used), digest(path, 24))
        used.add(files[path].casefold())
    return files, lines


def _redirects(
    documents: Sequence[Document],
    urls: Sequence[str],
    order: Sequence[int],
    lines: Sequence[Line],
    problems: list[Problem],
) -> tuple[tuple[str, ...], ...]:
    """The old addresses of each document that nothing else holds: those its header names, then the ledger's."""
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
    for place in order:
        old = [url for url in lines[place].former if _of_documents(url)]
        kept = [url for url in old if ground.claim(unquote(url), place) == place]
        found[place] = tuple(dict.fromkeys((*found[place], *kept)))
    return tuple(found)


def _of_documents(url: str) -> bool:
    """Whether an address of the ledger is one that a document may have."""
    return unquote(url).split("/")[0].casefold() not in RESERVED


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
        for one in above:
            if one in self.files:
                return self.files[one]
            if self.holders.get(one, place) != place or one in self.holders:
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
