"""Faults of the world around a build: the last good site stays whole, the next build succeeds, and the message says
what to do.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.corpus import write as write_corpus
from builder.build import stages
from builder.build.lock import locked
from builder.build.pipeline import build
from builder.config import load
from builder.model import BuildError, Config

KILLS = int(os.environ.get("FANGZHI_KILLS", "3"))  # points of a build at which it is killed
SEARCH = () if os.environ.get("FANGZHI_KILLS_SEARCH") else ("--no-search",)
ONE = "---\ntitle: 水库巡查记\ndate: 2021-05-01\n---\n\n五月一日，县水利局组织巡查水库。\n"
OTHER = ONE.replace("水库", "河道")


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """A small site that was built once, whose document then changed."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(ONE, encoding="utf-8")
    (tmp_path / "site.toml").write_text('[site]\ntitle = "试验馆"\n', encoding="utf-8")
    config = load(tmp_path)
    build(config, search=False)
    (tmp_path / "content" / "a.md").write_text(OTHER, encoding="utf-8")
    return config


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "builder", "build", str(folder), "--jobs", "2", *more]


def whole_again(config: Config) -> None:
    """The next build succeeds and leaves nothing beside the site."""
    build(load(config.root), search=False)
    assert "河道巡查记" in (config.output / "index.html").read_text(encoding="utf-8")
    left = {path.name for path in config.root.iterdir()} - {"content", "site.toml", ".fangzhi", "public", "ids.tsv"}
    assert not {name for name in left if name.startswith("public")}


# ------------------------------------------------------------------------------------------------------ killed


