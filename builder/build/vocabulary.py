"""What the archive as a whole knows, gathered from a first pass for the documents that need it in a second.

Words come from the sheets without damage only, so that no conjecture can vouch for itself: the phrases and names of
all of them, and all words of a hundred texts taken evenly from the whole. Furniture is learned: a
short line at the edge of most files of one folder belongs to the site they came from, not to any document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b

from builder.model import Sheet, Vocabulary
from builder.structure.terms import spoken

Furniture = tuple[tuple[str, str], ...]  # (folder, line), sorted

FEWEST = 5  # files that a line must stand in before anything is concluded from it
TEXTS = 100  # texts that are read for their words
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


def words(sheets: Iterable[Sheet], plain: Callable[[Sequence[str]], Iterable[str]]) -> tuple[tuple[str, int], ...]:
    """The words of the undamaged sheets, sorted, with the number of documents that hold each, those
    twice where it is one of their phrases and stands in the text that was read.

    `plain` gives the texts of the documents with these keys; it is asked for a hundred at most.
    """
    counted: Counter[str] = Counter()
    whole = [document for sheet in sheets if not sheet.damaged for document in sheet.documents if not document.draft]
    for document in whole:
        held = {term for term, _ in document.terms}
        held.update((person.name for person in document.people), document.places, document.bodies)
        counted.update(held)
    once = list({(document.sha256, document.article): document.key for document in reversed(whole)}.values())
    for text in plain(once[:: -(-len(once) // TEXTS) or 1]):
        counted.update(spoken(text))
    return tuple(sorted(counted.items()))


def vocabulary(known: tuple[tuple[str, int], ...], furniture: Furniture) -> Vocabulary:
    """The two as one, named by their content."""
    digest = blake2b(repr((known, furniture)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Vocabulary(known, furniture, digest)
