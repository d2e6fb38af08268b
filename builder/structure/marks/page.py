"""The main content of a whole saved page."""

from __future__ import annotations

import re

_PAGE = re.compile(r"(?i)<(?:!doctype|html|body|head)\b")


def is_page(html: str) -> bool:
    return _PAGE.search(html, 0, 4096) is not None


def main_content(html: str) -> tuple[str, str]:
    return html, ""
