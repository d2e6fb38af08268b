"""Program listings: their text out of whatever showed it, their language, and their colours.

Rules: a listing is a `<pre>`, or one of the shapes that blogs and editors give it: a table with a gutter of line
numbers (Hexo, SyntaxHighlighter), an ordered list of lines (dp-highlighter), one `<code>` to a line (WeChat). Line
numbers go. The colours are made here, once, with Pygments' own class names; a language that it does not know, or a
listing too long to be read, stays plain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from builder.model.late import late
from builder.structure.marks.signs import attribute, written
from builder.structure.marks.tree import Node

_LANGUAGE = late(
    r"(?:^|[\s:;])(?:language-|lang-|highlight-source-|brush:\s{0,3}|code-|prettyprint lang-|src-)([\w+#.-]{1,20})"
)
_NAMED = late(
    r"(?:^|\s)(?:highlight|hljs|sourcecode|syntaxhighlighter|codehilite|prism|ql-syntax|dp-)\s{0,3}([\w+#]{1,20})"
)
_NO_LANGUAGE = frozenset(
    {"", "highlight", "hljs", "code", "plain", "plaintext", "text", "txt", "none", "nohighlight", "source"}
)
_LISTING = late(
    r"(?:^|\s)(?:highlight|syntaxhighlighter|codehilite|sourcecode|code-snippet|codeblock|code-block|crayon|hljs|dp-\w)"
)
_GUTTER = late(r"gutter|line-?n(?:o|um)|linenos|line-index|rouge-gutter|lnt|hljs-ln-n")
_LONGEST = 20_000


def is_listing(node: Node) -> bool:
    """True for a container (table, figure, div, list) that shows a program."""
    if node.tag in ("ol", "ul"):
        return re.search(r"(?:^|\s)(?:dp-|linenums)", node.classes) is not None
    if _LISTING.search(node.classes) is None:
        return False
    return any(child.tag == "pre" or "line" in child.classes.split() or child.tag == "code" for child in node.walk())


def text_of(node: Node) -> str:
    """The program in a node, one line of it to a line, without the numbers beside it."""
    if node.tag in ("ol", "ul"):
        return "\n".join(_lines(item) for item in node.children if isinstance(item, Node))
    inner = next((child for child in node.walk() if child.tag == "pre" and not _in_gutter(node, child)), node)
    codes = [child for child in inner.children if isinstance(child, Node) and child.tag == "code"]
    if len(codes) > 1 and not any(isinstance(child, str) and child.strip() for child in inner.children):
        return "\n".join(_lines(code) for code in codes)
    return _lines(inner)


def _in_gutter(root: Node, wanted: Node) -> bool:
    """True where `wanted` stands in a column of line numbers."""
    for node in root.walk():
        if (
            node.tag in ("td", "div", "ul")
            and _GUTTER.search(node.classes) is not None
            and any(child is wanted for child in node.walk())
        ):
            return True
    return False


def _lines(node: Node) -> str:
    """The text of a node; elements that are a line each end one."""
    parts: list[str] = []
    _gather(node, parts)
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip("\n").rstrip()


def _gather(node: Node, parts: list[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br":
            parts.append("\n")
        elif _GUTTER.search(child.classes) is None:
            block = child.tag in ("div", "p", "li", "tr")
            if block and parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            _gather(child, parts)
            if block and parts and not parts[-1].endswith("\n"):
                parts.append("\n")


def language_of(node: Node) -> str:
    """The language that a node or the nodes in it name, "" where they name none."""
    for candidate in (node, *node.walk()):
        marks = candidate.classes
        if marks:
            found = _LANGUAGE.search(marks) or _NAMED.search(marks)
            if found is not None and found[1] not in _NO_LANGUAGE and not found[1].startswith("line"):
                return found[1]
        if candidate.tag not in ("div", "figure", "table", "tbody", "tr", "td", "pre", "code"):
            break
    return ""


def html(text: str, language: str) -> str:
    """A listing as it stands in a page, coloured where its language is known.

    >>> html("a < b", "")
    '<pre class="code"><code>a &lt; b</code></pre>'
    """
    language = language.lower().strip("{}.")
    colours = _coloured(text, language) if language and language not in _NO_LANGUAGE and len(text) < _LONGEST else ""
    named = f' data-language="{attribute(language)}"' if language and language not in _NO_LANGUAGE else ""
    return f'<pre class="code"{named}><code>{colours or written(text)}</code></pre>'


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    """Pygments' lexer for a language, None where it has none. Imported late: most documents have no listing."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _coloured(text: str, language: str) -> str:
    lexer = _lexer(language)
    if lexer is None:
        return ""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter

    try:
        return str(highlight(text, lexer, HtmlFormatter(nowrap=True))).rstrip("\n")
    except Exception:  # a lexer's own fault must not cost the document
        return ""
