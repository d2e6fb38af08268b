"""Two versions of one text in one: what only the leader says struck out, what only the other says underlined."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builder.model import Body, Entry, Ref
from builder.render import compare, dates, differences
from builder.render.views.common import Anchor, Frame, Shelf
from builder.render.views.document import crumbs
from builder.render.views.record import Fact


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Everything on a page of comparison. `lines` are the paragraphs of both, numbered."""

    frame: Frame
    title: str
    lang: str
    explained: str
    facts: tuple[Fact, ...]
    lines: Markup


def view(shelf: Shelf, key: str, first: Body, second: Body) -> ComparisonView:
    """The version whose key is `key` (its body is `second`) beside the one that leads it (`first`)."""
    w = shelf.words
    entry = shelf.by_key[key]
    leader = shelf.by_place[entry.leader]
    found = differences.parts(first.plain, second.plain)
    changed = [part for part in found if not part.same]
    title = w.say("comparison_of", title=leader.document.title)
    trail = (*crumbs(shelf, entry), Anchor(entry.document.title, entry.url))
    return ComparisonView(
        frame=shelf.frame(entry.compared[0], title, w.comparison_explained, trail, robots="noindex"),
        title=title,
        lang=shelf.lang(leader),
        explained=w.comparison_explained,
        facts=(
            Fact(w.only_first, (_said(shelf, leader),)),
            Fact(w.only_second, (_said(shelf, entry),)),
            Fact(w.differences, (Ref("", w.count("differing", len(changed)) if changed else w.no_difference),)),
        ),
        lines=compare.listed(differences.lines(found)),
    )


def _said(shelf: Shelf, entry: Entry) -> Ref:
    """A document by its title, with its source and date."""
    document, w = entry.document, shelf.words
    parts = (document.source, dates.plain(entry.date, w), w.count("characters", document.characters))
    return Ref(entry.url, document.title, w.list_comma.join(part for part in parts if part))
