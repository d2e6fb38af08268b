"""The ledger of addresses in a build: refused under `--strict` where it is behind, else brought up to date.

Like a lock file: `fangzhi build` keeps it beside `site.toml`, a person commits it, and a strict build, which is what
publishes, refuses to give an address that nobody has committed. A line is written anew only when an address, a path or
most of a text has changed, so that an edit leaves it alone.
"""

from __future__ import annotations

from builder.model import BuildError, Config, Line, Problem
from builder.read.ledger import NAME, read_ledger, text
from builder.write.swap import replaced

Ledger = tuple[Line, ...]


def hold(before: Ledger | None, after: Ledger) -> None:
    """Raises BuildError for addresses of which the ledger that is kept does not know."""
    if before is None:
        return
    known = {(line.id, line.url, line.path, line.article) for line in before}
    unknown = [line for line in after if (line.id, line.url, line.path, line.article) not in known]
    if unknown:
        said = (
            f"does not know {len(unknown)} of the addresses (first: {unknown[0].path or unknown[0].url}); "
            "run `fangzhi build` without --strict and commit this file"
        )
        raise BuildError((Problem(NAME, 0, "ledger", said),))


def keep(config: Config, before: bytes | None, after: Ledger) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Bring the ledger up to date: the file as it is now, and what hindered it. A site that has none and may not be
    written goes without."""
    data = text(after).encode()
    if data == before or read_ledger(before) == after:  # a hand may have written the same in another way
        return before, ()
    fault = replaced(config.root / NAME, data)
    if not fault:
        return data, ()
    said = f"could not be brought up to date ({fault}): a later rename may change an address; make it writable"
    return before, (Problem(NAME, 0, "ledger", said),) if before is not None else ()
