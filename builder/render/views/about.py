"""About the archive: what is in it and what is not, how it was cleaned, how good it is, how to cite and correct it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from builder.render.messages import POINTS
from builder.render.views.common import Anchor, Frame, Shelf
from builder.render.views.home import Number, state, summarise

_GRADES: tuple[Literal["A", "B", "C", "D", "E"], ...] = ("A", "B", "C", "D", "E")
_MOST_FILES = 200  # set-aside files listed one by one


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of cleaning: how often it was used here, and a document where it can be seen."""

    name: str
    title: str
    reason: str
    sure: str
    count: str
    documents: str
    before: str
    after: str
    example: Anchor | None


@dataclass(frozen=True, slots=True)
class AboutView:
    """Everything on the About page."""

    frame: Frame
    title: str
    name: str
    lead: str
    summary: str
    state: tuple[Number, ...]
    sources: tuple[Anchor, ...]
    encodings: tuple[Anchor, ...]
    rules: tuple[Rule, ...]
    grades: tuple[Anchor, ...]
    points: tuple[tuple[str, str], ...]
    gaps: tuple[Anchor, ...]
    files: tuple[Anchor, ...]
    aside: tuple[tuple[str, str, str], ...]
    aside_more: str
    licence: str
    report_url: str
    cite: str


def view(shelf: Shelf, examples: dict[str, tuple[str, str, str]]) -> AboutView:
    """The About page. `examples` gives, for a rule, a change from this archive: (before, after, document's key)."""
    w, config = shelf.words, shelf.config
    counts: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for entry in shelf.shown:
        for rule, count in entry.document.rules:
            counts[rule] += count
            documents[rule] += 1
    grades = Counter(entry.document.quality.grade for entry in shelf.shown)
    encodings = Counter({entry.document.path: entry.document.encoding for entry in shelf.shown}.values())
    aside = [fate for fate in shelf.colophon.files if fate[1] != "published"]
    statuses = Counter(status for _, status, _ in shelf.colophon.files)
    return AboutView(
        frame=shelf.frame(
            "about/",
            w.about,
            w.say("about_explained", name=config.title),
            (Anchor(w.about, "about/", current=True),),
            nav="about",
        ),
        title=w.about,
        name=config.title,
        lead=config.description,
        summary=summarise(shelf),
        state=state(shelf),
        sources=tuple(
            Anchor(group.name, group.url, group.definition, len(shelf.entries(group.documents)))
            for group in shelf.archive.groups.get("source", ())
        ),
        encodings=tuple(Anchor(name, "", count=count) for name, count in sorted(encodings.items())),
        rules=tuple(_rule(shelf, name, counts[name], documents[name], examples) for name in _rule_names(shelf, counts)),
        grades=tuple(Anchor(grade, "", w.say(f"grade_{grade}"), grades[grade]) for grade in _GRADES),
        points=_points(shelf),
        gaps=_gaps(shelf),
        files=tuple(
            Anchor(w.get(f"status_{status.replace('-', '_')}", status), "", count=n)
            for status, n in sorted(statuses.items())
        ),
        aside=tuple(
            (path, w.get(f"status_{status.replace('-', '_')}", status), reason)
            for path, status, reason in aside[:_MOST_FILES]
        ),
        aside_more=w.count("and_more", len(aside) - _MOST_FILES) if len(aside) > _MOST_FILES else "",
        licence=config.licence,
        report_url=config.report_url,
        cite=w.say("cite_archive", name=config.title, url=config.base_url if "://" in config.base_url else ""),
    )


def _rule_names(shelf: Shelf, counts: Counter[str]) -> tuple[str, ...]:
    """The rules in the order they run; those that a document names and no note explains come last."""
    known = [note.name for note in shelf.notes]
    return (*known, *(name for name in sorted(counts) if name not in known))


def _rule(shelf: Shelf, name: str, count: int, documents: int, examples: dict[str, tuple[str, str, str]]) -> Rule:
    w = shelf.words
    note = next((note for note in shelf.notes if note.name == name), None)
    before, after, key = examples.get(name, ("", "", ""))
    entry = shelf.by_key.get(key)
    return Rule(
        name=name,
        title=shelf.titles.get(name, name),
        reason=note.reasons[shelf.language] if note else "",
        sure=shelf.certainty(name),
        count=w.count("times", count) if count else w.never_used,
        documents=w.count("in_documents", documents) if documents else "",
        before=before,
        after=after,
        example=Anchor(entry.document.title, f"{entry.folder}source/") if entry else None,
    )


def _points(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """The formula of the grade: what takes points away, and how many."""
    w = shelf.words
    return tuple(
        (
            w.say(name),
            w.say("points_each_at_most", points=points, most=most) if most else w.say("points_once", points=points),
        )
        for name, points, most in POINTS
    )


def _gaps(shelf: Shelf) -> tuple[Anchor, ...]:
    """What the archive knows that it lacks: numbers of its series, dates, titles, sources."""
    w = shelf.words
    gaps = [
        Anchor(one.name, one.url, w.say("lacks_numbers", numbers=w.list_comma.join(map(str, one.gaps[:30]))))
        for one in shelf.archive.series
        if one.gaps
    ]
    missing = Counter(field for entry in shelf.shown for field in entry.document.quality.missing)
    gaps += [
        Anchor(w.count(f"missing_{field}", missing[field]), "")
        for field in ("title", "date", "source")
        if missing[field]
    ]
    return tuple(gaps)
