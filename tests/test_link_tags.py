"""Tags: declared ones keep their paths, derived ones matter to the collection, and the vocabulary settles the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.link.vocabulary import check_vocabulary
from builder.model import Config, NamedPerson, SourceRule, Term
from tests.link_factory import document, entry, group, linked, names, paths


def test_a_path_gives_both_pages_one_below_the_other() -> None:
    archive = linked(
        document("a.md", tags=("地区/河南",)), document("b.md", tags=("河南", "防汛")), document("c.md", tags=("地区",))
    )
    assert names(archive, "tag") == ["地区", "河南", "防汛"]
    assert paths(archive, group(archive, "tag", "河南")) == ["a.md", "b.md"]
    assert [ref.title for ref in group(archive, "tag", "河南").parents] == ["地区"]
    assert [ref.title for ref in group(archive, "tag", "地区").children] == ["河南"]
    assert [ref.title for ref in entry(archive, "a.md").tags] == ["地区", "河南"]


def test_a_leaf_under_two_paths_keeps_its_path_for_a_name() -> None:
    archive = linked(
        document("a.md", categories=(("新闻", "首页"),)),
        document("b.md", categories=(("博客", "首页"),)),
        document("c.md", tags=("首页",)),
    )
    assert names(archive, "category") == ["博客", "博客/首页", "新闻", "新闻/首页"]
    assert names(archive, "tag") == ["首页"]
    assert len({one.url for kind in ("tag", "category") for one in archive.groups[kind]}) == 5  # type: ignore[index]
    (path,) = entry(archive, "a.md").categories
    assert [ref.title for ref in path] == ["新闻", "新闻/首页"]


def test_a_word_that_is_tag_and_category_has_one_page() -> None:
    archive = linked(document("a.md", tags=("防汛",)), document("b.md", categories=(("防汛",),)))
    assert names(archive, "category") == []
    assert len(group(archive, "tag", "防汛").documents) == 2
    assert entry(archive, "b.md").categories[0][0].url == entry(archive, "a.md").tags[0].url


ODD_TAGS = ["", " ", "/", "a//b", "/a/b/", "a/a", "../..", "“”"]


@pytest.mark.parametrize("tag", ODD_TAGS)
def test_odd_tags_do_no_harm(tag: str) -> None:
    archive = linked(document("a.md", tags=(tag, "防汛")))
    assert "防汛" in names(archive, "tag")
    assert all(one.name.strip("/ ") and one.url.count("/") == 2 for one in archive.groups["tag"])


def test_spellings_are_merged_under_the_most_frequent() -> None:
    archive = linked(
        document("a.md", tags=("GDP",)), document("b.md", tags=("gdp", "GDP ")), document("c.md", tags=("ＧＤＰ",))
    )
    (one,) = archive.groups["tag"]
    assert len(one.documents) == 3
    assert one.name in ("GDP", "gdp", "ＧＤＰ") and set(one.aliases) <= {"GDP", "gdp", "ＧＤＰ"}


def test_derived_tags_need_two_documents_and_say_that_they_are_derived() -> None:
    archive = linked(
        document("a.md", terms=("安全生产", "只此一处")), document("b.md", terms=("安全生产",)), document("c.md")
    )
    assert names(archive, "tag") == ["安全生产"]
    assert group(archive, "tag", "安全生产").derived
    assert [ref.title for ref in entry(archive, "a.md").derived_tags] == ["安全生产"]
    assert entry(archive, "a.md").tags == entry(archive, "c.md").derived_tags == ()


def test_a_phrase_adds_its_documents_to_the_declared_tag() -> None:
    archive = linked(
        document("a.md", tags=("防汛",)), document("b.md", terms=("防汛",)), document("c.md", terms=("防汛",))
    )
    one = group(archive, "tag", "防汛")
    assert not one.derived and len(one.documents) == 3
    assert [ref.title for ref in entry(archive, "b.md").derived_tags] == ["防汛"]


def test_a_name_that_has_its_page_is_no_tag() -> None:
    said = {"terms": ("陈红民", "衡阳市", "防汛预案", "防汛"), "people": ["陈红民"], "places": ("衡阳市",)}
    archive = linked(document("a.md", **said, cites=["防汛预案"]), document("b.md", **said))
    assert names(archive, "tag") == ["防汛"]


def test_a_phrase_that_only_stands_inside_a_longer_one_gives_way() -> None:
    archive = linked(*(document(f"{n}.md", terms=("三管三必须", "三必须", "防汛")) for n in range(4)))
    assert sorted(names(archive, "tag")) == ["三管三必须", "防汛"]


def test_a_phrase_that_begins_inside_another_gives_way() -> None:
    archive = linked(
        *(document(f"{n}.md", terms=(("安全生产", 5), ("生产形势", 2), ("产业振兴", 3))) for n in range(4))
    )
    assert sorted(names(archive, "tag")) == ["产业振兴", "安全生产"]


def test_pieces_of_a_bodys_name_and_phrases_around_one_are_no_tags() -> None:
    said = {"terms": ("农村部", "中央气象台预计", "应急管理"), "bodies": ("农业农村部", "中央气象台", "某市应急管理局")}
    archive = linked(document("a.md", **said), document("b.md", **said))
    assert names(archive, "tag") == ["应急管理"]


def test_a_phrase_with_a_plain_word_behind_it_is_the_phrase() -> None:
    archive = linked(
        *(document(f"{n}.md", terms=(("防汛", 3), ("防汛工作", 3))) for n in range(3)),
        *(document(f"x{n}.md", terms=("信访工作",)) for n in range(3)),
    )
    assert sorted(names(archive, "tag")) == ["信访工作", "防汛"]
    assert "防汛工作" in group(archive, "tag", "防汛").aliases


def test_what_stands_nearly_everywhere_is_no_tag_of_a_large_archive() -> None:
    archive = linked(*(document(f"{n}.md", terms=("会议精神", f"词组{n % 10}号")) for n in range(60)))
    assert "会议精神" not in names(archive, "tag")
    assert "词组3号" in names(archive, "tag")


def test_the_vocabulary_names_defines_widens_and_bans() -> None:
    archive = linked(
        document("a.md", tags=("抗洪", "城市")),
        document("b.md", terms=("防汛抗洪", "城市")),
        document("c.md", terms=("城市",)),
        vocabulary=(
            Term("防汛", aliases=("抗洪", "防汛抗洪"), definition="防备洪水", parent="应急管理"),
            Term("城市", never=True),
        ),
    )
    assert names(archive, "tag") == ["应急管理", "防汛"]
    one = group(archive, "tag", "防汛")
    assert (one.definition, one.derived, set(one.aliases)) == ("防备洪水", False, {"抗洪", "防汛抗洪"})
    assert [ref.title for ref in one.parents] == ["应急管理"]
    assert [ref.title for ref in group(archive, "tag", "应急管理").children] == ["防汛"]
    assert len(group(archive, "tag", "应急管理").documents) == 2


FAULTS = [
    ([Term("甲", aliases=("丙",)), Term("乙", aliases=("丙",))], "'丙' belongs to '甲' and '乙'"),
    ([Term("甲", aliases=("乙",)), Term("乙")], "'乙' is itself a name"),
    ([Term("GDP"), Term("gdp")], "one name"),
    ([Term("甲", parent="乙"), Term("乙", parent="甲")], "ring: 乙 → 甲 → 乙"),
    ([Term("甲", parent="甲")], "ring: 甲 → 甲"),
    ([Term("甲", parent="乙"), Term("乙", parent="丙"), Term("丙", parent="甲")], "ring"),
    ([Term("甲", parent="丁", aliases=("戊",)), Term("丁", parent="戊")], "ring"),
    ([Term("甲", parent="乙"), Term("乙", never=True)], "never a tag"),
    ([Term("甲", aliases=("“”",))], "no letter"),
]


@pytest.mark.parametrize(("vocabulary", "said"), FAULTS)
def test_a_fault_of_the_vocabulary_is_told_and_never_hangs(vocabulary: list[Term], said: str) -> None:
    config = Config(root=Path("/archive"), vocabulary=tuple(vocabulary))
    problems = check_vocabulary(config)
    assert len(problems) == 1 and said in problems[0].message, problems
    assert problems[0].path == "site.toml"
    archive = linked(document("a.md", tags=("甲", "乙", "丙")), config=config)
    assert len(archive.entries) == 1


def test_every_fault_is_told_at_once() -> None:
    config = Config(
        root=Path("/archive"),
        vocabulary=(Term("甲", parent="甲"), Term("乙", aliases=("丙",)), Term("丁", aliases=("丙",))),
        people=(NamedPerson("张三", aliases=("老张",)), NamedPerson("李四", aliases=("老张",))),
        sources=(SourceRule("日报", aliases=("晚报",)), SourceRule("晚报")),
    )
    assert len(check_vocabulary(config)) == 4


SOUND: list[list[Term]] = [
    [],
    [Term("甲", aliases=("乙", "丙"), parent="丁"), Term("丁", parent="戊")],
    [Term("甲", parent="丁"), Term("乙", parent="丁")],
    [Term("甲", aliases=("甲",))],
    [Term("城市", never=True, aliases=("都市",))],
]


@pytest.mark.parametrize("vocabulary", SOUND)
def test_a_sound_vocabulary_has_no_fault(vocabulary: list[Term]) -> None:
    assert check_vocabulary(Config(root=Path("/archive"), vocabulary=tuple(vocabulary))) == ()


def test_versions_of_one_text_are_one_document_for_a_tag() -> None:
    sketch = bytes(range(1, 65)) * 8
    copies = [
        document(f"{n}.md", f"{'甲乙丙'[n]}抄本", "2020-01-01", terms=[("引黄灌区", 5)], fingerprint="a", sketch=sketch)
        for n in range(3)
    ]
    assert "引黄灌区" not in names(linked(*copies), "tag")
    other = document("other.md", "另一篇", terms=[("引黄灌区", 2)])
    assert names(linked(*copies, other), "tag") == ["引黄灌区"]
    assert len(group(linked(*copies, other), "tag", "引黄灌区").documents) == 4


def test_a_phrase_of_one_document_is_shown_without_a_page_where_it_is_plainly_the_matter() -> None:
    terms = [("引黄灌区", 5), ("清淤", 3), ("会务", 9), ("灌区", 8), ("闸门", 3)]
    archive = linked(document("a.md", "渠首清淤三日记", terms=terms), document("b.md", "别的", terms=[("植树", 2)]))
    shown = entry(archive, "a.md").derived_tags
    assert [(ref.title, ref.url) for ref in shown] == [("引黄灌区", ""), ("清淤", "")]
    assert names(archive, "tag") == []
    assert entry(archive, "b.md").derived_tags == ()
