"""A deterministic archive to measure with: Chinese documents of about 1,500 characters, headers, tags, some damaged.

The same number gives the same bytes on any machine. Every tenth document carries injected pinyin and Traditional
script, so that the repairs have something to do; other tools publish it as it is.
"""

from __future__ import annotations

import random
from pathlib import Path

PLACES = "青河县 石桥镇 柳树沟村 北塘区 临江市 白沙乡 长岭县 云台街道 南浦区 松林镇".split()  # noqa: SIM905 (a list of words reads better as one)
OFFICES = "县委书记 县长 副县长 镇党委书记 镇长 区应急管理局局长 水利局局长 村党支部书记".split()  # noqa: SIM905 (a list of words reads better as one)
NAMES = [
    "王建国",
    "李晓梅",
    "张志强",
    "刘玉兰",
    "陈立新",
    "赵海燕",
    "孙长河",
    "周文斌",
    "吴秀英",
    "郑国栋",
    "冯小军",
    "韩春生",
    "何丽华",
    "许大勇",
]
TOPICS = [
    "防汛抗旱",
    "安全生产",
    "森林防火",
    "疫情防控",
    "秋粮收购",
    "道路养护",
    "校园安全",
    "河道治理",
    "危房改造",
    "燃气安全",
    "文物保护",
]
DEEDS = "实地察看 认真听取 逐项检查 详细了解 全面梳理 现场调度 深入走访 反复核对".split()  # noqa: SIM905 (a list of words reads better as one)
THINGS = [
    "水库大坝",
    "值班记录",
    "应急物资",
    "排水管网",
    "施工现场",
    "粮食仓房",
    "消防通道",
    "监测设备",
    "乡村公路",
    "学校食堂",
]
WISHES = "压实责任 补齐短板 完善预案 加强巡查 及时上报 健全机制 广泛宣传 抓紧整改".split()  # noqa: SIM905 (a list of words reads better as one)
REASONS = "群众生命财产安全 全年目标任务 农业稳产增收 汛期平稳度过 秋冬季节防火 来年春耕生产".split()  # noqa: SIM905 (a list of words reads better as one)
SOURCES = "青河日报 临江晚报 县政府网站 区融媒体中心".split()  # noqa: SIM905 (a list of words reads better as one)
TRADITIONAL = str.maketrans(
    "县书记长应实认听详细现场调度复对库录应资网设备乡学补齐预强报机传紧",
    "縣書記長應實認聽詳細現場調度復對庫錄應資網設備鄉學補齊預強報機傳緊",
)
PINYIN = {"長": "zhǎng", "應": "yīng", "實": "shí", "認": "rèn", "庫": "kù", "設": "shè", "學": "xué", "報": "bào"}
CHARACTERS = 1500


def sentence(dice: random.Random) -> str:
    pick = dice.choice
    return pick(
        (
            f"{pick(OFFICES)}{pick(NAMES)}到{pick(PLACES)}{pick(DEEDS)}{pick(THINGS)}，要求{pick(WISHES)}、{pick(WISHES)}。",
            f"今年以来，{pick(PLACES)}围绕{pick(TOPICS)}，{pick(DEEDS)}{pick(THINGS)}{dice.randint(3, 400)}处。",
            f"{pick(NAMES)}强调，要把{pick(TOPICS)}放在突出位置，{pick(WISHES)}，确保{pick(REASONS)}。",
            f"截至{dice.randint(1, 12)}月{dice.randint(1, 28)}日，共排查{pick(THINGS)}隐患{dice.randint(10, 900)}条。",
            f"会议传达了《关于进一步做好{pick(TOPICS)}工作的通知》，并对{pick(REASONS)}作出部署。",
        )
    )


def body(dice: random.Random) -> str:
    paragraphs, written = [], 0
    while written < CHARACTERS:
        text = "".join(sentence(dice) for _ in range(dice.randint(3, 6)))
        paragraphs.append(text)
        written += len(text)
    return "\n\n".join(paragraphs)


def damaged(text: str, dice: random.Random) -> str:
    """As a mirror site would hand it on: Traditional script, with pinyin after characters."""
    turned = text.translate(TRADITIONAL)
    return "".join(f"{char}({PINYIN[char]})" if char in PINYIN and dice.random() < 0.7 else char for char in turned)


def document(number: int) -> tuple[str, str]:
    """The file name and the text of one document."""
    dice = random.Random(number)
    topic, place = dice.choice(TOPICS), dice.choice(PLACES)
    text = body(dice)
    if number % 10 == 9:
        text = damaged(text, dice)
    day = f"{dice.randint(2003, 2022)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    header = (
        f"---\ntitle: {place}{topic}工作情况通报（第{number}期）\ndate: {day}\nauthor: {dice.choice(SOURCES)}\n"
        f"tags: [{topic}, {dice.choice(TOPICS)}]\ncategory: {place}\n---\n\n"
    )
    return f"{number % 100:02}/{number:06}.md", header + text + "\n"


def write(folder: Path, count: int) -> None:
    """Write `count` documents below `folder`, a hundred folders of them at most."""
    for number in range(count):
        name, text = document(number)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
