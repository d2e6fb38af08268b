"""Word by word: nothing of either text is lost, script is no difference, and what differs is found at its place."""

from __future__ import annotations

import random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.corpus import body
from builder.render.differences import Part, lines, parts


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("大堤加固完工。", "大堤加固完工。", [("大堤加固完工。", "", True)]),
        ("長堤加固，水庫蓄水。", "长堤加固，水库蓄水。", [("長堤加固，水庫蓄水。", "", True)]),
        ("共排查隐患12处。", "共排查隐患120处。", [("共排查隐患", "", True), ("12", "120", False), ("处。", "", True)]),
        ("", "新增一段。", [("", "新增一段。", False)]),
        ("甲乙丙。", "", [("甲乙丙。", "", False)]),
    ],
)
def test_what_differs(before: str, after: str, wanted: list[tuple[str, str, bool]]) -> None:
    assert list(parts(before, after)) == [Part(*one) for one in wanted]


@settings(max_examples=120, deadline=None)
@given(st.text("防汛抗旱，。\n大会水库的了ab1 ", max_size=60), st.text("防汛抗旱，。\n大会水库的了ab1 ", max_size=60))
def test_nothing_of_either_text_is_lost(before: str, after: str) -> None:
    found = parts(before, after)
    assert "".join(part.before for part in found) == before
    assert "".join(part.before if part.same else part.after for part in found) == after


def test_a_few_edits_in_a_long_text_stay_few() -> None:
    one = "\n".join(body(random.Random(number)) for number in range(20))
    two = one.replace("强调", "指出", 3).replace("突出位置", "首要位置", 4)
    started = process_time()
    found = parts(one, two)
    assert process_time() - started < 3
    assert sum(not part.same for part in found) == 7


def test_marks_do_not_hang_on_colour_and_nothing_is_markup() -> None:
    drawn = [str(line.html) for line in lines(parts("<b>水位</b>一段\n二段", "<b>水位</b>壹段\n二段\n三段"))]
    assert drawn[0] == "&lt;b&gt;水位&lt;/b&gt;<del>一段</del><ins>壹段</ins>"
    assert drawn[-1] == "<ins>三段</ins>"
