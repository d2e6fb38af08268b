"""The source view: a document's lines as found, with every change in its place, the rule's name, and how sure it is.

Strategy: the raw text and the list of changes are all there is; the page is drawn from them alone, so that it cannot
say anything else than what was done. A deletion is `<del>`, an insertion `<ins>`, a conjecture an `<ins>` in brackets:
the marks are in the text, colour only repeats them. Lines keep their numbers in the file. Removed line ends are shown
as ↵, and characters that nobody can see by their name (␀, U+200B), so that nothing invisible acts on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from builder.model import Body, Change, apply
from builder.render.escaping import escaped

_UNSEEN = re.compile(  # nothing beyond U+FFFF here: one such character makes the whole class slow
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff]"
)
EXAMPLES = 4
_LONGEST_EXAMPLE = 24
_EXAMPLES_TRIED = 60
_LONGEST_CLAUSE = 40
_STOPS = re.compile(r"[，。；、：,;:\n]")


class Line(NamedTuple):
    """One line of the file: its number there, its markup, and why it is off the page ("" if it is on it)."""

    number: int
    html: str
    off: str


@dataclass(frozen=True, slots=True)
class Use:
    """One rule's work in a document: how often, and its first few changes as (before, after)."""

    rule: str
    sure: bool
    count: int
    examples: tuple[tuple[str, str], ...]


def lines(
    raw: str, changes: Sequence[Change], first: int, titles: Mapping[str, str], off: Mapping[int, str]
) -> tuple[Line, ...]:
    """The lines of `raw`, the first of them numbered `first`. `titles` gives each rule's name, `off` the reason why a
    line (by number) is off the page.

    >>> made = [Change(0, 1, "會", "会", "script"), Change(2, 3, "\\n", "", "breaks")]
    >>> for line in lines("會議\\n室", made, 7, {"script": "繁简"}, {}): print(line.number, line.html)
    7 <span title="繁简"><del>會</del><ins>会</ins></span>議<del title="breaks">↵</del>
    8 室
    """
    parts: list[str] = []
    heads: dict[tuple[str, bool], str] = {}
    at = 0
    for change in changes:
        if change.start > at:
            parts.append(_text(raw[at : change.start]))
        at = change.end
        head = heads.get((change.rule, change.sure))
        if head is None:
            name = title(change.rule, titles)
            head = heads[change.rule, change.sure] = f' title="{escaped(name)}"'
        parts.append(_mark(change, head))
    parts.append(_text(raw[at:]))
    shown = "".join(parts).split("\n")
    if len(shown) > 1 and not shown[-1]:
        shown.pop()
    return tuple(Line(number, text, off.get(number, "")) for number, text in enumerate(shown, first))


def listed(lines: Iterable[Line]) -> Markup:
    """The lines as the items of a list, all in one piece, for a template would draw hundreds of them one by one.

    >>> print(listed([Line(7, "<ins>会</ins>议", ""), Line(8, "首页", "导航")]), end="")
    <li id="L7" value="7"><ins>会</ins>议</li>
    <li id="L8" value="8" class="off">首页 <small>导航</small></li>
    """
    return Markup(
        "".join(
            f'<li id="L{number}" value="{number}" class="off">{html} <small>{escaped(off)}</small></li>\n'
            if off
            else f'<li id="L{number}" value="{number}">{html}</li>\n'
            for number, html, off in lines
        )
    )


def uses(changes: Sequence[Change]) -> tuple[Use, ...]:
    """What each rule did, in order of first use. A change that several rules made together counts for each."""
    counts: dict[str, int] = {}
    sure: dict[str, bool] = {}
    examples: dict[str, dict[tuple[str, str], None]] = {}
    for change in changes:
        for rule in change.rule.split("+") if "+" in change.rule else (change.rule,):
            if rule not in counts:
                counts[rule] = 0
                sure[rule] = True
                examples[rule] = {}
            counts[rule] += 1
            sure[rule] = sure[rule] and change.sure
            seen = examples[rule]
            if (
                len(seen) < EXAMPLES
                and len(change.before) <= _LONGEST_EXAMPLE
                and len(change.after) <= _LONGEST_EXAMPLE
            ):
                seen[change.before, change.after] = None
    return tuple(
        Use(rule, sure[rule], count, tuple((visible(a), visible(b)) for a, b in examples[rule]))
        for rule, count in counts.items()
    )


