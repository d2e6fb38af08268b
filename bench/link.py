"""How long `link` takes for a document, how that grows, and what it holds in memory.

    python -m bench.link            1,000 and 10,000 documents
    python -m bench.link --large    and 50,000 and 100,000

Every size runs in a process of its own, so that its peak memory is its own. The documents are catalogue records such as
`structure` makes of news and bulletins: people, places, bodies and phrases fall off as names in an archive do (few
stand everywhere, most stand once or twice), one in twelve is a version of another. Each sheet goes through pickle, as
it would come from a worker or the cache, so no string is shared between documents.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import resource
import subprocess
import sys
from math import log
from pathlib import Path, PurePosixPath
from time import perf_counter, process_time

import numpy as np

from builder.link.archive import link
from builder.model import Citation, Config, Credit, Date, Document, Issuance, Person, Sheet

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文红民海燕"
_WORDS = "安全生产防汛疫情会议工作检查督导企业服务乡村振兴教育医疗环境整治项目建设经济发展改革创新法治宣传隐患排查"


def sheets(count: int, seed: int = 7) -> list[Sheet]:
    """`count` generated sheets of one document each."""
    rng = random.Random(seed)
    made: list[Sheet] = []
    for number in range(count):
        if number % 12 == 11:
            one = _version(made[rng.randrange(len(made))].documents[0], number, rng)
        else:
            one = _document(number, count, rng)
        made.append(pickle.loads(pickle.dumps(Sheet(one.path, 60, (one,)))))
    return made


def _zipf(rng: random.Random, size: int) -> int:
    return int(size ** rng.random()) - 1


def _name(number: int) -> str:
    rest, surname = divmod(number, len(_SURNAMES))
    second, first = divmod(rest, len(_GIVEN))
    return _SURNAMES[surname] + _GIVEN[first] + (_GIVEN[second % len(_GIVEN)] if number % 3 else "")


def _phrase(number: int) -> str:
    rng = random.Random(number)
    return "".join(rng.choice(_WORDS) for _ in range(rng.choice((2, 4, 4, 5, 6))))


def _document(number: int, total: int, rng: random.Random) -> Document:
    people = dict.fromkeys(_name(_zipf(rng, total // 2 + 50)) for _ in range(rng.randint(0, 14)))
    places = dict.fromkeys(f"{_phrase(_zipf(rng, 2000))[:2]}县" for _ in range(rng.randint(1, 8)))
    bodies = dict.fromkeys(f"{_phrase(_zipf(rng, 5000))[:4]}局" for _ in range(rng.randint(0, 5)))
    terms = dict.fromkeys(_phrase(_zipf(rng, total * 4 + 400)) for _ in range(24))
    works = dict.fromkeys(f"关于{_phrase(_zipf(rng, total + 100))}的通知" for _ in range(rng.randint(0, 3)))
    day = f"{2000 + number % 24}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    serial = number % 10 == 0
    return Document(
        path=PurePosixPath(f"{number % 97:02}/{number:06}.txt"),
        article=1,
        span=(1, 60),
        title=f"关于{_phrase(number + 1_000_000)}的通知" if number % 3 else f"{_phrase(number)}会议召开",
        sha256=f"{number:064x}",
        encoding="utf-8",
        dates=() if number % 40 == 0 else (Date("published", day, day, "header"),),
        source=f"日报{_zipf(rng, 300)}",
        issuance=Issuance(series=f"简报{number % 50}", issue=f"第{number // 50}期") if serial else Issuance(),
        credits=(Credit("reporter", _name(_zipf(rng, 500) + 100_000)),),
        tags=(_phrase(_zipf(rng, 300)),) if number % 4 == 0 else (),
        people=tuple(Person(name, ("副市长",) if rng.random() < 0.5 else ()) for name in people),
        places=tuple(places),
        bodies=tuple(bodies),
        events=("“7·20”",) if number % 50 == 0 else (),
        cites=tuple(Citation(name, "work") for name in works),
        terms=tuple((term, rng.randint(1, 9)) for term in terms),
        summary=_phrase(number) * 15,
        characters=1500,
        fingerprint=f"{number:032x}",
        sketch=np.random.default_rng(number).integers(0, 2**63, 64, np.uint64).tobytes(),
    )


def _version(document: Document, number: int, rng: random.Random) -> Document:
    sketch = np.frombuffer(document.sketch, np.uint64).copy()
    sketch[np.random.default_rng(number).random(64) < 0.25] += np.uint64(1)
    changes = {"path": PurePosixPath(f"v/{number:06}.txt"), "source": f"晚报{_zipf(rng, 300)}"}
    changes |= {"fingerprint": f"{number:032x}", "sketch": sketch.tobytes(), "issuance": Issuance()}
    fields = {name: getattr(document, name) for name in Document.__slots__}
    return Document(**(fields | changes))  # type: ignore[arg-type]


def measure(count: int) -> dict[str, float]:
    """Seconds and mebibytes for `count` documents, in this process."""
    given = sheets(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, cpu = perf_counter(), process_time()
    archive = link(given, Config(root=Path("/archive")))
    seconds, cpu = perf_counter() - started, process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    groups = sum(len(found) for found in archive.groups.values())
    return {"documents": count, "seconds": seconds, "cpu": cpu, "before": before, "peak": peak, "groups": groups}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time and memory of the link stage.")
    parser.add_argument("--large", action="store_true", help="50,000 and 100,000 documents too")
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        print(json.dumps(measure(given.only)))
        return
    print("documents  seconds  ms/document  peak MiB  of which documents   groups  growth")
    last: dict[str, float] | None = None
    for size in (1_000, 10_000, 50_000, 100_000)[: 4 if given.large else 2]:
        command = [sys.executable, "-m", "bench.link", "--only", str(size)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        growth = log(row["cpu"] / last["cpu"]) / log(row["documents"] / last["documents"]) if last else 0.0
        shown = f"{growth:.2f}" if last else ""
        print(
            f"{size:9,}  {row['seconds']:7.2f}  {1000 * row['cpu'] / size:11.3f}  {row['peak']:8.0f}"
            f"  {row['before']:18.0f}  {row['groups']:7.0f}  {shown:>6}"
        )
        last = row


if __name__ == "__main__":
    main()
