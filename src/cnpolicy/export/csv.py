"""Tasks as CSV that a spreadsheet program opens by a double click.

In: tasks, and where to write. Out: a CSV file in UTF-8 with a byte order mark (Excel
takes it for the local code page without one), lines ending in CRLF (RFC 4180). Cells
that could be taken for formulas have a ' before them.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from cnpolicy.analysis.tasks import tasks as find_tasks
from cnpolicy.export.cell_text import safe
from cnpolicy.export.task_columns import COLUMNS, LONG_COLUMNS, long_table, rows
from cnpolicy.model.nodes import Document
from cnpolicy.model.tasks import Task


def to_csv(
    tasks: Iterable[Task], path: str | os.PathLike[str], *, long: bool = False
) -> None:
    """Write tasks as CSV, one row a task; with `long` one a task, a body and a role.

    An existing file is replaced. Raises `OSError` if it cannot be written.
    """
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        _write(file, tasks, long)


def table_text(documents: Iterable[Document]) -> str:
    """Return the tasks of documents as CSV, one row a task."""
    file = io.StringIO(newline="")
    _write(file, (task for one in documents for task in find_tasks(one)), False)
    return file.getvalue()


def _write(file: TextIO, tasks: Iterable[Task], long: bool) -> None:
    """Write the header and the rows."""
    header, table = (
        (LONG_COLUMNS, long_table(tasks)) if long else (COLUMNS, rows(tasks))
    )
    writer = csv.writer(file)
    writer.writerow(header)
    for number, *words in table:
        writer.writerow([number, *map(safe, words)])
