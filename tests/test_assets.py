"""Pictures and other files beside the documents, and links from one document's file to another's."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import pytest

from builder.build.pipeline import build
from builder.config import load
from builder.link.files import Finder
from builder.model import Reference
from builder.read.assets import measure


def png(width: int, height: int, extra: bytes = b"") -> bytes:
    """A picture of one colour; `extra` makes its bytes its own."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xa3\x2a\x1f" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"tEXt", extra), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + b"\0\0\0\0"
    app1 = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    frame = b"\xff\xc2\0\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + b"\1\x11\0" * 3
    return b"\xff\xd8" + app1 + b"\xff\xdb\0\x05\0\0\0" + frame + b"\xff\xd9"


def webp(form: bytes, body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(body) + 12) + b"WEBP" + form + struct.pack("<I", len(body)) + body


SIZES = (
    ("a.png", png(31, 7), (31, 7)),
    ("a.jpg", jpeg(640, 480), (640, 480)),
    ("side.JPG", jpeg(640, 480, orientation=6), (480, 640)),
    ("a.gif", b"GIF89a" + struct.pack("<HH", 12, 9), (12, 9)),
    ("a.bmp", b"BM" + bytes(16) + struct.pack("<ii", 20, -10), (20, 10)),
    ("x.webp", webp(b"VP8X", bytes(4) + (99).to_bytes(3, "little") + (49).to_bytes(3, "little")), (100, 50)),
    ("l.webp", webp(b"VP8L", b"\x2f" + (63 | 31 << 14).to_bytes(4, "little")), (64, 32)),
    ("v.webp", webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 320, 200)), (320, 200)),
    ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="40px" height="30"><path d="M0 0"/></svg>', (40, 30)),
    ("b.svg", b'<?xml version="1.0"?><svg viewBox="0 0 120.4 60" xmlns="http://www.w3.org/2000/svg"/>', (120, 60)),
    ("cut.png", png(31, 7)[:18], (0, 0)),
    ("cut.jpg", jpeg(640, 480)[:30], (0, 0)),
    ("endless.jpg", b"\xff\xd8" + b"\xff\xe0\0\0" * 50, (0, 0)),
)


@pytest.mark.parametrize(("name", "data", "size"), SIZES, ids=[one[0] for one in SIZES])
def test_a_picture_tells_its_size(name: str, data: bytes, size: tuple[int, int]) -> None:
    found = measure(PurePosixPath(name), data)
    assert (found.width, found.height, found.kind, found.fault) == (*size, "image", "")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
REFUSED = (
    ("a.js", b"alert(1)"),
    ("a.html", b"<p>x"),
    ("Makefile", b"all:"),
    ("a.png", b"<script>alert(1)</script>"),
    ("a.pdf", b"<html>"),
    ("a.mp4", b"<html><script>"),
    ("a.svg", b"no picture at all"),
    ("wide.svg", SVG.format("").encode("utf-16")),
    *(
        (f"{number}.svg", SVG.format(inside).encode())
        for number, inside in enumerate(
            (
                "<script>alert(1)</script>",
                '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
                '<rect onload="alert(1)"/>',
                '<rect\nONCLICK = "alert(1)"/>',
                '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
                '<a href="&#106;avascript:alert(1)"><text>x</text></a>',
                '<image href="https://a.example/pixel.png"/>',
                "<foreignObject><p>x</p></foreignObject>",
                '<animate attributeName="href" to="javascript:alert(1)"/>',
                "<style>@import url(https://a.example/x.css);</style>",
                '<style>rect{fill:url("https://a.example/x")}</style>',
                '<iframe src="x"/>',
            )
        )
    ),
    ("entity.svg", b'<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'),
)


