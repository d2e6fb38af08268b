"""Where the theme's files lie, and what becomes of its CSS and JavaScript.

Strategy: the built-in theme is the repository's own `templates/` and `static/`, or `builder/theme/` in an installed
wheel; a site's own files win file by file, by name. Every request costs a reader time, so all of `static/css/` becomes
one `static/site.<hash>.css` and the small custom elements of `static/js/` one `static/site.<hash>.js`: named by their
content, they may be kept for ever. Files called `search…`, `sw…` or in subfolders are copied as they are.

Rules: `_layers.css` comes first, `print.css` last, the rest by name; comments and needless blanks go, nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from builder.model import Config, File, Theme

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_BLANKS = re.compile(
    r"""("[^"\n]*"|'[^'\n]*')|\s*([{};,>])\s*|(:)\s+|\s(\+)\s(?=[^;{}]{0,400}\{)|(?<=[\s,(:])0(?=\.\d)|\s+"""
)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n+", re.M)
_JOINED_SCRIPTS = re.compile(r"(?!search|theme\.js)[\w-]+\.js\Z")

FAVICON = "favicon.svg"


@dataclass(frozen=True, slots=True)
class Assets:
    """The addresses of the joined files, relative to the site's root, and their bytes."""

    css: str
    js: str
    theme: str
    files: tuple[File, ...]


def built_in() -> Path:
    """The folder that holds the built-in `templates/` and `static/`."""
    here = Path(__file__).resolve().parent.parent
    packaged = here / "theme"
    return packaged if packaged.is_dir() else here.parent


def template_folders(config: Config) -> tuple[Path, ...]:
    """Where templates are looked for, the site's own first."""
    return tuple(dict.fromkeys((config.root / "templates", built_in() / "templates")))


def static_files(config: Config) -> dict[str, Path]:
    """Every static file by its name below `static/`; a site's own file stands in the place of the built-in one."""
    found: dict[str, Path] = {}
    for folder in (built_in() / "static", config.root / "static"):
        if not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                found[name] = path
    return found


def assets(config: Config) -> Assets:
    """The static files of the site, joined and named by their content; read again only when one has changed."""
    found = static_files(config)
    seen = [(path, path.stat()) for path in found.values()]
    return _assets(config, tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in seen))


@lru_cache(maxsize=4)
def _assets(config: Config, state: tuple[tuple[str, int, int], ...]) -> Assets:
    """`state` is there to be compared: a preview lives long, and its files change."""
    found = static_files(config)
    sheets = sorted((name for name in found if re.fullmatch(r"css/[^/]+\.css", name)), key=_sheet_order)
    scripts = sorted(n for n in found if n.startswith("js/") and _JOINED_SCRIPTS.match(n[3:]))
    css = "\n".join((*(squeeze_css(_text(found[name])) for name in sheets), settings_css(config.theme)))
    js = "\n".join(_LINE_COMMENT.sub("", _text(found[name])).strip() for name in scripts)
    theme = _LINE_COMMENT.sub("", _text(found["js/theme.js"])).strip() if "js/theme.js" in found else ""
    named = tuple(
        (f"static/{stem}.{_digest(text)}.{ending}", text)
        for stem, ending, text in (("site", "css", css), ("site", "js", js), ("theme", "js", theme))
    )
    joined = {*sheets, *scripts, "js/theme.js"}
    files = [File(PurePosixPath(name), text.encode()) for name, text in named]
    for name, path in sorted(found.items()):
        if name == FAVICON:
            files.append(File(PurePosixPath(FAVICON), path.read_bytes()))
        elif name not in joined:
            files.append(File(PurePosixPath("static", name), path.read_bytes()))
    files.append(File(PurePosixPath("static/site.webmanifest"), manifest(config)))
    return Assets(named[0][0], named[1][0], named[2][0], tuple(files))


def up(config: Config) -> str:
    """The way from a tree's root to the site's, where static files and data stand: "" for the tree at the root."""
    return "../" * config.folder.count("/")


def fingerprint(config: Config) -> bytes:
    """A digest of every template and static file as they lie on the disk now: what pages owe to the theme."""
    whole = blake2b(digest_size=16)
    for folder in template_folders(config):
        for path in sorted(folder.glob("**/*")) if folder.is_dir() else ():
            if path.is_file():
                whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for file in assets(config).files:
        whole.update(str(file.path).encode() + b"\0" + file.data)
    return whole.digest()


def static(config: Config) -> Iterator[File]:
    """Every file of the site that is no page: style, scripts, the mark, the manifest, and the site's own."""
    yield from assets(config).files


def squeeze_css(text: str) -> str:
    """CSS without its comments and needless blanks; what stands in quotes is left alone.

    >>> squeeze_css("@media (width) { a { /* why */\\n  color: red !important;\\n  content: 'a : b';\\n} }\\n")
    "@media(width){a{color:red!important;content:'a : b'}}"
    >>> squeeze_css("a + b { /* why */\\n  width: calc(1em + 2px);\\n  content: 'a : b';\\n}\\n")
    "a+b{width:calc(1em + 2px);content:'a : b'}"
    """
    squeezed = _BLANKS.sub(
        lambda found: found[1] or found[2] or found[3] or found[4] or (" " if found[0].isspace() else ""),
        _COMMENT.sub("", text),
    )
    return squeezed.replace(";}", "}").replace("@media (", "@media(").replace(" !important", "!important").strip()


def settings_css(theme: Theme) -> str:
    """What `[theme]` in `site.toml` changes, as assignments to the theme's own properties.

    >>> settings_css(Theme(width=40, indent=False))
    ':root{--measure:40em;--indent:0}'
    >>> settings_css(Theme())
    ''
    """
    said = {
        "--seal": theme.accent,
        "--body-face": "var(--hei)" if theme.face == "sans" else "",
        "--measure": f"{theme.width}em" if theme.width != Theme().width else "",
        "--indent": "" if theme.indent else "0",
    }
    text = ";".join(f"{name}:{value}" for name, value in said.items() if value)
    return f":root{{{text}}}" if text else ""


def manifest(config: Config) -> bytes:
    """The web app manifest, so that a phone shows the archive's name and mark."""
    return json.dumps(
        {
            "name": config.title,
            "short_name": config.title[:12],
            "lang": config.language,
            "start_url": "../",
            "scope": "../",
            "display": "minimal-ui",
            "icons": [{"src": f"../{FAVICON}", "sizes": "any", "type": "image/svg+xml"}],
        },
        ensure_ascii=False,
        sort_keys=True,
    ).encode()


def _sheet_order(name: str) -> tuple[int, str]:
    stem = name.removeprefix("css/").removesuffix(".css")
    return ({"_layers": 0, "print": 2}.get(stem, 1), stem)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=5).hexdigest()
