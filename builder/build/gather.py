"""The content folder, taken in: every file read and prepared once for each state it was ever in, and accounted for.

stock   what lies in the folder                          (`stock.py`)
sheets  the stock, prepared                              (from the cache where these bytes were prepared before)
again   the damaged ones, with the archive's vocabulary  (the same)
fates   every file's end: published, draft, duplicate, not a document, empty or failed; the counts add up
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from pathlib import PurePosixPath

from builder.build.cache import Cache, digest, stamp, unpacked
from builder.build.each import Hire, each
from builder.build.held import held
from builder.build.prepare import begin, prepare_all
from builder.build.sharing import Sharing
from builder.build.stock import Stock, changed
from builder.build.vocabulary import learned, vocabulary, words
from builder.model import EMPTY_VOCABULARY, Body, Config, Found, Problem, Refusal, Sheet, Tally, Vocabulary
from builder.model.packing import packed
from builder.read.files import fetch
from builder.read.kind import is_document


class Bodies:
    """The bodies of the archive, fetched from the cache when one is needed: they are large, and stay on the disk."""

    def __init__(self, cache: Cache, keys: dict[str, bytes]) -> None:
        self._cache = cache
        self.keys = keys  # a document's key → the cache's key of its body, which changes whenever the body does

    def packed(self, key: str) -> bytes:
        """The body of a document as bytes, for a worker to unpack."""
        data = self._cache.get(self.keys[key])
        assert data is not None, "a body lives as long as its sheet"
        return data

    def __call__(self, key: str) -> Body:
        body: Body = unpacked(self.packed(key))
        return body


@dataclass(frozen=True, slots=True)
class Gathered:
    """The content folder, prepared: the sheets to publish, their bodies, every file's fate and every problem.

    `lent` is what the archive lends its damaged documents.
    """

    sheets: tuple[Sheet, ...]
    bodies: Bodies
    files: tuple[tuple[str, str, str], ...]
    tally: Tally
    problems: tuple[Problem, ...]
    lent: Vocabulary = EMPTY_VOCABULARY


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What one file became, and the cache's key of it (b"" for what is not kept)."""

    outcome: Sheet | Refusal
    key: bytes = b""


def gather(stock: Stock, config: Config, cache: Cache, hire: Hire, timeout: float) -> Gathered:
    """Take the content folder in; files that were prepared before, in the same state, are not prepared again.

    A file that takes longer than `timeout` seconds is refused, each time anew: nothing that hangs on a clock is kept.
    """
    sharing = Sharing(one.path for one in stock.found)
    prepare = partial(_prepared, stock, config, cache, hire, timeout, sharing)
    prepared = prepare(stock.found, EMPTY_VOCABULARY)
    lent = EMPTY_VOCABULARY
    for places, lent in _second_pass(prepared, cache):
        again = prepare([stock.found[place] for place in places], lent)
        for place, one in zip(places, again, strict=True):
            prepared[place] = one
    return replace(_account(prepared, stock.problems, cache, stock.today), lent=lent)


def _second_pass(prepared: Sequence[_Prepared], cache: Cache) -> Iterator[tuple[list[int], Vocabulary]]:
    """The files that must be prepared again, and what the archive lends them: its words to the damaged ones alone,
    since they change with every edit, and to the others that need it only the furniture it has learned.
    """
    sheets = {place: one.outcome for place, one in enumerate(prepared) if isinstance(one.outcome, Sheet)}
    furniture = learned(tuple(sheets.values()))
    lines = set(furniture)
    damaged = [place for place, sheet in sheets.items() if sheet.damaged]
    furnished = [
        place
        for place, sheet in sheets.items()
        if not sheet.damaged and any((str(sheet.path.parent), line) in lines for line in sheet.edges)
    ]
    if furnished:
        yield furnished, vocabulary((), furniture)
    if damaged:
        made = [(one, one.outcome) for one in prepared if isinstance(one.outcome, Sheet)]  # with the furniture out
        keys = {
            document.key: _body_key(one.key, number)
            for one, sheet in made
            for number, document in enumerate(sheet.documents)
        }
        yield damaged, vocabulary(words([sheet for _, sheet in made], partial(_plain, cache, keys)), furniture)


def _plain(cache: Cache, keys: dict[str, bytes], documents: Sequence[str]) -> list[str]:
    """The texts of these documents, which stay in the cache as long as they are asked for."""
    return [unpacked(body).plain for body in cache.known([keys[key] for key in documents]).values()]


