"""`python -m bench.regexes`: every regular expression of the package against inputs made to slow it down.

Strategy: a pattern's own parse tree says where it can be made to try again: each repeat is fed its own body over and
over, behind what must stand before it and before something that cannot follow it; each beginning that the pattern
accepts is repeated, so that a search starts anew at every character. Beside these, single characters and pairs that
stand in our documents. The pattern is used as the program uses it (`match` at one place, or a search through the
text), and the time for ever longer inputs is taken until it shows how it grows.

Patterns are found, not listed: those that modules hold, alone or in tables, and those that calls to `re` spell out.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from itertools import chain, islice
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import builder
from builder.model.late import Late

PACKAGE = Path(builder.__file__).resolve().parent
LENGTHS = (1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000)
CALLS = ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
ANCHORED = {"match", "fullmatch"}
GENERIC = ("a", "1", " ", "\n", "\u3000", "字", "，", "。", "<", ">", "(", ")", "[", "]", "{", '"', "'", "`", "*", "_",
           "-", "=", "&", "#", "|", "\\", "!", "/", ":", "《", "“", "（", "一", "第", "年", "\t", "\xa0", "\ufffd", "?",
           "é", "ā", "甲 ", "甲a", "甲(a", "1 ", "a ", " \n", "\n\n", "甲\n", "、甲", "<a ", "</", "](", "[[", "第一",
           "一、", "2020-", "1月", "www.", "http://a", "甲，", "-\n", "> ", "{%", "&#", "甲：", "1.",
           'a="', "甲乙 ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it stands (`repair.pinyin._HAN`), and whether it is only ever tried at one place of a text."""

    name: str
    pattern: re.Pattern[str]
    anchored: bool


def modules() -> list[ModuleType]:
    names = (one.name for one in pkgutil.walk_packages([str(PACKAGE)], "builder."))
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def patterns() -> list[Found]:
    """Every pattern of the package, once for each text of it; a pattern of bytes is read as Latin-1."""
    every = modules()
    uses = _uses(every)
    found: dict[tuple[str, int, bool], Found] = {}
    for module in every:
        short = module.__name__.removeprefix("builder.")
        held = [(name, one) for name, value in vars(module).items() for one in _held(value)]
        own = ((name, one) for name, one in held if _whole(vars(module).get(name)) == one)
        methods = {id(one): uses.get((module.__name__, name), set()) for name, one in own}
        spelt = _spelt(module)
        for name, one, used in chain(((name, one, methods.get(id(one), set())) for name, one in held), spelt):
            anchored = bool(used) and used <= ANCHORED
            text = _as_text(one)
            found.setdefault((text.pattern, text.flags, anchored), Found(f"{short}.{name}", text, anchored))
    return list(found.values())


def _as_text(pattern: re.Pattern[Any]) -> re.Pattern[str]:
    if isinstance(pattern.pattern, bytes):
        return re.compile(pattern.pattern.decode("latin-1"), pattern.flags & ~re.LOCALE)
    return pattern


def _whole(value: object) -> object:
    """A pattern that waits to be compiled, compiled; anything else as it is."""
    return value.compiled() if isinstance(value, Late) else value


