"""What stands on a page and is not of the document: navigation, sharing, counters, contact lines, leaked styles, spam.

Strategy: one table of rules, each a name and a pattern that must fit a whole line (`WHOLE`) or a part of one (`PARTS`).
A rule that could also fit prose holds only near the edges of the file, where sites put such things. What a rule takes
is told as a `Passage` with its name; nothing is deleted from the record. Lines that stand in most documents of one
folder come with the archive's vocabulary (`learned`).

Doubts: an address in a notice (联系人：李四，电话：…) is text and stays; a site's own address line has two kinds of
contact or stands at the very edge. A page that is navigation alone is no document, and `only_furniture` says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from builder.model.late import late
from builder.structure.layout import Line, words

_NAVIGATION = words(
    "新闻资讯 栏目导航 推荐新闻 新闻中心 首页 网站首页 返回首页 主页 联系我们 关于我们 联系方式 公司简介 "
    "公司新闻 行业新闻 行业动态 企业文化 企业简介 "
    "产品中心 产品展示 产品分类 成功案例 案例展示 工程案例 解决方案 服务支持 常见问题 技术支持 技术文章 "
    "在线留言 留言反馈 在线咨询 在线客服 荣誉资质 "
    "人才招聘 招贤纳士 资料下载 下载中心 返回顶部 返回列表 返回上页 返回上一页 返回 回到顶部 TOP 网站地图 "
    "友情链接 友情连接 站内搜索 搜索 登录 注册 "
    "会员登录 用户登录 立即注册 忘记密码 设为首页 加入收藏 收藏本站 收藏 打印 打印本页 关闭 关闭窗口 "
    "关闭本页 【打印】 【关闭】 打印 关闭 分享 点赞 "
    "评论 发表评论 我要评论 查看更多 更多 更多>> more 更多... 阅读全文 展开全文 点击查看大图 点击查看原图 "
    "查看大图 点击图片查看大图 相关新闻 相关文章 "
    "相关阅读 相关推荐 推荐阅读 延伸阅读 热门推荐 热点推荐 热门文章 热门新闻 最新文章 最新新闻 最新资讯 "
    "猜你喜欢 精彩推荐 图片新闻 热点新闻 头条新闻 "
    "上一篇 下一篇 上一页 下一页 上一条 下一条 尾页 末页 导航 快速导航 网站导航 导航菜单 菜单 目录导航 "
    "无障碍 长者模式 简体 繁体 English 手机版 "
    "客户端 微信 微博 公众号 二维码 扫码关注 扫一扫 微信扫一扫 版权声明 免责声明 隐私政策 广告服务 "
    "下载本文档 下载文档 文档简介 在线阅读 全文阅读 "
    "免费阅读 标签 热搜词 您的位置 当前位置 您所在的位置 您现在的位置 字号 大 中 小 一键登录 两周内自动登录 "
    "退出 我的收藏 新闻动态 公司动态"
)
_RULES = (  # what fits a whole line; what could begin anywhere says first which character must be there
    ("breadcrumb",
        r"(?:您(?:现在)?(?:的|所在的)?|当前|现在|"
        r"目前)?(?:所在)?(?:的)?位置(?:是)?[：:》> "
        r"].{0,120}"),
    ("breadcrumb", r"(?:网站)?(?:首页|主页) {0,2}(?:[>＞》»→|/-]|&gt;).{1,100}"),
    ("breadcrumb", r"\A(?=[^>＞»]*+[>＞»])[^>。，]{1,16}(?: ?[>＞»] ?[^>。，]{1,24}){2,8}"),
    ("next",
        r"[【<《«]?(?:上|下|前|后)(?:一)?(?:篇|条|页|章|节|则)(?:文章|新闻)?[】>》»]?(?: {0,3}[：:] {0,3}.{0,120}|"
        r"[ |].{0,120})?"),
    ("share",

        r"(?:[【\[〔▲↑]?(?:点击(?:上方|下方|左下角|阅读原文)|阅读原文|往期(?:回顾|推荐|精选)|点个?(?:赞|在看)|"
        r"欢迎(?:关注|转发|投稿)|分享|转发|扫码|扫一扫|长按|"
        r"微信扫|打开微信|关注我们|点击关注|"
        r"一键分享))[^。]{0,60}"),
    ("browser",
        r"\A(?=[^浏支启]*+[浏支启])(?i:.{0,30}(?:浏览器(?:版本)?(?:太|过)低|升级(?:您的)?浏览器|不支持(?:该|此)?(?:视频|音频|标签)|(?:启用|"
        r"开启) ?JavaScript).{0,80})"),
    ("icp",
        r"\A(?=[^备证©权识yYvV]*+[备证©权识yYvV])(?i:.{0,80}(?:[\u4e00-\u9fff]ICP[备证]|公网安备|网安备 ?\d|"
        r"Copyright|©|版权所有|All Rights Reserved|网站标识码|备案(?:序)?号[：:]).{0,160})"),
    ("counter",
        r"[【〔（]?(?:浏览|点击|阅读|访问|查看|人气|"
        r"评论)(?:次数|量|数|率)?[：: ]{1,3}\d{0,9} "
        r"?次?[】〕）]?"),
    ("counter", r"(?:【? ?字(?:号|体)(?:大小)?[：: ]{0,3}(?:[大中小默认超 |/]{0,14})】?)"),
    ("counter",
        r"(?:[【〔]?(?:大|中|小|打印|关闭|收藏|纠错|复制|"
        r"字号|繁体|简体|分享|推荐|返回)[】〕]?[ |]*){2,10}"),
    ("login",
        r"\A(?=[^登密册会]*+[登密册会])(?:.{0,16}(?:自动登录|忘记(?:了)?密码|一键登录|立即注册|免费注册|还不是.{0,14}会员|会员登录|"
        r"请登录).{0,16})"),
    ("library", r"\A(?=[^_]*+[_]).{0,60}_第 ?\d{1,4} ?页"),
    ("library",
        r"\A(?=[^阅载看试员剩〔]*+[阅载看试员剩〔]).{0,12}(?:已阅读 ?\d+ ?页.{0,30}|"
        r"(?:下载|查看)(?:本|全部|完整)(?:文档|文章|版本|全文).{0,60}|"
        r"试读结束.{0,40}|开通会员.{0,40}|剩余\d+页.{0,20}|页 ?[：:] ?〔\d+〕)"),
    ("library",
        r"(?:版权说明|版权申明|免责声明|声明|特别声明)[：:].{0,80}(?:用户(?:提供|上传)|侵权|不代表本站|"
        r"仅供参考).{0,120}"),
    ("rights",
        r"\A(?=[^载摘]*+[载摘])(?=.{0,60}(?:转载|摘编))(?=.{0,60}(?:未经|不得|注明|谢绝|禁止|严禁|授权|许可))"
        r"[（(【*※]{0,2}(?:注[：:]|声明[：:])?(?:本[文稿网报站刊]|以上|版权|未经|如需|欢迎|转载|原创|凡).{2,58}"),
    ("page-mark",
        r"[-—–－·~ ]{1,6}\d{1,4}[-—–－·~ ]{1,6}|第 ?\d{1,4} ?页(?:[ ，,/]{0,3}共 ?\d{1,4} ?页)?|- ?\d{1,4} ?-|"
        r"\d{1,3} ?/ ?\d{1,3}"),
    ("turn", r"[（(]?(?:上接|下转|紧接|转|接) ?(?:第)?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}) ?版"
                        r"(?:[ ，《].{0,24})?[）)]?"),
    ("placeholder", r"\[标签[：:][^\]]{1,12}\]|〔标签：[^〕]{1,12}〕|[lh]r?>"),
)  # fmt: skip
_SHORT = tuple((name, late(text)) for name, text in _RULES)
_ANY = late("|".join(f"(?:{text})" for _, text in _RULES))
_LONG = late("版权|备案|©|浏览器|侵权|网安备")
_LONG_LATIN = late("ICP|Copyright|JavaScript|E-?MAIL|TEL", re.I)
_CONTACT_SIGNS = late(r"[：: @\d]")
_CONTACTS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:地 ?址|住 ?所|Address)[：: ]",
        r"(?:E-?MAIL|邮 ?箱|电子邮件|电邮)[：: ]|[\w.-]{1,40}@[\w-]{1,40}\.",
        r"(?:TEL|电 ?话|手 ?机|热 ?线|服务热线|联系电话|手机咨询|咨询热线)[：: ]|(?:\+86|0\d{2,3}[- ）)]) "
        r"?\d{6,8}|400[ -]?\d{3,4}[ -]?\d{3,4}",
        r"(?:传 ?真|FAX)[：: ]",
        r"(?:邮 ?编|邮政编码)[：: ]",
        r"(?:Q ?Q|微信(?:号)?|网 ?址)[：: ]",
    )
)
_ASKS = late(r"联系人|联 系 人|举报|报名|投诉|监督|征求意见")
_SPAM = late(
    r"娱乐城|百家乐|时时彩|六合彩|网上赌|赌博网|博彩|真人荷官|老虎机|皇冠(?:体育|足球|投注)|葡京|金沙(?:娱乐|"
    r"赌)|澳门(?:新葡京|威尼斯人|银河)|体育投注|彩票平台|"
    r"代开(?:发)?票|代办(?:证件|文凭)|办证(?:刻章)?|假证|无抵押贷|信用卡套现|刷单|代孕|"
    r"成人(?:视频|电影|片|网站|在线)|色情|一夜情|裸聊|无码|(?:欧美|亚洲|国产|日韩)(?:精品|一区|二区|三级|自拍|"
    r"无码|在线)|久久(?:精品|久久)|av在线|"
    r"(?:约炮|援交|包养)|(?:ag|AG|bet|BET)\d{2,4}|亚博|威尼斯人|开云|华体会|米乐|乐鱼体育|九游|万博"
)
_STYLE = late(
    r"(?:(?:[@.#]?[A-Za-z][\w.#:, >*-]{0,60}|\.{3}) {0,2}\{[^{}。！？]{0,600}[:：][^{}。！？]{0,600}\}\s{0,4}){1,60}"
)
_SCRIPT = late(
    r"(?:var|function|document\.|window\.|\$\()[^\u4e00-\u9fff]{12,400}?(?:\}\)?;?|;)(?=\s|$|[\u4e00-\u9fff])"
)
_PLACEHOLDER = late(r"^[lh]r?>\s{0,3}|\[标签[：:][^\]\n]{1,12}\]\s{0,3}")
_PIPES = late(r"^\|\s{0,4}(?=[^|\s-])[^|]{1,4000}?(?P<last>\s{0,4}\|)?$")
_SENTENCE = late(r"[\u4e00-\u9fff，、“”]{25}|[\u4e00-\u9fff]{6}.{0,200}?[。！？；]")
_LATIN_SENTENCE = late(r"(?<![a-z])[a-z]{2,}+(?:[ ,'-]{1,2}+[a-z]++){4}")
_HAN = late(r"[\u3400-\u9fff]")
_EDGE = 12


def furniture(lines: Sequence[Line], learned: Collection[str] = ()) -> dict[int, str]:
    """The places of lines that are furniture, each with the rule that says so. Blank lines are nobody's."""
    full = [line for line in lines if line.text]
    edges = {line.place for line in (*full[:_EDGE], *full[-_EDGE:])}
    taken: dict[int, str] = {}
    for line in full:
        if learned and line.text in learned:
            taken[line.place] = "furniture-learned"
        elif len(line) <= 260 and (rule := _rule(line, line.place in edges)):
            taken[line.place] = rule
        elif line.place in edges and _is_spam(line.key):
            taken[line.place] = "spam"
    return _settle(full, taken)


