"""What a time means: a `Time`, and what is needed to count one from a known day.

In: numbers of years, months and days. Out: days of the calendar, or None.
"""

import calendar
import datetime
from enum import StrEnum

from attrs import evolve, frozen

from cnpolicy.model.spans import NOWHERE, Span


class TimeForm(StrEnum):
    """What kind of time the words name."""

    DATE = "date"
    """A day, month, quarter, half or year: 2022年12月底前, 2025年, 2025-11-30."""

    RANGE = "range"
    """From one to another: 2021—2025年, 6月25日至30日."""

    PLAN = "plan"
    """A five-year period: “十四五”期间, “十四五”末."""

    RELATIVE = "relative"
    """Counted from the day of the document: 年内, 明年3月底前, 本月底前."""

    EVERY = "every"
    """Again and again: 每年, 每半年, 每年年底前, 逐年."""

    DURATION = "duration"
    """A duration: 6个月内, 用3年时间, 自印发之日起45日内."""

    EVENT = "event"
    """Up to something whose day the words do not name: 春节前, 汛期前."""


@frozen
class Relative:
    """A day counted from that of the document: 明年3月底, 本月底, 年底."""

    years: int | None = None
    """How many years on: 0 for 今年, 1 for 明年; None for the next such day."""

    months: int | None = None
    """How many months on: 0 for 本月, 1 for 下月; None if a month is named."""

    quarters: int | None = None
    """How many quarters on: 0 for 本季度; None if it is no quarter."""

    month: int = 12
    """The month that is named, or in which the period ends."""

    day: int | None = None
    """The day of it; None for its last."""

    base: int | None = None
    """The year that its sentence names before; None if it names none."""

    @property
    def in_the_year(self) -> bool:
        """Tell whether only the year is to be known: 6月底前, 年内; not 本月底."""
        return self.months is None and self.quarters is None

    def from_day(self, written: datetime.date) -> datetime.date | None:
        """Return the day, seen from the day of the document."""
        if self.base is not None:
            return day_of(self.base, self.month, self.day)
        if self.quarters is not None:
            number = (written.month - 1) // 3 * 3 + 2 + 3 * self.quarters
            return last_of_month(written.year + number // 12, number % 12 + 1)
        if self.months is not None:
            number = written.month - 1 + self.months
            return day_of(written.year + number // 12, number % 12 + 1, self.day)
        day = day_of(written.year + (self.years or 0), self.month, self.day)
        if self.years is None and day is not None and day < written:
            return day_of(written.year + 1, self.month, self.day)
        return day


@frozen
class Duration:
    """How long something may take: 6个月, 45日."""

    count: int
    """How many; of a range (2—3年) the most."""

    unit: str
    """年, 月, 周, 日, 时, or 工作日, which need a calendar of holidays."""

    def from_day(self, first: datetime.date) -> datetime.date | None:
        """Return its last day if it begins on `first`; None if none can be told."""
        if self.unit in ("日", "周"):
            days = self.count * (7 if self.unit == "周" else 1)
            try:
                return first + datetime.timedelta(days=days)
            except OverflowError:
                return None
        if self.unit not in ("年", "月"):
            return None
        months = self.count * (12 if self.unit == "年" else 1) + first.month - 1
        year, month = first.year + months // 12, months % 12 + 1
        last = last_of_month(year, month)
        return None if last is None else last.replace(day=min(first.day, last.day))


@frozen
class Time:
    """A time that a text names: `到2025年`, `2022年12月底前`."""

    span: Span
    """Where its words stand, without the preposition before them."""

    form: TimeForm
    """What kind of time it is."""

    lead: str = ""
    """The preposition before it: 到, 截至, 较; empty if there is none."""

    tail: str = ""
    """The last word of it: 底前, 期间, 以来; empty if there is none."""

    first: datetime.date | None = None
    """Its first day; None if the words give none."""

    last: datetime.date | None = None
    """Its last day; None if the words give none."""

    relative: Relative | None = None
    """How it is counted from the day of the document; None if it is not."""

    duration: Duration | None = None
    """How long it is; None if it is no duration."""

    since: str | None = None
    """What a duration begins with: 印发; None if the words do not say."""

    event: str | None = None
    """The event that it names: 春节; None if it names none."""

    figures: bool = False
    """Whether it is written in figures alone: 2025.11, 2025-11-30."""

    @property
    def year(self) -> int | None:
        """The year of its last day."""
        return self.last.year if self.last else None

    def at(self, span: Span, lead: str) -> "Time":
        """Return the same time at a place, behind a preposition."""
        return evolve(self, span=span, lead=lead)


def new_time(form: TimeForm, tail: str = "") -> Time:
    """Return a time without place and without days."""
    return Time(NOWHERE, form, tail=tail)


def day_of(year: int, month: int, day: int | None) -> datetime.date | None:
    """Return a day, or the last of its month; None if the calendar has none."""
    if day is None:
        return last_of_month(year, month)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> datetime.date | None:
    """Return the last day of a month; None if the calendar has none."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
