"""What kind of document this is, and in which language: two readings of signals that other rules have found.

Doubts: a kind is claimed only on a sign of its own (articles, an issue, a number, a lead); all else is `text`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from builder.model import Credit, Issuance
from builder.model.document import Genre
from builder.model.late import late
from builder.structure.marks.signs import HAN, KANA, count

_LAW = late(r"(?:条例|法|办法|规定|规则|细则|章程|准则|守则|决定)(?:[（(].{1,24}[）)])?$")
_ARTICLE = late(r"^第[一二三四五六七八九十百\d]{1,5}条", re.M)
_OFFICIAL = late(
    r"关于.{2,80}的(?:通知|决定|意见|报告|批复|函|通报|公告|通告|请示|议案|方案|说明)$|^.{2,40}(?:公告|通告|"
    r"令|任免通知)$"
)
_MEDIA = late(r"(?:网|报|社|新闻|电视台|电台|广播|融媒体?(?:中心)?|客户端|频道|时报|头条)$")
_LATIN = late(r"[A-Za-z]+")
_HANGUL = late(r"[\uac00-\ud7a3]+")


def genre(
    title: str, plain: str, issuance: Issuance, makers: Sequence[Credit], source: str, lead: bool, post: bool
) -> Genre:
    """The kind of a document; `lead` says that it opens like news, `post` that it was written for a blog."""
    if "第" in plain and _LAW.search(title) and _ARTICLE.search(plain):
        return "law"
    if issuance.series or issuance.issue:
        return "bulletin"
    if issuance.number or (issuance.addressee and issuance.issuer) or _OFFICIAL.search(title):
        return "official"
    if lead or _MEDIA.search(source) or any(credit.role in ("reporter", "correspondent") for credit in makers):
        return "news"
    return "post" if post else "text"


@lru_cache(maxsize=1024)  # the same few names stand in the headers of an archive
def is_medium(name: str) -> bool:
    """Whether a name is that of a newspaper, site or station.

    >>> is_medium("观察者网"), is_medium("Jim Hall")
    (True, False)
    """
    return _MEDIA.search(name) is not None


def language(plain: str, said: str = "") -> str:
    """The language as BCP 47's first part: what the header says, else `zh`, `ja`, `ko` or `en` by the letters."""
    if said and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,8}){0,2}", said):
        return re.split("[-_]", said)[0].lower()
    sample = plain[:600]
    characters, kana = count(sample, HAN, KANA)
    if characters * 8 < len(sample):
        if _share(_HANGUL, sample) > 20:
            return "ko"
        if _share(_LATIN, sample) > 60 and kana < 10:
            return "en"
    return "ja" if kana * 10 > max(characters, 10) else "zh"


def _share(letters: re.Pattern[str], sample: str) -> int:
    return sum(map(len, letters.findall(sample)))
