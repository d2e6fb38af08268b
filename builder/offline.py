"""The whole site as one zip, to be unpacked and opened from a disk without any server.

Strategy: made of nothing but the published folder, as `verify` reads it. A browser that opens a page from a disk asks
for files and gets no folders, runs no modules and fetches nothing. So the copies of the pages link to `x/index.html`
where the site links to `x/`; all scripts are joined into one plain script; and where search has an index on the site,
here it has the texts themselves in a script that search loads (`pagefind/texts.js`, read by `search-scan.js`).

Rules: what only a host or a crawler needs stays out; the sums are made anew for what is in the zip; names in order and
one time for all, so that the same site gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from builder.model import BuildError, Problem

LEFT_OUT = re.compile(r"(?:.*/)?(?:pagefind/.*|404\.html|opensearch\.xml|robots\.txt|sitemap.*\.xml|\.nojekyll|CNAME)")
OURS = (".fangzhi", "SHA256SUMS")
SUMS = "SHA256SUMS"
SCRIPT = re.compile(r"(?:[^\n]{0,300}/)?static/site\.\w{1,64}\.js")
MODULES = "static/js/"
STARTS = ("search.js", "search-marker.js")  # the modules that pages ask for; what they import follows them
INSTEAD = {"search-engine.js": "search-scan.js"}
MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say

_TAG = re.compile(r"""<(?:a|area|form|link|script|meta)\b(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>(?:</script>\n?)?""")
_ADDRESS = re.compile(r'(\s(?:href|action)=")([^"?#]*)')
_REFRESH = re.compile(r'(\scontent="\d+; url=)([^"?#]*)')
_NOT_OURS = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.I)
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function\*?) +(\w+))", re.M)
_LATER = re.compile(r'\bimport\(new URL\("js/([\w-]+\.js)", import\.meta\.url\)\)')
_MODULE_WORD = re.compile(r"^[ \t]*+(?:import\s*+[^(\s.]|export)\b|\bimport\.meta\b", re.M)
_FRAGMENT = b"pagefind_dcd"  # what Pagefind writes before the JSON of a document


def pack(site: Path) -> Path:
    """Write the published folder `site` into `<site>.zip` beside it and give its path.

    Raises BuildError for a script of the site's own that cannot be made plain, and for what the system refuses.
    """
    made = site.with_name(site.name + ".zip")
    part = made.with_name(made.name + ".part")
    try:
        with ZipFile(part, "w", ZIP_DEFLATED, compresslevel=6) as archive:
            sums = []
            for name, data in files(site):
                archive.writestr(_entry(f"{site.name}/{name}"), data)
                sums.append(f"{sha256(data).hexdigest()}  {name}\n")
            archive.writestr(_entry(f"{site.name}/{SUMS}"), "".join(sums))
        part.replace(made)
    except OSError as error:
        raise BuildError((Problem(str(made), 0, "output", f"could not be written ({error.strerror})"),)) from error
    finally:
        part.unlink(missing_ok=True)
    return made


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the offline copy as (path, bytes), in the order of the paths."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    made = {name: path.read_bytes for name, path in found.items() if not LEFT_OUT.fullmatch(name) and name not in OURS}
    for name in list(made):
        if name.endswith(".html"):
            made[name] = partial(_page, found[name])
        elif SCRIPT.fullmatch(name):
            made[name] = partial(_scripts, found[name], found)
        elif name.startswith(MODULES) and PurePosixPath(name).name.startswith("search"):
            del made[name]  # it is in the joined script
    for name, path in found.items():
        if name.endswith("pagefind/search.json"):
            made[name.removesuffix("search.json") + "texts.js"] = partial(_texts, path)
    for name in sorted(made):
        yield name, made[name]()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, MOMENT)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # Unix, wherever it was made
    entry.external_attr = 0o644 << 16
    return entry


def _page(path: Path) -> bytes:
    return plain(path.read_text(encoding="utf-8")).encode()


def plain(page: str) -> str:
    """A page as a disk needs it: links to files, no modules, nothing that is fetched by itself.

    >>> plain('<a href="../d/x/#p1">甲</a> <a href="https://a.example/">乙</a> <form action="../search/">')
    '<a href="../d/x/index.html#p1">甲</a> <a href="https://a.example/">乙</a> <form action="../search/index.html">'
    """
    return _TAG.sub(lambda tag: _tag(tag[0]), page)


def _tag(tag: str) -> str:
    if tag.startswith("<script"):
        if 'type="module"' not in tag:
            return tag
        return tag.replace('type="module"', "defer") if SCRIPT.search(tag) else ""
    if tag.startswith("<link") and re.search(r'\srel="(?:manifest|search)"', tag):
        return ""
    if tag.startswith("<meta"):
        tag = tag.replace("'self'", "'self' file:") if "Content-Security-Policy" in tag else tag
        return _REFRESH.sub(lambda found: found[1] + _to_file(found[2]), tag)
    return _ADDRESS.sub(lambda found: found[1] + _to_file(found[2]), tag)


def _to_file(address: str) -> str:
    """An address of the site as that of a file.

    >>> [_to_file(one) for one in ("", "./", "..", "../d/x/", "a/b.txt", "mailto:a@b.example", "//host/")]
    ['', './index.html', '../index.html', '../d/x/index.html', 'a/b.txt', 'mailto:a@b.example', '//host/']
    """
    if not address or _NOT_OURS.match(address):
        return address
    last = address.rpartition("/")[2]
    return f"{address}/index.html" if last in (".", "..") else address if last else f"{address}index.html"


def _scripts(path: Path, found: dict[str, Path]) -> bytes:
    """The pages' own script with every module that they or it would fetch, as one that needs no modules."""
    ordered: dict[str, str] = {}
    for start in STARTS:
        if MODULES + start in found:
            _gather(start, found, ordered)
    parts = ["(() => {", "const modules = {};"]
    for name, text in ordered.items():
        names = ", ".join(_EXPORT.findall(text))
        text = _EXPORT.sub("", _IMPORT.sub(_taken, text))
        parts.append(f'modules["{name}"] = (() => {{\n{_sound(text, MODULES + name)}\nreturn {{ {names} }};\n}})();')
    own = _LATER.sub(r'Promise.resolve(modules["\1"])', path.read_text(encoding="utf-8"))
    parts += [_sound(own, "static/js"), "})();\n"]
    return "\n".join(parts).encode()


def _gather(name: str, found: dict[str, Path], ordered: dict[str, str]) -> None:
    """Put the module `name` behind everything that it imports."""
    if name in ordered or MODULES + name not in found:
        return
    text = found[MODULES + name].read_text(encoding="utf-8")
    if name not in INSTEAD.values():
        text = _IMPORT.sub(lambda line: line[0].replace(f"./{line[2]}", f"./{INSTEAD.get(line[2], line[2])}"), text)
    for _, other in _IMPORT.findall(text):
        _gather(other, found, ordered)
    ordered[name] = text


def _taken(line: re.Match[str]) -> str:
    return f'const {{{line[1].replace(" as ", ": ")}}} = modules["{line[2]}"];\n'


def _sound(text: str, name: str) -> str:
    """The text of a script, if nothing in it still needs a module."""
    left = _MODULE_WORD.search(text)
    if left:
        line = text.count("\n", 0, left.start()) + 1
        message = 'only `import { … } from "./….js"` and exported names can be put into a zip'
        raise BuildError((Problem(name, line, "script", message, left[0].strip()),))
    return text


def _texts(listing: Path) -> bytes:
    """What search looks through, as a script: each shard with its columns and its documents."""
    folder = listing.parent
    shards = []
    for shard in json.loads(listing.read_bytes())["shards"]:
        documents = {}
        for path in (folder / shard["path"] / "fragment").iterdir():
            value = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_FRAGMENT))
            number = int(path.name.removeprefix(f"{shard['name']}.").partition(".")[0])
            documents[number] = {"raw_url": _to_file(value["url"]), "content": value["content"], "meta": value["meta"]}
        columns = {name: json.loads((folder / shard[name]).read_bytes()) for name in ("core", "names")}
        kept = {name: shard[name] for name in ("name", "path", "count", "years")}
        shards.append(kept | {"columns": columns, "documents": [documents[number] for number in sorted(documents)]})
    data = json.dumps(shards, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.FANGZHI_TEXTS={data};\n".encode("utf-8", "replace")
