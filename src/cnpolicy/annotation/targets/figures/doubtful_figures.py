"""Figures that may not be whole.

In: the view of a flowing text, the leaf of a quantity, and the quantity. Out: whether
it was read whole. It was not where digits stand before it that may belong to it, in the
line above or behind a blank. It was not where it has more digits than a figure of a
plan: cells of a table that was run together (350396113%).
"""

from cnpolicy.annotation.document_text import LeafInContext
from cnpolicy.annotation.flowing_text import FlowingLeaf
from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ARABIC_DIGITS

_LONGEST = lazy("[0-9]{9}")
_LONGEST_SHARE = lazy("[0-9]{5}")
_SHARES = frozenset("%％﹪‰")


def is_whole(simplified: str, passage: LeafInContext, quantity: Quantity) -> bool:
    """Tell whether a figure was read whole."""
    start, end = quantity.span
    torn = isinstance(passage, FlowingLeaf) and passage.torn
    if torn and not simplified[passage.first : start].strip():
        return False
    behind_blank = start - passage.first > 1 and simplified[start - 1].isspace()
    if behind_blank and simplified[start - 2] in ARABIC_DIGITS:
        return False
    longest = _LONGEST_SHARE if quantity.unit in _SHARES else _LONGEST
    return longest.search(simplified, start, end) is None
