"""Lighthouse with the installed Chromium: four scores of a page, 0 to 100, and what cost points.

A score of performance is a measurement: on a busy machine it is taken again, up to `TRIES` times, and the best counts
(other work can only make a page slower, never faster).
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any, NamedTuple

from tests.audit.tools import FOLDER, LIGHTHOUSE
from tests.chromium import find

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 99
TRIES = 3
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu"


class Scores(NamedTuple):
    """The scores in the order of `CATEGORIES`; `lost` names the audits that are not full, with what they say."""

    values: tuple[int, ...]
    lost: tuple[str, ...]

    @property
    def good(self) -> bool:
        return min(self.values) >= LEAST


def measure(address: str) -> Scores:
    """The best of up to `TRIES` runs."""
    best = Scores((0,) * len(CATEGORIES), ("not run",))
    for _ in range(TRIES):
        scores = _run(address)
        if sum(scores.values) >= sum(best.values):
            best = scores
        if best.good:
            break
    return best


def _run(address: str) -> Scores:
    report = FOLDER / "lighthouse.json"
    report.unlink(missing_ok=True)
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}"]
    ran = subprocess.run(command, env={**os.environ, "CHROME_PATH": find()}, capture_output=True, check=False)
    if not report.is_file():
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        return Scores((0,) * len(CATEGORIES), (said[-1] if said else "Lighthouse wrote nothing",))
    result = json.loads(report.read_text(encoding="utf-8"))
    categories = result["categories"]
    # A score is missing where an audit of the category failed to run: that is no good score.
    values = tuple(round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES)
    lost = [
        _words(result["audits"][one["id"]])
        for name in CATEGORIES
        for one in categories[name]["auditRefs"]
        if one["weight"] and (result["audits"][one["id"]]["score"] or 0) < 0.9
        if result["audits"][one["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]
    return Scores(values, tuple(lost))


def _words(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items", [])[:2]
    what = json.dumps(items, ensure_ascii=False)[:300] if items else audit.get("errorMessage", "")
    return f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')} {what}".strip()
