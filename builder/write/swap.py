"""Two folders change places in one step; what is left over is put away or cleared.

Where the system has no exchange (here only Linux has one) the output folder is away for the time between two renames;
`recover` puts it back if a build was killed between them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from pathlib import Path

MARK = ".fangzhi"  # a file that says that the folder it lies in is ours


def replaced(path: Path, data: bytes) -> str:
    """Make the file at `path` hold `data`, the old or the new and nothing between; "" or why it could not be done."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        return error.strerror or str(error)
    return ""


def clear(folder: Path) -> None:
    """Take away a folder of ours, or what stands in its place."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def swap(staging: Path, output: Path) -> None:
    """Let the two folders change places, in one step where the system can."""
    if not output.exists():
        staging.rename(output)
        return
    if not _exchange(staging, output):
        aside = _aside(output)
        clear(aside)
        output.rename(aside)
        staging.rename(output)
        clear(aside)


def recover(output: Path) -> None:
    """Put back the site that a build killed between two renames left aside (systems without an exchange only)."""
    aside = _aside(output)
    if aside.is_dir() and not output.exists():
        aside.rename(output)
    elif aside.is_dir() and (aside / MARK).is_file():
        clear(aside)


def _aside(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _exchange(one: Path, other: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE; False where there is none."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