def _held(value: object, depth: int = 4) -> Iterator[re.Pattern[Any]]:
    """The patterns that a value of a module is or holds."""
    value = _whole(value)
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for one in chain(value.keys(), value.values()):
            yield from _held(one, depth - 1)
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _held(one, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _held(getattr(value, part.name), depth - 1)


def _uses(every: Iterable[ModuleType]) -> dict[tuple[str, str], set[str]]:
    """What is done with each name of a module, there and where it is imported: {("builder.repair.pinyin", "_HAN"):
    {"search"}}. Any use that is no call of it counts as a search.
    """
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for module in every:
        tree = _tree(module)
        homes = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        called = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found[homes.get(node.value.id, (module.__name__, node.value.id))].add(node.attr)
                called.add(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in called:
                found[homes.get(node.id, (module.__name__, node.id))].add("search")
    return found


def _spelt(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """The patterns that calls inside functions spell out, so far as they are made of what the module holds."""
    for function, node, method in _calls(module):
        try:
            text = eval(compile(ast.Expression(node), "", "eval"), vars(module))
            yield function, re.compile(text), {method.replace("compile", "search")}
        except NameError:
            continue  # `unread` tells it


def unread() -> set[str]:
    """The functions that make a pattern out of what they are given, so that none can be had here."""
    found = set()
    for module in modules():
        for function, node, _ in _calls(module):
            names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
            own = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
            if names - own - vars(module).keys() - vars(builtins).keys():
                found.add(f"{module.__name__.removeprefix('builder.')}.{function}")
    return found


def _calls(module: ModuleType) -> Iterator[tuple[str, ast.expr, str]]:
    """Every call to `re` inside a function: the function's name, the pattern as written, and what is called."""
    for function in ast.walk(_tree(module)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            if getattr(node.func.value, "id", "") == "re" and node.func.attr in CALLS:
                yield function.name, node.args[0], node.func.attr


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------------------ the attacks


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """(head, pump, tail): texts of any length are the head, the pump over and over, and the tail."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    found: dict[tuple[str, str, str], None] = {}
    bodies: dict[str, None] = {}
    for head, body in _repeats(tree, ""):
        for pump in body:
            bodies[pump] = None
            for tail in ("\0", "", "\n\0", head):
                found[head, pump, tail] = None
            if head:
                found["", head + pump, "\0"] = None
    for start in _starts(tree):
        found["", start, "\0"] = None
        for pump in islice(bodies, 6):
            found["", start + pump, "\0"] = None
    some = list(bodies)[:8]
    for one in some:
        for other in some:
            if one != other:
                found["", one + other, "\0"] = None
    for pump in GENERIC:
        found["", pump, "\0"] = None
    return [one for one in found if one[1]]


def _repeats(tree: Any, head: str) -> Iterator[tuple[str, list[str]]]:
    """What must stand before each repeat of the tree, and texts that its body accepts."""
    for op, given in tree:
        if op in _REPEATS:
            low, high, inner = given
            if high > 8:
                yield head, _examples(inner)
            yield from _repeats(inner, head)
            head += _one(inner) * min(low, 64)
            continue
        for inner in _inside(op, given):
            yield from _repeats(inner, head)
        head += _one([(op, given)])


def _starts(tree: Any) -> list[str]:
    """Beginnings of what the tree accepts, ever longer."""
    found, head = [], ""
    for op, given in tree:
        if op is c.BRANCH:
            found += [head + _one(way) for way in given[1][:12]]
        head += _one([(op, given)]) * (2 if op in _REPEATS and given[0] == 0 else 1)
        found.append(head)
    return [one for one in dict.fromkeys(found) if 0 < len(one) < 200]


def _inside(op: Any, given: Any) -> list[Any]:
    if op is c.SUBPATTERN:
        return [given[3]]
    if op is c.BRANCH:
        return list(given[1])
    if op in (c.ASSERT, c.ASSERT_NOT):
        return [given[1]]
    if op is c.ATOMIC_GROUP:
        return [given]
    return [way for way in given[1:] if way] if op is c.GROUPREF_EXISTS else []


def _examples(tree: Any) -> list[str]:
    """A few texts that the tree accepts: one for each way it has, and every character that it names alone."""
    found = [_one(tree)]
    for op, given in tree:
        if op is c.BRANCH:
            found += [_one(way) for way in given[1][:12]]
        elif op is c.SUBPATTERN:
            found += _examples(given[3])
        elif op is c.IN:
            found += _members(given)[:10]
        elif op in _REPEATS:
            found += _examples(given[2])
            found.append(_one(given[2]) * max(1, min(given[1], 2)))
    return [one for one in dict.fromkeys(found) if one][:16]


def _one(tree: Any) -> str:
    """A text that the tree accepts, or nearly."""
    parts = []
    for op, given in tree:
        if op is c.LITERAL:
            parts.append(chr(given))
        elif op is c.NOT_LITERAL:
            parts.append("a" if given != ord("a") else "b")
        elif op is c.ANY:
            parts.append("a")
        elif op is c.IN:
            parts.append((_members(given) or [""])[0])
        elif op in _REPEATS:
            parts.append(_one(given[2]) * min(given[0] or (1 if given[1] > 1 else 0), 64))
        elif op is c.BRANCH:
            parts.append(max((_one(way) for way in given[1]), key=len))
        elif op is c.ASSERT and given[0] > 0:
            parts.append("")
        elif op in (c.SUBPATTERN, c.ATOMIC_GROUP):
            parts.append(_one(given[3] if op is c.SUBPATTERN else given))
    return "".join(parts)


_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
_CLASSES = {c.CATEGORY_DIGIT: "1", c.CATEGORY_SPACE: " ", c.CATEGORY_WORD: "a", c.CATEGORY_NOT_DIGIT: "a",
            c.CATEGORY_NOT_SPACE: "a", c.CATEGORY_NOT_WORD: "-"}  # fmt: skip


def _members(given: Any) -> list[str]:
    """Characters of a class, one for each thing it names."""
    if given and given[0][0] is c.NEGATE:
        shut = re.compile(_class(given[1:]))
        return [one for one in "a字1 \n，<-" if not shut.match(one)]
    found = []
    for op, value in given:
        if op is c.LITERAL:
            found.append(chr(value))
        elif op is c.RANGE:
            found.append(chr(value[0]))
        elif op is c.CATEGORY:
            found.append(_CLASSES[value])
    return found


def _class(given: Any) -> str:
    shorts = {c.CATEGORY_DIGIT: r"\d", c.CATEGORY_SPACE: r"\s", c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_DIGIT: r"\D",
              c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_NOT_WORD: r"\W"}  # fmt: skip
    parts = []
    for op, value in given:
        if op is c.LITERAL:
            parts.append(re.escape(chr(value)))
        elif op is c.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif op is c.CATEGORY:
            parts.append(shorts[value])
    return f"[{''.join(parts)}]"


# ------------------------------------------------------------------------------------------------- the clock


def text_of(attack: tuple[str, str, str], length: int) -> str:
    head, pump, tail = attack
    return head + pump * max(1, (length - len(head) - len(tail)) // len(pump)) + tail


@contextmanager
def limited(limit: float) -> Iterator[None]:
    """Raises TimeoutError in what takes longer than `limit` seconds by the clock on the wall."""

    def ring(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(found: Found, text: str) -> float:
    """Processor time of one pass over `text`, as the program makes it: a match, or all matches."""
    started = time.process_time()
    if found.anchored:
        found.pattern.match(text)
    else:
        for _ in found.pattern.finditer(text):
            pass
    return time.process_time() - started


def within(found: Found, text: str, limit: float) -> float:
    """The same; infinite where it goes beyond `limit` seconds."""
    try:
        with limited(limit):
            return seconds(found, text)
    except TimeoutError:
        return float("inf")


def worst(found: Found, length: int) -> tuple[str, str, str]:
    """The attack that costs most at this length; the first that takes a second is bad enough."""
    most, what = 0.0, ("", "a", "")
    for attack in attacks(found.pattern):
        if (took := within(found, text_of(attack, length), 1.0)) > most:
            most, what = took, attack
        if most > 1.0:
            break
    return what


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.regexes", description=__doc__)
    parser.add_argument("names", nargs="*", help="only patterns whose name holds one of these")
    parser.add_argument("--most", type=float, default=8.0, help="seconds that a megabyte may take")
    parser.add_argument("--all", action="store_true", help="print every pattern, not the twenty slowest")
    given = parser.parse_args(arguments)
    chosen = [one for one in patterns() if not given.names or any(name in one.name for name in given.names)]
    rows = []
    for one in chosen:
        attack = worst(one, 16_000)
        row = [within(one, text_of(attack, length), given.most) for length in LENGTHS]
        rows.append((row[-1], one, attack, row))
    rows.sort(key=lambda row: (-row[0], row[1].name))
    bad = [row for row in rows if row[0] == float("inf")]
    print(f"{'milliseconds for kB':44}", *(f"{length // 1000:>8}" for length in LENGTHS), "  attack (head, pump, tail)")
    for _, one, attack, row in rows if given.all else rows[: max(20, len(bad))]:
        shown = ", ".join(repr(part if len(part) < 24 else part[:22] + "…") for part in attack)
        print(f"{one.name[-44:]:44}", *(f"{took * 1000:8.2f}" for took in row), f"  {shown}")
    print(f"{len(rows)} patterns, {len(bad)} that a megabyte keeps longer than {given.most:g} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
