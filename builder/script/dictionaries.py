"""The tables of opencc-python-reimplemented (Apache-2.0), read as data; its own `convert` is forty times too slow."""

from __future__ import annotations

import pkgutil


def rows(name: str) -> dict[str, tuple[str, ...]]:
    """A dictionary of the library: each word and what it may become, the most usual first."""
    data = pkgutil.get_data("opencc", f"dictionary/{name}.txt") or b""
    pairs = (line.partition("\t") for line in data.decode("utf-8").splitlines())
    return {key: tuple(values.split(" ")) for key, _, values in pairs if key}


def first(name: str) -> dict[str, str]:
    """A dictionary of the library: each word and what it most often becomes."""
    return {key: values[0] for key, values in rows(name).items()}
