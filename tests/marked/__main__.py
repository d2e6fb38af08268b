"""Print the scores on the marked samples: `python -m tests.marked [-v]` (`-v` names every miss)."""

from __future__ import annotations

import sys

from tests.marked.score import SAMPLE, UNSEEN, rows, score

for sample in (SAMPLE, UNSEEN):
    marked = rows(sample)
    print(f"{sample.name}: {len(marked)} documents of {len({row['kind'] for row in marked})} kinds")
    for kind, one in score(sample).items():
        print(f"{kind:8}  precision {one.precision:.3f}  recall {one.recall:.3f}  ({one.right} right)")
        if "-v" in sys.argv:
            for word, items in (("wrong", one.wrong), ("missed", one.missed)):
                for item in items:
                    print(f"          {word:6} {item}")
