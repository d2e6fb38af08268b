"""The whole program: counts that add up, the same bytes every time, good documents published beside any garbage."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from bench.corpus import write as write_corpus
from builder.build.pipeline import build, examine
from builder.config import load
from builder.model import BuildError, Config
from tests.sample import sample_site

ROOT = Path(__file__).resolve().parent.parent
GOOD = "---\ntitle: 水库巡查记\ndate: 2021-05-01\nsource: 青河日报\n---\n\n五月一日，县水利局组织巡查水库。\n"


def site(folder: Path, **contents: str | bytes) -> Config:
    """A small site in `folder` with these documents (`name__md` is `name.md`)."""
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        path = content / name.replace("__", ".")
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "site.toml").write_text('[site]\ntitle = "试验馆"\n', encoding="utf-8")
    return load(folder)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own archive, built with search."""
    config = load(sample_site(tmp_path_factory.mktemp("sample")), base_url="https://example.org/repo/")
    report = build(config)
    assert (report.tally.found, report.tally.published, report.tally.documents) == (5, 5, 8)
    return config.output


def test_the_sample_archive_says_five_files_and_eight_documents(sample: Path) -> None:
    assert len(list((sample / "d").iterdir())) == 8
    home = (sample / "index.html").read_text(encoding="utf-8")
    assert "8 篇" in re.sub(r"<[^>]+>", "", home)


def test_two_builds_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    build(load(sample_site(tmp_path), base_url="https://example.org/repo/"))
    one, other = tree(sample), tree(tmp_path / "public")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def others() -> Iterator[str]:
    """Interpreters of another version that have our libraries; FANGZHI_OTHER_PYTHON names one more."""
    names = [shutil.which(f"python3.{minor}") for minor in range(11, 16) if minor != sys.version_info.minor]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for name in filter(None, (os.environ.get("FANGZHI_OTHER_PYTHON"), *names)):
        tried = subprocess.run([name, "-c", "import builder.cli"], env=environment, capture_output=True, check=False)
        if not tried.returncode:
            yield name


