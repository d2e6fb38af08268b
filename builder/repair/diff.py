"""A repair laid out for reading side by side: what was, what became of it, and why, in order.

Pure and total: the `before` of all segments joined is the raw text, the `after` of all joined is the clean text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Text


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text. `rule` is "" where it stayed; `line` is its first line in the raw file, from 1."""

    before: str
    after: str
    line: int
    rule: str = ""
    sure: bool = True


def segments(text: Text) -> Iterator[Segment]:
    """The text as stretches that stayed and stretches that were changed.

    >>> from builder.model import Change, Header, Source
    >>> from pathlib import PurePosixPath
    >>> source = Source(PurePosixPath("a.txt"), "", 0, "utf-8", "市長(zhǎng)", Header(), 0, "plain")
    >>> made = Text(source, "市长", (Change(1, 9, "長(zhǎng)", "长", "pinyin+script"),), Header(), 0, "Hans", "Hant")
    >>> [(segment.before, segment.after, segment.rule) for segment in segments(made)]
    [('市', '市', ''), ('長(zhǎng)', '长', 'pinyin+script')]
    """
    raw = text.source.text
    at = 0
    line = 1
    for change in text.changes:
        if change.start > at:
            same = raw[at : change.start]
            yield Segment(same, same, line)
            line += same.count("\n")
        yield Segment(change.before, change.after, line, change.rule, change.sure)
        line += change.before.count("\n")
        at = change.end
    if at < len(raw):
        yield Segment(raw[at:], raw[at:], line)
