"""Naming: what a quantity measures, by the words around it.

In: the Simplified view of a text, a quantity, and where its sentence begins. Out: the
place of its name (有效注册商标总量 of 有效注册商标总量超过8.5万件, 地理标志证明商标 of
新增10个左右地理标志证明商标), or None. The words are not parsed as a sentence: verbs,
times and places at the beginning are cut off by tables, the rest is the name.
"""

import re

from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.annotation.targets.gifts import (
    gift_around,
    gift_behind,
    gift_in,
    gives,
)
from cnpolicy.annotation.targets.name_parts import (
    actor_before,
    behind_description,
    behind_soft_verb,
    is_object,
    is_reached,
    is_where,
    with_verb,
    without_note,
)
from cnpolicy.annotation.targets.names_behind import (
    ADVERB,
    LONGEST_NAME,
    NO_VERB,
    VERB,
    is_served,
    name_behind,
    who_is_served,
)
from cnpolicy.annotation.targets.shared_subjects import is_amount, is_measure
from cnpolicy.annotation.targets.time_in_force import TimeInForce
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import DURATIONS, RATES, RELATIVE
from cnpolicy.vocabulary.target_name_words import (
    ADVERBS,
    BEFORE_VERBS,
    GUARDED,
    NOUN_TAILS,
    PLACES,
    TIMES,
    VERBS,
)

