"""The search index: Pagefind, fed with pages of our own cut.

Strategy: Pagefind does not cut Chinese, so it is given text that is already cut (`tokens`), one tiny page a document
under `lang="und"`, and only keeps what it is good at: chunks of index that a browser fetches as it needs them. Three
things of its output are then made ours:

    fragments   one per document, holding what a result shows: the text as printed instead of the tokens
    names       a fragment is called `place.digest`, so that a hit says which document it is before anything is loaded
    the rest    Pagefind's stock interfaces are left out, and its settings file is written in one order

Filters and dates are not Pagefind's (its filter files differ from run to run): they stand in `facets`.
"""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable, Generator, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pagefind_bin

from builder.index.as_json import as_json
from builder.index.facets import columns, manifest, shown
from builder.index.folding import fold
from builder.index.searchable import searchable
from builder.index.shards import Shard, shards
from builder.index.tokens import END, letters, pairs
from builder.model import Archive, Body, BuildError, Config, File, Problem

FOLDER = PurePosixPath("pagefind")
MAGIC = b"pagefind_dcd"
ENGINE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")


def search(archive: Archive, config: Config, bodies: Callable[[str], Body], folder: Path) -> Iterator[File]:
    """Index every document of `archive`; `folder` is scratch space. Raises BuildError when Pagefind does not run."""
    said: list[dict[str, object]] = []
    for shard in shards(archive):
        lengths = yield from _shard(shard, archive, bodies, folder / shard.name)
        about, files = columns(shard, archive, lengths)
        yield from files
        said.append(about)
    yield manifest(said)


def _shard(
    shard: Shard, archive: Archive, bodies: Callable[[str], Body], folder: Path
) -> Generator[File, None, list[tuple[int, int]]]:
    """The files of one index; returned are the lengths of each document's title and text."""
    pages, bundle = folder / "pages", folder / "bundle"
    pages.mkdir(parents=True)
    texts: list[str] = []
    lengths: list[tuple[int, int]] = []
    for number, place in enumerate(shard.places):
        document = archive.entries[place].document
        texts.append(searchable(document, bodies(document.key)))
        row = letters(fold(texts[-1]))
        lengths.append((row.find(END), len(row)))
        page = f'<html lang="und"><body><p>{pairs(row)}</p></body></html>'
        (pages / f"{number}.html").write_text(page, encoding="utf-8")
    _run(pages, bundle)
    home = FOLDER / shard.path
    names: dict[bytes, bytes] = {}
    for path in sorted((bundle / "fragment").iterdir()):
        fragment = json.loads(_opened(path.read_bytes()))
        number = int(PurePosixPath(fragment["url"]).stem)
        entry = archive.entries[shard.places[number]]
        value = {"url": entry.url, "content": texts[number], "meta": shown(entry), "anchors": []}
        data = as_json(fragment | value)
        name = f"{shard.name}.{number}.{sha256(data).hexdigest()[:6]}"
        names[path.stem.encode()] = name.encode()
        yield File(home / "fragment" / f"{name}.pf_fragment", _packed(data))
    yield from _rest(bundle, home, names)
    return lengths


def _rest(bundle: Path, home: PurePosixPath, names: dict[bytes, bytes]) -> Iterator[File]:
    for path in sorted((bundle / "index").iterdir()):
        yield File(home / "index" / path.name, path.read_bytes())
    for name in () if home != FOLDER else ENGINE:
        yield File(home / name, (bundle / name).read_bytes())
    settings = json.loads((bundle / "pagefind-entry.json").read_bytes())
    language = settings["languages"]["und"]
    meta = _opened((bundle / f"pagefind.{language['hash']}.pf_meta").read_bytes())
    for old, new in names.items():
        meta = meta.replace(_string(old), _string(new), 1)
    language["hash"] = "und_" + sha256(meta).hexdigest()[:10]
    yield File(home / f"pagefind.{language['hash']}.pf_meta", _packed(meta))
    yield File(home / "pagefind-entry.json", as_json(settings))


def _string(text: bytes) -> bytes:
    """A short text as CBOR writes it (RFC 8949): one byte that says text and length, then the text."""
    assert len(text) < 24
    return bytes([0x60 + len(text)]) + text


def _opened(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(MAGIC)


def _packed(data: bytes) -> bytes:
    return gzip.compress(MAGIC + data, mtime=0)


def _run(pages: Path, bundle: Path) -> None:
    command = [pagefind_bin.get_executable(), "--site", str(pages), "--output-path", str(bundle), "--silent"]
    command += ["--keep-index-url"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise BuildError((Problem("site.toml", 0, "search", f"Pagefind does not start: {error}"),)) from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-500:]
        raise BuildError((Problem("site.toml", 0, "search", f"Pagefind failed ({done.returncode}): {said}"),))
