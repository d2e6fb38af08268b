"""What machines read: feeds, sitemap, data, JSON twins and the small files, each read with a parser of its kind."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import pytest

from builder.index import data as tables
from builder.index.machine import index
from builder.index.making import build_record, settings_digest
from builder.index.published import published
from builder.index.searchable import searchable
from builder.index.shards import shards
from builder.index.twins import twin
from builder.model import (
    Archive,
    Body,
    Change,
    Colophon,
    Credit,
    Date,
    Document,
    Entry,
    Issuance,
    Quality,
    Tally,
    apply,
)
from tests import archives, corpus

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://example.org/repo/"
COLOPHON = Colophon("9.9", "", Tally())

Files = dict[str, bytes]


def files(documents: list[tuple[Document, Body]], **settings: Any) -> Files:
    archive, bodies = archives.made(documents)
    config = archives.config(Path("/site"), **settings)

    def told(entries: Sequence[Entry], whole: bool) -> list[tables.Line]:
        return [tables.line(entry, bodies(entry.document.key) if whole else None) for entry in entries]

    made = list(index(archive, config, COLOPHON, told))
    made += [twin(entry, config, bodies(entry.document.key)) for entry in published(archive)]
    assert len({file.path for file in made}) == len(made), "no file is written twice"
    return {str(file.path): file.data for file in made}


@pytest.fixture(scope="module")
def whole() -> Files:
    return files(corpus.documents(40), base_url=BASE, title="云台档案", description="一县之志", licence="CC BY 4.0")


def atom(data: bytes) -> ET.Element:
    root = ET.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.iter(f"{ATOM}entry")):  # what RFC 4287 demands of every feed and entry
        assert all(len(parent.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        assert datetime.fromisoformat(parent.findtext(f"{ATOM}updated", "")).tzinfo is not None
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) and all(ids)
    return root


def test_the_feed_holds_the_newest_documents(whole: Files) -> None:
    root = atom(whole["feed.xml"])
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in root.iter(f"{ATOM}entry")]
    dated = [document for document, _ in corpus.documents(40) if document.date]
    assert len(moments) == len(dated) and moments == sorted(moments, reverse=True)
    assert root.findtext(f"{ATOM}updated") == moments[0]
    assert root.findtext(f"{ATOM}title") == "云台档案"
    links = [link.get("href", "") for link in root.iter(f"{ATOM}link")]
    assert all(link.startswith(BASE) for link in links)


def test_each_tag_has_both_feeds_and_they_agree(whole: Files) -> None:
    for name in ("", "tags/防汛/", "tags/安全生产/"):
        root, value = atom(whole[f"{name}feed.xml"]), json.loads(whole[f"{name}feed.json"])
        assert value["version"] == "https://jsonfeed.org/version/1.1" and value["items"]
        entries = list(root.iter(f"{ATOM}entry"))
        assert [item["id"] for item in value["items"]] == [entry.findtext(f"{ATOM}id") for entry in entries]
        assert [item["title"] for item in value["items"]] == [entry.findtext(f"{ATOM}title") for entry in entries]
        assert all(datetime.fromisoformat(item["date_published"]).utcoffset() is not None for item in value["items"])
    assert {entry.findtext(f"{ATOM}id") for entry in atom(whole["tags/防汛/feed.xml"]).iter(f"{ATOM}entry")} < {
        entry.findtext(f"{ATOM}id") for entry in atom(whole["feed.xml"]).iter(f"{ATOM}entry")
    }


def test_without_an_address_feeds_lead_to_their_own_site_by_relative_links() -> None:
    made = files(corpus.documents(8))
    for name in ("feed.xml", "tags/防汛/feed.xml"):
        for link in atom(made[name]).iter(f"{ATOM}link"):
            target = urljoin(f"http://host/x/{name}", link.get("href"))
            assert target.startswith("http://host/x/"), target
            assert target.endswith(("/", "feed.xml"))
        assert all(one.text.startswith("urn:uuid:") for one in atom(made[name]).iter(f"{ATOM}id") if one.text)
    assert files(corpus.documents(8)) == made


MOMENTS = [
    (Date("published", "2022-07-16", "", "header", time="16:08:42"), "2022-07-16T16:08:42+08:00"),
    (Date("published", "2022-07-16", "", "header", time="16:08"), "2022-07-16T16:08:00+08:00"),
    (Date("published", "2022-10", "", "body"), "2022-10-01T00:00:00+08:00"),
    (Date("published", "2022", "", "body"), "2022-01-01T00:00:00+08:00"),
    (Date("published", "2022-04-06?", "4月6日", "body", inferred="year"), "2022-04-06T00:00:00+08:00"),
    (Date("published", "1988-07-01", "", "body"), "1988-07-01T00:00:00+09:00"),  # daylight saving of 1986–1991
    (Date("published", "2022-02-30", "", "header"), "2022-01-01T00:00:00+08:00"),
    (Date("published", "2022-02-03", "", "header", time="25:00"), "2022-01-01T00:00:00+08:00"),
    (Date("published", "XXXX-06-20", "6月20日", "body"), None),
]


@pytest.mark.parametrize(("date", "moment"), MOMENTS, ids=lambda value: getattr(value, "edtf", str(value)))
def test_a_moment_is_what_is_known_of_the_date(date: Date, moment: str | None) -> None:
    document, body = archives.document("a", "题", "文")
    dated = replaced(document, dates=(date,))
    entries = list(atom(files([(dated, body)])["feed.xml"]).iter(f"{ATOM}entry"))
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == ([moment] if moment else [])


def replaced(document: Document, **fields: Any) -> Document:
    return dataclasses.replace(document, **fields)


HARD = "控制\x01符 & <b>“引号”</b> ]]> \ud800 \uffff 'x' \"y\""


def test_hard_characters_stay_whole_in_every_file() -> None:
    document, body = archives.document("hard", HARD, HARD, "2022-01-01", "甲 & 乙", tags=("<防汛> & 抗旱",))
    made = files([(document, body)], title=HARD, description=HARD, licence=HARD, base_url=BASE)
    entry = next(atom(made["feed.xml"]).iter(f"{ATOM}entry"))
    assert "<b>“引号”</b> ]]>" in entry.findtext(f"{ATOM}title", "")
    for name, data in made.items():
        text = data.decode()
        if name.endswith(".xml"):
            ET.fromstring(data)
        elif name.endswith(".json"):
            json.loads(text)
    assert json.loads(made["data/documents.jsonl"].splitlines()[0])["title"].startswith("控制\x01符 & <b>")


def test_the_sitemap_names_every_page_once(whole: Files) -> None:
    root = ET.fromstring(whole["sitemap.xml"])
    places = [element.text or "" for element in root.iter(f"{MAP}loc")]
    assert root.tag == f"{MAP}urlset" and len(set(places)) == len(places)
    assert all(place.startswith(BASE) for place in places)
    assert {f"{BASE}d/{document.path.stem}/" for document, _ in corpus.documents(40)} < set(places)
    assert {BASE, f"{BASE}about/", f"{BASE}tags/防汛/", f"{BASE}timeline/"} < set(places)
    days = [element.text or "" for element in root.iter(f"{MAP}lastmod")]
    assert days and all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day) for day in days)


def test_past_a_thousand_addresses_the_sitemap_is_an_index() -> None:
    made = files([archives.document(f"d{n}", "题", "文", "2022-01-01") for n in range(1200)], base_url=BASE)
    listed = [element.text or "" for element in ET.fromstring(made["sitemap.xml"]).iter(f"{MAP}loc")]
    assert listed == [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"]
    parts = [ET.fromstring(made[name.removeprefix(BASE)]).findall(f"{MAP}url") for name in listed]
    assert len(parts[0]) == 1000 and sum(map(len, parts)) >= 1200


def test_robots_name_the_sitemap_only_by_a_whole_address(whole: Files) -> None:
    assert whole["robots.txt"].decode().splitlines() == ["User-agent: *", "Disallow:", f"Sitemap: {BASE}sitemap.xml"]
    assert "Sitemap" not in files([])["robots.txt"].decode()
    assert whole[".nojekyll"] == b""


def test_opensearch_leads_to_the_search_page(whole: Files) -> None:
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ET.fromstring(whole["opensearch.xml"])
    url = root.find(f"{space}Url")
    assert url is not None and url.get("template") == f"{BASE}search/?q={{searchTerms}}"
    assert len(root.findtext(f"{space}ShortName", "")) <= 16


def lines(made: Files) -> list[dict[str, Any]]:
    return [json.loads(line) for line in made["data/documents.jsonl"].decode().splitlines()]


def test_json_lines_hold_every_document_with_its_text(whole: Files) -> None:
    expected = {document.path.stem: body.plain for document, body in corpus.documents(40)}
    assert {line["id"]: line["text"] for line in lines(whole)} == expected


def test_the_table_opens_in_a_spreadsheet(whole: Files) -> None:
    data = whole["data/documents.csv"]
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [line["id"] for line in lines(whole)]
    assert [row["title"] for row in rows] == [line["title"] for line in lines(whole)]
    assert [row["people"] for row in rows] == [
        "; ".join(one["name"] for one in line["people"]) for line in lines(whole)
    ]


FORMULAS = [
    ('=HYPERLINK("http://x")', True),
    ("+86 371", True),
    ("-1", True),
    ("@SUM(A1)", True),
    ("\t=1", True),
    ("＝1+1", True),
    (" =1", False),
    ("7月1日=七一", False),
    ("安全生产", False),
    ("(=1)", False),
]


@pytest.mark.parametrize(("title", "formula"), FORMULAS)
def test_a_cell_is_never_a_formula(title: str, formula: bool) -> None:
    made = files([archives.document("a", title, "文", source=title, tags=(title,))])
    row = next(csv.DictReader(io.StringIO(made["data/documents.csv"].decode("utf-8-sig"), newline="")))
    for column in ("title", "source", "tags"):
        assert row[column] == ("'" if formula else "") + title


def test_the_authorities_name_documents_that_exist(whole: Files) -> None:
    known = {line["id"] for line in lines(whole)}
    people = json.loads(whole["data/people.json"])
    assert {person["name"] for person in people} == {one["name"] for line in lines(whole) for one in line["people"]}
    for name in ("tags", "people", "places", "bodies", "works", "events"):
        for group in json.loads(whole[f"data/{name}.json"]):
            assert group["count"] == len(group["documents"]) and set(group["documents"]) <= known


def test_the_package_describes_the_files_as_they_are(whole: Files) -> None:
    package = json.loads(whole["data/datapackage.json"])
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names) and all(re.fullmatch(r"[-a-z0-9._/]+", name) for name in names)
    described = {f"data/{resource['path']}" for resource in package["resources"]}
    assert described == {name for name in whole if name.startswith("data/")} - {
        "data/datapackage.json",
        "data/build.json",
        "data/SHA256SUMS",
    }
    for resource in package["resources"]:
        data = whole[f"data/{resource['path']}"]
        assert resource["bytes"] == len(data) and resource["hash"] == f"sha256:{sha256(data).hexdigest()}"
    table = next(resource for resource in package["resources"] if resource["format"] == "csv")
    header = whole["data/documents.csv"].decode("utf-8-sig").splitlines()[0].split(",")
    assert [field["name"] for field in table["schema"]["fields"]] == header


def test_the_sums_are_of_every_file(whole: Files) -> None:
    listed = dict(reversed(line.split("  ")) for line in whole["data/SHA256SUMS"].decode().splitlines())
    expected = {name[5:]: sha256(data).hexdigest() for name, data in whole.items() if name.startswith("data/")}
    assert listed == {name: digest for name, digest in expected.items() if name != "SHA256SUMS"}


def test_the_record_of_the_build_is_the_same_wherever_the_folder_lies() -> None:
    colophon = Colophon("9.9", "0123456789ab", Tally(found=3, published=2, documents=5, failed=1))
    homes = [archives.config(Path(home), title="云台档案") for home in ("/one", "/two/three")]
    first, second = (build_record(home, colophon) for home in homes)
    assert first == second
    value = json.loads(first)
    assert (value["version"], value["commit"], value["counts"]["documents"]) == ("9.9", "0123456789ab", 5)
    assert "made" not in value
    made = json.loads(build_record(homes[0], dataclasses.replace(colophon, made="2026-01-02T03:04:05Z")))
    assert made["made"] == "2026-01-02T03:04:05Z"


@pytest.mark.parametrize("change", [{"title": "别馆"}, {"base_url": BASE}, {"content": Path("/one/other")}])
def test_another_setting_is_another_digest(change: dict[str, Any]) -> None:
    home = archives.config(Path("/one"))
    assert settings_digest(dataclasses.replace(home, **change)) != settings_digest(home)


def test_a_record_holds_every_field_of_dates_and_quality(whole: Files) -> None:
    line = lines(whole)[0]
    assert line["dates"][0].keys() == {field.name for field in dataclasses.fields(Date)}
    assert line["quality"].keys() == {field.name for field in dataclasses.fields(Quality)}


def test_the_twin_lets_anyone_replay_what_was_mended() -> None:
    raw = "标题\n會(huì)議開始。ï»¿\n网站导航"
    changes = (
        Change(3, 4, "會", "会", "script"),
        Change(4, 9, "(huì)", "", "pinyin"),
        Change(13, 16, "ï»¿", "", "mojibake", False),
    )
    document, _ = archives.document("a", "标题", "")
    body = Body(document.key, "<p>会議開始。</p>", "会議開始。", raw, changes)
    twin = json.loads(files([(document, body)])["d/a/document.json"])
    assert twin["raw"] == raw and twin["text"] == "会議開始。"
    clean, at = "", 0
    for change in twin["changes"]:
        assert twin["raw"][change["start"] : change["end"]] == change["before"]
        clean += twin["raw"][at : change["start"]] + change["after"]
        at = change["end"]
    assert clean + twin["raw"][at:] == twin["clean"] == apply(raw, changes)
    assert [change["sure"] for change in twin["changes"]] == [True, True, False]


def test_drafts_and_withdrawn_documents_are_in_no_file() -> None:
    secret = [
        archives.document("gone", "撤下的题", "撤下的文", "2022-01-01", withdrawn="应当事人要求"),
        archives.document("draft", "草稿的题", "草稿的文", "2022-01-02", draft=True),
    ]
    made = files([*secret, archives.document("kept", "留下的题", "留下的文", "2022-01-03")], base_url=BASE)
    for name, data in made.items():
        assert not re.search("撤下的|草稿的", data.decode()), name
    assert "d/kept/document.json" in made and "d/gone/document.json" not in made


def test_links_of_feeds_and_sitemap_lead_to_pages(whole: Files) -> None:
    """Every address is one that the archive knows; a twin stands beside each document's page."""
    places = [unquote(one.text or "") for one in ET.fromstring(whole["sitemap.xml"]).iter(f"{MAP}loc")]
    for line in lines(whole):
        assert BASE + unquote(line["url"]) in places
        assert str(PurePosixPath(unquote(line["url"])) / "document.json") in whole


