"""An article that its newspaper printed on several pages, in one piece: what stands after the text of its first part.

Rules: the first part's page and its text twins hold the whole, and it is cited with all its pages and makers; every
other part keeps its own page, which leads there. Search finds each word once, in the part that printed it.
"""

from __future__ import annotations

import re

from builder.model import Entry
from builder.render.views.common import Shelf

_WAY = re.compile(r"^(?:紧?接|緊接|上接|下[转轉]|[转轉])")


def continuations(shelf: Shelf, entry: Entry) -> tuple[Entry, ...]:
    """The parts that stand after the text of `entry`, in order; () for all but the first part of several."""
    return tuple(shelf.entries(entry.parts[1:])) if entry.parts[:1] == (entry.place,) else ()


def heading(shelf: Shelf, part: Entry) -> str:
    """What stands above a part: 续文，原载第3版：综合; the page as the part says it, or else the one before it."""
    before = shelf.by_place[part.parts[part.parts.index(part.place) - 1]]
    said = before.continues_in.why if before.continues_in else ""
    return shelf.words.say("continuation", page=part.document.issuance.edition or _WAY.sub("", said))


def own_title(shelf: Shelf, part: Entry) -> str:
    """What a part is called on its page: "" where it has no title there, or the first part's."""
    document = part.document
    same = document.title == shelf.by_place[part.parts[0]].document.title
    return "" if same or document.title_supplied else document.title


def anchor(part: Entry) -> str:
    """The id of a part's heading; those inside the part begin with it."""
    return f"fz-part{part.parts.index(part.place) + 1}"


def whole(shelf: Shelf, entry: Entry) -> str:
    """Where the whole can be read of which `entry` is a later part; "" for any other document."""
    if entry.place not in entry.parts[1:]:
        return ""
    return f"{shelf.by_place[entry.parts[0]].url}#{anchor(entry)}"
