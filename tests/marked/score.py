"""Precision and recall on the marked sample, for each kind of mark.

The sample (`sample.jsonl`) was at hand while the rules were written; `unseen.jsonl`, of other kinds and styles, was
written and marked before the builder had read a line of it, and its faults were mended only then. Each holds one
document a line, written for this purpose: `text` is the file as it would lie in an archive, the other fields are what a
careful reader finds in it. People are those that the text names with surname
and given name (with the offices that it gives them; the makers of the document are bylines); places are
administrative divisions named as such, not those inside the name of a body or a work; `date` is the document's own,
in EDTF. A place counts as found under its full or its short name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from builder.model import Config, Document, Source
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.shape import structure

SAMPLE = Path(__file__).parent / "sample.jsonl"
UNSEEN = Path(__file__).parent / "unseen.jsonl"
Row = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """What was found rightly, found wrongly and not found, each with the document it stands in."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1.0 if nothing was."""
        return self.right / (self.right + len(self.wrong)) if self.right + len(self.wrong) else 1.0

    @property
    def recall(self) -> float:
        """The share of what is marked that was found."""
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0


def rows(sample: Path = SAMPLE) -> list[Row]:
    """The marked documents."""
    return [json.loads(line) for line in sample.read_text("utf-8").splitlines()]


def documents(row: Row) -> tuple[Document, ...]:
    """What the builder makes of a marked document's file."""
    source = parse(PurePosixPath(row["file"]), row["text"].encode())
    assert isinstance(source, Source), row["id"]
    sheet, _ = structure(repair(source), Config(root=Path("/")))
    return sheet.documents


def _each(made: tuple[Document, ...], of: Callable[[Document], Iterator[str]]) -> dict[str, None]:
    return dict.fromkeys(value for document in made for value in of(document))


def _numbers(document: Document) -> Iterator[str]:
    yield from (cite.name for cite in document.cites if cite.kind == "number")
    if document.issuance.number:
        yield document.issuance.number


FOUND: dict[str, Callable[[Document], Iterator[str]]] = {
    "people": lambda document: (person.name for person in document.people),
    "bylines": lambda document: (credit.name for credit in document.credits),
    "dates": lambda document: iter([document.date.edtf] if document.date else []),
    "numbers": _numbers,
    "places": lambda document: iter(document.places),
    "works": lambda document: (cite.name for cite in document.cites if cite.kind == "work"),
    "offices": lambda document: (f"{one.name} {office}" for one in document.people for office in one.offices),
}
"""What the builder found, by kind of mark; `offices` are told besides, they have no target of their own."""


def marked(row: Row, kind: str) -> list[str]:
    """What a careful reader found in a document."""
    if kind == "offices":
        return [f"{name} {office}" for name, offices in row["people"].items() for office in offices]
    return [row["date"]] if kind == "dates" and row["date"] else list(row.get(kind, ()))


def _same(kind: str, one: str, other: str) -> bool:
    if kind != "places" or one == other:
        return one == other
    short, full = sorted((one, other), key=len)
    return len(full) == len(short) + 1 and full.startswith(short) and full[-1] in "省市县区"


def _judged(kind: str, row: Row) -> bool:
    return isinstance(row["people"], dict) if kind == "offices" else kind in row


def score(sample: Path = SAMPLE) -> dict[str, Score]:
    """The score of each kind over a whole sample; a kind that its first document does not mark is not judged."""
    marks = rows(sample)
    kinds = {kind: of for kind, of in FOUND.items() if kind == "dates" or _judged(kind, marks[0])}
    scores = {kind: Score() for kind in kinds}
    for row in marks:
        made = documents(row)
        for kind, of in kinds.items():
            wanted = marked(row, kind)
            for value in _each(made, of):
                hit = next((one for one in wanted if _same(kind, one, value)), None)
                if hit is None:
                    scores[kind].wrong.append(f"{row['id']} {value}")
                else:
                    wanted.remove(hit)
                    scores[kind].right += 1
            scores[kind].missed.extend(f"{row['id']} {value}" for value in wanted)
    return scores
