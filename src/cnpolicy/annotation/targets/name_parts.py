"""Parts of names: what belongs to a name around the words that were found.

In: the Simplified view of a text and the places of a clause and of the name in it. Out:
where the name begins or ends once the verb that is half of it, the clause that says
which thing is meant, or the note behind it is settled.
"""

from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.soft_verb_words import HALF_VERBS, SOFT_VERBS, THINGS_OF_VERBS
from cnpolicy.vocabulary.target_name_words import (
    ACTORS,
    HAVING,
    MAKES,
    NOUN_TAILS,
    PREDICATES,
    PROJECT_VERBS,
    PROJECTS,
    RATES_ALONE,
    TOTALS_ALONE,
    VERBS,
    YIELDS,
)

_REACHES = lazy(
    r"达|占|超|突破|不[低少]于|至少|提高|提升|增[加长至到]|稳定|保持|控制|[约仅]?为\Z"
)
_LAST_VERB = lazy(rf"(?:{any_of(VERBS)})\Z")
_PROJECT_VERB = lazy(rf"(?:{any_of(PROJECT_VERBS)})\Z")
_HAVING = lazy(rf"(?:{any_of(HAVING)})\Z")
# 开设|托班的幼儿园, but not 开展|养老服务的覆盖率
_WHICH = lazy(
    r"[^，,。；;的占]{2,20}的(?!覆盖率|比[例重]|占比|数量|总数|目标)[^，,。；;的占]{2,20}(?:占比)?"
)
DESCRIBED = rf"[^，,。；;的0-9]{{1,16}}(?:{any_of(PREDICATES)})的(?=[^的，,。；;]{{2}})"
"""A clause that says what a thing is like: 特色鲜明的|旅游线路."""

_DESCRIBED = lazy(DESCRIBED)
_NOTE = lazy(r"[（(](?:以下|含|不含|包括|包含|按|下同|注)[^（()）]*[）)]\Z")
_GIFT = lazy(
    r"(?:[对给的再][^，,。；;]{0,40}?(?:企业|单位|机构|个人|项目|农户|团队|人才|平台|园区|最高|直接|本级|分别)"
    r"|每[户家人个项名])(?P<noun>奖励|补助|补贴|奖补|资助)\Z"
)
_GIFT_AGAIN = lazy(r"[再另]外?(?P<noun>奖励|补助|补贴|奖补|资助)\Z")
_ACTOR = lazy(
    rf"(?:^|[，,。；;：:（）()、\s]|其中|[0-9][个家户项])(?P<actor>[^，,。；;：:（）()、\s的0-9]{{0,12}}?(?:{any_of(ACTORS)}))"
    r"(?:累计|共|已|预计|合计|全年)?(?:完成|实现|创造)\Z"
)
_YIELD = lazy(rf"[\u4e00-\u9fff]{{0,4}}?(?:{any_of(YIELDS)})")
_SOFT = lazy(
    rf"(?:(?:{any_of(SOFT_VERBS)})|(?:{any_of(HALF_VERBS)})(?=[\u4e00-\u9fff“]{{4}}))"
    rf"(?:了|各项|各类|全部)?(?!(?:{any_of(THINGS_OF_VERBS)})\Z|{any_of(NOUN_TAILS)})"
    r"(?=[\u4e00-\u9fff“]{2})"
)
_ACTOR_WIDTH = 24
_ALONE = frozenset(RATES_ALONE)
_TOTALS = frozenset(TOTALS_ALONE)


def is_reached(gap: str) -> bool:
    """Tell whether what stands between a name and its figure makes it the subject.

    >>> is_reached("达到"), is_reached("")
    (True, False)
    """
    return _REACHES.search(gap) is not None


def with_verb(
    simplified: str, start: int, first: int, last: int, reached: bool
) -> int | None:
    """Where a name begins with the verb that was cut off before it; None without.

    整治点 is no 点, 开设托班的幼儿园 not all of them; 新建|桥 keeps its verb out.
    """
    before, words = simplified[start:first], simplified[first:last]
    verb = _LAST_VERB.search(before)
    if verb is None:
        return None
    if len(words) == 1:
        return None if verb[0] in MAKES else start + verb.start()
    if words in PROJECTS:
        made = _PROJECT_VERB.search(before)
        again = made and _LAST_VERB.search(before, 0, made.start())
        return start + made.start() if made and (reached or again) else None
    having = _HAVING.search(before) if reached else None
    if having and _WHICH.fullmatch(words):
        return start + having.start()
    return None


def is_object(simplified: str, start: int, first: int) -> bool:
    """Tell whether what begins at `first` is made by a verb before it: 新建|桥."""
    verb = _LAST_VERB.search(simplified[start:first])
    return verb is not None and verb[0] in MAKES


def behind_soft_verb(simplified: str, first: int, last: int) -> int:
    """Where a thing begins behind what is done with it: 统筹|涉农资金5亿元."""
    soft = _SOFT.match(simplified[first:last])
    return first + soft.end() if soft else first


def behind_description(simplified: str, first: int, last: int) -> int:
    """Where a thing begins behind what is said of it: 特色鲜明的|乡镇."""
    described = _DESCRIBED.match(simplified, first, last)
    return described.end() if described and last - described.end() > 1 else first


def without_note(simplified: str, first: int, last: int) -> int:
    """Where a name ends before a note in brackets: 旅行社|（含分支机构）."""
    note = _NOTE.search(simplified, first + 2, last)
    return note.start() if note else last


def gift_in(simplified: str, start: int, last: int) -> Span | None:
    """The noun of a gift behind those who are given it: 对获奖企业|奖励."""
    gift = _GIFT.search(simplified, start, last) or _GIFT_AGAIN.search(
        simplified, start, last
    )
    return Span(*gift.span("noun")) if gift else None


def actor_before(simplified: str, name: Span) -> Span | None:
    """Those whose yield a name is: 第一产业|实现增加值."""
    if _YIELD.fullmatch(simplified, name.start, name.end) is None:
        return None
    low = max(0, name.start - _ACTOR_WIDTH)
    actor = _ACTOR.search(simplified[low : name.start])
    if actor is None:
        return None
    return Span(low + actor.start("actor"), low + actor.end("actor"))


def is_rate_alone(words: str) -> bool:
    """Tell whether words are the rate of what was named before: 增幅."""
    return words in _ALONE


def is_total_alone(words: str) -> bool:
    """Tell whether words are the total of what was named before: 总数."""
    return words in _TOTALS
