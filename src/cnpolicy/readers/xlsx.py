"""Workbooks: task tables as they are published, and as `tasks -o` writes them.

In: the bytes of an XLSX file. Out: its sheets as a `Source`, one table each with the
merges of its cells; a line of one cell above a table is a paragraph, its title. Read by
python-calamine (MIT), which is fast and makes a full rectangle of every sheet: the size
of the rectangle is counted before.
"""

import datetime
import io
import re
from collections.abc import Iterable
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from cnpolicy.errors import ReadError
from cnpolicy.model.notes import REPEATED_SHEETS
from cnpolicy.readers import limits
from cnpolicy.readers.archive import Archive
from cnpolicy.readers.grid import GridPiece, TableGrid
from cnpolicy.readers.refusals import refused, too_much_memory
from cnpolicy.readers.source import Kind, Source, SourceBuilder

# Excel has no more columns.
_MAX_COLUMNS = 16_384
# Bytes that the library takes for a cell of its rectangle, empty or not, and Python for
# the value in it.
_CELL_BYTES = 120
_BYTE = 8

_PLACE = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\b[^<>]*?\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']"""
)
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_BINARY = ("a binary workbook (XLSB)", "二进制工作簿（XLSB）")
_DOCTYPE = (b"<!DOCTYPE", b"<!ENTITY")
_SPACES = re.compile(r"[\t\r\n]+")

_Range = tuple[tuple[int, int], tuple[int, int]]


def read_xlsx(data: bytes, kind: Kind = Kind.XLSX) -> Source:
    """Read a workbook; `kind` is what the source says it was.

    Sheets are read in their order, hidden ones noted. Raises `ReadError` for a file
    that is damaged, encrypted or unsafe.
    """
    _check(data)
    repeated = _repeated(data)
    builder = SourceBuilder()
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.visible != SheetVisibleEnum.Visible:
                builder.note("hidden-sheet", sheet.name, sheet.name)
            elif sheet.name in repeated:
                builder.note("repeated-sheet", sheet.name, sheet.name)
            elif sheet.typ != SheetTypeEnum.WorkSheet:
                # A sheet that is one chart, a macro or a form of an old program.
                builder.note("object", sheet.name, sheet.name)
            else:
                found = book.get_sheet_by_name(sheet.name)
                _Sheet(builder, sheet.name).write(
                    found.to_python(skip_empty_area=False), found.merged_cell_ranges
                )
    except ReadError:
        raise
    except PasswordError:
        raise refused("encrypted") from None
    except (CalamineError, ZipError, XmlError, ValueError, OSError) as error:
        raise refused("book-damaged", " ".join(str(error).split())) from None
    return builder.build(kind)


_PROPERTIES = "docProps/custom.xml"
_REPEATED = re.compile(
    rf"""name="{REPEATED_SHEETS}"[^<>]*>\s*<vt:lpwstr>([^<>]*)</vt:lpwstr>""".encode()
)


def _repeated(data: bytes) -> frozenset[str]:
    """Return the sheets that repeat another one, as a property of the file states."""
    with Archive(data) as archive:
        found = _REPEATED.search(archive.find(_PROPERTIES) or b"")
    names = found[1].decode("utf-8", "replace").split("、") if found else ()
    return frozenset(names)


def _check(data: bytes) -> None:
    """Raise `ReadError` for a workbook that would take too much memory or time.

    The parts are unpacked once before, so that the counted sizes are the real ones.
    """
    most = limits.scaled(limits.MAX_TREE_BYTES)
    cost = 0
    with Archive(data) as archive:
        for name in archive.names:
            if name.startswith("xl/") and name.endswith((".xml", ".bin")):
                cost += _cost(archive.read(name), name, most)
                if cost > most:
                    raise too_much_memory(name)


