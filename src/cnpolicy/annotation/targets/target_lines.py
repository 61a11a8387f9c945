"""Lines: what a quantity measures, by its words and by the quantities before it.

In: one leaf while its quantities are read, and the next quantity. Out: the place of its
name, its name, and what it is measured from. Where a sentence goes on without naming
anything (提高3个百分点，达到66%), the name before holds on.
"""

from attrs import field, mutable

from cnpolicy.annotation.document_text import LeafInContext
from cnpolicy.annotation.flowing_text import FlowingText
from cnpolicy.annotation.targets.baselines import baseline_of
from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.annotation.targets.name_parts import (
    is_object,
    is_rate_alone,
    is_reached,
    is_total_alone,
)
from cnpolicy.annotation.targets.shared_subjects import is_measure
from cnpolicy.annotation.targets.target_names import full_name, name_of
from cnpolicy.annotation.targets.time_in_force import TimeInForce
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.model.results.targets import Baseline, Comparator, Target, TargetKind
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import POINTS, RELATIVE
from cnpolicy.vocabulary.target_name_words import DONE_AGAIN, GOING_ON

# What may stand between two figures of one name: …大关，达到
_GOES_ON = lazy(
    r"\s*(?:大关)?[，,、（(]\s*(?:同比|环比|其中|首次|每年|[共合总累]计?)?"
    rf"(?:(?:已|计划)?(?:{any_of(GOING_ON)})|比[去上]年[^，,]{{0,6}})?\s*"
)
# …亿元，为预算的|100.1%
_OF_PLAN = lazy(
    r"\s*[，,]\s*(?:为|完成|相当于|是|占)(?:年初|年度|全年|年)?(?:预算|计划|目标|任务)[^，,。；;]{0,4}的"
)
# 增长9%，高于全省平均|2个百分点
_BEYOND = lazy(
    r"\s*[，,、]?\s*(?:均|都|分别|也|增速|增幅)?(?:高出|高于|低于|好于|优于|快于|慢于|超出|领先)"
    r"[^，,。；;0-9]{1,16}"
)
# 塌目标|1.8个百分点, 超额完成|40所|的年度目标任务
_GOAL = lazy(r"[^，,占]{0,4}(?:目标|预期|计划|任务)(?:任务|值)?|超额")
_OF_GOAL = lazy(r"的(?:[年全][年度]?|既定|预期|计划|预定)?(?:目标|任务|计划)")
_REACHES = lazy(
    r"达|突破|同比|环比|为|增|提高|降|升|减|净|回落|下降|上升|压减|累计|总[量数]|超|[合共]"
)
_AGAIN = frozenset(DONE_AGAIN)
_SAME = frozenset(("折合", "约合", "相当于", "折算", "合"))
_BRACKETS = frozenset("（(")
_SHARES_ALONE = frozenset(("比重", "占比"))
_LONGEST_BOUND = 6
_JOINED_TO = ("", "的")
# A line that says only when, and that it is reached: 到2027年，达到|45%
_ONLY_REACHES = lazy(
    r"\s*(?:(?:到|至)?[0-9]{4}年[底末前]{0,2}[，,]?|[全我][省市县区州国]|力争|确保|争取|总体|稳定|保持"
    r"|累计|要|应|均|将|基本|预计|[达增升降][到至长]|提[高升][到至])*\s*"
)
_IS_SHARE = lazy(r"(?:比重|比例|份额|率|占比)\Z")


@mutable
class TargetLine:
    """One leaf while its quantities are read."""

    passage: LeafInContext
    listed: bool
    """Whether it is an item of a list of conditions."""
    clock: TimeInForce
    sentence: Span
    made: list[Target] = field(factory=list)
    quantities: list[Quantity] = field(factory=list)
    named_from: int = 0
    """Where the name of the last one was looked for."""
    first: int = 0
    """How many of them stand before the sentence."""

    @property
    def last(self) -> Target | None:
        """The target before, in the same sentence."""
        return self.made[-1] if len(self.made) > self.first else None

    @property
    def last_quantity(self) -> Quantity | None:
        """Its quantity."""
        return self.quantities[-1] if len(self.made) > self.first else None


