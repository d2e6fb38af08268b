"""Bylines: what is one, what it says, and what only looks like one."""

from __future__ import annotations

import pytest

from builder.structure.credits import bylines, is_name, read_names
from builder.structure.layout import lay_out

R, C, A, E = "reporter", "correspondent", "author", "editor"
V, P, S, T = "reviewer", "photographer", "issuer", "translator"

# text, what is left of the line, credits; `None`: the byline is read and stays
BYLINES = [
    ("记者 王小明", "", [(R, "王小明")]),
    ("记者王小明", "", [(R, "王小明")]),
    ("通讯员 李大海", "", [(C, "李大海")]),
    ("本报记者 陈 杰", "", [(R, "陈杰")]),
    ("记者 陈 杰 通讯员 王 五 赵六一", "", [(R, "陈杰"), (C, "王五"), (C, "赵六一")]),
    ("□ 本报记者 王小明 通讯员 赵六一", "", [(R, "王小明"), (C, "赵六一")]),
    ("【本报记者 王小明】", "", [(R, "王小明")]),
    ("（全媒体记者 欧阳小明）", "", [(R, "欧阳小明")]),
    ("特约记者 阿依努尔·买买提", "", [(R, "阿依努尔·买买提")]),
    ("本报记者 王小明 通讯员 市应急局", "", [(R, "王小明"), (C, "市应急局")]),
    ("文/张三丰 图/李四光", "", [(A, "张三丰"), (P, "李四光")]),
    ("本报记者 王小明 摄", None, [(P, "王小明")]),
    ("图为演练现场。 本报记者 王小明 摄", None, [(P, "王小明")]),
    ("〔記者王小明／台北報導〕颱風來襲。", None, [(R, "王小明")]),
    ("（中央社記者王小明台北16日電）颱風來襲。", None, [(R, "王小明")]),
    ("作者：王小明", "", [(A, "王小明")]),
    ("（根据录音整理，整理：王小明）", "", [(A, "王小明")]),
    ("（编译：王小明 审核：李大海）", "", [(T, "王小明"), (V, "李大海")]),
    ("编辑：卜 丹 赵贺 审核：翟红 签发：孙全", "", [(E, "卜丹"), (E, "赵贺"), (V, "翟红"), (S, "孙全")]),
    ("（一审 何唯一 二审 潘德铭 三审 龚春梅）", "", [(V, "何唯一"), (V, "潘德铭"), (V, "龚春梅")]),
    ("责任编辑：张三丰", "", [(E, "张三丰")]),
    ("翻译：王小明 校对：李大海", "", [(T, "王小明"), (V, "李大海")]),
    ("市领导主持会议。（记者 陈小润）", "市领导主持会议。", [(R, "陈小润")]),
    ("市领导主持会议。(记者陈小润 通讯员李大海)", "市领导主持会议。", [(R, "陈小润"), (C, "李大海")]),
    ("提供安全保障。记者 景小静 通讯员 张一弛", "提供安全保障。", [(R, "景小静"), (C, "张一弛")]),
    ("全市平安。 本报记者 张三丰", "全市平安。", [(R, "张三丰")]),
    ("全市平安。（本报记者 张三丰 北京报道）", "全市平安。", [(R, "张三丰")]),
    ("本报讯（记者 王小明）6月20日，会议召开。", None, [(R, "王小明")]),
    ("本报讯(记者 王小明 通讯员 李大海 赵六一)昨日，会议召开。", None, [(R, "王小明"), (C, "李大海"), (C, "赵六一")]),
    ("某地融媒 （记者 王小明）5月11日下午，演练举行。", None, [(R, "王小明")]),
    ("【本报讯 记者 王小明】昨日，会议召开。", None, [(R, "王小明")]),
]


@pytest.mark.parametrize(("text", "left", "wanted"), BYLINES)
def test_bylines(text: str, left: str | None, wanted: list[tuple[str, str]]) -> None:
    (found,) = bylines(lay_out(text, 0, hant=True))
    assert [(credit.role, credit.name) for credit in found.credits] == wanted
    assert found.leaves is (left is not None)
    if left is not None:
        assert (text[: found.start] + text[found.end :]).strip() == left


ALONE = [
    "记者在现场看到，堤坝已经加固。",
    "记者从市应急局获悉，防汛工作有序。",
    "他说，记者要有良心。",
    "会议指出，要当好编辑。",
    "记者 手记",
    "记者调查：谁动了河道",
    "文明和谐",
    "摄影大赛",
    "摄影大赛开幕",
    "制作方法",
    "编辑手记",
    "编辑 部 通知",
    "图 书 馆",
    "文 化 馆",
    "审核通过",
    "签发命令",
    "作者简介",
    "记者节",
    "翻译家协会",
    "他当过记者。王小明也当过。",
    "“记者同志，请进。”老人说。",
    "问：记者怎么看？",
    "采访结束了。（未完待续）",
    "会议结束。（略）",
    "市长王小明主持会议。",
    "通讯员队伍建设",
    "本报记者站成立",
    "本报讯 4月2日上午，会议召开。",
    "（市、区）",
    "各县（市）区负责同志",
    "",
]


@pytest.mark.parametrize("text", ALONE)
def test_left_alone(text: str) -> None:
    assert list(bylines([line for line in lay_out(text, 0) if line.text])) == []


def test_at_most_one_to_a_line_and_in_order() -> None:
    lines = [
        one for one in lay_out("标题\n本报讯（记者 王小明）正文。\n正文完。（编辑 李大海）\n记者 赵六一", 0) if one.text
    ]
    assert [(one.place, one.leaves) for one in bylines(lines)] == [(1, False), (2, True), (3, True)]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("王小明 李大海", ("王小明", "李大海")),
        ("王 五、赵 六", ("王五", "赵六")),
        ("王小明，李大海", ("王小明", "李大海")),
        ("John Smith", ("John Smith",)),
        ("张□明", ("张□明",)),
        ("", ()),
        ("在现场看到", None),
        ("正在进行中的工作", None),
        ("王小明 2022年", None),
    ],
)
def test_read_names(value: str, names: tuple[str, ...] | None) -> None:
    assert read_names(value) == names


@pytest.mark.parametrize("name", ["王小明", "欧阳修", "司马相如", "郭珊珊", "卜丹", "虎强", "陳小明"])
def test_names(name: str) -> None:
    assert is_name(name, strict=True)


@pytest.mark.parametrize("name", ["手记", "获悉了", "市应急局", "观察者网", "A", "正在进行", "的工作", "本报"])
def test_not_names(name: str) -> None:
    assert not is_name(name, strict=True)