_SHORT = "|".join(
    f"{word}(?![{others}])" if others else word for word, others in GUARDED.items()
)
_HEAD_VERB = lazy(VERB)
# 扣除自然因素影响后|空气优良天数比率
_WITHOUT = r"(?:扣除|剔除)[^，,。；;]{2,16}?(?:后|外)(?=[\u4e00-\u9fff]{2})"
_HEAD = lazy(
    rf"(?:{_WITHOUT}|[0-9]{{1,2}}[.．、])?(?:\s|“(?![^“”]{{1,24}}”)|[（(][^（()）]{{1,24}}[）)]|通过[^，,。；;的]{{1,10}}?(?={VERB})|为(?![主期准例])[\u4e00-\u9fff]{{2,6}}?(?={VERB})|{PLACES}"
    rf"|{TIMES}|对?每(?:个|家|名|户|辆|座|所)(?=[\u4e00-\u9fff]{{2}})|(?:{any_of(BEFORE_VERBS)})(?={VERB}|{ADVERB})|{VERB}|{ADVERB}"
    rf"|{_SHORT})*+"
)
# Verbs and adverbs before a figure, but not the last character of a noun: 产能, 供应.
_AUXILIARY = (
    r"的|(?<!行)为|仍|(?<![平人年月日户亩])均|逐步|逐年|进一步|(?<=[\u4e00-\u9fff]{2})占地|(?<![存潜内外现])在|(?<![国公私])有|(?<!公)共|占|(?<![节集合契])约"
    rf"|力争|争取|确保|预计|累计|净增|逆势|双双|连年|一般|合计|全年|当年|(?<=[\u4e00-\u9fff]{{2}})已|分别(?:{any_of(VERBS)})?"
)
_PER_AREA = "(?:(?<!发)达到?|为|约)?每(?:平方公里|平方米|公顷|公里|百户|千人|万人)"
_MODAL = (
    "(?<!成)就|(?<![许认])可|(?<![产性功技职效动潜智热节储蓄阳才电核余])能|将"
    "|(?<![内供刚军急])需|至|(?<!发)达"
)
_PER_HEAD = (
    "(?:不超过)?(?:给予|予以)?每[辆人户家亩个台吨件名张盏座处套株头](?:每[年月日天])?"
    "(?:补助|补贴|奖补|奖励|资助|发放)?|给予|予以|按"
)
_DONE = (
    r"(?<=[\u4e00-\u9fffA-Z]{2})(?:(?<![度划])计划)?(?:全年)?"
    "(?:完成|实现|新开工|开工|竣工|建成|投产|签约|落地|新增|安排)"
)
_COMPARABLY = "可比|按?同口径|按可比(?:价格?|口径)(?:计算)?"
_TAIL = lazy(
    rf"(?P<cut>(?:{_AUXILIARY}|{_PER_AREA}|{_COMPARABLY}|{_MODAL}|{_PER_HEAD}|{_DONE}"
    r"|(?<![供效响适对反])应当?|(?<![模虚草])拟(?:按照?)?|(?<=[总数额量率])会|(?<![纪重主])要|还|首次|仅|(?<!船)只|\s)++)\Z"
)
_VERB_END = lazy(rf"(?:{any_of(VERBS)})\Z")
_VERBAL_NOUN = lazy(
    r"(?P<noun>投资|销售|消费|融资|补助|补贴|奖补|奖励|资助|投入|出资|支出|筹资|改造|治理|修复|绿化|造林|搬迁|安置"
    r"|培训|就业|创业|脱贫|减排|入统|上市)的?\Z"
)
_WHOLE_VERB = lazy(
    rf"(?:(?!{NO_VERB})(?:{any_of(VERBS + ADVERBS)})|[和及与、或者])++\Z"
)
_COMPARED = lazy(
    r"(?:较对上|从(?![业事而严快优紧重])|由(?![于此])|自(?![治主然愿动身行我有贸助由营用来办建制产费给])"
    r"|(?<![占对同环百])[较比](?!重|例|率|值|亚|如|上(?!一?[年期])|对|拟|$)|相较"
    r"|(?<!或)不?(?:高于|低于|高出|快于|慢于|优于|好于|领先)(?=[^，,、]{2})|与(?=[^，,、]{0,12}分别))"
    r"[^，,。；;从由较比]{0,30}+\Z"
    r"|(?:与|同(?![比期]))(?:[^，,、。；;与同]|同期){1,16}(?:相比较?|比较)\s*\Z"
)
_BASIS = lazy(
    r"在(?P<what>[^，,。；;在]{1,16})(?:基础|水平|基数)上(?:总体|再|又|还|将|继续|进一步|稳步){0,2}\Z"
)
_WHO = lazy(r"(?:银行|机构|企业|单位|部门|政府|公司)\Z")
_WHEN = lazy(r"在(?P<what>[^，,。；;在]{2,20})时\Z")
# 出让底价|可按市场评估价的70％: with 可 the name stands before it, else behind it.
_BY = lazy(
    r"(?P<may>可以?)?(?:按照|按|依照)(?![期揭时])(?P<base>[^，,。；;按]{2,24}?)的\Z"
)
_OBJECT = lazy(r"[^，,将]{2,24}+将(?![来要军领士其各])(?=[^将]{2})")
# Read backward, so that it ends where the clause begins; a bracket is passed over.
_CLAUSE_BACKWARD = lazy(r"(?:[^，,。；;：:！？!?（()）]|[）)][^（()）]{0,20}+[（(])*+")
_COUNTS_IT = lazy(
    r"(?:^|[，,。；;：:、\s])(?P<name>[^，,。；;：:、\s0-9]{2,20})[，,](?:共有?|共计|总计|合计|总数为?)\Z"
)
_ONE_YEAR_OF = lazy(
    r"(?:^|[，,。；;：:、\s])(?P<name>[^，,。；;：:、\s0-9]{2,24}?)"
    r"(?:不[低高]于|不得?[超少]过|不少于|达到?|完成|控制在)[^，,。；;：:0-9]{2,16}"
    r"[，,]其中[到至]?[0-9]{4}年[底末]?\Z"
)
_OPENING = frozenset("（(")
_QUOTED = lazy(r"“[^“”]+”")
_RATE = lazy(
    rf"(?:年均|年|平均|同比|环比)?(?:{any_of(w for ws in RATES.values() for w in ws)})"
)
_JOINED = tuple("和与及或、”")
# Units that count things; the thing itself often stands right behind: 4个|品牌.
_AGE_NAME = lazy(r"(?:寿命|年龄)\Z")
_TERM_NAME = lazy(
    r"(?:期|期限|时间|年限|时限|周期|寿命|时长|里程|天数|日数|住院日|月数|年数|小时数)\Z"
)
_AND_MORE = frozenset("和与及或、")  # 公路新开工|和续建项目
_HEADS = frozenset("头只匹羽")  # 羊|1.12万只
_COUNTS = frozenset(
    "个家件项名种所座条门次场处户台辆艘架枚只头株部支位套间组块片栋幢批期本份对起例"
)


