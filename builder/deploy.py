"""Puts a finished site on a branch that a host publishes (`gh-pages`), and refuses one that would not stand there.

Strategy: say everything that is wrong before anything is touched. The host is GitHub Pages: its limits and its way of
giving addresses are the ones known here; of a remote elsewhere nothing is known, so only the limits hold. The commit is
made by ghp-import from the output folder alone (no work tree, no index, no checkout is touched), held against that
folder, and pushed in one step.

Rules: the remote branch moves by one push of one reference, so that whoever looks sees the site before or the site
after; what a killed deploy leaves in the repository is a local branch that the next one takes back. A branch that
holds anything but a site of Fangzhi's is never built upon, nor one that is checked out. Nothing is pushed with force.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import ghp_import

from builder.model import BuildError, Config, Problem

SITE_LIMIT: Final = 10**9  # bytes: "published GitHub Pages sites may be no larger than 1 GB"
FILE_LIMIT: Final = 100 * 2**20  # bytes: Git on GitHub blocks files beyond 100 MiB
_MARK: Final = ".fangzhi"
_SUMS: Final = "SHA256SUMS"
_GITHUB = re.compile(
    r"(?:https?://|ssh://|git://)?(?:[^@/\s]+@)?github\.com(?::\d+)?[:/]{1,3}([^/:\s]+)/([^/\s]+?)(?:\.git)?/?"
)


def sizes(output: Path) -> dict[str, int]:
    """Every file of the site and its size in bytes."""
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.stat().st_size for path in files}


def unfit(config: Config, remote: str, files: Mapping[str, int]) -> tuple[Problem, ...]:
    """What the host would refuse, with the numbers. `remote` is the address of the repository that is pushed to."""
    found = []
    total = sum(files.values())
    if total > SITE_LIMIT:
        said = f"the site has {_mega(total)} in {len(files)} files, and GitHub Pages takes {_mega(SITE_LIMIT)}"
        found.append(
            Problem(config.output.name, 0, "too-large", f"{said}; publish it elsewhere, or as several archives")
        )
    found += [
        Problem(name, 0, "too-large", f"has {_mega(size)}, and GitHub takes files up to {_mega(FILE_LIMIT)}; divide it")
        for name, size in sorted(files.items())
        if size > FILE_LIMIT
    ]
    if fault := _address(config.base_url, remote):
        found.append(Problem("site.toml", 0, "base-url", fault))
    return tuple(found)


def _mega(size: int) -> str:
    return f"{size / 10**6:,.1f} MB"


def _address(base_url: str, remote: str) -> str:
    """What is wrong with the address of the site, seen from the repository it is pushed to; "" if nothing."""
    if "://" not in base_url:
        return f"base_url is {base_url!r}; say the whole address, for feeds, the sitemap and 404.html need it"
    match = _GITHUB.fullmatch(remote)
    if match is None:
        return ""
    owner, repository = match[1].casefold(), match[2].casefold()
    home = f"{owner}.github.io"
    place = "/" if repository == home else f"/{repository}/"
    parts = urlsplit(base_url.casefold())
    host = parts.hostname or ""
    if host == home or host.endswith(".github.io"):
        right = host == home and parts.path == place
    else:  # a domain of one's own: at its root, or below it where it is the owner's
        right = parts.path in ("/", place)
        home = host
    if right:
        return ""
    return (
        f"base_url is {base_url}, but the site of {match[1]}/{match[2]} stands at https://{home}{place}; mend base_url"
    )


def address_of(config: Config, remote: str) -> str:
    """The address of the repository that the remote named `remote` stands for. Raises BuildError without one."""
    _git(config.root, "rev-parse", "--git-dir", said="is in no Git repository; run `git init` and add a remote")
    return _git(
        config.root, "remote", "get-url", "--push", "--", remote, said=f"has no remote called {remote!r}"
    ).strip()


def publish(config: Config, remote: str, branch: str, message: str) -> bool:
    """Push the output folder to `branch` of `remote`; False where that very site stands there already.

    Raises BuildError where the branch is not ours to change, or Git or the host refuses; the remote branch then stands
    where it stood.
    """
    root, local, far = config.root, f"refs/heads/{branch}", f"refs/remotes/{remote}/{branch}"
    sums = (config.output / _SUMS).read_bytes()
    _ready(root, branch)
    there = _git(root, "ls-remote", "--heads", "--", remote, local, said=f"the remote {remote!r} cannot be reached")
    if there:
        _git(root, "fetch", "--quiet", "--no-tags", "--", remote, f"+{local}:{far}", said=f"{branch} cannot be fetched")
    else:
        _try(root, "update-ref", "-d", far)
    for ref in (far, local):
        if _try(root, "rev-parse", "--verify", "--quiet", ref) and not _try(root, "cat-file", "-e", f"{ref}:{_MARK}"):
            said = f"holds files that Fangzhi did not make ({ref}); choose another --branch, or delete that one first"
            raise BuildError((Problem(branch, 0, "deploy", said),))
    if there and _blob(root, far) == sums:
        return False
    _import(config, remote, branch, message)
    if _blob(root, local) != sums or _count(root, local) != len(sizes(config.output)):
        raise BuildError((Problem(branch, 0, "deploy", "Git did not take the whole site in; nothing was pushed"),))
    _git(
        root,
        "push",
        "--quiet",
        "--",
        remote,
        f"{local}:{local}",
        said="the push was refused; nothing has changed there",
    )
    return True


def _ready(root: Path, branch: str) -> None:
    """Whether Git knows who commits, and the branch can be one to publish on."""
    _git(root, "check-ref-format", "--branch", branch, said=f"{branch!r} is no name for a branch")
    if f"branch refs/heads/{branch}\n" in _git(root, "worktree", "list", "--porcelain", said="has no work tree") + "\n":
        said = "is checked out: the site would take the place of your own files; choose another --branch"
        raise BuildError((Problem(branch, 0, "deploy", said),))
    for key, variable in (("user.name", "GIT_COMMITTER_NAME"), ("user.email", "GIT_COMMITTER_EMAIL")):
        if not (os.environ.get(variable) or _run(root, "config", key).stdout.strip()):
            raise BuildError((Problem(key, 0, "deploy", f"is not set, and a commit needs it: `git config {key} …`"),))


def _import(config: Config, remote: str, branch: str, message: str) -> None:
    """A commit of the output folder on the local branch, on top of the remote one."""
    try:
        with contextlib.chdir(config.root):
            ghp_import.ghp_import(
                str(config.output), remote=remote, branch=branch, mesg=message, nojekyll=True, push=False
            )
    except (ghp_import.GhpError, OSError, TypeError, subprocess.SubprocessError) as error:
        # TypeError: that is how ghp-import 2.1 ends when `git fast-import` has failed
        said = f"the site could not be committed ({error}); the remote branch stands where it stood"
        raise BuildError((Problem(branch, 0, "deploy", said),)) from error


def _blob(root: Path, ref: str) -> bytes:
    done = _run(root, "cat-file", "blob", f"{ref}:{_SUMS}")
    return done.stdout if done.returncode == 0 else b""


def _count(root: Path, ref: str) -> int:
    return _run(root, "ls-tree", "-r", "-z", "--name-only", ref).stdout.count(b"\0")


def _run(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)


def _try(root: Path, *words: str) -> bool:
    return _run(root, *words).returncode == 0


def _git(root: Path, *words: str, said: str) -> str:
    """What a Git command prints. Raises BuildError with `said` and Git's own last words if it fails."""
    try:
        done = _run(root, *words)
    except OSError as error:
        raise BuildError((Problem("git", 0, "deploy", f"cannot be run ({error.strerror}); install Git"),)) from None
    if done.returncode:
        words_of_git = " ".join(done.stderr.decode("utf-8", "replace").split())[-300:]
        raise BuildError((Problem(str(root), 0, "deploy", f"{said} ({words_of_git})" if words_of_git else said),))
    return done.stdout.decode("utf-8", "replace")
