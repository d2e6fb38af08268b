"""The cyclic garbage collector, paused while an archive is linked.

Everything that `link` makes is kept and none of it forms a ring, so the collector only walks millions of live objects
again and again: a third of the stage's time, and the one part of it that grows faster than the archive. Afterwards it
all counts as old, or the collector would walk over it once more at its first chance.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let the block run without the collector; afterwards it is as it was."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
