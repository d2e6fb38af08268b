"""The ledger of addresses: an id outlives renames and edits, and an old address leads to the new one."""

# ruff: noqa: E501 – changes are a table, read line by line

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.build.pipeline import build
from builder.cli import main
from builder.config import load
from builder.link.archive import link
from builder.model import Archive, BuildError, Document, Line, Sheet
from builder.read.ledger import NAME, ledger_bytes, parse, read_ledger, text
from tests.link_factory import HERE, document

SUBJECTS = ["石桥镇的老渠", "城南的粮站", "河口的渡船", "东关的戏台", "北山的茶园", "西街的药铺"]
DEEDS = ["修了又修，", "账册还在，", "老人都记得，", "县志里写过两行，", "一九五六年迁走，", "如今改作学堂，"]


def story(seed: int, sentences: int = 30) -> str:
    """A text of some hundred characters, another for each seed."""
    chance = random.Random(seed)
    return "".join(
        f"{chance.choice(SUBJECTS)}{chance.choice(DEEDS)}{chance.randint(10, 9999)}人来过。" for _ in range(sentences)
    )


class Site:
    """A site on the disk that is built again after each change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "content").mkdir(parents=True)
        (folder / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")

    def put(self, name: str, body: str, **header: str) -> None:
        lines = "".join(f"{key}: {value}\n" for key, value in {"title": "某事", **header}.items())
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{lines}---\n{body}\n", encoding="utf-8")

    def move(self, old: str, new: str) -> None:
        target = self.folder / "content" / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.folder / "content" / old).rename(target)

    def drop(self, name: str) -> None:
        (self.folder / "content" / name).unlink()

    def ids(self, **options: bool) -> dict[str, str]:
        """Build; the id of every file's first document that is published."""
        build(load(self.folder), jobs=1, search=False, **options)  # type: ignore[arg-type]
        live = {path.parent.name for path in self.folder.glob("public/d/*/document.json")}
        return {
            line.path: line.id
            for line in read_ledger(ledger_bytes(self.folder)) or ()
            if line.id in live and line.article == 1
        }


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.put("a.md", story(1))
    made.put("b.md", story(2))
    return made


Change = Callable[[Site], None]


def edited(name: str, seed: int) -> Change:
    return lambda site: site.put(name, story(seed).replace("老渠", "新渠", 1) + "后来的事另记。")


