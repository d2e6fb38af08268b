"""The tools we measure ourselves against, each with an idiomatic site of the same pages.

A page for each document, tag pages, an index in pages of fifty, a feed and a sitemap where the tool makes one by
itself. Each is installed into a folder of its own below `build/bench/`, from its registry, and never into the project.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "bench"


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: how it is installed, how a site is laid out for it, and the command that builds it in that folder."""

    name: str
    install: Callable[[], None]
    lay_out: Callable[[Path], None]
    content: str
    command: tuple[str, ...]
    leavings: tuple[str, ...]  # what a cold build must not find


def _venv(name: str, *packages: str) -> None:
    folder = HOME / "tools" / name
    if not (folder / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages], check=True)


def _tool(name: str, command: str) -> str:
    return str(HOME / "tools" / name / "bin" / command)


def _put(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _npm() -> None:
    folder = HOME / "tools" / "eleventy"
    if not (folder / "node_modules").is_dir():
        _put(folder, {"package.json": '{"name": "bench", "private": true, "type": "module"}\n'})
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError("npm is not installed")
        packages = ("@11ty/eleventy@3", "@11ty/eleventy-plugin-rss@2")
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", *packages], cwd=folder, check=True)


def _ours(folder: Path) -> None:
    _put(folder, {"site.toml": '[site]\ntitle = "测量"\nbase_url = "https://example.org/"\n'})


BASE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>
<body><header><a href="/">测量</a></header><main>{main}</main></body></html>
"""


def _hugo(folder: Path) -> None:
    base = BASE.format(title="{{ .Title }}", main='{{ block "main" . }}{{ end }}')
    single = (
        '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }} {{ .Params.author }}</p>'
        '<ul>{{ range .Params.tags }}<li><a href="{{ print "/tags/" . | relURL }}">{{ . }}</a></li>{{ end }}</ul>'
        "{{ .Content }}<h2>相关</h2><ul>{{ range first 6 (site.RegularPages.Related .) }}"
        '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
        '{{ with .Prev }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
        '{{ with .Next }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}'
    )
    listing = (
        '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li>'
        '<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }} {{ .Summary }}</li>'
        '{{ end }}</ul>{{ template "_internal/pagination.html" . }}{{ end }}'
    )
    _put(
        folder,
        {
            "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "测量"\nhasCJKLanguage = true\n'
            "[pagination]\npagerSize = 50\n",
            "layouts/_default/baseof.html": base,
            "layouts/_default/single.html": single,
            "layouts/_default/list.html": listing,
        },
    )


def _pelican(folder: Path) -> None:
    _put(
        folder,
        {
            "pelicanconf.py": 'SITENAME = "测量"\nSITEURL = "https://example.org"\nPATH = "content"\nTIMEZONE = "UTC"\n'
            'DEFAULT_LANG = "zh"\nTHEME = "simple"\nDEFAULT_PAGINATION = 50\nFEED_ALL_ATOM = "feed.xml"\n'
            'CATEGORY_FEED_ATOM = None\nAUTHOR_FEED_ATOM = None\nLOG_LEVEL = "ERROR"\n'
            'DIRECT_TEMPLATES = ["index", "tags", "categories", "archives"]\n'
        },
    )


def _eleventy(folder: Path) -> None:
    page = BASE.format(title="{{ title }}", main="{{ content | safe }}")
    _put(
        folder,
        {
            "eleventy.config.js": """import { feedPlugin } from "@11ty/eleventy-plugin-rss"
export default function (config) {
  config.addPlugin(feedPlugin, { type: "atom", outputPath: "/feed.xml", collection: { name: "doc", limit: 20 },
    metadata: { language: "zh", title: "测量", base: "https://example.org/", author: { name: "x" } } })
  config.addCollection("doc", (api) => api.getFilteredByGlob("content/**/*.md"))
  config.addCollection("tagList", (api) => [...new Set(api.getAll().flatMap((item) => item.data.tags ?? []))].sort())
  return { dir: { input: "content", includes: "../_includes", output: "_site" } }
}
""",
            "content/content.11tydata.json": '{"layout": "page.njk"}\n',
            "_includes/page.njk": page,
            "content/index.njk": "---\npagination: {data: collections.doc, size: 50}\n"
            'permalink: "{% if pagination.pageNumber %}/{{ pagination.pageNumber + 1 }}{% endif %}/index.html"\n---\n'
            "<ul>{% for d in pagination.items %}"
            '<li><a href="{{ d.url }}">{{ d.data.title }}</a></li>{% endfor %}</ul>\n',
            "content/tags.njk": "---\npagination: {data: collections.tagList, size: 1, alias: tag}\n"
            'permalink: "/tags/{{ tag }}/"\n---\n<h1>{{ tag }}</h1><ul>{% for d in collections[tag] %}'
            '<li><a href="{{ d.url }}">{{ d.data.title }}</a></li>{% endfor %}</ul>\n',
            "package.json": '{"private": true, "type": "module"}\n',
        },
    )
    modules = folder / "node_modules"
    if not modules.exists():
        modules.symlink_to(HOME / "tools" / "eleventy" / "node_modules")


OURS = Peer(
    "fangzhi",
    lambda: None,
    _ours,
    "content",
    (sys.executable, "-m", "builder", "build", ".", "--no-search"),
    ("public", ".fangzhi"),
)

PEERS: tuple[Peer, ...] = (
    Peer("plain", lambda: None, lambda _: None, "content", (sys.executable, "-m", "bench.plain"), ("public",)),
    Peer(
        "hugo",
        lambda: _venv("hugo", "hugo"),
        _hugo,
        "content/doc",
        (_tool("hugo", "hugo"), "--quiet"),
        ("public", "resources", ".hugo_build.lock"),
    ),
    Peer(
        "pelican",
        lambda: _venv("pelican", "pelican[markdown]"),
        _pelican,
        "content",
        (_tool("pelican", "pelican"), "-q", "-s", "pelicanconf.py", "-o", "output"),
        ("output", "__pycache__", "cache"),
    ),
    Peer(
        "eleventy",
        _npm,
        _eleventy,
        "content",
        ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        ("_site",),
    ),
)
