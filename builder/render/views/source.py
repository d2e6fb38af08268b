"""The source view of a document: its lines as found, with every change in place, and what each rule did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.model import Body, Entry
from builder.model.late import late
from builder.render import compare
from builder.render.views.common import Anchor, Frame, Shelf, phrased
from builder.render.views.document import crumbs, original

_HAN = late("[\u3400-\u9fff]")
_WHOLE = 0.8  # of a line that is off the page as a whole


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule's work here, with its first few changes."""

    name: str
    label: str
    reason: str
    count: int
    sure: str
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """Everything on a source page. `lines` are of the raw file, numbered as there; `shared` says why the counts of
    `rules` add up to more than there are changes, "" where they do not."""

    frame: Frame
    title: str
    supplied: bool
    document_url: str
    original: Anchor
    lang: str
    place: str
    lines: Markup
    rules: tuple[Rule, ...]
    shared: str
    changes: str


def view(shelf: Shelf, key: str, body: Body) -> SourceView:
    """The source page of the document whose key is `key`."""
    entry = shelf.by_key[key]
    document, w = entry.document, shelf.words
    url = f"{entry.folder}source/"
    trail = (*crumbs(shelf, entry), Anchor(document.title, entry.url))
    title = w.say("source_of", title=document.title)
    first = document.span[0] or 1
    uses = compare.uses(body.changes)
    return SourceView(
        frame=shelf.frame(url, title, w.source_explained, trail, robots="noindex"),
        title=phrased(document.title, document.joints),
        supplied=document.title_supplied,
        document_url=entry.url,
        original=Anchor(w.download_original, original(entry, shelf), document.path.name),
        lang=shelf.lang_found(entry),
        place=w.say("place_in_file", path=document.path, first=first, last=document.span[1]),
        lines=compare.listed(compare.lines(body.raw, body.changes, first, shelf.titles, _off(shelf, entry, body.raw))),
        rules=_rules(shelf, uses),
        shared=w.rules_share_changes if sum(use.count for use in uses) > len(body.changes) else "",
        changes=w.count("changes", len(body.changes)) if body.changes else w.no_changes,
    )


def _off(shelf: Shelf, entry: Entry, raw: str) -> dict[int, str]:
    """Why a line of the file is off the page, by its number; a line that is off only in part (a byline) is on it."""
    record = shelf.sheets.get(str(entry.document.path))
    if record is None:
        return {}
    w, first = shelf.words, entry.document.span[0] or 1
    shown = raw.split("\n")
    reasons: dict[int, str] = {}
    for passage in (*record.sheet.removed, *record.sheet.other):
        start, end = passage.lines
        if passage.rule == "blank" or not 0 <= start - first < len(shown):
            continue
        if start < end or _size(passage.text) >= _WHOLE * _size(shown[start - first]):
            label = w.get(f"off_{passage.rule}", w.off_other)
            reasons.update(dict.fromkeys(range(start, end + 1), label))
    return reasons


def _size(text: str) -> int:
    """How much of a line can be told again after it was mended: its Han characters, or where there are none, all."""
    return len(_HAN.findall(text)) or len(text.strip())


def _rules(shelf: Shelf, uses: Sequence[compare.Use]) -> tuple[Rule, ...]:
    reasons = {note.name: note.reasons[shelf.language] for note in shelf.notes}
    return tuple(
        Rule(
            use.rule,
            compare.title(use.rule, shelf.titles),
            reasons.get(use.rule, ""),
            use.count,
            shelf.certainty(use.rule, use.sure),
            use.examples,
        )
        for use in uses
    )
