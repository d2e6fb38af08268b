"""Reads one article: what its head, its foot and its lead say, and which of its lines that leaves for the text.

Strategy: the head is what stands above the first line of text. Each rule takes the lines that it understands, in this
order, and what no rule takes stays text:

    bylines → fields → mast → dates → headline → repeated title → foot → trailer
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.model import Credit, Date, Issuance
from builder.model.document import Role
from builder.structure import titles
from builder.structure.articles import is_headline, is_lead
from builder.structure.case import Case
from builder.structure.credits import Byline, bylines, is_name, read_names
from builder.structure.dates import find
from builder.structure.dating import Evidence, alone, from_fields, passed
from builder.structure.fields import Field, read_fields
from builder.structure.furniture import parts
from builder.structure.issuance import Mast, addressee, read_foot, read_head, signature
from builder.structure.layout import Line
from builder.structure.titles import Headline, bare, headline

_HEAD, _FOOT = 24, 8
_TEXT = 64
_PAGES = re.compile(r"(?P<title>.{4,50}?)_第 ?1 ?页")
_AFFILIATION = re.compile(r"[（(].{4,120}(?:大学|学院|研究|医院|公司|局|中心|学校|集团)")
_NAMES_ROW = re.compile(r"[^，。、；： ]{2,8}(?:[，、； ]{1,2}[^，。、；： ]{2,8}){0,11}")
_NAMES_CUT = re.compile(r"[，、； ,;]+")
_SECTION = re.compile("一、|（一）|1[.、]|第一")
_LEADER = re.compile(r"^[\u4e00-\u9fff]{2,12}$")
_CREDITS: dict[str, Role] = {
    "author": "author", "reporter": "reporter", "correspondent": "correspondent", "editor": "editor",
    "reviewer": "reviewer", "issuer_person": "issuer", "photographer": "photographer", "translator": "translator",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article says of itself. `taken` are lines off the page, `cuts` pieces of lines, with their rules."""

    headline: Headline
    issuance: Issuance
    credits: tuple[Credit, ...] = ()
    dates: tuple[Evidence, ...] = ()
    fields: tuple[Field, ...] = ()
    paper: str = ""
    lead: Line | None = None
    taken: dict[int, str] = field(default_factory=dict)
    cuts: dict[int, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)


def read(case: Case, lines: Sequence[Line]) -> Reading:
    """Everything that the lines of one article say of it."""
    zone = case.config.timezone
    free = case.free(lines)
    cuts = {line.place: cut for line in free if (cut := parts(line))}
    taken: dict[int, str] = _menu(free)
    free = [line for line in free if line.place not in taken]

    signed = list(bylines(free))
    free, cuts = _sign(free, signed, taken, cuts)
    head = _head(case, free)
    foot = free[max(len(head), len(free) - _FOOT) :]
    fields = [one for line in (*head, *foot) for one in read_fields(line)]
    _take(taken, (one.place for one in fields), "metadata")

    mast = read_head([line for line in head if line.place not in taken])
    taken.update(mast.taken)
    dates = [*from_fields(fields, zone), *from_mast(mast)]
    for line in head:
        if line.place not in taken and (stamp := alone(line, zone)).edtf:
            printed = line.text[stamp.start : stamp.end]
            dates.append(Evidence(Date("published", stamp.edtf, printed, "body", stamp.time), line.place))
            taken[line.place] = "date"

    head = [line for line in head if line.place not in taken]
    named, written = _writers(head, free)
    rest = [line for line in free if line.place not in taken]
    found = _headline(case, [line for line in head if line.place not in named], fields, lines, rest)
    _take(taken, found.places, "title")
    _take(taken, (place for place, stays in named.items() if not stays), "byline")
    _repeated(case, found, free, taken, cuts)

    below = [line for line in foot if line.place not in taken]
    end = read_foot(below)
    taken.update(end.taken)
    if trailer := _trailer(found.title or case.text.header.title, below, taken):
        stamp = next(one for one in find(trailer.key, zone) if one.edtf.count("-") == 2)
        dates.append(
            Evidence(Date("published", stamp.edtf, trailer.text[stamp.start : stamp.end], "body"), trailer.place)
        )
        taken[trailer.place] = "trailer"

    rest = [line for line in free if line.place not in taken]
    issuance, more = _letter(rest, mast, end, fields)
    dates += [one for line in rest[:16] if (one := _passed(line))][-1:] + more
    makers = (*(credit for one in signed for credit in one.credits), *_credits(fields), *written)
    if mast.signer:
        makers = (*makers, Credit("issuer", mast.signer))
    return Reading(
        found, issuance, tuple(dict.fromkeys(makers)), tuple(dates), tuple(fields), mast.paper,
        rest[0] if rest else None, taken, cuts,
    )  # fmt: skip


