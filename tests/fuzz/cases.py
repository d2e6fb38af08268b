"""What fuzzing has found, reduced and written anew: the name of a file, its bytes, and what it once did."""

from __future__ import annotations

CASES: tuple[tuple[str, bytes, str], ...] = ()
