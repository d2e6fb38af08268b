"""Text turned with the names in it: each name takes its own form, and no word reaches from the text into it.

Strategy: a document names a few dozen people and places; only those in which a machine would have to choose are looked
for, in one pattern, the longest first. A short name that grows out of a word (于军 in 关于军队) is none, and a surname
before an office (于书记) is the person's.

Markup is turned in its texts alone: never in tags, addresses, code, or what is marked as another language. The texts
are joined and turned as one, so that a word which an inline tag divides is still a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.edition.turner import Turner
from builder.model.late import late

_OFFICES = (
    "书记|区长|市长|县长|省长|州长|镇长|乡长|村长|局长|厅长|处长|科长|部长|院长|所长|队长|会长|主席|主任|经理|董事长|同志|先生|女士|教授|"
    "老师|医生|某"
)
_TAG = late(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*+)((?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
_SAID = late(r'(\s(?:alt|title|aria-label)=")([^"]*)')
_FOREIGN = late(r'\slang="(?!zh)')
_CODE = frozenset(("code", "pre", "kbd", "samp", "var"))
_INLINE = late(r"(?:a|abbr|b|bd[io]|cite|del|dfn|em|i|ins|mark|q|r[bpt]|ruby|s|small|span|strong|su[bp]|u|wbr)\Z")


@dataclass(frozen=True, slots=True)
class Prose:
    """Turns the texts of one document, whose `forms` are its names and what each becomes, as far as there is doubt;
    `pattern` finds them, and is compiled when a text first holds one.
    """

    turner: Turner
    forms: Mapping[str, str]
    pattern: str

    def text(self, text: str) -> str:
        """A text without markup, in the other script and of the same length."""
        if not any(name in text for name in self.forms):
            return self.turner.text(text)
        parts: list[str] = []
        at = 0
        for found in re.compile(self.pattern).finditer(text):
            start, name = found.start(), found[0]
            if len(name) < 3 and start and self.turner.word(text[start - 1 : start + 1]):
                continue
            parts.append(self.turner.text(text[at:start]))
            parts.append(self.forms[name])
            at = found.end()
        parts.append(self.turner.text(text[at:]))
        return "".join(parts)

    def markup(self, html: str) -> str:
        """Safe markup with its texts in the other script, all else as it was."""
        parts: list[str] = []
        joined: list[tuple[int, str]] = []  # the texts with their places in `parts`, and -1 between two blocks
        at = 0
        closed = ""  # the element whose text is left alone, and how often it stands inside itself
        depth = 0

        def add(text: str) -> None:
            if text and not closed:
                joined.append((len(parts), text))
            parts.append(text)

        for tag in _TAG.finditer(html):
            add(html[at : tag.start()])
            at = tag.end()
            ends, name, attributes = bool(tag[1]), tag[2].lower(), tag[3]
            if closed:
                depth += (-1 if ends else 1) if name == closed else 0
                closed = closed if depth else ""
            elif not ends and (name in _CODE or ("lang=" in attributes and _FOREIGN.search(attributes))):
                closed, depth = name, 1
            if not _INLINE.match(name):
                joined.append((-1, "\n"))
            whole = tag[0]
            if ("alt=" in attributes or "title=" in attributes or "label=" in attributes) and not closed:
                whole = _SAID.sub(lambda found: found[1] + self.text(found[2]), whole)
            parts.append(whole)
        add(html[at:])
        made = self.text("".join(text for _, text in joined))
        at = 0
        for place, text in joined:
            if place >= 0:
                parts[place] = made[at : at + len(text)]
            at += len(text)
        return "".join(parts)


def prose(kinds: Mapping[str, str], turner: Turner) -> Prose:
    """What turns a document whose names are of these kinds."""
    forms = {name: turner.name(name, kind) for name, kind in kinds.items() if name and turner.doubtful.search(name)}
    patterns = [re.escape(name) for name in sorted(forms, key=lambda name: (-len(name), name))]
    for name, kind in kinds.items():
        if kind == "person" and name in forms and turner.text(name[0]) != forms[name][0] and name[0] not in forms:
            forms[name[0]] = forms[name][0]
            patterns.append(f"{re.escape(name[0])}(?={_OFFICES})")
    return Prose(turner, forms, "|".join(patterns))
