"""Rules on single signs: invisible characters, lost text, punctuation; and the places that none of them may touch."""

from __future__ import annotations

import pytest

from builder.model import apply, revert
from builder.repair import control, dash, doubled, halfwidth, lost
from builder.repair.draft import Draft, Rule
from builder.repair.shield import EMPTY, shield

FLAT = "会上,大家学习文件、交流体会。他说,秋收要抓紧,晾晒要及时,不能松懈。"


def made(rule: Rule, text: str, **given: object) -> str:
    changes = rule.find(Draft(text, **given))  # type: ignore[arg-type]
    clean = apply(text, changes)
    assert revert(clean, changes) == text
    return clean


CONTROL = [
    ("\u200b方\u200c志\u2063", "方志"),
    ("\ufeff方志", "方志"),
    ("方\ufeff志", "方志"),
    ("方\xad志", "方志"),
    ("方\x00\x01志\x7f", "方志"),
    ("上页\x0c下页", "上页\n下页"),
    ("上页\n\x0c下页", "上页\n下页"),
    ("上行\x0b下行\u2028末行", "上行\n下行\n末行"),
    ("\u202a方\u202c志", "方志"),
    ("\ufdd0方\uffff", "方"),
]


@pytest.mark.parametrize(("text", "expected"), CONTROL)
def test_invisible_characters_go(text: str, expected: str) -> None:
    assert made(control.RULE, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "方\t志\n　　方\r\n志",
        "👩\u200d💻",
        "❤\ufe0f\u200d🔥",
        "नमस्\u200dते",
        "می\u200cخواهم",
        "عربي\u200f.",
        "葛\U000e0100",
        "a\xa0b",
    ],
)
def test_characters_that_are_needed_stay(text: str) -> None:
    assert list(control.find(Draft(text))) == []


LOST = [
    ("会议由锟斤拷锟斤拷主持。", "会议由□□主持。"),
    ("会议由\ufffd\ufffd主持。", "会议由□□主持。"),
    ("数据烫烫烫烫到此", "数据□□□□到此"),
    ("数据屯屯屯到此", "数据□□□到此"),
]


@pytest.mark.parametrize(("text", "expected"), LOST)
def test_lost_text_is_marked_and_never_sure(text: str, expected: str) -> None:
    assert made(lost.RULE, text) == expected
    assert all(not change.sure and change.rule == "lost" for change in lost.find(Draft(text)))


@pytest.mark.parametrize(
    "text",
    [
        "“锟斤拷”从何而来",
        "乱码里常见锟斤拷锟斤拷",
        "U+FFFD 就是 \ufffd",
        "这水好烫烫烫！",
        "烫烫",
        "屯兵屯田",
        "□ 待填",
        "拷贝一份",
    ],
)
def test_text_that_only_looks_lost_stays(text: str) -> None:
    assert list(lost.find(Draft(text))) == []


HALF = [
    ("comma", FLAT, FLAT.replace(",", "，")),
    ("colon and the rest", FLAT + "\n他问:收完了吗?快了!共两项:一是机器;二是人手。", None),
    ("brackets", FLAT + "参加会议的有(县、乡)两级干部(记者 林秋)", None),
]


@pytest.mark.parametrize(("name", "text", "expected"), HALF, ids=[case[0] for case in HALF])
def test_flattened_punctuation_is_made_full_width(name: str, text: str, expected: str | None) -> None:
    clean = made(halfwidth.RULE, text)
    assert expected is None or clean == expected
    assert not set(",:;!?()") & set(clean)


KEPT_IN_FLAT = [
    "时间15:17:26开始",
    "比分3:2",
    "共1,234,567元",
    "he said, yes; no: why?",
    "见 http://a.cn/x,y?z:w",
    "函数f(x)与P(A)",
    "版本(v1.2)",
    "a,b",
    "&nbsp;字",
]


@pytest.mark.parametrize("text", KEPT_IN_FLAT)
def test_numbers_latin_and_addresses_stay_in_a_flattened_text(text: str) -> None:
    assert text in made(halfwidth.RULE, f"{FLAT}\n{text}")


def test_link_syntax_stays_in_a_flattened_text() -> None:
    text = f"{FLAT}[通知(全文)](http://a.cn/通知(1),2)，`甲,乙(丙)`。"
    clean = made(halfwidth.RULE, text, format="markdown")
    assert "](http://a.cn/通知(1),2)" in clean
    assert "`甲,乙(丙)`" in clean


