"""Profiles: what a kind of document writes, as tables.

Defines `Profile` and `PLAN`, the profile of plans, notices and opinions. No code lives
here: a profile is words and patterns that other modules look for in the Simplified view
of a text.
"""

from attrs import frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.vocabulary.responsibility_words import WORDS, ResponsibilityWords

# What can be pressed on a page. Some are words of a cell as well, and tell a line of
# the page only beside others: 打印 关闭, 【大 中 小】.
_BUTTONS = r"""
    打印(?:本[页文]|此页|页面)? 关闭(?:窗口|本页|页面)?
    返回(?:顶部|首页|列表|上一?页)? 我要纠错 纠错 发表评论 网友评论 互动社区 设为首页
    加入收藏 收藏(?:本站|本页) 繁[体體]版? 简体版? English 手机版 电脑版 客户端
    无障碍(?:浏览|阅读|模式)? 长者(?:模式|版|助手) 关怀(?:版|模式) 适老(?:化|版|模式)
    听全文 语音播报 QQ空间 官方微[博信] 微信公众号 高级搜索 站内搜索 网站地图 联系我们
    关于我们 隐私声明 网站(?:声明|首页|导航) 展开全文 查看全文 阅读原文 上一页 下一页
    友情链接 政务新媒体 政府网站找错 智能问答 分享到 下载(?:本)?文[档件] 文字解读
    视频解读 热门推荐 猜你喜欢 最新文章 TOP
"""
_BUTTON = "|".join(_BUTTONS.split())
_WORD = (
    r"大|中|小|默认|超大|字[体号]|收藏|分享|点赞|评论|登录|注册|搜索|微信|微博"
    r"|举报|收起|播报|首页|A[-+]?"
)
# What a register says of a document, before a colon.
_LABELS = r"""
    信息类别 信息来源 索\s*引\s*号 主题分类 主题词 发文机关 发文机构 发文字号 发文日期
    发文时间 发布机构 发布机关 发布单位 发布日期 发布时间 成文日期 成文时间 公文种类
    公文目录 公文字号 文件编号 文件标题 文件名称 公文生成日期 生成日期 公开方式
    公开范围 公开时限 公开期限 公开类型 公开责任部门 体裁分类 组配分类 服务对象 有效性
    时效性 废止日期 废止时间 生效日期 生效时间 失效日期 失效时间 实施日期 实施时间
    施行日期 颁布日期 颁布时间 颁布单位 公布日期 制定机关 (?:备注/)?文\s*号 字\s*号
    名\s*称 标\s*题 法规名称 法规体系 生效状态 公发布日 修正日期 停止适用(?:时间|日期)
    效力级别 效力等级 效力属性 效力状态 法规类别 统一登记号 统一编号 关键词 内容概述
    信息名称 信息分类 制发单位 分\s*类 浏览次数 浏览量 阅读次数 阅读量 点击数 点击率
    字号 字体 访问量 作\s*者 编\s*辑 责任编辑 来\s*源 地\s*址 版\s*权 主办单位
    承办单位 网站标识码 备案号 联系电话 邮\s*编 打印 分享 下载(?:地址)? 上传人
    上传时间 文档编号 归档时间 抓取时间 采集时间 时间 日期 视力保护色 发文标题 发文文号
    发布文号 发文部门 发布部门 颁布部门 发文内容 法规类型 所属行业 所属区域 阅读人次
    评论人次
"""
_LABEL = "|".join(_LABELS.split())
_BEFORE_BUTTON = r"[\[【（(]?\s*+"
_BEHIND_BUTTON = r"\s*+[\]】）)]?[\s|｜/·：:]*+"


@shown
@frozen(eq=False, repr=False)
class Profile:
    """The words and patterns by which a kind of document is read.

    Profiles are compared by identity: what is compiled from a profile is kept for that
    object.
    """

    name: str
    """A short name for messages."""

    box_labels: tuple[str, ...]
    """Words that open a box, before its number or colon."""

    caption_labels: tuple[str, ...]
    """Words that open the caption of a table or figure, before its number."""

    kinds: tuple[str, ...]
    """Words a title ends with: what kind of document it is."""

    head_furniture: tuple[str, ...]
    """Patterns of whole lines before the title that belong to the page."""

    furniture: tuple[str, ...]
    """Patterns of whole lines that belong to the page, wherever they stand."""

    publicity: tuple[str, ...]
    """Patterns of lines that state the 公开属性."""

    issuer_endings: tuple[str, ...]
    """What the name of an issuing body ends with."""

    responsibility: ResponsibilityWords = WORDS
    """The words of responsibility clauses."""


