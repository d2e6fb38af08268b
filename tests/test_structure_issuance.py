"""Heads and feet of official documents and serials, and the labelled lines of registers."""

from __future__ import annotations

import pytest

from builder.structure.fields import read_fields
from builder.structure.issuance import addressee, page_line, read_foot, read_head, signature
from builder.structure.layout import Line, lay_out


def full(text: str) -> list[Line]:
    return [line for line in lay_out(text, 0) if line.text]


def line(text: str) -> Line:
    return lay_out(text, 0)[0]


HEADS = [
    ("东河市人民政府文件\n东政发〔2022〕12号", {"issuer": "东河市人民政府", "number": "东政发〔2022〕12号"}),
    ("东政办[2022]5号", {"number": "东政办[2022]5号"}),
    ("东政办（2022）5 号", {"number": "东政办（2022）5 号"}),
    ("东政办【2022】第5号", {"number": "东政办【2022】第5号"}),
    ("国发〔2022〕12号   签发人：李大海", {"number": "国发〔2022〕12号"}),
    (
        "东河安全简报\n第49期\n（专刊 第3期）\n东河市安全生产委员会办公室",
        {"series": "东河安全简报", "issue": "第49期（专刊 第3期）", "issuer": "东河市安全生产委员会办公室"},
    ),
    ("工作动态\n2022年第3期（总第120期）", {"series": "工作动态", "issue": "2022年第3期（总第120期）"}),
    ("防汛快报\n第七期\n东河市防汛抗旱指挥部办公室编  2022年7月1日", {
        "series": "防汛快报", "issue": "第七期", "issuer": "东河市防汛抗旱指挥部办公室"}),
    ("（第12号）", {"number": "第12号"}),
    ("〔2022〕3号", {"number": "〔2022〕3号"}),
    ("第A01版：要闻", {"edition": "第A01版：要闻"}),
    ("东河日报 数字报纸\n00008版：平安", {"edition": "00008版：平安"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), HEADS)
def test_heads(text: str, wanted: dict[str, str]) -> None:
    mast = read_head(full(text))
    found = {name: value for name in wanted if (value := getattr(mast.issuance, name))}
    assert found == wanted
    named = ("issuer", "number", "series", "issue", "edition")
    assert {name for name in named if getattr(mast.issuance, name)} == set(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "东河市人民政府\n关于防汛工作的通知",
        "东河市安全生产委员会办公室",
        "工作简报写作指南",
        "东河安全简报",
        "全市防汛工作会议召开",
        "第三期工程开工",
        "第49期学员毕业了",
        "本文件共三页",
        "2022年5月6日",
        "东河日报社",
        "一封来函",
        "国发〔2022〕12号文件指出，要抓好落实。",
    ],
)
def test_heads_left_alone(text: str) -> None:
    mast = read_head(full(text))
    assert (mast.taken, mast.paper) == ((), "")


def test_a_mast_tells_its_day_and_its_signer() -> None:
    mast = read_head(full("防汛快报\n第七期\n东河市防汛抗旱指挥部办公室编  2022年7月1日"))
    assert [(printed, stamp.edtf) for _, printed, stamp in mast.stamps] == [("2022年7月1日", "2022-07-01")]
    assert read_head(full("国发〔2022〕12号   签发人：李 大海")).signer == "李大海"


@pytest.mark.parametrize(
    ("text", "paper", "edition", "day"),
    [
        ("东河日报 2022年4月7日 星期四", "东河日报", "", "2022-04-07"),
        ("2022年4月7日 星期四 第2版 责编 王小明", "", "第2版", "2022-04-07"),
        ("东河晚报", "东河晚报", "", ""),
        ("A03版 民生", "", "", None),
        ("2022年4月7日", None, "", ""),
        ("据东河日报2022年4月7日报道", None, "", ""),
        ("工作简报", None, "", ""),
        ("第2版要修改", None, "", ""),
        ("东河日报 2022年4月7日 星期四 第四版 综合", "东河日报", "第四版", "2022-04-07"),
        ("第十二版：副刊", "", "第十二版：副刊", ""),
        ("（上接第一版）", None, "", ""),
        ("下转第三版", None, "", ""),
        ("东河县志编纂概论 第二版", None, "", ""),
        ("《东河日报》（2022年07月16日 第 01 版）", "东河日报", "第 01 版", "2022-07-16"),
        ("东河日报  2022年7月5日  第3版  社会  责任编辑：王小明", "东河日报", "第3版", "2022-07-05"),
    ],
)
def test_lines_of_a_newspaper_page(text: str, paper: str | None, edition: str, day: str | None) -> None:
    found = page_line(line(text))
    if paper is None or day is None:
        assert found is None
    else:
        assert found is not None
        assert (found.paper, found.edition, found.date.edtf if found.date else "") == (paper, edition, day)


