"""A Dask cluster in the place of our own processes: `fangzhi build --cluster tcp://…`.

Strategy: the driver keeps the disk and the cache; only the work on single files (read, repair, structure) travels:
whole lists of files with their bytes out and whole lists of packed results back, so no file system need be shared.
Drawing stays at home: its files go straight into the output folder. What every file is prepared with is handed to each
worker once. On a worker the work is done in a process beside it (`beside.py`), one for each of its threads: so the
limit of time for a document holds there as here, and threads do not wait for each other.

Rules: a worker takes part only with the same code, libraries and Python as the driver, or results would hang on who
made them. Dask gives the list of a worker that is lost to another one (`TRIES` times); nothing else of it is repeated.
"""

from __future__ import annotations

import pickle
import platform
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any, NamedTuple

from builder import __version__
from builder.build.beside import Beside
from builder.build.cache import stamp
from builder.build.each import Hire
from builder.model import BuildError, Problem

PATIENCE = 15  # seconds until a scheduler that does not answer, or has no workers, is given up
TRIES = 3  # times that a list is given to another worker
PIP = "pip install 'fangzhi[cluster]'"


class Program(NamedTuple):
    """What a worker and the driver must have in common."""

    version: str
    stamp: str
    python: str

    def __str__(self) -> str:
        return f"fangzhi {self.version} ({self.stamp[:8]}) on Python {self.python}"


def program() -> Program:
    """The program that runs here."""
    return Program(__version__, stamp().hex(), ".".join(platform.python_version_tuple()[:2]))


@contextmanager
def connected(address: str) -> Iterator[Hire]:
    """What hires the workers of the cluster at `address`, as `each.workers` hires processes of this machine.

    Raises BuildError when Dask is not installed, the scheduler cannot be reached, or a worker does not fit.
    """
    try:
        import distributed
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise _fault(f"a cluster needs Dask: {PIP}, here and on every worker") from None
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        said = str(error).split("\n")[0][:200]
        raise _fault(f"no scheduler answers at {address} ({said}); start one with `dask scheduler`") from None
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            said = f"the scheduler at {address} has no workers; start some with `dask worker {address}`"
            raise _fault(said) from None
        _check(client)
        yield lambda count, initializer, *given: Crew(client, initializer, given) if count else None
    except (
        distributed.KilledWorker,
        CommClosedError,
        FutureCancelledError,
    ) as error:
        said = str(error).split("\n")[0][:300]
        raise _fault(f"the cluster was lost during the build ({said}); nothing was written") from error
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _check(client: Any) -> None:
    """Raises BuildError that names every worker which runs another program than the driver."""
    ours = program()
    found: dict[str, object] = client.run(program, on_error="return")
    wrong = {name: one for name, one in sorted(found.items()) if one != ours}
    if wrong:
        raise BuildError(
            tuple(
                Problem(
                    name, 0, "cluster", f"this worker runs {_said(one)}, the driver {ours}; install the same on both"
                )
                for name, one in wrong.items()
            )
        )


def _said(one: object) -> str:
    return str(one) if isinstance(one, Program) else f"no fangzhi ({one})"


def _fault(message: str) -> BuildError:
    return BuildError((Problem("--cluster", 0, "cluster", message),))


class Crew(Executor):
    """The workers of a cluster, each begun with `initializer(*given)` when its first list comes."""

    def __init__(self, client: Any, initializer: Callable[..., None], given: tuple[object, ...]) -> None:
        begin = pickle.dumps((initializer, given), pickle.HIGHEST_PROTOCOL)
        self._name = blake2b(begin, digest_size=16).hexdigest()
        self._begin = client.scatter(begin, broadcast=True, hash=False)
        self._executor = client.get_executor(pure=False, retries=TRIES)
        self.ahead = 2 + 2 * sum(client.nthreads().values())

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Have one list worked on; `args` holds it alone."""
        done: Future[Any] = self._executor.submit(work, program(), self._name, self._begin, fn, *args)
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of what was handed out; the workers themselves are not ours to end."""
        self._executor.shutdown(wait=wait)


# What follows runs on a worker.

_BESIDE = threading.local()


def work(asking: Program, name: str, begin: bytes, stage: Callable[[Any], Any], batch: Any) -> Any:
    """One list, worked on by the process beside this thread; `name` names the content of `begin`."""
    if asking != program():  # a worker that came in the middle of the build
        raise RuntimeError(f"this worker runs {program()}, the driver {asking}; install the same on both")
    beside: Beside | None = getattr(_BESIDE, "process", None)
    if beside is None or not beside.alive():
        beside = _BESIDE.process = Beside()
    return beside.ask(name, begin, stage, batch)
