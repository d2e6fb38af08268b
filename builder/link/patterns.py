"""A document's address by the site's `permalink` pattern, as Hexo, Hugo, Jekyll and Pelican would give it.

Strategy: the words of the four tools, each as its own documentation explains it; where two tools mean different things
by one word, the file says whose it is (a date before the name is Jekyll's, and comes off; folders below `_posts` are
Hexo's, and stay). What a header asks for as its own address (`permalink`, `url`) stands above the pattern. A part that
says nothing vanishes with its slash. An address that ends in `.html` is a file, any other a folder with a page in it.

Doubt: a word for which a document has nothing (no date, no category) is `undated`, `00` or `uncategorized`. Hugo's
`:title` is here `:post_title`, for Hexo and Jekyll call the file's name so; its `:slug` is never made of the title.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha1
from urllib.parse import quote, unquote

from builder.link.addresses import file_name
from builder.link.moments import MOMENTS, moment, seconds
from builder.model import Document
from builder.model.settings import ADDRESS_WORDS, spelled_out

_WORD = re.compile(
    r":(?P<word>" + "|".join(sorted(ADDRESS_WORDS, key=len, reverse=True)) + r")(?![a-z])"
    r"(?P<slice>(?<=s)\[(?:\d{0,3}|last)(?::(?:\d{0,3}|last))?\])?"
)
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?=.)")
_BLANKS = re.compile(r"\s+")
_SIGNS = re.compile(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'<>,.?/]+""")  # what Hexo turns into a hyphen
_BUNDLES = ("index", "_index")
_PAGE = re.compile(r"\.html?$", re.I)


def address(pattern: str, document: Document, identity: str, timezone: str = "UTC") -> str:
    """The pattern filled in, relative to the root and percent-encoded."""
    if pattern == "/d/:id/":
        return f"d/{identity}/"
    own = re.sub(r"^[a-z]+://[^/]*", "", document.permalink) if document.article == 1 else ""
    if own.strip("/") and "?" not in own and ".." not in own:
        pattern = own if own.endswith("/") or _PAGE.search(own) else own + "/"
    filled = _WORD.sub(lambda found: _value(found, document, identity, timezone), spelled_out(unquote(pattern)))
    parts = [file_name(part) for part in re.sub(r"(^|/)index\.html?$", r"\1", filled).split("/")]
    joined = "/".join(quote(part, safe="") for part in parts if part)
    if not joined:  # the home page is nobody's
        return f"d/{identity}/"
    return joined if _PAGE.search(filled) and _PAGE.search(joined) else f"{joined}/"


def _value(found: re.Match[str], document: Document, identity: str, timezone: str) -> str:
    word = found["word"]
    if word in MOMENTS:
        return moment(word, document.date, timezone)
    if word in ("section", "sections", "sectionslug", "sectionslugs"):
        folders = _place(document)[1]
        chosen = _sliced(folders, found["slice"]) if found["slice"] else folders if word.endswith("s") else folders[:1]
        return _joined("/".join(chosen)).lower()
    return _name(word, document, identity, timezone) + (found["slice"] or "")


def _name(word: str, document: Document, identity: str, timezone: str) -> str:
    stem, folders = _place(document)
    slug = document.slug.strip("/")
    if word in ("title", "name"):
        return _title(document) if word == "title" else _joined(slug or _DATED.sub("", stem, count=1))
    if word in ("filename", "contentbasename", "slugorfilename", "slugorcontentbasename"):
        return _joined((slug if word.startswith("slug") else "") or stem).lower()
    if word == "basename":
        return stem
    if word in ("collection", "path"):
        label = next((number for number, name in enumerate(folders) if name.startswith("_")), -1)
        if word == "collection":
            return folders[label].lstrip("_") if label >= 0 else ""
        return "/".join((*folders[label + 1 :], stem))
    if word == "post_title":
        return _slugized(document.title).lower()
    if word == "slugortitle":
        plain = re.sub(r"[^\w\s-]", "", document.title).strip().lower()
        return slug or (re.sub(r"[-\s]+", "-", plain) if plain.isascii() and plain else identity)
    if word in ("categories", "slugified_categories"):
        above = folders[: folders.index("_posts")] if "_posts" in folders else ()
        names = (*above, *(name for path in document.categories for name in path))
        plain_names = (name.lower() if word == "categories" else _slugified(name) for name in names)
        return "/".join(dict.fromkeys(plain_names))
    if word == "category":
        return "/".join(map(_slugized, document.categories[-1])) if document.categories else "uncategorized"
    if word == "hash":
        since = seconds(document.date, timezone)
        return (
            sha1(f"{_title(document)}{since}".encode(), usedforsecurity=False).hexdigest()[:12] if since else identity
        )
    return ".html" if word == "output_ext" else identity


def _title(document: Document) -> str:
    """What Hexo and Jekyll call the title: the file's name, and for Hexo the folders below `_posts`."""
    stem, folders = _place(document)
    slug = document.slug.strip("/")
    plain = _DATED.sub("", stem, count=1)
    if "_posts" not in document.path.parts or plain != stem:
        return _joined(slug or plain)
    below = folders[folders.index("_posts") + 1 :] if "_posts" in folders else ()
    return "/".join((*below, slug or stem))


def _place(document: Document) -> tuple[str, tuple[str, ...]]:
    """The name of a document and the folders above it: a bundle (`dike/index.md`) is called by its folder."""
    folders = document.path.parts[:-1]
    if document.path.stem.lower() in _BUNDLES and folders:
        return folders[-1], folders[:-1]
    return document.path.stem, folders


def _sliced(folders: tuple[str, ...], cut: str) -> tuple[str, ...]:
    """The folders that Hugo's slice names; one that reaches beyond them is forgiven.

    >>> [_sliced(("甲", "乙", "丙"), cut) for cut in ("[1:]", "[:last]", "[last]", "[1:2]", "[7]")]
    [('乙', '丙'), ('甲', '乙'), ('丙',), ('乙',), ()]
    """
    low, colon, high = cut[1:-1].partition(":")
    last = max(0, len(folders) - 1)
    start = last if low == "last" else int(low or 0)
    if not colon:
        return folders[start : start + 1] if low else ()
    return folders[start : last if high == "last" else int(high) if high else None]


def _joined(name: str) -> str:
    return _BLANKS.sub("-", name.strip())


def _slugized(name: str) -> str:
    """A name in Hexo's addresses: Latin letters without their accents, hyphens for signs and blanks.

    >>> _slugized("Été: 河堤（一）, final!")
    'Ete-河堤（一）-final'
    """
    plain = "".join(base if (base := unicodedata.normalize("NFD", sign)[0]).isascii() else sign for sign in name)
    return _SIGNS.sub("-", plain).strip("-")


def _slugified(name: str) -> str:
    """A name in Jekyll's addresses: small letters, and one hyphen for all that is no letter and no digit.

    >>> _slugified("Sci-Fi Movi3s（一）")
    'sci-fi-movi3s-一'
    """
    return re.sub(r"[\W_]+", "-", name).strip("-").lower()
