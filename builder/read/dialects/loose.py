"""A header read line by line, as a patient person would: for headers that their own parser refuses.

Rules: `key: value` (or `key = value`) opens a field; `- item` adds to the field above; deeper `key: value` lines are
parts of a field that has no value of its own; other deeper lines go on with the value above; tabs are spaces. A list
that follows a finished value belongs to no field: it is taken for the missing `tags` where it looks like them.
"""

from __future__ import annotations

import re

from builder.model.late import late
from builder.read.dialects.known import CANONICAL, is_known, plain
from builder.read.dialects.nouns import Fault, Field, Value

_KEY = late(r"""["']?([^\W\d][\w .\-]{0,40}?)["']?[ \t]*([:：=])(?=[ \t\u3000]|$|(?<=：))[ \t\u3000]*(.*)""")
_TIGHT = late(r"""["']?([^\W\d][\w\-]{0,40})["']?(:)(.*)""")
_ITEM = late(r"-[ \t]+(.*)|-$")
_TIGHT_ITEM = late(r"-([^\s\-].*)")
_INLINE_ITEM = late(r"(?:^|\s)-\s+")
_LISTS = ("tags", "categories")
_QUOTES = "\"'“”‘’`"


def key_of(line: str) -> str:
    """The name that a line opens a field with, "" where it opens none.

    >>> key_of("title: 甲"), key_of("  - 乙"), key_of("https://a.cn")
    ('title', '', '')
    """
    match = _KEY.match(line.strip())
    if match is not None and match[2] != "=":
        return match[1]
    match = _TIGHT.match(line.strip())
    return match[1] if match is not None and is_known(match[1]) and not match[3].startswith("//") else ""


def like_header(line: str) -> bool:
    """True where a line may stand in a header: blank, a comment, a field, an item, or set in from the margin."""
    return not line.strip() or line[0] in " \t#-}]" or bool(key_of(line))


def read(lines: list[str], first: int) -> tuple[list[Field], list[Fault]]:
    """The fields of `lines`, the first of which is line `first` of the file."""
    reader = _Reader()
    for number, line in enumerate(lines, first):
        reader.take(line.expandtabs(2).rstrip(), number)
    return reader.fields(), reader.faults


class _Reader:
    """One reading: the fields so far, of which only the last is open."""

    def __init__(self) -> None:
        self.found: list[tuple[str, list[str], list[Value], dict[str, Value], int]] = []
        self.orphans: list[Value] = []
        self.orphan_line = 0
        self.block = False
        self.faults: list[Fault] = []

    def take(self, line: str, number: int) -> None:
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if self.block and (indent or not text):
            self.found[-1][1].append(text)
            return
        if not text or text.startswith("#") or text in "{}[]":
            return
        self.block = False
        item = _ITEM.match(text) or (_TIGHT_ITEM.match(text) if self._lists() else None)
        if item is not None:
            self._item(item[1] or "", number)
            return
        match = _KEY.match(text)
        if match is None and (tight := _TIGHT.match(text)) is not None and is_known(tight[1]):
            match = tight
        if match is not None and not (indent and self._inside(match[1])):
            self._open(match[1], match[3].rstrip(","), number)
        elif match is not None and indent:
            self._part(match[1], match[3].rstrip(","))
        elif self.found and (indent or self.found[-1][1]):
            self.found[-1][1].append(text)
        else:
            self.faults.append(Fault(number, "header-line", "this line of the header says nothing that can be read"))

    def _lists(self) -> bool:
        """True below a field that holds a list and nothing beside its name: `tags:`, then `-水库`."""
        return bool(self.found) and CANONICAL.get(plain(self.found[-1][0])) in _LISTS and not self.found[-1][1]

    def _inside(self, key: str) -> bool:
        """True where a line set in from the margin is a part of the field above and not a field of its own."""
        if not self.found:
            return False
        _, values, items, parts, _ = self.found[-1]
        return not values and bool(parts or items or not is_known(key))

    def _open(self, key: str, value: str, number: int) -> None:
        self.block = value in ("|", ">", "|-", ">-", "|+", ">+")
        if value.startswith("- ") and CANONICAL.get(plain(key)) in _LISTS:  # categories: - 水利 - 工程
            self.found.append((key, [], [scalar(part) for part in _INLINE_ITEM.split(value) if part], {}, number))
            return
        self.found.append((key, [value] if value and not self.block else [], [], {}, number))

    def _part(self, key: str, value: str) -> None:
        _, _, items, parts, _ = self.found[-1]
        if items and isinstance(items[-1], dict):
            items[-1][key] = scalar(value)
        else:
            parts[key] = scalar(value)

    def _item(self, text: str, number: int) -> None:
        if not self.found:
            self.faults.append(Fault(number, "header-list", "this item stands in no list; name the field above it"))
            return
        _, values, items, _, _ = self.found[-1]
        if values:
            self.orphans.append(scalar(text))
            self.orphan_line = self.orphan_line or number
        elif (part := re.match(r"([A-Za-z]\w{0,30}): (.*)", text)) is not None:
            items.append({part[1]: scalar(part[2])})
        else:
            items.append(scalar(text))

    def fields(self) -> list[Field]:
        out = [
            Field(key, items or parts or scalar(" ".join(values)), line)
            for key, values, items, parts, line in self.found
        ]
        if self.orphans:
            short = all(isinstance(item, str) and 0 < len(item) <= 20 for item in self.orphans)
            free = not any(plain(key) in ("tags", "tag") for key, *_ in self.found)
            name = "tags" if short and free else "list"
            message = f"this list stands under no field; it was taken for `{name}`: write `{name}:` above it"
            self.faults.append(Fault(self.orphan_line, "header-list", message))
            out.append(Field(name, self.orphans, self.orphan_line))
        return out


