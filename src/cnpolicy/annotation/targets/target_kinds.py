"""Kinds: whether a quantity is achieved, planned, or the condition of something else.

In: the Simplified view of a text, a quantity, its sentence, and what is known about
time where it stands. Out: `TargetKind`. Wording decides first (超过1000万元的企业 is a
condition), then the year and the period, then the section (发展基础 looks back) and the
words of past and future; what nothing speaks against is planned.
"""

from typing import NamedTuple

from cnpolicy.annotation.targets.quantities import Quantity
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.spans import Span
from cnpolicy.model.targets import Comparator, TargetKind
from cnpolicy.vocabulary.quantity_words import RELATIVE


class Moment(NamedTuple):
    """What is known about time where a quantity stands."""

    year: int | None
    """The year its sentence states; None if it states none."""

    present: int | None
    """The first year that is not past; None if unknown."""

    past: bool
    """Whether its sentence names a period that ended before the present."""

    back: bool
    """Whether its section looks back."""

    last: TargetKind | None
    """The kind of the quantity before it in the sentence; None if it is the first."""


_WINDOW = 80
_CLAUSE_BACKWARD = lazy(r"[^，,。；;：:！？]*+")

# What can be marked out by a figure; things that are built (集群, 师资库) are not here.
_ACTORS = (
    "企业|单位|个人|人员|机构|主体|地区|城市|园区|高校|院校|学校|法人|组织|家庭|农户|商户|网商|医院|门店|建筑"
    "|污染源|工程|项目|车辆|产品|公司|银行|合作社|农场|经营户|纳税人|用户|居民|老人|老年人|儿童|职工|毕业生|人才|团队|县"
    "|市|区|乡镇|村|情形|行为|债券|贷款"
)
# 500万以上|1000万以下的城市: the upper bound may stand between.
_UPPER = r"(?:[0-9０-９.．]{1,9}[万亿]?[元人家户件岁倍%％]?(?:以下|以内))?"
_LEGAL = lazy(
    rf"(?:[（(]含[^（()）]{{0,3}}[）)])?{_UPPER}(?:[^，,。；;的]{{0,10}}的[，,；;：:]|的。)"
)
_MARKS_OUT = lazy(
    rf"(?:[（(]含[^（()）]{{0,3}}[）)])?{_UPPER}"
    rf"(?:的[^，,。；;：:、]{{0,12}}?(?:{_ACTORS})|(?:中小微|小微|中小|大型)企业)"
)
_COUNTED = frozenset("个家名户项座所辆件种批条次场处只头艘")
_SHARE = lazy(r"(?:[率比重度幅]|比例|占[^占]{1,12})\Z")
_CREATES = lazy(
    r"(?:建设|建成|建立|新建|打造|形成|培育|创建|新增|设立|引进|组建|配备|选派|培训|培养|实施|推动)"
    r"(?:了|一批)?\Z"
)
_PENALTY_BEFORE = lazy(r"罚款|罚金|货值金额|违法所得|处以|[可并]处\Z")
_PENALTY_BEHIND = lazy(rf"{_UPPER}的?(?:罚款|罚金)")
# 每培育1家规模以上企业，给予3万元奖励: for each, not as many.
_EACH = lazy(r"每(?:新增|新建|培育|引进|孵化|增加|成功|获得|创建)[^，,]{0,12}\Z")
_TOWARDS = lazy(r"(?<![应面相针反绝核校])对于?\Z")
_SIGNS = lazy(r"[＞＜≥≤≧≦]")
_INSIDE = lazy(r"[（(][^（()）]*\Z")

_LONG_PAST = lazy(
    r"目前|截[至止]|据统计|[比较](?:上年|去年)|去年(?!底)|连续[0-9一二三四五六七八九十]{1,2}年(?!每年|内)|五年来"
)
_NEAR_PAST = lazy(
    r"已(?!有的)|现[有存]|同比|共发生|位居|居全[国省市]|名列|以来|未(?:完成|实现|达)"
)
_FUTURE = lazy(
    r"力争|确保|争取|预计|(?<!即)将(?![其各以所对])|必须|应当|要(?![求素点])|达到以下"
    r"|不[得能应宜可]?(?:低于|少于|高于|多于|大于|小于|超过)|至少|控制在"
)


def kind_of(
    view: str, quantity: Quantity, sentence: Span, moment: Moment
) -> TargetKind:
    """Tell what a quantity is in the plan."""
    at = quantity.whole.start
    before = view[max(sentence.start, at - _WINDOW) : at]
    near = _CLAUSE_BACKWARD.match(before[::-1])
    clause = near[0][::-1] if near else ""
    if _is_condition(view, quantity, sentence, clause):
        return TargetKind.CONDITION
    year, present = moment.year, moment.present
    if year is not None and present is not None and year != present:
        return TargetKind.ACHIEVED if year < present else TargetKind.PLANNED
    if moment.past:
        return TargetKind.ACHIEVED
    words = view[at : quantity.span.start]
    if _FUTURE.search(clause) or _FUTURE.search(words):
        return TargetKind.PLANNED
    if moment.back or _NEAR_PAST.search(clause) or _LONG_PAST.search(before):
        return TargetKind.ACHIEVED
    if moment.last is TargetKind.ACHIEVED and year is None:
        return TargetKind.ACHIEVED
    return TargetKind.PLANNED


def _is_condition(view: str, quantity: Quantity, sentence: Span, clause: str) -> bool:
    """Tell whether a quantity marks out something else.

    引导RD投入超过1000万元的企业 (seed 004:41) does; 建设超过50人的培训师资库 (seed
    004:120) tells how large the thing is to be.
    """
    at, end = quantity.whole
    behind = view[end : min(sentence.end, end + 32)]
    if _PENALTY_BEFORE.search(clause) or _PENALTY_BEHIND.match(behind):
        return True
    if _LEGAL.match(behind) or _EACH.search(clause):
        return True  # 货值金额不足1万元的，
    if quantity.comparator is Comparator.EQUAL:
        return False
    if _TOWARDS.search(clause):
        return True  # 对1.6升及以下节能车给予补贴
    if _SIGNS.search(view, at, end) and _INSIDE.search(clause):
        return True  # （管径＜600mm） (document 099)
    unit = quantity.normalized.unit
    if unit.endswith("岁"):
        return True  # 60岁以上老年人
    if unit in RELATIVE and not _SHARE.search(clause):
        return False  # 90%以上的县 is a share of them, no mark
    return (
        unit not in _COUNTED
        and _MARKS_OUT.match(behind) is not None
        and _CREATES.search(clause) is None
    )
