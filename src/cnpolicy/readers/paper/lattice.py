"""Ruled tables of a page: lines that cross make cells.

In: the straight lines of a page and its characters, with coordinates that grow to the
right and downwards. Out: `Lattice`s, each with the cells that its lines enclose and the
characters in each. For PDF and OFD. Imports nothing of the package but `cell_words`:
the process that reads a PDF loads this file by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cnpolicy.readers.paper.cell_words import Mark, words_of

# Lines nearer than this are one, in points; so are their ends and a crossing.
SNAP = 3.0
# What is thinner than this is a line, what is wider has edges.
THIN = 3.0
# A larger grid is a drawing, and a page with more lines is a map.
MOST_COLUMNS, MOST_ROWS, MOST_EDGES = 40, 400, 4000
# The grids of one file have at most this many places together; the longest known task
# table has 4,000.
MOST_PLACES = 100_000
# A cell is no lower than this, and no narrower.
SMALLEST = 4.0
# A column without a line at its outer side is no narrower than this.
_SIDE = 12.0
# Its first line and its last one cover at least this share of its width. In a chart of
# boxes joined by lines they do not.
_EDGE_SHARE = 0.72


class Edge(NamedTuple):
    """A straight line, level or upright."""

    level: bool
    """Whether it is level."""

    at: float
    """Its height if it is level, else its distance from the left."""

    start: float
    """Where it begins."""

    end: float
    """Where it ends."""


class Cell(NamedTuple):
    """A cell of a lattice."""

    row: int
    """Its first row, from 0."""

    column: int
    """Its first column, from 0."""

    rows: int
    """Over how many rows it reaches."""

    columns: int
    """Over how many columns it reaches."""


class Lattice:
    """A grid of lines, some of whose cells may be merged."""

    def __init__(self, xs: list[float], ys: list[float], cells: list[Cell]) -> None:
        """Take the places of its lines and its cells in order."""
        self.xs = xs
        """Where its columns begin, and where the last one ends."""
        self.ys = ys
        """Where its rows begin, and where the last one ends."""
        self.cells = cells
        """Its cells, row by row."""
        self._owner = {
            (row, column): index
            for index, cell in enumerate(cells)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    @property
    def places(self) -> int:
        """How many places it has, those of merged cells counted one by one."""
        return (len(self.xs) - 1) * (len(self.ys) - 1)

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the index of the cell around a point; None outside the grid."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, y) - 1
        return self._owner.get((row, column))

    def reach(self, x: float, y: float) -> tuple[float, float]:
        """Return from where to where the cell around a point reaches."""
        index = self.cell_at(x, y)
        if index is None:
            return self.xs[0], self.xs[-1]
        cell = self.cells[index]
        return self.xs[cell.column], self.xs[cell.column + cell.columns]

    def words(self, marks: Iterable[Mark]) -> list[str]:
        """Return the words of each cell; those of several lines are joined."""
        inside: list[list[Mark]] = [[] for _ in self.cells]
        for mark in marks:
            middle = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
            index = self.cell_at(*middle)
            if index is not None:
                inside[index].append(mark)
        return words_of(
            [
                (found, self.xs[cell.column], self.xs[cell.column + cell.columns])
                for found, cell in zip(inside, self.cells, strict=True)
            ]
        )


def edges_of_box(
    left: float, top: float, right: float, bottom: float
) -> Iterable[Edge]:
    """Yield the edges of a box; one that is thin is a line."""
    if bottom - top <= THIN:
        if right - left > THIN:
            yield Edge(True, (top + bottom) / 2, left, right)
    elif right - left <= THIN:
        yield Edge(False, (left + right) / 2, top, bottom)
    else:
        yield Edge(True, top, left, right)
        yield Edge(True, bottom, left, right)
        yield Edge(False, left, top, bottom)
        yield Edge(False, right, top, bottom)


def lattices(edges: Sequence[Edge]) -> list[Lattice]:
    """Return the grids that lines make, from the top of the page downwards."""
    if not 4 <= len(edges) <= MOST_EDGES:
        return []
    level = merged(edge for edge in edges if edge.level)
    upright = merged(edge for edge in edges if not edge.level)
    found = []
    for rows, columns in _components(level, upright):
        lattice = _lattice(rows, columns)
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda one: (one.ys[0], one.xs[0]))


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """Make one line of those that lie on each other or follow one another."""
    ordered = sorted(edges, key=lambda edge: edge.at)
    found: list[Edge] = []
    group: list[Edge] = []
    for edge in [*ordered, None]:
        if edge is not None and (not group or edge.at - group[-1].at <= SNAP):
            group.append(edge)
            continue
        at = sum(one.at for one in group) / len(group) if group else 0.0
        open_: list[float] = []
        for one in sorted(group, key=lambda one: one.start):
            if open_ and one.start <= open_[1] + SNAP:
                open_[1] = max(open_[1], one.end)
                continue
            if open_:
                found.append(Edge(one.level, at, open_[0], open_[1]))
            open_ = [one.start, one.end]
        if open_:
            found.append(Edge(group[0].level, at, open_[0], open_[1]))
        group = [] if edge is None else [edge]
    return found


def _components(
    level: list[Edge], upright: list[Edge]
) -> Iterable[tuple[list[Edge], list[Edge]]]:
    """Yield the lines that hang together, level ones and upright ones."""
    parents = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for i, row in enumerate(level):
        for j, column in enumerate(upright, len(level)):
            crosses = (
                row.start - SNAP <= column.at <= row.end + SNAP
                and column.start - SNAP <= row.at <= column.end + SNAP
            )
            if crosses:
                parents[root(i)] = root(j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for at, edge in enumerate([*level, *upright]):
        group = groups.setdefault(root(at), ([], []))
        group[0 if edge.level else 1].append(edge)
    yield from groups.values()


def _lattice(level: list[Edge], upright: list[Edge]) -> Lattice | None:
    """Return the grid of lines that hang together; None if they make none."""
    ys, xs = _places(level), _places(upright)
    if not ys or any(_drawn_share(level, at) < _EDGE_SHARE for at in (ys[0], ys[-1])):
        return None
    ys, xs = _with_sides(ys, xs, upright), _with_sides(xs, ys, level)
    if not (2 <= len(xs) <= MOST_COLUMNS + 1 and 2 <= len(ys) <= MOST_ROWS + 1):
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    # The cells with a line at their left, and those with a line above.
    walls = {
        (row, column)
        for column in range(1, columns)
        for near in [_near(upright, xs[column])]
        for row in range(rows)
        if _is_drawn(near, (ys[row] + ys[row + 1]) / 2)
    }
    floors = {
        (row, column)
        for row in range(1, rows)
        for near in [_near(level, ys[row])]
        for column in range(columns)
        if _is_drawn(near, (xs[column] + xs[column + 1]) / 2)
    }
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while (
                column + wide < columns
                and (row, column + wide) not in walls
                and (row, column + wide) not in taken
            ):
                wide += 1
            high = 1
            while row + high < rows and all(
                (row + high, column + step) not in floors
                and (row + high, column + step) not in taken
                and (step == 0 or (row + high, column + step) not in walls)
                for step in range(wide)
            ):
                high += 1
            taken.update(
                (row + down, column + step)
                for down in range(high)
                for step in range(wide)
            )
            cells.append(Cell(row, column, high, wide))
    return Lattice(xs, ys, cells)


def _places(edges: list[Edge]) -> list[float]:
    """Return where lines stand, without those too near to the one before."""
    found: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not found or at - found[-1] >= SMALLEST:
            found.append(at)
    return found


def _drawn_share(edges: list[Edge], at: float) -> float:
    """Return how much of the width of all lines those at one place have."""
    wide = max(edge.end for edge in edges) - min(edge.start for edge in edges)
    return sum(edge.end - edge.start for edge in _near(edges, at)) / max(wide, SNAP)


def _with_sides(
    places: list[float], others: list[float], across: list[Edge]
) -> list[float]:
    """Add the sides at which no line stands, as many tables have none at the left.

    The first and the last of the lines across reach beyond to the same place.
    """
    if not places or not others:
        return places
    found = list(places)
    outer = [_near(across, others[0]), _near(across, others[-1])]
    first, last = (min(edge.start for edge in near) for near in outer)
    if abs(first - last) <= SNAP and places[0] - first > _SIDE:
        found.insert(0, (first + last) / 2)
    first, last = (max(edge.end for edge in near) for near in outer)
    if abs(first - last) <= SNAP and first - places[-1] > _SIDE:
        found.append((first + last) / 2)
    return found


def _near(edges: list[Edge], at: float) -> list[Edge]:
    """Return the lines that stand at a place."""
    return [edge for edge in edges if abs(edge.at - at) <= SMALLEST]


def _is_drawn(edges: list[Edge], middle: float) -> bool:
    """Tell whether one of these lines reaches over a point."""
    return any(edge.start - SNAP <= middle <= edge.end + SNAP for edge in edges)


# A cell with this many characters that is most of its table is a text in a frame.
_FRAME_CHARS = 1500
_FRAME_SHARE = 0.6


def is_data(words: Sequence[str], grid: Lattice, before: Sequence[float] = ()) -> bool:
    """Tell whether a grid with these words is a table: two cells of a row hold some.

    A box around a text, and a cell that is most of the page, are none. What has the
    columns of the table that the page `before` ends with may be the rest of one cell.
    """
    if any(words) and are_alike(grid.xs, before):
        return True
    cells = grid.cells
    sizes = [len(word) for word in words]
    rows: dict[int, int] = {}
    for word, cell in zip(words, cells, strict=True):
        rows[cell.row] = rows.get(cell.row, 0) + bool(word)
    longest = max(sizes, default=0)
    return max(rows.values(), default=0) > 1 and not (
        longest > _FRAME_CHARS and longest > _FRAME_SHARE * sum(sizes)
    )


# The widths of columns of two parts of a table differ by at most this many points.
_SAME_WIDTH = 6.0


def are_alike(xs: Sequence[float], others: Sequence[float]) -> bool:
    """Tell whether two tables have columns of the same widths."""
    return len(xs) == len(others) and all(
        abs((x - xs[0]) - (other - others[0])) <= _SAME_WIDTH
        for x, other in zip(xs, others, strict=True)
    )
