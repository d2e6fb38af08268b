"""One edited document looked at at once, on the archive as it was linked last: what a preview shows while the rest is
built behind it.

Strategy: the painter of the last build is kept. The edited file is prepared alone, its record takes the place of the
old one, and its own pages are drawn; nothing else is. What the edit changes elsewhere (neighbours, links, lists, its
own address) is as it was, until the build that follows.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder.build.beside import Beside
from builder.build.cache import unpacked
from builder.build.gather import Gathered
from builder.build.prepare import begin, prepare_all
from builder.build.vocabulary import learned, vocabulary
from builder.model import (
    EMPTY_VOCABULARY,
    Archive,
    Body,
    Colophon,
    Config,
    Document,
    Entry,
    File,
    Found,
    Page,
    Refusal,
    Sheet,
    Vocabulary,
)
from builder.read.files import fetch
from builder.render.site import Painter
from builder.repair.chain import NOTES

SECONDS = 3.0  # what a glance may take; the build that follows takes its time


class Glance(NamedTuple):
    """The pages of one edited file, and the address of the first."""

    url: str
    files: tuple[File, ...]


class Desk:
    """The archive of one build, laid out for glances. Not for several threads at once."""

    def __init__(
        self, archive: Archive, gathered: Gathered, config: Config, colophon: Colophon, templates: Path
    ) -> None:
        self._config = config
        self._sheets = gathered.sheets
        self._lent = gathered.lent
        self._given: dict[str, bytes] = {}  # a vocabulary's digest → what `beside` begins with
        self._painter = Painter(archive, config, colophon, NOTES, cache=templates)

    def glance(self, path: PurePosixPath, beside: Beside) -> Glance | None:
        """The document pages of the file at `path` (relative to the content folder) as it is now; None where they hang
        on more than the file: it is new, is gone, cannot be read, or is not published. It is prepared `beside`."""
        try:
            data = fetch(self._config.content, Found(path, 0, 0))
        except OSError:
            return None
        prepared = self._prepared(path, data, beside)
        if prepared is None:
            return None
        drawn = [self._drawn(document, body) for document, body in zip(prepared[0].documents, prepared[1], strict=True)]
        known = [one for one in drawn if one is not None]
        if not known:
            return None
        return Glance(known[0].url, tuple(file for one in known for file in one.files))

    def warm(self, beside: Beside) -> None:
        """Look at some document, so that all that a glance needs is loaded."""
        if self._sheets:
            self.glance(self._sheets[0].path, beside)

    def _prepared(self, path: PurePosixPath, data: bytes, beside: Beside) -> tuple[Sheet, tuple[Body, ...]] | None:
        """The file prepared as a build does it: once more with what the archive knows, if it needs that."""
        found = self._prepared_with(EMPTY_VOCABULARY, path, data, beside)
        if found and found[0].damaged:
            return self._prepared_with(self._lent, path, data, beside)
        if found and any((str(path.parent), line) in self._furniture for line in found[0].edges):
            return self._prepared_with(vocabulary((), learned(self._sheets)), path, data, beside)
        return found

    def _prepared_with(
        self, lent: Vocabulary, path: PurePosixPath, data: bytes, beside: Beside
    ) -> tuple[Sheet, tuple[Body, ...]] | None:
        given = self._given.get(lent.digest)
        if given is None:
            given = pickle.dumps((begin, (self._config, lent, SECONDS)), pickle.HIGHEST_PROTOCOL)
            self._given[lent.digest] = given
        name = blake2b(given, digest_size=16).hexdigest()
        ((sheet, bodies),) = beside.ask(name, given, prepare_all, [(path, data)])
        outcome: Sheet | Refusal = unpacked(sheet)
        return None if isinstance(outcome, Refusal) else (outcome, tuple(unpacked(body) for body in bodies))

    def _drawn(self, document: Document, body: Body) -> Glance | None:
        shelf = self._painter.shelf
        entry = shelf.by_key.get(document.key)
        if entry is None or document.draft or document.withdrawn or entry.document.withdrawn:
            return None
        shelf.by_key[document.key] = entry = _instead(entry, document)
        pages = (self._painter.draw(Page(kind, document.key), body) for kind in ("document", "source"))
        return Glance(entry.url, tuple(file for files in pages for file in files))

    @cached_property
    def _furniture(self) -> frozenset[tuple[str, str]]:
        return frozenset(learned(self._sheets))


def _instead(entry: Entry, document: Document) -> Entry:
    """The entry with another record of its document; what it leads to stays as it was."""
    makers = entry.credits if len(entry.credits) == len(document.credits) else (None,) * len(document.credits)
    return replace(entry, document=document, date=document.date, credits=makers)
