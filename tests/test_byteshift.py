"""Byte-shift repair: what is left alone, what is read, what is marked, and that the measure of it holds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bench.byteshift import judge
from bench.damage import Tool, damage, traditional
from bench.prose import prose
from builder.model import EMPTY_VOCABULARY, Vocabulary
from builder.repair.byteshift import THRESHOLD, Conjecture, find
from builder.repair.byteshift_bytes import annotated, candidates, characters, hidden, out_of_place, pair
from builder.repair.byteshift_gate import NOWHERE, places
from builder.repair.byteshift_graph import LOST

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
CLEAN = [path for path in sorted(SEEDS.iterdir()) if path.name.startswith(("000_", "002_", "003_"))]

LEAVE_ALONE = {
    "a question": "你知道这是为什么?我们明天再说。",
    "a question in Traditional": "忘記密碼?立即註冊。為什麼?因為忘了。",
    "doubled marks": "真的吗??不会吧?!这怎么可能!?他说:好的。",
    "a question and a quotation": "“他来了吗?”她问。“来了?!”大家都很高兴。",
    "a question in brackets": "他今年多大了?(据说三十)还没有结婚?(待查)。",
    "an address": "见 https://example.org/list?page=2&id=安全 和 http://例子.中国/?q=消防。",
    "a query string in Han": "打开页面/搜索?关键词=应急&页=3就能看到。",
    "code": "x = a ? b : c;\nif (ok?.name ?? '无') { print(`是?${n}`) }",
    "a regular expression": "模式为 (?:甲|乙)?丙?，其中?表示可有可无。",
    "English": "Is it? Yes; it is? No, it isn't. Why (ok)? Because.",
    "Japanese": "これは何ですか?はい、そうです。東京の消防署へ行きました?いいえ、国会の学生です。",
    "a poem": "床前明月光?\n疑是地上霜。\n举头望明月,\n低头思故乡。",
    "a gloss": "公交到章輋(shē)村站，穿過村子。般若(bōrě)是什么?",
    "injected pinyin alone": "市長(zhǎng)強(qiáng)調(diào),會(huì)議要開(kāi)好。",
    "spaces lost": "2021-05-20 15:28:03??来源:应急管理厅官网 责任编辑:陈静",
    "numbers in brackets": "一、⑴学习⑵工作⑶生活；Ⅲ类水体，β受体，甲α乙。",
    "a list with a product": "优の良品、α粒子、Ω形管、Ⅱ期工程、①号楼都已完成。",
    "rare names": "喆、淼、焱、垚、犇五人，漯河郾城人，姓佘姓逄姓郐。",
    "Simplified in a Traditional text": "他說大陸的路牌寫著「消防安全责任制实施办法」，很好認。",
    "Traditional in a Simplified text": "牌子上写的是「應急管理局」三个大字?不对,是五个。",
    "mojibake": "鍥藉姟闄㈠姙鍏?鍏充簬寮哄寲?瀹夊叏鐢熶骇?鐨勯€氱煡",
    "what cannot be told from mojibake": "锟斤拷锟斤拷?烫烫烫?屯屯屯",
    "only marks": "?？?？;；:：!！、，。?",
    "nothing": "",
    "one mark": "?",
    "surrogates and controls": "安\x00全?\ud800\ufffd消\x1b防?\x7f",
}

# (as found, before the run, the run's reading); the pinyin shows which page it came from
WHOLE = [
    ("今天的日?qǐng)?bào)社門口停著很多車", "?qǐng)?bào)", "报"),
    ("燃?xì)夤艿篮褪褂秒娖鳟a品的單位", "?xì)夤艿篮褪褂秒娖鳟a", "气管道和使用电器产"),
    ("安全生產(chǎn)管理?xiàng)l例已經(jīng)公布", "?xiàng)l", "条"),
]


def shown(found: tuple[Conjecture, ...]) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in found]


@pytest.mark.parametrize("script", ["Hans", "Hant", ""])
@pytest.mark.parametrize("text", LEAVE_ALONE.values(), ids=LEAVE_ALONE)
def test_leave_alone(text: str, script: str) -> None:
    assert find(text, EMPTY_VOCABULARY, script) == ()


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name[:3])
def test_clean_documents_give_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert find(text, EMPTY_VOCABULARY, "Hans") == ()
    assert find(traditional(text), EMPTY_VOCABULARY, "Hant") == ()


def test_much_clean_text_gives_nothing() -> None:
    text = prose(1, 50_000)
    asked = text.replace("。", "?")
    assert find(text, EMPTY_VOCABULARY, "Hans") == find(traditional(text), EMPTY_VOCABULARY, "Hant") == ()
    assert find(asked[:10_000], EMPTY_VOCABULARY, "Hans") == ()
    assert find(traditional(asked[:10_000]), EMPTY_VOCABULARY, "Hant") == ()


@pytest.mark.parametrize(("text", "before", "after"), WHOLE, ids=[after for *_, after in WHOLE])
def test_a_run_comes_back_whole(text: str, before: str, after: str) -> None:
    found = find(text, EMPTY_VOCABULARY, "Hant")
    assert shown(found) == [(before, after)]
    assert found[0].certainty >= THRESHOLD
    assert found[0].lost == 0
    assert text[found[0].start : found[0].end] == before


def test_a_character_that_cannot_be_told_is_never_invented() -> None:
    found = find("作者張(zhāng)陶新,李(lǐ)巖".replace("張(zhāng)陶新", "張?zhí)招?"), EMPTY_VOCABULARY, "Hant")
    assert len(found) == 1
    assert found[0].after in ("陶□", "□□")
    assert found[0].lost == found[0].after.count(LOST)


def test_the_sample_archive_comes_out_right_or_marked() -> None:
    """The damaged runs of the two mirror pages: with the archive's words, nothing that is shown is wrong."""
    known = (("、消防", 1), ("危化品", 2), ("消防", 3), ("燃气", 2))
    archive = Vocabulary(known, (), "sample")
    originals = {
        "001_": {"?;?": ("危化品", "危化"), "?xì)狻⑾?": ("气、消防",)},
        "004_": {"?;钒踩⑾腊踩?": ("危化品安全、消防安全",)},
    }
    for prefix, expected in originals.items():
        path = next(path for path in SEEDS.iterdir() if path.name.startswith(prefix))
        found = find(path.read_text(encoding="utf-8"), archive, "Hant")
        assert [one.before for one in found] == list(expected)
        for one in found:
            assert one.certainty >= THRESHOLD
            assert any(_fits(one.after, original) for original in expected[one.before]), one
            assert one.lost <= 1