def _cost(part: bytes, name: str, most: int) -> int:
    """Return an upper bound of the memory that a part of a workbook will take."""
    if any(mark in part for mark in _DOCTYPE):
        raise refused("document-type", name)
    if b"worksheets/" not in name.encode():
        return _BYTE * len(part)
    if not name.endswith(".xml"):
        raise refused(
            "other-format", ("a binary workbook (XLSB)", "二进制工作簿（XLSB）")
        )
    rows = columns = cells = 0
    for found in _PLACE.finditer(part):
        letters, row = found.groups()
        cells += 1
        rows = max(rows, int(row))
        columns = max(columns, _column(letters))
    # Cells may stand one behind the other without saying where.
    unplaced = max(0, len(_CELL.findall(part)) - cells)
    rows, columns = rows + part.count(b"<row"), columns + unplaced
    area = rows * min(columns, _MAX_COLUMNS)
    if _CELL_BYTES * area > most:
        raise too_much_memory(name)
    return _CELL_BYTES * area + len(part)


def _column(letters: bytes) -> int:
    """Return the number of a column: 28 for AB, 0 without letters."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


class _Sheet:
    """Writes one sheet."""

    def __init__(self, builder: SourceBuilder, name: str) -> None:
        """Write the sheet of this name into `builder`."""
        self._builder = builder
        self._name = name

    def write(self, rows: list[list[Any]], merged: Iterable[_Range] | None) -> None:
        """Write the rows of the sheet, of which some cells are merged."""
        spans = _spans(merged or (), len(rows))
        first = next((at for at, row in enumerate(rows) if _filled(row) > 1), len(rows))
        for at, row in enumerate(rows[:first]):
            self._title(at, row)
        last = max((at for at, row in enumerate(rows) if _filled(row)), default=-1)
        if last < first:
            return
        grid = TableGrid(min(_MAX_COLUMNS, max(map(len, rows))))
        for at in range(first, last + 1):
            grid.begin_row()
            self._row(grid, at, rows[at], spans)
        self._break()
        grid.write(self._builder)

    def _row(
        self,
        grid: TableGrid,
        at: int,
        row: list[Any],
        spans: dict[tuple[int, int], tuple[int, int]],
    ) -> None:
        """Put one row into the grid, without the empty cells at its end."""
        width = max((n for n, value in enumerate(row, 1) if value != ""), default=0)
        column = 0
        while column < width:
            high, wide = spans.get((at, column), (1, 1))
            if high == 0:
                # A cell of a row above reaches down to here, as the grid knows.
                grid.skip_covered()
                column += wide
                continue
            piece = self._piece(at, column, row[column])
            grid.add([piece], columns=wide, rows=high)
            column += wide
        grid.skip_covered()

    def _piece(self, row: int, column: int, value: Any) -> GridPiece:
        """Return the words of a cell."""
        where = f"{self._name}!{_letters(column)}{row + 1}"
        words = _words(value)
        return GridPiece(words, where, isinstance(value, datetime.date))

    def _title(self, at: int, row: list[Any]) -> None:
        """Write a line above the table as a paragraph."""
        for column, value in enumerate(row):
            words = _words(value)
            if words:
                self._break()
                start = self._builder.length
                where = f"{self._name}!{_letters(column)}{at + 1}"
                self._builder.add(words, where)
                self._builder.end_paragraph(start)

    def _break(self) -> None:
        """End the line before."""
        if self._builder.length:
            self._builder.add("\n")


def _spans(
    merged: Iterable[_Range], height: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many rows and columns merged cells take, by row and column.

    Where one reaches down to, it takes no rows.
    """
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in merged:
        if (top, left) in spans:
            continue  # No program lets merged cells overlap.
        wide = right - left + 1
        spans[top, left] = (bottom - top + 1, wide)
        for row in range(top + 1, min(bottom + 1, height)):
            spans[row, left] = (0, wide)
    return spans


def _filled(row: list[Any]) -> int:
    """Count the cells of a row that hold something."""
    return sum(1 for value in row if value != "")


def _words(value: Any) -> str:
    """Return a value as a Chinese reader writes it, on one line."""
    if isinstance(value, str):
        return _SPACES.sub(" ", value.replace("_x000D_", "")).strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _letters(column: int) -> str:
    """Return the letters of a column: AB for 27."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
