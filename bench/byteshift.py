"""`python -m bench.byteshift`: how far byte-shift repair can be trusted, on damage simulated over clean text.

Clean text (the sample archive's clean documents, and prose made up for the purpose) is damaged by tools of several
habits, and every damaged run is looked for again. A table tells, for each threshold of certainty:

    shown       conjectures at or above the threshold, those that show no character at all left out
    whole       shown without any □, and right
    in part     shown with □ for what could not be told; every character that is shown is right and in its place
    wrong       a character that is shown is not what stood there, or one is missing without a □
    count off   of those in part: the number of □ is not the number of lost characters
    precision   1 - wrong / shown
    recall      whole / all damaged runs

`--files` takes clean UTF-8 files instead. The threshold in use stands in `builder/repair/byteshift.py`.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.damage import Damaged, Tool, damage
from bench.prose import prose
from builder.model import EMPTY_VOCABULARY
from builder.repair.byteshift import THRESHOLD, Conjecture, find
from builder.repair.byteshift_graph import LOST

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
CLEAN = ("000_", "002_", "003_")  # of the sample documents, those without byte damage
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.92, 0.95, 0.97, 0.99)
SHARES = (0.0, 0.3, 0.5)
_TAGS = re.compile("<[^>]*>")
_BLANKS = re.compile(f"{LOST}+")


def judge(damaged: Damaged, found: Conjecture) -> str:
    """What became of a conjecture: `whole`, `in part`, `count off`, `wrong` or `nothing` shown."""
    runs = [run for run in damaged.runs if run.start < found.end and found.start < run.end]
    if not runs or (runs[0].start, runs[-1].end) != (found.start, found.end):
        return "wrong"
    original = "".join(run.original for run in runs)
    if not found.after.strip(LOST):
        return "nothing"
    if found.after == original:
        return "whole"
    if len(found.after) == len(original) and all(a in (LOST, b) for a, b in zip(found.after, original, strict=True)):
        return "in part"
    shape = ".*".join(re.escape(part) for part in _BLANKS.split(found.after))
    return "count off" if LOST in found.after and re.fullmatch(shape, original) else "wrong"


def texts(files: Sequence[Path]) -> list[str]:
    if files:
        return [path.read_text(encoding="utf-8") for path in files]
    clean = [path for path in sorted(SEEDS.iterdir()) if path.name.startswith(CLEAN)]
    return [_TAGS.sub("", path.read_text(encoding="utf-8")) for path in clean] + [prose(n, 1000) for n in range(12)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.byteshift", description=__doc__.splitlines()[0])
    parser.add_argument("--files", nargs="*", type=Path, default=[], help="clean UTF-8 files, Simplified")
    parser.add_argument("--thresholds", nargs="*", type=float, default=list(THRESHOLDS))
    given = parser.parse_args()
    counts: dict[float, Counter[str]] = {threshold: Counter() for threshold in given.thresholds}
    runs = missed = 0
    spent = 0.0
    for number, text in enumerate(texts(given.files)):
        for habit, share in enumerate(SHARES):
            damaged = damage(text, Tool(seed=number * len(SHARES) + habit, share=share))
            runs += len(damaged.runs)
            for threshold in given.thresholds:
                started = time.process_time()
                found = find(damaged.shown, EMPTY_VOCABULARY, "Hant", threshold)
                spent += time.process_time() - started
                counts[threshold].update(judge(damaged, one) for one in found if one.certainty >= threshold)
            missed += sum(not any(c.start < r.end and r.start < c.end for c in found) for r in damaged.runs)
    each = spent / max(1, runs) / max(1, len(given.thresholds)) * 1000
    print(f"{runs} damaged runs, {missed} not found, {each:.0f} ms of CPU a run; threshold in use {THRESHOLD}\n")
    names = ("threshold", "shown", "whole", "in part", "wrong", "count off", "precision", "recall")
    print("".join(f"{name:>11}" for name in names))
    for threshold, count in counts.items():
        shown = sum(count.values()) - count["nothing"]
        precision = 1 - count["wrong"] / shown if shown else 1.0
        part = count["in part"] + count["count off"]
        figures = (shown, count["whole"], part, count["wrong"], count["count off"])
        print(f"{threshold:>11.2f}" + "".join(f"{n:>11}" for n in figures), end="")
        print(f"{precision:>11.4f}{count['whole'] / max(1, runs):>11.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
