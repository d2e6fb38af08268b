"""Names that a text sets apart by its form, and what only looks like them; dates and bylines in odd places."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from builder.model import Config, Document, Source
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.names.entry import names
from builder.structure.shape import structure

PEOPLE = (
    ("联系人：周建国  电话：0371-1234567", ["周建国"]),
    ("联系人：办公室 电话：0371-1234567", []),
    ("范水生：那时没有桥。\n林栖：后来呢？\n范水生：后来修了桥。", ["范水生"]),
    ("方法：先看后做。\n要求：按时完成。\n方法：反复练习。", []),
    ("魏长青：\n本院受理一案，现依法公告。", ["魏长青"]),
    ("历任校长为贾明礼（1951—1958）、杜桂芝（1958—1966）。", ["贾明礼", "杜桂芝"]),
    ("抢修由王立群（13800000000）负责。", ["王立群"]),
    ("实施规划（2021—2025年）和方案（2022—2023）。", []),
    ("向盛建军、柯美玲、丁大伟等50名先进个人表示祝贺。", ["盛建军", "柯美玲", "丁大伟"]),
    ("向学校、医院、工厂等20个单位表示感谢。", []),
    ("蒋淑贤、穆怀志委员：\n提案收悉。", ["蒋淑贤", "穆怀志"]),
    ("姓名 | 性别\n董怀远 | 男\n秦素梅 | 女\n", ["董怀远", "秦素梅"]),
    ("校长由毕业于师范的徐志坚担任。", ["徐志坚"]),
    ("蔡雨晨　邓子轩　方  圆　葛思琪\n郝梦洁　金  鑫　康嘉怡",
     ["方圆", "金鑫", "蔡雨晨", "邓子轩", "葛思琪", "郝梦洁", "康嘉怡"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PEOPLE, ids=[one[0][:12] for one in PEOPLE])
def test_people_by_the_form_of_the_text(text: str, expected: list[str]) -> None:
    assert [one.name for one in names(text).people] == expected


def made(text: str, name: str = "a.txt") -> Document:
    source = parse(PurePosixPath(name), text.encode())
    assert isinstance(source, Source)
    return structure(repair(source), Config(root=Path("/")))[0].documents[0]


BODY = "今天上午大家一道上堤巡查，水离堤顶只差一尺半，男劳力一律上堤，夜里轮流值班，雷声大作。"
DATES = (
    (f"重修碑记\n{BODY}\n{BODY}\n公元一九八七年十月立\n", "1987-10"),
    (f"宗谱序\n{BODY}\n{BODY}\n二〇〇四年清明\n", "2004"),
    (f"家书\n{BODY}\n{BODY}\n父 字\n一九七六年十月初九\n", "1976"),  # the lunar month is no month of ours
    (f"老屋\n{BODY}\n{BODY}\n2018年4月5日夜\n", "2018-04-05"),
    (f"1963年8月7日　星期三　大雨\n{BODY}\n{BODY}\n", "1963-08-07"),
    (f"气象信息快报\n青河县气象台　　2021年7月19日16时　　签发：冯磊\n{BODY}\n{BODY}\n", "2021-07-19"),
)


@pytest.mark.parametrize(("text", "expected"), DATES, ids=[one[1] for one in DATES])
def test_dates_in_odd_places(text: str, expected: str) -> None:
    date = made(text).date
    assert date is not None
    assert date.edtf == expected


def test_wide_gaps_part_the_makers() -> None:
    one = made(
        f"气象信息快报\n青河县气象台　　2021年7月19日16时　　签发：冯磊\n{BODY}\n{BODY}\n制作：黄蓓蓓　　审核：石磊\n"
    )
    assert {(credit.role, credit.name) for credit in one.credits} == {
        ("issuer", "冯磊"),
        ("editor", "黄蓓蓓"),
        ("reviewer", "石磊"),
    }


def test_lines_with_labels_are_paragraphs_in_markdown() -> None:
    text = f"# 会议纪要\n\n时间：2023年5月12日上午9时\n地点：三楼会议室\n主持：常务副县长 郑远航\n\n{BODY}\n"
    one = made(text, "a.md")
    assert one.date is not None
    assert one.date.edtf == "2023-05-12"
    assert [person.name for person in one.people] == ["郑远航"]


def test_a_courts_number_is_a_number() -> None:
    found = names("本院受理的（2022）豫1099民初318号一案，请结合国办发〔2021〕5号文件精神办理。").cites
    assert [cite.name for cite in found] == ["（2022）豫1099民初318号", "国办发〔2021〕5号"]
