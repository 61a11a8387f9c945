"""An index of spans: things read from a text, found by where they stand.

In: annotations with their places. Out: those that begin in a stretch of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from cnpolicy.model.spans import Span

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Annotations in the order of the text."""

    def __init__(self, items: Iterable[T], place: Callable[[T], Span]) -> None:
        """Keep `items`, each of which stands at `place(item)`."""
        self._items = sorted(items, key=place)
        self._starts = [place(item).start for item in self._items]

    def within(self, stretches: Iterable[Span]) -> tuple[T, ...]:
        """Return those that begin in one of the stretches, which are in order."""
        found: list[T] = []
        for stretch in stretches:
            first = bisect_left(self._starts, stretch.start)
            last = bisect_left(self._starts, stretch.end)
            found += self._items[first:last]
        return tuple(found)
