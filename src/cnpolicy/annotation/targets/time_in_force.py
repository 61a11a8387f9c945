"""Clocks: which time holds where a quantity stands.

In: the Simplified view of a text and a leaf of it. Out: a `TimeInForce`, moved on from
quantity to quantity, that knows the year its sentence states, the period it names and
the cadence of its clause. A time that is only compared with (较2015年, 自2021年起) is
not the time that holds.
"""

from bisect import bisect_left

from cnpolicy.annotation.document_text import DocumentText, LeafInContext
from cnpolicy.annotation.plan_periods import ONLY_NAMES
from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.annotation.time_expressions.time_expressions import (
    Time,
    TimeForm,
    is_base,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.word_lists import listed

_REFERENCES = frozenset(listed("较 比 与 同 相较于 相比 相对于 较之 从 由 自 以"))
_FROM = frozenset("从由自")
_SINCE = ("起", "开始")
_ENDS = ("末", "期末", "规划末")
_SHORT_YEARS = lazy(r"(?:(?:19|20)[0-9]{2}、){1,6}\Z")  # 2024、2025、|2026年
_MOST_YEARS = 9
_LISTED = lazy(r"(?:[、，,]|和|及|与|到|至)*+")
_BREAK = lazy(r"[，,；;。：:！？]")
_TO_COME = frozenset("前内")
_OPENERS = frozenset("，,；;。：:！？、（( \n\t\u3000")
# …300个，|2027年底前|全部建成。
_CLOSES = lazy(
    r"\s*(?:要|须|应)?(?:全部|全面|基本)?(?:完成|建成|实现|投用|投入使用|投入运营|投产|竣工|到位"
    r"|交付|达标|落成|完工|通车)[^，,。；;的]{0,6}(?P<end>[，,。；;]|\Z)"
)
# 对2020年|已达标的街镇提档升级: which ones.
_WHICH = lazy(r"(?:底|末)?(?:之前|以前|前)?[已未][^，,。；;、0-9]{1,8}的")
_CLOSING_LEADS = frozenset("于在")


class TimeInForce:
    """The times of one leaf, read in order."""

    __slots__ = (
        "_cadence",
        "_earlier_turn",
        "_ends",
        "_heard",
        "_next",
        "_period",
        "_sentence",
        "_starts",
        "_stated",
        "_times",
        "_view",
        "base",
        "began",
        "earlier",
        "turn",
        "year",
    )

    def __init__(self, source: DocumentText, passage: LeafInContext) -> None:
        """Begin at the start of a leaf."""
        self._view = source.simplified
        self._times = source.times(passage)
        self._ends = {time.span.start: time.span.end for time in self._times}
        self._starts = {end: start for start, end in self._ends.items()}
        self._next = 0
        self._heard = passage.first
        self._sentence = passage.first
        self._stated: set[int] = set()
        self._cadence: Time | None = None
        self._period: Time | None = None
        self.year: int | None = None
        """The year the sentence states before the quantity; None if it states none."""
        self._earlier_turn: int | None = None
        self.earlier: int | None = None
        """The last year an earlier sentence of the leaf states; None without one."""
        self.began: int | None = None
        """The first year of a range that the sentence names: 2016 of 2016年至2020年."""
        self.base: int | None = None
        """The year its sentence moves from: 2015 of 从2015年的8%降至2020年的5%."""
        self.turn: int | None = None
        """How many years on its sentence counts: 0 for 今年; None if it does not."""

    def move(self, at: int, sentence: int) -> None:
        """Read on to a quantity at `at`, whose sentence begins at `sentence`."""
        while self._next < len(self._times):
            time = self._times[self._next]
            if time.span.start >= at:
                break
            if time.span.start >= sentence:
                self._enter(sentence)
            elif self._view.find("。", self._heard, time.span.start) >= 0:
                self._enter(time.span.start)  # a sentence without a figure
            self._heard = time.span.end
            self._next += 1
            self._hear(time)
        self._enter(sentence)

    def _enter(self, sentence: int) -> None:
        """Begin a new sentence: what the last one stated holds no more."""
        if sentence != self._sentence:
            self._sentence = sentence
            if self._stated:
                # A sentence with two goal years leaves none to the next.
                self.earlier = self.year if len(self._stated) == 1 else None
            if self._stated or self.turn is not None:
                self._earlier_turn = None if self._stated else self.turn
            self.year = self.turn = self._period = self._cadence = None
            self.began = self.base = None
            self._stated = set()

    def _hear(self, time: Time) -> None:
        """Take in one time."""
        if time.form is TimeForm.EVERY:
            self._cadence = time
        elif (
            (time.lead in _REFERENCES and time.form is not TimeForm.RANGE)
            or time.tail.endswith(_SINCE)
            or is_base(self._view, time)
            or _WHICH.match(self._view, time.span.end)
        ) or (
            time.form is TimeForm.PLAN and ONLY_NAMES.match(self._view, time.span.end)
        ):
            if time.lead in _FROM and self._view.startswith("的", time.span.end):
                self.base = time.year
            return
        elif time.form is TimeForm.PLAN and time.tail not in _ENDS:
            self._period = time
            self.year = None
        elif time.year is not None:
            self.year = time.year
            self._stated.add(time.year)
            ranged = time.form is TimeForm.RANGE and time.first is not None
            self.began = time.first.year if ranged and time.first else None
        elif time.relative is not None and time.relative.years is not None:
            self._turned(time, time.relative.years)

    def _turned(self, time: Time, years: int) -> None:
        """Take in 去年, 今年, 明年 or 年内; 年末 may be that of a year before."""
        start, end = time.span
        if self._view[start] == "年" and self._view[end - 1] not in _TO_COME:
            return
        if self.year is not None and self._view.startswith("当年", start):
            return  # 到2030年，当年新增…: of that year
        # 去年|，粮食产量…; but 好于去年 only compares.
        opens = start == self._sentence or self._view[start - 1] in _OPENERS
        opens = opens or self._view.endswith("继", 0, start)  # 继去年|投入3亿元之后
        if years >= 0 or opens:
            self.turn, self.year = years, None

    def follows_past(self, present: int | None) -> bool:
        """Tell whether an earlier sentence states a year before `present`."""
        if self._earlier_turn is not None:
            return self._earlier_turn < 0  # 去年入选30家。其中…
        if self.earlier is None or present is None:
            return False
        return self.earlier < present

    def closing_year(self, at: int, end: int) -> int | None:
        """The year by which the sentence of a quantity closes: …，2027年底前建成。"""
        time = self._times[self._next] if self._next < len(self._times) else None
        if time is None or time.year is None or time.span.start >= end:
            return None
        bounded = time.tail.endswith(("前", "底", "末", "内"))
        if not (bounded or time.lead in _CLOSING_LEADS):
            return None
        # 其中3座将于2026年投用: in its own clause, whatever the sentence states before.
        own = _BREAK.search(self._view, at, time.span.start) is None
        if not own and (self.year is not None or self.plan_year is not None):
            return None
        closes = _CLOSES.match(self._view, time.span.end, end)
        return time.year if closes and (own or closes["end"] not in "，,") else None

    def ends_of(self, start: int) -> int:
        """Where the time that begins at a place ends; the place without one."""
        return self._ends.get(start, start)

    def last_end(self, start: int, end: int) -> int:
        """Where the last time ends that stands inside a stretch; its start without."""
        number = bisect_left(self._times, end, key=lambda time: time.span.end) - 1
        inside = number >= 0 and self._times[number].span.start >= start
        return self._times[number].span.end if inside else start

    def start_of(self, end: int) -> int:
        """Where the time that ends at a place begins; the place without one."""
        return self._starts.get(end, end)

    def chain(self, at: int) -> list[int]:
        """The years of the last times before `at` that are listed: 2025年、2030年."""
        years: list[int] = []
        start = -1
        for number in range(self._next - 1, max(-1, self._next - _MOST_YEARS), -1):
            time = self._times[number]
            if time.span.end > at or time.year is None:
                continue
            if years and not _LISTED.fullmatch(self._view, time.span.end, start):
                break
            years.append(time.year)
            start = time.span.start
            if short := _SHORT_YEARS.search(self._view, max(0, start - 40), start):
                years += reversed([int(year) for year in short[0].split("、") if year])
                break
        return years[::-1]

    def cadence(self, text: str, quantity: Quantity) -> str | None:
        """How often the clause of a quantity says it comes: 每年, 每2年."""
        time = self._cadence
        if time is None or _BREAK.search(
            self._view, time.span.end, quantity.span.start
        ):
            return None
        return _said(text, time.span)

    def plan(self, text: str) -> str | None:
        """The five-year period the sentence names, as written: “十四五”期间."""
        return _said(text, self._period.span) if self._period else None

    @property
    def plan_year(self) -> int | None:
        """The last year of that period."""
        return self._period.year if self._period else None

    def is_past(self, present: int | None) -> bool:
        """Tell whether that period ended before `present`."""
        year = self.plan_year
        return year is not None and present is not None and year < present


def _said(text: str, span: Span) -> str:
    return "".join(span.of(text).split())
