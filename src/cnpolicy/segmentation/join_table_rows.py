"""Tables as they stand in text.

In: segments before the levels are known. Out: the same text, each table one segment
that carries its `Table` node. Recognised are rows of cells with tabs, pipes (Markdown)
or box-drawing lines between, and tables that lost their lines: one cell a line, where
the numbers 1, 2, 3 … open the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TABLE, TEXT, Segment
from cnpolicy.segmentation.table_nodes import (
    COUNTED,
    is_border,
    lined_row,
    loose_rows,
    may_head_group,
    table_of,
)

# A row of fewer cells is a line with a stray tab; a table of one row is none.
FEWEST_CELLS = 2
FEWEST_ROWS = 2
# A cell that lost its lines is short; a table has some of them before its first row.
LONGEST_CELL = 40
FEWEST_LOOSE_CELLS = 6

# So many lines of the page or titles of groups may stand between two rows.
MOST_BETWEEN = 3

_MARKS = "\t|｜│┃║"
_FIRST_CELL = lazy(r"([0-9]{1,4})[.．、]?[ \u3000]*\t")
_PAGE = lazy(r"[-—–－ \u3000\xa0·•第]*[0-9０-９]{1,4}[-—–－ \u3000\xa0·•页]*")


class Shape(NamedTuple):
    """A table found among the segments."""

    end: int
    """Index behind its last segment."""

    rows: tuple[int, ...]
    """For a table of loose cells, the index at which each row begins, the header
    first; empty for a table of one row a line."""


def collapse_rows(segments: list[Segment], view: str, text: str) -> list[Segment]:
    """Put each table of one row a line into one segment.

    This comes before lines are joined: rows as wide as one another look like the
    lines of a wrapped paragraph. Law: the result partitions the same text.
    """
    if not any(mark in view for mark in _MARKS):
        return segments
    return _collapsed(segments, view, text, _lined)


def collapse_cells(segments: list[Segment], view: str, text: str) -> list[Segment]:
    """Put each table of one cell a line into one segment.

    This comes when page numbers are known: they count up like the numbers of rows.
    Law: the result partitions the same text.
    """
    if not any(
        one.last - one.first == 1 and view[one.first] == "1" for one in segments
    ):
        return segments
    return _collapsed(segments, view, text, _loose)


def _collapsed(
    segments: list[Segment],
    view: str,
    text: str,
    shape_at: Callable[[list[Segment], str, int], Shape | None],
) -> list[Segment]:
    """Put each table into one segment, wherever `shape_at` finds one."""
    found: list[Segment] = []
    index = 0
    while index < len(segments):
        shape = shape_at(segments, view, index)
        if shape is None:
            found.append(segments[index])
            index += 1
            continue
        first, last = segments[index], segments[shape.end - 1]
        table = Segment(first.start, first.first, last.last, last.end, TABLE)
        pieces = segments[index : shape.end]
        if shape.rows:
            children = loose_rows(pieces, [row - index for row in shape.rows], text)
        else:
            children = [lined_row(piece, text) for piece in pieces]
        table.table = table_of(children)
        found.append(table)
        index = shape.end
    return found


# --------------------------------------------------------------------- one row a line


def _lined(segments: list[Segment], view: str, start: int) -> Shape | None:
    """A run of lines that are rows: cells between tabs, pipes or drawn lines.

    Between two rows that count on, a page number or the title of a group may stand.
    """
    end, rows = start, 0
    separator = _row_separator(segments[start], view)
    if separator is None:
        return None
    above: int | None = None  # the number of the row above; 0 for the first one
    between: list[Segment] = []
    for index in range(start, len(segments)):
        segment = segments[index]
        if segment.kind in (BLANK, FURNITURE):
            continue
        if is_border(view[segment.first : segment.last]):
            end = index + 1
        elif _row_separator(segment, view) == separator:
            number = _number_of(segment, view)
            if between and not _goes_on(between, above, number, view):
                break
            above = number if rows else number or 0
            rows, end, between = rows + 1, index + 1, []
        elif separator == "\t" and rows and len(between) < MOST_BETWEEN:
            between.append(segment)
        else:
            break
    return Shape(end, ()) if rows >= FEWEST_ROWS else None


def _number_of(segment: Segment, view: str) -> int | None:
    """Return the number that a row begins with; None if it begins with words."""
    match = _FIRST_CELL.match(view, segment.first, segment.last)
    return None if match is None else int(match[1])


def _goes_on(
    between: list[Segment], above: int | None, number: int | None, view: str
) -> bool:
    """Tell whether a row goes on with the table behind lines that are no rows.

    Its number has to count on; behind the title of a group it may begin again.
    """
    if above is None or number is None:
        return False
    words = [view[one.first : one.last] for one in between]
    if all(map(_PAGE.fullmatch, words)):
        return number == above + 1
    titles = [one for one in words if not _PAGE.fullmatch(one)]
    if not all(len(one) <= LONGEST_CELL and may_head_group(one) for one in titles):
        return False
    return number == above + 1 or (
        number == 1 and COUNTED.search(titles[-1]) is not None
    )


def _row_separator(segment: Segment, view: str) -> str | None:
    """Return what parts the cells of a line; None if it is no row."""
    if segment.kind in (BLANK, TABLE):
        return None
    words = view[segment.first : segment.last]
    if "\t" in words:
        return "\t"
    for mark in _MARKS[1:]:
        if words.count(mark) >= FEWEST_CELLS:
            return "|"
    return None


# -------------------------------------------------------------------- one cell a line


def _loose(segments: list[Segment], view: str, start: int) -> Shape | None:
    """A run of short lines among which 1, 2, 3 … stand alone and open rows."""
    if not _is_loose(segments[start], view) or (
        start and _is_loose(segments[start - 1], view)
    ):
        return None
    cells: list[int] = []
    for index in range(start, len(segments)):
        segment = segments[index]
        if segment.kind is BLANK:
            continue
        if not _is_loose(segment, view):
            break
        cells.append(index)
    if len(cells) < FEWEST_LOOSE_CELLS:
        return None
    words = [view[segments[i].first : segments[i].last] for i in cells]
    opened = _openings(words)
    if len(opened) < FEWEST_ROWS or opened[0] < FEWEST_CELLS:
        return None
    return Shape(cells[-1] + 1, (cells[0], *(cells[place] for place in opened)))


def _is_loose(segment: Segment, view: str) -> bool:
    """Tell whether a line may be a cell: short, and no sentence or heading."""
    if segment.kind is not TEXT or segment.tentative:
        return False
    length = segment.last - segment.first
    marker = segment.marker
    if marker is not None and marker.ordinal is not None:
        # 2.5 alone is a figure, no number of a heading.
        return marker.span.end == segment.last and marker.style is MarkerStyle.DECIMAL
    return length <= LONGEST_CELL and view[segment.last - 1] not in "。：:"


def _openings(words: list[str]) -> list[int]:
    """Return where the rows begin: 1, 2, 3 … alone, at an even distance if possible."""
    if "1" not in words:
        return []
    places = [words.index("1")]
    width = places[0]
    while True:
        number = str(len(places) + 1)
        latest = places[-1]
        if latest + width < len(words) and words[latest + width] == number:
            places.append(latest + width)
            continue
        nearby = words[latest + 2 : latest + 3 * width + 2]
        if width < 1 or number not in nearby:
            return places
        place = latest + 2 + nearby.index(number)
        if len(places) == 1:
            width = place - latest
        places.append(place)
