"""Tables as a workbook: the 任务分工表 as an office prints and circulates it.

In: documents or tasks, and where to write. Out: an XLSX file (extra `xlsx`), a sheet a
table (`tables.sheets`): a title, a header that stays in sight and is repeated on every
page, filters, wrapped cells, A4 landscape. Days are days and figures are numbers; all
words are written as words, never as formulas.
"""

from __future__ import annotations

import datetime
import io
import os
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.cell_text import clean, is_formula
from cnpolicy.export.tables.portfolio import Portfolio
from cnpolicy.export.tables.sheet import Cell, Day, Sheet
from cnpolicy.export.tables.sheets import TASK_TABLE, sheets_of
from cnpolicy.export.whole_files import write_whole
from cnpolicy.model.arguments import expect_path
from cnpolicy.model.nodes import Document
from cnpolicy.model.notes import REPEATED_SHEETS
from cnpolicy.model.results.tasks import Task

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CELL = 32767
"""The most characters that a cell holds (Excel specifications and limits)."""

_CUT = "……（超出单元格长度，已截断）"

# Body text in 仿宋, headings in 黑体, titles in 宋体, as official documents have them
# (GB/T 9704); programs without these fonts take their own.
_TITLE_FORM = {"font_name": "宋体", "font_size": 18, "bold": True, "align": "center"}
_HEADER_FORM = {
    "font_name": "黑体",
    "font_size": 11,
    "align": "center",
    "border": 1,
    "bg_color": "#E7E6E6",
}
_CELL_FORM = {"font_name": "仿宋", "font_size": 10.5, "border": 1}
_COMMON = {"valign": "vcenter", "text_wrap": True}

_DATE_FORM = {"num_format": "yyyy-mm-dd", "align": "center"}
_INFERRED_FORM = {"num_format": 'yyyy-mm-dd"（推定）"', "align": "center"}
_NUMBER_FORM = {"align": "center"}

# A fixed date makes the same tasks the same file.
_CREATED = datetime.datetime(2000, 1, 1)
# Excel knows no day before.
_FIRST_DAY = datetime.date(1900, 3, 1)

_LINE = 15.0
_MAX_HEIGHT = 409.0  # higher no row may be; a long text is set in smaller type
_SIZES = (10.5, 9.0, 8.0, 7.0)


def to_xlsx(
    what: Document | Iterable[Document] | Iterable[Task],
    path: str | os.PathLike[str] | BinaryIO,
    *,
    title: str | None = None,
    long: bool = False,
    assigned: bool = False,
) -> None:
    """Write the tasks of documents as a workbook, or tasks alone.

    The sheets: one row a task; one row a task, a body and a role (first with `long`);
    bodies with their tasks; a matrix of both, unless it would be too wide to read; the
    quantities; the deadlines in order; and, of documents, what the parser was not sure
    of. Of several documents each row says whose it is: title, 文号, issuers, file.

    `title` stands above the first table in place of the title of the document;
    `assigned` leaves out measures that nobody was told to do. An existing file is
    replaced; the same documents give the same file. A text that is longer than a cell
    may be is cut and says so.

    Raises `TypeError` for anything else, `CnpolicyError` without XlsxWriter (extra
    `xlsx`) or if the file cannot be written.
    """
    if not hasattr(path, "write"):
        expect_path(path, "to_xlsx")
    portfolio = Portfolio.of(what, "to_xlsx", assigned)
    data = portfolio_book(portfolio, title=title, long=long)
    if not isinstance(path, str | os.PathLike):
        path.write(data)
        return
    try:
        write_whole(Path(path), data)
    except OSError as error:
        raise CnpolicyError(f"{path}: cannot be written") from error


def portfolio_book(
    portfolio: Portfolio, *, title: str | None = None, long: bool = False
) -> bytes:
    """Return the bytes of the workbook of a portfolio, see `to_xlsx`."""
    sheets = list(sheets_of(portfolio, long=long))
    file = io.BytesIO()
    book = _book(file)
    heading = clean(title) if title else clean(sheets[0].title)
    book.set_properties({"title": heading, "created": _CREATED})
    again = "、".join(one.name for one in sheets if one.name != TASK_TABLE)
    book.set_custom_property(REPEATED_SHEETS, again)
    forms = _Forms(book)
    for at, sheet in enumerate(sheets):
        shown = heading if title and at < 2 else clean(sheet.title)
        _SheetWriter(forms, book.add_worksheet(sheet.name), sheet).write(shown)
    book.close()
    return file.getvalue()


