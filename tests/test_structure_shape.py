"""A whole file taken apart: articles and spans, header over body, threads, and the law of accounting."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import (
    NO_HEADER,
    Body,
    Change,
    Config,
    Document,
    Header,
    Sheet,
    Source,
    SourceRule,
    Text,
    Vocabulary,
    apply,
    revert,
)
from builder.model.source import Format
from builder.structure.shape import structure

CONFIG = Config(root=Path("/site"))

PAGE = """东河日报 2022年4月7日 星期四
第2版：要闻

东河区召开防汛工作会议 确保群众生命财产安全

本报讯 4月2日上午，东河区防汛工作会议召开，部署今年防汛工作。区委书记李大海强调，要压实责任。记者 王小明

会议通报了情况，并对全区防汛工作进行了部署，要求各乡镇抓好落实。

区领导调研企业
精准助推企业发展 做好服务保障

本报讯 4月1日下午，区长赵六一带队到企业调研，了解生产经营情况，协调解决困难。

赵六一表示，要做好服务保障，推动企业发展，把各项政策落到实处。

记者 王小明
通讯员 钱五福

"""


def made(
    raw: str,
    header: Header = NO_HEADER,
    *,
    body_start: int = 0,
    form: Format = "plain",
    changes: tuple[Change, ...] = (),
    path: str = "a.txt",
    config: Config = CONFIG,
    vocabulary: Vocabulary | None = None,
    script: str = "Hans",
) -> tuple[Sheet, tuple[Body, ...]]:
    source = Source(PurePosixPath(path), "0" * 64, len(raw), "utf-8", raw, header, body_start, form)
    text = Text(source, apply(raw, changes), changes, header, body_start, script, script)
    return structure(text, config, vocabulary or Vocabulary())


def one(*args: object, **kinds: object) -> Document:
    (document,) = made(*args, **kinds)[0].documents  # type: ignore[arg-type]
    return document


def test_a_newspaper_page() -> None:
    sheet, bodies = made(PAGE)
    first, second = sheet.documents
    assert (first.title, first.subtitle) == ("东河区召开防汛工作会议", "确保群众生命财产安全")
    assert (second.title, second.subtitle) == ("区领导调研企业", "精准助推企业发展 做好服务保障")
    assert [document.span for document in sheet.documents] == [(4, 9), (10, 19)]
    assert [(passage.lines, passage.rule) for passage in sheet.other] == [
        ((1, 2), "masthead"),
        ((3, 3), "blank"),
    ]
    assert [date.edtf for document in sheet.documents for date in document.dates] == ["2022-04-07", "2022-04-07"]
    assert (first.source, second.source, second.issuance.edition) == ("东河日报", "东河日报", "第2版：要闻")
    assert [credit.name for credit in second.credits] == ["王小明", "钱五福"]
    assert bodies[0].plain.split("\n")[0].endswith("要压实责任。")
    assert bodies[1].key == "a.txt#2"
    assert "".join(body.raw for body in bodies) == "".join(PAGE.splitlines(keepends=True)[3:])


def test_days_without_a_year_borrow_the_year_that_a_neighbour_is_sure_of() -> None:
    page = PAGE.split("\n", 3)[3].replace("部署今年防汛工作", "部署2022年全区防汛工作")
    dates = [document.dates[0] for document in made(page)[0].documents]
    assert [(date.edtf, date.inferred) for date in dates] == [("2022-04-02", ""), ("2022-04-01?", "year")]
    page = page.replace("2022年", "今年")
    dates = [document.dates[0] for document in made(page)[0].documents]
    assert [(date.edtf, date.inferred) for date in dates] == [("XXXX-04-02", ""), ("XXXX-04-01", "")]
    dates = [document.dates[0] for document in made(page, path="2021/page.txt")[0].documents]
    assert [date.edtf for date in dates] == ["2021-04-02?", "2021-04-01?"]


LETTER = """东河市人民政府文件

东政发〔2022〕12号

东河市人民政府
关于进一步加强防汛工作的通知

各县（区）人民政府，市直各单位：

为做好防汛工作，现将有关事项通知如下。

一、提高认识

各级各部门要提高认识。

二、压实责任

各级各部门要压实责任，责任到人。

附件：防汛物资清单

东河市人民政府
2022年5月6日

