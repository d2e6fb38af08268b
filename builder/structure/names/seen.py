"""One sight of a name: where it stands, how much that place says, and the office it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["strong", "weak", "listed"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A name at one place: `strong` where that alone is enough, `weak` where it takes two, `listed` among names."""

    name: str
    start: int
    end: int
    kind: Kind
    office: str = ""
