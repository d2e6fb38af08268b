"""What a text names: people and their offices, places, bodies, works and numbers cited, events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Citation, Person
from builder.structure.names import scan as look
from builder.structure.names.people import APPOINTMENTS, people
from builder.structure.names.tables import (
    CREDITS,
    DOUBLE_SURNAMES,
    HEADS,
    OFFICES,
    RARE_SURNAMES,
    SURNAMES,
    TITLES_AFTER,
    TRANSLIT,
)

_TABLES = look.tables(
    (
        (SURNAMES | RARE_SURNAMES | {word[0] for word in DOUBLE_SURNAMES}, look.SURNAME),
        (TRANSLIT | set("：: 　"), look.LEADS),
        ("\n。！？；”", look.BREAKS),
    ),
    (
        ({word[-2:] for word in OFFICES | HEADS | CREDITS if len(word) > 1}, look.OFFICE),
        ({word[:2] for word in TITLES_AFTER}, look.TITLE),
        (APPOINTMENTS, look.APPOINTS),
    ),
)
_WORK = re.compile(r"《([^《》\n]{2,80})》")
_NUMBER = re.compile(r"([一-龥]{1,10})[〔\[（(【［]((?:19|20)\d\d)[〕\])）】］](?:第)?(\d{1,4})号")
_EVENT = re.compile(r"[“\"](\d{1,2})[·•・.](\d{1,2})[”\"]")


@dataclass(frozen=True, slots=True)
class Names:
    """What a text names, each in order of first mention."""

    people: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    events: tuple[str, ...] = ()


def names(plain: str, credits: Sequence[str] = ()) -> Names:
    """Everything that `plain` (one paragraph to a line) names; `credits` are the names of its makers."""
    if len(plain) < 3:
        return Names()
    seen = look.scan(plain, _TABLES)
    works = [Citation(name, "work") for name in dict.fromkeys(_WORK.findall(plain))]
    numbers = dict.fromkeys(f"{m[1]}〔{m[2]}〕{m[3]}号" for m in _NUMBER.finditer(plain))
    events = dict.fromkeys(f"{m[1]}·{m[2]}" for m in _EVENT.finditer(plain))
    return Names(
        people(seen, credits),
        cites=(*works, *(Citation(name, "number") for name in numbers)),
        events=tuple(events),
    )
