"""The whole of `link`: order, timeline, neighbours, wikilinks, and what a withdrawn document leaves behind."""

from __future__ import annotations

import pytest

from builder.link.related import with_kindred
from builder.model import Credit, Date, Document
from tests.link_factory import document, entry, group, linked, names, paths, shuffled


def test_entries_are_in_order_of_date_then_path_and_the_undated_come_last() -> None:
    documents = [
        document("z.md", day="2020-01-01"),
        document("b.md", day="2021-05"),
        document("a.md", day="2021-05-02"),
        document("c.md", day="2021-05-02"),
        document("u.md", day="XXXX-06-20"),
        document("v.md"),
    ]
    archives = [linked(*shuffled(documents, seed)) for seed in range(5)]
    assert [str(one.document.path) for one in archives[0].entries] == ["z.md", "b.md", "a.md", "c.md", "v.md", "u.md"]
    assert [one.place for one in archives[0].entries] == list(range(6))
    assert all(archive == archives[0] for archive in archives)


def test_the_timeline_has_years_months_and_days_and_the_undated_apart() -> None:
    archive = linked(
        document("a.md", day="2021-05-02"),
        document("b.md", day="2021-05"),
        document("c.md", day="2021-12-31"),
        document("d.md", day="2023"),
        document("e.md", day="2022-04-06?"),
        document("f.md", day="2021-21"),
        document("u.md", day="XXXX-06-20"),
    )
    assert [(year.name, year.url, len(year.documents)) for year in archive.years] == [
        ("2021", "years/2021/", 4),
        ("2022", "years/2022/", 1),
        ("2023", "years/2023/", 1),
    ]
    months = archive.years[0].parts
    assert [(month.name, month.url, len(month.documents)) for month in months] == [
        ("2021-05", "years/2021/05/", 2),
        ("2021-12", "years/2021/12/", 1),
    ]
    assert [(day.name, day.url, len(day.documents)) for day in months[0].parts] == [("2021-05-02", "years/2021/05/", 1)]
    assert archive.years[1].parts[0].parts[0].name == "2022-04-06"
    assert archive.years[2].parts == ()
    assert [str(archive.entries[place].document.path) for place in archive.undated] == ["u.md"]


def test_groups_list_the_newest_first_and_the_undated_last() -> None:
    archive = linked(
        document("u.md", people=["张三"]),
        document("a.md", day="2020-01-01", people=["张三"]),
        document("b.md", day="2021-01-01", people=["张三", "李四"]),
        document("v.md", people=["张三"]),
    )
    assert paths(archive, group(archive, "person", "张三")) == ["b.md", "a.md", "u.md", "v.md"]
    assert names(archive, "person") == ["张三", "李四"]


def test_previous_and_next_lead_through_time_from_leader_to_leader() -> None:
    archive = linked(
        document("a.md", day="2020-01-01"),
        document("b.md", day="2020-02-01", fingerprint="f", characters=900),
        document("b2.md", day="2020-02-03", fingerprint="f", characters=500),
        document("c.md", day="2020-03-01"),
        document("u.md"),
    )
    one = entry(archive, "b.md")
    assert one.previous and one.next
    assert (one.previous.title, one.next.title) == ("a.md", "c.md")
    assert entry(archive, "a.md").previous is None and entry(archive, "c.md").next is None
    assert (entry(archive, "b2.md").previous, entry(archive, "u.md").next) == (None, None)


def test_related_documents_say_what_both_name() -> None:
    archive = linked(
        document("a.md", "甲", "2020-01-01", people=["陈红民"], terms=("防汛", "以案促改")),
        document("b.md", "乙", "2020-02-01", people=["陈红民"], terms=("防汛",)),
        document("c.md", "丙", "2020-03-01", terms=("防汛", "以案促改")),
        document("d.md", "丁", "2020-04-01", people=["别人"], source="同一来源"),
        document(
            "e.md",
            "戊",
            "2020-05-01",
            source="同一来源",
            categories=(("首页",),),
            credits=(Credit("reporter", "景静"),),
        ),
        document(
            "f.md",
            "己",
            "2020-06-01",
            source="同一来源",
            categories=(("首页",),),
            credits=(Credit("reporter", "景静"),),
        ),
    )
    assert [(ref.title, ref.why) for ref in entry(archive, "a.md").related] == [
        ("乙", "同提 陈红民、防汛"),
        ("丙", "同提 以案促改、防汛"),
    ]
    assert [ref.url for ref in entry(archive, "b.md").related] == [
        entry(archive, path).url for path in ("a.md", "c.md")
    ]
    for path in ("d.md", "e.md", "f.md"):
        assert entry(archive, path).related == ()


def test_reasons_are_in_the_language_of_the_interface() -> None:
    documents = [document("a.md", "甲", people=["陈红民"]), document("b.md", "乙", people=["陈红民"])]
    said = [
        linked(*documents, language=language).entries[0].related[0].why for language in ("zh-Hans", "zh-Hant", "en")
    ]
    assert said == ["同提 陈红民", "同提 陈红民", "both name 陈红民"]


