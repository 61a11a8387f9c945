"""The words of responsibility: labels, verbs, endings of bodies, rules. No code.

Defines `ResponsibilityWords`, a set of tables, and `WORDS`, the set for plans and
notices of the mainland. All words are Simplified: a Traditional text is read through
its Simplified view. A profile with other words is made by `attrs.evolve(WORDS, ...)`.
"""

from attrs import frozen

from cnpolicy.model.responsibilities import Role
from cnpolicy.model.short_repr import shown


@shown
@frozen(cache_hash=True, repr=False)
class ResponsibilityWords:
    """The words that make a responsibility clause, as tables."""

    label_stems: tuple[tuple[str, Role], ...]
    """First halves of labels, 牵头 in 牵头单位, with the role of the bodies."""

    label_heads: tuple[str, ...]
    """Second halves of labels, 单位 in 牵头单位."""

    label_prefixes: frozenset[str]
    """Words that may stand before a label without changing it: 市级 in 市级牵头单位."""

    whole_labels: tuple[tuple[str, Role], ...]
    """Labels that are not made of two halves: 完成时限. One that is a stem as well
    (牵头：) is a label only inside brackets, behind another, or where a line begins
    with it and another follows (主办：县林业局　协办：县水务局)."""

    weak_stems: frozenset[str]
    """Stems of labels that also stand in imprints of events and web pages (主办单位):
    without brackets they count only beside a label that does not, or in a pair."""

    pairs: tuple[frozenset[str], ...]
    """Weak stems that tell a clause together: 主办单位：… and 协办单位：…. An imprint
    has 主办 and 承办."""

    lead_verbs: tuple[str, ...]
    """Verbs of leading: 牵头."""

    duty_verbs: tuple[str, ...]
    """Verbs of being responsible that need nothing behind them: 负责."""

    hint_verbs: tuple[str, ...]
    """Verbs that hint at a clause wherever they stand; the others do so only behind a
    full stop and a bracket."""

    not_after_verb: tuple[str, ...]
    """Words that turn a verb of the two tables above into a part of a name or of
    another word: 人 in 负责人, 单位 in 牵头单位."""

    work_verbs: tuple[str, ...]
    """Verbs that make a body responsible only at the end of a group: 落实, 实施."""

    support_verbs: tuple[str, ...]
    """Verbs of helping, at the end of a group: 配合, 参与."""

    guide_verbs: tuple[str, ...]
    """Verbs of guiding, at the end of a group: 指导."""

    copulas: tuple[str, ...]
    """What makes a label a verb: 为 in 县林业局为牵头单位."""

    adverbs: tuple[str, ...]
    """Words before a verb: 分别, 具体."""

    duty_bases: tuple[str, ...]
    """First words of a manner: 按 in 按职责分工."""

    duty_owners: tuple[str, ...]
    """Words inside a manner: 各自 in 按照各自职责."""

    duty_nouns: tuple[str, ...]
    """Nouns of a manner: 职责, 分工."""

    duty_tails: tuple[str, ...]
    """What may follow the noun: 范围内."""

    whole_manners: tuple[str, ...]
    """Manners that are not made of these parts: 各负其责, 结合实际."""

    joint: tuple[str, ...]
    """Words that join a leading body with others: 会同."""

    conjunctions: tuple[str, ...]
    """Words that may join two bodies or stand inside a name: 和, 与, 及, 以及."""

    inseparable: tuple[str, ...]
    """Names in which a conjunction stands between two halves that both end as bodies
    do: 政府和社会资本."""

    open_nouns: tuple[str, ...]
    """What may follow 等 and names nobody: 部门 in 等有关部门."""

    open_owners: tuple[str, ...]
    """Words between 等 and such a noun: 有关, 市直."""

    not_before_open: str
    """Characters before 等 that make it part of a word: 高 in 高等院校."""

    body_ends: frozenset[str]
    """Last characters of names of bodies: 局, 委, 厅."""

    body_endings: tuple[str, ...]
    """Longer endings of names of bodies, where the last character alone says little:
    政府, 中心, 公司."""

    place_endings: tuple[str, ...]
    """Endings of names of places, which stand for those who govern them: 开发区."""

    body_starts: tuple[str, ...]
    """Beginnings that make any words a body: 各 in 各市州, 有关."""

    note_starts: tuple[str, ...]
    """Beginnings of remarks, which are no lists of bodies: 含, 以下简称."""

    units: tuple[str, ...]
    """Units of administration, which share a head: 市, 州 in 各市、州人民政府."""

    unit_heads: tuple[str, ...]
    """Heads that units share: 人民政府."""

    bare_heads: tuple[str, ...]
    """Heads that name nobody without the words before them: 政府 in 党委、政府."""

    bare_partners: tuple[str, ...]
    """Endings that such a head may follow: 党委, 部门 in 有关部门、单位."""

    rule_starts: tuple[str, ...]
    """How a rule of the first place begins: 列, 排."""

    rule_leads: tuple[str, ...]
    """What such a rule makes of the first body: 牵头 in 为牵头单位. Outside clauses
    it is looked for only if it is a hint verb too."""

    rule_places: tuple[str, ...]
    """How such a rule calls the place: 第一, 首."""

    scope_starts: tuple[str, ...]
    """How a remark about all further clauses begins: 以下 in 以下均需…落实."""

    scope_marks: tuple[str, ...]
    """What such a remark contains: 均, 不再."""

    same_below: tuple[str, ...]
    """Words that stretch a rule to the clauses below: 下同."""

    periods: tuple[str, ...]
    """Beginnings of deadlines that are not dates: 持续, 年底."""


