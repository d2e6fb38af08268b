"""How likely a word is: a word list, the archive's vocabulary, and the rest of the document itself.

A text is taken for words drawn one after another. The chance of a word is the sum of three: its frequency in a general
word list, its share of the archive's phrases, and its share of the word-like pieces of this very document, for a page
that says 氣象主管機構 once says it again. A Han character that is no word by itself has a small chance of its own.

The word list is that of jieba 0.42.1 (Copyright (c) 2013 Sun Junyi, MIT licence), cut to words of GB 2312 with a
frequency of ten or more, up to five characters: `byteshift_words.zlib`, deflated GBK, a line to a word, its last
character the frequency in quarters of an octave above `!`. It is loaded when the first damaged page asks for it. Beside
it stands a list of our own, `byteshift_official.txt`: official prose, of which most damaged pages are, has words that
the other lacks (危化品) or thinks rare (燃气).
"""

from __future__ import annotations

import math
import pkgutil
import zlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from builder.model import Vocabulary
from builder.model.late import late
from builder.script.t2s import engine

LONGEST = 8  # characters of the longest phrase that is looked for

_SHARE_LIST, _SHARE_OFFICIAL, _SHARE_ARCHIVE, _SHARE_PAGE = 0.4, 0.1, 0.25, 0.25
_ALONE = 1.5  # nats: a character that is no function word seldom stands alone
_FUNCTION = frozenset(
    "的了在是和与及等为以对于从到被把将要也都不有人中上下内外后前个大小一二三四五六七八九十年月日时市县省区就而但或其该各每并由可能应所之者"
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方"
    "邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
_NAME, _GIVEN = -9.2, -6.7  # the chance of a person's name with this surname, and of each character after it
_LEAST = 1e-12
_LISTED = "、"
_UNSEEN_CHARACTER = 3e-10  # the chance of a character that no list has
_PIECES = range(2, 6)  # lengths of the document's pieces
_GREATEST_PAGE = 40_000  # characters of a document that are read for its pieces
_ANNOTATION = late(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,7}\)")
_WIDE_FORM = late("[０-９Ａ-Ｚａ-ｚ]")
_FEW_WIDE = 5  # so many may come from damage alone
_STRETCH = late("[\u4e00-\u9fff、]{2,}")

_NONE: frozenset[str] = frozenset()
_MARKS = {"，": -3.0, "。": -3.5, "、": -3.5, ",": -3.0, " ": -3.0, "\n": -2.5, "?": -8.0, "□": -4.0} | dict.fromkeys(
    "；：“”《》;:()", -5.5
)
_WIDE, _WIDE_STRANGE = -6.0, -14.0  # full-width letters and digits, in a page that has them and in one that has not
_OTHER, _LETTER, _DIGIT = -8.0, -4.5, -3.0


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their chance; for each beginning of a word the characters that can follow, for each first character
    the greatest chance of a longer word.
    """

    chances: dict[str, float]
    follow: dict[str, frozenset[str]]
    greatest: dict[str, float]


def _words(chances: dict[str, float]) -> Words:
    follow: dict[str, set[str]] = {}
    greatest: dict[str, float] = {}
    for word, chance in chances.items():
        for i in range(1, len(word)):
            follow.setdefault(word[:i], set()).add(word[i])
        if len(word) > 1 and chance > greatest.get(word[0], 0.0):
            greatest[word[0]] = chance
    return Words(chances, {beginning: frozenset(after) for beginning, after in follow.items()}, greatest)


@cache
def word_list() -> Words:
    """The general word list, and that of official prose."""
    lines = zlib.decompress(pkgutil.get_data(__package__, "byteshift_words.zlib") or b"").decode("gbk").split("\n")
    steps = [2 ** (step / 4) for step in range(128)]
    counts = {line[:-1]: steps[ord(line[-1]) - 33] for line in lines}
    total = sum(counts.values()) / _SHARE_LIST
    chances = {word: count / total for word, count in counts.items()}
    lines = (pkgutil.get_data(__package__, "byteshift_official.txt") or b"").decode("utf-8").split("\n")
    known: set[str] = set()
    for line in lines:
        if not line.startswith("#"):
            words = line.removeprefix(_LISTED).split()
            known.update(words, (_LISTED + word for word in words if line.startswith(_LISTED)))
    for word in known:
        chances[word] = chances.get(word, 0.0) + _SHARE_OFFICIAL / len(known)
    return _words(chances)


_archives: dict[str, Words] = {}  # the last archive's words, by its digest


def archive_words(vocabulary: Vocabulary) -> Words:
    """The words of an archive's vocabulary, kept while the archive stays the same."""
    key = vocabulary.digest
    if key not in _archives or not key:
        _archives.clear()
        counts: Counter[str] = Counter()
        for word, documents in vocabulary.words:
            if 2 <= len(word) <= LONGEST:
                counts[simplified(word)] += documents
        total = max(sum(counts.values()), 200) / _SHARE_ARCHIVE
        _archives[key] = _words({word: count / total for word, count in counts.items()})
    return _archives[key]


