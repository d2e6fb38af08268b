"""The build record, `data/build.json`: what made this site, of what, and how much.

Rules: it says nothing that another machine would say differently: no clock (unless `SOURCE_DATE_EPOCH` gives one), no
path, no name of a host. The digest of the settings covers every setting save where the site was written to.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from builder.index.as_json import as_json
from builder.model import Colophon, Config


def build_record(config: Config, colophon: Colophon) -> bytes:
    """The record as JSON. `commit` is "" outside a repository; `made` is there only where a clock was given."""
    value: dict[str, Any] = {"generator": "Fangzhi", "version": colophon.version}
    value |= {"settings": f"sha256:{settings_digest(config)}", "commit": colophon.commit}
    if colophon.made:
        value["made"] = colophon.made
    value["counts"] = asdict(colophon.tally)
    return as_json(value, 1)


def settings_digest(config: Config) -> str:
    """The SHA-256 of all settings: the same wherever the site's folder lies."""
    values = asdict(config)
    for name in ("root", "output"):
        del values[name]
    return sha256(json.dumps(values, sort_keys=True, default=lambda path: _inside(path, config)).encode()).hexdigest()


def _inside(path: Path, config: Config) -> str:
    return path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else path.as_posix()
