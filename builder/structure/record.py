"""One article → its catalogue record and its body: what the rules found, put under the catalogue's names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape

from builder.model import Body, Change, Credit, Date, Document, Passage, Problem, Reference
from builder.model.late import late
from builder.structure.articles import is_lead, lead_end
from builder.structure.body import Composed, compose
from builder.structure.case import Case, problem, source_rule
from builder.structure.credits import is_name
from builder.structure.dating import (
    Evidence,
    from_header,
    from_name,
    in_force,
    in_lead,
    own_year,
    path_year,
    settle,
    with_year,
)
from builder.structure.genre import genre, is_medium, language
from builder.structure.issuance import Mast
from builder.structure.joints import joints
from builder.structure.layout import Line, words
from builder.structure.marks.signs import local
from builder.structure.names.entry import names
from builder.structure.quality import assess
from builder.structure.reading import Reading, from_mast, read
from builder.structure.sketch import fingerprint, sketch
from builder.structure.summary import summarise
from builder.structure.terms import terms
from builder.structure.turns import turns

# Switches of blog programs: they say how a theme shows a page, not what the document is.
_SWITCHES = words(
    "layout comments comment toc mathjax katex math mermaid top sticky pinned copyright type id headimg "
    "thumbnail cover image banner",
    "index_img banner_img hidden hide password reward share sidebar noindex post_asset_folder asset_folder blog_post",
)
_FILLER = late(
    r"picsum\.photos|source\.unsplash\.com|unsplash\.it|loremflickr|placeimg|placehold|dummyimage|lorempixel|"
    r"/random(?:[/.?]|$)|random\.php|rand\.php|"
    r"api\.(?:btstu|ixiaowai|dujin|mtyqx)|HPImageArchive|img\.xjh\.me",
    re.I,
)
_AGENCY = late(
    r"[【（〔]?(?P<name>新华社|新华网|中新社|中新网|人民网|央视网|央广网|中国新闻网|"
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|网|融媒|融媒体|客户端))"
)
_OBSIDIAN = {"cssclass", "cssclasses"}
_CODE = late(r"<code>[^<>]*</code>|<[^<>]*>")
_TAG = late(r"(?<!\S)#([\w/-]{1,60})(?![\w#/-])")
_VALUE_END = late(
    r" {2,}| (?:作者|记者|编辑|责任编辑|发布|时间|日期|点击|浏览)|[（(](?:记者|作者)|(?:19|20)\d\d[-年/.]"
)
_TRIMMED = " 　:：|,，.。;；、"


@dataclass(frozen=True, slots=True)
class Article:
    """An article half made: its lines and what they say, before its neighbours have had their say about the year."""

    lines: tuple[Line, ...]
    reading: Reading
    dates: tuple[Date, ...]
    problems: tuple[Problem, ...]
    year: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """An article done: record, body, and the lines of it that are off the page."""

    document: Document
    body: Body
    removed: tuple[Passage, ...]
    problems: tuple[Problem, ...]


def begin(case: Case, lines: Sequence[Line], page: Mast) -> Article:
    """Read an article; `page` is what the page it stands on says of all its articles."""
    reading = read(case, lines)
    shared = {
        name: value
        for name in ("issuer", "series", "issue", "edition")
        if (value := getattr(page.issuance, name)) and not getattr(reading.issuance, name)
    }
    if shared or page.paper:
        reading = replace(reading, paper=reading.paper or page.paper, issuance=replace(reading.issuance, **shared))
    header, path = case.text.header, case.text.source.path
    said, problems = from_header(header, case.config, case.gmt_is_local, case.path, case.header_line)
    evidence = [*(Evidence(date) for date in said), *reading.dates, *from_mast(page)]
    free = [line for line in case.free(lines) if line.place not in reading.taken]
    if (force := in_force(free[-6:])) is not None:
        evidence.append(force)
    kinds = {one.date.kind for one in evidence}
    if "published" not in kinds and (named := from_name(path)):
        evidence.append(Evidence(named))
        kinds.add("published")
    if not kinds & {"published", "written"} and reading.lead is not None:
        stamp = in_lead(reading.lead)
        if stamp.edtf:
            printed = reading.lead.text[stamp.start : stamp.end]
            evidence.append(Evidence(Date("written", stamp.edtf, printed, "body"), reading.lead.place))
    dates, conflicts = settle(
        evidence, case.path, lambda place: case.raw_lines(place, place)[0] if place >= 0 else header.lines[0]
    )
    year, certain = "", False
    if any(date.edtf.startswith("XXXX") for date in dates):
        year, certain = own_year(free)
    return Article(tuple(lines), reading, dates, (*problems, *conflicts), year, certain)


def file_year(case: Case, articles: Sequence[Article]) -> str:
    """The year that the articles of a file may lend each other: one that some are sure of and none denies."""
    years = {article.year for article in articles if article.certain}
    years |= {date.year for article in articles for date in article.dates if date.year and date.kind != "effective"}
    return years.pop() if len(years) == 1 else "" if years else path_year(case.text.source.path)


def finish(case: Case, article: Article, number: int, span: tuple[int, int], year: str) -> Finished:
    """The record and the body of an article, the `number`th of its file, on the raw lines of `span`."""
    text, header, source_file = case.text, case.text.header, case.text.source
    reading = article.reading
    composed = compose(case, article.lines, reading)
    raw, changes = case.ground.slice(*span)
    dates = tuple(_dated(date, article, year) for date in article.dates)
    makers, source = _makers(case, reading)
    title = reading.headline.title
    found = names(
        composed.plain if reading.headline.supplied else f"{title}\n{composed.plain}", [one.name for one in makers]
    )
    characters = sum(map(len, composed.plain.split()))
    removed = _removed(case, article, number)
    missing = _missing(reading, dates, source)
    proposals = sum(1 for one in text.proposals if _inside(case, one, span))
    furniture = sum(1 for line in article.lines if line.place in case.taken)
    document = Document(
        path=source_file.path,
        article=number,
        span=span,
        title=title,
        sha256=source_file.sha256,
        encoding=source_file.encoding,
        title_supplied=reading.headline.supplied,
        joints=joints(title, (*(person.name for person in found.people), *found.places, *found.bodies)),
        kicker=reading.headline.kicker,
        subtitle=reading.headline.subtitle,
        slug=header.slug,
        permalink=header.permalink,
        aliases=header.aliases,
        genre=genre(title, composed.plain, reading.issuance, makers, source, _is_news(reading), _is_post(case)),
        script=text.script or "Hans",
        language=language(composed.plain, header.language),
        dates=dates,
        source=source,
        source_url=header.source_url or _home(case, source),
        issuance=reading.issuance,
        credits=makers,
        categories=header.categories,
        tags=_tags(case, number),
        people=found.people,
        places=found.places,
        regions=found.regions,
        bodies=found.bodies,
        short_names=found.short_names,
        turns=turns(article.lines) if "版" in text.clean else (),
        events=found.events,
        cites=found.cites,
        wikilinks=_wikilinks(case),
        references=_references(case, number),
        terms=terms(composed.plain, [person.name for person in found.people]),
        outline=composed.outline,
        cover=_cover(header.cover, composed),
        description=header.description or _described(reading),
        summary=summarise(composed.plain.split("\n")),
        characters=characters,
        quality=assess(changes, proposals, missing, furniture, characters),
        rules=_counted(changes),
        draft=header.draft,
        withdrawn=header.withdrawn,
        corrections=header.corrections,
        extra=_extra(case, reading),
        fingerprint=fingerprint(composed.plain),
        sketch=sketch(composed.plain),
    )
    body = Body(document.key, composed.html, composed.plain, raw, changes)
    return Finished(
        document,
        body,
        removed,
        (*article.problems, *_faults(case, document, composed)),
    )


def _dated(date: Date, article: Article, year: str) -> Date:
    if not date.edtf.startswith("XXXX"):
        return date
    if article.certain:
        return with_year(date, article.year, True)
    return with_year(date, year or article.year, False)


def _makers(case: Case, reading: Reading) -> tuple[tuple[Credit, ...], str]:
    """The credits and the source: a header's author who is a site or a section of it is the source, not a person."""
    header = case.text.header
    sections = {name for path in header.categories for name in path}
    source = header.source
    makers: list[Credit] = []
    for name in header.authors:
        if not source and not is_name(name, strict=True) and (name in sections or is_medium(name)):
            source = name
        elif name != source:
            makers.append(Credit("author", name))
    makers += reading.credits
    source = source or next(
        (value for one in reading.fields if one.meaning == "source" and (value := _source(one.value))), ""
    )
    source = source or reading.paper or _agency(reading) or _folder(case)
    rule = source_rule(case.config, source)
    return tuple(dict.fromkeys(makers)), rule.name if rule else source


