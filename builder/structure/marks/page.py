"""The main content of a whole saved page: its article, without navigation, sidebars, forms and footers.

Strategy: sentences are counted, text in links is not; from the body down, the walk goes on into a child as long as
that child alone holds most of the sentences. The element where it stops is the article. Inside of it, blocks that are
mostly links, and those that a name calls furniture, go. Short lines between the page's headline and the article that
tell a date, a source or a maker come along. What the page calls itself is its headline, else its `<title>` without the
name of the site.

Doubts: an article of a few words among long blurbs is not found; then, and where the walk ends on too little, the
whole body is taken, and the rules for furniture that come later have to do.
"""

from __future__ import annotations

from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from builder.model.late import late
from builder.structure.marks import guard
from builder.structure.marks.signs import BLANK, han

_PAGE = late(r"(?i)<(?:!doctype\s|html[\s>]|body[\s>]|head[\s>])")
_HIDDEN = ("script", "style", "template", "iframe", "svg", "math", "select", "button", "object", "applet", "canvas")
_ASIDE = ("nav", "footer", "aside", "noscript", "input", "textarea", "dialog", "menu")
_SENTENCE = late(r"[。，；！？：、]|[,.;!?] ")
_FURNITURE = late(
    r"(?i)(?:^|[\s_-])(?:nav|navbar|menu|sidebar|side|footer|foot|header|breadcrumbs?|crumbs?|location|position|share|"
    r"bdsharebuttonbox|sns|related|recommend|hot|rank|comments?|reply|copyright|toolbar|tools|qr-?code|ewm|advert|"
    r"ads?|banner|login|search|pager|pagination|page-?nav|prev-?next|tags?-?list|friend-?links?|links?|app-?down|"
    r"weixin|wechat|popup|modal|cookie|catalog|toc)(?:[\s_-]|box|bar|list|wrap|area|$)"
)
_TELLS = late(
    r"来源|來源|出处|作者|记者|記者|编辑|編輯|责编|发布|發布|发表|日期|时间|時間|文号|字号|索引号|发文|成文|(?:19|20)\d\d\s*[-年./]"
)
_SEPARATOR = late(r"(?:(?<!\s)\s++)?(?:[_|｜»«]|(?<=\s)[-–—]+(?=\s)|——)\s*")
_SITE = late(
    r"^(.{4,200}?)(?:(?<!\s)\s++)?(?<![-–—])[-–—]++\s*+[^-–—]{0,24}(?:网|網|新闻|政府|门户|日报|晚报|在线|博客|频道|官网|中心|论坛|专栏|知乎|简书|"
    r"腾讯|新浪|搜狐|网易|豆瓣|CSDN|掘金|网站|Blog|News|Home)[^-–—]{0,6}$"
)
_PARAGRAPHS = frozenset(("p", "span", "font", "b", "strong", "a", "li", "pre", "blockquote"))
_LINES = frozenset(("div", "p", "span", "ul", "li", "td", "dl", "dd", "time", "h2", "h3", "em", "i"))
_OPEN_TITLE = late(r"(?s)<.*")
_MOST = 0.7
_LEAST = 80
_LONGEST_TELLING = 150


def is_page(html: str) -> bool:
    """True for a whole page, False for a fragment."""
    return _PAGE.search(html, 0, 4096) is not None


def main_content(html: str) -> tuple[str, str]:
    """(the HTML of the article, what the page calls itself)."""
    html = guard.harmless(html)
    tree, title = _parsed(html)
    body = tree.body
    if body is None:
        return html, title
    heading = _heading(tree, title)
    weights = _weights(body)
    total = weights.get(body.mem_id, _NOTHING)
    article = _deepest(body, weights)
    found = weights.get(article.mem_id, _NOTHING)
    if found[0] < _LEAST or found[0] < _MOST * total[0] / 2:
        article, found = body, total
    telling = _telling(heading, article)
    _clear(article, weights, found, heading)
    shown = article.html or ""
    name = (heading.text(deep=True).strip(BLANK) if heading is not None else "") or _own(title)
    return telling + shown, " ".join(name.split())


def _parsed(html: str) -> tuple[LexborHTMLParser, str]:
    """(the page's tree without what is hidden, its `<title>`), mended where the parser would swallow text."""
    whole = LexborHTMLParser(html)
    title = _title(whole) if (closed := not guard.swallows(html)) else _OPEN_TITLE.sub("", _title(whole))
    tree = whole if closed else LexborHTMLParser(guard.mended(html))
    tree.strip_tags(list(_HIDDEN))
    expected = han(guard.bare(html))
    seen = han(tree.body.text(deep=True)) if tree.body is not None else 0
    if (expected - seen) * 100 > expected:
        tree = LexborHTMLParser(guard.mended(html))
        tree.strip_tags(list(_HIDDEN))
    return tree, title


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return " ".join(node.text(deep=True).split()) if node is not None else ""


