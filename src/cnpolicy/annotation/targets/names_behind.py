"""Names behind a figure: 10个|地理标志证明商标, 为300户|家庭.

In: the Simplified view of a text and the place behind a quantity. Out: the place of
the name that begins there, or None.
"""

from cnpolicy.annotation.targets.name_parts import DESCRIBED
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.name_behind_words import (
    BOUNDS,
    COMES_TO,
    DEED_NOUNS,
    DEEDS,
    DOERS,
    DONE,
    ENDS,
    FARES,
    HELPS,
    LATER,
    LINKED,
    LINKED_PLACES,
    LONG_DOERS,
    NO_TAILS,
    NO_THINGS,
    OPENED,
    REBUILDS,
    SERVED_UNITS,
    SERVICES,
    SETTLEMENTS,
    WHOLLY,
    WHOSE,
    WORKS,
)
from cnpolicy.vocabulary.quantity_words import CHANGES
from cnpolicy.vocabulary.target_name_words import (
    ADVERBS,
    BEFORE_VERBS,
    BRACKETED,
    COMPOUNDS,
    FUNDED,
    NOUN_TAILS,
    VERBS,
)

LONGEST_NAME = 60
"""How far from its figure a name may begin or end."""

# 续建项目30个: without the verb nothing is named.
_OPENED = rf"(?:{any_of(OPENED)})项目(?=\Z|[总达超共为数])"
# 培训|员工, 建设|数字化车间, 打造|业态: the first character is no end of a noun.
_NO_END = "|".join(f"{end}[{others}]" for end, others in NO_TAILS.items())
# 发展规模|以上工业 is a verb with its object, 发展规模|达到 a noun.
_NO_TAIL = rf"(?!{_NO_END})(?:{any_of(NOUN_TAILS)})(?!以上|养殖|化)"
NO_VERB = rf"建成区(?!域)|达到或[优好高]于|{_OPENED}|{any_of(COMPOUNDS)}"
"""Words that begin like a verb."""

VERB = rf"(?:{FUNDED}|{BRACKETED}|(?!{NO_VERB})(?:{any_of(VERBS)})(?!{_NO_TAIL}))"
"""Verbs that are cut off before a name."""

ADVERB = any_of(ADVERBS)
"""Adverbs that are."""

