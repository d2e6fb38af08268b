"""The pipeline, one line to a stage.

    gathered = gather(content)                    read → repair → structure, pure, one file at a time
    archive  = link(sheets)                       the one stage that sees every document
    files    = draw(pages) + index(archive)       render and index, pure, page by page
    report   = write(files)                       all or nothing

Every problem is gathered before anything is given up, and every file found ends in the report. What was done before for
the same inputs is taken from the cache (`cache.py`), which changes nothing but the time.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path, PurePosixPath
from time import perf_counter
from urllib.parse import unquote

from builder import __version__
from builder.build.cache import Cache
from builder.build.drawing import Drawing, draw
from builder.build.each import default_jobs
from builder.build.gather import Gathered, gather
from builder.build.lock import locked
from builder.index.machine import index
from builder.index.pagefind import search as search_index
from builder.link.archive import link
from builder.model import Archive, BuildError, Colophon, Config, File, Found, Kept, Problem, Report
from builder.read.files import fetch
from builder.render.site import static
from builder.repair.chain import NOTES
from builder.write import check, recover, standing, write

WORKSHOP = ".fangzhi"  # in the site's own folder: what may be thrown away and made again

Progress = Callable[[str], None]


def quiet(_: str) -> None:
    """No progress is told."""


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
    workshop = config.root / WORKSHOP
    check(config.output)
    with locked(workshop), closing(Cache(workshop / "cache.sqlite")) as cache:
        recover(config.output)
        progress("reading")
        gathered = gather(_checked(config), cache, jobs)
        progress("linking")
        archive = link(gathered.sheets, config)
        problems = tuple(sorted({*gathered.problems, *archive.problems}))
        if strict and problems:
            raise BuildError(problems)
        progress("drawing pages")
        drawing = Drawing()
        shards = workshop / "search" if search else None
        written = write(_files(archive, config, gathered, cache, drawing, jobs, shards), config.output)
        drawing.remember(cache, written.sums)
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
    with closing(Cache(None)) as cache:
        progress("reading")
        gathered = gather(_checked(config), cache, jobs or default_jobs())
        progress("linking")
        archive = link(gathered.sheets, config)
    problems = tuple(sorted({*gathered.problems, *archive.problems}))
    return Report(gathered.tally, gathered.files, problems, seconds=perf_counter() - started)


def _checked(config: Config) -> Config:
    """The settings, once it is known that every repair they name exists."""
    known = [note.name for note in NOTES]
    for name in config.repairs:
        if name not in known:
            message = f"no repair is called {name!r}; there are {', '.join(known)}"
            raise BuildError((Problem("site.toml", 0, "config", message),))
    return config


def _files(
    archive: Archive,
    config: Config,
    gathered: Gathered,
    cache: Cache,
    drawing: Drawing,
    jobs: int,
    shards: Path | None,
) -> Iterator[File | Kept]:
    colophon = Colophon(__version__, _commit(config.root), gathered.tally, gathered.files)
    bodies = gathered.bodies
    yield from static(config)
    yield from draw(
        archive,
        config,
        colophon,
        bodies,
        cache=cache,
        standing=standing(config.output),
        jobs=jobs,
        templates=config.root / WORKSHOP / "templates",
        drawing=drawing,
    )
    yield from index(archive, config, colophon, bodies)
    yield from _originals(archive, config)
    if shards is not None:
        yield from search_index(archive, config, bodies, shards)


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
