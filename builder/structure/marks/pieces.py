"""What the walk over a tree gives: pieces, which are blocks still open to rules that look at their neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.structure.marks.nouns import BlockKind, ReferenceKind


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
    """What is collected on the way through a body: addresses of links and pictures, targets of wikilinks, by line.

    `references` are relative addresses: (as written, kind, line).
    """

    links: list[tuple[str, int]] = field(default_factory=list)
    wikilinks: list[tuple[str, int]] = field(default_factory=list)
    references: list[tuple[str, ReferenceKind, int]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    line: int = 0
    end: int = 0
    refused: int = 0


def inside(pieces: list[Piece]) -> tuple[str, str]:
    """Pieces as the inside of an item or a cell."""
    words = "\n".join(words for piece in pieces if (words := text(piece)))
    if pieces and pieces[0].kind == "p" and all(piece.kind == "list" for piece in pieces[1:]):
        return pieces[0].inner + "".join(piece.inner for piece in pieces[1:]), words
    if len(pieces) == 1 and pieces[0].kind == "figure" and not pieces[0].caption:
        return "".join(pieces[0].pictures), words
    return "".join(map(block, pieces)), words


def block(piece: Piece) -> str:
    """The whole HTML of a piece."""
    if piece.kind == "p":
        return f"<p>{piece.inner}</p>"
    if piece.kind == "h":
        return f"<h{piece.level}>{piece.inner}</h{piece.level}>"
    if piece.kind == "figure":
        caption = f"<figcaption>{piece.caption}</figcaption>" if piece.caption else ""
        return f"<figure>{''.join(piece.pictures)}{caption}</figure>"
    return piece.inner


def text(piece: Piece) -> str:
    """The text of a piece."""
    return piece.caption_plain if piece.kind == "figure" else piece.plain
