"""Naming: what a quantity measures, by the words around it.

In: the Simplified view of a text, a quantity, and where its sentence begins. Out: the
place of its name (有效注册商标总量 of 有效注册商标总量超过8.5万件, 地理标志证明商标 of
新增10个左右地理标志证明商标), or None. It is a reading of wording, not of grammar:
verbs, times and places at the beginning are cut off by tables, the rest is the name.
"""

from cnpolicy.annotation.targets.quantities import Quantity
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import CHANGES, RATES, listed
from cnpolicy.vocabulary.target_name_words import (
    ADVERBS,
    BEFORE_VERBS,
    ENDS,
    GUARDED,
    NOUN_TAILS,
    PLACES,
    TIMES,
    VERBS,
)

LONGEST_NAME = 60
"""How far from its figure a name may begin or end."""

_VERB = rf"(?:{any_of(VERBS)})(?!{any_of(NOUN_TAILS)})"
_ADVERB = any_of(ADVERBS)
_SHORT = "|".join(f"{word}(?![{others}])" for word, others in GUARDED.items())
_HEAD_VERB = lazy(_VERB)
_HEAD = lazy(
    rf"(?:[0-9]{{1,2}}[.．、])?(?:\s|“|通过[^，,。；;的]{{1,10}}?(?={_VERB})|{PLACES}"
    rf"|{TIMES}|(?:{any_of(BEFORE_VERBS)})(?={_VERB}|{_ADVERB})|{_VERB}|{_ADVERB}"
    rf"|{_SHORT})*+"
)
# Verbs and adverbs before a figure, but not the last character of a noun: 产能, 供应.
_TAIL = lazy(
    r"(?P<cut>(?:的|(?<!行)为|(?<![存潜内外现])在|(?<![国公私])有|(?<!公)共|占|(?<![节集合契])约"
    r"|(?<!成)就|(?<![许认])可|(?<![产性功技职效动潜智热节储阳才电核])能|将|(?<![内供刚军急])需"
    r"|至|(?<!发)达|(?:给予|予以)?每[辆人户家亩个台吨件名张]|给予|予以|按"
    r"|(?<![供效响适对反])应当?|(?<![纪重主])要|还|首次|仅|(?<!船)只|\s)++)\Z"
)
_VERB_END = lazy(rf"(?:{any_of(VERBS)})\Z")
_GIVES = lazy(r"(?:安排|提供|给予|预留|划出|拿出|提取)\Z")
_PLACES = frozenset("县市区镇乡村户")
_VERBAL_NOUN = lazy(r"(?:投资|销售|消费|融资)\Z")
_WHOLE_VERB = lazy(rf"(?:{any_of(VERBS + ADVERBS)}|[和及与、或者])++\Z")
_COMPARED = lazy(
    r"(?:从(?![业事而严快优紧重])|由(?![于此])|自(?![治主然愿动身行我有贸助由营用来])"
    r"|(?<![占对同环百])[较比](?!重|例|率|值|亚|如|上(?![年期])|对|拟|$)|相较"
    r"|(?:高于|低于|高出|快于|优于|领先)(?=[^，,、]{2})|与(?=[^，,、]{0,12}(?:相比|分别)))"
    r"[^，,。；;从由较比]{0,30}+\Z"
)
_BASIS = lazy(r"在(?P<what>[^，,。；;在]{1,16})(?:基础|水平)上(?:总体|再|又){0,2}\Z")
_WHO = lazy(r"(?:银行|机构|企业|单位|部门|政府|公司)\Z")
_WHEN = lazy(r"在(?P<what>[^，,。；;在]{2,20})时\Z")
# 出让底价|可按市场评估价的70％: with 可 the name stands before it, else behind it.
_BY = lazy(
    r"(?P<may>可以?)?(?:按照|按|依照)(?![期揭时])(?P<base>[^，,。；;按]{2,24}?)的\Z"
)
_OBJECT = lazy(r"[^，,将]{2,24}+将(?![来要军领士其各])(?=[^将]{2})")
# Read backward, so that it ends where the clause begins; a bracket is passed over.
_CLAUSE_BACKWARD = lazy(r"(?:[^，,。；;：:！？!?（()）]|[）)][^（()）]{0,20}+[（(])*+")
_STOPS = r"，,。；;：:、！？＜＞≤≥《（()）”0-9０-９"
_PAIR = rf"“[^{_STOPS}“]{{1,16}}”"
_LATIN = r"[A-Za-z]{1,4}[0-9]{1,2}[A-Za-z]{0,4}"  # O2O, PM2
_WORDS = rf"(?:{_PAIR}|{_LATIN}|[^{_STOPS}]|[（(][^，,。；;（()）]{{1,8}}+[）)])"
_NOUN = lazy(
    rf"(?:\s|的|标准(?:发放|给予)?|(?!{_PAIR})“|（含）)*+(?P<noun>{_WORDS}{{1,30}}+)"
)
_NO_NOUN = rf"\s*(?:{_VERB}|{_ADVERB}|{any_of(BEFORE_VERBS)})"
_MORE_NOUNS = lazy(
    rf"(?:、(?!{_NO_NOUN}){_WORDS}{{2,16}}+){{1,6}}+(?=[，,。；;]|\s*\Z)"
)
# 3个|年产值50亿元以上的|专业市场: a condition on the thing stands before it.
_CONDITION = lazy(
    r"(?<![和与及、])[0-9０-９][^，,。；;：:、的]{1,10}(?:以上|以下|以内|左右)的"
    rf"(?P<noun>{_WORDS}{{1,30}}+)"
)
_COMES = r"来[\u4e00-\u9fff]{1,3}(?:设立|投资|发展|创业)"
_DOES = r"(?<=[县市区镇村户家校院所人）)])(?:完成|实现|开展|达标|建成)"
_NOUN_END = lazy(rf"(?:{any_of(ENDS)}|{_COMES}|{_DOES})|(?<!参)[和与及]\Z")
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
    before = _before(view, quantity.whole.start, start) or quantity.base
    if quantity.normalized.unit in _TERMS:
        named = before is not None and _TERM_NAME.search(before.of(view))
        return before if named else None
    behind = _behind(view, quantity.whole.end, end)
    if before is None or behind is None:
        return _with_rate(view, before, quantity) or behind
    words = before.of(view)
    if quantity.normalized.unit not in _COUNTS:
        given = view.startswith("的", quantity.whole.end) and _GIVES.search(words)
        return behind if given else _with_rate(view, before, quantity)
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
    if basis := _BASIS.search(view, first + 1, last):
        # 贷款利率|在平均水平上再降50个基点; but 各银行在|贷款利率|水平上下浮10%
        who = _WHO.search(view, first, basis.start())
        first, last = basis.span("what") if who else (first, basis.start())
    if by := _BY.search(view, first, last):
        named = by["may"] and by.start() - first > 1
        first, last = (first, by.start()) if named else by.span("base")
    head = _HEAD.match(view, first, last)
    first = head.end() if head else first
    tail = _TAIL.search(view, first, last)
    last = tail.start("cut") if tail else last
    if when := _WHEN.match(view, first, last):
        head = _HEAD.match(view, *when.span("what"))
        first, last = head.end() if head else first, when.end("what")
    if object_ := _OBJECT.match(view, first, last):
        first = object_.end()  # 引导机构将|检测收费标准
    if view.startswith("等", last - 1) and last > first:
        last -= 1
    if first >= last and (noun := _VERBAL_NOUN.search(view, max(0, last - 2), last)):
        return Span(*noun.span())  # 完成|投资|1500亿元
    if view.startswith("“", first - 1) and "”" in view[first:last]:
        first -= 1  # “一件事一次办”事项
    name = view[first:last]
    if len(name.strip()) < 2 or name.endswith(_JOINED) or _WHOLE_VERB.match(name):
        return None
    return Span(first, last)


def _behind(view: str, at: int, end: int) -> Span | None:
    """The name that stands behind a figure: 10个|地理标志证明商标."""
    limit = min(end, at + LONGEST_NAME)
    match = _NOUN.match(view, at, limit)
    if match is None:
        return None
    if _MOVES.match(match["noun"]):
        return None  # 从120亿元|增加到200亿元
    match = _CONDITION.match(view, match.end(), limit) or match
    noun = match["noun"]
    cut = _NOUN_END.search(noun)
    if cut:
        noun = noun[: cut.start()]
    elif more := _MORE_NOUNS.match(view, match.end(), limit):
        noun += more[0]  # 100家以上|重点企业、行业协会、电商平台
    noun = noun.strip().removesuffix("的")
    if noun[:1] == "“" and noun.find("”") == len(noun) - 1:
        noun = noun[1:-1]  # 3个“示范园”
    first = view.index(noun, match.start("noun"))
    named = len(noun) > 1 or noun in _PLACES
    return Span(first, first + len(noun)) if noun and named else None
