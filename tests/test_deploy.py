"""The deploy: a real bare repository over file://, its branch served as Pages serves it, and all that is refused."""

# ruff: noqa: E501 – what is refused is a table, read line by line

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from builder.build.pipeline import build
from builder.cli import main
from builder.config import load
from builder.deploy import FILE_LIMIT, SITE_LIMIT, unfit
from builder.model import Config
from builder.verify.check import verify
from tests.browser import chromium, served
from tests.sample import sample_site

ROOT = Path(__file__).resolve().parent.parent
KILLS = int(os.environ.get("FANGZHI_KILLS", "4"))  # points of a deploy at which it is killed
BASE = "https://example.org/repo/"
HERE = Config(root=Path("/site"), output=Path("/site/public"))


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def repository(folder: Path, remote: Path) -> None:
    """The folder as a repository with all its files committed, and a bare one to push to."""
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    git(folder, "config", "user.name", "馆员")
    git(folder, "config", "user.email", "keeper@example.org")
    git(folder, "remote", "add", "origin", remote.as_uri())
    (folder / ".gitignore").write_text("/public/\n/.fangzhi/\n", encoding="utf-8")
    commit(folder)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "文献")


def deploy(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["deploy", str(folder), *words])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site, committed, built, and never deployed."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text(f'[site]\ntitle = "试"\nbase_url = "{BASE}"\n', encoding="utf-8")
    told(folder, "五月一日，县水利局组织巡查水库。")
    repository(folder, tmp_path / "far.git")
    build(load(folder), jobs=1)
    return folder


def told(folder: Path, text: str) -> None:
    (folder / "content/a.md").write_text(f"---\ntitle: 巡查\ndate: 2021-05-01\n---\n\n{text}\n", encoding="utf-8")


def far(folder: Path, branch: str = "gh-pages") -> str:
    """The commit that the branch has in the remote repository, "" if it has none."""
    return git(folder, "ls-remote", "origin", f"refs/heads/{branch}").partition("\t")[0]


@pytest.mark.browser
def test_the_sample_is_deployed_and_walked_as_pages_serves_it(tmp_path: Path) -> None:
    folder = sample_site(tmp_path / "site")
    settings = (folder / "site.toml").read_text(encoding="utf-8")
    (folder / "site.toml").write_text(settings + f'base_url = "{BASE}"\n', encoding="utf-8")
    repository(folder, tmp_path / "far.git")
    build(load(folder))
    done = deploy(folder, "--strict")
    assert done.exit_code == 0, done.output

    published = tmp_path / "pages"
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(tmp_path / "far.git"), str(published)], check=True)
    (published / ".git").rename(tmp_path / "git")
    assert verify(published).problems == ()
    assert (published / ".nojekyll").is_file() and not (published / "CNAME").exists()

    with served(published, "/repo/") as address, chromium() as browser, browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.locator("main a[href*='d/']").first.click()
        page.wait_for_url("**/repo/d/*/")
        assert page.locator("h1").inner_text()
        page.goto(f"{address}search/?q={quote('安全生产')}")
        page.wait_for_selector("fangzhi-search[data-state=done]", state="attached")
        page.locator(".search-result a").first.click()
        page.wait_for_url("**/repo/d/*/**")
        assert page.locator("mark").count() or "安全" in page.locator("main").inner_text()
        assert said == []
        for wrong in ("nowhere/deep/down/", "ABOUT/"):  # a host tells letters apart by their case
            answer = page.goto(address + wrong)
            assert answer is not None and answer.status == 404
            assert page.locator("main form input[name=q]").count()
            assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"
            assert page.locator("header a").first.evaluate("link => new URL(link.href).pathname") == "/repo/"
    assert all(status == 200 for path, status, _ in address.log if "nowhere" not in path and "ABOUT" not in path)


