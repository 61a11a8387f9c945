"""Tables of pages put together again where a page breaks them.

In: the tables of pages in order, each with whether it goes on with the one before. Out:
their rows with their words by page: a row that the break cuts in two is one row again,
and a merged cell reaches over the break.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field

# A number, or a mark: 12, （一）, √.
_LONGEST_SHORT = 4
# A column that is empty in no more than this share of its rows is a full one.
_FULL_SHARE = 0.8


@define
class PageCell:
    """A cell of a table on a page."""

    words: list[tuple[str, int]]
    """Its words, each piece with the number of its page."""

    column: int
    """Its first column."""

    rows: int = 1
    """Over how many rows of its page it reaches."""

    columns: int = 1
    """Over how many columns it reaches."""

    beyond: int = 0
    """Over how many more rows it reaches on the pages behind."""

    continues: bool = False
    """Whether it is the rest of a cell on the page before."""

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join(word for word, _ in self.words)


@define
class PageRows:
    """The rows of the part of a table that stands on one page."""

    rows: list[list[PageCell]] = field(factory=list)
    """Its rows from the top."""


def join_parts(parts: Sequence[PageRows]) -> None:
    """Put the parts of one table together, in place."""
    if not parts:
        return
    header = [_texts(row) for row in parts[0].rows]
    tops = [_repeated(header, part.rows) for part in parts[1:]]
    rows = [
        row
        for part, top in zip(parts, [-1, *tops], strict=False)
        for at, row in enumerate(part.rows)
        if at != top
    ]
    full, short = _full_columns(rows), _short_columns(rows)
    for (before, part), at in zip(pairwise(parts), tops, strict=True):
        if len(part.rows) > at and _is_rest(part.rows[at], full, short):
            last = next((row for row in reversed(before.rows) if row), None)
            if last is not None and _take_rest(last, part.rows[at]):
                rest = part.rows.pop(at)
                _lower(part, at, rest)
    _reach_over(parts, [0, *tops])


def _full_columns(rows: Sequence[Sequence[PageCell]]) -> set[int]:
    """Return the columns that hold words in nearly all rows."""
    counts: dict[int, list[int]] = {}
    for row in rows:
        for cell in row:
            count = counts.setdefault(cell.column, [0, 0])
            count[0] += bool(cell.words)
            count[1] += 1
    return {
        column
        for column, (filled, every) in counts.items()
        if filled >= _FULL_SHARE * every
    }


def _short_columns(rows: Sequence[Sequence[PageCell]]) -> set[int]:
    """Return the columns of numbers and marks, whose words no break of a page parts."""
    long = {
        cell.column for row in rows for cell in row if len(cell.text) > _LONGEST_SHORT
    }
    return {cell.column for row in rows for cell in row} - long


def _repeated(header: Sequence[Sequence[str]], rows: Sequence[list[PageCell]]) -> int:
    """Return how many rows at the top of a page are those of the first one again."""
    same = 0
    for words, row in zip(header, rows, strict=False):
        if words != _texts(row):
            break
        same += 1
    return same


def _texts(row: Sequence[PageCell]) -> list[str]:
    """The words of each cell."""
    return [cell.text for cell in row]


def _is_rest(row: Sequence[PageCell], full: set[int], short: set[int]) -> bool:
    """Tell whether a row at the top of a page is the rest of one on the page before.

    Its first column, which no row leaves empty, is. With a number of its own, or with a
    first column that reaches farther down, it is a row below a merged cell.
    """
    first = row[0] if row else None
    return (
        first is not None
        and first.column == 0
        and 0 in full
        and not first.words
        and first.rows == 1
        and any(cell.words for cell in row)
        and not any(cell.words and cell.column in short for cell in row)
    )


def _take_rest(last: Sequence[PageCell], rest: Sequence[PageCell]) -> bool:
    """Add the words of the rest of a row to it; tell whether they had a place."""
    own = {cell.column: cell for cell in last}
    if any(cell.words and cell.column not in own for cell in rest):
        return False
    for cell in rest:
        if cell.words:
            own[cell.column].words += cell.words
    return True


def _lower(part: PageRows, at: int, rest: Sequence[PageCell]) -> None:
    """Let cells that reach below a row that was taken away begin in the next one."""
    if at >= len(part.rows):
        return
    for cell in rest:
        if cell.rows > 1:
            lower = PageCell([], cell.column, cell.rows - 1, cell.columns)
            part.rows[at].append(lower)
    part.rows[at].sort(key=lambda cell: cell.column)


def _reach_over(parts: Sequence[PageRows], tops: Sequence[int]) -> None:
    """Let merged cells reach over the break of a page, and over a repeated header.

    The rest of one is empty, in a column that is empty nowhere else. `tops` says how
    many rows at the top of each part repeat the header.
    """
    empty = {
        cell.column
        for number, (part, top) in enumerate(zip(parts, tops, strict=True))
        for at, row in enumerate(part.rows)
        for cell in row
        if not cell.words and (at != top or not number)
    }
    latest: dict[int, PageCell] = {}
    for number, (part, top) in enumerate(zip(parts, tops, strict=True)):
        for at, row in enumerate(part.rows):
            if number and at < top:
                continue
            for cell in row:
                above = latest.get(cell.column)
                if (
                    number
                    and at == top
                    and not cell.words
                    and cell.column not in empty
                    and above is not None
                    and above.columns == cell.columns
                ):
                    above.beyond += top + cell.rows
                    cell.continues = True
                else:
                    latest[cell.column] = cell
