"""Print the score on the marked sample: `python -m tests.marked [-v]` (`-v` names every miss)."""

from __future__ import annotations

import sys

from tests.marked.score import rows, score

print(f"{len(rows())} documents of {len({row['kind'] for row in rows()})} kinds")
for kind, one in score().items():
    print(f"{kind:8}  precision {one.precision:.3f}  recall {one.recall:.3f}  ({one.right} right)")
    if "-v" in sys.argv:
        for word, items in (("wrong", one.wrong), ("missed", one.missed)):
            for item in items:
                print(f"          {word:6} {item}")