抄送：市委各部门，市人大常委会办公室。
东河市人民政府办公室 2022年5月7日印发
"""


def test_an_official_letter() -> None:
    document = one(LETTER)
    issuance = document.issuance
    assert document.title == "东河市人民政府关于进一步加强防汛工作的通知"
    assert (issuance.issuer, issuance.number) == ("东河市人民政府", "东政发〔2022〕12号")
    assert issuance.addressee == "各县（区）人民政府，市直各单位"
    assert issuance.copies == "抄送：市委各部门，市人大常委会办公室。"
    assert issuance.printing == "东河市人民政府办公室 2022年5月7日印发"
    assert [(date.kind, date.edtf) for date in document.dates] == [("written", "2022-05-06")]
    assert [heading.text for heading in document.outline] == ["一、提高认识", "二、压实责任"]
    assert document.genre == "official"


def test_the_letter_keeps_its_signature_and_its_addressee() -> None:
    plain = made(LETTER)[1][0].plain
    assert plain.startswith("各县（区）人民政府，市直各单位：")
    assert plain.endswith("附件：防汛物资清单\n东河市人民政府\n2022年5月6日")


HEADER = Header(
    "yaml",
    (1, 4),
    title="河水退了",
    date="2022-07-16 08:00:00",
    authors=("王小明",),
    tags=("防汛",),
    categories=(("新闻", "本地"),),
    description="一句话",
    extra=(("layout", "post"), ("weather", "晴")),
)
POST = (
    "---\ntitle: 河水退了\ndate: 2022-07-16 08:00:00\n---\n"
    "河水退了\n\n发布时间：2021-01-01\n来源：东河日报\n\n昨天夜里，河水退了，人们回到家里。\n"
)


def test_the_header_wins_over_the_body() -> None:
    sheet, (body,) = made(POST, HEADER, body_start=POST.index("河水退了\n\n"), path="post.md")
    (document,) = sheet.documents
    assert (document.title, document.source) == ("河水退了", "东河日报")
    assert [(date.edtf, date.time) for date in document.dates] == [("2022-07-16", "08:00:00")]
    assert [(credit.role, credit.name) for credit in document.credits] == [("author", "王小明")]
    assert (document.tags, document.categories) == (("防汛",), (("新闻", "本地"),))
    assert document.description == "一句话"
    assert document.extra == (("weather", "晴"),)
    assert body.plain == "昨天夜里，河水退了，人们回到家里。"
    assert [problem.kind for problem in sheet.problems] == ["date-conflict"]
    assert [(passage.lines, passage.rule) for passage in sheet.removed] == [
        ((1, 4), "header"),
        ((5, 5), "title"),
        ((7, 7), "metadata"),
        ((8, 8), "metadata"),
    ]
    assert document.span == (1, 10)
    assert body.raw == POST


def test_a_title_that_is_all_the_text_stays_text() -> None:
    (body,) = made("第十集", Header("yaml", title="第十集"))[1]
    assert body.plain == "第十集"


def test_a_feed_author_who_is_a_section_is_the_source() -> None:
    header = Header(
        "yaml",
        (1, 3),
        title="甲",
        date="Sat, 16 Jul 2022 23:08:42 GMT",
        authors=("东河网",),
        categories=(("媒体", "东河网"),),
    )
    shell = "---\nx: y\n---\n<div><p>河水退了，人们回到家里。</p></div>"
    document = one(shell, header, body_start=13, form="html", path="a.md")
    assert (document.source, document.credits, document.genre) == ("东河网", (), "news")
    assert document.dates[0].edtf == "2022-07-16"
    strict = Config(root=Path("/site"), sources=(SourceRule("东河新闻网", ("东河网",), "https://example.com/", False),))
    document = one(shell, header, body_start=13, form="html", path="a.md", config=strict)
    assert (document.source, document.source_url) == ("东河新闻网", "https://example.com/")
    assert document.dates[0].edtf == "2022-07-17"


def test_gmt_is_believed_outside_of_feeds() -> None:
    header = Header("yaml", title="甲", date="Sat, 16 Jul 2022 23:08:42 GMT")
    assert one("河水退了，人们回到家里。", header).dates[0].edtf == "2022-07-17"


def test_sources_come_from_fields_papers_agencies_and_folders() -> None:
    text = "标题在这里\n来源：东河日报 2022年7月5日\n\n河水退了，人们回到家里。"
    assert (one(text).source, one(text).dates[0].edtf) == ("东河日报", "2022-07-05")
    assert one("河水退了\n\n新华社东河7月15日电 人们回到家里，河水退了。").source == "新华社"
    assert one("河水退了，人们回到家里。", path="东河日报/2022/a.txt").source == "东河日报"
    assert one("河水退了，人们回到家里。", path="posts/2022/a.txt").source == ""
    assert one("河水退了，人们回到家里。").quality.missing == ("title", "date", "source")


def test_a_serial_of_several_articles_lends_them_its_mast() -> None:
    mast = "东河安全信息\n2022年第12期\n东河市安委会办公室编印    2022年7月5日\n目  录\n甲县排查\n乙区演练\n"
    text = "7月1日，甲县各级各部门压实工作责任，做好防汛备汛各项工作。\n"
    sheet, bodies = made(f"{mast}甲县排查\n{text}乙区演练\n{text}")
    assert [document.title for document in sheet.documents] == ["甲县排查", "乙区演练"]
    for document in sheet.documents:
        assert (document.issuance.series, document.issuance.issue) == ("东河安全信息", "2022年第12期")
        assert (document.issuance.issuer, document.dates[0].edtf) == ("东河市安委会办公室", "2022-07-05")
    assert [body.plain for body in bodies] == [text.strip()] * 2


def test_a_serial_without_a_headline_is_called_by_its_issue() -> None:
    document = one("东河安全信息\n2022年第12期\n各级各部门压实工作责任，做好防汛备汛各项工作。\n要抓好落实。")
    assert (document.title, document.title_supplied) == ("东河安全信息 2022年第12期", False)


def test_a_trailer_tells_the_day_and_the_paper() -> None:
    raw = "河水退了人们回家\n河水退了，人们回到家里。\n《东河日报》（2022年07月16日 第 01 版）"
    sheet, (body,) = made(raw)
    document = sheet.documents[0]
    assert (document.source, document.dates[0].edtf) == ("东河日报", "2022-07-16")
    assert body.plain == "河水退了，人们回到家里。"
    raw = (
        "检查消防隐患\n本报讯 近日，各地开展大检查。\n东河日报 平安 00008 检查消防隐患 2024-03-08 26696124 2 "
        "2024年03月08日"
    )
    assert made(raw)[1][0].plain == "本报讯 近日，各地开展大检查。"
    raw = "检查消防隐患\n近日，各地开展大检查。\n检查消防隐患，从2024年3月8日开始。"
    assert made(raw)[1][0].plain.endswith("从2024年3月8日开始。")


WRITERS = [
    ("静夜思\n李白\n床前明月光，\n疑是地上霜。\n低头思故乡。", ["李白"], "床前明月光，"),
    ("河边的故事\n王小明\n昨天夜里，河水退了，人们回到家里。", ["王小明"], "昨天夜里"),
    ("河边的故事\n陈 杰\n昨天夜里，河水退了，人们回到家里。", ["陈杰"], "昨天夜里"),
    ("河边的故事\n方法\n昨天夜里，河水退了，人们回到家里。", [], ""),
    ("在大会上的讲话\n东河市市长  李大海\n同志们：\n大家好，现在开会。", ["李大海"], "东河市市长  李大海"),
    (
        "李大海，王小明\n(东河大学 水利学院，东河 100000)\n河水的流速是指单位时间。",
        ["李大海", "王小明"],
        "李大海，王小明",
    ),
    ("The River\nBy John Smith\nThe river rose in the night, and people left.", ["John Smith"], "The river"),
]


@pytest.mark.parametrize(("raw", "names", "start"), WRITERS)
def test_writers_without_a_word_for_it(raw: str, names: list[str], start: str) -> None:
    sheet, (body,) = made(raw)
    assert [credit.name for credit in sheet.documents[0].credits] == names
    assert body.plain.startswith(start)


def test_an_interview_loses_no_question() -> None:
    raw = (
        "专访市应急局局长李大海\n记者：今年形势如何？\n李大海：总体平稳，但不能松懈，要抓好落实。\n记者：下一步怎么做？"
    )
    (body,) = made(raw)[1]
    assert body.plain.split("\n") == raw.split("\n")[1:]


def test_a_chapter_that_opens_a_text_is_its_title() -> None:
    document = one(
        "第三章  水利\n第一节  防汛\n民国三十五年七月，东河大水，沿岸受灾。\n第二节  灌溉\n修建东河水库，灌溉农田。"
    )
    assert document.title == "第三章  水利"
    assert [heading.text for heading in document.outline] == ["第一节  防汛", "第二节  灌溉"]


def test_impossible_dates_are_reported_where_they_stand() -> None:
    sheet, _ = made("标题在这里\n发布时间：2022-02-30\n\n河水退了，人们回到家里。")
    assert sheet.documents[0].dates == ()
    assert [(problem.line, problem.kind, problem.excerpt) for problem in sheet.problems] == [
        (2, "date-impossible", "2022-02-30")
    ]


def test_navigation_alone_is_no_document() -> None:
    raw = "首页\n新闻中心\n产品中心\n联系我们\n\n试验箱\n"
    sheet, bodies = made(raw)
    assert (sheet.documents, bodies) == ((), ())
    assert [problem.kind for problem in sheet.problems] == ["no-article"]
    assert [passage.lines for passage in sheet.other] == [(1, 4), (5, 5), (6, 6)]
    assert made("")[0].lines == 0
    assert made("\n\n")[0].other[0].lines == (1, 2)


def test_drafts_and_withdrawn_documents_are_made_and_marked() -> None:
    document = one("河水退了，人们回到家里。", Header("yaml", title="甲", draft=True, withdrawn="侵权"))
    assert (document.draft, document.withdrawn) == (True, "侵权")


def test_learned_furniture_is_off_the_page() -> None:
    raw = "东河快讯 每日推送\n河水退了，人们回到家里，生活如常。"
    learned = Vocabulary(furniture=(("posts", "东河快讯 每日推送"),))
    assert made(raw, path="posts/a.txt", vocabulary=learned)[1][0].plain == "河水退了，人们回到家里，生活如常。"
    assert made(raw, path="other/a.txt", vocabulary=learned)[0].documents[0].title == "东河快讯 每日推送"


def test_short_lines_at_the_edges_are_told_to_the_archive() -> None:
    raw = "首页\n东河快讯 每日推送\n河水退了\n" + "人们回到家里，生活如常。\n" * 12 + "东河快讯编辑部\n"
    assert made(raw)[0].edges == ("东河快讯 每日推送", "河水退了", "东河快讯编辑部")


# Conjectures and losses


def test_conjectures_and_losses_show_in_the_text() -> None:
    raw = "河岸、?;?、道路都要检查，张?明也去了。"
    changes = (
        Change(3, 6, "?;?", "危化品", "byteshift", False),
        Change(15, 16, "?", "□", "lost", False),
    )
    sheet, (body,) = made(raw, changes=changes)
    assert '、<span class="conjecture" data-raw="?;?" data-rule="byteshift">危化品</span>、' in body.html
    assert '张<span class="lost" data-raw="?">□</span>明' in body.html
    assert body.plain == "河岸、危化品、道路都要检查，张□明也去了。"
    assert (sheet.damaged, sheet.documents[0].quality.lost, sheet.documents[0].quality.conjectures) == (1, 1, 1)
    assert revert(apply(body.raw, body.changes), body.changes) == raw


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_conjectures_show_in_markup_too(form: Format) -> None:
    raw = '<p>河岸、?"<&、道路。</p>' if form == "html" else '河岸、**?"<&**、道路。'
    at = raw.index("?")
    change = Change(at, at + 4, raw[at : at + 4], "危化品", "byteshift", False)
    _, (body,) = made(raw, Header("yaml", title="甲"), form=form, changes=(change,), path="a.md")
    assert '<span class="conjecture" data-raw="?&quot;&lt;&amp;" data-rule="byteshift">危化品</span>' in body.html
    assert "危化品" in body.plain
    assert not any("\ufdd0" <= sign <= "\ufdef" for sign in body.html + body.plain)


def test_a_change_inside_a_tag_does_no_harm() -> None:
    raw = '<p>河岸<img src="http://a.example/?;?.png" alt="?">。</p>'
    at = raw.index("?;?")
    _, (body,) = made(
        raw, Header("yaml", title="甲"), form="html", changes=(Change(at, at + 3, "?;?", "危", "byteshift", False),)
    )
    assert "conjecture" not in body.html
    assert not any("\ufdd0" <= sign <= "\ufdef" for sign in body.html)


def test_noncharacters_of_the_text_itself_do_not_forge_marks() -> None:
    raw = "河岸\ufdd0\ufde0危险\ufdd1，?"
    _, (body,) = made(raw, changes=(Change(len(raw) - 1, len(raw), "?", "□", "lost", False),))
    assert body.html.count("<span") == 1
    assert made("河岸\ufdd0\ufde0危险\ufdd1。")[1][0].html.count("<span") == 0


# The law of accounting

LINES = st.sampled_from(
    [
        "",
        "　",
        "首页",
        "上一篇：没有了",
        "东河区召开防汛工作会议 确保安全",
        "压实责任 守牢底线",
        "本报讯 4月2日上午，东河区召开防汛工作会议，会议强调要压实责任，确保安全度汛。",
        "会议通报了情况，并对全区防汛工作进行了部署，要求各乡镇抓好落实，不得有误。",
        "记者 王小明",
        "（记者 王小明）",
        "一、提高认识。（一）部署推动。会议召开。",
        "二、抓好落实。（一）检查推动。检查开展。",
        "第一条 为了防汛，制定本办法。",
        "第二条 本办法自2022年1月1日起施行。",
        "2022年4月7日",
        "发布时间：2022-04-07 来源：东河日报",
        "第49期",
        "东河安全生产简报",
        "东河市人民政府",
        "送：市委。",
        "| 甲 |",
        "p { color: red } 文",
        "**加粗。**正文",
        "<b>甲",
        "(zhǎng)?",
        "\ufeff\x00\ufdd0",
        "附件1",
    ]
)
BREAKS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r"])


@st.composite
def files(draw: st.DrawFn) -> tuple[str, tuple[Change, ...], Format]:
    parts = draw(st.lists(st.tuples(LINES, BREAKS), max_size=24))
    raw = "".join(line + end for line, end in parts)
    if draw(st.booleans()):
        raw = raw.rstrip("\r\n")
    changes: list[Change] = []
    at = 0
    for _ in range(draw(st.integers(0, 6))):
        if at > len(raw):
            break
        start = draw(st.integers(at, len(raw)))
        end = draw(st.integers(start, min(len(raw), start + 9)))
        after = draw(st.sampled_from(["", "□", "字", "\n", "甲\n乙", "  "]))
        if raw[start:end] != after:
            changes.append(Change(start, end, raw[start:end], after, "made", draw(st.booleans())))
            at = end + 1
    return raw, tuple(changes), draw(st.sampled_from(["plain", "plain", "plain", "markdown", "html"]))


@settings(max_examples=150, deadline=None)
@given(files())
def test_every_line_is_accounted_for(file: tuple[str, tuple[Change, ...], Format]) -> None:
    raw, changes, form = file
    sheet, bodies = made(raw, changes=changes, form=form)
    spans = [document.span for document in sheet.documents if sheet.lines] + [passage.lines for passage in sheet.other]
    assert sorted(line for first, last in spans for line in range(first, last + 1)) == list(range(1, sheet.lines + 1))
    for document, body in zip(sheet.documents, bodies, strict=True):
        assert revert(apply(body.raw, body.changes), body.changes) == body.raw
        assert body.key == document.key
        assert document.title
    if bodies and sheet.lines:
        above = sheet.documents[0].span[0] - 1
        if not above:
            assert "".join(body.raw for body in bodies) == raw
            assert "".join(apply(body.raw, body.changes) for body in bodies) == apply(raw, changes)
    for passage in sheet.removed:
        assert any(first <= passage.lines[0] <= passage.lines[1] <= last for first, last in spans) or not passage.rule


HOSTILE = st.text(alphabet="天地安全 　\r\n。，：、（）()[]*_`#>|-1一第条本报讯记者月日年\ufeff<", max_size=160)


def tally(text: str) -> Counter[str]:
    return Counter(one for one in text if "\u4e00" <= one <= "\u9fff")


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(st.lists(LINES, max_size=20).map("\n".join), HOSTILE),
    st.sampled_from(["plain", "markdown", "html"]),
)
def test_no_han_character_leaves_a_page_but_by_a_named_rule(raw: str, form: Format) -> None:
    sheet, bodies = made(raw, form=form)
    told = "".join(f"{one.title}{one.kicker}{one.subtitle}" for one in sheet.documents if not one.title_supplied)
    shown = tally("".join(body.plain for body in bodies)) + tally(told)
    named = tally("".join(passage.text for passage in (*sheet.other, *sheet.removed)))
    assert all(passage.rule for passage in (*sheet.other, *sheet.removed))
    assert not tally(raw) - shown - named


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="天地 　\x00\ufeffa，。(zhǎng)?:：\n\r一、第1条章（）\ufdd0\ufdd1\ufde1<p>/|{}", max_size=300),
    st.booleans(),
)
def test_no_input_raises(raw: str, html: bool) -> None:
    sheet, bodies = made(raw, form="html" if html else "plain")
    assert len(sheet.documents) == len(bodies)
