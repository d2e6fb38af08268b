"""Pictures: where they really lie, which are no pictures of the document, and what stands under them.

Rules: a lazy picture lies where its `data-` attribute says; the prefix of a picture proxy comes off; a picture of one
pixel, and one from a service that gives a random picture, is none; `点击查看大图` and file names are no description; a
short line under a picture that names its source or maker, or is set as one, is its caption.
"""

from __future__ import annotations

from urllib.parse import unquote

from builder.model.late import late
from builder.structure.marks.signs import address, attribute, local
from builder.structure.marks.tree import Node

_LAZY = ("data-original", "data-src", "data-lazy-src", "data-actualsrc")
_PLACEHOLDER = late(
    r"(?i)(?:.{0,2000}/)?(?:blank|loading|placeholder|grey|spacer|lazy|pixel|s|trans(?:parent)?)\.(?:gif|png|svg)"
)

_PROXY = late(
    r"(?i)https?://[^/?#]{0,100}(?:workers\.dev|cors|proxy)[^/?#]{0,60}/+(?:[^?#]{0,80}\?)?(?:url=)?"
    r"(https?(?:://|%3A%2F%2F).+)"
)
_PROXY_QUERY = late(
    r"(?i)https?://(?:images\.weserv\.nl|wsrv\.nl|[^/?#]{0,60}imageproxy[^/?#]{0,60})/[^?#]{0,80}\?(?:[^#]{0,200}&)?url=([^&#]+)"
)
_PROXY_HOST = late(r"(?i)https?://i[0-3]\.wp\.com/([^?#]+)")
_LONGEST_ADDRESS = 3000

_FILLER_HOST = late(
    r"(?i)https?://(?:[\w-]+\.)*(?:picsum\.photos|source\.unsplash\.com|unsplash\.it|placeimg\.com|placehold\.(?:co|it)|"
    r"(?:via\.)?placeholder\.com|dummyimage\.com|loremflickr\.com|lorempixel\.com|placekitten\.com|api\.ixiaowai\.cn|"
    r"api\.btstu\.cn|api\.dujin\.org|acg\.toubiec\.cn|t\.mwm\.moe|api\.vvhan\.com|api\.yimian\.xyz|img\.paulzzh\.com|"
    r"bing\.img\.run|bing\.biturl\.top|iw233\.cn|dmoe\.cc)(?:[/?#:]|$)"
)
_FILLER_PATH = late(
    r"(?i)https?://[^?#]{0,500}/(?:random|rand)(?:[-_]?(?:img|image|pic|photo|wallpaper|acg)s?)?(?:\.php|/?(?:[?#]|$))"
)
_FILLER_QUERY = late(r"(?i)https?://[^?#]{0,500}\.php\?(?:[^#]{0,200}&)?(?:random|rand|type=(?:acg|random))\b")

_FURNITURE = late(
    r"点击(?:图片)?(?:可)?(?:查看|浏览|进入|放大)|點擊查看|查看(?:大图|原图)|(?:在这里|请)?(?:输入|插入)图片(?:描述|标题)"
)
_FILE_NAME = late(r"(?i)[^/\\]{0,120}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif|heic)\s*$")
_GENERIC = frozenset(
    {"image", "img", "图片", "圖片", "picture", "photo", "pic", "图像", "alt", "undefined", "null", "alt text"}
)

_FILE = late(
    r"(?i)\.(?:png|jpe?g|gif|webp|bmp|svg|avif|mp3|m4a|ogg|opus|flac|wav|mp4|m4v|mov|webm|ogv|pdf|docx?|xlsx?|pptx?"
    r"|od[tsp]|epub|wps|et)(?:#[^#]*)?$"
)

_NUMBER = late(r"\s*+(\d{1,5})(?:\.\d+)?\s*+(?:px)?\s*+$")

_CAPTION = late(
    r"[▲△▼▽↑↓◎●◆■]|[（(【]?(?:资料图|資料圖|配图|题图|图片|圖片|图|圖|照片|示意图|截图|Photo|Figure|Fig)"
    r"(?:\s*+[一二三四五六七八九十\d]{1,3}(?:[-—.]\d+)?)?\s*+[）)】]?\s*+(?:[:：丨｜|/为為自源]|来源|來源|说|片来源|$)"
)
_CREDIT = late(
    r"(?:图|圖|图片|摄影|攝影|图源|图据|供图|来源)\s*[丨｜|/@:：]|(?:摄|攝|供图|供圖|制图|漫画|配图|资料图|资料图片|摄影)\s*+[）)]?\s*+[。.]?$|"
    r"(?:图自|图源|圖自|图据|图/|图片来自|图片由|图为|圖為|图中)"
)
CAPTION_LENGTH = 120


