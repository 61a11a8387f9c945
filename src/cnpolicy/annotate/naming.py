"""Naming: what a quantity measures, by the words around it.

In: the Simplified view of a text, a quantity, and where its sentence begins. Out: the
place of its name (有效注册商标总量 of 有效注册商标总量超过8.5万件, 地理标志证明商标 of
新增10个左右地理标志证明商标), or None. It is a reading of wording, not of grammar:
verbs, times and places at the beginning are cut off by tables, the rest is the name.
"""

from cnpolicy.annotate.namewords import (
    ADVERBS,
    BEFORE_VERBS,
    ENDS,
    GUARDED,
    NOUN_TAILS,
    PLACES,
    TIMES,
    VERBS,
)
from cnpolicy.annotate.phrases import any_of
from cnpolicy.annotate.quantities import Quantity
from cnpolicy.annotate.units import CHANGES, RATES, listed
from cnpolicy.patterns import lazy
from cnpolicy.spans import Span

LONGEST_NAME = 60
"""How far from its figure a name may begin or end."""


_VERB = rf"(?:{any_of(VERBS)})(?!{any_of(NOUN_TAILS)})"
_ADVERB = any_of(ADVERBS)
_SHORT = "|".join(f"{word}(?![{others}])" for word, others in GUARDED.items())
_HEAD_VERB = lazy(_VERB)
_HEAD = lazy(
    rf"(?:[0-9]{{1,2}}[.．、])?(?:\s|“|{PLACES}|{TIMES}|{_VERB}|{_ADVERB}|{_SHORT}"
    rf"|(?:{any_of(BEFORE_VERBS)})(?={_VERB}|{_ADVERB}))*+"
)
_TAIL = lazy(
    r"(?P<cut>(?:的|为|在|有|共|占|约|就|可|能|将|需|至|达|给予|予以|按|应|要|首次|仅|只"
    r"|\s)++)\Z"
)
_VERB_END = lazy(rf"(?:{any_of(VERBS)})\Z")
_WHOLE_VERB = lazy(rf"(?:{any_of(VERBS + ADVERBS)}|[和及与、或者])++\Z")
_COMPARED = lazy(
    r"(?:从(?![业事而严快优紧重])|由(?![于此])|自(?![治主然愿动身行我有贸助由营用来])"
    r"|(?<![占对同环百])[较比](?!重|例|率|值|亚|如|上(?![年期])|对|拟|$)|相较"
    r"|与(?=[^，,、]{0,12}(?:相比|分别)))"
    r"[^，,。；;从由较比]{0,30}+\Z"
)
# Read backward, so that it ends where the clause begins; a bracket is passed over.
_CLAUSE_BACKWARD = lazy(r"(?:[^，,。；;：:！？!?（()）]|[）)][^（()）]{0,20}+[（(])*+")
_STOPS = r"，,。；;：:、！？＜＞≤≥《（()）\r\n”0-9０-９"
_NOUN = lazy(
    rf"(?:\s|[的“]|（含）)*+"
    rf"(?P<noun>(?:[^{_STOPS}]|[（(][^{_STOPS}]{{1,8}}+[）)]){{1,30}}+)"
)
_NOUN_END = lazy(rf"(?:{any_of(ENDS)})|(?<!参)[和与及]\Z")
_MOVES = lazy(rf"(?:{any_of(w for ws in CHANGES.values() for w in ws)})[到至为了]")
_RATE = lazy(rf"(?:年均|年|平均)?(?:{any_of(w for ws in RATES.values() for w in ws)})")
_JOINED = tuple("和与及或、”")
# Units that count things; the thing itself often stands right behind: 4个|品牌.
_TERMS = frozenset(listed("年 日 天 周 个月 个工作日 工作日 小时 个小时 分钟 秒"))
_TERM_NAME = lazy(r"(?:期|期限|时间|年限|时限|周期|寿命|时长|里程)\Z")
_COUNTS = frozenset(
    "个家件项名种所座条门次场处户台辆只头株部支位套间组块片栋批期本份对起例"
)


def name_of(view: str, quantity: Quantity, start: int, end: int) -> Span | None:
    """Return the place of the name of a quantity; None if its clause has none.

    `start` is where its sentence begins, or behind the quantity before it; `end` is
    the end of its stretch.
    """
    before = _before(view, quantity.whole.start, start)
    if quantity.normalized.unit in _TERMS:
        named = before is not None and _TERM_NAME.search(before.of(view))
        return before if named else None
    behind = _behind(view, quantity.whole.end, end)
    if before is None or behind is None:
        return _with_rate(view, before, quantity) or behind
    if quantity.normalized.unit not in _COUNTS:
        return _with_rate(view, before, quantity)
    words = before.of(view)
    thing = view[quantity.whole.end : behind.start] == "" and not _HEAD_VERB.match(
        view, behind.start, behind.end
    )
    return behind if thing or _VERB_END.search(words) else before


def _with_rate(view: str, name: Span | None, quantity: Quantity) -> Span | None:
    """The name with the noun of its rate: 居民消费价格|涨幅."""
    if name is None or name.end != quantity.whole.start:
        return name
    rate = _RATE.match(view, name.end, quantity.span.start)
    return Span(name.start, rate.end()) if rate else name


def _before(view: str, at: int, start: int) -> Span | None:
    """The name that stands before a figure: 有效注册商标总量|超过8.5万件."""
    low = max(start, at - LONGEST_NAME)
    clause = _CLAUSE_BACKWARD.match(view[low:at][::-1])
    first = at - clause.end() if clause else at
    compared = _COMPARED.search(view, first, at)
    last = compared.start() if compared else at
    head = _HEAD.match(view, first, last)
    first = head.end() if head else first
    tail = _TAIL.search(view, first, last)
    last = tail.start("cut") if tail else last
    if view.startswith("等", last - 1) and last > first:
        last -= 1
    name = view[first:last]
    if len(name.strip()) < 2 or name.endswith(_JOINED) or _WHOLE_VERB.match(name):
        return None
    return Span(first, last)


def _behind(view: str, at: int, end: int) -> Span | None:
    """The name that stands behind a figure: 10个|地理标志证明商标."""
    match = _NOUN.match(view, at, min(end, at + LONGEST_NAME))
    if match is None:
        return None
    noun = match["noun"]
    if _MOVES.match(noun):
        return None  # 从120亿元|增加到200亿元
    cut = _NOUN_END.search(noun)
    if cut:
        noun = noun[: cut.start()]
    noun = noun.rstrip()
    first = match.start("noun")
    return Span(first, first + len(noun)) if len(noun) > 1 else None
