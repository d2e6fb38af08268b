"""What a document is, who wrote it, when, and how it is built: `Text` → `Sheet` and bodies.

The pipeline of a file, one line to a step:

    open_case    lines, or the blocks of its markup; what on them is furniture           case, furniture, layout, marks
    split        the articles of a newspaper page, else one                              articles
    begin        each article's byline, fields, mast, title, dates, foot                 reading: credits, fields,
                                                                                         issuance, titles, dating
    file_year    the year that the articles of one page may lend each other              record, dating
    finish       the text as HTML with its outline; names, terms, summary, quality       body, outline, names, record

The law of accounting: every line of the raw file lies in exactly one article's span or in one passage of
`Sheet.other`; lines inside a span that are off the page are told in `Sheet.removed` with the rule that took them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model import EMPTY_VOCABULARY, Body, Config, Passage, Problem, Sheet, Text, Vocabulary
from builder.structure.articles import split
from builder.structure.case import Case, open_case, problem
from builder.structure.dating import alone
from builder.structure.furniture import only_furniture
from builder.structure.issuance import Mast, read_head
from builder.structure.layout import Line
from builder.structure.quality import LOST
from builder.structure.record import Article, begin, file_year, finish
from builder.structure.unreadable import unreadable

_EDGE, _SHORT = 5, 60


def structure(text: Text, config: Config, vocabulary: Vocabulary = EMPTY_VOCABULARY) -> tuple[Sheet, tuple[Body, ...]]:
    """The documents in one file, and their bodies in the same order. Pure; no input raises."""
    case = open_case(text, config, vocabulary)
    if _nothing(case):
        return _sheet(case, (), _passages(case, 1, case.ground.lines, "no-article"), (), (_no_article(case),)), ()
    ranges = _ranges(case)
    page = _page(case, ranges[0][0])
    articles = [begin(case, case.lines[first : last + 1], page) for first, last in ranges]
    year = file_year(case, articles)
    spans = _spans(case, ranges)
    done = [
        finish(case, article, number, span, year)
        for number, (article, span) in enumerate(zip(articles, spans, strict=True), 1)
    ]
    other = _passages(case, 1, spans[0][0] - 1, "page")
    removed = tuple(passage for one in done for passage in one.removed)
    said = tuple(fault for one in done for fault in one.problems)
    unclear = (fault for one in articles for fault in unreadable(case, one.reading.fields, one.lines))
    faults = tuple(dict.fromkeys((*said, *unclear)))
    return _sheet(case, tuple(one.document for one in done), other, removed, faults), tuple(one.body for one in done)


def _nothing(case: Case) -> bool:
    """Whether the file holds no article: nothing at all, or navigation alone."""
    if case.text.header.title or any(block.images for block in case.blocks):
        return False
    return only_furniture([line for line in case.lines if case.readable(line.place)], case.taken) and not any(
        line.text and not case.readable(line.place) for line in case.lines
    )


def _no_article(case: Case) -> Problem:
    said = "nothing on this page is an article, only navigation or nothing at all; it is not published"
    return problem(case, 0, "no-article", said)


def _ranges(case: Case) -> tuple[tuple[int, int], ...]:
    """The places of each article's first and last line; a file that is not divided is one article."""
    if not case.lines:
        return ((0, -1),)
    whole = ((0, len(case.lines) - 1),)
    if case.text.source.format == "html" or case.text.header.title:
        return whole
    return split(case.lines, case.taken) or whole


def _page(case: Case, first: int) -> Mast:
    """What stands above a page's first article and holds for all of them: newspaper, page and day."""
    above = case.free(case.lines[:first])[-12:]
    mast = read_head(above)
    zone = case.config.timezone
    alone_there = ((line, alone(line, zone)) for line in above)
    stamps = [(line.place, line.text[stamp.start : stamp.end], stamp) for line, stamp in alone_there if stamp.edtf]
    stamps = [*mast.stamps, *stamps]
    return replace(mast, stamps=tuple(stamps[:1])) if stamps else mast


def _spans(case: Case, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The raw lines of each article: all of the file for one, else from each headline to the line before the next."""
    last = case.ground.lines
    if len(ranges) == 1:
        return [(min(1, last), last)]
    starts: list[int] = []
    for first, _ in ranges:
        line = case.ground.line_at(case.lines[first].at)
        starts.append(max(line, starts[-1] + 1) if starts else line)
    starts = [min(start, last) for start in starts]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True))


def _passages(case: Case, first: int, last: int, rule: str) -> tuple[Passage, ...]:
    """The raw lines `first` to `last` as passages without a gap; `rule` names what no other rule took."""
    if last < first:
        return ()
    names: dict[int, str] = {}
    mast = dict(read_head(case.free(case.lines)[:12]).taken) if rule == "page" else {}
    for line in case.lines:
        if not line.text:
            continue
        low, high = case.raw_lines(line.place, line.place)
        if low > last:
            break
        if low >= first:
            name = case.taken.get(line.place) or mast.get(line.place) or rule
            names.update((number, name) for number in range(low, min(high, last) + 1))
    header = case.text.header.lines
    passages: list[Passage] = []
    for number in range(first, last + 1):
        name = "header" if header[0] <= number <= header[1] else names.get(number, "blank")
        if passages and passages[-1].rule == name:
            passages[-1] = Passage((passages[-1].lines[0], number), name, "")
        else:
            passages.append(Passage((number, number), name, ""))
    return tuple(Passage(one.lines, one.rule, case.ground.slice(*one.lines)[0].strip()) for one in passages)


def _sheet(
    case: Case, documents: tuple[object, ...], other: tuple[Passage, ...], removed: tuple[Passage, ...],
    problems: tuple[Problem, ...],
) -> Sheet:  # fmt: skip
    text = case.text
    unsure = [
        change for change in text.changes if "byteshift" in change.rule and (not change.sure or LOST in change.after)
    ]
    return Sheet(
        path=text.source.path,
        lines=case.ground.lines,
        documents=documents,  # type: ignore[arg-type]
        other=other,
        removed=removed,
        proposals=text.proposals,
        damaged=len(unsure) + len(text.proposals),
        problems=(*text.source.problems, *problems),
        edges=_edges(case),
    )


def _edges(case: Case) -> tuple[str, ...]:
    """Short lines at the top and foot of the file that no rule knew, each once."""
    free = case.free(case.lines)
    near = (*free[:_EDGE], *free[-_EDGE:])
    return tuple(dict.fromkeys(line.text for line in near if len(line) <= _SHORT and "。" not in line.key))


__all__ = ["Article", "Line", "structure"]
