"""A small archive made by hand, for tests that need one whole: seven documents, every kind of page, every state.

It is written out and not built, so that a fault in another stage cannot hide here.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from builder.model import (
    Archive,
    Body,
    Change,
    Citation,
    Colophon,
    Config,
    Credit,
    Date,
    Document,
    Entry,
    Group,
    Heading,
    Issuance,
    Link,
    Occurrence,
    Passage,
    Period,
    Person,
    Quality,
    Ref,
    RuleNote,
    Series,
    Sheet,
    SheetRecord,
    SourceRule,
    Tally,
)

SHA = "9f2c" * 16

NOTES = (
    RuleNote("script", ("繁转简", "繁轉簡", "To Simplified"), ("统一字形。", "統一字形。", "One script."), True),
    RuleNote(
        "breaks", ("接合断行", "接合斷行", "Broken lines"), ("排版断开的行。", "排版斷開的行。", "Set lines."), True
    ),
    RuleNote("byteshift", ("错位推断", "錯位推斷", "Shifted bytes"), ("推测。", "推測。", "A guess."), False),
    RuleNote("lost", ("缺损", "缺損", "Lost"), ("无法复原。", "無法復原。", "Beyond repair."), False, marks=True),
)

COLOPHON = Colophon(
    "0.1.0",
    "0123456789ab",
    Tally(found=7, published=6, documents=8, not_documents=1),
    (
        ("a/flood.txt", "published", ""),
        ("a/two.txt", "published", ""),
        ("b/dike.md", "published", ""),
        ("b/copy.md", "published", ""),
        ("c/bulletin.txt", "published", ""),
        ("c/gone.md", "published", ""),
        ("c/picture.png", "not-a-document", "an image"),
    ),
)


def config(root: Path = Path("/nowhere"), **changes: object) -> Config:
    """The handmade site's settings."""
    made = Config(
        root=root,
        title="河工档案",
        description="一条河与两岸人的记录",
        base_url="https://example.org/river/",
        licence="CC BY 4.0",
        report_url="https://example.org/report",
        sources=(SourceRule("河工日报", url="https://example.org/daily"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


FLOOD = Document(
    path=PurePosixPath("a/flood.txt"),
    article=1,
    span=(3, 9),
    title="大河水位回落，堤防安然",
    sha256=SHA,
    encoding="gb18030",
    kicker="汛情通报",
    subtitle="沿河三县解除警戒",
    genre="news",
    dates=(Date("published", "1998-08-21", "8月21日", "body"), Date("captured", "2004-01-02", "2004-01-02", "header")),
    source="河工日报",
    source_url="https://example.org/daily/1998/0821",
    issuance=Issuance(edition="第2版"),
    credits=(Credit("reporter", "林望山"), Credit("correspondent", "周渡"), Credit("editor", "江平")),
    categories=(("要闻", "汛情"),),
    tags=("防洪",),
    people=(Person("沈大川", ("县水利局局长",)),),
    places=("临水县",),
    bodies=("临水县水利局",),
    cites=(Citation("防洪条例", "work"),),
    outline=(
        Heading(2, "h-1", "一、水情"),
        Heading(3, "h-2", "（一）上游"),
        Heading(3, "h-3", "（二）下游"),
        Heading(2, "h-4", "二、堤情"),
    ),
    summary="昨日二十时，大河临水站水位退至警戒线以下，沿河三县先后解除警戒，巡堤民工分批撤回。",
    characters=1280,
    quality=Quality("B", conjectures=1, changes=4),
    rules=(("script", 2), ("breaks", 1), ("byteshift", 1)),
)

FLOOD_RAW = "昨日二十時，大河臨水站水位退至警戒\n線以下。\n县水利局局长沈大川说，?;?品已转移 & <妥当>。\n"
FLOOD_CHANGES = (
    Change(4, 5, "時", "时", "script"),
    Change(8, 9, "臨", "临", "script"),
    Change(17, 18, "\n", "", "breaks"),
    Change(34, 37, "?;?", "危化", "byteshift", sure=False),
)
FLOOD_HTML = (
    '<h2 id="h-1">一、水情 沈大川</h2><p id="p1">昨日二十时，大河临水站水位退至警戒线以下。</p>'
    '<h3 id="h-2">（一）上游</h3><p id="p2">县水利局局长沈大川说，<span class="conjecture" data-raw="?;?" '
    'data-rule="byteshift">危化</span>品已转移 &amp; &lt;妥当&gt;。沈大川又说，临水县无恙。</p>'
    '<h3 id="h-3">（二）下游</h3><p id="p3">见<a href="https://example.org/">沈大川访谈</a>。</p>'
    '<h2 id="h-4">二、堤情</h2><p id="p4">堤防安然。</p>'
)

DIKE = Document(
    path=PurePosixPath("b/dike.md"),
    article=1,
    span=(1, 4),
    title="修堤日记",
    sha256=SHA,
    encoding="utf-8",
    title_supplied=True,
    genre="post",
    dates=(Date("written", "XXXX-06-20", "6月20日", "body"),),
    source="堤上人家",
    people=(Person("沈大川", ("堤长",)),),
    summary="清早上堤，雾很大，看不见对岸的柳林；午后雾散，挑土三百担。",
    characters=640,
    quality=Quality("D", lost=12, changes=12, missing=("title", "date")),
    rules=(("lost", 12),),
)
DIKE_HTML = '<p id="p1">清早上堤，雾很大，<span class="lost" data-raw="??" data-rule="lost">□</span>不见对岸。</p>'

COPY = replace(
    DIKE,
    path=PurePosixPath("b/copy.md"),
    title="修堤日记（抄本）",
    title_supplied=False,
    quality=Quality("A"),
    rules=(),
)

FIRST = Document(
    path=PurePosixPath("a/two.txt"),
    article=1,
    span=(1, 5),
    title="临水县召开冬修动员会",
    sha256=SHA,
    encoding="utf-8",
    genre="news",
    dates=(Date("published", "2001-11-04?", "11月4日", "body", inferred="year"),),
    source="河工日报",
    summary="会议要求，各乡镇在月底前备足石料，先险段后平段，先迎流后背流。",
    characters=512,
)
SECOND = replace(
    FIRST,
    article=2,
    span=(7, 11),
    title="三鄉聯防協定簽字",
    script="Hant",
    dates=(Date("published", "2001-11", "11月", "body"),),
    summary="三鄉代表在協定上簽字，約定上游洩水前六小時通知下游。",
)
BULLETIN = Document(
    path=PurePosixPath("c/bulletin.txt"),
    article=1,
    span=(1, 20),
    title="关于加固老堤的通知",
    sha256=SHA,
    encoding="big5hkscs",
    genre="bulletin",
    dates=(Date("published", "2001-12-01", "2001年12月1日", "body"),),
    source="临水县水利局",
    issuance=Issuance(
        issuer="临水县水利局",
        number="临水〔2001〕7号",
        series="堤防简报",
        issue="第7期",
        addressee="各乡镇人民政府",
        copies="县委办公室",
    ),
    credits=(Credit("issuer", "沈大川"),),
    cites=(Citation("防洪条例", "work"),),
    summary="老堤建成已四十年，管涌频发，须在汛前完成加固。",
    characters=2210,
)
GONE = replace(DIKE, path=PurePosixPath("c/gone.md"), title="旧闻一则", withdrawn="应当事人要求", rules=())


def _entry(place: int, name: str, document: Document, **more: object) -> Entry:
    made = Entry(place, name, f"d/{name}/", document, document.date, place)
    return replace(made, **more)  # type: ignore[arg-type]


DAILY = Ref("sources/daily/", "河工日报")
SHEN = Ref("people/shen/", "沈大川", "县水利局局长")
LINSHUI = Ref("places/linshui/", "临水县")

ENTRIES = (
    _entry(
        0,
        "flood",
        FLOOD,
        source=DAILY,
        tags=(Ref("tags/%E9%98%B2%E6%B4%AA/", "防洪"),),
        derived_tags=(Ref("tags/dike/", "堤防"),),
        categories=((Ref("tags/news/", "要闻"), Ref("tags/news/flood/", "汛情")),),
        people=(SHEN,),
        places=(LINSHUI,),
        bodies=(Ref("bodies/bureau/", "临水县水利局"),),
        works=(Ref("works/law/", "防洪条例"),),
        events=(Ref("events/98/", "98洪水"),),
        links=(
            Link("沈大川", "people/shen/", "person"),
            Link("临水县", "places/linshui/", "place"),
            Link("临水", "places/other/", "place"),
        ),
        related=(Ref("d/first/", "临水县召开冬修动员会", "都提到沈大川"),),
        cites=(Ref("d/bulletin/", "关于加固老堤的通知", "转发"),),
        next=Ref("d/first/", "临水县召开冬修动员会"),
        redirects=("old/flood/",),
    ),
    _entry(1, "first", FIRST, source=DAILY, sheet="files/two/", people=(SHEN,)),
    _entry(2, "second", SECOND, source=DAILY, sheet="files/two/"),
    _entry(
        3,
        "bulletin",
        BULLETIN,
        source=Ref("sources/bureau/", "临水县水利局"),
        series=Ref("series/dikes/", "堤防简报"),
        bodies=(Ref("bodies/bureau/", "临水县水利局"),),
        people=(SHEN,),
        cited_by=(Ref("d/flood/", "大河水位回落，堤防安然"),),
        previous=Ref("d/second/", "三鄉聯防協定簽字"),
        previous_issue=Ref("d/first/", "第5期"),
    ),
    _entry(
        4,
        "dike",
        DIKE,
        people=(SHEN,),
        versions=(Ref("d/copy/", "修堤日记（抄本）", "相似 97%"),),
        compared=("d/copy/compare/dike/",),
    ),
    _entry(
        5,
        "copy",
        COPY,
        leader=4,
        versions=(Ref("d/dike/", "修堤日记", "相似 97%"),),
        compared=("d/copy/compare/dike/",),
    ),
    _entry(6, "gone", GONE),
)


def _group(kind: str, name: str, url: str, *documents: int, **more: object) -> Group:
    return replace(Group(kind, name, url, documents), **more)  # type: ignore[arg-type]


ARCHIVE = Archive(
    entries=ENTRIES,
    groups={
        "tag": (
            _group("tag", "防洪", "tags/%E9%98%B2%E6%B4%AA/", 0, definition="抵御洪水的工程与组织。"),
            _group("tag", "堤防", "tags/dike/", 3, 0, derived=True),
        ),
        "category": (
            _group("category", "要闻", "tags/news/", 0, children=(Ref("tags/news/flood/", "汛情"),)),
            _group("category", "汛情", "tags/news/flood/", 0, parents=(Ref("tags/news/", "要闻"),)),
        ),
        "person": (
            _group(
                "person",
                "沈大川",
                "people/shen/",
                6,
                5,
                4,
                3,
                1,
                0,
                aliases=("沈大川", "老沈"),
                occurrences=(Occurrence("县水利局局长", 0), Occurrence("堤长", 4)),
                neighbours=(Ref("people/lin/", "林望山", "同见于 1 篇"),),
                conflicts="1998年与2001年所载职务不同",
            ),
        ),
        "place": (_group("place", "临水县", "places/linshui/", 3, 0),),
        "body": (_group("body", "临水县水利局", "bodies/bureau/", 3, 0),),
        "work": (_group("work", "防洪条例", "works/law/", 3, 0, target=3, occurrences=(Occurrence("转发", 3),)),),
        "event": (_group("event", "98洪水", "events/98/", 0),),
        "source": (
            _group("source", "河工日报", "sources/daily/", 2, 1, 0),
            _group("source", "临水县水利局", "sources/bureau/", 3),
        ),
        "series": (_group("series", "堤防简报", "series/dikes/", 3),),
    },
    years=(
        Period(
            "1998",
            "years/1998/",
            (0,),
            (Period("1998-08", "years/1998/08/", (0,), (Period("1998-08-21", "years/1998/08/", (0,)),)),),
        ),
        Period(
            "2001",
            "years/2001/",
            (1, 2, 3),
            (
                Period("2001-11", "years/2001/11/", (1, 2), (Period("2001-11-04", "years/2001/11/", (1,)),)),
                Period("2001-12", "years/2001/12/", (3,), (Period("2001-12-01", "years/2001/12/", (3,)),)),
            ),
        ),
    ),
    undated=(4, 5, 6),
    series=(Series("堤防简报", "series/dikes/", ((7, 3),), (5, 6)),),
    sheets=(
        SheetRecord(
            "two",
            "files/two/",
            Sheet(
                PurePosixPath("a/two.txt"),
                12,
                (FIRST, SECOND),
                other=(Passage((12, 12), "furniture", "本版编辑 电话 <123>"), Passage((6, 6), "blank", "")),
                removed=(Passage((1, 1), "title", "临水县召开冬修动员会"),),
            ),
            (1, 2),
        ),
    ),
)


def _plain(key: str, text: str, before: str = "") -> Body:
    return Body(key, f'<p id="p1">{text}</p>', text, f"{before}{text}\n")


BODIES = {
    FLOOD.key: Body(
        FLOOD.key,
        FLOOD_HTML,
        "一、水情\n昨日二十时，大河临水站水位退至警戒线以下。\n县水利局局长沈大川说，危化品已转移 & <妥当>。",
        FLOOD_RAW,
        FLOOD_CHANGES,
    ),
    DIKE.key: Body(
        DIKE.key,
        DIKE_HTML,
        "清早上堤，雾很大，□不见对岸。",
        "清早上堤，雾很大，??不见对岸。\n",
        (Change(9, 11, "??", "□", "lost", sure=False),),
    ),
    COPY.key: _plain(COPY.key, "清早上堤，雾很大。"),
    FIRST.key: _plain(FIRST.key, "会议要求备足石料。", "临水县召开冬修动员会\n"),
    SECOND.key: _plain(SECOND.key, "三鄉代表簽字。", "三鄉聯防協定簽字\n"),
    BULLETIN.key: _plain(BULLETIN.key, "须在汛前完成加固。"),
}
