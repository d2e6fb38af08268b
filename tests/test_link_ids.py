"""Ids and addresses: stable, ASCII, inside the site, one document to each; and the old addresses that lead there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.link.ids import safe_id
from builder.model import Archive
from tests.link_factory import document, entry, linked, shuffled

WISHES = [
    ("flood", "flood"),
    ("Hello-World", "Hello-World"),
    ("a1b2c3", "a1b2c3"),
    ("v1.2", "v1.2"),
    ("/2022/07/flood/", "2022-07-flood"),
    ("2022/07/flood.html", "2022-07-flood"),
    ("/2022/07/flood/index.html", "2022-07-flood"),
    ("https://old.example/posts/flood/", "posts-flood"),
    ("flood?x=1#top", "flood"),
    ("a b", "a-b"),
    ("../../etc/passwd", "etc-passwd"),
    ("%2e%2e/%2e%2e/etc", "etc"),
    ("..\\..\\windows\\system32", "windows-system32"),
    ("/etc/passwd", "etc-passwd"),
    ("C:\\temp\\x", "C-temp-x"),
    ("con", "con-"),
    ("NUL.txt", "NUL.txt-"),
    ("..", ""),
    ("/", ""),
    ("", ""),
    ("   ", ""),
    ("<script>", "script"),
    ('"onload="x', "onload-x"),
    ("a\x00b", "a-b"),
    ("防汛", ""),
    ("2022-防汛", ""),
    ("x" * 300, "x" * 80),
]


@pytest.mark.parametrize(("wish", "identity"), WISHES)
def test_what_a_header_asks_for(wish: str, identity: str) -> None:
    assert safe_id(wish) == identity


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_asked_for_the_id_is_safe(wish: str) -> None:
    assert re.fullmatch(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?)?", safe_id(wish))


def ids(archive: Archive) -> dict[str, str]:
    return {one.document.key: one.id for one in archive.entries}


def test_without_a_wish_the_id_comes_from_the_path_and_nothing_else() -> None:
    one = linked(document("a/某文.md", "旧题", "2020-01-01"))
    two = linked(document("b.md"), document("a/某文.md", "新题", "2021-01-01", terms=("防汛",)))
    assert ids(one)["a/某文.md#1"] == ids(two)["a/某文.md#1"]
    assert re.fullmatch("[a-z2-7]{8}", ids(one)["a/某文.md#1"])
    assert entry(one, "a/某文.md").url == f"d/{ids(one)['a/某文.md#1']}/"


def test_articles_of_one_file_have_ids_of_their_own_and_a_page_view() -> None:
    archive = linked(
        document("paper.txt", "甲", article=1), document("paper.txt", "乙", article=2), document("single.txt", "丙")
    )
    assert len(set(ids(archive).values())) == 3
    (record,) = archive.sheets
    assert record.url == f"files/{record.id}/"
    assert [archive.entries[place].document.title for place in record.entries] == ["甲", "乙"]
    assert entry(archive, "paper.txt", 2).sheet == record.url
    assert entry(archive, "single.txt").sheet == ""


def test_a_wish_for_a_file_of_several_articles_names_the_file() -> None:
    archive = linked(*(document("paper.txt", article=number, slug="p1") for number in (1, 2)))
    assert list(ids(archive).values()) == ["p1-1", "p1-2"]
    assert archive.sheets[0].id == "p1"
    assert archive.problems == ()


def test_two_documents_that_ask_for_one_address_are_both_named_and_both_published() -> None:
    documents = [document("b.md", slug="flood"), document("a.md", slug="FLOOD"), document("c.md", slug="flood-2")]
    archives = [linked(*shuffled(documents, seed)) for seed in range(4)]
    archive = archives[0]
    assert ids(archive)["a.md#1"] == "FLOOD"
    assert re.fullmatch("[a-z2-7]{8}", ids(archive)["b.md#1"])
    (problem,) = archive.problems
    assert (problem.path, problem.kind) == ("b.md", "address-clash")
    assert "a.md" in problem.message and "b.md" in problem.message
    assert all(one == archive for one in archives)


@pytest.mark.parametrize(
    "slug", ["../../etc/passwd", "..\\..\\x", "%2e%2e%2fsecret", "C:\\x", "\\\\host\\share", "//host/x"]
)
def test_a_slug_that_climbs_is_told_and_stays_inside(slug: str) -> None:
    archive = linked(document("a.md", slug=slug), document("b.md", permalink=slug))
    assert [problem.kind for problem in archive.problems if problem.path == "a.md"] == ["address-unsafe"]
    for one in archive.entries:
        assert re.fullmatch(r"d/[A-Za-z0-9][A-Za-z0-9._-]*/", one.url)
        assert not any(".." in old or old.startswith("/") for old in one.redirects)


def test_every_address_is_different_even_where_a_slug_imitates_a_digest() -> None:
    digest = ids(linked(document("z.md")))["z.md#1"]
    archive = linked(document("a.md", slug=digest), document("z.md"), document("m.md", slug=digest.upper()))
    assert len({one.url.casefold() for one in archive.entries}) == 3
    assert archive.problems


PATTERNS = [
    ("/d/:id/", "2022-07-16", "d/flood/"),
    ("/:year/:month/:slug/", "2022-07-16", "2022/07/flood/"),
    ("/:year/:month/:day/:slug/", "2022-07", "2022/07/00/flood/"),
    ("/:year/:slug.html", "2022-07-16", "2022/flood.html"),
    ("/:year/:slug:output_ext", "2022-07-16", "2022/flood.html"),
    ("/:year/:slug/index.html", "2022-07-16", "2022/flood/"),
    ("/:short_year/:i_month/:i_day/:slug/", "2022-07-06", "22/7/6/flood/"),
    ("/:year/:y_day/:slug/", "2022-02-01", "2022/032/flood/"),
    ("/:year/:y_day/:slug/", "2022-02", "2022/000/flood/"),
    ("/:timestamp/:hash/:slug/", "2022-02", "undated/flood/flood/"),
    ("/:monthname/:short_day/:week/:weekday/:slug/", "2022", "00/00/00/00/flood/"),
    ("/:sections[1:]/:sections[last]/:slug[0]/", "2022", "flood%5B0%5D/"),
    ("/:hour:minute:second/:slug/", "2022-02-01", "000000/flood/"),
    ("/:categories/:slug/", "2022-02-01", "flood/"),
    ("/:category/:slug/", "2022-02-01", "uncategorized/flood/"),
    ("/:year/:id/", "", "undated/flood/"),
    ("/:year/:month/:id/", "2022-04-06?", "2022/04/flood/"),
    ("/post/:slug/", "2022", "post/flood/"),
]


@pytest.mark.parametrize(("pattern", "day", "url"), PATTERNS)
def test_permalink_patterns(pattern: str, day: str, url: str) -> None:
    archive = linked(document("a.md", day=day, slug="flood"), permalink=pattern)
    assert archive.entries[0].url == url
    assert archive.problems == ()


@pytest.mark.parametrize("wish", ["index.html", "/index.html", "/index.htm", "/INDEX.html"])
def test_no_document_takes_the_home_page(wish: str) -> None:
    archive = linked(document("a.md", permalink=wish), permalink="/:slug/")
    assert archive.entries[0].url.startswith("d/")


def test_a_pattern_may_not_put_a_document_on_a_page_of_the_site() -> None:
    archive = linked(document("a.md", slug="tags"), permalink="/:slug/")
    assert archive.entries[0].url == "d/tags/"
    assert archive.problems[0].kind == "address-reserved"


ALIASES = [
    ("/old/path/", "old/path/"),
    ("old/path", "old/path/"),
    ("/2019/flood.html", "2019/flood.html"),
    ("https://old.example/2019/flood/", "2019/flood/"),
    ("/旧/文章/", "%E6%97%A7/%E6%96%87%E7%AB%A0/"),
    ("/old/index.html", "old/"),
    ("/view.php", "view.php/"),
]
REFUSED = [
    "../x",
    "/../../x",
    "%2e%2e/x",
    "/",
    "?p=12",
    "/tags/",
    "/tags/x/",
    "/search",
    "index.html",
    "/404.html",
    "C:/x",
]


@pytest.mark.parametrize(("alias", "redirect"), ALIASES)
def test_an_old_address_leads_here(alias: str, redirect: str) -> None:
    archive = linked(document("a.md", aliases=(alias,)))
    assert archive.entries[0].redirects == (redirect,)
    assert archive.problems == ()


@pytest.mark.parametrize("alias", REFUSED)
def test_an_old_address_that_cannot_is_told(alias: str) -> None:
    archive = linked(document("a.md", aliases=(alias,)))
    assert archive.entries[0].redirects == ()
    assert [problem.kind for problem in archive.problems] == ["alias-refused"]


def test_an_old_address_never_takes_anothers_place() -> None:
    archive = linked(
        document("a.md", slug="one"),
        document("b.md", aliases=("/d/one/", "/d/one/source/", "/shared/", "/d/one")),
        document("c.md", aliases=("/shared/", "/SHARED", "/page.html")),
        document("e.md", aliases=("/page.html/more/",)),
    )
    assert entry(archive, "b.md").redirects == ("shared/",)
    assert entry(archive, "c.md").redirects == ("page.html",)
    assert entry(archive, "e.md").redirects == ()
    assert [(problem.path, problem.kind) for problem in archive.problems] == [
        *[("b.md", "alias-refused")] * 3,
        *[("c.md", "alias-refused")] * 2,
        ("e.md", "alias-refused"),
    ]
    assert all("b.md" in problem.message for problem in archive.problems if problem.path == "c.md")


def test_a_permalink_keeps_working_where_it_was() -> None:
    archive = linked(document("a.md", permalink="/2019/07/flood.html"))
    assert archive.entries[0].id == "2019-07-flood"
    assert archive.entries[0].redirects == ("2019/07/flood.html",)


def test_an_alias_that_is_already_its_address_is_no_redirect() -> None:
    archive = linked(document("a.md", slug="one", aliases=("/d/one/",)))
    assert archive.entries[0].redirects == () and archive.problems == ()