def _prepared(
    stock: Stock,
    config: Config,
    cache: Cache,
    hire: Hire,
    timeout: float,
    sharing: Sharing,
    found: Sequence[Found],
    lent: Vocabulary,
) -> list[_Prepared]:
    """Each file prepared, in the order found; one that cannot be read is refused with the system's reason."""
    settings = packed((config.repairs, config.timezone, config.sources, lent.digest))
    done: dict[int, _Prepared] = {}
    keys: dict[int, bytes] = {}
    for place, one in enumerate(found):
        content = stock.digests.get(one.path, b"?")
        keys[place] = digest(stamp(), settings, str(one.path).encode("utf-8", "surrogatepass"), content)
    places = {key: place for place, key in keys.items()}
    for key, sheet in cache.each_known(list(places)):
        done[places[key]] = _Prepared(sharing(sheet), key)
    todo = [place for place in keys if place not in done]
    read: list[int] = []  # places whose bytes went to a worker, in order

    def loaded() -> Iterator[tuple[PurePosixPath, bytes]]:
        for place in todo:
            one = found[place]
            try:
                data = fetch(config.content, one) if is_document(one.path) else b""
            except OSError as error:
                done[place] = _unreadable(one, error)
                continue
            if stock.digests.get(one.path) not in (b"", blake2b(data, digest_size=16).digest()):
                raise changed(one.path)  # or it would be kept as another
            read.append(place)
            yield one.path, data

    pool = hire(len(todo), begin, config, lent, timeout)
    with pool or nullcontext():
        for number, (sheet, bodies) in enumerate(each(prepare_all, loaded(), pool)):
            key = keys[read[number]]
            outcome: Sheet | Refusal = sharing(sheet)
            if not isinstance(outcome, Refusal) or outcome.status != "failed":
                cache.keep(((key, sheet), *((_body_key(key, place), body) for place, body in enumerate(bodies))))
            done[read[number]] = _Prepared(outcome, key)
    return [done[place] for place in range(len(found))]


def _unreadable(found: Found, error: OSError) -> _Prepared:
    reason = f"could not be read ({error.strerror}); see that the file is there and may be read"
    return _Prepared(Refusal(found.path, "failed", reason))


def _body_key(key: bytes, place: int) -> bytes:
    return digest(key, place.to_bytes(4, "little"))


def _account(prepared: Sequence[_Prepared], problems: Sequence[Problem], cache: Cache, today: str) -> Gathered:
    """Give every file its fate; a file that repeats another byte for byte is told and not published twice."""
    fates: list[tuple[str, str, str]] = []
    seen: dict[str, str] = {}
    sheets: list[Sheet] = []
    bodies: dict[str, bytes] = {}
    said = list(problems)
    for file in prepared:
        outcome = file.outcome
        if isinstance(outcome, Refusal):
            fates.append((str(outcome.path), outcome.status, outcome.reason))
            if outcome.status != "not-a-document" or is_document(outcome.path):
                said.append(Problem(str(outcome.path), 0, outcome.status, outcome.reason))
            continue
        said.extend(outcome.problems)
        late = {place: why for place, one in enumerate(outcome.documents) if (why := held(one, today))}
        fates.append(_fate(outcome, seen, late))
        if fates[-1][1] == "published":
            places = [place for place, one in enumerate(outcome.documents) if not one.draft and place not in late]
            sheets.append(replace(outcome, documents=tuple(outcome.documents[place] for place in places)))
            bodies.update((outcome.documents[place].key, _body_key(file.key, place)) for place in places)
    cache.stay(bodies.values())
    tally = _tally(fates, sum(len(sheet.documents) for sheet in sheets))
    return Gathered(tuple(sheets), Bodies(cache, bodies), tuple(fates), tally, tuple(sorted(set(said))))


def _fate(sheet: Sheet, seen: dict[str, str], late: Mapping[int, str]) -> tuple[str, str, str]:
    """The path, the status and the reason; `late` are the places of documents that are held back, and why."""
    path = str(sheet.path)
    if not sheet.documents:
        return path, "empty", "holds no article"
    first = seen.setdefault(sheet.documents[0].sha256, path)
    if first != path:
        return path, "duplicate", f"the same bytes as {first}"
    count = sum(not document.draft and place not in late for place, document in enumerate(sheet.documents))
    if not count:
        return path, "draft", next(iter(late.values()), "marked as a draft in its header")
    return path, "published", f"{count} document{'s' if count > 1 else ''}"


def _tally(fates: Sequence[tuple[str, str, str]], documents: int) -> Tally:
    count = Counter(status for _, status, _ in fates)
    return Tally(
        found=len(fates),
        published=count["published"],
        documents=documents,
        drafts=count["draft"],
        duplicates=count["duplicate"],
        not_documents=count["not-a-document"],
        empty=count["empty"],
        failed=count["failed"],
    )