def test_related_and_neighbours_are_capped_and_rare_names_come_first() -> None:
    archive = linked(
        *(document(f"{n}.md", f"题{n}", people=["人人都提", f"对{n // 2}"], places=("到处",)) for n in range(40))
    )
    for one in archive.entries:
        assert len(one.related) <= 6
        assert one.related[0].title == f"题{int(one.document.title[1:]) ^ 1}"
    assert all(len(one.neighbours) <= 8 for kind in archive.groups for one in archive.groups[kind])


def test_other_versions_are_no_related_documents() -> None:
    archive = linked(
        document("a.md", people=["陈红民"], fingerprint="f"),
        document("b.md", people=["陈红民"], fingerprint="f"),
        document("c.md", people=["陈红民"]),
    )
    assert [ref.title for ref in entry(archive, "a.md").versions] == ["b.md"]
    assert [ref.title for ref in entry(archive, "a.md").related] == ["c.md"]
    assert [ref.title for ref in entry(archive, "b.md").related] == ["c.md"]
    assert [ref.title for ref in entry(archive, "c.md").related] == ["a.md"]


def test_what_stands_beside_a_name() -> None:
    archive = linked(
        document("a.md", people=["陈红民", "苏建设"], places=("二七区",)),
        document("b.md", people=["陈红民", "苏建设"], places=("二七区",)),
        document("c.md", people=["陈红民"], places=("荥阳市",)),
        document("d.md", places=("二七区",)),
    )
    beside = {ref.title: ref.why for ref in group(archive, "person", "陈红民").neighbours}
    assert beside == {"苏建设": "同见 2 篇", "二七区": "同见 2 篇"}


WIKILINKS = [
    ("防汛方案", "own.md"),
    ("防汛方案|看这里", "own.md"),
    ("防汛方案#附件", "own.md"),
    (" 防汛 方案 ", "own.md"),
    ("flood-plan", "own.md"),
    ("/old/plan/", "own.md"),
    ("own", "own.md"),
    ("陈红民", "people/%E9%99%88%E7%BA%A2%E6%B0%91/"),
    ("应急", "tags/%E5%BA%94%E6%80%A5/"),
]


@pytest.mark.parametrize(("written", "where"), WIKILINKS)
def test_a_wikilink_leads_by_title_alias_id_or_name(written: str, where: str) -> None:
    archive = linked(
        document("own.md", "防汛方案", slug="flood-plan", aliases=("/old/plan/",), people=["陈红民"], tags=("应急",)),
        document("from.md", "别的", wikilinks=((written, 5),)),
    )
    url = entry(archive, where).url if where.endswith(".md") else where
    (link,) = entry(archive, "from.md").links
    assert (link.name, link.url) == (written, url)
    assert archive.problems == ()
    if where.endswith(".md"):
        assert link.kind == "document"
        assert [ref.why for ref in entry(archive, "own.md").cited_by] == ["链接"]


def test_a_dead_wikilink_says_where_it_stands_and_what_is_nearest() -> None:
    archive = linked(
        document("a.md", "二〇二二年防汛工作方案"),
        document("b.md", "疫情防控通知"),
        document("c.md", wikilinks=(("2022年防汛工作方案", 12), ("", 13), ("#锚", 14))),
    )
    first, *rest = archive.problems
    assert (first.path, first.line, first.kind) == ("c.md", 12, "wikilink-dead")
    assert "二〇二二年防汛工作方案" in first.message and first.excerpt == "[[2022年防汛工作方案]]"
    assert [problem.line for problem in rest] == [13, 14]
    assert str(first).startswith("c.md:12: ")


def test_a_thousand_dead_wikilinks_do_not_stop_the_clock() -> None:
    archive = linked(
        *(document(f"{n}.md", f"关于第{n}号水库防汛工作的通知", wikilinks=((f"水库防汛{n}", 1),)) for n in range(1000))
    )
    assert len(archive.problems) == 1000


def test_drafts_are_left_out_and_withdrawn_documents_leave_a_tombstone_only() -> None:
    said = {"people": ["陈红民"], "tags": ("防汛",), "terms": ("疫情",), "places": ("二七区",), "summary": "正文摘要"}
    archive = linked(
        document("draft.md", draft=True, **said),
        document("gone.md", "已撤", "2021-01-01", withdrawn="作者要求", slug="gone", source="日报", **said),
        document("here.md", "在", "2021-02-01", **said),
        document("link.md", wikilinks=(("已撤", 3),)),
    )
    gone = entry(archive, "gone.md")
    assert len(archive.entries) == 3
    assert (gone.url, gone.document.title, gone.document.withdrawn) == ("d/gone/", "已撤", "作者要求")
    assert gone.related == gone.tags == gone.people == gone.links == () and gone.document.summary == ""
    assert (gone.previous, gone.next, gone.source) == (None, None, None)
    for kind in archive.groups:
        assert all(gone.place not in one.documents for one in archive.groups[kind])
    assert [year.documents for year in archive.years] == [(entry(archive, "here.md").place,)]
    assert gone.place not in archive.undated
    assert entry(archive, "here.md").related == () and entry(archive, "here.md").previous is None


