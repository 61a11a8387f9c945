"""Units of measure, magnitudes and comparing words, as tables.

Defines the tables from which `quantities` makes its patterns. All words are Simplified:
a Traditional text is read through its Simplified view.
"""

from decimal import Decimal

from cnpolicy.model.results.targets import Comparator, Direction
from cnpolicy.vocabulary.word_lists import listed

# ------------------------------------------------------------------------------- units

GUARDED_UNITS = {
    "人": "均才民类员事口工社",
    "次": "性生级要日贷",
    "场": "所景地馆站",
    "部": "门委局队署分属",
    "支": "持撑部付出行线流援点",
    "分": "钟之类别区级批布局为成支行公院子析步层期工散管享配摊",
    "成": "文果立员效为功本绩型熟长品就",
    "周": "年岁边期",
    "条": "例件约款",
    "口": "岸径碑",
    "元": "旦素",
    "片": "区面",
    "家": "庭长具",
    "处": "理置罚分于",
    "种": "植子",
    "位": "置于",
    "户": "籍外均",
    "组": "织成",
    "份": "额",
    "间": "隔接",
    "层": "次级面",
    "段": "落",
    "台": "账湾",
    "度": "假",
    "天": "然",
    "套": "餐",
    "门": "槛类",
    "名": "录单称",
    "批": "准发复示",
    "期": "间限末望",
    "例": "如",
    "对": "外应接口于照",
    "头": "部",
    "张": "家",
    "本": "市省县区办规级",
    "所": "有在属得以",
    "起": "点草步施",
    "首": "次批先创要",
    "股": "份权",
    "节": "能约水点气",
    "幅": "度",
    "块": "链",
    "项": "目",
    "集": "中聚群体成",
    "方": "式面法针向案便",
    "站": "点",
    "个": "税体案",
    "册": "子",
    "折": "算合旧扣叠射腾返",
    "半": "年个月天日小数径截导岛成学程途价自封挂世",
    "款": "项",
    "担": "保当任负忧心架",
}
"""Units of one character that also begin other words, and how those words go on: 分 is
no unit in 10分钟, 部 none in 5部门, 项 none in the flattened cells 1项目."""

PLAIN_UNITS = tuple(
    "件只座辆艘架栋幢亩吨升株棵羽匹尾双枚颗粒袋箱瓶桶篇笔单票盏倍番米克秒岁页卷宗道根席床"
    "趟班枝眼盒包瓦斤轮盆尊墩垛穴巢锭桌碗副"
)
"""Units of one character that hardly begin another word."""

LONG_UNITS = listed(
    "个百分点 百分点 个基点 基点 个点 个月 个工作日 工作日 个自然日 自然日 个交易日 "
    "日历天 个小时 小时 个学时 学时 个课时 课时 个学分 学分 分钟 毫秒 工日 人天 人日 "
    "个季度 季度 个学期 个年度 人次 场次 批次 台次 辆次 架次 班次 户次 件次 项次 家次 "
    "车次 船次 篇次 条次 头次 艘次 人份 平方公里 平方千米 平方米 平方厘米 平米 立方米 "
    "立方厘米 立方 公里 千米 海里 厘米 毫米 微米 纳米 公分 公顷 公斤 千克 毫克 微克 "
    "亩次 人月 延长米 延米 "
    "纳克 毫升 公升 吨公里 人公里 车公里 吨标准煤 吨标煤 千克标准煤 克标准煤 "
    "吨二氧化碳当量 吨二氧化碳 吨油当量 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 太瓦时 "
    "瓦时 千伏安 兆伏安 千伏 伏 千帕 兆帕 帕 千焦 兆焦 吉焦 焦耳 大卡 千卡 摄氏度 赫兹 "
    "兆赫 吉赫 分贝 兆字节 字节 比特 兆 标准箱 标箱 标台 蒸吨 度电 载重吨 总吨 美元 "
    "欧元 港元 港币 日元 英镑 澳元 角 床位 张床位 学位 年一遇 周岁 车位 个车位 机位 "
    "泊位 个泊位 工位 座位 席位 标准机架 机架 标准亩 台套 支队伍"
)
"""Units of more than one character."""

