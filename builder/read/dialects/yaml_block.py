"""YAML between `---` lines (Hexo, Jekyll, Hugo, Obsidian), and what goes wrong with it.

Strategy: the events of libyaml, not its objects, so that every scalar stays as it was written (`012`, `no`, `12:30`,
2月30日), duplicate keys are seen, depth is bounded, and aliases share what they name instead of growing. Where YAML
refuses the block, or folds a list into the value above it, the block is read line by line and the line is reported.

Rules for the edges: blank lines, byte order marks and zero-width spaces may stand before the first `---`; the first
`---` may be missing where the file begins with a field that we know; the last may be missing too, then the header ends
before the first line that cannot belong to it. A rule across the page (`---`) over plain text is no header.
"""

from __future__ import annotations

import re

import yaml

from builder.model.late import late
from builder.read.dialects import loose
from builder.read.dialects.known import is_known
from builder.read.dialects.nouns import END, LEAD, LONGEST, Block, Fault, Field, Value, line_number, split_lines

_BEFORE = r"(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s{0,80})?(?:%YAML[ \t][^\r\n]{0,80}[\r\n]{1,2})?"  # a note, a directive
_OPEN = late(LEAD + _BEFORE + r"(-{3,})(?:[ \t]*ya?ml)?[ \t]*" + END)
_CLOSE = late(r"^(?:-{3,}|\.\.\.)[ \t]*" + END, re.M)
_FOLDED_LIST = late(r"^[^\s#\-][^:\n]*:[ \t]+[^\s|>&'\"\[{#][^\n]*\n[ \t]+-[ \t]", re.M)
_LINE = late(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_START = late(LEAD)
_COLONS = "put a colon and a blank (`: `) behind each name"
_DEEPEST = 40
_HEAVIEST = 5_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _RefusedError(Exception):
    """YAML cannot read the block: line from 0 inside the block, and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def find(text: str) -> Block | None:
    """The YAML header at the top of `text`, if there is one."""
    opening = _OPEN.match(text, 0, LONGEST)
    if opening is None:
        return _unopened(text)
    start = opening.start(1)
    at = opening.end()
    closing = _close(text, at)
    if closing is not None:
        block = text[at : closing.start()]
        if not block.strip():
            return Block("yaml", (), start, closing.end())
        if (read := _read(block, line_number(text, at), strict=True)) is not None:
            return Block("yaml", read[0], start, closing.end(), read[1])
    return _unclosed(text, start, at)


def _close(text: str, at: int) -> re.Match[str] | None:
    """The line that closes a header; `^` of `re.M` knows LF only, so a file of bare CRs has its own search."""
    window = (
        text[: at + LONGEST] if "\r" not in text else text[: at + LONGEST].replace("\r\n", " \n").replace("\r", "\n")
    )
    return _CLOSE.search(window, at)


def _unopened(text: str) -> Block | None:
    """A header whose first `---` is missing: known fields from the first line on, then `---`."""
    start = _START.match(text)
    at = start.end() if start else 0
    first = split_lines(text[at : at + 400])[0]
    if not is_known(loose.key_of(first)) or "：" in first.split(":")[0]:
        return None
    closing = _close(text, at)
    if closing is None or closing[0][0] == ".":
        return None
    block = text[at : closing.start()]
    if not block.strip() or _extent(text, at) < closing.start():
        return None
    read = _read(block, line_number(text, at), strict=False)
    return Block("yaml", read[0], at, closing.end(), read[1]) if read is not None else None


def _unclosed(text: str, start: int, at: int) -> Block | None:
    """A header whose last `---` is missing: it ends before the first line that cannot belong to it."""
    end = _extent(text, at)
    first = next((line for line in split_lines(text[at:end]) if line.strip()), "")
    if not is_known(loose.key_of(first)):
        return None
    number = line_number(text, at)
    read = _read(text[at:end], number, strict=False)
    if read is None:
        return None
    fault = Fault(
        number - 1,
        "header-unclosed",
        "this header has no closing `---`; it was taken to end before the first plain line",
    )
    return Block("yaml", read[0], start, end, (fault, *read[1]))


def _extent(text: str, at: int) -> int:
    """Where a header without a closing line ends: after a blank line only a field may go on with it."""
    end = at
    blank = False
    for match in _LINE.finditer(text, at, at + LONGEST):
        line = match[1]
        if not line.strip():
            blank = True
        elif not loose.like_header(line) or (blank and not loose.key_of(line)) or line.startswith(("#", "---")):
            break
        else:
            end, blank = match.end(), False
    return end


def _read(block: str, first: int, strict: bool) -> tuple[tuple[Field, ...], tuple[Fault, ...]] | None:
    """Fields and faults of a block, or None where it is no header at all. `first` is its first line in the file."""
    normal = block.replace("\r\n", "\n").replace("\r", "\n")
    try:
        fields = _load(normal, first)
        folded = _FOLDED_LIST.search(normal)
        if fields is None:
            if not any(is_known(loose.key_of(line)) for line in normal.split("\n")):
                return None
            fault = Fault(first, "header-yaml", f"this header is no YAML; it was read line by line: {_COLONS}")
        elif folded is None:
            return (tuple(fields), ()) if _plausible(fields) else None
        else:
            fault = Fault(first + normal.count("\n", 0, folded.end()), "", "")
    except _RefusedError as refused:
        message = f"YAML cannot read this header ({refused.reason}); it was read line by line: mend this line"
        fault = Fault(first + refused.line, "header-yaml", message)
    lines = normal.split("\n")
    if strict and sum(map(loose.like_header, lines)) < 0.8 * len(lines):
        return None
    fields, faults = loose.read(lines[: LONGEST // 8], first)
    if not _plausible(fields):
        return None
    return tuple(fields), tuple(sorted([*faults, *([fault] if fault.kind else [])], key=lambda item: item.line))


def _plausible(fields: list[Field]) -> bool:
    """A rule across the page may stand over a line with a colon: one unknown name does not make a header."""
    return len(fields) > 1 or any(is_known(field.key) for field in fields)


def _load(block: str, first: int) -> list[Field] | None:
    """The fields of a block that YAML can read, None where it is not a mapping at all; raises `_RefusedError`."""
    if len(block) >= LONGEST:
        raise _RefusedError(0, "it is too long")
    try:
        return _Builder(block, first).build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _RefusedError(mark.line if mark else 0, error.problem or "it is not YAML") from None
    except (yaml.YAMLError, ValueError) as error:
        raise _RefusedError(0, str(error).splitlines()[0][:80]) from None


class _Builder:
    """Events → fields, with bounded depth and weight."""

    def __init__(self, block: str, first: int) -> None:
        self.block = block
        self.first = first
        self.fields: list[Field] = []
        self.anchors: dict[str, tuple[Value, int]] = {}

    def build(self) -> list[Field] | None:
        """Walk the events with a stack of open collections: (value, anchor, key awaiting its value, line, weight)."""
        stack: list[_Open] = []
        for event in yaml.parse(self.block, Loader=yaml.CSafeLoader):
            line = event.start_mark.line if event.start_mark is not None else 0
            if isinstance(event, yaml.ScalarEvent):
                if not stack:
                    return None
                text = "" if event.implicit[0] and event.value in _NULLS else event.value
                if event.tag and event.tag.startswith("!") and event.tag != "!":  # title: !important 的优先级
                    text = f"{event.tag} {text}".rstrip()
                self._put(stack[-1], text, event.anchor, line, 1)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if not stack and isinstance(event, yaml.SequenceStartEvent):
                    return None
                if len(stack) >= _DEEPEST:
                    raise _RefusedError(line, "it is nested too deeply")
                fresh: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
                stack.append(_Open(fresh, event.anchor, line, top=not stack))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                done = stack.pop()
                if stack:
                    self._put(stack[-1], done.value, done.anchor, done.line, done.weight)
            elif isinstance(event, yaml.AliasEvent):
                value, weight = self.anchors.get(event.anchor or "", (f"*{event.anchor}", 1))
                self._put(stack[-1], value, None, line, weight)
        return self.fields

    def _put(self, into: _Open, value: Value, anchor: str | None, line: int, weight: int) -> None:
        into.weight += weight
        if into.weight > _HEAVIEST:
            raise _RefusedError(line, "its aliases unfold to more than a header can hold")
        if anchor is not None:
            self.anchors[anchor] = (value, weight)
        if isinstance(into.value, list):
            into.value.append(value)
        elif into.key is None:
            if not isinstance(value, str):
                raise _RefusedError(line, "a list or a mapping cannot be a name")
            into.key = value
            into.key_line = line
        else:
            if into.top:
                self.fields.append(Field(into.key, value or self._comment(into.key_line), self.first + into.key_line))
            elif isinstance(into.value, dict):
                into.value[into.key] = value
            into.key = None

    def _comment(self, line: int) -> Value:
        """`title: #标题` is an empty field and a comment to YAML; the writer meant a title."""
        text = self.block.split("\n")[line]
        match = re.match(r"\s*(?:title|标题):\s+(#\S.*)", text)
        return match[1].strip() if match is not None else ""


class _Open:
    """A collection still being filled."""

    __slots__ = ("anchor", "key", "key_line", "line", "top", "value", "weight")

    def __init__(self, value: Value, anchor: str | None, line: int, top: bool) -> None:
        self.value = value
        self.anchor = anchor
        self.line = line
        self.top = top
        self.key: str | None = None
        self.key_line = line
        self.weight = 1
