"""Injected pinyin goes, genuine glosses stay; the script of a mirror page returns to what it was."""

from __future__ import annotations

from pathlib import PurePosixPath

import opencc  # the library itself, as the oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import NO_HEADER, Source, apply
from builder.repair import pinyin, script
from builder.repair.chain import repair
from builder.repair.draft import Draft
from builder.repair.readings import is_reading
from builder.script.t2s import convert, engine, particles


def source(text: str) -> Source:
    return Source(PurePosixPath("a.txt"), "", len(text), "utf-8", text, NO_HEADER, 0, "plain")


def clean(text: str) -> str:
    return repair(source(text)).clean


STRIPPED = [
    ("tone marks", "縣長(zhǎng)強(qiáng)調(diào)要抓緊(jǐn)秋收工作。", "县长强调要抓紧秋收工作。"),
    (
        "no tone marks",
        "縣長(zhang)強(qiang)調(diao)要抓緊(jin)秋收，辦(ban)好學(xue)校。",
        "县长强调要抓紧秋收，办好学校。",
    ),
    (
        "ü and v",
        "綠(lǜ)化荒山，開(kāi)展普法，戰(zhàn)勝旱災(zāi)，驢(lǘ)車讓(ràng)路。",
        "绿化荒山，开展普法，战胜旱灾，驴车让路。",
    ),
    ("letters of phonetics", "縣長(zhɑ̌ng)強(qiáng)調(diào)要開(kāi)會(huì)", None),
    ("full-width brackets", "縣長（zhǎng）強（qiáng）調（diào）要開（kāi）會（huì）。", "县长强调要开会。"),
    ("a reading that is not the first", "重慶(qìng)的銀行(háng)業(yè)務(wù)開(kāi)展會(huì)計(jì)核查。", None),
]


@pytest.mark.parametrize(("name", "text", "expected"), STRIPPED, ids=[case[0] for case in STRIPPED])
def test_injected_readings_go(name: str, text: str, expected: str | None) -> None:
    got = clean(text)
    if expected is not None:
        assert got == expected
    else:
        assert got.count("(") < text.count("(")


KEPT = [
    "般若(bōrě)波罗蜜多心经，观自在菩萨行深般若时。",
    "公交到章輋(shē)村，穿过村子就到了老车站。",
    "礼服上绣着黼(fǔ)和黻(fú)两种花纹。",
    "陈厉公他(tuō)之子也，卫鞅遗(wèi)公子卬书。",
    "世界卫生组织(WHO)发布科学(Science)与技术(technology)报告。",
    "函数的参数(n)、变量(a)和常数(e)。",
    "各县(市)区，本报讯(记者 王明)，第三季度(一至九月)",
    "學(xué)習(xí)漢(hàn)語(yǔ)：我(wǒ)們(men)一(yī)起(qǐ)來(lái)讀(dú)書(shū)寫(xiě)字(zì)人(rén)口(kǒu)手(shǒu)",
    "公式 f(x)=a(b+c)",
]


@pytest.mark.parametrize("text", KEPT)
def test_genuine_glosses_stay(text: str) -> None:
    assert repair(source(text)).changes == ()


def test_a_genuine_gloss_stays_inside_a_mirror_page() -> None:
    text = "縣長(zhǎng)強(qiáng)調(diào)，黼(fǔ)黻之美(WHO)在於參數(n)，各縣(市)都要開(kāi)會(huì)。"
    assert clean(text) == "县长强调，黼(fǔ)黻之美(WHO)在于参数(n)，各县(市)都要开会。"


def test_a_single_annotation_in_a_long_text_is_no_injection() -> None:
    text = "這是一篇很長的文章，" * 40 + "章輋(shē)村、縣長(zhǎng)"
    assert not pinyin.injected(text)


@pytest.mark.parametrize(
    ("character", "reading", "belongs"),
    [("長", "zhǎng", True), ("長", "chang", True), ("長", "huì", False), ("綠", "lv", True), ("綠", "lü", True),
     ("女", "nu:", True), ("數", "n", False), ("A", "a", False)],
)  # fmt: skip
def test_readings(character: str, reading: str, belongs: bool) -> None:
    assert is_reading(character, reading) is belongs


