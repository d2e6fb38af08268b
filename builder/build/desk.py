"""One edited document looked at at once, on the archive as it was linked last: what a preview shows while the rest is
built behind it.

Strategy: the painter of the last build is kept. The edited file is prepared alone, its record takes the place of the
old one, and its own pages are drawn; nothing else is. What the edit changes elsewhere (neighbours, links, lists, its
own address) is as it was, until the build that follows.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder.build.deadline import OverDeadline, within
from builder.build.gather import Gathered
from builder.build.prepare import finish
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
)
from builder.read.files import fetch
from builder.read.parse import parse
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
        self._painter = Painter(archive, config, colophon, NOTES, cache=templates)

    def glance(self, path: PurePosixPath) -> Glance | None:
        """The document pages of the file at `path` (relative to the content folder) as it is now; None where they hang
        on more than the file: it is new, is gone, cannot be read, or is not published."""
        try:
            data = fetch(self._config.content, Found(path, 0, 0))
            sheet, bodies = within(SECONDS, len(data), partial(self._prepared, path, data))
        except (OSError, OverDeadline, _NotADocumentError):
            return None
        drawn = [self._drawn(document, body) for document, body in zip(sheet.documents, bodies, strict=True)]
        known = [one for one in drawn if one is not None]
        if not known:
            return None
        return Glance(known[0].url, tuple(file for one in known for file in one.files))

    def _prepared(self, path: PurePosixPath, data: bytes) -> tuple[Sheet, tuple[Body, ...]]:
        source = parse(path, data)
        if isinstance(source, Refusal):
            raise _NotADocumentError
        _, sheet, bodies = finish(source, self._config, EMPTY_VOCABULARY)
        if sheet.damaged:
            _, sheet, bodies = finish(source, self._config, self._lent)
        elif any((str(path.parent), line) in self._furniture for line in sheet.edges):
            _, sheet, bodies = finish(source, self._config, vocabulary((), learned(self._sheets)))
        return sheet, bodies

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


class _NotADocumentError(Exception):
    pass


def _instead(entry: Entry, document: Document) -> Entry:
    """The entry with another record of its document; what it leads to stays as it was."""
    makers = entry.credits if len(entry.credits) == len(document.credits) else (None,) * len(document.credits)
    return replace(entry, document=document, date=document.date, credits=makers)
