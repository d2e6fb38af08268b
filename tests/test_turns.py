"""The parts of one article on two pages of a newspaper, joined: 下转, 上接."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from builder.build.pipeline import build
from builder.config import load
from builder.model import Document, Issuance, Turn
from builder.structure.layout import lay_out
from builder.structure.turns import turns
from tests.link_factory import document, entry, linked

LINES = (
    ("（下转第三版）", [("to", "3", "")]),
    ("上接第1版", [("from", "1", "")]),
    ("紧接第十二版", [("from", "12", "")]),
    ("全力抓好各项工作落实。（下转A02版）", [("to", "A2", "")]),
    ("（上接第一版）会议强调，要抓好落实。", [("from", "1", "")]),
    ("【下转2版《全力抓好落实》】", [("to", "2", "全力抓好落实")]),
    ("车辆转第三版图所示的道路", []),
    ("请读者（详见第三版）留意。", []),
    ("会议（转第三版）之后继续进行。", []),
    ("此书已出第三版", []),
)


@pytest.mark.parametrize(("text", "expected"), LINES, ids=[one[0] for one in LINES])
def test_a_line_says_where_its_article_goes_on(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.way, one.page, one.hint) for one in turns(lay_out(text, 0))] == expected


def part(path: str, page: str, way: Literal["to", "from"], other: str, title: str = "", **said: str) -> Document:
    printed = f"{'下转' if way == 'to' else '上接'}第{other}版"
    made = document(path, title, said.get("day", "2022-04-07"), source=said.get("source", "东河日报"))
    edition = f"第{page}版：要闻" if page else ""
    return replace(made, turns=(Turn(way, other, printed),), issuance=Issuance(edition=edition))


HEAD = part("1.txt", "1", "to", "3", "东河区召开防汛工作会议")
JOINED = (
    ("both name the pages", HEAD, [part("3.txt", "3", "from", "1", "会议续文")], 0),
    ("one page is known", part("1.txt", "", "to", "3", "甲"), [part("3.txt", "3", "from", "1", "乙")], 0),
    ("the headline alone", part("1.txt", "", "to", "3", "甲乙丙"), [part("3.txt", "", "from", "1", "甲乙丙")], 0),
    ("the other page is another", HEAD, [part("3.txt", "4", "from", "1")], -1),
    ("it comes from elsewhere", HEAD, [part("3.txt", "3", "from", "2")], -1),
    ("another day", HEAD, [part("3.txt", "3", "from", "1", day="2022-04-08")], -1),
    ("another paper", HEAD, [part("3.txt", "3", "from", "1", source="西河晚报")], -1),
    ("two might be meant", HEAD, [part("3.txt", "3", "from", "1"), part("3b.txt", "3", "from", "1")], -1),
    ("nothing speaks for it", part("1.txt", "", "to", "3", "甲"), [part("3.txt", "", "from", "1", "乙")], -1),
)


@pytest.mark.parametrize(("head", "tails", "chosen"), [one[1:] for one in JOINED], ids=[one[0] for one in JOINED])
def test_parts_are_joined_where_only_one_can_be_meant(head: Document, tails: list[Document], chosen: int) -> None:
    archive = linked(head, *tails)
    on = entry(archive, "1.txt").continues_in
    if chosen < 0:
        assert on is None
        assert not any(one.continued_from for one in archive.entries)
        return
    other = entry(archive, str(tails[chosen].path))
    assert on is not None
    assert other.continued_from is not None
    assert (on.url, on.why) == (other.url, "下转第3版")
    assert (other.continued_from.url, other.continued_from.why) == (entry(archive, "1.txt").url, "上接第1版")


def test_two_pages_of_a_newspaper_lead_to_each_other(tmp_path: Path) -> None:
    texts = {
        "一版": "东河日报 2022年4月7日 星期四\n第1版：要闻\n\n东河区召开防汛工作会议\n\n本报讯 4月2日上午，"
        "东河区防汛工作会议召开，部署今年防汛工作，区委书记李大海出席会议并讲话。\n\n会议通报了情况，对全区工作进行部署。（下转第三版）\n",
        "三版": "东河日报 2022年4月7日 星期四\n第3版：综合\n\n东河区召开防汛工作会议\n\n（上接第一版）会议要求，"
        "各乡镇要抓好落实，压实责任，确保安全度汛。\n\n会后，与会人员进行了讨论。\n",
    }
    for name, text in texts.items():
        path = tmp_path / "content" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    build(load(tmp_path), search=False)
    pages = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("public/d/*/index.html"))]
    assert sum('下转第三版 <a href="../../d/' in page for page in pages) == 1
    assert sum('上接第一版 <a href="../../d/' in page for page in pages) == 1
