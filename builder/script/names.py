"""Names in Traditional characters. A wrong choice in a text is a slip; in a name it makes another person of somebody.

Strategy: of the forms that a character may have, a person's name takes the one that both scripts share (范 于 余 岳),
for it is as likely as any other and is what was printed; only where hardly any bearer of a name writes it so is it
turned (云 → 雲, 发 → 發). A longer name that the dictionary has is written as there. A place is read for the words
of the dictionary (沈阳 → 瀋陽), which knows the larger ones; what they leave follows the names. The name of a body or a
work is made of words, and is turned as a text of its own.

Doubt: 冯干 may be 馮幹 or 馮乾; both stand as 馮干, which is at least what was printed.
"""

from __future__ import annotations

from functools import cache, lru_cache

from builder.script import s2t
from builder.script.dictionaries import rows

# Of the characters with a shared form those that a name hardly ever keeps in it.
_TURNED = frozenset("云发万丰个历复宁广录杰荐尽胜苏药获虫蜡迹适钻饥叶并当愿据恶极证")
_CHOSEN = {"钟": "鍾", "冲": "沖"}  # where the tables choose for a text
_PLACES = str.maketrans("裡於", "里于")  # no village is called 裡 or 於
_LEAST = 3  # characters of a person's name that the dictionary can know: 于三 would be 於三 to it


@cache
def _shared() -> dict[int, str]:
    """The characters that a name keeps, as `str.translate` takes them, over the default of a text."""
    several = rows("STCharacters")
    kept = {one: one for one, forms in several.items() if len(forms) > 1 and one in forms and one not in _TURNED}
    return s2t.tables().default | {ord(one): form for one, form in (kept | _CHOSEN).items()}


@lru_cache(maxsize=65536)
def form(name: str, kind: str) -> str:
    """The Traditional form of a name; `kind` is `person`, `place` or another. It is as long as the name.

    >>> form("范长江", "person"), form("于都县", "place"), form("市防汛抗旱指挥部", "body")
    ('范長江', '于都縣', '市防汛抗旱指揮部')
    """
    if kind == "person":
        known = s2t.tables().words.get(name, "") if len(name) >= _LEAST else ""
        return known or name.translate(_shared())
    if kind == "place":
        return _place(name)
    return s2t.convert(name)


def _place(name: str) -> str:
    shared = name.translate(_shared() | {ord("后"): "後"})
    read = (s2t.word_at(name, place) or one for place, one in enumerate(shared))
    return "".join(read).translate(_PLACES)
