"""What a dialect gives: the fields of a header as they stand there, and the faults met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, Union

from builder.model.late import late

# A value as written: text, a list, or named parts. Nothing in it is None: what is not said is "".
Value: TypeAlias = Union[str, "list[Value]", "dict[str, Value]"]

Dialect = Literal["yaml", "toml", "json", "links", "lines", "meta"]

# Nothing longer is a header; a longer one is read line by line up to here.
LONGEST = 65_536

# Marks, blanks and line ends that may stand before a header.
LEAD = r"\A[\ufeff\u200b\s]*"
END = r"(?:\r\n|\n|\r|\Z)"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `line` counts from 0 at the top of the file."""

    key: str
    value: Value
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a header: `line` counts from 0 at the top of the file."""

    line: int
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Block:
    """A header found: its fields in order, and where in the text it starts and ends (just after its last line)."""

    dialect: Dialect
    fields: tuple[Field, ...]
    start: int
    end: int
    faults: tuple[Fault, ...] = ()


def line_number(text: str, place: int) -> int:
    """The line, from 0, of a place in a text whose lines end in CR LF, LF or CR.

    >>> line_number("a\\r\\nb\\rc\\nd", 7)
    3
    """
    returns = text.count("\r", 0, place)
    return text.count("\n", 0, place) + (returns - text.count("\r\n", 0, place) if returns else 0)


_BREAK = late(r"\r\n|\n|\r")


def split_lines(text: str) -> list[str]:
    """The lines of a text, without their ends; only CR LF, LF and CR end a line."""
    return _BREAK.split(text)
