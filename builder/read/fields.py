"""The fields of a header, whatever the dialect called them → `Header`, under one name each.

Rules: of several names for one thing the first in the table that says something wins, the others are kept as extra
fields; of the same name written twice the last that is not empty wins, and that is reported; values are trimmed and
otherwise as written. A list of `categories` is one path in Hexo and several categories in Hugo and Jekyll; nested
lists are paths everywhere. A string of tags is cut at ，,、;； and, in Jekyll's own folders, at spaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath

from builder.model import Header
from builder.model.late import late
from builder.read.dialects.known import NAMES, plain
from builder.read.dialects.nouns import Block, Fault, Value
from builder.read.dialects.nouns import Field as RawField

_CUT = late(r"[，,、;；]")
_CUT_NAMES = late(r"[，、;；]|,(?!\s*(?:Jr|Sr|Ph\.?D|M\.?D)\b)|(?<!\s)\s++(?:and|&|和)\s+")
_ENTITY = late(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_ADDRESS = late(r"https?://|//|www\.", re.I)
_AFTER_NAME = late(
    r"(?:(?<![\s(（<])[\s(（<]++)?(?:https?://|mailto:)\S{1,400}$|(?:(?<!\s)\s++)?<[^<>@\s]{1,80}@[^<>\s]{1,80}>$"
)
_TAG_SIGN = late(r"#|-(?=[^\W\d])")
_UNFILLED = late(r"(?:\{\{.*\}\}|<%.*%>|\$\{.*\})\Z")
_TRUE = frozenset({"true", "yes", "on", "1", "是", "y"})
_FALSE = frozenset({"false", "no", "off", "0", "否", "n"})
_DRAFTS = frozenset({"draft", "drafts", "hidden", "private", "草稿", "skip"})
_DATED_NAME = late(r"\d{4}-\d{1,2}-\d{1,2}-")
_HUGO = frozenset({"draft", "lastmod", "publishdate", "expirydate", "linktitle", "iscjklanguage"})
_UNSTATED = "未说明原因"


def header(block: Block, path: PurePosixPath, lines: tuple[int, int]) -> tuple[Header, tuple[Fault, ...]]:
    """The header under canonical names, and the faults found in it (a name written twice)."""
    named, faults = _once(block.fields)
    taken: set[str] = set()

    def pick(canonical: str) -> Value:
        """The value under the first name that says something; that name is used up."""
        for name in NAMES[canonical]:
            if named.get(name, ("", ""))[1] not in ("", [], {}):
                taken.add(name)
                return named[name][1]
        return ""

    published = _text(named.get("published", ("", ""))[1])
    status = _text(named.get("status", ("", ""))[1]).lower()
    unpublished = published.lower() in _FALSE or _text(named.get("publish", ("", ""))[1]).lower() in _FALSE
    if published.lower() in _TRUE | _FALSE:
        named.pop("published")
    addresses = _addresses(named, pick)
    pages = frozenset(named) & _HUGO or block.dialect in ("toml", "json")
    jekyll = _DATED_NAME.match(path.name) is not None and bool({"_posts", "_drafts"} & set(path.parts))
    said = _text(pick("draft")).lower()
    if said not in _TRUE | _FALSE | {""}:
        where = next(field.line for field in block.fields if plain(field.key) in NAMES["draft"])
        unclear = f"`draft` is neither true nor false ({said[:20]}), and the document is published: write one of them"
        faults = (*faults, Fault(where, "header-draft", unclear))
    draft = said in _TRUE or status in _DRAFTS or unpublished or "_drafts" in path.parts
    draft = draft or _text(named.get("layout", ("", ""))[1]).lower() == "draft"
    found = Header(
        dialect=block.dialect,
        lines=lines,
        title=_title(pick("title")),
        date=_text(pick("date")),
        updated=_text(pick("updated")),
        authors=_authors(pick("authors")),
        source=_decoded(addresses["source"]),
        source_url=addresses["source_url"],
        tags=_tags(pick("tags"), jekyll),
        categories=_categories(pick("categories"), bool(pages) or jekyll, jekyll),
        description=_decoded(_text(pick("description"))),
        slug=_text(pick("slug")),
        permalink=addresses["permalink"],
        aliases=tuple(_flat(pick("aliases"))),
        cover=_cover(pick("cover")),
        language=_text(pick("language")),
        draft=draft,
        withdrawn=_withdrawn(pick("withdrawn")),
        corrections=_corrections(pick("corrections")),
        extra=tuple(_rest(named, taken)),  # last: by now it is known which names were taken
    )
    return found, faults


def _rest(named: Mapping[str, tuple[str, Value]], taken: Collection[str]) -> Iterator[tuple[str, str]]:
    for name, (key, value) in named.items():
        if name not in taken and (text := _text(value)):
            yield key, text


def _once(fields: Iterable[RawField]) -> tuple[dict[str, tuple[str, Value]], tuple[Fault, ...]]:
    """Each name once, as (name as written, value): the last that is not empty."""
    named: dict[str, tuple[str, Value]] = {}
    faults: list[Fault] = []
    for field in fields:
        name = plain(field.key)
        if name in named:
            message = f"`{field.key}` stands more than once in this header; the last that is not empty counts: keep one"
            faults.append(Fault(field.line, "header-duplicate", message))
            if field.value in ("", [], {}):
                continue
        named[name] = (field.key, field.value)
    return named, tuple(faults)


def _text(value: Value) -> str:
    """A value as one line of text; lists are joined, parts written as JSON."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "、".join(str(part).strip() for part in value if part)
    return json.dumps(value, ensure_ascii=False) if value else ""


