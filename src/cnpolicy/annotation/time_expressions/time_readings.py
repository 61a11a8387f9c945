"""What the forms of times say: a `Time` for each match of `time_forms`.

In: a match of the pattern of a form. Out: its `Time`, without place; None if the
calendar has no such time (2月30日).
"""

import datetime
import re

from attrs import evolve

from cnpolicy.annotation.time_expressions.republic_years import common_year
from cnpolicy.annotation.time_expressions.time_values import (
    Duration,
    Relative,
    Time,
    TimeForm,
    day_of,
    last_of_month,
    new_time,
)
from cnpolicy.lexical.numerals import to_int

Match = re.Match[str]

YEAR_WORDS = {
    **dict.fromkeys(("今年", "本年度", "本年", "当年"), 0),
    **dict.fromkeys(("明年", "来年"), 1),
    "后年": 2,
    "去年": -1,
    # Of each year, or of a year that was named: the match does not say which.
    **dict.fromkeys(("次年", "翌年"), None),
}
_THIRDS = {"上": 10, "中": 20, "下": None}
_QUARTERS = {**dict.fromkeys("一1", 3), **dict.fromkeys("二2", 6)}
_QUARTERS |= {**dict.fromkeys("三3", 9), **dict.fromkeys("四4", 12)}


def _number(text: str | None) -> int | None:
    """The value of a numeral, the letter O read as zero; None without one."""
    return to_int(text.translate(_ZEROS)) if text else None


_ZEROS = str.maketrans({"O": "〇", "Ｏ": "〇", "○": "〇"})


def _year(text: str | None) -> int | None:
    """The number of a year; None far from our time."""
    # 二0二五年: a figure stands for the numeral.
    if text and text[0] in "一二":
        text = text.replace("0", "〇")
    if text and (common := common_year(text)):
        return common
    year = _number(text)
    return year if year is not None and 1900 <= year < 2200 else None


def _quarter_end(part: str) -> int:
    """The last month of a quarter."""
    return next((_QUARTERS[sign] for sign in part if sign in _QUARTERS), 12)


def _part_end(part: str) -> int:
    """The last month of a part of a year: 6 of 上半年, 9 of 第三季度."""
    if "季度" in part or part[:1] == "Q":
        return _quarter_end(part)
    if "上半年" in part or "中" in part:
        return 6
    return 1 if part.endswith("初") else 12


def _part_start(part: str) -> int:
    """Its first month."""
    if "季度" in part or part[:1] == "Q":
        return _quarter_end(part) - 2
    return 7 if "下半年" in part else 1


# ------------------------------------------------------------------------------ ranges


def read_years(match: Match) -> Time | None:
    """2021—2025年, 2021年1月—2023年12月: it ends with the last of its years."""
    first, last = _year(match["from"]), _year(match["to"])
    if first is None or last is None or first > last:
        return None
    month = _number(match["from_month"]) or 1
    day = _number(match["from_day"]) or 1
    end_day = _number(match["to_day"]) or _THIRDS.get(match["to_third"] or "")
    end = day_of(last, _number(match["to_month"]) or 12, end_day)
    return evolve(
        new_time(TimeForm.RANGE, match["tail"] or ""),
        first=day_of(first, month, day),
        last=end,
    )


def read_split_years(match: Match) -> Time | None:
    """2015-16年度, 2022-23至2031-32年度: the second figure is the next year."""
    first, last = _year(match["from"]), _year(match["to"] or match["from"])
    if first is None or last is None or first > last:
        return None
    ends = ((first, match["first"]), (last, match["last"] or match["first"]))
    if any((year + 1) % 100 != _number(end) for year, end in ends):
        return None  # 2024-05至2024-11
    school = "学年" in match[0]
    time = new_time(TimeForm.RANGE, match["tail"] or "")
    return evolve(
        time,
        first=day_of(first, 9 if school else 4, 1),
        last=last_of_month(last + 1, 8 if school else 3),
    )


