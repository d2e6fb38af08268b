"""Plain lines → paragraphs: one line is one paragraph, everything escaped.

Rules: `**bold**`, which survives when Markdown is pulled out of its file, becomes bold, also beside full-width signs;
a power (`2**10`) and a name hidden by asterisks (`张**、李**`) stay as they are; bare addresses become links. Lists,
headings and bylines are for later rules, which know the whole article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.model.late import late
from builder.structure.marks.nouns import Block, Markup
from builder.structure.marks.signs import BLANK, linked, written

_BOLD = late(
    r"(?<![*])(?<![A-Za-z0-9](?=\*\*[A-Za-z0-9]))\*\*(?=[^\s*，。、；：！？）》”】])([^*\n]{1,400})(?<=[^\s*（《“【])\*\*"
    r"(?![*])(?!(?<=[A-Za-z0-9]\*\*)[A-Za-z0-9])"
)
_HIDDEN_NAMES = late(r"[和与及跟同或]?[\u4e00-\u9fff]{1,2}")


def from_lines(lines: Sequence[str], line: int = 0) -> Markup:
    """Paragraphs of the given lines; `line` is the number of the first.

    >>> [block.html for block in from_lines(["（一）**压实责任。**10月14日", "", "1 < 2"]).blocks]
    ['<p>（一）<strong>压实责任。</strong>10月14日</p>', '<p>1 &lt; 2</p>']
    """
    blocks: list[Block] = []
    links: list[tuple[str, int]] = []
    for number, given in enumerate(lines, line):
        text = given.strip(BLANK)
        if not text:
            continue
        if "**" in text or "://" in text:
            html, plain, found = _marked(text)
            links.extend((url, number) for url in found)
        else:
            html, plain = written(text), text
        blocks.append(Block("p", f"<p>{html}</p>", plain, line=number, end=number + 1))
    return Markup(tuple(blocks), links=tuple(links))


def _marked(text: str) -> tuple[str, str, tuple[str, ...]]:
    """(HTML, plain text, addresses) of a line that may have bold text or addresses in it."""
    html: list[str] = []
    plain: list[str] = []
    links: list[str] = []
    at = 0
    for match in _BOLD.finditer(text):
        if _hides_names(text, match):
            continue
        before, found = linked(text[at : match.start()])
        inside, more = linked(match[1])
        html += (before, f"<strong>{inside}</strong>")
        plain += (text[at : match.start()], match[1])
        links += (*found, *more)
        at = match.end()
    rest, found = linked(text[at:])
    return "".join((*html, rest)), "".join((*plain, text[at:])), (*links, *found)


def _hides_names(text: str, match: re.Match[str]) -> bool:
    """True where the asterisks stand for characters of names: 张**和李** was at the scene."""
    before = text[match.start() - 1 : match.start()]
    return (
        bool(before)
        and "\u4e00" <= before <= "\u9fff"
        and _HIDDEN_NAMES.fullmatch(match[1]) is not None
        and (match[1][0] in "和与及跟同或")
    )