def test_the_same_archive_gives_the_same_bytes() -> None:
    assert files(corpus.documents(25), base_url=BASE) == files(corpus.documents(25), base_url=BASE)


SAID = [
    ({}, "题\n文"),
    ({"kicker": "引题", "subtitle": "副题"}, "题\n引题\n副题\n文"),
    ({"issuance": Issuance(issuer="县府", number="云政发〔2022〕1号")}, "题\n县府\n云政发〔2022〕1号\n文"),
    ({"credits": (Credit("reporter", "王文"), Credit("editor", "王文"))}, "题\n王文\n文"),
    ({"source": "日报", "tags": ("防汛",), "summary": "提要", "description": "说明"}, "题\n文"),
]


@pytest.mark.parametrize(("fields", "text"), SAID)
def test_search_looks_through_what_a_reader_sees_as_title_and_text(fields: dict[str, Any], text: str) -> None:
    assert searchable(*archives.document("a", "题", "文", **fields)) == text


def made_of(years: dict[str, int]) -> tuple[Archive, Callable[[str], Body]]:
    return archives.made(
        [archives.document(f"{year}-{n}", "题", "文", year) for year, count in years.items() for n in range(count)]
    )


SHARDED = [
    ({"2020": 5}, 10, ["2020"]),
    ({"2020": 5, "2021": 5}, 10, ["2020"]),
    ({"2020": 5, "2021": 6, "2022": 1}, 10, ["2021", "2020"]),
    ({"": 4, "2020": 7, "2021": 9}, 10, ["2021", "2020", "undated"]),
    ({"2020": 35}, 10, None),
    ({}, 10, []),
]


