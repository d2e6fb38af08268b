"""Sections, run-in headings, articles of a law; and lists that are none of these."""

from __future__ import annotations

import time

import pytest

from builder.structure.outline import divide

BODY = "各级各部门要提高认识，压实责任，抓好落实。"


def headings(*rows: str, title: str = "") -> list[tuple[int, str]]:
    return [(piece.level, rows[piece.number][piece.start : piece.end]) for piece in divide(rows, title) if piece.level]


def whole(rows: tuple[str, ...]) -> str:
    return "".join(rows[piece.number][piece.start : piece.end] for piece in divide(rows))


OUTLINES = [
    (("一、总体要求", BODY, "二、主要任务", BODY), [(4, "一、总体要求"), (4, "二、主要任务")]),
    (("一、总体要求。" + BODY, "二、主要任务。" + BODY), [(4, "一、总体要求。"), (4, "二、主要任务。")]),
    (
        ("一、抓责任。（一）部署。" + BODY, "（二）推动。" + BODY, "二、抓落实。" + BODY),
        [(4, "一、抓责任。"), (5, "（一）部署。"), (5, "（二）推动。"), (4, "二、抓落实。")],
    ),
    (
        ("一、抓责任。（一）**部署。**" + BODY + "（二）**推动。**" + BODY, "二、抓落实。" + BODY),
        [(4, "一、抓责任。"), (5, "（一）**部署。**"), (5, "（二）**推动。**"), (4, "二、抓落实。")],
    ),
    (("第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"), [(2, "第一章 总则"), (2, "第二章 附则")]),
    (("第一章 总则", "第一条 甲。"), [(2, "第一章 总则")]),
    (("1.背景", BODY, "2.做法", BODY, "3.成效", BODY), [(6, "1.背景"), (6, "2.做法"), (6, "3.成效")]),
    (("一、甲", BODY, "（一）乙", BODY, "（二）丙", BODY, "二、丁", "（一）戊", BODY, "（二）己", BODY), [
        (4, "一、甲"), (5, "（一）乙"), (5, "（二）丙"), (4, "二、丁"), (5, "（一）戊"), (5, "（二）己")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), OUTLINES)
def test_outlines(rows: tuple[str, ...], wanted: list[tuple[int, str]]) -> None:
    assert headings(*rows) == wanted
    assert whole(rows) == "".join(rows)


ALONE = [
    (BODY, BODY),
    ("一、苹果", "二、梨", "三、桃"),
    ("一是提高认识；二是压实责任。", BODY),
    ("二、没有一", BODY),
    ("一、只有一个", BODY),
    ("一、违反本规定，应当受到处罚的，处以罚款。" + BODY, "二、有下列行为之一的，不得上岗。" + BODY),
    ("1.苹果要洗净，切好，放在盘子里，再撒上白糖，这样才好吃得很。", "2.梨也一样。"),
    ("1. 总则1", "2. 组织体系2", "3. 预警6", BODY),
    ("一九九八年，河水大涨。", BODY),
    ("一些人说，河水要涨。", BODY),
    ("（市）区各单位。", BODY),
    ("第一书记来了。", BODY),
    ("第一条大河波浪宽", BODY),
    ("十、最后", BODY),
    ("一、甲；", "二、乙；", "三、丙。"),
    ("3.14是圆周率。", BODY),
]


@pytest.mark.parametrize("rows", ALONE)
def test_left_alone(rows: tuple[str, ...]) -> None:
    assert headings(*rows) == []
    assert whole(rows) == "".join(rows)


def test_articles_of_a_law_get_anchors() -> None:
    rows = ("第一条 为了防汛，制定本办法。", "第二条 甲。", "第二条之一 乙。", "第一百零三条　丙。", "他说第五条 丁。")
    assert [piece.anchor for piece in divide(rows)] == ["1", "2", "2", "103", ""]
    assert [piece.anchor for piece in divide(("第一条 大河波浪宽。", BODY))] == ["", ""]


def test_what_a_letter_forwards_is_a_heading_where_it_begins() -> None:
    rows = (BODY, "东河防汛预案", BODY, "附件1", BODY)
    assert headings(*rows, title="关于印发《东河防汛预案》的通知") == [(1, "东河防汛预案"), (1, "附件1")]
    assert headings(*rows, title="关于防汛的通知") == [(1, "附件1")]


def test_dividing_is_linear() -> None:
    for piece in ("（一）甲。", "一、甲。", "第一条 ", "（", "**", "1."):
        started = time.process_time()
        divide([piece * 8000])
        divide([piece] * 8000)
        assert time.process_time() - started < 4
