"""Which texts are not Chinese, and so not to be mended as Chinese: Japanese and Korean.

English and code need no guard of their own, since every rule on characters asks for Han text around it. A Chinese page
may quote a line of kana; a Japanese one has kana everywhere.
"""

from __future__ import annotations

from builder.model.late import late
from builder.repair.classes import HAN, HANGUL, KANA
from builder.repair.uncommon import uncommon

_FOREIGN = late(f"[{KANA}{HANGUL}]")
_HAN = late(f"[{HAN}]")


def foreign(text: str) -> bool:
    """Whether kana or hangul run through the whole text.

    >>> foreign("安全生産を徹底する会議が開かれた。"), foreign("他用“の”代替“的”，一时成风，各地纷纷效仿起来。")
    (True, False)
    """
    letters = len(_FOREIGN.findall(uncommon(text)))
    return letters > 0 and letters * 12 >= len(_HAN.findall(text))
