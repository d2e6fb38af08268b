"""What a document is, who wrote it, when, and how it is built: `Text` → `Sheet` and bodies.

First working version: one document a file, title, date and body; the rules follow one by one.
"""

from __future__ import annotations

import html as escape
import re
from collections import Counter
from email.utils import parsedate_to_datetime

from builder.model import EMPTY_VOCABULARY, Body, Config, Date, Document, Problem, Sheet, Text, Vocabulary
from builder.structure.layout import Ground, lay_out
from builder.structure.names.entry import names
from builder.structure.sketch import fingerprint, sketch
from builder.structure.terms import terms

_TAG = re.compile(r"<[^>]*>")
_DAY = re.compile(r"((?:19|20)\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")


def structure(text: Text, config: Config, vocabulary: Vocabulary = EMPTY_VOCABULARY) -> tuple[Sheet, tuple[Body, ...]]:
    """The documents in one file, and their bodies in the same order."""
    source, header = text.source, text.header
    ground = Ground(source.text, text.changes)
    lines = [line for line in lay_out(text.clean, text.body_start) if line.text]
    paragraphs = [plain for line in lines if (plain := _TAG.sub("", line.text).strip())]
    if not paragraphs and not header.title:
        return Sheet(source.path, ground.lines, (), problems=(*source.problems, _empty(str(source.path)))), ()
    plain = "\n".join(paragraphs)
    body = "\n".join(f'<p id="p{n}">{escape.escape(paragraph)}</p>' for n, paragraph in enumerate(paragraphs, 1))
    found = names(plain)
    document = Document(
        path=source.path,
        article=1,
        span=(1, ground.lines),
        title=header.title or paragraphs[0][:40],
        title_supplied=not header.title and len(paragraphs[0]) > 60,
        sha256=source.sha256,
        encoding=source.encoding,
        dates=_dates(header.date, plain),
        source=header.source,
        categories=header.categories,
        tags=header.tags,
        people=found.people,
        places=found.places,
        bodies=found.bodies,
        events=found.events,
        cites=found.cites,
        terms=terms(plain, [person.name for person in found.people]),
        summary=plain[:80],
        characters=len(plain),
        script=text.script or "Hans",
        rules=tuple(sorted(Counter(change.rule for change in text.changes).items())),
        draft=header.draft,
        withdrawn=header.withdrawn,
        fingerprint=fingerprint(plain),
        sketch=sketch(plain),
    )
    raw, changes = ground.slice(1, ground.lines)
    return (
        Sheet(source.path, ground.lines, (document,), problems=source.problems),
        (Body(document.key, body, plain, raw, changes),),
    )


def _dates(written: str, plain: str) -> tuple[Date, ...]:
    if written:
        try:
            moment = parsedate_to_datetime(written)
            return (Date("published", moment.date().isoformat(), written, "header", f"{moment:%H:%M:%S}"),)
        except ValueError:
            pass
    found = _DAY.search(written or plain[:200])
    if found:
        edtf = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        return (Date("published", edtf, found[0], "header" if written else "body"),)
    return ()


def _empty(path: str) -> Problem:
    return Problem(path, 0, "no-article", "there is no article in this file; nothing was published from it")
