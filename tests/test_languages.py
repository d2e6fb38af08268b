"""The interface in its three languages, read off finished pages: nothing missing, nothing in another language.

The handmade site is drawn in each. What its documents say is known, and is taken off; what is left is the interface's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest

from builder.index.folding import fold
from builder.render.messages import LANGUAGES, MESSAGES
from tests import handmade
from tests.test_render import html, site

SAID = ("title", "aria-label", "placeholder", "alt", "data-copy", "data-copied", "data-save", "label")
HAN = re.compile("[\u3400-\u9fff]")
PIECE = re.compile(r"[^\W\d_]+")
ENGLISH = {text for texts in MESSAGES.values() for text in PIECE.findall(texts[2]) if len(text) > 3}
# Latin words that stand on every page of an archive, in whatever language: names of formats and of the program.
NAMES = re.compile(
    r"Fangzhi|Markdown|BibTeX|RIS|CSL-JSON|JSON Lines|JSON|CSV|TXT|Atom|SHA-256|CC BY|utf-8|gb18030|URL|ISO|EDTF|"
    r"Frictionless|Data Package|datapackage|OpenSearch|zh-Han[st]|https?://\S+|[\w/.-]+\.(?:txt|md|bib|ris|json|png)|[0-9a-f]{12,}"
)
JS = Path(__file__).resolve().parent.parent / "static/js/search-words.js"


def only_in(encoding: str, other: str, text: str) -> set[str]:
    """The Han characters of `text` that one national standard has and the other lacks."""
    return {sign for sign in HAN.findall(text) if sign.encode(encoding, "ignore") and not sign.encode(other, "ignore")}


class Reader(HTMLParser):
    """All that a page says: its text, and the attributes that are read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "pre")
        if dict(attrs).get("class") != "Z3988":
            self.said += [value for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "pre")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def strings(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, (str, PurePosixPath)):
        yield str(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


@lru_cache
def documents() -> tuple[tuple[str, ...], str]:
    """What the documents and the settings say: each text, longest first, and all of it as one."""
    settings = handmade.config()
    known = {*strings(handmade.ARCHIVE), *strings(handmade.BODIES), settings.title, settings.description}
    known |= {f"{entry.document.title}: {entry.document.subtitle}" for entry in handmade.ENTRIES}
    lines = {line.strip() for text in known for line in re.sub(r"</?[a-z][^>]*>", "\n", text).split("\n")}
    kept = sorted({line for line in lines if HAN.search(line)}, key=len, reverse=True)
    return tuple(kept), "\n".join(bare(text) for text in known if HAN.search(text))


def bare(text: str) -> str:
    """A text without markup, blanks and the sign of a line's end, in one script."""
    return fold(re.sub(r"[\s↵]+", "", unescape(re.sub(r"</?[a-z][^>]*>", "", text))))


def interface(path: str, language: str) -> Iterator[str]:
    """What the interface says on a page: everything that no document says."""
    known, whole = documents()
    for said in Reader(html(path, language)).said:
        text = re.sub(r"\{\w+\}", "", " ".join(said.split()))
        if not text or bare(text.strip("…")) in whole:
            continue
        for one in known:
            if one in text:
                text = text.replace(one, " ")
        yield text


def pages(language: str) -> list[str]:
    found = [path for path in site(language) if path.endswith(".html")]
    assert len(found) > 20
    return found


def test_the_english_site_says_nothing_in_chinese() -> None:
    left = {(path, text) for path in pages("en") for text in interface(path, "en") if HAN.search(text)}
    assert left == set()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_chinese_site_says_nothing_in_english_or_in_the_other_script(language: str) -> None:
    here, other = ("gb2312", "big5") if language == "zh-Hans" else ("big5", "gb2312")
    for path in pages(language):
        for text in interface(path, language):
            assert not only_in(other, here, text), (path, text)
            english = ENGLISH & set(PIECE.findall(NAMES.sub("", text)))
            assert not english, (path, text)


def test_pages_are_not_all_silent() -> None:
    """Or the two above would hold of anything."""
    for place, language in enumerate(LANGUAGES):
        said = {text for path in pages(language) for text in interface(path, language)}
        for name in ("browse", "search_archive", "cite", "provenance", "view_compare", "copy", "withdrawn", "state"):
            assert any(MESSAGES[name][place] in text for text in said), (language, name)
    assert only_in("gb2312", "big5", "关于时间") and only_in("big5", "gb2312", "關於時間")


def test_the_words_that_scripts_say_are_whole() -> None:
    table = dict(re.findall(r'^  (\w+): (\[".*"\]),$', JS.read_text(encoding="utf-8"), re.M))
    assert len(table) > 40
    for name, row in table.items():
        hans, hant, english = (re.sub(r"\{\w+\}", "", text) for text in re.findall(r'"((?:\\.|[^"])*)"', row))
        assert hans.strip() + name and not only_in("big5", "gb2312", hans), name
        assert not only_in("gb2312", "big5", hant) and "“" not in hant, name
        assert not HAN.search(english), name
