"""Times: the dates, periods and cadences that a text names.

In: the Simplified view of a text and a stretch of it. Out: `Time`s in order, each with
its first and last day as far as the words give them. What is due then is read by
`deadlines`, for which year a target holds by `targets`.

Dates are those of the calendar: 2020年底 ends on 31 December, 上半年 on 30 June,
“十四五” on 31 December 2025. 前 includes the day it names (6月30日前 is 30 June,
2025年前 the end of 2025), as officials count.
"""

import calendar
import datetime
import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import to_int
from cnpolicy.model.spans import Span


class TimeForm(StrEnum):
    """What kind of time the words name."""

    DATE = "date"
    """A day, month, quarter, half or year: 2022年12月底前, 2025年."""

    RANGE = "range"
    """From one to another: 2021—2025年."""

    PLAN = "plan"
    """A five-year period: “十四五”期间, “十四五”末."""

    RELATIVE = "relative"
    """Counted from the day of the document: 年内, 年底前, 今年, 6月底前."""

    EVERY = "every"
    """Again and again: 每年, 每半年, 逐年."""


@frozen
class Time:
    """A time that a text names: `到2025年`, `2022年12月底前`."""

    span: Span
    """Where its words stand, without the preposition before them."""

    form: TimeForm
    """What kind of time it is."""

    lead: str
    """The preposition before it: 到, 截至, 较; empty if there is none."""

    tail: str
    """The last word of it: 底前, 期间, 以来; empty if there is none."""

    first: datetime.date | None = None
    """Its first day; None if the words give none."""

    last: datetime.date | None = None
    """Its last day; None if the words give none."""

    month: int | None = None
    """The month of a relative time (6月底前); None if it names none."""

    day: int | None = None
    """The day of that month; None if it names none."""

    @property
    def year(self) -> int | None:
        """The year of its last day."""
        return self.last.year if self.last else None


_GAP = r"[ \t\u3000\xa0\r\n]{0,2}"
_D = "0-9０-９"
_HAN = "〇○零ＯO一二三四五六七八九十"
_YEAR = r"(?:[12１２][0-9０-９]{3}|[一二][〇○零ＯO九][〇○零ＯO一二三四五六七八九]{2})"
_MONTH = rf"(?:[{_D}]{{1,2}}|[一二三四五六七八九十]{{1,2}})"
_DAY = rf"(?:[{_D}]{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_UNTIL = "底前|底之前|底以前|末前|末之前|前|以前|之前"
_QUARTER = "(?:第?[一二三四1-4]季度|Q[1-4])"
_PART = rf"(?:上半年|下半年|{_QUARTER}|年底|年末|年中|年内|年初|底|末|内|初|中期)"
_AROUND = "期间|以来|之间|度|起|开始"
_TAIL = rf"(?P<part>{_PART})?{_GAP}(?P<tail>{_UNTIL}|{_AROUND})?"