def title(rule: str, titles: Mapping[str, str]) -> str:
    """A rule's name for readers; several rules on one place are joined by +."""
    if "+" not in rule:
        return titles.get(rule, rule)
    return " + ".join(titles.get(part, part) for part in rule.split("+"))


def visible(text: str) -> str:
    """`text` with a sign for each character that cannot be seen.

    >>> visible("a\\u200b\\n")
    'a[U+200B]↵'
    """
    return _UNSEEN.sub(_sign, text).replace("\n", "↵").replace("\t", "⇥")


def safe(text: str) -> str:
    """`text` escaped for markup, line ends kept, unseen characters as signs."""
    return _text(text)


def _mark(change: Change, head: str) -> str:
    before, after = change.before, change.after
    kind = "" if change.sure else ' class="lost"' if after and not after.strip("□") else ' class="conjecture"'
    inserted = _text(after).replace("\n", "↵\n") if "\n" in after else _text(after)
    if not before:
        return f"<ins{kind}{head}>{inserted}</ins>"
    if "\n" in before or "\r" in before:
        deleted = _broken(before, head)
        return f"{deleted}<ins{kind}{head}>{inserted}</ins>" if after else deleted
    deleted = _seen(before)
    if not after:
        return f"<del{head}>{deleted}</del>"
    return f"<span{head}><del>{deleted}</del><ins{kind}>{inserted}</ins></span>"


def _broken(before: str, head: str) -> str:
    """A deletion that runs over line ends: one `<del>` to a line, the line end itself as ↵."""
    pieces = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    drawn = [f"<del{head}>{_seen(piece)}↵</del>\n" for piece in pieces[:-1]]
    if pieces[-1]:
        drawn.append(f"<del{head}>{_seen(pieces[-1])}</del>")
    return "".join(drawn)


def _seen(text: str) -> str:
    """A deletion of nothing but blanks would be invisible: each becomes a sign."""
    if text.isspace():
        return text.replace("\t", "⇥").replace("\u3000", "␣␣").replace(" ", "␣").replace("\xa0", "␣")
    return _text(text)


def _text(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub(_sign, escaped(text))


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"[U+{code:04X}]"


def example(body: Body, rule: str) -> tuple[str, str] | None:
    """A change of `rule` in `body`, before and after, with the clause that it stands in.

    Of the first few the one is taken that says most: a clause of some length that few other rules worked on.
    """
    best: tuple[int, str, str] | None = None
    tried = 0
    for place, change in enumerate(body.changes):
        if rule not in change.rule.split("+") or len(change.before) + len(change.after) > _LONGEST_CLAUSE:
            continue
        start, end = _clause(body.raw, change)
        near = [c for c in body.changes[max(0, place - 30) : place + 31] if c.start >= start and c.end <= end]
        before = body.raw[start:end]
        moved = [Change(c.start - start, c.end - start, c.before, c.after, c.rule) for c in near]
        after = apply(before, moved)
        others = sum(1 for c in near if rule not in c.rule.split("+"))
        worth = min(len(after), 24) - 3 * others - 8 * (rule != change.rule) - 8 * ("□" in after and rule != "lost")
        if best is None or worth > best[0]:
            best = (worth, visible(before), visible(after))
        tried += 1
        if tried > _EXAMPLES_TRIED:
            break
    return best and best[1:]


def _clause(raw: str, change: Change) -> tuple[int, int]:
    """Where the clause begins and ends that `change` stands in: at a stop, a line end, or after so many characters."""
    low, high = max(0, change.start - _LONGEST_CLAUSE), min(len(raw), change.end + _LONGEST_CLAUSE)
    before = [found.end() for found in _STOPS.finditer(raw, low, change.start)]
    after = _STOPS.search(raw, change.end, high)
    return before[-1] if before else low, after.end() if after else high
