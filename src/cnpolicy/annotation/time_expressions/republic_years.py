"""Years of the Republic, as Taiwan counts them: 民国117年, 114年度, 105至108年.

In: the Simplified view of a text. Out: whether it counts its years so, how such a year
is written, and the common year that it is: 117 is 2028.
"""

import re

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import to_int
from cnpolicy.lexical.whitespace import BLANKS

_BEFORE_FIRST = 1911
_NAMED = re.compile("(?:中华)?民国")
_G = f"[{BLANKS}]{{0,2}}"
_DIGIT = "[0-9０-９]"
_NUMBER = f"(?:[1１][0-4０-４]{_DIGIT}|[89８９]{_DIGIT})"
_FIRST, _LAST = 80, 149

REPUBLIC_YEAR = (
    rf"(?:(?:中华)?民国{_G}(?:{_NUMBER}|{_DIGIT}{{2}})"
    # 已有117年历史 is a duration.
    rf"|(?<![0-9０-９.．])(?<![0-9],){_NUMBER}"
    rf"(?!{_G}年(?:来|历史|老|以上|以下|期|之久)))"
)
"""The expression of such a year without 年: 民国117, 114."""

REPUBLIC_FIRSTS = "189１８９中民"
"""The signs it may begin with."""

_SAYS_SO = lazy(
    rf"民国{_G}[0-9０-９]{{2,3}}{_G}年|[今明去本][（(]1[0-4][0-9][）)]年"
    rf"|(?<![0-9.])1[0-4][0-9]{_G}(?:年度|学年度|年底)"
)
_MAY_SAY = lazy(
    rf"(?<![0-9.])1[0-4][0-9]{_G}(?:年(?!来|历史)|[至~～-]{_G}1[0-4][0-9]{_G}年)"
)
# Words that only Taiwan writes: 计画 is 计划 there.
_OF_TAIWAN = lazy(
    "民国|行政院|立法院|监察院|考试院|新台币|计画|国发会|卫福部|直辖市政府"
)


def counts_from_republic(simplified: str) -> bool:
    """Tell whether a text counts its years from the Republic."""
    if _SAYS_SO.search(simplified):
        return True
    return (
        _MAY_SAY.search(simplified) is not None
        and _OF_TAIWAN.search(simplified) is not None
    )


def common_year(written: str) -> int | None:
    """Return the common year of a year of the Republic; None if it is none.

    >>> common_year("民国117"), common_year("95"), common_year("2025")
    (2028, 2006, None)
    """
    named = _NAMED.match(written)
    number = to_int(written[named.end() :].strip() if named else written)
    if number is None or not (named or _FIRST <= number <= _LAST):
        return None
    return _BEFORE_FIRST + number
