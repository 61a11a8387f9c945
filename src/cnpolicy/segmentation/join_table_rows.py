"""Tables as they stand in text.

In: segments before the levels are known. Out: the same text, each table one segment
that carries its `Table` node. Recognised are rows of cells with tabs, pipes (Markdown)
or box-drawing lines between, and tables that lost their lines: one cell a line, where
the numbers 1, 2, 3 … open the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.nodes import Blank, Cell, Furniture, Node, Row, Table
from cnpolicy.model.spans import Span
from cnpolicy.segmentation.segment import BLANK, TABLE, TEXT, Segment

# A row of fewer cells is a line with a stray tab; a table of one row is none.
FEWEST_CELLS = 2
FEWEST_ROWS = 2
# A cell that lost its lines is short; a table has some of them before its first row.
LONGEST_CELL = 40
FEWEST_LOOSE_CELLS = 6

_MARKS = "\t|｜│┃║"
_SEPARATOR = lazy(r"\t|[|｜│┃║]")
_BORDER = lazy(r"[\s|｜│┃║┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬:+=-]+")


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
        table.table = _table(segments, index, shape, text)
        found.append(table)
        index = shape.end
    return found


# --------------------------------------------------------------------- one row a line


def _lined(segments: list[Segment], view: str, start: int) -> Shape | None:
    """A run of lines that are rows: cells between tabs, pipes or drawn lines."""
    end, rows = start, 0
    separator = _row_separator(segments[start], view)
    if separator is None:
        return None
    for index in range(start, len(segments)):
        segment = segments[index]
        if segment.kind is BLANK:
            continue
        if _is_border(segment, view):
            end = index + 1
        elif _row_separator(segment, view) == separator:
            rows, end = rows + 1, index + 1
        else:
            break
    return Shape(end, ()) if rows >= FEWEST_ROWS else None


def _row_separator(segment: Segment, view: str) -> str | None:
    """Return what parts the cells of a line; None if it is no row."""
    if segment.kind is BLANK:
        return None
    words = view[segment.first : segment.last]
    if "\t" in words:
        return "\t"
    for mark in _MARKS[1:]:
        if words.count(mark) >= FEWEST_CELLS:
            return "|"
    return None


def _is_border(segment: Segment, view: str) -> bool:
    """Tell whether a line only draws: |---|---|, ├──┼──┤."""
    words = view[segment.first : segment.last]
    return len(words) > 2 and _BORDER.fullmatch(words) is not None


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


# ------------------------------------------------------------------------------- nodes


def _table(segments: list[Segment], start: int, shape: Shape, text: str) -> Table:
    """Make the node of a table; law: its leaves, joined, are its text."""
    pieces = segments[start : shape.end]
    if shape.rows:
        children = _loose_rows(pieces, start, shape, text)
    else:
        children = [_lined_row(piece, text) for piece in pieces]
    span = Span(pieces[0].start, pieces[-1].end)
    return Table(tuple(children), span=span)


def _loose_rows(
    pieces: list[Segment], start: int, shape: Shape, text: str
) -> list[Node]:
    """Group the cells of a table that lost its lines into its rows."""
    row = -1
    numbered: list[tuple[int, Segment]] = []
    for index, piece in enumerate(pieces, start):
        row += index in shape.rows
        numbered.append((row, piece))
    rows: list[Node] = []
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        cells = [_cell_or_blank(piece, text) for _, piece in group]
        rows.append(Row(tuple(cells), span=_cover(cells)))
    return rows


def _cell_or_blank(piece: Segment, text: str) -> Node:
    span = Span(piece.start, piece.end)
    if piece.kind is BLANK:
        return Blank(span.of(text), span=span)
    return Cell(span.of(text), text[piece.first : piece.last], span=span)


def _lined_row(piece: Segment, text: str) -> Node:
    """Make the row of a line; a line that only draws is furniture of the table."""
    span = Span(piece.start, piece.end)
    if piece.kind is BLANK:
        return Blank(span.of(text), span=span)
    if _is_border(piece, text):
        return Furniture(span.of(text), span=span)
    marks = [m.start() for m in _SEPARATOR.finditer(text, piece.start, piece.end)]
    if marks and text[marks[0]] != "\t":
        # The outer pipes of a row part no cells.
        marks = marks[1:] if marks[0] == piece.first else marks
        marks = marks[:-1] if marks and marks[-1] == piece.last - 1 else marks
    starts = [piece.start, *(mark + 1 for mark in marks)]
    cells: list[Node] = [
        Cell(
            text[start:end],
            _SEPARATOR.sub("", text[start:end]).strip(),
            span=Span(start, end),
        )
        for start, end in zip(starts, [*starts[1:], piece.end], strict=True)
    ]
    return Row(tuple(cells), span=_cover(cells))


def _cover(nodes: list[Node]) -> Span:
    """The span from the first node to the last."""
    return Span(nodes[0].span.start, nodes[-1].span.end)
