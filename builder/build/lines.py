"""The documents as lines of the collection's data, each made once for each state of its entry and its body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.build.cache import Cache, digest, stamp, unpacked
from builder.build.each import CHUNK, batches
from builder.build.gather import Bodies
from builder.index.data import Line, line
from builder.model import Entry
from builder.model.packing import packed


def lines(
    entries: Sequence[Entry], whole: bool, *, states: Mapping[str, bytes], bodies: Bodies, cache: Cache
) -> Iterator[Line]:
    """A line of each of `entries`, in their order, with its text where they are `whole`; `states` as in `drawing`."""
    kind = b"text" if whole else b"line"
    for batch in batches(entries, CHUNK):
        keys = [digest(kind, stamp(), states[entry.document.key]) for entry in batch]
        known = cache.known(keys)
        made = {
            key: packed(tuple(line(entry, bodies(entry.document.key) if whole else None)))
            for entry, key in zip(batch, keys, strict=True)
            if key not in known
        }
        cache.keep(made.items())
        for key in keys:
            yield Line(*unpacked(known[key] if key in known else made[key]))
