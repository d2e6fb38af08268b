"""How characters are read: pypinyin's table, with and without tone marks, and which characters GB 2312 has.

The table is loaded at the first question, for clean documents never ask one.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêếềɑɡ"
_PLAIN = "aaaaeeeeiiiioooouuuuvvvvvnnnmeeeag"
_TONELESS = str.maketrans(_MARKED, _PLAIN)
_SPELLING = str.maketrans({"ɑ": "a", "ɡ": "g", "ă": "ǎ", "ĕ": "ě", "ĭ": "ǐ", "ŏ": "ǒ", "ŭ": "ǔ"})


@cache
def _table() -> dict[int, str]:
    os.environ["PYPINYIN_NO_PHRASES"] = "1"  # characters are all we ask for, and its phrases are slow to load
    from pypinyin.pinyin_dict import pinyin_dict

    return dict(pinyin_dict)


@cache
def readings(character: str) -> frozenset[str]:
    """The tone-marked readings of a character, none if it is not in the table.

    >>> sorted(readings("會"))
    ['guì', 'huì', 'kuài', 'kuò']
    """
    return frozenset(_table().get(ord(character), "").split(",")) - {""} | _EXTRA.get(character, frozenset())


_EXTRA = {"會": frozenset({"guì"})}


@lru_cache(maxsize=8192)
def is_reading(character: str, reading: str) -> bool:
    """Whether a reading as written (`zhǎng`, or `zhang` without tone) belongs to a character.

    >>> is_reading("長", "zhǎng"), is_reading("長", "zhang"), is_reading("長", "huì")
    (True, True, False)
    """
    written = reading.lower().translate(_SPELLING)
    known = readings(character)
    if written in known:
        return True
    written = written.replace("u:", "v").replace("ü", "v")
    bare = written.translate(_TONELESS)
    if bare != written:  # it has a tone mark, and not one of this character's
        return False
    return any(bare in (plain := one.translate(_TONELESS), plain.replace("v", "u")) for one in known)


@cache
def in_gb2312(character: str) -> bool:
    """Whether the character set of Simplified China has it; injected pinyin stands on characters that it lacks.

    >>> in_gb2312("会"), in_gb2312("會")
    (True, False)
    """
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
