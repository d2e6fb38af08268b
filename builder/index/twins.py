"""The JSON twin of each document page: the record, the text, and everything needed to check what was mended.

`raw` is the slice of the file as found (decoded) in which the document stands, `changes` what was mended in it, in
positions of `raw` counted in Unicode characters, and `clean` the result: raw + changes = clean, for anyone to replay.
`text` is the document itself, taken out of `clean`: one paragraph to a line, without furniture and markup.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from builder.index.as_json import as_json
from builder.index.record import record
from builder.model import Body, Change, Config, Entry, File, Ref, apply


def twin(entry: Entry, config: Config, body: Body) -> File:
    """`d/<id>/document.json`, the twin of one document's page."""
    value = {"@id": config.base_url + entry.url, **record(entry), **_texts(body)}
    value |= {name: [_ref(ref) for ref in getattr(entry, name)] for name in ("cites", "cited_by", "related")}
    value |= {name: _ref(ref) for name in ("continued_from", "continues_in") if (ref := getattr(entry, name))}
    return File(PurePosixPath(unquote(entry.folder)) / "document.json", as_json(value))


def _texts(body: Body) -> dict[str, Any]:
    return {
        "text": body.plain,
        "raw": body.raw,
        "changes": [_change(change) for change in body.changes],
        "clean": apply(body.raw, body.changes),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "start": change.start,
        "end": change.end,
        "before": change.before,
        "after": change.after,
        "rule": change.rule,
        "sure": change.sure,
    }


def _ref(ref: Ref) -> dict[str, str]:
    return {"url": ref.url, "title": ref.title, "why": ref.why}
