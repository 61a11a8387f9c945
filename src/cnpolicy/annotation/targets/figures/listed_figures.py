"""Figures in a list: what stands once before or behind it belongs to each of them.

In: the targets of one leaf in order with their quantities, the text and the times of
the leaf. Out: the same list, changed in place: a name behind the last figure is that
of all, 分别 gives each its own subject or year, what is listed with a condition is one.
"""

from attrs import evolve, frozen

from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.annotation.targets.indicator_targets import words_of
from cnpolicy.annotation.targets.shared_subjects import shares
from cnpolicy.annotation.targets.time_in_force import TimeInForce
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.results.targets import Comparator, Target, TargetKind
from cnpolicy.model.spans import Span

_AND = lazy(r"(?:、|，?[且并]|和)[^，,。；;]{0,24}\Z")
_JOINTS = ("、", "和")
_DIVIDED = "分别"
_OF = "占"
# 2021年、2022年分别|改造|小区15个和20个
_DIVIDED_BEFORE = lazy(r"分别[\u4e00-\u9fff]{0,6}\Z")
# No sentence lists more subjects before its figures.
_MOST_SUBJECTS = 20
_DIVIDED_WIDTH = 12
_MOST_YEARS = 4
_JOINT_GAP = lazy(r"(?:[及或]?以[上下内]|左右)?[、和]")
_YEARS_WIDTH = 120
# The years open the clause before, and no other one follows them.
_SAYS_YEARS = lazy(
    r"20[0-9]{2}年[底末]?(?:、|和|及|与)20[0-9]{2}年[底末]?[，,][^。；;]*\Z"
)


