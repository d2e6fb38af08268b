"""The ledger of addresses: what each document was called the last time, so that its address outlives a rename."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A document, or with `article` 0 the page view of a file, and the address it was given.

    `url` and `former` (addresses it had before) are as in `Entry.url`. `path` is "" for a document that has gone and
    whose place another one holds. `content` is a digest of the text; `sketch` is 64 hexadecimal digits of which alike
    texts share most, "" for a text too short. Both are those of the day the line was written and may be of an earlier
    state of the document.
    """

    id: str
    url: str
    path: str
    article: int
    content: str = ""
    sketch: str = ""
    former: tuple[str, ...] = ()