_SHARES = frozenset("%％﹪成")
_HAS_SHARE = frozenset(("占", "约占", "占到"))
_GROWN = lazy(r"(?<=[\u4e00-\u9fff]{2})(?:发展|拓展|扩展|壮大|延伸)\Z")
_AND_SUCH = lazy(
    r"[^，,。；;（()）]{2,24}、[^，,。；;（()）]{1,24}?(?<![高中初平同优均对])等"
    r"(?![级候待效温于身同价])(?=[\u4e00-\u9fff“]{2})"
)
_OF = lazy(
    r"[^占]{2,}占(?!比|地|用|有)(?!.*(?:比重|比例|份额|率|占比|[的之]比)\Z).{2,}\Z"
)
# 销售量|达到汽车销售总量的20%, 旅游收入|达到2023年的1.8倍, 用水量|控制在2022年的95%
_REACHES_PART = lazy(
    r"(?:达到?|[约仅]?为|是|相当于|(?<!不)超过|增[加长]?[到至]|提高[到至]|控制在|保持在|维持在"
    r"|稳定在|不超过|不[高低]于|恢复[到至])(?P<base>[^，,。；;达占]{2,24}的)\Z"
)
_STOP_SIGNS = frozenset("，,。；;：:！？!?\n（）()")
_OTHERS = lazy(r"[^，,。；;]{1,24}、")
_INNER_VERB = lazy(
    rf"(?:累计|共|已|还|将|要|应|须|需|可|力争|有效|合计)?"
    rf"(?:新增(?!就业)|新建|新开工|建成(?!区)|培育|打造|引进|削减|完成|实现|创建|发放|带动|惠及|形成|争取|筹集|吸纳|安置(?!点|房|住|小区)|受理|办结|查处|拆除|铺设|架设|启动(?!区)|覆盖(?!面|范围|人群)"
    rf"|应对|入驻|累计(?!结存)|(?<![万千百][人户])(?<!人均)拥有|接待(?!人次|能力|量|规模|总))(?!{any_of(NOUN_TAILS)}|的|后|样板|活动|基地|项目|工程|工作|任务|目标|年度)"
)


def full_name(
    simplified: str, text: str, name: Span | None, quantity: Quantity
) -> str | None:
    """The words of a name, without space; None without a name."""
    if name is None:
        return None
    words = "".join(name.of(text).split())
    before = name.end <= quantity.span.start
    if before and quantity.unit in _SHARES and _OF.search(name.of(simplified)):
        return words.replace("约占", "占") + "比重"  # 增加值占GDP的|6.5%
    if actor := before and actor_before(simplified, name):
        head = _HEAD.match(simplified, *actor)
        whose = Span(head.end() if head else actor.start, actor.end)
        return "".join(whose.of(text).split()) + words  # 第一产业|实现增加值
    gap = simplified[name.end : quantity.span.start]
    if before and gap.strip() in _HAS_SHARE and quantity.unit in _SHARES:
        return words + "占比"  # 达到优良的断面占|66%
    return words


def name_of(
    simplified: str, quantity: Quantity, start: int, end: int, clock: TimeInForce
) -> Span | None:
    """Return the place of the name of a quantity; None if its clause has none.

    `start` is where its sentence begins, or behind the quantity before it; `end` is
    the end of its stretch.
    """
    before = _before(simplified, quantity, start, clock) or quantity.base
    if quantity.normalized.unit.endswith("岁"):
        aged = before is not None and _AGE_NAME.search(before.of(simplified))
        return before if aged else None
    if quantity.normalized.unit in DURATIONS:
        named = before is not None and _TERM_NAME.search(before.of(simplified))
        return before if named else None
    if gift := gift_behind(simplified, before, quantity.whole.end, end):
        return gift
    behind = name_behind(simplified, quantity.whole.end, end)
    if gift := gift_around(simplified, quantity.span, before, start, end):
        return gift
    if behind is not None and is_served(simplified, start, quantity.span.start):
        return who_is_served(simplified, behind)
    if before is None and behind is None:
        whole, figure = quantity.whole.start, quantity.span.start
        return _named_above(_ONE_YEAR_OF, simplified, whole, start) or _named_above(
            _COUNTS_IT, simplified, figure, start
        )
    close = behind is not None and behind.start == quantity.whole.end
    if behind is not None and close and quantity.unit in _SHARES:
        # 100%|保障|重点项目用能
        head = _HEAD.match(simplified, *behind)
        if head is not None and behind.start < head.end() < behind.end - 1:
            behind = Span(head.end(), behind.end)
    if before is None or behind is None:
        return _with_rate(simplified, before, quantity) or behind
    words = before.of(simplified)
    if is_amount(words) and is_reached(simplified[before.end : quantity.span.start]):
        return before  # 建屋量增至|158000个|单位
    if quantity.normalized.unit not in _COUNTS and not is_where(words):
        part_of = simplified.startswith("的", quantity.whole.end)
        if part_of and quantity.unit in _SHARES and not is_measure(words):
            return behind  # 流经城市90%的|河段
        at_once = close and not _HEAD_VERB.match(simplified, *behind)
        given = (at_once or part_of) and gives(words)
        return behind if given else _with_rate(simplified, before, quantity)
    gap = simplified[quantity.whole.end : behind.start]
    told = gap.endswith("的") or simplified.startswith("等", before.end)
    told = told or is_where(words)  # 西侧|40亩|地块
    thing = (not gap or gap[0] == "由" or told) and not _HEAD_VERB.match(
        simplified, behind.start, behind.end
    )
    return behind if thing or _VERB_END.search(words) else before