def _words(row: str) -> tuple[str, ...]:
    """Return the words of a row of a table."""
    return tuple(row.split())


_ROLE_STEMS = {
    Role.LEAD: "牵头 主办 主责 总牵头",
    Role.RESPONSIBLE: "责任 落实 实施 承办 执行 负责 主管 推进 承接",
    Role.SUPPORT: "参与 配合 协办 协同 协助 参加 协作 支持 会办 联办",
    Role.GUIDE: "指导 督导 监督 督办 督查 验收 核查 销号 验收销号 督导验收",
}

_UNITS = (
    "地级以上市 自治区 自治州 自治县 直辖市 设区市 地级市 县级市 县市区 市县区 "
    "旗县区 区县 县区 市区 县市 市县 市州 州市 盟市 旗县 乡镇 镇街 镇乡 街镇 地区 "
    "林区 街道 社区 省 市 州 盟 县 旗 区 乡 镇 街 村"
)

_WHOLE_LABELS = {
    Role.LEAD: "牵头 主责 主办",
    Role.SUPPORT: "配合 协办 会办 参与",
    Role.RESPONSIBLE: "责任 承办 责任分工 职责分工 任务分工 工作分工 部门分工",
    Role.DEADLINE: (
        "完成时限 完成时间 完成期限 完成日期 完成节点 时限要求 时间要求 时间节点 "
        "时间安排 时间进度 进度安排 进度要求 推进时间 实施时间 实施期限 落实时限 "
        "办理时限 办结时限 工作时限 整改时限 整改期限 整改完成时限 销号时限 完成年限 "
        "计划完成时间 预计完成时间 截止时间 截止日期 报送时限 建设年限 时限 期限"
    ),
    Role.PERSON: (
        "责任人 负责人 牵头人 牵头责任人 牵头负责人 主要负责人 具体负责人 分管负责人 "
        "项目负责人 总负责人 分管副市长 分管副县长 分管副区长 分管副省长 责任人员 "
        "责任领导 牵头领导 分管领导 主管领导 负责领导 主抓领导 联系领导 包抓领导 "
        "包保领导 包联领导 挂点领导 挂钩领导 "
        "督办领导 调度领导 局领导 厅领导 校领导 省领导 市领导 县领导 区领导 省级领导 "
        "市级领导 县级领导 区级领导 牵头市领导 牵头县领导 牵头区领导 责任市领导 "
        "责任县领导 责任区领导 分管市领导 分管县领导 分管区领导"
    ),
    Role.CONTACT: "联系人 联系电话 联系方式 联络员 电话 传真 邮箱",
}

