"""The few words that `link` itself says to a reader, in the three languages of the interface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from builder.model.settings import Language

PHRASES: Final[dict[str, tuple[str, str, str]]] = {
    "shared": ("同提 {}", "同提 {}", "both name {}"),
    "kindred": ("用语相近：{}", "用語相近：{}", "much the same words: {}"),
    "titles": ("题名同有“{}”", "題名同有「{}」", "both titles say {}"),
    "beside": ("同见 {} 篇", "同見 {} 篇", "together in {}"),
    "identical": ("全文相同", "全文相同", "same text"),
    "near": ("文字约 {}% 相同", "文字約 {}% 相同", "about {}% the same text"),
    "cites": ("引用", "引用", "cites"),
    "forwards": ("转发", "轉發", "forwards"),
    "amends": ("修订", "修訂", "amends"),
    "repeals": ("废止", "廢止", "repeals"),
    "explains": ("解读", "解讀", "explains"),
    "links": ("链接", "連結", "links to"),
    "author": ("作者", "作者", "author"),
    "reporter": ("记者", "記者", "reporter"),
    "correspondent": ("通讯员", "通訊員", "correspondent"),
    "editor": ("编辑", "編輯", "editor"),
    "reviewer": ("审核", "審核", "reviewer"),
    "issuer": ("签发", "簽發", "issuer"),
    "photographer": ("摄影", "攝影", "photographer"),
    "translator": ("翻译", "翻譯", "translator"),
    "regions": ("同一时期的职务分属{}", "同一時期的職務分屬{}", "offices of one time belong to {}"),
    "press": (
        "既有署名的记者，也有任职的人",
        "既有署名的記者，也有任職的人",
        "a reporter and an office-holder bear it",
    ),
    "namesakes": ("另有同名者：{}", "另有同名者：{}", "others of this name: {}"),
}

_COLUMN: Final[dict[str, int]] = {"zh-Hans": 0, "zh-Hant": 1, "en": 2}


def say(key: str, language: Language, *values: object) -> str:
    """The phrase `key` in the language of the interface, with `values` put in.

    >>> say("shared", "zh-Hans", "防汛")
    '同提 防汛'
    """
    phrase = PHRASES[key][_COLUMN[language]]
    return phrase.format(*values) if values else phrase


def listed(names: Iterable[str], language: Language) -> str:
    """Names as a list in a sentence: 甲、乙 or "甲, 乙"."""
    return (", " if language == "en" else "、").join(names)