def _decoded(text: str) -> str:
    """Text that a web page's tool wrote with entities in it, as it reads."""
    return unescape(text) if _ENTITY.search(text) is not None else text


def _title(value: Value) -> str:
    """A title without stray quotes around it; a template's slot that nobody filled (`{{ title }}`) is none."""
    text = _decoded(" ".join(_text(value).split("\n")).strip())
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" and text[0] not in text[1:-1]:
        text = text[1:-1].strip()
    return "" if _UNFILLED.match(text) else text


def _flat(value: Value) -> list[str]:
    """All texts in a value, in order, however deep; named parts give their `name` or their first part."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, dict):
        named = value.get("name") or value.get("title") or next(iter(value.values()), "")
        return _flat(named)
    return [text for part in value for text in _flat(part)]


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(str.strip, texts) if text))


def _authors(value: Value) -> tuple[str, ...]:
    """Names without the address behind them, cut where several stand in one string."""
    parts = _flat(value) if not isinstance(value, str) else _CUT_NAMES.split(value)
    return _unique(_AFTER_NAME.sub("", part.strip()) for part in parts)


def _tags(value: Value, jekyll: bool) -> tuple[str, ...]:
    """Tags, one each; `#` before them goes, and a list's `-` that nothing parts from them."""
    if isinstance(value, str):
        spaced = jekyll or value.lstrip().startswith("#")
        parts = _CUT.split(value) if _CUT.search(value) or not spaced else value.split()
    else:
        parts = [part for text in _flat(value) for part in _CUT.split(text)]
    return _unique(
        _TAG_SIGN.sub("", part.strip(), count=1) if part.strip()[:1] in ("#", "-") else part for part in parts
    )


def _categories(value: Value, apart: bool, jekyll: bool) -> tuple[tuple[str, ...], ...]:
    """Paths, outermost first. `apart`: a plain list holds several categories and not one path."""
    if isinstance(value, str):
        parts = value.split() if jekyll and not _CUT.search(value) else _CUT.split(value)
        return tuple(dict.fromkeys((part,) for part in _unique(parts)))
    if isinstance(value, dict):
        return tuple(_unique(_flat(part)) for part in [value] if _flat(part))
    nested = any(isinstance(part, list) for part in value)
    if not nested and not apart:
        path = _unique(_flat(value))
        return (path,) if path else ()
    paths = (_unique(_flat(part)) for part in value)
    return tuple(dict.fromkeys(path for path in paths if path))


def _cover(value: Value) -> str:
    """The address of one picture, whether a string, the first of a list, or a part called `url`, `src` …"""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((value[name] for name in ("url", "src", "image", "path", "file") if value.get(name)), "")
    return _text(value)


def _addresses(named: Mapping[str, tuple[str, Value]], pick: Callable[[str], Value]) -> dict[str, str]:
    """Source, address of the source, and own address, which tools mix up: what begins with http is no name."""
    source = _text(pick("source"))
    source_url = _text(pick("source_url"))
    permalink = _text(pick("permalink"))
    if _ADDRESS.match(source):
        source, source_url = "", source_url or source
    if source_url and not _ADDRESS.match(source_url) and not source:
        source, source_url = source_url, ""
    if _ADDRESS.match(permalink) and _text(named.get("permalink", ("", ""))[1]) != permalink:
        permalink, source_url = "", source_url or permalink
    return {"source": source, "source_url": source_url, "permalink": permalink}


def _withdrawn(value: Value) -> str:
    """The reason of a withdrawal, "" where there is none."""
    text = _text(value)
    if text.lower() in _FALSE:
        return ""
    return _UNSTATED if text.lower() in _TRUE else text


def _corrections(value: Value) -> tuple[tuple[str, str], ...]:
    """(date, what was put right) in order, from a list of parts, of strings `2023-05-01: …`, or from named parts."""
    if isinstance(value, str):
        return (_correction(value),) if value.strip() else ()
    if isinstance(value, dict) and not value.get("date"):
        return tuple((date.strip(), _text(reason)) for date, reason in value.items())
    parts = value if isinstance(value, list) else [value]
    return tuple(_correction(part) for part in parts if part)


_DATED = late(r"([\d\u4e00-\u9fff〇./-]{4,14}?)\s*[:：，,]\s*(.+)$|(\d{4}-\d{2}-\d{2})\s+(.+)$", re.S)


def _correction(part: Value) -> tuple[str, str]:
    if isinstance(part, dict):
        names = {plain(key): _text(value) for key, value in part.items()}
        date = names.pop("date", "") or names.pop("日期", "")
        if not date and len(names) == 1:
            date, reason = next(iter(part)), next(iter(names.values()))
            return date.strip(), reason
        return date, "；".join(value for value in names.values() if value)
    text = _text(part)
    match = _DATED.match(text)
    if match is None or not any(character.isdigit() for character in (match[1] or match[3])):
        return "", text
    return (match[1] or match[3]).strip(), (match[2] or match[4]).strip()
