"""`python -m bench`: ourselves beside other tools on the same documents, in one run.

Prints wall, CPU and peak memory of each tool cold and after one edit, the cost of a page, the pages made, and the ratio
to ours: medians of runs that take turns, so that a slow minute of the machine falls on all alike.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.corpus import write
from bench.peers import HOME, OURS, PEERS, ROOT, Peer


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process: wall and CPU seconds, and the peak memory of its largest process in MB."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end and account for it. Raises SystemExit with its words if it fails."""
    # Python may keep what it compiles, as it does for whoever has installed the program.
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def site(peer: Peer, count: int) -> Path:
    """A folder with the site of `peer` and `count` documents in it."""
    folder = HOME / f"{peer.name}-{count}"
    if folder.exists():
        shutil.rmtree(folder)
    peer.lay_out(folder)
    write(folder / peer.content, count)
    return folder


def set_aside(peer: Peer, folder: Path, aside: Path) -> None:
    """Take away what the last run made, without deleting it: for minutes after thousands of files were deleted, some
    file systems (ext4) make new ones several times as slowly, which would be charged to whoever comes next.
    """
    for number, name in enumerate(peer.leavings):
        if (folder / name).exists():
            aside.mkdir(parents=True, exist_ok=True)
            (folder / name).rename(aside / f"{peer.name}-{len(list(aside.iterdir()))}-{number}")


def pages(peer: Peer, folder: Path) -> int:
    """The HTML pages that stand in the tool's output: proof that the work was done."""
    return sum(1 for name in peer.leavings for _ in (folder / name).rglob("*.html"))


def edit(peer: Peer, folder: Path, turn: int) -> None:
    """Add a sentence to one document."""
    path = folder / peer.content / "00" / "000000.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\n第{turn}次补记。\n", encoding="utf-8")


def compare(peers: Sequence[Peer], count: int, runs: int) -> None:
    """Print one table for an archive of `count` documents."""
    folders = {peer.name: site(peer, count) for peer in peers}
    cold: dict[str, list[Run]] = {peer.name: [] for peer in peers}
    again: dict[str, list[Run]] = {peer.name: [] for peer in peers}
    aside = HOME / "aside"
    for _ in range(runs):
        for peer in peers:
            set_aside(peer, folders[peer.name], aside)
            cold[peer.name].append(run(peer.command, folders[peer.name]))
    for turn in range(runs):
        for peer in peers:
            edit(peer, folders[peer.name], turn)
            again[peer.name].append(run(peer.command, folders[peer.name]))
    ours = median(one.wall for one in cold[OURS.name])
    print(f"\n{count} documents, medians of {runs} runs in turns")
    print(
        f"{'':<10}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'ms/page':>9}{'after edit s':>14}{'pages':>8}{'ours/its':>10}"
    )
    for peer in peers:
        first, second = cold[peer.name], again[peer.name]
        wall = median(one.wall for one in first)
        print(
            f"{peer.name:<10}{wall:>9.2f}{median(one.cpu for one in first):>9.2f}"
            f"{max(one.peak for one in first):>9.0f}{wall / count * 1000:>9.2f}"
            f"{median(one.wall for one in second):>14.2f}{pages(peer, folders[peer.name]):>8}{ours / wall:>10.2f}"
        )
    shutil.rmtree(aside, ignore_errors=True)


def main() -> int:
    names = [peer.name for peer in PEERS]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000", help="numbers of documents, with commas between")
    parser.add_argument("--peers", default="pelican,hugo", help=f"of {', '.join(names)}, with commas between")
    parser.add_argument("--runs", type=int, default=3, help="runs of each tool")
    given = parser.parse_args()
    peers = [OURS, *(peer for peer in PEERS if peer.name in given.peers.split(","))]
    for peer in peers:
        try:
            peer.install()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{peer.name} cannot be installed here and is left out: {error}")
            peers = [one for one in peers if one is not peer]
    for size in given.sizes.split(","):
        compare(peers, int(size), given.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
