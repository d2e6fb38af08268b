"""Names before a verb of speech, and before the work that is theirs.

At the start of a sentence (安伟指出) the verb is enough. Within one (种粮大户皮建社说) the name must also stand
behind a whole word and hold none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import rjieba

from builder.structure.names.boundary import (
    MARK,
    PARTICLE,
    VERB,
    WORD,
    has_shape,
    is_body,
    is_word,
    name_end,
)
from builder.structure.names.scan import OWNS, SPEAKS, Scan
from builder.structure.names.seen import Seen
from builder.structure.names.tables import NOT_NAMES, SPEECH
from builder.structure.names.titled import weigh_start

_AUTHORS = frozenset(("先生", "导演", "老师", "执导", "主演", "创作"))


def before_speech(scan: Scan) -> Iterator[Seen]:
    """安伟指出; 78岁的村民李桂兰说."""
    text = scan.text
    told: set[int] = set()
    for at in scan.starts():
        end, weight = name_end(text, at)
        name = text[at:end]
        if not end or weight < VERB or is_body(name) or _is_known(name):
            continue
        if _speaks(text, end):
            yield Seen(name, "strong")
            told.add(end)
        elif weight < MARK or (text[end : end + 1] in "：:" and at == 0):
            yield Seen(name, "weak")
    for end in scan.behind_names(SPEAKS):
        if end not in told and _speaks(text, end):
            yield from _ends_at(text, end)


def _speaks(text: str, at: int) -> bool:
    return text[at : at + 2] in SPEECH or (text[at : at + 1] == "说" and text[at + 1 : at + 2] in "，：:“")


def _is_known(name: str) -> bool:
    """Whether the dictionary knows the string, as a word or (often in error) as a name."""
    return rjieba.has_word(name)


@lru_cache(maxsize=8192)
def _may_speak(name: str) -> bool:
    """Whether a string in the middle of a sentence may be the name of one who speaks: it is no word and holds none."""
    return has_shape(name) and not is_body(name) and not rjieba.has_word(name) and not _holds_word(name)


def _holds_word(name: str) -> bool:
    return len(name) == 3 and (rjieba.has_word(name[1:]) or is_word(name[:2]))


def _ends_at(text: str, end: int) -> Iterator[Seen]:
    for length in (3, 2):
        start = end - length
        name = text[max(start, 0) : end]
        if start < 0 or not _may_speak(name):
            continue
        if name_end(text, start)[0] != end or name[:2] in NOT_NAMES:
            continue
        weight = weigh_start(text, start)
        if weight == WORD and (length == 2 and text[end] != "说"):
            continue
        if weight >= WORD and not (weight == PARTICLE and length == 2):
            yield Seen(name, "strong" if weight > PARTICLE or length == 3 else "weak")
            return


def before_works(scan: Scan) -> Iterator[Seen]:
    """费孝通的《乡土中国》: a name of three characters behind a mark or a whole word."""
    text = scan.text
    for at in scan.pairs_at(OWNS):
        end = at - 2 if text[max(at - 2, 0) : at] in _AUTHORS else at
        for length in (3, 2):
            start = end - length
            name = text[max(start, 0) : end]
            if start < 0 or not has_shape(name) or is_body(name) or is_word(name) or _holds_word(name):
                continue
            weight = weigh_start(text, start)
            if weight >= PARTICLE:
                yield Seen(name, "strong" if length == 3 or text[end] != "的" else "weak")
                break