@pytest.mark.parametrize(("years", "largest", "names"), SHARDED)
def test_shards_hold_each_document_once_and_never_too_many(
    years: dict[str, int], largest: int, names: list[str] | None
) -> None:
    archive, _ = made_of(years)
    cut = shards(archive, largest)
    assert sorted(place for shard in cut for place in shard.places) == list(range(len(archive.entries)))
    assert all(0 < len(shard.places) <= largest for shard in cut)
    assert len({shard.name for shard in cut}) == len(cut)
    assert [shard.path for shard in cut[:1]] == [""][: len(cut)] and all(shard.path for shard in cut[1:])
    if names is not None:
        assert [shard.name for shard in cut] == names


def test_one_more_document_touches_one_shard() -> None:
    before = {
        shard.name: ids(shard.places, archive)
        for archive in [made_of({"2019": 8, "2020": 45, "2021": 6})[0]]
        for shard in shards(archive, 20)
    }
    after = {
        shard.name: ids(shard.places, archive)
        for archive in [made_of({"2019": 8, "2020": 46, "2021": 6})[0]]
        for shard in shards(archive, 20)
    }
    assert sum(before[name] != after[name] for name in before) == 1 and before.keys() == after.keys()


def ids(places: tuple[int, ...], archive: Archive) -> list[str]:
    return sorted(archive.entries[place].id for place in places)