def from_mast(mast: Mast) -> list[Evidence]:
    """The dates in a mast: the day that it was published."""
    return [
        Evidence(Date("published", stamp.edtf, printed, "body", stamp.time), place)
        for place, printed, stamp in mast.stamps
    ]


def _take(taken: dict[int, str], places: object, rule: str) -> None:
    for place in places:  # type: ignore[attr-defined]
        taken.setdefault(place, rule)


def _menu(free: Sequence[Line]) -> dict[int, str]:
    """A site's menu above the headline: three or more short words, a line each, before anything longer."""
    run: list[Line] = []
    for line in free[:60]:
        if len(line) > 6 or not _LEADER.match(line.key):
            break
        run.append(line)
    after = free[len(run)] if len(run) < len(free) else None
    if len(run) < 3 or after is None or len(after) < 8 or after.place - run[-1].place > 2:
        return {}
    return {line.place: "navigation" for line in run}


def _sign(
    free: list[Line],
    signed: Sequence[Byline],
    taken: dict[int, str],
    cuts: dict[int, tuple[tuple[int, int, str], ...]],
) -> tuple[list[Line], dict[int, tuple[tuple[int, int, str], ...]]]:
    """Take the bylines that leave: whole lines off the page, ends of lines as cuts."""
    whole: set[int] = set()
    for one in signed:
        if not one.leaves:
            continue
        if one.start == 0:
            whole.add(one.place)
            taken[one.place] = "byline"
        else:
            cuts[one.place] = (*cuts.get(one.place, ()), (one.start, one.end, "byline"))
    return [line for line in free if line.place not in whole], cuts


def _head(case: Case, free: Sequence[Line]) -> list[Line]:
    """The lines above the text."""
    head: list[Line] = []
    for line in free[:_HEAD]:
        if _is_text(case, line):
            break
        head.append(line)
    return head


def _is_text(case: Case, line: Line) -> bool:
    if case.is_heading(line.place):
        return False
    if read_fields(line):
        return False
    if len(line) > _TEXT or "。" in line.key or line.key.endswith(("：", "；", "，")) or is_lead(line):
        return True
    if passed(line).edtf:
        return True
    return not is_headline(line) and not alone(line, case.config.timezone).edtf and line.key[:1] not in "（【〔"


def _headline(
    case: Case, head: Sequence[Line], fields: Sequence[Field], lines: Sequence[Line], free: Sequence[Line]
) -> Headline:
    """The title, from the first that gives one: header, register, heading, headline block, page, file name, lead."""
    header = case.text.header
    if header.title:
        known = bare(header.title)
        places = tuple(line.place for line in head if bare(line.text) == known)
        return Headline(header.title, places=places if len(free) > len(places) else ())
    told = next((one.value for one in fields if one.meaning == "title" and len(one.value) >= 4), "")
    block = [line for line in head if is_headline(line) or case.is_heading(line.place)]
    if told:
        known = bare(told)
        places = tuple(line.place for line in block if bare(line.text) and bare(line.text) in known)
        return Headline(told, places=places)
    if (heading := next((line for line in block if case.is_heading(line.place)), None)) and not block.index(heading):
        return Headline(heading.text, places=(heading.place,))
    if heading is None and case.blocks:
        heading = next((line for line in free if case.is_heading(line.place)), None)
        if heading and case.blocks[heading.place].level == 1:
            return Headline(heading.text, places=(heading.place,))
    for line in lines:
        if case.taken.get(line.place) == "library" and (cover := _PAGES.match(line.key)):
            return Headline(line.text[: cover.end("title")])
    if block:
        found = headline(block[:6])
        return found if len(free) > len(found.places) else replace(found, places=())
    page = titles.from_page(case.markup.title, free[0].text if free else "") if case.markup.title else ""
    if page:
        return Headline(page)
    if name := titles.from_name(case.text.source.path):
        return Headline(name, supplied=True)
    lead = _opening(free)
    return Headline((titles.supply(lead) if lead else "") or case.text.source.path.stem, supplied=True)


