"""What the builder makes of a file, without writing anything: the records behind `fangzhi inspect`.

The files given are taken as an archive of their own, in two passes like a build, so that an id, an address and a
conjecture come out as they would there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from builder.build.prepare import finish
from builder.build.vocabulary import learned, vocabulary, words
from builder.index.record import record
from builder.link.archive import link
from builder.model import (
    EMPTY_VOCABULARY,
    Body,
    Config,
    Entry,
    Problem,
    Refusal,
    Sheet,
    Source,
    Text,
    Vocabulary,
)
from builder.read.files import fetch, scan
from builder.read.ledger import ledger_bytes, read_ledger
from builder.read.parse import parse


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file: refused, or its source text, what repair made of it, and its documents with their bodies."""

    path: str
    refusal: Refusal | None = None
    text: Text | None = None
    sheet: Sheet | None = None
    bodies: tuple[Body, ...] = ()
    entries: tuple[Entry, ...] = ()


def inspect(paths: Sequence[Path], config: Config, neighbours: bool = False) -> Iterator[Inspected]:
    """Every file in `paths` (folders are walked), in order of name.

    With `neighbours` the site's own documents lend their vocabulary to the repair, as they would in a build, and its
    ledger the addresses.
    """
    files = [(name, data) for path in paths for name, data in _files(path, config)]
    sources = [parse(name, data) for name, data in files]
    lent = _vocabulary(sources, config, neighbours)
    done = [(source, *_finish(source, config, lent)) for source in sources]
    ledger = read_ledger(ledger_bytes(config.root)) if neighbours else None
    archive = link([sheet for _, _, sheet, _ in done if sheet], config, ledger or ())
    places = {entry.document.key: entry for entry in archive.entries}
    for source, text, sheet, bodies in done:
        if isinstance(source, Refusal):
            yield Inspected(str(source.path), refusal=source)
        elif sheet is not None:
            entries = tuple(places[document.key] for document in sheet.documents if document.key in places)
            yield Inspected(str(source.path), text=text, sheet=sheet, bodies=bodies, entries=entries)


def _files(path: Path, config: Config) -> Iterator[tuple[PurePosixPath, bytes]]:
    if path.is_dir():
        found, _ = scan(path)
        for one in found:
            yield _name(path / one.path, config), fetch(path, one)
    else:
        yield _name(path, config), path.read_bytes()


def _name(path: Path, config: Config) -> PurePosixPath:
    """The path inside the content folder where it lies there, else the path as given."""
    whole = path.resolve()
    if whole.is_relative_to(config.content):
        return PurePosixPath(whole.relative_to(config.content).as_posix())
    return PurePosixPath(path.as_posix().lstrip("/"))


def _finish(
    source: Source | Refusal, config: Config, vocabulary: Vocabulary
) -> tuple[Text | None, Sheet | None, tuple[Body, ...]]:
    if isinstance(source, Refusal):
        return None, None, ()
    return finish(source, config, vocabulary)


def _vocabulary(sources: Sequence[Source | Refusal], config: Config, neighbours: bool) -> Vocabulary:
    known = list(sources)
    if neighbours and config.content.is_dir():
        known += [parse(name, data) for name, data in _files(config.content, config)]
    done = [
        (sheet, bodies) for source in known for _, sheet, bodies in [_finish(source, config, EMPTY_VOCABULARY)] if sheet
    ]
    plain = {body.key: body.plain for _, bodies in done for body in bodies}
    sheets = [sheet for sheet, _ in done]
    return vocabulary(words(sheets, lambda keys: [plain[key] for key in keys]), learned(sheets))


def records(one: Inspected) -> Iterator[dict[str, Any]]:
    """The JSON objects of one file: one a document, or one that says why there is none."""
    if one.refusal is not None:
        yield {"path": one.path, "status": one.refusal.status, "reason": one.refusal.reason}
        return
    assert one.sheet is not None
    if not one.entries:
        status = "draft" if one.sheet.documents else "empty"
        yield {"path": one.path, "status": status, "reason": _reason(one.sheet), "problems": _said(one.sheet.problems)}
    bodies = {body.key: body for body in one.bodies}
    for entry in one.entries:
        yield _record(one.sheet, entry, bodies[entry.document.key])


def _reason(sheet: Sheet) -> str:
    if sheet.documents:
        return "marked as a draft in its header"
    return sheet.problems[0].message if sheet.problems else "holds no article"


def _said(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"line": problem.line, "kind": problem.kind, "message": problem.message} for problem in problems]


def _record(sheet: Sheet, entry: Entry, body: Body) -> dict[str, Any]:
    """The record that is published too, with what the document itself says where the archive says it in its own words,
    and with texts and changes.
    """
    document = entry.document
    return record(entry) | {
        "url": "/" + entry.url,
        "source": document.source,
        "series": document.issuance.series,
        "tags": list(document.tags),
        "outline": [asdict(heading) for heading in document.outline],
        "text": body.plain,
        "html": body.html,
        "raw": body.raw,
        "changes": [asdict(change) for change in body.changes],
        "proposals": [asdict(change) for change in sheet.proposals],
        "problems": _said(sheet.problems),
    }