def read_months(match: Match) -> Time | None:
    """Of one year: 2024年11月至12月, 2024年6月25日至30日, or of two: 至次年3月."""
    year = _year(match["year"])
    first_month = _number(match["from_month"])
    if year is None or first_month is None:
        return None
    end_year = year + 1 if match["next"] else year
    month = _number(match["to_month"]) or first_month
    day = _number(match["to_day"])
    if match["to_month"] is None and day is None:
        return None
    last = day_of(end_year, month, day)
    if last is None:
        return None
    return evolve(
        new_time(TimeForm.RANGE, match["tail"] or ""),
        first=day_of(year, first_month, _number(match["from_day"]) or 1),
        last=last,
    )


def read_parts(match: Match) -> Time | None:
    """2024年二季度至四季度."""
    year = _year(match["year"])
    if year is None:
        return None
    return evolve(
        new_time(TimeForm.RANGE, match["tail"] or ""),
        first=day_of(year, _quarter_end(match["from"]) - 2, 1),
        last=last_of_month(year, _quarter_end(match["to"])),
    )


def read_relative_range(match: Match) -> Time | None:
    """6月25日至30日, 9月至11月: the year is that of the document, or said."""
    month = _number(match["to_month"]) or _number(match["from_month"])
    if month is None or not 1 <= month <= 12:
        return None
    if match["to_month"] is None and match["to_day"] is None:
        return None
    years = YEAR_WORDS[match["word"]] if match["word"] else None
    relative = Relative(years=years, month=month, day=_number(match["to_day"]))
    if match["next"]:
        relative = evolve(relative, years=(years or 0) + 1)
    return evolve(new_time(TimeForm.RANGE, match["tail"] or ""), relative=relative)


def read_figure_range(match: Match) -> Time | None:
    """2024.05—2025.11."""
    first = _figures(match["y"], match["m"], match["d"], start=True)
    last = _figures(match["y2"] or match["y"], match["m2"], match["d2"])
    if first is None or last is None or first > last:
        return None
    time = new_time(TimeForm.RANGE, match["tail"] or "")
    return evolve(time, first=first, last=last, figures=True)


# ------------------------------------------------------------------------- single days


def read_figures(match: Match) -> Time | None:
    """2025-11-30, 2025.11, 2025/6/30."""
    last = _figures(match["y"], match["m"], match["d"])
    if last is None:
        return None
    first = last if match["d"] else last.replace(day=1)
    time = new_time(TimeForm.DATE, match["tail"] or "")
    return evolve(time, first=first, last=last, figures=True)


def _figures(
    year: str, month: str, day: str | None, *, start: bool = False
) -> datetime.date | None:
    """A day in figures, or the last (or first) of its month."""
    number, of_year = _number(month), _year(year)
    if number is None or of_year is None:
        return None
    return day_of(of_year, number, _number(day) if day else (1 if start else None))


def read_date(match: Match) -> Time | None:
    """2025年, 2022年12月底前, 2022年上半年: a day, or a part of a year."""
    year = _year(match["year"])
    if year is None:
        return None
    part = match["part"] or ""
    tail = part + (match["tail"] or "")
    month = _number(match["month"]) if match["month"] else None
    if match["month"] and month is None:
        return None
    if match["day"]:
        first = last = day_of(year, month or 0, _number(match["day"]) or 0)
    elif month is not None:
        first = day_of(year, month, 1)
        last = day_of(year, month, _THIRDS.get(match["third"] or ""))
    else:
        first = day_of(year, _part_start(part), 1)
        last = last_of_month(year, _part_end(part))
    if last is None:
        return None
    return evolve(new_time(TimeForm.DATE, tail), first=first, last=last)


_FIRST_PLAN_YEAR = 1951  # 一五; the tenth plan began in 2001, the fourteenth in 2021
_PLAN_YEARS = 5


def read_plan(match: Match) -> Time | None:
    """A five-year period; the number counts from the first, 1953-57, by tens."""
    old = match["old_plan"]
    number = (to_int(old) if old else 10 + (to_int(match["plan"]) or 0)) or 0
    first = _FIRST_PLAN_YEAR + _PLAN_YEARS * number
    return evolve(
        new_time(TimeForm.PLAN, match["tail"] or ""),
        first=day_of(first, 1, 1),
        last=last_of_month(first + _PLAN_YEARS - 1, 12),
    )