@pytest.mark.parametrize(("name", "data"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_might_run_on_a_page_is_left_out(name: str, data: bytes) -> None:
    assert measure(PurePosixPath(name), data).fault


def test_an_svg_may_point_into_itself_and_hold_pictures() -> None:
    inside = '<defs><path id="p"/></defs><use xlink:href="#p"/><rect fill="url(#p)"/><style>rect{fill:#fff}</style>'
    assert not measure(PurePosixPath("a.svg"), SVG.format(inside).encode()).fault
    held = '<image href="data:image/png;base64,AAAA"/>'
    assert not measure(PurePosixPath("a.svg"), SVG.format(held).encode()).fault


FILES = (
    "posts/flood.md", "posts/flood/beside.png", "posts/same.png", "posts/deep/dam.md", "images/high.png",
    "static/img/hugo.png", "notes/Attachments/Pasted image 1.png", "bundle/index.md", "bundle/photo.JPG",
    "_posts/2022-07-16-rain.md", "source/_posts/hexo.md", "图/图一.png", "a/1.png", "b/1.png", "other.markdown",
)  # fmt: skip
FOUND = (
    ("posts/flood.md", "picture", "same.png", "posts/same.png"),
    ("posts/flood.md", "picture", "./same.png?raw=true", "posts/same.png"),
    ("posts/flood.md", "picture", "beside.png", "posts/flood/beside.png"),
    ("posts/flood.md", "picture", "flood/beside.png", "posts/flood/beside.png"),
    ("posts/flood.md", "picture", "../images/high.png", "images/high.png"),
    ("posts/flood.md", "picture", "/images/high.png", "images/high.png"),
    ("posts/flood.md", "picture", "..\\images\\high.png", "images/high.png"),
    ("posts/flood.md", "picture", "/img/hugo.png", "static/img/hugo.png"),
    ("posts/deep/dam.md", "picture", "same.png", "posts/same.png"),
    ("posts/flood.md", "embed", "Pasted image 1.png", "notes/Attachments/Pasted image 1.png"),
    ("posts/flood.md", "picture", "Attachments/Pasted%20image%201.png", "notes/Attachments/Pasted image 1.png"),
    ("posts/flood.md", "picture", "Pasted%20image%201.png", ""),
    ("posts/flood.md", "embed", "1.png", ""),  # there are two, equally near: nothing is guessed
    ("bundle/index.md", "picture", "photo.jpg", "bundle/photo.JPG"),
    ("posts/flood.md", "picture", "/%E5%9B%BE/%E5%9B%BE%E4%B8%80.png", "图/图一.png"),
    ("posts/flood.md", "picture", "{static}/images/high.png", "images/high.png"),
    ("posts/flood.md", "picture", "../../../etc/passwd", ""),
    ("posts/flood.md", "picture", "/etc/passwd", ""),
    ("posts/flood.md", "link", "../other.html#x", "other.markdown"),
    ("posts/flood.md", "link", "../other", "other.markdown"),
    ("posts/flood.md", "link", "../bundle/", "bundle/index.md"),
    ("posts/flood.md", "link", "deep/dam.md", "posts/deep/dam.md"),
    ("posts/deep/dam.md", "link", "{filename}../flood.md", "posts/flood.md"),
    ("posts/flood.md", "link", "{filename}/source/_posts/hexo.md", "source/_posts/hexo.md"),
    ("posts/flood.md", "link", "#section", ""),
)  # fmt: skip


@pytest.mark.parametrize(("document", "kind", "written", "path"), FOUND, ids=[f"{one[1]} {one[2]}" for one in FOUND])
def test_a_reference_finds_its_file(document: str, kind: str, written: str, path: str) -> None:
    assert Finder(FILES)(document, Reference(written, 1, kind)) == path  # type: ignore[arg-type]


def site(folder: Path, **files: str | bytes) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    for name, data in files.items():
        put(folder, name, data)
    return folder


def put(folder: Path, name: str, data: str | bytes) -> None:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def page(folder: Path, name: str) -> str:
    return (folder / "public" / "d" / name / "index.html").read_text(encoding="utf-8")


TEXT = """---
title: 河堤加固
slug: dike
date: 2022-07-16
cover: img/dam.png
---
河堤加固工程开工，见图。

![大坝](img/dam.png)

![同一张](img/copy.png)

请看[前一篇](../old/first.md#二-措施)和[附件](report.pdf)，另见[[老文章]]。

![缺](img/none.png)

参见[不在此处](gone.md)。
"""
FIRST = "---\ntitle: 老文章\nslug: first\ndate: 2022-07-15\n---\n# 一、情况\n甲乙丙丁。\n\n## 二、措施\n戊己庚辛。\n"


def test_pictures_and_links_find_their_way(tmp_path: Path) -> None:
    picture = png(31, 7)
    files = {"new/img/dam.png": picture, "new/img/copy.png": picture, "new/report.pdf": b"%PDF-1.4 x"}
    folder = site(tmp_path, **{"new/a.md": TEXT, "old/first.md": FIRST, "unused.png": png(1, 1)}, **files)
    report = build(load(folder), search=False)
    shown = page(folder, "dike")
    copies = sorted((folder / "public" / "assets").iterdir())
    assert [one.suffix for one in copies] == [".pdf", ".png"] or [one.suffix for one in copies] == [".png", ".pdf"]
    name = next(one.name for one in copies if one.suffix == ".png")
    assert (folder / "public" / "assets" / name).read_bytes() == picture
    assert f'<img src="../../assets/{name}" width="31" height="7" alt="大坝"' in shown
    assert 'href="../../d/first/#s2"' in shown
    assert "图缺：缺" in shown
    assert ".pdf" in shown.split("附件</a>")[0].rpartition("href=")[2]
    said = {(one.path, one.line, one.kind) for one in report.problems}
    assert said == {("new/a.md", 15, "asset-missing"), ("new/a.md", 17, "link-dead")}
    assert "dike" in page(folder, "first")  # the link shows on the other side too
    fates = {path: reason for path, _, reason in report.files}
    assert fates["new/img/dam.png"].startswith("published with a document, as assets/")
    assert "published with" not in fates["unused.png"]
    assert "data-target" not in shown.replace("不在此处", "").split("参见")[0]
    markdown = (folder / "public" / "d" / "dike" / "document.md").read_text(encoding="utf-8")
    assert f"](../../assets/{name})" in markdown


def test_a_changed_picture_changes_its_page(tmp_path: Path) -> None:
    folder = site(tmp_path, **{"a.md": "---\nslug: a\ntitle: 甲\n---\n甲乙丙。\n\n![](p.png)\n", "p.png": png(3, 3)})
    build(load(folder), search=False)
    before = page(folder, "a")
    assert build(load(folder), search=False).written == 0
    put(folder, "p.png", png(5, 4, b"new"))
    build(load(folder), search=False)
    after = page(folder, "a")
    assert 'width="5" height="4"' in after
    assert before != after
    assert len(list((folder / "public" / "assets").iterdir())) == 1
    (folder / "content" / "p.png").unlink()
    assert [one.kind for one in build(load(folder), search=False).problems] == ["asset-missing"]
    assert not (folder / "public" / "assets").exists()


def test_nothing_outside_the_folder_is_ever_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(9, 9))
    folder = site(tmp_path / "site")
    names = ("../../secret.png", "../secret.png", quote(str(tmp_path / "secret.png")), "out.png", "far/secret.png")
    put(folder, "a.md", "---\nslug: a\ntitle: 甲\n---\n甲乙丙。\n\n" + "\n\n".join(f"![]({name})" for name in names))
    (folder / "content" / "out.png").symlink_to(tmp_path / "secret.png")
    (folder / "content" / "far").symlink_to(tmp_path)
    report = build(load(folder), search=False)
    assert not (folder / "public" / "assets").exists()
    assert sum(one.kind == "asset-missing" for one in report.problems) == len(names)
    assert {"link-outside"} == {one.kind for one in report.problems} - {"asset-missing"}


def test_what_lies_on_the_site_that_a_page_came_from_is_left_there(tmp_path: Path) -> None:
    text = "---\nslug: a\ntitle: 甲\nlink: https://news.example/2022/x.html\n---\n"
    folder = site(tmp_path, **{"a.md": f"{text}<p>甲乙，<a href='y.html'>续</a>。</p><p><img src='/i/1.jpg'></p>"})
    report = build(load(folder), search=False)
    assert not report.problems
    shown = page(folder, "a")
    assert 'href="https://news.example/2022/y.html"' in shown
    assert 'src="https://news.example/i/1.jpg"' in shown


TAGS = (
    ("{% post_link first '前一篇' %}", "前一篇"),
    ("[前一篇]({% post_url 2022-07-15-first %})", "前一篇"),
    ("[前一篇]({{ site.baseurl }}{% link _posts/2022-07-15-first.md %})", "前一篇"),
    ('[前一篇]({{< ref "2022-07-15-first.md" >}})', "前一篇"),
    ('[**前**一篇]({{% relref "/_posts/2022-07-15-first" %}})', "前一篇"),
    ("[前一篇]({filename}/_posts/2022-07-15-first.md)", "前一篇"),
    ("[前一篇](|filename|2022-07-15-first.md)", "前一篇"),
    ("[前一篇](2022-07-15-first.html)", "前一篇"),
    ("[[2022-07-15-first|前一篇]]", "前一篇"),
    ("![[2022-07-15-first]]", "2022-07-15-first"),
)


def test_every_generators_way_to_another_document(tmp_path: Path) -> None:
    pages = {f"_posts/{n}.md": f"---\nslug: t{n}\ntitle: 甲{n}\n---\n请看{tag}。\n" for n, (tag, _) in enumerate(TAGS)}
    folder = site(tmp_path, **{"_posts/2022-07-15-first.md": FIRST}, **pages)
    assert not build(load(folder), search=False).problems
    dead = [
        tag for n, (tag, label) in enumerate(TAGS) if f'href="../../d/first/">{label}</a>' not in page(folder, f"t{n}")
    ]
    assert not dead


SHOWN = (
    "{% asset_img p.png 说明 %}", "![说明]({% asset_path p.png %})", '{{< figure src="/p.png" title="说明" >}}',
    "![]({{ site.baseurl }}/p.png)", "![]({{ '/p.png' | relative_url }})", "![]({{ \"/p.png\" | absolute_url }})",
    "![]({static}/p.png)", "![]({attach}p.png)", "![[p.png]]", "![[p.png|120]]", "<img src='p.png'>",
    "![](./p.png \"题\")", "[![](p.png)](p.png)",
)  # fmt: skip


def test_every_generators_way_to_a_picture(tmp_path: Path) -> None:
    pages = {f"{n}.md": f"---\nslug: t{n}\ntitle: 甲{n}\n---\n甲乙丙丁。\n\n{tag}\n" for n, tag in enumerate(SHOWN)}
    folder = site(tmp_path, **{"p.png": png(6, 5)}, **pages)
    assert not build(load(folder), search=False).problems
    for number, tag in enumerate(SHOWN):
        shown = page(folder, f"t{number}")
        size = 'width="120"' if "120" in tag else 'width="6" height="5"'
        assert '<img src="../../assets/' in shown, tag
        assert size in shown, tag
