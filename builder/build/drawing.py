"""From the linked archive to the site's files: pages are drawn only where what stands on them may have changed.

A document's pages are made from its entry, its body and what all pages share; every other page is made from its view
and the same. Where these are as they were and the files still stand in the output folder, they are kept as they are
(`Kept`). Only the About page is drawn every time: it quotes from bodies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from builder.build.cache import Cache, digest, stamp, unpacked
from builder.build.each import each, workers
from builder.build.gather import Bodies
from builder.build.stock import as_measured
from builder.index.twins import twin
from builder.model import (
    Archive,
    Body,
    Colophon,
    Config,
    Document,
    Entry,
    File,
    Kept,
    Page,
    Placed,
)
from builder.model.packing import Reducers, packed
from builder.render.continued import continuations
from builder.render.site import Painter, pages
from builder.render.views.common import Shelf
from builder.repair.chain import NOTES

OF_DOCUMENTS = ("document", "source")  # kinds of pages made from one entry and its body
OF_BODIES = (*OF_DOCUMENTS, "compare")  # this from two: a version's and that of the version that leads it


Put = Callable[[File], Placed]  # puts a file where the new site is put together

_PAINTER: Painter
_PUT: Put


def _begin(archive: Archive, config: Config, colophon: Colophon, templates: Path, put: Put) -> None:
    global _PAINTER, _PUT
    _PAINTER = Painter(archive, config, colophon, NOTES, cache=templates)
    _PUT = put


def _draw_all(batch: Sequence[tuple[Page, tuple[bytes, ...]]]) -> list[tuple[bytes, tuple[Placed, ...]]]:
    """Pages drawn and put in place by the worker that drew them: their bytes need not travel. Before the files stands
    the digest of the view, b"" for a page that is known by its entry.
    """
    return [(_seen(_PAINTER, page), tuple(map(_PUT, _draw(page, *map(_body, bodies))))) for page, bodies in batch]


@lru_cache(maxsize=2)  # a document's page and that of its source follow each other
def _body(data: bytes) -> Body:
    body: Body = unpacked(data)
    return body


def _draw(page: Page, *bodies: Body) -> tuple[File, ...]:
    files = _PAINTER.draw(page, *bodies)
    if page.kind == "document":
        shelf = _PAINTER.shelf
        entry = shelf.by_key[page.key]
        if not shelf.config.folder:  # data stand once, at the root
            files = (*files, twin(entry, shelf.config, bodies[0]), *_original(entry, shelf.config))
    return files


def _original(entry: Entry, config: Config) -> tuple[File, ...]:
    """The file as found, byte for byte, beside its first document.

    Its name is `original.txt` whatever it was: a page that a stranger wrote must never run on this site.
    """
    document = entry.document
    if document.article > 1:
        return ()
    data = as_measured(document.path, document.sha256, config)
    return (File(PurePosixPath(unquote(entry.folder)) / "original.txt", data),)


def draw(
    archive: Archive,
    config: Config,
    colophon: Colophon,
    bodies: Bodies,
    states: Mapping[str, bytes],
    *,
    cache: Cache,
    standing: Mapping[str, bytes],
    put: Put,
    jobs: int,
    templates: Path,
    theme: bytes,
) -> Iterator[File | Kept | Placed]:
    """Every page of the site. `standing` is what the output folder holds: the seal of each file; `put` is called
    in the process that drew a file; `theme` is the digest of templates and static files; `states` as they are below.
    """
    painter = Painter(archive, config, colophon, NOTES, cache=templates, bodies=bodies)
    shared = _shared(painter, theme)
    keys = _keys(archive, states, shared)
    everything = pages(archive, config)
    if standing:  # the views of a new site are not worth making twice
        keys |= {page: digest(shared, seen) for page in everything if (seen := _seen(painter, page))}
    missing = dict.fromkeys(everything)
    by_key = {keys[page]: page for page in everything if page in keys}
    for known, told in cache.each_known(list(by_key)):
        if kept := _kept(told, standing):
            yield from kept
            del missing[by_key[known]]
    about = [page for page in missing if page.kind == "about"]  # it quotes from bodies, which only the driver can fetch
    todo = [page for page in missing if page.kind != "about"]
    pool = workers(jobs, len(todo), _begin, archive, config, colophon, templates, put)
    with pool or nullcontext():
        fetched = lru_cache(maxsize=2)(bodies.packed)  # for both pages of a document
        given = ((page, tuple(map(fetched, read(page, painter.shelf)))) for page in todo)
        for page, (seen, files) in zip(todo, each(_draw_all, given, pool), strict=True):
            if key := digest(shared, seen) if seen else keys.get(page):
                cache.keep([(key, _told(files))])
            yield from files
    for page in about:
        yield from painter.draw(page)


def read(page: Page, shelf: Shelf) -> tuple[str, ...]:
    """The keys of the documents whose bodies a page is drawn with."""
    if page.kind == "compare":
        return shelf.by_place[shelf.by_key[page.key].leader].document.key, page.key
    if page.kind == "document":
        return page.key, *(part.document.key for part in continuations(shelf, shelf.by_key[page.key]))
    return (page.key,) if page.kind in OF_DOCUMENTS else ()


def _shared(painter: Painter, theme: bytes) -> bytes:
    """A digest of what every page is made from: our code, the theme, the settings, and what the footer says."""
    shelf = painter.shelf
    told = (shelf.colophon.version, shelf.colophon.commit, shelf.colophon.tally, len(shelf.shown))
    return digest(stamp(), theme, packed(shelf.config), packed(told))


def _seen(painter: Painter, page: Page) -> bytes:
    """A digest of a page's view; b"" for the pages that are not known by their view."""
    if page.kind in OF_BODIES or page.kind == "about":
        return b""
    return digest(page.kind.encode(), painter.seen(page))


