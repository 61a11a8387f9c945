"""Clocks: which time holds where a quantity stands.

In: the Simplified view of a text and a leaf of it. Out: a `TimeInForce`, moved on from
quantity to quantity, that knows the year its sentence states, the period it names and
the cadence of its clause. A time that is only compared with (较2015年, 自2021年起) is
not the time that holds.
"""

from cnpolicy.annotation.document_text import DocumentText, LeafInContext
from cnpolicy.annotation.targets.quantities import Quantity
from cnpolicy.annotation.time_expressions import Time, TimeForm
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import listed

_REFERENCES = frozenset(listed("较 比 与 同 相较于 相比 相对于 较之 从 由 自 以"))
_SINCE = ("起", "开始")
_ENDS = ("末", "期末", "规划末")
# 在2020年的基础上, 2019年的1.5倍: what is measured from.
_OF_THEN = lazy(r"的?(?:基础|水平|基数|[0-9一二两三四五.．]{1,5}倍)")
_BREAK = lazy(r"[，,；;。：:！？]")


class TimeInForce:
    """The times of one leaf, read in order."""

    __slots__ = (
        "_cadence",
        "_next",
        "_period",
        "_sentence",
        "_times",
        "_view",
        "earlier",
        "year",
    )

    def __init__(self, source: DocumentText, passage: LeafInContext) -> None:
        """Stand at the beginning of a leaf."""
        self._view = source.view
        self._times = source.times(passage)
        self._next = 0
        self._sentence = passage.first
        self._cadence: Time | None = None
        self._period: Time | None = None
        self.year: int | None = None
        """The year the sentence states before the quantity; None if it states none."""
        self.earlier: int | None = None
        """The last year an earlier sentence of the leaf states; None without one."""

    def move(self, at: int, sentence: int) -> None:
        """Read on to a quantity at `at`, whose sentence begins at `sentence`."""
        while self._next < len(self._times):
            time = self._times[self._next]
            if time.span.start >= at:
                break
            if time.span.start >= sentence:
                self._enter(sentence)
            self._next += 1
            self._hear(time)
        self._enter(sentence)

    def _enter(self, sentence: int) -> None:
        """Begin a new sentence: what the last one stated holds no more."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.earlier = self.year or self.earlier
            self.year = self._period = self._cadence = None

    def _hear(self, time: Time) -> None:
        """Take in one time."""
        if time.form is TimeForm.EVERY:
            self._cadence = time
        elif (
            time.lead in _REFERENCES
            or time.tail.endswith(_SINCE)
            or _OF_THEN.match(self._view, time.span.end)
        ):
            return
        elif time.form is TimeForm.PLAN and time.tail not in _ENDS:
            self._period = time
        elif time.year is not None:
            self.year = time.year

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
