"""The files that documents show or link to: found among what lies in the content folder, measured, and published.

Only files that a document asks for are read, and only such as the walk of the content folder found. One whose size and
time did not change since the last build is not read again; its address is its content's, so it is written once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from builder.build.cache import Cache, digest, stamp, unpacked
from builder.build.stock import Stock, as_measured
from builder.link.files import asked, located
from builder.model import NO_ASSETS, Archive, Asset, Assets, Config, File, Kept, Sheet
from builder.model.packing import packed
from builder.read.assets import measure
from builder.read.files import fetch
from builder.write.seals import sealed


def assets(sheets: Sequence[Sheet], stock: Stock, config: Config, cache: Cache) -> Assets:
    """Which files the documents ask for, and what a page must know of each."""
    found = {str(one.path): one for one in stock.found}
    places = located(sheets, found)
    if not places:
        return NO_ASSETS
    wanted = asked(places)
    keys = {path: digest(stamp(), b"asset", packed(found[path])) for path in wanted}
    known = cache.known(list(keys.values()))
    measured: dict[str, Asset] = {}
    for path in wanted:
        if keys[path] in known:
            measured[path] = unpacked(known[keys[path]])
            continue
        try:
            measured[path] = measure(found[path].path, fetch(config.content, found[path]))
            cache.keep([(keys[path], packed(measured[path]))])
        except OSError as error:
            fault = f"it could not be read ({error.strerror}); see that it is there and may be read"
            measured[path] = Asset(found[path].path, "", 0, fault=fault)
    return Assets(places, measured)


def published(assets: Assets, archive: Archive) -> dict[str, Asset]:
    """The files that published documents show or link to, by address: equal ones once."""
    urls = {one.url for entry in archive.entries for one in entry.shown}
    return {one.url: one for one in assets.measured.values() if not one.fault and one.url in urls}


def copied(files: Mapping[str, Asset], config: Config, standing: Mapping[str, bytes]) -> Iterator[File | Kept]:
    """The files as they were measured; those that stand in the output folder already are kept."""
    for url, one in files.items():
        if standing.get(url) == sealed(one.sha256, one.size):
            yield Kept(url)
            continue
        yield File(PurePosixPath(url), as_measured(one.path, one.sha256, config))


def told(files: Sequence[tuple[str, str, str]], published: Mapping[str, Asset]) -> tuple[tuple[str, str, str], ...]:
    """The fates of all files, with the address of each that is published with a document."""
    places = {str(one.path): url for url, one in published.items()}
    return tuple(
        (path, status, f"published with a document, as {places[path]}" if path in places else reason)
        for path, status, reason in files
    )
