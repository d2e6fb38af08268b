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
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePosixPath
from time import perf_counter
from typing import NamedTuple
from urllib.parse import unquote

from builder import __version__
from builder.build.cache import Cache, digest, packed, stamp, unpacked
from builder.build.deadline import SECONDS
from builder.build.drawing import Drawing, draw
from builder.build.each import default_jobs
from builder.build.gather import Bodies, Gathered, Stock, gather, take_stock
from builder.build.lock import locked
from builder.index.machine import index
from builder.index.pagefind import search as search_index
from builder.link.archive import link
from builder.link.vocabulary import check_vocabulary
from builder.model import Archive, BuildError, Colophon, Config, File, Found, Problem, Report
from builder.read.files import fetch
from builder.render.site import static
from builder.render.theme import fingerprint
from builder.repair.chain import NOTES
from builder.write import check, place, recover, standing, write

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
    timeout: float = SECONDS,
    progress: Progress = quiet,
) -> Report:
    """Build the site of `config` and say what became of every file.

    A document that takes longer than `timeout` seconds to prepare is set aside with a problem; 0 waits for every one.
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
        stock = take_stock(_checked(config), cache)
        commit = _commit(config.root)
        theme = fingerprint(config)
        whole = digest(stamp(), theme, packed((config, commit, search)), stock.digest())
        report = _done_before(whole, config, cache)
        if report is None:
            gathered, archive, report = _linked(stock, config, cache, jobs, timeout, progress)
            _hold(report, strict)
            progress("drawing pages")
            drawing = Drawing()
            before = standing(config.output)
            colophon = Colophon(__version__, commit, gathered.tally, gathered.files)
            shards = workshop / "search" if search else None
            drawn = draw(
                archive,
                config,
                colophon,
                gathered.bodies,
                cache=cache,
                standing=before,
                put=partial(place, output=config.output, before=before),
                jobs=jobs,
                templates=workshop / "templates",
                theme=theme,
                drawing=drawing,
            )
            made = write(chain(drawn, _rest(archive, config, colophon, gathered.bodies, shards)), config.output)
            drawing.remember(cache, made.standing)
            report = replace(report, written=made.written, unchanged=made.unchanged, removed=made.removed)
            if not report.tally.failed:  # the next build tries what failed once more
                cache.keep([(b"whole", packed((whole, report, tuple(made.standing.items()))))])
        _hold(report, strict)
    return replace(report, seconds=perf_counter() - started)


def _hold(report: Report, strict: bool) -> None:
    if strict and report.problems:
        raise BuildError(report.problems)


class _Whole(NamedTuple):
    """What is kept of a whole build: the digest of all that went in, its report, and what stood after it."""

    digest: bytes
    report: Report
    standing: tuple[tuple[str, tuple[str, int]], ...]


def _done_before(whole: bytes, config: Config, cache: Cache) -> Report | None:
    """The report of the last build, if nothing at all has changed since and its site still stands untouched."""
    kept = cache.get(b"whole")
    if kept is None:
        return None
    known, report, files = _Whole(*unpacked(kept))
    if known != whole or dict(files) != standing(config.output):
        return None
    return replace(report, written=0, unchanged=len(files), removed=0)


def _linked(
    stock: Stock, config: Config, cache: Cache, jobs: int, timeout: float, progress: Progress
) -> tuple[Gathered, Archive, Report]:
    gathered = gather(stock, config, cache, jobs, timeout)
    progress("linking")
    archive = link(gathered.sheets, config)
    problems = tuple(sorted({*gathered.problems, *archive.problems}))
    return gathered, archive, Report(gathered.tally, gathered.files, problems)


def examine(config: Config, *, jobs: int | None = None, progress: Progress = quiet) -> Report:
    """Read everything and write nothing: every problem and the counts."""
    started = perf_counter()
    with closing(Cache(None)) as cache:
        progress("reading")
        stock = take_stock(_checked(config), cache)
        _, _, report = _linked(stock, config, cache, jobs or default_jobs(), SECONDS, progress)
    return replace(report, seconds=perf_counter() - started)


def _checked(config: Config) -> Config:
    """The settings, once it is known that the repairs they name exist and that their vocabulary is sound."""
    known = [note.name for note in NOTES]
    problems = [
        Problem("site.toml", 0, "config", f"no repair is called {name!r}; there are {', '.join(known)}")
        for name in config.repairs
        if name not in known
    ]
    problems += check_vocabulary(config)
    if problems:
        raise BuildError(tuple(problems))
    return config


def _rest(archive: Archive, config: Config, colophon: Colophon, bodies: Bodies, shards: Path | None) -> Iterator[File]:
    """All that is no page. Search comes last, for it takes longest and is the first to be left out."""
    yield from static(config)
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
