"""Headers of every dialect, whole and broken: what they say, where they end, and what is reported."""

from __future__ import annotations

import time
from pathlib import PurePosixPath
from typing import Any

import pytest

from builder.model import Source
from builder.read.parse import parse


def read(text: str, name: str = "a.md") -> Source:
    found = parse(PurePosixPath(name), text.encode())
    assert isinstance(found, Source), found
    return found


BODY = "正文在这里。\n"
# (what it shows, header, fields, kinds of problems)
CASES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("hexo", "---\ntitle: 甲\ndate: 2022-01-02 03:04:05\ncategories:\n - 乙\n - 丙\ntags: [丁, 戊]\n---\n",
     {"title": "甲", "date": "2022-01-02 03:04:05", "categories": (("乙", "丙"),), "tags": ("丁", "戊")}, []),
    ("blank line first", "\n\n---\ntitle: 甲\n---\n", {"title": "甲", "lines": (3, 5)}, []),
    ("mark first", "\ufeff---\ntitle: 甲\n---\n", {"title": "甲"}, []),
    ("mark after a blank line", "\n\ufeff---\ntitle: 甲\n---\n", {"title": "甲"}, []),
    ("CR LF", "---\r\ntitle: 甲\r\ntags:\r\n  - 乙\r\n---\r\n", {"title": "甲", "tags": ("乙",), "lines": (1, 5)}, []),
    ("bare CR", "---\rtitle: 甲\rdate: 2022-01-01\r---\r", {"title": "甲", "date": "2022-01-01", "lines": (1, 4)}, []),
    ("longer fence", "-----\ntitle: 甲\n-----\n", {"title": "甲"}, []),
    ("closed by dots", "---\ntitle: 甲\n...\n", {"title": "甲"}, []),
    ("empty line inside", "---\ntitle: 甲\n\nauthor: 乙\n---\n", {"title": "甲", "authors": ("乙",)}, []),
    ("no opening fence", "title: 甲\ndate: 2022-01-01\n---\n", {"title": "甲", "date": "2022-01-01"}, []),
    ("no closing fence", "---\ntitle: 甲\ntags:\n  - 乙\n\n", {"title": "甲", "tags": ("乙",)}, ["header-unclosed"]),
    ("tab before a list", "---\ntitle: 甲\ntags:\n\t- 乙\n\t- 丙\n---\n", {"tags": ("乙", "丙")}, ["header-yaml"]),
    ("tab before a field", "---\n\ttitle: 甲\ndate: 2022-01-01\n---\n", {"title": "甲"}, ["header-yaml"]),
    ("no blank behind any colon", "---\ntitle:甲乙\ndate:2022-01-01\ntags:[乙, 丙]\n---\n",
     {"title": "甲乙", "date": "2022-01-01", "tags": ("乙", "丙")}, ["header-yaml"]),
    ("full-width colons", "---\ntitle： 甲乙\ndate： 2022-01-01\n---\n",
     {"title": "甲乙", "date": "2022-01-01"}, ["header-yaml"]),
    ("list never closed", "---\ntitle: 甲\ntags: [乙, 丙\nauthor: 丁\n---\n",
     {"tags": ("乙", "丙"), "authors": ("丁",)}, ["header-yaml"]),
    ("list on one line", "---\ntitle: 甲\ncategories: - 乙 - 丙\ntags: -丁\n---\n",
     {"categories": (("乙", "丙"),), "tags": ("丁",)}, ["header-yaml"]),
    ("items without a blank", "---\ntitle: 甲\ntags:\n-乙\n-丙\n---\n", {"tags": ("乙", "丙")}, ["header-yaml"]),
    ("quote inside quotes", "---\ntitle: 'It's 甲'\n---\n", {"title": "It's 甲"}, ["header-yaml"]),
    ("bang in a title", "---\ntitle: !important 是什么\n---\n", {"title": "!important 是什么"}, []),
    ("a slot nobody filled", "---\ntitle: '{{ title }}'\n---\n", {"title": ""}, []),
    ("comment first", "<!-- 勿动 -->\n---\ntitle: 甲\n---\n", {"title": "甲"}, []),
    ("directive first", "%YAML 1.2\n---\ntitle: 甲\n---\n", {"title": "甲"}, []),
    ("stray quotes", "---\ntitle: \"\"\"'第八回'\"\"\"\n---\n", {"title": "第八回"}, ["header-yaml"]),
    ("colon in a title", "---\ntitle: 通知: 放假\ndate: 2022-01-01\n---\n", {"title": "通知: 放假"}, ["header-yaml"]),
    ("star in a title", "---\ntitle: *重要通知\n---\n", {"title": "*重要通知"}, ["header-yaml"]),
    ("at in a title", "---\ntitle: @全体人员\n---\n", {"title": "@全体人员"}, ["header-yaml"]),
    ("bracket in a title", "---\ntitle: [转载] 通知\n---\n", {"title": "[转载] 通知"}, ["header-yaml"]),
    ("sharp in a title", "---\ntitle: #话题\n---\n", {"title": "#话题"}, []),
    ("two quoted words", "---\ntitle: '\"甲\"与\"乙\"'\n---\n", {"title": '"甲"与"乙"'}, []),
    ("lost list name", "---\ntitle: 甲\ndate: 2022-01-01 00:00:00\n  - 乙\n  - 丙\n---\n",
     {"date": "2022-01-01 00:00:00", "tags": ("乙", "丙")}, ["header-list"]),
    ("twice", "---\ntitle: 甲\ntags: 乙\ntags: 丙\n---\n", {"tags": ("丙",)}, ["header-duplicate"]),
    ("twice, then empty", "---\ntitle: 甲\ntags: 乙\ntags:\n---\n", {"tags": ("乙",)}, ["header-duplicate"]),
    ("values stay as written", "---\ntitle: 012\ndate: 2022-02-30\nslug: 1_000\nlang: no\n---\n",
     {"title": "012", "date": "2022-02-30", "slug": "1_000", "language": "no"}, []),
    ("no sexagesimal", "---\ntitle: 12:30\ndate: 16:08:42\n---\n", {"title": "12:30", "date": "16:08:42"}, []),
    ("empty values", "---\ntitle: 甲\ndate:\nauthor: ~\ntags:\n---\n", {"date": "", "authors": (), "tags": ()}, []),
    ("numeric tags", "---\ntitle: 甲\ntags: [2022, 7.20]\n---\n", {"tags": ("2022", "7.20")}, []),
    ("tags in one string", "---\ntitle: 甲\ntags: 乙，丙、丁；戊,己\n---\n",
     {"tags": ("乙", "丙", "丁", "戊", "己")}, []),
    ("full-width comma in brackets", "---\ntitle: 甲\ntags: [乙，丙]\n---\n", {"tags": ("乙", "丙")}, []),
    ("hash tags", "---\ntitle: 甲\ntags: '#乙 #丙'\n---\n", {"tags": ("乙", "丙")}, []),
    ("nested categories", "---\ntitle: 甲\ncategories:\n - [乙, 丙]\n - [丁]\n---\n",
     {"categories": (("乙", "丙"), ("丁",))}, []),
    ("one category", "---\ntitle: 甲\ncategories: 乙\n---\n", {"categories": (("乙",),)}, []),
    ("hugo categories stand apart", "---\ntitle: 甲\nlastmod: 2022-01-01\ncategories: [乙, 丙]\n---\n",
     {"categories": (("乙",), ("丙",)), "updated": "2022-01-01"}, []),
    ("hugo toml", '+++\ntitle = "甲"\ndate = 2022-01-02T03:04:05+08:00\ntags = ["乙"]\ndraft = true\n+++\n',
     {"title": "甲", "date": "2022-01-02T03:04:05+08:00", "tags": ("乙",), "draft": True, "dialect": "toml"}, []),
    ("zola taxonomies", '+++\ntitle = "甲"\n[taxonomies]\ntags = ["乙"]\n+++\n', {"tags": ("乙",)}, []),
    ("broken toml", '+++\ntitle = 甲\ndate = 2022-01-01\n+++\n', {"title": "甲"}, ["header-toml"]),
    ("hugo json", '{\n "title": "甲",\n "tags": ["乙"]\n}\n', {"title": "甲", "tags": ("乙",), "dialect": "json"}, []),
    ("broken json", '{\n "title": "甲",\n "date": "2022-01-01",\n}\n', {"title": "甲"}, ["header-json"]),
    ("hexo json", '"title": "甲",\n"date": "2022-01-01"\n;;;\n', {"title": "甲", "date": "2022-01-01"}, []),
    ("hexo json, fenced", ';;;\n"title": "甲"\n;;;\n', {"title": "甲"}, []),
    ("pelican", "Title: 甲\nDate: 2022-01-01 10:00\nCategory: 乙\nTags: 丙, 丁\nAuthors: 张三; 李四\nStatus: draft\n\n",
     {"title": "甲", "categories": (("乙",),), "tags": ("丙", "丁"), "authors": ("张三", "李四"), "draft": True,
      "dialect": "lines"}, []),
    ("link lines", '[#]: subject: "甲"\n[#]: author: (Ann Lee https://a.cn/ann)\n[#]: via: (https://a.cn/1)\n\n',
     {"title": "甲", "authors": ("Ann Lee",), "source_url": "https://a.cn/1", "dialect": "links"}, []),
    ("org", "#+TITLE: 甲\n#+DATE: 2022-01-01\n#+PROPERTY: ID x1\n\n", {"title": "甲", "slug": ""}, []),
    ("nikola", ".. title: 甲\n.. slug: jia\n\n", {"title": "甲", "slug": "jia"}, []),
    ("Chinese lines", "标题：甲\n来源：某某日报\n日期：2022年1月1日\n\n",
     {"title": "甲", "source": "某某日报", "date": "2022年1月1日"}, []),
    ("Chinese names in yaml", "---\n标题: 甲\n作者: 乙\n标签: [丙]\n---\n",
     {"title": "甲", "authors": ("乙",), "tags": ("丙",)}, []),
    ("jekyll", "---\nlayout: post\ntitle: 甲\npermalink: /a/b/\npublished: false\n---\n",
     {"permalink": "/a/b/", "draft": True}, []),
    ("published is a date", "---\ntitle: 甲\npublished: 2022-01-01\n---\n", {"date": "2022-01-01", "draft": False}, []),
    ("obsidian", "---\ntitle: 甲\naliases: [乙, /old/]\ncreated: 2022-01-01\npublish: false\n---\n",
     {"aliases": ("乙", "/old/"), "date": "2022-01-01", "draft": True}, []),
    ("entities", "---\ntitle: 甲&amp;乙&#8220;丙&#x201d;\nsource: A&amp;B网\ndescription: 一 &lt; 二 & 三\n---\n",
     {"title": "甲&乙“丙”", "source": "A&B网", "description": "一 < 二 & 三"}, []),
    ("abbrlink", "---\ntitle: 甲\nabbrlink: 1e5\n---\n", {"slug": "1e5"}, []),
    ("hugo url", "---\ntitle: 甲\nurl: /x/\n---\n", {"permalink": "/x/"}, []),
    ("url of the source", "---\ntitle: 甲\nurl: https://a.cn/1\n---\n",
     {"permalink": "", "source_url": "https://a.cn/1"}, []),
    ("source is an address", "---\ntitle: 甲\nsource: https://a.cn/1\n---\n",
     {"source": "", "source_url": "https://a.cn/1"}, []),
    ("cover by parts", "---\ntitle: 甲\ncover:\n  image: a.png\n  alt: x\n---\n", {"cover": "a.png"}, []),
    ("authors", "---\ntitle: 甲\nauthor:\n  - name: 张三\n  - 李四\n---\n", {"authors": ("张三", "李四")}, []),
    ("withdrawn", "---\ntitle: 甲\nwithdrawn: 应作者要求\n---\n", {"withdrawn": "应作者要求"}, []),
    ("withdrawn, no reason", "---\ntitle: 甲\nwithdrawn: true\n---\n", {"withdrawn": "未说明原因"}, []),
    ("not withdrawn", "---\ntitle: 甲\nwithdrawn: false\n---\n", {"withdrawn": ""}, []),
    ("corrections",
     "---\ntitle: 甲\ncorrections:\n  - date: 2023-05-01\n    reason: 人名有误\n  - '2023-06-01: 数字有误'\n---\n",
     {"corrections": (("2023-05-01", "人名有误"), ("2023-06-01", "数字有误"))}, []),
    ("name is the last resort", "---\nname: jia\ndescription: 乙\n---\n", {"title": "jia", "description": "乙"}, []),
    ("nothing is dropped", "---\ntitle: 甲\nmathjax: true\n---\n", {"extra": (("mathjax", "true"),)}, []),
]  # fmt: skip


