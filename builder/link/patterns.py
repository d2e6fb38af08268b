"""A document's address by the site's `permalink` pattern, as Hexo, Hugo, Jekyll and Pelican would give it.

Strategy: the words of the four tools, each as its own documentation explains it; where two tools mean different things
by one word, the file says whose it is (a date before the name is Jekyll's, and comes off; folders below `_posts` are
Hexo's, and stay). What a header asks for as its own address (`permalink`, `url`) stands above the pattern. A part that
says nothing vanishes with its slash. An address that ends in `.html` is a file, any other a folder with a page in it.

Doubt: a word for which a document has nothing (no date, no category) is `undated`, `00` or `uncategorized`.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, unquote

from builder.link.addresses import file_name
from builder.model import Document
from builder.model.settings import ADDRESS_WORDS

_WORD = re.compile(":(" + "|".join(sorted(ADDRESS_WORDS, key=len, reverse=True)) + r")(?![a-z])")
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?=.)")
_BLANKS = re.compile(r"\s+")
_BUNDLES = ("index", "_index")
_PAGE = re.compile(r"\.html?$", re.I)


def address(pattern: str, document: Document, identity: str) -> str:
    """The pattern filled in, relative to the root and percent-encoded."""
    if pattern == "/d/:id/":
        return f"d/{identity}/"
    own = re.sub(r"^[a-z]+://[^/]*", "", document.permalink) if document.article == 1 else ""
    if own.strip("/") and "?" not in own and ".." not in own:
        pattern = own if own.endswith("/") or _PAGE.search(own) else own + "/"
    filled = _WORD.sub(lambda found: _value(found[1], document, identity), unquote(pattern))
    parts = [file_name(part) for part in re.sub(r"(^|/)index\.html?$", r"\1", filled).split("/")]
    joined = "/".join(quote(part, safe="") for part in parts if part)
    if not joined:  # the home page is nobody's
        return f"d/{identity}/"
    return joined if _PAGE.search(filled) and _PAGE.search(joined) else f"{joined}/"


def _value(word: str, document: Document, identity: str) -> str:
    if word in _OF_DATE:
        return _of_date(word, document)
    stem, folders = _place(document)
    slug = document.slug.strip("/")
    if word in ("title", "name", "filename", "contentbasename"):
        plain = _DATED.sub("", stem, count=1)
        if word == "title" and "_posts" in document.path.parts and plain == stem:
            below = folders[folders.index("_posts") + 1 :] if "_posts" in folders else ()
            return "/".join((*below, slug or stem))
        return _joined(stem if word in ("filename", "contentbasename") else slug or plain)
    if word in ("slugorfilename", "slugorcontentbasename"):
        return _joined(slug or stem).lower()
    if word in ("section", "sections"):
        return _joined("/".join(folders[:1] if word == "section" else folders)).lower()
    if word == "post_title":
        return _joined(document.title)
    if word == "slugortitle":
        plain = re.sub(r"[^\w\s-]", "", document.title).strip().lower()
        return slug or (re.sub(r"[-\s]+", "-", plain) if plain.isascii() and plain else identity)
    if word == "categories":
        above = folders[: folders.index("_posts")] if "_posts" in folders else ()
        names = (*above, *(name for path in document.categories for name in path))
        return "/".join(dict.fromkeys(_joined(name).lower() for name in names))
    if word == "category":
        return _joined("/".join(document.categories[-1])) if document.categories else "uncategorized"
    return ".html" if word == "output_ext" else identity


def _place(document: Document) -> tuple[str, tuple[str, ...]]:
    """The name of a document and the folders above it: a bundle (`dike/index.md`) is called by its folder."""
    folders = document.path.parts[:-1]
    if document.path.stem.lower() in _BUNDLES and folders:
        return folders[-1], folders[:-1]
    return document.path.stem, folders


def _joined(name: str) -> str:
    return _BLANKS.sub("-", name.strip())


_OF_DATE = ("year", "short_year", "month", "i_month", "day", "i_day", "y_day", "hour", "minute", "second")


def _of_date(word: str, document: Document) -> str:
    shown = document.date
    parts = [*(shown.edtf.rstrip("?~%").split("-") if shown else ()), "", "", ""][:3]
    year, month, day = (part if part.isdigit() else "" for part in parts)
    if word in ("hour", "minute", "second"):
        clock = [*(shown.time.split(":") if shown and shown.time else ()), "00", "00", "00"]
        return str(clock[("hour", "minute", "second").index(word)])[:2]
    if word == "y_day":
        return f"{date(int(year), int(month), int(day)).timetuple().tm_yday:03}" if year and month and day else "000"
    known = {"year": year or "undated", "short_year": year[2:] or "00", "month": month or "00", "day": day or "00"}
    return known[word] if word in known else known[word[2:]].lstrip("0") or "0"