# What a time begins with: one class of characters is searched fast.
_FIRST = lazy(rf"[一二{_D}十“\"每逐年今当本明]")
_TIMES = lazy(
    r"(?:"
    # 2021—2025年, 2021年至2023年, 2021年1月—2023年12月
    rf"(?P<from>{_YEAR}){_GAP}(?:年(?:{_GAP}(?P<from_month>{_MONTH}){_GAP}月)?)?{_GAP}"
    rf"[~～〜\-—–－―─至到]{{1,2}}{_GAP}(?P<to>{_YEAR}){_GAP}年"
    rf"(?:{_GAP}(?P<to_month>{_MONTH}){_GAP}月)?(?P<range_tail>底前|前|底|末|期间|内)?"
    # 2024年11月至12月
    rf"|(?P<in>{_YEAR}){_GAP}年{_GAP}(?P<in_from>{_MONTH}){_GAP}月{_GAP}"
    rf"[~～〜\-—–－―─至到]{{1,2}}{_GAP}(?P<in_to>{_MONTH}){_GAP}月(?P<in_tail>底前|前|底)?"
    # 2025年, 2022年12月底前, 2021年6月30日前, 2022年上半年
    rf"|(?P<year>{_YEAR}){_GAP}年(?:{_GAP}(?P<month>{_MONTH}){_GAP}月"
    rf"(?:份|(?P<third>[上中下])旬|{_GAP}(?P<day>{_DAY}){_GAP}日)?)?{_TAIL}"
    # “十四五”末
    r"|(?:[“\"]?十(?P<plan>[一二三四五六七八])(?:个?五年规划|五[”\"]?(?:规划)?)"
    r"|[“\"](?P<old_plan>[五六七八九])五[”\"])"
    r"(?P<plan_tail>期末|规划末|末|期间|时期|期|以来|中期|前期|后期)?"
    # 6月底前, 9月30日前
    rf"|(?<![{_D}年{_HAN}—~-])(?P<m>{_MONTH})月(?:份?(?P<m_end>底|末)|[上中下]旬|(?P<d>{_DAY})日)?"
    rf"(?P<m_tail>{_UNTIL})"
    # 每年, 每半年, 每两年, 逐年
    rf"|(?P<every>每(?:隔)?(?:[{_D}]{{1,2}}|[一两二三四五六七八九十半]{{1,2}})?{_GAP}个?"
    r"(?:季度|年度|年|月|周|旬|日|天|季|学期|学年)|逐年|逐月|逐季)"
    rf"(?:(?P<e_m>{_MONTH})月(?:份?(?:底|末)|(?P<e_d>{_DAY})日)?(?:{_UNTIL})"
    rf"|{_DAY}日(?:{_UNTIL})|[底末](?:{_UNTIL}))?"
    # 年内, 年底前, 今年底前
    r"|(?<![0-9０-９一二两三四五六七八九十半])(?P<now>年底|年末|年内|今年以?内?|本年度?内?|当年内?|明年)"
    r"(?P<now_part>上半年|下半年|底|末|年底)?(?P<now_tail>前|之前|以前)?"
    r")"
)

# Each form of a time above has one of these in it, and most paragraphs have none.
_HINT = lazy(r"[年月每逐]|十[一二三四五六七八][个五]|五[”\"]")


def may_name_times(view: str, start: int, end: int) -> bool:
    """Tell whether a stretch may name a time: whether it pays to look closer."""
    return _HINT.search(view, start, end) is not None


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
_FIRST_PLAN_YEAR = 1951  # 一五; the tenth plan began in 2001, the fourteenth in 2021
_PLAN_YEARS = 5


def times_in(view: str, start: int, end: int) -> Iterator[Time]:
    """Yield the times of `view[start:end]` in order; they do not overlap."""
    at = start
    while (spot := _FIRST.search(view, at, end)) is not None:
        match = _TIMES.match(view, spot.start(), end)
        if match is None:
            at = spot.end()
            continue
        at = match.end()
        time = _time(match, view, start)
        if time is not None:
            yield time


def _time(match: re.Match[str], view: str, start: int) -> Time | None:
    """Read one match."""
    span = Span(match.start(), match.start() + len(match[0].rstrip()))
    before = view[max(start, span.start - _LONGEST_LEAD) : span.start].rstrip()
    lead = next((word for word in _LEADS if before.endswith(word)), "")
    if match["from"]:
        return _range(match, span, lead)
    if match["in"]:
        return _months(match, span, lead)
    if match["year"]:
        return _date(match, span, lead)
    if match["plan"] or match["old_plan"]:
        return _plan(match, span, lead)
    if match["m"]:
        return Time(
            span,
            TimeForm.RELATIVE,
            lead,
            (match["m_end"] or "") + match["m_tail"],
            month=to_int(match["m"]),
            day=to_int(match["d"]) if match["d"] else None,
        )
    if match["every"]:
        month, day = (to_int(match[g]) if match[g] else None for g in ("e_m", "e_d"))
        return Time(span, TimeForm.EVERY, lead, "", month=month, day=day)
    return _relative(match, span, lead)