def states(archive: Archive, bodies: Bodies) -> dict[str, bytes]:
    """By its key, a digest of all that can be told of a document that is shown: of its entry and its body, and of those
    of the other parts of its article."""
    firsts = {entry.document.key: entry.url for entry in archive.entries if entry.document.article == 1}
    siblings = {str(one.sheet.path): len(one.entries) for one in archive.sheets}
    reducers = Reducers({Document: lambda one: (bytes, (bodies.keys[one.key],))})  # a record changes as its body does
    found: dict[str, bytes] = {}
    for entry in archive.entries:
        if entry.document.key in bodies.keys and not entry.document.withdrawn:
            path = str(entry.document.path)
            around = (firsts.get(f"{path}#1", ""), siblings.get(path, 0))
            parts = [archive.entries[place] for place in entry.parts if place != entry.place]
            found[entry.document.key] = digest(packed((around, entry, parts), reducers))
    return found


def _keys(archive: Archive, states: Mapping[str, bytes], shared: bytes) -> dict[Page, bytes]:
    """The key of every page that is made from one document, or from two versions of one."""
    kinds = repr(sorted(kind for kind, groups in archive.groups.items() if groups)).encode()
    found: dict[Page, bytes] = {}
    for entry in archive.entries:
        key = entry.document.key
        if key in states:
            for kind in OF_DOCUMENTS:
                found[Page(kind, key)] = digest(kind.encode(), shared, kinds, states[key])
            if entry.leader != entry.place and any(entry.compared[:1]):
                leader = states[archive.entries[entry.leader].document.key]
                found[Page("compare", key)] = digest(b"compare", shared, kinds, states[key], leader)
    return found


def _told(files: Iterable[Placed]) -> bytes:
    """Which files a page became, to be remembered: names and seals in turn."""
    return "\0".join(part for file in files for part in (file.name, file.seal.hex())).encode()


def _kept(told: bytes, standing: Mapping[str, bytes]) -> tuple[Kept, ...]:
    """The files of a page, if all of them stand in the output folder as they were made; () if not."""
    parts = told.decode().split("\0")
    if any(standing.get(name) != bytes.fromhex(seal) for name, seal in zip(parts[::2], parts[1::2], strict=True)):
        return ()
    return tuple(map(Kept, parts[::2]))
