"""Nouns read back from the cache to be kept together: what is equal in them becomes one object.

An archive says few things and says them often: the same names, phrases, dates and empty records stand in thousands of
documents, and a cache that keeps each for itself gives each back for itself. Shared, a record takes a third of the
memory or less. What has been seen is remembered only as long as the `Sharing` lives, which is until the last is read.

Doubt: equal values are taken to be of one type (1 is not told from True), as the values of one field are.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from builder.build.cache import Loader


class Sharing:
    """`unpacked` with a memory, which begins with what is `known` already."""

    def __init__(self, known: Iterable[object] = ()) -> None:
        self._known: dict[object, object] = {one: one for one in known}
        self.makers: dict[tuple[str, str], Callable[..., object]] = {}

    def __call__(self, data: bytes) -> Any:
        """The noun that `packed` made bytes of. Raises UnpicklingError for anything but our nouns."""
        return _Loader(data, self).load()

    def made(self, kind: Callable[..., object], *values: object) -> object:
        """A noun of `kind`, or the equal one that there is already."""
        noun = kind(*map(self._shared, values))
        return self._known.setdefault(noun, noun)

    def _shared(self, value: object) -> object:
        if type(value) is tuple:
            if value in self._known:
                return self._known[value]
            value = tuple(map(self._shared, value))
        elif type(value) is not str:
            return value
        return self._known.setdefault(value, value)


class _Loader(Loader):
    def __init__(self, data: bytes, sharing: Sharing) -> None:
        super().__init__(io.BytesIO(data))
        self._sharing = sharing

    def find_class(self, module: str, name: str) -> Any:
        makers = self._sharing.makers
        if (module, name) not in makers:
            makers[module, name] = partial(self._sharing.made, super().find_class(module, name))
        return makers[module, name]
