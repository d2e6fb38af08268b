"""What goes out: files for the site, and the report that accounts for every file that came in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.model.problem import Problem


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: `path` relative to the output folder, `data` its bytes."""

    path: PurePosixPath
    data: bytes


class Kept(NamedTuple):
    """A file of the site that stands in the output folder already and stays as it is: its name relative to it."""

    name: str


class Placed(NamedTuple):
    """A file of the site that stands where the new site is put together: its name relative to the output folder, the
    seal of its bytes (`write.seal`), and whether they had to be written.
    """

    name: str
    seal: bytes
    written: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page still to be drawn: its `kind` (`document`, `source`, `list` …), and the `key` that finds its view."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Every file found ends in one of these; the counts add up to the files found.

    `documents` counts articles, which may be more than the `published` files that hold them.
    """

    found: int = 0
    published: int = 0
    documents: int = 0
    drafts: int = 0
    duplicates: int = 0
    not_documents: int = 0
    empty: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Colophon:
    """What a page may say of its own making: the builder's version, the archive's commit ("" outside a repository),
    the counts, the fate of each file as (path, status, reason), and the time that `SOURCE_DATE_EPOCH` gives or "".
    """

    version: str
    commit: str
    tally: Tally
    files: tuple[tuple[str, str, str], ...] = ()
    made: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the fate of each file as (path, status, reason), every problem, and the counts."""

    tally: Tally
    files: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...]
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0
