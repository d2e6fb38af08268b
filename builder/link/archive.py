"""The one stage that sees every document: from records to an archive in which each leads to the others.

    link = order → addresses → versions → gather (tags, people, places, bodies, works, events, sources, series)
         → groups (pages, what stands beside them) → neighbours (related, cited, in time) → entries → timeline

Strategy: everything hangs on inverted indexes over ints. A document is its place in the order of dates; an authority is
a number; who stands beside whom and what is related is read off the lists of places, with bounded work for each, so the
stage is linear in documents. No body is seen here, only catalogue records. Every order is told by dates, counts and
code points (not by pinyin: the readings of names are doubtful, and loading them costs more than linking a thousand
documents).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.link.assembly import assemble
from builder.link.authorities import authorities
from builder.link.citations import resolve
from builder.link.groups import group
from builder.link.ids import addresses
from builder.link.neighbours import in_time
from builder.link.pause import collector_paused
from builder.link.references import References
from builder.link.related import related, with_kindred
from builder.link.series import serials
from builder.link.timeline import timeline
from builder.link.turns import joined
from builder.link.versions import versions
from builder.model import NO_ASSETS, Archive, Assets, Config, Document, Issuance, Line, Sheet, sort_key


def link(sheets: Sequence[Sheet], config: Config, ledger: Sequence[Line] = (), assets: Assets = NO_ASSETS) -> Archive:
    """The archive of all documents that are not drafts. What is wrong with single ones is in `problems`.

    `ledger` is what the documents were called before; the archive's own is what they are called now.
    """
    with collector_paused():
        return _link(sheets, config, ledger, assets)


def _link(sheets: Sequence[Sheet], config: Config, ledger: Sequence[Line], assets: Assets) -> Archive:
    documents = in_order(sheets)
    where = addresses(documents, config, ledger)
    same = versions(documents)
    named = authorities(documents, same.leaders, config)
    groups = group(named, documents, where, config)
    links, dead = resolve(documents, where.ids, groups.by_name)
    files = References(documents, where, assets)
    links = [(*row, *files.ways.get(place, ())) for place, row in enumerate(links)] if files.ways else links
    like = with_kindred(related(named.features, named.traits, same.leaders), documents, same.leaders)
    parts = joined(documents)
    for spent in (named.features, named.traits, named.beside):
        spent.clear()  # a tenth of all memory, and no one looks at them again
    shown = [place for place, document in enumerate(documents) if not document.withdrawn]
    around = in_time([place for place in shown if leads(place, documents, same.leaders)], len(documents))
    entries, leaves = assemble(sheets, documents, where, same, named, groups, links, files, parts, like, around, config)
    years, undated = timeline([document.date for document in documents], shown)
    return Archive(
        entries=entries,
        groups=groups.by_kind,
        years=years,
        undated=undated,
        series=serials(documents, named.kinds["series"], groups.urls["series"], same.leaders),
        sheets=leaves,
        problems=tuple(sorted({*where.problems, *dead, *files.problems})),
        ledger=where.ledger,
    )


def in_order(sheets: Sequence[Sheet]) -> list[Document]:
    """Every document that is published: by date (the undated last), then path and article. A withdrawn one keeps only
    what its tombstone may say."""
    published = [document for sheet in sheets for document in sheet.documents if not document.draft]
    published.sort(key=lambda document: (sort_key(document.date), str(document.path), document.article))
    return [silenced(document) if document.withdrawn else document for document in published]


def leads(place: int, documents: Sequence[Document], leaders: Sequence[int]) -> bool:
    """Whether a document has one before and one after it in time: it is dated, and stands for its versions."""
    date = documents[place].date
    return leaders[place] == place and date is not None and bool(date.year)


def silenced(document: Document) -> Document:
    """A withdrawn document's record: its title, dates, source and address, and nothing of its text.

    A title that was made of its first words is a part of the text, and goes too.
    """
    return replace(
        document,
        title="" if document.title_supplied else document.title,
        kicker="",
        subtitle="",
        issuance=Issuance(),
        credits=(),
        categories=(),
        tags=(),
        people=(),
        places=(),
        regions=(),
        bodies=(),
        short_names=(),
        events=(),
        cites=(),
        wikilinks=(),
        references=(),
        turns=(),
        terms=(),
        outline=(),
        cover="",
        description="",
        summary="",
        extra=(),
        fingerprint="",
        sketch=b"",
    )