def _fits(after: str, original: str) -> bool:
    """Whether every character that is shown stands in the original, in order."""
    rest = iter(original)
    return all(character in rest for character in after if character != LOST)


def test_the_archive_is_asked() -> None:
    damaged = damage("他说燃气柳溪桥头堡条例。", Tool(seed=3, share=1.0, slips=0.0))
    known = Vocabulary((("柳溪桥头堡", 9),), (), "helped")
    (alone,), (helped,) = (find(damaged.shown, lent, "Hant") for lent in (EMPTY_VOCABULARY, known))
    assert judge(damaged, alone) == "in part"
    assert judge(damaged, helped) == "whole"


def test_the_page_itself_is_asked() -> None:
    """A name that stands elsewhere on the page is read where it is damaged."""
    sentence, elsewhere = "他说燃气柳溪桥头堡条例。", "柳溪桥头堡通车。市长强调，柳溪桥头堡条例要落实。" * 2
    tool = Tool(seed=3, share=1.0, slips=0.0)
    alone, helped = damage(sentence, tool), damage(elsewhere + sentence, tool)
    assert [run.original for run in alone.runs] == [run.original for run in helped.runs] == ["气柳溪桥"]
    (guess,), (read,) = (find(one.shown, EMPTY_VOCABULARY, "Hant") for one in (alone, helped))
    assert judge(helped, read) == "whole"
    assert judge(alone, guess) == "in part"