@frozen
class ListedFigures:
    """The figures of one leaf."""

    simplified: str
    """The Simplified view of the text."""

    text: str
    """The text."""

    made: list[Target]
    """The targets; what is read here changes them."""

    quantities: list[Quantity]
    """Their quantities."""

    clock: TimeInForce
    """The times of the leaf."""

    def settle(self) -> None:
        """Give each figure what its list says of all, or of it."""
        self._name_by_the_last()
        self._divide()
        self._mark_listed()

    def _name_by_the_last(self) -> None:
        """Give figures of a list the name behind the last: 给予10万元、5万元|奖励."""
        made, quantities = self.made, self.quantities
        for number in range(len(made) - 2, -1, -1):
            target, later = made[number], made[number + 1]
            if target.name_span is not None or later.name_span is None:
                continue
            start, end = (
                quantities[number].whole.end,
                quantities[number + 1].whole.start,
            )
            behind = later.name_span.start >= later.quantity.end
            if behind and self.simplified[start:end].strip() in _JOINTS:
                made[number] = evolve(
                    target, name=later.name, name_span=later.name_span
                )

    def _divide(self) -> None:
        """Give each figure behind 分别 its own subject or year."""
        made = self.made
        number = 0
        while number < len(made):
            name = made[number].name_span
            end = number + 1
            while (
                end < len(made)
                and made[end].name_span == name
                and _DIVIDED not in self._gap(end)
            ):
                end += 1
            if self._are_of_years(number, end):
                made[number:end] = self._shared(made[number:end], number)
                number = end
                continue
            for first in range(number, end - 1):
                after = self.quantities[first - 1].whole.end if first > number else 0
                if self._is_divided(
                    self.quantities[first], name, after
                ) or self._is_paired(first, end):
                    for start, stop in self._runs(first, end):
                        made[start:stop] = self._shared(made[start:stop], start)
                    break
            number = end

    def _are_of_years(self, first: int, end: int) -> bool:
        """Tell whether figures follow as many years: 到2022年和2030年达到37%和40%."""
        listed = self.quantities[first:end]
        if not 1 < len(listed) <= _MOST_YEARS or len({q.unit for q in listed}) > 1:
            return False
        gaps = map(self._gap, range(first + 1, end))
        if not all(map(_JOINT_GAP.fullmatch, gaps)):
            return False
        start = listed[0].span.start
        years = self.clock.chain(start)
        if len(years) != len(listed) or sorted(set(years)) != years:
            return False
        said = self.simplified[max(0, start - _YEARS_WIDTH) : start]
        return _SAYS_YEARS.search(said) is not None

    def _runs(self, first: int, end: int) -> list[tuple[int, int]]:
        """Split a list whose subjects come again: 分别达到3万元、2万元，增长6%、8%."""
        joined = 1
        while first + joined < end and self._gap(first + joined).strip() in _JOINTS:
            joined += 1
        span = self.made[first].name_span
        if span is None or joined < 2 or (end - first) % joined:
            return [(first, end)]
        again = shares(span.of(self.simplified), joined)
        if not again:
            return [(first, end)]
        return [(start, start + joined) for start in range(first, end, joined)]

    def _gap(self, number: int) -> str:
        """What stands between a figure and the one before it."""
        before, after = self.quantities[number - 1], self.quantities[number]
        return self.simplified[before.whole.end : after.span.start]

    def _is_divided(self, quantity: Quantity, name: Span | None, after: int) -> bool:
        """Tell whether 分别 or 各 stands before a list of figures, or its name.

        `after` is where a figure of the same name ends that is not of the list.
        """
        simplified = self.simplified
        start = max(after, quantity.whole.start - 8 if name is None else name.end)
        lead = simplified[max(0, start) : quantity.span.start]
        if _DIVIDED in lead or lead.endswith("各"):
            return True
        if name is None or name.end > quantity.span.start:
            return False
        low = max(0, name.start - _DIVIDED_WIDTH)
        return _DIVIDED_BEFORE.search(simplified, low, name.start) is not None

    def _is_paired(self, first: int, end: int) -> bool:
        """Tell whether figures follow a list of subjects: 城镇和农村收入3、2万元."""
        if end - first > _MOST_SUBJECTS:
            return False
        name, listed = self.made[first].name_span, self.quantities[first:end]
        return (
            name is not None
            and name.end <= listed[0].whole.start
            and len({one.unit for one in listed}) == 1
            and all(self._gap(number) in _JOINTS for number in range(first + 1, end))
            and len(shares(name.of(self.simplified), end - first)) == end - first
        )

    def _shared(self, listed: list[Target], number: int) -> list[Target]:
        """The targets of one list of figures, with what is shared out among them.

        `number` is that of the first one.
        """
        span, text = listed[0].name_span, self.text
        parts = shares(span.of(self.simplified), len(listed)) if span else ()
        if span and parts:
            return [
                evolve(
                    target,
                    name=(words_of(text, place) or "")
                    + text[span.end - len(part.tail) : span.end],
                    name_span=place,
                )
                for target, part in zip(listed, parts, strict=True)
                for place in (Span(span.start + part.start, span.start + part.end),)
            ]
        years = self.clock.chain(listed[0].quantity.start)
        if len(years) == len(listed):
            return [
                evolve(target, year=year, inferred_year=None)
                for target, year in zip(listed, years, strict=True)
            ]
        above = self.made[max(0, number - len(listed)) : number]
        names = {target.name_span for target in above}
        if len(names) == len(listed) == len(above) and self._are_one(above, listed):
            # 人数达到5000万人次，收入达到420亿元，年均分别增长12%、15%
            return [
                evolve(target, name=other.name, name_span=other.name_span)
                for target, other in zip(listed, above, strict=True)
            ]
        share = listed[0].name or ""
        if len(names) == len(listed) == len(above) and _OF in share:
            # A和B增加值分别增长8%、6%，占地区生产总值比重分别为12%、30%
            tail = share[share.index(_OF) :]
            return [
                evolve(target, name=(other.name or "").partition(_OF)[0] + tail)
                for target, other in zip(listed, above, strict=True)
            ]
        return listed

    def _are_one(self, above: list[Target], listed: list[Target]) -> bool:
        """Tell whether figures stand in one sentence, the later ones as changes."""
        start, end = above[0].quantity.end, listed[0].quantity.start
        return (
            all(target.change is not None for target in listed)
            and not any(target.change for target in above)
            and not any(self.simplified.find(sign, start, end) >= 0 for sign in "。；;")
        )

    def _mark_listed(self) -> None:
        """Make a bounded target a condition if one is that is listed with it.

        营业收入5亿元以上、研发投入强度5%以上的企业: both mark out the company.
        """
        made, condition = self.made, TargetKind.CONDITION
        for number in range(len(made) - 2, -1, -1):
            target, later = made[number], made[number + 1]
            if (
                later.kind is condition
                and target.kind is not condition
                and target.comparator is not Comparator.EQUAL
                and _AND.match(
                    self.simplified,
                    self.quantities[number].whole.end,
                    later.quantity.start,
                )
            ):
                made[number] = evolve(target, kind=condition, inferred_year=None)
