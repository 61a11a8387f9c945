"""Text objects of an OFD page put into lines.

In: `TextObject` and `PathObject` elements with their coordinates in millimetres, y
downwards. Out: the lines of the page from top to bottom, and its ruled tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import evolve
from lxml import etree

from cnpolicy.readers.paper.cell_words import Mark
from cnpolicy.readers.paper.content import PageContent, PageGap, PageLine, PageTable
from cnpolicy.readers.paper.lattice import Edge, Lattice, is_data
from cnpolicy.readers.paper.open_grids import parted
from cnpolicy.readers.xml_tree import attribute, local

# Shares of the size of the characters: texts whose baselines differ by less stand in
# one line; a gap that is wider stands for a space; a text that is drawn again so near
# makes it bold.
_SAME_LINE = 0.4
_GAP = 0.8
_AGAIN = 0.3

POINTS = 72 / 25.4
"""Points in a millimetre."""

# How much of a character stands above its baseline.
_ASCENT = 0.88
# A line that is less off is level, or upright, in millimetres.
_STRAIGHT = 0.5
_PATH = "AbbreviatedData"
# A path of more words is a drawing.
_MOST_PATH = 400

# Scans lie less aslant than this: the step down divided by the step to the right.
_SLANT = 0.1
_DEFAULT_SIZE = 4.2  # millimetres, the 小四 of office programs
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Beyond any sheet; also keeps `inf` and `nan` out of the sorting.
_FAR = 1e6


class Transform(NamedTuple):
    """Where a composite object puts what is in it: x and y, times a matrix, moved."""

    a: float = 1.0
    """Of x, into x."""

    b: float = 0.0
    """Of x, into y."""

    c: float = 0.0
    """Of y, into x."""

    d: float = 1.0
    """Of y, into y."""

    e: float = 0.0
    """How far to the right."""

    f: float = 0.0
    """How far down."""

    def inside(self, element: etree._Element) -> Transform:
        """Return the transform for what an object on the page holds."""
        left, top, *_ = (*_numbers(attribute(element, "Boundary")), 0.0, 0.0)
        matrix = _numbers(attribute(element, "CTM"))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
        x, y = self.of(left + e, top + f)
        return Transform(
            _bounded(self.a * a + self.c * b),
            _bounded(self.b * a + self.d * b),
            _bounded(self.a * c + self.c * d),
            _bounded(self.b * c + self.d * d),
            _bounded(x),
            _bounded(y),
        )

    def along(self, x: float, y: float) -> tuple[float, float]:
        """Return how far a way leads to the right and down."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def of(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


ON_PAGE = Transform()
"""Of what stands on the page itself."""


class Glyphs(NamedTuple):
    """Characters that are drawn in one go."""

    y: float
    """Their baseline, from the top of the page."""

    x: float
    """Where the first begins."""

    end: float
    """Where the last ends."""

    size: float
    """Their size."""

    text: str
    """The characters."""

    slanted: bool = False
    """Whether they stand at a slant, as a watermark does."""


def placed(element: etree._Element, transform: Transform = ON_PAGE) -> Iterator[Glyphs]:
    """Yield the texts of one `TextObject` with their places on the page."""
    boundary = (*_numbers(attribute(element, "Boundary")), 0.0, 0.0)
    matrix = _numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    size = next(iter(_numbers(attribute(element, "Size"))), 0.0) or _DEFAULT_SIZE
    x = y = 0.0
    for code in element:
        text = code.text
        if local(code) != "TextCode" or not text or not text.strip():
            continue
        # A code without coordinates goes on where the last one began.
        x = next(iter(_numbers(attribute(code, "X"))), x)
        y = next(iter(_numbers(attribute(code, "Y"))), y)
        left, base = transform.of(
            boundary[0] + a * x + c * y + e, boundary[1] + b * x + d * y + f
        )
        width = _advance(attribute(code, "DeltaX"), len(text) - 1, size) + size
        down = attribute(code, "DeltaY")
        fall = _advance(down, len(text) - 1, size) if down else 0.0
        yield Glyphs(
            _bounded(base),
            _bounded(left),
            _bounded(left + abs(transform.a * a or 1.0) * width),
            _bounded(abs(transform.d * d or 1.0) * size),
            " ".join(text.split()) if "\n" in text or "\t" in text else text,
            _is_slanted(*transform.along(a * width + c * fall, b * width + d * fall)),
        )


def _is_slanted(x: float, y: float) -> bool:
    """Tell whether the way from the first character to the last is at a slant."""
    return min(abs(x), abs(y)) > _SLANT * max(abs(x), abs(y))


def lines(page: Iterable[Glyphs]) -> list[PageLine]:
    """Return the lines of a page from top to bottom."""
    found: list[PageLine] = []
    line: list[Glyphs] = []
    for glyphs in sorted(page, key=lambda one: (one.y, one.x)):
        if line and glyphs.y - line[0].y > _SAME_LINE * min(line[0].size, glyphs.size):
            found.append(_line(line))
            line = []
        line.append(glyphs)
    if line:
        found.append(_line(line))
    return found


def _line(line: list[Glyphs]) -> PageLine:
    """Make a line of texts of one height; its box is in points, as in a PDF."""
    size = max(glyphs.size for glyphs in line)
    text, gaps = _joined(line)
    return PageLine(
        text,
        POINTS * min(glyphs.x for glyphs in line),
        POINTS * (line[0].y - _ASCENT * size),
        POINTS * max(glyphs.end for glyphs in line),
        POINTS * (line[0].y + (1 - _ASCENT) * size),
        gaps,
    )


