"""The signs of site generators in Markdown: Hexo's and Jekyll's `{% … %}`, Hugo's `{{< … >}}`, kramdown's `{: … }`.

Rules: a tag that we know becomes what it shows (a listing, a picture, a link) or, where it only wraps, goes and leaves
what it wraps; one that we do not know stays as text, for it may be what the article is about; nothing inside of code
is touched. The number of lines never changes.
"""

from __future__ import annotations

import re
import shlex

from builder.model.late import late

_GATE = late(r"\{[%{:]|^:::|^\s{0,3}@?\[toc\]", re.I | re.M)
_FENCE = late(r"[ \t]{0,12}(?:[>*+-][ \t]{1,3})?(`{3,}|~{3,})([^\n]*)")
_SPAN = r"(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)[^\n]{1,400}?(?<!`)(?P=ticks)(?!`))"
_TAG = late(
    _SPAN
    + r"|\{%-?[ \t]{0,40}+(?P<tag>[^%\n]{1,300}?)[ \t]{0,40}+-?%\}"
    + r"|\{\{[<%][ \t]{0,40}+(?P<short>[^{}\n]{1,300}?)[ \t]{0,40}+[>%]\}\}"
)
# A tag where a link or a picture has its address; Jekyll's filters that only put the site's root before a path.
_IN_LINK = late(
    r"(?P<image>!?)\[(?P<label>[^\[\]\n]{0,300})\]\([ \t]{0,40}+"
    r"(?:\{\{[ \t]{0,40}+(?:site|page)\.\w{0,40}url[ \t]{0,40}\}\})?"
    r"(?:\{%-?[ \t]{0,40}+(?P<tag>[^%\n]{1,300}?)[ \t]{0,9}+-?%\}"
    r"|\{\{[<%][ \t]{0,40}+(?P<short>[^{}\n]{1,300}?)[ \t]{0,9}+[>%]\}\})"
    r"(?P<rest>#[^\s()]{1,200})?[^()\n]{0,200}\)"
)
_FILTERED = late(r"\{\{[ \t]*[\"']([^\"'{}\n]{1,300})[\"'][ \t]*\|[ \t]*(?:relative|absolute)_url[ \t]*\}\}")
_DOCUMENT = late(r"(?i)\.(?:md|markdown|html?)(?:#|$)")
_VARIABLE = late(r"\{\{[ \t]*(?:site|page)\.[\w.]{1,60}(?:[ \t]*\|[^{}\n]{0,80})?[ \t]*\}\}/?")
_ATTRIBUTES = late(r"^[ \t]{0,3}\{:[^{}\n]{0,200}\}[ \t]*$|(?<=\S)\{:(?:target|\.|\#|:)[^{}\n]{0,200}\}", re.M)
_CONTENTS = late(r"^[ \t]{0,3}@?\[toc\][ \t]*$", re.I | re.M)
_CONTAINER = late(r"^[ \t]{0,3}:{3,}+[ \t]*+(?:[\w-]{1,30}(?:[ \t]++([^\n]{1,80}))?)?[ \t]*+$", re.M)

# Tags that only wrap: they go, what stands between them stays.
_WRAPPERS = frozenset(
    (
        *("raw", "endraw", "note", "endnote", "/note", "tabs", "endtabs", "/tabs", "tab", "endtab", "/tab"),
        *("blockquote", "endblockquote", "quote", "endquote", "cq", "endcq", "centerquote", "endcenterquote"),
        *("pullquote", "endpullquote", "cb", "endcb", "label", "endlabel", "span", "endspan", "folding"),
        *("endfolding", "admonition", "endadmonition", "/admonition", "hideToggle", "endhideToggle"),
        *("timeline", "endtimeline", "notice", "/notice", "expand", "/expand", "tip", "/tip", "warning"),
        *("/warning", "info", "/info", "details", "/details", "hint", "/hint", "alert", "/alert", "gallery"),
        *("endgallery", "gp", "endgp", "grouppicture", "endgrouppicture", "full-image", "fi", "colorpanel"),
        *("endcolorpanel", "columns", "/columns", "swiper", "endswiper", "include", "include_relative", "toc"),
        *("TOC", "more", "adsense", "aplayer", "music", "meting", "comment", "endcomment", "checkbox"),
    )
)
_LISTINGS = frozenset(("codeblock", "code", "highlight"))
_LISTING_ENDS = frozenset(("endcodeblock", "endcode", "endhighlight", "/highlight"))
_POINTING = frozenset(("post_link", "post_url", "asset_link", "asset_path", "ref", "relref", "link"))
_VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "youku": "https://v.youku.com/v_show/id_{}.html",
    "gist": "https://gist.github.com/{}",
}


