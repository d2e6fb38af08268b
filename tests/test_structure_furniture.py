"""Furniture: what sites put round a text goes, and the text stays, whatever it looks like."""

from __future__ import annotations

import time

import pytest

from builder.structure.furniture import furniture, only_furniture, parts
from builder.structure.layout import lay_out

FURNITURE = [
    ("首页", "navigation"),
    ("新聞資訊", "navigation"),
    ("联系我们", "navigation"),
    ("忘记密码？", "navigation"),
    ("您所在的位置：", "navigation"),
    ("当前位置：首页 > 新闻 > 正文", "breadcrumb"),
    ("首页 > 新闻", "breadcrumb"),
    ("首页 》 新闻中心".replace("》", ">"), "breadcrumb"),
    ("上一篇：市领导调研", "next"),
    ("下一篇 没有了", "next"),
    ("上一页", "navigation"),
    ("分享到：", "share"),
    ("扫一扫在手机打开当前页", "share"),
    ("您的浏览器版本太低，请升级后访问", "browser"),
    ("您的浏览器不支持该视频", "browser"),
    ("豫ICP备12345678号-1", "icp"),
    ("Copyright © 2022 某市人民政府 All Rights Reserved", "icp"),
    ("版权所有：某市人民政府", "icp"),
    ("浏览次数：128", "counter"),
    ("【字号：大 中 小】", "counter"),
    ("大 中 小 打印 关闭", "counter"),
    ("还不是本站的会员？立即注册", "login"),
    ("隐患排查活动_第3页", "library"),
    ("已阅读5页，还剩27页未读，继续阅读", "library"),
    ("页: [1]", "library"),
    ("试读结束，开通会员文档无限下载", "library"),
    ("版权说明：本文档由用户提供并上传，若存在侵权请举报", "library"),
    ("本文系本网独家稿件，未经授权，不得转载。", "rights"),
    ("（转载请注明出处）", "rights"),
    ("— 3 —", "page-mark"),
    ("第 3 页 共 10 页", "page-mark"),
    ("（下转第三版）", "turn"),
    ("（下转第3版）", "turn"),
    ("上接A01版《河堤加固》", "turn"),
    ("地 址：某省某市高新区11号 E-MAIL：a@example.com TEL：+86 (731) 888 8888", "contact"),
    ("服务热线：4000 000 000", "contact"),
    ("澳门新葡京娱乐城 百家乐 注册送彩金", "spam"),
]


@pytest.mark.parametrize(("text", "rule"), FURNITURE)
def test_furniture_at_the_edge_of_a_page(text: str, rule: str) -> None:
    page = f"{text}\n全市防汛工作会议召开\n" + "会议要求，各级各部门要压实责任，确保安全度汛。\n" * 3
    lines = lay_out(page, 0, hant=True)
    assert furniture(lines).get(0) == rule


TEXTS = [
    "未经许可，任何人不得擅自动用消防设施。",
    "本报昨日转载了新华社的文章。",
    "会议要求，各级各部门要压实责任，确保安全度汛。",
    "首页的新闻说，河水退了。",
    "他在首页看到了自己的名字",
    "上一篇文章说到，河水退了。",
    "下一条河",
    "分享到的快乐，是双倍的快乐。",
    "浏览器是一种软件，版本很多。",
    "联系人：李四，电话：0371-6718000",
    "举报电话：12350",
    "征求意见邮箱：a@example.com",
    "大、中、小三类企业都要排查",
    "第3页的表格有误",
    "12月3日",
    "3",
    "微信支付是一种支付方式",
    "评论员文章指出，要抓好落实。",
    "版权法规定了作者的权利。",
    "这是一篇关于博彩业的调查报告，写得很好，一共三万字，分为四章，详述其害。",
    "忘记密码怎么办？请到窗口办理，带好身份证。",
    "地址在东河边上",
    "静夜思",
    "床前明月光，",
    "A > B，并且 B > C。",
    "function area(r) { return 3 * r * r; }",
    "The next page of history was turned that day.",
    "关闭煤矿三座",
    "打印店的老板姓王",
    "转第3版面设计",
    "登录作业平台的人员应当持证。",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_left_alone_at_the_edge(text: str) -> None:
    page = "全市防汛工作会议召开\n" + "会议要求，各级各部门要压实责任，确保安全度汛。\n" * 3 + text
    assert furniture(lay_out(page, 0)) == {}


def test_words_of_navigation_amid_a_text_stay() -> None:
    page = "\n".join(
        ["要求很明确，各部门要抓好落实，不得有误。"] * 20 + ["导航"] + ["任务很繁重，各部门要抓好落实，不得有误。"] * 20
    )
    assert furniture(lay_out(page, 0)) == {}


def test_lines_that_the_archive_has_learned() -> None:
    lines = lay_out("某某快讯每日推送\n会议要求，各级各部门要压实责任。", 0)
    assert furniture(lines) == {}
    assert furniture(lines, {"某某快讯每日推送"}) == {0: "furniture-learned"}


PARTS = [
    ("p.cjk { font-size: 10pt } 同志们：今天开会。", "同志们：今天开会。", ["style"]),
    ("@page { size: 8in; margin: 1in } p { color: #000 } 开会。", "开会。", ["style"]),
    ("l> [标签:标题] 开会。", "开会。", ["placeholder", "placeholder"]),
    ("| 2011年年底，会议召开。 |", "2011年年底，会议召开。", ["layout-table", "layout-table"]),
    ("| 会议召开。", "会议召开。", ["layout-table"]),
]


@pytest.mark.parametrize(("text", "left", "rules"), PARTS)
def test_parts_of_lines(text: str, left: str, rules: list[str]) -> None:
    cuts = parts(lay_out(text, 0)[0])
    assert [rule for _, _, rule in cuts] == rules
    kept = "".join(text[i] for i in range(len(text)) if not any(a <= i < b for a, b, _ in cuts))
    assert kept.strip() == left


@pytest.mark.parametrize(
    "text",
    [
        "集合 {1, 2, 3} 有三个元素。",
        "{'a': 1}",
        "| 甲 | 乙 |",
        "| --- | --- |",
        "|",
        "用 { } 表示代码块：如此。",
        "注意：花括号 {中文内容。有句号：不是样式} 留下。",
    ],
)
def test_braces_and_tables_are_left_alone(text: str) -> None:
    assert parts(lay_out(text, 0)[0]) == ()


def test_a_page_of_navigation_is_no_article() -> None:
    page = "首页\n产品中心\n新闻中心\n联系我们\n某某仪器有限公司Some Instrument Stock Co Ltd\n试验箱\n老化箱\n在线咨询"
    lines = lay_out(page, 0)
    assert only_furniture(lines, furniture(lines))
    assert only_furniture([], ())


@pytest.mark.parametrize(
    "page",
    [
        "静夜思\n床前明月光\n疑是地上霜\n举头望明月\n低头思故乡",
        "首页\n新闻中心\n联系我们\n6月20日，市长主持召开会议，部署防汛工作。",
        "一句话",
        "Home\nThe river rose and the people of the town left their houses.",
    ],
)
def test_a_page_with_a_text_is_an_article(page: str) -> None:
    lines = lay_out(page, 0)
    assert not only_furniture(lines, furniture(lines))


def test_furniture_is_linear() -> None:
    for piece in ("首页 > ", "a{b:", "{:", "TEL: ", "版权所有", "大 ", "< 1 ", "p.x "):
        line = lay_out(piece * 20000, 0)
        started = time.process_time()
        furniture(line)
        parts(line[0])
        assert time.process_time() - started < 3
