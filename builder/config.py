"""Reads `site.toml`, checks all of it, and never changes it again.

Strategy: one table of settings (`SETTINGS`) says every key there is, its type, its default and what it means. The
reader, the commented `site.toml` of `fangzhi init` and the manual's list of settings are all made from that table, so
none can drift. Every fault is found before the first is told, each with its line, and an unknown key names the nearest
known one.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from builder.model import (
    BuildError,
    Config,
    HomeTexts,
    NamedPerson,
    Problem,
    SourceRule,
    Term,
    Theme,
)
from builder.model.settings import ADDRESS_NAMES, ADDRESS_WORDS, spelled_out

FILE_NAME = "site.toml"

Check = Callable[[Any], str]  # gives what is wrong with a value, "" if nothing


def _language(value: str) -> str:
    known = ("zh-Hans", "zh-Hant", "en")
    return "" if value in known else f"is one of {', '.join(known)}"


def _editions(value: tuple[str, ...]) -> str:
    wrong = [name for name in value if name not in ("zh-Hans", "zh-Hant")]
    if wrong:
        return "knows zh-Hans and zh-Hant"
    return "" if len(set(value)) == len(value) else "names each script once"


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return 'is the name of a time zone, such as "Asia/Shanghai"'
    return ""


def _base_url(value: str) -> str:
    if not value or re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?|/([^\s?#]*/)?", value):
        return ""
    return 'is a whole address, such as "https://example.org/archive/"'


def _permalink(value: str) -> str:
    words = re.findall(r":([a-z_]+)", re.sub(r"(?<=s)\[[^\[\]]*\]", "", spelled_out(value)))
    unknown = [word for word in words if word not in ADDRESS_WORDS]
    if unknown:
        return f"knows {', '.join(f':{word}' for word in ADDRESS_WORDS)}, not :{unknown[0]}"
    if not set(words) & set(ADDRESS_NAMES):
        return "must hold :id, :slug or :title, or two documents could share an address"
    return "" if value.startswith("/") and ".." not in value else 'starts with "/" and does not climb with ".."'


def _folder(value: str) -> str:
    path = PurePosixPath(value)
    inside = value and not path.is_absolute() and ".." not in path.parts
    return "" if inside else "is a folder inside the site's own"


def _face(value: str) -> str:
    return "" if value in ("serif", "sans") else 'is "serif" or "sans"'


def _colour(value: str) -> str:
    good = not value or re.fullmatch(r"#[0-9a-fA-F]{3,8}|[a-z]+|(rgb|hsl|oklch)\([\d\s.,%/]+\)", value)
    return "" if good else 'is a CSS colour, such as "#a32a1f"'


def _width(value: int) -> str:
    return "" if 20 <= value <= 60 else "is a number of characters from 20 to 60"


def _web_address(value: str) -> str:
    good = not value or re.match(r"(https?://|mailto:)\S+$", value)
    return "" if good else "starts with https://, http:// or mailto:"


def _anything(value: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of `site.toml`: `table` and `key`, the default (which also gives the type), and what it means."""

    table: str
    key: str
    default: Any
    meaning: str
    check: Check = _anything


SETTINGS: tuple[Setting, ...] = (
    Setting("site", "title", "方志", "The archive's name, on every page."),
    Setting("site", "description", "", "One sentence that says what is collected here."),
    Setting("site", "language", "zh-Hans", "Language of the interface: zh-Hans, zh-Hant or en.", _language),
    Setting(
        "site",
        "editions",
        (),
        'Scripts: ["zh-Hans", "zh-Hant"] adds the whole site in the other one, below hant/; empty is one edition.',
        _editions,
    ),
    Setting("site", "base_url", "", "Where the site will stand; feeds and the sitemap need it.", _base_url),
    Setting("site", "timezone", "Asia/Shanghai", "A date without a zone is local to this one.", _timezone),
    Setting("site", "content", "content", "The folder with the documents.", _folder),
    Setting("site", "output", "public", "The folder that the site is written to.", _folder),
    Setting("site", "permalink", "/d/:id/", "Address of a document, as Hexo, Hugo or Jekyll write it.", _permalink),
    Setting("site", "licence", "", "Under what terms the texts may be used; shown in the footer."),
    Setting("site", "report_url", "", "Where readers report an error: a page or a mailto: address.", _web_address),
    Setting("repair", "rules", (), "The repairs that run, by name; empty runs them all."),
    Setting("home", "lead", "", "A sentence of your own at the top of the home page."),
    Setting("home", "queries", (), "Example queries on the home page; empty lets the builder choose."),
    Setting("theme", "accent", "", "The one accent colour, as CSS writes it; empty is seal red.", _colour),
    Setting("theme", "face", "serif", "The face of the body text: serif (Song) or sans (Hei).", _face),
    Setting("theme", "width", 36, "Characters in a line of body text, at most.", _width),
    Setting("theme", "indent", True, "Whether paragraphs are indented by two characters."),
    Setting("theme", "logo", "", "An image in static/ to stand beside the title."),
)