def test_workers_time_zone_locale_hash_seed_order_and_python_change_no_byte(tmp_path: Path) -> None:
    config = site(tmp_path / "a")
    write_corpus(config.content, 125)
    build(config, jobs=1, search=False)
    alone = tree(config.output)
    shuffled = site(tmp_path / "b")
    paths = [path for path in config.content.rglob("*") if path.is_file()]
    for path in random.Random(5).sample(paths, len(paths)):  # a folder lists its files as they came, on many disks
        target = shuffled.content / path.relative_to(config.content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    runs = [(sys.executable, 2, "America/Lima", "1", "C"), (sys.executable, 3, "Asia/Tokyo", "77", "zh_CN.UTF-8")]
    runs += [(python, 1, "UTC", "4242", "POSIX") for python in others()]
    for number, (python, jobs, zone, seed, locale) in enumerate(runs):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        out = tmp_path / f"out{number}"
        shutil.rmtree(shuffled.root / ".fangzhi", ignore_errors=True)
        command = [python, "-m", "builder", "build", str(shuffled.root), "--no-search", "--output", str(out)]
        done = subprocess.run([*command, "--jobs", str(jobs)], env=environment, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        together = tree(out)
        assert [name for name in alone if alone[name] != together.get(name)] == []
        assert alone.keys() == together.keys()


class Links(HTMLParser):
    """Every address and every id of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/ld+json"):
            self.inline.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
            if name == "id":
                self.ids.add(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "srcset", "data", "poster") or (name == "href" and tag == "link"):
                self.loads.append(value or "")


def pages(folder: Path) -> dict[str, Links]:
    return {
        str(path.relative_to(folder)): Links(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def test_every_link_of_the_sample_leads_somewhere(sample: Path) -> None:
    found = pages(sample)
    broken = []
    for name, page in found.items():
        base = "https://example.org/repo/" + name.removesuffix("index.html")
        for link in page.links + page.loads:
            target = urlsplit(urljoin(base, link))
            if target.netloc != "example.org":
                continue
            path = unquote(target.path).removeprefix("/repo/")
            path = path + "index.html" if path.endswith("/") or not path else path
            fragment = unquote(target.fragment)
            there = (sample / path).is_file()
            if not there or (fragment and path in found and fragment not in found[path].ids):
                broken.append((name, link))
    assert broken == []


def test_every_document_is_reached_by_links_within_three_clicks(sample: Path) -> None:
    found = pages(sample)
    reached, edge = {"index.html"}, {"index.html"}
    for _ in range(3):
        ahead = set()
        for name in edge:
            base = "https://example.org/" + name.removesuffix("index.html")
            for link in found[name].links:
                path = unquote(urlsplit(urljoin(base, link)).path)[1:]
                ahead.add(path + "index.html" if path.endswith("/") or not path else path)
        edge = (ahead & found.keys()) - reached
        reached |= edge
    assert {name for name in found if re.fullmatch(r"d/[^/]+/index\.html", name)} <= reached


def test_no_page_asks_another_host_save_for_the_one_remote_picture(sample: Path) -> None:
    foreign = set()
    for page in pages(sample).values():
        foreign |= {load for load in page.loads if re.match(r"(?:[a-z]+:)?//", load)}
    foreign = {load for load in foreign if not load.startswith("https://example.org/repo/")}
    assert {urlsplit(load).netloc for load in foreign} == {"i.guancha.cn"}
    styles = "".join(path.read_text(encoding="utf-8") for path in sample.rglob("*.css"))
    assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", styles)


def test_no_page_carries_inline_script_or_style(sample: Path) -> None:
    assert {name: page.inline for name, page in pages(sample).items() if page.inline} == {}


def test_garbage_is_told_and_the_good_documents_are_published(tmp_path: Path) -> None:
    config = site(
        tmp_path,
        good__md=GOOD,
        binary__txt=bytes(range(256)) * 40,
        empty__md="",
        nulls__txt=b"\0" * 4000,
        header__md="---\ntitle: [没有合上\ndate: 2021-13-45\n---\n\n正文仍在这里。\n",
        photo__jpg=b"\xff\xd8\xff\xe0",
    )
    (config.content / "loop").symlink_to(config.content)
    (config.content / ("长" * 83 + "ab.txt")).write_text("一个很长的名字。\n" * 3, encoding="utf-8")
    report = build(config, search=False)
    fates = {path: status for path, status, _ in report.files}
    assert fates["good.md"] == "published"
    assert fates["header.md"] == "published"
    assert fates["photo.jpg"] == "not-a-document"
    assert fates["empty.md"] == "empty"
    assert {fates["binary.txt"], fates["nulls.txt"]} <= {"failed", "empty", "not-a-document"}
    assert {problem.path for problem in report.problems} >= {"binary.txt", "empty.md", "nulls.txt", "header.md"}
    tally = report.tally
    ends = (tally.published, tally.drafts, tally.duplicates, tally.not_documents, tally.empty, tally.failed)
    assert tally.found == sum(ends) == len(report.files)
    assert "水库巡查记" in (config.output / "index.html").read_text(encoding="utf-8")


def test_a_repeated_file_is_told_and_published_once(tmp_path: Path) -> None:
    report = build(site(tmp_path, a__md=GOOD, b__md=GOOD), search=False)
    assert report.files == (("a.md", "published", "1 document"), ("b.md", "duplicate", "the same bytes as a.md"))


def test_drafts_stay_home(tmp_path: Path) -> None:
    config = site(tmp_path, a__md=GOOD, b__md=GOOD.replace("source:", "draft: true\nsource:").replace("水库", "密稿"))
    report = build(config, search=False)
    assert (report.tally.published, report.tally.drafts) == (1, 1)
    assert not [path for path in config.output.rglob("*") if path.is_file() and "密稿".encode() in path.read_bytes()]


def test_strict_writes_nothing_when_anything_is_wrong(tmp_path: Path) -> None:
    config = site(tmp_path, a__md=GOOD, empty__md="")
    with pytest.raises(BuildError):
        build(config, search=False, strict=True)
    assert not config.output.exists()


def test_a_build_has_no_clock_unless_it_is_given_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = site(tmp_path, good__md=GOOD)
    record = config.output / "data/build.json"
    seen = []
    for moment in (None, "1767323045", None):
        if moment is None:
            monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        else:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        build(config, jobs=1, search=False)
        seen.append(json.loads(record.read_bytes()).get("made", ""))
    assert seen == ["", "2026-01-02T03:04:05Z", ""]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(BuildError, match="SOURCE_DATE_EPOCH"):
        build(config, jobs=1, search=False)


def test_an_unknown_repair_is_refused_by_name(tmp_path: Path) -> None:
    config = site(tmp_path, a__md=GOOD)
    (tmp_path / "site.toml").write_text('[repair]\nrules = ["pinyinn"]\n', encoding="utf-8")
    with pytest.raises(BuildError, match="pinyinn"):
        build(load(tmp_path), search=False)
    assert not config.output.exists()


def test_check_reads_all_and_writes_nothing(tmp_path: Path) -> None:
    config = site(tmp_path, a__md=GOOD, empty__md="")
    before = tree(tmp_path)
    report = examine(config)
    assert (report.tally.found, len(report.problems)) == (2, 1)
    assert tree(tmp_path) == before


def test_the_wheel_carries_the_theme_and_works_in_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    for words in (["init", "mine"], ["build", "mine", "--no-search"]):
        done = subprocess.run(
            [sys.executable, "-m", "builder", *words], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
    assert "第一篇" in (tmp_path / "mine/public/index.html").read_text(encoding="utf-8")
    assert next((tmp_path / "mine/public").rglob("*.css"))


def test_a_line_that_most_files_of_a_folder_begin_with_is_furniture(tmp_path: Path) -> None:
    names = ("甲乡", "乙乡", "丙乡", "丁乡", "戊乡", "己乡")
    pages = {
        f"p{place}__txt": f"青河网眼看世界\n{name}清理河道\n{name}组织清理河道两公里。\n"
        for place, name in enumerate(names)
    }
    config = site(tmp_path, **pages)
    build(config, search=False)
    texts = [path.read_text(encoding="utf-8") for path in config.output.rglob("document.txt")]
    assert len(texts) == len(names)
    assert not [text for text in texts if "青河网眼看世界" in text]
    sources = [path.read_text(encoding="utf-8") for path in config.output.rglob("source/index.html")]
    assert all("青河网眼看世界" in re.sub(r"<[^>]+>", "", source) for source in sources)


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ('[tags."防汛"]\naliases = ["防洪"]\n[tags."抗旱"]\naliases = ["防洪"]\n', "防洪"),
        ('[tags."甲"]\nparent = "乙"\n[tags."乙"]\nparent = "甲"\n', "甲"),
    ],
)
def test_a_wrong_vocabulary_is_refused_by_name(tmp_path: Path, table: str, wanted: str) -> None:
    config = site(tmp_path, a__md=GOOD)
    (tmp_path / "site.toml").write_text(table, encoding="utf-8")
    with pytest.raises(BuildError, match=wanted):
        build(load(tmp_path), search=False)
    assert not config.output.exists()
