"""The text of an article as a page shows it: lines or blocks that no rule has taken → HTML, plain text, outline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from builder.model import Heading
from builder.model.late import late
from builder.model.numerals import numeral
from builder.structure.case import Case
from builder.structure.layout import Line
from builder.structure.markup import Block, assemble, from_lines
from builder.structure.outline import Piece, divide, is_marked
from builder.structure.reading import Reading
from builder.structure.threads import shown, without, woven

_ARTICLE = late(r"<p>(第([一二三四五六七八九十百\d]{1,7})条(?:之[一二三四五六七八九十])?)")


@dataclass(frozen=True, slots=True)
class Composed:
    """An article's text: safe HTML, its plain paragraphs, its headings, and the addresses of its pictures."""

    html: str
    plain: str
    outline: tuple[Heading, ...]
    images: tuple[str, ...]


def compose(case: Case, lines: Sequence[Line], reading: Reading) -> Composed:
    """The text of the article that these lines are."""
    kept = [line for line in lines if line.place not in case.taken and line.place not in reading.taken]
    blocks = _blocks(case, kept, reading) if case.blocks else _paragraphs(case, kept, reading)
    html, plain, outline = assemble(blocks)
    if case.threads:
        html, plain = shown(html, case.text.changes), without(plain)
        outline = tuple(replace(heading, text=without(heading.text)) for heading in outline)
    return Composed(html, plain, outline, tuple(image for block in blocks for image in block.images))


def _paragraphs(case: Case, kept: Sequence[Line], reading: Reading) -> list[Block]:
    """Plain lines → blocks, its headings found by their numbers; blank lines go along, for they part stanzas."""
    said = [line for line in kept if line.text]
    segments = [_segments(line, reading) for line in said]
    keys = ["".join(line.key[a:b] for a, b in parts) for line, parts in zip(said, segments, strict=True)]
    pieces: dict[int, list[Piece]] = {}
    for piece in divide(keys, reading.headline.title):
        pieces.setdefault(piece.number, []).append(piece)
    blocks: list[Block] = []
    run: list[str] = []
    number = 0
    for line in kept:
        if not line.text:
            run.append("")
            continue
        for piece in pieces.get(number, ()):
            text = _text(case, line, segments[number], piece.start, piece.end)
            if piece.level:
                blocks += from_lines(run).blocks
                run = []
                blocks += _heading(text, piece.level)
            else:
                run.append(text)
        number += 1
    blocks += from_lines(run).blocks
    if any(piece.anchor for row in pieces.values() for piece in row):
        blocks = [_anchored(block) for block in blocks]
    return blocks


def _segments(line: Line, reading: Reading) -> list[tuple[int, int]]:
    """The stretches of a line's text that no cut takes, without white space at their outer ends."""
    cuts = sorted(reading.cuts.get(line.place, ()))
    if not cuts:
        return [(0, len(line.text))]
    stretches: list[tuple[int, int]] = []
    at = 0
    for start, end, _ in cuts:
        if start > at:
            stretches.append((at, start))
        at = max(at, end)
    stretches.append((at, len(line.text)))
    first, last = stretches[0], stretches[-1]
    if len(stretches) == 1:
        first = last
    head = line.text[first[0] : first[1]]
    stretches[0] = (first[0] + len(head) - len(head.lstrip()), stretches[0][1])
    last = stretches[-1]
    stretches[-1] = (last[0], last[0] + len(line.text[last[0] : last[1]].rstrip()))
    return [(a, b) for a, b in stretches if a < b]


def _text(case: Case, line: Line, segments: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """The characters `start` to `end` of a line whose cuts have been made, with their threads."""
    parts: list[str] = []
    at = 0
    for a, b in segments:
        low, high = max(start, at), min(end, at + b - a)
        if low < high:
            parts.append(woven(case.text.clean, line.at + a + low - at, line.at + a + high - at, case.threads))
        at += b - a
    return "".join(parts)


def _heading(text: str, rank: int) -> tuple[Block, ...]:
    """A heading of this rank, made through the same door as a paragraph."""
    blocks = from_lines([text]).blocks
    if len(blocks) != 1 or not blocks[0].html.startswith("<p>"):
        plain = without(text).replace("**", "").strip()
        return (Block("h", f"<h2>{escape(plain, quote=False)}</h2>", plain, level=rank),)
    inner = blocks[0].html[3:].removesuffix("</p>")
    return (Block("h", f"<h2>{inner}</h2>", blocks[0].plain, level=rank),)


def _anchored(block: Block) -> Block:
    """A paragraph that is an article of a law, with an anchor on its number: `#a12` for 第十二条."""
    if block.kind != "p" or not (found := _ARTICLE.match(block.html)):
        return block
    anchor = f'<p><span class="article" id="a{numeral(found[2])}">{found[1]}</span>'
    return replace(block, html=anchor + block.html[found.end() :])


def _blocks(case: Case, kept: Sequence[Line], reading: Reading) -> list[Block]:
    """The blocks of a marked-up text; where its author used no headings, numbered paragraphs become them."""
    blocks: list[Block] = []
    for line in kept:
        block = case.blocks[line.place]
        if (cuts := reading.cuts.get(line.place)) and (shorter := _shortened(block, line, cuts)):
            block = shorter
        blocks.append(block)
    if any(block.kind == "h" for block in blocks):
        return blocks
    rows = [place for place, block in enumerate(blocks) if block.kind == "p" and block.plain and not block.images]
    keys = [kept[place].key for place in rows]
    whole = {
        rows[piece.number]: piece.level
        for piece in (divide(keys) if is_marked(keys) else ())
        if piece.level and (piece.start, piece.end) == (0, len(keys[piece.number]))
    }
    return [
        Block("h", f"<h2>{escape(block.plain, quote=False)}</h2>", block.plain, level=whole[place], line=block.line)
        if place in whole
        else _anchored(block)
        for place, block in enumerate(blocks)
    ]


def _shortened(block: Block, line: Line, cuts: Sequence[tuple[int, int, str]]) -> Block | None:
    """A block without a byline at its end, where its HTML ends in those very words; None where it does not."""
    start = min(cut[0] for cut in cuts)
    tail = escape(line.text[start:], quote=False)
    if any(cut[2] != "byline" for cut in cuts) or block.html.count(tail) != 1:
        return None
    at = block.html.index(tail)
    if re.sub(r"<[^<>]*>|\s", "", block.html[at + len(tail) :]):
        return None
    html = block.html[:at].rstrip() + block.html[at + len(tail) :]
    return replace(block, html=html, plain=without(block.plain).strip()[:start].rstrip())
