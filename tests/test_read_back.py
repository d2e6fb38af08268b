"""What is published, read back by the programs that others use: feed readers, data tools, reference managers.

The sample archive is built whole; each document's page must say of it what the collection's own record says.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import bibtexparser
import extruct
import feedparser
import frictionless
import pytest
import rispy

from builder.build.pipeline import build
from builder.config import load
from builder.render import citation
from builder.render.messages import words
from tests import handmade
from tests.sample import sample_site

BASE = "https://archive.example.org/样本/"
KINDS = {kind.zotero: kind for kind in citation.KINDS.values()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = sample_site(tmp_path_factory.mktemp("read-back"))
    with (folder / "site.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'base_url = "{BASE}"\nlicence = "CC BY 4.0"\n[tags."防汛"]\naliases = ["抗洪"]\n')
    build(load(folder), jobs=1, search=False)
    return folder / "public"


@pytest.fixture(scope="module")
def records(site: Path) -> list[dict[str, Any]]:
    """What the archive's own JSON Lines say of each document."""
    found = [json.loads(line) for line in (site / "data/documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(found) >= 8
    return found


def address(site: Path) -> str:
    """The site's address, as the site itself writes it."""
    return str(json.loads((site / "feed.json").read_text(encoding="utf-8"))["home_page_url"])


# --- feeds ------------------------------------------------------------------------------------------------------------


def feeds(site: Path, name: str) -> list[Path]:
    found = sorted(site.rglob(name))
    tags = [page.parent for page in (site / "tags").glob("*/index.html")]
    assert {path.parent for path in found} >= {site, *tags} and len(tags) > 3
    return found


def test_every_atom_feed_parses_without_a_bozo_bit(site: Path) -> None:
    for path in feeds(site, "feed.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == "atom10" and feed.feed.title and feed.feed.updated_parsed and feed.feed.id
        for entry in feed.entries:
            assert entry.title and entry.updated_parsed and entry.summary and entry.id == entry.link
            page = site / unquote(entry.link.removeprefix(address(site))) / "index.html"
            assert page.is_file(), entry.link


# JSON Feed 1.1: field → its type, those that must be there first.
TOP = {"version": str, "title": str, "items": list}
TOP_MAY = {"home_page_url": str, "feed_url": str, "language": str, "description": str}
ITEM = {"id": str, "content_text": str}
ITEM_MAY = {"url": str, "title": str, "date_published": str, "language": str, "authors": list, "tags": list}


def test_every_json_feed_has_the_shape_that_its_standard_gives(site: Path) -> None:
    for path in feeds(site, "feed.json"):
        feed = json.loads(path.read_text(encoding="utf-8"))
        shaped(feed, TOP, TOP_MAY)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == feed["home_page_url"] + "feed.json"
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
        for item in feed["items"]:
            shaped(item, ITEM, ITEM_MAY)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", item["date_published"])
            assert all(set(author) == {"name"} for author in item["authors"])
            assert all(isinstance(tag, str) for tag in item["tags"])


def shaped(value: dict[str, Any], must: dict[str, type], may: dict[str, type]) -> None:
    assert must.keys() <= value.keys() <= (must | may).keys(), value.keys()
    assert all(isinstance(value[name], kind) for name, kind in (must | may).items() if name in value)


def test_a_shape_that_is_wrong_would_be_seen() -> None:
    with pytest.raises(AssertionError):
        shaped({"version": "1", "title": "题", "items": {}}, TOP, TOP_MAY)


# --- data -------------------------------------------------------------------------------------------------------------


def test_the_data_package_validates(site: Path, records: list[dict[str, Any]]) -> None:
    report = frictionless.validate(str(site / "data/datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    told = {task.place for task in report.tasks} | {"datapackage.json", "SHA256SUMS", "build.json"}  # no data, these
    assert told == {path.name for path in (site / "data").iterdir()}
    table = frictionless.Package(str(site / "data/datapackage.json")).get_resource("documents-csv")
    rows = table.read_rows()
    assert [row["id"] for row in rows] == [record["id"] for record in records]  # the mark is no part of the first name
    assert [row["title"] for row in rows] == [record["title"] for record in records]
    assert (site / "data/documents.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_data_file_that_was_changed_is_found_out(site: Path, tmp_path: Path) -> None:
    for path in (site / "data").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + (b"\n" if path.name == "tags.json" else b""))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {error for (error,) in report.flatten(["type"])} == {"hash-count", "byte-count"}


# --- the head of a page -----------------------------------------------------------------------------------------------


def page_of(site: Path, record: dict[str, Any]) -> str:
    return (site / unquote(record["url"]) / "index.html").read_text(encoding="utf-8")


def metas(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def title_of(record: dict[str, Any]) -> str:
    title = f"{record['title']}: {record['subtitle']}" if record["subtitle"] else record["title"]
    return f"[{title}]" if record["title_supplied"] else title


def writers(record: dict[str, Any]) -> list[str]:
    named = [credit["name"] for credit in record["credits"] if credit["role"] in ("author", "reporter")]
    return [name for name in named if name != record["source"]] or [name for name in (record["issuer"],) if name]


def test_the_head_of_every_document_says_what_its_record_says(site: Path, records: list[dict[str, Any]]) -> None:
    for record in records:
        url = address(site) + record["url"]
        read = extruct.extract(page_of(site, record), base_url=url, syntaxes=["json-ld", "opengraph", "dublincore"])
        (thing,) = read["json-ld"]
        assert thing["@context"] == "https://schema.org" and thing["url"] == url
        assert thing["name"] == title_of(record) and thing["inLanguage"] == f"zh-{record['script']}"
        assert [author["name"] for author in thing.get("author", [])] == writers(record)
        assert {author["@type"] for author in thing.get("author", [])} <= {"Person", "Organization"}
        date = re.match(r"\d{4}(-\d\d){0,2}", record["date"] or "")
        day = date[0] if date else None
        assert thing.get("datePublished") == day
        core = core_of(read["dublincore"])
        assert core["title"] == [title_of(record)] and core["identifier"] == [url]
        assert core.get("creator", []) == writers(record) and core.get("date", [None]) == [day]
        graph = dict(read["opengraph"][0]["properties"])
        assert graph["og:url"] == url and graph["og:type"] == "article" and graph["og:title"] == title_of(record)
        assert graph["og:site_name"] == "方志样本馆" and graph["og:locale"] == "zh_CN"
        named = metas(page_of(site, record))
        assert named["citation_title"] == [title_of(record)] and named["citation_public_url"] == [url]
        assert named.get("citation_author", []) == writers(record)
        assert named.get("citation_publication_date", [""])[0] == (day or "").replace("-", "/")


def core_of(found: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The Dublin Core elements, as extruct names them."""
    core: dict[str, list[str]] = {}
    for element in (one for part in found for one in part["elements"]):
        if element["name"].startswith("DC."):
            core.setdefault(element["URI"].rpartition("/")[2], []).append(element["content"])
    return core


def test_zotero_finds_a_type_and_a_span(site: Path, records: list[dict[str, Any]]) -> None:
    for record in records:
        page = page_of(site, record)
        (kind,) = metas(page)["z:itemType"]
        assert KINDS[kind] == citation.KINDS[record["genre"]]
        (span,) = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', page)
        said = parse_qs(html.unescape(span))
        assert said["ctx_ver"] == ["Z39.88-2004"] and said["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
        assert said["rft.title"] == [title_of(record)] and said.get("rft.creator", []) == writers(record)
        assert said["rft.identifier"] == [address(site) + record["url"]]


def test_pages_that_are_no_documents_say_what_they_are(site: Path) -> None:
    for name in ("", "documents/", "timeline/", "about/", "search/", "tags/防汛/"):
        page = (site / name / "index.html").read_text(encoding="utf-8")
        graph = extruct.extract(page, base_url=BASE, syntaxes=["opengraph"])["opengraph"]
        properties = dict(graph[0]["properties"])
        assert properties["og:type"] == "website" and properties["og:title"] and properties["og:description"]
        assert unquote(properties["og:url"]) == unquote(address(site)) + name


# --- reference managers -----------------------------------------------------------------------------------------------

WORDS = words("zh-Hans")
AWKWARD = replace(
    handmade.FLOOD,
    title="“{甲}”100%_#1 & \\乙~^$\n续",
    source="甲、乙 & 丙报",
    credits=tuple(replace(handmade.FLOOD.credits[0], name=name) for name in ("林望山", "王 and 张", "O'Brien, J.")),
)
WORKS = [
    citation.work(replace(entry, document=document), handmade.config(), WORDS)
    for entry in handmade.ENTRIES
    for document in (entry.document, *(replace(entry.document, genre=genre) for genre in citation.KINDS), AWKWARD)
]


@pytest.mark.parametrize("one", WORKS[:10], ids=lambda one: one.kind.zotero)
def test_bibtex_reads_back(one: citation.Work) -> None:
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False, common_strings=True)
    (entry,) = bibtexparser.loads(citation.bibtex(one), parser).entries
    assert entry["ENTRYTYPE"] == one.kind.bibtex and entry["ID"]
    assert plain(entry["title"]) == " ".join(one.title.split())
    # Each name stands in braces of its own, so that an "and" inside it parts nothing.
    assert re.findall(r"\{((?:\\.|[^{}])*)\}", entry.get("author", "")) == list(one.authors)
    assert entry["url"] == one.url and entry.get("date", "") == one.date
    assert entry.get("year", "") == one.date[:4]


def plain(tex: str) -> str:
    for sign, said in (("\\", "\\textbackslash{}"), ("~", "\\textasciitilde{}"), ("^", "\\^{}")):
        tex = tex.replace(said, {"\\": "\x00"}.get(sign, sign))
    return re.sub(r"(?<!\\)[{}]", "", tex).replace("\x00", "\x01").replace("\\", "").replace("\x01", "\\")


@pytest.mark.parametrize("one", WORKS[:10], ids=lambda one: one.kind.zotero)
def test_ris_reads_back(one: citation.Work) -> None:
    (entry,) = rispy.loads(citation.ris(one))
    assert entry["type_of_reference"] == one.kind.ris
    assert entry["title"] == " ".join(one.title.split())
    assert entry.get("authors", []) == list(one.authors)
    assert entry.get("year", "") == one.date[:4] and entry["urls"] == [one.url]
    assert "unknown_tag" not in entry


CSL_TYPES = {"article-newspaper", "report", "document", "legislation", "post-weblog"}
CSL_FIELDS = {"id", "type", "title", "author", "container-title", "publisher", "issue", "number", "URL", "language"}


@pytest.mark.parametrize("one", WORKS[:10], ids=lambda one: one.kind.zotero)
def test_csl_has_the_shape_that_its_schema_gives(one: citation.Work) -> None:
    (item,) = json.loads(citation.csl(one))
    assert item.keys() <= CSL_FIELDS | {"archive", "issued"}
    assert item["type"] in CSL_TYPES and item["title"] == one.title
    assert all(set(name) == {"literal"} for name in item.get("author", []))
    assert all(isinstance(part, int) for parts in item.get("issued", {}).get("date-parts", []) for part in parts)


def test_the_page_offers_what_was_read_back(site: Path, records: list[dict[str, Any]]) -> None:
    for record in records:
        bib, ris, csl = (
            html.unescape(text) for text in re.findall(r"<pre[^>]*>(.*?)</pre>", page_of(site, record), re.S)[-3:]
        )
        assert (
            len(bibtexparser.loads(bib, bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)).entries) == 1
        )
        assert rispy.loads(ris)[0]["urls"] == [address(site) + record["url"]]
        assert json.loads(csl)[0]["URL"] == address(site) + record["url"]
