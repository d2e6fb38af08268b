"""What `read` gives: a file as found, its bytes turned to text and its header told from its body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from builder.model.problem import Problem

Format = Literal["plain", "markdown", "html"]
AssetKind = Literal["image", "audio", "video", "file"]


@dataclass(frozen=True, slots=True)
class Found:
    """A file on the disk, not yet read. `size` in bytes, `modified` in nanoseconds since the epoch."""

    path: PurePosixPath
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a document's header under one name each, whatever the dialect called them.

    Values are as written (trimmed, unquoted); "" or () where the header does not say. `categories` are paths, outermost
    first. `lines` is the first and last line of the header in the file, (0, 0) without one, or where it is the `<meta>`
    lines of a web page (dialect `meta`), which stay part of the body. `aliases` are other addresses (with a `/`) or
    other names of the document. `extra` keeps every field that has no name here, so that nothing is lost.
    """

    dialect: Literal["none", "yaml", "toml", "json", "links", "lines", "meta"] = "none"
    lines: tuple[int, int] = (0, 0)
    title: str = ""
    date: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[tuple[str, ...], ...] = ()
    description: str = ""
    slug: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    cover: str = ""
    language: str = ""
    draft: bool = False
    withdrawn: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


NO_HEADER = Header()


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found. `text` is the whole file as decoded, nothing else done to it; `text[body_start:]` is its body.

    `encoding` is Python's name of the codec; `sha256` is of the bytes as found; `size` is their number.
    """

    path: PurePosixPath
    sha256: str
    size: int
    encoding: str
    text: str
    header: Header
    body_start: int
    format: Format
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that does not become a document, and why. `status` is one of `not-a-document`, `empty`, `failed`."""

    path: PurePosixPath
    status: Literal["not-a-document", "empty", "failed"]
    reason: str
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that a document shows or links to. `width` and `height` are a picture's in pixels, 0 where not known.

    `fault` says why it is not published and what to do, "" where it is.
    """

    path: PurePosixPath
    sha256: str
    size: int
    kind: AssetKind = "file"
    width: int = 0
    height: int = 0
    fault: str = ""

    @property
    def url(self) -> str:
        """Its address in the site, by content: equal files have one, and a changed file has another."""
        return f"assets/{self.sha256[:16]}{self.path.suffix.lower()}"


@dataclass(frozen=True, slots=True)
class Assets:
    """What the documents ask for among the files found: `located` gives for a document's path and a reference as
    written the path of the file (a document or not) that it means, `measured` the files that are no documents.
    """

    located: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    measured: Mapping[str, Asset] = field(default_factory=dict)


NO_ASSETS = Assets()
