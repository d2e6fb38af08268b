"""The fuzzer itself, in a process of its own: `python -m tests.fuzz.guided FINDINGS CORPUS SECONDS`.

Guided by coverage where atheris is at hand; where it is not, the same harness with inputs cut and joined at random.
Faults are kept as files below FINDINGS, one for each place, and do not end the run.
"""

from __future__ import annotations

import random
import re
import sys
import time
from hashlib import sha256
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

WATCHED = 6.0  # how much slower a program watched for coverage may be
LONGEST = 20_000  # bytes of an input


class Keeper:
    """Runs the harness and keeps one input for each kind of fault."""

    def __init__(self, folder: Path, slower: float) -> None:
        self.folder = folder
        self.slower = slower
        self.runs = 0

    def __call__(self, data: bytes) -> None:
        from tests.fuzz.harness import fault  # late: what is imported before atheris watches is not watched

        self.runs += 1
        if said := fault(data, self.slower):
            kind = re.sub(r"\W+", "-", said.partition(": ")[0])[:60].strip("-")
            path = self.folder / (kind if kind != "hang" else f"hang-{sha256(data).hexdigest()[:8]}")
            if not path.exists() or path.stat().st_size > len(data):
                path.write_bytes(data)
                print(f"FAULT {said}", flush=True)


def guided(keeper: Keeper, corpus: Path, seconds: int) -> None:
    with atheris.instrument_imports(include=["builder"]):
        import tests.fuzz.harness  # noqa: F401
    options = [
        *(f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=4096"),
        *("-print_final_stats=1", f"-artifact_prefix={keeper.folder}/"),
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], keeper)
    atheris.Fuzz()


def blind(keeper: Keeper, corpus: Path, seconds: int) -> None:
    """Inputs of the corpus and of this run, cut, joined, repeated and changed at random."""
    print("atheris is not to be had here: inputs are changed at random, without regard to coverage")
    chance = random.Random(1)
    held = [path.read_bytes() for path in sorted(corpus.iterdir())]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = bytearray(chance.choice(held))
        for _ in range(chance.randint(1, 8)):
            at = chance.randint(0, len(data))
            other = chance.choice(held)
            start = chance.randint(0, len(other))
            piece = other[start : start + chance.choice((1, 2, 4, 16, 200))]
            data[at : at + chance.choice((0, 0, 1, 4, 30))] = piece * chance.choice((1, 1, 1, 2, 40))
        data = data[:LONGEST]
        if data and chance.random() < 0.3:
            data[0] = chance.randrange(256)
        keeper(bytes(data))
        if keeper.runs % 500 == 0:
            held.append(bytes(data))
    print(f"{keeper.runs} runs")


if __name__ == "__main__":
    findings, seeds, length = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    if atheris is None:
        blind(Keeper(findings, 1.0), seeds, length)
    else:
        guided(Keeper(findings, WATCHED), seeds, length)
