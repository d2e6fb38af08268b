"""`make audit`: builds the sample archive with some awkward documents more, serves it, lets three checkers loose on it
and prints one table.

Exit status 1 where axe finds a violation, the Nu checker an error, or Lighthouse gives less than 99; 2 where a tool is
missing. `--skip lighthouse` (or axe, nu) leaves one out.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.audit import awkward, axe, lighthouse, nu, tools
from tests.browser import chromium, served
from tests.chromium import HOW, find
from tests.sample import sample_site
from tests.shots import addresses

SCORED = {"home": "", "document": "d/*/", "list": "documents/", "search": "search/", "timeline": "timeline/"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--skip", action="append", default=[], choices=("axe", "nu", "lighthouse"))
    skip = parser.parse_args().skip
    try:
        tools.install()
    except tools.MissingError as missing:
        print(missing, file=sys.stderr)
        return 2
    if not find():
        print(HOW, file=sys.stderr)
        return 2
    print(tools.versions())
    with tempfile.TemporaryDirectory() as folder:
        site, english = (build(Path(folder) / language, language) for language in ("zh-Hans", "en"))
        faults = 0
        if "nu" not in skip:
            faults += html(site) + html(english)
        with served(site) as root:
            if "axe" not in skip:
                faults += access(site, root, axe.LOOKS)
            if "lighthouse" not in skip:
                faults += scores(site, root)
        with served(english) as root:
            if "axe" not in skip:
                print("\nThe same in English:")
                faults += access(english, root, axe.LOOKS[:1])
    print("\nnothing to mend" if not faults else f"\n{faults} to mend")
    return 1 if faults else 0


def build(folder: Path, language: str) -> Path:
    """The archive in `folder`, with its search index and the interface in `language`; the site's own folder."""
    settings = sample_site(folder) / "site.toml"
    settings.write_text(settings.read_text("utf-8").replace('"zh-Hans"', f'"{language}"'), encoding="utf-8")
    awkward.add(folder / "seeds")
    command = [sys.executable, "-m", "builder", "build", str(folder)]
    told = subprocess.run(command, check=False, cwd=tools.ROOT, capture_output=True, text=True)
    site = folder / "public"
    if not (site / "index.html").is_file():
        sys.exit(told.stdout + told.stderr)
    return site


def html(site: Path) -> int:
    """The Nu checker's part of the table; the number of errors."""
    count, words = nu.check(site)
    errors = [word for word in words if word.kind == "error"]
    print(f"\nNu HTML checker: {count} pages, {len(errors)} errors, {len(words) - len(errors)} warnings")
    for word in words[:20]:
        print(f"  {word.kind}: {word.page}: {word.message}\n      {word.extract[:200]}")
    return len(errors)


def more(site: Path, known: set[str]) -> dict[str, str]:
    """The largest page of each kind that is not known yet; a kind is told by the first folder and the body's class."""
    found: dict[str, tuple[int, str]] = {}
    kinds_known = set()
    for page in sorted(site.rglob("*.html")):
        url = page.relative_to(site).as_posix().removesuffix("index.html")
        text = page.read_text(encoding="utf-8")
        body = re.search(r'<body class="([^"]*)"', text)
        kind = f"{url.partition('/')[0]}: {body[1] if body else 'redirect'}"
        if url in known:
            kinds_known.add(kind)
        elif body or "redirect" not in found:
            found[kind] = max(found.get(kind, (0, "")), (len(text), url))
    return {kind: url for kind, (_, url) in sorted(found.items()) if kind not in kinds_known}


def access(site: Path, root: str, looks: Sequence[tuple[str, str]]) -> int:
    """axe's part; the number of violations."""
    pages = addresses(site)
    hit = f"{max(site.glob('d/*/index.html'), key=lambda page: page.stat().st_size).parent.relative_to(site)}/?q=安全"
    pages |= more(site, set(pages.values())) | {"document-hit": hit}
    columns = [f"{screen} {scheme}" for screen, scheme in looks]
    table: dict[str, dict[str, int]] = {name: {} for name in pages}
    found: list[axe.Violation] = []
    with chromium() as browser:
        for name, screen, scheme, violations in axe.look(browser, root, pages, looks):
            table[name][f"{screen} {scheme}"] = len(violations)
            found += violations
    print(f"\naxe violations (WCAG 2.2 A, AA){'':<3}{''.join(f'{column:>13}' for column in columns)}")
    for name, row in table.items():
        print(f"  {name:<32}{''.join(f'{row[column]:>13}' for column in columns)}")
    told: set[tuple[str, str]] = set()
    for one in found:
        if (one.page, one.rule) not in told:
            told.add((one.page, one.rule))
            print(f"  {one.page} ({one.screen}, {one.scheme}): {one.rule}: {one.help}")
            print("".join(f"      {node}\n" for node in one.nodes), end="")
    return len(found)


def scores(site: Path, root: str) -> int:
    """Lighthouse's part; the number of pages with a score that is too low."""
    print(f"\nLighthouse{'':<24}{''.join(f'{name:>16}' for name in lighthouse.CATEGORIES)}")
    low = 0
    for name, pattern in SCORED.items():
        largest = max(site.glob(pattern + "index.html"), key=lambda page: (page.stat().st_size, page))
        url = largest.parent.relative_to(site).as_posix().removeprefix(".")
        result = lighthouse.measure(f"{root}{url}/" if url else root)
        print(f"  {name:<32}{''.join(f'{value:>16}' for value in result.values)}", flush=True)
        low += not result.good
        if not result.good:
            print("".join(f"      {lost}\n" for lost in result.lost), end="")
    return low


if __name__ == "__main__":
    sys.exit(main())
