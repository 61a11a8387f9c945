"""Kinds: whether a quantity is achieved, planned, or the condition of something else.

In: the Simplified view of a text, a quantity, its sentence, and what is known about
time where it stands. Out: `TargetKind`. Wording decides first (超过1000万元的企业 is a
condition), then the year and the period, then the section (发展基础 looks back) and the
words of past and future; a quantity is planned if none of these decides otherwise.
"""

from typing import NamedTuple

from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.annotation.targets.kinds.past_words import (
    BUDGETED,
    COMPARED,
    COMPARED_BEHIND,
    DONE_ALREADY,
    DONE_BEFORE,
    DONE_BEHIND,
    FUTURE,
    GREW_BEHIND,
    LONG_PAST,
    NEAR_PAST,
    OF_THAT_YEAR,
    RECORD_BEHIND,
    SPENT,
    TURNS,
    WILL,
    WILL_BEHIND,
)
from cnpolicy.annotation.targets.kinds.target_conditions import CONDITIONS, Sight
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.results.targets import TargetKind
from cnpolicy.model.spans import Span


class Moment(NamedTuple):
    """What is known about time where a quantity stands."""

    year: int | None
    """The year its sentence states; None if it states none."""

    present: int | None
    """The first year that is not past; None if unknown."""

    past: bool
    """Whether its sentence names a period that ended before the present."""

    follows: bool
    """Whether a sentence before it in the leaf tells of a year that is over."""

    back: bool
    """Whether its section looks back."""

    reviews: bool
    """Whether it looks back on work that was done."""

    aims: bool
    """Whether its section is about goals."""

    planning: bool
    """Whether the document says what years it plans."""

    listed: bool
    """Whether it stands in a list of conditions."""

    last: TargetKind | None
    """The kind of the quantity before it in the sentence; None if it is the first."""

    goes_on: bool
    """Whether the leaf has told of the past so far, in a text that plans nothing."""


_WINDOW = 80
_CLAUSE_BACKWARD = lazy(r"[^，,。；;：:！？]*+")


def kind_of(
    simplified: str, quantity: Quantity, sentence: Span, moment: Moment
) -> TargetKind:
    """Tell what a quantity is in the plan."""
    at, end = quantity.whole
    before = simplified[max(sentence.start, at - _WINDOW) : at]
    near = _CLAUSE_BACKWARD.match(before[::-1])
    clause = near[0][::-1] if near else ""
    sight = Sight(
        simplified,
        quantity,
        clause,
        simplified[end : min(sentence.end, end + 48)],
        before,
        moment.last,
    )
    if moment.listed or any(rule(sight) for rule in CONDITIONS):
        return TargetKind.CONDITION
    return (
        TargetKind.ACHIEVED if _is_past(sight, before, moment) else TargetKind.PLANNED
    )


def _is_past(it: Sight, before: str, moment: Moment) -> bool:
    """Tell whether a quantity was reached: by its year, its words, its section."""
    year, present = moment.year, moment.present
    if year is not None and present is not None and year != present:
        return year < present or DONE_ALREADY.search(it.clause) is not None
    if moment.past:
        return True
    words = it.simplified[it.quantity.whole.start : it.quantity.span.start]
    future = WILL if moment.reviews else FUTURE
    asked = before.rpartition("；")[2]
    if BUDGETED.search(asked):
        return SPENT.search(asked + it.behind) is not None
    if future.search(it.clause + words) or WILL_BEHIND.match(it.behind):
        return False
    if DONE_BEFORE.search(words) or DONE_BEHIND.match(it.behind):
        return True
    if moment.back or NEAR_PAST.search(it.clause):
        return True
    turned = [match.end() for match in TURNS.finditer(before)]
    if LONG_PAST.search(before, turned[-1] if turned else 0):
        return True
    if turned and not any(sign.isdigit() for sign in before[turned[-1] :]):
        return False  # 已物色150幅土地，可在未来五年推出，兴建|21万个单位
    if RECORD_BEHIND.match(it.behind) or (
        moment.follows and (OF_THAT_YEAR.match(before) or GREW_BEHIND.match(it.behind))
    ):
        return True
    compared = COMPARED.search(before) or COMPARED_BEHIND.match(it.behind)
    if compared and not (moment.aims or moment.planning):
        return True
    if moment.goes_on and not (future.search(before) or TURNS.search(before)):
        return True
    return moment.last is TargetKind.ACHIEVED and year is None