# ------------------------------------------------------------------- seen from a day


def _relative(
    match: Match, month: int, day: int | None = None, tail: str = ""
) -> Time | None:
    """A day of a year that a word names, or of the year of the document."""
    time = new_time(TimeForm.RELATIVE, tail)
    word = match["word"]
    if word and YEAR_WORDS[word] is None:
        return time
    years = YEAR_WORDS[word] if word else None
    return evolve(time, relative=Relative(years=years, month=month, day=day))


def read_month(match: Match) -> Time | None:
    """6月底前, 明年3月底: of the year that is said, or that of the document."""
    month = _number(match["month"])
    if month is None:
        return None
    day = _number(match["day"]) or _THIRDS.get(match["third"] or "")
    return _relative(match, month, day, (match["end"] or "") + (match["tail"] or ""))


def read_part(match: Match) -> Time | None:
    """三季度末前, 上半年: that part of the year of the document."""
    part = match["part"]
    return _relative(match, _part_end(part), tail=part + (match["tail"] or ""))


def read_this(match: Match) -> Time | None:
    """本月底前, 下月10日前, 本季度末前: counted in months."""
    on = 1 if match["this"] == "下" else 0
    tail = (match["end"] or "") + (match["tail"] or "")
    time = new_time(TimeForm.RELATIVE, tail)
    if match["period"] == "季度":
        return evolve(time, relative=Relative(quarters=on))
    if match["period"] != "月":
        return time  # a week or a term has an end that no date tells
    day = _number(match["day"]) or _THIRDS.get(match["third"] or "")
    return evolve(time, relative=Relative(months=on, day=day))


def read_now(match: Match) -> Time | None:
    """年底前, 年内, 今年底: the end of the year of the document, or of the next."""
    word, now = match["word"], match["now"]
    tail = (match["part"] or "") + (match["tail"] or "")
    years = YEAR_WORDS[word] if word else 0
    time = new_time(TimeForm.RELATIVE, tail)
    if years is None:
        return time
    month = _part_end(match["part"] or now or "")
    return evolve(time, relative=Relative(years=years, month=month))


def read_every(match: Match) -> Time | None:
    """每年, 每季度末前: it comes again, and has no day of its own."""
    return new_time(TimeForm.EVERY)


# ---------------------------------------------------------------- durations and events

UNITS = {
    "年半": "年半",
    "年": "年",
    "个年度": "年",
    "个月": "月",
    "月": "月",
    "周": "周",
    "个星期": "周",
    "个工作日": "工作日",
    "工作日": "工作日",
    "个自然日": "日",
    "自然日": "日",
    "日": "日",
    "天": "日",
    "个小时": "时",
    "小时": "时",
}


def read_duration(match: Match) -> Time | None:
    """三年内, 印发之日起30日内: counted from a day that the text may not give."""
    written, unit = match["count"], UNITS[match["unit"]]
    if written == "半":
        count, unit = (6, "月") if unit == "年" else (15, "日")
    else:
        count = _number(written) or 0
    if unit == "年半":
        count, unit = 12 * count + 6, "月"
    if not count:
        return None
    groups = match.groupdict()
    return evolve(
        new_time(TimeForm.DURATION, groups.get("tail") or ""),
        duration=Duration(count, unit),
        since=groups.get("since"),
    )


def read_dated_duration(match: Match) -> Time | None:
    """自2024年5月1日起一年内: counted from the day that is named."""
    time, year = read_duration(match), _year(match["year"])
    month, day = _number(match["month"]), _number(match["day"])
    if time is None or time.duration is None or not (year and month and day):
        return None
    first = day_of(year, month, day)
    return evolve(time, first=first, last=first and time.duration.from_day(first))


def read_event(match: Match) -> Time | None:
    """2025年春节前: before an event; its day is not made up."""
    return evolve(new_time(TimeForm.EVENT, match["tail"]), event=match["event"])
