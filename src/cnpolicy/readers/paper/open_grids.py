"""Tables ruled between their rows only: their columns are told by what stands in them.

In: the level lines of a page that no upright one crosses, and the characters between
them. Out: a `Lattice`, as if lines stood between the columns too. Imports nothing of
the package but `lattice` and `cell_words`: the process that reads a PDF loads this file
by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from cnpolicy.readers.paper.cell_words import Mark, lines_of
from cnpolicy.readers.paper.lattice import (
    MOST_COLUMNS,
    MOST_EDGES,
    MOST_ROWS,
    SNAP,
    Cell,
    Edge,
    Lattice,
    lattices,
    merged,
)

# Columns are parted by a strip without words that is at least this wide, in heights of
# a character.
_STRIP = 0.75
# At least this many lines above one another end at the same places: then some of them
# part rows.
_FEWEST_LINES = 3
# At least this share of its places hold words; a table of two columns has at least this
# many rows.
_FILLED_SHARE = 0.6
_FEWEST_ROWS = 3
_FEWEST_ROWS_OF_TWO = 5
# Rules of one table are no farther apart, in points: a page of text fits between none.
_FARTHEST = 400.0


def tables_of(edges: Sequence[Edge]) -> list[Lattice]:
    """Return the grids of a page that may be tables.

    Those of one column are ruled between their rows only; `parted` tells their columns.
    """
    if len(edges) > MOST_EDGES:
        return []
    found = lattices(edges)
    closed = [one for one in found if len(one.xs) > 2 and len(one.cells) > 2]
    return closed + _open_grids(merged(edge for edge in edges if edge.level), found)


def _open_grids(level: Sequence[Edge], closed: Sequence[Lattice]) -> list[Lattice]:
    """Return the level lines that end at the same places, as grids of one column.

    Lines that touch one of the `closed` grids belong to it.
    """
    boxes = [(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]) for grid in closed]
    groups: dict[tuple[int, int], list[Edge]] = {}
    for edge in level:
        touches = any(
            edge.start <= right + SNAP
            and edge.end >= left - SNAP
            and top - SNAP <= edge.at <= bottom + SNAP
            for left, top, right, bottom in boxes
        )
        if not touches:
            ends = round(edge.start / SNAP), round(edge.end / SNAP)
            groups.setdefault(ends, []).append(edge)
    found = []
    for group in groups.values():
        ys = sorted(edge.at for edge in group)
        near = all(after - y <= _FARTHEST for y, after in pairwise(ys))
        if _FEWEST_LINES <= len(ys) <= MOST_ROWS and near:
            xs = [group[0].start, group[0].end]
            cells = [Cell(row, 0, 1, 1) for row in range(len(ys) - 1)]
            found.append(Lattice(xs, ys, cells))
    return found


def parted(grid: Lattice, marks: Sequence[Mark]) -> Lattice | None:
    """Return a grid with its columns and rows; None if it is no table.

    Those of a grid that is ruled on all sides are known. A space between two lines is
    one row, or a row for each line of text in it if all have words in every column.
    """
    if len(grid.xs) > 2:
        return grid
    spaces = [
        lines_of(m for m in marks if top <= (m.top + m.bottom) / 2 < bottom)
        for top, bottom in pairwise(grid.ys)
    ]
    xs = _apart(_columns(grid, marks), spaces)
    count = len(xs) - 1
    if not 2 <= count <= MOST_COLUMNS:
        return None
    ys = [grid.ys[0]]
    filled = 0
    for lines, bottom in zip(spaces, grid.ys[1:], strict=True):
        held = [_held(line, xs) for line in lines]
        if len(lines) > 1 and all(len(one) == count for one in held):
            for above, below in pairwise(lines):
                last, first = max(m.bottom for m in above), min(m.top for m in below)
                ys.append((last + first) / 2)
            filled += count * (len(lines) - 1)
        elif len(lines) > 1 and len(grid.ys) <= _FEWEST_LINES:
            # No line says where its rows end.
            return None
        ys.append(bottom)
        filled += len(set().union(*held)) if held else 0
    rows = len(ys) - 1
    enough = rows >= (_FEWEST_ROWS if count > 2 else _FEWEST_ROWS_OF_TWO)
    if not enough or rows > MOST_ROWS or filled < _FILLED_SHARE * rows * count:
        return None
    cells = [Cell(row, at, 1, 1) for row in range(rows) for at in range(count)]
    return Lattice(xs, ys, cells)


def _columns(grid: Lattice, marks: Sequence[Mark]) -> list[float]:
    """Return where its columns begin, in the middle of strips without words."""
    xs = [grid.xs[0]]
    if not marks:
        return xs
    strip = _STRIP * median(mark.bottom - mark.top for mark in marks)
    reach: float | None = None
    for mark in sorted(marks, key=lambda one: one.left):
        if reach is not None and mark.left - reach >= strip:
            xs.append((mark.left + reach) / 2)
        reach = mark.right if reach is None else max(reach, mark.right)
    return [*xs, grid.xs[-1]]


def _apart(xs: list[float], spaces: Sequence[Sequence[list[Mark]]]) -> list[float]:
    """Return columns without strips beside which words never stand together.

    产品名称 in the middle of its column, above 粮食 at its left, makes no two columns.
    """
    few = len(spaces) < _FEWEST_LINES
    rows = [
        held
        for lines in spaces
        for held in (
            # Where few rules are, each line of a space may be a row.
            [_held(line, xs) for line in lines]
            if few
            else [set().union(*(_held(line, xs) for line in lines))]
        )
    ]
    found = xs[:1]
    left = {at for at, held in enumerate(rows) if 0 in held}
    for column, x in enumerate(xs[1:-1], 1):
        right = {at for at, held in enumerate(rows) if column in held}
        if left & right:
            found.append(x)
            left = right
        else:
            left |= right
    return found + xs[len(xs) - 1 :]


def _held(line: Iterable[Mark], xs: Sequence[float]) -> set[int]:
    """Return the columns in which a line has words."""
    found = set()
    for mark in line:
        middle = (mark.left + mark.right) / 2
        found.add(sum(x <= middle for x in xs[1:]))
    return found