def _pieces(text: str) -> Counter[str]:
    """The pieces of a text, and those one longer, each with its number."""
    counts: Counter[str] = Counter()
    for stretch in _STRETCH.findall(simplified(_ANNOTATION.sub("", text))):
        for length in range(_PIECES[0], _PIECES[-1] + 2):
            counts.update(stretch[i : i + length] for i in range(len(stretch) - length + 1))
    return counts


def page_words(text: str) -> Words:
    """The pieces of a document, two to five characters long, each with its share of the text.

    A repeated piece that always stands inside the same longer one (人民政 in 人民政府) is no word.
    """
    counts = _pieces(text[:_GREATEST_PAGE])
    inner = {part for piece, n in counts.items() if n > 1 for part in (piece[1:], piece[:-1]) if counts[part] == n}
    once = _once(text)
    return _words({w: n * once for w, n in counts.items() if len(w) in _PIECES and w not in inner})


def _once(text: str) -> float:
    """The chance that a piece gains by standing once in a text."""
    return _SHARE_PAGE / (max(min(len(text), _GREATEST_PAGE), 200) * len(_PIECES))


def simplified(text: str) -> str:
    """A text with each character in its Simplified spelling."""
    table = engine().characters
    return "".join([table.get(character, character) for character in text])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of words when one document is read. Chances are natural logarithms.

    `once` is the chance that a word of the page gains by standing there once; `wide` says that the page has full-width
    letters or digits. `weighed` is room for whoever asks, to keep what it made of an answer while this page is read.
    """

    general: Words
    archive: Words
    page: Words
    once: float
    wide: bool
    weighed: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    _single: dict[str, float] = field(default_factory=dict)
    _longer: dict[str, float] = field(default_factory=dict)
    _follow: dict[str, frozenset[str]] = field(default_factory=dict)

    def word(self, word: str, here: bool) -> float | None:
        """The chance of a word of two characters or more, None if it is none.

        `here` says that the word stands in the page at this very place, which is no reason to expect it there.
        """
        page = self.page.chances.get(word, 0.0)
        if here and page:
            page = max(page - self.once, 0.0)
        chance = self.general.chances.get(word, 0.0) + self.archive.chances.get(word, 0.0) + page
        return math.log(chance) if chance > _LEAST else None

    def single(self, character: str) -> float:
        """The chance of a character by itself."""
        known = self._single.get(character)
        if known is None:
            known = self._single[character] = self._alone(character)
        return known

    def _alone(self, character: str) -> float:
        if "\u3400" <= character <= "\u9fff":
            alone = 0.0 if character in _FUNCTION else _ALONE
            return math.log(self.general.chances.get(character, 0.0) + _UNSEEN_CHARACTER) - alone
        if character in _MARKS:
            return _MARKS[character]
        if "０" <= character <= "ｚ":
            return _WIDE if self.wide else _WIDE_STRANGE
        if character.isdecimal():
            return _DIGIT
        return _LETTER if character.isalpha() and character < "\u0250" else _OTHER

    def longer(self, character: str) -> float:
        """The greatest chance of a longer word that begins with a character, minus infinity where there is none."""
        known = self._longer.get(character)
        if known is None:
            chance = sum(words.greatest.get(character, 0.0) for words in (self.general, self.archive, self.page))
            known = self._longer[character] = math.log(chance) if chance else -math.inf
        return known

    def follow(self, beginning: str) -> frozenset[str]:
        """The characters that can follow the beginning of a word."""
        known = self._follow.get(beginning)
        if known is None:
            known = self.general.follow.get(beginning, _NONE)
            for words in (self.archive, self.page):
                known = known | words.follow.get(beginning, _NONE)
            self._follow[beginning] = known
        return known


def name_chance(word: str) -> float | None:
    """The chance of a person's name of two or three characters, whatever the given name; None if it is none.

    Lists know few names, and without this a damaged name would be read as whatever words its bytes allow.
    """
    if len(word) > 3 or word[0] not in SURNAMES:
        return None
    return _NAME + _GIVEN * (len(word) - 1)


def lexicon(text: str, vocabulary: Vocabulary) -> Lexicon:
    """What is known of words for one document as found."""
    wide = len(_WIDE_FORM.findall(text[:_GREATEST_PAGE])) > _FEW_WIDE
    return Lexicon(word_list(), archive_words(vocabulary), page_words(text), _once(text), wide)
