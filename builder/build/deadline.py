"""A limit to how long one document may take: what runs over it is set aside, and the build goes on.

Strategy: a clock of the system (`SIGALRM`) interrupts our own code and its regular expressions where they run, at no
cost. A library written in C does not look at that clock, and only a large document can keep one busy for long: so a
large document, and any document outside the main thread (the preview's), is prepared in a process of its own, which
can be ended whatever it is doing, and whose death by a fault in such a library is one document's trouble.

Doubts: where the system has neither (Windows), documents are waited for.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TypeVar

SECONDS = 20.0  # what a document may take, unless the command line says otherwise
LARGE = 131_072  # bytes of a document from which a process of its own costs little beside the work
_AGAIN = 0.5  # seconds until the alarm is repeated, for code that swallowed it

R = TypeVar("R")


class OverDeadline(BaseException):
    """The work was not done in time, or its process died; the message says which. No `except Exception` keeps it."""


def within(seconds: float, size: int, work: Callable[[], R]) -> R:
    """What `work` gives for a document of `size` bytes. Raises OverDeadline when that takes longer than `seconds`.

    What `work` gives must be picklable. A limit of 0 is none.
    """
    if not seconds or sys.platform == "win32":
        return work()
    if size >= LARGE or threading.current_thread() is not threading.main_thread():
        return _apart(seconds, work)
    with _alarm(seconds):
        return work()


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if sys.platform == "win32":
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise OverDeadline(_late(seconds))

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:  # once more, for an alarm that rang on the way out
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _apart(seconds: float, work: Callable[[], R]) -> R:
    """The same in a forked process, which is ended when its time is over."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        _do(work, into, seconds)
    os.close(into)
    try:
        data = _whole(out, time.monotonic() + seconds)
    finally:
        os.close(out)
        os.kill(child, signal.SIGKILL)  # at the end of the pipe its work is done
        os.waitpid(child, 0)
    if data is None:
        raise OverDeadline(_late(seconds))
    try:
        well, result = pickle.loads(data)
    except (EOFError, pickle.UnpicklingError):
        raise OverDeadline("its preparation died of a fault in a library; report it, with the file") from None
    if not well:
        raise result
    given: R = result
    return given


def _do(work: Callable[[], object], into: int, seconds: float) -> NoReturn:
    """The child's whole life: the result, or the exception with its traceback as a note, into the pipe. Should nobody
    be left to end it, the system does.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    try:
        answer = pickle.dumps((True, work()))
    except BaseException as error:
        error.add_note(traceback.format_exc())
        answer = pickle.dumps((False, error))
    with os.fdopen(into, "wb") as pipe:
        pipe.write(answer)
    os._exit(0)


def _whole(pipe: int, end: float) -> bytes | None:
    """All that comes through `pipe`, None if its end has not come by the time `end`."""
    parts: list[bytes] = []
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while ready.select(max(0.0, end - time.monotonic())):
            part = os.read(pipe, 1 << 20)
            if not part:
                return b"".join(parts)
            parts.append(part)
    return None


def _late(seconds: float) -> str:
    return f"was not prepared within {seconds:g} seconds and is set aside; split it, or allow it more with --timeout"
