"""Works: what documents cite, by title in 《》 or by document number, and the archive's own copy where it holds one.

A work is the archive's own document (`target`), in this order of trust:

1. its number is the document's number (国发〔2022〕12号, whatever the shape of the brackets);
2. its title is the document's title;
3. its title is the document's title without the issuer before 关于 (市政府关于加强防汛的通知);
4. the document passes it on: 关于印发《…》的通知.

A plain word (《意见》) is short for a title that the document gives elsewhere, and has no page. A title that two
different documents bear (工作简报) is nobody's; versions of one text count as one, and their leader is the target.
Titles shorter than four characters, and shorter than eight without their issuer, prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from builder.link.gather import Gathering, Keys, gather
from builder.link.phrases import say
from builder.model import Config, Document, Occurrence

_YEAR = re.compile(r"[〔［\[（(【]((?:19|20)\d\d)[〕］\])）】]")
_PASSED_ON = re.compile(r"(?:印发|转发|批转|发布|公布)《([^《》]{4,80})》")
_PLAIN: Final = re.compile(
    "意见|通知|办法|条例|方案|规定|决定|规划|纲要|报告|公告|通告|细则|规则|标准|指南|计划|章程|协议|合同|草案|预案|简报"
)
_SHORT: Final = 4
_SHORT_PART: Final = 8


def mentions(document: Document) -> tuple[str, ...]:
    """The names in `Gathering.of`."""
    return tuple(citation.name for citation in document.cites)


class _Keys(Keys):
    """Keys of titles and numbers: the brackets round a year are all one, and a plain word for a work is no title."""

    def __call__(self, name: str) -> str:
        if _PLAIN.fullmatch(name):
            return ""
        return super().__call__(_YEAR.sub(r"〔\1〕", name) if "号" in name else name)


def works(documents: Sequence[Document], leaders: Sequence[int], config: Config) -> Gathering:
    """One cluster to a work or number; `target` is the place of the archive's own copy, or -1."""
    keys = _Keys()
    found = gather("work", keys.each(map(mentions, documents)))
    held = _held(documents, leaders, keys, set(found.keys))
    roles: dict[int, dict[tuple[str, int], None]] = {}
    for place, document in enumerate(documents):
        for citation, number in zip(document.cites, found.of[place], strict=True):
            if citation.role != "cites" and number >= 0:
                roles.setdefault(number, {})[say(citation.role, config.language), place] = None
    clusters = [
        replace(
            one,
            target=held.get(found.keys[number], -1),
            occurrences=tuple(Occurrence(text, place) for text, place in roles.get(number, ())),
        )
        for number, one in enumerate(found.clusters)
    ]
    return Gathering(tuple(clusters), found.of, found.keys)


def _held(documents: Sequence[Document], leaders: Sequence[int], keys: Keys, wanted: set[str]) -> Mapping[str, int]:
    """For each cited name that is certainly one document of the archive, its place."""
    claims: dict[str, dict[int, set[int]]] = {}
    for place, document in enumerate(documents):
        if document.withdrawn:
            continue
        for trust, name in _names(document):
            key = keys(name)
            if key in wanted:
                claims.setdefault(key, {}).setdefault(trust, set()).add(leaders[place])
    best = {key: found[min(found)] for key, found in claims.items()}
    return {key: next(iter(places)) for key, places in best.items() if len(places) == 1}


def _names(document: Document) -> Iterator[tuple[int, str]]:
    """What a document may be cited as, with how far down the order of trust."""
    title = document.title
    if document.issuance.number:
        yield 1, document.issuance.number
    if document.title_supplied or len(title) < _SHORT:
        return
    yield 2, title
    at = title.find("关于")
    if at > 0 and len(title) - at >= _SHORT_PART:
        yield 3, title[at:]
    if "《" in title and (passed := _PASSED_ON.search(title)):
        yield 4, passed[1]
