"""Gifts: what is given, where a figure says how much: 给予5万元|奖励.

In: the Simplified view of a text, a figure and the name before it. Out: the place of
the noun of the gift (奖励, 补助), or None where nothing is given.
"""

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.spans import Span

_GIVES = lazy(r"(?:安排|提供|给予|预留|划出|拿出|提取|发放|拨付|下达|争取到?|筹集)\Z")
# 按每平方米100元|给予补助, 给予5万元|奖励
_GIVEN = lazy(
    r"(?:的?标准)?(?:给予|予以|发放|进行)?(?:一次性)?"
    r"(?P<noun>(?:资金)?(?:奖励|补助|补贴|奖补|资助|补偿|救助))(?![资标对政条办金款])"
)
# 给予实际投资额|70%|、最高不超过80万元补助
_GIVEN_LATER = lazy(
    r"(?:的比例|的标准)?[、，,]?(?:最高|单个[^，,。；;]{1,6}?)?(?:不超过|最高)?[0-9.]{1,8}万?元(?:的|一次性)?"
    r"(?P<noun>奖励|补助|补贴|奖补|资助)"
)
# 给予补助，最高不超过|50万元
_GIVEN_BEFORE = lazy(
    r"(?P<noun>奖励|补助|补贴|奖补|资助)[，,](?:单个[^，,。；;]{1,8}|每[^，,。；;0-9]{1,6}|累计|总额)?"
    r"(?:最高|最多)?(?:不得?超过?|给予)?(?:每[^，,。；;0-9]{1,3})?\Z"
)
# The name is not who gives, or for what, but to whom: 对每个|示范村.
_GIVER = lazy(r"每[0-9]|[^，,。；;]{0,12}(?:财政|政府|基金)\Z")
_GIFT = lazy(
    r"(?:[对给的再][^，,。；;]{0,40}?(?:企业|单位|机构|个人|项目|农户|团队|人才|平台|园区|最高|直接|本级|分别)"
    r"|每[户家人个项名])(?P<noun>奖励|补助|补贴|奖补|资助)\Z"
)
_GIFT_AGAIN = lazy(r"[再另]外?(?P<noun>奖励|补助|补贴|奖补|资助)\Z")


def gives(words: str) -> bool:
    """Tell whether words end with a verb of giving: 安排, 发放."""
    return _GIVES.search(words) is not None


def gift_behind(simplified: str, before: Span | None, at: int, end: int) -> Span | None:
    """The noun behind a figure, unless a name stands before: 给予5万元|奖励."""
    gift = _GIVEN.match(simplified, at, end)
    if gift is None:
        return None
    named = before is not None and not (
        _GIVER.match(simplified, *before) or _GIVES.search(simplified, *before)
    )
    return None if named else Span(*gift.span("noun"))


def gift_around(
    simplified: str, figure: Span, before: Span | None, start: int, end: int
) -> Span | None:
    """The noun of a gift that is told elsewhere: 给予补助，最高不超过|50万元."""
    if before is None:
        gap = simplified[start : figure.start]
        gift = _GIVEN_BEFORE.search(gap)
        return Span(*(start + at for at in gift.span("noun"))) if gift else None
    later = _GIVEN_LATER.match(simplified, figure.end, end)
    gives = later and _GIVES.search(simplified, max(0, before.start - 4), before.start)
    return Span(*later.span("noun")) if later and gives else None


def gift_in(simplified: str, start: int, last: int) -> Span | None:
    """The noun of a gift behind those who are given it: 对获奖企业|奖励."""
    gift = _GIFT.search(simplified, start, last) or _GIFT_AGAIN.search(
        simplified, start, last
    )
    return Span(*gift.span("noun")) if gift else None
