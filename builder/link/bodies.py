"""Bodies: the organisations that issued documents or that documents name, a short name joined to the full one.

A short name (简称) is joined to a full name only where the archive itself says so:

1. the document says it (市安全生产委员会办公室（以下简称市安委办）): there the short name is the full one, and in other
   documents too when the whole archive gives it one meaning only, unless it is a local one (市安委办 is every city's);
2. a local name (市应急管理局, 区委) is the one full name in its document that ends in it (漯河市应急管理局);
3. a local name is the full name that the one place of its level in the document makes of it, when another document
   prints that full name.

A local name that none of these settles names no body in particular, and has no page: one page for every city's 市应急
管理局 would say what no document says. A joint issue (甲 乙) is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from builder.link.gather import Gathering, Keys, gather
from builder.model import Config, Document

_JOINT: Final = re.compile(r"[\s、，,;；]+")
_LOCAL: Final = re.compile(r"[省市区县州旗镇乡](?!.{1,2}[市区县])")


def issuers(document: Document) -> tuple[str, ...]:
    """The bodies that issued a document, a joint issue taken apart."""
    return tuple(part for part in _JOINT.split(document.issuance.issuer) if part)


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`, as printed: issuers, then the bodies that the text names."""
    return (*issuers(document), *document.bodies)


def bodies(documents: Sequence[Document], config: Config) -> Gathering:
    """One cluster to a body."""
    printed = {name for document in documents for name in mentions(document) if not is_local(name)}
    everywhere = _everywhere(documents)
    keys = Keys()
    titles: dict[str, str] = {}
    rows: list[list[tuple[str, str]]] = []
    for document in documents:
        names = mentions(document)
        settled = _settled(document, everywhere, printed) if names else []
        titles.update((keys(name), name) for name, said in zip(settled, names, strict=True) if name != said)
        rows.append([(keys(name), said) for name, said in zip(settled, names, strict=True)])
    return gather("body", rows, titles)


def is_local(name: str) -> bool:
    """Whether a name says its level and not its place: 市应急管理局, 区委.

    >>> is_local("市应急管理局"), is_local("漯河市应急管理局"), is_local("区委"), is_local("镇江市应急局")
    (True, False, True, False)
    """
    return bool(_LOCAL.match(name)) and not name.startswith("市场")


def _everywhere(documents: Sequence[Document]) -> dict[str, str]:
    """Short names that mean one full name in all the archive."""
    meanings: dict[str, set[str]] = {}
    for document in documents:
        for short, full in document.short_names:
            meanings.setdefault(short, set()).add(full)
    return {short: min(full) for short, full in meanings.items() if len(full) == 1 and not is_local(short)}


def _settled(document: Document, everywhere: Mapping[str, str], printed: set[str]) -> list[str]:
    """A document's bodies by the names that they have pages under, "" where it is not certain which is meant."""
    names = mentions(document)
    here = {**everywhere, **dict(document.short_names)}
    full = [here.get(name, name) for name in names]
    if not any(is_local(name) for name in full):
        return full
    certain = [name for name in dict.fromkeys(full) if not is_local(name)]
    return [_placed(name, certain, document.places, printed) if is_local(name) else name for name in full]


def _placed(name: str, certain: Sequence[str], places: Sequence[str], printed: set[str]) -> str:
    endings = [one for one in certain if one.endswith(name)]
    if endings:
        return endings[0] if len(endings) == 1 else ""
    level = [place for place in places if place[-1:] == name[0] and len(place) > 1]
    made = level[0] + name[1:] if len(level) == 1 else ""
    return made if made in printed else ""
