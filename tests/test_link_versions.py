"""Versions: equal and nearly equal texts are found, different documents are left alone, and the best one leads."""

from __future__ import annotations

import random
from time import process_time

import numpy as np
import pytest

from builder.link.versions import versions
from builder.model import Document, Quality
from builder.structure.sketch import fingerprint, sketch
from tests.link_factory import document, entry, linked

_RNG = np.random.default_rng(20220716)
_HAN = np.array([chr(code) for code in range(0x4E00, 0x4E00 + 3000)])
_FREQUENCY = 1 / np.arange(1, 3001) ** 0.9
_FREQUENCY /= _FREQUENCY.sum()


def text(length: int = 1500) -> str:
    """Made-up text whose characters are as unevenly spread as real ones."""
    return "".join(_HAN[_RNG.choice(3000, length, p=_FREQUENCY)])


def edited(given: str, share: float) -> str:
    """The text with this share of its characters replaced, inserted or deleted, each here and there."""
    characters = list(given)
    for at in sorted(random.Random(len(given)).sample(range(len(given)), int(share * len(given))), reverse=True):
        kind = at % 3
        if kind == 0:
            characters[at] = "改"
        elif kind == 1:
            characters.insert(at, "增")
        else:
            del characters[at]
    return "".join(characters)


def record(path: str, said: str, **more: object) -> Document:
    return document(path, **{"fingerprint": fingerprint(said), "sketch": sketch(said), "characters": len(said), **more})


def test_eight_hundred_planted_pairs_among_ten_thousand() -> None:
    texts = [text(random.Random(n).randint(300, 1500)) for n in range(9200)]
    planted = {(n * 11, 9200 + n) for n in range(800)}
    texts += [edited(texts[a], 0.03) for a, _ in sorted(planted)]
    started = process_time()
    documents = [record(f"{n:05}.txt", said, title="某题") for n, said in enumerate(texts)]
    found = versions(documents)
    seconds = process_time() - started
    pairs = {(min(a, b), max(a, b)) for a, others in enumerate(found.others) for b, _ in others}
    right = len(pairs & planted)
    print(f"recall {right / len(planted):.4f}  precision {right / len(pairs):.4f}  {seconds:.1f} s")
    assert right / len(planted) >= 0.98, f"recall {right / len(planted):.4f}"
    assert right / len(pairs) >= 0.98, f"precision {right / len(pairs):.4f}"
    assert seconds < 6, f"{seconds:.1f} s"


SAID = text()
OTHER = text()

DAILY = {"title": "通报", "source": "某市"}

SAME = [
    ("equal", SAID, {}, SAID, {}),
    ("equal but for layout", SAID, {}, f"  {SAID[:500]}，\n{SAID[500:]}。", {}),
    ("three in a hundred changed", SAID, {}, edited(SAID, 0.03), {}),
    (
        "another title and day, another source",
        SAID,
        {"source": "甲报"},
        SAID[:-40],
        {"source": "乙报", "title": "转载", "day": "2022-01-02"},
    ),
    ("cut by a twentieth", SAID, {}, SAID[:1420], {}),
    ("short, equal, one title", "今日无事。", {"title": "日记"}, "今日无事。", {"title": "日记"}),
    ("one issue twice", SAID, {"series": "简报", "issue": "第3期"}, SAID[3:], {"series": "简报", "issue": "第3期"}),
]
APART = [
    ("different texts", SAID, {}, OTHER, {}),
    ("half the text", SAID, {}, SAID[:750] + OTHER[:750], {}),
    ("two issues", SAID, {"series": "简报", "issue": "第3期"}, SAID, {"series": "简报", "issue": "第4期"}),
    ("two numbers", SAID, {"number": "某政〔2022〕1号"}, edited(SAID, 0.02), {"number": "某政〔2022〕2号"}),
    ("titles that differ in their numbers", SAID, {"title": "6月20日疫情通报"}, SAID, {"title": "6月21日疫情通报"}),
    ("Chinese numbers too", SAID, {"title": "第三期"}, SAID, {"title": "第四期"}),
    ("a daily report", SAID, {"day": "2022-01-01", **DAILY}, edited(SAID, 0.05), {"day": "2022-01-02", **DAILY}),
    ("short, equal, two titles", "今日无事。", {"title": "甲"}, "今日无事。", {"title": "乙"}),
    ("empty", "", {"title": "甲"}, "", {"title": "甲"}),
    ("no Han at all", "Rain in the morning. " * 9, {"title": "甲"}, "Sun in the evening, " * 9, {"title": "甲"}),
    ("two tables", "水位 12.5 米", {"title": "六月"}, "水位 17.3 米", {"title": "七月"}),
    ("withdrawn", SAID, {}, SAID, {"withdrawn": "撤回"}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "a", "two", "b"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_one_text(one: str, a: dict[str, object], two: str, b: dict[str, object]) -> None:
    archive = linked(record("a.md", one, **a), record("b.md", two, **b))
    assert [ref.url for ref in entry(archive, "a.md").versions] == [entry(archive, "b.md").url]
    assert entry(archive, "a.md").leader == entry(archive, "b.md").leader


@pytest.mark.parametrize(("one", "a", "two", "b"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_two_documents(one: str, a: dict[str, object], two: str, b: dict[str, object]) -> None:
    archive = linked(record("a.md", one, **a), record("b.md", two, **b))
    assert entry(archive, "a.md").versions == ()
    assert all(found.leader == found.place for found in archive.entries)


def test_the_best_preserved_leads_and_the_others_are_named_after_it() -> None:
    archive = linked(
        record("early.md", SAID[:1450], day="2020-01-01", quality=Quality("A")),
        record("whole.md", SAID, day="2021-01-01", quality=Quality("A")),
        record("damaged.md", SAID, day="2019-01-01", quality=Quality("C", lost=9)),
    )
    leader = entry(archive, "whole.md")
    assert {found.leader for found in archive.entries} == {leader.place}
    assert [ref.title for ref in entry(archive, "early.md").versions] == ["whole.md", "damaged.md"]
    assert entry(archive, "damaged.md").versions[0].why == "全文相同"
    assert "%" in entry(archive, "early.md").versions[0].why


def test_a_crowd_of_one_text_is_one_cluster_in_linear_time() -> None:
    documents = [record(f"{n}.md", edited(SAID, 0.001 * (n % 5)), title="通知") for n in range(2000)]
    started = process_time()
    found = versions(documents)
    assert process_time() - started < 8
    assert len(set(found.leaders)) == 1


def test_the_order_of_the_files_changes_nothing() -> None:
    documents = [record(f"{n}.md", edited(SAID, 0.01 * n)) for n in range(4)]
    assert linked(*documents) == linked(*reversed(documents))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"series": "漯河简报", "issue": "第49期 (专刊)"}, {"series": "漯河簡報", "issue": "第 49 期"}, True),
        ({"series": "漯河简报", "issue": "第49期"}, {"series": "漯河简报", "issue": "第50期"}, False),
        ({"number": "国发〔2022〕12号"}, {"number": "國發[2022]12號"}, True),
        ({"number": "国发〔2022〕12号"}, {"number": "国发〔2022〕13号"}, False),
    ],
)
def test_an_issue_or_a_number_is_one_however_it_is_printed(
    one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    body = text()
    said = {"fingerprint": fingerprint(body), "sketch": sketch(body)}
    archive = linked(document("a.md", "水情", **said, **one), document("b.md", "水情", **said, **other))
    assert bool(entry(archive, "a.md").versions) == same
    assert [bool(address) for address in entry(archive, "a.md").compared] == [True] * same
