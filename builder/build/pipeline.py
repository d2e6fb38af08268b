"""The pipeline, one line to a stage.

    gathered = gather(content)                    read → repair → structure, pure, one file at a time
    files    = assets(sheets)                     the pictures and other files that the documents ask for
    archive  = link(sheets, ledger, files)        the one stage that sees every document
    made     = draw(pages) + index(archive)       render and index, pure, page by page
    report   = write(made)                        all or nothing; then the ledger of addresses, beside `site.toml`

Every problem is gathered before anything is given up, and every file found ends in the report. What was done before for
the same inputs is taken from the cache (`cache.py`), which changes nothing but the time; a build that finds the whole
folder as it was ends before the stages (`stages.py`) are even loaded.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial, wraps
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec

from builder.build.cache import DAMAGE, Cache, digest, discard, stamp, unpacked
from builder.build.deadline import SECONDS
from builder.build.each import default_jobs, seldom_collected, workers
from builder.build.ledger import keep
from builder.build.lock import locked
from builder.build.scene import SPARE, WORKSHOP, Scene, Wishes
from builder.build.stock import take_stock
from builder.model import BuildError, Config, Problem, Report
from builder.model.packing import packed
from builder.read.ledger import ledger_bytes
from builder.render.theme import fingerprint
from builder.write.ground import double
from builder.write.output import check
from builder.write.seals import state
from builder.write.swap import recover

if TYPE_CHECKING:
    from builder.build.desk import Desk

Progress = Callable[[str], None]
P = ParamSpec("P")


def quiet(_: str) -> None:
    """No progress is told."""


def _forgiving(building: Callable[Concatenate[Config, P], Report]) -> Callable[Concatenate[Config, P], Report]:
    """Begin a build again, without its cache, that finds the cache damaged on the way. Nothing is written by then."""

    @wraps(building)
    def again(config: Config, /, *args: P.args, **given: P.kwargs) -> Report:
        try:
            return building(config, *args, **given)
        except DAMAGE:
            discard(config.root / WORKSHOP / "cache.sqlite")
            return building(config, *args, **given)

    return again


@_forgiving
def build(
    config: Config,
    *,
    jobs: int | None = None,
    search: bool = True,
    strict: bool = False,
    timeout: float = SECONDS,
    cluster: str = "",
    keep_ledger: bool = True,
    hurry: bool = False,
    laid_out: Callable[[Desk], None] | None = None,
    progress: Progress = quiet,
) -> Report:
    """Build the site of `config` and say what became of every file.

    `cluster` is the address of a Dask scheduler whose workers prepare the documents, "" to do it here. A document that
    takes longer than `timeout` seconds to prepare is set aside with a problem; 0 waits for every one.
    Raises BuildError when the site itself is at fault, and under `strict` for any problem at all; nothing is written
    then. Without `keep_ledger` (a preview) the ledger of addresses is read, but not brought up to date.
    In a `hurry` the search index is left as it stands. `laid_out` is given the linked archive, for glances at single
    documents, unless nothing has changed since the last build.
    """
    started = perf_counter()
    check(config.output)
    wishes = Wishes(jobs or default_jobs(), timeout, search, strict, cluster, hurry, laid_out, progress)
    with (
        seldom_collected(),
        locked(config.root / WORKSHOP),
        closing(Cache(config.root / WORKSHOP / "cache.sqlite")) as cache,
    ):
        recover(config.output)
        progress("reading")
        scene = _found(config, cache)
        report = _done_before(_whole(scene, search, hurry), scene)
        if report is None or report.tally.failed:  # what failed is tried once more
            from builder.build.stages import run

            try:
                report, state_now, after = run(scene, wishes)
            except BuildError as error:
                if any(problem.kind == "changed" for problem in error.problems):
                    cache.remember(())  # its time or its size may not show it: the next build looks at the bytes
                raise
            if keep_ledger:
                ledger, faults = keep(config, scene.ledger, after)
                scene = replace(scene, ledger=ledger)  # as it is now, it would do the same again
                report = replace(report, problems=tuple(sorted({*report.problems, *faults})))
            cache.keep([(b"whole", packed((_whole(scene, search, hurry), report, state_now)))])
        if strict and report.problems:
            raise BuildError(report.problems)
    return replace(report, seconds=perf_counter() - started)


def examine(config: Config, *, jobs: int | None = None, progress: Progress = quiet) -> Report:
    """Read everything and write nothing: every problem and the counts."""
    from builder.build.stages import linked

    started = perf_counter()
    with closing(Cache(None)) as cache:
        progress("reading")
        *_, report = linked(_found(config, cache), partial(workers, jobs or default_jobs()), SECONDS, progress)
    return replace(report, seconds=perf_counter() - started)


@contextmanager
def finished(config: Config) -> Iterator[Report | None]:
    """The report of the last build while nothing may build: None if its site is not what a build would write now."""
    with locked(config.root / WORKSHOP), closing(Cache(config.root / WORKSHOP / "cache.sqlite")) as cache:
        scene = _found(config, cache)
        yield _done_before(_whole(scene, search=True, hurry=False), scene)


def recall(config: Config) -> Desk:
    """The archive laid out for glances at single documents, from the cache alone if nothing has changed since."""
    from builder.build.stages import lay_out

    with closing(Cache(config.root / WORKSHOP / "cache.sqlite")) as cache:
        return lay_out(_found(config, cache), partial(workers, default_jobs()))


def make_ready(config: Config) -> None:
    """Do now what the first build after a cold one would do: the second names of all files (`write.ground`).

    Raises BuildError while a build is running.
    """
    with locked(config.root / WORKSHOP):
        double(config.output, config.root / WORKSHOP / SPARE)


def _found(config: Config, cache: Cache) -> Scene:
    """The site as it lies there now."""
    stock, theme, ledger = take_stock(config, cache), fingerprint(config), ledger_bytes(config.root)
    return Scene(config, stock, cache, theme, _commit(config.root), _made(), ledger)


def _whole(scene: Scene, search: bool, hurry: bool) -> bytes:
    """A digest of all that goes into a build."""
    given = packed((scene.config, scene.commit, scene.made_at, search, hurry, scene.ledger))
    return digest(stamp(), scene.theme, given, scene.stock.digest())


class _Kept(NamedTuple):
    """What is kept of a whole build: the digest of all that went in, its report, and the state of the output after."""

    digest: bytes
    report: Report
    state: bytes


def _done_before(whole: bytes, scene: Scene) -> Report | None:
    """The report of the last build, if nothing at all has changed since and its site still stands untouched."""
    kept = scene.cache.get(b"whole")
    if kept is None:
        return None
    known, report, then = _Kept(*unpacked(kept))
    if known != whole or then != state(scene.config.output):
        return None
    return replace(report, written=0, unchanged=report.written + report.unchanged, removed=0)


def _made() -> str:
    """The time that a reproducible build may give as its own (`SOURCE_DATE_EPOCH`, seconds); "" where none is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(given), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if given else ""
    except (ValueError, OverflowError, OSError):
        said = f"is {given!r}, which is no number of seconds since 1970; mend it or take it out"
        raise BuildError((Problem("SOURCE_DATE_EPOCH", 0, "config", said),)) from None


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
