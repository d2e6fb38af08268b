"""Candidate phrases for derived tags: what one document seems to be about, for `link` to choose from.

Strategy: the segmenter's words get a class, looked up once per word: telling (防汛), common (安全, 生产: only as part
of a phrase), nominal (防控: a verb that names an activity), opening (双重), strange (not in the dictionary) or a
break. A phrase is two to four words in a row without a break, of four to eight characters, that ends in a noun; a
telling word may stand alone. Phrases that only ever stand inside a longer one give way to it. Besides: what the text
puts in quotation marks (“三管三必须”) and the party's congresses (党的二十大), whose names break the rules.

Doubt: where the segmenter cuts wrongly, a phrase may be half a word; such phrases rarely come back in another document,
and a derived tag needs two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise

import rjieba

from builder.structure.simplified import as_printed, simplified

MOST = 24
_SHORTEST, _LONGEST = 4, 8
_MOST_WORDS = 3
_BREAK, _LOOSE, _COMMON, _TELLING, _NOMINAL, _OPENING, _STRANGE = range(1, 8)
_NAMING = frozenset(("n", "nz", "nt", "j", "nrt"))
_NOUNS = _NAMING | {"vn", "an", "ng", "s"}
_PLACES = frozenset("省市县区镇乡村州局厅委办院部站路街")
_BODIES = frozenset("局厅委部院")
_OFFICES = ("机构", "机关", "部门")  # bodies of any place, not what a text is about
_BEARERS = frozenset(("企业", "社会", "国家", "世界", "中国", "城市"))  # 评估企业: something done to it, no name
_LEVELS = frozenset("省市县区镇乡村我该本各全每")
_PARTICLES = frozenset(
    "的了和与及在对为以把等是要将从向到于由被或并也都就更又不做抓让使按经据因但而且则即后前中上下内外新其此"
)
_QUOTED = re.compile(r"“([一-龥]{3,8})”")
_CONGRESS = re.compile(
    r"党的[一二三四五六七八九十]{1,3}大|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,2}中全会|全国两会"
)
_HAN = re.compile(r"[㐀-鿿]+\Z")


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
_classes: dict[str, int] = {}
_MOST_CLASSES = 100_000


def _class(word: str) -> int:
    """The class of a word, kept for the next document."""
    known = _classes.get(word)
    if known is None:
        if len(_classes) >= _MOST_CLASSES:
            _classes.clear()
        known = _classes[word] = _judge(word)
    return known


def _judge(word: str) -> int:
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
    for phrase, count in Counter((*_QUOTED.findall(read), *_CONGRESS.findall(read))).items():
        if phrase not in _GENERIC:
            scored[phrase] = (count, 3.0)
    title = read[: max(read.find("\n"), 0)]
    named = simplified(" ".join(people))
    heads = [name[:2] for name in named.split()]
    ranked = sorted(
        (-count * weight - (2.0 if phrase in title else 0.0), place, phrase, count)
        for place, (phrase, (count, weight)) in enumerate(scored.items())
        if not any(head in phrase for head in heads) and phrase not in named
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
    known = _classes.get
    classes = [known(word) or _class(word) for word in words]
    counts: dict[str, int] = {}
    where: dict[str, tuple[int, int]] = {}
    end = len(words)
    for first, kind in enumerate(classes):
        if kind <= _LOOSE:
            continue
        phrase = words[first]
        if kind == _TELLING:
            counts[phrase] = counts.get(phrase, 0) + 1
            where[phrase] = (first, first + 1)
        if kind == _NOMINAL or (first and classes[first - 1] == _LOOSE):
            continue
        for last in range(first + 1, min(first + _MOST_WORDS, end)):
            if classes[last] <= _LOOSE:
                break
            phrase += words[last]
            if len(phrase) > _LONGEST:
                break
            if len(phrase) >= _SHORTEST and classes[last] != _OPENING and phrase[-1] not in _BODIES:
                counts[phrase] = counts.get(phrase, 0) + 1
                where[phrase] = (first, last + 1)
    return _worth(words, classes, counts, where)


def _worth(
    words: Sequence[str], classes: Sequence[int], counts: dict[str, int], where: dict[str, tuple[int, int]]
) -> dict[str, tuple[int, float]]:
    """Those that stand often enough, and not only inside a longer one."""
    inner: set[str] = set()
    kept: dict[str, tuple[int, float]] = {}
    for phrase, count in counts.items():
        if phrase in _GENERIC or phrase.endswith(_OFFICES):
            continue
        first, last = where[phrase]
        length = last - first
        if length == 2 and classes[first] in (_NOMINAL, _COMMON) and words[first + 1] in _BEARERS:
            continue
        told = _TELLING in classes[first:last]
        if length == 1:
            if count >= 2 or phrase in _ALONE:
                kept[phrase] = (count, 0.9)
            continue
        if count == 1:
            if length == 2 and told and _STRANGE not in classes[first:last]:
                kept[phrase] = (1, 1.0)
            continue
        if count == 2 and not told and length > 2:
            continue
        subs = ["".join(words[a:b]) for a in range(first, last) for b in range(a + 1, last + 1) if b - a < length]
        if any(counts.get(sub, 0) >= 3 * count and count < 4 for sub in subs if len(sub) >= _SHORTEST):
            continue
        inner.update(sub for sub in subs if counts.get(sub, 0) == count)
        kept[phrase] = (count, 1.6 if told or _STRANGE in classes[first:last] else 1.3)
    for phrase in inner:
        kept.pop(phrase, None)
    return kept
