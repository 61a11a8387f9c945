"""The days of deadlines that hang on another day: 明年3月底, 自印发之日起45日内.

In: a `Time`, the view of the text and the day of the document. Out: the day that can
be inferred, else what it hangs on.
"""

import datetime

from cnpolicy.annotation.time_expressions.time_expressions import Time, times_in
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.vocabulary.word_lists import listed

_ISSUED = frozenset(listed("印发 发布 公布 下发 签发 发文"))
_BEGINNING, _ISSUE, _YEAR = "起算之日", "成文日期", "年份"
_DATE = r"(?P<date>[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)"
_IN_FORCE_SINCE = lazy(rf"自{_DATE}起(?:正式|开始)?(?:施行|实施|执行|生效)")
_PASSED = lazy(rf"{_DATE}[^，,。；;（）()]{{0,40}}通过")
_BEGUN = {
    **dict.fromkeys(("施行", "实施", "生效"), _IN_FORCE_SINCE),
    **dict.fromkeys(("通过", "批准"), _PASSED),
}


class DeadlineDays:
    """The days, for one document."""

    def __init__(
        self, simplified: str, written: datetime.date | None, year: int | None
    ) -> None:
        """Take the text, its day, and the one year that it plans."""
        self.simplified = simplified
        self.written = written
        self.year = year

    def inferred(self, time: Time) -> datetime.date | None:
        """The last day of a time that is counted from that of the document."""
        relative = time.relative
        if relative is not None and relative.base is not None:
            return relative.from_day(datetime.date(relative.base, 1, 1))
        if relative is not None and self.written is not None:
            return relative.from_day(self.written)
        if relative is not None and self.year is not None and relative.in_the_year:
            # 2026年民生实事 without a date: 6月底前 is in 2026.
            return relative.from_day(datetime.date(self.year, 1, 1))
        if time.duration is not None and time.since is not None:
            first = self._beginning(time.since)
            return first and time.duration.from_day(first)
        return None

    def _beginning(self, since: str) -> datetime.date | None:
        """The day something was issued, passed or put in force, if it is known."""
        if since in _ISSUED:
            return self.written
        pattern = _BEGUN.get(since)
        match = pattern.search(self.simplified) if pattern else None
        if match is None:
            return None
        times = times_in(self.simplified, match.start("date"), match.end("date"))
        return next((time.last for time in times if time.first == time.last), None)

    def unknown(self, time: Time) -> str | None:
        """What the day of a time hangs on."""
        if time.event:
            return time.event
        if time.duration is not None:
            return time.since or _BEGINNING
        return _ISSUE if time.relative is not None and not self.written else _YEAR
