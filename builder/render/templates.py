"""Jinja2, and nothing else of the program knows it: loading, compiling, and faults told with template and line.

Rules: autoescape and `StrictUndefined` always; a site's own template wins, and may extend the built-in one of the same
name as `builtin/NAME.html`; compiled templates are kept in the cache folder, which is keyed by their source.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as Scope
from jinja2.nodes import Expr
from markupsafe import Markup

from builder.model import BuildError, Config, Problem
from builder.render import theme
from builder.render.escaping import escaped
from builder.render.messages import Words
from builder.render.views.common import Frame, Row, Shelf

_KEPT_AS = "escaped-%s.cache"  # compiled templates: another name for another way of compiling
_MOST_DRAWN = 20_000  # rows kept as drawn, about 1 kB each


class _Code(CodeGenerator):
    """Templates as Jinja compiles them, but with `escaped` for its `escape`, which makes Markup of each of a page's
    five hundred pieces, only for them to be joined: that took half the time of drawing a page.
    """

    def _output_child_pre(self, node: Expr, frame: Scope, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Environment(Environment):
    code_generator_class = _Code
    escaped = staticmethod(escaped)


class Templates:
    """The templates of a site, compiled as they are asked for."""

    def __init__(self, config: Config, words: Words, cache: Path | None = None) -> None:
        folders = theme.template_folders(config)
        own = FileSystemLoader([str(folder) for folder in folders])
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
        self._environment = _Environment(
            loader=ChoiceLoader([own, PrefixLoader({"builtin": FileSystemLoader(str(folders[-1]))})]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(cache), _KEPT_AS) if cache else None,
        )
        assets = theme.assets(config)
        up = theme.up(config)
        self._environment.globals.update(
            t=words,
            site=config,
            up=up,
            css=up + assets.css,
            js=up + assets.js,
            theme_js=up + assets.theme,
            lang=config.language,
            once=self._once,
        )
        self._drawn: dict[tuple[int, str, str], Markup] = {}
        self._compiled: dict[str, Template] = {}

    def render(self, name: str, **context: Any) -> str:
        """The template `name` with this context. Raises BuildError with the line at fault."""
        try:
            template = self._compiled.get(name)
            if template is None:
                template = self._compiled[name] = self._environment.get_template(name)
            return template.render(context)
        except TemplateSyntaxError as error:
            raise BuildError(
                (_problem(error.name or name, error.lineno, error.message or "cannot be read"),)
            ) from error
        except TemplateError as error:
            raise BuildError((_problem(*_place(name), str(error)),)) from error

    def _once(self, macro: Callable[..., Markup], row: Row, root: str, level: str) -> Markup:
        """A row as `macro` draws it, kept for the other lists that show it: most stand in a dozen."""
        key = (id(row), root, level)  # the shelf keeps every row, so that its id stays its own
        drawn = self._drawn.get(key)
        if drawn is None:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            drawn = self._drawn[key] = macro(row, root, level)
        return drawn

    def shell(self, shelf: Shelf, frame: Frame) -> dict[str, Any]:
        """What is the same on all pages of one depth: the links of the head, the header, the footer."""
        context = {
            "root": frame.root,
            "nav": frame.nav,
            "searching": frame.searching,
            "topics": not {"tag", "category"}.isdisjoint(shelf.kinds),  # an archive without a topic has no page of them
            "total": shelf.words.count("summary_documents", len(shelf.shown)),
            "colophon": shelf.colophon,
        }
        return {
            "links": Markup(self.render("_links.html", **context)),
            "header": Markup(self.render("_header.html", **context)),
            "footer": Markup(self.render("_footer.html", **context)),
        }


def _problem(name: str, line: int, message: str) -> Problem:
    return Problem(f"templates/{name}", line, "template", message)


def _place(name: str) -> tuple[str, int]:
    """The innermost template and line that the error now being handled went through."""
    place = (name, 0)
    trace = sys.exc_info()[2]
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith(".html"):
            place = (Path(filename).name, trace.tb_lineno)
        trace = trace.tb_next
    return place
