"""Tables that go on below a line that says so: 续表1, 表1（续）.

In: segments, each table in one of them. Out: the same text, with the parts of one table
in one segment; the lines between them are furniture of the table. Its rows come once,
and a header that is repeated is told as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from cnpolicy.lexical.table_captions import CONTINUED
from cnpolicy.model.nodes import Cell, Node, Row, Table
from cnpolicy.model.row_kinds import RowKind
from cnpolicy.model.spans import Span
from cnpolicy.segmentation.segment import (
    BLANK,
    CAPTION,
    FURNITURE,
    TABLE,
    TEXT,
    Segment,
)
from cnpolicy.segmentation.tables.table_nodes import lined_row, table_of

_SIGN = "续"
_BETWEEN = frozenset({BLANK, FURNITURE})


def says_continued(segment: Segment, simplified: str) -> bool:
    """Tell whether a line says that a table goes on below it."""
    return (
        segment.kind in (TEXT, CAPTION)
        and CONTINUED.fullmatch(simplified, segment.first, segment.last) is not None
    )


def join_continued(
    segments: list[Segment], simplified: str, text: str
) -> list[Segment]:
    """Put a table and those that go on with it into one segment.

    Parts of one table have as many columns. Law: the result partitions the same text.
    """
    if _SIGN not in simplified or not any(one.kind is TABLE for one in segments):
        return segments
    found: list[Segment] = []
    run: list[Segment] = []  # a table, and what stands below it so far
    parts: list[Segment] = []  # the tables of the run
    said = False
    for segment in segments:
        if segment.kind is TABLE:
            if parts and said and _width(parts[-1]) == _width(segment):
                run.append(segment)
                parts.append(segment)
            else:
                found += _closed(run, parts, text)
                run, parts = [segment], [segment]
            said = False
        elif parts and segment.kind in _BETWEEN:
            run.append(segment)
        elif parts and says_continued(segment, simplified):
            run.append(segment)
            said = True
        else:
            found += _closed(run, parts, text)
            run, parts, said = [], [], False
            found.append(segment)
    return found + _closed(run, parts, text)


def _width(segment: Segment) -> int:
    """How many columns the table of a segment has."""
    rows = segment.table.rows if segment.table is not None else ()
    return max((len(row.cells) for row in rows), default=0)


def _closed(run: list[Segment], parts: list[Segment], text: str) -> list[Segment]:
    """Return the segments of a run, its tables as one."""
    if len(parts) < 2:
        return run
    end = run.index(parts[-1]) + 1
    children: list[Node] = []
    rows = _carried([one.table for one in parts if one.table is not None])
    for segment in run[:end]:
        if segment.table is not None:
            children += next(rows)
        else:
            segment.kind = segment.kind if segment.kind is BLANK else FURNITURE
            children.append(lined_row(segment, text))
    first, last = run[0], parts[-1]
    whole = Segment(first.start, first.first, last.last, last.end, TABLE)
    whole.table = table_of(children)
    return [whole, *run[end:]]


def _carried(parts: list[Table]) -> Iterator[list[Node]]:
    """Yield the children of each part; a merged cell reaches over the break.

    Its rest is empty, at the top of a part, in a column that is empty nowhere else.
    """
    bodies = [[row for row in one.rows if row.kind is RowKind.DATA] for one in parts]
    tops = [_empty_at_top(body) for body in bodies]
    full = _full_columns(bodies, tops)
    last: Row | None = None
    for part, body, top in zip(parts, bodies, tops, strict=True):
        reach = {id(row): at for at, row in enumerate(body)}
        children: list[Node] = []
        for child in part.children:
            at = reach.get(id(child))
            if at is not None and isinstance(child, Row):
                if last is not None:
                    own = {column for column in full if at < top.get(column, 0)}
                    child = _inheriting(child, last, own)
                last = child
            children.append(child)
        yield children


def _empty_at_top(body: list[Row]) -> dict[int, int]:
    """Return in how many rows from the top each column is empty."""
    found: dict[int, int] = {}
    for at, row in enumerate(body):
        for column, cell in enumerate(row.cells):
            if not cell.value and found.get(column, 0) == at:
                found[column] = at + 1
    return found


def _full_columns(bodies: list[list[Row]], tops: list[dict[int, int]]) -> set[int]:
    """Return the columns that are empty nowhere but at the top of later parts."""
    empty = {
        column
        for number, (body, top) in enumerate(zip(bodies, tops, strict=True))
        for at, row in enumerate(body)
        for column, cell in enumerate(row.cells)
        if not cell.value and not (number and at < top.get(column, 0))
    }
    width = max((len(row.cells) for body in bodies for row in body), default=0)
    return set(range(1, width)) - empty


def _inheriting(row: Row, above: Row, columns: set[int]) -> Row:
    """Return a row that takes the words of some columns from the row above it."""
    if not columns:
        return row
    cells = dict(enumerate(above.cells))
    column = -1
    children: list[Node] = []
    for child in row.children:
        column += isinstance(child, Cell)
        source = cells.get(column)
        if isinstance(child, Cell) and column in columns and source is not None:
            place = source.value_span or _words_of(source)
            child = evolve(child, value=source.value, inherited=True, value_span=place)
        children.append(child)
    return Row(tuple(children), row.kind, span=row.span)


def _words_of(cell: Cell) -> Span:
    """Return where the words of a cell stand, without the tabs around them."""
    start = cell.span.start + max(0, cell.text.find(cell.value))
    return Span(start, start + len(cell.value))
