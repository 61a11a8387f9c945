"""Tasks as a workbook: the 任务分工表 as an office prints and circulates it.

In: tasks, and where to write. Out: an XLSX file (extra `xlsx`): a title, a header that
stays in sight and is repeated on every page, filters, wrapped cells, A4 landscape. All
words are written as words, never as formulas.
"""

from __future__ import annotations

import datetime
import io
import os
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from cnpolicy.analysis.tasks import tasks as find_tasks
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.cell_text import clean, is_formula
from cnpolicy.export.task_columns import COLUMNS, LONG_COLUMNS, long_table, rows
from cnpolicy.model.nodes import Document
from cnpolicy.model.tasks import Task

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CELL = 32767
"""More characters no cell holds (Excel specifications and limits)."""

_CUT = "……（超出单元格长度，已截断）"

# Widths in characters of the default font; together they fill A4 landscape.
_WIDTHS = (6, 26, 52, 16, 24, 18, 12, 24)
_LONG_WIDTHS = (6, 26, 52, 8, 20, 28, 10, 14)

_TITLE = "任务分工表"

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

# A fixed date makes the same tasks the same file.
_CREATED = datetime.datetime(2000, 1, 1)

_LINE = 15.0
_MAX_HEIGHT = 409.0  # higher no row may be; a long text is set in smaller type
_SIZES = (10.5, 9.0, 8.0, 7.0)


def to_xlsx(
    tasks: Iterable[Task],
    path: str | os.PathLike[str] | BinaryIO,
    *,
    title: str | None = None,
    long: bool = False,
) -> None:
    """Write tasks as a workbook with two sheets: one row a task, and the long form.

    `title` stands above the table (任务分工表 without it); `long` puts the long form
    first. An existing file is replaced; the same tasks give the same file. A text that
    is longer than a cell may be is cut and says so.

    Raises `CnpolicyError` without XlsxWriter (extra `xlsx`) or if the file cannot be
    written.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise CnpolicyError(
            'a workbook needs XlsxWriter: pip install "cnpolicy[xlsx]"'
        ) from error
    listed = tuple(tasks)
    workbook: Workbook = xlsxwriter.Workbook(
        os.fspath(path) if isinstance(path, str | os.PathLike) else path,
        {"strings_to_formulas": False, "strings_to_urls": False},
    )
    workbook.set_properties({"title": clean(title or _TITLE), "created": _CREATED})
    sheets = [
        ("任务分工表", COLUMNS, _WIDTHS, list(rows(listed))),
        ("任务单位对照", LONG_COLUMNS, _LONG_WIDTHS, list(long_table(listed))),
    ]
    for name, header, widths, table in reversed(sheets) if long else sheets:
        _Sheet(workbook, workbook.add_worksheet(name), widths).write(
            clean(title or _TITLE), header, table
        )
    try:
        workbook.close()
    except FileCreateError as error:
        raise CnpolicyError(f"{path}: cannot be written") from error


def workbook(documents: Iterable[Document]) -> bytes:
    """Return the workbook of the tasks of documents, as the bytes of a file."""
    file = io.BytesIO()
    to_xlsx((task for one in documents for task in find_tasks(one)), file)
    return file.getvalue()


class _Sheet:
    """One sheet in the making."""

    def __init__(
        self, workbook: Workbook, sheet: Worksheet, widths: Sequence[int]
    ) -> None:
        """Write to `sheet`, whose columns have `widths`."""
        self._sheet = sheet
        self._widths = widths
        self._title = workbook.add_format({**_COMMON, **_TITLE_FORM})
        self._header = workbook.add_format({**_COMMON, **_HEADER_FORM})
        self._workbook = workbook
        self._forms: dict[tuple[float, bool], Format] = {}
        self._number = workbook.add_format({**_COMMON, **_CELL_FORM, "align": "center"})

    def write(
        self, title: str, header: Sequence[str], table: Sequence[Sequence[Any]]
    ) -> None:
        """Write the title, the header and the rows, and set up the page."""
        sheet, last = self._sheet, len(header) - 1
        sheet.merge_range(0, 0, 0, last, "", self._title)
        sheet.write_string(0, 0, title[:MAX_CELL], self._title)
        sheet.set_row(0, 36)
        for column, (words, width) in enumerate(zip(header, self._widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, words, self._header)
        sheet.set_row(1, 24)
        for number, row in enumerate(table, 2):
            self._row(number, row)
        sheet.freeze_panes(2, 0)
        sheet.autofilter(1, 0, max(1 + len(table), 2), last)
        sheet.repeat_rows(0, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C第&P页，共&N页")

    def _row(self, number: int, row: Sequence[Any]) -> None:
        """Write one row, high enough for its words."""
        size, height = self._fitting(row)
        self._sheet.write_number(number, 0, row[0], self._number)
        for column, words in enumerate(row[1:], 1):
            if len(words) > MAX_CELL:
                words = words[: MAX_CELL - len(_CUT)] + _CUT
            form = self._form(size, is_formula(words))
            if words:
                self._sheet.write_string(number, column, words, form)
            else:
                self._sheet.write_blank(number, column, None, form)
        self._sheet.set_row(number, height)

    def _fitting(self, row: Sequence[Any]) -> tuple[float, float]:
        """The size of type in which a row can be shown, and how high it then is."""
        size, height = _SIZES[0], 0.0
        for size in _SIZES:
            scale = _SIZES[0] / size
            lines = max(
                _lines(words, width * scale)
                for words, width in zip(row[1:], self._widths[1:], strict=True)
            )
            height = _LINE * lines / scale + 6
            if height <= _MAX_HEIGHT:
                break
        return size, min(height, _MAX_HEIGHT)

    def _form(self, size: float, quoted: bool) -> Format:
        """The format of a cell of words; `quoted` if they look like a formula.

        The sign of a quotation keeps them words, also when the sheet is saved as CSV.
        """
        form = self._forms.get((size, quoted))
        if form is None:
            form = self._forms[size, quoted] = self._workbook.add_format(
                {
                    **_COMMON,
                    **_CELL_FORM,
                    "font_size": size,
                    **({"quote_prefix": True} if quoted else {}),
                }
            )
        return form


def _lines(words: str, width: float) -> int:
    """How many lines words take in a column; a Han character is two wide."""
    room = int(width) - 1
    return sum(max(1, -(-_width(line) // room)) for line in words.split("\n"))


def _width(line: str) -> int:
    """How many columns of a terminal, and of a sheet, a line takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
