"""One sheet of a workbook, as rows of typed cells.

Defines `Sheet` with its columns. What a cell holds is words, a number or a day; the
writers of XLSX and CSV need to know no more.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen


class Day(NamedTuple):
    """A day in a cell."""

    date: datetime.date
    """The day."""

    inferred: bool = False
    """Whether it follows from the date of the document, and no text states it."""

    def __str__(self) -> str:
        """Write the day, marked if it is inferred: 2025-12-31（推定）."""
        return self.date.isoformat()[:10] + "（推定）" * self.inferred


Cell = str | int | Decimal | Day | None
"""What a cell holds; None or no words for nothing."""


class SheetColumn(NamedTuple):
    """One column: 完成时限, twelve characters wide."""

    heading: str
    """What stands above it."""

    width: int
    """How wide it is, in characters of the default font; a Han character takes two."""

    optional: bool = False
    """Whether a sheet hides it where it holds nothing."""


@frozen
class Sheet:
    """A table with a title."""

    name: str
    """The name of the sheet."""

    title: str
    """What stands above the table."""

    columns: tuple[SheetColumn, ...]
    """Its columns."""

    rows: tuple[tuple[Cell, ...], ...]
    """Its rows, a cell for each column."""

    note: str | None = None
    """A remark below the table; None without one."""

    def is_empty(self, column: int) -> bool:
        """Tell whether no row has anything in a column."""
        return all(row[column] in (None, "") for row in self.rows)
