"""The parts of one article on two pages of a newspaper, joined: 下转, 上接."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Literal

import pytest

from builder.build.pipeline import build
from builder.config import load
from builder.model import Document, Issuance, Ref, Turn
from builder.structure.layout import lay_out
from builder.structure.turns import turns
from tests.link_factory import document, entry, linked
from tests.test_incremental import tree

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
OTHER = part("3.txt", "3", "from", "1", "别的会")
JOINED = (
    ("both name the pages", HEAD, [part("3.txt", "3", "from", "1", "会议续文")], 0),
    ("one page is known", part("1.txt", "", "to", "3", "甲"), [part("3.txt", "3", "from", "1", "乙")], 0),
    ("the headline alone", part("1.txt", "", "to", "3", "甲乙丙"), [part("3.txt", "", "from", "1", "甲乙丙")], 0),
    ("the headline tells two apart", HEAD, [OTHER, part("3b.txt", "3", "from", "1", HEAD.title)], 1),
)
APART = (
    ("the other page is another", HEAD, [part("3.txt", "4", "from", "1")], 0),
    ("it comes from elsewhere", HEAD, [part("3.txt", "3", "from", "2")], 0),
    ("another day", HEAD, [part("3.txt", "3", "from", "1", day="2022-04-08")], 0),
    ("another paper", HEAD, [part("3.txt", "3", "from", "1", source="西河晚报")], 0),
    ("two might be meant", HEAD, [part("3.txt", "3", "from", "1"), part("3b.txt", "3", "from", "1")], 2),
    ("nothing speaks for it", part("1.txt", "", "to", "3", "甲"), [part("3.txt", "", "from", "1", "乙")], 1),
    ("the pages deny the headline", HEAD, [part("3.txt", "4", "from", "1", HEAD.title)], 1),
    ("too many to tell apart", HEAD, [part(f"{n}.txt", "3", "from", "1") for n in range(2, 203)], 0),
)


@pytest.mark.parametrize(("head", "tails", "chosen"), [one[1:] for one in JOINED], ids=[one[0] for one in JOINED])
def test_parts_are_joined_where_only_one_can_be_meant(head: Document, tails: list[Document], chosen: int) -> None:
    archive = linked(head, *tails)
    first, other = entry(archive, "1.txt"), entry(archive, str(tails[chosen].path))
    assert first.continues_in == Ref(other.url, other.document.title, "下转第3版")
    assert other.continued_from == Ref(first.url, first.document.title, "上接第1版")
    assert first.parts == other.parts == (first.place, other.place)
    assert not any(one.doubtful_parts for one in archive.entries)


@pytest.mark.parametrize(("head", "tails", "doubts"), [one[1:] for one in APART], ids=[one[0] for one in APART])
def test_parts_in_doubt_are_named_and_never_joined(head: Document, tails: list[Document], doubts: int) -> None:
    archive = linked(head, *tails)
    assert not any(one.continues_in or one.continued_from or one.parts for one in archive.entries)
    assert [one.why for one in entry(archive, "1.txt").doubtful_parts] == ["下转第3版"] * doubts
    assert sum(len(one.doubtful_parts) for one in archive.entries) == 2 * doubts


def test_one_that_is_joined_by_its_headline_leaves_the_other_to_the_other() -> None:
    """Two stories go on from one page to one: the second is the only one left."""
    heads = [HEAD, part("1b.txt", "1", "to", "3", "东河区植树")]
    tails = [part("3.txt", "3", "from", "1", HEAD.title), part("3b.txt", "3", "from", "1", "春风里的新绿")]
    archive = linked(*heads, *tails)
    on = [entry(archive, path).continues_in for path in ("1.txt", "1b.txt")]
    assert [one and one.url for one in on] == [entry(archive, path).url for path in ("3.txt", "3b.txt")]


def test_a_chain_of_parts_has_a_beginning_and_a_ring_has_none() -> None:
    middle = replace(HEAD, path=PurePosixPath("3.txt"), issuance=Issuance(edition="第3版"))
    middle = replace(middle, turns=(Turn("from", "1", "上接第1版"), Turn("to", "5", "下转第5版")))
    last = part("5.txt", "5", "from", "3", HEAD.title)
    archive = linked(HEAD, middle, last)
    order = tuple(entry(archive, path).place for path in ("1.txt", "3.txt", "5.txt"))
    assert {one.parts for one in archive.entries} == {order}
    back = replace(HEAD, turns=(Turn("to", "3", "下转第3版"), Turn("from", "3", "上接第3版")))
    ring = linked(back, replace(middle, turns=(Turn("from", "1", "上接第1版"), Turn("to", "1", "下转第1版"))))
    assert {one.parts for one in ring.entries} == {()}


FIRST = (
    "东河日报 2022年4月7日 星期四\n第1版：要闻\n\n东河区召开防汛工作会议\n\n本报讯 4月2日上午，"
    "东河区防汛工作会议召开，部署今年防汛工作，区委书记李大海出席会议并讲话。\n\n"
    "会议通报了情况，对全区工作进行部署。（下转第三版）\n"
)
SECOND = (
    "东河日报 2022年4月7日 星期四\n第3版：综合\n\n东河区召开防汛工作会议\n\n（上接第一版）会议要求，"
    "各乡镇要抓好落实，压实责任，确保安全度汛。\n\n会后，与会人员进行了讨论。（记者 张一平）\n"
)


def newspaper(folder: Path, settings: str = "") -> Path:
    """A site of two pages of one newspaper, built: the story begins on the first and goes on on the other."""
    (folder / "content").mkdir()
    (folder / "content" / "一版.txt").write_text(FIRST, encoding="utf-8")
    (folder / "content" / "三版.txt").write_text(SECOND, encoding="utf-8")
    (folder / "site.toml").write_text(f'[site]\ntitle = "试"\n{settings}', encoding="utf-8")
    build(load(folder), search=False)
    return folder / "public"


def by_way(public: Path, below: str = "") -> tuple[str, str]:
    """The pages of the first part and of the second."""
    pages = [path.read_text(encoding="utf-8") for path in public.glob(f"{below}d/*/index.html")]
    (first,), (second,) = (
        [page for page in pages if ('class="text part"' in page) is whole] for whole in (True, False)
    )
    return first, second


def test_the_first_part_is_read_in_one_piece_with_the_second(tmp_path: Path) -> None:
    public = newspaper(tmp_path)
    first, second = by_way(public)
    address = re.search(
        r'<h2 id="fz-part2"><a class="n" href="(\.\./\.\./d/\w+/)">续文，原载第3版：综合</a></h2>', first
    )
    assert address is not None
    assert first.index("对全区工作进行部署") < address.start() < first.index("会后，与会人员进行了讨论")
    assert '<p id="fz-part2-p1"><a class="pn" href="#fz-part2-p1"' in first
    ids = re.findall(r' id="([^"]+)"', first)
    assert len(ids) == len(set(ids))
    assert re.search(
        r'上接第一版 <a href="../../d/\w+/">[^<]+</a> · <a href="../../d/\w+/#fz-part2">连前文一起读</a>', second
    )
    assert "部署今年防汛工作" not in second[second.index('id="text"') : second.index("</cite-copy>")]
    assert "(第1版：要闻、第3版：综合)" in first
    assert "(第3版：综合)" in second
    assert all("张一平. " in page and "记者 张一平" in page for page in (first, second))


def test_the_twins_of_the_first_part_hold_the_whole_and_its_data_name_the_second(tmp_path: Path) -> None:
    public = newspaper(tmp_path)
    texts = sorted((path.read_text(encoding="utf-8") for path in public.glob("d/*/document.txt")), key=len)
    assert ["部署今年防汛工作" in text for text in texts] == [False, True]
    assert all("会后，与会人员进行了讨论" in text for text in texts)
    notes = sorted((path.read_text(encoding="utf-8") for path in public.glob("d/*/document.md")), key=len)
    assert re.search(r"^## \[续文，原载第3版：综合\]\(\.\./\.\./d/\w+/\)$", notes[1], re.M)
    data = [json.loads(path.read_text(encoding="utf-8")) for path in public.glob("d/*/document.json")]
    assert sorted(name for one in data for name in ("continues_in", "continued_from") if name in one) == [
        "continued_from",
        "continues_in",
    ]
    assert all(one["characters"] == len("".join(one["text"].split())) for one in data)


def test_both_editions_join_the_parts(tmp_path: Path) -> None:
    first, second = by_way(newspaper(tmp_path, 'editions = ["zh-Hans", "zh-Hant"]\n'), "hant/")
    assert "續文，原載第3版：綜合</a></h2>" in first
    assert "會後，與會人員進行了討論" in first
    assert "上接第一版" in second


def test_an_edit_of_the_second_part_draws_the_first_anew(tmp_path: Path) -> None:
    public = newspaper(tmp_path)
    for old, new in (("进行了讨论", "进行了热烈讨论"), ("第3版：综合", "第3版：时政"), ("（上接第一版）", "")):
        path = tmp_path / "content" / "三版.txt"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        build(load(tmp_path), search=False)
        warm = tree(public)
        shutil.rmtree(public)
        shutil.rmtree(tmp_path / ".fangzhi")
        build(load(tmp_path), search=False)
        assert [name for name, data in tree(public).items() if warm.get(name) != data] == []
    assert not any(b'class="text part"' in data for data in tree(public).values())
