"""Feeds: the newest documents of the archive and of each tag, as Atom (RFC 4287) and JSON Feed 1.1.

A feed reader needs a moment for each entry; it is made of the document's date as far as that is known (a year alone is
its first day), in the site's time zone, and never of the day of the build. Undated documents are in no feed, and of
several versions of one text only the leading one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote
from uuid import UUID
from zoneinfo import ZoneInfo

from builder.index.as_json import as_json
from builder.index.as_xml import attribute, text
from builder.index.record import AUTHORS
from builder.model import Archive, Config, Entry, File

LENGTH = 50
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its page's address and title, what turns an address into a link there, its entries, newest first."""

    url: str
    title: str
    base: str
    entries: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def updated(self) -> str:
        """It is as new as its newest entry."""
        return str(self.entries[0][1]["date_published"]) if self.entries else "1970-01-01T00:00:00+00:00"


def feeds(archive: Archive, config: Config) -> Iterator[File]:
    """`feed.xml` and `feed.json` at the root and beside every tag and category page."""
    zone = ZoneInfo(config.timezone)
    dated = {entry.place: when for entry in archive.entries if _public(entry) and (when := moment(entry, zone))}
    drawn: dict[tuple[int, str], tuple[str, dict[str, Any]]] = {}  # a document stands in many feeds

    def feed(url: str, title: str, places: Sequence[int]) -> Feed:
        base = config.base_url if "://" in config.base_url else "../" * url.count("/")
        newest = sorted(places, key=lambda place: (dated[place], place), reverse=True)[:LENGTH]
        for place in newest:
            if (place, base) not in drawn:
                item = _item(archive.entries[place], dated[place], base, config)
                drawn[place, base] = (_entry(item), item)
        return Feed(url, title, base, tuple(drawn[place, base] for place in newest))

    yield from _files(feed("", config.title, list(dated)), config)
    for kind in ("tag", "category"):
        for group in archive.groups.get(kind, ()):
            places = [place for place in group.documents if place in dated]
            yield from _files(feed(group.url, f"{group.name} – {config.title}", places), config)


def _public(entry: Entry) -> bool:
    return not entry.document.draft and not entry.document.withdrawn and entry.leader == entry.place


def moment(entry: Entry, zone: ZoneInfo) -> str:
    """When the document was published, as RFC 3339 wants it, "" where not even the year is known."""
    known = _DATE.match(entry.date.edtf) if entry.date else None
    if entry.date is None or known is None:
        return ""
    clock = _TIME.fullmatch(entry.date.time)
    year, month, day = (int(part or 1) for part in known.groups())
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).isoformat()
    except ValueError:  # an impossible day or hour, kept in the record as it was printed
        return datetime(max(year, 1), 1, 1, tzinfo=zone).isoformat()


def _files(feed: Feed, config: Config) -> Iterator[File]:
    home = PurePosixPath(unquote(feed.url))
    yield File(home / "feed.xml", atom(feed, config).encode())
    yield File(home / "feed.json", as_json(json_feed(feed, config)))


def _name(config: Config, address: str) -> str:
    """A name that stays the same for ever: the address where the site knows its own, else a number made of it."""
    if "://" in config.base_url:
        return config.base_url + address
    digest = sha256(f"{config.title} {config.folder}{address}".encode()).digest()
    return f"urn:uuid:{UUID(bytes=digest[:16], version=5)}"


def atom(feed: Feed, config: Config) -> str:
    """The feed as Atom."""
    base = feed.base
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{config.language}">\n',
        f"<id>{text(_name(config, feed.url))}</id>\n<title>{text(feed.title)}</title>\n",
        f"<subtitle>{text(config.description)}</subtitle>\n" if config.description else "",
        f"<updated>{feed.updated}</updated>\n<author><name>{text(config.title)}</name></author>\n",
        f'<link rel="alternate" type="text/html" href={attribute(base + feed.url or "./")}/>\n',
        f'<link rel="self" type="application/atom+xml" href={attribute(base + feed.url + "feed.xml")}/>\n',
        f"<rights>{text(config.licence)}</rights>\n" if config.licence else "",
        *(entry for entry, _ in feed.entries),
        "</feed>\n",
    ]
    return "".join(parts)


def _entry(item: dict[str, Any]) -> str:
    """An entry of the JSON feed as Atom says it."""
    people = "".join(f"<author><name>{text(author['name'])}</name></author>\n" for author in item["authors"])
    terms = "".join(f"<category term={attribute(tag)}/>\n" for tag in item["tags"])
    when = item["date_published"]
    return (
        f"<entry>\n<id>{text(item['id'])}</id>\n<title>{text(item['title'])}</title>\n"
        f'<link rel="alternate" type="text/html" hreflang="{item["language"]}" href={attribute(item["url"])}/>\n'
        f"<published>{when}</published>\n<updated>{when}</updated>\n{people}{terms}"
        f"<summary>{text(item['content_text'])}</summary>\n</entry>\n"
    )


def _authors(entry: Entry) -> list[str]:
    """Those who wrote it, else the paper or office that it came from."""
    document = entry.document
    named = [credit.name for credit in document.credits if credit.role in AUTHORS]
    source = entry.source.title if entry.source else document.source
    return named or [name for name in (document.issuance.issuer or source,) if name]


def language(entry: Entry) -> str:
    """The document's language as BCP 47 writes it: `zh-Hans`, `zh-Hant`, `en`."""
    document = entry.document
    return f"zh-{document.script}" if document.language == "zh" and document.script else document.language


def json_feed(feed: Feed, config: Config) -> dict[str, Any]:
    """The feed as JSON Feed 1.1."""
    base = feed.base
    value: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": base + feed.url or "./",
        "feed_url": base + feed.url + "feed.json",
        "language": config.language,
    }
    if config.description:
        value["description"] = config.description
    return value | {"items": [item for _, item in feed.entries]}


def _item(entry: Entry, when: str, base: str, config: Config) -> dict[str, Any]:
    document = entry.document
    return {
        "id": _name(config, entry.url),
        "url": base + entry.url,
        "title": document.title,
        "content_text": document.summary or document.description or document.title,
        "date_published": when,
        "language": language(entry),
        "authors": [{"name": name} for name in _authors(entry)],
        "tags": [ref.title for ref in (*entry.tags, *entry.derived_tags)],
    }
