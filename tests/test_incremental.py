"""A build after any edits gives the same bytes as a build from nothing, and does no more than it must."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest

from bench.corpus import document
from builder.build.cache import Cache, unpacked
from builder.build.pipeline import build
from builder.build.sharing import Sharing
from builder.config import load
from builder.model import Change, Document, Person
from builder.model.packing import packed

SEQUENCES = int(os.environ.get("FANGZHI_EDIT_SEQUENCES", "3"))
STEPS = 5
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
HEADERS = (
    ("title: ", "title: 改{}"),
    ("date: ", "date: 19{:02}-01-02\nissued: "),
    ("tags: [", "tags: [新题{}, "),
    ("title: ", "draft: true\ntitle: "),
    ("title: ", "withdrawn: 依当事人请求\ntitle: "),
    ("title: ", "slug: moved-{}\ntitle: "),
)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def start(folder: Path, count: int) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    for number in range(count):
        (folder / "content" / f"{number}.md").write_text(document(number)[1], encoding="utf-8")
    return folder


def edit(folder: Path, dice: random.Random, step: int) -> str:
    """One edit of a random kind; what was done."""
    files = sorted((folder / "content").glob("*.md"))
    one = dice.choice(files)
    kind = dice.choice(("add", "change", "header", "header", "rename", "delete", "setting", "template"))
    if kind == "add":
        (folder / "content" / f"new{step}.md").write_text(document(500 + step)[1], encoding="utf-8")
    elif kind == "change":
        one.write_text(one.read_text(encoding="utf-8") + f"\n第{step}次补记：青河县水库安全。\n", encoding="utf-8")
    elif kind == "header":
        old, new = dice.choice(HEADERS)
        one.write_text(one.read_text(encoding="utf-8").replace(old, new.format(step), 1), encoding="utf-8")
    elif kind == "rename":
        one.rename(one.with_name(f"moved{step}.md"))
    elif kind == "delete" and len(files) > 3:
        one.unlink()
    elif kind == "setting":
        (folder / "site.toml").write_text(f'[site]\ntitle = "试{step}"\n', encoding="utf-8")
    elif kind == "template":
        (folder / "templates").mkdir(exist_ok=True)
        name = dice.choice(("404.html", "group.html", "_parts.html"))
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        (folder / "templates" / name).write_text(f"{text}\n<!-- {step} -->\n", encoding="utf-8")
    return kind


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_edits_the_site_is_the_one_that_a_cold_build_gives(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    folder = start(tmp_path / "site", 10)
    build(load(folder), search=False)
    done = []
    for step in range(STEPS):
        done.append(edit(folder, dice, step))
        build(load(folder), search=False)
    warm = tree(folder / "public")
    shutil.rmtree(folder / "public")
    shutil.rmtree(folder / ".fangzhi")
    build(load(folder), search=False)
    cold = tree(folder / "public")
    assert [name for name in cold.keys() | warm.keys() if cold.get(name) != warm.get(name)] == [], done


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    folder = start(tmp_path / "site", 6)
    build(load(folder))
    report = build(load(folder))
    assert (report.written, report.removed) == (0, 0)


@pytest.mark.parametrize("edited", [False, True])
def test_what_a_hand_did_to_the_site_is_made_good(tmp_path: Path, edited: bool) -> None:
    folder = start(tmp_path / "site", 6)
    content, public = folder / "content", folder / "public"
    build(load(folder), search=False)
    (content / "3.md").write_text(document(700)[1], encoding="utf-8")
    build(load(folder), search=False)  # from now on files have two names
    pages = sorted(public.rglob("index.html"))
    os.truncate(pages[0], 100)  # in place, so under both
    pages[-1].unlink()
    (public / "own.txt").write_text("own", encoding="utf-8")
    if edited:
        (content / "4.md").write_text(document(701)[1], encoding="utf-8")
    build(load(folder), search=False)
    warm = tree(public)
    shutil.rmtree(public)
    shutil.rmtree(folder / ".fangzhi")
    build(load(folder), search=False)
    assert warm == tree(public)


def test_an_edit_writes_few_files(tmp_path: Path) -> None:
    folder = start(tmp_path / "site", 30)
    build(load(folder), search=False)
    path = folder / "content" / "3.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n补记一句。\n", encoding="utf-8")
    report = build(load(folder), search=False)
    assert 3 < report.written < report.unchanged / 4


@pytest.mark.parametrize("damage", ["cut", "noise", "empty", "folder", "older"])
def test_a_damaged_cache_costs_time_and_nothing_else(tmp_path: Path, damage: str) -> None:
    folder = start(tmp_path / "site", 4)
    build(load(folder), search=False)
    before = tree(folder / "public")
    path = folder / ".fangzhi" / "cache.sqlite"
    data = path.read_bytes()
    if damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        path.write_bytes(random.Random(1).randbytes(len(data)))
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(data[:100] + b"\0" * (len(data) - 100))
    build(load(folder), search=False)
    assert tree(folder / "public") == before


def test_the_cache_reads_back_nothing_but_our_nouns() -> None:
    change = Change(0, 1, "a", "b", "rule")
    assert unpacked(packed(change)) == change
    with pytest.raises(pickle.UnpicklingError):
        unpacked(pickle.dumps(os.system))
    with pytest.raises(pickle.UnpicklingError):
        Sharing()(pickle.dumps(os.system))


def test_what_is_kept_together_is_the_same_and_each_value_of_it_is_one_object() -> None:
    path = PurePosixPath("a/b.txt")
    officials = Person("李乡长", ("乡长", "书记")), Person("李乡长", ("乡长", "书记"))
    said = [
        Document(
            path, number, (1, 9), "", "", "utf-8", people=(one, officials[0]), terms=(("水渠", 3), ("水渠", number))
        )
        for number, one in enumerate(officials)
    ]
    sharing = Sharing([path])
    first, second = (sharing(packed(one)) for one in said)
    assert [first, second] == said
    assert [packed(first), packed(second)] == [packed(one) for one in said]
    assert first.path is second.path is path
    assert first.people[0] is second.people[0] is second.people[1]
    assert first.terms[0] is second.terms[0]
    assert first.terms[1][0] is second.terms[1][0]


def test_what_nobody_asks_for_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    for turn in range(8):
        cache = Cache(path)
        if turn == 0:
            cache.keep([(b"used", b"1"), (b"unused", b"2")])
        known = cache.known([b"used"])
        cache.close()
        assert known == {b"used": b"1"}
    last = Cache(path)
    assert last.get(b"unused") is None
    last.close()


def test_what_no_build_ever_asked_for_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with closing(Cache(path)) as cache:
        cache.keep([(b"asked", b"1")])
        cache._db.execute("INSERT INTO results (key, value) VALUES (?, ?)", (b"left", b"1"))  # as other code may have
    with closing(Cache(path)) as cache:
        assert cache.known([b"asked", b"left"]) == {b"asked": b"1"}
