"""The manual's generated parts: `python -m tests.manual` writes them anew into `docs/content/`.

They come from the tables of the program, so that neither can say what the other does not: every setting with its
default from `builder.config`, every repair from `builder.repair.chain`. Only the Chinese meanings of the settings stand
here. `tests/test_manual.py` holds the pages to what this module makes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from builder.config import NAMED, SETTINGS, Setting
from builder.repair.chain import NOTES

DOCS = Path(__file__).resolve().parent.parent / "docs"

MEANINGS: dict[tuple[str, str], str] = {
    ("site", "title"): "馆名，显示在每一页。",
    ("site", "description"): "一句话，说明收藏了什么。",
    ("site", "language"): "界面语言：`zh-Hans`、`zh-Hant` 或 `en`。",
    ("site", "editions"): '字形版本：`["zh-Hans", "zh-Hant"]` 在 `hant/` 下面再做一套另一种字形的网站；空着只有一套。',
    ("site", "base_url"): "网站的完整网址；订阅和站点地图需要它。",
    ("site", "timezone"): "没有写时区的日期按这个时区理解。",
    ("site", "content"): "放文档的文件夹。",
    ("site", "output"): "写出网站的文件夹。",
    ("site", "permalink"): "文档的地址，写法同 Hexo、Hugo、Jekyll（见《迁入》）。",
    ("site", "licence"): "文字的使用条件，显示在页脚。",
    ("site", "report_url"): "读者报告错误的去处：网页或 `mailto:` 地址。",
    ("repair", "rules"): "要运行的修复规则的名称；空着运行全部。",
    ("home", "lead"): "首页开头你自己的一句话。",
    ("home", "queries"): "首页的搜索示例；空着由方志选。",
    ("theme", "accent"): "唯一的强调色，写成 CSS 颜色；空着是朱印的红色。",
    ("theme", "face"): "正文字体：`serif`（宋体）或 `sans`（黑体）。",
    ("theme", "width"): "正文一行最多多少字，20 到 60。",
    ("theme", "indent"): "段首是否空两格。",
    ("theme", "logo"): "馆名旁的图片，`static/` 里的文件名。",
    ("sources", "aliases"): "同一来源的其他写法。",
    ("sources", "url"): "来源自己的网站。",
    ("sources", "gmt_is_local"): "它标为 GMT 的日期是否其实是当地时间。",
    ("tags", "aliases"): "同一主题的其他写法。",
    ("tags", "definition"): "一句话，说明主题的范围。",
    ("tags", "parent"): "上级主题。",
    ("tags", "never"): "设为 `true`，这个词永远不成为主题。",
    ("people", "aliases"): "同一个人的其他写法。",
    ("people", "split"): "区分同名者的职务，每个职务一页。",
}


def shown(value: object) -> str:
    """A default as the manual prints it.

    >>> shown(("甲",)), shown(True), shown("a"), shown(None)
    ('`["甲"]`', '`true`', '`"a"`', '不设')
    """
    if value is None:
        return "不设"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, (tuple, list)):
        return "`[" + ", ".join(f'"{item}"' for item in value) + "]`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def settings() -> str:
    """A table for each table of `site.toml`."""
    parts = [_table(f"[{name}]", [one for one in SETTINGS if one.table == name]) for name in _tables(SETTINGS)]
    parts += [_table(f'[{name}."名称"]', [one for one in NAMED if one.table == name]) for name in _tables(NAMED)]
    return "\n".join(parts)


def rules() -> str:
    """The repairs in their order, each with its reason and how sure it is."""
    parts = []
    for number, note in enumerate(NOTES, start=1):
        sure = "确定" if note.sure else "标记" if note.marks else "推测或标记"
        parts.append(
            f"{number}. `{note.name}` **{note.titles[0]}**（{sure}）：{note.reasons[0].replace('<', chr(92) + '<')}"
        )  # no tag
    return "\n".join(parts) + "\n"


GENERATED = {"settings.md": ("settings", settings), "repair.md": ("rules", rules)}


def renewed(name: str, text: str) -> str:
    """The page `name` with its generated part as it should be."""
    mark, make = GENERATED[name]
    return re.sub(
        rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)",
        lambda found: f"{found[1]}\n{make()}\n{found[2]}",
        text,
        flags=re.S,
    )


def _tables(table: Sequence[Setting]) -> list[str]:
    return list(dict.fromkeys(one.table for one in table))


def _table(head: str, rows: Sequence[Setting]) -> str:
    lines = [f"## `{head}`", "", "| 设置 | 默认值 | 意思 |", "|---|---|---|"]
    lines += [f"| `{one.key}` | {shown(one.default)} | {MEANINGS[one.table, one.key]} |" for one in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for page in GENERATED:
        path = DOCS / "content" / page
        path.write_text(renewed(page, path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"wrote {path}")