# Tables with names of the user's own below them: [sources."观察者网"], [tags."安全生产"], [people."陈红民"].
NAMED: tuple[Setting, ...] = (
    Setting("sources", "aliases", (), "Other spellings that mean this source."),
    Setting("sources", "url", "", "The source's own site.", _web_address),
    Setting("sources", "gmt_is_local", None, "Whether its dates labelled GMT are local time mislabelled."),
    Setting("tags", "aliases", (), "Other spellings of this tag."),
    Setting("tags", "definition", "", "One sentence that says what the tag covers."),
    Setting("tags", "parent", "", "The wider tag that this one belongs to."),
    Setting("tags", "never", False, "True keeps the word from ever becoming a tag."),
    Setting("people", "aliases", (), "Other spellings of this person's name."),
    Setting("people", "split", (), "Offices that tell namesakes apart: one page for each."),
)


def load(root: Path, *, output: Path | None = None, base_url: str | None = None) -> Config:
    """The settings of the site in folder `root`, with what the command line says put over them.

    Raises BuildError with every fault at once when `site.toml` is missing, cannot be read or is wrong.
    """
    root = root.resolve()
    path = root / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _refusal(0, f"there is no {FILE_NAME} in {root}; `fangzhi init DIR` makes a new archive") from None
    except (OSError, UnicodeDecodeError) as error:
        raise _refusal(0, f"cannot be read as UTF-8 text ({error})") from None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        raise _refusal(int(place[1]) if place else 0, f"is not TOML: {error}") from None
    reading = _Reading(text)
    values = reading.settings(tables)
    if base_url is not None:
        if wrong := _base_url(base_url):
            reading.problems.append(Problem("--base-url", 0, "config", f"{wrong}, not {base_url!r}"))
        values["site", "base_url"] = base_url
    config = _config(root, values, reading.named(tables))
    if output is not None:
        config = _replaced_output(config, output.resolve())
    reading.problems += _clashes(config, reading)
    if reading.problems:
        raise BuildError(tuple(sorted(reading.problems)))
    first = sorted(config.editions, key=lambda edition: edition != config.language)  # the site's own at the root
    return replace(config, editions=tuple(first) if len(first) > 1 else ())


def _refusal(line: int, message: str) -> BuildError:
    return BuildError((Problem(FILE_NAME, line, "config", message),))


