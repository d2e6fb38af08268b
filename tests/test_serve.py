"""The preview answers as GitHub Pages would, to its own name alone, and outlives every fault."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from builder.serve import respond


@pytest.fixture
def public(tmp_path: Path) -> Path:
    out = tmp_path / "public"
    (out / "d" / "abc").mkdir(parents=True)
    (out / "index.html").write_text("<body>home</body>")
    (out / "404.html").write_text("<body>lost</body>")
    (out / "d" / "abc" / "index.html").write_text("<body>one</body>")
    (out / "about.html").write_text("<body>about</body>")
    (out / "人物").mkdir()
    (out / "人物" / "index.html").write_text("<body>people</body>")
    (tmp_path / "secret.txt").write_text("secret")
    (out / "out.txt").symlink_to(tmp_path / "secret.txt")
    (out / ".fangzhi").write_text("mark")
    return out


@pytest.mark.parametrize(
    ("path", "status", "wanted"),
    [
        ("/", 200, b"home"),
        ("/d/abc/", 200, b"one"),
        ("/d/abc", 301, b""),
        ("/about", 200, b"about"),
        ("/%E4%BA%BA%E7%89%A9/", 200, b"people"),
        ("/d/", 404, b"lost"),
        ("/nothing", 404, b"lost"),
        ("/about.html/", 404, b"lost"),
        ("/../secret.txt", 404, b"lost"),
        ("/%2e%2e/secret.txt", 404, b"lost"),
        ("/d/..%5c..%5csecret.txt", 404, b"lost"),
        ("/out.txt", 404, b"lost"),
        ("/.fangzhi", 404, b"lost"),
        ("/a%00b", 404, b"lost"),
        ("/" + "x" * 5000, 404, b"lost"),
    ],
)
def test_it_answers_as_pages_would(public: Path, path: str, status: int, wanted: bytes) -> None:
    answer = respond(public, path)
    assert answer.status_code == status
    assert wanted in answer.body


def test_a_redirect_keeps_the_query_and_encodes_the_name(public: Path) -> None:
    assert respond(public, "/人物", "q=1").headers["location"] == "/%E4%BA%BA%E7%89%A9/?q=1"


SITE = """[site]
title = "试"
"""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A real `fangzhi serve` on a free port over a small site; its folder and its address."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(
        "---\ntitle: 甲\ndate: 2020-01-01\n---\n\n第一段文字。\n", encoding="utf-8"
    )
    (tmp_path / "site.toml").write_text(SITE, encoding="utf-8")
    command = [sys.executable, "-m", "builder", "serve", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                    yield tmp_path, found[0]
                    break
            else:
                pytest.fail("the preview never said where it is")
        finally:
            process.terminate()
            process.wait(20)


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def wait_for(events: Iterator[str], name: str) -> str:
    """The data of the next event called `name`."""
    for line in events:
        if line.strip() == f"event: {name}":
            return json.loads(next(events).removeprefix("data: "))
    raise AssertionError(f"the stream ended without {name}")


def listening(address: str) -> Iterator[str]:
    connection = HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=30)
    connection.request("GET", "/.fangzhi/events")
    stream = (line.decode() for line in connection.getresponse())
    time.sleep(1.0)  # the watcher takes a moment to settle, the desk a moment to be laid out
    return stream


def test_an_edited_page_comes_first_then_all_that_hangs_on_it(preview: tuple[Path, str]) -> None:
    folder, address = preview
    assert "/.fangzhi/reload.js" in get(address)
    stream = listening(address)
    path = folder / "content" / "a.md"
    for turn, (old, new) in enumerate(("甲乙", "乙丙", "丙丁")):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        url = wait_for(stream, "change")
        assert url.startswith("/d/"), turn  # the page alone …
        assert new in get(address + url[1:])
        assert wait_for(stream, "change") == ""  # … and then the rest
        assert new in get(address)


def test_search_comes_last(preview: tuple[Path, str]) -> None:
    folder, address = preview
    stream = listening(address)
    listed = folder / "public" / "pagefind" / "search.json"
    before = listed.read_bytes()
    path = folder / "content" / "a.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n补记。\n", encoding="utf-8")
    assert wait_for(stream, "change")
    assert wait_for(stream, "change") == ""
    assert listed.read_bytes() == before
    assert any(time.sleep(0.1) or listed.read_bytes() != before for _ in range(200))


def test_a_fault_leaves_the_last_good_site_up(preview: tuple[Path, str]) -> None:
    folder, address = preview
    stream = listening(address)
    (folder / "site.toml").write_text(SITE + "colour = 'red'\n", encoding="utf-8")
    assert "unknown key 'colour'" in wait_for(stream, "fault")
    assert "甲" in get(address)
    (folder / "site.toml").write_text(SITE, encoding="utf-8")
    assert wait_for(stream, "change") == ""


def test_a_request_under_another_name_is_refused(preview: tuple[Path, str]) -> None:
    request = urllib.request.Request(preview[1], headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=10)
    assert caught.value.code == 421


def test_slow_and_broken_clients_stop_nobody(preview: tuple[Path, str]) -> None:
    address = preview[1]
    place = ("127.0.0.1", int(address.rpartition(":")[2].rstrip("/")))
    with contextlib.ExitStack() as open_ones:
        for sent in (b"GET / HTTP/1.1\r\nHost: loc", b"", b"GET /" + b"x" * 100_000, b"\x16\x03\x01\x00\xff" * 20):
            client = open_ones.enter_context(socket.create_connection(place, timeout=10))  # never sends the rest
            client.sendall(sent)
        for _ in range(5):  # asks, and is gone before the answer comes
            with socket.create_connection(place, timeout=10) as client:
                client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        assert "甲" in get(address)
