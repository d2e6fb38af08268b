"""How a document is cited: GB/T 7714-2015 by its kind, BibTeX, RIS, CSL-JSON and COinS.

Strategy: everything is read off one `Work`, made once for a document, so that the formats cannot disagree. `KINDS` says
in one table what a genre is called in each of them.

Rules: the date of access is the reader's own day, so GB/T leaves its place for a script (or the reader) to fill; a
title that the archive supplied stands in square brackets, a year that was inferred too, as the standard asks for what
the cataloguer adds; of more than three authors the first three are named.

Doubt: the standard has no code for laws and orders; they are cited as the archive's electronic documents ([EB/OL]).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from builder.model import Config, Entry
from builder.render.dates import iso
from builder.render.messages import Words


class Kind(NamedTuple):
    """One genre's name in every format."""

    gbt: str
    bibtex: str
    ris: str
    csl: str
    zotero: str
    schema: str


KINDS: dict[str, Kind] = {
    "news": Kind("N/OL", "article", "NEWS", "article-newspaper", "newspaperArticle", "NewsArticle"),
    "bulletin": Kind("R/OL", "techreport", "RPRT", "report", "report", "Report"),
    "official": Kind("A/OL", "misc", "GOVDOC", "document", "document", "DigitalDocument"),
    "law": Kind("EB/OL", "misc", "STAT", "legislation", "statute", "Legislation"),
    "post": Kind("EB/OL", "misc", "BLOG", "post-weblog", "blogPost", "BlogPosting"),
    "text": Kind("EB/OL", "misc", "GEN", "document", "document", "CreativeWork"),
}

_TEX = str.maketrans(
    {c: f"\\{c}" for c in "{}%&#_$"} | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\^{}"}
)
_KEY = re.compile(r"[^A-Za-z0-9:_-]")
_FILES = (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))
_MAX_AUTHORS = 3
_JSON = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Work:
    """What every format needs of a document, each value plain text, "" where it is not known.

    `date` is ISO (a year, month or day) where the year is known; `printed_date` is what GB/T shows, brackets included.
    `url` is whole where the site has an address, else relative to the site's root.
    """

    id: str
    kind: Kind
    title: str
    authors: tuple[str, ...]
    container: str
    publisher: str
    issue: str
    number: str
    date: str
    printed_date: str
    edition: str
    url: str
    language: str
    archive: str


@dataclass(frozen=True, slots=True)
class Citations:
    """A document's citation in each format. GB/T comes in the parts before the date of access, between it and the
    address, and the address itself; `files` are those for reference managers as (file name, format, text)."""

    gbt: str
    gbt_rest: str
    url: str
    bibtex: str
    ris: str
    csl: str
    coins: str
    short: str
    files: tuple[tuple[str, str, str], ...]


def work(entry: Entry, config: Config, words: Words, continuations: Sequence[Entry] = ()) -> Work:
    """The document of `entry`, read with its `continuations`, as something to be cited."""
    document = entry.document
    issuance = document.issuance
    title = f"{document.title}: {document.subtitle}" if document.subtitle else document.title
    parts = (document, *(one.document for one in continuations))
    authors = tuple(dict.fromkeys(c.name for one in parts for c in one.credits if c.role in ("author", "reporter")))
    source = entry.source.title if entry.source else document.source
    authors = tuple(name for name in authors if name != source)
    if not authors and issuance.issuer:
        authors = (issuance.issuer,)
    editions = dict.fromkeys(one.issuance.edition for one in parts)
    editions.pop("", None)
    date = document.date
    known = iso(date)
    printed = known
    if date and date.inferred and known:
        printed = f"[{known[:4]}]{known[4:]}"
    elif date and not known:
        printed = f"[{words.year_unknown}]{date.edtf[4:].rstrip('?~%')}" if date.edtf.startswith("XXXX") else ""
    return Work(
        id=entry.id,
        kind=KINDS.get(document.genre, KINDS["text"]),
        title=f"[{title}]" if document.title_supplied else title,
        authors=authors,
        container=issuance.series or source or config.title,
        publisher=issuance.issuer or source,
        issue=issuance.issue,
        number=issuance.number,
        date=known,
        printed_date=printed,
        edition=words.list_comma.join(editions),
        url=(config.base_url if "://" in config.base_url else "") + entry.url,
        language=f"zh-{document.script}" if document.language == "zh" and document.script else document.language,
        archive=config.title,
    )


