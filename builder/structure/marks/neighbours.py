"""Rules that look at what stands beside a piece: captions, pictures shown twice, headings by setting alone.

Each takes the pieces and gives them back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from builder.model.late import late
from builder.structure.marks import pictures
from builder.structure.marks.pieces import Piece

_NO_HEADING = late(
    r"[。！；，、：:;,…！!]\s*$|^[\d\s年月日./:：-]+$|记者|記者|通讯员|通訊員|来源|來源|责任编辑|责编|编辑|編輯|审核|签发|作者|"
    r"供稿|供图|摄影|^[（(].*[）)]$|https?://|www\.|@|^[图圖表]\s*\d|点击|點擊|扫码|扫描|关注|公众号|返回|^\W*$"
)
Rule = Callable[[list[Piece]], list[Piece]]

_SHORTEST, _LONGEST = 2, 40


def captions(pieces: list[Piece]) -> list[Piece]:
    """A line under a picture that names it becomes its caption."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == "figure"
            and not last.caption
            and piece.kind == "p"
            and not piece.bold
            and pictures.is_caption(piece.plain, piece.muted or (piece.centred and _is_set_apart(piece)))
        ):
            out[-1] = replace(last, caption=piece.inner, caption_plain=piece.plain)
        else:
            out.append(piece)
    return out


def _is_set_apart(piece: Piece) -> bool:
    """A centred line is a caption by its setting alone only where it cannot be a heading or a sentence."""
    return "“" not in piece.plain and len(piece.plain) <= 30 and piece.plain[-1] in "。）)"


def shown_once(pieces: list[Piece]) -> list[Piece]:
    """A picture that stands twice is shown once: where it has its caption, else where it stands first."""
    captioned = {piece.sources for piece in pieces if piece.kind == "figure" and piece.caption}
    seen: set[tuple[str, ...]] = set()
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind != "figure":
            out.append(piece)
            continue
        if piece.sources in seen or (piece.sources in captioned and not piece.caption):
            continue
        seen.add(piece.sources)
        out.append(piece)
    return out


def headings(pieces: list[Piece]) -> list[Piece]:
    """A short line, all bold or centred, over a paragraph is a heading. Three in a row are something else."""
    real = [piece.level for piece in pieces if piece.kind == "h"]
    level = min(max(real, default=1) + 1, 6)
    out: list[Piece] = []
    for likely, group in groupby(pieces, _is_likely):
        run = list(group)
        # Where nothing follows, it is a signature or a closing line.
        if likely and len(run) <= 2 and len(out) + len(run) < len(pieces):
            run = [replace(piece, kind="h", level=level) for piece in run]
        out.extend(run)
    return [unwrapped(piece) if piece.kind == "h" else piece for piece in out]


def written_headings(pieces: list[Piece]) -> list[Piece]:
    """For Markdown, whose writers have a sign for headings: only where they never used it is bold a heading."""
    if any(piece.kind == "h" for piece in pieces):
        return [unwrapped(piece) if piece.kind == "h" else piece for piece in pieces]
    return headings(pieces)


_STRONG = late(r"<strong>((?:(?!</?strong>).){1,400})</strong>", re.S)


def unwrapped(piece: Piece) -> Piece:
    """A heading is bold by itself."""
    match = _STRONG.fullmatch(piece.inner) if piece.inner.startswith("<strong>") else None
    return replace(piece, inner=match[1]) if match is not None else piece


def _is_likely(piece: Piece) -> bool:
    if piece.kind != "p" or not (piece.bold or piece.centred) or piece.anchored or piece.muted or "<br>" in piece.inner:
        return False
    plain = piece.plain
    return _SHORTEST <= len(plain) <= _LONGEST and "<img" not in piece.inner and _NO_HEADING.search(plain) is None