def test_code_and_addresses_keep_their_letters() -> None:
    page = "縣長(zhǎng)強(qiáng)調(diào)要開(kāi)會(huì)，`縣長(zhǎng)` 見 http://a.cn/會議(huì)"
    text = Source(PurePosixPath("a.md"), "", 0, "utf-8", page, NO_HEADER, 0, "markdown")
    assert "`縣長(zhǎng)`" in repair(text).clean


# --- script -----------------------------------------------------------------------------------------------------------

ORACLE = opencc.OpenCC("t2s")
TRADITIONAL = "".join(sorted(engine().characters))


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(TRADITIONAL + "的一人山水會議後乾著餘瞭裡，。 a1\n"), max_size=40))
def test_the_engine_is_the_library_character_by_character(text: str) -> None:
    assert convert(text) == ORACLE.convert(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(sorted(engine().phrases)), max_size=8).map("".join))
def test_the_engine_is_the_library_on_phrases(text: str) -> None:
    assert convert(text) == ORACLE.convert(text)


WAYS_BACK = [
    ("沿著堤壩走，看著水位，承擔著重任", "沿着堤坝走，看着水位，承担着重任"),
    ("著手落實，著力推進，著眼長遠，意味著機遇", "着手落实，着力推进，着眼长远，意味着机遇"),
    ("名著與原著，著名作家的著作，成效顯著", "名著与原著，著名作家的著作，成效显著"),
    ("《山志》（王明著）", "《山志》（王明著）"),
    ("乾隆年間，乾旱，餅乾，乾淨，幹部，若干，乾坤", "乾隆年间，干旱，饼干，干净，干部，若干，乾坤"),
    ("皇后，後來，落後，前後，影后", "皇后，后来，落后，前后，影后"),
    ("瞭望塔，明瞭，瞭解情況", "瞭望塔，明了，了解情况"),
    ("其餘人員，餘額，業餘", "其余人员，余额，业余"),
    ("防範於未然，裡面，鬥爭，麵粉，髮型，鐘錶，係統，關係", "防范于未然，里面，斗争，面粉，发型，钟表，系统，关系"),
]


@pytest.mark.parametrize(("text", "expected"), WAYS_BACK)
def test_a_mirror_page_returns_to_simplified(text: str, expected: str) -> None:
    assert apply(text, script.find(Draft(text, mirror=True))) == expected


def test_the_particle_is_told_from_the_work() -> None:
    text = "沿著著名的河，編著者看著原著，王明 著"
    assert [text[at - 1 : at + 2] for at in particles(text)] == ["沿著著", "看著原"]


def test_a_title_and_a_body_of_both_scripts() -> None:
    assert repair(source("各鄉鎮召開會議，部署秋收工作。" * 3)).changes == ()
    assert (
        repair(source("《後漢書》作者范曄，書中記載張衡的事跡，见本馆藏书目录，读者可以阅览、复印、下载。" * 2)).changes
        == ()
    )


@pytest.mark.parametrize(
    ("text", "voted"),
    [
        ("各乡镇召开会议，部署秋收工作", "Hans"),
        ("各鄉鎮召開會議，部署秋收工作", "Hant"),
        ("山水一木人大小", ""),
        ("English only", ""),
        ("", ""),
        ("各乡镇召开会议，引用“後來居上”四字", "Hans"),
    ],
)
def test_vote(text: str, voted: str) -> None:
    assert script.vote(text) == voted


def test_found_script_and_script() -> None:
    text = repair(source("縣長(zhǎng)強(qiáng)調(diào)要抓緊(jǐn)秋收工作。"))
    assert (text.found_script, text.script) == ("Hant", "Hans")
    text = repair(source("縣長強調要抓緊秋收工作。"))
    assert (text.found_script, text.script) == ("Hant", "Hant")
    japanese = repair(source("会議では安全対策について話し合いが行われました。"))
    assert (japanese.found_script, japanese.changes) == ("", ())
