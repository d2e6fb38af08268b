"""One sight of a name: how much the place where it stands says, and the office it gives."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["strong", "weak", "listed"]


class Seen(NamedTuple):
    """A name at one place: `strong` where that alone is enough, `weak` where it takes two, `listed` among names."""

    name: str
    kind: Kind
    office: str = ""
