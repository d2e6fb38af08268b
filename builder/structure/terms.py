"""Candidate phrases for derived tags: what one document seems to be about, for `link` to choose from.

Strategy: the segmenter's words get a class, looked up once per word: telling (防汛), common (安全, 生产: only as part
of a phrase), nominal (防控: a verb that names an activity), opening (双重), strange (not in the dictionary) or a
break. A phrase is two or three words in a row without a break, of four to eight characters, that ends in a noun; a
telling word may stand alone. Phrases that only ever stand inside a longer one give way to it. Besides: what the text
puts in quotation marks (“三管三必须”) and the party's congresses (党的二十大), whose names break the rules.

Doubt: where the segmenter cuts wrongly, a phrase may be half a word; such phrases rarely come back in another document,
and a derived tag needs two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import pairwise

import numpy as np
import rjieba

from builder.model.late import late
from builder.structure.simplified import as_printed, simplified

MOST = 24
_SHORTEST, _LONGEST = 4, 8
# The class of a word is a figure: those of a text are a string, in which the starts of phrases are found at once.
_BREAK, _LOOSE, _COMMON, _TELLING, _NOMINAL, _OPENING, _STRANGE = "0123456"
_APART = (_BREAK, _LOOSE)
_NAMING = frozenset(("n", "nz", "nt", "j", "nrt"))
_NOUNS = _NAMING | {"vn", "an", "ng", "s"}
_PLACES = frozenset("省市县区镇乡村州局厅委办院部站路街")
_BODIES = frozenset("局厅委部院")
_OFFICES = ("机构", "机关", "部门")  # bodies of any place, not what a text is about
_DOING = (_NOMINAL, _COMMON)
_BEARERS = frozenset(("企业", "社会", "国家", "世界", "中国", "城市"))  # 评估企业: something done to it, no name
_LEVELS = frozenset("省市县区镇乡村我该本各全每")
_PARTICLES = frozenset(
    "的了和与及在对为以把等是要将从向到于由被或并也都就更又不做抓让使按经据因但而且则即后前中上下内外新其此"
)
_QUOTED = late(r"“([一-龥]{3,8})”")
_FIGURES = "一二三四五六七八九十"
_CONGRESS = late(  # its first character is one of a class, which is looked for much faster than a choice of words
    rf"[党全{_FIGURES}](?:(?<=党)的[{_FIGURES}]{{1,3}}大|(?<=全)国两会|(?<![党全])[{_FIGURES}]{{0,2}}届[{_FIGURES}]{{1,2}}中全会)"
)
_HAN = late(r"[㐀-鿿]+\Z")


def _words(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {"": []}
    section = ""
    for line in files(__package__).joinpath(name).read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line[1:-1]
            found[section] = []
        elif not line.startswith("#"):
            found[section].extend(line.split())
    return {key: frozenset(words) for key, words in found.items()}


_lists = _words("term_words.txt")
_GENERIC, _NOMINALS = _lists["generic"], _lists["nominal"]
_ALONE = _lists["alone"]
_COMMONS = _words("common_words.txt")[""] | _lists["common"]
_MOST_CLASSES = 100_000


class _Classes(dict[str, str]):
    """The class of each word, kept for the next document."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_CLASSES:
            self.clear()
        found = self[word] = _judge(word)
        return found


_classes = _Classes()


def _judge(word: str) -> str:
    if len(word) == 1:
        return _BREAK if word in _PARTICLES or not _HAN.match(word) else _LOOSE
    if len(word) > 6 or word in _GENERIC or not _HAN.match(word):
        return _BREAK
    if not rjieba.has_word(word):
        return _BREAK if word[-1] in _PLACES or word[0] in _LEVELS else _STRANGE
    tag = rjieba.tag(word)[0][1]
    if word in _ALONE:
        return _TELLING
    if tag in _NOUNS:
        abstract = len(word) == 3 and word[-1] == "性"  # 准确性, 时效性: of anything
        return _COMMON if word in _COMMONS or tag not in _NAMING or abstract else _TELLING
    if word in _NOMINALS:
        return _NOMINAL
    return _OPENING if tag in ("b", "a") else _BREAK