def content(
    page: Iterable[Glyphs],
    grids: Sequence[Lattice],
    size: tuple[float, float],
    before: PageContent | None = None,
    marks: Sequence[Glyphs] = (),
) -> PageContent:
    """Return what stands on a page: the tables in its grids, and the lines around.

    The first may go on with the last one of the page `before`. `marks` are its
    watermarks, which come last.
    """
    last = before.tables[-1].xs if before and before.tables else ()
    glyphs = list(page)
    tables: list[PageTable] = []
    for found in grids:
        inside = [one for one in glyphs if _is_in(one, found)]
        signs = [sign for one in inside for sign in _marks(one, found)]
        grid = parted(found, signs)
        if grid is None:
            continue
        words = grid.words(signs)
        if not is_data(words, grid, () if tables else last):
            continue
        taken = set(map(id, inside))
        glyphs = [one for one in glyphs if id(one) not in taken]
        cells = tuple(
            (word, *cell) for word, cell in zip(words, grid.cells, strict=True)
        )
        tables.append(PageTable(tuple(grid.xs), grid.ys[0], grid.ys[-1], cells))
    width, height = size
    across = (evolve(_line([one]), slanted=True) for one in marks)
    return PageContent(
        POINTS * width, POINTS * height, (*lines(glyphs), *across), tuple(tables)
    )


def _is_in(glyphs: Glyphs, grid: Lattice) -> bool:
    """Tell whether the middle of a text lies in a grid."""
    x = POINTS * (glyphs.x + glyphs.end) / 2
    y = POINTS * (glyphs.y - glyphs.size / 3)
    return grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]


def _marks(glyphs: Glyphs, grid: Lattice) -> Iterator[Mark]:
    """Yield the characters of a text, evenly apart.

    A sign that hangs over the edge of the cell belongs to it.
    """
    step = POINTS * (glyphs.end - glyphs.x) / len(glyphs.text)
    left, top = POINTS * glyphs.x, POINTS * (glyphs.y - _ASCENT * glyphs.size)
    size = POINTS * glyphs.size
    first, last = grid.reach((left + POINTS * glyphs.end) / 2, top + size / 2)
    hangs = left > first - size and POINTS * glyphs.end < last + size
    for at, char in enumerate(glyphs.text):
        if not char.isspace():
            x = left + at * step
            if hangs:
                x = min(max(x, first - step / 4), last - 3 * step / 4)
            yield Mark(char, x, top, x + step, top + size)


def edges_of(element: etree._Element, transform: Transform = ON_PAGE) -> Iterator[Edge]:
    """Yield the level and upright lines of one `PathObject`, in points.

    Its data are `M x y` (go there) and `L x y` (draw a line); `C` closes the path.
    Curves draw no table.
    """
    boundary = (*_numbers(attribute(element, "Boundary")), 0.0, 0.0)
    matrix = _numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    data = next((one.text or "" for one in element if local(one) == _PATH), "")
    words = iter(data.split()[:_MOST_PATH])
    at = start = (0.0, 0.0)
    try:
        for word in words:
            if word == "C":
                to = start
            elif word in ("M", "S", "L"):
                x, y = _bounded(float(next(words))), _bounded(float(next(words)))
                to = transform.of(
                    boundary[0] + a * x + c * y + e, boundary[1] + b * x + d * y + f
                )
            else:
                return
            if word in ("L", "C"):
                yield from _edge(at, to)
            else:
                start = to
            at = to
    except (ValueError, StopIteration):
        return


def _edge(at: tuple[float, float], to: tuple[float, float]) -> Iterator[Edge]:
    """Yield the line from one point to another if it is level or upright."""
    (x, y), (right, bottom) = at, to
    if abs(y - bottom) <= _STRAIGHT < abs(x - right):
        yield Edge(True, POINTS * y, POINTS * min(x, right), POINTS * max(x, right))
    elif abs(x - right) <= _STRAIGHT < abs(y - bottom):
        yield Edge(False, POINTS * x, POINTS * min(y, bottom), POINTS * max(y, bottom))


def _joined(line: list[Glyphs]) -> tuple[str, tuple[PageGap, ...]]:
    """Join the texts of a line from left to right; return its wide gaps beside."""
    pieces: list[str] = []
    gaps: list[PageGap] = []
    length = 0
    last: Glyphs | None = None
    for glyphs in sorted(line, key=lambda one: one.x):
        if last is not None:
            near = abs(glyphs.x - last.x) < _AGAIN * glyphs.size
            if near and glyphs.text == last.text:
                continue
            if glyphs.x - last.end > _GAP * glyphs.size:
                pieces.append(" ")
                gaps.append(PageGap(length, POINTS * last.end, POINTS * glyphs.x))
                length += 1
        pieces.append(glyphs.text)
        length += len(glyphs.text)
        last = glyphs
    return "".join(pieces), tuple(gaps)


def _numbers(text: str | None) -> tuple[float, ...]:
    """Return the numbers of an attribute; none if one of them is no number."""
    try:
        return tuple(_bounded(float(number)) for number in (text or "").split()[:6])
    except ValueError:
        return ()


def _bounded(value: float) -> float:
    """Return a coordinate that can be compared: not infinite, and a number."""
    return value if -_FAR < value < _FAR else 0.0


def _advance(deltas: str | None, steps: int, size: float) -> float:
    """Return the way from the first character to the last.

    `3.2 g 5 4.1` is one step of 3.2 and five of 4.1; what is not stated is as wide as
    a Chinese character.
    """
    words = iter((deltas or "").split()[: 3 * (steps + 1)])
    total = 0.0
    left = steps
    try:
        for word in words:
            if left <= 0:
                break
            count = 1
            if word == "g":
                count, word = int(next(words)[:9]), next(words)
            count = min(max(count, 0), left)
            total += count * float(word)
            left -= count
    except (ValueError, StopIteration):
        return steps * size
    if deltas is None:
        return steps * size
    return _bounded(total)
