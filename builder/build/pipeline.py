"""The pipeline, one line to a stage.

    found    = scan(content)                      read
    prepared = each(prepare, found)               read → repair → structure, pure, one file at a time
    archive  = link(sheets)                       the one stage that sees every document
    files    = draw(pages) + index(archive)       render and index, pure, page by page
    report   = write(files)                       all or nothing

Every problem is gathered before anything is given up, and every file found ends in the report.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from time import perf_counter
from urllib.parse import unquote

from builder import __version__
from builder.build.each import default_jobs, each, workers
from builder.build.prepare import Prepared, begin, prepare_all
from builder.build.vocabulary import gather
from builder.index.machine import index
from builder.index.pagefind import search as search_index
from builder.link.archive import link
from builder.model import (
    EMPTY_VOCABULARY,
    Archive,
    Body,
    BuildError,
    Colophon,
    Config,
    File,
    Found,
    Page,
    Problem,
    Refusal,
    Report,
    Sheet,
    Tally,
    Vocabulary,
)
from builder.read.files import fetch, scan
from builder.read.kind import is_document
from builder.render.site import Painter, pages, static
from builder.repair.chain import NOTES
from builder.write import check, recover, write

WORKSHOP = ".fangzhi"  # in the site's own folder: what may be thrown away and made again

Progress = Callable[[str], None]


def quiet(_: str) -> None:
    """No progress is told."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The content folder, read and prepared: every file's fate, and the bodies by key."""

    sheets: tuple[Sheet, ...]
    bodies: dict[str, Body]
    files: tuple[tuple[str, str, str], ...]
    tally: Tally
    problems: tuple[Problem, ...]


def build(
    config: Config,
    *,
    jobs: int | None = None,
    search: bool = True,
    strict: bool = False,
    progress: Progress = quiet,
) -> Report:
    """Build the site of `config` and say what became of every file.

    Raises BuildError when the site itself is at fault, and under `strict` for any problem at all; nothing is written
    then.
    """
    started = perf_counter()
    jobs = jobs or default_jobs()
    recover(config.output)
    check(config.output)
    gathered = gather_documents(config, jobs=jobs, progress=progress)
    progress("linking")
    archive = link(gathered.sheets, config)
    problems = tuple(sorted({*gathered.problems, *archive.problems}))
    if strict and problems:
        raise BuildError(problems)
    colophon = Colophon(__version__, _commit(config.root), gathered.tally, gathered.files)
    progress("drawing pages")
    with tempfile.TemporaryDirectory(prefix="fangzhi-") as scratch:
        files = _files(archive, config, colophon, gathered, jobs, Path(scratch) if search else None)
        written = write(files, config.output)
    return Report(
        tally=gathered.tally,
        files=gathered.files,
        problems=problems,
        written=written.written,
        unchanged=written.unchanged,
        removed=written.removed,
        seconds=perf_counter() - started,
    )


def examine(config: Config, *, jobs: int | None = None, progress: Progress = quiet) -> Report:
    """Read everything and write nothing: every problem and the counts."""
    started = perf_counter()
    gathered = gather_documents(config, jobs=jobs or default_jobs(), progress=progress)
    archive = link(gathered.sheets, config)
    problems = tuple(sorted({*gathered.problems, *archive.problems}))
    return Report(gathered.tally, gathered.files, problems, seconds=perf_counter() - started)


def gather_documents(config: Config, *, jobs: int, progress: Progress = quiet) -> Gathered:
    """Every file of the content folder, prepared; damaged ones a second time, with the archive's own vocabulary."""
    unknown = [name for name in config.repairs if name not in {note.name for note in NOTES}]
    if unknown:
        known = ", ".join(note.name for note in NOTES)
        raise BuildError((Problem("site.toml", 0, "config", f"no repair is called {unknown[0]!r}; there are {known}"),))
    progress("reading")
    found, problems = scan(config.content, skip=(config.output,))
    prepared = _prepared(found, config, EMPTY_VOCABULARY, jobs)
    again = [place for place, one in enumerate(prepared) if isinstance(one, Prepared) and one.sheet.damaged]
    if again:
        progress("mending damaged documents")
        vocabulary = gather(one.sheet for one in prepared if isinstance(one, Prepared))
        mended = _prepared([found[place] for place in again], config, vocabulary, jobs)
        for place, one in zip(again, mended, strict=True):
            prepared[place] = one
    return _account(prepared, problems)


