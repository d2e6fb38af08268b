"""People, places, bodies, works, events, sources and series: the right documents on one page, and nothing invented."""

from __future__ import annotations

import pytest

from builder.link.bodies import is_local
from builder.link.people import is_person, region
from builder.link.series import number
from builder.model import Citation, Credit, NamedPerson, Person, SourceRule
from tests.link_factory import document, entry, group, linked, names, paths


def test_a_person_has_one_page_with_each_office_its_date_and_its_document() -> None:
    archive = linked(
        document("a.md", day="2020-01-01", people=[Person("陈红民", ("区委书记",)), "苏建设"]),
        document("b.md", day="2021-01-01", people=[Person("陈红民", ("区委书记", "区长"))]),
        document("c.md", day="2022-01-01", people=[Person("陈红民", ("区委书记",))]),
    )
    one = group(archive, "person", "陈红民")
    assert paths(archive, one) == ["c.md", "b.md", "a.md"]
    assert [(said.text, said.entry) for said in one.occurrences] == [("区委书记", 0), ("区长", 1), ("区委书记", 2)]
    assert [ref.title for ref in entry(archive, "a.md").people] == ["陈红民", "苏建设"]
    assert entry(archive, "a.md").people[0].url == one.url == "people/%E9%99%88%E7%BA%A2%E6%B0%91/"
    assert one.conflicts == ""


CREDITS = [
    ("景静", True),
    ("张一弛", True),
    ("欧阳修文", True),
    ("阿卜杜拉·买买提", True),
    ("本报编辑部", False),
    ("观察者网", False),
    ("新华社", False),
    ("办公室", False),
    ("王科", True),
    ("李会", True),
    ("宣传科", False),
    ("佚名", False),
    ("小编", False),
    ("李", False),
    ("本报记者集体采写组", False),
]


@pytest.mark.parametrize(("name", "expected"), CREDITS)
def test_which_credits_are_people(name: str, expected: bool) -> None:
    assert is_person(name) is expected


def test_a_credited_reporter_has_a_page_and_is_not_named_by_the_text() -> None:
    archive = linked(
        document("a.md", credits=(Credit("reporter", "景静"), Credit("author", "观察者网"))),
        document("b.md", people=["景静"]),
    )
    one = entry(archive, "a.md")
    assert one.people == ()
    assert [ref and ref.title for ref in one.credits] == ["景静", None]
    assert [said.text for said in group(archive, "person", "景静").occurrences] == ["记者"]
    assert one.related == ()


REGIONS = [
    ("二七区委书记", "二七区"),
    ("郑州市副市长", "郑州市"),
    ("中共衡阳市委书记", "衡阳市"),
    ("河南省应急管理厅厅长", "河南省"),
    ("省委常委、郑州市委书记", "郑州市"),
    ("市委书记", ""),
    ("副市长", ""),
    ("常务副市长", ""),
    ("市政府副市长", ""),
    ("党组书记、局长", ""),
    ("区长", ""),
    ("全市公安局长", ""),
    ("", ""),
]


@pytest.mark.parametrize(("office", "expected"), REGIONS)
def test_the_region_of_an_office(office: str, expected: str) -> None:
    assert region(office) == expected


CONFLICTS = [
    (
        [("2020-01-01", "二七区委书记"), ("2020-06-01", "祁东县县长"), ("2020-09-01", "二七区委书记")],
        False,
    ),  # levels differ
    ([("2020-01-01", "二七区委书记"), ("2020-06-01", "石鼓区区长"), ("2020-09-01", "二七区委书记")], True),
    ([("2020-01-01", "二七区委书记"), ("2021-06-01", "石鼓区区长"), ("2022-09-01", "石鼓区委书记")], False),  # moved
    ([("2020-01-01", "二七区委书记"), ("2020-06-01", "区委书记")], False),
    (
        [("2020-01-01", "郑州市二七区委书记"), ("2020-06-01", "二七区委书记"), ("2020-07-01", "郑州市二七区委书记")],
        False,
    ),
    ([("", "二七区委书记"), ("", "石鼓区区长")], False),
]