def _own(title: str) -> str:
    """A page's `<title>` without the names of its section and its site.

    >>> _own("市政府召开常务会议_要闻_某市人民政府网"), _own("防汛工作部署会召开-某某日报网")
    ('市政府召开常务会议', '防汛工作部署会召开')
    """
    parts = [part for part in _SEPARATOR.split(title) if part]
    own = parts[0] if parts else ""
    if len(parts) > 1 and len(own) < 4:
        own = max(parts[:-1], key=len)
    match = _SITE.match(own)
    return match[1] if match is not None else own


def _heading(tree: LexborHTMLParser, title: str) -> LexborNode | None:
    """The page's headline: the first heading whose words the `<title>` repeats, else a lone `<h1>`."""
    packed = "".join(title.split())
    nodes = tree.css("h1, h2, .title, .article-title, #title")
    for node in nodes[:40]:
        text = "".join(node.text(deep=True).split())
        if 4 <= len(text) <= 120 and text in packed:
            return node
    firsts = [node for node in nodes if node.tag == "h1" and node.text(deep=True).strip(BLANK)]
    return firsts[0] if len(firsts) == 1 else None


_NOTHING = (0, 0, 0)


def _weights(body: LexborNode) -> dict[int, tuple[int, int, int]]:
    """For each element: the letters of its sentences, all its letters, and those in links."""
    sums: dict[int, list[int]] = {}
    for node in body.traverse(include_text=True):
        if node.tag != "-text":
            continue
        text = (node.text(deep=False) or "").strip(BLANK)
        if not text:
            continue
        chain: list[int] = []
        linked = aside = False
        above = node.parent
        while above is not None:
            linked = linked or (above.tag == "a" and bool(above.attributes.get("href")))
            aside = aside or above.tag in _ASIDE
            chain.append(above.mem_id)
            above = above.parent
        count = len(text)
        sentence = count if not linked and not aside and _SENTENCE.search(text) is not None else 0
        for place in chain:
            entry = sums.setdefault(place, [0, 0, 0])
            entry[0] += sentence
            entry[1] += count
            entry[2] += count if linked else 0
    return {place: (entry[0], entry[1], entry[2]) for place, entry in sums.items()}


def _deepest(body: LexborNode, weights: dict[int, tuple[int, int, int]]) -> LexborNode:
    """The smallest element that holds most of the page's sentences; a single paragraph is never the whole article."""
    whole = weights.get(body.mem_id, _NOTHING)[0]
    at = body
    while True:
        inside = [(weights.get(child.mem_id, _NOTHING)[0], child) for child in at.iter(include_text=False)]
        best = max(inside, key=lambda pair: pair[0], default=(0, at))
        if not best[0] or best[0] < _MOST * whole or best[1].tag in _PARAGRAPHS:
            return at
        at = best[1]


def _telling(heading: LexborNode | None, article: LexborNode) -> str:
    """The short lines between the headline and the article that tell a date, a source or a maker, as paragraphs."""
    if heading is None or _holds(article, heading):
        return ""
    above = heading.parent
    while above is not None and not _holds(above, article):
        above = above.parent
    if above is None:
        return ""
    lines: list[str] = []
    seen = False
    inside: set[int] = set()
    for node in above.traverse(include_text=False):
        if node.mem_id == article.mem_id:
            break
        if node.mem_id == heading.mem_id:
            seen = True
            continue
        if not seen or node.tag not in _LINES:
            continue
        text = " ".join(node.text(deep=True, separator=" ").split())
        parent = node.parent
        if parent is not None and parent.mem_id in inside:
            inside.add(node.mem_id)
        elif 0 < len(text) <= _LONGEST_TELLING and _TELLS.search(text) is not None and not _holds(node, article):
            inside.add(node.mem_id)
            lines.append(text)
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in dict.fromkeys(lines))


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    above: LexborNode | None = inner
    while above is not None:
        if above.mem_id == outer.mem_id:
            return True
        above = above.parent
    return False


def _clear(
    article: LexborNode,
    weights: dict[int, tuple[int, int, int]],
    whole: tuple[int, int, int],
    heading: LexborNode | None,
) -> None:
    """Take out of the article what is not of it."""
    gone: list[LexborNode] = []
    for node in article.css("*"):
        if node.mem_id == article.mem_id or node.tag in ("p", "table", "tbody", "tr", "img", "br"):
            continue
        if heading is not None and _holds(node, heading):
            continue
        sentences, letters, linked = weights.get(node.mem_id, _NOTHING)
        if node.tag in _ASIDE or _is_furniture(node, sentences, letters, linked, whole):
            gone.append(node)
    for node in gone:
        node.decompose()


def _is_furniture(node: LexborNode, sentences: int, letters: int, linked: int, whole: tuple[int, int, int]) -> bool:
    if node.tag not in ("div", "section", "ul", "ol", "dl", "header", "form", "article", "td", "span"):
        return False
    if sentences * 5 > whole[0] or not letters:
        return False
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if named != " " and _FURNITURE.search(named) is not None and sentences * 10 <= whole[0]:
        return True
    links = len(node.css("a"))
    return node.tag != "span" and links >= 3 and linked * 10 > letters * 7
