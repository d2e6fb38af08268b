"""What the archive as a whole knows, gathered from a first pass for the documents that need it in a second.

Words come from the sheets without damage only, so that no conjecture can vouch for itself. Furniture is learned: a
short line at the edge of most files of one folder belongs to the site they came from, not to any document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from builder.model import Sheet, Vocabulary

Furniture = tuple[tuple[str, str], ...]  # (folder, line), sorted

FEWEST = 5  # files that a line must stand in before anything is concluded from it
MOST = 0.5  # the share of a folder's files that it must exceed


def learned(sheets: Sequence[Sheet]) -> Furniture:
    """The lines that stand at the edges of most files of their folder."""
    files: Counter[str] = Counter()
    lines: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        folder = str(sheet.path.parent)
        files[folder] += 1
        lines[folder].update(set(sheet.edges))
    return tuple(
        sorted(
            (folder, line)
            for folder, counted in lines.items()
            for line, count in counted.items()
            if count >= FEWEST and count > MOST * files[folder]
        )
    )


def words(sheets: Iterable[Sheet]) -> tuple[tuple[str, int], ...]:
    """The phrases and names of every undamaged sheet, sorted, with the number of documents that hold each."""
    counted: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.damaged:
            continue
        for document in sheet.documents:
            counted.update({term for term, _ in document.terms})
            counted.update({person.name for person in document.people})
            counted.update(document.places)
            counted.update(document.bodies)
    return tuple(sorted(counted.items()))


def vocabulary(known: tuple[tuple[str, int], ...], furniture: Furniture) -> Vocabulary:
    """The two as one, named by their content."""
    digest = blake2b(repr((known, furniture)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Vocabulary(known, furniture, digest)