def _source(value: str) -> str:
    """The name in a field of source, without what a page prints behind it."""
    found = _VALUE_END.search(value)
    name = (value[: found.start()] if found else value).strip(_TRIMMED)
    return name.strip("《》") if 2 <= len(name) <= 40 else ""


def _agency(reading: Reading) -> str:
    """The agency that a dateline names: 新华社北京7月15日电."""
    lead = reading.lead
    if lead is None or not (is_lead(lead) or lead_end(lead.key)) or not (found := _AGENCY.match(lead.key)):
        return ""
    return lead.text[found.start("name") : found.end("name")]


def _folder(case: Case) -> str:
    """The folder that is named after a source, as the site lists it or as newspapers and sites are called."""
    for part in reversed(case.text.source.path.parent.parts):
        if source_rule(case.config, part) or (len(part) >= 3 and is_medium(part) and not part.isascii()):
            return part
    return ""


def _home(case: Case, source: str) -> str:
    rule = source_rule(case.config, source)
    return rule.url if rule else ""


def _missing(reading: Reading, dates: Sequence[Date], source: str) -> tuple[str, ...]:
    said = (
        ("title", bool(reading.headline.title) and not reading.headline.supplied),
        ("date", any(date.kind in ("published", "written", "effective") for date in dates)),
        ("source", bool(source or reading.issuance.issuer)),
    )
    return tuple(name for name, there in said if not there)


