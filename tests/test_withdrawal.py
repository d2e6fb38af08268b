"""Taken down and put right: a withdrawn document leaves a tombstone and no word of its text; a correction is shown."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.build.pipeline import build
from builder.config import load
from builder.verify.check import verify

REASON = "应当事人请求撤下"
# every part of a document that a page, a list, an index or a file could keep
CANARIES = (
    "提要里的锦鲤",
    "小节里的白鹭",
    "正文里的青蛙",
    "书名里的麻雀",
    "贺知非",
    "竹叶青镇",
    "〔2019〕77号",
    "题签里的仙鹤",
)
CANARIES += ("图说里的蜻蜓", "封面里的鹧鸪", "刊头里的蟋蟀", "无题里的蚂蚁")
BODY = """
## 小节里的白鹭

这一句是正文里的青蛙。县长贺知非到竹叶青镇检查水利，见《书名里的麻雀》和青政办发〔2019〕77号。

![图说里的蜻蜓](封面里的鹧鸪.png)
"""
FIELDS = (
    "title: 旧渠纠纷始末\ndate: 2019-03-04\nsource: 青河日报\nauthor: 贺知非\ntags: [题签里的仙鹤]\n"
    "description: 提要里的锦鲤。\ncover: 封面里的鹧鸪.png\nslug: old-canal\naliases: [/canal/]\n"
)
PAPER = "\n\n".join(  # two articles in one file, with titles of their own, which the tombstones keep
    f"{title}\n\n本报讯（记者 贺知非）3月4日，{text}\n"
    for title, text in (
        ("青河县召开水利会议", "青河县召开水利会议，总结上年工作，正文里的青蛙，布置今年任务。" * 6),
        ("东乡修渠通水", "竹叶青镇的新渠通水，群众前来观看，正文里的青蛙，刊头里的蟋蟀也在。" * 6),
    )
)
FIRST_WORDS = "无题里的蚂蚁爬过水渠去看望远方的亲戚，正文里的青蛙说，这一路走了三天三夜，终于到了。\n" * 3
OTHER = (
    "---\ntitle: 新渠通水\nslug: new\ndate: 2020-05-06\nsource: 青河日报\n---\n\n"
    "新渠通水，水位三米。前情见[[旧渠纠纷始末]]。\n"
)


def site(folder: Path, withdrawn: bool) -> Path:
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text('[site]\ntitle = "试"\nbase_url = "https://example.org/r/"\n', encoding="utf-8")
    said = f"withdrawn: {REASON}\n" if withdrawn else ""
    (content / "旧渠.md").write_text(f"---\n{FIELDS}{said}---\n{BODY}", encoding="utf-8")
    (content / "paper.md").write_text(f"---\nslug: paper\n{said}---\n\n{PAPER}", encoding="utf-8")
    (content / "无题.md").write_text(f"---\nslug: nameless\n{said}---\n\n{FIRST_WORDS}", encoding="utf-8")
    (content / "new.md").write_text(OTHER, encoding="utf-8")
    (content / "封面里的鹧鸪.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    build(load(folder), jobs=1)
    return folder / "public"


def words(public: Path) -> Iterator[tuple[str, str]]:
    """Every file of the site by name, unpacked where it is packed, with its name as part of it."""
    for path in sorted(public.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            with contextlib.suppress(OSError, EOFError, zlib.error):
                data = gzip.decompress(data)
            name = path.relative_to(public).as_posix()
            yield name, name + "\n" + data.decode("utf-8", "replace")


def holders(public: Path, canary: str) -> set[str]:
    return {name for name, text in words(public) if canary in text}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site before and after two files of it were withdrawn: the second was built over the first."""
    once = tmp_path_factory.mktemp("once")
    site(once, withdrawn=False)
    again = tmp_path_factory.mktemp("again") / "site"
    site(again, withdrawn=False)
    return once / "public", site(again, withdrawn=True)


@pytest.mark.parametrize("canary", CANARIES)
def test_of_what_is_withdrawn_nothing_is_left(public: tuple[Path, Path], canary: str) -> None:
    before, after = public
    assert holders(before, canary), "it was there"
    assert holders(after, canary) - {"about/index.html"} == set()


def test_the_about_page_may_name_a_file_and_nothing_more(public: tuple[Path, Path]) -> None:
    about = (public[1] / "about/index.html").read_text(encoding="utf-8")
    assert [canary for canary in CANARIES if canary in about] in ([], ["封面里的鹧鸪"])


def test_the_tombstone_says_why_and_keeps_the_address(public: tuple[Path, Path]) -> None:
    _, after = public
    stone = after / "d/old-canal"
    assert [path.name for path in stone.iterdir()] == ["index.html"]
    page = (stone / "index.html").read_text(encoding="utf-8")
    assert REASON in page and "旧渠纠纷始末" in page and "2019" in page and "noindex" in page
    assert "d/old-canal/" in (after / "canal/index.html").read_text(encoding="utf-8")


def test_no_list_index_or_feed_leads_to_it(public: tuple[Path, Path]) -> None:
    _, after = public
    leading = holders(after, "d/old-canal/") - {"canal/index.html", "d/old-canal/index.html", "SHA256SUMS"}
    own = {name for name in leading if name.startswith("d/")}  # the one document that names it, in a link of its own
    assert (leading - own, {name.rpartition("/")[0] for name in own}) == (set(), {"d/new"})
    assert verify(after).problems == ()


def test_a_correction_is_listed_with_date_and_reason(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    header = (
        "title: 新渠通水\nslug: new\ncorrections:\n  - date: 2021-01-02\n    reason: 水位应为三米五\n"
        "  - 2021-03-04 人名应为李大山\n"
    )
    (folder / "content/a.md").write_text(f"---\n{header}---\n\n新渠通水，水位三米五。\n", encoding="utf-8")
    build(load(folder), jobs=1, search=False)
    page = (folder / "public/d/new/index.html").read_text(encoding="utf-8")
    notice = page[page.index('class="notice"') :].partition("</div>")[0]
    for said in ("更正", "2021-01-02 水位应为三米五", "2021-03-04 人名应为李大山"):
        assert said in notice