@pytest.mark.parametrize(("said", "conflict"), CONFLICTS)
def test_when_a_name_may_be_two_people(said: list[tuple[str, str]], conflict: bool) -> None:
    made = [document(f"{n}.md", day=day, people=[Person("王伟", (office,))]) for n, (day, office) in enumerate(said)]
    one = group(linked(*made), "person", "王伟")
    assert bool(one.conflicts) is conflict, one.conflicts
    if conflict:
        assert "二七区" in one.conflicts and "石鼓区" in one.conflicts


def test_a_reporter_and_an_officer_of_one_name_are_told() -> None:
    archive = linked(
        document("a.md", credits=(Credit("reporter", "王伟"),)), document("b.md", people=[Person("王伟", ("市长",))])
    )
    assert "记者" in group(archive, "person", "王伟").conflicts


def test_the_site_merges_and_splits_people() -> None:
    archive = linked(
        document("a.md", people=[Person("王伟", ("二七区委书记",))]),
        document("b.md", people=[Person("王伟", ("石鼓区副区长",))]),
        document("c.md", people=["王伟"]),
        document("d.md", people=["邓群策"]),
        document("e.md", people=["鄧群策"]),
        people=(
            NamedPerson("王伟", split=("二七区委书记", "石鼓区副区长")),
            NamedPerson("邓群策", aliases=("鄧群策",)),
        ),
    )
    assert names(archive, "person") == ["邓群策", "王伟", "王伟（二七区委书记）", "王伟（石鼓区副区长）"]
    assert paths(archive, group(archive, "person", "王伟（二七区委书记）")) == ["a.md"]
    assert paths(archive, group(archive, "person", "王伟")) == ["c.md"]
    assert "王伟（石鼓区副区长）" in group(archive, "person", "王伟").conflicts
    assert group(archive, "person", "邓群策").aliases == ("鄧群策",)
    (link,) = entry(archive, "a.md").links
    assert (link.name, link.url) == ("王伟", group(archive, "person", "王伟（二七区委书记）").url)


def test_the_two_scripts_meet() -> None:
    archive = linked(
        document("a.md", people=["习近平"], places=("衡阳市",), terms=("应急管理",), cites=["国务院关于某事的决定"]),
        document("b.md", people=["習近平"], places=("衡陽市",), terms=("應急管理",), tags=("防汛",)),
        document("c.md", people=["习近平"], tags=("防汛",), cites=["國務院關於某事的決定"]),
    )
    assert names(archive, "person") == ["习近平"] and group(archive, "person", "习近平").aliases == ("習近平",)
    assert len(archive.groups["place"]) == len(archive.groups["work"]) == 1
    assert len(group(archive, "tag", "应急管理").documents) == 2
    assert entry(archive, "b.md").links[0].name == "習近平" and entry(archive, "b.md").people[0].title == "习近平"


SHORT = [
    (("衡阳", ("湖南省",)), ("衡阳市", ("湖南省",)), True),
    (("衡阳", ("湖南省",)), ("祁东县", ("湖南省", "衡阳市")), False),
    (("河南", ()), ("河南省", ()), True),
    (("吉林", ()), ("吉林市", ("吉林省",)), False),
    (("鼓楼", ()), ("鼓楼区", ()), False),
    (("衡阳县", ("湖南省", "衡阳市")), ("衡阳市", ("湖南省",)), False),
]


@pytest.mark.parametrize(("one", "two", "same"), SHORT)
def test_a_short_name_is_the_full_name_of_the_same_region(
    one: tuple[str, tuple[str, ...]], two: tuple[str, tuple[str, ...]], same: bool
) -> None:
    archive = linked(
        document("a.md", places=(one[0],), regions=(one[1],)), document("b.md", places=(two[0],), regions=(two[1],))
    )
    assert len(archive.groups["place"]) == (1 if same else 2)
    if two[0] == "祁东县":
        assert [ref.title for ref in group(archive, "place", "祁东县").parents] == ["衡阳"]


