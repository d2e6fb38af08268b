"""Checks a published site with nothing but what is published.

Strategy: every file is hashed against `SHA256SUMS`, and none may be missing or more; every link, anchor and asset of
every page that stays inside the site must be there, letter by letter, as a host sees it; and of every document the
published data are replayed: the raw text with its changes is the clean text, the clean text without them the raw one,
the text twin holds the document's own text, and its page shows the digest of a file that is published as it was found.
What the collection says of itself (`data/`) must be what its documents say.

A problem says path and line. Nothing is written, and no link leads outside of the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from builder.model import Change, Problem, apply, revert
from builder.model.archive import folder as folder_of
from builder.verify.collection import Record, collection
from builder.verify.pages import base_path, followed, loaded, mapped, read

SUMS = "SHA256SUMS"
_SUM = re.compile(r"([0-9a-f]{64})  (.+)")
_MAP = re.compile(r"sitemap(?:-[0-9]+)?\.xml")
_TWINS = ("document.json", "document.txt", "document.md")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and everything wrong with it, sorted."""

    files: int
    links: int
    documents: int
    problems: tuple[Problem, ...]


def verify(folder: Path) -> Verdict:
    """Check the site in `folder`; a folder without `SHA256SUMS` is no site, and that is its problem."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()}
    if SUMS not in found:
        return Verdict(len(found), 0, 0, (_problem(SUMS, 0, "missing", "is not there: this is no site of Fangzhi's"),))
    problems = list(_sums(found))
    pages = {name: read(path) for name, path in found.items() if name.endswith(".html") and not path.is_symlink()}
    base = base_path(pages, found)
    asked = {name: page.links for name, page in pages.items()}
    asked |= {name: list(loaded(path)) for name, path in found.items() if name.endswith(".css")}
    asked |= {name: list(mapped(path, base)) for name, path in found.items() if _MAP.fullmatch(name)}
    links = sum(map(len, asked.values()))
    for name, page in pages.items():
        problems += (_problem(name, line, "duplicate-id", message) for line, message in page.problems)
    for name, addresses in asked.items():
        for line, address in addresses:
            message = followed(name, address, base, found, pages)
            if message:
                problems.append(_problem(name, line, "broken-link", message, address))
    documents = [name for name in found if name.endswith("/document.json")]
    originals = {
        sha256(path.read_bytes()).hexdigest() for name, path in found.items() if name.endswith("/original.txt")
    }
    records: dict[str, Record] = {}
    for name in documents:
        problems += _document(name, found, originals, records)
    problems += collection(found, records)
    return Verdict(len(found), links, len(documents), tuple(sorted(set(problems))))


def _problem(path: str, line: int, kind: str, message: str, excerpt: str = "") -> Problem:
    return Problem(path, line, kind, message, excerpt[:120])


def _sums(found: dict[str, Path]) -> Iterator[Problem]:
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


def _document(name: str, found: dict[str, Path], originals: set[str], records: dict[str, Record]) -> Iterator[Problem]:
    """A document's data, replayed, and its twins beside it."""
    folder = name.rpartition("/")[0]
    for twin in _TWINS:
        if f"{folder}/{twin}" not in found:
            yield _problem(f"{folder}/{twin}", 0, "missing", "is missing beside the document's data")
    try:
        value: dict[str, Any] = json.loads(found[name].read_bytes())
        raw, clean, text = (str(value[key]) for key in ("raw", "clean", "text"))
        changes = [Change(**change) for change in value["changes"]]
        address, own, digest = str(value["url"]), str(value["title"]), str(value["sha256"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield _problem(name, 0, "bad-data", f"is no document's record ({type(error).__name__}: {error})")
        return
    records[name] = value
    page = unquote(address) + ("index.html" if address.endswith("/") else "")
    if page not in found:
        yield _problem(page, 0, "missing", "is missing beside the document's data")
    if f"{folder}/" != folder_of(unquote(address)):
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
    if digest not in originals:
        yield _problem(name, 0, "missing", "gives the digest of a file that is not published as it was found", digest)
    page = f"{folder}/index.html"
    if page in found and digest.encode("utf-8", "replace") not in found[page].read_bytes():
        yield _problem(page, 0, "twin", "does not show the digest of the file as it was found", digest)


def _twin(name: str, found: dict[str, Path], title: str, text: str) -> Iterator[Problem]:
    if name not in found:
        return
    head, _, body = found[name].read_bytes().decode("utf-8", "replace").partition("\n\n")
    shown = text.encode("utf-8", "replace").decode()
    if body.strip("\n") != shown.strip("\n"):
        yield _problem(name, 0, "twin", "does not hold the text of document.json")
    if title.encode("utf-8", "replace").decode() not in head:
        yield _problem(name, 0, "twin", "does not open with the title of document.json")