def test_a_killed_build_leaves_the_site_before_or_the_site_after(tmp_path: Path) -> None:
    chance = random.Random(8)
    content, output = tmp_path / "content", tmp_path / "public"
    content.mkdir()
    write_corpus(content, 4)
    (tmp_path / "site.toml").write_text('[site]\ntitle = "试验馆"\n', encoding="utf-8")
    changing = content / "changing.md"
    states = []
    for text in (ONE, OTHER):
        changing.write_text(text, encoding="utf-8")
        started = time.monotonic()
        assert subprocess.run(command(tmp_path, *SEARCH), capture_output=True, check=False).returncode in (0, 1)
        length = time.monotonic() - started
        states.append(tree(output))
    assert states[0] != states[1]
    seen = set()
    for turn in range(KILLS):
        changing.write_text((ONE, OTHER)[turn % 2], encoding="utf-8")
        if turn % 3 == 0:  # a build that has all to do once more
            shutil.rmtree(tmp_path / ".fangzhi", ignore_errors=True)
        with subprocess.Popen(
            command(tmp_path, *SEARCH), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(chance.uniform(0.2, length))
            process.kill()
        standing = tree(output)
        assert standing in states, f"a third thing at kill {turn}"
        seen.add(states.index(standing))
    for text, state in zip((ONE, OTHER), states, strict=True):
        changing.write_text(text, encoding="utf-8")
        done = subprocess.run(command(tmp_path, *SEARCH), capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        assert tree(output) == state
    assert {path.name for path in tmp_path.iterdir()} <= {"content", "site.toml", ".fangzhi", "public", "ids.tsv"}


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_workers_do_not_outlive_a_killed_driver(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    write_corpus(tmp_path / "content", 400)
    (tmp_path / "site.toml").write_text('[site]\ntitle = "试验馆"\n', encoding="utf-8")
    with subprocess.Popen(
        command(tmp_path, "--no-search"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as one:
        end = time.monotonic() + 20
        while len(workers := children(one.pid)) < 2 and one.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        one.kill()
    assert len(workers) == 2
    end = time.monotonic() + 20
    while any(alive(pid) for pid in workers) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [pid for pid in workers if alive(pid)]


def children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
        return [int(one) for one in listed.stdout.split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# -------------------------------------------------------------------------------------------- two at once


def test_two_builds_at_once_are_told_apart(site: Config) -> None:
    before = tree(site.output)
    with locked(site.root / ".fangzhi"), pytest.raises(BuildError, match=r"another build .* wait for it to end"):
        build(site, search=False)
    assert tree(site.output) == before
    whole_again(site)


def test_of_two_builds_at_once_one_wins_and_the_other_says_so(site: Config) -> None:
    both = [subprocess.Popen(command(site.root), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) for _ in range(2)]
    ended = [(one.communicate()[1].decode(), one.returncode) for one in both]
    assert any(status == 0 for _, status in ended)
    assert all(status == 0 or "another build" in said for said, status in ended)
    whole_again(site)


# ------------------------------------------------------------------------------------------------- the disk


def test_a_full_disk(site: Config) -> None:
    """A file that may grow no further stands for a disk with no room: both end in an error of the write."""
    before = tree(site.output)
    (site.root / "content" / "b.md").write_text(ONE + "长文。\n" * 60_000, encoding="utf-8")

    def cramped() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    refused(site.root, before, preexec_fn=cramped)
    whole_again(site)


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="mounts a small disk")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        before = begun(disk)
        with (disk / "hog").open("wb", buffering=0) as hog:
            try:
                while True:
                    hog.write(b"x" * 4096)
            except OSError:
                pass
        refused(disk, before)
        (disk / "hog").unlink()
        whole_again(load(disk))
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def test_a_disk_that_may_not_be_written(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    root = os.geteuid() == 0
    if (
        root
        and subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine lets nobody mount")
    try:
        before = begun(disk)
        _ = subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True) if root else disk.chmod(0o555)
        refused(disk, before)
        _ = subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True) if root else disk.chmod(0o755)
        whole_again(load(disk))
    finally:
        if root:
            subprocess.run(["umount", "-l", str(disk)], check=False)


def begun(disk: Path) -> dict[str, bytes]:
    """A site built once on this disk, whose document then changed."""
    (disk / "content").mkdir()
    (disk / "content" / "a.md").write_text(ONE, encoding="utf-8")
    (disk / "site.toml").write_text('[site]\ntitle = "试验馆"\n', encoding="utf-8")
    build(load(disk), search=False)
    (disk / "content" / "a.md").write_text(OTHER, encoding="utf-8")
    return tree(disk / "public")


def refused(folder: Path, before: dict[str, bytes], **how: Any) -> None:
    """A build ends with a message that says how things stand, and the site is as it was."""
    done = subprocess.run(command(folder, "--no-search"), capture_output=True, check=False, **how)
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "the site before this build still stands" in said
    assert "Traceback" not in said, said
    assert tree(folder / "public") == before


# ------------------------------------------------------------------------------ documents that move underfoot


def before_stage(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], stage: str) -> None:
    """Let something happen to the folder just before `stage` of the next build."""
    whole = getattr(stages, stage)

    def moved(*given: object, **named: object) -> object:
        act()
        return whole(*given, **named)

    monkeypatch.setattr(stages, stage, moved)


@pytest.mark.parametrize("stage", ["gather", "draw"])
def test_a_file_deleted_or_changed_while_it_is_read(site: Config, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    path = site.root / "content" / "a.md"
    before = tree(site.output)
    for act in (path.unlink, lambda: path.write_text(ONE + "又记。\n", encoding="utf-8")):
        path.write_text(OTHER, encoding="utf-8")
        with monkeypatch.context() as patched:
            before_stage(patched, act, stage)
            try:
                report = build(load(site.root), search=False)
            except BuildError as error:
                assert "build again" in str(error)
                assert tree(site.output) == before
            else:
                assert report.files == (("a.md", "failed", report.files[0][2]),)
                assert "see that the file is there" in report.files[0][2]
                before = tree(site.output)
    path.write_text(OTHER, encoding="utf-8")
    whole_again(site)


# ---------------------------------------------------------------------------------------------- Pagefind


@pytest.mark.parametrize(
    ("script", "wanted"),
    [(None, "Pagefind"), ("#!/bin/sh\nexit 3\n", "Pagefind"), ("#!/bin/sh\nkill -9 $$\n", "Pagefind")],
    ids=["missing", "failing", "killed"],
)
def test_pagefind_missing_or_crashing(
    site: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, wanted: str
) -> None:
    import pagefind_bin

    program = tmp_path / "elsewhere" / "pagefind"
    program.parent.mkdir()
    if script:
        program.write_text(script)
        program.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    before = tree(site.output)
    with pytest.raises(BuildError) as caught:
        build(load(site.root))
    assert wanted in str(caught.value)
    assert "--no-search" in str(caught.value)
    assert tree(site.output) == before
    whole_again(site)


# --------------------------------------------------------------------------------------- cache and clock


def spoilt() -> Iterator[tuple[str, Callable[[Path], object]]]:
    yield "not a database", lambda path: path.write_bytes(b"not a database at all" * 500)
    yield "cut short", lambda path: path.write_bytes(path.read_bytes()[:5000])
    yield "empty", lambda path: path.write_bytes(b"")
    yield "a folder", lambda path: (path.unlink(), path.mkdir())
    yield (
        "bytes changed",
        lambda path: path.write_bytes(
            bytes(
                one ^ (0xFF if place % 97 == 50 and place > 4000 else 0) for place, one in enumerate(path.read_bytes())
            )
        ),
    )
    yield "its results are others", of_another
    yield "another schema", of_another_schema


def of_another(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE results SET value = ?", (b"\x80\x05cos\nsystem\n.",))


def of_another_schema(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.executescript("DROP TABLE results; CREATE TABLE results (other TEXT);")


@pytest.mark.parametrize("spoil", [act for _, act in spoilt()], ids=[name for name, _ in spoilt()])
def test_a_damaged_cache_costs_nothing_but_time(site: Config, spoil: Callable[[Path], object]) -> None:
    path = site.root / ".fangzhi" / "cache.sqlite"
    for leaving in path.parent.glob("cache.sqlite-*"):
        leaving.unlink()
    spoil(path)
    whole_again(site)
    out = site.root.with_name(site.root.name + "-clean")
    shutil.copytree(site.root / "content", out / "content")
    shutil.copy(site.root / "site.toml", out)
    build(load(out), search=False)
    assert tree(out / "public") == tree(site.output)


@pytest.mark.parametrize("when", [0, 1, 4_102_444_800, 32_503_680_000], ids=["1970", "1970+1s", "2100", "3000"])
def test_a_wrong_clock_changes_nothing(site: Config, when: int) -> None:
    right = build(load(site.root), search=False) and tree(site.output)
    for path in (site.root / "content" / "a.md", site.output / "index.html", site.root / "site.toml"):
        os.utime(path, (when, when))
    build(load(site.root), search=False)
    assert tree(site.output) == right
    path = site.root / "content" / "a.md"
    path.write_text(ONE + "又一段。\n", encoding="utf-8")  # another length, at the same time
    os.utime(path, (when, when))
    build(load(site.root), search=False)
    assert any("又一段".encode() in data for data in tree(site.output).values())
