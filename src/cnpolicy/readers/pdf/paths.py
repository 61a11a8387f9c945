"""Straight lines that a page of a PDF draws, for the process that reads it.

In: a page of the library. Out: boxes (left, bottom, right, top) of its level and
upright lines in the coordinates of the page. A program may draw a table line by line,
cell by cell, as thin filled boxes, in one path, or in a form that it places.
"""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from cnpolicy.readers.paper.lattice import THIN

# A page with more parts, or points of paths, is a drawing.
_MOST_PARTS = 20_000
_MOST_POINTS = 40_000
# Forms lie in one another no deeper.
_DEEPEST = 8
# A line is level or upright if its ends differ by no more, in points.
_STRAIGHT = 0.5

Bounds = tuple[float, float, float, float]
_Point = tuple[float, float]


class TooManyLines(Exception):
    """The page draws too much to look for tables."""


class _Matrix(NamedTuple):
    """From the coordinates of a part to those of the page."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> _Point:
        """Return where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, one: "_Matrix") -> "_Matrix":
        """Return the matrix of a part that has this one, inside another part."""
        a, b, c, d, e, f = self
        x, y = one.of(e, f)
        return _Matrix(
            one.a * a + one.c * b,
            one.b * a + one.d * b,
            one.a * c + one.c * d,
            one.b * c + one.d * d,
            x,
            y,
        )


class Paths:
    """Reads the paths of one page."""

    def __init__(self, page: Any) -> None:
        """Open a page."""
        from pypdfium2 import raw

        self._raw = raw
        self._page = page
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._places = ctypes.byref(self._x), ctypes.byref(self._y)
        self._parts = self._points = 0

    def lines(self) -> Iterator[Bounds]:
        """Yield the lines and the thin boxes. Raises `TooManyLines`."""
        raw, page = self._raw, self._page
        open_ = [(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page, _Matrix())]
        while open_:
            count, get, holder, outer = open_.pop()
            size = count(holder)
            self._parts += size
            if self._parts > _MOST_PARTS:
                raise TooManyLines
            for at in range(size):
                part = get(holder, at)
                kind = raw.FPDFPageObj_GetType(part)
                if kind == raw.FPDF_PAGEOBJ_PATH:
                    yield from self._path(part, outer)
                elif kind == raw.FPDF_PAGEOBJ_FORM and len(open_) < _DEEPEST:
                    inner = self._matrix_of(part).inside(outer)
                    of_form = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
                    open_.append((*of_form, part, inner))

    def _matrix_of(self, part: Any) -> _Matrix:
        """Return the matrix of a part."""
        one = self._matrix
        if not self._raw.FPDFPageObj_GetMatrix(part, one):
            return _Matrix()
        return _Matrix(one.a, one.b, one.c, one.d, one.e, one.f)

    def _path(self, part: Any, outer: _Matrix) -> Iterator[Bounds]:
        """Yield the lines of one path."""
        raw = self._raw
        count = raw.FPDFPath_CountSegments(part)
        self._points += count
        if self._points > _MOST_POINTS:
            raise TooManyLines
        matrix = self._matrix_of(part).inside(outer)
        figure: list[_Point] = []
        for at in range(count):
            segment = raw.FPDFPath_GetPathSegment(part, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, *self._places)
            point = matrix.of(self._x.value, self._y.value)
            if kind != raw.FPDF_SEGMENT_LINETO:
                # A curve is no line of a table, but a figure may go on behind it.
                yield from _lines_of(figure)
                figure = []
            figure.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _lines_of([*figure, figure[0]])
                figure = [figure[0]]
        yield from _lines_of(figure)


def _lines_of(figure: list[_Point]) -> Iterator[Bounds]:
    """Yield the lines between points; a thin figure is one line."""
    if len(figure) < 2:
        return
    xs, ys = [x for x, _ in figure], [y for _, y in figure]
    bounds = min(xs), min(ys), max(xs), max(ys)
    if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN:
        yield bounds
        return
    for (x, y), (to_x, to_y) in pairwise(figure):
        if min(abs(x - to_x), abs(y - to_y)) <= _STRAIGHT:
            yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)