LATIN_UNITS = listed(
    "km/h km² km2 km³ km hm² cm² cm2 cm³ cm mm² mm nm μm um m² m2 m³ m3 m/s m kg "
    "mg/L mg μg ug g/L g ha t TEU kWh MWh GWh TWh kW MW GW kVA MVA kV MPa kPa Pa dB "
    "Hz MHz GHz Mbps Gbps Tbps kbps bps GB TB PB EB MB KB PFlops PFLOPS EFlops "
    "EFLOPS TFLOPS mL ml L h min s BP bp ppm ㎡ ㎞ ㎝ ㎜ ㎏ ㎎ ㎥ ㎢ ℃"
)
"""Units in Latin letters and their signs; no further letter may follow."""

PER_UNITS = listed(
    "小时 分钟 秒 日 天 年 月 周 季 时 学期 吨 亩 公顷 平方公里 平方米 立方米 人 户 个 "
    "件 家 千瓦时 度 升 台 套 辆 次 米 公里 元 株 头 只 床 张 例 吨公里 公斤 千克 毫升 "
    "立方 处 项 名 村 场 标准煤 km² km m² m³ m2 m3 L h s kg d t a kWh GDP"
)
"""Units that others are divided by: 小时 in 立方米/小时."""

PAIRED_UNITS = listed("套 次 个 羽 处 项 名 家 只 张 例 组 节 人 件 辆 台")
"""Units that stand in brackets behind others: 套 in 台（套）."""

PERCENT_SIGNS = "%％﹪‰"
"""Signs that are units."""

POINTS = frozenset(listed("个百分点 百分点 个基点 基点 个点 BP bp"))
"""Units that only a change or a difference is measured in."""

RELATIVE = POINTS | frozenset("%％﹪‰倍番成半")
"""Units that measure a share or a multiple, not a count of things."""

ABSTRACT_UNITS = frozenset("个项条种期次门对套批位步张级类件段层")
"""Units of slogans: 十项措施, 三张清单, “十条”."""

DURATIONS = frozenset(
    listed(
        "年 日 天 周 个月 个工作日 工作日 个自然日 自然日 个交易日 交易日 日历天 小时 "
        "个小时 分钟 秒 个季度 季度 个学期 个年度 年度"
    )
)
"""Units of time."""

MAGNITUDES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
    "兆": Decimal(1_000_000_000_000),
}
"""What a character of a magnitude multiplies by; the two of 千万 multiply both."""

MAGNITUDE = (
    r"(?:[十百千]?万亿|[十百千]?[万亿]|兆(?=[元美])"
    r"|千(?![瓦克米伏卡赫帕焦字])|百(?![分瓦帕年]))"
)
"""The expression of a magnitude: 千 and 百 begin units as well (5千瓦)."""

CONVERSIONS: dict[str, tuple[Decimal, str]] = {
    "％": (Decimal(1), "%"),
    "﹪": (Decimal(1), "%"),
    "‰": (Decimal("0.1"), "%"),
    "成": (Decimal(10), "%"),
    "半": (Decimal(50), "%"),
    "个百分点": (Decimal(1), "百分点"),
    "个点": (Decimal(1), "百分点"),
    "个基点": (Decimal("0.01"), "百分点"),
    "基点": (Decimal("0.01"), "百分点"),
    "BP": (Decimal("0.01"), "百分点"),
    "bp": (Decimal("0.01"), "百分点"),
    "公斤": (Decimal(1), "千克"),
    "千米": (Decimal(1), "公里"),
    "km": (Decimal(1), "公里"),
    "平方千米": (Decimal(1), "平方公里"),
    "km²": (Decimal(1), "平方公里"),
    "平米": (Decimal(1), "平方米"),
    "㎡": (Decimal(1), "平方米"),
    "m²": (Decimal(1), "平方米"),
    "m2": (Decimal(1), "平方米"),
    "m³": (Decimal(1), "立方米"),
    "cm": (Decimal(1), "厘米"),
    "mm": (Decimal(1), "毫米"),
}
"""Units as written, with how many of what they are counted in they are."""

# ---------------------------------------------------------------- words before a figure

_NOT = listed("不 不得 不能 不应 不宜 不可 未 不会 不再")

BOUNDS: dict[Comparator, tuple[str, ...]] = {
    Comparator.MORE: listed("超过 突破 高于 大于 多于 超 逾 超出 高出 过 ＞ >"),
    Comparator.AT_LEAST: (
        *listed("至少 最少 最低 起码 不下于 满 ≥ ≧ ⩾ >= ＞="),
        *(
            no + word
            for no in _NOT
            for word in ("低于", "少于", "小于", "短于", "弱于", "亚于")
        ),
    ),
    Comparator.LESS: listed("低于 少于 小于 短于 不足 不到 不满 未满 未达 ＜ <"),
    Comparator.AT_MOST: (
        *listed("不超 至多 最多 最高 最大 最长 控制在 压缩至 限于 ≤ ≦ ⩽ <= ＜="),
        *(
            no + word
            for no in _NOT
            for word in ("超过", "超出", "突破", "高于", "高出", "大于", "多于", "长于")
        ),
    ),
    Comparator.ABOUT: listed("大约 大概 大致 约 约为 约占 约有 约合 约计 约达 ≈ ～"),
    Comparator.NEARLY: listed("将近 接近 近"),
}
"""Words that bound the figure behind them."""

