"""Candidate phrases for derived tags. First working version: repeated compounds of neighbouring words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import rjieba


def terms(plain: str, people: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Up to 24 (phrase, count), most telling first."""
    words = rjieba.cut(plain, True)
    pairs = Counter(a + b for a, b in pairwise(words) if len(a) > 1 and len(b) > 1 and (a + b).isalpha())
    return tuple((phrase, n) for phrase, n in pairs.most_common(24) if n > 1 and phrase not in people)