def scalar(text: str, depth: int = 0) -> Value:
    """A value on one line: `[a, b]` is a list, quotes go, anything else stays as it is.

    >>> scalar("[安全，'生产']"), scalar('\"""\\'第10集\\'\"""'), scalar('"甲"与"乙"')
    (['安全', '生产'], '第10集', '"甲"与"乙"')
    >>> scalar("[水库, 防汛"), scalar("'It's so'"), scalar('"未闭')
    (['水库', '防汛'], "It's so", '未闭')
    """
    text = text.strip()
    if text[:1] == "[" and "]" not in text and re.search("[,，、]", text):  # nobody closed the list
        text += "]"
    if text[:1] in ("'", '"') and text.count(text[0]) == 1:  # nor this quote
        text = text[1:]
    if text in ("~", "null", "Null", "NULL"):
        return ""
    if len(text) > 1 and text[0] == "[" and text[-1] == "]" and depth < 4 and (parts := _parts(text[1:-1])) is not None:
        return [scalar(part, depth + 1) for part in parts if part.strip()]
    return unquote(text)


def unquote(text: str) -> str:
    """The text without the quotes around it, however many, where they are not part of what it says."""
    if text[:1] == '"' == text[-1:] and "\\" in text:
        text = _unescape(text)
    inner = text
    while len(inner) > 1 and inner[0] == inner[-1] and inner[0] in "\"'":
        inner = inner[1:-1]
    return inner.strip() if not any(quote in inner for quote in "\"'") or inner == text else _one(text)


def _one(text: str) -> str:
    """The text without one pair of quotes, where what stands between them has none of their kind, or an odd number."""
    quote, inner = text[0], text[1:-1]
    return inner.strip() if quote not in inner or inner.count(quote) % 2 else text


_ESCAPE = late(r"\\(?:U([0-9A-Fa-f]{8})|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\"\\/nt]))")


def _unescape(text: str) -> str:
    """Double-quoted text with YAML's escapes resolved; one that names no character stays as it is."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2] or match[3] or "0", 16)
        if match[4]:
            return {"n": " ", "t": " "}.get(match[4], match[4])
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]

    return _ESCAPE.sub(character, text)


def _parts(text: str) -> list[str] | None:
    """The members of a list on one line, cut at commas outside of quotes and brackets; None where brackets are odd."""
    parts: list[str] = []
    at = depth = 0
    quote = ""
    for place, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and not text[at:place].strip():
            quote = character
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth < 0:
                return None
        elif character in ",，、" and not depth:
            parts.append(text[at:place])
            at = place + 1
    if depth or quote:
        return None
    return [*parts, text[at:]]
