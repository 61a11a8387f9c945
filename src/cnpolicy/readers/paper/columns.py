"""Columns of text on a page, and which of their lines a paragraph fills.

In: the lines of a page. Out: the column each stands in, and whether a line goes on in
the next one: if the first word there had no room behind it, and is not indented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from attrs import frozen

from cnpolicy.lexical.line_shapes import visible_width
from cnpolicy.readers.paper.content import PageContent, PageLine

# In characters: how much a line may lack, and what is an indent.
_SLACK = 0.45
_INDENT = 0.8
# A line that begins farther in stands at the right or in the middle, as a date does.
_SET_APART = 4.0
# Words that are this many times as large are a title, not the beginning of the
# paragraph below.
_LARGER = 1.3
# The text of a page is no narrower than this share of it; a last line may be.
_NARROWEST = 0.45
# A wider step down, in lines, parts two paragraphs.
_WIDEST_STEP = 2.0
_FIRST_WORD = re.compile(
    "[A-Za-z0-9０-９.,%％+-]+[，。、；：！？）》〉】”’〕]*"
    "|[（《〈【“‘〔]*.[，。、；：！？）》〉】”’〕]*"
)
_CLOSERS = "，。、；：！？）》〉】”’〕"


@frozen
class Column:
    """A column of text on a page."""

    left: float
    """Where its lines begin."""

    right: float
    """Where full lines end."""

    size: float
    """How wide a Chinese character is."""

    step: float
    """How far apart two lines are."""


def continues(
    line: PageLine, column: Column, after: PageLine, below: Column, same_page: bool
) -> bool:
    """Tell whether a line goes on in the one after it."""
    if (
        column.right - column.left <= 0
        or after.left - below.left > _INDENT * below.size
        or line.left - column.left > _SET_APART * column.size
        or line.bottom - line.top > _LARGER * (after.bottom - after.top)
    ):
        return False
    if same_page and column == below:
        if after.top - line.top < 0.5 * (line.bottom - line.top):
            return False  # beside it
        if after.top - line.top > _WIDEST_STEP * column.step:
            return False
    word = _FIRST_WORD.match(after.text.lstrip())
    need = visible_width(word[0]) if word else 1.0
    if word and word[0][-1] in _CLOSERS:
        # A sign at the end of a line may be half as wide, or hang.
        need -= 0.5
    room = column.right - line.right
    return room < (need + _SLACK) * column.size


def columns_of(
    page: PageContent, body: Sequence[PageLine]
) -> Callable[[PageLine], Column]:
    """Return a function from a line to the column of text it stands in."""
    # Words with wide gaps between them are cells of a table that nothing rules.
    plain = [line for line in body if not line.gaps]
    body = plain if 2 * len(plain) >= len(body) else body
    sizes = [
        (line.right - line.left) / line.chars
        for line in body
        if line.chars >= 8 and line.right > line.left
    ]
    size = median(sizes) if sizes else 12.0
    steps = [
        after.top - line.top
        for line, after in pairwise(body)
        if 0.5 * size < after.top - line.top < 4 * size
    ]
    step = median(steps) if steps else 2 * size
    middle = page.width / 2
    left = [line for line in body if line.right <= middle + size]
    right = [line for line in body if line.left >= middle - size]
    halves = (
        len(left) >= 6 and len(right) >= 6 and len(left) + len(right) >= 0.7 * len(body)
    )
    whole = _column(body, size, step, page.width)
    if not halves:
        return lambda line: whole
    first = _column(left, size, step, page.width / 2)
    second = _column(right, size, step, page.width / 2)

    def column_of(line: PageLine) -> Column:
        if line.right <= middle + size:
            return first
        return second if line.left >= middle - size else whole

    return column_of


def _column(
    lines: Sequence[PageLine], size: float, step: float, width: float
) -> Column:
    """Return where the lines of a column begin and end; no width if none is full."""
    lefts = sorted(line.left for line in lines)
    if not lefts:
        return Column(0.0, 0.0, size, step)
    # A sign at the end of a line may hang over the edge.
    inside = [line.right for line in lines if line.text.rstrip()[-1] not in _CLOSERS]
    rights = inside if len(inside) > 2 else [line.right for line in lines]
    rights.sort(reverse=True)
    least = max(1, len(lines) // 8)
    left = _first_common(lefts, least, size)
    right = _first_common([-at for at in rights], least, size)
    right = -right
    if right - left < _NARROWEST * width:
        return Column(left, left, size, step)
    return Column(left, right, size, step)


def _first_common(places: list[float], least: int, size: float) -> float:
    """Return the first of sorted places that has `least` others close behind it."""
    for at, place in enumerate(places):
        last = min(at + least, len(places)) - 1
        if places[last] - place <= 0.6 * size and last - at >= least - 1:
            return place
    return places[0]
