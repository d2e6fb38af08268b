"""Lines: joined where a page broke them, kept where a writer did."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from builder.model import apply, revert
from builder.repair import leader, letter_space, line_end, line_start, page_mark, space, woodblock, wrapped
from builder.repair.draft import Draft, Rule
from builder.repair.lines import Line, glue, lines

PARAGRAPHS = [
    "秋分过后，全县的秋收进入了最忙的时候。天还没亮，南湾村的晒场上就亮起了灯，收割机一台接一台开进地里，把金黄的稻子收进仓来。",
    "县农业部门的技术人员连日来走进田间，帮助农户检修机器、查看墒情，提醒大家抢在降雨之前把成熟的稻子收完、晒干、入库。",
    "往年这个时候，最让人发愁的是劳力不够。今年不一样了，村里成立了农机合作社，四十八台收割机统一调度，一天能收两千多亩，"
    "比去年快了三分之一。合作社的负责人说，机器多了，人反而闲不下来，因为白天收割，晚上还要把烘干机守到天亮。",
    "为了防止雨水误事，乡里在每个村都安排了值班的人，发现排水沟堵塞就立即疏通；几处老旧的晒场也重新铺了水泥，能够多晒三百吨粮食。",
    "老支书站在田埂上算了一笔账：稻谷每斤比去年多卖一毛二分钱，一亩地能多收一百五十元，全村就是六十多万元。",
]
BYLINE = "记者 林秋 通讯员 陈禾"
TITLE = "南湾村抢收记"


def made(rule: Rule, text: str, **given: object) -> str:
    draft = Draft(text, **given)  # type: ignore[arg-type]
    changes = rule.find(draft)
    clean = apply(text, changes)
    assert revert(clean, changes) == text
    assert all(text[change.start : change.end] == change.before for change in changes)
    return clean


def wrap(paragraph: str, width: int, indent: str = "", hang: bool = False) -> list[str]:
    """A paragraph broken at a width; with `hang`, marks that no line may begin with stay on the line above."""
    rest = indent + paragraph
    out = []
    while rest:
        end = min(width, len(rest))
        while hang and end < len(rest) and rest[end] in "，。、；：！？”":
            end += 1
        out.append(rest[:end])
        rest = rest[end:]
    return out


# --- hard breaks ---

SHAPES = [
    ("indented, one line end", 30, "　　", "\n", False),
    ("indented, hanging marks", 26, "　　", "\n", True),
    ("indented, blank lines", 34, "　　", "\n\n", False),
    ("flush, blank lines", 32, "", "\n\n", True),
    ("flush, narrow", 20, "", "\n\n", False),
    ("indented with blanks", 28, "    ", "\n", False),
    ("CRLF", 30, "　　", "\r\n", False),
]


@pytest.mark.parametrize(("name", "width", "indent", "between", "hang"), SHAPES, ids=[shape[0] for shape in SHAPES])
def test_fixed_width_is_undone(name: str, width: int, indent: str, between: str, hang: bool) -> None:
    newline = "\r\n" if "\r" in between else "\n"
    broken = between.join(newline.join(wrap(p, width, indent, hang)) for p in PARAGRAPHS)
    assert made(wrapped.RULE, broken) == between.join(indent + p for p in PARAGRAPHS)


def test_a_title_and_a_byline_stay_by_themselves() -> None:
    broken = "\n".join([TITLE, BYLINE, *(line for p in PARAGRAPHS for line in wrap(p, 30, "　　"))])
    assert made(wrapped.RULE, broken).split("\n")[:2] == [TITLE, BYLINE]


def test_column_ends_are_joined() -> None:
    """Cut at random places: nearly all are joined, and nothing else."""
    draw = random.Random(20)
    right = wrong = needed = 0
    for _ in range(40):
        paragraphs = draw.sample(PARAGRAPHS, 5)
        pieces: list[str] = [TITLE, BYLINE]
        cuts = 0
        for p in paragraphs:
            if draw.random() < 0.6:
                at = draw.randrange(16, len(p) - 8)
                if p[at - 1] in "。；：！？，":
                    at -= 2
                pieces += [p[:at], p[at:]]
                cuts += 1
            else:
                pieces.append(p)
        clean = made(wrapped.RULE, "\n\n".join(pieces)).split("\n\n")
        whole = [TITLE, BYLINE, *paragraphs]
        needed += cuts
        right += cuts - (len(clean) - len(whole))
        wrong += len([piece for piece in clean if piece not in whole and piece not in pieces])
    assert wrong == 0
    assert right / needed >= 0.8  # a file with a single doubtful cut keeps it


JOINED = [
    ("a word across", "各乡镇要全面推进水库堤坝除险加", "固，做好汛前检查，确保安全度汛。"),
    ("an enumeration", "他先后走访了南湾小学、", "乡卫生院，看望了值班的医生。"),
    ("a word that ends no sentence", "会议要求各乡镇认真做好秋收工作，及时解决群众反映的", "困难，让大家放心收粮。"),
    ("an open quotation", "他说，“收成好不好，一半看天，一半看人，", "今年的人都很用心”，大家都笑了。"),
    ("a number", "今年全县共种植水稻四十万亩，向农户发放宣传资料", "60 万余份，推送短信 1600 多万条。"),
]


@pytest.mark.parametrize(("name", "above", "below"), JOINED, ids=[case[0] for case in JOINED])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n"])
def test_a_stopped_sentence_is_joined(name: str, above: str, below: str, between: str) -> None:
    other = (
        PARAGRAPHS[0] + "\n\n" + "县里要求各乡镇把秋收安全放在第一位，做好机手培训，完善应急管" + "\n\n" + "理机制。"
    )
    text = f"{other}\n\n{above}{between}{below}"
    glued = " " if name == "a number" else ""
    assert made(wrapped.RULE, text).endswith(f"\n\n{above}{glued}{below}")


KEPT = [
    ("a poem", "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"),
    ("a poem without marks", "\n".join(["春风又绿江南岸", "明月何时照我还", "京口瓜洲一水间", "钟山只隔数重山"] * 3)),
    (
        "a long poem",
        "\n".join(
            ["大江东去，浪淘尽，千古风流人物", "故垒西边，人道是，三国周郎赤壁", "乱石穿空，惊涛拍岸，卷起千堆雪"] * 3
        ),
    ),
    ("a list", "一、加强领导\n二、落实责任\n三、强化督查\n（一）检查机器\n（二）检修线路"),
    ("a list of names", "王明 李红 张军\n赵强 孙丽 周平\n吴刚 郑洁 冯远"),
    (
        "headings",
        "关于做好秋收工作的通知\n\n各乡镇：\n\n现将有关事项通知如下，请执行。\n\n南湾县人民政府\n\n2021年9月20日",
    ),
    ("a title over its text", f"{TITLE}见闻：一个村庄的秋天和它的新机器\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"),
    ("paragraphs", "\n".join(PARAGRAPHS)),
    ("paragraphs apart", "\n\n".join(PARAGRAPHS)),
    ("indented paragraphs", "\n".join("　　" + p for p in PARAGRAPHS)),
    (
        "a table",
        "村 | 亩 | 吨\n南湾 | 三百亩，其中水田二百亩 | 一百五十\n北湾 | 二百亩，其中水田九十亩 | 一百",
    ),
    ("columns", "南湾村   三百亩水田，旱地一百亩   一百五十吨\n北湾村   二百亩水田   一百吨"),
    (
        "articles of a law",
        "第一条 为了保护耕地，制定本办法。\n第二条 本办法适用于本县，由农业部门\n第三条 自公布之日起施行。",
    ),
    ("a program", "def harvest(field):\n    return field.rice,\n    field.wheat\n" + PARAGRAPHS[0]),
    (
        "English",
        "The harvest began early this year, and the village\nwas awake before dawn, all of them,\nuntil the rain.",
    ),
    (
        "questions and answers",
        "问：今年收成怎么样，比去年好吗\n答：比去年好，机器多了，天气也好\n问：价格呢",
    ),
    ("a letter", "尊敬的各位村民，\n\n" + PARAGRAPHS[1] + "\n\n此致\n敬礼\n\n南湾村村民委员会"),
    ("a byline at the end", PARAGRAPHS[0] + "记者 林秋 通讯员 陈禾\n\n" + PARAGRAPHS[1]),
    ("a clause to a line", "\n".join(re.split("(?<=，)", "".join(PARAGRAPHS)))),
    ("news list", "\n".join(f"南湾县召开第{n}次秋收工作会议部署下一阶段重点任务" for n in "一二三四五六七八九")),
]


@pytest.mark.parametrize(("name", "text"), KEPT, ids=[case[0] for case in KEPT])
def test_lines_that_a_writer_made_are_kept(name: str, text: str) -> None:
    for form in ("plain", "markdown", "html"):
        for newline in ("\n", "\r\n", "\r"):
            draft = Draft(text.replace("\n", newline), format=form)  # type: ignore[arg-type]
            assert list(wrapped.find(draft)) == []


def test_a_fence_keeps_its_lines() -> None:
    code = "\n".join(wrap(PARAGRAPHS[0] + PARAGRAPHS[1], 30))
    text = f"{PARAGRAPHS[2]}\n\n```\n{code}\n```\n"
    assert list(wrapped.find(Draft(text, format="markdown"))) == []


@pytest.mark.parametrize(
    ("above", "below", "spaced", "expected"),
    [("加", "固", True, ""), ("资料", "60", True, " "), ("资料", "60", False, ""), ("open", "source", False, " "),
     ("他说，", "2021", True, ""), ("12", "34", False, ""), ("A", "组", True, " "), ("-", "x", True, "")],
)  # fmt: skip
def test_glue(above: str, below: str, spaced: bool, expected: str) -> None:
    assert glue(above, below, spaced) == expected


BEGINS = [
    "第三条 本法",
    "第十二章 附则",
    "一、总则",
    "（三）检查",
    "(2)检修",
    "1、加强",
    "2.落实",
    "1.2 范围",
    "①",
    "• 项",
    "附件：名单",
    "图 3 示意",
    "本报讯 昨日",
    "记者 林秋",
    "通讯员：陈禾",
    "来源：县报",
    "编辑：王明",
    "2021年9月20日",
    "2021年9月20日 县人大通过",
    "二〇二一年九月",
    "2021-09-20",
    "新华社北京9月20日电",
    "【导读】",
    "# 标题",
    "> 引文",
    "目录",
    "主送：各乡镇",
    "联系人：王明",
]
RUNS_ON = [
    "固，确保安全",
    "60 万余份",
    "第一时间管控到位",
    "第三条规定的情形",
    "2021年的收成",
    "记者采访时说",
    "来源广泛",
    "一是要加强领导",
    "三分之一",
    "附近的村庄",
    "图书室",
    "编辑部的同志",
    "（以下简称办法）",
    "《办法》的规定",
]


def test_what_begins_a_line_and_what_runs_on() -> None:
    assert [text for text in BEGINS if not Line(text).begins] == []
    assert [text for text in RUNS_ON if Line(text).begins] == []


def test_lines_know_their_places() -> None:
    text = "头\n\n　　甲乙\r\n\r\n  丙 \r丁"
    found = lines(Draft(text))
    assert [(line.text, line.gap, line.indent) for line in found] == [
        ("头", 0, False), ("甲乙", 1, True), ("丙", 1, True), ("丁", 0, False)]  # fmt: skip
    assert all(text[line.start : line.end] == line.text for line in found)
    assert all(a.end <= b.top <= b.start for a, b in pairwise(found))


# --- page marks ---


@pytest.mark.parametrize("mark", ["— 3 —", "- 3 -", "–3–", "第3页", "第 3 页 共 9 页", "－３－".replace("３", "3")])
def test_page_marks_go_and_the_sentence_is_whole(mark: str) -> None:
    above, below = PARAGRAPHS[0][:20], PARAGRAPHS[0][20:]
    text = f"{above}\n\n{mark}\n\n{below}\n\n{PARAGRAPHS[1]}"
    assert made(page_mark.RULE, text) == f"{above}\n\n{below}\n\n{PARAGRAPHS[1]}"


PAGE_KEPT = [
    f"{PARAGRAPHS[0]}\n\n— 1 —\n\n{PARAGRAPHS[1]}\n\n— 2 —\n\n{PARAGRAPHS[2]}",
    "目录\n\n第一章 1\n第二章 9\n",
    "- 3 -\n- 4 -\n",
    f"{PARAGRAPHS[0]}第3页{PARAGRAPHS[1]}",
]


@pytest.mark.parametrize("text", PAGE_KEPT)
def test_numbers_that_are_no_page_marks_stay(text: str) -> None:
    assert list(page_mark.find(Draft(text))) == []


# --- lines that begin with punctuation ---


def test_punctuation_at_a_line_start_joins() -> None:
    text = "要加强秋收调度\n，科学安排机器\n；做好值班\n、巡查工作\n。二要备足物资"
    assert made(line_start.RULE, text) == "要加强秋收调度，科学安排机器；做好值班、巡查工作。二要备足物资"
    assert made(line_start.RULE, "收割\r\n,晾晒") == "收割,晾晒"


START_KEPT = [
    "，开头就是逗号",
    "标题：\n：）",
    "他说。\n。。。",
    "甲\n\n\n，乙",
    "代码\n;;; elisp",
    "| 表 |\n，丙",
    "……\n……",
]


@pytest.mark.parametrize("text", START_KEPT)
def test_other_line_starts_stay(text: str) -> None:
    assert list(line_start.find(Draft(text))) == []


# --- leaders, letter-spacing, spaces, woodblocks ---


def test_leaders_go() -> None:
    text = "目 录\n第一章 总则……………………1\n第二章 职责 . . . . . . . . 12\n附则............(20)\n"
    assert made(leader.RULE, text) == "目 录\n第一章 总则 1\n第二章 职责 12\n附则 (20)\n"


@pytest.mark.parametrize("text", ["他想了想……\n又说……", "等等......\n3 天后……1", "姓名：........\n电话：........"])
def test_dots_that_lead_nowhere_stay(text: str) -> None:
    assert list(leader.find(Draft(text))) == []


def test_letter_spacing_closes_up() -> None:
    text = "市 民 的 生 活 习 惯 ,在 创 建 文 明 城 市 的 工 作 中 改 变"
    assert made(letter_space.RULE, text) == "市民的生活习惯,在创建文明城市的工作中改变"
    assert made(letter_space.RULE, "市 民 的 習 慣 在 創 建 工 作 中 改 變") == "市民的習慣在創建工作中改變"


SPACE_KEPT = [
    "甲 乙 丙 丁 戊 己 庚 辛",
    "一 二 三 四 五 六 七 八",
    "王 文 军 主持",
    "第一章 总 则",
    "春 夏 秋 冬 东 南 西 北",
    "赵 钱 孙 李 周 吴 郑 王 冯 陈",
    "确保安全 坚决防范 落实责任 加强领导 完善预案 强化督查",
]


@pytest.mark.parametrize("text", SPACE_KEPT)
def test_spaces_that_mean_something_stay(text: str) -> None:
    assert list(letter_space.find(Draft(text))) == []
    assert list(space.find(Draft(text))) == []


def test_stray_spaces_go_where_they_are_a_habit() -> None:
    text = "全县要加强应 急管理 ，完善预 案体系 ，落实责 任制度 ，确保安全。"
    assert made(space.RULE, text) == "全县要加强应急管理，完善预案体系，落实责任制度，确保安全。"
    assert made(space.RULE, "全县要加强应 急管理，确保安全。") == "全县要加强应 急管理，确保安全。"


def test_line_ends_written_as_codes_are_line_ends_again() -> None:
    text = "一、公文的含义 x0dx0ax0dx0a公文是文书。\\x0d\\x0a二、公文的特征_x000D_有法定的作者。"
    assert made(line_end.RULE, text) == "一、公文的含义\n公文是文书。\n二、公文的特征\n有法定的作者。"


@pytest.mark.parametrize("text", ["send x0dx0a now", "行尾是 `x0dx0a`，共两个字节。", "写成 x0dx0a 的换行。"])
def test_codes_that_are_spoken_of_stay(text: str) -> None:
    assert list(line_end.find(Draft(text))) == []


def test_woodblock_lines_are_run_on() -> None:
    rows = ["<pb:TEST_001-1a>", "南湾志卷之一", "　　　地理", "南湾在县之东南三十里其地濒湖多水",
            "田民以稻为业春种秋收岁得谷数万石", "湖中产鱼虾菱藕芡实(鱼有鲤/有鲫)四时皆", "不绝", "<pb:TEST_001-1b>",
            "　　　物产", "稻有早晚二种早者六月熟晚者九月熟"]  # fmt: skip
    clean = made(woodblock.RULE, "".join(row + "¶\n" for row in rows))
    assert clean.split("\n") == [
        "南湾志卷之一", "　　　地理",
        "南湾在县之东南三十里其地濒湖多水田民以稻为业春种秋收岁得谷数万石湖中产鱼虾菱藕芡实(鱼有鲤/有鲫)四时皆不绝",
        "　　　物产", "稻有早晚二种早者六月熟晚者九月熟", ""]  # fmt: skip
    assert list(woodblock.find(Draft("段落末尾的¶是标记。\n只有一个。"))) == []


def test_time_is_linear() -> None:
    for piece in ("字，\n", "字\n\n", "\n", "— 3 —\n", "字 ", "·", "……", "  ，", "字¶\n", "第一条\n", "字x0dx0a "):
        draft = Draft(piece * 20000)
        for rule in (wrapped, line_end, line_start, page_mark, leader, letter_space, space, woodblock):
            rule.find(draft)