def _prepared(found: Sequence[Found], config: Config, vocabulary: Vocabulary, jobs: int) -> list[Prepared | Refusal]:
    """Each file prepared, in the order found; one that cannot be read any more is refused with the system's reason."""
    unreadable: list[tuple[int, Refusal]] = []

    def loaded() -> Iterator[tuple[PurePosixPath, bytes]]:
        for place, one in enumerate(found):
            try:
                yield one.path, fetch(config.content, one) if is_document(one.path) else b""
            except OSError as error:
                reason = f"could not be read ({error.strerror}); see that the file is there and may be read"
                unreadable.append((place, Refusal(one.path, "failed", reason)))

    pool = workers(jobs, len(found), begin, config, vocabulary)
    with pool or nullcontext():
        prepared = list(each(prepare_all, loaded(), pool))
    for place, refusal in unreadable:
        prepared.insert(place, refusal)
    return prepared


def _account(prepared: Sequence[Prepared | Refusal], problems: Sequence[Problem]) -> Gathered:
    """Give every file its fate; a file that repeats another byte for byte is told and not published twice."""
    fates: list[tuple[str, str, str]] = []
    seen: dict[str, str] = {}
    sheets: list[Sheet] = []
    bodies: dict[str, Body] = {}
    said = list(problems)
    for one in prepared:
        if isinstance(one, Refusal):
            fates.append((str(one.path), one.status, one.reason))
            if one.status != "not-a-document" or is_document(one.path):
                said.append(Problem(str(one.path), 0, one.status, one.reason))
            continue
        sheet = one.sheet
        said.extend(sheet.problems)
        path, digest = str(sheet.path), sheet.documents[0].sha256 if sheet.documents else ""
        if digest and digest in seen:
            fates.append((path, "duplicate", f"the same bytes as {seen[digest]}"))
            continue
        seen[digest] = path
        published = [document for document in sheet.documents if not document.draft]
        if published:
            fates.append((path, "published", f"{len(published)} document{'s' if len(published) > 1 else ''}"))
            sheets.append(replace(sheet, documents=tuple(published)))
            bodies.update((body.key, body) for body in one.bodies)
        elif sheet.documents:
            fates.append((path, "draft", "marked as a draft in its header"))
        else:
            fates.append((path, "empty", "holds no article"))
    count = Counter(status for _, status, _ in fates)
    tally = Tally(
        found=len(fates),
        published=count["published"],
        documents=sum(len(sheet.documents) for sheet in sheets),
        drafts=count["draft"],
        duplicates=count["duplicate"],
        not_documents=count["not-a-document"],
        empty=count["empty"],
        failed=count["failed"],
    )
    return Gathered(tuple(sheets), bodies, tuple(fates), tally, tuple(sorted(set(said))))


def _files(
    archive: Archive, config: Config, colophon: Colophon, gathered: Gathered, jobs: int, scratch: Path | None
) -> Iterator[File]:
    yield from static(config)
    yield from _drawn(archive, config, colophon, gathered.bodies, jobs)
    yield from index(archive, config, colophon, gathered.bodies.__getitem__)
    yield from _originals(archive, config)
    if scratch is not None:
        yield from search_index(archive, config, gathered.bodies.__getitem__, scratch)


def _originals(archive: Archive, config: Config) -> Iterator[File]:
    """Every published file as found, byte for byte, beside its first document.

    The name is `original.txt` whatever the file was: a page that a stranger wrote must never run on this site.
    """
    for entry in archive.entries:
        document = entry.document
        if document.article > 1 or document.withdrawn:
            continue
        try:
            data = fetch(config.content, Found(document.path, 0, 0))
        except OSError:
            data = b""
        if sha256(data).hexdigest() != document.sha256:
            changed = "changed while the site was being built; nothing was written, build again"
            raise BuildError((Problem(str(document.path), 0, "changed", changed),))
        yield File(PurePosixPath(unquote(entry.url)) / "original.txt", data)


_PAINTER: Painter


def _start_painting(archive: Archive, config: Config, colophon: Colophon, bodies: dict[str, Body]) -> None:
    global _PAINTER
    cache = config.root / WORKSHOP / "templates"
    _PAINTER = Painter(archive, config, colophon, NOTES, cache=cache, bodies=bodies.__getitem__)


def _draw_all(batch: Sequence[tuple[Page, Body | None]]) -> list[tuple[File, ...]]:
    return [_PAINTER.draw(page, body) for page, body in batch]


def _drawn(archive: Archive, config: Config, colophon: Colophon, bodies: dict[str, Body], jobs: int) -> Iterator[File]:
    todo = pages(archive, config)
    pool: Executor | None = workers(jobs, len(todo), _start_painting, archive, config, colophon, bodies)
    with pool or nullcontext():
        for drawn in each(_draw_all, ((page, bodies.get(page.key)) for page in todo), pool):
            yield from drawn


def _commit(root: Path) -> str:
    """The archive's own commit, "" outside a repository; a page may say from what it was made."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "--short=12", "HEAD"],
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
