"""Bytes → text: every codec against every other, at every length from six characters up."""

from __future__ import annotations

import pytest

from builder.read.encoding import decode

HANS = (
    "昨日上午，我县召开秋季森林防火工作会议，安排部署下一阶段的巡护任务。会议要求各乡镇把责任落实到人，"
    "对重点地段逐一登记，发现问题当天整改；气象部门应当及时发布大风预警，学校和村委会要做好宣传。"
    "与会同志还实地查看了水库、桥梁和粮食仓库，听取了工程进度的汇报。"
)
HANT = (
    "昨日上午，本縣召開秋季森林防火工作會議，安排下一階段的巡護任務。會議要求各鄉鎮把責任落實到人，"
    "對重點地段逐一登記，發現問題當天整改；氣象部門應當及時發布大風預警，學校和村委會要做好宣傳。"
    "與會同志還實地查看了水庫、橋樑和糧食倉庫，聽取了工程進度的匯報。"
)
PAIRS = [
    *((codec, HANS) for codec in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
    *((codec, HANT) for codec in ("utf-8", "gb18030", "cp950", "utf-16-le", "utf-16-be")),
]


@pytest.mark.parametrize(("codec", "text"), PAIRS, ids=[f"{codec}-{text[4]}" for codec, text in PAIRS])
@pytest.mark.parametrize("length", [6, 7, 9, 12, 20, 50, 120])
def test_every_stretch_of_every_codec_comes_back(codec: str, text: str, length: int) -> None:
    wrong = []
    for start in range(len(text) - length + 1):
        part = text[start : start + length]
        if decode(part.encode(codec)).text != part:
            wrong.append(part)
    assert len(wrong) <= (length < 9) * 1, wrong


@pytest.mark.parametrize("end", [b"\xfe\xff", b"\xff\xfe"])
def test_utf_16_marks_of_both_ends(end: bytes) -> None:
    codec = "utf-16-be" if end == b"\xfe\xff" else "utf-16-le"
    assert decode(end + HANS.encode(codec)).text == HANS


@pytest.mark.parametrize("text", [HANS, HANS + "\nline two ~~ 三"])
def test_hz_is_read(text: str) -> None:
    found = decode(text.encode("hz"))
    assert (found.text, found.encoding) == (text, "hz")


@pytest.mark.parametrize("text", ["plain words ~{ and more", "a ~{b~} c, in English throughout", "~~~\ncode\n~~~\n"])
def test_a_tilde_is_not_hz(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "cp950"])
def test_a_file_cut_in_mid_character_says_so(codec: str) -> None:
    text = HANT
    found = decode(text[:-1].encode(codec) + "匯".encode(codec)[:-1])
    assert found.text[:-1] == text[:-1]
    assert found.text.endswith("\ufffd")
    assert found.cut


def test_a_long_file_is_judged_by_what_is_in_it_and_not_by_its_ascii_head() -> None:
    head = "<p class='x'>" * 2000
    assert decode((head + HANS).encode("gb18030")).text == head + HANS
    assert decode((head + HANT).encode("cp950")).text == head + HANT


@pytest.mark.parametrize("label", ["gb2312", "big5", "iso-8859-1", "nonsense"])
def test_a_label_is_only_a_hint(label: str) -> None:
    text = f'<meta charset="{label}"><p>{HANS}</p>'
    assert decode(text.encode()).encoding == "utf-8"
    assert decode(text.encode("gb18030")).text == text


def test_a_bad_byte_in_utf_8_stays_utf_8() -> None:
    data = HANS[:40].encode() + b"\xff" + HANS[40:].encode()
    found = decode(data)
    assert (found.encoding, found.lost, found.cut) == ("utf-8", (40,), False)
    assert found.text.replace("\ufffd", "") == HANS


def test_line_ends_and_blanks_stay_as_they_are() -> None:
    text = "一\r\n二\r三\n　　四\t五\x0b六"
    for codec in ("utf-8", "gb18030", "utf-16"):
        assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("text", ["café au lait", "naïve – “quoted”", "the résumé of a candidate"])
def test_western_text_is_not_taken_for_chinese(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("text", ["café", "naïve", "Zürich", "通知", "甲", "7·20", "“甲”", "Ω ≈ 1"])
def test_short_utf_8_stays_utf_8(text: str) -> None:
    assert decode(text.encode()).text == text


def test_a_short_gb_18030_word_that_is_valid_utf_8_by_chance() -> None:
    assert "通知".encode("gb18030").decode("utf-8")
    assert decode("通知".encode("gb18030")).text == "通知"
