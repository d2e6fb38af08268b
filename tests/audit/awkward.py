"""Documents that give the sample archive the pages it lacks: a tombstone, an old address, a correction, versions of one
text, and the marks that no seed has (a table, notes, a listing, verse, long words, a hole in the text).
"""

from __future__ import annotations

from pathlib import Path

FLOOD = (
    "七月初九夜，大雨如注，河水一夜涨了四尺。县里连夜派人上堤，沿岸三个村子的老人孩子都转到了学校里。\n\n"
    "天亮以后雨停了，水位慢慢退下去，堤上只塌了一处，当天中午就用石料填平。全县没有人受伤，粮仓也没有进水。\n\n"
    "县长在堤上说，今年的汛期还长，值班的人一个也不能撤。各村把查到的险段报上来，一处一处记在册子里，修完一处划掉一处。\n\n"
)
DOCUMENTS = {
    "withdrawn.md": "---\ntitle: 旧闻一则\ndate: 2011-03-04\nwithdrawn: 应当事人要求撤下\n---\n\n"
    "这里曾有一篇文章，现在没有了。\n",
    "flood.md": f"---\ntitle: 夜涨四尺\ndate: 1998-07-10\naliases: [/old/flood/]\nsource: 河工日报\n"
    f"corrections:\n  - 2012-01-01 第二段“四尺”原作“四丈”。\n---\n\n{FLOOD}",
    "flood-again.md": f"---\ntitle: 夜涨四尺（转载）\ndate: 1998-07-12\nsource: 县报\n---\n\n"
    f"{FLOOD.replace('粮仓', '仓库')}"
    "本报转载时略有改动，仍以原文为准。\n",
    "marks.md": """---
title: 各种标记 https://example.org/averyveryverylongaddresswithoutanybreakthatmustfoldsomewhere/or/it/overflows
date: 2015
tags: [标记, Typography and its long English tag names]
---

# 一、表格

| 站名 | 水位（米） | 流量（立方米每秒） | 说明 |
|---|---:|---:|---|
| 上桥 | 12.35 | 1,280 | 超过警戒水位，沿岸居民全部转移到高处安置 |
| 下桥 | 9.07 | 960 | 平稳 |

# 二、引文与诗

> 水之行，避高而趋下。

* 甲项，**着重**，*强调*，`代码`；
* 乙项，[链接](https://example.org/)。

1. 第一
2. 第二

## （一）程序

```python
def level(metres: float) -> str:
    return "超过警戒" if metres > 12.0 and metres < 99.0 else "平稳，不必担心，也不必转移任何居民和物资，仍应保持值班"
```

缺字：锟斤拷锟斤拷，此处不能复原。ThisIsOneVeryLongLatinWordThatNeverEndsAndMustBeBrokenSomewhereOnASmallPhoneScreen。

![堤上](https://example.org/none.jpg)
""",
    "hant.md": "---\ntitle: 夜雨記\ndate: 1936-05\n---\n\n"
    "臨水縣的東門外有一座舊橋，橋下的水從來不深。那年夏天連下了十幾天雨，橋面也淹了，鄉親們只好繞道。\n",
}


def add(folder: Path) -> None:
    """Write them into the content folder `folder`."""
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
