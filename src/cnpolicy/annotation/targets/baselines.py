"""Baselines: what a quantity is measured from.

In: the Simplified view of a text, the text, a quantity, and the quantity before it.
Out: a `Baseline`, or None: the figure it moves from (从2.2件增长到4.4件), or what it is
compared with (较“十三五”增加20%).
"""

from decimal import Decimal

from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.annotation.time_expressions.time_expressions import TimeForm, times_in
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.model.results.targets import Baseline
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import POINTS

_GOES_TO = lazy(r"[高长升加降低少缩大增][到至][12][0-9]{3}年(?:底|末)?的\Z")
_MULTIPLES = frozenset("倍成番%％﹪")

# How far before a figure its baseline is looked for.
_NEAR = 48

_COMPARED = lazy(
    r"(?:相较于|相较|相对于|[较比](?!重|例|率|值|亚|如|上(?!年)|对|拟)|与|同(?!比|时|期|步)"
    r"|高于|低于|高出|快于|优于|领先)"
    rf"(?P<words>[^，,。；;：:较比与]{{1,24}}?)(?:相比|同比|分别|[{SPACES}])*\Z"
)
_ON_BASIS = lazy(
    r"在(?P<words>[^，,。；;在]{2,16}?)的?(?:基础|水平)上[^，,。；;]{0,4}\Z"
)
_REFERENCE = lazy(
    r"年|[一二三四五]五|同期|以前|目前|现[在状有]|全国|平均|基[期数]|上[年期]|原"
)
# 达到2020年的|1.5倍
_TIMES_OF = lazy(
    r"(?:达到|达|为|是|相当于|增至|控制在|保持在|维持在|稳定在|不超过|不[高低]于|恢复[到至]"
    r"|(?:增加|增长|提高|提升|扩大|发展)[到至为]?)"
    r"(?P<words>[^，,。；;达到]{0,6}(?:[12][0-9]{3}年|[一二三四五]五”?|平均|同期)[^，,。；;]{0,8}?)的?\Z"
)
# 由2023年的65%|提高到2025年的|80%
_MOVES_TO = lazy(
    r"(?:逐步|逐年|再)?(?:(?:提高|增长|上升|增加|下降|降低|减少|压缩|提升|扩大|缩小|拓展|延长"
    r"|缩短|跃升|攀升|降|升|增)?[到至为]|调[整增减][到至为]?)?"
    r"(?:(?:[12][0-9]{3}(?:[/／][0-9]{2,4})?学?|[今去上本当])年度?"
    rf"(?:[0-9{ONE_TO_TEN}]{{1,2}}月)?)?(?:底|末)?的?"
)
_MOVES_FROM = lazy(r"(?:从|由|自(?!治))(?P<words>[^，,。；;：:从由]{0,36})\Z")


def baseline_of(
    simplified: str,
    text: str,
    sentence: Span,
    quantity: Quantity,
    last: Quantity | None,
) -> Baseline | None:
    """Return what a quantity is measured from; `last` is the quantity before it."""
    at = quantity.whole.start
    if last is not None and (
        last.whole.end == at - _spaces(simplified, at)
        or _MOVES_TO.fullmatch(simplified, last.whole.end, at)
    ):
        return _moved(simplified, text, sentence, quantity, last)
    near = max(sentence.start, at - _NEAR)
    if (
        quantity.unit in _MULTIPLES
        and not _GOES_TO.search(simplified, near, at)
        and (times := _TIMES_OF.search(simplified, near, at))
    ):
        span = Span(*times.span("words"))
        return Baseline(_said(text, span), year=_year(simplified, span), span=span)
    if quantity.change is None and quantity.unit not in POINTS:
        return None
    match = _COMPARED.search(simplified, near, at) or _ON_BASIS.search(
        simplified, near, at
    )
    if match is None or not _REFERENCE.search(match["words"]):
        return None
    span = Span(*match.span("words"))
    return Baseline(_said(text, span), year=_year(simplified, span), span=span)


def _moved(
    simplified: str, text: str, sentence: Span, quantity: Quantity, last: Quantity
) -> Baseline | None:
    """The figure before it, if the sentence moves from that one to this one."""
    first = last.whole.start
    match = _MOVES_FROM.search(
        simplified, max(sentence.start, first - _NEAR), last.span.start
    )
    if match is None or last.normalized.unit != quantity.normalized.unit:
        return None
    low, high = last.low, last.high
    if last.unit != quantity.unit:
        low, high = (
            _in_unit(value, quantity)
            for value in (last.normalized.low, last.normalized.high)
        )
    span = Span(match.start("words"), last.span.end)
    return Baseline(_said(text, span), low, high, _year(simplified, span), span)


def _in_unit(value: Decimal, quantity: Quantity) -> Decimal:
    """A value without magnitude, counted in the unit of a quantity (in 万件, say)."""
    if not quantity.normalized.low:
        return value
    return value * quantity.low / quantity.normalized.low


def _spaces(simplified: str, at: int) -> int:
    """How much space stands before a place."""
    return 1 if at and simplified[at - 1].isspace() else 0


def _said(text: str, span: Span) -> str:
    return "".join(span.of(text).split())


def _year(simplified: str, span: Span) -> int | None:
    """The year that words name: 2020年, “十三五”末."""
    years = [
        time.year
        for time in times_in(simplified, span.start, span.end)
        if time.form is not TimeForm.RELATIVE
    ]
    return next((year for year in years if year), None)