PLAN = Profile(
    name="plan",
    box_labels=(
        "专栏",
        "重点任务专栏",
        "重点工程专栏",
        "重大工程专栏",
        "重点项目专栏",
        "重大项目专栏",
        "工程专栏",
        "项目专栏",
        "行动专栏",
        "重点工程",
        "重大工程",
        "重点项目",
        "重大项目",
        "专项行动",
    ),
    caption_labels=("附表", "附图", "表", "图"),
    kinds=(
        "规划纲要",
        "规划",
        "计划",
        "方案",
        "实施意见",
        "指导意见",
        "意见",
        "通知",
        "若干措施",
        "措施",
        "若干政策",
        "政策",
        "办法",
        "规定",
        "细则",
        "条例",
        "法典",
        "说明书",
        "决定",
        "纲要",
        "要点",
        "预案",
        "指南",
        "公告",
        "通告",
        "通报",
        "批复",
        "请示",
        "函",
        "报告",
        "分工",
        "分解表",
        "任务表",
        "清单",
        "目录",
        "标准",
        "规范",
        "规程",
        "规则",
        "规章",
        "制度",
        "章程",
        "准则",
        "导则",
        "意见稿",
        "草案",
        "建议",
        "举措",
        "命令",
        "令",
        "议案",
        "纪要",
        "宣言",
        "声明",
        "说明",
        "行动",
        "表",
        "体系",
        "布局",
        "名单",
        "问答",
        "解读",
        "批示",
        "守则",
        "法",
        "改革",
        "评估",
        "机制",
    ),
    head_furniture=(
        r"所有条文|制定经过|规划内容|基本介绍|基本信息|内容简介|全文|正文|规划全文|文件内容",
        r".{0,20}人民政府(?:办公厅|办公室)?(?:文件)?",
        r".{0,30}文件|特急|加急|急件|平急|(?:机密|秘密|绝密).{0,8}",
    ),
    furniture=(
        r"(?:当前位置|您的位置|您当前的位置|所在位置|位置)\s*[：:>].*",
        r"当前(?:所在)?位置(?:是|为)?|您(?:现在|当前)?(?:所在)?的?位置(?:是)?",
        r"首\s*页\s*(?:[>＞»›/|-].*)?",
        r"[>＞»›|：:]{1,3}|-?>|正\s*文",
        # — 4 —, 第4页, 第 4 页 共 10 页
        r"[-—–－]{1,2}\s?\d{1,4}\s?[-—–－]{1,2}|第\s?\d{1,4}\s?页(?:.{0,3}共\s?\d{1,4}\s?页)?",
        # 信息公开 > 专项规划: the second line of a breadcrumb.
        r"(?:[>＞»›]{1,2}\s*)?[（）()、·\w]{2,20}"
        r"(?:\s*[>＞»›]{1,2}\s*[（）()、·\w]{2,20}){1,8}\s*[>＞»›]{0,2}",
        r"(?:(?:今天|现在|今日)是?\s*[：:]?)?\s*(?:19|20)\d\d\s?年\s?\d{1,2}\s?月"
        r"\s?\d{1,2}\s?日\s*(?:星期|周)[一二三四五六日天].{0,30}",
        rf"(?:{_LABEL})\s*[：:].*",
        # 发文日期 2022-06-25 发布日期 2022-06-27
        r"(?:发文|发布|成文|生成|印发)(?:字号|机[构关]|单位|日期|时间)\s+\S+\s+"
        r"(?:发文|发布|成文|生成|印发|主题|效力|有效)(?:字号|机[构关]|单位|日期|时间|分类|状态|性)"
        r"\s+\S+",
        # 发文机构某市政府发文字号某政发〔2021〕3号: a register that lost its blanks.
        r"(?:发文机[构关]|发文字号)[^，。；：:]{4,60}号",
        # Names only: 签发人：由主任担任，负责审核。 is text.
        r"签\s*发\s*人\s*[：:][^，。；]{0,40}",
        r"[\[【]\s?(?:主题分类|体裁分类|发布机构|发文机构|发文机关|发文字号|索引号|发布日期|发布部门|成文日期|文号"
        r"|法宝引证码|时效性|效力级别|效力等级|效力属性|相关解读|打印|纠错|关闭|收藏|字体|大|中"
        r"|小|法规标题|标题|颁布时间|颁布日期|颁布单位|公布日期|实施时间|实施日期|施行日期"
        r"|失效时间|制定机关|字\s*号|全文|所属类别|类别|文件来源|法规编号)[^。；]*",
        # One of the words alone says nothing.
        rf"(?!{_BEFORE_BUTTON}(?:{_WORD}){_BEHIND_BUTTON}\Z)"
        rf"(?:{_BEFORE_BUTTON}(?:{_BUTTON}|{_WORD}){_BEHIND_BUTTON})++",
        r"[（(\[【]\s*(?:责任编辑|责编|编辑|校对|初审|审核|来源)[：:][^（()）]{0,40}[）)\]】]",
        r"(?:初审|审校|校对|责编|终审|稿件来源|本文来源|更新时间|最后更新(?:时间)?)\s*[：:][^。；]*",
        r"(?:主办|承办|技术支持|运行维护|建设维护)\s*[：:](?!.*(?:协办|会办|配合|负责))[^。；]*",
        r"Copyright\b.*|CopyRight\b.*|COPYRIGHT\b.*|Produced By .*",
        r"(?:上一条|下一条|上一页|下一页)(?:[：:].*)?",
        r"您(?:是第|访问的链接).{2,60}",
        # 关于加强保护的意见.pdf
        r"[^。；]{1,60}\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar|jpe?g|png|ceb)",
        r"扫[码一].{0,20}(?:浏览|打开|查看|分享|本页|手机).*|.{0,6}扫描?二维码.{0,12}",
        r"[\[【]?(?:相关(?:解读|阅读|链接|文章|附件|稿件|新闻|推荐|文件|政策)(?:下载)?|政策解读"
        r"|图解|一图读懂|延伸阅读|上一篇|下一篇|返\s*回(?:顶部|首页|列表)?|关闭窗口"
        r"|打印本页|打印|关闭|收藏|分享到|分享|图片|适老版.{0,8}|无障碍.{0,8}|下载文档"
        r"|导航|纠错|我要纠错|字体大小|大\s+中\s+小|文章属性)[\]】]?(?:[：:].*)?",
        r"(?:附件|文件|文档)(?:下载|列表)[：:]?",
        r"(?:关于我们|联系我们|网站地图|隐私声明|免责声明|法律声明|使用帮助|帮助中心|网站声明)"
        r"(?:\s*[|｜/].*)?",
        r".{0,60}(?:版权所有|ICP备\d*号?|公网安备).*",
        # Pages that share documents.
        r".{0,8}本文档(?:共\d|由.{0,12}(?:用户|网友|会员)|.{0,12}(?:下载|阅读)).*"
        r"|已阅读\d+页.*|版权说明[：:]本文档.*|(?:免费|付费)下载|文档简介"
        r"|关注公众号.{0,12}下载.{0,6}",
        r"https?://\S+(?:\s+(?:19|20)\d\d[-/.年].{0,30})?",
        r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d\d.{0,60}",
        r"[A-Z]{2,8}\d{0,4}\s*[-—–－]\s*\d{4}\s*[-—–－]\s*\d{3,5}",
        # The front matter of Markdown.
        r"-{3}|(?:title|date|author|tags|categories|layout|url|source|description|slug"
        r"|keywords|lang|updated|draft)\s*:.*",
        r"<!--.*?-->|-->|<!--",
    ),
    publicity=(
        r"[（(【\[]?\s*(?:此|本)件(?:主动|依申请)?(?:不予)?(?:公开|有删减|公布)[^。]{0,12}[）)】\]]?",
        r"[（(]\s*(?:此件)?(?:主动公开|公开发布|依申请公开|不予公开)\s*[）)]",
        r"[（(]\s*(?:本文|此件)有删减\s*[）)]",
        r"(?:信息)?公开(?:属性|选项|方式|类别)\s*[：:].{2,10}",
    ),
    issuer_endings=(
        "人民政府",
        "人民政府办公厅",
        "人民政府办公室",
        "政府办公厅",
        "政府办公室",
        "国务院",
        "国务院办公厅",
        "办公厅",
        "办公室",
        "委员会",
        "领导小组",
        "指挥部",
        # 综合组, 协调小组, 工作专班, 联席会议, 联防联控机制
        "组",
        "专班",
        "联席会议",
        "联防联控机制",
        "联防联控工作机制",
        "部",
        "厅",
        "局",
        "委",
        "办",
        "署",
        "院",
        "会",
        "社",
        "市委",
        "省委",
        "县委",
        "区委",
        "党委",
        "党组",
        "中央",
        "公司",
        "银行",
        "大学",
        "学院",
        "管委会",
        "总社",
        "行",
        "海关",
        "中心",
        "研究所",
        "协会",
        "联合会",
        "政府",
        "集团",
        "司令部",
        # 消防救援支队
        "大队",
        "支队",
        "总队",
    ),
)
"""Plans, action plans, opinions, notices, measures and rules of governments."""
