"""What an article says and nobody can understand: told with its line, and left on the page as it stands.

Dates that no calendar has, where a label or a signature promises one; the number of an official document whose brackets
or figures are broken; attachments that are named and have no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from builder.model import Problem
from builder.structure.case import Case, problem
from builder.structure.dates import NO_STAMP, find
from builder.structure.fields import Field
from builder.structure.issuance import broken_number
from builder.structure.layout import Line
from builder.structure.outline import is_attachment

_DATED = ("published", "written", "effective", "updated")
_HEAD, _FOOT = 8, 8  # lines in which a number or a signature's date may stand
_LONGEST_DATE = 24


def unreadable(case: Case, fields: Sequence[Field], lines: Sequence[Line]) -> Iterator[Problem]:
    """All of that in the article of these lines and fields."""
    for field in fields:
        for stamp in find(field.value) if field.meaning in _DATED else ():
            if stamp.fault:
                said = f"{field.label or 'this date'} cannot be right: {stamp.fault}; correct it in the file"
                yield _problem(case, field.place, "date-impossible", said, field.value)
    free = case.free(lines)
    for line in filter(broken_number, free[:_HEAD]):
        said = "this looks like a document's number and cannot be read as one; mend its brackets and figures"
        yield _problem(case, line.place, "number-broken", said, line.text)
    for line in free[-_FOOT:]:
        if fault := _impossible(line):
            said = f"the date under this text cannot be right: {fault}; correct it in the file"
            yield _problem(case, line.place, "date-impossible", said, line.text)
    told = [line for line in lines if line.text or not case.readable(line.place)]
    for line, below in zip_longest(told, told[1:]):
        if is_attachment(line) and (below is None or is_attachment(below)):
            said = "an attachment is named here and has no text; put it below its name, or take the name out"
            yield _problem(case, line.place, "attachment-empty", said, line.text)


def _impossible(line: Line) -> str:
    """What is impossible about the date that is all a line says, "" for any other line."""
    if len(line.key) > _LONGEST_DATE or not line.key.endswith(("日", "）")):
        return ""
    stamp = next(find(line.key), NO_STAMP)
    return "" if (line.key[: stamp.start] + line.key[stamp.end :]).strip("（） ") else stamp.fault


def _problem(case: Case, place: int, kind: str, said: str, excerpt: str) -> Problem:
    return problem(case, case.raw_lines(place, place)[0], kind, said, excerpt)
