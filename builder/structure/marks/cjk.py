"""Emphasis and line breaks as Chinese authors mean them, where CommonMark's rules were made for spaces between words.

`*`, `**` and `~~` open and close beside Han characters and full-width signs (`**提前研判。**10月` is bold); `_` keeps
CommonMark's rule, so that file_names stay whole. A line break between two solid-set characters is nothing, also across
the end of an emphasis.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from builder.model.late import late
from builder.structure.marks.signs import SOLID

# Han, kana, Hangul, and their own punctuation: not the signs that other scripts share with them.
_CJK = late(
    "[\u1100-\u11ff\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff60\uffe0-\uffe6]"
)
_SOLID = late(f"[{SOLID}]")


def friendly(parser: MarkdownIt) -> None:
    """Make a parser read emphasis and line breaks so."""
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("strikethrough", _strikethrough)
    parser.add_render_rule("softbreak", _soft_break)


def _is_cjk(character: str) -> bool:
    return _CJK.match(character) is not None or character >= "\U00020000"


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def flanks(state: StateInline, start: int) -> tuple[bool, bool, int]:
    """(may open, may close, length) of the run of one sign at `start`."""
    text, sign, stop = state.src, state.src[start], start
    while stop < state.posMax and text[stop] == sign:
        stop += 1
    before = text[start - 1] if start else " "
    after = text[stop] if stop < state.posMax else " "
    cjk_before, cjk_after = _is_cjk(before), _is_cjk(after)
    opens = not after.isspace() and (
        cjk_after or not _is_sign(after) or before.isspace() or _is_sign(before) or cjk_before
    )
    closes = not before.isspace() and (
        cjk_before or not _is_sign(before) or after.isspace() or _is_sign(after) or cjk_after
    )
    return opens, closes, stop - start


def _emphasis(state: StateInline, silent: bool) -> bool:
    sign = state.src[state.pos]
    if silent or sign not in "*_":
        return False
    if sign == "*":
        opens, closes, length = flanks(state, state.pos)
    else:
        scanned = state.scanDelims(state.pos, False)
        opens, closes, length = scanned.can_open, scanned.can_close, scanned.length
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = sign
        state.delimiters.append(
            Delimiter(marker=ord(sign), length=length, token=len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    state.pos += length
    return True


def _strikethrough(state: StateInline, silent: bool) -> bool:
    """`~~` only: a single `~` is a tone, a range or a decoration in Chinese."""
    if silent or state.src[state.pos] != "~":
        return False
    opens, closes, length = flanks(state, state.pos)
    if length < 2:
        return False
    if length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(length // 2):
        token = state.push("text", "", 0)
        token.content = "~~"
        state.delimiters.append(
            Delimiter(marker=ord("~"), length=0, token=len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    state.pos += length
    return True


def _soft_break(_: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    before = next((tokens[at].content[-1] for at in range(place - 1, -1, -1) if tokens[at].content), "")
    after = next((tokens[at].content[0] for at in range(place + 1, len(tokens)) if tokens[at].content), "")
    return "" if _SOLID.match(before) is not None and _SOLID.match(after) is not None else "\n"
