"""Makes a new archive that builds at once: `fangzhi init`.

Rules: nothing that exists is overwritten; what is written is plain files that a person would have written too.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from builder.config import commented
from builder.model import BuildError, Problem

PARTS = ("content/第一篇.md", ".gitignore", "README.md")
WORKFLOW = ".github/workflows/pages.yml"


def start(folder: Path, *, github_pages: bool) -> tuple[Path, ...]:
    """Make the archive in `folder`; give the files made. Raises BuildError if one of them is there already."""
    texts = {"site.toml": commented()}
    texts |= {part: _text(part) for part in PARTS}
    if github_pages:
        texts[WORKFLOW] = _text("pages.yml")
    standing = [name for name in texts if (folder / name).exists()]
    if standing:
        problem = "is there already; choose an empty folder, or delete it first"
        raise BuildError(tuple(Problem(str(folder / name), 0, "init", problem) for name in standing))
    if folder.exists() and not folder.is_dir():
        raise BuildError((Problem(str(folder), 0, "init", "is a file; choose another name for the archive"),))
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / name for name in texts)


def _text(part: str) -> str:
    """The text of one file, kept beside this module under its last name."""
    name = part.rpartition("/")[2].removeprefix(".")
    return (files(__package__) / "files" / name).read_text(encoding="utf-8")
