"""Which of the files found a reference means: `../images/a.png`, `/assets/a.png`, `![[a.png]]`, `other.md`.

Strategy: generators lay files down in different places and call them by different roots, so a reference is tried, in
this order, from the document's own folder; from the folder named after the document (Hexo's asset folder); from each
folder above it, and what the generators put between the two (`static`, `source`, `assets`, `content`). An embed of
Obsidian's, and a path with a folder in it, may then lie anywhere, if its end is found once; else nothing is guessed.
Names that differ only in case or in their Unicode form are one, as on the disks where they were written.

Rules: only what the walk of the content folder found is ever named, so nothing outside of it is read, however a
reference climbs. A document may be asked for without its ending, with `.html` in its place, or by its folder.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from builder.model import Reference, Sheet

DOCUMENTS = (".md", ".markdown", ".html", ".htm", ".txt")
_ROOTS = ("", "static/", "source/", "assets/", "content/", "public/")
_PELICAN = ("{filename}", "{static}", "{attach}", "|filename|", "|static|", "|attach|")
_INDEXES = ("index", "_index", "README")


def located(sheets: Sequence[Sheet], paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """By the path of a document, the file that each of its references means; those that mean none are left out."""
    asking = {
        str(document.path): references
        for sheet in sheets
        for document in sheet.documents
        if document.article == 1 and (references := document.references)
    }
    if not asking:
        return {}
    finder = Finder(paths)
    found: dict[str, dict[str, str]] = {}
    for path, references in asking.items():
        row = {one.written: there for one in references if (there := finder(path, one))}
        if row:
            found[path] = row
    return found


class Finder:
    """The files found, ready to be asked for."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = {_plain(path): path for path in sorted(paths, reverse=True)}
        self.names: dict[str, list[str]] = {}
        for plain in sorted(self.paths):
            self.names.setdefault(plain.rpartition("/")[2], []).append(plain)

    def __call__(self, document: str, reference: Reference) -> str:
        """The path of the file that a reference in `document` means, "" where none does."""
        wanted = target(reference.written)
        if not wanted:
            return ""
        for place in _places(PurePosixPath(_plain(document)), wanted):
            for name in (place, *_spellings(place, reference.kind == "link")):
                if name in self.paths:
                    return self.paths[name]
        return self._anywhere(wanted.lstrip("/"), reference.kind == "embed")

    def by_tail(self, tail: str) -> str:
        """The one document whose path ends so, its ending left out or not."""
        for name in (tail, *_spellings(tail, True)):
            if found := self._anywhere(name, True):
                return found
        return ""

    def _anywhere(self, wanted: str, bare: bool) -> str:
        """The one file whose path ends so; of several only an embed takes the one nearest to the top, as Obsidian."""
        parts = [part for part in wanted.split("/") if part not in ("", ".", "..")]
        if not parts or (len(parts) == 1 and not bare):
            return ""
        tail = "/" + "/".join(parts)
        found = [plain for plain in self.names.get(parts[-1], ()) if f"/{plain}".endswith(tail)]
        if len(found) > 1 and bare:
            found.sort(key=lambda plain: (plain.count("/"), plain))
            if found[0].count("/") < found[1].count("/"):
                found = found[:1]
        return self.paths[found[0]] if len(found) == 1 else ""


def target(written: str) -> str:
    """The path inside a reference, in the form in which files are compared: no fragment, no query, nothing encoded.

    >>> target("../%E5%9B%BE/A.png?raw=true#x"), target("{static}/images/a.png"), target("#x")
    ('../图/a.png', '/images/a.png', '')
    """
    for sign in _PELICAN:
        written = written.removeprefix(sign)
    return _plain(unquote(written.partition("#")[0].partition("?")[0]).replace("\\", "/"))


def _plain(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _places(document: PurePosixPath, wanted: str) -> Iterator[str]:
    """Where a file may lie, the likeliest first."""
    folders = [str(folder).strip(".") for folder in document.parents]
    rooted = wanted.startswith("/")
    wanted = wanted.lstrip("/")
    if not rooted:
        yield _joined(folders[0], wanted)
        yield _joined(f"{folders[0]}/{document.stem}", wanted)
    for folder in folders:
        for root in _ROOTS:
            yield _joined(f"{folder}/{root}", wanted)


def _joined(folder: str, wanted: str) -> str:
    """One path of two, "" where it climbs out of the content folder."""
    parts: list[str] = []
    for part in f"{folder}/{wanted}".split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _spellings(place: str, document: bool) -> Iterator[str]:
    """Other names under which a document may lie that is asked for so."""
    if not document or not place:
        return
    stem = place.rpartition(".")[0] if place.endswith(DOCUMENTS) else place
    for suffix in DOCUMENTS:
        yield stem + suffix
    for index in _INDEXES:
        yield f"{stem}/{index.lower()}.md"
    if stem.endswith("/index"):
        yield stem.removesuffix("/index") + ".md"


def asked(found: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Every file that is asked for and is no document, once, in order."""
    paths = {path for row in found.values() for path in row.values() if not path.lower().endswith(DOCUMENTS)}
    return tuple(sorted(paths))