def test_a_second_deploy_stands_on_the_first(site: Path) -> None:
    assert deploy(site).exit_code == 0
    first = far(site)
    again = deploy(site)
    assert (again.exit_code, far(site)) == (0, first) and "already" in again.output
    told(site, "六月一日，县水利局再次巡查水库。")
    build(load(site), jobs=1)
    assert deploy(site).exit_code == 0
    assert git(site, "rev-parse", "gh-pages~1") == first
    assert git(site, "rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert "content/a.md" in git(site, "status", "--porcelain")  # the work tree is as it was


def test_a_deploy_from_elsewhere_in_between_is_built_upon(site: Path, tmp_path: Path) -> None:
    assert deploy(site).exit_code == 0
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(tmp_path / "far.git"), str(other)], check=True)
    git(other, "config", "user.name", "b")
    git(other, "config", "user.email", "b@example.org")
    (other / "SHA256SUMS").write_text("another site\n", encoding="utf-8")
    commit(other)
    git(other, "push", "-q", "origin", "gh-pages")
    between = far(site)
    assert deploy(site).exit_code == 0
    assert git(site, "rev-parse", "gh-pages~1") == between


def changed(folder: Path) -> None:
    told(folder, "改了而没有再建的正文。")


def preview(folder: Path) -> None:
    build(load(folder, base_url=""), jobs=1)


def no_search(folder: Path) -> None:
    build(load(folder), jobs=1, search=False)


def torn(folder: Path) -> None:
    (folder / "public/about/index.html").unlink()


def altered(folder: Path) -> None:
    page = folder / "public/about/index.html"
    page.write_bytes(page.read_bytes()[:-1] + b" ")


def faulty(folder: Path) -> None:
    (folder / "content/b.md").write_text("---\ntitle: [\n---\n正文在此。\n", encoding="utf-8")
    build(load(folder), jobs=1)


