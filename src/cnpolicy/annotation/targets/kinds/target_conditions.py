"""Conditions: which quantities mark out something else, by their words.

In: a quantity with the words around it, as a `Sight`. Out: whether it is a condition:
超过1000万元 of 引导投入超过1000万元的企业 tells which enterprises. The rules are named
and tried in order.
"""

from collections.abc import Callable
from typing import NamedTuple

from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.annotation.targets.names_behind import ADVERB, VERB
from cnpolicy.annotation.targets.shared_subjects import is_measure
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.model.results.targets import Comparator, TargetKind
from cnpolicy.vocabulary.quantity_words import DURATIONS, RELATIVE
from cnpolicy.vocabulary.word_lists import listed

# What can be marked out by a figure; things that are built (集群, 师资库) are not here.
_ACTORS = (
    "土地|用地|地块|企业|单位|个人|人员|机构|主体|地区|城市|园区|高校|院校|学校|法人|组织|家庭|农户|商户|网商|医院|门店|建筑"
    "|污染源|工程|项目|车辆|产品|公司|银行|合作社|农场|经营户|纳税人|用户|居民|老人|老年人|儿童|职工|毕业生|人才|团队|县"
    "|市|区|乡镇|村|部分|情形|行为|债券|贷款|地震|灾害|事故|事件|疫情"
)
# 500万以上|1000万以下的城市: the upper bound may stand between.
_UPPER = r"(?:[0-9０-９.．]{1,9}[万亿]?[元人家户件岁倍%％]?(?:以下|以内))?"
_LEGAL = lazy(
    rf"(?:[（(]不?含[^（()）]{{0,4}}[）)])?{_UPPER}(?:[^，,。；;的]{{0,18}}的[，,；;：:]|的。)"
)
_MARKS_OUT = lazy(
    rf"(?:[（(]不?含[^（()）]{{0,4}}[）)])?{_UPPER}"
    rf"(?:的[^，,。；;：:、（(]{{0,12}}?(?:{_ACTORS})|(?:中小微|小微|中小|大型)企业)"
)
_COUNTED = frozenset("个家名户项座所辆件种批条次场处只头艘")
_SHARE = lazy(r"(?:[率比重度幅速]|比例|占[^占]{1,24})\Z")
_CREATES = lazy(
    r"(?:建设|建成|建立|新建|打造|形成|培育|创建|新增|设立|引进|组建|配备|选派|培训|培养|实施|推动)"
    r"(?:了|一批)?\Z"
)
_PENALTY_BEFORE = lazy(r"罚款|罚金|货值金额|违法所得|处以|[可并]处\Z")
_REWARDS = lazy(
    r"(?:的标准|的比例)?(?:给予|予以)?[^，,。；;]{0,6}?(?:奖励|补助|补贴|奖补|资助|返还)"
)
_PENALTY_BEHIND = lazy(rf"{_UPPER}的?(?:罚款|罚金)")
# 每培育1家规模以上企业，给予3万元奖励: for each, not as many.
_EACH = lazy(r"每(?:新增|新建|培育|引进|孵化|增加|成功|获得|创建)[^，,]{0,12}\Z")
_TOWARDS = lazy(r"(?<![应面相针反绝核校])对于?\Z")
_SIGNS = lazy(r"[＞＜≥≤≧≦]")
_MEASURED_INSIDE = lazy(r"[（(][\u4e00-\u9fff]{1,8}(?<![达到为占])\Z")
_INSIDE = lazy(r"[（(][^（()）]*\Z")
_ACTORS_OPEN = lazy(rf"(?:{_ACTORS})[（(][^（()）]*\Z")

# 运行20年以上|老旧管网: the duration or age describes what is treated, not what is
# built.
_THING = lazy(r"的?[\u4e00-\u9fff“]{2}")
_TREATS = lazy(
    r"(?:淘汰|关停|关闭|拆除|取缔|退出|替换|更换|更新|改造|报废|整治|清理|腾退|排查|检查|治理|监管|纳入"
    r"|实施|推动|鼓励|支持|引导|允许|禁止|限制|不再新建|不再审批|不得新建|不得新增|严禁新增|全部|所有|凡)[^，,。；;]{0,12}\Z"
)
_SIZES = frozenset(
    listed(
        "蒸吨 蒸吨/小时 吨/小时 平方米 立方米 千瓦 兆瓦 千伏 千伏安 公里 米 毫米 厘米 "
        "升 元 万 亿"
    )
)


_LIMITS = frozenset(
    (Comparator.MORE, Comparator.AT_LEAST, Comparator.LESS, Comparator.AT_MOST)
)


class Sight(NamedTuple):
    """A quantity with the words around it."""

    simplified: str
    quantity: Quantity
    clause: str
    """The words of its clause before it."""
    behind: str
    """The words behind it."""
    before: str
    """The words of its sentence before it."""
    last: TargetKind | None
    """The kind of the quantity before it in the sentence."""

    @property
    def bounded(self) -> bool:
        return self.quantity.comparator is not Comparator.EQUAL

    @property
    def limited(self) -> bool:
        """Whether it is bounded from one side: no 左右."""
        return self.quantity.comparator in _LIMITS

    @property
    def closed(self) -> bool:
        """Whether a word behind the figure bounds it: 以上."""
        return self.quantity.whole.end > self.quantity.span.end and self.bounded