FEET = [
    ("正文很长。\n送：市委常委。\n发：各县区，\n各单位。", "送：市委常委。\n发：各县区，各单位。", "", 3),
    (
        "正文。\n抄送：市委各部门。\n东河市人民政府办公室  2022年5月7日印发",
        "抄送：市委各部门。",
        "东河市人民政府办公室  2022年5月7日印发",
        2,
    ),
    ("正文。\n（共印30份）", "", "（共印30份）", 1),
    ("正文。\n送走了客人。", "", "", 0),
    ("正文。\n发现问题要及时报告。", "", "", 0),
    ("正文。\n石上留下了脚印", "", "", 0),
    ("正文。", "", "", 0),
]


@pytest.mark.parametrize(("text", "copies", "printing", "lines"), FEET)
def test_feet(text: str, copies: str, printing: str, lines: int) -> None:
    mast = read_foot(full(text))
    assert (mast.issuance.copies, mast.issuance.printing, len(mast.taken)) == (copies, printing, lines)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("各县（区）人民政府，市直各单位：\n正文。", "各县（区）人民政府，市直各单位"),
        ("市应急管理局：\n正文。", "市应急管理局"),
        ("同志们：\n大家好。", ""),
        ("会议指出：\n要抓好。", ""),
        ("现将有关情况报告如下：\n一是", ""),
        ("正文。", ""),
    ],
)
def test_addressees(text: str, who: str) -> None:
    assert addressee(full(text)) == who


def test_signatures() -> None:
    assert signature(full("正文。\n东河市人民政府\n2022年5月6日")) == ("东河市人民政府", 2)
    assert signature(full("正文。\n王小明\n2022年5月6日")) == ("", -1)
    assert signature(full("正文。\n东河市人民政府\n2022年5月6日起施行")) == ("", -1)
    assert signature(full("东河市人民政府")) == ("", -1)


FIELDS = [
    ("发布时间：2024-05-13", [("published", "2024-05-13")]),
    ("發布: 2020-07-09 15:17:26", [("published", "2020-07-09 15:17:26")]),
    ("来源：东河日报  作者：王小明  点击：12", [("source", "东河日报"), ("author", "王小明"), ("furniture", "12")]),
    (
        "2020-05-21 15:28:03  来源：某省应急管理厅 责任编辑：陈静 我来说两句 |",
        [("published", "2020-05-21 15：28：03"), ("source", "某省应急管理厅"), ("editor", "陈静")],
    ),
    ("【发布单位】某市人大常委会", [("issuer", "某市人大常委会")]),
    ("【生效日期】2017年1月1日", [("effective", "2017年1月1日")]),
    (
        "索引号 001/2020-00098 发文字号 府政发〔2020〕38号",
        [("extra", "001/2020-00098"), ("number", "府政发〔2020〕38号")],
    ),
    ("成文日期 2020-06-08 发布日期 2020-06-08", [("written", "2020-06-08"), ("published", "2020-06-08")]),
    ("标   题 某县关于防汛的通知", [("title", "某县关于防汛的通知")]),
    ("青山客 发表于 2009-1-20 08:05:59", [("author", "青山客"), ("published", "2009-1-20 08:05:59")]),
    ("来源:中国水利网站 2016年7月5日", [("source", "中国水利网站 2016年7月5日")]),
    ("来源丨东河日报", [("source", "东河日报")]),
    ("（来源：新华社）", [("source", "新华社")]),
    ("原创 王小明 东河发布 2022-07-16 18:00 发表于河南", [("source", "东河发布"), ("published", "2022-07-16 18：00")]),
    ("日期：2022年4月6日", [("published", "2022年4月6日")]),
]


@pytest.mark.parametrize(("text", "wanted"), FIELDS)
def test_fields(text: str, wanted: list[tuple[str, str]]) -> None:
    (first, *_) = lay_out(text, 0, hant=True)
    assert [
        (one.meaning, one.value.replace(":", "：") if "：" in value else one.value)
        for one, (_, value) in zip(read_fields(first), wanted, strict=True)
    ] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "会议的时间：6月20日上午",
        "时间：6月20日上午九点",
        "时间：下周",
        "他说：来源：不明。我们不信。",
        "这一信息来源：群众举报，经核实属实。",
        "作者认为：要抓好落实。",
        "文：通“纹”，指花纹，见《说文》。",
        "分类：苹果，梨，桃",
        "标题党要不得",
        "发布会在北京举行",
        "时间就是生命",
        "日期 不详",
        "名称和地址要写清楚",
        "来源于生活",
        "记者：今年防汛形势如何？",
        "记者：请问下一步怎么做",
        "李大海：总体平稳。",
        "编辑：要快，要准，要好。",
        "编者按：这是一篇好文章。读者可以细读。",
        "问：怎么办？",
        "",
    ],
)
def test_fields_left_alone(text: str) -> None:
    assert read_fields(line(text)) == ()
