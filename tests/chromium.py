"""Finds a Chromium for the browser tests; `python tests/chromium.py` installs one where it can, and says how where not.

Looked for, in order: what the environment variable CHROMIUM names, the usual commands, the usual places on macOS and
Windows, and a browser that Playwright has fetched. Installed is Debian's or Ubuntu's own package with a Chinese face,
by apt and as root; nothing else is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
PACKAGES = ("chromium", "fonts-noto-cjk")
HOW = """No Chromium was found for the browser tests. Any one of these gives one:
    apt-get install chromium fonts-noto-cjk     (Debian, as root: this script does it by itself)
    brew install --cask chromium                (macOS)
    .venv/bin/playwright install chromium       (anywhere Playwright's own builds run)
or set CHROMIUM to the path of a Chromium, Chrome or Edge."""


def find() -> str:
    """The path of a Chromium that is installed, "" where there is none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return named if Path(named).is_file() else ""
    for command in COMMANDS:
        if path := shutil.which(command):
            return path
    return next((path for path in (*PLACES, *_fetched()) if Path(path).is_file()), "")


def _fetched() -> list[str]:
    """Browsers that `playwright install` has put into its own cache, newest first."""
    home = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "") or Path.home() / ".cache/ms-playwright")
    return sorted((str(path) for path in home.glob("chromium-*/chrome-*/chrome*")), reverse=True)


def install() -> bool:
    """Install Debian's Chromium where this is a Debian and we are root; whether it worked."""
    if not shutil.which("apt-get") or getattr(os, "geteuid", lambda: 1)() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--no-install-recommends", *PACKAGES]):
        print("$", *command, flush=True)
        if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return True


if __name__ == "__main__":
    if not find() and not (install() and find()):
        print(HOW, file=sys.stderr)
        # On a developer's machine the other tests still run and the browser tests say that they were left out.
        sys.exit(1 if os.environ.get("CI") else 0)