def _is_penalty(it: Sight) -> bool:
    """处5万元以上10万元以下的罚款; but 按罚款金额的1%奖励."""
    if it.quantity.unit in RELATIVE and _REWARDS.match(it.behind):
        return False
    return bool(_PENALTY_BEFORE.search(it.clause) or _PENALTY_BEHIND.match(it.behind))


def _is_legal(it: Sight) -> bool:
    """货值金额不足1万元的，"""
    return _LEGAL.match(it.behind) is not None


def _is_each(it: Sight) -> bool:
    """每培育1家规模以上企业，"""
    return _EACH.search(it.clause) is not None


def _is_addressed(it: Sight) -> bool:
    """对1.6升及以下节能车给予补贴, 对单价50万元以上设备给予补贴."""
    if not it.bounded:
        return False
    given = _FOR_WHOM.match(it.clause) and _IS_GIVEN.match(it.behind)
    return given is not None or _TOWARDS.search(it.clause) is not None


def _is_asked_for(it: Sight) -> bool:
    """对企业零售额达到3000万元以上，且增速为正的，给予奖励."""
    return (
        _FOR_WHOM.match(it.before) is not None
        and _WHO_MEETS.match(it.behind) is not None
        and _GIVEN.search(it.clause) is None
    )


def _is_in_brackets(it: Sight) -> bool:
    """（管径＜600mm）: the bracket says which pipes; 企业（年用水量1万吨及以上）."""
    at, end = it.quantity.whole
    marks = it.closed and it.behind.startswith(("）", ")"))
    if marks and it.behind[1:2] == "的" and _MEASURED_INSIDE.search(it.clause):
        return True  # 中长距离运输（运距500公里以上）的煤炭
    if marks and it.quantity.normalized.unit not in RELATIVE:
        return _ACTORS_OPEN.search(it.before) is not None
    signs = _SIGNS.search(it.simplified, at, end)
    return signs is not None and _INSIDE.search(it.clause) is not None


def _is_age(it: Sight) -> bool:
    """60岁以上老年人, 3—6岁儿童; but 人均预期寿命达到79岁以上."""
    if not it.quantity.normalized.unit.endswith("岁") or _LIFE.search(it.clause):
        return False
    return it.bounded or _OF_AGE.match(it.behind) is not None


def _is_long_or_old(it: Sight) -> bool:
    """运行20年以上老旧管网, 从业5年以上的人员."""
    unit = it.quantity.normalized.unit
    inside = it.simplified.endswith("内", 0, it.quantity.whole.end)
    full = it.behind.startswith("的")  # 使用满15年的|电梯
    aged = it.limited and (it.closed or full) and not inside and unit in DURATIONS
    return aged and _THING.match(it.behind) is not None


def _is_treated(it: Sight) -> bool:
    """淘汰35蒸吨/小时及以下燃煤锅炉."""
    return (
        it.closed
        and it.quantity.normalized.unit in _SIZES
        and _TREATS.search(it.clause) is not None
        and _THING.match(it.behind) is not None
    )


def _is_rating(it: Sight) -> bool:
    """10千伏线路, 220千伏及以上变电站: which lines."""
    unit = it.quantity.normalized.unit
    return unit in _VOLTS and _RATED.match(it.behind) is not None


def _is_size_of_counted(it: Sight) -> bool:
    """其中10蒸吨及以下350台."""
    unit = it.quantity.normalized.unit
    return it.closed and unit in _SIZES and _COUNT_BEHIND.match(it.behind) is not None


def _is_grade(it: Sight) -> bool:
    """造成10人以上30人以下死亡, 直接经济损失5000万元以上: grades of an accident."""
    harmed = _HARM_BEHIND.match(it.behind) or _HARM_BEFORE.search(it.clause)
    return it.limited and harmed is not None


def _is_second_bound(it: Sight) -> bool:
    """100人以上、|500人以下, where the first marks something out."""
    return (
        it.last is TargetKind.CONDITION
        and it.closed
        and _BETWEEN.search(it.clause) is not None
    )


def _is_mark_of_counted(it: Sight) -> bool:
    """培育产值超50亿元企业3家."""
    return (
        it.bounded
        and it.quantity.normalized.unit in _SIZES
        and _COUNTED_THING.match(it.behind) is not None
    )


def _is_whose(it: Sight) -> bool:
    """年旅客吞吐量500万人次以上的机场，桥电使用率达到95%以上: of which airports."""
    return (
        it.limited
        and it.closed
        and is_measure(it.clause)
        and _MEASURED.fullmatch(it.clause) is not None
        and _MAKES.match(it.clause) is None
        and _WHOSE.match(it.behind) is not None
    )


def _is_population(it: Sight) -> bool:
    """100万人口以上城市, 城区人口300万以下的城市: which towns."""
    if it.clause.endswith("人口") and _TOWNS.match(it.behind):
        return True
    return _OF_SO_MANY.match(it.behind) is not None