def citations(one: Work, words: Words) -> Citations:
    """`one` in every format."""
    before, rest = gbt(one, words)
    made = bibtex(one), ris(one), csl(one)
    name = _KEY.sub("-", one.id)
    files = tuple((f"{name}.{end}", form, text) for (end, form), text in zip(_FILES, made, strict=True))
    return Citations(before, rest, one.url, *made, coins(one), short(one), files)


def gbt(one: Work, words: Words) -> tuple[str, str]:
    """GB/T 7714-2015 up to the date of access, and from there to the address.

    The forms: 作者. 题名[N/OL]. 报纸, 日期(版次)[引用日期]. 地址. — and for what is no newspaper
    作者. 题名[R/OL]. 出版者 (日期)[引用日期]. 地址.
    """
    author = f"{_names(one.authors, words)}. " if one.authors else ""
    code = one.kind.gbt
    host = one.container
    if code == "N/OL":
        where = ", ".join(part for part in (host, one.printed_date) if part)
        where += f"({one.edition})" if one.edition else ""
        return f"{author}{one.title}[{code}]. {where}", ". "
    issue = f", {one.issue}" if one.issue else f", {one.number}" if one.number else ""
    dated = f"({one.printed_date})" if one.printed_date else ""
    return f"{author}{one.title}[{code}]. {host}{issue}{dated}", ". "


def bibtex(one: Work) -> str:
    """A BibTeX entry; its key is made of the document's id."""
    year, _, rest = one.date.partition("-")
    container = {"article": "journal", "techreport": "institution"}.get(one.kind.bibtex, "howpublished")
    host = one.publisher or one.container if container == "institution" else one.container
    fields = (
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in one.authors)),
        ("title", f"{{{_tex(one.title)}}}"),
        (container, _tex(host)),
        ("number", _tex(one.issue or one.number)),
        ("year", year),
        ("month", str(int(rest[:2])) if rest[:2].isdigit() else ""),
        ("date", one.date),
        ("url", one.url),
        ("language", one.language),
        ("note", _tex(one.archive)),
    )
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@{one.kind.bibtex}{{{_KEY.sub('-', one.id)},\n{lines}\n}}"


def ris(one: Work) -> str:
    """An RIS record, one field to a line."""
    fields = (
        ("TY", one.kind.ris),
        *(("AU", name) for name in one.authors),
        ("TI", one.title),
        ("T2", one.container),
        ("PB", one.publisher),
        ("IS", one.issue),
        ("SN", "" if one.issue else one.number),
        ("PY", one.date[:4]),
        ("DA", one.date.replace("-", "/")),
        ("UR", one.url),
        ("LA", one.language),
        ("DB", one.archive),
    )
    return "\n".join(f"{tag}  - {_line(value)}" for tag, value in fields if value) + "\nER  - "


def csl(one: Work) -> str:
    """CSL-JSON: a list of one item."""
    item: dict[str, object] = {"id": one.id, "type": one.kind.csl, "title": one.title}
    if one.authors:
        item["author"] = [{"literal": name} for name in one.authors]
    said = (
        ("container-title", one.container),
        ("publisher", one.publisher),
        ("issue", one.issue),
        ("number", one.number),
        ("URL", one.url),
        ("language", one.language),
        ("archive", one.archive),
    )
    item |= {key: value for key, value in said if value}
    if one.date:
        item["issued"] = {"date-parts": [[int(part) for part in one.date.split("-")]]}
    return _JSON([item])


def coins(one: Work) -> str:
    """The title of a COinS span (OpenURL key-values, to be escaped as an attribute)."""
    fields = (
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.title", one.title),
        *(("rft.creator", name) for name in one.authors),
        ("rft.source", one.container),
        ("rft.publisher", one.publisher),
        ("rft.date", one.date),
        ("rft.identifier", one.url),
        ("rft.language", one.language),
    )
    return "&".join(f"{key}={_quoted(value)}" for key, value in fields if value)


def short(one: Work) -> str:
    """One line for the end of a copied passage."""
    return ", ".join(part for part in (f"《{one.title}》", one.container, one.printed_date) if part)


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    return quote(text, safe="")


def _names(authors: Sequence[str], words: Words) -> str:
    names = ", ".join(authors[:_MAX_AUTHORS])
    return f"{names}, {words.and_others}" if len(authors) > _MAX_AUTHORS else names


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _line(text: str) -> str:
    return " ".join(text.split())