def measured(
    source: FlowingText, line: TargetLine, quantity: Quantity
) -> tuple[Span | None, Baseline | None]:
    """What a quantity measures, and from what."""
    simplified, text = source.simplified, source.text
    last, before = line.last, line.last_quantity
    start = before.whole.end if before else line.sentence.start
    between = (
        simplified[start : quantity.whole.start].strip(" 、和及与") if last else "-"
    )
    if before and before.normalized.unit.endswith("岁"):
        # 每千人口拥有3岁以下婴幼儿托位数: an age is a part of the name behind it.
        inside = simplified[before.whole.end : before.whole.end + 1]
        start = line.named_from if "\u4e00" <= inside <= "\u9fff" else start
    line.named_from = start
    baseline = baseline_of(simplified, text, line.sentence, quantity, before)
    if before is not None and simplified[quantity.whole.start] == "为":
        # 支出300万元为|8165名|救助对象
        other = before.normalized.unit != quantity.normalized.unit
        between = "-" if other else between
    if last is not None and not between:
        if start < quantity.whole.start and quantity.change:
            baseline = last.baseline  # a list is measured from one baseline
        if last.name_span is not None:
            return last.name_span, baseline  # 55％、70％以上; from 2.2件 to 4.4件
    gap = simplified[start : quantity.whole.start] if before else "-"
    if last is not None and (
        moves_on(last, baseline) or _OF_PLAN.fullmatch(gap) is not None
    ):
        return last.name_span, baseline  # 由5600个|逐步增至2026学年的|7200个
    name = name_of(simplified, quantity, start, line.passage.end, line.clock)
    if last is None or before is None:
        return name or _named_above(source, line, quantity), baseline
    if _holds_on(simplified, name, quantity, last, before):
        return last.name_span, baseline
    behind = name is None or name.start >= quantity.span.end
    if behind and (baseline or quantity.change):
        name = last.name_span  # 24500件,比“十二五”期间同比增长60.3%
    elif name is not None and not behind:
        name = _with_condition(simplified, name, quantity, last, before)
    return name, baseline


def _holds_on(
    simplified: str,
    name: Span | None,
    quantity: Quantity,
    last: Target,
    before: Quantity,
) -> bool:
    """Tell whether the name of the figure before holds on."""
    if last.name_span is None:
        return False
    alike = before.normalized.unit == quantity.normalized.unit
    if name is None:
        gap = simplified[before.whole.end : quantity.whole.start]
        if _BEYOND.fullmatch(gap):
            return True
        goes_on = _GOES_ON.fullmatch(gap) is not None
        reaches = _REACHES.match(simplified, quantity.whole.start) is not None
        return goes_on and (reaches or alike)
    words = name.of(simplified)
    if words in _SAME and simplified[name.start - 1] in _BRACKETS:
        return True  # 人均GDP17861元（折合|2805美元）
    again = words in _AGAIN and alike
    if again and "每年" in simplified[before.whole.end : name.start]:
        return True  # 改造茶园2万亩，每年|改造|4000亩
    if _GOAL.fullmatch(words) or _OF_GOAL.match(simplified, quantity.whole.end):
        return True
    if is_total_alone(words):
        return alike or last.change is not None
    if words in _SHARES_ALONE:
        return quantity.unit in POINTS
    return is_rate_alone(words) and quantity.unit in RELATIVE


def _with_condition(
    simplified: str, name: Span, quantity: Quantity, last: Target, before: Quantity
) -> Span:
    """A share with the bound in it: 20户以上|自然村通硬化路率."""
    joined = simplified[before.whole.end : name.start] in _JOINED_TO
    if not joined or before.unit in RELATIVE or quantity.unit not in RELATIVE:
        return name
    bound = last.kind is TargetKind.CONDITION or (
        before.comparator is not Comparator.EQUAL
        and not is_object(simplified, last.scope.start, before.whole.start)
    )
    if not bound or not is_reached(simplified[name.end : quantity.span.start]):
        return name
    whose = last.name_span
    if whose is not None and whose.end - whose.start > _LONGEST_BOUND:
        return name
    first = whose.start if whose and whose.end <= before.span.start else None
    return Span(before.whole.start if first is None else first, name.end)


def _named_above(
    source: FlowingText, line: TargetLine, quantity: Quantity
) -> Span | None:
    """The heading, if a line below it says only how much: 森林覆盖率⏎达到45%."""
    passage, simplified = line.passage, source.simplified
    title = passage.place.title
    if not is_measure(title) or not _ONLY_REACHES.fullmatch(
        simplified, passage.first, quantity.whole.start
    ):
        return None
    at = simplified.find(title, passage.place.start, passage.start)
    return Span(at, at + len(title)) if at >= 0 else None


def name_in_line(
    source: FlowingText, line: TargetLine, span: Span | None, quantity: Quantity
) -> str | None:
    """The words of a name that was found."""
    last = line.last
    name = full_name(source.simplified, source.text, span, quantity)
    if last is None or not last.name or not name:
        return name
    if span == last.name_span and quantity.unit in POINTS:
        return last.name  # A占B的30%，提高|2个百分点
    if not name.startswith("占"):
        which = span is not None and source.simplified[span.end : quantity.span.start]
        part = which == "的" and last.unit == quantity.unit
        return f"{name}的{last.name}" if part else name  # 其中设在农村的|11处
    # 工业产值增长6.5%、|占全市比重提高到86%; 占全国41%，占全省|36%
    whole = last.name.partition("占")[0] + name
    return whole if _IS_SHARE.search(whole) else whole + "比重"


def moves_on(first: Target, baseline: Baseline | None) -> bool:
    """Tell whether a figure is what the next one, with a baseline, is measured from."""
    return (
        baseline is not None
        and baseline.low is not None
        and baseline.span.end == first.quantity.end
    )
