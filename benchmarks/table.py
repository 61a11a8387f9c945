"""Markdown tables of what was measured.

In: column names and rows of strings. Out: a table whose columns line up in a terminal
too: the first column is words, the others numbers.
"""

from collections.abc import Sequence


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a table; the columns line up if no cell is wider than it is long.

    >>> print(markdown(["what", "ms"], [["parse", "5.1"]]))
    | what  |  ms |
    | :---- | --: |
    | parse | 5.1 |
    """
    lines = [[cell.replace("|", "\\|") for cell in row] for row in (columns, *rows)]
    widths = [max(3, *(len(row[at]) for row in lines)) for at in range(len(columns))]
    dashes = ["-" * (width - 1) for width in widths]
    lines.insert(1, [":" + dashes[0], *(dash + ":" for dash in dashes[1:])])
    return "\n".join(_row(line, widths) for line in lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Lay out one row: words to the left, numbers to the right."""
    words = cells[0].ljust(widths[0])
    numbers = map(str.rjust, cells[1:], widths[1:])
    return "| " + " | ".join([words, *numbers]) + " |"


def number(value: float | None, digits: int = 1) -> str:
    """Write a number; an empty cell for None."""
    return "" if value is None else f"{value:,.{digits}f}"
