"""The three checkers, from npm, in `build/audit/`; installed once and kept.

Needed besides: Node with npm (for all three) and Java (for the Nu checker). Java is installed by apt where it is
missing and we may; in every other case `MissingError` says what to do.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build/audit"
MODULES = FOLDER / "node_modules"
PACKAGES = {"axe-core": "4", "vnu-jar": "26", "lighthouse": "12"}

AXE = MODULES / "axe-core/axe.min.js"
NU = MODULES / "vnu-jar/build/dist/vnu.jar"
LIGHTHOUSE = MODULES / "lighthouse/cli/index.js"


class MissingError(Exception):
    """A tool that is not there and cannot be fetched; the message says how to get it."""


def install() -> None:
    """Fetch what is missing. Raises `MissingError`."""
    if not shutil.which("npm"):
        raise MissingError(
            "npm was not found. Install Node 18.20 or newer (https://nodejs.org), then run `make audit` again."
        )
    if not all(path.is_file() for path in (AXE, NU, LIGHTHOUSE)):
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent", *wanted]
        if subprocess.run(command, cwd=FOLDER, check=False).returncode or not NU.is_file():
            raise MissingError(f"npm could not fetch {', '.join(wanted)}: look at its words above.")
    if not java():
        raise MissingError(
            "Java was not found; the Nu HTML checker needs it. Install one (`apt-get install default-jre-headless`, "
            "`brew install openjdk`), then run `make audit` again."
        )


def java() -> bool:
    """Whether there is a Java; on a Debian, as root, it is installed if not."""
    if shutil.which("java"):
        return True
    if not shutil.which("apt-get") or getattr(os, "geteuid", lambda: 1)() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "--no-install-recommends", "default-jre-headless"]
    for command in (["apt-get", "update", "-qq"], install):
        print("$", *command, flush=True)
        if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return shutil.which("java") is not None


def versions() -> str:
    """`axe-core 4.14.1, …`: what the table was made with."""
    found = (json.loads((MODULES / name / "package.json").read_text(encoding="utf-8")) for name in PACKAGES)
    return ", ".join(f"{package['name']} {package['version']}" for package in found)