def _rule(line: Line, at_edge: bool) -> str:
    key = line.key
    if len(key) > 60 and (not at_edge or (("。" in key or key.count("，") > 2) and not _is_long(key))):
        return ""
    if key in _NAVIGATION or key.rstrip("：: ？?>|") in _NAVIGATION:
        return "navigation"
    for name, pattern in _SHORT if _ANY.fullmatch(key) else ():
        if pattern.fullmatch(key) and (at_edge or name not in ("icp", "breadcrumb", "share", "login", "rights")):
            return name
    asked = at_edge and len(key) <= 200 and _CONTACT_SIGNS.search(key)
    kinds = sum(1 for pattern in _CONTACTS if pattern.search(key)) if asked else 0
    if kinds and not _ASKS.search(key) and "。" not in key[:-1]:
        bare = any(pattern.match(key) for pattern in _CONTACTS)
        if kinds >= 2 or (bare and len(key) <= 60):
            return "contact"
    return ""


def _is_long(key: str) -> bool:
    """Whether furniture may be as long as this and even have sentences: it says one of a few words."""
    # every word of the patterns has one of these signs, and a single sign is found much faster
    if ("权" in key or "备" in key or "览" in key or "©" in key) and _LONG.search(key) is not None:
        return True
    return ("p" in key or "P" in key or "l" in key or "L" in key) and _LONG_LATIN.search(key) is not None


