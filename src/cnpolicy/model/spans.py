"""Places in a text.

Defines `Span` (a half-open range of code points) and `Position` (line and column for
people), with the function that turns an offset into one.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of the text given to `parse`: `text[span.start:span.end]`.

    Offsets count code points from 0; `end` is exclusive.
    """

    start: int
    """Offset of the first character."""

    end: int
    """Offset behind the last character."""

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies inside this span (equal counts as inside)."""
        return self.start <= other.start and other.end <= self.end


new_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
"""Make a `Span` of a pair of offsets without calling a Python function: for code that
makes one for every line."""


class Position(NamedTuple):
    """A place as an editor shows it: both numbers count from 1."""

    line: int
    """Line number, 1 for the first line."""

    column: int
    """Column in code points, 1 for the first character of the line."""


def position(starts: Sequence[int], offset: int) -> Position:
    """Return the `Position` of `offset`, given the `line_starts` of its text."""
    line = bisect_right(starts, offset)
    return Position(line, offset - starts[line - 1] + 1)


NOWHERE = Span(0, 0)
"""The span of a node that was made by hand, not parsed."""
