"""Names: cases as tables, the leave-alone cases the largest group; the seeds; the marked sample's targets."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from builder.model import Config, Document, Source
from builder.read.parse import parse
from builder.repair.chain import repair
from builder.structure.names.entry import Names, names
from builder.structure.shape import structure
from tests.marked.score import UNSEEN, score

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def people(text: str) -> dict[str, tuple[str, ...]]:
    return {person.name: person.offices for person in names(text).people}


PEOPLE = [
    ("behind an office", "区委书记程立勋强调，要抓好落实。", {"程立勋": ("区委书记",)}),
    ("offices joined", "市委副书记、市长揭立明主持会议。", {"揭立明": ("市委副书记、市长",)}),
    (
        "an office inside a clause",
        "市委明确由市委常委、市纪委书记师伟、副市长王继周牵头。",
        {"师伟": ("市委常委、市纪委书记",), "王继周": ("副市长",)},
    ),
    (
        "a verb that starts like a name ends",
        "市长何雄作部署，副市长王继周多次检查。",
        {"何雄": ("市长",), "王继周": ("副市长",)},
    ),
    ("a given name that is a word", "区长苏建设对防汛作了安排。", {"苏建设": ("区长",)}),
    (
        "a list behind a head",
        "市领导何雄、高义、虎强、李喜安等出席。",
        {"何雄": (), "高义": (), "虎强": (), "李喜安": ()},
    ),
    ("one behind a head", "市领导毛朝晖参加调研。", {"毛朝晖": ()}),
    ("offices shared in a list", "副市长卢青、祝小满分别作安排。", {"卢青": ("副市长",), "祝小满": ("副市长",)}),
    ("before a title", "深入学习贯彻习近平总书记重要讲话精神。", {"习近平": ("总书记",)}),
    ("a sentence's subject", "会议开始。安小伟指出，要警钟长鸣。", {"安小伟": ()}),
    ("speech within a sentence", "种粮大户皮建社说，今年收成好。", {"皮建社": ()}),
    ("a double surname", "副县长欧阳树民到场指导。", {"欧阳树民": ("副县长",)}),
    (
        "an appointment",
        "任命：\n柴立新为市教育局局长；\n上官云飞为市水利局局长。\n免去：\n敖立本的市审计局局长职务。",
        {"柴立新": ("市教育局局长",), "上官云飞": ("市水利局局长",), "敖立本": ("市审计局局长",)},
    ),
    ("a résumé", "戈毅，男，汉族，现任县委办公室副主任，拟任正职。", {"戈毅": ("县委办公室副主任",)}),
    ("a spaced head", "组  长：浦长海  县委书记", {"浦长海": ("县委书记",)}),
    ("a spaced name", "组长：王 伟、李志强", {"王伟": ("组长",), "李志强": ()}),
    ("names on a line", "第一组：苟富贵 操玉梅 詹全福", {"苟富贵": (), "操玉梅": (), "詹全福": ()}),
    (
        "a list without a head",
        "送花圈的有姬远飞、王忍之、朱穆之、鲁平等。",
        {"姬远飞": (), "王忍之": (), "朱穆之": (), "鲁平": ()},
    ),
    ("a foreign name", "美国总统拜登28日发表讲话。", {"拜登": ("美国总统",)}),
    ("a name with a dot", "村民买买提·吐尔逊说：“丰收了。”", {"买买提·吐尔逊": ()}),
    ("an author", "费孝通先生的《乡土中国》常读常新。", {"费孝通": ()}),
    ("a traditional text, as printed", "市長儲祥好主持召開會議。", {"儲祥好": ("市長",)}),
    ("an and inside a body", "市自然资源和规划局局长栗志强表示。", {"栗志强": ("市自然资源和规划局局长",)}),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in PEOPLE], ids=[case[0] for case in PEOPLE])
def test_people_and_their_offices(text: str, wanted: dict[str, tuple[str, ...]]) -> None:
    assert people(text) == wanted


NOBODY = [
    "书记时刻牢记责任，主任高度重视，市长马上到场。",
    "市领导高度重视，区领导全程陪同，县领导安排部署。",
    "领导干部要带头，党员干部要冲在前，代表温暖全县。",
    "方案要求，各地要抓好安全生产；白皮书指出，安全形势平稳。",
    "韩方表示关切。安委会强调，要压实责任。管委会要求立即整改。",
    "市民王女士说，张大爷、李师傅都来了。陶书记也到了。",
    "代表江苏、安徽、陕西等省发言。温州、宁波表示欢迎。",
    "主任应当由具有社会公信力的人士担任，委员任期五年。",
    "同志任组长，书记于近日到会，主任向大会作报告。",
    "洪汝河、沙颍河、卫河、金堤河均在警戒水位以下。",
    "连接肯尼亚、坦桑尼亚、乌干达、卢旺达等国。",
    "常务副市长、管理局局长、办公室副主任、安监局局长。",
    "居民楼进水，人员和泵车已到位，农民种树忙。",
    "（记者 王文军 通讯员 张一弛）",
    "编辑：卜丹 审核：翟红伟 签发：孙全忠",
    "张某、李某某涉嫌诈骗，代表黄姓业者的律师公会发表声明。",
    "子曰：“学而时习之，不亦说乎？”曾子曰：“吾日三省吾身。”孟子之徒，之乎者也。",
    "上海市长海路225号，地址不变。",
    "文件指出，历史表明，时代要求，程序规定，单位承诺。",
    "居民收入稳步提高，教师节快乐，学生代表队夺冠。",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_named(text: str) -> None:
    assert people(text) == {}


def test_makers_of_the_document_are_people_only_where_the_text_names_them() -> None:
    text = "主编：翟红伟\n会上，副局长翟宏达带队检查。"
    assert [one.name for one in names(text, ("翟红伟",)).people] == ["翟宏达"]
    assert "翟宏达" in [one.name for one in names(text, ("翟宏达",)).people]


PLACES = [
    ("full names", "抽查了祁东县、常宁市、石鼓区。", {"祁东县", "常宁市", "石鼓区"}),
    ("a chain", "在河南省商丘市睢阳区路河镇检查。", {"河南省", "商丘市", "睢阳区", "路河镇"}),
    ("a short name", "坚决守住衡阳安全稳定的底线。", {"衡阳"}),
    ("company", "巩义、荥阳、上街局部暴雨。", {"巩义", "荥阳", "上街"}),
    ("siblings", "针对舞阳、郾城2个化工园区。", {"舞阳", "郾城"}),
    ("town and village", "在马赛镇刘胡桐村疫苗接种点。", {"马赛镇", "刘胡桐村"}),
    ("short and full are one", "郑州市召开会议，展示郑州新变化。", {"郑州市"}),
    ("the last of a list heads a body", "衡南县及蒸湘区应急管理指挥中心。", {"衡南县", "蒸湘区"}),
    ("countries", "来自泰国、越南的青年，与乌克兰代表交流。", {"泰国", "越南", "乌克兰"}),
    (
        "a body's or a work's name is no place",
        "《河南日报》报道，中国银行郑州分行、漯河市安全生产委员会办公室。",
        set(),
    ),
    ("words", "城市管理、确保安全、高原反应、老城区、社区服务、开县委会、上街游行。", set()),
    ("words that end like towns", "全镇各村、美丽乡村、特色小镇、城中村、助力乡村振兴、和城镇燃气。", set()),
    ("verbs before", "严格执行社区报备，要求镇办落实，配强县乡两级，广泛动员街道力量。", set()),
    ("roads, stations, papers", "郑州晚报、南京路、郑州火车站、北京大学、武汉大学。", set()),
    ("inside longer words", "河南山区、上海南站路、大同小异、三明治、中山装、孙中山先生。", set()),
    ("peoples", "保护巴勒斯坦人的家园，美国人爱看。", set()),
    ("persons", "市长揭阳明主持，迈克尔·瑞安致辞。", set()),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES])
def test_places(text: str, wanted: set[str]) -> None:
    assert set(names(text).places) - {"河南", "上海"} == wanted - {"河南", "上海"}


def test_a_place_knows_what_it_lies_in() -> None:
    found = names("衡阳的祁东县和北京市朝阳区；只说鼓楼区。")
    regions = dict(zip(found.places, found.regions, strict=True))
    assert regions["衡阳"] == ("湖南省",)
    assert regions["祁东县"] == ("湖南省", "衡阳市")
    assert regions["朝阳区"] == ("北京市",)
    assert regions["鼓楼区"] == ()


BODIES = [
    ("在中船重工713研究所、灏宇纸品有限公司调研。", {"中船重工713研究所", "灏宇纸品有限公司"}),
    ("漯河市安全生产委员会办公室印发。", {"漯河市安全生产委员会办公室"}),
    ("来到市应急管理局。衡阳市应急管理局负责人介绍。", {"市应急管理局", "衡阳市应急管理局"}),
    ("国家发展改革委 财政部 教育部联合印发。", {"国家发展改革委", "财政部", "教育部"}),
    ("单县润锦科技有限公司和山东卡博化学有限公司。", {"单县润锦科技有限公司", "山东卡博化学有限公司"}),
    ("教育部门、公安部队、大学生、银行卡、上市公司、人民法院、该公司。", set()),
    ("发展格局、工作大局、各部门、市政府、市委、领导小组、办公室。", set()),
    ("学习委员会议、中学生、公司法、院长、市中心。", set()),
]


@pytest.mark.parametrize(("text", "wanted"), BODIES)
def test_bodies(text: str, wanted: set[str]) -> None:
    assert set(names(text).bodies) == wanted


def test_a_short_name_is_joined_to_its_full_one() -> None:
    found = names("漯河市安全生产委员会办公室（以下简称“市安委办”）印发通知。市安委办要求落实。")
    assert found.short_names == (("市安委办", "漯河市安全生产委员会办公室"),)
    assert found.bodies == ("漯河市安全生产委员会办公室",)


CITES = [
    ("根据《安全生产法》和《消防法》", [("安全生产法", "cites"), ("消防法", "cites")]),
    ("《关于进一步强化责任 坚决遏制事故的若干措施》", [("关于进一步强化责任 坚决遏制事故的若干措施", "cites")]),
    ("《关于印发〈方案〉的通知》", [("关于印发〈方案〉的通知", "cites")]),
    ("《关于印发《方案》的通知》", [("关于印发〈方案〉的通知", "cites")]),
    ("《河南郑州“7·20”特大暴雨灾害调查报告》", [("河南郑州“7·20”特大暴雨灾害调查报告", "cites")]),
    ("转发省厅《关于做好工作的通知》", [("关于做好工作的通知", "forwards")]),
    ("《办法》（试行）同时废止", [("办法", "repeals")]),
    ("对《物业管理条例》作如下修改", [("物业管理条例", "amends")]),
    ("解读《统计法》", [("统计法", "explains")]),
    ("据《郑州日报》消息，《新闻联播》播出，成果发表于《华夏考古》。", []),
    ("《》《……》没有名字", []),
    ("按照国发[2022]12号、豫政办（2021） 第 5 号", [("国发〔2022〕12号", "cites"), ("豫政办〔2021〕5号", "cites")]),
    ("国务院令第493号", [("国务院令第493号", "cites")]),
    ("（灵）应急罚〔２０２２〕１５号", [("（灵）应急罚〔2022〕15号", "cites")]),
    ("住解放路12号，门牌号[2022]，电话110号段，第12号台风", []),
]


@pytest.mark.parametrize(("text", "wanted"), CITES)
def test_works_and_numbers(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(cite.name, cite.role) for cite in names(text).cites] == wanted


def test_events_in_one_spelling() -> None:
    text = "“7·20”特大暴雨、“7.20”案件、“5•12”地震、“九·一八”事变；价格7.20元，第3.15条，13·40不是日子。"
    assert names(text).events == ("7·20", "5·12", "九·一八")


@pytest.mark.parametrize(
    "text", ["", "。", "·", "《", "号", "\n" * 50, "\ud800市长王伟说", "𠮷野家市长李明强调，" * 3, "·" * 999]
)
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(names(text), Names)


@pytest.mark.parametrize(
    "unit", ["、王伟", "市长", "《", "》", "·", "王 伟 ", "省市区县", "号〔2022〕", "“7·", "：王", "村镇乡"]
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def once(times: int) -> float:
        start = time.process_time()
        names(unit * times)
        return time.process_time() - start

    def cost(times: int) -> float:
        return min(once(times) for _ in range(3))  # a collection of all garbage may fall into one of them

    cost(300)
    assert cost(8000) < 60 * max(cost(800), 0.002)


def _seed(number: str) -> tuple[Document, ...]:
    path = next(SEEDS.glob(f"{number}_*"))
    source = parse(Path(path.name), path.read_bytes())  # type: ignore[arg-type]
    assert isinstance(source, Source)
    return structure(repair(source), Config(root=Path("/")))[0].documents


SEED_PEOPLE = {
    "000": ["安伟 何雄 高义 虎强 李喜安 李黔淼 陈宏伟 潘开名 陈红民 王鸿勋 习近平"],
    "001": ["储祥好 习近平 邓雁平 张润喜 陈杰 董旭光 刁海鹏"],
    "002": ["陈红民 苏建设", "陈红民 苏建设 时博 袁斌 苏莹玺 汤晓义 李卓瑜 李雅 申红涛 蒋明伦", "苏建设", "陈红民"],
    "003": ["师维 王继周 刘尚进 秦保强 贾宏宇"],
    "004": ["邓群策 习近平 毛朝晖 刘正兴 杨洪峰"],
}
SEED_PLACES = {
    "000": "郑州市 河南省 巩义 荥阳 上街",
    "001": "",
    "002": "二七区 马赛镇 刘胡桐村",
    "003": "漯河市 漯河 舞阳 郾城",
    "004": "衡阳 祁东县 常宁市 石鼓区 雁峰区 珠晖区 衡南县 蒸湘区",
}


@pytest.mark.parametrize("number", SEED_PEOPLE)
def test_the_seeds_name_these_people_and_no_other(number: str) -> None:
    found = [{person.name for person in document.people} for document in _seed(number)]
    assert found == [set(row.split()) for row in SEED_PEOPLE[number]]


@pytest.mark.parametrize("number", SEED_PLACES)
def test_the_seeds_name_no_place_that_is_none(number: str) -> None:
    found = {place for document in _seed(number) for place in document.places}
    assert found <= set(SEED_PLACES[number].split())
    if number == "004":
        assert found == set(SEED_PLACES[number].split())


def test_offices_in_the_seeds() -> None:
    offices = {one.name: one.offices for number in ("000", "001", "003") for one in _seed(number)[0].people}
    assert offices["安伟"] == ("省委常委、市委书记",)
    assert offices["何雄"] == ("市长",)
    assert offices["储祥好"] == ("市委副书记、市长",)
    assert offices["师维"] == ("市委常委、市纪委书记",)
    assert offices["高义"] == offices["陈红民"] == offices["邓雁平"] == ()
    assert _seed("002")[1].people[0].offices == ("二七区委书记",)


def test_the_marked_sample_reaches_its_targets() -> None:
    scores = score()
    for kind in ("people", "bylines", "dates", "numbers"):
        assert scores[kind].precision >= 0.97, (kind, scores[kind].wrong)
        assert scores[kind].recall >= 0.85, (kind, scores[kind].missed)
    unseen = score(UNSEEN)
    for kind, recall in (("people", 0.8), ("bylines", 0.85), ("dates", 0.95), ("numbers", 0.95)):
        assert unseen[kind].precision >= 0.97, (kind, unseen[kind].wrong)
        assert unseen[kind].recall >= recall, (kind, unseen[kind].missed)
    assert scores["works"].precision >= 0.97, scores["works"].wrong
    assert scores["places"].precision >= 0.95, scores["places"].wrong


def test_the_place_table_is_sound() -> None:
    lines = (
        (Path(__file__).resolve().parent.parent / "builder/structure/names/places.tsv").read_text("utf-8").splitlines()
    )
    assert "jionlp" in lines[0] and "Apache-2.0" in lines[0]
    depths = [len(line) - len(line.lstrip("\t")) for line in lines[1:]]
    assert depths[0] == 0 and max(depths) == 2
    assert all(after <= before + 1 for before, after in pairwise(depths))
    assert all(re.fullmatch(r"\t{0,2}[^\t]{2,20}(\t[^\t]{2,8}(\t!)?)?", line) for line in lines[1:])
