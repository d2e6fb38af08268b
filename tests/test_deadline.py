"""A document that takes too long is set aside and told; the rest of the archive is built."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from builder.build import prepare
from builder.build.deadline import LARGE, OverDeadline, within
from builder.build.pipeline import build
from builder.config import load
from builder.model import Source

TRAP = "慢" * 3


def sleeps() -> None:
    time.sleep(30)


def swallows() -> None:
    """Code that keeps every exception to itself, once."""
    try:
        time.sleep(30)
    except BaseException:
        time.sleep(30)


def backtracks() -> None:
    re.match(r"(?:a|a)+b", "a" * 60)


def hangs_in_c() -> None:
    ctypes.PyDLL(None).sleep(30)  # holds the interpreter, as a library at work does


def dies() -> None:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.parametrize(
    ("work", "size"),
    [(sleeps, 1), (swallows, 1), (backtracks, 1), (sleeps, LARGE), (hangs_in_c, LARGE), (dies, LARGE)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_work_is_ended_whatever_it_is_doing(work: Callable[[], None], size: int) -> None:
    started = time.monotonic()
    with pytest.raises(OverDeadline):
        within(0.1, size, work)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("size", [1, LARGE])
def test_work_in_time_gives_its_result_and_a_fault_of_ours_stays_one(size: int) -> None:
    assert within(20, size, lambda: "done" * 100_000) == "done" * 100_000
    with pytest.raises(ZeroDivisionError):
        within(20, size, lambda: 1 // 0)


def test_outside_the_main_thread_too() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(OverDeadline):
        pool.submit(within, 0.1, 1, sleeps).result()


@pytest.mark.parametrize("count", [3, 130], ids=["here", "in workers"])
def test_the_rest_of_the_archive_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    whole = prepare.finish

    def slow(source: Source, *given: Any) -> Any:
        if TRAP in source.text:
            time.sleep(30)
        return whole(source, *given)

    monkeypatch.setattr(prepare, "finish", slow)
    content = tmp_path / "content"
    content.mkdir()
    for place in range(count):
        (content / f"{place:03}.md").write_text(f"第{place}日记事\n\n今日巡查第{place}号水库。\n", encoding="utf-8")
    (content / "trap.md").write_text(f"题目\n\n{TRAP}\n", encoding="utf-8")
    (tmp_path / "site.toml").write_text('[site]\ntitle = "试验馆"\n', encoding="utf-8")
    for _ in range(2):  # a clock's verdict is not kept: the second build tries again
        report = build(load(tmp_path), jobs=2, search=False, timeout=0.5)
        assert (report.tally.published, report.tally.failed) == (count, 1)
        (problem,) = [one for one in report.problems if one.path == "trap.md"]
        assert "--timeout" in problem.message
        assert [status for path, status, _ in report.files if path == "trap.md"] == ["failed"]
    monkeypatch.setattr(prepare, "finish", whole)
    assert build(load(tmp_path), jobs=2, search=False, timeout=0.5).tally.published == count + 1