BOUND_VERBS = listed(
    "出资 举办 补贴 补助 奖励 给予 资助 推荐 延期 延长 支持 安排 组织 开展 建设 建成 "
    "新建 培育 打造 培养 配备 培训 申报 申请 承担 设立 提供 扶持 奖补 完成 选派 引进 "
    "遴选 创建 新增 拨付 减免 报销 可达 可贷 贷款 形成 发布 召开 检查 保留 持有 参加 "
    "聘任 任职 占 落户 办 建 设"
)
"""Verbs between a bound and its figure: 至少|举办|1次."""

NOT_BEFORE_BOUND = {
    "约": "节合条契签制集大公预违履",
    "近": "附最邻临亲靠相就接将远",
    "超": "赶",
    "过": "超通经不再办做参有到用来去接受获渡穿越跨路评搞开打读学见说考试",
    "满": "圆美充丰",
}
"""Characters before a short bound that make it part of another word: 节约."""

CHANGES: dict[Direction, tuple[str, ...]] = {
    Direction.INCREASE: listed(
        "增长 增加 提高 提升 上升 上涨 上浮 上调 扩大 递增 增多 跃升 攀升 增 涨 "
        "升 翻 翻了 增产 微增 微升"
    ),
    Direction.DECREASE: listed(
        "下降 降低 减少 削减 压减 压缩 缩减 缩小 收窄 下浮 下调 回落 缩短 递减 降 减 "
        "压降 下滑 减产 微降 微减"
    ),
}
"""Verbs that make the figure behind them a change."""

NOT_BEFORE_CHANGE = {
    "增": "新净",
    "升": "提上公毫立",
    "减": "削",
    "降": "压",
    "翻": "推",
}
"""Characters before a short verb that make it another word: 新增10件 is a level."""

RATES: dict[Direction, tuple[str, ...]] = {
    Direction.INCREASE: listed(
        "增速 增长率 增幅 涨幅 增长幅度 增长速度 提高幅度 上浮幅度 增长比例 增量"
    ),
    Direction.DECREASE: listed(
        "降幅 下降率 降低率 减排率 下降幅度 降低幅度 减幅 下降比例 降低比例 减量"
    ),
}
"""Nouns that make the figure behind them a change, whatever stands between."""

REACHES = listed("达到 达 到 至 为")
"""Words that turn a change into a level: 增长到4.4件, 提高至10件, 降为5%."""

PACES = listed("年均 每年 累计 同比 环比 人均 户均 日均 月均 平均 每月 每季度 每半年")
"""Words that say over what the figure is counted."""

FILLERS = listed(
    "了 可 将 再 又 各 均 也 已 共 并 幅度 分别 实现 保持在 稳定在 维持在 保持 稳定 "
    "维持 力争 争取 确保 合计 共计 总计 达成 有 占到 占 是 在 原则上 一般 分别为 仅 "
    "仅为 只有 却 就 总体 基本 超额"
)
"""Words between such words and the figure, without weight of their own."""

# ----------------------------------------------------------------- words behind figure

CLOSES: dict[Comparator, tuple[str, ...]] = {
    Comparator.AT_LEAST: listed(
        "以上 及以上 或以上 （含）以上 (含)以上 （含）及以上 （及）以上 （含本数）以上 "
        "以上（含） ≤"
    ),
    Comparator.AT_MOST: listed(
        "以下 及以下 或以下 （含）以下 (含)以下 （含本数）以下 以内 之内 （含）以内 "
        "(含)以内 内 ≥"
    ),
    Comparator.MORE: ("＜",),
    Comparator.LESS: ("＞",),
    Comparator.ABOUT: ("左右", "上下"),
}
"""Words that bound the figure before them; 600mm≤管径 is read from its other side."""

NOT_AFTER_INSIDE = "部外容涵陆地资销需河湖城涝"
"""Characters behind 内 that make it part of another word: 内部."""

MORES = ("余", "多", "来")
"""Words inside a figure that mean somewhat more: 390余场次, 3万多人."""
