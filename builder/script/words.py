"""What the dictionary of Traditional forms lacks or has wrong for modern and official Chinese."""

from __future__ import annotations

# Forms of the dictionary that readers of today write otherwise, in every word (公佈 → 公布, 乾溼 → 乾濕, 衚衕 → 胡同).
MODERN: dict[int, str] = {ord(pair[0]): pair[1] for pair in ("佈布", "溼濕", "衚胡", "衕同", "硃朱")}

# A variant of Taiwan's that hardly anybody writes: 污 stays 污.
NO_VARIANT = frozenset("污")

# Where the dictionary's first choice is not the usual one.
DEFAULT: dict[int, str] = {ord(pair[0]): pair[1] for pair in ("签簽", "岩岩", "岳岳", "污污", "钟鐘", "湿濕", "淀淀")}

_WORDS = (
    # Words of official papers, and what the dictionary has wrong in them.
    "谷城县 穀城縣;"
    "方志 方志;地方志 地方志;省志 省志;市志 市志;县志 縣志;区志 區志;乡志 鄉志;镇志 鎮志;村志 村志;通志 通志;"
    "年志 年志;不准 不准;托举 托舉;家具 家具;团伙 團夥;姓范 姓范;姓于 姓于;姓余 姓余;姓丑 姓丑;点赞 點讚;获赞 獲讚;"
    "犯困 犯睏;对标对表 對標對表;百里挑一 百里挑一;"
    # 干 for dry and for main, 面 for flour, 周 for a week in the words of offices and works
    "干渠 幹渠;干式 乾式;干法 乾法;干选 乾選;干砌 乾砌;干滩 乾灘;冻干 凍乾;制面 製麵;煤斗 煤斗;"
    "周例会 週例會;周总结 週總結;周调度 週調度;周交办 週交辦;周通报 週通報;生产周 生產週;"
    # 里 as a measure and as a village
    "十里 十里;百里 百里;千里 千里;万里 萬里;数里 數里;几里 幾里;半里 半里;一里 一里;二里 二里;两里 兩里;三里 三里;"
    "四里 四里;五里 五里;六里 六里;七里 七里;八里 八里;九里 九里;乡里 鄉里;邻里 鄰里;里长 里長;里弄 里弄;里坊 里坊;"
    "里下河 里下河;"
    # 丑 as a branch of the calendar, and on the stage
    "子丑 子丑;丑寅 丑寅;丑时 丑時;丑年 丑年;丑月 丑月;丑日 丑日;乙丑 乙丑;丁丑 丁丑;己丑 己丑;辛丑 辛丑;癸丑 癸丑;"
    "文丑 文丑;丑角 丑角;"
    # 系 for 是, as reports of accidents have it
    "系因 係因;系因为 係因為;系由 係由;系违 係違;系违规 係違規;系违法 係違法;系人为 係人為;系一起 係一起;均系 均係;"
    "确系 確係;实系 實係;"
)


def known() -> dict[str, str]:
    """Words and how they are written, over the dictionary's own."""
    pairs = (pair.partition(" ") for pair in _WORDS.split(";") if pair)
    return {word: written for word, _, written in pairs}
