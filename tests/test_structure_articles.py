"""Newspaper pages and digests: where one article ends and the next begins, and which files are one article."""

from __future__ import annotations

import itertools

import pytest

from builder.structure.articles import is_headline, is_lead, lead_end, split
from builder.structure.layout import lay_out

TEXT = "会议通报了情况，并对全区防汛工作进行了部署，要求各乡镇抓好落实，不得有误。"
LEAD = f"本报讯 4月2日上午，东河区防汛工作会议召开。{TEXT}"

# a page, and the first line of each of its articles
PAGES = [
    (f"甲区召开会议\n\n{LEAD}\n\n{TEXT}\n\n乙区举办活动\n\n{LEAD}", ["甲区召开会议", "乙区举办活动"]),
    (
        f"甲区召开会议\n压实责任\n{LEAD}\n记者 王小明\n乙区举办活动\n守牢底线\n{LEAD}\n记者 李大海",
        ["甲区召开会议", "乙区举办活动"],
    ),
    (f"甲区召开会议\n记者 王小明\n{LEAD}\n乙区举办活动\n通讯员 李大海\n{LEAD}", ["甲区召开会议", "乙区举办活动"]),
    (
        f"甲区召开会议\n{TEXT}\n{TEXT}\n记者 王小明\n\n乙区举办活动\n{TEXT}\n记者 李大海",
        ["甲区召开会议", "乙区举办活动"],
    ),
    (f"甲区召开会议\n{TEXT}（记者 王小明）\n乙区举办活动\n{TEXT}（记者 李大海）", ["甲区召开会议", "乙区举办活动"]),
    (
        f"东河日报 2022年4月7日\n甲区召开会议\n{LEAD}\n乙区举办活动\n新华社北京7月15日电 {TEXT}\n丙区\n{LEAD}",
        ["甲区召开会议", "乙区举办活动", "丙区"],
    ),
    (
        f"目  录\n甲区召开会议……1\n乙区举办活动……3\n甲区召开会议\n{TEXT}\n乙区举办活动\n{TEXT}",
        ["甲区召开会议", "乙区举办活动"],
    ),
    (f"（上接第一版）{TEXT}\n{TEXT}\n乙区举办活动\n{LEAD}", [f"（上接第一版）{TEXT}", "乙区举办活动"]),
    (f"甲区召开会议\n{LEAD}\n乙区续闻\n（上接第一版）{TEXT}", ["甲区召开会议", "乙区续闻"]),
    (f"甲区召开会议\n{LEAD}（下转第三版）\n乙区的春天\n{TEXT}\n丙区\n{LEAD}", ["甲区召开会议", "乙区的春天", "丙区"]),
    (f"头条新闻在此\n{TEXT}\n乙区举办活动\n{LEAD}\n丙区调研\n{LEAD}", ["头条新闻在此", "乙区举办活动", "丙区调研"]),
]


@pytest.mark.parametrize(("page", "firsts"), PAGES)
def test_pages_are_divided(page: str, firsts: list[str]) -> None:
    lines = lay_out(page, 0)
    ranges = split(lines)
    assert [lines[first].text for first, _ in ranges] == firsts
    assert ranges[-1][1] == lines[-1].place
    assert all(end + 1 == start for (_, end), (start, _) in itertools.pairwise(ranges))


WHOLE = [
    "",
    TEXT,
    f"甲区召开会议\n{LEAD}\n{TEXT}\n{TEXT}",
    f"甲区召开会议\n{TEXT}\n小标题一\n{TEXT}\n小标题二\n{TEXT}",
    f"{LEAD}\n{LEAD}\n{LEAD}",
    f"甲区召开会议\n{LEAD}\n{LEAD}\n{LEAD}",
    f"一、甲区\n{LEAD}\n二、乙区\n{LEAD}",
    f"甲区召开会议\n{LEAD}\n记者 王小明",
    f"甲区召开会议\n{TEXT}\n记者 王小明\n{TEXT}\n记者 李大海",
    f"访谈录\n记者：请问情况如何？\n{TEXT}\n记者：还有呢？\n{TEXT}",
    "静夜思\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
    f"甲区召开会议\n（上接第一版）{TEXT}\n{TEXT}",
    f"甲区召开会议\n{LEAD}\n他说：“车辆接第三版图所示的路。”\n{TEXT}",
    f"目录\n第一节 甲\n第二节 乙\n{TEXT}\n{TEXT}",
    f"甲区召开会议\n本报讯不是开头\n{TEXT}\n乙区\n{TEXT}",
]


@pytest.mark.parametrize("page", WHOLE)
def test_one_article_stays_one(page: str) -> None:
    assert split(lay_out(page, 0)) == ()


def test_furniture_is_looked_through() -> None:
    page = f"首页\n甲区召开会议\n{LEAD}\n分享到\n乙区举办活动\n{LEAD}"
    assert split(lay_out(page, 0), {0, 3}) == ((1, 3), (4, 5))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("本报讯（记者 王小明）6月20日，会议召开。", "6月20日，会议召开。"),
        ("本报讯 4月2日上午，会议召开。", "4月2日上午，会议召开。"),
        ("【本报讯】 会议召开。", "会议召开。"),
        ("新华社北京7月15日电（记者 王小明）记者获悉", "记者获悉"),
        ("东河融媒 （记者 王小明）5月11日下午", "5月11日下午"),
        ("央视网消息（新闻联播）：眼下，春耕开始。", "眼下，春耕开始。"),
        ("（上接第一版）会议召开。", "会议召开。"),
        ("（上接A1版）本报讯（记者 王小明）会议召开。", "会议召开。"),
        ("会议召开。（下转第三版）", "会议召开。（下转第三版）"),
        ("会议召开。", "会议召开。"),
        ("会议（第三次）召开。", "会议（第三次）召开。"),
        ("各县（市）区都要抓好。", "各县（市）区都要抓好。"),
        ("记者从市局获悉，河水退了。", "记者从市局获悉，河水退了。"),
        ("", ""),
    ],
)
def test_where_the_formula_of_a_lead_ends(text: str, rest: str) -> None:
    (line, *_) = lay_out(text, 0)
    assert line.key[lead_end(line.key) :] == rest


@pytest.mark.parametrize(
    "text", ["电视台播出了节目，讯息传来", "本报讯息部", "本报社论", "东河网友来电话说", "4月2日上午，会议召开。"]
)
def test_not_a_lead(text: str) -> None:
    assert not is_lead(lay_out(text, 0)[0])


@pytest.mark.parametrize("text", ["甲区召开会议", "“十四五”规划公布！", "怎么办？", "1998年的洪水", "A river town"])
def test_headlines(text: str) -> None:
    assert is_headline(lay_out(text, 0)[0])


@pytest.mark.parametrize(
    "text",
    [
        "一、甲区",
        "（一）甲区",
        "1.甲区",
        "第一章 总则",
        "会议召开。",
        "各单位：",
        "甲，",
        "，乙",
        "- 项目",
        "甲",
        "甲" * 65,
    ],
)
def test_not_headlines(text: str) -> None:
    assert not is_headline(lay_out(text, 0)[0])
