"""Checks a published site with nothing but what is published.

Strategy: every file is hashed against `SHA256SUMS`, and none may be missing or more; every link, anchor and asset of
every page that stays inside the site must be there, letter by letter, as a host sees it; and of every document the
published data are replayed: the raw text with its changes is the clean text, the clean text without them the raw one,
and the text twin holds the document's own text.

A problem says path and line. Nothing is written, and no link leads outside of the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from builder.model import Change, Problem, apply, revert

SUMS = "SHA256SUMS"
_SUM = re.compile(r"([0-9a-f]{64})  (.+)")
_ASSETS = {"src", "poster", "data"}
_TWINS = ("index.html", "document.json", "document.txt", "document.md")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and everything wrong with it, sorted."""

    files: int
    links: int
    documents: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Page:
    """The names that links can lead to, and the links as (line, address)."""

    names: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page()

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


def verify(folder: Path) -> Verdict:
    """Check the site in `folder`; a folder without `SHA256SUMS` is no site, and that is its problem."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()}
    if SUMS not in found:
        return Verdict(len(found), 0, 0, (_problem(SUMS, 0, "missing", "is not there: this is no site of Fangzhi's"),))
    problems = list(_sums(folder, found))
    pages = {name: _read(path) for name, path in found.items() if name.endswith(".html") and not path.is_symlink()}
    base = _base(pages, found)
    links = 0
    for name, page in pages.items():
        problems += (_problem(name, line, "duplicate-id", message) for line, message in page.problems)
        for line, address in page.links:
            links += 1
            message = _followed(name, address, base, found, pages)
            if message:
                problems.append(_problem(name, line, "broken-link", message, address))
    documents = [name for name in found if name.endswith("/document.json")]
    for name in documents:
        problems += _document(name, found)
    problems += _listed(found, documents)
    return Verdict(len(found), links, len(documents), tuple(sorted(set(problems))))


def _problem(path: str, line: int, kind: str, message: str, excerpt: str = "") -> Problem:
    return Problem(path, line, kind, message, excerpt[:120])


def _sums(folder: Path, found: dict[str, Path]) -> Iterator[Problem]:
    """Missing, more, changed; and lines of the sums that say nothing."""
    listed: dict[str, str] = {}
    text = found[SUMS].read_bytes().decode("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        match = _SUM.fullmatch(line)
        if match is None:
            yield _problem(SUMS, number, "bad-sum", "is no line of `sha256sum`", line)
        elif match[2] in listed:
            yield _problem(SUMS, number, "bad-sum", "names a file for the second time", line)
        elif match[2].startswith("/") or ".." in match[2].split("/"):
            yield _problem(SUMS, number, "bad-sum", "names a file outside of the site", line)
        else:
            listed[match[2]] = match[1]
    for name in sorted(listed.keys() - found.keys()):
        yield _problem(name, 0, "missing", "is listed in SHA256SUMS and not there")
    for name in sorted(found.keys() - listed.keys() - {SUMS}):
        yield _problem(name, 0, "extra", "is there and not listed in SHA256SUMS")
    for name in sorted(found.keys() & listed.keys()):
        if found[name].is_symlink():
            yield _problem(name, 0, "changed", "is a symbolic link; a site holds files only")
        elif sha256(found[name].read_bytes()).hexdigest() != listed[name]:
            yield _problem(name, 0, "changed", "differs from its digest in SHA256SUMS")


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_bytes().decode("utf-8", "replace"))
    reader.close()
    return reader.page


def _base(pages: dict[str, _Page], found: dict[str, Path]) -> str:
    """Where the site stands on its host: what `404.html` puts before the names of our own stylesheets."""
    for _, address in pages.get("404.html", _Page()).links:
        path = unquote(urlsplit(address).path)
        at = path.find("static/")
        if path.startswith("/") and at > 0 and path[at:] in found:
            return path[:at]
    return "/"


def _followed(name: str, address: str, base: str, found: dict[str, Path], pages: dict[str, _Page]) -> str:
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


def _document(name: str, found: dict[str, Path]) -> Iterator[Problem]:
    """A document's data, replayed, and its twins beside it."""
    folder = name.rpartition("/")[0]
    for twin in _TWINS:
        if f"{folder}/{twin}" not in found:
            yield _problem(f"{folder}/{twin}", 0, "missing", "is missing beside the document's data")
    try:
        value: dict[str, Any] = json.loads(found[name].read_bytes())
        raw, clean, text = (str(value[key]) for key in ("raw", "clean", "text"))
        changes = [Change(**change) for change in value["changes"]]
        address, own, digest = str(value["url"]), str(value["title"]), value["sha256"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield _problem(name, 0, "bad-data", f"is no document's record ({type(error).__name__}: {error})")
        return
    if f"{folder}/" != unquote(address):
        yield _problem(name, 0, "bad-data", f"says that it stands in {address} and stands in {folder}/")
    at = 0
    for number, change in enumerate(changes, 1):
        if not at <= change.start <= change.end <= len(raw) or raw[change.start : change.end] != change.before:
            yield _problem(name, 0, "changes", f"change {number} does not fit the raw text", change.before)
            break
        at = change.end
    else:
        if apply(raw, changes) != clean:
            yield _problem(name, 0, "changes", "the raw text with its changes is not the clean text")
        elif revert(clean, changes) != raw:
            yield _problem(name, 0, "changes", "the clean text without its changes is not the raw text")
    yield from _twin(f"{folder}/document.txt", found, own, text)
    original = f"{folder}/original.txt"
    if original in found and sha256(found[original].read_bytes()).hexdigest() != digest:
        yield _problem(original, 0, "changed", "is not the file that the document's record gives the digest of")


def _twin(name: str, found: dict[str, Path], title: str, text: str) -> Iterator[Problem]:
    if name not in found:
        return
    head, _, body = found[name].read_bytes().decode("utf-8", "replace").partition("\n\n")
    shown = text.encode("utf-8", "replace").decode()
    if body.strip("\n") != shown.strip("\n"):
        yield _problem(name, 0, "twin", "does not hold the text of document.json")
    if title.encode("utf-8", "replace").decode() not in head:
        yield _problem(name, 0, "twin", "does not open with the title of document.json")


def _listed(found: dict[str, Path], documents: list[str]) -> Iterator[Problem]:
    """`data/documents.jsonl` names the documents that are there, and no others."""
    name = "data/documents.jsonl"
    if name not in found:
        yield _problem(name, 0, "missing", "is missing: the list of all documents")
        return
    known: set[str] = set()
    for number, line in enumerate(found[name].read_bytes().splitlines(), 1):
        try:
            known.add(unquote(json.loads(line)["url"]) + "document.json")
        except (ValueError, KeyError, TypeError, AttributeError):
            yield _problem(name, number, "bad-data", "is no document's record")
    for one in sorted(known ^ set(documents)):
        yield _problem(one, 0, "missing", "is listed in data/documents.jsonl or there, but not both")
