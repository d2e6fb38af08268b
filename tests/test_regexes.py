"""No regular expression of the package takes more than linear time, whatever it is given."""

from __future__ import annotations

import re
import time

import pytest

from bench.regexes import Found, attacks, limited, patterns, seconds, text_of, unread, within

SHORT, MIDDLE, LONG = 1_500, 6_000, 96_000  # characters
SUSPECT = 0.0002  # seconds for the short one, from which the middle one is measured too
BENDS = 8.0  # times as long for the middle one: 4 would be linear, 16 squared; a noisy clock only costs a third look
MOST = 400.0  # times as long for the long one, which decides: 64 would be linear, 4,096 squared
HANGS = 4.0  # seconds for all attacks on one pattern, which take a tenth of one

# Functions that make a pattern of what they are given. What makes each linear stands beside it.
MADE = {
    "model.late.compiled": "the pattern of a module, which is found there",
    "repair.header._place": "a value of the header, escaped, its blanks made free",
    "repair.script._classes": "one class of characters",
    "repair.shield._html": "the end of an element by name",
    "read.assets._svg": "the name of an attribute",
    "edition.prose.text": "the extracted names, escaped",
    "script.s2t.ambiguous": "one class of characters",
    "script.s2t.tables": "one class of characters",
    "script.t2s.engine": "a trie of fixed phrases, and one class of characters",
}


def grows(found: Found) -> tuple[str, str, str] | None:
    """The first attack under which `found` takes more than linear time."""
    bent = []
    attack = ("", "", "")
    try:
        with limited(HANGS):
            for attack in attacks(found.pattern):
                short = took(found, attack, SHORT)
                if short > SUSPECT and took(found, attack, MIDDLE) > BENDS * short:
                    bent.append(attack)
    except TimeoutError:
        return attack
    for attack in bent:
        limit = max(0.8, MOST * min(took(found, attack, SHORT) for _ in range(5)))
        if all(within(found, text_of(attack, LONG), limit) >= limit for _ in range(2)):
            return attack
    return None


def took(found: Found, attack: tuple[str, str, str], length: int) -> float:
    text = text_of(attack, length)
    started = time.process_time()
    seconds(found, text)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"(a|aa)+b", True),
        (r"<a[^>]*>", False),
        (r"[一-龥]*报", False),
    ],
)
def test_a_trap_is_found(pattern: str, anchored: bool) -> None:
    assert grows(Found("trap", re.compile(pattern), anchored)) is not None


@pytest.mark.parametrize("pattern", [r"(?<!\s)\s++$", r"(?:ab?){1,40}", r"<a[^<>]*>", r"第\d{1,4}章", r"字.{0,300}完"])
def test_a_sound_pattern_is_let_through(pattern: str) -> None:
    assert grows(Found("sound", re.compile(pattern), False)) is None


def test_no_pattern_of_ours_is_a_trap() -> None:
    every = patterns()
    assert len(every) > 450
    assert {found.name: wrong for found in every if (wrong := grows(found))} == {}


def test_patterns_made_from_an_argument_are_few_and_known() -> None:
    assert unread() == MADE.keys()
