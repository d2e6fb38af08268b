"""The site's own vocabulary: which spellings mean which tag, what belongs under what, and what is never a tag.

`check_vocabulary` finds every fault of it (and of the tables of people and sources) before a build begins; the rest of
`link` may then trust it, and still ends if nobody checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.link.fold import fold
from builder.model import Config, Problem, Term


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """By folded key: the key that a spelling means, the name to show, the definition, the parent's key, the banned."""

    same: Mapping[str, str]
    titles: Mapping[str, str]
    definitions: Mapping[str, str]
    parents: Mapping[str, str]
    banned: frozenset[str]

    def ancestors(self, key: str) -> list[str]:
        """The wider tags of a key, nearest first; each once, even in a ring."""
        found: list[str] = []
        above = self.parents.get(key, "")
        while above and above != key and above not in found:
            found.append(above)
            above = self.parents.get(above, "")
        return found

    def ring(self, key: str) -> list[str]:
        """The keys from `key` back to itself along the parents; empty where the way ends elsewhere."""
        way = [key]
        while (above := self.parents.get(way[-1], "")) and above not in way:
            way.append(above)
        return way if above == key else []


def thesaurus(vocabulary: Iterable[Term]) -> Thesaurus:
    """The vocabulary of `config`, by folded keys."""
    terms = list(vocabulary)
    same = {fold(alias): fold(term.name) for term in terms for alias in term.aliases}
    parents = {fold(term.name): same.get(fold(term.parent), fold(term.parent)) for term in terms if term.parent}
    titles = {fold(term.parent): term.parent for term in terms if term.parent and fold(term.parent) not in same}
    return Thesaurus(
        same=same,
        titles=titles | {fold(term.name): term.name for term in terms},
        definitions={fold(term.name): term.definition for term in terms if term.definition},
        parents=parents,
        banned=frozenset(fold(term.name) for term in terms if term.never),
    )


def check_vocabulary(config: Config) -> tuple[Problem, ...]:
    """Every fault of the tables of tags, people and sources in `site.toml`, each saying what to do.

    A spelling that means two names, an alias that is a name of its own, a ring of parents, a banned parent.
    """
    found: list[Problem] = []
    for table, rows in (
        ("tags", [(term.name, term.aliases) for term in config.vocabulary]),
        ("people", [(person.name, person.aliases) for person in config.people]),
        ("sources", [(rule.name, rule.aliases) for rule in config.sources]),
    ):
        found += _aliases(table, rows)
    words = thesaurus(config.vocabulary)
    for term in config.vocabulary:
        key = fold(term.name)
        if term.parent and words.parents.get(key) in words.banned:
            found.append(_fault("tags", term.name, f"its parent {term.parent!r} is never a tag; name another parent"))
        ring = words.ring(key)
        if ring and key == min(ring):
            path = " → ".join(words.titles.get(one, one) for one in [*ring, key])
            found.append(_fault("tags", term.name, f"its parents go round in a ring: {path}; take one of them out"))
    return tuple(sorted(found))


def _aliases(table: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> list[Problem]:
    rows = list(rows)
    found: list[Problem] = []
    names: dict[str, str] = {}
    for name, _ in rows:
        if (other := names.setdefault(fold(name), name)) != name:
            found.append(_fault(table, name, f"{name!r} and {other!r} are one name; keep one of them"))
    owners: dict[str, str] = {}
    for name, aliases in rows:
        for alias in dict.fromkeys(aliases):
            key = fold(alias)
            if not key:
                found.append(_fault(table, name, f"the alias {alias!r} holds no letter; take it out"))
            elif key in names and names[key] != name:
                found.append(_fault(table, name, f"the alias {alias!r} is itself a name in [{table}]; drop one"))
            elif (other := owners.setdefault(key, name)) != name:
                said = f"the alias {alias!r} belongs to {other!r} and {name!r}; a spelling means one name only"
                found.append(_fault(table, name, said))
    return found


def _fault(table: str, name: str, message: str) -> Problem:
    return Problem("site.toml", 0, "vocabulary", f'[{table}."{name}"]: {message}')
