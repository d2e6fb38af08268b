"""The stages, set to work one after the other on what lies in the content folder (`pipeline.py` says in what order)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import chain

from builder import __version__
from builder.build.assets import assets, copied, published, told
from builder.build.cluster import connected
from builder.build.deadline import SECONDS
from builder.build.desk import Desk
from builder.build.drawing import draw, states
from builder.build.each import Hire, workers
from builder.build.editions import below, in_other_script, put_below
from builder.build.gather import Bodies, Gathered, gather
from builder.build.ledger import Ledger, hold
from builder.build.lines import lines
from builder.build.scene import SPARE, Scene, Wishes
from builder.edition.settings import second_trees
from builder.index.data import Lines
from builder.index.machine import index
from builder.index.pagefind import crowded
from builder.index.pagefind import kept as kept_search
from builder.index.pagefind import search as search_index
from builder.link.archive import link
from builder.link.vocabulary import check_vocabulary
from builder.model import Archive, Asset, BuildError, Colophon, Config, File, Kept, Placed, Problem, Report
from builder.read.ledger import read_ledger
from builder.render.site import static
from builder.repair.chain import NOTES
from builder.write.ground import Ground, place
from builder.write.output import write


def run(scene: Scene, wishes: Wishes) -> tuple[Report, bytes, Ledger]:
    """The whole site made and written: the report, the state of the output folder now, and the ledger of addresses as
    it should be from now on.

    Raises BuildError for a site at fault and, under `strict`, for any problem; nothing is written then.
    """
    config, strict = scene.config, wishes.strict
    with connected(wishes.cluster) if wishes.cluster else nullcontext(partial(workers, wishes.jobs)) as hire:
        gathered, archive, beside, report = linked(scene, hire, wishes.timeout, wishes.progress)
    if wishes.search:
        report = replace(report, problems=(*report.problems, *crowded(archive)))
    if strict and report.problems:
        raise BuildError(report.problems)
    if strict:
        hold(read_ledger(scene.ledger), archive.ledger)
    colophon = Colophon(__version__, scene.commit, gathered.tally, report.files, scene.made_at)
    if wishes.laid_out:
        wishes.laid_out(Desk(archive, gathered, config, colophon, scene.workshop / "templates"))
    after, archive = archive.ledger, replace(archive, ledger=())  # no page shows it
    wishes.progress("drawing pages")

    def tree(ground: Ground, archive: Archive, config: Config, bodies: Bodies) -> Iterator[File | Kept | Placed]:
        known = states(archive, bodies)
        drawn = draw(
            archive,
            config,
            colophon,
            bodies,
            known,
            cache=scene.cache,
            standing=ground.standing,
            put=partial(put_below, folder=config.folder, put=partial(place, ground=ground)),
            jobs=wishes.jobs,
            templates=scene.workshop / "templates",
            theme=scene.theme,
        )
        found: Iterable[File | Kept] = ()  # search comes last: it takes longest and is the first to be left out
        if wishes.hurry:
            found = kept_search(ground.standing, config.folder)
        elif wishes.search:
            found = search_index(archive, config, bodies, scene.workshop / "search" / config.folder)
        listed = partial(lines, states=known, bodies=bodies, cache=scene.cache)
        for file in chain(drawn, _rest(archive, config, colophon, listed), found):
            yield below(file, config.folder) if isinstance(file, File) else file

    def trees(ground: Ground) -> Iterator[File | Kept | Placed]:
        yield from tree(ground, archive, config, gathered.bodies)
        yield from copied(beside, config, ground.standing)
        for other in second_trees(config):
            turned, bodies = in_other_script(
                archive, gathered.bodies, other, scene.cache, partial(workers, wishes.jobs)
            )
            yield from tree(ground, turned, other, bodies)

    made = write(trees, config.output, scene.workshop / SPARE)
    report = replace(report, written=made.written, unchanged=made.unchanged, removed=made.removed)
    return report, made.state, after


def lay_out(scene: Scene, hire: Hire) -> Desk:
    """The linked archive, for glances at single documents."""
    gathered, archive, _, report = linked(scene, hire, SECONDS, lambda _: None)
    colophon = Colophon(__version__, scene.commit, gathered.tally, report.files, scene.made_at)
    return Desk(archive, gathered, scene.config, colophon, scene.workshop / "templates")


def linked(
    scene: Scene, hire: Hire, timeout: float, progress: Callable[[str], None]
) -> tuple[Gathered, Archive, dict[str, Asset], Report]:
    """The archive, the files published beside its pages, and the report so far: every file's fate, every problem."""
    config, stock, cache = scene.config, scene.stock, scene.cache
    gathered = gather(stock, _checked(config), cache, hire, timeout)
    progress("linking")
    files = assets(gathered.sheets, stock, config, cache)
    archive = link(gathered.sheets, config, read_ledger(scene.ledger) or (), files)
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


def _rest(archive: Archive, config: Config, colophon: Colophon, listed: Lines) -> Iterator[File]:
    """All that is no page, save the search index."""
    if not config.folder:  # a second tree shares what lies at the root
        yield from static(config)
    yield from index(archive, config, colophon, listed)
