"""The one look over a text: whatever it leaves out, no rule would have found."""

from __future__ import annotations

import re

import pytest

from builder.structure.names.appointed import _CALLED
from builder.structure.names.entry import _TABLES, names
from builder.structure.names.labelled import _HOLDS
from builder.structure.names.lists import headlines, line_lists, lists_only, with_offices
from builder.structure.names.scan import CALLS, HOLDS, SPEAKS, scan
from builder.structure.names.works import spans

CUED = [
    (_CALLED, CALLS, (1, 0), "他名叫柴立新，爷爷叫柴长庚。本名叫柴土根，原名柴根。姓名：柴新\n"),
    (_CALLED, CALLS, (1, 0), "名叫"),
    (_CALLED, CALLS, (1, 0), "此事与姓名无关，叫做规矩，名为规矩。"),
    (_HOLDS, HOLDS, (4, 3), "由戈毅担任校长，由上官云代理局长；新的戈毅兼任，由担任由担任。"),
    (_HOLDS, HOLDS, (4, 3), "担任。"),
]


@pytest.mark.parametrize(("pattern", "flag", "before", "text"), CUED)
def test_cues_lead_to_all_that_a_search_finds(
    pattern: re.Pattern[str], flag: int, before: tuple[int, ...], text: str
) -> None:
    found = [match.span() for match in scan(text, _TABLES).matches(pattern, flag, *before)]
    assert found == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("戈毅指出，要快。", [0]),
        ("会后。戈毅指出\n柴立新说", [3, 8]),
        ("的确。戈的话", []),  # no given name
        ("戈", []),
        ("欧阳树民说", [0]),
    ],
)
def test_where_a_sentence_may_start_with_a_name(text: str, wanted: list[int]) -> None:
    assert scan(text, _TABLES).starts() == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("强调", []), ("戈强调", []), ("戈毅强调", [2]), ("，强调戈毅", []), ("上官云强调，", [3])]
)
def test_what_stands_behind_a_name(text: str, wanted: list[int]) -> None:
    assert scan(text, _TABLES).behind_names(SPEAKS) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("《甲》和《乙》", ["《甲》", "《乙》"]),
        ("《关于《甲》的通知》、《乙》", ["《关于《甲》的通知》", "《乙》"]),
        ("《甲\n《乙》", ["《乙》"]),  # never closed on its line
        ("甲》《乙》》", ["《乙》"]),
        ("《关于印发《甲》和《乙的通知\n", ["《关于印发《甲》"]),
        ("《" + "长" * 130 + "《乙》", ["《乙》"]),
    ],
)
def test_where_works_are_named(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == wanted


def test_no_list_is_left_out() -> None:
    text = (
        "会议开始，大家到齐。随后分组。\n第一组：苟富贵（女，回族） 操玉梅 詹全福。\n戈毅　县委书记\n"
        "柴立新 浦长海出席\n今天，天晴"
    )
    kept = lists_only(text)
    assert [line for line in text.split("\n") if "\n" + line in kept] == text.split("\n")[1:4]
    for rule in (line_lists, with_offices, headlines):
        assert [*rule(kept)] == [*rule("\n" + text)] != []


def test_a_place_in_a_name_is_none() -> None:
    found = names("市长王安阳到安阳市调研。王安阳强调，要快。")
    assert [one.name for one in found.people] == ["王安阳"]
    assert found.places == ("安阳市",)
