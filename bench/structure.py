"""`python -m bench.structure`: what the structure stage alone costs for a document, and which part of it costs what.

Reading and repair are done beforehand, outside the clock. Every round has documents of its own, so that nothing which
the program keeps from one document for the next is met a second time; the parts are timed in a round apart, since the
clock costs something too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

from bench.corpus import document
from builder.build.each import seldom_collected
from builder.model import EMPTY_VOCABULARY, Config, Source, Text
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.shape import structure

PARTS = {
    "the text's lines, blocks and furniture": ("shape.open_case",),
    "head, foot and dates": ("shape.begin",),
    "names": ("record.names",),
    "terms": ("record.terms",),
    "the page's HTML and outline": ("record.compose",),
    "fingerprint and sketch": ("record.fingerprint", "record.sketch"),
}
LENGTH = 1_500  # characters of the document that costs are told for
CONFIG = Config(root=Path("/archive"))


def prepared(number: int) -> Text:
    """A document of the corpus, read and repaired."""
    name, text = document(number)
    source = parse(PurePosixPath(name), text.encode())
    assert isinstance(source, Source)
    return repair(source, EMPTY_VOCABULARY, CONFIG.repairs)


def seconds(texts: Sequence[Text]) -> float:
    """The CPU seconds that `structure` takes for these texts."""
    started = process_time()
    for text in texts:
        structure(text, CONFIG)
    return process_time() - started


def parts(texts: Sequence[Text]) -> dict[str, float]:
    """The CPU seconds of each part of `structure` for these texts, and of the rest of it."""
    spent: Counter[str] = Counter()

    def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            started = process_time()
            result = function(*given)
            spent[part] += process_time() - started
            return result

        return run

    with ExitStack() as clocks:
        for part, names in PARTS.items():
            for name in names:
                patched = patch(f"builder.structure.{name}")
                original, _ = patched.get_original()
                clocks.enter_context(patch(f"builder.structure.{name}", timed(part, original)))
        whole = seconds(texts)
    return {**{part: spent[part] for part in PARTS}, "all else": whole - spent.total()}


def main() -> None:
    """Print the cost of a document, and the table of its parts."""
    parser = argparse.ArgumentParser(prog="python -m bench.structure", description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=200, help="documents in a round")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    size, rounds = given.size, given.rounds
    texts = [prepared(number) for number in range(size * (rounds + 2))]
    seconds(texts[:size])  # the first documents fill the tables of words
    with seldom_collected():  # as in a build
        costs = [seconds(texts[size * turn : size * (turn + 1)]) for turn in range(1, rounds + 1)]
    length = sum(len(text.clean) - text.body_start for text in texts) / len(texts)
    middle, best = (1000 * one(costs) / size for one in (median, min))
    print(f"{size * rounds} documents of {length:,.0f} characters on average, {rounds} rounds")
    print(f"structure: {middle:.3f} ms of CPU a document (median of the rounds; best {best:.3f})")
    print(f"           {middle * LENGTH / length:.3f} ms for {LENGTH:,} characters, of a document's")
    for part, cost in parts(texts[size * (rounds + 1) :]).items():
        print(f"{1000 * cost / size:8.3f}  {part}")


if __name__ == "__main__":
    main()
