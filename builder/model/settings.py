"""The settings of a site, whole and checked: what `config` reads from `site.toml` and nothing changes again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# The words of a `permalink` pattern, and those that tell one document from another.
ADDRESS_NAMES = (
    *("id", "slug", "abbrlink", "title", "name", "filename", "post_title", "slugortitle"),
    *("slugorfilename", "contentbasename", "slugorcontentbasename", "basename", "path", "hash"),
)
ADDRESS_WORDS = (
    *ADDRESS_NAMES,
    *("year", "short_year", "month", "i_month", "day", "i_day", "y_day", "hour", "minute", "second", "timestamp"),
    *("short_month", "long_month", "monthname", "w_year", "week", "w_day", "short_day", "long_day"),
    *("weekday", "weekdayname", "yearday"),
    *("section", "sections", "sectionslug", "sectionslugs", "collection"),
    *("category", "categories", "slugified_categories", "output_ext"),
)
# What Go and Python call the parts of a date, in our words: Hugo's `:2006`, Pelican's `{date:%Y}`.
_GO = {
    "2006": "year", "06": "short_year", "01": "month", "1": "i_month", "Jan": "short_month", "January": "long_month",
    "02": "day", "2": "i_day", "Mon": "short_day", "Monday": "long_day", "15": "hour", "04": "minute", "05": "second",
}  # fmt: skip
_PYTHON = {
    "%Y": "year", "%y": "short_year", "%m": "month", "%-m": "i_month", "%b": "short_month", "%B": "long_month",
    "%d": "day", "%-d": "i_day", "%j": "y_day", "%a": "short_day", "%A": "long_day", "%H": "hour", "%M": "minute",
    "%S": "second", "%G": "w_year", "%V": "week", "%u": "w_day",
}  # fmt: skip
_PELICAN = {"slug": "slugortitle", "category": "slugified_categories"}
_GO_WORD = re.compile(rf":({'|'.join(sorted(_GO, key=len, reverse=True))})(?![A-Za-z0-9])")
_PYTHON_WORD = re.compile("|".join(map(re.escape, _PYTHON)))
_PELICAN_WORD = re.compile(r"\{(slug|category|date:([^{}]{1,40}))\}")


def spelled_out(pattern: str) -> str:
    """A `permalink` pattern with the words of `ADDRESS_WORDS` in place of Pelican's and of Go's dates.

    >>> spelled_out("/{date:%Y}/{date:%b-%d}/{slug}.html"), spelled_out("/:2006/:01/:filename/")
    ('/:year/:short_month-:day/:slugortitle.html', '/:year/:month/:filename/')
    """

    def said(found: re.Match[str]) -> str:
        if not found[2]:
            return f":{_PELICAN[found[1]]}"
        return _PYTHON_WORD.sub(lambda part: f":{_PYTHON[part[0]]}", found[2])

    return _GO_WORD.sub(lambda found: f":{_GO[found[1]]}", _PELICAN_WORD.sub(said, pattern))


Language = Literal["zh-Hans", "zh-Hant", "en"]


@dataclass(frozen=True, slots=True)
class HomeTexts:
    """Words on the home page: a lead sentence of the site's own, and example queries ("" and () for the built-in)."""

    lead: str = ""
    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRule:
    """What a site says of one source: the spellings that mean it, its home page, and how far its clocks are trusted.

    `gmt_is_local`: a header date labelled GMT is local time mislabelled and stays on its day.
    """

    name: str
    aliases: tuple[str, ...] = ()
    url: str = ""
    gmt_is_local: bool | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the site's vocabulary: canonical name, other spellings, definition, parent; `never` keeps it no tag."""

    name: str
    aliases: tuple[str, ...] = ()
    definition: str = ""
    parent: str = ""
    never: bool = False


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """How the site settles a name: `aliases` are the same person; `split` tells namesakes apart by the office held."""

    name: str
    aliases: tuple[str, ...] = ()
    split: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """The look, within bounds: an accent colour (CSS), a face, a measure in em, paragraph indents, a logo file."""

    accent: str = ""
    face: Literal["serif", "sans"] = "serif"
    width: int = 36
    indent: bool = True
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """One site. Paths are absolute; `base_url` ends in `/` or is ""; `repairs` names the rules that run, () for all.

    `editions` are the languages of its trees, the one at the root first, () where there is one tree only. The settings
    of a second tree have its `language`, and a `base_url` that ends in its folder.
    """

    root: Path
    title: str = "方志"
    description: str = ""
    language: Language = "zh-Hans"
    editions: tuple[Language, ...] = ()
    base_url: str = ""
    timezone: str = "Asia/Shanghai"
    content: Path = Path("content")
    output: Path = Path("public")
    permalink: str = "/d/:id/"
    licence: str = ""
    report_url: str = ""
    repairs: tuple[str, ...] = ()
    home: HomeTexts = HomeTexts()
    sources: tuple[SourceRule, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    people: tuple[NamedPerson, ...] = ()
    theme: Theme = Theme()

    @property
    def base_path(self) -> str:
        """The path part of `base_url`: `/` at a host's root, `/repo/` below it."""
        rest = self.base_url.partition("://")[2] if "://" in self.base_url else self.base_url
        return "/" + rest.partition("/")[2] if "://" in self.base_url else (rest or "/")

    @property
    def folder(self) -> str:
        """The folder of this tree below the site's root: `hant/`, or "" for the tree at the root."""
        return folder(self.language) if self.language in self.editions[1:] else ""


def folder(language: Language) -> str:
    """The folder of a second tree in this language.

    >>> folder("zh-Hant")
    'hant/'
    """
    return f"{language.removeprefix('zh-').lower()}/"
