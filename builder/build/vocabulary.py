"""What the archive as a whole knows, gathered from a first pass for the documents that need it in a second.

Words come from the sheets without damage only, so that no conjecture can vouch for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from builder.model import Sheet, Vocabulary


def gather(sheets: Iterable[Sheet]) -> Vocabulary:
    """The phrases and names of every undamaged sheet, with the number of documents that hold each."""
    words: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.damaged:
            continue
        for document in sheet.documents:
            words.update({term for term, _ in document.terms})
            words.update({person.name for person in document.people})
            words.update(document.places)
            words.update(document.bodies)
    ordered = tuple(sorted(words.items()))
    digest = blake2b(repr(ordered).encode(), digest_size=16).hexdigest() if ordered else ""
    return Vocabulary(ordered, (), digest)
