"""The algebra of changes: apply, revert and compose agree, whatever the rounds did."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Change, Date, apply, compose, revert, sort_key
from builder.model.late import late

TROUBLE = "天地 　\x00\ufeffa，。(zhǎng)?"


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[list[Change]]]:
    """A text and up to four rounds of edits, each made on what the round before it left."""
    raw = draw(st.text(TROUBLE, max_size=24))
    text, done = raw, []
    for number in range(draw(st.integers(1, 4))):
        edits, at = [], 0
        while at <= len(text) and len(edits) < 6:
            start = at + draw(st.integers(0, 4))
            if start > len(text):
                break
            end = min(len(text), start + draw(st.integers(0, 4)))
            after = draw(st.text("天地XY", max_size=3))
            if after != text[start:end]:
                edits.append(Change(start, end, text[start:end], after, f"rule{number}", sure=number % 2 == 0))
            at = end + (end == start)
        done.append(edits)
        text = apply(text, edits)
    return raw, done


@settings(max_examples=400, deadline=None)
@given(rounds())
def test_rounds_of_changes_compose_to_one_exact_list(case: tuple[str, list[list[Change]]]) -> None:
    raw, done = case
    text, whole = raw, ()
    for edits in done:
        text = apply(text, edits)
        whole = compose(whole, edits)
    assert apply(raw, whole) == text
    assert revert(text, whole) == raw
    assert all(raw[change.start : change.end] == change.before != change.after for change in whole)
    assert all(one.end <= other.start for one, other in pairwise(whole))


def test_a_change_on_top_of_a_change_names_both_rules_and_keeps_the_doubt() -> None:
    first = [Change(0, 4, "ÖÐ¹ú", "中國", "mojibake", sure=False)]
    second = [Change(1, 2, "國", "国", "script")]
    assert compose(first, second) == (Change(0, 4, "ÖÐ¹ú", "中国", "mojibake+script", sure=False),)


def test_changes_that_undo_each_other_vanish() -> None:
    assert compose([Change(1, 2, "b", "x", "one")], [Change(1, 2, "x", "b", "two")]) == ()


def test_dates_sort_by_what_is_known_and_the_undated_come_last() -> None:
    def date(edtf: str, time: str = "") -> Date:
        return Date("published", edtf, edtf, "body", time)

    ordered = [date("2021"), date("2022-04-06?"), date("2022-07"), date("2022-07-16", "16:08:42"), date("XXXX-06-20")]
    assert sorted(sorted(ordered, key=repr), key=sort_key) == ordered
    assert sort_key(None) > sort_key(ordered[3])


def test_a_late_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda text, flags=0: made.append(text) or real(text, flags))
    waiting, broken = late("(甲)|乙", re.M), late("(")
    assert made == []
    found = waiting.search("乙甲")
    assert found and found[0] == "乙" and waiting.sub("丙", "甲丁") == "丙丁" and waiting.pattern == "(甲)|乙"
    assert set(made) == {"(甲)|乙"}
    with pytest.raises(re.error):
        broken.search("")
