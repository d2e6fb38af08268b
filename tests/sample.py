"""This repository's own archive, copied: two builds of one folder would wait for each other."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def sample_site(folder: Path) -> Path:
    """The settings and the seeds of this repository, in a folder of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "site.toml", folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder
