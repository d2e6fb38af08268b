"""Bytes to text. First version: BOM, UTF-8, else GB18030."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text, and the codec that read them."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Text and codec."""
    if data.startswith(b"\xef\xbb\xbf"):
        return Decoded(data.decode("utf-8-sig", "replace"), "utf-8-sig")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(data.decode("utf-16", "replace"), "utf-16")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(data.decode("gb18030", "replace"), "gb18030")