def _is_news(reading: Reading) -> bool:
    return reading.lead is not None and (is_lead(reading.lead) or lead_end(reading.lead.key) > 0)


def _is_post(case: Case) -> bool:
    return case.text.source.format == "markdown" or case.text.header.dialect != "none"


def _cover(cover: str, composed: Composed) -> str:
    """The picture that stands for the document: the text's own first, else the header's, never a filler."""
    return next((image for image in (*composed.images[:1], cover) if image and not _FILLER.search(image)), "")


def _described(reading: Reading) -> str:
    return next((one.value for one in reading.fields if one.meaning == "description"), "")


def _wikilinks(case: Case) -> tuple[tuple[str, int], ...]:
    if not case.markup.wikilinks:
        return ()
    first = case.ground.line_at(case.text.body_start)
    return tuple((target, first + line) for target, line in case.markup.wikilinks)


def _tags(case: Case, number: int) -> tuple[str, ...]:
    """The tags of the header and, in a note of Obsidian's, those in its text (`#水利/河堤`)."""
    tags = case.text.header.tags
    markup = case.markup
    noted = bool(markup.wikilinks) or any(kind == "embed" for _, kind, _ in markup.references)
    if number > 1 or not (noted or _OBSIDIAN & {key.lower() for key, _ in case.text.header.extra}):
        return tags
    blocks = (block for block in case.blocks if block.kind in ("p", "list", "quote") and "#" in block.plain)
    rows = (unescape(_CODE.sub(" ", block.html)) for block in blocks)
    found = (one[1].strip("/") for row in rows for one in _TAG.finditer(row))
    return tuple(dict.fromkeys((*tags, *(tag for tag in found if not tag.isdigit()))))


def _references(case: Case, number: int) -> tuple[Reference, ...]:
    """Where the text asks for other files; the cover of the header stands first."""
    found = case.markup.references
    cover = local(case.text.header.cover) if number == 1 else ""
    if not found and not cover:
        return ()
    first = case.ground.line_at(case.text.body_start)
    head = (Reference(cover, case.text.header.lines[0], "cover"),) if cover else ()
    return (*head, *(Reference(written, first + line, kind) for written, kind, line in found))


def _counted(changes: Sequence[Change]) -> tuple[tuple[str, int], ...]:
    """How many changes each rule had a hand in."""
    if not changes:
        return ()
    counted: Counter[str] = Counter()
    for rules, count in Counter(change.rule for change in changes).items():
        counted.update(dict.fromkeys(rules.split("+"), count))
    return tuple(sorted(counted.items()))


def _extra(case: Case, reading: Reading) -> tuple[tuple[str, str], ...]:
    header = tuple((name, value) for name, value in case.text.header.extra if name.lower() not in _SWITCHES)
    return header + tuple(
        (one.label, one.value) for one in reading.fields if one.meaning in ("extra", "keywords") and one.value
    )


def _inside(case: Case, change: Change, span: tuple[int, int]) -> bool:
    return span[0] <= case.ground.line_of(change.start) <= span[1]


def _removed(case: Case, article: Article, number: int) -> tuple[Passage, ...]:
    """The lines of an article that are off its page, and the pieces cut out of lines, each with its rule."""
    header = case.text.header
    passages: list[Passage] = []
    if number == 1 and header.lines[1]:
        passages.append(Passage(header.lines, "header", case.text.clean[: case.text.body_start].strip()))
    places = {*case.taken, *article.reading.taken, *article.reading.cuts}
    for line in [line for line in article.lines if line.place in places]:
        rule = case.taken.get(line.place) or article.reading.taken.get(line.place)
        if rule and line.text:
            passages.append(Passage(case.raw_lines(line.place, line.place), rule, line.text))
        cuts = {} if rule else {name: line.text[a:b].strip() for a, b, name in article.reading.cuts.get(line.place, ())}
        passages += [Passage(case.raw_lines(line.place, line.place), name, text) for name, text in cuts.items()]
    return tuple(passages)


def _faults(case: Case, document: Document, composed: Composed) -> tuple[Problem, ...]:
    """What a maintainer should look at: what the markup held and lost, and no text under a title."""
    faults: list[Problem] = (
        [replace(one, path=case.path) for one in case.markup.problems] if document.article == 1 else []
    )
    if not composed.plain and not composed.images:
        faults.append(
            problem(case, document.span[0], "empty-body", "there is a title and no text under it; published as it is")
        )
    return tuple(faults)
