"""Which line of the ledger each document is, however it was renamed, moved or mended since.

Strategy: a document is known first by its place with the same text, then by its text alone, then by most of its text,
and last by its place alone. Each step takes only lines and documents that an earlier one left over, so that two files
that change names keep their own addresses, and an edit in place never loses one.

Rules, in order:
1. the same path and article, and the text equal or alike: an edit;
2. an equal text elsewhere: a rename (of several such, the same file name first, then the same article, then order);
3. a text alike elsewhere, the most alike first: a rename with an edit;
4. the same path and article, whatever stands there now: a text written anew, or one too short to compare.
A line that no document answers stays: a file that comes back finds its address, and no other is ever given it.

Alike means that 40 of the 64 digits of the sketch agree (unrelated texts share about 4; about three fifths of the
five-character sequences of alike ones are the same). Doubt: below that a renamed text counts as another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Final

from builder.model import Document, Line

_ALIKE: Final = 40
_STALE: Final = 56  # with fewer digits the same, a line is written anew; with more, an edit leaves the ledger alone
_BAND: Final = 3
_CROWD: Final = 50  # lines that share a band of digits: beyond, they are forms of one kind, and tell nothing
_NO_HAN: Final = blake2b(b"", digest_size=16).hexdigest()
_DIGITS: Final = bytes(b"0123456789abcdef"[byte & 15] for byte in range(256))

Place = tuple[str, int]


def content(document: Document) -> str:
    """A digest of the text; of the file where the text is withdrawn or has no Han character."""
    known = document.fingerprint
    return known if known and known != _NO_HAN else document.sha256[:32]


def sketch(document: Document) -> str:
    """Four bits of each of the 64 values of a document's sketch, as digits."""
    return document.sketch[2::8].translate(_DIGITS).decode("ascii")


def held(documents: Sequence[Document], lines: Sequence[Line]) -> list[Line | None]:
    """For each document its line of the ledger, None for one that is new. The order of neither matters."""
    found: list[Line | None] = [None] * len(documents)
    if not lines:
        return found
    match = _Match(documents, [line for line in sorted(lines) if line.article], found)
    match.in_place(lambda score: score >= _ALIKE)
    match.by_text()
    match.by_likeness()
    match.in_place(lambda score: True)
    return found


class _Match:
    """What is still open: the documents without a line, and the lines without a document."""

    def __init__(self, documents: Sequence[Document], lines: Sequence[Line], found: list[Line | None]) -> None:
        self.documents = documents
        self.found = found
        self.keys = [(content(one), sketch(one)) for one in documents]
        self.open = sorted(range(len(documents)), key=lambda one: _place(documents[one]))
        self.lines = {line.id: line for line in lines}

    def take(self, pairs: Iterable[tuple[int, Line]]) -> None:
        """Give lines to documents; of two that want one, the first has it."""
        for one, line in pairs:
            if self.found[one] is None and line.id in self.lines:
                del self.lines[line.id]
                self.found[one] = line
        self.open = [one for one in self.open if self.found[one] is None]

    def in_place(self, enough: Callable[[int], bool]) -> None:
        at = {(line.path, line.article): line for line in self.lines.values()}
        pairs = ((one, at.get(_place(self.documents[one]))) for one in self.open)
        self.take([(one, line) for one, line in pairs if line and enough(_score(self.keys[one], line))])

    def by_text(self) -> None:
        for key in (lambda path, article: (path.rpartition("/")[2], article), lambda _, n: (n,), lambda *_: ()):
            self._pair(key)

    def _pair(self, key: Callable[[str, int], Hashable]) -> None:
        waiting: dict[Hashable, list[Line]] = defaultdict(list)
        for line in sorted(self.lines.values(), key=lambda line: (line.path, line.article, line.id), reverse=True):
            waiting[line.content, key(line.path, line.article)].append(line)
        pairs = []
        for one in self.open:
            queue = waiting.get((self.keys[one][0], key(*_place(self.documents[one]))))
            if queue:
                pairs.append((one, queue.pop()))
        self.take(pairs)

    def by_likeness(self) -> None:
        bands: dict[tuple[int, str], list[Line]] = defaultdict(list)
        for line in self.lines.values():
            for band in _bands(line.sketch):
                bands[band].append(line)
        scored: list[tuple[int, int, str]] = []
        for rank, one in enumerate(self.open):
            near = {line.id: line for band in _bands(self.keys[one][1]) for line in bands.get(band, ())[:_CROWD]}
            scored += (
                (-score, rank, known)
                for known, line in near.items()
                if (score := _score(self.keys[one], line)) >= _ALIKE
            )
        places = list(self.open)
        self.take([(places[rank], self.lines[known]) for _, rank, known in sorted(scored)])


def _place(document: Document) -> Place:
    return str(document.path), document.article


def _bands(digits: str) -> list[tuple[int, str]]:
    return [(at, digits[at : at + _BAND]) for at in range(0, len(digits) - _BAND + 1, _BAND)]


def _score(keys: tuple[str, str], line: Line) -> int:
    """How many of 64 digits agree; 64 for equal texts, 0 where one is too short to compare."""
    if keys[0] == line.content:
        return 64
    return sum(a == b for a, b in zip(keys[1], line.sketch, strict=False))


def continued(
    documents: Sequence[Document],
    known: Sequence[Line | None],
    ids: Sequence[str],
    urls: Sequence[str],
    sheets: Sequence[tuple[Line | None, str, str]],
    lines: Sequence[Line],
) -> list[Line]:
    """The ledger after this build: the line of each document in the order given, and behind them all others.

    `sheets` are the page views: (line it had, path, id).
    """
    now = [
        _renewed(document, line, identity, url)
        for document, line, identity, url in zip(documents, known, ids, urls, strict=True)
    ]
    now += [_line(line, identity, f"files/{identity}/", path, 0, "", "") for line, path, identity in sheets]
    before = [*known, *(line for line, _, _ in sheets)]
    names = {_name(line) for line in now}
    places = {(line.path, line.article) for line in now}
    answered = names | {_name(line) for line in before if line}
    gone = [line for line in lines if _name(line) not in answered]
    now += [replace(one, path="") if (one.path, one.article) in places else one for one in gone]
    return _parted(now, [*before, *gone])


def _parted(now: Sequence[Line], before: Sequence[Line | None]) -> list[Line]:
    """The lines with each former address in one of them: the one that had it last, and none where it is in use."""
    owners = {line.url: _name(line) for line in now}
    for line, old in zip(now, before, strict=True):
        if old and old.url != line.url:
            owners.setdefault(old.url, _name(line))
    for line in sorted(line for line in now if line.former):
        for url in line.former:
            owners.setdefault(url, _name(line))
    return [
        replace(line, former=tuple(url for url in line.former if owners[url] == _name(line))) if line.former else line
        for line in now
    ]


def _name(line: Line) -> tuple[str, bool]:
    """A document and a page view may have one id, for they stand in different folders."""
    return line.id.casefold(), line.article == 0


def _renewed(document: Document, line: Line | None, identity: str, url: str) -> Line:
    keys = (content(document), sketch(document))
    if line and _score(keys, line) >= _STALE:
        keys = (line.content, line.sketch)
    return _line(line, identity, url, *_place(document), *keys)


def _line(before: Line | None, identity: str, url: str, path: str, article: int, text: str, digits: str) -> Line:
    old = (*before.former, before.url) if before else ()
    former = tuple(dict.fromkeys(one for one in old if one != url))
    return Line(identity, url, path, article, text, digits, former)
