"""A process beside this one that works on lists when asked: begun once, kept warm, killed without harm.

For whoever works in a thread and not in a process of its own: a worker of a cluster, the preview. In the main thread of
another process the limit of time for a document is a clock of the system (`deadline.py`) and not a fork for each, and
no other thread is in the way. Lists and results travel as pickles over its standard input and output.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any


class Beside:
    """A process that works for one thread of another, and ends with it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "builder.build.beside"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._begun = ""

    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def ask(self, name: str, begin: bytes, stage: Callable[[Any], Any], batch: Any) -> Any:
        """What `stage` gives for `batch` over there, begun with `begin` (an initializer and what it is given, pickled;
        `name` names its content). Raises what the stage raises, and RuntimeError when the process dies."""
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        try:
            pickle.dump((begin if name != self._begun else b"", stage, batch), into, pickle.HIGHEST_PROTOCOL)
            into.flush()
            well, answer = pickle.load(out)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._process.kill()
            self._process.wait()
            raise RuntimeError(f"the process beside died ({self._process.returncode})") from error
        if not well:
            raise answer
        self._begun = name
        return answer


def main() -> None:
    """The process beside: lists in on stdin, results out on stdout, until the other process is gone."""
    into = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # whatever a library prints goes where its parent's faults go
        while True:
            try:
                begin, stage, batch = pickle.load(into)
            except EOFError:
                return
            try:
                if begin:
                    initializer, given = pickle.loads(begin)
                    initializer(*given)
                answer = (True, stage(batch))
            except Exception as error:
                answer = (False, error)
            pickle.dump(answer, out, pickle.HIGHEST_PROTOCOL)
            out.flush()


if __name__ == "__main__":
    main()
