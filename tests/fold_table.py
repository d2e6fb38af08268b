"""Writes the folding table, once for Python and once for JavaScript, from the dictionaries that are its source.

    python tests/fold_table.py

Needed again only when OpenCC's dictionary changes; `tests/test_index_tokens.py` says so when it does.
"""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / "builder" / "model" / "fold_table.py"
JAVASCRIPT = ROOT / "static" / "js" / "search-table.js"

# Variants that OpenCC's table leaves apart although readers of either script type one for the other.
BY_HAND = {"著": "着", "甯": "宁", "衞": "卫", "敍": "叙", "枱": "台", "擡": "抬"}
COMPATIBILITY = (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00))
WIDTH = 92


def pairs() -> dict[str, str]:
    """Each character that folds, and what it folds to: both within the basic plane, one for one."""
    table: dict[str, str] = {}
    source = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    for line in source.splitlines():
        old, _, new = line.partition("\t")
        table[old] = new.split(" ")[0]
    table.update(BY_HAND)
    for block in COMPATIBILITY:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                table[chr(code)] = plain
    return {old: _end(old, table) for old in sorted(table) if ord(old) < 0x10000 and old != _end(old, table)}


def _end(char: str, table: dict[str, str]) -> str:
    """Where a chain of mappings within the basic plane ends (a compatibility form → Traditional → Simplified)."""
    seen = {char}
    while (then := table.get(char, char)) not in seen and len(then) == 1 and ord(then) < 0x10000:
        seen.add(then)
        char = then
    return char


def lines(text: str) -> list[str]:
    return [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]


def python(table: dict[str, str]) -> str:
    def block(name: str, text: str) -> str:
        return f"{name} = (\n" + "".join(f'    "{line}"\n' for line in lines(text)) + ")\n"

    return (
        '"""The folding table: the character at each place of `FROM` folds to the one at that place of `TO`.\n\n'
        "Made by `python tests/fold_table.py` from OpenCC's TSCharacters (https://github.com/BYVoid/OpenCC,\n"
        "Apache-2.0), with Unicode's compatibility ideographs and Kangxi radicals and a few variants by hand.\n"
        "Only pairs within the basic plane, one for one, so that a folded text keeps its positions.\n"
        "`static/js/search-table.js` is the same.\n"
        '"""\n\n' + block("FROM", "".join(table)) + "\n" + block("TO", "".join(table.values()))
    )


def javascript(table: dict[str, str]) -> str:
    return (
        "// The folding table of builder/model/fold_table.py, made by tests/fold_table.py. From OpenCC's TSCharacters\n"
        "// (https://github.com/BYVoid/OpenCC, Apache-2.0) and Unicode.\n"
        f'export const FROM = "{"".join(table)}";\n'
        f'export const TO = "{"".join(table.values())}";\n'
    )


if __name__ == "__main__":
    made = pairs()
    PYTHON.write_text(python(made), encoding="utf-8")
    JAVASCRIPT.write_text(javascript(made), encoding="utf-8")
    print(f"{len(made)} pairs")
