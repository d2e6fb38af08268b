"""One file's way from bytes to catalogue records: structure ∘ repair ∘ parse. Pure, one file at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.model import (
    EMPTY_VOCABULARY,
    Body,
    Config,
    Refusal,
    Sheet,
    Source,
    Text,
    Vocabulary,
)
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.shape import structure


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one file became: a sheet of records with the bodies in the same order."""

    sheet: Sheet
    bodies: tuple[Body, ...]


def prepare(
    path: PurePosixPath, data: bytes, config: Config, vocabulary: Vocabulary = EMPTY_VOCABULARY
) -> Prepared | Refusal:
    """The file `path` with these bytes, taken all the way to its records."""
    source = parse(path, data)
    if isinstance(source, Refusal):
        return source
    return finish(source, config, vocabulary)[1]


def finish(source: Source, config: Config, vocabulary: Vocabulary) -> tuple[Text, Prepared]:
    """A source made whole and taken apart; the text between the two stages is what `inspect` shows."""
    text = repair(source, vocabulary, config.repairs)
    sheet, bodies = structure(text, config, vocabulary)
    return text, Prepared(sheet, bodies)


_GIVEN: tuple[Config, Vocabulary]


def begin(config: Config, vocabulary: Vocabulary) -> None:
    """Start a worker: what every file is prepared with is handed over once."""
    global _GIVEN
    _GIVEN = (config, vocabulary)


def prepare_all(files: Sequence[tuple[PurePosixPath, bytes]]) -> list[Prepared | Refusal]:
    """A list of files, prepared in a worker that `begin` has started."""
    config, vocabulary = _GIVEN
    return [prepare(path, data, config, vocabulary) for path, data in files]
