"""`python -m bench.plain`: the least that a site of these documents costs in Python, run in a site's folder.

Header by PyYAML (its C loader), body by markdown-it-py, made safe by nh3, page by Jinja2, one file written: the
libraries that Fangzhi stands on and nothing else, on all processors. No repair, no structure, no links, no lists, no
twins, no second build. What a tool built on them can reach lies above this row of `make bench`, never below.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import nh3
import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt

CONTENT, OUTPUT = Path("content"), Path("public")
CHUNK = 125
PAGE = Environment(autoescape=True).from_string(
    """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ head.title }}</title></head>
<body><header><a href="/">测量</a></header><main><h1>{{ head.title }}</h1><p>{{ head.date }} {{ head.author }}</p>
<ul>{% for tag in head.tags %}<li><a href="/tags/{{ tag }}/">{{ tag }}</a></li>{% endfor %}</ul>
{{ text|safe }}</main></body></html>
"""
)
MARKDOWN = MarkdownIt("commonmark").enable("table")


def page(name: str) -> None:
    """Make the page of one document."""
    _, head, body = (CONTENT / name).read_text(encoding="utf-8").split("---\n", 2)
    folder = OUTPUT / name.removesuffix(".md")
    folder.mkdir(parents=True, exist_ok=True)
    made = PAGE.render(head=yaml.load(head, yaml.CSafeLoader), text=nh3.clean(MARKDOWN.render(body)))
    (folder / "index.html").write_text(made, encoding="utf-8")


def main() -> int:
    names = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md"))
    with multiprocessing.get_context("fork").Pool() as pool:
        pool.map(page, names, CHUNK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
