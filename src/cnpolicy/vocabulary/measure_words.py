"""Words by which a sentence is recognised that tells nobody to do anything.

Defines tables and pieces of patterns for `analysis.measures`. All words are Simplified.
"""

from __future__ import annotations

KINDS = (
    "办法|条例|规定|规划|方案|意见|通知|细则|章程|决定|计划|纲要|预案|指南|标准|规程|准则|规则|要点"
    "|措施|清单|制度|政策|注意事项|须知|法"
)
"""How a document calls itself behind 本: 本办法."""

FORMAL_SENTENCES = (
    # 本方案自2024年6月1日起施行, 有效期5年
    rf"(?:本|以上|上述)(?:实施|行动|暂行)?(?:{KINDS})?(?:自|从|由)[^，。；]{{1,24}}"
    r"(?:起|之日|后)?[^，。；]{0,4}(?:施行|实施|执行|生效|试行)",
    # …，自发布之日起施行; …，由县水务局负责解释: what is meant stands before
    r"(?:自|从)[^，。；]{2,24}(?:起|之日|后)[^，。；]{0,4}(?:施行|实施|执行|生效|试行)",
    r"(?:具体)?(?:解释工作)?由[^，。；]{2,30}负责解释",
    # 文中另有期限的从其规定，其余有效期至2026年底; 国家出台政策的，遵照执行
    r"[^，。；]{2,40}，?从其规定",
    r"[^，。；]{0,20}(?:国家|上级|省)[^，。；]{0,20}(?:政策|规定)的?，[^，。；]{0,10}(?:遵照|从其|按其)"
    r"(?:执行|规定)",
    r"(?:其[余馀]|本\w{1,6})?(?:试行期|有效期)(?:限)?(?:为|至|是)?[^，。；]{1,20}",
    # 原《…》同时废止, 《…》（…）不再执行
    r"(?:原|此前|以前|之前|以往)?[^，。；]{0,20}《[^《》]{1,80}》[^，。；]{0,40}"
    r"(?:同时|即行|自行|相应|予以)?(?:废止|失效|停止执行|不再执行)",
    r"(?:此前|以前|以往|原有?)[^，。；]{0,30}(?:不一致|有抵触|相抵触)的?，以本"
    rf"(?:{KINDS})为准",
    # 本办法由市财政局负责解释
    rf"本(?:实施|行动|暂行)?(?:{KINDS})?(?:具体)?[^，。；]{{0,6}}由[^，。；]{{2,30}}"
    r"(?:负责)?解释",
    # 为了规范…，根据…，制定本办法
    rf"(?:为|根据|依据|按照)[^。；]{{2,160}}(?:制|订|拟)定本(?:实施|行动|暂行)?(?:{KINDS})",
    # 本办法所称农户，是指…; 下列用语的含义
    rf"本(?:实施|行动|暂行)?(?:{KINDS})?(?:所称|中所称|所指)[^。]{{1,200}}",
    rf"本(?:{KINDS})(?:下列|中)?[^，。；]{{0,8}}(?:用语|术语)[^。]{{0,80}}",
    # 较大火灾是指…
    r"[^，。；]{2,30}，?是指(?![导挥引示标])[^。]{4,300}",
    # 本办法适用于…; …，适用本办法
    rf"本(?:实施|行动|暂行)?(?:{KINDS})适用于[^。]{{1,200}}",
    rf"[^。]{{2,160}}[，,]?(?:适用|参照适用|参照|遵守)本(?:{KINDS})(?:规定|执行)?",
)
"""Whole sentences, without their stop: entry into force, repeal, interpretation,
purpose, definition, scope."""

FORMAL_SIGNS = (
    *("施行", "实施", "执行", "生效", "试行", "有效期", "废止", "失效", "解释"),
    *(
        "制定本",
        "订定本",
        "拟定本",
        "所称",
        "所指",
        "是指",
        "适用",
        "用语",
        "术语",
        "为准",
        "从其规定",
        "遵守本",
    ),
)
"""Every such sentence has one of these: a quick test before the pattern."""

REPORTS = ("公报", "年报", "统计公告", "白皮书", "统计快报", "运行情况")
"""What the titles of documents end with that tell what was, not what is to be done."""

RULINGS = ("批复", "复函", "答复", "决定", "决议", "命令", "公告")
"""What the titles of documents end with that decide: a provision of theirs is a measure
only if it charges a body."""

FORMS = (
    "提纲",
    "大纲",
    "模板",
    "样表",
    "样式",
    "格式",
    "申请表",
    "登记表",
    "名单",
    "目录",
)
"""What the titles of attachments end with that are to be filled in."""

STANDING = (
    # who there is, and what each is for
    r"(?:机构|组织体系|指挥体系|指挥部|指挥中心|专家组|工作组|领导小组|办公室|成员单位)"
    r"(?:及其?|和|与|的|主要|工作|[、]|组成|构成|分工|设置|设立|职责|任务)*",
    r"(?:部门|单位|人员|小组)(?:及其?|和|与|的|主要|工作)*(?:职责|组成|构成)(?:分工)?",
    r"(?:^|主要|工作|相关|有关)职责(?:分工|任务|与分工)?",
    # what counts as what
    r"(?:事件|事故|火灾|灾害|灾情|预警|响应)?(?:分级|分类|级别|类别|等级)(?:标准|与分级|分级)?",
    # the text itself
    r"预案(?:的)?(?:管理|解释|衔接|体系|修订|更新|备案|生效|实施)(?:与更新|时间|部门)?",
    r"(?:实施|施行|生效)(?:时间|日期)|(?:名词|术语)(?:解释|定义|说明)?",
    r"现状(?:分析)?|附件|附录|通讯录|联系方式",
)
"""What titles in an emergency plan (预案) end with that say who there is and what the
words mean: standing duties for a case that may come, no measures."""

EMERGENCY = ("预案",)
"""What the titles of documents end with that tell what to do if something happens."""

CHARGED = (
    r"(?:^|[，。；：、\n])[^，。；：\n]{0,24}?"
    r"(?:政府|部门|机关|机构|委员会|单位|办公室|法院|检察院|局|委|厅|中心|街道办事处)"
    r"[^，。；：\n]{0,12}?(?:负责|应当|应|须|必须|牵头|会同|承担|主管|组织|建立|制定|落实)"
)
"""A body and what it has to do: 县财政局负责资金管理."""
