"""Times: the dates, periods, cadences and durations that a text names.

In: the Simplified view of a text and a stretch of it. Out: `Time`s in order, each with
its first and last day as far as the words give them. What is due then is read by
`deadlines`, for which year a target holds by `targets`.

Dates are those of the calendar: 2020年底 ends on 31 December, 上半年 on 30 June,
“十四五” on 31 December 2025. 前 includes the day it names (6月30日前 is 30 June,
2025年前 the end of 2025), as officials count. What hangs on a day that the words do
not name (年底前, 印发之日起45日内, 春节前) says so, and is given no day of its own.

Each kind of time is a named form of `time_forms`; here they are found and told apart.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cnpolicy.annotation.time_expressions.republic_years import (
    REPUBLIC_FIRSTS,
    REPUBLIC_YEAR,
    common_year,
    counts_from_republic,
)
from cnpolicy.annotation.time_expressions.time_forms import FORMS, YEAR, Form
from cnpolicy.annotation.time_expressions.time_values import (
    Duration,
    Relative,
    Time,
    TimeForm,
    last_of_month,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.spans import Span

__all__ = [
    "Duration",
    "Relative",
    "Time",
    "TimeForm",
    "common_year",
    "counts_from_republic",
    "is_base",
    "last_of_month",
    "may_name_times",
    "times_in",
]

# Each form of a time has one of these in it, and most paragraphs have none.
_HINT = lazy(r"[年月每逐季周旬日天时前底末]|十[一二三四五六七八][个五]|[0-9]{4}[-./]")


class _Forms(NamedTuple):
    """The forms of times, by the sign that each begins with."""

    first: re.Pattern[str]
    """Finds such a sign: one class of characters is searched fast."""

    by_first: dict[str, tuple[Form, ...]]
    """The forms that may begin with a sign."""


@cache
def _forms(republic: bool) -> _Forms:
    """The forms of a text; if `republic`, of one that counts its years so."""
    forms = tuple(map(_of_republic, FORMS)) if republic else FORMS
    firsts = {first for form in forms for first in form.firsts}
    return _Forms(
        lazy("[" + re.escape("".join(sorted(firsts))) + "]"),
        {sign: tuple(one for one in forms if sign in one.firsts) for sign in firsts},
    )


def _of_republic(form: Form) -> Form:
    """A form whose years may be those of the Republic: 117年底前."""
    written = form.pattern.pattern
    if YEAR not in written:
        return form
    pattern = lazy(written.replace(YEAR, f"(?:{YEAR}|{REPUBLIC_YEAR})"))
    return form._replace(pattern=pattern, firsts=form.firsts + REPUBLIC_FIRSTS)


# Longest first; what stands before a time and says how it counts.
_LEADS = tuple(
    sorted(
        [
            "到",
            "至",
            "截至",
            "截止",
            "截止到",
            "截至到",
            "自",
            "从",
            "由",
            "较",
            "比",
            "与",
            "同",
            "相较于",
            "相比",
            "相对于",
            "于",
            "在",
            "力争",
            "争取",
            "确保",
            "以",
            "以后",
            "较之",
        ],
        key=len,
        reverse=True,
    )
)
_LONGEST_LEAD = 4


# 在2020年的基础上, 2019年的1.5倍, （2020年不变价）: what is measured from.
_OF_THEN = lazy(
    r"(?:底|末)?的?(?:基础|水平|基数|同期|不变价|可比价|[0-9一二两三四五.．]{1,6}倍|[一二两三四五]番|翻)"
)
# 相当于2020年的|120%; but 提高到2025年的80% is reached then.
_SHARE_OF_THEN = lazy(r"(?:底|末)?的[0-9.．]{1,6}(?:%|％|成)")
_PART_OF = (
    *("相当于", "达到", "为", "是", "占", "不超过", "不高于", "不低于"),
    *("控制在", "保持在", "维持在", "稳定在", "恢复到", "恢复至"),
)


def is_base(simplified: str, time: Time) -> bool:
    """Tell whether a time is what something is measured from: 达到2022年的2.5倍."""
    start, end = time.span
    if _OF_THEN.match(simplified, end) is not None:
        return True
    return _SHARE_OF_THEN.match(simplified, end) is not None and simplified.endswith(
        _PART_OF, 0, start
    )


def may_name_times(simplified: str, start: int, end: int) -> bool:
    """Tell quickly whether a stretch may name a time."""
    return _HINT.search(simplified, start, end) is not None


def times_in(
    simplified: str, start: int, end: int, *, republic: bool = False
) -> Iterator[Time]:
    """Yield the times of `simplified[start:end]` in order; they do not overlap.

    If `republic`, a year like 117 is one of the Republic.
    """
    first, by_first = _forms(republic)
    at = start
    while (spot := first.search(simplified, at, end)) is not None:
        at = spot.end()
        for form in by_first[spot[0]]:
            match = form.pattern.match(simplified, spot.start(), end)
            if match is None:
                continue
            time = form.read(match)
            if time is None:
                continue
            at = match.end()
            yield _placed(time, match, simplified, start)
            break


def _placed(time: Time, match: re.Match[str], simplified: str, start: int) -> Time:
    """A time with its place and the word before it."""
    first = match.start()
    span = Span(first, first + len(match[0].rstrip()))
    before = simplified[max(start, first - _LONGEST_LEAD) : first].rstrip()
    lead = next((word for word in _LEADS if before.endswith(word)), "")
    return time.at(span, lead)
