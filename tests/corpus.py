"""Invented documents for the search tests: the same every time, in both scripts, full of names, numbers and marks."""

from __future__ import annotations

from random import Random

from builder.model import Body, Document, Person
from tests.archives import document

NAMES = ("王建国", "李 强", "欧阳春晓", "陈思源", "赵一", "𠮷田明", "苏和平", "司马长风", "刘洋", "李强生")
OFFICES = ("市长", "局长", "区委书记", "办公室主任", "应急管理局副局长", "防汛抗旱指挥部指挥长")
PLACES = ("青石县", "白鹭洲区", "云台市", "长河镇", "柳林街道", "三江口")
WORKS = ("《防汛条例》", "《关于加强安全生产工作的通知》", "《城市排水规划（2021—2035）》")
NUMBERS = (
    "云政发〔2022〕12号",
    "云政发〔2022〕112号",
    "第3期",
    "第13期",
    "7·20",
    "7.20",
    "720",
    "2021年7月20日",
    "3.6%",
    "12345热线",
)
LATIN = ("GDP", "WiFi", "Covid-19", "C919", "www.example.org", "PM2.5", "New York")
SENTENCES = (
    "{place}召开会议，传达学习{work}精神，{office}{name}主持会议并讲话。",
    "会议强调，要以“{number}”特大暴雨灾害为镜鉴，压实安全生产责任，坚决防范遏制重特大事故。",
    "截至{number}，全市{latin}同比增长{count}%，{place}粮食产量{count}万吨。",
    "{name}指出：“人民至上、生命至上，宁可十防九空，不可失防万一。”",
    "记者从{place}了解到，{count}名群众已转移安置，{office}{name}在一线值守。",
    "根据{work}（{number}），现就有关事项通知如下：一、提高认识；二、落实责任；三、加强督查。",
    "{latin} 检测显示，{place}水位 {count} 米，超警戒水位0.{count}米。",
    "人人讲安全，个个会应急，安全安全再安全。",
    "以案促改工作推进会在{place}召开，{name}、{name}等参加。",
)
TITLES = (
    "{place}召开安全生产工作会议",
    "{name}到{place}调研防汛工作",
    "关于印发{work}的通知",
    "{place}“{number}”灾后重建纪实",
    "简报{number}",
)
TRADITIONAL = str.maketrans(
    "国务会议传学习书记讲话压实责任决范围击产量万吨长记从了经过线组织领导镜鉴",
    "國務會議傳學習書記講話壓實責任決範圍擊產量萬噸長記從了經過線組織領導鏡鑑",
)  # fmt: skip
SOURCES = ("云台日报", "青石县人民政府", "长河之声", "")


def documents(count: int, seed: int = 1, lines: int = 6) -> list[tuple[Document, Body]]:
    """`count` documents of about `lines` paragraphs; every fourth is in Traditional script."""
    random = Random(seed)
    return [_document(random, number, lines) for number in range(count)]


def _document(random: Random, number: int, lines: int) -> tuple[Document, Body]:
    def filled(pattern: str) -> str:
        while "{" in pattern:
            for key, choices in _WORDS.items():
                pattern = pattern.replace("{" + key + "}", random.choice(choices), 1)
        return pattern

    title = filled(random.choice(TITLES))
    text = "\n".join(
        "".join(filled(random.choice(SENTENCES)) for _ in range(random.randrange(1, 4)))
        for _ in range(random.randrange(1, 2 * lines))
    )
    traditional = number % 4 == 3
    if traditional:
        title, text = title.translate(TRADITIONAL), text.translate(TRADITIONAL)
    date = f"{random.randrange(2015, 2024)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
    people = tuple(Person(name) for name in NAMES if name in text)
    return document(
        f"doc{number:05}",
        title,
        text,
        date if number % 9 else "",
        random.choice(SOURCES),
        script="Hant" if traditional else "Hans",
        people=people,
        places=tuple(place for place in PLACES if place in text),
        tags=("防汛",) if "防汛" in text else ("安全生产",),
        genre="official" if "通知" in title else "news",
        summary=text.split("\n")[0][:80],
    )


_WORDS = {
    "place": PLACES,
    "work": WORKS,
    "office": OFFICES,
    "name": NAMES,
    "number": NUMBERS,
    "latin": LATIN,
    "count": tuple(str(n) for n in range(1, 99, 7)),
}