def terms(plain: str, people: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Up to 24 (phrase, count), most telling first. `people` are names that no phrase may hold.

    >>> [phrase for phrase, _ in terms("疫情防控不放松。抓好疫情防控，落实“三管三必须”。", ())]
    ['疫情防控', '三管三必须']
    """
    read = simplified(plain)
    scored = _phrases(rjieba.cut(read))
    congresses = _CONGRESS.findall(read) if "党的" in read or "届" in read or "全国两会" in read else ()
    if named := (*_QUOTED.findall(read), *congresses):
        scored |= {phrase: (count, 3.0) for phrase, count in Counter(named).items() if phrase not in _GENERIC}
    title = read[: max(read.find("\n"), 0)]
    barred = simplified(" ".join(people))
    together = "\n".join(scored)
    heads = [head for name in barred.split() if (head := name[:2]) in together]
    ranked = sorted(
        (-count * weight - (2.0 if phrase in title else 0.0), place, phrase, count)
        for place, (phrase, (count, weight)) in enumerate(scored.items())
        if phrase not in barred and not (heads and any(head in phrase for head in heads))
    )
    return tuple((as_printed(phrase, read, plain), count) for _, _, phrase, count in ranked[:MOST])


def spoken(plain: str) -> set[str]:
    """Every word of a text that has two to eight characters, in Simplified spelling; of a list's items with 、 too.

    >>> sorted(spoken("要抓好危化品、消防安全。"))
    ['、消防安全', '危化品', '抓好', '消防安全']
    """
    words = rjieba.cut(simplified(plain))
    found = {word for word in words if 2 <= len(word) <= _LONGEST and _HAN.match(word)}
    return found | {"、" + word for mark, word in pairwise(words) if mark == "、" and word in found}


def _phrases(words: Sequence[str]) -> dict[str, tuple[int, float]]:
    """The phrases worth a tag: how often each stands there, and what each time weighs."""
    classes = "".join(map(_classes.__getitem__, words)) + _BREAK
    found: list[str] = []
    places: list[tuple[int, int]] = []
    for first in _starts(classes):
        phrase = words[first]
        if classes[first] == _TELLING:
            found.append(phrase)
            places.append((first, first + 1))
            if classes[first - 1] == _LOOSE:
                continue
        for last in (first + 1, first + 2):
            kind = classes[last]
            if kind in _APART:
                break
            phrase += words[last]
            if kind != _OPENING and _SHORTEST <= len(phrase) <= _LONGEST and phrase[-1] not in _BODIES:
                found.append(phrase)
                places.append((first, last + 1))
    return _worth(words, classes, Counter(found), dict(zip(found, places, strict=True)))


def _starts(classes: str) -> list[int]:
    """The places of the telling words, and of those that open a phrase: before another word of one, not joined loosely
    to the word before, and no activity.
    """
    codes = np.frombuffer(classes.encode(), np.uint8)
    within = codes > ord(_LOOSE)
    starts = within & (codes != ord(_NOMINAL))
    starts[1:] &= codes[:-1] != ord(_LOOSE)
    starts[:-1] &= within[1:]
    starts |= codes == ord(_TELLING)
    found: list[int] = starts.nonzero()[0].tolist()
    return found


def _worth(
    words: Sequence[str], classes: str, counts: Mapping[str, int], where: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, float]]:
    """Those that stand often enough, and not only inside a longer one."""
    inner: set[str] = set()
    kept: dict[str, tuple[int, float]] = {}
    for phrase, count in counts.items():
        first, last = where[phrase]
        weight = _weight(phrase, count, classes[first:last])
        if not weight or phrase in _GENERIC or phrase.endswith(_OFFICES):
            continue
        if last - first == 2 and classes[first] in _DOING and words[first + 1] in _BEARERS:
            continue
        if count > 1 and last - first > 1:
            parts = words[first:last]
            subs = parts if len(parts) == 2 else (*parts, parts[0] + parts[1], parts[1] + parts[2])
            often = [counts[sub] for sub in subs if len(sub) >= _SHORTEST and sub in counts] if count < 4 else ()
            if often and max(often) >= 3 * count:
                continue
            inner.update([sub for sub in subs if counts.get(sub) == count])
        kept[phrase] = (count, weight)
    for phrase in inner:
        kept.pop(phrase, None)
    return kept


def _weight(phrase: str, count: int, kinds: str) -> float:
    """What each time weighs that a phrase of these classes stands there, 0 where it does not stand often enough."""
    told, strange = _TELLING in kinds, _STRANGE in kinds
    if len(kinds) == 1:
        return 0.9 if count >= 2 or phrase in _ALONE else 0.0
    if count == 1:
        return 1.0 if len(kinds) == 2 and told and not strange else 0.0
    if count == 2 and len(kinds) > 2 and not told:
        return 0.0
    return 1.6 if told or strange else 1.3
