"""Kinds: whether a quantity is achieved, planned, or the condition of something else.

In: the Simplified view of a text, a quantity, its sentence and what is known about
time in the document. Out: `TargetKind`. Wording decides first (超过1000万元的企业 is a
condition, 已累计改造1020处 is achieved, 力争超过 is planned), then the year, then the
section it stands in; what nothing speaks against is planned.
"""

import re
from enum import StrEnum

from cnpolicy.annotate.quantities import Quantity
from cnpolicy.annotate.units import Comparator
from cnpolicy.spans import Span


class TargetKind(StrEnum):
    """What a quantity is in the plan."""

    ACHIEVED = "achieved"
    """Reached before: 全市累计发明专利申请24500件."""

    PLANNED = "planned"
    """To be reached: 有效注册商标总量超过8.5万件."""

    CONDITION = "condition"
    """What marks out something else: 投入超过1000万元的企业."""


_ACTORS = (
    "企业|单位|个人|人员|机构|主体|地区|城市|园区|高校|院校|学校|法人|组织|家庭|农户|商户|网商|医院|门店"
    "|建筑|工程|项目|车辆|产品|公司|银行|合作社|农场|经营户|纳税人|用户|居民|老人|老年人|儿童|职工|毕业生|人才|团队"
    "|县|市|区|乡镇|村|投资|部分|情形|行为|债券|贷款"
)
_MODIFIES = re.compile(
    rf"(?:[（(]含[本数]*[）)])?(?:的[^，,。；;：:、]{{0,12}}?(?:{_ACTORS})|(?:的)?小微?企业|的?中小微?企业|的[，,；;。：:]|[^，,。；;的]{{0,3}}者)"
)
_PENALTY = re.compile(r"罚款|罚金|货值金额|违法所得|处分|赔偿")
_SIGNS = re.compile(r"[＞＜≥≤≧≦]")
_INSIDE = re.compile(r"[（(][^（()）]*\Z")
_CREATES = re.compile(
    r"(?:建设|建成|建立|建|新建|打造|形成|培育|创建|新增|设立|引进|组建|完成|发展)(?:了|一批)?\Z"
)
_PAST = re.compile(
    r"已(?!有[0-9]?的)|目前|现有|现存|截[至止]|连续(?:[0-9一二三四五六七八九十]{1,2})年|同比|[比较](?:上年|去年)|去年|据统计|共发生"
    r"|累计(?!新增|培育|建成|完成|实施|新建)|以来|位居|居全[国省市]|排名|名列"
)
_FUTURE = re.compile(
    r"力争|确保|争取|努力|预计|[^即]将(?!其|各|以|所)|必须|应当|要(?!求|素|点)|须|计划|目标"
)


class Moment:
    """What the text says about time where a quantity stands."""

    __slots__ = ("back", "past", "present", "year")

    def __init__(
        self, year: int | None, present: int | None, past: bool, back: bool
    ) -> None:
        """Take what was found."""
        self.year = year
        """The year its sentence states; None if it states none."""
        self.present = present
        """The first year that is not past; None if unknown."""
        self.past = past
        """Whether its sentence names a period before the present."""
        self.back = back
        """Whether its section looks back."""


def kind_of(
    view: str, quantity: Quantity, sentence: Span, named: Span | None, moment: Moment
) -> TargetKind:
    """Tell what a quantity is in the plan; `named` is where its name stands."""
    at, end = quantity.whole
    if _is_condition(view, quantity, sentence, named):
        return TargetKind.CONDITION
    before = view[max(sentence.start, at - 80) : at]
    year, present = moment.year, moment.present
    if year is not None and present is not None and year != present:
        return TargetKind.ACHIEVED if year < present else TargetKind.PLANNED
    if moment.past:
        return TargetKind.ACHIEVED
    words = before + view[at : quantity.span.start]
    future = _FUTURE.search(words)
    if moment.back:
        return TargetKind.PLANNED if future else TargetKind.ACHIEVED
    if future:
        return TargetKind.PLANNED
    return TargetKind.ACHIEVED if _PAST.search(words) else TargetKind.PLANNED


def _is_condition(
    view: str, quantity: Quantity, sentence: Span, named: Span | None
) -> bool:
    """Tell whether a quantity marks out something else.

    引导RD投入超过1000万元的企业 (seed 004:41) does; 建设超过50人的培训师资库 (seed 004:120)
    tells how large the thing is to be.
    """
    at, end = quantity.whole
    clause = view[max(sentence.start, at - 40) : at]
    clause = re.split(r"[，,。；;：:]", clause)[-1]
    behind = view[end : min(sentence.end, end + 24)]
    bounded = quantity.comparator is not Comparator.EQUAL
    if _PENALTY.search(clause) or _PENALTY.match(behind.lstrip("的")):
        return True
    if bounded and _SIGNS.search(view, at, quantity.span.start) and _INSIDE.search(clause):
        return True  # （管径＜600mm） (document 099)
    if not (bounded or behind[:2] in ("的，", "的,", "的；")):
        return False
    return (
        _MODIFIES.match(behind) is not None
        and not _CREATES.search(clause)
        and (named is None or named.end <= at or behind[:2] in ("的，", "的,", "的；"))
    )
