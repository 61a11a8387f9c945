"""Words that tell whether a quantity was reached or is to come.

Data only: patterns that `target_kinds` looks for before and behind a quantity.
"""

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN

_THAN_BEFORE = (
    "[比较](?:上年|去年|上一年|对上|前一年|上一?届|[^，,。；;比较]{0,4}上任时)"
)
COMPARED = lazy(_THAN_BEFORE)
# 96座|，比上年增加9座
COMPARED_BEHIND = lazy(
    rf"[\u4e00-\u9fff]{{0,8}}(?:[（(][^（()）]{{0,16}}[）)])?[，,](?:同比|{_THAN_BEFORE})"
)
# 1兆元|，创历年新高
RECORD_BEHIND = lazy(
    r"[^，,。；;]{0,10}[，,]?(?:再?创下?|刷新|均?为)[^，,。；;]{0,10}(?:新高|新低|纪录|最高|最大增幅)"
)
# 全年|进出口…, behind a sentence on a year that is over
OF_THAT_YEAR = lazy(r"\s*(?:全年|当年|年末|其中)")
GREW_BEHIND = lazy(r"[^，,。；;、]{0,6}[、，,](?:同比)?(?:增长|下降|提高)[0-9]")
# 30座|将于2027年落成; 30座|已分别于今年启用
WILL_BEHIND = lazy(
    r"[\u4e00-\u9fff]{0,8}?(?:将(?:会|于|在|陆续|全部)|会(?:于|在)|有望|料(?:将|会))"
)
DONE_BEHIND = lazy(
    r"[\u4e00-\u9fff]{0,8}?已(?:分别|于|经|全部|陆续|相继|在|如期|基本|顺利)"
)
DONE_BEFORE = lazy("了|已")  # 已达|60%
SPENT = lazy(r"决算|执行率")
# 编列预算2亿元，较上年度增加64万元: what is asked for, also where it is compared.
BUDGETED = lazy(r"(?<!已)编列|预算(?:案)?(?:拟|安排)|安排预算")
LONG_PAST = lazy(
    "(?<![由从较比])(?:目前|现时)|过去[0-9一二三四五十]{1,2}年|截[至止]|年[度底]?止|近[一二三四五0-9]?年来|据统计|初步核算|五年来"
    "|去年(?!底|[^，,。；;]{0,6}(?:的|公布|发表))"
    f"|(?<!起)连续[0-9{ONE_TO_TEN}]{{1,2}}年(?!每年|内|按|给予|享受|予以)"
)
# From here on a sentence tells of what is to come: 去年投入3亿元，今年还将…
TURNS = lazy(
    r"今年(?=[^，,。；;]{0,12}将)|明年|今后|(?<!比)未来[0-9一二三四五十]{1,3}年|下一步"
    r"|(?:可|将)(?:于|在)(?:今后|未来|明年)"
)
NEAR_PAST = lazy(
    # 推动|已签约项目开工率达到90%: which ones; but 推动已建成的3个站点
    r"(?<!推动|促进|推进|督促|加快|确保)已(?!有的|规划|计划)"
    r"|已(?!规划|计划)[^，,。；;]{1,8}的\Z|[成现到得增降长破立设完展训放建](?<!完成)了(?!解)|现[有存]|同比|共发生|位居|居全[国省市]|名列|以来|未(?:完成|实现|达(?!标))"
)
FUTURE = lazy(
    r"年内|目标(?:任务)?[为是]|(?<!目前)(?<!现)可(?:望|再|新)?(?=兴建|提供|新增|新建|建[成造]|供应|容纳|带动|增加|实现|形成|减少|节约)"
    r"|再(?=[新扩改]?[建开增培创完引])|未来[0-9一二三五十]{1,2}年|计划(?!生育|单列|共|已|累计|收到)|拟(?!态)|力争|确保|争取|预计|(?<!即)将(?![其各以所对])|必须|应当|要(?![求素点])|达到以下"
    r"|不[得能应宜可]?(?:低于|少于|高于|多于|大于|小于|超过)|至少|控制在"
)


# In a review of work 预计完成 and 争取资金 tell what was done.
WILL = lazy(
    r"目标(?:任务)?[为是]|再(?=[新扩改]?[建开增培创完引])|力争|确保|(?<!即)将(?![其各以所对])|必须|应当"
)
