"""Naming: what a quantity measures, by the words around it.

In: the Simplified view of a text, a quantity, and where its sentence begins. Out: the
place of its name (有效注册商标总量 of 有效注册商标总量超过8.5万件, 地理标志证明商标 of
新增10个左右地理标志证明商标), or None. It is a reading of wording, not of grammar: verbs,
times and places at the beginning are cut off by tables, the rest is the name.
"""


from cnpolicy.annotate.quantities import Quantity
from cnpolicy.annotate.units import CHANGES, RATES
from cnpolicy.patterns import lazy
from cnpolicy.spans import Span

LONGEST_NAME = 60
"""How far from its figure a name may begin or end."""

_PLACES = (
    r"(?:在|使|对)?(?:[本我全](?:省|市|县|区|州|盟|旗|国|域|行业|社会|自治区|系统)(?![级直属城])"
    r"|各(?:自治区|[省市县区州盟旗、]){1,4}(?![级直属城类])|国内|区内外"
    r"|每个?(?:设区市|区县|县区|县|区|市|乡镇|考场|乡[（(]镇[）)]))(?:范围内|上下|的)?"
)
_TIMES = (
    r"(?:到|至|截至|截止到?|于|在)?(?:[0-9]{4}年?[至—~-][0-9]{4}年|[0-9０-９一二两三五十]{1,2}年内|[0-9０-９]{4}年(?:底|末|初)?|“?十[一二三四五六七]五”?"
    r"(?:期间|时期|末|期末)?|每[半两]?年|目前|今年|当年|近[0-9一二三四五六七八九十]{1,2}年来?)(?:[0-9]{1,2}月)?底?前?"
)
# Cut off wherever they stand at the beginning.
_ADVERBS = ["力争", "争取", "确保", "累计", "其中", "已经", "已", "将", "又", "也", "大力", "积极", "着力", "着重", "加快", "加大", "有序", "稳步", "持续", "不断", "进一步", "逐步", "努力", "率先", "探索", "原则上", "同时", "并且", "以及", "按照", "使", "对于", "仅", "约需", "需", "通过", "首次", "一次性", "给予", "予以", "至少", "大约", "、", "了", "的", "成功", "陆续", "先后", "总计", "合计", "共计", "年均", "组织", "或者", "或", "必须", "必需", "可以", "应当", "还将"]
# Short words that also begin others: 应急, 共同, 对外.
_GUARDED = (
    "应(?![急用对收税届])|要(?![素点求])|可(?![再持用信靠])|共(?![同享建性青有])|均(?![衡价等])"
    "|对(?![外接口象标])|再(?![生就保制担次])|和(?![谐平])|与(?!会)|及(?!时)|以(?![上下内外来奖工])"
    "|按(?![揭期时])|还(?![款贷原田])|并(?![网购重])"
)
# These are adverbs only before a verb: 重点培育, but 重点园区.
_BEFORE_VERBS = ["重点", "全面", "基本", "联合", "科学", "集中", "精准", "分别", "主要", "全部", "合理", "为"]
_VERBS = ["培育", "培养", "建成", "建设", "建立", "新建", "改建", "扩建", "改造", "打造", "形成", "新增", "增设", "设立", "创建", "完成", "实现", "实施", "推动", "推进", "支持", "扶持", "引导", "鼓励", "引进", "引入", "吸引", "发展", "开展", "举办", "举行", "组织", "组建", "开发", "开通", "开设", "推广", "推介", "提供", "提升", "提高", "扩大", "拓展", "落实", "筹集", "安排", "投入", "投资", "完善", "健全", "优化", "配备", "配置", "配套", "设置", "选派", "选聘", "选树", "遴选", "认定", "评定", "评选", "筛选", "梳理", "梳理出", "制定", "出台", "编制", "编写", "发布", "发放", "拥有", "具有", "具备", "达到", "突破", "超过", "获得", "获批", "荣获", "取得", "入选", "申报", "申请", "申请注册", "登记", "授权", "查处", "办理", "受理", "审结", "结案", "处理", "处置", "治理", "整治", "修复", "保护", "保障", "服务", "覆盖", "惠及", "带动", "促进", "加强", "强化", "增加", "增长", "减少", "降低", "下降", "削减", "压减", "淘汰", "关闭", "聚焦", "定位", "精准定位", "瞄准", "围绕", "布局", "打造提升", "建设提升", "收储", "储备", "盘活", "转化", "转移", "转让", "出让", "供应", "销售", "生产", "种植", "养殖", "探索设立", "打造形成", "申报或者建成", "引进和培育", "引进和扶持", "共建", "开工", "竣工", "投产", "投用", "启用", "上线", "运行", "运营", "接待", "培训", "轮训", "调解", "帮助", "帮扶", "资助", "奖励", "补助", "补贴", "兑现", "减免", "退还", "发行", "募集", "储存", "构建", "搭建", "推出", "推荐", "树立", "评出", "产出", "造就", "聘请", "设计", "选拔", "更新", "更新发布", "发生", "存在", "现存", "涉及", "包括", "包含", "控制", "保持", "稳定", "维持", "确定", "划分", "划分为", "分", "分为"]
_ENDS = ["获得", "获评", "获批", "被", "入选", "荣获", "达到", "通过", "纳入", "成为", "位居", "列入", "建设成", "用于", "给予", "进行"]


# Behind these a verb is the first half of a noun: 服务业, 增加值, 培训机构.
_NOUN_TAILS = ["业", "率", "量", "值", "额", "度", "力", "数", "性", "者", "员", "费", "期", "证", "面积", "规模", "能力", "水平", "体系", "资金", "成本", "强度", "效率", "标准", "总额", "金额", "情况", "系数", "指数", "比例", "占比", "比重", "后", "前", "时", "过程", "期间"]