def resolved(text: str) -> str:
    """Markdown with the tags that we know turned into Markdown; line for line the same length."""
    if _GATE.search(text) is None:
        return text
    out: list[str] = []
    fence = listing = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            out.append(line)
            if found is not None and found[1].startswith(fence) and not found[2].strip():
                fence = ""
            continue
        if listing:
            ended = _TAG.search(line)
            name = (
                ((ended["tag"] or ended["short"] or "").strip(" \t-").split() or [""])[0] if ended is not None else ""
            )
            out.append(listing if name in _LISTING_ENDS else line)
            listing = "" if name in _LISTING_ENDS else listing
            continue
        if found is not None and "`" not in found[2]:
            fence = found[1]
            out.append(line)
            continue
        opened = _listing(line)
        if opened:
            listing = "~~~~~~~~"
            out.append(f"{listing}{opened.strip()}")
        else:
            out.append(_line(line))
    if listing:  # never closed: then it is no listing
        return "\n".join(_line(line) for line in text.split("\n"))
    return "\n".join(out)


def _name(line: str) -> str:
    """The name of the first tag on a line, "" where it has none."""
    match = _TAG.search(line)
    words = (match["tag"] or match["short"] or "").strip(" \t-").split() if match is not None else []
    return words[0] if words else ""


def _listing(line: str) -> str:
    """The language of the listing that a line opens (a blank where it names none), "" where it opens none."""
    match = _TAG.fullmatch(line.strip())
    words = (match["tag"] or match["short"] or "").strip(" \t-").split() if match is not None else []
    if not words or words[0] not in _LISTINGS:
        return ""
    named = next((word[5:] for word in words if word.startswith("lang:")), "")
    plain = words[1] if len(words) > 1 and words[0] == "highlight" and words[1].isalnum() else ""
    return named or plain or " "


def _line(line: str) -> str:
    if "{" in line:
        line = _IN_LINK.sub(_pointed, line) if "](" in line else line
        line = _FILTERED.sub(r"\1", line) if "_url" in line else line
        line = _TAG.sub(_shown, line)
        line = _VARIABLE.sub("", line)
        line = _ATTRIBUTES.sub("", line)
    if "[" in line:
        line = _CONTENTS.sub("", line)
    if ":::" in line:
        line = _CONTAINER.sub(lambda match: f"**{match[1]}**" if match[1] else "", line)
    return line


def _pointed(match: re.Match[str]) -> str:
    """A link or a picture whose address is a tag: to a document by name, or to a file by its path."""
    words = _words((match["tag"] or match["short"] or "").strip(" \t-"))
    name, rest = (words[0], words[1:]) if words else ("", [])
    if not rest or name not in _POINTING:
        return match[0]
    path = next((word[5:] for word in rest if word.startswith("path=")), rest[0])
    if name in ("post_link", "post_url", "ref", "relref") or _DOCUMENT.search(path):
        label = re.sub(r"[*_`|]", "", match["label"])
        path += match["rest"] or ""
        return f"[[{path}|{label}]]" if label else f"[[{path}]]"
    path = path.replace(" ", "%20")
    rooted = path if name.startswith("asset") or path.startswith("/") else f"/{path}"
    return f"{match['image']}[{match['label']}]({rooted})"


def _shown(match: re.Match[str]) -> str:
    """What a tag shows; the tag itself where we do not know it."""
    if match["code"]:
        return match[0]
    words = _words((match["tag"] or match["short"] or "").strip(" \t-"))
    name, rest = (words[0], words[1:]) if words else ("", [])
    if name in _WRAPPERS:
        return ""
    if name in _VIDEOS and rest:
        address = _VIDEOS[name].format(rest[0])
        return f"[{address}]({address})"
    if name in ("img", "image", "asset_img", "figure", "imgcap"):
        return _picture(rest)
    if name in ("asset_link", "asset_path") and rest:
        return f"[{' '.join(rest[1:]) or rest[0]}]({rest[0].replace(' ', '%20')})"
    if name in ("post_link", "post_url", "ref", "relref") and rest:
        label = " ".join(rest[1:]).removesuffix("true").removesuffix("false").strip(" '\"")
        return f"[[{rest[0]}|{label}]]" if label else f"[[{rest[0]}]]"
    if name in ("link", "btn", "button") and rest:
        address = next((word for word in rest if "://" in word or word.startswith("/")), "")
        label = " ".join(word for word in rest if word != address).strip(", ") or address
        return f"[{label}]({address})" if address else label
    return match[0]


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def _picture(words: list[str]) -> str:
    """`{% img class /path 300 200 title %}`, `{{< figure src="…" title="…" >}}` → a Markdown picture."""
    named = dict(word.split("=", 1) for word in words if "=" in word and "://" not in word.split("=", 1)[0])
    address = named.get("src") or next((word for word in words if "/" in word or "." in word), "")
    loose = [word for word in words if word != address and "=" not in word and not word.isdigit()]
    title = named.get("title") or named.get("caption") or named.get("alt") or " ".join(loose[loose[:1] == ["class"] :])
    if not address or any(sign in address for sign in "()<> "):
        return ""
    return f"![{title.replace('[', '').replace(']', '')}]({address})"