WORDS = ResponsibilityWords(
    label_stems=tuple(
        (stem, role) for role, stems in _ROLE_STEMS.items() for stem in stems.split()
    ),
    label_heads=_words(
        "单位 部门 主体 机构 机关 处室 科室 股室 地区 县区 区县 县市区 乡镇 镇街 部委 "
        "司局 委办局 专班 方"
    ),
    label_prefixes=frozenset(
        _words(
            "国家 中央 省级 市级 区级 县级 县区 区县 市直 省直 市州 地方 主要 第一 "
            "具体 任务 项目 工作 相关 直接 其他 其余 联合 共同 分项"
        )
    ),
    whole_labels=tuple(
        (label, role)
        for role, labels in _WHOLE_LABELS.items()
        for label in labels.split()
    ),
    weak_stems=frozenset(
        _words(
            "主办 承办 协办 支持 指导 监督 督导 主管 执行 实施 联办 协作 参加 承接 "
            "会办 督办 责任分工 职责分工 任务分工 工作分工 部门分工"
        )
    ),
    pairs=tuple(
        frozenset(pair.split())
        for pair in ("主办 协办", "主办 会办", "承办 协办", "承办 会办")
    ),
    lead_verbs=("牵头", "主办", "主责"),
    duty_verbs=("负责",),
    hint_verbs=("负责", "牵头"),
    not_after_verb=_words(
        "人 制 者 同志 单位 部门 机构 领导 处室 科室 医院 企业 高校 学校 地区 机关 解释"
    ),
    work_verbs=_words(
        "组织实施 组织落实 组织推进 组织开展 组织协调 贯彻落实 推进落实 推动落实 "
        "抓落实 落实属地责任 落实主体责任 落实 实施 推进 推动 统筹 协调 参照执行 执行 "
        "主管 承办 承担 完成 办理 落地 督促 督办"
    ),
    support_verbs=_words("配合 参与 参加 协助 协办 会办 支持 协同"),
    guide_verbs=_words("指导 督导 监督"),
    copulas=("作为", "为", "是", "系"),
    adverbs=_words(
        "分别 具体 共同 各自 统一 统筹 协调 全面 主要 直接 分工 联合 密切 积极 协同 "
        "分级 分头 分类 总 双 抓好 做好 认真 均需 均须 均应 均要 均 也要 要"
    ),
    duty_bases=("按照", "按", "依据", "依照", "依", "根据", "在", "遵照"),
    duty_owners=_words("各自 各 有关 相关 本 部门 单位 工作 法定 既定 自身 其 的"),
    duty_nouns=_words("职能职责 职责 职能 分工 权限 责任 职权"),
    duty_tails=_words("分工 范围内 范围 任务 权限 要求 内"),
    whole_manners=_words("各负其责 各司其职 结合实际 结合职责 结合职能"),
    joint=("会同",),
    conjunctions=("以及", "和", "与", "及", "暨"),
    inseparable=(
        "政府和社会资本",
        "银行和保险",
        "银行与保险",
        "社区和",
        "农村和",
        "城乡和",
    ),
    open_nouns=_words("成员单位 部门单位 部门 单位 部委 机构 地区 地方 方面 机关 科室"),
    open_owners=_words(
        "有关 相关 各有关 各相关 其他 各 市直 省直 县直 区直 市级 省级 县级 区级 "
        "国务院 中央 国家 多个 多 个 职能 省 市 县 区"
    ),
    not_before_open="高中初平同优劣均相一二三头上下",
    body_ends=frozenset("局委厅部办署院会社联队司处室站所组科股馆校关行"),
    body_endings=_words(
        "人民政府 政府 国企 央企 中心 公司 集团 单位 部门 机构 企业 大学 街道 专班 "
        "学院 高校 院校 电网 运营商 电视台 军区 警备区 基金 移动 联通 电信 铁塔 邮政 "
        "烟草 电力 "
        "石油 石化 铁路 税务 消防 海事 气象 科协 工商联 主体 组织 团体 联盟 兵团 "
        "秘书 金融机构 承包商 开发商 服务商 商业银行 镇政府 指挥部"
    ),
    place_endings=_words(
        "园区 新区 高新区 开发区 经开区 自贸区 地区 区县 乡镇 市 县 区 州 盟 旗 省 "
        "乡 镇 村 基地 平台 科学城 各地"
    ),
    body_starts=("各", "有关", "相关"),
    note_starts=_words(
        "以下 以上数据 上述 简称 统称 包括 包含 不包括 含各 含市 含县 含区 含开 含高 "
        "含乡 含镇 含街 "
        "不含 其中 例如 尤其 特别 主要是 主要为 详见 参见 此件 附件 除 来源 结果 地点 "
        "地址 咨询 受理 报名 数据 根据 依据 "
        "按 由 截至 下同 全文 本通知 本意见 本方案 本办法"
    ),
    units=_words(_UNITS),
    unit_heads=_words(
        "人民政府 政府 党委 街道办事处 办事处 街道办 有关部门 相关部门 各部门 "
        "主管部门 有关单位 相关单位 部门 单位"
    ),
    bare_heads=("人民政府", "政府", "单位", "部门", "机构", "企业"),
    bare_partners=("党委", "部门", "单位", "机构", "机关", "地区"),
    rule_starts=("其中列", "其中排", "列", "排", "位列", "第一", "首位", "首个", "居"),
    rule_leads=("牵头", "主办", "主责", "汇总"),
    rule_places=_words(
        "第一位 第一个 第一者 第一的 首位 列首 排首 居首 首个 无牵头 未明确牵头 "
        "没有牵头 未注明牵头"
    ),
    scope_starts=_words(
        "以下 下列 具体任务 具体工作 各项任务 各项工作 上述 以上 其余任务 其他任务 "
        "所有任务"
    ),
    scope_marks=("均", "不再", "不另", "皆"),
    same_below=("下同", "以下同", "以下相同", "下略"),
    periods=_words(
        "持续 长期 常态 立即 即时 即刻 近期 中期 远期 按时 限时 适时 全年 年内 年底 "
        "年中 年末 月底 上半年 下半年 第一季度 第二季度 第三季度 第四季度 一季度 "
        "二季度 三季度 四季度 今年 明年 当年 每年 每月 每季 本年 定期 分阶段 已完成 "
        "阶段性 “十"
    ),
)
"""The words of plans, notices and opinions."""