class _Reading:
    """The one mutable thing here: the faults found so far, and the lines where keys stand."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.places = _places(self.lines)
        self.problems: list[Problem] = []

    def fault(self, table: str, key: str, message: str) -> None:
        line = self.places.get((table, key)) or self.places.get((table, ""), 0)
        excerpt = self.lines[line - 1].strip()[:120] if line else ""
        self.problems.append(Problem(FILE_NAME, line, "config", message, excerpt))

    def settings(self, tables: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
        known = dict.fromkeys(setting.table for setting in (*SETTINGS, *NAMED))
        for table, content in tables.items():
            if table not in known:
                self.fault(table, "", f"unknown table [{table}]{_nearest(table, known)}")
            elif not isinstance(content, dict):
                self.fault("", table, f"[{table}] is a table, not a value")
        values: dict[tuple[str, str], Any] = {}
        for table in dict.fromkeys(setting.table for setting in SETTINGS):
            content = tables.get(table, {})
            rules = {setting.key: setting for setting in SETTINGS if setting.table == table}
            for key, value in self.table(table, content if isinstance(content, dict) else {}, rules).items():
                values[table, key] = value
        return values

    def named(self, tables: Mapping[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for table in dict.fromkeys(setting.table for setting in NAMED):
            rules = {setting.key: setting for setting in NAMED if setting.table == table}
            content = tables.get(table, {})
            found[table] = {}
            for name, entry in content.items() if isinstance(content, dict) else ():
                if not isinstance(entry, dict):
                    self.fault(table, name, f'[{table}] holds one table a name, such as [{table}."{name}"]')
                    continue
                found[table][name] = self.table(f"{table}.{name}", entry, rules)
        return found

    def table(self, table: str, content: Mapping[str, Any], rules: Mapping[str, Setting]) -> dict[str, Any]:
        for key in content.keys() - rules.keys():
            self.fault(table, key, f"unknown key {key!r} in [{table}]{_nearest(key, rules)}")
        return {
            key: self.value(table, rule, content[key]) if key in content else rule.default
            for key, rule in rules.items()
        }

    def value(self, table: str, rule: Setting, value: Any) -> Any:
        wanted = bool if rule.default is None else type(rule.default)
        if wanted is tuple and isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = tuple(value)
        if type(value) is not wanted:
            names = {str: "text in quotes", bool: "true or false", int: "a whole number", tuple: "a list of texts"}
            self.fault(table, rule.key, f"{rule.key} is {names[wanted]}, not {value!r}")
            return rule.default
        if wrong := rule.check(value):
            self.fault(table, rule.key, f"{rule.key} {wrong}, not {value!r}")
            return rule.default
        return value


def _nearest(word: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.0)
    return f"; did you mean {close[0]!r}?" if close else ""


_TABLE = re.compile(r"\s*\[\[?([^\]]+)\]")
_KEY = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[\w-]+)\s*=")


def _places(lines: list[str]) -> dict[tuple[str, str], int]:
    """Where each (table, key) stands; (table, "") is the table's own line. A guide for messages, not a parser."""
    places: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(lines, start=1):
        if head := _TABLE.match(line):
            parts = re.findall(r'"[^"]*"|\'[^\']*\'|[\w-]+', head[1])
            table = ".".join(part.strip("\"'") for part in parts)
            places.setdefault((table, ""), number)
            places.setdefault((table.partition(".")[0], ""), number)
        elif key := _KEY.match(line):
            places.setdefault((table, key[1].strip("\"'")), number)
    return places


def _config(root: Path, values: Mapping[tuple[str, str], Any], named: Mapping[str, Mapping[str, Any]]) -> Config:
    site = {key: value for (table, key), value in values.items() if table == "site"}
    theme = {key: value for (table, key), value in values.items() if table == "theme"}
    base_url = site.pop("base_url")
    return Config(
        root=root,
        content=root / site.pop("content"),
        output=root / site.pop("output"),
        base_url=base_url if not base_url or base_url.endswith("/") else base_url + "/",
        repairs=values["repair", "rules"],
        home=HomeTexts(values["home", "lead"], values["home", "queries"]),
        sources=tuple(SourceRule(name, **entry) for name, entry in sorted(named["sources"].items())),
        vocabulary=tuple(Term(name, **entry) for name, entry in sorted(named["tags"].items())),
        people=tuple(NamedPerson(name, **entry) for name, entry in sorted(named["people"].items())),
        theme=Theme(**theme),
        **site,
    )


def _replaced_output(config: Config, output: Path) -> Config:
    return replace(config, output=output)


def _clashes(config: Config, reading: _Reading) -> list[Problem]:
    """What is wrong between settings that are each right alone."""
    before = len(reading.problems)
    if config.output == config.content or config.output in config.content.parents:
        reading.fault("site", "output", "output would overwrite the documents; give it a folder of its own")
    if config.editions and config.language not in config.editions:
        reading.fault(
            "site", "editions", f"editions must hold the site's own language, {config.language}; add it, or take it out"
        )
    if not config.content.is_dir():
        reading.fault("site", "content", f"there is no folder {config.content.name!r} with documents in {config.root}")
    found = reading.problems[before:]
    del reading.problems[before:]
    return found


def commented() -> str:
    """A whole `site.toml` with every setting, its meaning and its default, as `fangzhi init` writes it."""
    lines = ["# The settings of this archive. Every one has a default; delete what you do not need.", ""]
    table = ""
    for setting in SETTINGS:
        if setting.table != table:
            table = setting.table
            lines += [f"[{table}]"] if lines[-1] == "" else ["", f"[{table}]"]
        lines += [f"# {setting.meaning}", f"{setting.key} = {_toml(setting.default)}"]
    for table in dict.fromkeys(setting.table for setting in NAMED):
        example = {"sources": "某某日报", "tags": "防汛", "people": "张三"}[table]
        lines += ["", f'# [{table}."{example}"]']
        for setting in (setting for setting in NAMED if setting.table == table):
            default = "true" if setting.default is None else _toml(setting.default)
            lines.append(f"# {setting.key} = {default}  # {setting.meaning}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
