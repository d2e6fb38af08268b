"""One file's way from bytes to catalogue records: structure ∘ repair ∘ parse. Pure, one file at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath

from builder.build.deadline import OverDeadline, within
from builder.model import Body, Config, Refusal, Sheet, Source, Text, Vocabulary
from builder.model.packing import packed
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.shape import structure

Packed = tuple[bytes, tuple[bytes, ...]]  # a sheet (or a refusal), and its bodies in the order of its documents


def finish(source: Source, config: Config, vocabulary: Vocabulary) -> tuple[Text, Sheet, tuple[Body, ...]]:
    """A source made whole and taken apart; the text between the two stages is what `inspect` shows."""
    text = repair(source, vocabulary, config.repairs)
    return text, *structure(text, config, vocabulary)


_GIVEN: tuple[Config, Vocabulary]
_TIMEOUT: float


def begin(config: Config, vocabulary: Vocabulary, timeout: float) -> None:
    """Start a worker: what every file is prepared with is handed over once, and the seconds that one may take."""
    global _GIVEN, _TIMEOUT
    _GIVEN = (config, vocabulary)
    _TIMEOUT = timeout


def prepare_all(files: Sequence[tuple[PurePosixPath, bytes]]) -> list[Packed]:
    """A list of files prepared in a worker that `begin` has started, packed there so that the driver need not."""
    return [_in_time(path, data) for path, data in files]


def _in_time(path: PurePosixPath, data: bytes) -> Packed:
    """A file prepared, or refused as failed: alone of all results this hangs on a clock, and is not to be kept."""
    try:
        return within(_TIMEOUT, len(data), partial(_prepare, path, data))
    except OverDeadline as error:
        return packed(Refusal(path, "failed", str(error), size=len(data))), ()


def _prepare(path: PurePosixPath, data: bytes) -> Packed:
    source = parse(path, data)
    if isinstance(source, Refusal):
        return packed(source), ()
    _, sheet, bodies = finish(source, *_GIVEN)
    return packed(sheet), tuple(packed(body) for body in bodies)
