"""The only control flow: map a pure function over many things, in lists, through an executor.

Rules: the unit of work is a list of things, never one thing, because handing a task over costs as much as a few
documents do; results come back in the order of the things; few things are worked on right here, since starting workers
costs more than they would save.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Protocol, TypeVar

CHUNK = 100
AHEAD = 6  # lists under way, where a pool does not say how many suit it
GARBAGE = 50_000  # objects made between two collections; the usual 700 walk a document's tree many times over
WORTH_WORKERS = 120  # below this many things, two workers cost more than they save

T = TypeVar("T")
R = TypeVar("R")


class Hire(Protocol):
    """Gives a pool for `count` things, each of whose workers begins with `initializer(*given)`; None when they are
    better worked on right here, with `initializer` already called."""

    def __call__(self, count: int, initializer: Callable[..., None], *given: object) -> Executor | None: ...


def default_jobs() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers(jobs: int, count: int, initializer: Callable[..., None], *given: object) -> Executor | None:
    """A pool of `jobs` processes whose start is `initializer(*given)`, or None when `count` things do not repay one.

    Where the system can fork, the workers inherit what the driver already holds, at no cost.
    """
    if jobs < 2 or count < WORTH_WORKERS:
        initializer(*given)
        return None
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else None)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(initializer, given))


def _begin(initializer: Callable[..., None], given: Sequence[object]) -> None:
    """Start a worker, which ends with its driver however that ends. What it inherits is taken out of the garbage
    collector's sight: walking over the driver's nouns would copy every page of memory that the two processes share.
    """
    threading.Thread(target=_end_with_driver, daemon=True).start()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    initializer(*given)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the block run with few collections of garbage; afterwards they come as before."""
    usual = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _end_with_driver() -> None:
    """A driver that was killed cannot tell its workers to go home."""
    if driver := multiprocessing.parent_process():
        driver.join()
        os._exit(1)


def each(stage: Callable[[Sequence[T]], Sequence[R]], things: Iterable[T], pool: Executor | None) -> Iterator[R]:
    """The results of `stage` over `things`, in order. `stage` takes a list and gives one of the same length.

    A few lists for each worker are under way at most, so that things are drawn from their iterator only as they are
    needed.
    """
    if pool is None:
        for batch in batches(things, CHUNK):
            yield from stage(batch)
        return
    ahead: int = getattr(pool, "ahead", AHEAD)
    waiting: deque[Future[Sequence[R]]] = deque()
    for batch in batches(things, CHUNK):
        waiting.append(pool.submit(stage, batch))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of `size`, the last of which may be shorter."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch
