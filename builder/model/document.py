"""What `structure` gives: the documents in one file, each as a catalogue record and a body.

The record (`Document`) is small and travels: `link` sees every record at once and no body. The body (`Body`) is large
and stays put until its own page is drawn. `structure` gives them apart: a `Sheet` of records, and the bodies.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from builder.model.dates import Date
from builder.model.problem import Problem
from builder.model.text import Change

Role = Literal["author", "reporter", "correspondent", "editor", "reviewer", "issuer", "photographer", "translator"]
Genre = Literal["news", "bulletin", "official", "law", "post", "text"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a document, with each office as printed there, in order of appearance."""

    name: str
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made the document: 记者 (reporter), 通讯员 (correspondent), 编辑 (editor), 审核 (reviewer), 签发 (issuer)."""

    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A work or a document number that the text cites: 《title》 without its marks, or 国发〔2022〕12号.

    `role` is what the text says it does to it: `cites`, `forwards` (转发), `amends` (修订), `repeals` (废止),
    `explains` (解读).
    """

    name: str
    kind: Literal["work", "number"]
    role: Literal["cites", "forwards", "amends", "repeals", "explains"] = "cites"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the text that asks for another file: `written` as it stands there (`../other.md#x`, `a.png`), `line`
    in the raw file. An `embed` (`![[a.png]]`) and a `picture` are shown, a `cover` stands for the document, a `link`
    leads away.
    """

    written: str
    line: int
    kind: Literal["picture", "embed", "cover", "link"]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where an article goes on (`to`, 下转) or comes from (`from`, 上接): the page, in one spelling (`3`, `A2`), the
    words as printed, and the headline that they name there, "" where none."""

    way: Literal["to", "from"]
    page: str
    printed: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: `level` 2–6, `anchor` its id in the page, `text` without markup."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Issuance:
    """What the head and foot of an official document or a serial say, each as printed, "" where they do not.

    发文机关, 发文字号, 简报名称, 期号, 主送机关, 抄送机关, 印发说明, 版次.
    """

    issuer: str = ""
    number: str = ""
    series: str = ""
    issue: str = ""
    addressee: str = ""
    copies: str = ""
    printing: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """How whole a document is, from measured signals; the grade's formula is on the About page.

    `lost` characters that could not be restored, `conjectures` made, `proposals` only proposed, `changes` in all,
    `missing` fields (`title`, `date`, `source`), `furniture` lines taken out.
    """

    grade: Literal["A", "B", "C", "D", "E"] = "A"
    lost: int = 0
    conjectures: int = 0
    proposals: int = 0
    changes: int = 0
    missing: tuple[str, ...] = ()
    furniture: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The catalogue record of one article.

    `path` is the file, `article` its number there (from 1), `span` its first and last line in the raw file. `slug`,
    `permalink` and `aliases` are what the header asks for as address. `dates` hold at most one of each kind, the
    document's own date first. `terms` are (phrase, count) candidates for tags, most telling first. `mentions` are the
    events it names (“7·20”). `fingerprint` is the digest of its Han characters alone (equal texts, equal digests) and
    `sketch` the packed MinHash of its text (64 × uint64, little-endian), b"" where it is too short to compare.
    `regions` is parallel to `places` (or shorter): what each lies in, outermost first, () where that is not certain.
    `short_names` are (简称, full name) of bodies, where the text itself says which is which.
    `joints` are the positions in the title between its words, where a line may break, () for a short one.
    `cites` are works and numbers in order of first mention. `turned` says that this record and its body were turned
    into `script` for an edition; raw text and changes never are.
    """

    path: PurePosixPath
    article: int
    span: tuple[int, int]
    title: str
    sha256: str
    encoding: str
    title_supplied: bool = False
    joints: tuple[int, ...] = ()
    kicker: str = ""
    subtitle: str = ""
    slug: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    genre: Genre = "text"
    script: str = "Hans"
    language: str = "zh"
    dates: tuple[Date, ...] = ()
    source: str = ""
    source_url: str = ""
    issuance: Issuance = Issuance()
    credits: tuple[Credit, ...] = ()
    categories: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    wikilinks: tuple[tuple[str, int], ...] = ()
    references: tuple[Reference, ...] = ()
    turns: tuple[Turn, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()
    outline: tuple[Heading, ...] = ()
    cover: str = ""
    description: str = ""
    summary: str = ""
    characters: int = 0
    quality: Quality = Quality()
    rules: tuple[tuple[str, int], ...] = ()
    draft: bool = False
    withdrawn: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    fingerprint: str = ""
    sketch: bytes = b""
    regions: tuple[tuple[str, ...], ...] = ()
    short_names: tuple[tuple[str, str], ...] = ()
    turned: bool = False

    @property
    def key(self) -> str:
        """The document's name inside the archive: its path and, where the file holds several, its number."""
        return f"{self.path}#{self.article}"

    @property
    def date(self) -> Date | None:
        """The date it is filed under: published, else written, else effective."""
        return next((d for d in self.dates if d.kind in ("published", "written", "effective")), None)


@dataclass(frozen=True, slots=True)
class Body:
    """The text of one article. `html` is safe, `plain` is its text with one paragraph to a line and no markup.

    `raw` is the slice of the raw file that the article's span covers, `changes` those made inside it, in positions of
    that slice: `apply(raw, changes)` is the slice made whole. Conjectures stand in the HTML as
    `<span class="conjecture" data-raw="…" data-rule="…">`, losses as `<span class="lost" data-raw="…">□</span>`.
    """

    key: str
    html: str
    plain: str
    raw: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of a file (first, last) that are off the page, and the rule that says so (`furniture`, `spam`, `blank`)."""

    lines: tuple[int, int]
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file, taken apart: its documents, and every line that is in none of them. Their bodies travel beside it.

    `removed` are the lines inside an article's span that a named rule keeps off its page (furniture, repeated title,
    byline); `other` those outside of every article. `found_script` as in `Text`. `damaged` counts the byte-shift runs
    not restored with certainty: such a sheet is prepared again once the archive's vocabulary is known. `edges` are
    short lines at the top and foot of the file that no rule knew: what most files of a folder share is its furniture.
    """

    path: PurePosixPath
    lines: int
    documents: tuple[Document, ...]
    other: tuple[Passage, ...] = ()
    removed: tuple[Passage, ...] = ()
    proposals: tuple[Change, ...] = ()
    damaged: int = 0
    problems: tuple[Problem, ...] = ()
    edges: tuple[str, ...] = ()
