"""Dates of documents: 2024年1月2日, 二〇二四年一月二日, 2024-01-02.

In: a match of one of the patterns here. Out: a date, or None if no calendar has it.
"""

from __future__ import annotations

import datetime

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_NINE, ONE_TO_TEN, to_int
from cnpolicy.lexical.whitespace import SPACE

# 2020-9-15 below the body that signs; above a document a page shows its own.
DATE_IN_FIGURES = lazy(
    r"(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})"
)
_DIGIT = f"[0-9０-９〇○零ＯOo{ONE_TO_TEN}]"
DATE = lazy(
    rf"(?:[（(]{SPACE}*+)?(?P<year>{_DIGIT}{{4}}){SPACE}*年{SPACE}*"
    rf"(?P<month>{_DIGIT}{{1,3}}){SPACE}*月{SPACE}*(?P<day>{_DIGIT}{{1,3}}){SPACE}*日"
    rf"{SPACE}*[）)]?"
)


# 2024年3月15 and 2024年5月 日: the sign of the day is lost, or the day itself.
PARTIAL_DATE = lazy(
    rf"(?P<year>{_DIGIT}{{4}}){SPACE}*年{SPACE}*(?P<month>{_DIGIT}{{1,3}}){SPACE}*月"
    rf"{SPACE}*(?P<day>{_DIGIT}{{0,3}}){SPACE}*日?"
)


# 二OO六年, 二000年: letters and figures stand among the numerals of a year.
_DIGITS = str.maketrans(f"〇○零ＯOo{ONE_TO_NINE}", "000000123456789")


def _number(numeral: str) -> int | None:
    """The value of a numeral; None if it is none."""
    return to_int(numeral.replace("O", "〇").replace("o", "〇"))


def date_of(words: str) -> datetime.date | None:
    """Return the date in words like 2021年12月10日 or 二○○七年十一月二十二日.

    None if there is none, or if it is no day of the calendar (2020年月日).
    """
    match = (
        DATE.search(words)
        or DATE_IN_FIGURES.search(words)
        or PARTIAL_DATE.fullmatch(words.strip())
    )
    if match is None:
        return None
    parts = [
        _number(match["year"].translate(_DIGITS)),
        *(_number(match[name]) for name in ("month", "day")),
    ]
    try:
        return datetime.date(*(part or 0 for part in parts))
    except ValueError:
        return None
