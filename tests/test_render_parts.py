"""The parts of the render stage that can be held alone: marks, the source view, charts, dates, citations, messages."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from builder.model import Body, Change, Date, Issuance, Link, apply
from builder.render import charts, citation, compare, dates, marks, messages, metadata, theme, twins
from builder.render.messages import LANGUAGES, MESSAGES, words
from builder.structure.quality import assess
from tests import handmade
from tests.handmade import DIKE, ENTRIES, FIRST, FLOOD

HANS = words("zh-Hans")

# --- names as links ---------------------------------------------------------------------------------------------------

LINKS = (
    Link("沈大川", "p/shen/", "person"),
    Link("沈大", "p/shenda/", "person"),
    Link("临水县", "l/linshui/", "place"),
    Link("防洪条例", "w/law/", "work"),
    Link("A&B", "b/ab/", "body"),
)
SHEN = '<a class="n" href="../p/shen/">沈大川</a>'

MARKED = [
    ("first mention only", "<p>沈大川与沈大川</p>", f"<p>{SHEN}与沈大川</p>"),
    ("again in the next paragraph", "<p>沈大川</p><p>沈大川</p>", f"<p>{SHEN}</p><p>{SHEN}</p>"),
    ("the longer name wins", "<p>沈大川来</p>", f"<p>{SHEN}来</p>"),
    ("a work has a wave", "<p>《防洪条例》</p>", '<p>《<a class="n w" href="../w/law/">防洪条例</a>》</p>'),
    ("an escaped name", "<p>A&amp;B</p>", '<p><a class="n" href="../b/ab/">A&amp;B</a></p>'),
    ("inside emphasis", "<p><strong>沈大川</strong></p>", f"<p><strong>{SHEN}</strong></p>"),
    ("in a list item", "<ul><li>沈大川</li><li>沈大川</li></ul>", f"<ul><li>{SHEN}</li><li>{SHEN}</li></ul>"),
    ("after a link", '<p><a href="x">此</a>沈大川</p>', f'<p><a href="x">此</a>{SHEN}</p>'),
    ("text without markup", "沈大川", SHEN),
]
LEFT_ALONE = [
    ("in a link", '<p><a href="x">沈大川</a></p>'),
    ("deep in a link", '<p><a href="x"><strong>沈大川</strong></a></p>'),
    ("in a heading", "<h3>沈大川</h3>"),
    ("in an attribute", '<p><img src="a" alt="沈大川"></p>'),
    ("in an attribute with a bracket", '<p><img src="a" alt="1 > 沈大川"></p>'),
    ("in code", "<pre><code>沈大川</code></pre>"),
    ("split by a tag", "<p>沈<b>大川</b></p>"),
    ("split by a conjecture", '<p>沈<span class="conjecture" data-raw="?" data-rule="x">大</span>川</p>'),
    ("no name at all", "<p>河水</p>"),
    ("nothing", ""),
]


@pytest.mark.parametrize(("html", "wanted"), [case[1:] for case in MARKED], ids=[case[0] for case in MARKED])
def test_names_become_links(html: str, wanted: str) -> None:
    assert marks.linked(html, LINKS, "../") == wanted


@pytest.mark.parametrize("html", [case[1] for case in LEFT_ALONE], ids=[case[0] for case in LEFT_ALONE])
def test_some_names_stay_plain(html: str) -> None:
    assert marks.linked(html, LINKS, "../") == html


def test_marking_changes_no_text() -> None:
    html = "".join(f'<p id="p{n}">沈大川在临水县，A&amp;B 依《防洪条例》<b>沈大</b>川。</p>' for n in range(40))
    bare = re.compile(r"<[^>]*>")
    assert bare.sub("", marks.numbered(marks.linked(html, LINKS, "../"))) == bare.sub("", html)


# --- the source view --------------------------------------------------------------------------------------------------


UNSURE = '<span title="r"><del>?</del><ins class="{}">{}</ins></span>'


def drawn(raw: str, *changes: Change) -> list[str]:
    return [line.html for line in compare.lines(raw, changes, 1, {}, {})]


@pytest.mark.parametrize(
    ("raw", "changes", "wanted"),
    [
        ("甲<乙\n丙", (), ["甲&lt;乙", "丙"]),
        ("甲\r\n乙\r丙", (), ["甲", "乙", "丙"]),
        ("甲乙", (Change(0, 1, "甲", "丁", "r"),), ['<span title="r"><del>甲</del><ins>丁</ins></span>乙']),
        ("甲乙", (Change(1, 1, "", "丁", "r"),), ['甲<ins title="r">丁</ins>乙']),
        ("甲乙", (Change(0, 1, "甲", "", "r"),), ['<del title="r">甲</del>乙']),
        ("甲\n\n乙", (Change(1, 3, "\n\n", "", "r"),), ['甲<del title="r">↵</del>', '<del title="r">↵</del>', "乙"]),
        ("甲  乙", (Change(1, 3, "  ", "", "r"),), ['甲<del title="r">␣␣</del>乙']),
        ("?", (Change(0, 1, "?", "丁", "r", sure=False),), [UNSURE.format("conjecture", "丁")]),
        ("?", (Change(0, 1, "?", "□", "r", sure=False),), [UNSURE.format("lost", "□")]),
        ("甲乙", (Change(1, 1, "", "\n", "r"),), ['甲<ins title="r">↵', "</ins>乙"]),
    ],
)  # fmt: skip
def test_each_change_is_shown(raw: str, changes: tuple[Change, ...], wanted: list[str]) -> None:
    assert drawn(raw, *changes) == wanted


@pytest.mark.parametrize(
    "unseen", ["\x00", "\x1b", "\x7f", "\x85", "\u200b", "\u202e", "\u2066", "\ufeff", "\ufdd0", "\ufffe"]
)
def test_nothing_unseen_acts_on_the_page(unseen: str) -> None:
    (line,) = drawn(f"甲{unseen}乙")
    assert unseen not in line and line.startswith("甲") and line.endswith("乙") and len(line) > 2


def test_removing_the_marks_gives_the_raw_and_the_clean_text() -> None:
    raw, made = handmade.FLOOD_RAW, handmade.FLOOD_CHANGES
    html = "\n".join(drawn(raw, *made)) + "\n"
    keep = lambda tag: re.sub(rf"<{tag}\b[^>]*>.*?</{tag}>", "", html)  # noqa: E731
    bare = lambda text: re.sub(r"<[^>]*>", "", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")  # noqa: E731
    assert bare(keep("ins")).replace("↵\n", "\n") == raw
    assert bare(keep("del")).replace("\n", "") == apply(raw, made).replace("\n", "")


def test_rules_are_counted_with_examples() -> None:
    made = [Change(n, n + 1, "會", "会", "a+b") for n in range(9)]
    first, second = compare.uses(made)
    assert (first.rule, first.count, first.examples) == ("a", 9, (("會", "会"),))
    assert second.rule == "b"


def test_an_example_is_a_clause() -> None:
    raw = "先前的話，此處開會議事，後來的話"
    body = Body("k", "", "", raw, (Change(7, 8, "開", "开", "script"), Change(8, 9, "會", "会", "script")))
    assert compare.example(body, "script") == ("此處開會議事，", "此處开会議事，")
    assert compare.example(body, "pinyin") is None


def test_a_source_view_takes_linear_time() -> None:
    raw = "會" * 60_000
    made = [Change(n, n + 1, "會", "会", "script") for n in range(0, 60_000, 2)]
    assert len(drawn(raw, *made)) == 1


# --- charts -----------------------------------------------------------------------------------------------------------


def test_bars_fill_gaps_and_thin_their_labels() -> None:
    bars = charts.years([(str(year), f"years/{year}/", 1) for year in range(1990, 2015)])
    assert len(bars) == 25 and sum(bar.tick for bar in bars) == 6
    assert all(bar.height == charts.HEIGHT for bar in bars)
    assert charts.years([]) == ()


def test_a_small_year_is_still_seen() -> None:
    assert min(bar.height for bar in charts.years([("2000", "a/", 1), ("2001", "b/", 9_999)])) >= 2


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "hans", "english"),
    [
        ("2022-07-16", "2022年7月16日", "16 July 2022"),
        ("2022-10", "2022年10月", "October 2022"),
        ("1954", "1954年", "1954"),
        ("195X", "1950年代", "1950s"),
        ("19XX", "20世纪", ""),
        ("2022-07~", "2022年7月（约）", "July 2022 (about)"),
        ("2022?", "2022年（存疑）", "2022 (uncertain)"),
        ("XXXX-06-20", "6月20日（年份不详）", "20 June (year unknown)"),
        ("2022-07-01/2022-07-03", "2022年7月1日至2022年7月3日", "1 July 2022 – 3 July 2022"),
    ],
)
def test_dates_are_said(edtf: str, hans: str, english: str) -> None:
    date = Date("published", edtf, "", "body")
    assert dates.shown(date, HANS) == hans
    if english:
        assert dates.shown(date, words("en")) == english


def test_what_is_no_date_is_shown_as_printed() -> None:
    assert dates.shown(Date("published", "Y-?", "某年春", "body"), HANS) == "某年春"
    assert dates.shown(None, HANS) == ""


# --- citations --------------------------------------------------------------------------------------------------------


def cited(**changes: object) -> citation.Citations:
    entry = replace(ENTRIES[0], document=replace(FLOOD, **changes))
    return citation.citations(citation.work(entry, handmade.config(), HANS), HANS)


BARE = {"subtitle": "", "credits": (), "issuance": Issuance()}
SERIAL = Issuance("水利局", "", "堤防简报", "第7期")
LETTER = Issuance("水利局", "水〔1998〕1号")
NAME = "大河水位回落，堤防安然"


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, f"林望山. {NAME}: 沿河三县解除警戒[N/OL]. 河工日报, 1998-08-21(第2版)"),
        (BARE, f"{NAME}[N/OL]. 河工日报, 1998-08-21"),
        (BARE | {"genre": "bulletin", "issuance": SERIAL}, f"水利局. {NAME}[R/OL]. 堤防简报, 第7期(1998-08-21)"),
        (
            BARE | {"genre": "official", "issuance": LETTER},
            f"水利局. {NAME}[A/OL]. 河工日报, 水〔1998〕1号(1998-08-21)",
        ),
        (BARE | {"genre": "law"}, f"{NAME}[EB/OL]. 河工日报(1998-08-21)"),
        (BARE | {"dates": ()}, f"{NAME}[N/OL]. 河工日报"),
    ],
)
def test_gbt_by_kind(changes: dict[str, object], wanted: str) -> None:
    found = cited(**changes)
    assert found.gbt == wanted
    assert found.url == "https://example.org/river/d/flood/"


def test_what_the_archive_added_stands_in_brackets() -> None:
    work = citation.work(replace(ENTRIES[4], document=DIKE), handmade.config(), HANS)
    assert work.title == "[修堤日记]" and work.printed_date == "[年份不详]-06-20" and work.date == ""
    assert citation.work(ENTRIES[1], handmade.config(), HANS).printed_date == "[2001]-11-04"


def test_of_many_authors_three_are_named() -> None:
    four = tuple(replace(FLOOD.credits[0], name=name) for name in "甲乙丙丁")
    assert cited(credits=four).gbt.startswith("甲, 乙, 丙, 等. ")


def test_bibtex_ris_and_csl_hold_the_same() -> None:
    found = cited(title="50% & 甲_乙{丙}")
    assert found.bibtex.startswith("@article{flood,\n")
    assert r"50\% \& 甲\_乙\{丙\}" in found.bibtex and "year = {1998}" in found.bibtex
    assert found.bibtex.count("{") - found.bibtex.count(r"\{") == found.bibtex.count("}") - found.bibtex.count(r"\}")
    lines = found.ris.split("\n")
    assert lines[0] == "TY  - NEWS" and lines[-1] == "ER  - " and "DA  - 1998/08/21" in lines
    (item,) = json.loads(found.csl)
    assert item["type"] == "article-newspaper" and item["issued"] == {"date-parts": [[1998, 8, 21]]}
    assert item["author"] == [{"literal": "林望山"}]


def test_a_line_break_in_a_title_breaks_no_record() -> None:
    found = cited(title="甲\nER  - \n乙")
    assert found.ris.split("\n")[-1] == "ER  - "
    assert sum(line.startswith("ER") for line in found.ris.split("\n")) == 1


@pytest.mark.parametrize("genre", ["news", "bulletin", "official", "law", "post", "text"])
def test_every_genre_is_known_in_every_format(genre: str) -> None:
    found = cited(genre=genre)
    assert "/OL]" in found.gbt and found.ris.startswith("TY  - ") and "rft.title=" in found.coins


# --- metadata ---------------------------------------------------------------------------------------------------------


def test_no_value_breaks_out_of_the_head() -> None:
    evil = '"><script>alert(1)</script>'
    document = replace(FLOOD, title=evil, source=evil, cover="javascript:alert(1)", source_url="javascript:alert(1)")
    entry = replace(ENTRIES[0], document=document, source=None)
    work = citation.work(entry, handmade.config(), HANS)
    head = str(metadata.document_head(entry, work, handmade.config(), evil))
    assert "<script>alert" not in head and "javascript:" not in head
    assert head.count("</script>") == 1
    thing = json.loads(re.search(r'ld\+json">(.*?)</script>', head).group(1))  # type: ignore[union-attr]
    assert thing["name"].startswith(evil)


def test_the_head_says_what_zotero_reads() -> None:
    entry = ENTRIES[0]
    head = str(metadata.document_head(entry, citation.work(entry, handmade.config(), HANS), handmade.config(), "d"))
    for wanted in (
        '<meta name="z:itemType" content="newspaperArticle">',
        '<meta name="citation_title" content="大河水位回落，堤防安然: 沿河三县解除警戒">',
        '<meta name="citation_publication_date" content="1998/08/21">',
        '<meta name="DC.creator" content="林望山">',
        '<meta property="og:site_name" content="河工档案">',
        '<link rel="canonical" href="https://example.org/river/d/flood/">',
    ):
        assert wanted in head


def test_without_an_address_nothing_claims_one() -> None:
    settings = handmade.config(base_url="")
    head = str(metadata.document_head(FIRST_ENTRY, citation.work(FIRST_ENTRY, settings, HANS), settings, "d"))
    assert "canonical" not in head and "og:url" not in head and "citation_public_url" not in head


FIRST_ENTRY = replace(ENTRIES[1], document=FIRST)

# --- twins ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n\n乙"),
        ("<p>甲 * 乙_丙 [丁]</p>", r"甲 \* 乙\_丙 \[丁\]"),
        ("<p>1. 甲</p>", "\\1. 甲"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1. 甲\n1. 乙"),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "- 甲\n\n  - 乙"),
        ("<blockquote><p>甲</p></blockquote>", "> \n\n甲"),
        ('<p>见<a href="a b">此</a></p>', "见[此](a%20b)"),
        ('<figure><img src="p.jpg" alt="x > y"><figcaption>图</figcaption></figure>', "![](p.jpg)\n\n图"),
        ("<pre>a * b</pre>", "```\na * b\n```"),
        ("<p>a &lt; b &amp; c</p>", r"a \< b & c"),
    ],
)
def test_markdown_twin(html: str, wanted: str) -> None:
    assert twins.from_html(html) == wanted


# --- messages ---------------------------------------------------------------------------------------------------------

# Forms that stand in one script alone: enough to see a line in the wrong one.
HANS_ONLY = (
    "这为说时来对们个发现实际关于过还进样经东车书长门问间见话语号级总组织纪给结统续维"
    "网类数据库读写选择链错误编码测线变让认议论证评诉词详询该导图团园国围"
)
HANT_ONLY = (
    "這為說時來對們個發現實際關於過還進樣經東車書長門問間見話語號級總組織紀給結統續維"
    "網類數據庫讀寫選擇鏈錯誤編碼測線變讓認議論證評訴詞詳詢該導圖團園國圍"
)


@pytest.mark.parametrize(("name", "texts"), MESSAGES.items(), ids=MESSAGES)
def test_a_message_is_whole_in_every_language(name: str, texts: tuple[str, str, str]) -> None:
    hans, hant, english = texts
    assert all(texts)
    assert not set(hans) & (set(HANT_ONLY) - set(HANS_ONLY)), "Traditional in the Simplified column"
    assert not set(hant) & (set(HANS_ONLY) - set(HANT_ONLY)), "Simplified in the Traditional column"
    assert not re.search(r"[\u4e00-\u9fff]", english), "Han in the English column"
    assert "“" not in hant, "Traditional Chinese quotes with 「」"
    assert not re.search(r"(?<!\.)\.\.\.|--", "".join(texts))
    assert len({gaps(text) for text in texts}) == 1, "every language fills the same gaps"


def gaps(text: str) -> frozenset[str]:
    return frozenset(field for _, field, _, _ in Formatter().parse(text) if field)


def test_no_message_is_missing_and_none_forgotten() -> None:
    used: set[str] = {name for name, _, _ in messages.POINTS}
    families: set[str] = set()
    for path in sorted(Path(messages.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("say", "count", "get") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    used.add(str(first.value))
                elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                    families.add(str(first.values[0].value))
    for template in sorted((theme.built_in() / "templates").glob("*.html")):
        named = set(re.findall(r"\bt\.(\w+)", template.read_text(encoding="utf-8")))
        assert named <= MESSAGES.keys() | {"format"}, template.name
        used |= named
    forgotten = {name for name in MESSAGES if name not in used and not any(map(name.startswith, families))}
    assert forgotten == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_are_said(language: str) -> None:
    one, many = words(language).count("documents_total", 1), words(language).count("documents_total", 12_345)
    assert "1" in one and "12,345" in many
    assert (one, many.replace("12,345", "1")) == (one, one if language != "en" else "1 documents")


def test_the_about_page_tells_the_formula_that_grades() -> None:
    """`POINTS` is what readers are told, `assess` is what is done; each line of one is tried on the other."""
    lost = tuple(Change(n, n + 1, "?", "□", "lost", sure=False) for n in range(20))
    guessed = tuple(Change(n, n + 1, "?", "危", "byteshift", sure=False) for n in range(20))
    points = {name: (each, most) for name, each, most in messages.POINTS}

    def least(grade: str) -> int:
        found = re.search(rf"{grade} from (\d+)", MESSAGES["points_grades"][2])
        return int(found[1]) if found else 0

    def graded(total: int) -> str:
        return next((grade for grade in "ABCD" if 100 - total >= least(grade)), "E")

    def loses(name: str, times: int) -> int:
        each, most = points[name]
        return min(each * times, most) if most else each * bool(times)

    for times in range(9):
        assert assess(lost[:times], 0, (), 0, 9_000).grade == graded(loses("points_lost", times))
        assert assess(guessed[:times], 0, (), 0, 9_000).grade == graded(loses("points_conjecture", times))
        assert assess((), times, (), 0, 9_000).grade == graded(loses("points_proposal", times))
        assert assess((), times, (), times, 9_000).grade == graded(
            loses("points_proposal", times) + loses("points_furniture", times)
        )
    for missing in (("title",), ("date",), ("source",), ("title", "date"), ("title", "date", "source")):
        for times in range(5):
            total = loses("points_proposal", times) + sum(loses(f"points_{name}", 1) for name in missing)
            assert assess((), times, missing, 0, 9_000).grade == graded(total)
