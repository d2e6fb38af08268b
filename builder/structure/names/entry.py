"""What a text names: people and their offices, places, bodies, works and numbers cited, events.

`names` is the way in. It looks over the text once (`scan.py`) and lets each rule visit the few positions that concern
it:

1. works: 《…》 with their roles, newspapers and programmes aside — `works.py`
2. numbers: 国发〔2022〕12号 in every bracket, orders of state — `numbers.py`
3. events: “7·20” — `events.py`
4. people: by offices, lists, titles, speech, appointments — `people.py` and what it lists
5. bodies: by their endings and heads — `bodies.py`
6. places: outside of works and bodies, by the table and by their endings — `places.py`

A text in traditional characters is read in simplified ones, place for place, and its names are given as printed.
Give it the title, then the body, one paragraph to a line. Precision comes first: what is in doubt is not named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Citation, Person
from builder.structure.names import scan as look
from builder.structure.names.appointed import APPOINTMENTS, CALLING, ELECTED
from builder.structure.names.bodies import bodies, short_names
from builder.structure.names.boundary import NEVER
from builder.structure.names.events import events
from builder.structure.names.labelled import BRACKETED, HOLDING, LABEL_ENDS
from builder.structure.names.numbers import numbers
from builder.structure.names.people import people
from builder.structure.names.places import FULL, SHORT, places
from builder.structure.names.tables import (
    BODY_LED,
    BODY_NAMED,
    BODY_OWN,
    CREDITS,
    DOUBLE_SURNAMES,
    HEADS,
    OFFICES,
    RARE_SURNAMES,
    SPEECH,
    SURNAMES,
    TITLES_AFTER,
    TRANSLIT,
)
from builder.structure.names.titled import close_heads
from builder.structure.names.towns import QUARTERS, TOWNS
from builder.structure.names.works import spans, works
from builder.structure.simplified import as_printed, simplified

_TABLES = look.tables(
    NEVER - {word[1] for word in DOUBLE_SURNAMES},
    (
        (SURNAMES | RARE_SURNAMES | {word[0] for word in DOUBLE_SURNAMES}, look.SURNAME),
        (TRANSLIT | set("：: 　”"), look.LEADS),
        ("\n。！？；”", look.BREAKS),
        (TOWNS, look.TOWN),
    ),
    (
        ({word[-2:] for word in OFFICES | HEADS | CREDITS if len(word) > 1}, look.OFFICE),
        ({word[:2] for word in TITLES_AFTER}, look.TITLE),
        (APPOINTMENTS, look.APPOINTS),
        ({*(word[:2] for word in SPEECH if word[1:]), "说，", "说：", "说:"}, look.SPEAKS),
        ({name[-2:] for name in FULL}, look.PLACE_END),
        ({name[:2] for name in SHORT}, look.PLACE_START),
        ({name[-2:] for name in BODY_LED | BODY_OWN | BODY_NAMED}, look.BODY_END),
        ({word[-2:] for word in CALLING}, look.CALLS),
        ({sign[:2] for sign in ELECTED}, look.ELECTS),
        (HOLDING, look.HOLDS),
        (LABEL_ENDS, look.LABELS),
        (BRACKETED, look.DATES),
        (("的《",), look.OWNS),
        (QUARTERS, look.QUARTER),
    ),
)


@dataclass(frozen=True, slots=True)
class Names:
    """What a text names, each in order of first mention.

    `regions` stands beside `places`: what each lies in, outermost first, by full names (("湖南省", "衡阳市") for
    祁东县); () where that is not known. `short_names` are (简称, full name) of bodies.
    """

    people: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    events: tuple[str, ...] = ()
    regions: tuple[tuple[str, ...], ...] = ()
    short_names: tuple[tuple[str, str], ...] = ()


def names(plain: str, makers: Sequence[str] = ()) -> Names:
    """Everything that `plain` names; `makers` are the names of the document's makers (记者, 编辑).

    >>> found = names("市长何雄到祁东县检查，要求落实《安全生产法》和国发[2022]12号文件。")
    >>> found.people[0].name, found.people[0].offices, found.places, [cite.name for cite in found.cites]
    ('何雄', ('市长',), ('祁东县',), ['安全生产法', '国发〔2022〕12号'])
    """
    if len(plain) < 3:
        return Names()
    plain = close_heads(plain)
    read = simplified(plain)
    seen = look.scan(read, _TABLES)
    where = spans(plain)
    told = () if _is_classical(read) else people(seen, [simplified(name) for name in makers])
    issuers = bodies(seen)
    aliases = short_names(read, issuers)
    short = {name for name, _ in aliases}
    taken = (*where, *((body.start, body.end) for body in issuers))
    spots = places(seen, taken, [one.name for one in told])

    def printed(name: str) -> str:
        return as_printed(name, read, plain)

    return Names(
        told if read is plain else tuple(Person(printed(p.name), tuple(map(printed, p.offices))) for p in told),
        tuple(plain[spot.start : spot.end] for spot in spots),
        tuple(dict.fromkeys(plain[body.start : body.end] for body in issuers if body.name not in short)),
        _in_order((*works(plain, where), *numbers(plain))),
        tuple(dict.fromkeys(name for _, name in sorted(events(plain)))),
        tuple(spot.path[:-1] for spot in spots),
        aliases if read is plain else tuple((printed(name), printed(full)) for name, full in aliases),
    )


def _is_classical(text: str) -> bool:
    """Whether a text is in the classical language, where names stand in other places than these rules know."""
    return text.count("曰") + text.count("之") + text.count("也") > 5 + 5 * text.count("的")


def _in_order(found: Iterable[tuple[int, Citation]]) -> tuple[Citation, ...]:
    """Citations by first mention, each name once: with the first role that says more than `cites`."""
    kept: dict[tuple[str, str], Citation] = {}
    for _, cite in sorted(found, key=lambda pair: pair[0]):
        known = kept.get((cite.kind, cite.name))
        if known is None or (known.role == "cites" and cite.role != "cites"):
            kept[cite.kind, cite.name] = cite
    return tuple(kept.values())
