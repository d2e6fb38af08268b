"""What leads from one document's text to another: works it cites that the archive holds, and wikilinks.

A wikilink `[[name]]` means a document by title, by one of its aliases or by its id, or a group by its name. One that
leads nowhere is a problem that names its line and the nearest title.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence

from builder.link.files import Finder, target
from builder.link.fold import fold
from builder.link.references import anchor
from builder.model import Document, Problem

Target = tuple[int, str]  # the place of a document and the anchor in it ("" for all), or -1 and the address of a group


def resolve(
    documents: Sequence[Document], ids: Sequence[str], groups: Mapping[str, str]
) -> tuple[list[tuple[tuple[str, Target], ...]], list[Problem]]:
    """For each document its wikilinks as (as written, target); and a problem for each that is dead.

    `groups` gives the address of a group by the folded key of its name.
    """
    rows: list[tuple[tuple[str, Target], ...]] = [()] * len(documents)
    asked = [place for place, document in enumerate(documents) if document.wikilinks]
    if not asked:
        return rows, []
    names = _names(documents, ids)
    tails = Finder(str(document.path) for document in documents)
    places = {str(document.path): place for place, document in reversed(list(enumerate(documents)))}
    nearest = _Nearest([document.title for document in documents])
    problems: list[Problem] = []
    for place in asked:
        row: list[tuple[str, Target]] = []
        for written, line in documents[place].wikilinks:
            key = fold(target_of(written))
            if key in names:
                heading = written.partition("|")[0].partition("#")[2]
                row.append((written, (names[key], anchor(documents[names[key]], heading))))
            elif key in groups:
                row.append((written, (-1, groups[key])))
            elif (path := tails.by_tail(target(target_of(written)))) in places:
                row.append((written, (places[path], "")))
            else:
                problems.append(_dead(documents[place], written, line, nearest))
        rows[place] = tuple(row)
    return rows, problems


def target_of(written: str) -> str:
    """The name inside a wikilink as written: without what to show instead, and without a heading.

    >>> target_of("防汛通知#附件|见附件")
    '防汛通知'
    """
    return written.partition("|")[0].partition("#")[0].strip()


def _names(documents: Sequence[Document], ids: Sequence[str]) -> dict[str, int]:
    """Titles first, then aliases, ids and file names; the earliest document keeps a name that several have."""
    names: dict[str, int] = {}
    for kind in range(4):
        for place, document in enumerate(documents):
            said = ((document.title,), document.aliases, (ids[place],), (document.path.stem, str(document.path)))[kind]
            for name in said:
                if key := fold(name):
                    names.setdefault(key, place)
    return names


def _dead(document: Document, written: str, line: int, nearest: _Nearest) -> Problem:
    close = nearest(target_of(written))
    hint = f"; the nearest title is {close!r}" if close else ""
    said = f"the link [[{written}]] leads to no document{hint}"
    return Problem(str(document.path), line, "wikilink-dead", said, f"[[{written}]]")


class _Nearest:
    """The title nearest to a name: candidates by shared pairs of characters, the best by `difflib`."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = list(dict.fromkeys(titles))
        self._pairs: dict[str, list[int]] = {}

    def __call__(self, name: str) -> str:
        if not self._pairs:
            for number, title in enumerate(self._titles):
                for pair in {title[at : at + 2] for at in range(len(title) - 1)}:
                    self._pairs.setdefault(pair, []).append(number)
        count: Counter[int] = Counter()
        for pair in sorted({name[at : at + 2] for at in range(len(name) - 1)}):
            count.update(self._pairs.get(pair, ())[:2000])
        best = [self._titles[number] for number, _ in sorted(count.items(), key=lambda one: (-one[1], one[0]))[:20]]
        close = difflib.get_close_matches(name, best, n=1, cutoff=0.3)
        return close[0] if close else (best[0] if best else "")
