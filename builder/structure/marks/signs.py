"""Characters and addresses: what joins without a space, what an address may be, how text becomes HTML."""

from __future__ import annotations

from html import escape

import numpy

from builder.model.late import late

# Han, kana, Hangul, bopomofo and the punctuation that is set solid with them: a line break between two of these is
# no space. The dash, the ellipsis, the middle dot and the curly quotes are shared with other scripts.
SOLID = "\u2014\u2018-\u201d\u2026\u00b7\u2e80-\u9fff\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
BLANK = " \t\r\n\f\x0b\xa0\u2002\u2003\u2009\u3000\ufeff\u200b"

_BROKEN = late(f"(?<=[{SOLID}])[ \\t\\f\\xa0]*[\\r\\n][ \\t\\r\\n\\f\\xa0]*(?=[{SOLID}])")
_SPACES = late("[ \\t\\r\\n\\f\\x0b\\xa0]+")


def tidy(text: str) -> str:
    """Text with its white space as a reader sees it: runs are one space, a line break between two Han is nothing.

    >>> tidy("安全\\n  生产  and\\nsafety")
    '安全生产 and safety'
    """
    if "\n" in text or "\r" in text:
        text = _BROKEN.sub("", text)
    return _SPACES.sub(" ", text)


def written(text: str) -> str:
    """Text as HTML text."""
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def attribute(text: str) -> str:
    """Text as the value of an attribute, without line breaks."""
    return escape(_SPACES.sub(" ", text).strip())


_SCHEME = late(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_INVISIBLE = late("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_PATH_END = late(r"[/?#\\]")
_ALLOWED = ("http:", "https:", "mailto:")


def address(text: str) -> str:
    """An address that may stand in a page: http, https, mailto or relative; "" for any other.

    >>> address("java\\tscript:alert(1)"), address("//a.cn/x"), address(" /d/甲/ ")
    ('', 'https://a.cn/x', '/d/甲/')
    """
    bare = _INVISIBLE.sub("", text)
    scheme = _SCHEME.match(bare)
    if scheme is not None:
        return bare if scheme[0].lower() in _ALLOWED and len(bare) > len(scheme[0]) else ""
    if ":" in _PATH_END.split(bare, maxsplit=1)[0]:  # neither a scheme that we know nor a path: no guess is made
        return ""
    bare = bare.replace("\\", "/")
    if bare.startswith("//"):
        return "https:" + bare if len(bare) > 2 and bare[2] != "/" else ""
    return bare


def local(text: str) -> str:
    """What a relative address says, spaces in it kept; "" for one with a scheme or a host, and for none.

    >>> local(" 图 1.png "), local("../a.md#x"), local("//a.cn/x"), local("https://a.cn"), local("{filename}/b.md")
    ('图 1.png', '../a.md#x', '', '', '{filename}/b.md')
    """
    bare = address(text)
    if not bare or _SCHEME.match(bare) is not None:
        return ""
    return _SPACES.sub(" ", text).strip().replace("\\", "/")


HAN = (0x3400, 0x9FFF)
KANA = (0x3041, 0x30FA)


def count(text: str, *letters: tuple[int, int]) -> list[int]:
    """How many characters of a text lie in each of these stretches of the basic plane.

    >>> count("安全生产 ひと 1", HAN, KANA)
    [4, 2]
    """
    units = numpy.frombuffer(text.encode("utf-16-le", "surrogatepass"), numpy.uint16)
    # what lies before the first letter wraps around, and so lies behind the last too
    return [int(numpy.count_nonzero(units - first <= last - first)) for first, last in letters]


def han(text: str) -> int:
    """How many Han characters (of the basic plane) a text has."""
    return count(text, HAN)[0]


_LINK = late(r"(?<![A-Za-z0-9])https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]]{4,2000}")
_TRAILING = late(r"(?<![.,:;!?'*_~])[.,:;!?'*_~]++$")


def link_spans(text: str) -> list[tuple[int, int]]:
    """Where bare http addresses stand in a text. They end before the first character that no address has unescaped, so
    at any Han character and any full-width sign; a closing bracket without its opening one, and a final stop, are not
    part of them.

    >>> [("见https://a.cn/b。后(http://c.cn/d)")[a:b] for a, b in link_spans("见https://a.cn/b。后(http://c.cn/d)")]
    ['https://a.cn/b', 'http://c.cn/d']
    """
    spans: list[tuple[int, int]] = []
    for match in _LINK.finditer(text):
        start, end = match.span()
        while True:
            found = text[start:end]
            trailing = _TRAILING.search(found)
            if trailing is not None:
                end -= len(trailing[0])
            elif found[-1] in ")]" and found.count(found[-1]) > found.count("(" if found[-1] == ")" else "["):
                end -= 1
            else:
                break
        if end - start > 10:
            spans.append((start, end))
    return spans


def linked(text: str) -> tuple[str, tuple[str, ...]]:
    """Text as HTML with its bare addresses as links, and those addresses."""
    if "://" not in text:
        return written(text), ()
    parts: list[str] = []
    found: list[str] = []
    at = 0
    for start, end in link_spans(text):
        url = text[start:end]
        parts.append(f'{written(text[at:start])}<a href="{attribute(url)}">{written(url)}</a>')
        found.append(url)
        at = end
    parts.append(written(text[at:]))
    return "".join(parts), tuple(found)
