"""Units packed into chunks of a size.

In: units in order, and how long a chunk may and should be. Out: spans that partition
the text. A chunk is filled as far as it goes, and cut where the unit that follows
stands highest in the tree; nothing is left over that is too small for a chunk.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cnpolicy.analysis.chunk_units import Size, Unit
from cnpolicy.model.spans import Span


def packed(units: Sequence[Unit], size: Size, most: int, least: int) -> Iterator[Span]:
    """Yield the spans of chunks from `least`, where that can be, to `most`.

    A unit that `opens` begins a chunk; one that is `held` begins one only if there is
    no other way. Sizes are measured near the ends of chunks only, so that a slow
    measure, such as a tokenizer, is called a few times per chunk.
    """
    start = 0
    for end in range(1, len(units) + 1):
        if end == len(units) or units[end].opens:
            yield from _fill(units[start:end], size, most, least)
            start = end


def _fill(units: Sequence[Unit], size: Size, most: int, least: int) -> Iterator[Span]:
    """Yield the chunks of units that may stand together."""
    first = 0
    while first < len(units):
        reach = _reach(units, first, size, most)
        if reach < len(units):
            reach = _cut(units, first, reach, size, least)
        yield Span(units[first].start, units[reach - 1].end)
        first = reach


def _reach(units: Sequence[Unit], first: int, size: Size, most: int) -> int:
    """Return up to which unit a chunk from `first` has room, at least one.

    Steps grow until one is too far, then are halved: few sizes are asked.
    """
    start = units[first].start

    def fits(last: int) -> bool:
        return size(start, units[last - 1].end) <= most

    low, step = first + 1, 1
    while low + step <= len(units) and fits(low + step):
        low += step
        step *= 2
    high = min(low + step, len(units) + 1)
    while low + 1 < high:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low


def _cut(units: Sequence[Unit], first: int, reach: int, size: Size, least: int) -> int:
    """Return before which unit to cut a chunk that has room up to `reach`.

    Among the places at which both the chunk and what is left are large enough: the one
    highest in the tree, and of these the last. If there is none, the same among all
    places.
    """
    start, end = units[first].start, units[-1].end
    whole = units[reach - 1].end - start
    places = [at for at in range(first + 1, reach + 1) if not units[at].held]
    low = bisect_left(places, least, key=lambda at: size(start, units[at].start))
    high = len(places)
    # What is left is not measured if it has more characters than a chunk: it fills one.
    while high > low:
        rest = units[places[high - 1]].start
        if end - rest >= whole or size(rest, end) >= least:
            break
        high -= 1
    choice = places[low:high] or places or [reach]
    return min(choice, key=lambda at: (units[at].depth, -at))
