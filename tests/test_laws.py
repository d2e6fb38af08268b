"""The laws of repair over many texts: FANGZHI_TEXTS says how many are drawn, FANGZHI_CLEAN how many MB are clean."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from builder.repair.chain import repair
from tests.clean import documents
from tests.laws import FORMS, hold, mutated, source, troubled

TEXTS = int(os.environ.get("FANGZHI_TEXTS", "200"))
CLEAN = float(os.environ.get("FANGZHI_CLEAN", "0.5"))
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

FOUND = [
    "要求æ¬¢è¿¶Ž，统筹兼顾",
    '鍥藉姟闄㈠姙€"""',
    '鍥藉姟闄㈠姙?"鍥藉□姟',
    "天鍥藉姟闄㈠姙?\ufffd鍥藉姟€",
    "拷!!會了¶¶¶¶¶¶¶¶¶¶",
]


def test_on_troublemakers() -> None:
    for number in range(TEXTS):
        draw = random.Random(number)
        text = troubled(draw)
        try:
            hold(text, draw.choice(FORMS), draw.randrange(min(len(text), 12) + 1))
        except Exception as error:
            raise AssertionError(f"text {number}: {text!r}") from error


def test_on_mutated_seeds() -> None:
    texts = [path.read_bytes().decode("utf-8") for path in SEEDS]
    for number in range(TEXTS // 4):
        draw = random.Random(number)
        text = mutated(draw.choice(texts), draw)
        try:
            hold(text, draw.choice(FORMS))
        except Exception as error:
            raise AssertionError(f"text {number}: {text!r}") from error


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize("body_start", [0, 1, 3])
def test_on_texts_that_once_broke_them(text: str, body_start: int) -> None:
    hold(text, "plain", body_start)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_on_seeds(path: Path) -> None:
    hold(path.read_bytes().decode("utf-8"))


def test_clean_text_is_left_alone() -> None:
    read, kinds = 0, set()
    for kind, form, text in documents():
        mended = repair(source(text, form))
        assert (mended.changes, mended.proposals) == ((), ()), (kind, mended.changes, mended.proposals)
        kinds.add(kind)
        read += len(text.encode("utf-8"))
        if read >= CLEAN * 1_000_000:
            break
    assert len(kinds) >= 20
