"""What a build starts from: what lies there, and what it was asked to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.build.cache import Cache
from builder.build.stock import Stock
from builder.model import Config

if TYPE_CHECKING:
    from builder.build.desk import Desk

WORKSHOP = ".fangzhi"  # in the site's own folder: what may be thrown away and made again
SPARE = "spare"  # in it: what the next site is put together out of


@dataclass(frozen=True, slots=True)
class Scene:
    """One site as a build finds it.

    `theme` is the digest of templates and static files; `commit` the archive's own, `made_at` the time the build may
    give as its own, each "" where there is none; `ledger` the file of the addresses given so far, None for a site
    without one. It is read by whoever needs it: a build that finds nothing changed does not.
    """

    config: Config
    stock: Stock
    cache: Cache
    theme: bytes
    commit: str
    made_at: str
    ledger: bytes | None

    @property
    def workshop(self) -> Path:
        return self.config.root / WORKSHOP


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line may ask for; `pipeline.build` says what each means."""

    jobs: int
    timeout: float
    search: bool
    strict: bool
    cluster: str
    hurry: bool
    laid_out: Callable[[Desk], None] | None
    progress: Callable[[str], None]
