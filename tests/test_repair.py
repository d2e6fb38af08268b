"""The chain as a whole: the seeds, the header, and everything that it must leave alone; its laws are in `test_laws`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.model import Header, Text
from builder.model.source import Format
from builder.repair import control, language, mojibake
from builder.repair.chain import NOTES, RULES, repair
from builder.repair.uncommon import uncommon
from tests.laws import HAN, NAMING, hold, source

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

LAW = "第一条　为了保护耕地，促进农业发展，根据国家有关规定，结合本县实际，制定本办法。\n"
LEAVE_ALONE: list[tuple[str, Format, str]] = [
    (
        "a law",
        "plain",
        LAW + "第二条　耕地的占用，应当依法报批；未经批准的，不得动工：\n（一）基本农田；\n（二）水源地。\n" * 4,
    ),
    ("a poem", "plain", "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n"),
    ("a program", "markdown", "# 说明\n\n```python\nprint('你好,世界!', a(b), x--)\n```\n\n正文，到此。\n"),
    ("inline code", "markdown", "用 `會(huì),議(yì)` 表示，`a,b`、`你,我,他,它,她` 都行。"),
    ("English", "markdown", "The quick brown fox -- it jumped, twice... (really?) over\nthe lazy dog.\n"),
    (
        "Japanese",
        "plain",
        "安全対策会議(あんぜんたいさくかいぎ)を開催,参加者は三十人でした,\n次回は来月です、詳細は後日。\n" * 3,
    ),
    ("Korean", "plain", "大韓民國(대한민국) 서울에서 열린 會議(회의), 삼십 명...\n" * 3),
    ("Classical Chinese", "plain", "子曰學而時習之不亦說乎有朋自遠方來不亦樂乎人不知而不慍\n" * 2),
    ("Classical, glossed", "plain", "北逐荤粥(xūnyù)，合符釜山。四方莫举乐(yuè)，以思尧。\n"),
    ("Traditional", "plain", "本館收藏歷代方志三千餘種，其中明清刻本最多，讀者可以到閱覽室借閱。\n" * 4),
    ("half-width by the writer", "plain", "今天天气好,我们去公园.下午回家,睡觉.\n晚上看书,写字.\n" * 3),
    ("mixed marks", "markdown", "今天天气好，我们去公园。下午回家,睡觉。晚上看书，写字，听歌。\n"),
    ("times and numbers", "plain", "会议于15:17:26开始，比分3:2，共1,234,567元，占99.9%，见(1)、(2)。\n"),
    ("an address", "plain", "详见 https://a.cn/x,y?z=1;w 或写信给 a.b@c.cn，谢谢。\n"),
    ("a table", "markdown", "| 名称 | 数量 |\n|------|------|\n| 稻谷 | 3,000 |\n"),
    ("CRLF", "plain", "第一段，讲了一件事。\r\n\r\n第二段，又讲了一件。\r\n"),
    ("CR", "plain", "第一段，讲了一件事。\r第二段，又讲了一件。\r"),
    ("indents", "plain", "　　第一段，讲了一件事。\n　　第二段，又讲了一件。\n"),
    ("emoji", "markdown", "一家人👨\u200d👩\u200d👧，加油❤\ufe0f\u200d🔥，旗🏳\ufe0f\u200d🌈。"),
    ("Persian joins", "plain", "می\u200cخواهم"),
    ("questions", "plain", "忘记密码?立即注册?你好吗?是的。"),
    ("an article on mojibake", "markdown", "“锟斤拷”是常见的乱码：U+FFFD � 按 GBK 解读就成了它；“烫烫烫”也是。\n"),
    ("HTML", "html", '<p style="a:b;c:d">会议，开始。</p><pre>你,我,他</pre><!-- 注,释,在此 -->&nbsp;完。'),
    ("a wiki link", "markdown", "见 [[會議(huì)]] 与 [會議](http://a.cn/會(huì),議)。"),
    ("a bulletin", "plain", "第49期\n\n（专刊 第32期）\n\n县农业委员会办公室\n\n2022年10月24日\n"),
    ("names", "plain", "出席：王 明、李 红 张军\n记者 林秋 通讯员 陈禾\n"),
    ("blanks to fill", "plain", "姓名：____ 电话：........ 日期：  年  月  日\n"),
    ("section signs", "plain", "* * *\n\n---\n\n……\n\n——完——\n"),
    ("nothing", "plain", ""),
]


@pytest.mark.parametrize(("name", "form", "text"), LEAVE_ALONE, ids=[case[0] for case in LEAVE_ALONE])
def test_leaves_alone(name: str, form: Format, text: str) -> None:
    mended = repair(source(text, form))
    assert mended.changes == ()
    assert mended.proposals == ()


def test_whole_seeds_are_left_alone() -> None:
    feed = SEEDS[0].read_bytes().decode("utf-8")
    assert repair(source(feed, "html", feed.index("<div>"))).changes == ()


# --- the seeds ---


def seed(number: int) -> Text:
    return hold(SEEDS[number].read_bytes().decode("utf-8"))


SEAMS = [
    (2, "确保", "以案促改"),
    (2, "除险加", "固、开展"),
    (2, "严格标准要求、", "压实各方责任"),
    (2, "确保各环", "节不出"),
    (2, "处置、第", "一时间管控"),
    (2, "仟吉食品厂、", "灏宇纸品"),
    (3, "专题", "研究党的"),
    (3, "齐抓共管", "工作合力"),
    (3, "市应急管", "理局成立"),
    (3, "一体化示范区、", "西城区管委会"),
]


@pytest.mark.parametrize(("number", "above", "below"), SEAMS)
def test_seams_of_the_seeds(number: int, above: str, below: str) -> None:
    assert above + below in seed(number).clean


def test_only_the_seams_of_the_seeds() -> None:
    joins = {number: sum("hard-break" in change.rule for change in seed(number).changes) for number in (1, 2, 3, 4)}
    assert joins == {1: 0, 2: 6, 3: 5, 4: 0}
    assert "发放宣传资料 60 万余份" in seed(3).clean
    assert "张一弛\n\n会议通报了" in seed(2).clean


@pytest.mark.parametrize("number", [1, 4])
def test_mirror_seeds_lose_every_reading_and_return_to_simplified(number: int) -> None:
    mended = seed(number)
    assert (mended.found_script, mended.script) == ("Hant", "Hans")
    assert not re.search(r"[\u3400-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", mended.clean)
    assert not set("會議應產強調發") & set(mended.clean)


def test_mirror_seeds_in_detail() -> None:
    one, four = seed(1).clean, seed(4).clean
    assert one.startswith("本报讯（记者 王文军）6月20日，市委副书记、市长储祥好主持召开")
    assert "连着千家万户" in one
    assert "24小时值班制度" in one
    assert "承担着防范化解" in four
    assert "听取各县（市）区负责同志" in four
    assert "2020-07-09 15:17:26" in four
    assert "E-MAIL:hxgtbgs@163.com TEL:+86 (734) 882 8281" in four


@pytest.mark.parametrize("number", [1, 4])
def test_what_was_out_of_step_never_passes_for_text(number: int) -> None:
    mended = seed(number)
    for garble in ("?;?", "⑾", "钒踩", "?xì"):
        assert garble not in mended.clean
    guesses = [change for change in mended.changes if not change.sure]
    assert guesses
    assert all(set(change.rule.split("+")) & NAMING for change in guesses)


# --- the header ---


def test_values_in_the_header_are_mended_with_the_text() -> None:
    head = "---\ntitle: '縣長(zhǎng)強(qiáng)調(diào)秋收'\nslug: 縣長(zhǎng)\ntags: [農(nóng)業(yè),會(huì)議]\n---\n"
    body = "縣長(zhǎng)強(qiáng)調(diào)要抓緊(jǐn)秋收工作,開(kāi)好會(huì)議,落實(shí)責(zé)任。"
    header = Header(
        "yaml",
        (1, 5),
        title="縣長(zhǎng)強(qiáng)調(diào)秋收",
        slug="縣長(zhǎng)",
        tags=("農(nóng)業(yè)", "會(huì)議"),
    )
    mended = repair(source(head + body, "plain", len(head), header))
    assert mended.header.title == "县长强调秋收"
    assert mended.header.tags == ("农业", "会议")
    assert mended.header.slug == "縣長(zhǎng)"
    assert "tags: [农业,会议]" in mended.clean
    assert mended.clean[mended.body_start :].startswith("县长强调要抓紧秋收工作，")
    assert mended.clean[: mended.body_start].endswith("---\n")


def test_a_value_broken_over_lines_and_a_value_with_quotes() -> None:
    head = "---\ntitle: 縣長(zhǎng)\n  強(qiáng)調(diào)\ndescription: '他說''開(kāi)會(huì)'''\n---\n"
    header = Header("yaml", (1, 5), title="縣長(zhǎng) 強(qiáng)調(diào)", description="他說'開(kāi)會(huì)'")
    mended = repair(source(head + "縣長(zhǎng)強(qiáng)調(diào)", "plain", len(head), header))
    assert mended.header.title == "县长 强调"
    assert "开会" in mended.header.description


def test_lines_of_the_header_are_never_joined() -> None:
    head = "---\ntitle: 全面推进各乡镇水库除险加\n固: 是的，真的\n---\n"
    mended = repair(source(head + "正文，到此为止。", "plain", len(head), Header("yaml", (1, 4), title="x")))
    assert mended.changes == ()


# --- the chain ---


def test_only_the_rules_asked_for() -> None:
    text = "縣長(zhǎng)強(qiáng)調(diào)\u200b要抓緊(jǐn)秋收"
    assert {change.rule for change in repair(source(text), only=("pinyin",)).changes} == {"pinyin"}
    assert {change.rule for change in repair(source(text), only=("control",)).changes} == {"control"}
    assert repair(source(text), only=("no such rule",)).changes == ()


def test_every_rule_is_told_in_three_languages() -> None:
    assert [note.name for note in NOTES] == [rule.note.name for rule in RULES]
    assert len({note.name for note in NOTES}) == len(NOTES)
    for note in NOTES:
        assert len(note.titles) == len(note.reasons) == 3
        assert all(HAN.search(text) for text in (*note.titles[:2], *note.reasons[:2]))
        assert all(text and not HAN.search(text) for text in (note.titles[2], note.reasons[2]))


def test_the_same_text_is_mended_the_same_way() -> None:
    text = SEEDS[4].read_bytes().decode("utf-8")
    assert repair(source(text)) == repair(source(text))


def test_no_gate_hides_what_its_rules_look_for() -> None:
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))
    seen = set(uncommon(everything))
    for pattern in (control._INVISIBLE, language._FOREIGN):
        assert seen.issuperset("".join(pattern.findall(everything)))
    for pattern, behind in ((mojibake._LATIN, "é"), (mojibake._KANA, "の")):
        assert [c for c in everything if c not in seen and pattern.match(c + behind)] == []