def _any(words: list[str]) -> str:
    return "|".join(sorted({*words}, key=len, reverse=True))


_VERB = rf"(?:{_any(_VERBS)})(?!{_any(_NOUN_TAILS)})"
_HEAD_VERB = lazy(_VERB)
_HEAD = lazy(
    rf"(?:[0-9]{{1,2}}[.．、])?(?:\s|“|{_PLACES}|{_TIMES}|{_VERB}|{_any(_ADVERBS)}|{_GUARDED}"
    rf"|(?:{_any(_BEFORE_VERBS)})(?={_VERB}|{_any(_ADVERBS)}))*+"
)
_TAIL = lazy(
    r"(?P<cut>(?:的|为|在|有|共|占|约|就|可|能|将|需|至|达|给予|予以|按|应|要|首次|仅|只|\s)++)\Z"
)
_VERB_END = lazy(rf"(?:{_any(_VERBS)})\Z")
_WHOLE_VERB = lazy(rf"(?:{_any(_VERBS + _ADVERBS)}|[和及与、或者])++\Z")
_COMPARED = lazy(
    r"(?:从(?![业事而严快优紧重])|由(?![于此])|自(?![治主然愿动身行我有贸助由营用来])"
    r"|(?<![占对同环百])[较比](?!重|例|率|值|亚|如|上(?![年期])|对|拟|$)|相较|与(?=[^，,、]{0,12}(?:相比|分别)))"
    r"[^，,。；;从由较比]{0,30}+\Z"
)
# Read backward, so that it ends where the clause begins; a bracket is passed over.
_CLAUSE_BACKWARD = lazy(
    r"(?:[^，,。；;：:！？!?（()）]|[）)][^（()）]{0,20}+[（(])*+"
)
_STOPS = r"，,。；;：:、！？＜＞≤≥《（()）\r\n”0-9０-９"
_NOUN = lazy(
    rf"(?:\s|[的“]|（含）)*+(?P<noun>(?:[^{_STOPS}]|[（(][^{_STOPS}]{{1,8}}+[）)]){{1,30}}+)"
)
_NOUN_END = lazy(rf"(?:{_any(_ENDS)})|(?<!参)[和与及]\Z")
_MOVES = lazy(rf"(?:{_any([w for ws in CHANGES.values() for w in ws])})[到至为了]")
_RATE = lazy(rf"(?:年均|年|平均)?(?:{_any([w for ws in RATES.values() for w in ws])})")
_JOINED = tuple("和与及或、”")
# Units that count things; the thing itself often stands right behind: 4个|品牌.
_TERMS = frozenset(["年", "日", "天", "周", "个月", "个工作日", "工作日", "小时", "个小时", "分钟", "秒"])
_TERM_NAME = lazy(r"(?:期|期限|时间|年限|时限|周期|寿命|时长|里程)\Z")
_COUNTS = frozenset("个家件项名种所座条门次场处户台辆只头株部支位套间组块片栋批期本份对起例对")


def name_of(view: str, quantity: Quantity, start: int, end: int) -> Span | None:
    """Return the place of the name of a quantity; None if its clause has none.

    `start` is where its sentence begins, or behind the quantity before it; `end` is
    the end of its stretch.
    """
    before = _before(view, quantity.whole.start, start)
    if quantity.normalized.unit in _TERMS:
        named = before is not None and _TERM_NAME.search(before.of(view))
        return before if named else None
    behind = _behind(view, quantity.whole.end, end)
    if before is None or behind is None:
        return _with_rate(view, before, quantity) or behind
    if quantity.normalized.unit not in _COUNTS:
        return _with_rate(view, before, quantity)
    words = before.of(view)
    thing = view[quantity.whole.end : behind.start] == "" and not _HEAD_VERB.match(
        view, behind.start, behind.end
    )
    return behind if thing or _VERB_END.search(words) else before


def _with_rate(view: str, name: Span | None, quantity: Quantity) -> Span | None:
    """The name with the noun of its rate: 居民消费价格|涨幅."""
    if name is None or name.end != quantity.whole.start:
        return name
    rate = _RATE.match(view, name.end, quantity.span.start)
    return Span(name.start, rate.end()) if rate else name


def _before(view: str, at: int, start: int) -> Span | None:
    """The name that stands before a figure: 有效注册商标总量|超过8.5万件."""
    low = max(start, at - LONGEST_NAME)
    clause = _CLAUSE_BACKWARD.match(view[low:at][::-1])
    first = at - clause.end() if clause else at
    compared = _COMPARED.search(view, first, at)
    last = compared.start() if compared else at
    head = _HEAD.match(view, first, last)
    first = head.end() if head else first
    tail = _TAIL.search(view, first, last)
    last = tail.start("cut") if tail else last
    if view.startswith("等", last - 1) and last > first:
        last -= 1
    name = view[first:last]
    if len(name.strip()) < 2 or name.endswith(_JOINED) or _WHOLE_VERB.match(name):
        return None
    return Span(first, last)


def _behind(view: str, at: int, end: int) -> Span | None:
    """The name that stands behind a figure: 10个|地理标志证明商标."""
    match = _NOUN.match(view, at, min(end, at + LONGEST_NAME))
    if match is None:
        return None
    noun = match["noun"]
    if _MOVES.match(noun):
        return None  # 从120亿元|增加到200亿元
    cut = _NOUN_END.search(noun)
    if cut:
        noun = noun[: cut.start()]
    noun = noun.rstrip()
    first = match.start("noun")
    return Span(first, first + len(noun)) if len(noun) > 1 else None
