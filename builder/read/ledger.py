"""Reads `ids.tsv`, the ledger of addresses that is kept beside `site.toml`, and turns it to text again.

Strategy: one document to a line, sorted by id, in columns parted by tabs, so that a person can read it, `git diff`
shows a rename as one changed line, and branches that add documents seldom touch the same place. The lines are checked
like any other input, for an address is where a page will be written.

Rules: `#` opens a remark. In a path, control characters, `%` and what is not Unicode are percent-encoded. A ledger at
fault is the site at fault: every fault with its line, and nothing is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from builder.model import BuildError, Line, Problem
from builder.model.late import late

NAME: Final = "ids.tsv"
HEAD: Final = (
    "# The address of every document, so that it outlives a rename. `fangzhi build` keeps this file: commit it.\n"
    "# id\taddress\tpath\tarticle\tcontent\tsketch\tformer addresses\n"
)
_COLUMNS: Final = 7
_ID = late(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,95}")
_URL = late(r"(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-F]{2}|/(?!/))+(?:/|\.html?)", re.ASCII | re.IGNORECASE)
_HIDDEN = late(r"[\x00-\x1f\x7f-\x9f%\u2028\u2029\ud800-\udfff]")


def ledger_bytes(root: Path) -> bytes | None:
    """The ledger of the site in `root` as it lies there, None where it keeps none. Raises BuildError if it may not be
    read."""
    try:
        return (root / NAME).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BuildError((Problem(NAME, 0, "ledger", f"cannot be read ({error.strerror})"),)) from None


def read_ledger(data: bytes | None) -> tuple[Line, ...] | None:
    """The ledger that these bytes are, None without any. Raises BuildError for one at fault."""
    return None if data is None else parse(data.decode("utf-8-sig", "replace"))


def parse(text: str) -> tuple[Line, ...]:
    """The lines of a ledger. Raises BuildError with every line at fault."""
    lines: dict[tuple[str, bool], tuple[int, Line]] = {}
    problems: list[Problem] = []
    for number, row in enumerate(text.split("\n"), 1):
        row = row.rstrip("\r")
        if not row.strip() or row.startswith("#"):
            continue
        line, fault = _line(row.split("\t"))
        key = (line.id.casefold(), line.article == 0) if line else ("", False)
        if line and (first := lines.setdefault(key, (number, line))[0]) != number:
            fault = f"gives the id {line.id!r} for the second time (see line {first})"
        if fault:
            said = f"{fault}; mend the line, or delete it and build again"
            problems.append(Problem(NAME, number, "ledger", said, row[:120]))
    if problems:
        raise BuildError(tuple(problems))
    return tuple(line for _, line in lines.values())


def _line(cells: list[str]) -> tuple[Line | None, str]:
    """One line of the ledger, or what is wrong with it."""
    if len(cells) not in (_COLUMNS, _COLUMNS - 1):  # an editor may have taken the last, empty cell away
        return None, f"has {len(cells)} columns, not {_COLUMNS}"
    identity, url, path, article, content, sketch, *more = cells
    former = tuple(more[0].split()) if more else ()
    if not _ID.fullmatch(identity):
        return None, "has an id with other characters than letters, digits, '.', '-' and '_'"
    for address in (url, *former):
        if not _URL.fullmatch(address) or not {"", ".", ".."}.isdisjoint(unquote(address).split("/")[:-1]):
            return None, f"has an address that is no page of the site: {address!r}"
    if not re.fullmatch(r"[0-9]{1,6}", article):
        return None, "has an article that is no number"
    if not re.fullmatch(r"[0-9a-f]{0,64}", content) or not re.fullmatch(r"(?:[0-9a-f]{64})?", sketch):
        return None, "has a content or sketch that is no hexadecimal number"
    return Line(identity, url, unquote(path, errors="surrogatepass"), int(article), content, sketch, former), ""


def text(lines: Iterable[Line]) -> str:
    """The ledger as it is kept: the same lines give the same text.

    >>> text([Line("b", "d/b/", "某文.md", 1)]).splitlines()[-1].split(chr(9))
    ['b', 'd/b/', '某文.md', '1', '', '', '']
    """
    rows = (
        (one.id, one.url, _shown(one.path), str(one.article), one.content, one.sketch, " ".join(one.former))
        for one in sorted(lines)
    )
    return HEAD + "".join("\t".join(row) + "\n" for row in rows)


def _shown(path: str) -> str:
    return _HIDDEN.sub(lambda found: quote(found[0], safe="", errors="surrogatepass"), path)
