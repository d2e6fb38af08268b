"""What Chinese Markdown has beyond CommonMark: rules for the parser, one function each, listed in `extend`.

Wikilinks `[[页面|文字]]`, `==highlights==`, callouts `> [!note]`, task lists, footnotes, definition lists, formulas in
dollars, paragraphs that begin with an indent of two full-width spaces; and what is no list: `2022. 年度总结`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.structure.marks.guard import received
from builder.structure.marks.kept import keep
from builder.structure.marks.signs import attribute, written

_WIKI = re.compile(r"!?\[\[([^\[\]|\r\n]{1,200})(?:\|([^\[\]\r\n]{1,200}))?\]\](?!\()")
_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|bmp|svg|avif|mp3|m4a|ogg|opus|flac|wav|mp4|m4v|mov|webm|ogv)$")
_HIGHLIGHT = re.compile(r"==(?=[^\s=])[^=\n]{1,300}(?<=\S)==(?!=)")
_LABELLED = re.compile(r"[ \u3000]{0,4}[\u4e00-\u9fff]{2,8}：\S")
_MEASURE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?")
_CALLOUT = re.compile(r"\[!([A-Za-z][A-Za-z-]{0,20})\][+-]?[ \t]*([^\n]*)(?:\n|$)")
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_TEX = re.compile(r"[\\^_{}=<>+]")
_HEADING_ID = re.compile(r"(?<![ \t])[ \t]*+\{:?[ \t]*+#[\w.:-]{1,80}[ \t]*+\}[ \t]*+$")
_YEAR_ITEM = re.compile(r"\d{4,9}[.)]")

_CALLOUT_TITLES = {
    "note": "注",
    "info": "信息",
    "tip": "提示",
    "hint": "提示",
    "important": "重要",
    "warning": "警告",
    "caution": "当心",
    "attention": "注意",
    "danger": "危险",
    "error": "错误",
    "bug": "问题",
    "example": "示例",
    "quote": "引文",
    "cite": "引文",
    "abstract": "摘要",
    "summary": "摘要",
    "todo": "待办",
    "success": "成功",
    "question": "疑问",
    "faq": "疑问",
}


def extend(parser: MarkdownIt) -> None:
    """Give a parser every rule of this file."""
    footnote_plugin(parser, inline=False)
    deflist_plugin(parser)
    block, inline, core = parser.block.ruler, parser.inline.ruler, parser.core.ruler
    inline.before("image", "wikilink", _wikilink)
    inline.before("emphasis", "highlight", _highlight)
    inline.after("escape", "formula", _formula)
    inline.before("escape", "bracket_formula", _bracket_formula)
    block.before("fence", "formula_block", _formula_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    block.before("list", "indent", _indent, {"alt": ["paragraph"]})
    block.at("list", _guarded(block, "list", _is_year), {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("deflist", _guarded(block, "deflist", _no_colon), {"alt": ["paragraph", "reference", "blockquote"]})
    keep(parser)
    core.before("inline", "labels", _labels)
    core.before("inline", "callouts", _callouts)
    core.after("inline", "tasks", _tasks)
    core.push("lines", _lines)
    for name in ("footnote_ref", "footnote_block_open", "footnote_block_close", "footnote_open", "footnote_anchor"):
        parser.add_render_rule(name, _FOOTNOTES[name])
    for name, rule in _RENDERED.items():
        parser.add_render_rule(name, rule)


# --- inline -------------------------------------------------------------------------------------------------------


def _wikilink(state: StateInline, silent: bool) -> bool:
    """`[[target]]`, `[[target|text]]`, `![[picture.png]]`; `[[1]]` is a note's number, `[[ -f x ]]` a shell's test."""
    match = _WIKI.match(state.src, state.pos, state.posMax)
    if match is None or match[1] != match[1].strip() or match[1].isdigit():
        return False
    if silent:
        state.pos = match.end()
        return True
    target = match[1].rstrip("\\")
    if match[0][0] == "!" and _PICTURE.search(target) is not None:
        token = state.push("image", "img", 0)
        token.attrs = {"src": target, "alt": "", "data-fz": "embed"}
        shown = (match[2] or "").strip()
        if (size := _MEASURE.fullmatch(shown)) is not None:
            token.attrs |= {"width": size[1], **({"height": size[2]} if size[2] else {})}
        elif shown:
            token.attrs["title"] = shown
        token.children = []
        token.content = ""
    else:
        token = state.push("wikilink", "a", 0)
        page, _, heading = target.partition("#")
        token.content = match[2] or page.rpartition("/")[2] or heading
        token.meta = {"target": target, "kind": "embed" if match[0][0] == "!" else "wikilink"}
    state.pos = match.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    """`==text==`, with more signs inside; the `==` of a comparison stands beside a name or a blank."""
    text, start = state.src, state.pos
    if text[start] != "=" or silent:
        return False
    match = _HIGHLIGHT.match(text, start, state.posMax)
    before = text[start - 1 : start]
    if match is None or before == "=" or (before and before.isascii() and (before.isalnum() or before in "_)]")):
        return False
    end = state.posMax
    state.push("mark_open", "mark", 1)
    state.pos, state.posMax = start + 2, match.end() - 2
    state.md.inline.tokenize(state)
    state.push("mark_close", "mark", -1)
    state.pos, state.posMax = match.end(), end
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    """`$a_1$` and `$$a$$` in a line: something only TeX would write, closed on the same line, and no price."""
    text, start = state.src, state.pos
    if text[start] != "$":
        return False
    double = text.startswith("$$", start)
    sign = "$$" if double else "$"
    end = text.find(sign, start + len(sign), min(state.posMax, start + 1000))
    if end < 0 or end == start + len(sign):
        return False
    inside = text[start + len(sign) : end]
    after = text[end + 1 : end + 2]
    if "\n" in inside or (not double and (inside[0].isspace() or inside[-1].isspace() or after.isdigit())):
        return False
    if _TEX.search(inside) is None and not (inside.isascii() and inside.isalpha() and len(inside) <= 2):
        return False
    return _math(state, silent, end + len(sign))


def _bracket_formula(state: StateInline, silent: bool) -> bool:
    r"""`\(a_1\)` and `\[a_1\]`, which CommonMark would take for escaped brackets."""
    text, start = state.src, state.pos
    opening = text[start : start + 2]
    if opening not in ("\\(", "\\["):
        return False
    end = text.find("\\)" if opening == "\\(" else "\\]", start + 2, min(state.posMax, start + 1000))
    if end < 0 or "\n" in text[start:end] or _TEX.search(text, start + 2, end) is None:
        return False
    return _math(state, silent, end + 2)


def _math(state: StateInline, silent: bool, end: int) -> bool:
    if not silent:
        state.push("formula", "code", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


# --- blocks -------------------------------------------------------------------------------------------------------


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""`$$ … $$` and `\[ … \]` over several lines or alone on one."""
    first = _line(state, start)
    opening = first[:2]
    if opening not in ("$$", "\\[") or state.is_code_block(start):
        return False
    closing = "$$" if opening == "$$" else "\\]"
    key = f"last {closing}"
    if key not in state.env:
        state.env[key] = state.src.rfind(closing)
    if state.env[key] < state.bMarks[start] + 2:  # never closed: do not look on every line
        return False
    line = start
    text = first[2:]
    while not text.rstrip().endswith(closing):
        line += 1
        if line >= end or line - start > 60 or state.isEmpty(line) or closing in text:
            return False
        text = _line(state, line)
    if silent:
        return True
    token = state.push("formula_block", "p", 0)
    token.content = state.getLines(start, line + 1, state.blkIndent, False).strip()
    token.map = [start, line + 1]
    state.line = line + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _indent(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with two full-width spaces begins a paragraph, with or without a blank line before it."""
    return silent and _line(state, start).startswith("\u3000\u3000")


def _is_year(state: StateBlock, start: int, end: int) -> bool:
    """`2022. 年度` is no list."""
    return _YEAR_ITEM.match(_line(state, start)) is not None


def _no_colon(state: StateBlock, start: int, end: int) -> bool:
    """A definition begins with `:`; the `~` that some dialects also take is a decoration in Chinese."""
    line = start + 1
    if line < end and state.isEmpty(line):
        line += 1
    return line >= end or not _line(state, line).startswith(":")


_BlockRule = Callable[[StateBlock, int, int, bool], bool]


def _guarded(ruler: Ruler[_BlockRule], name: str, refused: Callable[[StateBlock, int, int], bool]) -> _BlockRule:
    """The parser's own rule, asked only where `refused` does not speak against it."""
    rule = next(rule.fn for rule in ruler.__rules__ if rule.name == name)

    def guarded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return not refused(state, start, end) and rule(state, start, end, silent)

    return guarded


# --- the whole row of tokens --------------------------------------------------------------------------------------


def _labels(state: StateCore) -> None:
    """Lines that each begin with a label (时间：… / 地点：…) are paragraphs, though no blank line parts them."""
    if "：" not in state.src:
        return
    tokens: list[Token] = []
    for token in state.tokens:
        lines = token.content.split("\n") if token.type == "inline" and token.map else []
        if len(lines) < 2 or tokens[-1].type != "paragraph_open" or not all(map(_LABELLED.match, lines)):
            tokens.append(token)
            continue
        opening, first = tokens.pop(), token.map[0] if token.map else 0
        for number, line in enumerate(lines):
            where = [first + number, first + number + 1]
            if number:
                tokens.append(Token("paragraph_close", "p", -1, block=True, level=opening.level))
            tokens.append(opening.copy(map=where))
            tokens.append(token.copy(map=where, content=line, children=[]))
    state.tokens = tokens


def _callouts(state: StateCore) -> None:
    """`> [!note] 标题` marks its quote; the line itself becomes the title."""
    tokens = state.tokens
    for place in range(len(tokens) - 2):
        if tokens[place].type != "blockquote_open" or tokens[place + 2].type != "inline":
            continue
        inline = tokens[place + 2]
        match = _CALLOUT.match(inline.content)
        if match is not None:
            kind = match[1].lower()
            tokens[place].attrSet("data-fz", f"callout-{kind}")
            title = match[2].replace("**", "").replace("`", "").strip()
            tokens[place].attrSet("data-fz-to", title or _CALLOUT_TITLES.get(kind, match[1]))
            inline.content = inline.content[match.end() :]


def _tasks(state: StateCore) -> None:
    """`- [x] 已办` becomes a ticked box, as a character and not as a form."""
    tokens = state.tokens
    for place in range(len(tokens) - 2):
        if tokens[place].type != "list_item_open" or tokens[place + 2].type != "inline":
            continue
        children = tokens[place + 2].children
        match = _TASK.match(children[0].content) if children and children[0].type == "text" else None
        if match is not None and children:
            tokens[place].attrSet("data-fz", "task")
            children[0].content = ("☐ " if match[1] == " " else "☑ ") + children[0].content[match.end() :]


def _lines(state: StateCore) -> None:
    """Every block says on which lines it stood; a heading's own id goes, for anchors are ours."""
    for place, token in enumerate(state.tokens):
        if token.map is not None and token.nesting >= 0 and (token.level == 0 or token.type == "list_item_open"):
            token.attrSet("data-fz-line", f"{token.map[0]}-{token.map[1]}")
        if token.type == "heading_open":
            inline = state.tokens[place + 1]
            last = inline.children[-1] if inline.children else None
            if last is not None and last.type == "text":
                last.content = _HEADING_ID.sub("", last.content)


# --- rendering ----------------------------------------------------------------------------------------------------

_Options = OptionsDict
_Tokens = Sequence[Token]


def _number(token: Token) -> str:
    sub = token.meta.get("subId", 0)
    return f"{int(token.meta['id']) + 1}" + (f".{sub}" if sub else "")


def _footnote_ref(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    number = _number(tokens[place])
    shown = number.partition(".")[0]
    return f'<sup><a data-fz="footnote-ref" data-fz-to="{number}">{shown}</a></sup>'


def _footnotes_open(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    return '<section data-fz="footnotes"><ol>'


def _footnotes_close(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    return "</ol></section>"


def _footnote_open(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    return f'<li data-fz="footnote" data-fz-to="{_number(tokens[place])}">'


def _footnote_anchor(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    number = _number(tokens[place])
    referred = env["footnotes"]["list"][tokens[place].meta["id"]].get("count")
    return f' <a data-fz="footnote-back" data-fz-to="{number}">↩</a>' if referred and "." not in number else ""


_FOOTNOTES = {
    "footnote_ref": _footnote_ref,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _footnotes_close,
    "footnote_open": _footnote_open,
    "footnote_anchor": _footnote_anchor,
}


def _wikilink_html(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    token = tokens[place]
    kind, target = token.meta["kind"], attribute(token.meta["target"])
    return f'<a data-fz="{kind}" data-fz-to="{target}">{written(token.content)}</a>'


def _formula_html(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    return f'<code data-fz="math">{written(tokens[place].content)}</code>'


def _formula_block_html(
    _: RendererProtocol, tokens: Sequence[Token], place: int, options: _Options, env: EnvType
) -> str:
    token = tokens[place]
    line = attribute(str(token.attrGet("data-fz-line") or ""))
    return f'<p data-fz="math" data-fz-line="{line}">{written(token.content)}</p>\n'


def _fence_html(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    token = tokens[place]
    line = attribute(str(token.attrGet("data-fz-line") or ""))
    language = token.info.strip().split(maxsplit=1)[0].strip("{}.[]") if token.info.strip() else ""
    named = f' class="language-{attribute(language)}"' if re.fullmatch(r"[\w+#.-]{1,20}", language) else ""
    return f'<pre data-fz-line="{line}"{named}>\n{written(token.content)}</pre>\n'


def _raw_block(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    token = tokens[place]
    marker = f'<wbr data-fz-line="{token.map[0]}">' if token.map is not None and token.level == 0 else ""
    return marker + received(token.content)


def _raw_inline(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    return received(tokens[place].content)


def _cell(_: RendererProtocol, tokens: _Tokens, place: int, options: _Options, env: EnvType) -> str:
    token = tokens[place]
    style = str(token.attrGet("style") or "")
    side = next((f' data-fz="{name}"' for name in ("right", "center") if name in style), "")
    return f"<{token.tag}{side}>"


_RENDERED = {
    "wikilink": _wikilink_html,
    "formula": _formula_html,
    "formula_block": _formula_block_html,
    "fence": _fence_html,
    "code_block": _fence_html,
    "html_block": _raw_block,
    "html_inline": _raw_inline,
    "td_open": _cell,
    "th_open": _cell,
}
