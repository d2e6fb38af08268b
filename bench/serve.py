"""`python -m bench.serve`: how long an edit takes to show, from the save to the browser's event for that page.

A real `fangzhi serve` over a generated archive; documents here and there in it are edited, each after the preview has
built all that hung on the edit before it, or, under `--hasty`, while it is still at that.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.corpus import write
from bench.peers import HOME, ROOT


def events(address: str) -> Iterator[tuple[str, str]]:
    """(name, data) of each event, as the browser gets it."""
    with urllib.request.urlopen(f"{address}.fangzhi/events") as stream:
        name = ""
        for line in stream:
            key, _, value = line.decode().rstrip("\n").partition(": ")
            if key == "event":
                name = value
            elif key == "data":
                yield name, json.loads(value)


def site(count: int) -> Path:
    """A folder with `count` documents; one that stands from before is taken as it is."""
    folder = HOME / f"serve-{count}"
    if not folder.exists():
        write(folder / "content", count)
        (folder / "site.toml").write_text('[site]\ntitle = "测量"\n', encoding="utf-8")
    return folder


def measure(folder: Path, address: str, edits: int, hasty: bool) -> list[tuple[float, float]]:
    """For each edit the seconds until its page's event, and until the event for the rest (0 under `hasty`)."""
    files = sorted((folder / "content").rglob("*.md"))
    heard = events(address)
    time.sleep(5 + len(files) / 1000)  # for the archive to be laid out
    found = []
    for turn in range(edits):
        path = files[turn * 7919 % len(files)]
        text = path.read_text(encoding="utf-8") + f"\n第{turn}次补记，{time.time_ns()}。\n"
        started = time.perf_counter()
        path.write_text(text, encoding="utf-8")
        while next(heard) == ("change", ""):
            pass  # the rest of an earlier edit
        first = time.perf_counter() - started
        while not hasty and next(heard) != ("change", ""):
            pass
        found.append((first, 0.0 if hasty else time.perf_counter() - started))
        time.sleep(0.5)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000, help="documents in the archive")
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--hasty", action="store_true", help="edit while the rest is still being built")
    given = parser.parse_args()
    folder = site(given.size)
    command = [sys.executable, "-m", "builder", "serve", str(folder), "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            line = next(line for line in process.stdout if "http://" in line)
            found = measure(folder, re.findall(r"http://\S+", line)[0], given.edits, given.hasty)
        finally:
            process.terminate()
    page, rest = [one for one, _ in found], [one for _, one in found]
    print(f"{given.size} documents, {given.edits} edits{', hasty' if given.hasty else ''}")
    print(f"page: median {median(page) * 1000:.0f} ms, longest {max(page) * 1000:.0f} ms")
    if not given.hasty:
        print(f"rest: median {median(rest):.1f} s, longest {max(rest):.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