def test_names_in_the_text_lead_to_their_pages_longest_first() -> None:
    archive = linked(
        document(
            "a.md", people=["陈红民"], places=("二七区",), bodies=("二七区委",), events=("“7·20”",), cites=["某某条例"]
        ),
        document("b.md", events=("“7·20”",)),
    )
    links = entry(archive, "a.md").links
    assert [(one.name, one.kind) for one in links] == [
        ("“7·20”", "event"),
        ("《某某条例》", "work"),
        ("二七区委", "body"),
        ("二七区", "place"),
        ("陈红民", "person"),
    ]
    urls = {one.url for kind in archive.groups for one in archive.groups[kind]}
    assert {one.url for one in links} <= urls


def test_every_address_that_anything_leads_to_exists() -> None:
    made = [
        document(
            f"{n % 3}/{n}.md",
            f"题目{n}",
            f"20{n % 23:02}-0{n % 9 + 1}-11" if n % 7 else "",
            people=[f"人{n % 11}", f"人{n % 5}"],
            places=(f"地{n % 7}区",),
            tags=(f"甲/乙{n % 4}",),
            categories=(("丙", f"丁{n % 3}"),),
            terms=(f"词组{n % 6}", "共有词组"),
            cites=[f"题目{n + 1}", "某法"],
            series="简报" if n % 2 else "",
            issue=f"第{n}期",
            source=f"报{n % 3}",
            credits=(Credit("reporter", f"记{n % 2}"),),
        )
        for n in range(60)
    ]
    archive = linked(*made)
    documents = {one.url for one in archive.entries}
    pages = {one.url for kind in archive.groups for one in archive.groups[kind]}
    assert len(pages) == sum(len(found) for found in archive.groups.values())
    for one in archive.entries:
        inner = [*one.tags, *one.derived_tags, *one.people, *one.places, *one.bodies, *one.works, *one.events]
        inner += [ref for path in one.categories for ref in path] + [ref for ref in one.credits if ref]
        inner += [ref for ref in (one.source, one.series) if ref]
        assert {ref.url for ref in inner} <= pages
        outer = [*one.related, *one.versions, *one.cited_by]
        outer += [ref for ref in (one.previous, one.next, one.previous_issue, one.next_issue) if ref]
        assert {ref.url for ref in outer} <= documents
        assert {ref.url for ref in one.cites} | {link.url for link in one.links} <= documents | pages
    for kind in archive.groups:
        for found in archive.groups[kind]:
            assert {ref.url for ref in (*found.parents, *found.children, *found.neighbours)} <= pages


def test_an_empty_archive_and_an_empty_record_are_no_trouble() -> None:
    assert linked().entries == ()
    assert set(linked().groups) >= {"tag", "category", "person", "place", "body", "work", "event", "source", "series"}
    assert len(linked(document("", " ")).entries) == 1


def test_the_date_of_an_entry_is_the_date_it_is_filed_under() -> None:
    written = Date("written", "2020-01-01", "2020年1月1日", "body")
    captured = Date("captured", "2024-01-01", "2024-01-01", "header")
    one: Document = document("a.md")
    fields = {name: getattr(one, name) for name in Document.__slots__} | {"dates": (captured, written)}
    archive = linked(Document(**fields))
    assert archive.entries[0].date == written and archive.years[0].name == "2020"


def test_documents_that_share_words_and_no_name_are_related_with_the_words_as_reason() -> None:
    terms = [("水库清淤", 3), ("涵闸维修", 3), ("堤顶道路", 2)]
    documents = [
        document("a.md", "东坝水库清淤完工", "2020-01-02", terms=terms, source="晨报"),
        document("b.md", "西坝水库清淤开工", "2020-03-02", terms=terms, source="晚报"),
        *(document(f"{n}.md", f"学校第{n}届运动会", "2020-02-02", source="晨报") for n in range(9)),
    ]
    found = with_kindred([()] * len(documents), documents, range(len(documents)))
    assert found[:2] == [
        ((1, tuple(term for term, _ in terms), "kindred"),),
        ((0, tuple(t for t, _ in terms), "kindred"),),
    ]
    assert found[2:] == [()] * 9


def test_a_long_stretch_of_both_titles_is_a_reason_and_a_formula_is_none() -> None:
    archive = linked(
        document("a.md", "北塘水文站最后一次人工观测记录", "2020-01-02"),
        document("b.md", "北塘水文站最后一次人工观测回忆", "2021-01-02"),
        document("c.md", "关于做好防火工作的通知", "2020-01-02"),
        document("d.md", "关于加强林业工作的通知", "2020-01-03"),
        *(document(f"{n}.md", f"杂记{n}", "2020-02-02") for n in range(9)),
    )
    assert [ref.why for ref in entry(archive, "a.md").related] == ["题名同有“北塘水文站最后一次人工观测”"]
    assert entry(archive, "c.md").related == ()