def is_filler(url: str) -> bool:
    """True for the address of a service that answers with a random or an empty picture.

    >>> is_filler("https://picsum.photos/400/300?random=3480"), is_filler("https://a.cn/random-forest.png")
    (True, False)
    >>> is_filler("https://a.cn/pic.php?size=l&type=acg")
    True
    """
    return len(url) < _LONGEST_ADDRESS and any(
        pattern.match(url) is not None for pattern in (_FILLER_HOST, _FILLER_PATH, _FILLER_QUERY)
    )


def source(url: str) -> str:
    """Where a picture really lies: without the proxy that a feed put before it.

    >>> source("https://cors.example.workers.dev/?http://a.cn/1.png")
    'http://a.cn/1.png'
    """
    if (found := _PROXY.match(url) or _PROXY_QUERY.match(url)) is not None:
        inner = unquote(found[1]) if "%3a" in found[1].lower() or "://" not in found[1] else found[1]
        return inner if "://" in inner else f"https://{inner}"
    if (host := _PROXY_HOST.match(url)) is not None:
        return f"https://{host[1]}"
    return url


def describes(text: str) -> bool:
    """True where a picture's `alt` or `title` says what it shows."""
    text = text.strip()
    return bool(text) and not (_FURNITURE.search(text) or _FILE_NAME.match(text) or text.lower() in _GENERIC)


def located(node: Node) -> str:
    """The address of an `<img>`, "" where it shows nothing of the document."""
    given = node.get("src")
    lazy = next((node.get(name) for name in _LAZY if node.get(name)), "")
    if lazy and (not given or _PLACEHOLDER.match(given) is not None or node.get("data-original")):
        given = lazy
    url = (local(given) or source(address(given))) if len(given) < _LONGEST_ADDRESS else ""
    if not url or is_filler(url):
        return ""
    width, height = size(node.get("width")), size(node.get("height"))
    return "" if (0 < width <= 2 or 0 < height <= 2) else url


def is_refused(node: Node) -> bool:
    """True for a picture whose address the sanitiser took away: one written out in the page itself (`data:`)."""
    return not node.get("src") and not any(node.get(name) for name in _LAZY)


def size(text: str) -> int:
    """A width or height in pixels, 0 where it is none (a share of the page, nonsense).

    >>> size("970px"), size("100%")
    (970, 0)
    """
    match = _NUMBER.match(text)
    return int(match[1]) if match is not None else 0


def html(node: Node, url: str, asked: bool = False) -> str:
    """The `<img>` as it stands in a page; one whose file is still asked for has its address in `data-target`."""
    alt = next((text for text in (node.get("alt"), node.get("title")) if describes(text)), "")
    measures = "".join(
        f' {name}="{pixels}"' for name in ("width", "height") if 0 < (pixels := size(node.get(name))) < 20_000
    )
    name = "data-target" if asked else "src"
    about = f'{name}="{attribute(url)}" alt="{attribute(alt)}"{measures}'
    return f'<img {about} loading="lazy" referrerpolicy="no-referrer">'


def is_file(target: str) -> bool:
    """True where the target of a wikilink is a picture or another file, not a document."""
    return _FILE.search(target) is not None


def is_small(node: Node) -> bool:
    """True for a picture that stands in a line of text: an emoticon, an icon, a formula."""
    width, height = size(node.get("width")), size(node.get("height"))
    marks = node.classes
    return 0 < height <= 40 or 0 < width <= 40 or any(name in marks for name in ("emoji", "emoticon", "latex", "math"))


def is_caption(plain: str, set_apart: bool) -> bool:
    """True where a line that follows a picture is its caption. `set_apart`: centred, grey or small."""
    if not plain or len(plain) > CAPTION_LENGTH or "\n" in plain:
        return False
    if _CAPTION.match(plain) is not None or _CREDIT.search(plain) is not None:
        return True
    return set_apart and len(plain) <= 60 and plain[-1] not in "：:？?！!"