def _named_above(
    pattern: re.Pattern[str], simplified: str, at: int, start: int
) -> Span | None:
    """The name that a pattern finds in the clause before one that has none.

    民生实事项目，|共57个; 用水量不超过国家下达的指标，其中2025年|不超过620亿立方米.
    """
    low = max(start, at - LONGEST_NAME)
    match = pattern.search(simplified[low:at])
    if match is None:
        return None
    first, last = low + match.start("name"), low + match.end("name")
    head = _HEAD.match(simplified, first, last)
    first = head.end() if head else first
    return Span(first, last) if last - first > 1 else None


def _with_rate(simplified: str, name: Span | None, quantity: Quantity) -> Span | None:
    """The name with the noun of its rate: 居民消费价格|涨幅."""
    if name is None or name.end != quantity.whole.start:
        return name
    rate = _RATE.match(simplified, name.end, quantity.span.start)
    return Span(name.start, rate.end()) if rate else name


def _clause(simplified: str, start: int, at: int) -> tuple[int, int, int]:
    """Where the clause of a figure begins, what is its own in it, and where it ends."""
    low = max(start, at - LONGEST_NAME)
    clause = _CLAUSE_BACKWARD.match(simplified[low:at][::-1])
    begin = first = at - clause.end() if clause else at
    if first == start and _is_thing(simplified, start) and start > 0:
        # 25%|面积、县级市建成区|20%: what was counted before is no part of it
        others = _OTHERS.match(simplified, first, at)
        first = others.end() if others else first
    if first == at and simplified[at - 1 : at] in _OPENING:
        # 粮食增产|（5万吨）
        at -= 1
        near = _CLAUSE_BACKWARD.match(simplified[low:at][::-1])
        first = at - near.end() if near else at
    return begin, first, at