def _range(match: re.Match[str], span: Span, lead: str) -> Time | None:
    first, last = _number(match["from"]), _number(match["to"])
    if first is None or last is None or first > last:
        return None
    month = to_int(match["from_month"]) if match["from_month"] else 1
    return Time(
        span,
        TimeForm.RANGE,
        lead,
        match["range_tail"] or "",
        first=_day(first, month, 1),
        last=_last(last, match["to_month"]),
    )


def _months(match: re.Match[str], span: Span, lead: str) -> Time | None:
    year = _number(match["in"])
    last = None if year is None else _last(year, match["in_to"])
    if year is None or last is None:
        return None
    first = _day(year, to_int(match["in_from"]), 1)
    tail = match["in_tail"] or ""
    return Time(span, TimeForm.RANGE, lead, tail, first=first, last=last)


def _date(match: re.Match[str], span: Span, lead: str) -> Time | None:
    year = _number(match["year"])
    if year is None:
        return None
    tail = (match["part"] or "") + (match["tail"] or "")
    first, last = _day(year, 1, 1), _last(year, match["month"])
    if match["month"]:
        first = _day(year, to_int(match["month"]), 1)
        if match["day"]:
            first = last = _day(year, to_int(match["month"]), to_int(match["day"]))
        elif match["third"] and first is not None and match["third"] != "下":
            last = first.replace(day=10 if match["third"] == "上" else 20)
    elif match["part"]:
        first, last = _part(year, match["part"])
    if last is None:
        return None
    return Time(span, TimeForm.DATE, lead, tail, first=first, last=last)


def _part(year: int, part: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day of a part of a year: 上半年, 第二季度, 初."""
    if "半年" in part:
        first = 1 if part[0] == "上" else 7
        return _day(year, first, 1), _last(year, str(first + 5))
    if "季度" in part or part[0] == "Q":
        number = next(to_int(c) for c in part if to_int(c)) or 1
        return _day(year, number * 3 - 2, 1), _last(year, str(number * 3))
    if part.endswith("初"):
        return _day(year, 1, 1), _last(year, "1")
    if "中" in part:
        return _day(year, 1, 1), _last(year, "6")
    return _day(year, 1, 1), _last(year, None)


def _plan(match: re.Match[str], span: Span, lead: str) -> Time:
    """A five-year period; the number counts from the first, 1953-57, by tens."""
    old = match["old_plan"]
    number = (to_int(old) if old else 10 + (to_int(match["plan"]) or 0)) or 0
    first = _FIRST_PLAN_YEAR + _PLAN_YEARS * number
    return Time(
        span,
        TimeForm.PLAN,
        lead,
        match["plan_tail"] or "",
        first=_day(first, 1, 1),
        last=_day(first + _PLAN_YEARS - 1, 12, 31),
    )


def _relative(match: re.Match[str], span: Span, lead: str) -> Time | None:
    """年内, 今年底前: no day of their own."""
    return Time(
        span,
        TimeForm.RELATIVE,
        lead,
        (match["now_part"] or "") + (match["now_tail"] or ""),
    )


def _number(text: str) -> int | None:
    """The number of a year, the letter O read as zero; None far from our time."""
    year = to_int(text.translate(_ZEROS))
    return year if year is not None and 1900 <= year < 2200 else None


_ZEROS = str.maketrans({"O": "〇", "Ｏ": "〇", "○": "〇"})


def _day(year: int, month: int | None, day: int | None) -> datetime.date | None:
    """A day of the calendar; None if it is none (2月30日)."""
    try:
        return datetime.date(year, month or 0, day or 0)
    except ValueError:
        return None


def _last(year: int, month: str | None) -> datetime.date | None:
    """The last day of a year or of a month of it; None if there is no such month."""
    number = to_int(month) if month else 12
    if number is None or not 1 <= number <= 12:
        return None
    return datetime.date(year, number, calendar.monthrange(year, number)[1])
