"""The task table as CSV that a spreadsheet program opens by a double click.

In: documents or tasks, and where to write. Out: a CSV file in UTF-8 with a byte order
mark (Excel takes it for the local code page without one), lines ending in CRLF (RFC
4180), with the columns of the workbook. Cells that could be taken for formulas have a '
before them.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from cnpolicy.export.spreadsheets.cell_text import safe
from cnpolicy.export.tables.portfolio import Portfolio
from cnpolicy.export.tables.sheet import Cell, Sheet
from cnpolicy.export.tables.sheets import long_sheet, task_sheet
from cnpolicy.export.whole_files import write_whole
from cnpolicy.model.arguments import expect_path
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.tasks import Task


def to_csv(
    what: Document | Iterable[Document] | Iterable[Task],
    path: str | os.PathLike[str],
    *,
    long: bool = False,
    assigned: bool = False,
) -> None:
    """Write the tasks of documents as CSV, or tasks alone, one row a task.

    With `long` a row is a task, a body and a role; `assigned` leaves out measures that
    nobody was told to do. Of several documents each row says whose it is. An existing
    file is replaced. Raises `TypeError` for anything else, and `OSError` if the file
    cannot be written.
    """
    expect_path(path, "to_csv")
    portfolio = Portfolio.of(what, "to_csv", assigned)
    write_whole(Path(path), portfolio_csv(portfolio, long=long))


def table_text(documents: Iterable[Document]) -> str:
    """Return the tasks of documents as CSV, one row a task."""
    return _text(task_sheet(Portfolio(documents, "table_text")))


def portfolio_csv(portfolio: Portfolio, *, long: bool = False) -> bytes:
    """Return the bytes of the file of a portfolio."""
    sheet = long_sheet(portfolio) if long else task_sheet(portfolio)
    return sheet_csv(sheet)


def sheet_csv(sheet: Sheet) -> bytes:
    """Return the bytes of the file of a sheet."""
    return _text(sheet).encode("utf-8-sig")


def _text(sheet: Sheet) -> str:
    """Return a sheet as CSV."""
    file = io.StringIO(newline="")
    _write(file, sheet)
    return file.getvalue()


def _write(file: TextIO, sheet: Sheet) -> None:
    """Write the header and the rows."""
    writer = csv.writer(file)
    writer.writerow([column.heading for column in sheet.columns])
    writer.writerows([_words(cell) for cell in row] for row in sheet.rows)


def _words(cell: Cell) -> str:
    """Return what stands in a cell; no spreadsheet takes it for a formula."""
    if isinstance(cell, str):
        return safe(cell)
    return "" if cell is None else str(cell)
