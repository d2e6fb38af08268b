"""The five seed documents, field by field: what a careful editor would publish from each.

The real chain runs once over each file (read → repair → structure); every test reads one thing off the result.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from builder.model import Body, Config, Document, Sheet, Source, apply
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.shape import structure

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
NAMES = sorted(path.name for path in SEEDS.iterdir())
CONFIG = Config(root=SEEDS.parent)


@cache
def taken_apart(number: int) -> tuple[Sheet, tuple[Body, ...]]:
    name = NAMES[number]
    source = parse(PurePosixPath(name), (SEEDS / name).read_bytes())
    assert isinstance(source, Source)
    return structure(repair(source), CONFIG)


def document(number: int, article: int = 1) -> Document:
    return taken_apart(number)[0].documents[article - 1]


def body(number: int, article: int = 1) -> Body:
    return taken_apart(number)[1][article - 1]


def offices(number: int, article: int = 1) -> dict[str, tuple[str, ...]]:
    return {person.name: person.offices for person in document(number, article).people}


def makers(number: int, article: int = 1) -> list[tuple[str, str]]:
    return [(credit.role, credit.name) for credit in document(number, article).credits]


def works(number: int, article: int = 1) -> list[str]:
    return [cite.name for cite in document(number, article).cites if cite.kind == "work"]


def test_there_are_five_files_and_eight_documents() -> None:
    assert [len(taken_apart(number)[0].documents) for number in range(len(NAMES))] == [1, 1, 4, 1, 1]
    assert [taken_apart(number)[0].problems for number in range(len(NAMES))] == [(), (), (), (), ()]


@pytest.mark.parametrize("number", range(5))
def test_every_line_is_in_one_article_or_in_other(number: int) -> None:
    sheet, bodies = taken_apart(number)
    spans = [one.span for one in sheet.documents] + [one.lines for one in sheet.other]
    assert sorted(line for first, last in spans for line in range(first, last + 1)) == list(range(1, sheet.lines + 1))
    raw = (SEEDS / NAMES[number]).read_text("utf-8")
    clean = repair(parse(PurePosixPath(NAMES[number]), raw.encode())).clean  # type: ignore[arg-type]
    whole = "".join(apply(one.raw, one.changes) for one in bodies)
    assert clean.endswith(whole)


# 000: a feed item


def test_000_header() -> None:
    one = document(0)
    assert one.title == "郑州市委书记：全面进入应急备战状态，全身应战"
    assert not one.title_supplied
    assert (one.kicker, one.subtitle) == ("", "")
    assert one.source == "观察者网"
    assert one.credits == ()
    assert one.categories == (("新媒体", "观察者网", "首页"),)
    assert one.genre == "news"


def test_000_date_stays_on_its_day() -> None:
    (date,) = document(0).dates
    assert (date.kind, date.edtf, date.time, date.origin) == ("published", "2022-07-16", "16:08:42", "header")
    assert date.printed == "Sat, 16 Jul 2022 16:08:42 GMT"


def test_000_switches_do_not_show() -> None:
    shown = body(0).plain + body(0).html + str(document(0).extra)
    assert not re.search(r"comments|headimg|thumbnail", shown)


def test_000_picture_shows_once_with_its_caption() -> None:
    html = body(0).html
    assert html.count("<img ") == 1
    assert document(0).cover == "https://i.guancha.cn/news/dfic/2022/07/16/20220716145945127.jpg"
    figure = re.search(r"<figure.*?</figure>", html, re.S)
    assert figure is not None
    assert document(0).cover in figure[0]
    caption = re.search(r"<figcaption[^>]*>(.*?)</figcaption>", figure[0], re.S)
    assert caption is not None
    assert caption[1].startswith("15日8时至11时，郑市出现阵雨")
    assert caption[1].endswith("图丨@郑州气象")
    for wanted in ('referrerpolicy="no-referrer"', 'loading="lazy"', 'width="600"', 'height="354"'):
        assert wanted in figure[0]


def test_000_body_is_clean() -> None:
    html = body(0).html
    assert "点击查看大图" not in html
    assert "<div" not in html
    assert "style=" not in html
    assert "<span" not in html
    assert "<strong>要高度重视我市新一轮强降雨过程" in html
    assert body(0).plain.startswith("据《郑州日报》消息，7月15日，河南省郑州市召开电视电话会议")


def test_000_people() -> None:
    found = offices(0)
    assert found["安伟"] == ("省委常委、市委书记",)
    assert found["何雄"] == ("市长",)
    assert found["习近平"] == ("总书记",)
    wanted = ["高义", "虎强", "李喜安", "李黔淼", "陈宏伟", "潘开名", "陈红民", "王鸿勋"]
    assert [name for name in found if name in wanted] == wanted
    assert len(found) == 11


def test_000_events() -> None:
    assert "7·20" in "".join(document(0).events)


# 001: a mirror page without a title


def test_001_title_is_supplied() -> None:
    one = document(1)
    assert one.title == "市委副书记、市长储祥好主持召开市委理论中心组专题学习会议暨市政府党组理论中心组学习会议"
    assert one.title_supplied


def test_001_date_has_no_year() -> None:
    (date,) = document(1).dates
    assert (date.edtf, date.printed, date.year, date.inferred) == ("XXXX-06-20", "6月20日", "", "")


def test_001_reporter_and_people() -> None:
    assert makers(1) == [("reporter", "王文军")]
    found = offices(1)
    assert found["储祥好"] == ("市委副书记、市长",)
    assert {"邓雁平", "张润喜", "陈杰", "董旭光", "刁海鹏"} <= set(found)
    assert set(found) - {"储祥好", "邓雁平", "张润喜", "陈杰", "董旭光", "刁海鹏"} <= {"习近平", "王文军"}


def test_001_works() -> None:
    assert works(1) == [
        "习近平总书记关于应急管理和安全生产重要论述摘编",
        "关于进一步强化安全生产责任落实 坚决防范遏制重特大事故的若干措施",
        "河南郑州“7·20”特大暴雨灾害调查报告",
    ]


def test_001_text_is_simplified_and_keeps_its_parenthesis() -> None:
    assert body(1).plain.startswith("本报讯（记者 王文军）6月20日，市委副书记、市长储祥好主持召开")
    assert "會" not in body(1).plain
    assert not re.search(r"[a-zǎà]", body(1).plain)
    assert not re.search(r"(?<=[一-龥])[,:;]", body(1).plain)


def test_001_damage_is_never_left_as_text() -> None:
    assert "狻" not in body(1).plain
    assert "?;?" not in body(1).plain
    assert "？；？" not in body(1).plain
    assert re.search(r'<span class="(?:conjecture|lost)" data-raw="[^"]+"', body(1).html)


# 002: four articles of a newspaper page

ARTICLES = [
    (
        "二七区防汛工作暨“7·20”特大暴雨灾害追责问责案件以案促改工作推进会召开",
        "确保群众生命财产安全和社会大局稳定",
        "2022-04-02",
        [("reporter", "景静"), ("correspondent", "张一弛")],
    ),
    ("二七区召开疫情防控工作会议", "查漏补短压实责任 从严从细抓好落实", "2022-04-06?", [("reporter", "景静")]),
    (
        "区领导调研指导“万人助万企”活动",
        "精准助推企业发展 做好服务保障",
        "2022-04-01?",
        [("reporter", "景静"), ("correspondent", "王青青")],
    ),
    (
        "区领导督导疫情防控和安全生产工作",
        "时刻保持高度警惕 坚决克服麻痹思想、侥幸心理",
        "2022-04-01?",
        [("reporter", "景静")],
    ),
]


@pytest.mark.parametrize(("article", "wanted"), list(enumerate(ARTICLES, 1)))
def test_002_articles(article: int, wanted: tuple[str, str, str, list[tuple[str, str]]]) -> None:
    one = document(2, article)
    assert (one.title, one.subtitle) == wanted[:2]
    assert one.title_supplied is False
    (date,) = one.dates
    assert date.edtf == wanted[2]
    assert date.inferred == ("year" if "?" in wanted[2] else "")
    assert makers(2, article) == wanted[3]
    assert one.genre == "news"
    assert one.article == article
    assert body(2, article).key == f"{NAMES[2]}#{article}"


@pytest.mark.parametrize("article", range(1, 5))
def test_002_headline_and_byline_leave_the_text(article: int) -> None:
    plain = body(2, article).plain
    assert plain.startswith("本报讯 4月")
    assert "记者" not in plain
    assert document(2, article).title not in plain.split("\n")


JOINS = [
    (1, "确保以案促改"),
    (1, "除险加固"),
    (1, "严格标准要求、压实各方责任"),
    (2, "各环节不出问题"),
    (4, "第一时间管控到位"),
    (4, "仟吉食品厂、灏宇纸品"),
]


@pytest.mark.parametrize(("article", "joined"), JOINS)
def test_002_broken_paragraphs_are_joined(article: int, joined: str) -> None:
    assert joined in body(2, article).plain


def test_002_people() -> None:
    assert offices(2, 1)["陈红民"] == ("区委书记",)
    assert offices(2, 1)["苏建设"] == ("区委副书记、区长",)
    for article in (1, 2, 4):
        assert "陈红民" in offices(2, article)
    assert "陈红民" not in offices(2, 3)
    assert {"时博", "袁斌", "苏莹玺", "汤晓义", "李卓瑜", "李雅", "申红涛", "蒋明伦"} <= set(offices(2, 2))


# 003: a bulletin


def test_003_mast() -> None:
    one = document(3)
    assert one.title == "筑牢安全生产稳固防线 全力护航党的二十大胜利召开"
    assert (one.title_supplied, one.kicker, one.subtitle) == (False, "", "")
    issuance = one.issuance
    assert issuance.series == "漯河安全生产简报"
    assert re.sub(r"[\s（）()]", "", issuance.issue) == "第49期安全生产大检查专刊第32期"
    assert issuance.issuer == "漯河市安全生产委员会办公室"
    (date,) = one.dates
    assert (date.edtf, date.printed) == ("2022-10-24", "2022年10月24日")
    assert one.genre == "bulletin"


def test_003_outline() -> None:
    outline = document(3).outline
    tops = [heading.text for heading in outline if heading.level == 2]
    assert [top[:2] for top in tops] == ["一、", "二、", "三、", "四、", "五、"]
    assert tops[0] == "一、持续传导工作压力，压实安全责任。"
    assert [heading.text for heading in outline if heading.level == 3] == [
        "（一）高位部署推动。",
        "（二）党政齐抓共管。",
        "（三）高效协调联动。",
        "（一）提前研判风险隐患。",
        "（二）重拳排查整治隐患。",
        "（三）省市一体督导检查。",
    ]
    for heading in outline:
        assert f'id="{heading.anchor}"' in body(3).html
    assert len({heading.anchor for heading in outline}) == 11


def test_003_bold_is_bold() -> None:
    assert "**" not in body(3).html
    assert "<strong>提前研判风险隐患。</strong>" in body(3).html


@pytest.mark.parametrize("joined", ["专题研究", "齐抓共管工作合力", "市应急管理局", r"发放宣传资料 ?60 ?万余份"])
def test_003_joins(joined: str) -> None:
    assert re.search(joined, body(3).plain)


def test_003_imprint_is_shown_as_such() -> None:
    assert makers(3) == [("editor", "卜丹"), ("editor", "赵贺龙"), ("reviewer", "翟红伟"), ("issuer", "孙全忠")]
    copies = document(3).issuance.copies
    assert copies.startswith("送：市委常委、市安委会主任、副主任。\n发：各县区人民政府")
    assert "一体化示范区、西城区管委会" in copies
    assert "编辑：" not in body(3).plain
    assert "送：" not in body(3).plain


# 004: a mirror page with furniture


def test_004_head() -> None:
    one = document(4)
    assert one.title == "邓群策：坚决守住衡阳安全稳定的底线"
    (date,) = one.dates
    assert (date.kind, date.edtf, date.time) == ("published", "2020-07-09", "15:17:26")
    assert makers(4) == [("reporter", "陈润")]


@pytest.mark.parametrize("words", ["新闻资讯", "栏目导航", "推荐新闻", "E-MAIL", "163.com", "882 8281", "华新大道"])
def test_004_furniture_is_off_the_page_and_in_no_field(words: str) -> None:
    one = document(4)
    fields = [one.title, one.source, one.summary, one.description, *(name for pair in one.extra for name in pair)]
    fields += [name for row in (one.places, one.bodies, one.tags) for name in row] + [p.name for p in one.people]
    assert words not in body(4).html
    assert not any(words in value for value in fields)
    assert not any(words in term for term, _ in one.terms)


def test_004_furniture_stays_in_the_source_view() -> None:
    sheet, (whole,) = taken_apart(4)
    assert "hxgtbgs@163.com" in whole.raw
    rules = {passage.rule for passage in sheet.removed}
    assert {"navigation", "contact"} <= rules


def test_004_damage_and_parenthesis() -> None:
    plain = body(4).plain
    assert "各县（市）区" in plain
    assert "钒踩" not in plain
    assert re.search(r'<span class="(?:conjecture|lost)" data-raw="[^"]+"', body(4).html)


def test_004_people_and_places() -> None:
    assert {"邓群策", "毛朝晖", "刘正兴", "杨洪峰"} <= set(offices(4))
    assert set(offices(4)) <= {"邓群策", "毛朝晖", "刘正兴", "杨洪峰", "习近平", "陈润"}
    wanted = {"祁东县", "常宁市", "石鼓区", "雁峰区", "珠晖区", "衡南县", "蒸湘区"}
    assert wanted <= set(document(4).places)


# Across the five


@pytest.mark.parametrize("number", range(5))
def test_summaries_begin_with_a_sentence(number: int) -> None:
    for one in taken_apart(number)[0].documents:
        assert 50 <= len(one.summary) <= 90
        assert not one.summary.startswith(("本报讯", "（", "，"))
        assert "记者" not in one.summary


@pytest.mark.parametrize("number", range(5))
def test_records_are_whole(number: int) -> None:
    for one in taken_apart(number)[0].documents:
        assert one.script == "Hans"
        assert one.language == "zh"
        assert one.fingerprint
        assert len(one.sketch) == 512
        assert one.characters > 500
        assert one.quality.changes == len(body(number, one.article).changes)
