"""Make `builder/structure/names/places.tsv` from the location table of the package jionlp (Apache-2.0).

    pip download --no-deps jionlp && python tools/make_places.py jionlp-*.whl > builder/structure/names/places.tsv

Kept: provinces, prefectures, counties, and the zones that stand among counties; and the names that counties and
prefectures had before they were renamed (the package's table of changes), as long as no place bears the name today.
Left out: towns and villages (found by their endings instead), and the fillers 省直辖, 市直辖.

Each line is `full name <tab> short name <tab> use`, indented by one tab below its parent. `use` is `!` where the short
name may stand alone (衡阳), and empty where it needs company (上街, 和平): another place beside it, its parent before
it, or its full name in the same document. A short name that is a word of its own never stands alone.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

AMBIGUOUS = {
    name
    for line in (Path(__file__).parent / "ambiguous_places.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for name in line.split()
}
FILLERS = ("省直辖", "市直辖", "经开区", "高新区", "新区", "郊区", "城区", "矿区", "东区", "西区", "南区", "北区")
SUFFIXES = ("市", "县", "区", "省", "州", "盟", "旗")


def rows(table: str) -> Iterator[tuple[int, str, str, str]]:
    """(depth, full name, code, short name) of provinces, prefectures and counties."""
    for line in table.splitlines():
        depth = len(line) - len(line.lstrip("\t"))
        parts = line.strip().split("\t")
        if depth < 3 and len(parts) == 3:
            yield depth, parts[0], parts[1], parts[2]


def short_name(depth: int, full: str, code: str, short: str) -> tuple[str, str]:
    """The short name and its use; ("", "") where the place has none that a text would use."""
    short = short.split("/")[0]
    zone = depth == 2 and code[4:] >= "71" and not full.endswith(SUFFIXES)
    if zone or short in FILLERS or len(short) < 2 or short == full or (short[-1] in "市县区州盟" and len(short) < 4):
        return "", ""
    alone = depth < 2 or full.endswith("市")
    return short, "!" if alone and short not in AMBIGUOUS else ""


def main(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inner = zipfile.ZipFile(io.BytesIO(archive.read("jionlp/dictionary/china_location.zip")))
        table = inner.read("china_location.txt").decode()
        changes = archive.read("jionlp/dictionary/china_location_change.txt").decode()
    package = Path(wheel).name
    print(f"# Provinces, prefectures, counties: made by tools/make_places.py from {package} (Apache-2.0)")
    today = {full for _, full, _, _ in rows(table)}
    old: dict[str, list[tuple[str, str]]] = {}
    gone: dict[str, list[tuple[str, str]]] = {}
    for line in changes.splitlines():
        before = line.partition("=>")[0].split("\t")[2:]
        names = list(zip(before[::2], before[1::2], strict=False))
        if len(names) == 3 and names[2][0] not in today and len(names[2][0]) > 2:
            old.setdefault(names[1][0], []).append(names[2])
        if len(names) >= 2 and names[1][0] not in today and names[1] not in gone.setdefault(names[0][0], []):
            gone[names[0][0]].append(names[1])
    lift, province = 0, ""
    for depth, full, code, short in rows(table):
        if depth == 0:
            province = full
        if depth < 2:  # counties right under a province (济源市, the districts of 北京市) move up one level
            lift = int(depth == 1 and (full.startswith("省直辖") or full in (province, province[:2])))
            if lift:
                continue
        if full.startswith("市直辖"):
            continue
        name, use = short_name(depth, full, code, short)
        depth -= lift
        print("\t" * depth + "\t".join((full, name, use)).rstrip())
        extra = gone.get(full, []) if depth == 0 else list(dict.fromkeys(old.get(full, [])))
        for former, short in extra:
            kept = short if depth == 0 and short != former else ""
            print("\t" * (depth + 1) + "\t".join((former, kept, "!" if kept else "")).rstrip())


if __name__ == "__main__":
    main(sys.argv[1])
