"""Whether two pieces of text belong to one word: rjieba's dictionary, asked only where a line may have been broken."""

from __future__ import annotations

from functools import lru_cache

from builder.repair.classes import HAN
from builder.script.t2s import convert

_REACH = 7


def across(above: str, below: str) -> bool:
    """Whether a word of the dictionary begins at the end of `above` and ends in `below`.

    >>> across("通过健全应急管", "理局机制"), across("专题会议结束", "区长讲话")
    (True, False)
    """
    return halves(above, below) != (0, 0)


@lru_cache(maxsize=4096)
def halves(above: str, below: str) -> tuple[int, int]:
    """How many characters of the word across the seam stand on either side of it; (0, 0) if there is no such word.

    >>> halves("加强应", "急管理")
    (1, 1)
    """
    left, right = _tail(above), _head(below)
    if not left or not right:
        return 0, 0
    import rjieba

    at = 0
    for word in rjieba.cut(convert(left + right), False):
        if at < len(left) < at + len(word):
            return len(left) - at, at + len(word) - len(left)
        at += len(word)
    return 0, 0


def words(text: str) -> list[str]:
    """The words of a text, by the dictionary alone."""
    import rjieba

    cut: list[str] = rjieba.cut(convert(text), False)
    return cut


def _tail(text: str) -> str:
    at = len(text)
    while at > max(0, len(text) - _REACH) and _is_han(text[at - 1]):
        at -= 1
    return text[at:]


def _head(text: str) -> str:
    at = 0
    while at < min(len(text), _REACH) and _is_han(text[at]):
        at += 1
    return text[:at]


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" and character != HAN[-1]
