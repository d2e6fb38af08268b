"""The five seeds through the real chain: what the design says of them "across the five"."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from builder.config import load
from builder.link.archive import link
from builder.model import EMPTY_VOCABULARY, Archive, Entry, Refusal
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.shape import structure
from tests.link_factory import group, names

ROOT = Path(__file__).resolve().parent.parent


@cache
def seeds() -> tuple[Archive, dict[str, str]]:
    """The archive, and each document's text by what `name` calls it."""
    config = load(ROOT)
    sheets = []
    texts: dict[str, str] = {}
    for path in sorted((ROOT / "seeds").iterdir()):
        source = parse(PurePosixPath(path.name), path.read_bytes())
        assert not isinstance(source, Refusal)
        sheet, bodies = structure(repair(source, EMPTY_VOCABULARY, config.repairs), config)
        sheets.append(sheet)
        for document, body in zip(sheet.documents, bodies, strict=True):
            texts[f"{path.name[:3]}-{document.article}"] = f"{document.title}\n{document.subtitle}\n{body.plain}"
    return link(sheets, config), texts


def name(entry: Entry) -> str:
    return f"{entry.document.path.name[:3]}-{entry.document.article}"


def gathered(kind: str, wanted: str) -> set[str]:
    archive, _ = seeds()
    return {name(archive.entries[place]) for place in group(archive, kind, wanted).documents}


def one(key: str) -> Entry:
    return next(entry for entry in seeds()[0].entries if name(entry) == key)


def test_five_files_give_eight_documents_in_order_of_time() -> None:
    archive, texts = seeds()
    assert len(archive.entries) == len(texts) == 8
    assert name(archive.entries[0]) == "004-1"
    assert [year.name for year in archive.years] == ["2020", "2022"]
    assert [name(archive.entries[place]) for place in archive.undated] == ["001-1"]
    assert archive.problems == ()


def test_one_person_page_leads_to_the_documents_that_name_him() -> None:
    assert gathered("person", "陈红民") == {"000-1", "002-1", "002-2", "002-4"}
    offices = {said.text for said in group(seeds()[0], "person", "陈红民").occurrences}
    assert any("区委书记" in office for office in offices)
    assert gathered("person", "苏建设") == {"002-1", "002-2", "002-3"}
    assert gathered("person", "景静") == {"002-1", "002-2", "002-3", "002-4"}


TERMS = [
    ("tag", "防汛"),
    ("tag", "安全生产"),
    ("tag", "疫情防控"),
    ("tag", "党的二十大"),
    ("tag", "三管三必须"),
    ("event", "7·20"),
]


@pytest.mark.parametrize(("kind", "term"), TERMS)
def test_a_term_gathers_exactly_the_documents_that_hold_it(kind: str, term: str) -> None:
    holding = {key for key, text in seeds()[1].items() if term in text}
    assert len(holding) >= 2
    assert gathered(kind, term) == holding


def test_derived_tags_are_phrases_that_matter_and_no_plain_words() -> None:
    found = names(seeds()[0], "tag")
    assert not set(found) & {"城市", "工作", "生产", "管理", "会议", "生产工作", "防汛工作"}
    assert all(len(tag.documents) > 1 for tag in seeds()[0].groups["tag"] if tag.derived)
    assert "以案促改" in one("002-1").keywords


def test_a_phrase_of_one_seed_is_its_tag_without_a_page() -> None:
    assert [(ref.title, ref.url) for ref in one("002-1").derived_tags if not ref.url] == [("以案促改", "")]
    assert "以案促改" not in names(seeds()[0], "tag")


def test_the_header_gives_categories_and_a_source() -> None:
    assert [[ref.title for ref in path] for path in one("000-1").categories] == [["新媒体", "观察者网", "首页"]]
    assert (source := one("000-1").source) and source.title == "观察者网"


RELATED = [
    ("000-1", "002-1", "陈红民"),
    ("000-1", "002-2", "陈红民"),
    ("000-1", "002-4", "陈红民"),
    ("002-2", "002-4", "疫情防控"),
    ("001-1", "003-1", "党的二十大"),
    ("001-1", "000-1", "三管三必须"),
    ("002-3", "002-1", "苏建设"),
    ("004-1", "001-1", "应急管理"),
]


@pytest.mark.parametrize(("key", "other", "reason"), RELATED)
def test_a_document_names_its_related_ones_with_the_reason(key: str, other: str, reason: str) -> None:
    reasons = {ref.url: ref.why for ref in one(key).related}
    assert reason in reasons[one(other).url]


def test_every_document_has_related_ones_and_every_reason_is_true() -> None:
    archive, texts = seeds()
    by_url = {entry.url: name(entry) for entry in archive.entries}
    for entry in archive.entries:
        assert entry.related, name(entry)
        for ref in entry.related:
            for said in ref.why.removeprefix("同提 ").split("、"):
                assert said in texts[name(entry)] and said in texts[by_url[ref.url]], (said, ref)


def test_the_newspaper_page_lists_its_four_articles() -> None:
    archive, _ = seeds()
    (record,) = (one for one in archive.sheets if one.url)
    assert [name(archive.entries[place]) for place in record.entries] == ["002-1", "002-2", "002-3", "002-4"]


def test_a_file_of_one_article_keeps_what_is_off_its_page() -> None:
    archive, _ = seeds()
    (record,) = (one for one in archive.sheets if one.sheet.path.name.startswith("004"))
    assert (record.url, len(record.entries)) == ("", 1)
    assert {"navigation", "title", "contact"} <= {passage.rule for passage in record.sheet.removed}


def test_the_bulletin_is_an_issue_of_its_series() -> None:
    (serial,) = seeds()[0].series
    assert serial.name == "漯河安全生产简报" and [issue for issue, _ in serial.entries] == [49]


def test_cited_works_have_pages_and_no_newspaper_is_a_work() -> None:
    works = names(seeds()[0], "work")
    assert "习近平总书记关于应急管理和安全生产重要论述摘编" in works
    assert "河南郑州“7·20”特大暴雨灾害调查报告" in works
    assert "郑州日报" not in works


def test_nothing_here_is_a_version_of_anything_else() -> None:
    assert all(entry.versions == () and entry.leader == entry.place for entry in seeds()[0].entries)
