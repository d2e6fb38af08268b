"""Rebuilds when something changes; serves the folder; reloads the browser.

Strategy: behave like GitHub Pages, so that what works here works there (`/x` becomes `/x/`, a missing page is
`404.html`), and listen on this machine alone unless told otherwise. A fault in a document or a template is told in the
terminal and in the browser, and the last good site stays up. An edited document is shown first, as a glance at it alone
tells (`desk.py`); then everything that hangs on it is built behind it, and last, when no more edits come, the search
index. A build that a later edit has overtaken is given up. An open page reloads only if its bytes have changed.

Rules: only GET and HEAD; no path climbs, no link out of the folder is followed, no folder is listed; a request that
names another host is refused, so that a foreign page cannot read the preview through a rebound name.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import mimetypes
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import quote, unquote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import Change, awatch

from builder.build.beside import Beside
from builder.build.desk import Desk
from builder.build.pipeline import build, make_ready, recall
from builder.config import FILE_NAME, load
from builder.model import BuildError

EVENTS = "/.fangzhi/events"
SCRIPT = "/.fangzhi/reload.js"
TAG = f'<script src="{SCRIPT}" data-shown="%s" defer></script></body>'.encode()
GLANCES = 5  # files edited at once that are shown at once
IDLE = 1.0  # seconds without an edit after which the search index is made
NOTHING: Mapping[str, tuple[int, bytes]] = MappingProxyType({})
LONGEST_NAME = 255  # characters; no file system here has longer names
HEARTBEAT = 15.0  # seconds between comments that keep an idle connection open

RELOAD_JS = f"""\
const {{ shown }} = document.currentScript.dataset
const events = new EventSource("{EVENTS}")
events.addEventListener("change", async () => {{
  document.getElementById("fangzhi-fault")?.remove()
  const answer = await fetch(location.href, {{ method: "HEAD", cache: "no-store" }})
  if (answer.headers.get("etag") !== `"${{shown}}"`) location.reload()
}})
events.addEventListener("fault", (event) => {{
  const shown = document.getElementById("fangzhi-fault") ?? document.createElement("pre")
  shown.id = "fangzhi-fault"
  shown.setAttribute("role", "alert")
  shown.textContent = JSON.parse(event.data)
  Object.assign(shown.style, {{
    position: "fixed", inset: "auto 0 0 0", maxHeight: "50vh", overflow: "auto", margin: 0, padding: "1rem",
    background: "#8f1d14", color: "#fff", whiteSpace: "pre-wrap", zIndex: 9999,
  }})
  document.body.append(shown)
}})
"""

Tell = Callable[[str], None]


class Preview:
    """The state of one preview: the settings, the last fault, who listens for news, and what lies over the site: pages
    of edited documents, shown until the build that follows has made them, with all that hangs on them.
    """

    def __init__(self, root: Path, tell: Tell) -> None:
        self.root = root
        self.tell = tell
        self.config = load(root)
        self.fault = ""
        self.listeners: set[asyncio.Queue[tuple[str, str]]] = set()
        self.over: dict[str, tuple[int, bytes]] = {}  # a file of the site → the turn it was edited in, its bytes
        self._turn = 0
        self._desk: Desk | None = None
        self._beside = Beside()
        self._wanted = asyncio.Event()

    def rebuild(self, *, hurry: bool = False) -> bool:
        """Build again with fresh settings, in a `hurry` without the search index; False if a later edit overtook it.

        A fault is kept to be shown; the last good site stays.
        """
        turn = self._turn
        try:
            self.config = load(self.root, output=self.config.output, base_url="")
            report = build(
                self.config, keep_ledger=False, hurry=hurry, laid_out=self._take_desk, progress=self._unless_overtaken
            )
        except _OvertakenError:
            return False
        except BuildError as error:
            self._fail(str(error))
            return turn == self._turn
        except Exception as error:  # whatever it is, the preview must go on
            self._fail(f"{type(error).__name__}: {error}")
            return turn == self._turn
        self.fault = ""
        self.over = {name: (when, data) for name, (when, data) in self.over.items() if when > turn}
        if report.written or report.removed or not hurry:
            for problem in report.problems[:20]:
                self.tell(str(problem))
            said = f"built {report.tally.documents} documents in {report.seconds:.2f} s"
            self.tell(f"{said}, {report.written} files written")
        return True

    def _fail(self, fault: str) -> None:
        if self._wanted.is_set():  # files that change while they are read: the next build is about to begin
            return
        self.fault = fault
        self.tell(fault)

    def _take_desk(self, desk: Desk) -> None:
        self._desk = desk

    def _unless_overtaken(self, _: str) -> None:
        if self._wanted.is_set():
            raise _OvertakenError

    def glance(self, paths: Iterable[Path]) -> str:
        """Lay the pages of edited documents over the site; the address of the first, "" if there are none."""
        self._turn += 1
        desk, first = self._desk, ""
        if not self._beside.alive():
            self._beside = Beside()
        for path in sorted(paths)[:GLANCES]:
            if desk is None or not path.is_relative_to(self.config.content):
                return first
            try:
                seen = desk.glance(PurePosixPath(path.relative_to(self.config.content).as_posix()), self._beside)
            except Exception:  # the build that follows says what is wrong
                return first
            if seen is not None:
                self.over.update({str(file.path): (self._turn, file.data) for file in seen.files})
                first = first or f"/{seen.url}"
        return first

    def close(self) -> None:
        """End the process that prepares documents for glances."""
        self._beside.close()

    def news(self, url: str = "") -> None:
        """Tell every open page that it (or the page at `url`) may have changed, or show the fault."""
        event = ("fault", self.fault) if self.fault and not url else ("change", url)
        for listener in self.listeners:
            listener.put_nowait(event)

    def watched(self) -> tuple[Path, ...]:
        """The places whose changes ask for a build."""
        places = (self.config.content, self.root / "templates", self.root / "static", self.root / FILE_NAME)
        return tuple(place for place in places if place.exists())

    async def watch(self, stop: asyncio.Event) -> None:
        """After each burst of changes show the edited pages at once and ask for a build, until told to stop."""

        def ours(_: Change, path: str) -> bool:
            return not Path(path).is_relative_to(self.config.output)

        async for changes in awatch(*self.watched(), watch_filter=ours, debounce=50, step=10, stop_event=stop):
            url = await run_in_threadpool(self.glance, {Path(path) for kind, path in changes if kind != Change.deleted})
            if url:
                self.news(url)
            self._wanted.set()

    async def work(self) -> None:
        """Build whenever it is asked for: all but the search index, and that when nothing more is asked for."""
        await run_in_threadpool(self._ready)
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            if not await run_in_threadpool(self.rebuild, hurry=True):
                continue
            self.news()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wanted.wait(), IDLE)
                continue
            if not self.fault:
                await run_in_threadpool(self.rebuild)

    def _ready(self) -> None:
        """Have the archive laid out, and all that a glance needs loaded: the first one is as quick as the others. Then
        have ready what the first build would have to do before all others."""
        with contextlib.suppress(Exception):  # else the first edit waits for a build
            self._desk = self._desk or recall(self.config)
            self._desk.warm(self._beside)
        with contextlib.suppress(BuildError):  # another build is running
            make_ready(self.config)


class _OvertakenError(Exception):
    """A later edit has made this build useless."""


def application(preview: Preview, hosts: frozenset[str]) -> Starlette:
    """The preview as an ASGI application that answers requests for `hosts` alone."""

    async def events(request: Request) -> Response:
        if not _asked_for(request, hosts):
            return _refused()
        queue: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        preview.listeners.add(queue)
        if preview.fault:
            queue.put_nowait(("fault", preview.fault))
        headers = {"cache-control": "no-store"}
        return StreamingResponse(_stream(preview, queue), media_type="text/event-stream", headers=headers)

    async def script(request: Request) -> Response:
        return Response(RELOAD_JS, media_type="text/javascript") if _asked_for(request, hosts) else _refused()

    async def page(request: Request) -> Response:
        if not _asked_for(request, hosts):
            return _refused()
        asked = (request.scope["path"], request.url.query, preview.over)
        return await run_in_threadpool(respond, preview.config.output, *asked)

    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watching, working = asyncio.create_task(preview.watch(stop)), asyncio.create_task(preview.work())
        yield
        stop.set()
        for listener in preview.listeners:
            listener.put_nowait(("end", ""))
        await watching
        working.cancel()
        preview.close()

    routes = [Route(EVENTS, events), Route(SCRIPT, script), Route("/{path:path}", page)]
    return Starlette(routes=routes, lifespan=life)


async def _stream(preview: Preview, queue: asyncio.Queue[tuple[str, str]]) -> AsyncIterator[str]:
    try:
        while True:
            try:
                name, text = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if name == "end":
                return
            yield f"event: {name}\ndata: {json.dumps(text)}\n\n"
    finally:
        preview.listeners.discard(queue)


def _asked_for(request: Request, hosts: frozenset[str]) -> bool:
    name = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
    return not hosts or name.strip("[]").lower() in hosts


def _refused() -> Response:
    return Response("This preview answers only under its own name.\n", status_code=421, media_type="text/plain")


def respond(root: Path, path: str, query: str = "", over: Mapping[str, tuple[int, bytes]] = NOTHING) -> Response:
    """What GitHub Pages would answer for `path` (percent-encoded or not) out of the folder `root`; what lies `over` its
    files is answered in their place."""
    parts = [part for part in unquote(path).split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part or len(part) > LONGEST_NAME for part in parts):
        return _missing(root)
    target = root.joinpath(*parts)
    if not _inside(root, target):
        return _missing(root)
    if target.is_dir():
        if not path.endswith("/"):
            return RedirectResponse(quote("/" + "/".join(parts) + "/") + (f"?{query}" if query else ""), 301)
        target = target / "index.html"
    elif path.endswith("/"):
        return _missing(root)
    elif not target.suffix and not target.exists():
        target = target.with_name(target.name + ".html")
    if not (target.is_file() and _inside(root, target)):
        return _missing(root)
    _, data = over.get(target.relative_to(root).as_posix(), (0, None))
    return _file(target, 200, data)


def _inside(root: Path, target: Path) -> bool:
    try:
        return target.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _missing(root: Path) -> Response:
    page = root / "404.html"
    return _file(page, 404) if page.is_file() else Response("not found\n", 404, media_type="text/plain")


def _file(target: Path, status: int, data: bytes | None = None) -> Response:
    try:
        data = target.read_bytes() if data is None else data
    except OSError:  # the folder changed under us: the browser asks again after the reload
        return Response("gone\n", 404, media_type="text/plain")
    kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    name = sha256(data).hexdigest()[:20]
    if kind == "text/html":
        data = (TAG % name.encode()).join(data.rsplit(b"</body>", 1))
    if kind.startswith("text/") or kind in ("application/json", "application/xml"):
        kind += "; charset=utf-8"
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff", "etag": f'"{name}"'}
    return Response(data, status, headers=headers, media_type=kind)


def serve(root: Path, *, host: str, port: int, open_browser: bool, tell: Tell) -> int:
    """Build the site in `root`, then serve it until interrupted. Gives the exit status."""
    sys.setswitchinterval(0.0005)  # a glance must not wait its turn behind a build in the next thread
    preview = Preview(root.resolve(), tell)
    preview.rebuild()
    hosts = frozenset({"localhost", "127.0.0.1", "::1", host}) if host in _LOOPBACK else frozenset()
    settings = uvicorn.Config(
        application(preview, hosts), host=host, port=port, log_level="warning", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(settings)
    threading.Thread(target=_announce, args=(server, host, open_browser, tell), daemon=True).start()
    server.run()
    return 0


_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _announce(server: uvicorn.Server, host: str, open_browser: bool, tell: Tell) -> None:
    """Say where to look, once the socket is open (port 0 is known only then)."""
    pause = threading.Event()
    while not server.started:
        if server.should_exit:
            return
        pause.wait(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    tell(f"The site is at {address} (Ctrl+C ends it)")
    if open_browser:
        webbrowser.open(address)
