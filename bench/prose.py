"""Clean official prose in any amount, for the benchmarks: sentences of this project's own making, filled from tables.

The same seed gives the same text. It is no language model: it has lists, names, offices, numbers and long sentences,
which is what the repairs have to do with.
"""

from __future__ import annotations

import random
import re

_TABLES: dict[str, str] = {
    "地": ("青石镇 柳河县 东湾区 白沙乡 梅岭街道 北山村 云台市 临江新区 古塘社区 长桥镇"),
    "局": ("应急管理局 水利局 住建局 教育局 卫健委 交通运输局 市场监管局 农业农村局 气象局 消防救援大队"),
    "职": ("副市长 区委书记 县长 镇长 局长 副主任 总工程师 支部书记"),
    "人": ("周明远 何立春 唐晓燕 罗大勇 方静 谭志国 姚海波 贺兰英 段长河 邱雨"),
    "事": (
        "防汛抗旱 森林防火 安全生产 食品安全 道路交通 燃气管理 危险化学品监管 校园安全 垃圾分类 老旧小区改造 河道清淤"
        " 疫情防控 乡村振兴 招商引资 污水处理 消防安全 应急演练 粮食收购"
    ),
    "物": ("水库 堤防 泵站 桥梁 仓库 加油站 燃气管道 电梯 校车 厂房 排水管网 变压器 渔船 温室大棚 供水设施"),
    "做": ("检查 加固 更换 清理 登记 巡查 验收 修缮 整治 维护 改造 普查"),
    "谓": ("全面排查 认真落实 严格执行 及时上报 统筹推进 持续开展 逐项整改 重点督办 妥善处置"),
    "果": ("隐患问题 工作台账 责任清单 整改方案 应急预案 物资储备 值班记录 群众意见"),
    "数": ("三 五 十二 二十 四十六 一百"),
    "量": ("处 座 台 户 公里 人次 家 个"),
}
_SENTENCES = (
    "{地}召开{事}工作会议，{职}{人}主持并讲话。",
    "会议要求，各单位要{谓}{果}，确保{事}各项措施落到实处。",
    "近日，{局}组织人员对辖区内的{物}、{物}、{物}等进行了{做}，共发现{果}{数}{量}。",
    "{人}指出，当前{事}形势依然复杂，要切实增强责任感和紧迫感，不能有丝毫松懈。",
    "要突出{事}、{事}、{事}等重点领域，{谓}，坚决防止事故发生。",
    "截至目前，全市已完成{物}{做}{数}{量}，其余部分将在年底前完成。",
    "{局}有关负责人表示，下一步将继续{谓}，把{果}管好用好。",
    "{职}{人}、{人}参加活动；{局}、{局}负责同志汇报了{事}情况。",
    "针对{物}老化的问题，{地}筹集资金进行{做}，目前已有{数}{量}投入使用。",
    "雨季来临以后，干部群众连续多日守在{物}旁，随时准备转移受到威胁的居民。",
    "群众反映的{物}漏水问题得到解决，大家都说这件事办得好。",
    "根据计划，{地}将分三个阶段推进{事}：先是宣传发动，然后集中{做}，最后总结验收。",
    "他还来到{物}施工现场，详细了解工程进度，并向一线工人表示慰问。",
    "活动现场发放宣传材料，讲解{事}知识，吸引了不少过路的市民。",
    "对{做}中发现的{果}，能够当场解决的立即解决，暂时不能解决的列出时间表。",
    "今年以来，{地}把{事}作为头等大事来抓，建立了从村到户的责任体系。",
)
_SLOT = re.compile(r"\{(.)\}")


def prose(seed: int, characters: int) -> str:
    """At least so many characters of clean text, in paragraphs of three to six sentences."""
    draw = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        chosen = (draw.choice(_SENTENCES) for _ in range(draw.randint(3, 6)))
        paragraph = "".join(
            _SLOT.sub(lambda slot: draw.choice(_TABLES[slot[1]].split()), sentence) for sentence in chosen
        )
        paragraphs.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(paragraphs) + "\n"
