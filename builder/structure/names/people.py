"""People: who a text names, with each office as printed.

Strategy: a name is believed for the place it stands in, not for its characters. Places where names stand, in order:

1. behind an office (市委书记刘尚进), a head (村民李桂兰), in a list behind one (市领导何雄、高义): `titled.py`
2. before a title (习近平总书记, 王选院士): `titled.py`
3. before a verb of speech (安伟指出), before 《 (费孝通的《乡土中国》): `speech.py`
4. in an appointment (任命王伟为局长), a résumé (王伟，男), behind 名叫: `appointed.py`
5. in lists without a head and in headlines: `lists.py`
6. set apart by form: behind a label, in a transcript, with years behind them, in a table: `labelled.py`
7. foreign and minority names, behind an office or with `·` behind a clear border: `foreign.py`

A name that is also a word, or that only stands in a weak place, must be seen twice. Makers of the document (记者, 编辑)
are credits and count only where the text names them besides. Doubt: which of 李明/李明强 is meant where a verb follows
both; the whole text decides, and the shorter is taken where it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model import Person
from builder.structure.names.appointed import appointed, called, elected, in_resumes, transferred
from builder.structure.names.boundary import PARTICLE, is_common, is_word, weigh_end
from builder.structure.names.foreign import dotted
from builder.structure.names.labelled import labelled
from builder.structure.names.lists import bare_lists, headlines, line_lists, lists_only, with_offices
from builder.structure.names.scan import Scan
from builder.structure.names.seen import Seen
from builder.structure.names.speech import before_speech, before_works
from builder.structure.names.titled import before_titles, behind_offices


def people(scan: Scan, makers: Sequence[str] = ()) -> tuple[Person, ...]:
    """The people of a text in order of first mention."""
    sights: dict[str, list[Seen]] = {}
    for seen in _all_seen(scan):
        sights.setdefault(seen.name, []).append(seen)
    text = scan.text
    names = [name for name, seen in sights.items() if _believed(name, seen, text, makers)]
    if len({name[:2] for name in names}) < len(names):
        names = [name for name in names if not _is_cut(name, names, text)]
    names.sort(key=lambda name: (text.find(name), name))
    return tuple(Person(name, _offices(sights[name])) for name in names)


def _all_seen(scan: Scan) -> Iterator[Seen]:
    text = scan.text
    lines = "\n" + text  # every line behind a mark, which a search finds at once
    rows = lists_only(text)
    yield from behind_offices(scan)
    yield from before_titles(scan)
    yield from before_speech(scan)
    yield from before_works(scan)
    yield from appointed(scan)
    yield from transferred(lines)
    yield from elected(scan)
    yield from in_resumes(lines)
    yield from called(scan)
    yield from bare_lists(text)
    yield from line_lists(rows)
    yield from with_offices(rows)
    yield from headlines(rows)
    yield from dotted(text)
    yield from labelled(scan, lines)


def _offices(sights: Sequence[Seen]) -> tuple[str, ...]:
    """The offices that a name is given, each once."""
    return tuple(dict.fromkeys(seen.office for seen in sights if seen.office))


def _believed(name: str, sights: Sequence[Seen], text: str, makers: Sequence[str]) -> bool:
    kinds = [seen.kind for seen in sights]
    if name in makers and "listed" not in kinds and not _offices(sights):
        return False
    if "·" in name or "listed" in kinds:
        return True
    strong = "strong" in kinds
    if is_word(name):
        return len(kinds) >= 2 or (strong and not is_common(name))
    return strong or len(kinds) >= 2 or (len(name) == 3 and text.count(name) >= 2)


def _is_cut(name: str, names: Sequence[str], text: str) -> bool:
    """Whether a name is another one cut short (储祥 of 储祥好) or one character too long."""
    for other in names:
        if other == name:
            continue
        if other.startswith(name) and text.count(other) == text.count(name):
            return True
        if name.startswith(other) and text.count(name) == 1 < text.count(other):
            return weigh_end(text, text.find(name) + len(other)) >= PARTICLE
    return False
