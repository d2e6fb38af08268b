"""Headline blocks, titles of pages and files, and the titles that an archivist supplies."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from builder.structure.joints import joints
from builder.structure.layout import lay_out
from builder.structure.titles import bare, from_name, from_page, headline, supply

# lines of the block → (kicker, title, subtitle)
BLOCKS = [
    ("某区召开防汛工作会议 确保安全度汛", ("", "某区召开防汛工作会议", "确保安全度汛")),
    ("某区召开防汛工作会议\n压实责任 守牢底线", ("", "某区召开防汛工作会议", "压实责任 守牢底线")),
    (
        "区领导调研“万人助万企”活动 精准助推企业发展 做好服务保障",
        ("", "区领导调研“万人助万企”活动", "精准助推企业发展 做好服务保障"),
    ),
    ("压实责任 守牢底线\n某区召开防汛工作会议", ("压实责任 守牢底线", "某区召开防汛工作会议", "")),
    ("压实责任 某区召开防汛工作会议", ("压实责任", "某区召开防汛工作会议", "")),
    ("某区召开防汛工作会议\n——各乡镇主要负责人参加", ("", "某区召开防汛工作会议", "各乡镇主要负责人参加")),
    ("某区召开防汛工作会议——确保全区安全度汛", ("", "某区召开防汛工作会议", "确保全区安全度汛")),
    (
        "坚决守住安全底线\n市委召开常委会会议\n确保群众生命财产安全",
        ("坚决守住安全底线", "市委召开常委会会议", "确保群众生命财产安全"),
    ),
    ("筑牢安全生产防线 全力护航大会召开", ("", "筑牢安全生产防线 全力护航大会召开", "")),
    ("李明：开局即决战 年初就冲刺", ("", "李明：开局即决战 年初就冲刺", "")),
    ("省安委办 应急厅召开专项整治会", ("", "省安委办 应急厅召开专项整治会", "")),
    ("某市人民政府\n关于进一步加强防汛工作的通知", ("", "某市人民政府关于进一步加强防汛工作的通知", "")),
    ("某市人民政府关于印发《某市防汛\n应急预案》的通知", ("", "某市人民政府关于印发《某市防汛应急预案》的通知", "")),
    ("全市开展安全生产大检查和\n隐患排查", ("", "全市开展安全生产大检查和隐患排查", "")),
    (
        "东河区特大暴雨灾害追责问责案件\n以案促改推进会召开",
        ("", "东河区特大暴雨灾害追责问责案件以案促改推进会召开", ""),
    ),
    ("静夜思", ("", "静夜思", "")),
    ("我的家乡\n一条河", ("", "我的家乡", "")),
    ("Notes on a river", ("", "Notes on a river", "")),
    ("某区召开会议\n某区召开会议", ("", "某区召开会议", "")),
    ("", ("", "", "")),
]


@pytest.mark.parametrize(("text", "wanted"), BLOCKS)
def test_headline_blocks(text: str, wanted: tuple[str, str, str]) -> None:
    found = headline([line for line in lay_out(text, 0) if line.text])
    assert (found.kicker, found.title, found.subtitle) == wanted
    assert not found.supplied


def test_a_headline_says_which_lines_it_took() -> None:
    found = headline(
        [line for line in lay_out("某区召开防汛工作会议\n\n压实责任 守牢底线\n\n我的家乡", 0) if line.text]
    )
    assert found.places == (0, 2)
    assert headline([line for line in lay_out("我的家乡\n一条河", 0) if line.text]).places == (0,)


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("本报讯（记者 张三）6月20日，市长李四主持召开防汛工作会议，传达有关精神。", "市长李四主持召开防汛工作会议"),
        ("本报讯 4月2日上午,某区召开推进会,部署工作。", "某区召开推进会，部署工作"),
        ("中新网7月22日电 据国家安监总局消息,7月21日上午,联络员第一次会议在京召开。", "联络员第一次会议在京召开"),
        ("近日，全市防汛抢险应急演练在东河举行。", "全市防汛抢险应急演练在东河举行"),
        ("据悉，全市防汛抢险应急演练在东河举行。", "全市防汛抢险应急演练在东河举行"),
        ("[导读]近日,某协会汽车标准工作委员会正式成立。", "某协会汽车标准工作委员会正式成立"),
        (",及时发布灾害性天气预警信息,特别要警惕强降雨。", "及时发布灾害性天气预警信息"),
        ("2014年的农业农村工作,按照要求推进。", "2014年的农业农村工作"),
        ("会议强调,要全面对标对表,深入研究。", "会议强调,要全面对标对表"),
        ("It was a dark night and the river rose.", "It was a dark night and the river rose."),
        ("水", "水"),
    ],
)
def test_supplied_titles(lead: str, title: str) -> None:
    assert bare(supply(lay_out(lead, 0)[0])) == bare(title)


def test_a_supplied_title_is_never_too_long() -> None:
    title = supply(lay_out("甲" * 500, 0)[0])
    assert len(title) <= 61
    assert title.endswith("…")
    assert supply(lay_out("防汛、" * 60, 0)[0]).rstrip("…").endswith("防汛")


@pytest.mark.parametrize(
    ("written", "first", "title"),
    [
        ("市长检查防汛工作_某市人民政府网站", "", "市长检查防汛工作"),
        ("市长检查防汛工作 - 某市日报", "", "市长检查防汛工作"),
        ("市长检查防汛工作|新闻中心", "", "市长检查防汛工作"),
        ("某市日报-市长检查防汛工作", "市长检查防汛工作", "市长检查防汛工作"),
        ("首页 - 通知 - 关于放假的通知", "关于放假的通知", "关于放假的通知"),
        ("1-5月发电量同比上升4.5%", "", "1-5月发电量同比上升4.5%"),
        ("“十四五”规划纲要", "", "“十四五”规划纲要"),
        ("", "", ""),
    ],
)
def test_titles_of_pages(written: str, first: str, title: str) -> None:
    assert from_page(written, first) == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("20220104 某市防汛通知.txt", "某市防汛通知"),
        ("某市条例(2018-11-22).txt", "某市条例"),
        ("2022年4月6日会议纪要.md", "会议纪要"),
        ("001_6d62fb2e2e7b4d80.txt", ""),
        ("19cf25346503f03f.txt", ""),
        ("IMG_2031.txt", ""),
        ("未命名文件.txt", ""),
        ("p07.txt", ""),
        ("20220104.txt", ""),
    ],
)
def test_titles_of_files(name: str, title: str) -> None:
    assert from_name(PurePosixPath(name)) == title


def test_bare_titles_are_compared_without_their_signs() -> None:
    assert bare("李明:坚决  守住") == bare("李明：坚决守住")
    assert bare("“十四五”") == bare("十四五")
    assert bare("甲乙") != bare("甲丙")


@pytest.mark.parametrize(
    ("title", "names", "lines"),
    [
        ("二七区召开疫情防控工作会议", (), "二七区|召开|疫情|防控|工作|会议"),
        ("河堤加固工程", (), "河堤加固工程"),  # stands on one line anywhere
        ("县长：守住衡阳安全稳定的底线", (), "县长：守住|衡阳|安全|稳定的|底线"),
        ("区领导调研“万人助万企”活动情况", (), "区领导|调研“万人助万企”活动|情况"),
        ("市长陈红民赴侯寨乡调研河道", ("陈红民", "侯寨乡"), "市长|陈红民|赴侯寨乡|调研|河道"),
        ("On the river Lei, 1998 to 2001", (), "On the river Lei, 1998 to 2001"),
    ],
)
def test_a_titles_lines_break_between_its_words(title: str, names: tuple[str, ...], lines: str) -> None:
    cuts = (0, *joints(title, names), len(title))
    assert "|".join(title[start:end] for start, end in pairwise(cuts)) == lines