def test_a_run_without_any_mark() -> None:
    """Where the decoder leaves no `?`, characters that cannot stand there tell of the run."""
    text = "聚焦建築施工、道路交通安全、;钒踩⑾腊踩a,防汛抗旱"
    found = find(text, Vocabulary((("危化品", 5), ("消防安全", 5)), (), "unmarked"), "Hant")
    assert len(found) == 1
    assert found[0].before.startswith(";钒踩")
    assert "安全、" in found[0].after


def test_positions_are_in_order_and_of_the_text_given() -> None:
    text = damage(prose(5, 800), Tool(seed=2, share=0.5)).shown
    found = find(text, EMPTY_VOCABULARY, "Hant")
    assert len(found) > 5
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.before
        assert one.lost == one.after.count(LOST)
        assert 0.0 <= one.certainty <= 1.0
        at = one.end


def test_the_same_text_gives_the_same_reading() -> None:
    text = damage(prose(6, 300), Tool(seed=4, share=0.5)).shown
    assert find(text, EMPTY_VOCABULARY, "Hant") == find(text, EMPTY_VOCABULARY, "Hant")


def test_nearly_all_that_is_shown_is_right() -> None:
    """The measure of `python -m bench.byteshift`, on a small sample."""
    kinds: list[str] = []
    runs = 0
    for seed in range(3):
        damaged = damage(prose(20 + seed, 700), Tool(seed=seed, share=0.4))
        runs += len(damaged.runs)
        found = find(damaged.shown, EMPTY_VOCABULARY, "Hant")
        kinds += [judge(damaged, one) for one in found if one.certainty >= THRESHOLD]
    assert runs > 30
    assert kinds.count("wrong") <= 0.02 * len(kinds)
    assert kinds.count("whole") >= 0.6 * runs


@pytest.mark.parametrize(
    "text",
    [
        "安?xì)" * 8000,
        "安?;" * 3000,
        "?;钒踩⑾腊踩" * 1000,
        "安全?" + "狻⑾腊踩钒" * 5000,
        "(" * 60_000 + "?xì)" * 999,
        "踩" * 33_000,
    ],
    ids=["readings", "marks", "runs", "one long run", "brackets", "one character"],
)
def test_no_text_costs_without_bound(text: str) -> None:
    started = time.process_time()
    find(text, EMPTY_VOCABULARY, "Hant")
    assert time.process_time() - started < 8.0  # about one on an idle processor


def test_what_the_search_does_not_reach_is_marked() -> None:
    """On a page damaged beyond all measure nothing is left standing as if it were text."""
    text = "市長(zhǎng)強(qiáng)調(diào)會(huì)議" + "?;钒踩⑾腊踩" * 1000 + "燃?xì)"
    found = find(text, EMPTY_VOCABULARY, "Hant")
    assert (found[-1].before, found[-1].after) == ("?xì)", LOST)
    assert found[-1].certainty == 0.0


def test_the_gate_is_cheap() -> None:
    text = prose(3, 1500)
    assert places(text, "Hans") == NOWHERE
    started = time.process_time()
    for _ in range(1000):
        places(text, "Hans")
    assert (time.process_time() - started) / 1000 < 100e-6


@pytest.mark.parametrize(
    ("character", "code"), [("化", 0xBBAF), ("；", 0xA3BB), ("A", 0), ("\ue000", 0xAAA1), ("😀", 0)]
)
def test_pairs(character: str, code: int) -> None:
    assert pair(character) == code


def test_hidden_pairs_are_none_of_gbk() -> None:
    table = characters()
    assert not any(
        first << 8 | second in table for firsts, seconds in hidden() for first in firsts for second in seconds
    )
    assert any(0xAF in firsts and 0xC6 in seconds for firsts, seconds in hidden())


def test_a_reading_tells_the_byte() -> None:
    assert annotated(pair("燃") & 0xFF, "xì") == bytes((pair("細") & 0xFF,))
    assert annotated(pair("燃") & 0xFF, "yīng") != annotated(pair("燃") & 0xFF, "xì")
    assert annotated(pair("燃") & 0xFF, "nonsense") == b""


def test_candidates_are_spelled_in_simplified() -> None:
    assert list(candidates(b"\x9a", b"\xe2", "Hant")) == ["气"]
    assert out_of_place("气", "Hant")
    assert not out_of_place("氣", "Hant")
