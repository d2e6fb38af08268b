"""Candidate phrases: what must come out of the seeds and what must not, cases of their own, cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model import Config, Source
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.shape import structure
from builder.structure.terms import MOST, terms

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def phrases(text: str, *people: str) -> list[str]:
    return [phrase for phrase, _ in terms(text, people)]


@pytest.fixture(scope="module")
def by_seed() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted(SEEDS.iterdir()):
        source = parse(Path(path.name), path.read_bytes())  # type: ignore[arg-type]
        assert isinstance(source, Source)
        for document in structure(repair(source), Config(root=Path("/")))[0].documents:
            found[f"{path.name[:3]}.{document.article}"] = {phrase for phrase, _ in document.terms}
    return found


WANTED = [
    ("000.1", "安全生产 防汛 双重预防 三管三必须"),
    ("001.1", "安全生产 三管三必须 党的二十大"),
    ("002.1", "防汛 以案促改"),
    ("002.2", "疫情防控"),
    ("002.4", "疫情防控 安全生产"),
    ("003.1", "安全生产 三管三必须 党的二十大"),
    ("004.1", "安全生产 应急管理 防汛"),
]


@pytest.mark.parametrize(("seed", "wanted"), WANTED)
def test_the_seeds_give_the_phrases_worth_a_page(by_seed: dict[str, set[str]], seed: str, wanted: str) -> None:
    assert set(wanted.split()) <= by_seed[seed]


EVERYDAY = (
    *("城市", "工作", "加强", "要求", "会议", "问题", "情况", "全市", "全区", "责任", "落实"),
    *("企业", "管理", "生产", "安全", "领导", "部门", "市委", "书记"),
)


def test_the_seeds_give_no_everyday_words(by_seed: dict[str, set[str]]) -> None:
    everyday = set(EVERYDAY)
    for seed, found in by_seed.items():
        assert not found & everyday, seed


CASES = [
    ("a repeated compound", "抓好隐患排查。隐患排查要细，隐患排查不停。", "隐患排查"),
    ("a telling word alone", "全力防汛，防汛第一。", "防汛"),
    ("quoted, once", "落实“三管三必须”要求。", "三管三必须"),
    ("a congress", "迎接党的二十大胜利召开。", "党的二十大"),
    ("a plenary session", "学习十九届六中全会精神。", "十九届六中全会"),
    ("strange words", "以案促改要深入。抓好以案促改，推进以案促改。", "以案促改"),
    ("a traditional text, as printed", "抓好應急管理，提升應急管理水平，應急管理無小事。", "應急管理"),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_phrase_is_found(text: str, wanted: str) -> None:
    assert wanted in phrases(text)


ABSENT = [
    ("a part of a longer one", "疫情防控措施，疫情防控一线，疫情防控到位。", "情防控"),
    ("an everyday word", "城市，城市，城市，工作，工作。", "城市"),
    ("a verb", "加强加强加强，要求要求要求。", "加强"),
    ("a name", "陈红民强调，陈红民要求，陈红民指出。", "陈红民"),
    ("an office", "市委书记到场，市委书记讲话，市委书记强调。", "市委书记"),
    ("a number", "2022年，2022年，2022年。", "2022年"),
    ("across a mark", "安全，生产，安全，生产，安全，生产。", "安全生产"),
    ("a body", "应急管理部通报，应急管理部要求，应急管理部指出。", "应急管理部"),
]


@pytest.mark.parametrize(("text", "unwanted"), [case[1:] for case in ABSENT], ids=[case[0] for case in ABSENT])
def test_a_phrase_is_not_found(text: str, unwanted: str) -> None:
    assert unwanted not in phrases(text, "陈红民")


def test_a_phrase_that_only_stands_in_a_longer_one_gives_way() -> None:
    found = phrases("开展水生态修复治理。水生态修复治理见效。水生态修复治理不停步。")
    assert not {"修复治理", "生态修复"} <= set(found)


def test_counts_are_true_and_the_most_telling_comes_first() -> None:
    text = "防汛。" * 5 + "疫情防控。" * 9 + "“四方责任”。"
    found = terms(text, ())
    assert found[0] == ("疫情防控", 9)
    assert ("防汛", 5) in found and ("四方责任", 1) in found


@pytest.mark.parametrize("text", ["", "。", "abc", "“”", "\n\n", "\ud800", "𠮷" * 40])
def test_any_text_is_taken(text: str) -> None:
    assert terms(text, ("王伟",)) == ()


def test_never_more_than_the_most() -> None:
    text = "".join(
        f"“{first}{second}项目{third}”。" for first in "东西南北" for second in "山水田林" for third in "甲乙丙"
    )
    assert len(terms(text, ())) == MOST
