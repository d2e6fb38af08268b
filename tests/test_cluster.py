"""A real scheduler and real workers on this machine's loopback: the bytes are the same, a worker lost or not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.corpus import write
from builder.build import each
from builder.build.pipeline import build
from builder.config import load
from builder.model import BuildError
from tests.sample import ROOT, sample_site

DOCUMENTS = int(os.environ.get("FANGZHI_CLUSTER_DOCUMENTS", "60"))
distributed = pytest.importorskip("distributed")


def started(*command: str, path: Path = ROOT, say: str) -> tuple[subprocess.Popen[str], str]:
    """A Dask process and what it says of itself; its log is drained in the background."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONPATH": str(path)},
        cwd=path,
    )
    assert process.stdout is not None
    log = []
    for line in process.stdout:
        log.append(line)
        if found := re.search(say, line):
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return process, found[0]
    raise AssertionError("".join(log))


def worker(address: str, name: str, path: Path = ROOT) -> subprocess.Popen[str]:
    options = ("--no-nanny", "--nthreads", "1", "--name", name, "--no-dashboard", "--local-directory", "")
    folder = str(path if path != ROOT else ROOT / "build")
    command = ("distributed.cli.dask_worker", address, *options[:-1], folder)
    return started(*command, path=path, say="Registered to")[0]


@contextmanager
def scheduler() -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler's address, and the processes that end with it: add workers."""
    command = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    process, address = started(*command, say=r"tcp://127\.0\.0\.1:\d+")
    processes = [process]
    try:
        yield address, processes
    finally:
        for one in reversed(processes):
            one.kill()
            one.wait()


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with scheduler() as (address, processes):
        processes += [worker(address, name) for name in ("one", "two")]
        yield address


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rebuilt(folder: Path, **given: str) -> dict[str, bytes]:
    for name in ("public", ".fangzhi"):
        shutil.rmtree(folder / name, ignore_errors=True)
    report = build(load(folder), search=False, **given)
    assert report.written and not report.tally.failed
    return tree(folder / "public")


def test_the_sample_archive_is_the_same(cluster: str, tmp_path: Path) -> None:
    folder = sample_site(tmp_path / "site")
    assert rebuilt(folder, cluster=cluster) == rebuilt(folder)


def test_a_worker_lost_in_the_middle_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each, "CHUNK", min(100, DOCUMENTS // 8))
    folder = tmp_path / "site"
    write(folder / "content", DOCUMENTS)
    (folder / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    local = rebuilt(folder)
    with scheduler() as (address, processes):
        lost = worker(address, "lost")
        processes += [lost, worker(address, "left")]
        over = threading.Event()
        killer = threading.Thread(target=kill_when_busy, args=(address, lost, over))
        killer.start()
        try:
            assert rebuilt(folder, cluster=address) == local
            assert lost.poll() is not None
        finally:
            over.set()
            killer.join()


def kill_when_busy(address: str, process: subprocess.Popen[str], over: threading.Event) -> None:
    """Kill the worker called `lost` while it works, once some lists of documents have been done."""

    def busy(dask_scheduler: object) -> bool:
        workers = dask_scheduler.workers.values()  # type: ignore[attr-defined]
        lists = dask_scheduler.task_prefixes.get("work")  # type: ignore[attr-defined]
        done = lists.state_counts["memory"] if lists else 0
        return done > 1 and any(one.processing for one in workers if one.name == "lost")

    with distributed.Client(address, set_as_default=False) as client:
        while not over.is_set():
            if client.run_on_scheduler(busy):
                process.kill()
                process.wait()
                return
            time.sleep(0.01)


def another_program(folder: Path) -> Path:
    """A copy of the program that is not quite ours."""
    shutil.copytree(ROOT / "builder", folder / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "builder" / "__init__.py").open("a") as stream:
        stream.write("# another\n")
    return folder


def no_program(folder: Path) -> Path:
    folder.mkdir()
    (folder / "builder.py").write_text("raise ImportError('not here')\n")
    return folder


@pytest.mark.parametrize(("make", "said"), [(another_program, "install the same"), (no_program, "no fangzhi")])
def test_a_worker_that_runs_another_program_is_refused(tmp_path: Path, make: Callable[[Path], Path], said: str) -> None:
    folder = sample_site(tmp_path / "site")
    with scheduler() as (address, processes):
        processes.append(worker(address, "other", make(tmp_path / "other")))
        with pytest.raises(BuildError, match=said):
            build(load(folder), search=False, cluster=address)
    assert not (folder / "public").exists()


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.build.cluster.PATIENCE", 1)
    with pytest.raises(BuildError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        build(load(sample_site(tmp_path / "site")), search=False, cluster="tcp://127.0.0.1:9")


def test_without_dask_the_way_to_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BuildError, match=re.escape("fangzhi[cluster]")):
        build(load(sample_site(tmp_path / "site")), search=False, cluster="tcp://127.0.0.1:9")
