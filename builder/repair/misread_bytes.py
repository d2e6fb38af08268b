"""Double-byte text read as Latin (`¹úÎñÔº`), UTF-8 read as Latin (`æ¬¢è¿Ž`), one double-byte code read as another.

Strategy: turn the run back into its bytes, read these with each code that they could have been, and keep the reading
that looks most like Chinese, if it is clearly better than what stands there. In the Latin case some pairs were valid
UTF-8 and became one character (`ϵͳ` for CF B5 CD B3), so characters from U+0100 to U+07FF count as their two bytes.

Doubt: a run too short to score (fewer than two Han characters) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.late import late
from builder.repair.classes import KANA
from builder.repair.common import quality

_WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_BYTE = {c: c.encode("cp1252") for c in _WINDOWS} | {chr(b): bytes((b,)) for b in range(0x80, 0x100)}
_BOTH = "ŒœŠšŸŽžƒˆ˜"  # a byte of Windows-1252, and also two bytes of UTF-8
_PAIRS = {c: b for c, b in _BYTE.items() if c not in _BOTH}
_HIGH = "\x80-\u07ff" + _WINDOWS
LATIN = late(rf"[{_HIGH}]+(?:[ -~]{{1,24}}[{_HIGH}]+)*[@-~]?")
_TIGHT = late(rf"[{_HIGH}]+")
_ONE_BYTE = late("[\x80-\xff]")
_WIDE = late(r"[^\x00-\x7f]+")
_KANA = late(f"[{KANA}]")
_HAN = late("[\u4e00-\u9fff]")
_CONTROL = late("[\x00-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_CODES = ("utf-8", "gb18030", "big5hkscs")


def latin(line: str, established: bool = False) -> Iterator[tuple[int, int, str]]:
    """Runs of Latin letters that are the bytes of Chinese text; where that is `established`, very short ones too.

    >>> list(latin("ÖÐ»ªÈËÃñ¹²ºÍ¹ú"))
    [(0, 14, '中华人民共和国')]
    >>> list(latin("café à la crème"))
    []
    """
    for m in LATIN.finditer(line):
        after, length = _read(m[0], established)
        if after:
            yield m.start(), m.start() + length, after
            continue
        for part in _TIGHT.finditer(m[0]):
            if len(part[0]) < len(m[0]):
                after, length = _read(part[0], established)
                if after:
                    yield m.start() + part.start(), m.start() + part.start() + length, after


def _read(run: str, established: bool) -> tuple[str, int]:
    """What a run of Latin letters says and how many it takes to say it, ("", 0) if nothing better than what it is.

    A last letter within ASCII may be the second byte of a pair, or stand for itself.
    """
    after = _best(run, established)
    if not after and run[-1].isascii():
        run = run[:-1]
        after = _best(run, established)
    return after, len(run)


def _best(run: str, established: bool, layers: int = 4) -> str:
    """The best reading of a run that was misread up to `layers` times over, "" if none reads well enough."""
    high = [c for c in run if c >= "\x80"]
    single = len(_ONE_BYTE.findall(run)) + sum(c in _WINDOWS for c in run)
    if len(high) < (2 if established else 3) or single * 4 < len(high):
        return ""
    best, best_score = "", 0.0
    for table in (_BYTE, _PAIRS) if any(c in _BOTH for c in run) else (_BYTE,):
        data = b"".join(table.get(c) or c.encode("utf-8") for c in run)
        for code in _CODES:
            after = _decoded(data, code)
            if not after:
                continue
            if code == "utf-8":
                if _cjk(after):
                    return after
                deep = layers > 1 and after != run and not after.isascii()
                if deep and (deeper := _best(after, established, layers - 1)):
                    return deeper
            score = _score(after, len(data), established)
            if score > best_score:
                best, best_score = after, score
    return best


def _decoded(data: bytes, code: str) -> str:
    try:
        after = data.decode(code)
    except UnicodeDecodeError:
        return ""
    if code == "utf-8":
        return after
    return "" if _CONTROL.search(after) else after


def _score(after: str, size: int, established: bool) -> float:
    """How well the reading of a run reads, 0 if not well enough."""
    han = len(_HAN.findall(after))
    if established and han < 6:
        score = quality(after) if han else float(_cjk(after))
        return max(score + 0.5, 0.0) if 2 * len(after) <= size + 1 else 0.0
    score = quality(after)
    return score if han >= 2 and score >= (0.75 if han < 6 else 0.5) else 0.0


def _cjk(text: str) -> bool:
    """Whether what is not ASCII is Han, its punctuation, or the punctuation of typography."""
    wide = [c for c in text if c >= "\x80"]
    good = sum("\u2e80" <= c <= "\uffef" or "\u2010" <= c <= "\u2bff" or c in "·°×" for c in wide)
    return bool(wide) and good == len(wide)


def swapped(line: str, established: bool = False) -> Iterator[tuple[int, int, str]]:
    """Runs of Big5 text that were read as GB 18030, or the other way; where that is `established`, very short ones too.

    >>> list(swapped("い地チ㎝ゅ砰"))
    []
    >>> list(swapped("中華人民共和國萬歲".encode("big5").decode("gb18030")))
    [(0, 9, '中華人民共和國萬歲')]
    """
    for m in _WIDE.finditer(line):
        before = quality(m[0])
        if (before > 0.35 and not established) or 5 * len(_KANA.findall(m[0])) > 3 * len(m[0]):
            continue  # it reads well as it is, or it is a phrase in kana
        for wrong, right in (("gb18030", "cp950"), ("gb18030", "big5hkscs"), ("cp950", "gb18030")):
            try:
                after = m[0].encode(wrong).decode(right)
            except UnicodeError:
                continue
            if _CONTROL.search(after) or _KANA.search(after):
                continue
            han = len(_HAN.findall(after))
            score = quality(after)
            if established and han < 8:
                good = score > max(before, 0.0) or (not han and _cjk(after))
            else:
                good = han >= 4 and score >= (0.9 if han < 8 else 0.65) and score - before >= 0.5
            if good:
                yield m.start(), m.end(), after
                break
