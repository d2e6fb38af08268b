"""The stages, set to work one after the other on what lies in the content folder (`pipeline.py` says in what order)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from builder import __version__
from builder.build.assets import assets, copied, published, told
from builder.build.cache import Cache
from builder.build.cluster import connected
from builder.build.deadline import SECONDS
from builder.build.desk import Desk
from builder.build.drawing import Drawing, draw
from builder.build.each import Hire, workers
from builder.build.editions import below, in_other_script, put_below
from builder.build.gather import Bodies, Gathered, gather
from builder.build.ledger import Ledger, hold
from builder.build.stock import Stock
from builder.edition.settings import second_trees
from builder.index.machine import index
from builder.index.pagefind import crowded
from builder.index.pagefind import kept as kept_search
from builder.index.pagefind import search as search_index
from builder.link.archive import link
from builder.link.vocabulary import check_vocabulary
from builder.model import Archive, Asset, BuildError, Colophon, Config, File, Kept, Placed, Problem, Report
from builder.render.site import static
from builder.repair.chain import NOTES
from builder.write import place, standing, write


def run(
    stock: Stock,
    config: Config,
    cache: Cache,
    workshop: Path,
    theme: bytes,
    origin: tuple[str, str],
    search: bool,
    hurry: bool,
    laid_out: Callable[[Desk], None] | None,
    jobs: int,
    cluster: str,
    timeout: float,
    strict: bool,
    progress: Callable[[str], None],
    ledger: Ledger | None,
) -> tuple[Report, Mapping[str, tuple[str, int]], Ledger]:
    """The whole site made and written: the report, (SHA-256, size) of every file that stands in the output now, and the
    ledger of addresses as it should be from now on.

    `origin` is the archive's commit and the time of the build, each "" where there is none. Raises BuildError for a
    site at fault and, under `strict`, for any problem; nothing is written then.
    """
    with connected(cluster) if cluster else nullcontext(partial(workers, jobs)) as hire:
        gathered, archive, beside, report = linked(stock, config, cache, hire, timeout, progress, ledger)
    if search:
        report = replace(report, problems=(*report.problems, *crowded(archive)))
    if strict and report.problems:
        raise BuildError(report.problems)
    if strict:
        hold(ledger, archive.ledger)
    commit, made_at = origin
    colophon = Colophon(__version__, commit, gathered.tally, report.files, made_at)
    if laid_out:
        laid_out(Desk(archive, gathered, config, colophon, workshop / "templates"))
    after, archive = archive.ledger, replace(archive, ledger=())  # no page shows it
    progress("drawing pages")
    drawing = Drawing()
    before = standing(config.output)

    def tree(archive: Archive, config: Config, bodies: Bodies) -> Iterator[File | Kept | Placed]:
        put = partial(place, output=config.output, before=before)
        drawn = draw(
            archive,
            config,
            colophon,
            bodies,
            cache=cache,
            standing=before,
            put=partial(put_below, folder=config.folder, put=put),
            jobs=jobs,
            templates=workshop / "templates",
            theme=theme,
            drawing=drawing,
        )
        found: Iterable[File | Kept] = ()  # search comes last: it takes longest and is the first to be left out
        if hurry:
            found = kept_search(before, config.folder)
        elif search:
            found = search_index(archive, config, bodies, workshop / "search" / config.folder)
        for file in chain(drawn, _rest(archive, config, colophon, bodies), found):
            yield below(file, config.folder) if isinstance(file, File) else file

    def trees() -> Iterator[File | Kept | Placed]:
        yield from tree(archive, config, gathered.bodies)
        yield from copied(beside, config, before)
        for other in second_trees(config):
            turned, bodies = in_other_script(archive, gathered.bodies, other, cache, partial(workers, jobs))
            yield from tree(turned, other, bodies)

    made = write(trees(), config.output)
    drawing.remember(cache, made.standing)
    report = replace(report, written=made.written, unchanged=made.unchanged, removed=made.removed)
    return report, made.standing, after


def lay_out(
    stock: Stock,
    config: Config,
    cache: Cache,
    workshop: Path,
    origin: tuple[str, str],
    hire: Hire,
    ledger: Ledger | None,
) -> Desk:
    """The linked archive, for glances at single documents."""
    gathered, archive, _, report = linked(stock, config, cache, hire, SECONDS, lambda _: None, ledger)
    commit, made_at = origin
    colophon = Colophon(__version__, commit, gathered.tally, report.files, made_at)
    return Desk(archive, gathered, config, colophon, workshop / "templates")


def linked(
    stock: Stock,
    config: Config,
    cache: Cache,
    hire: Hire,
    timeout: float,
    progress: Callable[[str], None],
    ledger: Ledger | None,
) -> tuple[Gathered, Archive, dict[str, Asset], Report]:
    """The archive, the files published beside its pages, and the report so far: every file's fate, every problem."""
    gathered = gather(stock, _checked(config), cache, hire, timeout)
    progress("linking")
    files = assets(gathered.sheets, stock, config, cache)
    archive = link(gathered.sheets, config, ledger or (), files)
    beside = published(files, archive)
    problems = tuple(sorted({*gathered.problems, *archive.problems}))
    return gathered, archive, beside, Report(gathered.tally, told(gathered.files, beside), problems)


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


def _rest(archive: Archive, config: Config, colophon: Colophon, bodies: Bodies) -> Iterator[File]:
    """All that is no page, save the search index."""
    if not config.folder:  # a second tree shares what lies at the root
        yield from static(config)
    yield from index(archive, config, colophon, bodies)