def _opening(free: Sequence[Line]) -> Line | None:
    """The first line that tells something: a sentence, else anything of some length, else anything."""
    told = (line for line in free if "。" in line.key and len(line) >= 12 and not _AFFILIATION.match(line.key))
    return next(told, None) or next((line for line in free if len(line) >= 12), free[0] if free else None)


def _writers(head: Sequence[Line], free: Sequence[Line]) -> tuple[dict[int, bool], tuple[Credit, ...]]:
    """Names without a role under or above a title; with an affiliation below them they stay part of the text.

    Gives the places of such lines (True where the line stays) and the credits.
    """
    found: dict[int, bool] = {}
    makers: list[Credit] = []
    for number, line in enumerate(head):
        if len(line) > 40 or line.key[:1] in "（【〔":
            continue
        below = next((one for one in free if one.place > line.place), None)
        if below is not None and _AFFILIATION.match(below.key) and _NAMES_ROW.fullmatch(line.key):
            found.update({line.place: True, below.place: True})
            makers += [Credit("author", name) for name in _NAMES_CUT.split(line.text) if is_name(name, True)]
            continue
        names = read_names(line.text.strip(), strict=True)
        if number and names and len(names) == 1 and (len(names[0]) == 3 or " " in line.text.strip()):
            found[line.place] = False
            makers.append(Credit("author", names[0]))
    return found, tuple(makers)


def _repeated(
    case: Case,
    found: Headline,
    free: Sequence[Line],
    taken: dict[int, str],
    cuts: dict[int, tuple[tuple[int, int, str], ...]],
) -> None:
    """Take the title where the text says it again: as one of its first lines, or at the start of its first."""
    if found.supplied or not found.title:
        return
    known = bare(found.title)
    whole = bare(found.kicker + found.title + found.subtitle)
    rest = [line for line in free if line.place not in taken]
    for line in rest[:3]:
        if bare(line.text) in (known, whole) and len(rest) > 1:
            taken[line.place] = "repeated-title"
            return
    if rest and len(rest[0]) > len(found.title) + 8 and not case.blocks:
        line = rest[0]
        start = max((end for _, end, _ in cuts.get(line.place, ())), default=0)
        end = start + len(found.title)
        after = line.key[end : end + 3]
        if line.text.startswith(found.title, start) and (after[:1] == " " or _SECTION.match(after)):
            end += after[:1] == " "
            cuts[line.place] = (*cuts.get(line.place, ()), (start, end, "repeated-title"))


def _trailer(title: str, below: Sequence[Line], taken: dict[int, str]) -> Line | None:
    """A last line that an archive of pages prints: source, page, title and date, in one row of words."""
    rest = [line for line in below if line.place not in taken]
    if not rest or not title:
        return None
    line = rest[-1]
    if "。" in line.key or len(line) > len(title) + 90 or bare(title) not in bare(line.text):
        return None
    return line if any(stamp.edtf.count("-") == 2 for stamp in find(line.key)) else None


def _letter(rest: Sequence[Line], mast: Mast, end: Mast, fields: Sequence[Field]) -> tuple[Issuance, list[Evidence]]:
    """Mast, letter and foot as one statement; the signature's date is the one it was written on."""
    said = {one.meaning: one.value for one in reversed(fields)}
    signer, place = signature(rest[-12:])
    dates: list[Evidence] = []
    if place >= 0:
        line = next(line for line in rest if line.place == place)
        stamp = next(find(line.key))
        dates.append(Evidence(Date("written", stamp.edtf, line.text[stamp.start : stamp.end], "body"), place))
    first = mast.issuance
    issuance = Issuance(
        issuer=first.issuer or said.get("issuer", "") or signer.replace(" ", ""),
        number=first.number or said.get("number", ""),
        series=first.series,
        issue=first.issue or said.get("issue", ""),
        addressee=addressee(rest),
        copies=end.issuance.copies,
        printing=end.issuance.printing,
        edition=first.edition or said.get("edition", ""),
    )
    return issuance, dates


def _passed(line: Line) -> Evidence | None:
    stamp = passed(line)
    if not stamp.edtf:
        return None
    return Evidence(Date("written", stamp.edtf, line.text[stamp.start : stamp.end], "body"), line.place)


def _credits(fields: Sequence[Field]) -> tuple[Credit, ...]:
    makers: list[Credit] = []
    for one in fields:
        if one.meaning in _CREDITS:
            makers += [Credit(_CREDITS[one.meaning], name) for name in read_names(one.value) or ()]
    return tuple(makers)
