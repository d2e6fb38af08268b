"""Reads one article: what its head, its foot and its lead say, and which of its lines that leaves for the text.

Strategy: the head is what stands above the first line of text. Each rule takes the lines that it understands, in this
order, and what no rule takes stays text:

    bylines → fields → mast → dates → headline → repeated title → foot → trailer
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.model import Credit, Date, Issuance
from builder.model.dates import DateKind
from builder.model.document import Role
from builder.model.late import late
from builder.structure.articles import is_contents, is_headline, is_lead
from builder.structure.case import Case
from builder.structure.credits import Byline, bylines, read_byline, read_names
from builder.structure.dates import Stamp, find
from builder.structure.dating import Evidence, alone, closing_dates, from_fields, in_title, passed
from builder.structure.fields import Field, is_blank, read_fields
from builder.structure.furniture import parts
from builder.structure.issuance import Mast, addressee, broken_number, page_line, read_foot, read_head, signature
from builder.structure.layout import Line
from builder.structure.naming import name
from builder.structure.titles import Headline, bare
from builder.structure.writers import writers

_HEAD, _FOOT, _CLOSE = 24, 8, 5
_GAP = late(r" {2,}")
_PART = late(r"\S+(?: \S+)*")
_TEXT = 64
_SECTION = late("一、|（一）|1[.、]|第一")
_LEADER = late(r"^[\u4e00-\u9fff]{2,12}$")
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
    taken: dict[int, str] = _menu(free) if case.taken else {}
    free = [line for line in free if line.place not in taken]

    signed = list(bylines(free))
    free, cuts = _sign(free, signed, taken, cuts)
    head = _head(case, free)
    foot = free[max(len(head), len(free) - _FOOT) :]
    fields = [one for line in (*head, *foot) for one in read_fields(line)]
    _take(taken, (one.place for one in fields), "metadata")
    _take(taken, (line.place for line in head if is_blank(line)), "metadata")

    mast = read_head([line for line in head if line.place not in taken])
    taken.update(mast.taken)
    dates = [*from_fields(fields, zone), *from_mast(mast)]
    rows: list[Credit] = []
    for line in head:
        if line.place not in taken and (row := _row(line, zone)) is not None:
            dates.append(row[0])
            rows += row[1]
            taken[line.place] = "masthead"
        elif line.place not in taken and (stamp := in_title(line)).edtf:
            printed = line.text[stamp.start : stamp.end]
            dates.append(Evidence(Date("written", stamp.edtf, printed, "body"), line.place))
        elif line.place not in taken and (stamp := alone(line, zone)).edtf:
            kind: DateKind = "written" if line.key[0] in "（【〔" else "published"
            printed = line.text[stamp.start : stamp.end]
            dates.append(Evidence(Date(kind, stamp.edtf, printed, "body", stamp.time), line.place))
            taken[line.place] = "date"

    head = [line for line in head if line.place not in taken]
    named, written = writers(head, free)
    rest = [line for line in free if line.place not in taken]
    candidates = [line for line in head if line.place not in named]
    found = name(case, candidates, fields, mast.issuance, lines, rest)
    _take(taken, found.places, "title")
    _take(taken, (place for place, stays in named.items() if not stays), "byline")
    _repeated(case, found, free, taken, cuts)

    below = [line for line in foot if line.place not in taken]
    end = read_foot(below)
    taken.update(end.taken)
    paper = mast.paper
    if last := _trailer(found.title, [line for line in below if line.place not in taken]):
        line, stamp, printer = last
        dates.append(Evidence(Date("published", stamp.edtf, line.text[stamp.start : stamp.end], "body"), line.place))
        taken[line.place] = "trailer"
        paper = paper or printer

    rest = [line for line in free if line.place not in taken]
    issuance, more = _letter(rest, mast, end, fields)
    dates += [one for line in rest[:16] if (one := _passed(line))][-1:] + more
    makers = (*(credit for one in signed for credit in one.credits), *rows, *_credits(fields), *written)
    if mast.signer:
        makers = (*makers, Credit("issuer", mast.signer))
    return Reading(
        found, issuance, tuple(dict.fromkeys(makers)), tuple(dates), tuple(fields), paper,
        rest[0] if rest else None, taken, cuts,
    )  # fmt: skip


def _row(line: Line, zone: str) -> tuple[Evidence, tuple[Credit, ...]] | None:
    """A line of several parts, wide apart, one of them a date: 青河县气象台　　2021年7月19日16时　　签发：冯磊."""
    if len(line) > 60 or (gaps := len(_GAP.findall(line.key))) < 2 or gaps > 5:
        return None
    parts = [(one.start(), line.key[one.start() : one.end()]) for one in _PART.finditer(line.key)]
    stamps = [(at, stamp) for at, part in parts if (stamp := alone(replace(line, key=part), zone)).edtf]
    if len(stamps) != 1:
        return None
    at, stamp = stamps[0]
    printed = line.text[at + stamp.start : at + stamp.end]
    made = (read_byline(part, line.text[start : start + len(part)]) for start, part in parts)
    date = Date("published", stamp.edtf, printed, "body", stamp.time)
    return Evidence(date, line.place), tuple(one for makers in made for one in makers)


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
    if case.is_heading(line.place) or read_fields(line) or is_blank(line) or broken_number(line):
        return False
    if is_contents(line):
        return True
    if len(line) > _TEXT or "。" in line.key or line.key.endswith(("：", "；", "，")) or is_lead(line):
        return True
    if passed(line).edtf:
        return True
    return not is_headline(line) and not alone(line, case.config.timezone).edtf and line.key[:1] not in "（【〔"


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
    titles = (bare(found.title), bare(found.kicker + found.title + found.subtitle))
    rest = [line for line in free if line.place not in taken]
    for line in rest[:3]:
        begins = bare(line.text[:8])
        if any(title.startswith(begins) for title in titles) and bare(line.text) in titles and len(rest) > 1:
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


def _trailer(title: str, below: Sequence[Line]) -> tuple[Line, Stamp, str] | None:
    """A last line that an archive of pages prints: source, page, title and date, or newspaper, date and page."""
    if not below:
        return None
    line = below[-1]
    if "。" in line.key:
        return None
    stamp = next((one for one in find(line.key) if one.edtf.count("-") == 2), None)
    if stamp is None:
        return None
    if page := page_line(line):
        return line, stamp, page.paper
    known = bare(title)
    return (line, stamp, "") if known and len(line) <= len(title) + 90 and known in bare(line.text) else None


def _letter(rest: Sequence[Line], mast: Mast, end: Mast, fields: Sequence[Field]) -> tuple[Issuance, list[Evidence]]:
    """Mast, letter and foot as one statement; the signature's date is the one it was written on."""
    said = {one.meaning: one.value for one in reversed(fields)}
    signer, _ = signature(rest[-12:])
    dates = closing_dates(rest[-_CLOSE:])
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
