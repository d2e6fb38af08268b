"""A noun as bytes that depend on its value alone: taken apart to its class and its values, in order.

What dataclasses with slots do by themselves asks each object for its fields again, which costs more than all the rest
of the pickling.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

Reduced = Callable[[Any], tuple[type, tuple[Any, ...]]]


class Reducers(dict[type, Reduced]):
    """A pickler's `dispatch_table` that knows every dataclass, and the others that it is given; what is none is left to
    pickle's own ways."""

    def __missing__(self, kind: type) -> Reduced:
        if not is_dataclass(kind):
            raise KeyError(kind)
        made = self[kind] = _reducer(kind)
        return made


def _reducer(kind: type) -> Reduced:
    names = [field.name for field in fields(kind)]
    if len(names) < 2:  # an attrgetter of one name gives no tuple
        return lambda noun: (kind, tuple(getattr(noun, name) for name in names))
    values = attrgetter(*names)
    return lambda noun: (kind, values(noun))


_PLAIN = Reducers()


def packed(value: object, reducers: Reducers = _PLAIN) -> bytes:
    """A noun as bytes, which never depend on which of its strings happen to be one object."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dispatch_table = reducers
    pickler.dump(value)
    return out.getvalue()
