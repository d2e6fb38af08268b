"""The characters of a text that running Chinese does without, so that rules about them can pass a clean text by.

Strategy: one walk over the text for several rules, each of which then looks only at what was found: mostly nothing.
"""

from __future__ import annotations

from functools import lru_cache

from builder.model.late import late

_UNCOMMON = late("[^\t\n\r -~·‘-”…—\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")


@lru_cache(maxsize=1)
def uncommon(text: str) -> str:
    """The characters of `text`, one after another, that are neither ASCII nor Han nor Chinese punctuation.

    >>> uncommon("第3条：café、の\\u200b"), uncommon("“会议”……——·（一）")
    ('éの\\u200b', '')
    """
    return "".join(_UNCOMMON.findall(text))
