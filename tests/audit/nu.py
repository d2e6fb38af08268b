"""The Nu HTML checker on every page of a folder.

Its words on the Content-Security-Policy are left out: it reads the pages as files, where 'self' is nobody, and says
of every script that it would be blocked; the browser tests run under that policy and would see it.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.audit.tools import NU

# The HTML schema needs a deep stack; one collector and no second compiler keep the machine free for others.
JAVA = ("java", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.jnu.encoding=UTF-8", "-jar", str(NU))


class Word(NamedTuple):
    """One message: `kind` is error or warning, `page` the path below the folder."""

    kind: str
    page: str
    message: str
    extract: str


def check(site: Path) -> tuple[int, list[Word]]:
    """How many pages were read, and what the checker said."""
    options = ("--stdout", "--exit-zero-always", "--format", "json", "--skip-non-html")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # or files with Chinese names are not found
    ran = subprocess.run([*JAVA, *options, str(site)], capture_output=True, check=False, env=environment)
    try:
        messages = json.loads(ran.stdout)["messages"]
    except ValueError:
        said = (ran.stdout + ran.stderr).decode(errors="replace")[:500]
        return 0, [Word("error", "", f"The checker did not run: {said}", "")]
    words = []
    for one in messages:
        kind = "warning" if one["type"] == "info" else "error"
        if kind == "warning" and "Content Security Policy" in one["message"]:
            continue
        page = one.get("url", "").removeprefix("file:").split(str(site))[-1].lstrip("/")
        words.append(Word(kind, page, one["message"], " ".join(one.get("extract", "").split())))
    return sum(1 for _ in site.rglob("*.html")), words