def test_places_lie_in_the_narrowest_place_that_has_a_page() -> None:
    archive = linked(
        document("a.md", places=("二七区", "河南省"), regions=(("河南省", "郑州市"), ())),
        document("b.md", places=("郑州市",), regions=(("河南省",),)),
        document("c.md", places=("衡阳市",), regions=(("湖南省",),)),
    )
    assert [ref.title for ref in group(archive, "place", "二七区").parents] == ["郑州市"]
    assert [ref.title for ref in group(archive, "place", "河南省").children] == ["郑州市"]
    assert group(archive, "place", "衡阳市").parents == ()
    assert "湖南省" not in names(archive, "place")


def test_two_places_of_one_name_are_two() -> None:
    archive = linked(
        document("a.md", places=("鼓楼区",), regions=(("江苏省", "南京市"),)),
        document("b.md", places=("鼓楼区", "南京市"), regions=(("河南省", "开封市"),)),
        document("c.md", places=("鼓楼区",)),
        document("d.md", places=("石鼓区",)),
        document("e.md", places=("石鼓区",), regions=(("湖南省", "衡阳市"),)),
    )
    assert names(archive, "place") == ["石鼓区", "南京市", "鼓楼区", "鼓楼区（南京市）", "鼓楼区（开封市）"]
    assert [ref.title for ref in group(archive, "place", "鼓楼区（南京市）").parents] == ["南京市"]
    assert entry(archive, "b.md").links[0].name == "南京市" or entry(archive, "b.md").links[0].name == "鼓楼区"


LOCAL = [
    ("市应急管理局", True),
    ("区委", True),
    ("省政府", True),
    ("县公安局", True),
    ("区市场监管局", True),
    ("漯河市应急管理局", False),
    ("二七区委", False),
    ("应急管理部", False),
    ("镇江市政府", False),
    ("市中区公安局", False),
    ("国务院", False),
]


@pytest.mark.parametrize(("name", "local"), LOCAL)
def test_names_that_say_their_level_and_not_their_place(name: str, local: bool) -> None:
    assert is_local(name) is local


def test_short_names_are_joined_only_where_the_archive_says_so() -> None:
    full = "漯河市安全生产委员会办公室"
    archive = linked(
        document("says.md", bodies=(full, "市安委办"), short_names=(("市安委办", full),)),
        document("ending.md", bodies=("漯河市应急管理局", "市应急管理局")),
        document("placed.md", bodies=("市应急管理局",), places=("漯河市", "河南省")),
        document("elsewhere.md", bodies=("市应急管理局", "市安委办"), places=("郑州市",)),
        document("two.md", bodies=("市应急管理局",), places=("漯河市", "郑州市")),
        document("broad.md", bodies=("中国气象局", "气象局"), short_names=(("国家防总", "国家防汛抗旱总指挥部"),)),
        document("uses.md", bodies=("国家防总",)),
    )
    assert names(archive, "body") == [
        "漯河市应急管理局",
        "中国气象局",
        "国家防汛抗旱总指挥部",
        "气象局",
        "漯河市安全生产委员会办公室",
    ]
    assert sorted(paths(archive, group(archive, "body", "漯河市应急管理局"))) == ["ending.md", "placed.md"]
    assert group(archive, "body", full).aliases == ("市安委办",)
    assert entry(archive, "elsewhere.md").bodies == ()
    assert [link.name for link in entry(archive, "placed.md").links] == ["市应急管理局", "河南省", "漯河市"]


def test_joint_issuers_are_taken_apart() -> None:
    archive = linked(document("a.md", issuer="某市财政局 某市教育局"), document("b.md", bodies=("某市财政局",)))
    assert [ref.title for ref in entry(archive, "a.md").issuers] == ["某市财政局", "某市教育局"]
    assert len(group(archive, "body", "某市财政局").documents) == 2


