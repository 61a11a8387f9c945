"""Tables of every format, put into the text in one way.

In: rows of cells with what they merge, as a format has them. Out: one line a row with
tabs between the columns in a `SourceBuilder`, and the table stated in its structure. A
row without words is left out; what merged cells cover stays empty in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cnpolicy.model.source import SourceCell, SourceRow, SourceTable
from cnpolicy.model.spans import Span
from cnpolicy.readers.source import SourceBuilder


class GridPiece(NamedTuple):
    """Some characters of a cell, without tabs and line ends."""

    text: str
    """The characters."""

    where: str | None
    """Their place in the file, None for what the reader put between them."""

    synthetic: bool = False
    """Whether the file holds them only as a rule (automatic numbers)."""


class _Cell:
    """A cell with its place."""

    __slots__ = ("beyond", "column", "columns", "last_row", "pieces", "row")

    def __init__(
        self, pieces: tuple[GridPiece, ...], row: int, column: int, columns: int
    ) -> None:
        """Stand in one row."""
        self.pieces = pieces
        self.row = row
        self.last_row = row
        self.beyond = 0
        self.column = column
        self.columns = columns


class TableGrid:
    """Collects the cells of one table row by row, and writes it.

    No row is wider than `max_columns`; what lies beyond claims no more than a column.
    """

    def __init__(self, max_columns: int) -> None:
        """Begin with no rows."""
        self._max_columns = max_columns
        self._rows: list[list[_Cell]] = []
        self._headers: list[bool] = []
        self._widths: list[int] = []
        # By column, the cell that reaches into the open row or that ended above it.
        self._above: dict[int, _Cell] = {}

    @property
    def chars(self) -> int:
        """How many characters its cells hold."""
        return sum(
            len(piece.text)
            for row in self._rows
            for cell in row
            for piece in cell.pieces
        )

    def begin_row(self, *, header: bool = False) -> None:
        """Begin the next row."""
        self._rows.append([])
        self._headers.append(header)
        self._widths.append(0)

    def mark_header(self) -> None:
        """State that the open row names the columns."""
        self._headers[-1] = True

    def add(
        self,
        pieces: Iterable[GridPiece],
        *,
        columns: int = 1,
        rows: int = 1,
        beyond: int = 0,
    ) -> None:
        """Add a cell at the next column that no cell of an earlier row covers.

        It reaches over `beyond` rows more of the table that goes on with this one.
        """
        self.skip_covered()
        cell = _Cell(
            tuple(piece for piece in pieces if piece.text),
            len(self._rows) - 1,
            self._widths[-1],
            self._claim(columns),
        )
        cell.last_row = cell.row + rows - 1
        cell.beyond = beyond
        if cell.pieces:
            self._rows[-1].append(cell)
        self._take(cell)

    def continue_above(self, columns: int = 1) -> None:
        """Let the cell above reach down into the next columns; without one, nothing."""
        above = self._above.get(self._widths[-1])
        if above is None or above.last_row < len(self._rows) - 2:
            self.skip(columns)
            return
        above.last_row = len(self._rows) - 1
        self._widths[-1] += self._claim(columns)

    def skip(self, columns: int) -> None:
        """Leave columns empty."""
        self._widths[-1] += max(0, min(columns, self._room))

    def move_to(self, column: int) -> None:
        """Leave the columns before this one empty, or covered from above."""
        self.skip(column - self._widths[-1])

    def skip_covered(self) -> None:
        """Leave the columns empty that a cell of an earlier row reaches into."""
        row = len(self._rows) - 1
        while True:
            above = self._above.get(self._widths[-1])
            if above is None or above.last_row < row or above.row == row:
                return
            self._widths[-1] += 1

    @property
    def _room(self) -> int:
        """How many columns are left in the open row."""
        return self._max_columns - self._widths[-1]

    def _claim(self, columns: int) -> int:
        """Return how many columns a cell that asks for some is given."""
        return max(1, min(columns, self._room))

    def _take(self, cell: _Cell) -> None:
        """Let the columns of a cell be its own."""
        for column in range(cell.column, cell.column + cell.columns):
            self._above[column] = cell
        self._widths[-1] += cell.columns

    def texts(self) -> Iterable[list[str]]:
        """Yield the words of each row that has any, by column."""
        for row, width in zip(self._rows, self._widths, strict=True):
            if row:
                words = [""] * width
                for cell in row:
                    words[cell.column] = "".join(piece.text for piece in cell.pieces)
                yield words

    def lines(self) -> Iterable[tuple[GridPiece, ...]]:
        """Yield the words of each row as one line, for a table inside a cell."""
        space = GridPiece(" ", None)
        for row in self._rows:
            line: list[GridPiece] = []
            for cell in row:
                line += [space, *cell.pieces] if line else cell.pieces
            if line:
                yield tuple(line)

    def write(self, builder: SourceBuilder, *, continued: bool = False) -> None:
        """Write the rows that hold words, a line end between two of them."""
        kept = [bool(row) for row in self._rows]
        # How many rows are kept before each one.
        places = [0]
        for keep in kept:
            places.append(places[-1] + keep)
        rows: list[SourceRow] = []
        for at, row in enumerate(self._rows):
            if not kept[at]:
                continue
            if rows:
                builder.add("\n")
            start = builder.length
            cells = tuple(self._write_cells(builder, row, self._widths[at], places))
            span = Span(start, builder.length)
            rows.append(SourceRow(span, cells, self._headers[at]))
        if rows:
            builder.end_table(SourceTable(tuple(rows), continued))

    @staticmethod
    def _write_cells(
        builder: SourceBuilder, row: list[_Cell], width: int, places: list[int]
    ) -> Iterable[SourceCell]:
        """Write one row; yield its cells with the places of their words."""
        column = 0
        for cell in row:
            builder.add("\t" * (cell.column - column))
            column = cell.column
            start = builder.length
            for piece in cell.pieces:
                builder.add(piece.text, piece.where, synthetic=piece.synthetic)
            last = min(cell.last_row, len(places) - 2)
            yield SourceCell(
                builder.last_span(start),
                column,
                cell.columns,
                max(1, places[last + 1] - places[cell.row]) + cell.beyond,
            )
        builder.add("\t" * (width - 1 - column))
