"""Three ways to fail, no more: a document at fault, the site at fault, or a fault of ours (any other exception)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A document at fault: said, counted, and never the end of the build.

    `path` is relative to the folder that was read, with forward slashes; `line` counts from 1, and 0 means the whole
    file. `kind` is a stable word for machines (`header-yaml`, `date-impossible`). `message` says what is wrong and what
    to do. `excerpt` is the line itself, cut to a readable length.
    """

    path: str
    line: int
    kind: str
    message: str
    excerpt: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        shown = f"\n    {self.excerpt}" if self.excerpt else ""
        return f"{place}: {self.message}{shown}"


class BuildError(Exception):
    """The site at fault: every such problem at once, and nothing written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)  # what an exception is made again from, when it comes from another process
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
