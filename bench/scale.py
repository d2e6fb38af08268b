"""`python -m bench.scale`: what a document costs as the archive grows, cold, after edits, and with nothing changed.

The first edit after a cold build finds no spare site yet to make the new one of, and costs more than the next.

Prints for each size wall and CPU per document and the peak memory of the driver, of its largest worker and of Pagefind
(looked up twenty times a second, Linux only), and then the exponents: time or memory grows like size to that power, so
1 is a straight line. `--search` builds the search index too; `--keep` leaves the archives where they are.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path

from bench.corpus import write
from bench.peers import HOME, ROOT


@dataclass(slots=True)
class Run:
    """One build: wall and CPU seconds of all its processes, and peak memory in MB of the largest of each kind."""

    wall: float = 0.0
    cpu: float = 0.0
    peaks: dict[str, int] = field(default_factory=lambda: {"driver": 0, "worker": 0, "pagefind": 0})


def build(folder: Path, search: bool) -> Run:
    """Run `fangzhi build` to its end. Raises SystemExit with its words if it fails."""
    command = [sys.executable, "-m", "builder", "build", str(folder), *([] if search else ["--no-search"])]
    done = Run()
    before = os.times()
    started = time.perf_counter()
    # Python may keep what it compiles, as it does for whoever has installed the program.
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, done.peaks, over))
        watcher.start()
        assert process.stdout is not None
        said = process.stdout.read()
        process.wait()
        over.set()
        watcher.join()
    done.wall = time.perf_counter() - started
    after = os.times()
    done.cpu = after.children_user - before.children_user + after.children_system - before.children_system
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    return done


def _watch(pid: int, peaks: dict[str, int], over: threading.Event) -> None:
    """Keep the highest memory of the build's processes, as the system counts it (`VmHWM`)."""
    while not over.wait(0.05):
        for one in (pid, *_children(pid)):
            try:
                status = Path(f"/proc/{one}/status").read_text()
            except OSError:
                continue
            told = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
            kind = "driver" if one == pid else "pagefind" if told["Name"].startswith("pagefind") else "worker"
            peaks[kind] = max(peaks[kind], int(told.get("VmHWM", "0 kB").split()[0]) // 1024)


def _children(pid: int) -> list[int]:
    found = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    except OSError:
        pass
    return found


def measure(size: int, search: bool, keep: bool) -> tuple[Run, Run, Run, Run]:
    """The archive of `size` documents built cold, twice after an edit in the middle of it, and once more."""
    folder = HOME / f"scale-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    write(folder / "content", size)
    (folder / "site.toml").write_text('[site]\ntitle = "测量"\nbase_url = "https://example.org/"\n', encoding="utf-8")
    cold = build(folder, search)
    edited = sorted((folder / "content").rglob("*.md"))[size // 2]
    edits = []
    for said in ("补记一句。", "又记一句。"):
        edited.write_text(f"{edited.read_text(encoding='utf-8')}\n{said}\n", encoding="utf-8")
        edits.append(build(folder, search))
    runs = cold, *edits, build(folder, search)
    if not keep:
        shutil.rmtree(folder)
    return runs


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The power of size by which `values` grow: the slope of their logarithms (least squares)."""
    points = [(log(size), log(value)) for size, value in zip(sizes, values, strict=True) if value > 0]
    mean_x, mean_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,5000", help="numbers of documents, with commas between")
    parser.add_argument("--search", action="store_true", help="with the search index")
    parser.add_argument("--keep", action="store_true", help="leave the archives where they are")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    runs: list[tuple[Run, Run, Run, Run]] = []
    heads = (
        "size",
        "wall s",
        "CPU s",
        "CPU ms/doc",
        "driver MB",
        "worker MB",
        "pagefind MB",
        "edit s",
        "edit CPU s",
        "next s",
        "next CPU s",
        "again s",
        "again CPU s",
    )
    print("".join(f"{head:>13}" for head in heads))
    for size in sizes:
        cold, edit, following, again = measure(size, given.search, given.keep)
        runs.append((cold, edit, following, again))
        values = [f"{cold.wall:.1f}", f"{cold.cpu:.1f}", f"{cold.cpu / size * 1000:.2f}"]
        values += [str(peak) for peak in cold.peaks.values()]
        values += [f"{seconds:.2f}" for run in (edit, following, again) for seconds in (run.wall, run.cpu)]
        print(f"{size:>13}" + "".join(f"{value:>13}" for value in values), flush=True)
    if len(sizes) > 1:
        for name, values in (
            ("cold CPU", [cold.cpu for cold, *_ in runs]),
            ("driver memory", [float(cold.peaks["driver"]) for cold, *_ in runs]),
            ("CPU after an edit", [following.cpu for _, _, following, _ in runs]),
        ):
            print(f"{name}: exponent {exponent(sizes, values):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
