"""Digest and sketch: equal texts, near texts, different texts."""

from __future__ import annotations

import random

import numpy as np
import pytest

from builder.structure.sketch import fingerprint, sketch

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]


def made(seed: int, length: int = 600) -> str:
    chance = random.Random(seed)
    words = ["".join(chance.choices(HAN, k=2)) for _ in range(400)]
    return "".join(chance.choice(words) + chance.choice(["", "", "", "，"]) for _ in range(length // 2))


def edited(text: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(HAN) if chance.random() < share else char for char in text)


def alike(one: str, other: str) -> float:
    first, second = (np.frombuffer(sketch(text), "<u8") for text in (one, other))
    return float((first == second).mean())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("会议召开，全市安全。", "会议召开,全市安全."),
        ("会议\n召开", "会议 召开"),
        ("第2期 简报", "第3期简报"),
        ("防風林長三里，乾隆年間種。", "防风林长三里,乾隆年间种."),
        ("**会议**召开", "<p>会议召开</p>"),
    ],
)
def test_layout_and_marks_do_not_change_the_digest(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


def test_other_characters_change_it() -> None:
    assert fingerprint("会议召开") != fingerprint("会议召回") != fingerprint("")
    assert len(fingerprint("会议")) == 32


def test_a_sketch_is_64_numbers_and_short_texts_have_none() -> None:
    assert len(sketch(made(1))) == 64 * 8
    assert sketch("短") == sketch("") == sketch("only Latin text " * 40) == b""


def test_the_same_text_has_the_same_sketch_in_any_layout() -> None:
    text = made(2)
    assert sketch(text) == sketch(text.replace("，", ",\n"))


def test_near_texts_are_alike_and_others_are_not() -> None:
    assert all(alike(made(n), edited(made(n), 0.03, n)) > 0.5 for n in range(60))
    assert all(alike(made(n), made(n + 1000)) < 0.2 for n in range(60))


def test_planted_pairs_are_found_by_bands() -> None:
    texts = [made(n, 400 + n % 5 * 200) for n in range(700)]
    planted = {(n, 700 + n) for n in range(100)}
    texts += [edited(texts[n], 0.03, n) for n, _ in sorted(planted)]
    sketches = np.array([np.frombuffer(sketch(text), "<u8") for text in texts])
    found: set[tuple[int, int]] = set()
    for band in range(0, 64, 4):
        buckets: dict[bytes, list[int]] = {}
        for place, row in enumerate(sketches):
            buckets.setdefault(row[band : band + 4].tobytes(), []).append(place)
        found |= {(a, b) for bucket in buckets.values() for a in bucket for b in bucket if a < b}
    found = {(a, b) for a, b in found if (sketches[a] == sketches[b]).mean() > 0.4}
    assert len(found & planted) >= 98
    assert len(found & planted) >= 0.98 * len(found)
