"""What the sample archive says to machines in its heads, and to readers in its tables."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from builder.build.pipeline import build
from builder.config import load
from tests.sample import sample_site

ROOT = Path(__file__).resolve().parent.parent
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
LINK = re.compile(r'<link rel="(alternate|search)" type="([^"]*)"[^>]* href="([^"]*)"')
FACT = re.compile(r"<div><dt>([^<]*)</dt>(.*?)</div>", re.S)
TYPES = {"NewsArticle", "Report", "Article", "GovernmentPublication", "CreativeWork"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = sample_site(tmp_path_factory.mktemp("heads"))
    build(load(folder), jobs=1)
    return folder / "public"


def documents(sample: Path) -> dict[str, str]:
    """Title → page of every document."""
    lines = (sample / "data/documents.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {row["title"]: (sample / row["url"] / "index.html").read_text(encoding="utf-8") for row in rows}


def test_json_ld_says_what_a_document_is(sample: Path) -> None:
    pages = documents(sample)
    assert len(pages) == 8
    for title, page in pages.items():
        (text,) = DATA.findall(page)
        said: dict[str, Any] = json.loads(text)
        assert said["@context"] == "https://schema.org" and said["@type"] in TYPES
        assert title in said["headline"]
        assert said["inLanguage"] == "zh-Hans" and said["description"]
        assert all(one["name"] and one["@type"] in ("Person", "Organization") for one in said.get("author", ()))
        if "datePublished" in said:
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", said["datePublished"])
    bulletin = json.loads(DATA.findall(next(page for title, page in pages.items() if "筑牢" in title))[0])
    assert bulletin["@type"] == "Report" and bulletin["datePublished"] == "2022-10-24"
    assert bulletin["author"] == [{"@type": "Organization", "name": "漯河市安全生产委员会办公室"}]


@pytest.mark.parametrize("name", ["index.html", "about/index.html", "timeline/index.html", "404.html"])
def test_every_head_names_the_feeds_and_the_search_description(sample: Path, name: str) -> None:
    page = sample / name
    found = {(kind, href.rpartition("/")[2]) for _, kind, href in LINK.findall(page.read_text(encoding="utf-8"))}
    assert found >= {
        ("application/atom+xml", "feed.xml"),
        ("application/feed+json", "feed.json"),
        ("application/opensearchdescription+xml", "opensearch.xml"),
    }
    assert all((sample / file).is_file() for _, file in found)


@pytest.mark.parametrize("name", ["documents.csv", "documents.jsonl", "datapackage.json", "SHA256SUMS"])
def test_about_links_every_download(sample: Path, name: str) -> None:
    assert f'href="../data/{name}"' in (sample / "about/index.html").read_text(encoding="utf-8")
    assert (sample / "data" / name).is_file()


def test_a_bulletin_shows_who_answers_for_it_and_who_got_it(sample: Path) -> None:
    page = next(page for title, page in documents(sample).items() if "筑牢" in title)
    facts = {label: re.findall(r"<dd>(.*?)</dd>", values, re.S) for label, values in FACT.findall(page)}
    plain = {label: [unescape(re.sub(r"<[^>]*>", "", one)) for one in values] for label, values in facts.items()}
    assert plain["编辑"] == ["卜丹", "赵贺龙"]
    assert plain["审核"] == ["翟红伟"] and plain["签发"] == ["孙全忠"]
    assert [line[:2] for line in plain["分送"]] == ["送：", "发："]
