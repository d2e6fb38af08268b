"""What the walk over a tree gives: pieces, which are blocks still open to rules that look at their neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.structure.marks.nouns import BlockKind


@dataclass(slots=True)
class Piece:
    """A block in the making. `inner` is its HTML without the outer element for paragraphs and headings, and the whole
    for all others.

    `centred`, `bold` (all of it), `muted` (grey or small) and `anchored` (all of it links) are how it was set.
    `pictures` are the written `<img>`s of a figure, `sources` their addresses.
    """

    kind: BlockKind
    inner: str
    plain: str
    level: int = 0
    line: int = 0
    end: int = 0
    centred: bool = False
    bold: bool = False
    muted: bool = False
    anchored: bool = False
    pictures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    caption: str = ""
    caption_plain: str = ""


@dataclass(slots=True)
class Gathered:
    """What is collected on the way through a body: addresses of links and pictures, targets of wikilinks, by line."""

    links: list[tuple[str, int]] = field(default_factory=list)
    wikilinks: list[tuple[str, int]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    line: int = 0
    end: int = 0
    refused: int = 0