def _is_said_twice(it: Sight) -> bool:
    """两个及两个以上举报人."""
    before = _SAME_AND.search(it.clause)
    words = it.quantity.span.of(it.simplified)
    return before is not None and words == before["number"] + before["unit"]


def _marks_out(it: Sight) -> bool:
    """引导RD投入超过1000万元的企业 (seed 004:41).

    建设超过50人的培训师资库 (seed 004:120) tells how large the thing is to be; 90%以上
    的县 is a share of them.
    """
    unit = it.quantity.normalized.unit
    if not it.bounded or (unit in RELATIVE and not _SHARE.search(it.clause)):
        return False
    return (
        unit not in _COUNTED
        and _MARKS_OUT.match(it.behind) is not None
        and _CREATES.search(it.clause) is None
    )


# 年旅客吞吐量500万人次以上|的机场，桥电使用率达到95%
_WHOSE = lazy(
    r"的[\u4e00-\u9fff]{2,10}[，,][^。；;]{2,30}?(?:达|不低于|不超过|控制在|全面|全部|要|应|须|实行|实现|必须)"
)
_MEASURED = lazy(r"[\u4e00-\u9fff]{2,16}")
_MAKES = lazy(f"{VERB}|{ADVERB}")
# 100万人|口以上城市
_OF_SO_MANY = lazy("人?口及?以[上下]的?(?:城市|县|镇|乡|村|地区|建制镇)")
_TOWNS = lazy("(?:及?以[上下])?的?(?:城市|城区|县城|县|建制镇)")
# 两个及|两个以上举报人: so many at least, which nobody plans.
_SAME_AND = lazy(
    rf"(?P<number>[0-9两{ONE_TO_TEN}百]{{1,4}})(?P<unit>[\u4e00-\u9fff])[及或]者?\Z"
)
_BETWEEN = lazy(r"(?:以上|以下)(?:[（(]含[^（()）]{0,3}[）)])?[、至到]?\Z")
_FOR_WHOM = lazy(
    rf"\s*(?:[0-9]{{1,2}}[.．、]|[（(][{ONE_TO_TEN}]{{1,2}}[）)])?\s*(?:对(?!标|接|外|口|照|比|应|称|内|症)于?|凡是?)"
)
_GRANTS = r"(?:分别|一次性)?(?:给予|予以|奖励|补助|补贴|按)"
_IS_GIVEN = lazy(rf"的?[\u4e00-\u9fff]{{2,16}}?[，,]?{_GRANTS}")
_WHO_MEETS = lazy(
    r"(?:(?!给予|予以|奖励|补助|补贴|[按每])[^。；;]){0,40}?的[，,（(：:]"
    rf"|[^，,。；;给予按奖补]{{0,24}}的[^，,。；;给予按奖补]{{1,16}}[，,]?{_GRANTS}"
    r"|[）)](?=[，,]?[每按给])"
)
# 对企业奖励|20万元，迁入的，给予10万元
_GIVEN = lazy(r"(?:奖励|补助|补贴|奖补|资助|给予|予以)\Z")
_HARM_BEFORE = lazy(
    r"(?:死亡|重伤|伤亡|失踪|被困|中毒|感染|经济损失|[需须](?:紧急)?(?:搬迁|转移|疏散|撤离|安置))"
    r"[^，,。；;]{0,6}\Z"
)
_HARM_BEHIND = lazy(
    rf"{_UPPER}(?:的|群众)?(?:死亡|重伤|受伤|伤亡|失踪|被困|中毒|生命|(?:直接)?(?:财产|经济)损失)"
)
_OF_AGE = lazy(
    r"的?(?:早期|早教|托育|照护|儿童|婴幼儿|幼儿|老年|老人|人口|青少年|青年|居民|男|女|学生|妇女|少年)"
)
# 产值超50亿元|企业3家
_COUNTED_THING = lazy(r"[\u4e00-\u9fff]{2,12}[0-9]{1,5}[余多]?[家个户项名座]")
_VOLTS = frozenset(("千伏", "伏", "kV"))
_RATED = lazy(
    r"(?:及以[上下]|等级|级)?的?[\u4e00-\u9fff]{0,4}?(?:线|变电|变压|输电|电网|配网|母线|开关|电缆|杆塔)"
)
_COUNT_BEHIND = lazy(r"的?[0-9]{1,6}[余多]?[台套座家户个辆艘项条栋幢处]")
_LIFE = lazy(r"寿命|年龄(?:达|提高)|平均年龄")

CONDITIONS: tuple[Callable[[Sight], bool], ...] = (
    _is_penalty,
    _is_legal,
    _is_each,
    _is_addressed,
    _is_asked_for,
    _is_in_brackets,
    _is_age,
    _is_grade,
    _is_second_bound,
    _is_long_or_old,
    _is_treated,
    _is_rating,
    _is_size_of_counted,
    _is_mark_of_counted,
    _is_whose,
    _is_population,
    _is_said_twice,
    _marks_out,
)
"""How a quantity marks out something else, by its words."""