HELD = [
    ("关于加强防汛工作的通知", "关于加强防汛工作的通知", "", True),
    ("关于加强防汛工作的通知", "某市人民政府关于加强防汛工作的通知", "", True),
    ("某某防汛工作方案", "关于印发《某某防汛工作方案》的通知", "", True),
    ("某政〔2022〕3号", "什么通知", "某政[2022]3号", True),
    ("某政〔2022〕3号", "什么通知", "某政〔2022〕31号", False),
    ("关于加强防汛工作的通知", "关于加强防汛工作的意见", "", False),
    ("防汛工作", "关于防汛工作", "", False),
    ("水情", "水情", "", False),
]


@pytest.mark.parametrize(("cited", "title", "issued_as", "held"), HELD)
def test_a_cited_work_is_the_archives_own_document_where_that_is_certain(
    cited: str, title: str, issued_as: str, held: bool
) -> None:
    archive = linked(document("own.md", title, number=issued_as), document("citing.md", "某报道", cites=[cited]))
    work = group(archive, "work", cited)
    own = entry(archive, "own.md")
    assert work.target == (own.place if held else -1)
    shown = cited if "号" in cited else f"《{cited}》"
    (link,) = [one for one in entry(archive, "citing.md").links if one.name == shown]
    assert (link.kind, link.url) == (("document", own.url) if held else ("work", work.url))
    assert [ref.url for ref in entry(archive, "citing.md").cites] == [own.url if held else work.url]
    assert [ref.url for ref in own.cited_by] == ([entry(archive, "citing.md").url] if held else [])


def test_a_plain_word_for_a_work_has_no_page_and_no_link() -> None:
    archive = linked(document("a.md", cites=["关于某事的意见", "意见"]), document("b.md", "意见"))
    assert names(archive, "work") == ["关于某事的意见"]
    assert [link.name for link in entry(archive, "a.md").links] == ["《关于某事的意见》"]


def test_a_title_that_two_documents_bear_is_nobodys() -> None:
    archive = linked(
        document("a.md", "安全生产简报"), document("b.md", "安全生产简报"), document("c.md", cites=["安全生产简报"])
    )
    assert group(archive, "work", "安全生产简报").target == -1


def test_versions_of_one_text_count_as_one_and_the_leader_is_cited() -> None:
    archive = linked(
        document("a.md", "关于某事的决定", fingerprint="f", characters=500),
        document("b.md", "关于某事的决定", fingerprint="f", characters=800),
        document("c.md", cites=["关于某事的决定"]),
    )
    assert group(archive, "work", "关于某事的决定").target == entry(archive, "b.md").place


def test_what_a_text_does_to_another_is_said_on_both_sides() -> None:
    archive = linked(
        document("old.md", "关于某事的决定"),
        document("new.md", "新决定", cites=[Citation("关于某事的决定", "work", "repeals")]),
        document(
            "note.md", "一则说明", cites=[Citation("关于某事的决定", "work"), Citation("别的文件", "work", "explains")]
        ),
        document("self.md", "自己的标题", cites=["自己的标题"]),
    )
    assert [(ref.title, ref.why) for ref in entry(archive, "new.md").cites] == [("关于某事的决定", "废止")]
    assert {(ref.title, ref.why) for ref in entry(archive, "old.md").cited_by} == {
        ("新决定", "废止"),
        ("一则说明", "引用"),
    }
    assert [said.text for said in group(archive, "work", "别的文件").occurrences] == ["解读"]
    assert entry(archive, "self.md").cites == entry(archive, "self.md").links == ()


def test_an_event_is_a_group_when_two_documents_name_it() -> None:
    archive = linked(
        document("a.md", events=("“7·20”", "“3·15”")), document("b.md", events=("「7・20」",)), document("c.md")
    )
    assert names(archive, "event") == ["“7·20”"]
    assert entry(archive, "a.md").events[0].url == entry(archive, "b.md").events[0].url
    assert [link.name for link in entry(archive, "a.md").links] == ["“7·20”"]


