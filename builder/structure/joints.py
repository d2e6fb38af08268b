"""Where the lines of a title may break: between its words, so that no reader has to put a word together again.

Strategy: the title is cut into words by the dictionary; a joint lies between two Chinese characters that belong to two
words, unless the second word is a particle, which leans on the first, or the first is a single character, which leans
on the second. What stands in quotes stays whole, if it is short. Blanks and punctuation break by themselves.

Doubts: a name that neither the dictionary nor the text makes known may be cut; so may browsers cut it today.
"""

from __future__ import annotations

from collections.abc import Iterable

import rjieba

from builder.model.late import late
from builder.structure.names.boundary import is_han

_SHORT = 8  # characters that stand on one line of any screen
_LEANING = frozenset("的地得了着过们等者性化率式型区县市镇乡村省局部委会长")
_QUOTED = late("[“《「『][^”》」』]{1,8}[”》」』]")


def joints(title: str, names: Iterable[str] = ()) -> tuple[int, ...]:
    """The positions in `title`, in characters, before which a line may begin, none of them inside one of `names`; ()
    for a title of one line.

    >>> joints("二七区召开疫情防控工作会议")
    (3, 5, 7, 9, 11)
    >>> joints("邓群策赴蒸湘区检查燃气", ["邓群策"])
    (3, 7, 9)
    >>> joints("区领导指导“万人助万企”活动")
    (3,)
    >>> joints("河堤加固")
    ()
    """
    if len(title) <= _SHORT:
        return ()
    found: set[int] = set()
    at, alone = 0, True
    for word in rjieba.cut(title):
        leans = at > 0 and word in _LEANING
        if not alone and not leans and is_han(word[0]) and is_han(title[at - 1]):
            found.add(at)
        alone = len(word) == 1 and not leans
        at += len(word)
    for name in (*names, *_QUOTED.findall(title)):
        if (start := title.find(name)) >= 0:
            found.difference_update(range(start + 1, start + len(name)))
    return tuple(sorted(found))
