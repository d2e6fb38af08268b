"""Every link of a generated site leads somewhere, no page is far from home, and none is a wall of links.

The site has 300 documents, or as many as FANGZHI_CRAWL says (2,000 is the measure that was promised).
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from bench.corpus import body, document, write
from builder.build.pipeline import build
from builder.config import load
from tests.crawl import Crawled, crawl

COUNT = int(os.environ.get("FANGZHI_CRAWL", "300"))
UNDATED, YEAR_ONLY, ISSUES, VERSIONS = 70, 120, 80, 6


def odd_ones(folder: Path) -> None:
    """What a folder of well-made documents lacks: no date, only a year, a long serial, many names, versions."""
    for number in range(UNDATED):
        (folder / f"undated{number}.md").write_text(
            f"---\ntitle: 无日期的通报{number}\n---\n\n{_text(number)}\n", "utf-8"
        )
    for number in range(YEAR_ONLY):
        head = f"---\ntitle: 只知年份的记录{number}\ndate: 1998\n---\n\n"
        (folder / f"year{number}.md").write_text(f"{head}{_text(1000 + number)}\n", "utf-8")
    for number in range(1, ISSUES + 1):
        if number % 9:
            head = f"青河水情简报\n\n第{number}期\n\n青河县水利局办公室　2019年{number % 12 + 1}月{number % 27 + 1}日"
            text = f"{head}\n\n水情通报{number}\n\n{_text(2000 + number)}\n"
            (folder / f"issue{number}.txt").write_text(text, "utf-8")
    for number in range(VERSIONS):
        _, text = document(number)
        head, _, rest = text.partition("\n---\n")
        (folder / f"version{number}.md").write_text(f"{head}\n---\n{rest.replace('强调', '指出', 2)}", "utf-8")


def _text(number: int) -> str:
    return body(random.Random(number))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    root = tmp_path_factory.mktemp("crawled")
    (root / "site.toml").write_text('[site]\ntitle = "试馆"\ncontent = "docs"\n', "utf-8")
    write(root / "docs", COUNT)
    odd_ones(root / "docs")
    report = build(load(root), jobs=1, search=False)
    assert report.tally.documents >= COUNT
    return crawl(root / "public")


def test_every_link_and_anchor_is_there(crawled: Crawled) -> None:
    assert crawled.dead == []


def test_every_page_is_reached(crawled: Crawled) -> None:
    assert crawled.lost == []


def test_no_page_is_more_than_three_clicks_from_home(crawled: Crawled) -> None:
    print(Counter(crawled.clicks.values()))
    assert [page for page, far in crawled.clicks.items() if far > 3] == []


def test_no_page_holds_more_than_two_hundred_links_of_navigation(crawled: Crawled) -> None:
    assert {page: count for page, count in crawled.navigation.items() if count > 200} == {}
