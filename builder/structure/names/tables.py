"""The word lists of this package, read once at import: plain text files beside this one, each saying what it holds.

A file is words between blanks; `#` opens a comment line and `[name]` a section. The place table is described in
`places.py`. Nothing here decides anything: the rules stand in the modules that use the lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files


def read(name: str) -> str:
    """A file of this package, as text."""
    return files(__package__).joinpath(name).read_text("utf-8")


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The words of a file by section; words before the first section stand under "".

    >>> sections("surnames.txt")["double"][:2]
    ('欧阳', '上官')
    """
    words: dict[str, list[str]] = {"": []}
    section = ""
    for line in read(name).splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            words[section] = []
        else:
            words[section].extend(line.split())
    return {key: tuple(value) for key, value in words.items()}


def lengths_by_end(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words are that end in a pair of characters, longest first.

    >>> lengths_by_end(["市长", "副市长", "书记"])
    {'市长': (3, 2), '书记': (2,)}
    """
    return _lengths(words, slice(-2, None))


def lengths_by_start(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words are that start with a pair of characters, longest first."""
    return _lengths(words, slice(0, 2))


def _lengths(words: Iterable[str], part: slice) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[part], set()).add(len(word))
    return {pair: tuple(sorted(lengths, reverse=True)) for pair, lengths in found.items()}


_surnames = sections("surnames.txt")
SURNAMES = frozenset("".join(_surnames["common"]))
RARE_SURNAMES = frozenset("".join(_surnames["rare"]))
DOUBLE_SURNAMES = frozenset(_surnames["double"])

_offices = sections("offices.txt")
OFFICES = frozenset(_offices["office"])
HEADS = frozenset(_offices["head"])
CREDITS = frozenset(_offices["credit"])
TITLES_AFTER = frozenset(_offices["after"])
NO_OFFICE = frozenset(_offices["no_office"])
SURE_FOREIGN = frozenset(_offices["sure_foreign"])
FOREIGN_TITLES = frozenset(_offices["foreign"]) | SURE_FOREIGN

_after = sections("after_name.txt")
AFTER_ONE = frozenset("".join(_after["one"]))
AFTER_SOFT = frozenset("".join(_after["soft"]))
AFTER_TWO = frozenset(word[:2] for word in _after["two"]) | frozenset(word[:2] for word in _after["speech"] if word[1:])
SPEECH = frozenset(_after["speech"])

NOT_NAMES = frozenset(sections("not_names.txt")[""])
TRANSLIT = frozenset("".join(sections("translit.txt")[""]))
PLAIN_PLACES = frozenset(sections("plain_places.txt")[""])
COUNTRIES = frozenset(sections("countries.txt")[""])

COMMON = frozenset(
    word
    for line in files("builder.structure").joinpath("common_words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)

SERIALS = frozenset(sections("serials.txt")[""])

_bodies = sections("bodies.txt")
BODY_LED = frozenset(_bodies["led"])
BODY_OWN = frozenset(_bodies["own"])
BODY_NAMED = frozenset(_bodies["named"])
BODY_VERBS = frozenset(_bodies["verbs"])
BODY_WORDS = frozenset(_bodies["word"])
BODY_GOES_ON = {ending: frozenset(rest) for ending, _, rest in (word.partition(":") for word in _bodies["goes_on"])}
