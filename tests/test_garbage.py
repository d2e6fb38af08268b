"""What cannot be understood is told with its path and line, shows as missing, and takes nothing else along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.build.pipeline import build
from builder.config import load

BODY = "河堤加固工程今日开工，预计三个月完成，有关部门负责人到场查看情况。"
OFFICIAL = "东河区人民政府文件\n{}\n\n关于加强防汛工作的通知\n\n各乡镇人民政府：\n\n{}\n\n东河区人民政府\n{}\n"

# a file's name and text, the problems told of it as (line, kind), and what its record must say
CASES: tuple[tuple[str, str, str, list[tuple[int, str]], dict[str, Any]], ...] = (
    (
        "no such day in a header", "a.md", f"---\ntitle: 甲\ndate: 2022-02-30\nupdated: 2022-13-01\n---\n{BODY}\n",
        [(3, "date-impossible"), (4, "date-impossible")], {"title": "甲", "dates": []},
    ),
    (
        "a title and nothing under it", "a.md", "title: 天",
        [(1, "empty-body")], {"title": "天", "text": ""},
    ),
    (
        "no such time zone", "a.md", f"---\ntitle: 甲\ndate: 2022-07-16T10:00:00+99:00\n---\n{BODY}\n",
        [(3, "date-impossible")], {"date": "2022-07-16"},
    ),
    (
        "neither a draft nor none", "a.md", f"---\ntitle: 甲\ndraft: 也许\n---\n{BODY}\n",
        [(3, "header-draft")], {"title": "甲"},
    ),
    (
        "a quote left open", "a.md", f'---\ntitle: "甲乙\ndate: 2022-07-16\n---\n{BODY}\n',
        [(4, "header-yaml")], {"title": "甲乙", "date": "2022-07-16"},
    ),
    (
        "a comma too many in JSON", "a.md", f'{{"title": "甲", "date": "2022-07-16",}}\n{BODY}\n',
        [(1, "header-json")], {"title": "甲", "date": "2022-07-16"},
    ),
    (
        "JSON on a line that cannot be read", "a.md", f'{{"title": "甲", "date": 2022-07-16}}\n{BODY}\n',
        [(1, "header-json")], {"title": "甲", "date": "2022-07-16"},
    ),
    (
        "JSON that nobody closed", "a.md", f'{{\n"title": "甲乙",\n"date": "2022-07-16"\n{BODY}\n',
        [(1, "header-open")], {"title": "甲乙", "date": "2022-07-16", "text": BODY},
    ),
    (
        "a number with half a bracket", "a.txt", OFFICIAL.format("东政发〔2022 12号", BODY, "2022年4月1日"),
        [(2, "number-broken")], {"title": "关于加强防汛工作的通知", "number": "", "issuer": "东河区人民政府"},
    ),
    (
        "a number of letters", "a.txt", OFFICIAL.format("东政发〔2O22〕l2号", BODY, "2022年4月1日"),
        [(2, "number-broken")], {"title": "关于加强防汛工作的通知", "number": ""},
    ),
    (
        "a number without a figure", "a.txt", OFFICIAL.format("东政发(2022】第 号", BODY, "2022年4月1日"),
        [(2, "number-broken")], {"title": "关于加强防汛工作的通知", "number": ""},
    ),
    (
        "a number as it should be", "a.txt", OFFICIAL.format("东政发〔2022〕12号", BODY, "2022年4月1日"),
        [], {"number": "东政发〔2022〕12号", "date": "2022-04-01"},
    ),
    (
        "no such day below the text", "a.txt", OFFICIAL.format("东政发〔2022〕12号", BODY, "二〇二二年二月三十日"),
        [(11, "date-impossible")], {"dates": []},
    ),
    (
        "two dates of one kind", "a.txt", f"标题在此处\n\n发布时间：2022-07-16\n发布日期：2022年8月1日\n\n{BODY}\n",
        [(4, "date-conflict")], {"date": "2022-07-16"},
    ),
    (
        "a form that nobody filled in", "a.txt", f"来源：\n作者：　发布时间：\n文号：\n\n标题在此处\n\n{BODY}\n",
        [], {"title": "标题在此处", "title_supplied": False, "source": "", "authors": [], "text": BODY},
    ),
    (
        "attachments without a text", "a.txt",
        f"关于印发方案的通知\n\n各单位：\n\n{BODY}\n\n附件1\n\n附件2\n\n任务分工如下，请遵照执行。\n\n附件3\n",
        [(7, "attachment-empty"), (13, "attachment-empty")], {},
    ),
    (
        "an attachment that is a table", "a.md",
        f"# 通知\n\n{BODY}\n\n附件1\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n附件2\n\n{BODY}二\n",
        [], {},
    ),
    (
        "rows longer than their head", "a.md",
        f"# 表\n\n{BODY}\n\n| 甲 |\n|---|\n| 1 | 二 |\n|\n> | 丙 |\n> |---|\n> | 丁 | **戊** |\n",
        [], {"text": f"{BODY}\n甲\n1 二\n丙\n丁 戊"},
    ),
    (
        "notes that nothing refers to", "a.md", f"# 注\n\n{BODY}[^1]\n\n[^1]: 先\n[^2]: 无人问\n[^1]: 后\n",
        [], {"text": f"{BODY}\n后\n先\n无人问"},
    ),
    (
        "nothing but a note", "a.md", f"# 注\n\n{BODY}\n\n[^9]: 无人问\n",
        [], {"text": f"{BODY}\n无人问"},
    ),
    (
        "a dead reference in Han", "a.md", f"# 图\n\n{BODY}![图](图一.png)\n",
        [(3, "asset-missing")], {},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "told", "said"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_what_cannot_be_understood_is_told_and_shows_as_missing(
    name: str, text: str, told: list[tuple[int, str]], said: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    (tmp_path / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    report = build(load(tmp_path), search=False)
    assert [(one.path, one.line, one.kind) for one in report.problems] == [(name, *one) for one in told]
    assert all(one.excerpt == "" or (one.excerpt.isprintable() and "%" not in one.excerpt) for one in report.problems)
    (line,) = (tmp_path / "public/data/documents.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert {field: record[field] for field in said} == said
