"""The names that headers use for their fields, in every tool and language that we know, under one name each.

The tables are the whole rule: within a row the first name that has a value wins.
"""

from __future__ import annotations

from builder.model.late import late

NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "标题",
        "標題",
        "题目",
        "題目",
        "篇名",
        "subject",
        "headline",
        "articletitle",
        "ogtitle",
        "name",
    ),
    "date": (
        *("date", "pubdate", "published", "publishdate", "publishedat", "publishedon", "publisheddate", "publishtime"),
        *("articlepublishedtime", "dcdate", "dcdateissued", "日期", "发布日期", "發布日期", "发布时间", "發布時間"),
        *("发表时间", "发表日期", "时间", "時間", "datetime", "created", "createdat", "createdtime", "createtime"),
        *("creationdate", "createddate", "time", "timestamp", "创建时间"),
    ),
    "updated": (
        *("updated", "lastmod", "modified", "lastmodified", "lastmodifiedat", "updatedat", "updatetime", "update"),
        *("articlemodifiedtime", "dcdatemodified", "更新日期", "更新时间", "修改时间"),
    ),
    "authors": (
        *("author", "authors", "作者", "byline", "writer", "dccreator", "articleauthor", "记者", "記者"),
        *("撰稿", "撰文"),
    ),
    "source": ("source", "contentsource", "来源", "來源", "出处", "出處", "稿源", "media", "origin", "from"),
    "source_url": (
        *("sourceurl", "via", "originalurl", "originurl", "original", "link", "canonical", "canonicalurl", "原文链接"),
        *("原文", "原文地址", "来源链接", "ogurl"),
    ),
    "tags": ("tags", "tag", "标签", "標籤", "keywords", "keyword", "关键词", "關鍵詞", "关键字"),
    "categories": ("categories", "category", "分类", "分類", "栏目", "欄目", "类别"),
    "description": (
        *("description", "summary", "excerpt", "abstract", "desc", "摘要", "简介", "描述", "ogdescription"),
        *("dcdescription",),
    ),
    "slug": ("slug", "abbrlink", "id", "uid", "urlname"),
    "permalink": ("permalink", "url"),
    "aliases": ("aliases", "alias", "redirectfrom", "redirects"),
    "cover": (
        *("cover", "headimg", "thumbnail", "image", "banner", "coverimage", "featuredimage", "featureimage", "topimg"),
        *("indeximg", "bannerimg", "ogimage", "thumb", "img", "photo", "hero", "封面"),
    ),
    "language": ("language", "lang", "locale", "dclanguage", "语言"),
    "draft": ("draft", "草稿"),
    "withdrawn": ("withdrawn", "撤回", "retracted"),
    "corrections": ("corrections", "correction", "勘误", "更正", "errata"),
}

# Fields that say what a file is rather than what it says; they make a block of lines a header, but have no name here.
_OTHERS = (
    *(
        "layout",
        "status",
        "published",
        "comments",
        "comment",
        "toc",
        "mathjax",
        "top",
        "sticky",
        "type",
        "weight",
        "draft",
    ),
    *("series", "subtitle", "副标题", "引题", "publish", "cssclass", "cssclasses", "metadata", "template", "saveas"),
    *(
        "collector",
        "translator",
        "reviewer",
        "publisher",
        "copyright",
        "pin",
        "hidden",
        "license",
        "taxonomies",
        "params",
    ),
    *("编辑", "责编", "责任编辑", "通讯员", "審核", "审核", "字号", "文号", "期号", "发文机关", "成文日期", "索引号"),
)

_PLAIN = late(r"[\s_.:-]+")


def plain(key: str) -> str:
    """A name without case, spaces and joints: `last_modified_at`, `lastModifiedAt` and `Last-Modified-At` are one."""
    return _PLAIN.sub("", key).lower()


CANONICAL: dict[str, str] = {name: canonical for canonical, names in NAMES.items() for name in names}
KNOWN = frozenset(CANONICAL) | {plain(name) for name in _OTHERS}
TITLES = frozenset(NAMES["title"]) - {"name"}


def is_known(key: str) -> bool:
    """True where a tool that we know has a field of this name."""
    return plain(key) in KNOWN