@pytest.mark.parametrize(("header", "fields", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_header(header: str, fields: dict[str, Any], kinds: list[str]) -> None:
    found = read(header + BODY)
    assert {name: getattr(found.header, name) for name in fields} == fields
    assert [problem.kind for problem in found.problems] == kinds
    assert found.text[found.body_start :].strip() == BODY.strip()
    assert found.text == header.removeprefix("\ufeff") + BODY


LEFT_ALONE = [
    "---\n\n一条横线。\n\n---\n\n又一段。\n",
    "---\n注意：这里不是字段。\n---\n正文",
    "---\nNote: a line of prose\n---\nmore",
    "# 标题\n\n正文",
    "正文第一行。\n---\n标题: 不在开头\n---\n",
    "Note: this is prose.\nMore prose follows here.\n\nEnd.",
    "Warning: one\nTitle of nothing\n",
    "{% raw %}\n正文\n{% endraw %}",
    "{{ site.title }}\n",
    '{"key": 1}\n',
    "[链接]: https://a.cn\n\n正文",
    "[1]: https://a.cn\n\n正文",
    "发布：某某局\n\n正文",
    "会议指出：一是抓落实。\n二是：再动员。\n",
    "+++\n不是表\n+++\n",
    "...\n正文",
    "本报讯（记者 张三）昨日。\n\n---\n",
    "| 甲 | 乙 |\n|---|---|\n",
    "https://a.cn: 地址\n",
    "10:30 开会\n---\n",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_no_header_is_seen_where_there_is_none(text: str) -> None:
    found = read(text)
    assert (found.header.dialect, found.body_start, found.problems) == ("none", 0, ())


@pytest.mark.parametrize(
    ("header", "line", "excerpt"),
    [
        ("---\ntitle: 甲\ndate: 2022-01-01\nauthor: 乙: 丙\n---\n", 4, "author: 乙: 丙"),
        ("\n\n---\ntitle: [甲] 乙\n---\n", 4, "title: [甲] 乙"),
        ("---\r\ntitle: 甲\r\ntags:\r\n\t- 乙\r\n---\r\n", 4, "- 乙"),
    ],
)
def test_the_line_at_fault_is_named_and_shown(header: str, line: int, excerpt: str) -> None:
    problem = read(header + BODY).problems[0]
    assert (problem.line, problem.excerpt) == (line, excerpt)


def test_a_translation_is_called_by_its_own_heading() -> None:
    head = '[#]: subject: "Ten tips"\n[#]: translator: "乙"\n\n'
    assert read(head + "# 十条建议\n\n正文").header.title == ""
    assert read(head + "正文").header.title == "Ten tips"


@pytest.mark.parametrize(
    ("name", "tags", "draft"),
    [
        ("_posts/2022-01-01-a.md", ("乙", "丙"), False),
        ("_drafts/2022-01-01-a.md", ("乙", "丙"), True),
        ("posts/a.md", ("乙 丙",), False),
    ],
)
def test_jekylls_folders_speak(name: str, tags: tuple[str, ...], draft: bool) -> None:
    header = read("---\ntitle: 甲\ntags: 乙 丙\n---\n" + BODY, name).header
    assert (header.tags, header.draft) == (tags, draft)


def test_a_web_page_speaks_through_its_meta_lines_and_keeps_them() -> None:
    page = (
        '<html><head><meta name="ArticleTitle" content="放假通知"><meta content="2022-01-01 10:00" name="PubDate">'
        '<meta name="ContentSource" content="某某局"><meta name="keywords" content="门户"></head><p>正文</p></html>'
    )
    found = read(page, "a.html")
    header = found.header
    assert (header.title, header.date, header.source) == ("放假通知", "2022-01-01 10:00", "某某局")
    assert header.tags == ()
    assert (found.body_start, header.lines, header.dialect) == (0, (0, 0), "meta")
    assert ("metakeywords", "门户") in header.extra


BOMB = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
HOSTILE = {
    "alias bomb": BOMB + "title: 甲\n---\n正文",
    "deep flow": "---\ntitle: 甲\nx: " + "[" * 10_000 + "\n---\n正文",
    "deep mapping": "---\ntitle: 甲\nx: " + "{a: " * 10_000 + "\n---\n正文",
    "deep items": "---\ntitle: 甲\nx:\n" + "- " * 10_000 + "\n---\n正文",
    "deep json": '{"title": ' + "[" * 20_000,
    "deep toml": '+++\ntitle = "甲"\na = ' + "[" * 5_000 + "\n+++\n正文",
    "one long line": "---\ntitle: " + "甲" * 2_000_000,
    "many fields": "---\ntitle: 甲\n" + "".join(f"k{n}: v\n" for n in range(5_000)) + "---\n正文",
    "quotes": "---\ntitle: " + "\"'" * 30_000 + "\n---\n正文",
    "fences": "---\n" * 100_000,
    "metas": "<meta name=" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_headers_cost_little(text: str) -> None:
    start = time.process_time()
    for name in ("a.md", "a.html"):
        parse(PurePosixPath(name), text.encode())
    assert time.process_time() - start < 1.0
