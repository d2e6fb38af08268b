"""What a Markdown parser drops without a word stays: the cells that a row has beyond its table's head, and the notes
that nothing refers to or that share a label.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BlockRule = Callable[[StateBlock, int, int, bool], bool]


def keep(parser: MarkdownIt) -> None:
    """Make a parser, which knows footnotes already, keep all of that."""
    ruler = parser.block.ruler
    table = next(rule.fn for rule in ruler.__rules__ if rule.name == "table")
    ruler.at("table", _whole_rows(table), {"alt": ["paragraph", "reference"]})
    parser.core.ruler.before("footnote_tail", "footnote_whole", _every_note)


def _whole_rows(table: _BlockRule) -> _BlockRule:
    """The parser's own tables, with the cells that a row has beyond the head's."""

    def whole(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not table(state, start, end, silent):
            return False
        tokens: list[Token] = []
        line = count = 0
        for token in state.tokens[first:]:
            if token.type == "tr_open" and token.map:
                line, count = token.map[0], 0
            elif token.type in ("td_open", "th_open"):
                count += 1
            elif token.type == "tr_close":
                for cell in _cells(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])[count:]:
                    tokens.append(Token("td_open", "td", 1, block=True, level=token.level + 1))
                    tokens.append(Token("inline", "", 0, block=True, level=token.level + 2, content=cell, children=[]))
                    tokens.append(Token("td_close", "td", -1, block=True, level=token.level + 1))
            tokens.append(token)
        state.tokens[first:] = tokens
        return True

    return whole


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in escapedSplit(row.strip())]
    cells = cells[1:] if cells and not cells[0] else cells
    return cells[:-1] if cells and not cells[-1] else cells


def _every_note(state: StateCore) -> None:
    """A note that no mark in the text refers to stands below the others; so does each but the last of one label."""
    notes = state.env.get("footnotes")
    if not notes:
        return
    listed: dict[int, dict[str, object]] = notes.setdefault("list", {})
    used = {note.get("label") for note in listed.values()}
    last = {token.meta["label"]: token for token in state.tokens if token.type == "footnote_reference_open"}
    for place, token in enumerate(state.tokens):
        if token.type != "footnote_reference_open":
            continue
        label = token.meta["label"]
        if token is not last[label]:
            label = token.meta["label"] = f"{label} {place}"  # a label of the text's own holds no blank
        if label not in used:
            listed[len(listed)] = {"label": label, "count": 0}
