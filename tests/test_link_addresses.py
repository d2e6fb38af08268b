"""Names that are safe in an address and on every disk."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.link.addresses import group_urls, page_name, page_names

KEPT = [
    "防汛",
    "“7·20”",
    "党的二十大",
    "三管三必须",
    "7·20特大暴雨",
    "省委常委、市委书记",
    "A股",
    "C++",
    "2022年",
    "某某（试行）",
    "阿卜杜拉·买买提",
    "𠮷田",
    "console",
    "community",
    "nullable",
]
CHANGED = [
    ("../../etc/passwd", "etc-passwd"),
    ("..", ""),
    (".", ""),
    ("", ""),
    ("   ", ""),
    ("/", ""),
    ("...", ""),
    ("a/b", "a-b"),
    ("a\\b", "a-b"),
    ("C:\\Windows", "C-Windows"),
    ("what?", "what"),
    ("50%涨幅", "50-涨幅"),
    ("a#b", "a-b"),
    ("<script>", "script"),
    ("a\u202ekcuf", "akcuf"),
    ("a\u200bb", "ab"),
    ("a\nb\x00c", "a-b-c"),
    ("名.", "名"),
    (" 名 ", "名"),
    (".htaccess", "htaccess"),
    ("con", "con-"),
    ("CON", "CON-"),
    ("nul.txt", "nul.txt-"),
    ("COM1", "COM1-"),
    ("lpt¹", "lpt¹-"),
    ("2", "2-"),
    ("index.html", "index.html-"),
    ("feed.xml", "feed.xml-"),
    ("e\u0301", "é"),
]


@pytest.mark.parametrize("name", KEPT)
def test_a_name_that_is_safe_stays_itself(name: str) -> None:
    assert page_name(name) == name


@pytest.mark.parametrize(("name", "page"), CHANGED)
def test_a_name_that_is_not_is_made_safe(name: str, page: str) -> None:
    assert page_name(name) == page


def test_long_names_are_cut_and_stay_apart() -> None:
    one, two = "关于" + "安全" * 60 + "的通知", "关于" + "安全" * 60 + "的意见"
    pages = page_names([one, two])
    assert pages[one] != pages[two]
    assert all(len(page) <= 80 and len(page.encode()) <= 240 for page in pages.values())


def test_clashes_get_names_of_their_own() -> None:
    names = ["GDP", "gdp", "Gdp", "a/b", "a:b", "a-b", "CON", "con", "con-", "", "..", "/", "é", "e\u0301", "ß", "SS"]
    names.append(page_names(["a-b", "a/b"])["a/b"])  # a name that looks like the way out of a clash
    pages = page_names(names)
    assert len({page.casefold() for page in pages.values()}) == len(pages) == len(names)
    assert pages["a-b"] == "a-b"
    assert pages == page_names(reversed(names))


def test_an_address_is_ascii_and_decodes_to_the_page_name() -> None:
    url = group_urls("tag", ["防汛 抗旱"])["防汛 抗旱"]
    assert url == "tags/%E9%98%B2%E6%B1%9B%20%E6%8A%97%E6%97%B1/"
    assert unquote(url) == "tags/防汛 抗旱/"


def test_a_lone_surrogate_does_not_stop_the_build() -> None:
    assert group_urls("tag", ["坏\ud800字"]) == {"坏\ud800字": "tags/%E5%9D%8F%E5%AD%97/"}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=100), max_size=8))
def test_whatever_the_names_the_pages_are_safe_and_apart(names: list[str]) -> None:
    pages = page_names(names)
    assert len({page.casefold() for page in pages.values()}) == len(set(names))
    for page in pages.values():
        assert page and len(page) <= 80 and len(page.encode()) <= 255
        assert page == page.strip(". ") and not set(page) & set('/\\:*?"<>|%#')
        assert all(unicodedata.category(one)[0] != "C" for one in page)
        assert unicodedata.is_normalized("NFC", page)
