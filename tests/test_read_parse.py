"""The entry of `read`: what becomes a document, what is set aside and why, and what format its body has."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Refusal, Source
from builder.read.parse import parse


def read(name: str, text: str) -> Source:
    found = parse(PurePosixPath(name), text.encode())
    assert isinstance(found, Source), found
    return found


REFUSED = [
    ("picture.jpg", b"\xff\xd8\xff\xe0", "not-a-document"),
    ("table.xlsx", b"PK\x03\x04", "not-a-document"),
    ("script.py", b"print()", "not-a-document"),
    ("alias.md", b"book\0\0\0\0mark\0\0\0\0", "not-a-document"),
    ("renamed.txt", b"%PDF-1.4\n...", "not-a-document"),
    ("renamed.md", b"PK\x03\x04...", "not-a-document"),
    ("word.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "not-a-document"),
    ("noise.txt", bytes((n * 193 + n * n * 71 + (n >> 3) * 29) % 256 for n in range(3000)), "not-a-document"),
    ("empty.md", b"", "empty"),
    ("nuls.md", bytes(500), "empty"),
    ("blank.txt", b"\xef\xbb\xbf \r\n\t\n", "empty"),
    ("ideographic.txt", "　\n　".encode(), "empty"),
]


@pytest.mark.parametrize(("name", "data", "status"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_no_document_is_refused_with_a_reason(name: str, data: bytes, status: str) -> None:
    found = parse(PurePosixPath(name), data)
    assert isinstance(found, Refusal)
    assert (found.status, found.size) == (status, len(data))
    assert len(found.reason) > 10


FORMATS = [
    ("a.txt", "第一段。\n\n第二段。", "plain"),
    ("a.txt", "<div>\n<p>一</p>\n<p>二</p>\n</div>\n", "html"),
    ("a.txt", "---\ntitle: 甲\n---\n<div><p>一</p></div>", "html"),
    ("a.txt", "---\ntitle: 甲\n---\n## 小节\n\n正文", "markdown"),
    ("a.txt", "文中说 <b>粗</b> 是一个标签，讲的是网页。", "plain"),
    ("a.txt", "# 不是标题\n只是一行。", "plain"),
    ("a.txt", "1 < 2 且 3 > 2", "plain"),
    ("a.md", "正文 **粗**。", "markdown"),
    ("a.md", "<div>\n<p>一</p><p>二</p>\n</div>", "html"),
    ("a.md", '<p align="center"><img src="a.png"></p>\n\n## 介绍\n\n- 一\n- 二\n\n<p>完</p>', "markdown"),
    ("a.md", "<!-- more -->\n\n正文", "markdown"),
    ("a.html", "<p>一</p>", "html"),
    ("a.htm", "没有标签的文字\n第二行", "plain"),
    ("a.markdown", "正文", "markdown"),
    ("A.MD", "正文", "markdown"),
]


@pytest.mark.parametrize(("name", "text", "expected"), FORMATS)
def test_the_format_is_told_by_name_and_content(name: str, text: str, expected: str) -> None:
    assert read(name, text).format == expected


def test_unreadable_bytes_are_told_by_line() -> None:
    data = "第一行是好的。\n".encode() * 3 + b"\xe4\xb8 bad\n" + "后面也是好的，内容完整。\n".encode() * 3
    found = parse(PurePosixPath("a.txt"), data)
    assert isinstance(found, Source)
    assert [(problem.line, problem.kind) for problem in found.problems] == [(4, "undecodable")]
    assert "bad" in found.problems[0].excerpt


def test_hash_size_and_text_are_of_the_file_as_found() -> None:
    found = read("a.md", "---\r\ntitle: 甲\r\n---\r\n正文\r\n")
    assert found.text == "---\r\ntitle: 甲\r\n---\r\n正文\r\n"
    assert found.text[found.body_start :] == "正文\r\n"
    assert (found.size, len(found.sha256)) == (len(found.text.encode()), 64)


TROUBLE = "-+={}[]:;'\"#|>*&!%@`~\\ \t\r\n\ufeff\x00\u3000abctitledate标题：，、甲<p/>$"


@settings(max_examples=400, deadline=None)
@given(
    st.text(alphabet=TROUBLE, max_size=120),
    st.sampled_from(
        ["", "---\n", "+++\n", "{", ";;;\n", "\ufeff---\r\n", "title: a\n", "[#]: a: (", "标题：", "#+TITLE: "]
    ),
    st.sampled_from([".md", ".txt", ".html"]),
)
def test_no_input_raises_and_nothing_is_lost(body: str, head: str, suffix: str) -> None:
    text = head + body
    found = parse(PurePosixPath(f"x{suffix}"), text.encode())
    if isinstance(found, Source):
        assert found.text.encode(found.encoding) == text.encode() or found.problems
        assert 0 <= found.body_start <= len(found.text)
        first, last = found.header.lines
        assert (first == 0) == (last == 0) and first <= last


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    for name in ("a.md", "a.txt", "a.html", "a.bin"):
        parse(PurePosixPath(name), data)
