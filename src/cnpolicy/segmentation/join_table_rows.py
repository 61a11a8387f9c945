"""Tables as they stand in text.

In: segments before the levels are known. Out: the same text, each table one segment
that carries its `Table` node. Recognised are rows of cells with tabs, pipes (Markdown)
or box-drawing lines between, and tables that lost their lines: one cell a line, where
the numbers 1, 2, 3 … open the rows.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.nodes import Blank, Cell, Furniture, Node, Row, Table
from cnpolicy.model.spans import Span
from cnpolicy.segmentation.loose_tables import loose_rows, loose_tables
from cnpolicy.segmentation.segment import Segment

# A row of fewer cells is a line with a stray tab; a table of one row is none.
FEWEST_CELLS = 2
FEWEST_ROWS = 2

_MARKS = "\t|｜│┃║"
_SEPARATOR = lazy(r"\t|[|｜│┃║]")
_BORDER = lazy(r"[\s|｜│┃║┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬:+=-]+")


def collapse_rows(segments: list[Segment], view: str, text: str) -> list[Segment]:
    """Put each table of one row a line into one segment.

    This comes before lines are joined: rows as wide as one another look like the
    lines of a wrapped paragraph. Law: the result partitions the same text.
    """
    if not any(mark in view for mark in _MARKS):
        return segments
    found: list[Segment] = []
    index = 0
    while index < len(segments):
        end = _lined_end(segments, view, index)
        if end is None:
            found.append(segments[index])
            index += 1
            continue
        pieces = segments[index:end]
        found.append(_as_one(pieces, [_lined_row(piece, text) for piece in pieces]))
        index = end
    return found


def collapse_cells(segments: list[Segment], view: str, text: str) -> list[Segment]:
    """Put each table of one cell a line into one segment.

    This comes when page numbers are known: they count up like the numbers of rows.
    Law: the result partitions the same text.
    """
    if not any(
        one.last - one.first == 1 and view[one.first] == "1" for one in segments
    ):
        return segments
    found: list[Segment] = []
    tables = loose_tables(segments, view)
    index = 0
    while index < len(segments):
        table = tables.get(index)
        if table is None:
            found.append(segments[index])
            index += 1
            continue
        rows = loose_rows(segments, table, text)
        found.append(_as_one(segments[index : table.end], rows))
        index = table.end
    return found


def _as_one(pieces: list[Segment], children: list[Node]) -> Segment:
    """Put the lines of a table into one segment; `children` are its rows."""
    first, last = pieces[0], pieces[-1]
    one = Segment(first.start, first.first, last.last, last.end, "TABLE")
    one.table = Table(tuple(children), span=Span(first.start, last.end))
    return one


# --------------------------------------------------------------------- one row a line


def _lined_end(segments: list[Segment], view: str, start: int) -> int | None:
    """Where a run of rows ends: cells between tabs, pipes or drawn lines.

    None if none begins here.
    """
    end, rows = start, 0
    separator = _row_separator(segments[start], view)
    if separator is None:
        return None
    for index in range(start, len(segments)):
        segment = segments[index]
        if segment.kind == "BLANK":
            continue
        if _is_border(segment, view):
            end = index + 1
        elif _row_separator(segment, view) == separator:
            rows, end = rows + 1, index + 1
        else:
            break
    return end if rows >= FEWEST_ROWS else None


def _row_separator(segment: Segment, view: str) -> str | None:
    """Return what parts the cells of a line; None if it is no row."""
    if segment.kind == "BLANK":
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


# ------------------------------------------------------------------------------- nodes


def _lined_row(piece: Segment, text: str) -> Node:
    """Make the row of a line; a line that only draws is furniture of the table."""
    span = Span(piece.start, piece.end)
    if piece.kind == "BLANK":
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
