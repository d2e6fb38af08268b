"""Hostile texts take linear time; headers, dates, addresses and tokens hold for any text (`make fuzz`: longer)."""

from __future__ import annotations

import os
import re
import time
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.index.tokens import END, letters, pairs
from builder.link.addresses import file_name, group_urls
from builder.link.ids import safe_id
from builder.model import Refusal
from builder.read.parse import parse
from builder.structure import dates
from tests.fuzz.cases import CASES
from tests.fuzz.harness import TOKENS, allowed, document, prepare

EXAMPLES = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
PIECES = st.lists(st.sampled_from(TOKENS) | st.characters(), max_size=60).map("".join)
KEYS = st.sampled_from(
    ["title", "date", "tags", "categories", "author", "permalink", "aliases", "draft", "标题", "withdrawn"]
)
FENCES = st.sampled_from(
    [("---\n", "---\n"), ("", "---\n"), ("+++\n", "+++\n"), ("{\n", "}\n"), (";;;\n", ";;;\n"), ("", "\n")]
)
FIGURES = st.lists(
    st.sampled_from(
        [*"0123456789-/.:年月日时TZ+〇一二十正元 ", "民国", "公元前", "Jan", "Sat, ", "GMT", "上午", "2021"]
    ),
    max_size=16,
).map("".join)


@pytest.mark.parametrize(("name", "data"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_hostile_texts_take_linear_time(name: str, data: bytes) -> None:
    started = time.process_time()
    prepare(PurePosixPath(name), data)
    assert time.process_time() - started < allowed(data)


@EXAMPLES
@given(st.binary(max_size=400))
def test_any_input_of_the_fuzzer_is_prepared(data: bytes) -> None:
    prepare(*document(data))


@EXAMPLES
@given(
    FENCES, st.lists(st.tuples(KEYS, st.sampled_from([": ", ":", " = ", "：", ":\n  - "]), PIECES), max_size=8), PIECES
)
def test_any_header_is_read(fences: tuple[str, str], fields: list[tuple[str, str, str]], body: str) -> None:
    text = fences[0] + "".join("".join(field) + "\n" for field in fields) + fences[1] + body
    source = parse(PurePosixPath("a.md"), text.encode("utf-8", "surrogatepass"))
    if isinstance(source, Refusal):
        return
    assert 0 <= source.body_start <= len(source.text)
    assert source.header.lines[0] <= source.header.lines[1] <= source.text.count("\n") + source.text.count("\r") + 1
    assert all(problem.message and problem.line >= 0 for problem in source.problems)


@EXAMPLES
@given(FIGURES | PIECES)
def test_any_date_is_read_or_told(written: str) -> None:
    stamp = dates.read(written)
    for one in (stamp, *dates.find(written), *dates.days(written)):
        if one.edtf:
            assert re.fullmatch(
                r"-?\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?|--\d\d-\d\d|[-\dXx~?%./TZ:+]+", one.edtf
            )


@EXAMPLES
@given(PIECES)
def test_any_wish_for_an_address_stays_in_the_site(wish: str) -> None:
    for made in (safe_id(wish), file_name(wish), *group_urls("tag", [wish]).values()):
        parts = unquote(made).split("/")
        assert ".." not in parts and "." not in parts
        assert not re.search(r"[\x00-\x1f\\:*?\"<>|\u202a-\u202e\u2066-\u2069]", unquote(made))


@EXAMPLES
@given(PIECES, st.integers(0, 40), st.integers(2, 20))
def test_any_text_is_found_by_any_part_of_it(text: str, start: int, length: int) -> None:
    row = letters(text)
    tokens = pairs(row).split(" ")
    part = row[start : start + length]
    if len(part) > 1:
        wanted = [a + b for a, b in pairwise(part)]
        assert any(tokens[at : at + len(wanted)] == wanted for at in range(len(tokens)))
    assert len(row) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert not row or tokens[-1].endswith(END)
