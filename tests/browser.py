"""A folder served as GitHub Pages serves it, and a real Chromium to look at it.

    with served(folder, base="/repo/") as address, chromium() as browser: …

The server answers `/x/` with `x/index.html`, `/x` with a redirect to `/x/`, anything unknown with `404.html` and status
404, and knows nothing outside of `base`. It sends the site's own Content-Security-Policy with every answer and gzips
what GitHub Pages gzips; `Served.sent` counts the bytes on the wire.
"""

from __future__ import annotations

import gzip
import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import HOW, find

CSP = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: http: https:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
)
ZIPPED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".jsonl", ".webmanifest")
TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    folder: Path
    base: str
    csp: str
    log: list[tuple[str, int, int]]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 – the name is the base class's
        pass

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        base, folder = self.server.base, self.server.folder
        if not path.startswith(base):
            return self._send(404, b"not this site", ".txt")
        target = folder / path[len(base) :]
        if ".." in target.parts:
            return self._send(404, b"", ".txt")
        if target.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        if path.endswith("/"):
            target = target / "index.html"
        if target.is_file():
            return self._send(200, target.read_bytes(), target.suffix)
        missing = folder / "404.html"
        return self._send(404, missing.read_bytes() if missing.is_file() else b"not found", ".html")

    def _send(self, status: int, body: bytes, suffix: str) -> None:
        zipped = suffix in ZIPPED and "gzip" in self.headers.get("Accept-Encoding", "")
        if zipped:
            body = gzip.compress(body, 6, mtime=0)
        self.send_response(status)
        self.send_header(
            "Content-Type", TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        )
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        if self.server.csp:
            self.send_header("Content-Security-Policy", self.server.csp)
        self.end_headers()
        self.wfile.write(body)
        self.server.log.append((self.path, status, len(body)))


class Served(str):
    """The address of the site's root; `log` holds (path, status, bytes of the body on the wire) of every answer."""

    log: list[tuple[str, int, int]]

    @property
    def sent(self) -> int:
        return sum(size for _, _, size in self.log)


@contextmanager
def served(folder: Path, base: str = "/", csp: str = CSP) -> Iterator[Served]:
    """Serve `folder` on loopback while the block runs."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.folder, server.base, server.csp, server.log = folder, base, csp, []
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        address = Served(f"http://127.0.0.1:{server.server_port}{base}")
        address.log = server.log
        yield address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def chromium(*switches: str) -> Iterator[Browser]:
    """A headless Chromium; without one the test is left out, and under CI it fails."""
    path = find()
    if not path:
        if os.environ.get("CI"):
            pytest.fail(HOW)
        pytest.skip(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", *switches]
        )
        try:
            yield browser
        finally:
            browser.close()
