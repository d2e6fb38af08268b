"""`python -m bench.search FOLDER`: search on a built site, in Chromium: exact over all shards, and bytes on the wire.

Asks for strings of two to eight characters, three of four cut from the documents and the fourth shuffled, and compares
each answer with what the texts hold; then opens the search page for some queries, each in a browser that has nothing
yet, and counts all bodies that came over the wire until the answer stood there (text gzipped, as GitHub Pages does).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path
from random import Random
from statistics import median

from builder.index.folding import fold
from builder.index.pagefind import MAGIC
from tests.browser import chromium, served

QUERIES = (
    "安全生产",
    "王建国",
    "防汛抗旱",
    "水库大坝",
    "青河县",
    "应急管理局",
    "2021",
    "工作情况通报",
    "隐患",
    "第77期",
)
ASK = """async ([bundle, queries]) => {
  const { Engine } = await import(new URL("../static/js/search-engine.js", bundle));
  const engine = new Engine(bundle);
  await engine.open();
  await engine.load(999);
  const answers = [];
  const name = ({ shard, place }) => `${shard.name}.${place}`;
  for (const query of queries) answers.push((await engine.search(query)).map(name));
  return [engine.shards.length, answers];
}"""


def texts(site: Path) -> dict[str, str]:
    """`shard.place` → folded text of every document, out of the index itself."""
    found = {}
    for path in (site / "pagefind").glob("**/*.pf_fragment"):
        value = json.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))
        found[path.name.rpartition(".")[0].rpartition(".")[0]] = fold(value["content"])
    return found


def strings(held: dict[str, str], count: int) -> list[str]:
    dice = Random(count)
    whole = [held[name] for name in sorted(held)]
    found: list[str] = []
    while len(found) < count:
        text = dice.choice(whole)
        start = dice.randrange(len(text))
        piece = text[start : start + dice.randint(2, 8)]
        if len(found) % 4 == 3:
            piece = "".join(dice.sample(piece, len(piece)))
        if len(piece) > 1 and not any(char.isspace() for char in piece):
            found.append(piece)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, help="the output folder of a build with search")
    parser.add_argument("--strings", type=int, default=300)
    given = parser.parse_args()
    held = texts(given.site)
    asked = strings(held, given.strings)
    with served(given.site) as address, chromium() as browser:
        sizes = []
        for query in QUERIES:
            address.log.clear()
            with browser.new_context() as context:
                page = context.new_page()
                page.goto(f"{address}search/?q={query}")
                page.wait_for_selector("fangzhi-search[data-state=done]", state="attached", timeout=60_000)
                sizes.append(address.sent)
                print(f"{address.sent / 1000:8.0f} kB  {query}: {page.locator('.search-status').inner_text()}")
        print(f"first query: median {median(sizes) / 1000:.0f} kB, most {max(sizes) / 1000:.0f} kB", flush=True)
        with browser.new_context() as context:
            page = context.new_page()
            page.set_default_timeout(600_000)
            page.goto(address + "about/")
            count, answers = page.evaluate(ASK, [address + "pagefind/", asked])
        wrong = [
            query
            for query, hits in zip(asked, answers, strict=True)
            if set(hits) != {name for name, text in held.items() if fold(query) in text}
        ]
        print(f"{len(held)} documents in {count} shards: {len(wrong)} of {len(asked)} answers wrong {wrong[:5]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