@pytest.mark.parametrize(
    "text", [FLAT.replace(",", "，") + "一处半角,算了。", "好,好.行,走,吧.", "甲,乙,丙,丁", "", "a,b,c,d"]
)
def test_text_that_was_not_flattened_stays(text: str) -> None:
    assert list(halfwidth.find(Draft(text))) == []


def test_doubled_commas_go_on_mirror_pages_and_by_habit() -> None:
    text = "安委办,、应急局,、农业局召开会议,,部署工作,。"
    assert made(doubled.RULE, text, mirror=True) == "安委办、应急局、农业局召开会议,部署工作。"
    assert made(doubled.RULE, text) == "安委办、应急局、农业局召开会议,部署工作。"


@pytest.mark.parametrize("text", ["数组 [1,,2]", "a,,b,,c,,d", "空着一格,,也罢。", "甲，，乙"])
def test_other_doubles_stay(text: str) -> None:
    assert list(doubled.find(Draft(text))) == []


def test_dashes_and_dots_only_in_a_flattened_text() -> None:
    assert made(dash.RULE, FLAT + "收成--好得很,他想了想...又笑了。").endswith("收成——好得很,他想了想……又笑了。")
    for text in ("收成--好得很。", FLAT + "x--y", FLAT + "a...b", FLAT + "\n---\n"):
        assert list(dash.find(Draft(text))) == []


# --- the shield ---

HELD = [
    ("plain", "看 http://a.cn/x?y=1,z 吧", "http://a.cn/x?y=1,z"),
    ("plain", "写给 a.b+c@d.cn。", "a.b+c@d.cn"),
    ("plain", "www.a.cn/甲", "www.a.cn/"),
    ("plain", "甲&nbsp;乙", "&nbsp;"),
    ("markdown", "甲 `code, 码` 乙", "`code, 码`"),
    ("markdown", "甲 ``a ` b`` 乙", "``a ` b``"),
    ("markdown", "```py\nx, y\n```\n甲", "```py\nx, y\n```"),
    ("markdown", "~~~\nx\n```\ny\n~~~\n甲", "~~~\nx\n```\ny\n~~~"),
    ("markdown", "```\n没有结尾", "```\n没有结尾"),
    ("markdown", "[甲](b(c),d) 乙", "](b(c),d)"),
    ("markdown", "[甲]: http://a.cn/,x\n乙", "[甲]: http://a.cn/,x"),
    ("markdown", "甲 <b title='x,y'>乙</b>", "<b title='x,y'>"),
    ("html", "<pre>甲,乙</pre>丙", "<pre>甲,乙</pre>"),
    ("html", "<script>a,b</script>", "<script>a,b</script>"),
    ("html", "<!-- 注,释 -->甲", "<!-- 注,释 -->"),
    ("html", "<style>p{}", "<style>p{}"),
]


@pytest.mark.parametrize(("form", "text", "held"), HELD)
def test_protected_places(form: str, text: str, held: str) -> None:
    spans = shield(text, 0, form)  # type: ignore[arg-type]
    found = [text[a:b] for a, b in zip(spans.starts, spans.ends, strict=True)]
    assert held in found


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("plain", "a < b 且 `c`"),
        ("markdown", "1 < 2 且 3 > 2"),
        ("markdown", "一个 ` 反引号"),
        ("html", "甲，乙。"),
        ("plain", "@某人"),
    ],
)
def test_prose_is_not_protected(form: str, text: str) -> None:
    assert shield(text, 0, form) == EMPTY  # type: ignore[arg-type]


def test_time_is_linear() -> None:
    for piece in (
        "`",
        "``a`",
        "<pre>",
        "<!--",
        "[a](",
        "](b",
        "<b ",
        "```\n",
        "a@",
        "http://",
        "&a",
        "[x]:",
        ",",
        "(",
        "(甲",
        "字,",
        "--",
    ):
        text = piece * 20000
        for form in ("plain", "markdown", "html"):
            shield(text, 0, form)  # type: ignore[arg-type]
        for rule in (control, lost, doubled, halfwidth, dash):
            rule.find(Draft(text))