def _book(file: BinaryIO) -> Workbook:
    """Begin a workbook. Raises `CnpolicyError` without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise CnpolicyError(
            'a workbook needs XlsxWriter: pip install "cnpolicy[xlsx]"'
        ) from error
    # Without `in_memory` each sheet would be a file in a temporary folder first.
    return xlsxwriter.Workbook(
        file,
        {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
    )


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """Return the bytes of a workbook of these sheets.

    Raises `CnpolicyError` without XlsxWriter (extra `xlsx`).
    """
    file = io.BytesIO()
    book = _book(file)
    book.set_properties({"created": _CREATED})
    forms = _Forms(book)
    for sheet in sheets:
        _SheetWriter(forms, book.add_worksheet(sheet.name), sheet).write(sheet.title)
    book.close()
    return file.getvalue()


def column_width(words: Iterable[str]) -> int:
    """Return how wide the widest line of some cells is."""
    lines = (line for one in words for line in one.split("\n"))
    return max(map(_width, lines), default=0)


def workbook(documents: Iterable[Document]) -> bytes:
    """Return the workbook of documents as the bytes of a file."""
    file = io.BytesIO()
    to_xlsx(documents, file)
    return file.getvalue()


class _Forms:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        """Make formats for `book`."""
        self._book = book
        self._made: dict[tuple[Any, ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_COMMON, **properties})
        return self._made[key]


class _SheetWriter:
    """Writes one sheet."""

    def __init__(self, forms: _Forms, page: Worksheet, sheet: Sheet) -> None:
        """Write `sheet` to `page`."""
        self._forms = forms
        self._page = page
        self._sheet = sheet
        self._widths = [column.width for column in sheet.columns]

    def write(self, title: str) -> None:
        """Write the title, the header and the rows, and set up the page."""
        page, sheet, last = self._page, self._sheet, len(self._sheet.columns) - 1
        form = self._forms.of(**_TITLE_FORM)
        page.merge_range(0, 0, 0, last, "", form)
        page.write_string(0, 0, title[:MAX_CELL], form)
        page.set_row(0, 36)
        form = self._forms.of(**_HEADER_FORM)
        for at, column in enumerate(sheet.columns):
            hidden = column.optional and sheet.is_empty(at)
            page.set_column(at, at, column.width, None, {"hidden": hidden})
            page.write_string(1, at, column.heading[:MAX_CELL], form)
        lines = max(_lines(one.heading, one.width) for one in sheet.columns)
        page.set_row(1, min(max(24, _LINE * lines + 6), _MAX_HEIGHT))
        for number, row in enumerate(sheet.rows, 2):
            self._row(number, row)
        page.freeze_panes(2, 0)
        page.autofilter(1, 0, max(1 + len(sheet.rows), 2), last)
        page.repeat_rows(0, 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        page.set_footer("&C第&P页，共&N页")

    def _row(self, number: int, row: tuple[Cell, ...]) -> None:
        """Write one row, high enough for its words."""
        size, height = self._fitting(row)
        for column, cell in enumerate(row):
            self._cell(number, column, cell, size)
        self._page.set_row(number, height)

    def _cell(self, number: int, column: int, cell: Cell, size: float) -> None:
        """Write one cell as what it is."""
        place, plain = (number, column), {**_CELL_FORM, "font_size": size}
        if isinstance(cell, Day) and cell.date >= _FIRST_DAY:
            form = {**plain, **(_INFERRED_FORM if cell.inferred else _DATE_FORM)}
            self._page.write_datetime(*place, cell.date, self._forms.of(**form))
        elif isinstance(cell, (int, Decimal)) and -_LARGEST < cell < _LARGEST:
            form = {**plain, **_NUMBER_FORM}
            self._page.write_number(*place, float(cell), self._forms.of(**form))
        elif cell is None or cell == "":
            self._page.write_blank(*place, None, self._forms.of(**plain))
        else:
            words = str(cell)
            if len(words) > MAX_CELL:
                words = words[: MAX_CELL - len(_CUT)] + _CUT
            # The sign of a quotation keeps words that look like a formula words, also
            # when the sheet is saved as CSV.
            quoted = {"quote_prefix": True} if is_formula(words) else {}
            self._page.write_string(*place, words, self._forms.of(**plain, **quoted))

    def _fitting(self, row: tuple[Cell, ...]) -> tuple[float, float]:
        """The size of type in which a row can be shown, and how high it then is."""
        words = ["" if cell is None else str(cell) for cell in row]
        size, height = _SIZES[0], 0.0
        for size in _SIZES:
            scale = _SIZES[0] / size
            lines = max(
                _lines(held, width * scale)
                for held, width in zip(words, self._widths, strict=True)
            )
            height = _LINE * lines / scale + 6
            if height <= _MAX_HEIGHT:
                break
        return size, min(height, _MAX_HEIGHT)


# Beyond, a double has no exact whole numbers; the cell holds the words.
_LARGEST = 2**53


def _lines(words: str, width: float) -> int:
    """How many lines words take in a column; a Han character is two wide."""
    room = max(int(width) - 1, 1)
    return sum(max(1, -(-_width(line) // room)) for line in words.split("\n"))


def _width(line: str) -> int:
    """How many columns of a terminal, and of a sheet, a line takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
