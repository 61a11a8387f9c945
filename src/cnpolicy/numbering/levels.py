"""Levels: which markers open headings, and at which rank.

In: the segments of a text. Out: the same segments, with a rank on those that are
headings, and the reading that gave them. Which style nests in which is a
property of the document: the reading with the fewest numbering faults wins, the
standard order breaking ties. Each reading is one pass over the markers, and the
number of readings tried is bounded, so that the time is linear.
"""

from __future__ import annotations

from itertools import pairwise

from cnpolicy.numbering.candidates import Candidate, Interruption
from cnpolicy.numbering.collect_candidates import collect_candidates
from cnpolicy.numbering.interpretation import Interpretation, NumberedBy, interpret
from cnpolicy.numbering.series import UNPLACED, Key, Quality
from cnpolicy.numbering.stated_headings import stated_headings
from cnpolicy.segmentation.segment import HEADING, Segment

MAX_RANK = 10
"""Ranks the grammar has; a deeper level shares the last one."""

_COLONS = frozenset("：:")

# Orders tried besides the standard one.
MAX_ORDERS = 6


def find_levels(
    segments: list[Segment], simplified: str, *, wrapped: bool = False
) -> Interpretation:
    """Set the rank of every heading, and return the interpretation that was chosen.

    Where another part begins (附件2), numbering starts afresh. Headings without number
    that the file states are in `Interpretation.stated`; `rank_stated` ranks them.
    `wrapped` tells whether the lines of the text are broken at a width.
    """
    stated = stated_headings(segments)
    best = _best(segments, simplified, stated.breaks, wrapped)
    if best.faults and stated.breaks:
        # Numbers that run on across such headings do not begin afresh below them.
        through = _best(segments, simplified, frozenset(), wrapped)
        if through.faults < best.faults:
            best, stated = through, stated._replace(breaks=frozenset())
    best.stated = stated
    _apply(best)
    return best


def _best(
    segments: list[Segment], simplified: str, breaks: frozenset[int], wrapped: bool
) -> Interpretation:
    """Return the interpretation with the fewest faults."""
    events = collect_candidates(segments, simplified, breaks, wrapped=wrapped)
    items = [what for _, what in events if type(what) is Candidate]
    standard = sorted({item.key for item in items})
    for key in [key for key in UNPLACED if key in standard]:
        numbers = {item.number for item in items if item.key is key}
        if any(number + 1 in numbers for number in numbers):
            standard = _placed(key, items, standard)
        else:
            # 甲、 without 乙、 heads nothing; an excerpt may begin with 庚、 and 辛、.
            events = [event for event in events if not _is_of(key, event[1])]
            items = [item for item in items if item.key is not key]
            standard.remove(key)
    best = interpret(events, _ranks(standard), len(segments))
    if best.faults:
        for order in _other_orders(items, standard):
            attempt = interpret(events, _ranks(order), len(segments))
            if attempt.faults < best.faults:
                best = attempt
    elif _announces_higher(items):
        # 1. 政府会：（一）…（二）… 2. 我会…: else 2. would run on below （二）.
        for order in _other_orders(items, standard):
            attempt = interpret(events, _ranks(order), len(segments))
            if not attempt.faults and _running_on(attempt) < _running_on(best):
                best = attempt
    return best


def _announces_higher(items: list[Candidate]) -> bool:
    """Tell whether a numbered sentence announces a list of a standardly higher key."""
    return any(
        item.number == 1 and item.sign in _COLONS and before.key > item.key
        for before, item in pairwise(items)
    )


def _running_on(found: Interpretation) -> int:
    """Count the headings whose numbers run on under another parent."""
    main, runs_on = NumberedBy.MAIN, Quality.RUNS_ON
    return sum(
        place is main and fit.quality is runs_on for _, place, _, fit in found.placed
    )


# ---------------------------------------------------------------------------- orders


def _ranks(order: list[Key]) -> dict[Key, int]:
    """Give each key of an order its rank, from 1."""
    return {key: min(rank, MAX_RANK) for rank, key in enumerate(order, 1)}


def _placed(key: Key, items: list[Candidate], standard: list[Key]) -> list[Key]:
    """Put a key right below the heading before its first number.

    甲、 may hold 一、, or 一、 may hold 甲、.
    """
    order = [other for other in standard if other is not key]
    first = next(place for place, item in enumerate(items) if item.key is key)
    above = order.index(items[first - 1].key) + 1 if first else 0
    return [*order[:above], key, *order[above:]]


def _is_of(key: Key, what: Candidate | Interruption) -> bool:
    """Tell whether an event is a marker of a key."""
    return isinstance(what, Candidate) and what.key is key


def _other_orders(items: list[Candidate], standard: list[Key]) -> list[list[Key]]:
    """Orders to try instead: keys that appear against the standard order, moved.

    A parent stands before its first child, so that a key that first appears after
    a standardly deeper one may be nested in it.
    """
    first: dict[Key, int] = {}
    for place, item in enumerate(items):
        first.setdefault(item.key, place)
    orders = [sorted(standard, key=first.__getitem__)]
    for above in standard:
        for below in standard:
            # 1. below 1.2 may also stand below the （1） of another heading.
            loose = above is Key.DECIMAL_ITEM and below is Key.ARABIC_PAREN
            if above < below and (loose or first[below] < first[above]):
                order = [key for key in standard if key is not above]
                order.insert(order.index(below) + 1, above)
                orders.append(order)
    return [order for order in orders if order != standard][:MAX_ORDERS]


# ---------------------------------------------------------------------------- result


def _apply(chosen: Interpretation) -> None:
    """Write the ranks to the segments, without gaps between them."""
    box, main = NumberedBy.BOX, NumberedBy.MAIN
    used = {rank for _, place, rank, _ in chosen.placed if place is main}
    dense = {rank: place for place, rank in enumerate(sorted(used), 1)}
    for item, place, rank, _ in chosen.placed:
        segment = item.segment
        if place is box:
            segment.kind, segment.rank, segment.boxed = HEADING, rank, True
        elif place is main:
            segment.kind, segment.rank = HEADING, dense[rank]
