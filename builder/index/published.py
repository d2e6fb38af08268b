"""Which documents are public: neither a draft nor withdrawn (a withdrawn one keeps its page, but not its text)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Archive, Entry


def published(archive: Archive) -> Iterator[Entry]:
    """The entries whose texts may be read, in the archive's order."""
    return (entry for entry in archive.entries if not (entry.document.draft or entry.document.withdrawn))
