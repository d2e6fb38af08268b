"""The inside of a paragraph: nodes → HTML of our own making, and its text.

Rules: only the elements in `_KEPT` are written, under one name each; spans and fonts open up; what holds nothing
vanishes; neighbours of one kind become one; bare addresses become links; links that lead nowhere open up.
"""

from __future__ import annotations

from builder.model.late import late
from builder.structure.marks import pictures
from builder.structure.marks.pieces import Gathered
from builder.structure.marks.signs import BLANK, address, attribute, linked, local, tidy, written
from builder.structure.marks.tree import Node

_KEPT = {
    **{name: name for name in ("strong", "em", "u", "s", "del", "ins", "sub", "sup", "code", "kbd", "samp", "var")},
    **{name: name for name in ("mark", "small", "cite", "q", "dfn", "abbr", "ruby", "rb", "rt", "rp", "rtc")},
    "b": "strong",
    "i": "em",
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
}
_BOLD = late(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_MERGED = frozenset({"strong", "em", "u", "s", "mark", "del", "ins"})
_PICTURE_FILE = late(r"(?i)\.(?:jpe?g|png|gif|webp|bmp|svg|avif)(?:[?#]|$)")
_CLASSES = frozenset({"math", "footnote-ref", "footnote-back", "wikilink"})


class Inline:
    """One paragraph in the making. `html()` and `plain()` give it; the counts tell how its letters are set."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.parts: list[str] = []
        self.words: list[str] = []
        self.letters = 0
        self.bold = 0
        self.anchored = 0
        self.muted = 0
        self._strong = 0
        self._link = 0
        self._pale = 0

    def add(self, children: list[Node | str]) -> None:
        """Write children in order, neighbours of one kind as one."""
        for child in _joined(children):
            if isinstance(child, str):
                self._text(child)
            else:
                self._node(child)

    def html(self) -> str:
        """The HTML of what was added, without blanks and breaks at its ends."""
        return trimmed("".join(self.parts))

    def plain(self) -> str:
        """The text of what was added; a `<br>` is a line break."""
        text = "".join(self.words)
        return "\n".join(line.strip(BLANK) for line in text.split("\n")).strip() if "\n" in text else text.strip(BLANK)

    def _text(self, text: str) -> None:
        text = tidy(text)
        count = len(text.strip(BLANK))
        self.letters += count
        self.bold += count if self._strong else 0
        self.anchored += count if self._link else 0
        self.muted += count if self._pale else 0
        self.words.append(text)
        if "://" in text and not self._link:
            html, found = linked(text)
            self.gathered.links.extend((url, self.gathered.line) for url in found)
            self.parts.append(html)
        else:
            self.parts.append(written(text))

    def _node(self, node: Node) -> None:
        tag = node.tag
        if tag == "br":
            self.parts.append("<br>")
            self.words.append("\n")
        elif tag == "wbr":
            _take_line(node, self.gathered)
        elif tag == "img":
            self._picture(node)
        elif tag == "a":
            self._anchor(node)
        elif tag == "q":
            self._text("“")
            self.add(node.children)
            self._text("”")
        elif tag in _KEPT:
            self._kept(node, _KEPT[tag])
        else:
            bold = tag != "strong" and self._strong == 0 and _BOLD.search(node.get("style").lower()) is not None
            pale = is_pale(node)
            self._pale += pale
            if bold:
                self._kept(node, "strong")
            else:
                self.add(node.children)
            self._pale -= pale

    def _kept(self, node: Node, name: str) -> None:
        """An element of ours around its children; nothing where they hold nothing, once where it stands twice."""
        if name == "strong" and self._strong:
            self.add(node.children)
            return
        mark = next((found for found in (node.get("data-fz"),) if found in _CLASSES), "")
        self._strong += name == "strong"
        self._pale += name == "small"
        parts, self.parts = self.parts, []
        if name in ("rt", "rp"):
            words, self.words = self.words, []
            self.add(node.children)
            self.words = words
        else:
            self.add(node.children)
        inner, self.parts = "".join(self.parts), parts
        self._strong -= name == "strong"
        self._pale -= name == "small"
        before, core, after = split_ends(inner) if name not in ("code", "kbd", "samp", "rt", "rp") else ("", inner, "")
        if core:
            shown = f' class="{mark}"' if mark else ""
            self.parts.append(f"{before}<{name}{shown}>{core}</{name}>{after}")
        else:
            self.parts.append(before or inner)

    def _anchor(self, node: Node) -> None:
        mark = node.get("data-fz")
        if mark in ("wikilink", "embed"):
            target = node.get("data-fz-to")
            opening = f'<a class="wikilink" data-target="{attribute(target)}">'
            if pictures.is_file(target):
                self.gathered.references.append((target, "embed", self.gathered.line))
                self._wrapped(node, opening)
                return
            self.gathered.wikilinks.append((target, self.gathered.line))
            self.parts.append('<span class="embedded">' if mark == "embed" else "")
            self._wrapped(node, opening)
            self.parts.append("</span>" if mark == "embed" else "")
            return
        if mark in ("footnote-ref", "footnote-back"):
            number = node.get("data-fz-to")
            here, there = ("fnref", "fn") if mark == "footnote-ref" else ("", "fnref")
            anchor = f' id="{here}{attribute(number)}"' if here and "." not in number else ""
            words, self.words = self.words, []  # a note's number is no part of the text
            self._wrapped(node, f'<a class="{mark}" href="#{there}{attribute(number.split(".")[0])}"{anchor}>')
            self.words = words
            return
        url = address(node.get("href"))
        if not url or url.startswith("#") or leads_to_picture(node):
            self.add(node.children)
            return
        if target := local(node.get("href")):
            if self._wrapped(node, f'<a class="wikilink" data-target="{attribute(target)}">'):
                self.gathered.references.append((target, "link", self.gathered.line))
            return
        if self._wrapped(node, f'<a href="{attribute(url)}">'):
            self.gathered.links.append((url, self.gathered.line))

    def _wrapped(self, node: Node, opening: str) -> bool:
        """Children between `opening` and `</a>`; only the children, and False, where they show nothing."""
        parts, self.parts = self.parts, []
        self._link += 1
        self.add(node.children)
        self._link -= 1
        inner, self.parts = "".join(self.parts), parts
        before, core, after = split_ends(inner)
        self.parts.append(f"{before}{opening}{core}</a>{after}" if core else inner)
        return bool(core)

    def _picture(self, node: Node) -> None:
        url = pictures.located(node)
        if url:
            target = local(url)
            if target:
                embedded = node.get("data-fz") == "embed"
                self.gathered.references.append((target, "embed" if embedded else "picture", self.gathered.line))
            self.gathered.sources.append(url)
            self.parts.append(pictures.html(node, target or url, bool(target)))
        elif pictures.is_refused(node):
            self.gathered.refused += 1
            if pictures.describes(node.get("alt")):
                self._text(node.get("alt"))


def _take_line(node: Node, gathered: Gathered) -> None:
    """Markdown's marker of where raw HTML stood."""
    line = node.get("data-fz-line")
    if line.isdigit():
        gathered.line, gathered.end = int(line), 0


def leads_to_picture(node: Node) -> bool:
    """True for a link around a picture that leads to the picture itself, or nowhere: it shows nothing more."""
    url = address(node.get("href"))
    leads = not url or url.startswith("#") or _PICTURE_FILE.search(url) is not None
    return leads and any(child.tag == "img" for child in node.walk())


def is_pale(node: Node) -> bool:
    """True for an element that sets its text grey or small, as captions are."""
    style = node.get("style").lower()
    if style and _PALE_STYLE.search(style) is not None:
        return True
    return node.tag == "font" and (
        node.get("size") in ("1", "2", "-1") or _GREY.match(node.get("color").lower()) is not None
    )


_SHADE = r"(?:#(?:([5-9a-c])\1{5}|([5-9a-c])\2{2}|([5-9a-c][0-9a-f])\3{2})(?![0-9a-f])|gr[ae]y)"
_PALE_STYLE = late(rf"(?<![\w-])color\s{{0,3}}:\s{{0,3}}{_SHADE}|font-size\s{{0,3}}:\s{{0,3}}(?:[89]|1[0-2])(?:px|pt)")
_GREY = late(_SHADE)


def _joined(children: list[Node | str]) -> list[Node | str]:
    """Children with neighbours of one kind, and blanks between them, made one."""
    if len(children) < 2:
        return children
    out: list[Node | str] = []
    grown: Node | None = None  # the node that was made here, and may grow
    for child in children:
        if isinstance(child, str) or not out:
            out.append(child)
            continue
        blank = isinstance(out[-1], str) and len(out) > 1 and not out[-1].strip(BLANK)
        last = out[-2] if blank else out[-1]
        if not isinstance(last, Node) or not _alike(last, child):
            out.append(child)
            continue
        gap = [out.pop()] if blank else []
        if last is not grown:
            grown = Node(last.tag, last.attributes, list(last.children))
            out[-1] = grown
        grown.children.extend((*gap, *child.children))
        grown.holds_block = last.holds_block or child.holds_block
    return out


def _alike(one: Node, other: Node) -> bool:
    name = _KEPT.get(one.tag, "")
    return name in _MERGED and name == _KEPT.get(other.tag, "") and not one.get("data-fz")


def split_ends(html: str) -> tuple[str, str, str]:
    """(blanks and breaks before, what is between, blanks and breaks after); in linear time."""
    start, end = 0, len(html)
    while start < end:
        if html.startswith("<br>", start):
            start += 4
        elif html[start] in BLANK:
            start += 1
        else:
            break
    while end > start:
        if html.endswith("<br>", start, end):
            end -= 4
        elif html[end - 1] in BLANK:
            end -= 1
        else:
            break
    return html[:start], html[start:end], html[end:]


_LEADING = late(r"\A((?:<(?:strong|em|u|a|s|mark|small)(?: [^<>]*)?>)+)[ \u3000\xa0]+")


def trimmed(html: str) -> str:
    """HTML without blanks and breaks at its ends and around its breaks, nor just inside its first elements."""
    core = split_ends(html)[1]
    if "<br>" in core:
        core = "<br>".join(part.strip(BLANK) for part in core.split("<br>"))
    return _LEADING.sub(r"\1", core) if core[:1] == "<" else core