def _is_spam(key: str) -> bool:
    """Two words of the trade in a line that is no sentence, or one in a short one."""
    if len(key) > 60 and "。" in key:
        return False
    words = set(_SPAM.findall(key))
    return len(words) >= 2 or (bool(words) and len(key) <= 40 and "。" not in key)


def _settle(full: Sequence[Line], taken: dict[int, str]) -> dict[int, str]:
    """Take back what stands alone amid text: a word of navigation counts where its neighbours or the edge agree."""
    places = [line.place for line in full]
    for number, place in enumerate(places):
        if taken.get(place) != "navigation" or number < 3 or number >= len(places) - 3:
            continue
        near = places[max(0, number - 2) : number] + places[number + 1 : number + 3]
        if len(full[number].key) <= 4 and not any(one in taken for one in near):
            del taken[place]
    return taken


def parts(line: Line) -> tuple[tuple[int, int, str], ...]:
    """The pieces of a line that are not text: leaked style rules and scripts, template marks, layout-table pipes.

    >>> from builder.structure.layout import lay_out
    >>> line = lay_out("p.cjk { font-size: 10pt } 同志们：今天开会。", 0)[0]
    >>> [(line.text[a:b], rule) for a, b, rule in parts(line)]
    [('p.cjk { font-size: 10pt } ', 'style')]
    """
    text = line.text
    if not ("{" in text or "|" in text or "[" in text or ">" in text):
        return ()
    cuts: list[tuple[int, int, str]] = []
    if "{" in text and "}" in text and not text.startswith(("{", "[")):
        cuts += [(*found.span(), "style") for found in _STYLE.finditer(text)]
        cuts += [(*found.span(), "script") for found in _SCRIPT.finditer(text)]
    if "[标签" in text or text.startswith(("l>", "hr>", "h>")):
        cuts += [(*found.span(), "placeholder") for found in _PLACEHOLDER.finditer(text)]
    if text.startswith("|") and text.count("|") <= 2 and (found := _PIPES.match(text)):
        head = len(text) - len(text[1:].lstrip())
        cuts.append((0, head, "layout-table"))
        if found["last"]:
            cuts.append((*found.span("last"), "layout-table"))
    return _apart(cuts)


def _apart(cuts: Sequence[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    kept: list[tuple[int, int, str]] = []
    for start, end, rule in sorted(cuts):
        start = max(start, kept[-1][1] if kept else 0)
        if start < end:
            kept.append((start, end, rule))
    return tuple(kept)


def only_furniture(lines: Sequence[Line], taken: Collection[int]) -> bool:
    """Whether nothing is left that could be a text: no sentence, and a page that navigates."""
    full = [line for line in lines if line.text]
    left = [line for line in full if line.place not in taken]
    if not left:
        return True
    if len(full) - len(left) < 3 or len(left) > 80:
        return False
    return not any(_SENTENCE.search(line.key) or _LATIN_SENTENCE.search(line.key) for line in left)
