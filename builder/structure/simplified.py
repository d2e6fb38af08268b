"""Reading a text in simplified characters: the same text, character for character, for rules that know one script.

Nothing here is shown: what a rule finds is taken from the text itself, at the same place. One character stands for one
(乾 for 干 too), which is too rough to publish and good enough to find a name or a word by.
"""

from __future__ import annotations

from importlib.resources import files

import numpy as np

from builder.model.late import late

_TABLE = np.arange(0x10000, dtype="<u2")
for _line in files(__package__).joinpath("simplified.txt").read_text("utf-8").splitlines():
    for _pair in () if _line.startswith("#") else _line.split():
        _TABLE[ord(_pair[0])] = ord(_pair[1])

_HALF = late("[\ud800-\udfff]")


def simplified(text: str) -> str:
    """The text with each traditional character read as a simplified one; the very same string if it has none.

    >>> simplified("市長儲祥好")
    '市长储祥好'
    """
    try:
        data = text.encode("utf-16-le")
    except UnicodeEncodeError:  # half a character is no character, and the segmenter takes none
        return simplified(_HALF.sub("\ufffd", text))
    read = _TABLE.take(np.frombuffer(data, "<u2")).tobytes()
    return text if read == data else read.decode("utf-16-le")


def as_printed(found: str, read: str, text: str) -> str:
    """What stands in `text` where `found` stands in `read`, its simplified reading."""
    if read is text:
        return found
    at = read.find(found)
    return text[at : at + len(found)] if at >= 0 else found