def _before(
    simplified: str, quantity: Quantity, start: int, clock: TimeInForce
) -> Span | None:
    """The name that stands before a figure: 有效注册商标总量|超过8.5万件."""
    at = quantity.whole.start
    begin, first, at = _clause(simplified, start, at)
    compared = _COMPARED.search(simplified, first, at)
    last = compared.start() if compared else at
    if quantity.normalized.unit in RELATIVE:
        part = _REACHES_PART.search(simplified, first + 2, last)
        last = part.start() if part else last
    if basis := _BASIS.search(simplified, first + 1, last):
        # 贷款利率|在平均水平上再降50个基点; but 各银行在|贷款利率|水平上下浮10%
        who = _WHO.search(simplified, first, basis.start())
        first, last = basis.span("what") if who else (first, basis.start())
    if by := _BY.search(simplified, first, last):
        named = by["may"] and by.start() - first > 1
        first, last = (first, by.start()) if named else by.span("base")
    first = _behind_head(simplified, first, last, clock)
    last = clock.start_of(last)  # 清疏|每2年
    tail = _TAIL.search(simplified, first, last)
    last = tail.start("cut") if tail else last
    if inner := _last_verb(simplified, first, last):
        first = _behind_head(simplified, inner, last, clock)
    if first < (inside := clock.last_end(first, last)) < last - 1:
        # 商贸企业2023年10-11月|零售额, 县财政每年安排|专项资金
        first = _behind_head(simplified, inside, last, clock)
    if when := _WHEN.match(simplified, first, last):
        head = _HEAD.match(simplified, *when.span("what"))
        first, last = head.end() if head else first, when.end("what")
    if object_ := _OBJECT.match(simplified, first, last):
        first = object_.end()  # 引导机构将|检测收费标准
    first, last = _trimmed(simplified, first, last)
    if gift := gift_in(simplified, begin, at):
        return gift
    counted = quantity.normalized.unit in _COUNTS
    reached = is_reached(simplified[last : quantity.span.start])
    whole = with_verb(simplified, begin, first, last, reached)
    if whole is not None:
        first = whole
    elif not reached:
        first = _behind_doing(simplified, first, last, quantity, clock)
    name = simplified[first:last]
    if whole is None and (first >= last or _WHOLE_VERB.match(name)):
        noun = _VERBAL_NOUN.search(simplified, max(start, last - 3), last)
        noun = noun or _VERBAL_NOUN.search(simplified, max(start, at - 3), at)
        return Span(*noun.span("noun")) if noun else None  # 完成|投资|1500亿元
    if _QUOTED.fullmatch(name):
        return Span(first + 1, last - 1)  # “断头路”|3条
    single = counted and is_object(simplified, begin, first)
    alone = not simplified[begin:first].strip("、和及 ")
    single = single or (alone and quantity.normalized.unit in _HEADS)
    if len(name.strip()) < 2 - single or (name.endswith(_JOINED) and "“" not in name):
        return None
    return Span(first, last)


def _behind_doing(
    simplified: str, first: int, last: int, quantity: Quantity, clock: TimeInForce
) -> int:
    """Where a thing begins behind what is done with it, and what it is like."""
    unit = quantity.normalized.unit
    if unit not in RELATIVE and unit not in DURATIONS:
        soft = behind_soft_verb(simplified, first, last)
        first = _behind_head(simplified, soft, last, clock) if soft > first else first
    return behind_description(simplified, first, last) if unit in _COUNTS else first


def _trimmed(simplified: str, first: int, last: int) -> tuple[int, int]:
    """A name without what lists others before it, and with its quotation mark."""
    if simplified.startswith("等", last - 1) and last > first:
        last -= 1
    if simplified.startswith("到", last):
        grown = _GROWN.search(simplified, first, last)
        last = grown.start() if grown else last  # 商务楼宇发展|到36座
    if simplified.startswith("到", last) and simplified.endswith(
        ("收", "接"), first, last
    ):
        return first, first  # 共收|到申请16万宗
    last = without_note(simplified, first, last)
    if simplified.endswith("贡献率", first, last) and simplified[first - 1] == "对":
        first -= 1  # 对经济增长的贡献率
    such = _AND_SUCH.match(simplified, first, last)
    if such and "分别" not in simplified[last : last + 4]:
        first = such.end()  # 甲、乙等|新能源项目
    if simplified.startswith("“", first - 1) and "”" in simplified[first:last]:
        first -= 1  # “一件事一次办”事项
    return first, last


def _is_thing(simplified: str, start: int) -> bool:
    """Tell whether a figure stands before a place, with what it counts behind it."""
    return (
        simplified[start - 1] not in _STOP_SIGNS
        and "\u4e00" <= simplified[start] <= "\u9fff"
    )


def _last_verb(simplified: str, first: int, last: int) -> int | None:
    """Where a name begins behind a verb in its middle: 脱硫工程形成|脱硫能力."""
    if "每" in simplified[first:last]:
        return None  # 每千人口拥有养老床位
    found = None
    for match in _INNER_VERB.finditer(simplified, first + 2, last):
        if (
            last - match.end() > 1
            and simplified[match.start() - 1] not in "、占"
            and simplified[match.end()] not in _AND_MORE
        ):
            found = match.end()
    return found


def _behind_head(simplified: str, first: int, last: int, clock: TimeInForce) -> int:
    """Where a name begins, behind times, places and verbs: 2025年1月至3月减免|租金."""
    while True:
        at = clock.ends_of(first)
        if head := _HEAD.match(simplified, min(at, last), last):
            at = head.end()
        if at == first or at >= last:
            return min(at, last)
        first = at
