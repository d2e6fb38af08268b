"""Which line, field or file name gives a document its title.

Strategy: the first of these that gives one, in order of trust:

    header → register (标题：…) → first heading → cover of a library page → headline block → `<title>`
    → serial and issue → first chapter → file name (supplied) → lead (supplied)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model import Issuance
from builder.model.late import late
from builder.structure import titles
from builder.structure.articles import is_headline
from builder.structure.case import Case
from builder.structure.fields import Field
from builder.structure.layout import Line
from builder.structure.titles import Headline, bare, headline
from builder.structure.writers import is_affiliation

_COVER = late(r"(?P<title>.{4,50}?)_第 ?1 ?页")
_CHAPTER = late(r"第[一二三四五六七八九十百\d]{1,4}[编章卷回部节](?: .{1,30})?")


def name(
    case: Case,
    head: Sequence[Line],
    fields: Sequence[Field],
    issuance: Issuance,
    lines: Sequence[Line],
    free: Sequence[Line],
) -> Headline:
    """The title of an article: `head` are the candidates above its text, `free` its lines that no rule has taken."""
    header = case.text.header
    if header.title:
        return _given(header.title, head, free)
    if told := next((one.value for one in fields if one.meaning == "title" and len(one.value) >= 4), ""):
        known = bare(told)
        return Headline(told, places=tuple(line.place for line in head if bare(line.text) and bare(line.text) in known))
    block = [line for line in head if is_headline(line) or case.is_heading(line.place)]
    if block and case.is_heading(block[0].place):
        return Headline(block[0].text, places=(block[0].place,))
    if heading := _first_heading(case, free):
        return heading
    if cover := _library(case, lines):
        return cover
    if block:
        found = headline(block[:6])
        return found if len(free) > len(found.places) else replace(found, places=())
    if page := titles.from_page(case.markup.title, free[0].text if free else ""):
        return Headline(page)
    if issuance.series and issuance.issue:
        return Headline(f"{issuance.series} {issuance.issue}")
    return _supplied(case, free)


def _given(title: str, head: Sequence[Line], free: Sequence[Line]) -> Headline:
    """The header's title; lines that repeat it are its own, unless nothing else is there."""
    known = bare(title)
    places = tuple(line.place for line in head if bare(line.text) == known)
    return Headline(title, places=places if len(free) > len(places) else ())


def _first_heading(case: Case, free: Sequence[Line]) -> Headline | None:
    """The first heading of a marked-up text, if it is one of the first rank."""
    if not case.blocks:
        return None
    line = next((line for line in free if case.is_heading(line.place)), None)
    if line is None or case.blocks[line.place].level != 1:
        return None
    return Headline(line.text, places=(line.place,))


def _library(case: Case, lines: Sequence[Line]) -> Headline | None:
    """The title that a document library prints under its page pictures: …_第1页."""
    for line in lines:
        if case.taken.get(line.place) == "library" and (cover := _COVER.match(line.key)):
            return Headline(line.text[: cover.end("title")])
    return None


def _supplied(case: Case, free: Sequence[Line]) -> Headline:
    """A title that no line gives: a chapter's heading that opens the text, the file's name, or the lead."""
    path = case.text.source.path
    if free and len(free) > 1 and _CHAPTER.fullmatch(free[0].key):
        return Headline(free[0].text)
    if named := titles.from_name(path):
        return Headline(named, supplied=True)
    lead = _opening(free)
    return Headline((titles.supply(lead) if lead else "") or path.stem, supplied=True)


def _opening(free: Sequence[Line]) -> Line | None:
    """The first line that tells something: a sentence, else anything of some length, else anything."""
    told = (line for line in free if "。" in line.key and len(line) >= 12 and not is_affiliation(line))
    return next(told, None) or next((line for line in free if len(line) >= 12), free[0] if free else None)
