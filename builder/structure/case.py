"""One file laid open: its lines (or the blocks of its markup), its ground, and what on it is furniture.

Strategy: plain text is read by lines; Markdown and HTML are turned into blocks first, and each block is then a line to
the rules. Lists, tables, code and pictures are opaque: no rule looks for titles or bylines in them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.model import Config, Problem, SourceRule, Text, Vocabulary
from builder.model.late import late
from builder.structure.furniture import furniture
from builder.structure.layout import Ground, Line, folded, lay_out
from builder.structure.markup import Block, Markup, from_html, from_markdown
from builder.structure.threads import Thread, spun, without, woven
from builder.structure.unseen import visible, visible_header

_NO_MARKUP = Markup(())
_READABLE = ("p", "h", "other")
_FEED = late(r"\s*<div[ >]")


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the rules may ask of a file. `taken` are places of lines off the page, with the rule.

    `blocks` is () for plain text; else `blocks[n]` is what `lines[n]` was read from. `feed` is the shape that feed
    readers save: a YAML header over one `<div>`.
    """

    text: Text
    config: Config
    ground: Ground
    path: str
    lines: tuple[Line, ...]
    taken: Mapping[int, str]
    threads: tuple[Thread, ...] = ()
    blocks: tuple[Block, ...] = ()
    markup: Markup = _NO_MARKUP
    feed: bool = False

    def free(self, lines: Sequence[Line], taken: Collection[int] = ()) -> list[Line]:
        """Those of `lines` that say something, that no rule has taken and that are open to the rules."""
        kept = [line for line in lines if line.text and line.place not in self.taken and line.place not in taken]
        return [line for line in kept if self.blocks[line.place].kind in _READABLE] if self.blocks else kept

    def readable(self, place: int) -> bool:
        """Whether rules may look into a line: it is text, not a list, a table, code or a picture."""
        return not self.blocks or self.blocks[place].kind in _READABLE

    def is_heading(self, place: int) -> bool:
        """Whether markup says that this line is a heading."""
        return bool(self.blocks) and self.blocks[place].kind == "h"

    def raw_lines(self, first: int, last: int) -> tuple[int, int]:
        """The lines of the raw file that the lines from place `first` to `last` came from."""
        start = self.ground.line_at(self.lines[first].start)
        return start, max(start, self.ground.line_at(max(self.lines[last].start, self.lines[last].end - 1)))

    def header_line(self, written: str) -> int:
        """The line of the raw file on which the header says `written`, or else its first."""
        source = self.text.source
        at = source.text.find(written, 0, source.body_start) if written else -1
        return self.ground.line_of(at) if at >= 0 else self.text.header.lines[0]

    @property
    def gmt_is_local(self) -> bool:
        """Whether a date labelled GMT is local time: as the site says of the source, else by the feed's shape."""
        if not self.config.sources:
            return self.feed
        header = self.text.header
        names = {header.source, *header.authors, *(name for path in header.categories for name in path)}
        for rule in self.config.sources:
            if rule.gmt_is_local is not None and names & {rule.name, *rule.aliases}:
                return rule.gmt_is_local
        return self.feed


def open_case(text: Text, config: Config, vocabulary: Vocabulary) -> Case:
    """The file, laid open."""
    if text.header.dialect != "none" and (header := visible_header(text.header)) is not text.header:
        text = replace(text, header=header)
    source = text.source
    ground = Ground(source.text, text.changes)
    threads = spun(text.changes, ground)
    hant = text.script == "Hant"
    form = source.format
    markup = _NO_MARKUP
    if form == "plain":
        lines = lay_out(text.clean, text.body_start, hant)
    else:
        body = woven(text.clean, text.body_start, len(text.clean), threads)
        markup = from_html(body) if form == "html" else from_markdown(body)
        lines = _from_blocks(markup.blocks, text.clean, text.body_start, hant)
    folder = str(source.path.parent) if vocabulary.furniture else ""
    learned = {line for place, line in vocabulary.furniture if place == folder}
    readable = [line for line in lines if not markup.blocks or markup.blocks[line.place].kind in ("p", "other")]
    return Case(
        text,
        config,
        ground,
        str(source.path),
        lines,
        furniture(readable, learned),
        threads,
        markup.blocks,
        markup,
        form == "html" and text.header.dialect == "yaml" and _FEED.match(text.clean, text.body_start) is not None,
    )


def _from_blocks(blocks: Sequence[Block], clean: str, start: int, hant: bool) -> tuple[Line, ...]:
    """A line to each block; where a block stands is its first line in the text that the markup was read from."""
    starts = [start]
    place = clean.find("\n", start)
    while place >= 0:
        starts.append(place + 1)
        place = clean.find("\n", place + 1)
    starts.append(len(clean))
    plains = [block.plain for block in blocks]
    whole = "".join(plains)
    if not whole.isprintable() and visible(without(whole)) != whole:
        plains = [visible(without(plain)) for plain in plains]
    plains = [plain.strip() for plain in plains]
    lines = []
    for place, (block, plain, key) in enumerate(zip(blocks, plains, folded(plains, hant), strict=True)):
        first = min(block.line, len(starts) - 2)
        last = min(max(block.end, block.line + 1), len(starts) - 1)
        lines.append(Line(place, starts[first], starts[last], starts[first], plain, key))
    return tuple(lines)


def source_rule(config: Config, name: str) -> SourceRule | None:
    """What the site says of a source, under any of its names."""
    return next((rule for rule in config.sources if name in (rule.name, *rule.aliases)), None)


def problem(case: Case, line: int, kind: str, message: str, excerpt: str = "") -> Problem:
    """A problem of this file."""
    return Problem(case.path, line, kind, message, excerpt[:120])
