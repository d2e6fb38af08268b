"""What markup gives: a document's body as a row of safe blocks, each with its text and its place.

These nouns are local to `structure`: `shape` cuts, drops and labels blocks, and `assemble` joins what stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model import Problem

BlockKind = Literal["p", "h", "figure", "list", "quote", "table", "code", "rule", "other"]
ReferenceKind = Literal["picture", "embed", "link"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body. `html` is safe and complete (`<p>…</p>`), `plain` its text without markup, one line to each
    paragraph, item or row.

    `level` is a heading's (1–6), else 0. `line` and `end` are 0-based lines of the given text: the first, and the one
    after the last; for HTML they are a best guess. `images` are the addresses of the pictures in it.
    """

    kind: BlockKind
    html: str
    plain: str
    level: int = 0
    line: int = 0
    end: int = 0
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """A body read. `covers` are the addresses of its pictures in order; `title` what a whole page calls itself.

    `links` are (address, line) and `wikilinks` (target, line) in order, `references` (relative address, kind,
    line); the HTML holds these as `data-target`. `problems` have no path yet: whoever knows the
    file fills it in.
    """

    blocks: tuple[Block, ...]
    covers: tuple[str, ...] = ()
    title: str = ""
    links: tuple[tuple[str, int], ...] = ()
    wikilinks: tuple[tuple[str, int], ...] = ()
    references: tuple[tuple[str, ReferenceKind, int], ...] = ()
    problems: tuple[Problem, ...] = ()
