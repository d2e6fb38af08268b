"""Documents whose day has not come, or has gone: a header's date in the future (Hugo, Jekyll), Hugo's `publishDate` and
`expiryDate`. They are no drafts and nothing is wrong with them; the report says until when they are held back.

Rules: only dates of a header count, and only whole ones; what a page or a file name says of the future is news, or a
slip. Today is the site's own; `SOURCE_DATE_EPOCH`, where it is set, stands for the clock, as in other builders.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from builder.model import Document

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def today(timezone: str) -> str:
    """The day in the site's time zone, as `2022-07-16`."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(given), UTC) if given.isdigit() else datetime.now(UTC)
    return now.astimezone(ZoneInfo(timezone)).date().isoformat()


def held(document: Document, day: str) -> str:
    """Why a document is not published on this day, "" where it is."""
    if document.date is None and not document.extra:
        return ""
    for name, value in document.extra:
        found = _DAY.match(value)
        if found is None:
            continue
        if name.lower() == "expirydate" and found[0] <= day:
            return f"expired on {found[0]}, as its header says"
        if name.lower() == "publishdate" and found[0] > day:
            return f"held back until {found[0]}, as its header says"
    shown = next((one for one in document.dates if one.kind == "published" and one.origin == "header"), None)
    if shown is not None and _DAY.fullmatch(shown.edtf) and shown.edtf > day:
        return f"dated {shown.edtf} in its header, and held back until then"
    return ""
