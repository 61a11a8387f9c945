"""Durations: whether a figure in units of time sets a target.

In: a quantity with its name and kind. Out: whether it only says how long something
takes or lasts (用3年时间, 有效期5年).
"""

from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.results.targets import Comparator, TargetKind
from cnpolicy.vocabulary.quantity_words import DURATIONS

_VALIDITY = lazy(
    r"(?:有效期限?|[试实执施]行期限?|试点期限?|规划期限?|实施期限?|建设期限?|工期|质保期|保[质修]期|租赁?期限?|合同期限?|服务期限?|补[贴助]期限?|建设周期|任期|聘期|试用期|公示期|过渡期|缓冲期|为期|历时)\Z"
)


def is_mere_duration(quantity: Quantity, name: str | None, kind: TargetKind) -> bool:
    """Tell whether a figure in units of time sets no target: 用3年时间, 有效期5年.

    A time that is measured (办结时限), that changes or is bounded by a word before it
    (不超过6个月) does.
    """
    if quantity.normalized.unit not in DURATIONS or kind is TargetKind.CONDITION:
        return False
    if quantity.change is not None:
        return False
    if name is not None and name.endswith("有效期"):
        return True
    if name == "周期":  # 建设周期
        name = None
    bounded = quantity.comparator is not Comparator.EQUAL
    closed = bounded and quantity.whole.end > quantity.span.end
    if bounded and not closed:
        return False
    return name is None or _VALIDITY.search(name) is not None
