"""What fuzzing has found, and what a hostile hand writes: the name of a file, its text, and what it is.

Each is long enough that anything but linear time would show: none may take 2 seconds of processor time for 100 kB.
"""

# ruff: noqa: E501 – a table

from __future__ import annotations

from collections.abc import Callable

_SENTENCE = "青河县水利局组织巡查水库，"
_TABLE: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("one long line", "a.txt", lambda: _SENTENCE * 9_000),
    ("one long line of Markdown", "a.md", lambda: _SENTENCE * 9_000),
    ("one long paragraph", "a.html", lambda: "<p>" + _SENTENCE * 9_000),
    ("one long line without a space or a stop", "a.txt", lambda: "县" * 100_000),
    ("one long word", "a.md", lambda: "a" * 300_000),
    ("ten thousand quotes inside each other", "a.md", lambda: ">" * 10_000 + " 甲\n"),
    ("quotes that grow", "a.md", lambda: "".join("> " * depth + "甲\n" for depth in range(1, 300))),
    ("ten thousand tags inside each other", "a.html", lambda: "<div>" * 10_000 + "甲"),
    ("ten thousand inline tags inside each other", "a.html", lambda: "<span>" * 10_000 + "甲"),
    ("fifty thousand headings", "a.md", lambda: "".join(f"# 第{number}节\n" for number in range(50_000))),
    ("headings of a page", "a.html", lambda: "".join(f"<h2>第{number}节</h2>" for number in range(20_000))),
    ("articles of a law", "a.txt", lambda: "".join(f"第{number}条 应当巡查。\n" for number in range(10_000))),
    ("articles in one line", "a.txt", lambda: "第一条 " * 30_000),
    ("a direction at every other character", "a.md", lambda: "\u202e甲\u2066" * 20_000),
    ("nothing but dates", "a.txt", lambda: "2021年5月1日" * 15_000),
    ("nothing but people", "a.txt", lambda: "省长王凯、" * 20_000),
    ("nothing but works", "a.txt", lambda: "《水法》" * 20_000),
    ("brackets never closed", "a.txt", lambda: "（" * 50_000),
    ("book title marks never closed", "a.txt", lambda: "《" * 50_000),
    ("small tables", "a.md", lambda: "|a|b|\n|-|-|\n|c|d|\n\n" * 2_000),
    ("template text", "a.md", lambda: "{{ 7*7 }} {% for x in y %}" * 4_000),
    ("text for Pagefind", "a.html", lambda: "<p data-pagefind-ignore data-pagefind-body>甲</p>" * 2_000),
    ("wikilinks that climb", "a.md", lambda: "[[../../etc/passwd|甲]] ![[/etc/shadow]] [a](../../../b)" * 2_000),
    ("nulls between letters", "a.txt", lambda: "甲\x00乙\x01" * 20_000),
    ("aliases upon aliases", "a.md", lambda: "---\n" + "".join(f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}]\n" for n in range(1, 99)) + "---\n甲"),
    ("a mapping in a mapping", "a.md", lambda: "---\ntitle: 甲\nx: " + "{a: " * 10_000 + "\n---\n正文"),
)  # fmt: skip

CASES = tuple((name, make().encode(), what) for what, name, make in _TABLE)
