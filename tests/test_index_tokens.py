"""Folding and cutting, from the table of cases that JavaScript runs too (tests/test_search.py)."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.index.folding import fold
from builder.index.tokens import END, letters, pairs
from tests import fold_table

CASES = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))
CHARACTERS = "安全生产國務院7·20“”，。 　\t\nＡbGǅ〔〕□𠮷😀\u200b\ufeffİ著"


@pytest.mark.parametrize(("text", "folded"), CASES["fold"])
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("folded", "expected"), CASES["letters"])
def test_letters(folded: str, expected: str) -> None:
    assert letters(folded) == expected


@pytest.mark.parametrize(("folded", "expected"), CASES["pairs"])
def test_pairs(folded: str, expected: list[str]) -> None:
    assert pairs(letters(folded)).split(" ")[:-1] == expected


@given(st.text(st.sampled_from(CHARACTERS), max_size=30))
@settings(max_examples=300, deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from(CHARACTERS), min_size=2, max_size=30), st.data())
@settings(max_examples=300, deadline=None)
def test_what_is_cut_from_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    piece = text[start : data.draw(st.integers(start + 2, len(text)))]
    assert fold(piece).strip() in fold(text)


@given(st.text(st.characters(codec="utf-16"), max_size=20), st.text(st.characters(codec="utf-16"), max_size=20))
@settings(max_examples=300, deadline=None)
def test_letters_tell_all_texts_apart(one: str, other: str) -> None:
    assert (letters(one) == letters(other)) == (one == other)


def test_every_unit_has_a_letter_of_its_own_that_no_index_changes() -> None:
    """Letters: neither mark nor symbol, without case, and the same under every normal form of Unicode."""
    row = [letters(chr(unit)) for unit in range(0x10000)]
    assert len(set(row)) == 0x10000
    assert all(len(one) == 1 and unicodedata.category(one) == "Lo" and one.lower() == one for one in row)
    assert all(unicodedata.normalize(form, one) == one for one in row for form in ("NFC", "NFD", "NFKC", "NFKD"))


@given(st.text(st.characters(codec="utf-16"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_every_token_is_two_letters_and_there_is_one_to_a_unit(text: str) -> None:
    tokens = pairs(letters(text)).split()
    assert [len(token) for token in tokens] == [2] * (len(text.encode("utf-16-le")) // 2)


def test_a_line_end_parts_what_stands_beside_it() -> None:
    assert END not in "".join(pairs(letters(fold("上行"))).split()[:-1])
    assert "上下" not in pairs(letters(fold("上\n下")))


def test_the_tables_are_as_their_source_makes_them() -> None:
    """`python tests/fold_table.py` writes both again."""
    table = fold_table.pairs()
    assert fold_table.PYTHON.read_text(encoding="utf-8") == fold_table.python(table)
    assert fold_table.JAVASCRIPT.read_text(encoding="utf-8") == fold_table.javascript(table)


def test_folding_keeps_places_within_the_basic_plane() -> None:
    table = fold_table.pairs()
    assert all(len(old) == len(new) == 1 and ord(old) < 0x10000 > ord(new) for old, new in table.items())
    assert not set(table) & set(table.values())
