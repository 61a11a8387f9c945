"""Tasks as CSV that a spreadsheet program opens by a double click.

In: tasks, and where to write. Out: a CSV file in UTF-8 with a byte order mark (Excel
takes it for the local code page without one), lines ending in CRLF (RFC 4180). Cells
that could be taken for formulas have a ' before them.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from cnpolicy.export.cell_text import safe
from cnpolicy.export.task_columns import COLUMNS, LONG_COLUMNS, long_table, rows
from cnpolicy.model.tasks import Task


def to_csv(
    tasks: Iterable[Task], path: str | os.PathLike[str], *, long: bool = False
) -> None:
    """Write tasks as CSV, one row a task; with `long` one a task, a body and a role.

    An existing file is replaced. Raises `OSError` if it cannot be written.
    """
    header, table = (
        (LONG_COLUMNS, long_table(tasks)) if long else (COLUMNS, rows(tasks))
    )
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number, *words in table:
            writer.writerow([number, *map(safe, words)])
