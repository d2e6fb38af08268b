"""The search index: Pagefind, fed with pages of our own cut.

Strategy: Pagefind does not cut Chinese, so it is given text that is already cut (`tokens`), one tiny page a document
under `lang="und"`, and only keeps what it is good at: chunks of index that a browser fetches as it needs them. Three
things of its output are then made ours:

    fragments   one per document, holding what a result shows: the text as printed instead of the tokens
    names       a fragment is called `shard.place.digest`, so that a hit says which document it is before anything of it
                is loaded
    the rest    Pagefind's stock interfaces are left out, and its settings file is written in one order

Filters and dates are not Pagefind's (its filter files differ from run to run): they stand in `facets`. A shard whose
texts are as they were is taken from `folder`, where each shard is kept as one file; a damaged one is made again.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

import pagefind_bin

from builder.index.as_json import as_json
from builder.index.facets import columns, manifest, named, shown
from builder.index.folding import fold
from builder.index.searchable import searchable
from builder.index.shards import Shard, shards
from builder.index.tokens import END, letters, pairs
from builder.model import Archive, Body, BuildError, Config, Entry, File, Kept, Problem, sort_key

FOLDER = PurePosixPath("pagefind")
MAGIC = b"pagefind_dcd"
ENGINE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
# The size of an index chunk, in Pagefind's own measure: about 12 kB as a file. Its usual 20,000 would make a reader
# fetch twice as much for a query of a few pairs.
CHUNK = 8000
SERVES = 50_000  # documents up to which a browser searches well; a rare word asks all shards, one for each 2,500
EDITION = b"1"  # of what this module makes; a new one makes every kept shard again


def search(archive: Archive, config: Config, bodies: Callable[[str], Body], folder: Path) -> Iterator[File]:
    """Index every document of `archive`; `folder` is scratch space, worth keeping from build to build.

    Raises BuildError when Pagefind does not run.
    """
    said: list[dict[str, object]] = []
    made = shards(archive)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.zip"):
        if old.stem not in {shard.name for shard in made}:
            old.unlink()
    for shard in made:
        entries = [archive.entries[place] for place in shard.places]
        texts = [searchable(entry.document, bodies(entry.document.key)) for entry in entries]
        kept, key = folder / f"{shard.name}.zip", _key(shard, entries, texts)
        found = _kept(kept, key)
        if found is None:
            found = list(_made(shard, entries, texts, folder / "work"))
            _keep(found, kept, key)
        about, *files = found
        said.append(json.loads(about.data))
        yield from files
    yield manifest(said)


def kept(standing: Iterable[str], tree: str) -> Iterator[Kept]:
    """The index of a `tree` ("" at the root, else its folder) as it stands in the output folder, whatever has changed
    since. `standing`: the names of all files there.
    """
    below = f"{tree / FOLDER}/"
    return (Kept(name) for name in standing if name.startswith(below))


def crowded(archive: Archive) -> tuple[Problem, ...]:
    """What is to be said of an archive that is too large to be searched well in a browser."""
    count = len(archive.entries)
    if count <= SERVES:
        return ()
    said = (
        f"{count} documents are more than search in a browser serves well ({SERVES}): a rare word is slow to be found"
    )
    return (Problem("site.toml", 0, "search", f"{said}; divide the archive, or build with --no-search"),)


def _made(shard: Shard, entries: Sequence[Entry], texts: Sequence[str], folder: Path) -> Iterator[File]:
    """What the manifest says of the shard, then its files: Pagefind is run over its texts, and its output made ours."""
    rows = [letters(fold(text)) for text in texts]
    about, files = columns(shard, entries, [(row.find(END), len(row)) for row in rows])
    yield File(PurePosixPath("about.json"), as_json(about))
    yield from files
    shutil.rmtree(folder, ignore_errors=True)
    pages, bundle = folder / "pages", folder / "bundle"
    pages.mkdir(parents=True)
    for number, row in enumerate(rows):
        page = f'<html lang="und"><body><p>{pairs(row)}</p></body></html>'
        (pages / f"{number}.html").write_text(page, encoding="utf-8")
    _run(pages, bundle)
    home = FOLDER / shard.path
    names: dict[bytes, bytes] = {}
    for path in sorted((bundle / "fragment").iterdir()):
        fragment = json.loads(_opened(path.read_bytes()))
        number = int(PurePosixPath(fragment["url"]).stem)
        value = {"url": entries[number].url, "content": texts[number], "meta": shown(entries[number]), "anchors": []}
        data = as_json(fragment | value)
        name = f"{shard.name}.{number}.{sha256(data).hexdigest()[:4]}"
        names[path.stem.encode()] = name.encode()
        yield File(home / "fragment" / f"{name}.pf_fragment", _packed(data))
    yield from _rest(bundle, home, names)
    shutil.rmtree(folder)


def _rest(bundle: Path, home: PurePosixPath, names: dict[bytes, bytes]) -> Iterator[File]:
    for path in sorted((bundle / "index").iterdir()):
        yield File(home / "index" / path.name, path.read_bytes())
    for name in ENGINE if home == FOLDER else ():
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
    command = [pagefind_bin.get_executable(), "--site", str(pages), "--output-path", str(bundle)]
    command += ["--silent", "--keep-index-url"]
    small = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK)}
    try:
        done = subprocess.run(command, env=small, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise _failed(f"does not start ({error.strerror}: {command[0]}); install pagefind-bin again") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-500:]
        raise _failed(f"ended with {done.returncode}; see what it says, and that there is memory and room: {said}")


def _failed(message: str) -> BuildError:
    way_out = "The site before this build still stands; `fangzhi build --no-search` builds it without search"
    return BuildError((Problem("site.toml", 0, "search", f"Pagefind {message}. {way_out}"),))


def _key(shard: Shard, entries: Sequence[Entry], texts: Sequence[str]) -> bytes:
    """What names the content of a shard: equal keys, equal files."""
    digest = sha256(b"\0".join((EDITION, version("pagefind-bin").encode(), shard.name.encode(), shard.path.encode())))
    for entry, text in zip(entries, texts, strict=True):
        digest.update(as_json((entry.url, text, shown(entry), sort_key(entry.date), named(entry))))
    return digest.hexdigest().encode()


def _keep(files: Sequence[File], path: Path, key: bytes) -> None:
    """Put a shard's files into one archive; only when it is whole does it take its name."""
    part = path.with_suffix(".part")
    with ZipFile(part, "w") as kept:
        kept.comment = key
        for file in files:
            kept.writestr(ZipInfo(str(file.path)), file.data)
    part.replace(path)


def _kept(path: Path, key: bytes) -> list[File] | None:
    """The files of a shard that was kept under this key, None where there is none or it is damaged."""
    with suppress(OSError, BadZipFile, EOFError, ValueError, NotImplementedError), ZipFile(path) as kept:
        if kept.comment == key:
            return [File(PurePosixPath(info.filename), kept.read(info)) for info in kept.infolist()]
    return None
