"""The words of names that stand behind a quantity, as tables.

Defines what `names_behind` stops at: 30家|企业|开展数字化改造. All are Simplified.
"""

from cnpolicy.vocabulary.word_lists import listed

OPENED = listed("续建 新建 开工 新开工 在建 竣工 投产 签约 落地")
"""Verbs that make a noun of 项目: 续建项目."""

NO_TAILS = {
    "数": "字据控智码百千万",
    "业": "态务主",
    "量": "子",
    "力": "争",
    "性": "能",
    "证": "券书",
    "前": "沿端瞻",
    "后": "备勤续",
    "度": "假",
    "员": "工",
    "率": "先",
}
"""Ends of nouns, with how words go on that only begin like them: 数字, 员工."""

SETTLEMENTS = frozenset("县市区镇乡村户")
"""Things that one character names: 30|村."""

BOUNDS = listed(
    "超 超过 突破 达 达到 不低于 不少于 高于 大于 逾 不超过 低于 小于 少于 在 为 满 约 "
    "近 至少"
)
"""Words behind which the next figure follows: 面积超|5万亩."""

SERVICES = listed(
    "进行 提供 实施 配备 更换 安装 增配 发放 开展 给予 落实 办理 完成 购买 缴纳 解决"
)
"""Verbs of what is done for people: 为300户|家庭|进行改造."""

SERVED_UNITS = "艘户人个台套家"
"""Those for each of whom it is done: 每户."""

WHOSE = listed("符合条件的") + tuple(
    whole + place for whole in "全本各" for place in "省市县区州"
)
"""Words before those who are served: 为|全市|300户."""

ENDS = listed(
    "获得 获评 获批 落户 减按 被 入选 荣获 达到 通过 纳入 成为 位居 列入 建设成 用于 "
    "给予 进行 已 达不到 劣于 优于 出现 受到 退化 开展 均 全部 实现 可让 可供 得到 "
    "予以 能够 位列 名列 排名第 继续排 中排 中继续 进展顺利 进展良好 进展迅速"
)
"""Verbs behind a name: 获得 in 12件商标获得驰名商标认定."""

LATER = listed(
    "分别 就读 "
    "达成 实行 远销 畅销 累计 免审 之一 在我县 在我市 在我省 在我区 升入 等满足 列为 "
    "免费 参与 参加 进入 接受 享受 签订 摘帽 出列 入驻 入围 投产 完工 投用 启用 顺利 "
    "全面 成功 陆续 相继 同步 正式 如期 提前 按期 正在 有序 稳步 加快 持续 率先 "
    "并投入 已经 名列 跻身 荣登 荣膺 享有 服务时间 到基层 到一线 下基层 升级为 晋升 "
    "评为 认定为 集中签约"
)
"""Verbs and adverbs behind a thing of two characters or more: 干部|免费体检."""

FARES = listed("增收 就业 脱贫 并网发电 退出 受益 创业 致富 上岗 复学 入学")
"""What happens to things at the end: 贫困户|增收."""

COMES_TO = listed("设立 投资 发展 创业")
"""Verbs of those who come: 来县投资."""

DOERS = "县市区镇乡村居户家校院所人社店厂园员学生民部船工）)"
"""The last character of those who do something: 12个县|完成."""

LONG_DOERS = listed("项目 企业 街道 单位 机构 支部 产能 机组 装置")
"""Others who do something."""

DEEDS = listed(
    "完成 实现 开展 达标 建成 培育 打造 实施 推行 建立 设立 组建 配备 启动 发放 新装 "
    "加装 安装 赴 用上 喝上 住上 走上"
)
"""What they do."""

DEED_NOUNS = listed(
    "项目 工程 任务 对象 库 单位 点 中心 基地 计划 规划 标准 方案 行动 活动 平台 体系 "
    "站"
)
"""Nouns that a deed is half of: 社区|培育项目."""

NO_THINGS = listed("大关 关口 列为 列入 评为 并投 并全 并通 并被 并获 并入选 并实")
"""What is no thing behind a figure: 突破500亿元|大关."""

HELPS = {
    "提供": listed("商"),
    "支持": listed("政策 措施 计划 中心 项目 力度 资金 体系 平台"),
}
"""Verbs behind a name of two characters or more, with nouns that begin so."""

LINKED = "硬公客水电网邮车油光宽自动沥柏"
"""What villages are linked to: 行政村|通|硬化路."""

LINKED_PLACES = "村镇乡组"
"""Places that are."""

WORKS = "厂站场"
"""Works that run: 污水处理厂|运行."""

WHOLLY = listed("全面 全部 基本")
"""Adverbs before what is done with a thing: 示范社区|全面建成."""

DONE = listed("建成 完工 投用 竣工 开工 达标")
"""What is done with it."""

REBUILDS = listed("新建 改造 维修 改扩建")
"""Verbs behind the thing they are about: 9所学校|新建、改扩建."""
