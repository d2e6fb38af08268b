"""Character classes that several rules share, for use inside `[…]`.

Only characters of the Basic Multilingual Plane: a class with any other makes a pattern a hundred times slower.
"""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
KANA = "\u3041-\u3096\u30a1-\u30fa"
HANGUL = "\uac00-\ud7a3"
CLOSING = "，。、；：！？）》〉】〕」』”’…"
OPENING = "（《〈【〔「『“‘"
CJK = HAN + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—"
"""Han characters and the punctuation that is set as wide as they are."""
