"""`verify` finds each planted fault, and nothing in a site as it was built."""

# ruff: noqa: E501 – faults are a table, read line by line

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builder.build.pipeline import build
from builder.cli import main
from builder.config import load
from builder.verify.check import verify

TEXTS = {
    "a.txt": "青河縣(xiàn)召開水利會(huì)議\n\n本報(bào)訊(記者 王小文)3月5日,縣長(zhǎng)李大山到石橋鎮(zhèn)檢查安全生產(chǎn)工作,強(qiáng)調(diào)要壓實(shí)責(zé)任。\n",
    "b.md": "---\ntitle: 石桥镇修渠记\ndate: 1987-04-02\ntags: [水利]\n---\n## 修渠\n\n李大山说：渠要修好。\n\n## 通水\n\n五月通水。\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    (folder / "content").mkdir()
    for name, text in TEXTS.items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    (folder / "site.toml").write_text(
        '[site]\ntitle = "试"\nbase_url = "https://example.org/repo/"\n', encoding="utf-8"
    )
    build(load(folder), jobs=1, search=False)
    return folder / "public"


def first(site: Path, name: str) -> Path:
    """The file `name` of the document whose text was mended (the first of TEXTS)."""
    return next(
        one.parent / name for one in sorted(site.glob("d/*/document.json")) if b'"path":"a.txt"' in one.read_bytes()
    )


def page(old: str, new: str) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        path = first(site, "index.html")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def link(address: str) -> Callable[[Path], None]:
    return page("</main>", f'<a href="{address}">x</a></main>')


def record(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        path = first(site, "document.json")
        value = json.loads(path.read_bytes())
        change(value)
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    return plant


def put(name: str, data: bytes) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)

    return plant


def gone(name: str) -> Callable[[Path], None]:
    return lambda site: next(iter(sorted(site.glob(name)))).unlink()


def flip(name: str) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        path = next(iter(sorted(site.glob(name))))
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    return plant


def sums(change: Callable[[list[str]], object]) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        lines = (site / "SHA256SUMS").read_text("utf-8").splitlines()
        change(lines)
        (site / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return plant


def twin(old: str, new: str) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        path = first(site, "document.txt")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def css(text: str) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        path = next(iter(sorted(site.glob("static/*.css"))))
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return plant


def rewritten(name: str, old: str, new: str) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        text = (site / name).read_text(encoding="utf-8")
        assert old in text
        (site / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def digest_hidden(site: Path) -> None:
    digest = json.loads(first(site, "document.json").read_bytes())["sha256"]
    page(digest, "0" * 64)(site)


# name: (what is planted, whether the sums are made anew to hide it, words that the problem must say)
FAULTS: dict[str, tuple[Callable[[Path], None], bool, str]] = {
    "a byte of a page": (flip("about/index.html"), False, "differs from its digest"),
    "a byte of a stylesheet": (flip("static/*.css"), False, "differs from its digest"),
    "a byte of an original": (flip("d/*/original.txt"), False, "differs from its digest"),
    "a file emptied": (put("robots.txt", b""), False, "differs from its digest"),
    "a file taken away": (gone("feed.xml"), False, "is listed in SHA256SUMS and not there"),
    "a file put in": (put("x/evil.html", b"<p>x"), False, "is there and not listed"),
    "a hidden file put in": (put(".htaccess", b"x"), False, "is there and not listed"),
    "a file put in place of the sums' line": (sums(lambda lines: lines.pop(3)), False, "is there and not listed"),
    "a digest altered": (sums(lambda lines: lines.append("0" * 64 + lines.pop(5)[64:])), False, "differs from"),
    "a line of the sums that says nothing": (sums(lambda lines: lines.append("x")), False, "no line of"),
    "a file named twice": (sums(lambda lines: lines.append(lines[0])), False, "second time"),
    "a file outside named": (sums(lambda lines: lines.append("0" * 64 + "  ../x")), False, "outside of the site"),
    "a link in place of a file": (lambda site: _linked(site / "feed.xml"), False, "symbolic link"),
    "the sums taken away": (gone("SHA256SUMS"), False, "no site of Fangzhi"),
    "a broken link": (link("../nowhere/"), True, "is not there"),
    "a link in other letters": (link("../../ABOUT/"), True, "is not there"),
    "a broken absolute link": (link("/repo/nowhere/"), True, "is not there"),
    "a link outside of the base": (link("/documents/"), True, "leads outside of the site"),
    "a link that climbs out": (link("../../../x"), True, "climbs out"),
    "a link that runs": (link("javascript:x"), True, "runs or hides"),
    "a dead anchor on the page": (link("#nowhere"), True, "#nowhere"),
    "a dead anchor on another page": (link("../../about/#nowhere"), True, "#nowhere"),
    "a missing picture": (page("</main>", '<img src="gone.png"></main>'), True, "gone.png"),
    "a missing script": (page("</main>", '<script src="../../static/gone.js"></script></main>'), True, "gone.js"),
    "a missing stylesheet": (gone("static/*.css"), True, "is not there"),
    "a refresh to nowhere": (page("<head>", '<head><meta http-equiv="refresh" content="0; url=gone/">'), True, "gone/"),
    "an id twice": (page("</main>", '<b id="main"></b></main>'), True, "stands twice"),
    "a page taken away": (gone("tags/*/index.html"), True, "is not there"),
    "a document's page taken away": (gone("d/*/index.html"), True, "missing beside"),
    "a text twin taken away": (gone("d/*/document.txt"), True, "missing beside"),
    "a record taken away": (gone("d/*/document.json"), True, "but not both"),
    "the raw text altered": (record(lambda value: value.update(raw="假" + value["raw"])), True, "does not fit"),
    "the end of the raw text altered": (record(lambda value: value.update(raw=value["raw"] + "假")), True, "is not the clean"),
    "the clean text altered": (record(lambda value: value.update(clean=value["clean"] + "假")), True, "is not the clean"),
    "a change left out": (record(lambda value: value["changes"].pop()), True, "is not the clean"),
    "a change altered": (record(lambda value: value["changes"][0].update(after="假")), True, "is not the clean"),
    "a change moved": (record(lambda value: value["changes"][0].update(start=10**9)), True, "does not fit"),
    "the changes out of order": (record(lambda value: value["changes"].reverse()), True, "does not fit"),
    "another's address": (record(lambda value: value.update(url="d/other/")), True, "says that it stands in"),
    "another digest of the original": (record(lambda value: value.update(sha256="0" * 64)), True, "gives the digest of"),
    "a field left out": (record(lambda value: value.pop("raw")), True, "no document's record"),
    "a record that is no JSON": (lambda site: first(site, "document.json").write_text("{"), True, "no document's record"),
    "the text altered in the record": (record(lambda value: value.update(text="假")), True, "does not hold the text"),
    "the text altered in the twin": (twin("责任", "责壬"), True, "does not hold the text"),
    "the title altered in the twin": (twin("青河县召开", "青河县停开"), True, "does not open with the title"),
    "a stylesheet that loads what is gone": (css("a{background:url('gone.svg')}"), True, "gone.svg"),
    "a stylesheet that climbs out": (css("@import url(../../../x.css);"), True, "climbs out"),
    "a sitemap to nowhere": (rewritten("sitemap.xml", "/repo/about/", "/repo/abuot/"), True, "is not there"),
    "the digest off the page": (digest_hidden, True, "does not show the digest"),
    "the original taken away": (gone("d/*/original.txt"), True, "not published as it was found"),
    "the original altered": (flip("d/*/original.txt"), True, "gives the digest of"),
    "the list says otherwise": (rewritten("data/documents.jsonl", "石桥镇修渠记", "石桥镇毁渠记"), True, "of its title"),
    "a digest of the data altered": (rewritten("data/SHA256SUMS", "  links.json", "  tags.json"), True, "not that of the file"),
    "the data altered": (flip("data/people.json"), True, "not that of the file"),
    "the digests of the data taken away": (gone("data/SHA256SUMS"), True, "the digests of the data"),
    "the record of the build taken away": (gone("data/build.json"), True, "the record of the build"),
    "a count in the record altered": (rewritten("data/build.json", '"found": 2', '"found": 3'), True, "do not add up"),
    "a count of documents altered": (rewritten("data/build.json", '"documents": 2', '"documents": 1'), True, "do not add up"),
    "a field of the record left out": (rewritten("data/build.json", '"settings"', '"setting"'), True, "a field is lacking"),
    "the list of documents cut": (put("data/documents.jsonl", b""), True, "but not both"),
    "the list of documents spoilt": (put("data/documents.jsonl", b"x\n"), True, "no document's record"),
    "the list of documents taken away": (gone("data/documents.jsonl"), True, "the list of all documents"),
}  # fmt: skip


def _linked(path: Path) -> None:
    data = path.with_name("robots.txt")
    path.unlink()
    path.symlink_to(data)


def _summed(site: Path) -> None:
    """What one who knows the sums would do to hide a fault."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path != site / "SHA256SUMS"]
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(site).as_posix()}\n" for path in files]
    (site / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def test_a_site_as_built_is_whole(built: Path) -> None:
    verdict = verify(built)
    assert verdict.problems == ()
    assert verdict.documents == 2
    assert verdict.links > 100


def test_it_says_so(built: Path) -> None:
    result = CliRunner().invoke(main, ["verify", str(built)])
    assert (result.exit_code, "no problems" in result.output) == (0, True)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(built: Path, tmp_path: Path, name: str) -> None:
    plant, hidden, words = FAULTS[name]
    site = tmp_path / "public"
    shutil.copytree(built, site)
    plant(site)
    if hidden:
        _summed(site)
    result = CliRunner().invoke(main, ["verify", str(site)])
    assert result.exit_code == 1
    assert words in result.output


@pytest.mark.parametrize("address", ["../../", "./", "#main", "source/#raw", "/repo/", "/repo/about/", "https://a.cn/x#y", "mailto:a@a.cn", "?q=x"])  # fmt: skip
def test_a_sound_link_is_left_alone(built: Path, tmp_path: Path, address: str) -> None:
    site = tmp_path / "public"
    shutil.copytree(built, site)
    link(address)(site)
    _summed(site)
    assert verify(site).problems == ()