_STOPS = r"，,。；;：:、！？＜＞≤≥《（()）”0-9０-９"
_PAIR = r"“[^，,。；;：:、！？《（()）”“]{1,16}”"
_LATIN = r"[A-Za-z]{1,4}[0-9]{1,2}[A-Za-z]{0,4}"  # O2O, PM2
_WORDS = rf"(?:{_PAIR}|{_LATIN}|[^{_STOPS}]|[（(][^，,。；;（()）]{{1,8}}+[）)])"
_AGED = (  # 农村|35—64岁|妇女
    r"[\u4e00-\u9fff]{0,4}[0-9]{1,3}(?:岁?[-—至~～][0-9]{1,3})?周?岁(?:[及（(]?[以含][^岁]{1,4}[）)]?)?"
)
_MAINLY = "以[^，,。；;的]{2,24}为[^，,。；;的]{1,4}的"
_FIT = "符合[^，,。；;的]{0,6}条件的"
_GRANTED = "标准(?=[的发给予进])(?:发放|给予)?"
_LED = "由[^，,。；;的]{1,12}的"
_NAMED = "[^，,。；;的0-9]{2,8}(?:确定|认定|公布|命名)的"
_HAVING = "(?:在[^，,。；;的0-9]{1,8})?具有[^，,。；;的0-9]{2,12}的"
_NOUN = lazy(
    rf"(?:\s|的|{_MAINLY}|{_FIT}|{_GRANTED}|{_LED}|{_NAMED}|{_HAVING}|{DESCRIBED}|(?!{_PAIR})“|（含）)*+"
    rf"(?![（(])(?P<noun>(?:{_AGED})?{_WORDS}{{1,30}}+)"
)
_NO_NOUN = rf"\s*(?:{VERB}|{ADVERB}|{any_of(BEFORE_VERBS)})"
_MORE_NOUNS = lazy(
    rf"(?:、(?!{_NO_NOUN}){_WORDS}{{2,16}}+){{1,6}}+(?=[，,。；;]|\s*\Z)"
)
# 3个|年产值50亿元以上的|专业市场: a condition on the thing stands before it.
_CONDITION = lazy(
    r"(?<![和与及、])[0-9０-９][^，,。；;：:、的]{1,10}(?:以上|以下|以内|左右)的"
    rf"(?P<noun>{_WORDS}{{1,30}}+)"
)
# 12家以上|年营收超20亿元的|企业
_CONDITION_BEFORE = lazy(
    r"[0-9][^，,。；;：:、的]{1,12}的" rf"(?P<noun>{_WORDS}{{1,30}}+)"
)
_BOUND_END = lazy(rf"(?:{any_of(BOUNDS)})\Z")
_SERVED_WIDTH = 16
_OF_WHERE = f"(?:{any_of(WHOSE)})?"
_FOR_SOME = lazy(
    rf"(?:^|[，,。；;：:、\s元])(?:(?:为|向|帮助){_OF_WHERE}[^，,。；;0-9]{{0,4}}?|对{_OF_WHERE})"
    r"\s*(?:约|近)?\Z"
)
_SERVES = lazy(rf"{any_of(SERVICES)}|每[{SERVED_UNITS}]")
_COMES = rf"来[\u4e00-\u9fff]{{1,3}}(?:{any_of(COMES_TO)})"
_DOES = (
    rf"(?:(?<=[{DOERS}])|(?<={'|'.join(LONG_DOERS)}))"
    rf"(?:基本|全面|全部)?(?:{any_of(DEEDS)})(?!{any_of(DEED_NOUNS)})"
)
_HELP = "|".join(
    rf"{verb}(?!{any_of(nouns)}|\Z)" if len(nouns) > 1 else f"{verb}(?!{nouns[0]})"
    for verb, nouns in HELPS.items()
)
# 困难群众|提供服务, 措施|支持企业, 行政村|通硬化路
_HELPS = (
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:{_HELP}"
    rf"|(?<=[{LINKED_PLACES}])通(?=[{LINKED}])|(?<=[{WORKS}])(?:投入)?运行\Z"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?:{any_of(WHOLLY)})(?:{any_of(DONE)})\Z"
    r"|(?<=[\u4e00-\u9fff]{2})[于在]\s*\Z)"
)
_REBUILT = rf"(?<!化)(?<!障碍)(?:{any_of(REBUILDS)})(?=[、及和与]|\Z)"
_LATER = (
    rf"(?<=[\u4e00-\u9fff”]{{2}})(?:{any_of(LATER)})"
    rf"|(?<=[户口人村员力站生])(?:{any_of(FARES)})\s*\Z"
)
_NOUN_END = lazy(
    rf"(?:达标\Z|{_LATER}|{any_of(ENDS)}|{_COMES}|{_DOES}|{_HELPS}|{_REBUILT})|(?<!参)[和与及]\Z"
)
_CHANGE = any_of(w for ws in CHANGES.values() for w in ws)
_MOVED = lazy(rf"(?:{_CHANGE})")
_MOVES = lazy(rf"(?:逐步|逐年|再)?(?:{_CHANGE})[到至为了]")


def name_behind(simplified: str, at: int, end: int) -> Span | None:
    """The name that stands behind a figure: 10个|地理标志证明商标."""
    limit = min(end, at + LONGEST_NAME)
    match = _NOUN.match(simplified, at, limit)
    if match is None:
        return None
    noun = match["noun"]
    if _MOVES.match(noun) or _MOVED.fullmatch(noun) or noun.startswith(NO_THINGS):
        return None  # 从120亿元|增加到200亿元, 突破500亿元|大关
    bounded = _BOUND_END.search(match["noun"]) is not None
    condition = _CONDITION_BEFORE if bounded else _CONDITION
    thing = condition.match(simplified, match.end(), limit)
    if bounded and thing is None:
        return None  # 投入占比超|5%: what follows is another name
    match = thing or match
    noun = match["noun"]
    cut = _NOUN_END.search(noun)
    if cut:
        noun = noun[: cut.start()]
    elif more := _MORE_NOUNS.match(simplified, match.end(), limit):
        noun += more[0]  # 100家以上|重点企业、行业协会、电商平台
    noun = noun.strip().removesuffix("的")
    if noun[:1] == "“" and noun.find("”") == len(noun) - 1:
        noun = noun[1:-1]  # 3个“示范园”
    first = simplified.index(noun, match.start("noun"))
    named = len(noun) > 1 or noun in SETTLEMENTS
    return Span(first, first + len(noun)) if noun and named else None


def is_served(simplified: str, start: int, at: int) -> bool:
    """Tell whether a figure counts those for whom something is done: 为|300户."""
    low = max(start, at - _SERVED_WIDTH)
    return _FOR_SOME.search(simplified[low:at]) is not None


def who_is_served(simplified: str, name: Span) -> Span:
    """The name of those who are served, without what is done: 家庭|进行改造."""
    verb = _SERVES.search(simplified, name.start + 2, name.end)
    return Span(name.start, verb.start()) if verb else name