def test_sources_go_under_one_name() -> None:
    archive = linked(
        document("a.md", source="观察者网"),
        document("b.md", source="观察者"),
        document("c.md", source="guancha.cn"),
        document("d.md"),
        sources=(SourceRule("观察者网", aliases=("观察者", "Guancha.CN")),),
    )
    assert names(archive, "source") == ["观察者网"]
    assert len(archive.groups["source"][0].documents) == 3
    assert entry(archive, "d.md").source is None


NUMBERS = [
    ("第49期", 49),
    ("第 049 期", 49),
    ("第４９期", 49),
    ("第四十九期", 49),
    ("第十期", 10),
    ("第一百零五期", 105),
    ("总第12期", 12),
    ("2022年第3期（总第49期）", 49),
    ("2022年第3期", 3),
    ("第49期（安全生产大检查专刊 第32期）", 49),
    ("49", 49),
    ("增刊", 0),
    ("", 0),
]


@pytest.mark.parametrize(("issue", "expected"), NUMBERS)
def test_the_number_of_an_issue(issue: str, expected: int) -> None:
    assert number(issue) == expected


def test_a_series_is_in_order_and_says_what_is_lacking() -> None:
    archive = linked(
        *(document(f"{n}.md", day="2022-01-01", series="某市简报", issue=f"第{n}期") for n in (7, 3, 4)),
        document("x.md", series="某市简报", issue="增刊"),
    )
    (one,) = archive.series
    assert [(number, str(archive.entries[place].document.path)) for number, place in one.entries] == [
        (3, "3.md"),
        (4, "4.md"),
        (7, "7.md"),
        (0, "x.md"),
    ]
    assert one.gaps == (5, 6) and one.yearly_gaps == ()
    assert (before := entry(archive, "4.md").previous_issue) and before.url == entry(archive, "3.md").url
    assert (after := entry(archive, "4.md").next_issue) and after.url == entry(archive, "7.md").url
    assert entry(archive, "3.md").series == entry(archive, "x.md").series
    assert one.url == group(archive, "series", "某市简报").url


def test_a_series_that_starts_again_each_year_has_its_gaps_year_by_year() -> None:
    issues = [("2021", 1), ("2021", 2), ("2021", 4), ("2022", 1), ("2022", 2)]
    archive = linked(*(document(f"{y}-{n}.md", day=f"{y}-0{n}-01", series="简报", issue=f"第{n}期") for y, n in issues))
    (one,) = archive.series
    assert [number for number, _ in one.entries] == [1, 2, 4, 1, 2]
    assert one.gaps == () and one.yearly_gaps == (("2021", (3,)),)
    assert (after := entry(archive, "2021-4.md").next_issue) and after.url == entry(archive, "2022-1.md").url


def test_two_versions_of_an_issue_are_no_new_year_and_numbers_that_leap_have_no_gaps() -> None:
    archive = linked(
        document("a.md", day="2022-01-01", series="甲", issue="第1期", fingerprint="f"),
        document("b.md", day="2023-01-01", series="甲", issue="第1期", fingerprint="f"),
        document("c.md", day="2022-02-01", series="甲", issue="第2期"),
        document("d.md", series="乙", issue="第202201期"),
        document("e.md", series="乙", issue="第299912期"),
    )
    assert [(one.name, one.gaps, one.yearly_gaps) for one in archive.series] == [("乙", (), ()), ("甲", (), ())]
    assert entry(archive, "b.md").next_issue is None


def test_who_only_wrote_stands_after_those_whom_it_is_about() -> None:
    by = (Credit("reporter", "景明"),)
    archive = linked(
        *(document(f"{n}.md", day=f"2020-01-0{n}", people=["周岸"] if n < 3 else [], credits=by) for n in range(1, 6)),
        document("6.md", people=["林堤"]),
    )
    assert names(archive, "person") == ["周岸", "林堤", "景明"]
    assert group(archive, "person", "景明").credited == 5
    assert group(archive, "person", "周岸").credited == 0