# what is done between two builds, and which file must have which file's id; a name that stands for itself is new
CHANGES: dict[str, tuple[list[Change], dict[str, str]]] = {
    "nothing": ([], {"a.md": "a.md", "b.md": "b.md"}),
    "a file renamed": ([lambda site: site.move("a.md", "某文.md")], {"某文.md": "a.md", "b.md": "b.md"}),
    "a file moved": ([lambda site: site.move("a.md", "x/y/a.md")], {"x/y/a.md": "a.md"}),
    "an edit": ([edited("a.md", 1)], {"a.md": "a.md"}),
    "a rename with an edit": ([lambda site: site.drop("a.md"), edited("c.md", 1)], {"c.md": "a.md", "b.md": "b.md"}),
    "an edit, then a rename": (
        [edited("a.md", 1), lambda site: site.ids() and None, lambda site: site.move("a.md", "c.md")],
        {"c.md": "a.md"},
    ),
    "written anew in place": ([lambda site: site.put("a.md", story(7))], {"a.md": "a.md"}),
    "two files change names": (
        [lambda site: site.move("a.md", "t.md"), lambda site: site.move("b.md", "a.md"), lambda site: site.move("t.md", "b.md")],
        {"a.md": "b.md", "b.md": "a.md"},
    ),
    "a file renamed, and another in its place": (
        [lambda site: site.move("a.md", "c.md"), lambda site: site.put("a.md", story(8))],
        {"c.md": "a.md", "b.md": "b.md", "a.md": "new"},
    ),
    "an old version kept under another name": (
        [lambda site: site.put("a-old.md", story(1)), edited("a.md", 1)],
        {"a.md": "a.md", "a-old.md": "new"},
    ),
    "deleted": ([lambda site: site.drop("a.md")], {"b.md": "b.md"}),
    "deleted, and something else put in": (
        [lambda site: site.drop("a.md"), lambda site: site.put("c.md", story(9))],
        {"b.md": "b.md", "c.md": "new"},
    ),
    "deleted, built, and back under another name": (
        [lambda site: site.drop("a.md"), lambda site: site.ids() and None, lambda site: site.put("z/again.md", story(1))],
        {"z/again.md": "a.md", "b.md": "b.md"},
    ),
    "a file with the same bytes before it": ([lambda site: site.put("0.md", story(1))], {"0.md": "a.md", "b.md": "b.md"}),
    "a file with the same bytes after it": ([lambda site: site.put("z.md", story(1))], {"a.md": "a.md", "b.md": "b.md"}),
    "a folder of like names renamed": (
        [lambda site: site.move("a.md", "n/a.md"), lambda site: site.move("b.md", "n/b.md")],
        {"n/a.md": "a.md", "n/b.md": "b.md"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_an_id_outlives(site: Site, name: str) -> None:
    changes, wanted = CHANGES[name]
    before = site.ids()
    for change in changes:
        change(site)
    after = site.ids()
    assert {path: next((old for old, one in before.items() if one == after[path]), "new") for path in wanted} == wanted
    assert site.ids() == after  # and once more, with the ledger as it is now


def test_two_alike_texts_keep_their_own_ids_when_both_move(site: Site) -> None:
    site.put("c.md", story(1) + "！")  # the same Han characters as a.md
    before = site.ids()
    for name in ("a.md", "c.md"):
        site.move(name, f"n/{name}")
    after = site.ids()
    assert (after["n/a.md"], after["n/c.md"]) == (before["a.md"], before["c.md"])


def test_a_new_slug_leaves_a_way_from_the_old_address(site: Site) -> None:
    old = site.ids()["a.md"]
    for slug in ("first", "second"):
        site.put("a.md", story(1), slug=slug)
        assert site.ids()["a.md"] == slug
    for left in (old, "first"):
        page = (site.folder / "public/d" / left / "index.html").read_text("utf-8")
        assert "d/second/" in page and "石桥镇" not in page
    site.put("a.md", story(1))  # the slug is taken out again: the address stays
    assert site.ids()["a.md"] == "second"


def test_a_new_pattern_of_addresses_leaves_a_way_from_every_old_one(site: Site) -> None:
    old = site.ids()
    site.put("b.md", story(2), date="2020-05-06")
    (site.folder / "site.toml").write_text('[site]\ntitle = "试"\npermalink = "/:year/:slug/"\n', encoding="utf-8")
    build(load(site.folder), jobs=1, search=False)
    page = (site.folder / "public/d" / old["b.md"] / "index.html").read_text("utf-8")
    assert f"2020/{old['b.md']}/" in page
    assert not (site.folder / "public/d" / old["b.md"] / "document.json").exists()
    verdict = CliRunner().invoke(main, ["verify", str(site.folder / "public")])
    assert verdict.exit_code == 0, verdict.output


def test_articles_keep_their_ids_when_one_is_put_before_them() -> None:
    def article(number: int, seed: int) -> Document:
        return document("paper.txt", article=number, **summed(story(seed)))

    before = linked([article(1, 1), article(2, 2)])
    after = linked([article(1, 3), article(2, 1), article(3, 2)], before.ledger)
    ids = {one.document.article: one.id for one in after.entries}
    was = {one.document.article: one.id for one in before.entries}
    assert (ids[2], ids[3]) == (was[1], was[2])
    assert ids[1] not in was.values()
    assert after.sheets[0].id == before.sheets[0].id


def test_a_strict_build_refuses_an_address_that_the_ledger_lacks(site: Site) -> None:
    site.ids(strict=True)  # without a ledger it makes one
    site.put("a.md", story(1) + "一处小改。")
    site.ids(strict=True)  # an edit needs no line
    site.put("c.md", story(3))
    with pytest.raises(BuildError, match=r"1 of the addresses .*c\.md"):
        site.ids(strict=True)
    site.ids()
    site.ids(strict=True)


def test_a_build_that_changes_no_address_leaves_the_ledger_alone(site: Site) -> None:
    site.ids()
    before = (site.folder / NAME).stat().st_mtime_ns
    site.put("a.md", story(1) + "一处小改。")
    site.ids()
    assert (site.folder / NAME).stat().st_mtime_ns == before


def test_a_preview_writes_no_ledger(site: Site) -> None:
    site.ids(keep_ledger=False)
    assert not (site.folder / NAME).exists()


def test_the_ledger_is_no_document_where_the_site_is_its_own_content(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    (site.folder / "site.toml").write_text('[site]\ntitle = "试"\ncontent = "."\n', encoding="utf-8")
    site.put("a.md", story(1))
    reports = [build(load(site.folder), jobs=1, search=False) for _ in range(2)]
    assert reports[0].tally == reports[1].tally
    assert reports[1].written == 0


FAULTS = [
    ("x\td/x/\ta.md\t1", "4 columns"),
    ("../x\td/x/\ta.md\t1\t\t\t", "id"),
    ("x\t../../etc/\ta.md\t1\t\t\t", "address"),
    ("x\td/%2E%2E/\ta.md\t1\t\t\t", "address"),
    ("x\t/d/x/\ta.md\t1\t\t\t", "address"),
    ("x\td/x/\ta.md\t1\t\t\thttps://evil.example/", "address"),
    ("x\td/./x/\ta.md\t1\t\t\t", "address"),
    ("x\td/x/\ta.md\tone\t\t\t", "article"),
    ("x\td/x/\ta.md\t1\tzz\t\t", "hexadecimal"),
    ("<<<<<<< HEAD", "1 columns"),
    ("x\td/x/\ta.md\t1\t\t\t\nX\td/x/\tb.md\t1\t\t\t", "second time"),
]


@pytest.mark.parametrize(("row", "words"), FAULTS)
def test_a_fault_in_the_ledger_is_the_sites(row: str, words: str) -> None:
    with pytest.raises(BuildError, match=words) as caught:
        parse("# head\n" + row + "\n")
    assert caught.value.problems[0].path == NAME
    assert caught.value.problems[0].line == 2 + row.count("\n")


def test_a_line_may_not_lead_a_redirect_onto_a_page_of_the_site() -> None:
    first = linked([document("a.md", **summed(story(1)))])
    line = first.ledger[0]
    spoilt = [Line(line.id, line.url, line.path, 1, line.content, line.sketch, ("search/", "d/old/"))]
    assert linked([document("a.md", **summed(story(1)))], spoilt).entries[0].redirects == ("d/old/",)


def summed(body: str) -> dict[str, object]:
    """A fingerprint and a sketch as `structure` would give them."""
    from builder.structure.sketch import fingerprint, sketch

    return {"fingerprint": fingerprint(body), "sketch": sketch(body)}


def linked(documents: list[Document], ledger: tuple[Line, ...] | list[Line] = (), **settings: str) -> Archive:
    sheets: dict[object, list[Document]] = {}
    for one in documents:
        sheets.setdefault(one.path, []).append(one)
    return link([Sheet(path, 9, tuple(found)) for path, found in sheets.items()], replace(HERE, **settings), ledger)  # type: ignore[arg-type]


NAMES = st.sampled_from(["a.md", "b.md", "x/a.md", "某\t文\n%.txt", "\udcff.md"])
FILES = st.dictionaries(NAMES, st.tuples(st.integers(0, 5), st.sampled_from(["", "one", "two"]), st.integers(1, 2)))


def state(files: dict[str, tuple[int, str, int]]) -> list[Document]:
    sketches = {
        seed: b"".join(blake2b(b"%d %d" % (seed, n), digest_size=8).digest() for n in range(64)) for seed in range(6)
    }
    return [
        document(path, article=n, slug=slug, fingerprint=f"{seed + n}" * 8, sketch=sketches[seed] if seed else b"")
        for path, (seed, slug, articles) in files.items()
        for n in range(1, articles + 1)
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.sampled_from(["/d/:id/", "/:year/:slug.html", "/:slug/", "/a/b/c/d/e/f/g/h/i/:slug/"]))
def test_whatever_a_header_asks_for_the_ledger_can_be_read_again(wish: str, pattern: str) -> None:
    for said in ({"slug": wish}, {"permalink": wish}, {"permalink": f"/{wish}/{wish}.html"}):
        archive = linked([document("a.md", day="2020-01-02", **said)], permalink=pattern)
        moved = linked([document("b.md", day="2021-01-02")], archive.ledger, permalink="/x/:id.html")
        for one in (archive, moved):
            assert parse(text(one.ledger)) == one.ledger


@settings(max_examples=40, deadline=None)
@given(st.lists(FILES, min_size=1, max_size=4))
def test_whatever_happens_the_ledger_stays_sound(states: list[dict[str, tuple[int, str, int]]]) -> None:
    ledger: tuple[Line, ...] = ()
    for files in states:
        once = linked(state(files), ledger)
        twice = linked(state(files), once.ledger)
        assert (twice.entries, twice.sheets, twice.ledger) == (once.entries, once.sheets, once.ledger)
        assert parse(text(once.ledger)) == once.ledger
        assert len({one.url.casefold() for one in once.entries}) == len(once.entries)
        known = {url for line in once.ledger for url in (line.url, *line.former)}
        assert {line.url for line in ledger} <= known  # no address is forgotten
        ledger = once.ledger
