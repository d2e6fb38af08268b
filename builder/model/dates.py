"""A date as a cataloguer keeps it: what is known, as EDTF, beside what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DateKind = Literal["published", "written", "effective", "updated", "captured"]


@dataclass(frozen=True, slots=True)
class Date:
    """One date of a document.

    `edtf` is EDTF level 1 or 2 (`2022-07-16`, `2022-10`, `2022-04-06?`, `XXXX-06-20`); `printed` is what was written,
    untouched; `time` is the clock time as written (`16:08:42`) or ""; `origin` says where it stood (`header`, `body`,
    `file-name`). `inferred` tells which parts were taken from elsewhere in the file ("year"), "" when none was.
    """

    kind: DateKind
    edtf: str
    printed: str
    origin: str
    time: str = ""
    inferred: str = ""

    @property
    def year(self) -> str:
        """Four digits, or "" where the year is not known."""
        return self.edtf[:4] if self.edtf[:4].isdigit() else ""


def sort_key(date: Date | None) -> str:
    """A string that puts dates in order by what is known; the undated come last when sorted upwards.

    >>> sort_key(Date("published", "2022-04-06?", "4月6日", "body", inferred="year"))
    '2022-04-06'
    """
    if date is None or not date.year:
        return "9999" + (date.edtf[4:] if date else "")
    return date.edtf.rstrip("?~%") + (f"T{date.time}" if date.time else "")
