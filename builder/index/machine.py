"""What machines read, beside the search index: feeds, sitemap, data, and the small files that hosts ask for.

Every file is made from the archive alone, in one order, so that the same archive gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.index.data import Lines, data
from builder.index.feeds import feeds
from builder.index.sitemap import sitemap
from builder.index.small import opensearch, small
from builder.model import Archive, Colophon, Config, File


def index(archive: Archive, config: Config, colophon: Colophon, lines: Lines) -> Iterator[File]:
    """Every file for machines save the search index (`pagefind.search`) and the twins of pages (`twins.twin`)."""
    yield from feeds(archive, config)
    if config.folder:  # a second tree is told of in the sitemap and the data at the root
        yield opensearch(config)
        return
    yield from sitemap(archive, config)
    yield from small(config)
    yield from data(archive, config, colophon, lines)
