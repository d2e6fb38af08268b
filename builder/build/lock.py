"""One build of a site at a time: a second one is refused with a clear word instead of spoiling the first.

The lock is the operating system's (`flock`) and dies with the process that holds it, so a killed build leaves nothing
to clear away. Where there is no such lock (Windows), builds are not kept apart.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from builder.model import BuildError, Problem

if sys.platform != "win32":
    import fcntl


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of the site whose workshop is `folder`. Raises BuildError while another process holds it."""
    if sys.platform == "win32":
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = open(folder / "lock", "w")  # noqa: PTH123, SIM115 (held open for as long as the build runs)
    except OSError:  # a site on a disk that may not be written builds all the same, without a lock
        yield
        return
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = "another build of this site is running; wait for it to end, then build again"
            raise BuildError((Problem(str(folder), 0, "busy", message),)) from None
        _HELD.add(stream)
        try:
            yield
        finally:
            _HELD.discard(stream)


_HELD: set[IO[str]] = set()


def _leave() -> None:
    """A forked worker holds no lock: it may live a moment longer than the build."""
    for stream in _HELD:
        stream.close()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_leave)
