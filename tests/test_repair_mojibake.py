"""Mojibake: made here from clean text in every way that has a way back, and left alone wherever text is whole."""

from __future__ import annotations

import pytest

from builder.model import apply, revert
from builder.repair import mojibake
from builder.repair.common import quality
from builder.repair.draft import Draft

HANS = "各乡镇要做好汛期值班工作，发现险情立即报告，并组织群众向安全地带转移。"
HANT = "各鄉鎮要做好汛期值班工作，發現險情立即報告，並組織群眾向安全地帶轉移。"
LONG = "\n".join(("关于做好秋收工作的通知", HANS, "一、加强领导。二、落实责任。", HANS))


def mended(text: str, **given: object) -> str:
    changes = mojibake.find(Draft(text, **given))  # type: ignore[arg-type]
    clean = apply(text, changes)
    assert revert(clean, changes) == text
    return clean


def windows(data: bytes) -> str:
    """Bytes read as Windows-1252, the five that it lacks as C1 controls, the way browsers do."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


EXACT = [
    ("utf-8 as latin-1", LONG, lambda t: t.encode().decode("latin-1")),
    ("utf-8 as windows-1252", LONG, lambda t: windows(t.encode())),
    ("utf-8 as windows-1252, twice", LONG, lambda t: windows(windows(t.encode()).encode())),
    ("gbk as latin-1", LONG, lambda t: t.encode("gb18030").decode("latin-1")),
    ("gbk as windows-1252", LONG, lambda t: windows(t.encode("gb18030"))),
    ("gbk as windows-1252, then as utf-8", LONG, lambda t: windows(windows(t.encode("gb18030")).encode())),
    ("big5 as latin-1", HANT, lambda t: t.encode("big5").decode("latin-1")),
    ("big5 as gb18030", HANT, lambda t: t.encode("big5").decode("gb18030")),
    ("utf-8 as gbk, even", "各乡镇要做好值班工作", lambda t: t.encode().decode("gb18030")),
    ("utf-8 as macroman", "各乡镇要做好值班工作", lambda t: t.encode().decode("mac-roman")),
]


@pytest.mark.parametrize(("name", "text", "spoil"), EXACT, ids=[case[0] for case in EXACT])
def test_comes_back_exactly(name, text, spoil) -> None:  # type: ignore[no-untyped-def]
    assert spoil(text) != text
    assert mended(spoil(text)) == text


def test_pairs_that_were_valid_utf8_count_as_two_bytes() -> None:
    spoilt = "系统的信息".encode("gb18030").decode("latin-1").replace("\xcf\xb5", "ϵ").replace("\xcd\xb3", "ͳ")
    assert "ϵͳ" in spoilt
    assert mended(spoilt + "\n" + HANS.encode("gb18030").decode("latin-1")) == "系统的信息\n" + HANS


def test_a_soft_hyphen_is_a_byte() -> None:
    spoilt = "森林防火工作".encode("gb18030").decode("latin-1")
    assert "\xad" in spoilt
    assert mended(spoilt) == "森林防火工作"


def as_gbk(text: str, mark: str) -> str:
    """UTF-8 read the way a Chinese Windows reads GBK: 0x80 is the euro sign, a pair that is none becomes `mark`."""
    data = text.encode()
    out = []
    at = 0
    while at < len(data):
        if data[at] <= 0x80:
            out.append("€" if data[at] == 0x80 else chr(data[at]))
            at += 1
            continue
        try:
            out.append(data[at : at + 2].decode("gbk"))
        except UnicodeDecodeError:
            out.append(mark)
        at += 2
    return "".join(out)


def test_part_of_a_line() -> None:
    spoilt = "会议听取了" + "值班工作".encode().decode("gb18030") + "的汇报。"
    assert mended(spoilt) == "会议听取了值班工作的汇报。"


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_lost_bytes_are_marked_and_the_rest_comes_back(mark: str) -> None:
    text = "# 防汛值班技能 (Duty)\n\n各乡镇要做好值班工作，发现险情立即报告。\n- 群众转移到安全地带。\n- 备足物资。"
    clean = mended(as_gbk(text, mark), format="markdown")
    assert "防汛值班技" in clean
    assert "做好值班工作，发现险情立即报告" in clean
    assert "到安全地带" in clean
    assert "备足物资" in clean
    assert 1 <= clean.count("□") <= 6
    assert not set("鍚勪埂闀囪锛銆") & set(clean)


def test_a_lost_character_is_a_change_of_its_own() -> None:
    changes = mojibake.find(Draft(as_gbk("值班工作技能 (Duty)", "?")))
    assert [change.after for change in changes] == ["值班工作技", "□"]
    assert [change.sure for change in changes] == [True, False]
    assert changes[1].rule == "lost"


def test_the_euro_sign_is_the_byte_0x80() -> None:
    spoilt = as_gbk("防汛值班技能工作安", "?")
    assert "€" in spoilt
    assert mended(spoilt) == "防汛值班技能工作安"


def test_short_runs_are_read_where_the_damage_is_established() -> None:
    spoilt = "\n".join(as_gbk(line, "?") for line in ("各乡镇要做好汛期的值班工作和防汛工作", "概述", "均衡"))
    assert mended(spoilt).split("\n")[1:] == ["概述", "均衡"]


LEAVE_ALONE = [
    HANS,
    HANT,
    "颛顼、黼黻、瘰疬、饕餮、魑魅魍魉，都是生僻字。",
    "café à la crème, naïve, Ångström, piñata, Ærøskøbing",
    "Việt Nam: Thành phố Hồ Chí Minh, phường Bến Nghé",
    "Москва и Санкт-Петербург; Ελλάδα; עברית; العربية",
    "日本語の文章です。カタカナとひらがなと漢字が混ざっています。安全第一で作業しましょう。",
    "大韓民國 서울특별시에서 열린 회의",
    "“7·20”特大暴雨；温度－5℃，面积 3×4 米，§3，±0.5，½，©2020，®",
    "《史记·五帝本纪》：北逐荤粥，合符釜山，而邑于涿鹿之阿。",
    "㈠ ㈡ ① ② Ⅲ ㎡ ㎝ ℃ № ※ → ★",
    "def f(x): return {'é': 1, 'ü': 2}[x]",
    "联通公司，移动公司",
    "ㄅㄆㄇㄈ 注音符號",
    "",
]


@pytest.mark.parametrize("text", LEAVE_ALONE)
def test_leaves_alone(text: str) -> None:
    assert mojibake.find(Draft(text)) == ()


def test_an_article_about_mojibake_keeps_its_examples() -> None:
    shown = "值班工作安排".encode().decode("gb18030")
    article = f"乱码是怎么来的：用 GBK 打开 UTF-8 的文件，就会看到“{shown}”这样的字。" + HANS * 2
    assert mojibake.find(Draft(article)) == ()


def test_code_in_a_whole_text_is_kept() -> None:
    shown = "值班工作安排".encode().decode("gb18030")
    text = f"{HANS * 2}\n\n```\nprint('{shown}')\n```\n"
    assert not mojibake.find(Draft(text, format="markdown"))


def test_quality_parts_text_from_noise() -> None:
    assert quality(HANS) > 0.7
    assert quality(HANT) > 0.7
    assert quality(HANS.encode().decode("gb18030", "ignore")) < 0.1
    assert quality("no Han at all") == 0.0


def test_time_is_linear() -> None:
    """A text made to be looked at again and again is still read once."""
    for piece in ("鍥", "é", "Ã©", "鍥藉?", "い", "\ufffd", "€"):
        mojibake.find(Draft(piece * 20000))
