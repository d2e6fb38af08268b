"""Summaries, grades, kinds and languages: what a record says of a document as a whole."""

from __future__ import annotations

import pytest

from builder.model import Change, Credit, Issuance
from builder.structure.genre import genre, language
from builder.structure.quality import assess
from builder.structure.summary import summarise

SENTENCE = "会议通报了情况，并对全区防汛工作进行了部署，要求各乡镇抓好落实。"


@pytest.mark.parametrize(
    ("paragraphs", "summary"),
    [
        ([f"本报讯（记者 王小明）{SENTENCE}"], SENTENCE),
        (["（一）总则", SENTENCE], SENTENCE),
        (["同志们：", SENTENCE, SENTENCE], f"{SENTENCE} {SENTENCE}"),
        (["图一", "图二"], "图一 图二"),
        (["a", "The river rose, and the people of the town left."], "The river rose, and the people of the town left."),
        ([SENTENCE * 5], SENTENCE * 2),
        ([], ""),
        ([""], ""),
    ],
)
def test_summaries(paragraphs: list[str], summary: str) -> None:
    assert summarise(paragraphs) == summary


def test_a_long_sentence_ends_at_a_pause_and_says_so() -> None:
    summary = summarise(["要抓好落实，" * 40 + "。"])
    assert summary.endswith("要抓好落实…")
    assert 60 <= len(summary) <= 90
    assert len(summarise(["甲" * 300 + "。"])) <= 90


def test_summaries_are_no_longer_than_ninety() -> None:
    for size in range(1, 120):
        assert len(summarise(["甲" * size + "。", "乙" * size + "。"])) <= 90


GONE = Change(0, 1, "?", "□", "lost", False)
GUESS = Change(2, 3, "?", "危", "byteshift", False)
SURE = Change(4, 5, "會", "会", "script")


@pytest.mark.parametrize(
    ("changes", "proposals", "missing", "furniture", "characters", "grade"),
    [
        ((), 0, (), 0, 1500, "A"),
        ((SURE,) * 10, 0, (), 3, 1500, "A"),
        ((SURE,) * 200, 0, ("source",), 0, 1500, "A"),
        ((), 0, ("title", "source"), 0, 1500, "B"),
        ((GUESS,) * 2, 0, ("source",), 0, 1500, "B"),
        ((GONE,) * 3, 0, ("source",), 0, 1500, "B"),
        ((), 0, ("title", "date", "source"), 0, 1500, "B"),
        ((GONE,) * 4, 1, ("title",), 0, 1500, "C"),
        ((GONE,) * 8, 2, ("title",), 0, 1500, "E"),
        ((GONE,) * 20, 0, (), 0, 100, "E"),
        ((), 0, (), 0, 0, "A"),
    ],
)
def test_grades(
    changes: tuple[Change, ...], proposals: int, missing: tuple[str, ...], furniture: int, characters: int, grade: str
) -> None:
    quality = assess(changes, proposals, missing, furniture, characters)
    assert quality.grade == grade
    assert quality.changes == len(changes)
    assert quality.lost == changes.count(GONE)
    assert quality.conjectures == changes.count(GUESS)


def test_what_a_conjecture_leaves_open_counts_as_lost() -> None:
    assert assess((Change(0, 3, "?;?", "危□品", "byteshift", False),), 0, (), 0, 100).lost == 1


REPORTER = (Credit("reporter", "王小明"),)


@pytest.mark.parametrize(
    ("title", "plain", "issuance", "makers", "source", "lead", "post", "wanted"),
    [
        ("东河市防汛条例", "第一条 甲\n第二条 乙", Issuance(), (), "", False, False, "law"),
        ("防汛条例解读", "条例的内容", Issuance(), (), "", False, False, "text"),
        ("会议召开", "甲", Issuance(series="简报", issue="第1期"), (), "", False, False, "bulletin"),
        ("东河市关于防汛工作的通知", "甲", Issuance(), (), "", False, False, "official"),
        ("会议召开", "甲", Issuance(number="东政发〔2022〕1号"), (), "", False, False, "official"),
        ("会议召开", "甲", Issuance(), REPORTER, "", False, False, "news"),
        ("会议召开", "甲", Issuance(), (), "东河日报", False, True, "news"),
        ("会议召开", "甲", Issuance(), (), "", True, False, "news"),
        ("学习笔记", "甲", Issuance(), (Credit("author", "甲乙"),), "", False, True, "post"),
        ("静夜思", "床前明月光", Issuance(), (), "", False, False, "text"),
    ],
)
def test_kinds(
    title: str,
    plain: str,
    issuance: Issuance,
    makers: tuple[Credit, ...],
    source: str,
    lead: bool,
    post: bool,
    wanted: str,
) -> None:
    assert genre(title, plain, issuance, makers, source, lead, post) == wanted


@pytest.mark.parametrize(
    ("plain", "said", "wanted"),
    [
        (SENTENCE, "", "zh"),
        ("", "", "zh"),
        ("甲", "", "zh"),
        ("河水が上がって、町の人々は家を出ました。昨日の夜のことでした。", "", "ja"),
        ("The river rose, and the people of the town left their houses in the night, and came back.", "", "en"),
        ("강물이 불어서 마을 사람들이 집을 떠났습니다. 어젯밤의 일이었습니다.", "", "ko"),
        (SENTENCE, "en-GB", "en"),
        (SENTENCE, "zh-CN", "zh"),
        (SENTENCE, "中文", "zh"),
        (SENTENCE + "import os; print(1)", "", "zh"),
    ],
)
def test_languages(plain: str, said: str, wanted: str) -> None:
    assert language(plain, said) == wanted
