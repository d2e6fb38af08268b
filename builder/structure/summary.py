"""Two or three lines that tell what a document is about: 60–90 characters that begin with a real sentence.

Strategy: skip what is not a sentence (headings, captions, mastheads); drop the formula of a lead (本报讯（记者 …）);
take whole sentences while they fit; if even the first is too long, end it at a comma and say so with an ellipsis.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.late import late
from builder.structure.articles import lead_end
from builder.structure.layout import fold

_SENTENCE = late(r"[^。！？]{8,300}?(?:[。！？]|[.!?](?:\s|$))")
_END = late(r"[。！？]”?|[.!?](?=\s|$)")
_PAUSE = late(r"[，、；：,;:]|\s")
_LEAST, _MOST = 60, 90


def summarise(paragraphs: Sequence[str]) -> str:
    """The opening of a text, `paragraphs` being its plain paragraphs in order; "" for an empty one.

    >>> summarise(["某市召开会议", "本报讯（记者 张三）6月20日，某市召开会议，部署汛期工作。会议要求落实责任。"])
    '6月20日，某市召开会议，部署汛期工作。会议要求落实责任。'
    """
    rest = " ".join(" ".join(part.split()) for part in _opening(paragraphs, strict=True) or _opening(paragraphs))
    rest = rest[lead_end(fold(rest[:90], hant=True)) :].lstrip(" ，、；：。")
    if len(rest) <= _MOST:
        return rest
    ends = [found.end() for found in _END.finditer(rest, 0, _MOST)]
    if ends and ends[-1] >= _LEAST:
        return rest[: ends[-1]]
    pauses = [found.start() for found in _PAUSE.finditer(rest, _LEAST, _MOST - 1)]
    return rest[: pauses[-1] if pauses else _MOST - 1].rstrip("，、；：,;: ") + "…"


def _opening(paragraphs: Sequence[str], strict: bool = False) -> list[str]:
    """Enough paragraphs to fill a summary; if `strict`, those alone that hold a sentence."""
    taken: list[str] = []
    size = 0
    for text in paragraphs:
        if not text or (strict and (len(text) < 16 or not _SENTENCE.match(text[:300]))):
            continue
        taken.append(text[:200])
        size += len(taken[-1])
        if size > _MOST:
            break
    return taken
