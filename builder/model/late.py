"""Regular expressions that are compiled when they are first used.

Most rules stand behind a gate that few documents pass: to compile all of their patterns at once took a quarter of the
time in which the program starts.
"""

from __future__ import annotations

import re
from typing import Any, cast

_WAYS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class Late:
    """Stands where a pattern is meant; from its first use on, the pattern's methods are its own."""

    __slots__ = ("_flags", "_text", *_WAYS)

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        pattern = self.compiled()
        for way in _WAYS:
            setattr(self, way, getattr(pattern, way))
        return getattr(pattern, name)

    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._text, self._flags)


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but the work waits until the pattern is used; so does the complaint about one that is none.

    >>> late("[0-9]+").findall("3、14")
    ['3', '14']
    """
    return cast("re.Pattern[str]", Late(text, flags))