def no_address(folder: Path) -> None:
    (folder / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    build(load(folder), jobs=1)


def foreign_branch(folder: Path) -> None:
    git(folder, "push", "-q", "origin", "main:gh-pages")


def own_branch(folder: Path) -> None:
    git(folder, "branch", "gh-pages", "main")


def nobody(folder: Path) -> None:
    git(folder, "config", "user.name", "")


def unplugged(folder: Path) -> None:
    git(folder, "remote", "set-url", "origin", (folder / "gone.git").as_uri())


def elsewhere(folder: Path) -> None:
    git(folder, "remote", "set-url", "origin", "https://github.com/someone/archive.git")


# what is done after the build, the words given, what the refusal must say
REFUSED = {
    "a document changed since": (changed, (), "not what `fangzhi build` would write now"),
    "a site built for a preview": (preview, (), "not what `fangzhi build` would write now"),
    "a site without search": (no_search, (), "not what `fangzhi build` would write now"),
    "a page taken away": (torn, (), "not what `fangzhi build` would write now"),
    "a page altered to the same length": (altered, (), "differs from its digest"),
    "problems under --strict": (faulty, ("--strict",), "b.md"),
    "no address": (no_address, (), "say the whole address"),
    "another's address": (elsewhere, (), "stands at https://example.org/archive/"),
    "no such remote": (lambda folder: None, ("--remote", "nowhere"), "no remote called 'nowhere'"),
    "a remote out of reach": (unplugged, (), "cannot be reached"),
    "the branch that is checked out": (lambda folder: None, ("--branch", "main"), "is checked out"),
    "no name for a branch": (lambda folder: None, ("--branch", "a..b"), "no name for a branch"),
    "a remote branch with other files": (foreign_branch, (), "files that Fangzhi did not make"),
    "a local branch with other files": (own_branch, (), "files that Fangzhi did not make"),
    "nobody to commit": (nobody, (), "user.name"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_nothing_pushed(site: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_CONFIG_GLOBAL"):
        monkeypatch.delenv(variable, raising=False)
    plant, words, said = REFUSED[name]
    plant(site)
    remote = site.parent / "far.git"
    before = git(remote, "for-each-ref")
    done = deploy(site, *words)
    assert done.exit_code == 1, done.output
    assert said in done.output and "nothing was pushed" in done.output
    assert git(remote, "for-each-ref") == before


def test_a_fault_in_a_document_is_told_and_deployed_without_strict(site: Path) -> None:
    faulty(site)
    done = deploy(site)
    assert done.exit_code == 0 and "1 problems told" in done.output


def test_check_says_that_all_is_well_and_pushes_nothing(site: Path) -> None:
    done = deploy(site, "--check")
    assert done.exit_code == 0 and "fit to be deployed" in done.output
    assert far(site) == ""


ADDRESSES = [
    ("https://github.com/Someone/archive.git", "https://someone.github.io/archive/", True),
    ("git@github.com:someone/archive", "https://someone.github.io/archive/", True),
    ("ssh://git@github.com/someone/archive.git", "https://someone.github.io/Archive/", True),
    ("https://token@github.com/someone/someone.github.io", "https://someone.github.io/", True),
    ("https://github.com/someone/archive", "https://archive.example.cn/", True),
    ("https://github.com/someone/archive", "https://example.cn/archive/", True),
    ("https://git.example.cn/someone/archive", "https://example.cn/x/y/", True),
    ("https://github.com/someone/archive", "https://someone.github.io/", False),
    ("https://github.com/someone/archive", "https://someone.github.io/other/", False),
    ("https://github.com/someone/archive", "https://other.github.io/archive/", False),
    ("https://github.com/someone/someone.github.io", "https://someone.github.io/archive/", False),
    ("https://github.com/someone/archive", "https://example.cn/other/", False),
    ("https://git.example.cn/someone/archive", "", False),
    ("https://git.example.cn/someone/archive", "/archive/", False),
]


@pytest.mark.parametrize(("remote", "base_url", "right"), ADDRESSES)
def test_the_address_must_be_where_the_host_puts_the_site(remote: str, base_url: str, right: bool) -> None:
    config = Config(root=HERE.root, output=HERE.output, base_url=base_url)
    assert [problem.kind for problem in unfit(config, remote, {})] == ([] if right else ["base-url"])


SIZES = [
    ({"a": FILE_LIMIT}, []),
    ({"a": FILE_LIMIT + 1}, ["a: has 104.9 MB, and GitHub takes files up to 104.9 MB"]),
    ({f"{n}": FILE_LIMIT // 2 for n in range(19)}, []),
    ({f"{n}": FILE_LIMIT for n in range(10)}, ["public: the site has 1,048.6 MB in 10 files, and GitHub Pages takes 1,000.0 MB"]),
    ({"a": SITE_LIMIT + 1}, ["public: the site has", "a: has 1,000.0 MB"]),
]  # fmt: skip


@pytest.mark.parametrize(("files", "said"), SIZES)
def test_a_site_over_the_limits_is_refused_with_the_numbers(files: dict[str, int], said: list[str]) -> None:
    config = Config(root=HERE.root, output=HERE.output, base_url=BASE)
    found = [str(problem) for problem in unfit(config, "https://git.example.cn/x/repo", files)]
    assert [one.startswith(words) for one, words in zip(found, said, strict=True)] == [True] * len(said)


def test_a_domain_of_ones_own_travels_with_the_site(tmp_path: Path) -> None:
    for base_url, name in (
        ("https://archive.example.cn/", "archive.example.cn\n"),
        (BASE, None),
        ("https://x.github.io/", None),
    ):
        folder = tmp_path / base_url.split("/")[2]
        (folder / "content").mkdir(parents=True)
        (folder / "site.toml").write_text(f'[site]\nbase_url = "{base_url}"\n', encoding="utf-8")
        told(folder, "正文。")
        build(load(folder), jobs=1, search=False)
        path = folder / "public/CNAME"
        assert (path.read_text(encoding="utf-8") if path.exists() else None) == name
        assert verify(folder / "public").problems == ()


def test_a_killed_deploy_leaves_the_site_before_or_after(site: Path) -> None:
    command = [sys.executable, "-m", "builder", "deploy", str(site)]
    started = time.monotonic()
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    whole = time.monotonic() - started
    chance = random.Random(8)
    for number in range(KILLS):
        told(site, f"第{number}次巡查水库，水位正常。")
        build(load(site), jobs=1)
        allowed = (sums(site, far(site)), (site / "public/SHA256SUMS").read_text(encoding="utf-8").strip())
        running = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=chance.uniform(0.3, 1.1) * whole)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)  # git and all
        running.wait()
        assert sums(site, far(site)) in allowed
        gone = time.monotonic() + 5  # a child of the killed process may still be on its way out, and hold the lock
        while "another build" in (done := deploy(site)).output and time.monotonic() < gone:
            time.sleep(0.05)
        assert done.exit_code == 0, done.output
        assert sums(site, far(site)) == allowed[1]
    assert git(site.parent / "far.git", "fsck", "--no-dangling") == ""


def sums(site: Path, ref: str) -> str:
    return git(site.parent / "far.git", "show", f"{ref}:SHA256SUMS")
