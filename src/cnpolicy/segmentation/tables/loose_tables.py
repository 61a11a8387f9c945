"""Tables that lost their lines: one cell a line, as the text of a page gives them.

In: segments before the levels are known. Out: where such tables stand, with the line at
which each cell begins. The numbers 1, 2, 3 … alone on their lines open the rows. Where
a head of columns begins with 序号 the width of a row is known, and a cell may be a
sentence, or several lines, and a number 1. or （1）; without one, every cell has to be
short. Tables without numbers, known by their head: `headed_tables`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import to_han
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.nodes import Blank, Cell, Node, Row
from cnpolicy.model.spans import Span
from cnpolicy.segmentation.segment import BLANK, TEXT, Segment
from cnpolicy.segmentation.tables.headed_tables import headed_tables
from cnpolicy.vocabulary.column_words import BODY_HEADS

# A table has some cells before its first row.
FEWEST_CELLS = 2
FEWEST_ROWS = 2
# A cell is short where nothing says how many there are in a row.
LONGEST_CELL = 40
FEWEST_LOOSE_CELLS = 6
# What the column of numbers is called, and how the head of a table looks.
_NUMBERS = frozenset({"序号", "编号", "序", "项次", "项目编号", "号", "No.", "NO."})
# Of such a column a cell may name one body a line.
_BODY_COLUMN = lazy(r"(?:单位|部门|机构)\Z")
_BODY = lazy(
    r"(?:[省市县区州盟旗镇乡各][^，,。；;：:\s]{1,15}|[^，,。；;：:\s]{1,10}(?:局|委|办|厅|部|政府|街道|公司|支队|大队))、?"
)
# A table that counts in Han numerals has fewer rows.
MOST_HAN = 1000


def _han(number: int) -> str:
    """Write the number of a row in Han numerals; nothing behind the last."""
    return to_han(number) if number < MOST_HAN else ""


# How the first row may be numbered, and the others then are.
_FIRST_NUMBERS: dict[str, Callable[[int], str]] = {
    "1": str,
    "1.": "{}.".format,
    "1．": "{}．".format,
    "1、": "{}、".format,
    "（1）": "（{}）".format,
    "(1)": "({})".format,
    "01": "{:02d}".format,
    "001": "{:03d}".format,
    "一": _han,
    "①": lambda number: chr(ord("①") + number - 1),
}
LONGEST_OPENING = max(map(len, (*_FIRST_NUMBERS, *BODY_HEADS)))
MOST_COLUMNS = 12
LONGEST_HEAD = 16
# A sentence in a cell is not longer, and breaks into no more lines.
LONGEST_SENTENCE = 600
MOST_EXTRA_LINES = 10
_BY_LAW = frozenset(
    {
        MarkerStyle.PART,
        MarkerStyle.SUBPART,
        MarkerStyle.CHAPTER,
        MarkerStyle.SECTION,
        MarkerStyle.ARTICLE,
    }
)


class LooseTable(NamedTuple):
    """A table of one cell a line."""

    end: int
    """Index of the segment behind its last one."""

    rows: tuple[tuple[int, ...], ...]
    """By row, the index of the segment at which each cell begins; the head first."""


MOST_BEGINNINGS = 8
"""Blank lines of one run behind which a table is looked for."""


def may_hold_tables(segments: list[Segment], simplified: str) -> bool:
    """Tell whether a number stands alone on a line, or the name of a column.

    The first may open a first row, the second belong to a head.
    """
    return any(
        one.last - one.first <= LONGEST_OPENING
        and (
            (words := simplified[one.first : one.last]) in _FIRST_NUMBERS
            or words in BODY_HEADS
        )
        for one in segments
    )


def loose_tables(segments: list[Segment], simplified: str) -> dict[int, LooseTable]:
    """Return the tables by the index of their first segment; they do not overlap."""
    places = [i for i, one in enumerate(segments) if one.kind is not BLANK]
    words = [simplified[segments[i].first : segments[i].last] for i in places]
    lines = _Lines(segments, simplified, places, words)
    found: dict[int, LooseTable] = {}
    last = 0
    for place, word in enumerate(words):
        numbered = _FIRST_NUMBERS.get(word)
        if numbered is None or place < last:
            continue
        table = lines.table(place, last, numbered)
        if table is not None:
            found[table.rows[0][0]] = table
            last = lines.behind
    taken = {index for table in found.values() for row in table.rows for index in row}
    for rows in headed_tables(words):
        cells = range(rows[0].start, rows[-1].stop)
        if all(map(lines.may_be_cell, cells)) and taken.isdisjoint(
            places[line] for line in cells
        ):
            found[places[cells.start]] = LooseTable(
                places[cells.stop - 1] + 1,
                tuple(tuple(places[line] for line in row) for row in rows),
            )
    if "1" in words:
        _add_plain_tables(segments, simplified, found)
    return found


# -------------------------------------------------------------- with a head of columns


class _Lines:
    """The lines of a text that are not blank, among which rows are looked for."""

    def __init__(
        self,
        segments: list[Segment],
        simplified: str,
        places: list[int],
        words: list[str],
    ) -> None:
        self.segments = segments
        self.simplified = simplified
        self.places = places
        self.words = words
        self.behind = 0
        """The line behind the table found last."""

    def table(
        self, first: int, last: int, numbered: Callable[[int], str]
    ) -> LooseTable | None:
        """The table whose first row begins at a line, and that begins behind `last`.

        `numbered` writes the numbers of the rows.
        """
        head = self._head(first, last)
        if head is None:
            return None
        width = first - head
        named = range(FEWEST_CELLS, width)
        bodies = [column for column in named if self._names(head + column)]
        rows = [tuple(range(head, first))]
        begin, number = first, 1
        while True:
            following = self._next(begin, width, numbered(number + 1))
            if following is None:
                break
            rows.append(self._cells(begin, following, width, bodies))
            begin, number = following, number + 1
        end = min(begin + width + self._more_bodies(begin, bodies), len(self.words))
        while end > begin and not all(map(self.may_be_cell, range(begin, end))):
            end -= 1
        if end - begin < FEWEST_CELLS or (number == 1 and end - begin < width):
            return None
        rows.append(self._cells(begin, end, width, bodies))
        self.behind = end
        return LooseTable(
            self.places[end - 1] + 1,
            tuple(tuple(self.places[line] for line in row) for row in rows),
        )

    def _head(self, first: int, last: int) -> int | None:
        """Where the head of the columns begins that ends before a line."""
        for line in range(first - 1, max(last, first - MOST_COLUMNS) - 1, -1):
            word = self.words[line]
            if (
                len(word) > LONGEST_HEAD
                or word[-1] in "。；：:，"
                or word.isdigit()
                or not self.may_be_cell(line)
            ):
                return None
            if "".join(word.split()) in _NUMBERS:
                return line if first - line >= FEWEST_CELLS else None
        return None

    def _next(self, begin: int, width: int, number: str) -> int | None:
        """Where the next row begins, as near to the width of a row as can be."""
        exact = begin + width
        nearby = (
            *range(exact, exact + MOST_EXTRA_LINES + 1),
            *range(exact - 1, begin + FEWEST_CELLS - 1, -1),
        )
        for line in nearby:
            if line < len(self.words) and self.words[line] == number:
                cells = range(begin, line)
                return line if all(map(self.may_be_cell, cells)) else None
        return None

    def _cells(
        self, begin: int, end: int, width: int, bodies: list[int]
    ) -> tuple[int, ...]:
        """Where the cells of a row begin.

        Of lines that are too many, those that are bodies belong to the last of the
        columns `bodies`, the others to the second cell.
        """
        extra = end - begin - width
        if extra <= 0:
            return tuple(range(begin, end))
        if not bodies:
            return (begin, begin + 1, *range(begin + 2 + extra, end))
        last = bodies[-1]
        first = end - (width - last)
        more = 0
        while more < extra and all(
            self._is_body(first - 1 - (last - column)) for column in bodies
        ):
            # Each column of bodies still has one.
            first, more = first - 1, more + 1
        behind = range(first + more + 1, end)
        before = range(begin + 2 + extra - more, first)
        return (begin, begin + 1, *before, first, *behind)

    def _more_bodies(self, begin: int, bodies: list[int]) -> int:
        """How many lines the last row has behind the first of its bodies."""
        if not bodies:
            return 0
        first = line = begin + bodies[-1]
        while line < len(self.words) and self._is_body(line):
            line += 1
        return max(0, line - first - 1)

    def _names(self, line: int) -> bool:
        """Tell whether a cell of the head names a column of bodies."""
        return _BODY_COLUMN.search("".join(self.words[line].split())) is not None

    def _is_body(self, line: int) -> bool:
        """Tell whether a line is the name of a body."""
        return _BODY.fullmatch(self.words[line]) is not None

    def may_be_cell(self, line: int) -> bool:
        """Tell whether a line may be of a cell: no chapter, no 一、."""
        segment = self.segments[self.places[line]]
        if segment.kind is not TEXT or segment.last - segment.first > LONGEST_SENTENCE:
            return False
        marker = segment.marker
        return marker is None or not (
            marker.style in _BY_LAW
            or (marker.style is MarkerStyle.COMMA and not marker.text[0].isdigit())
        )


# ------------------------------------------------------------- of short cells, without


def _add_plain_tables(
    segments: list[Segment], simplified: str, found: dict[int, LooseTable]
) -> None:
    """Add the runs of short lines among which 1, 2, 3 … stand alone and open rows."""
    loose = [_is_loose(segment, simplified) for segment in segments]
    index = 0
    while index < len(segments):
        if index in found:
            index = found[index].end
            continue
        end = index
        cells: list[int] = []
        while (
            end < len(segments)
            and end not in found
            and (loose[end] or segments[end].kind is BLANK)
        ):
            if loose[end]:
                cells.append(end)
            end += 1
        words = [simplified[segments[i].first : segments[i].last] for i in cells]
        # A table may begin behind any blank line; few are tried, so that a long run
        # takes time in proportion to its length.
        begins = [at for at, i in enumerate(cells) if not (i and loose[i - 1])]
        tables = (_plain_table(cells, words, at) for at in begins[:MOST_BEGINNINGS])
        table = next((one for one in tables if one is not None), None)
        if table is not None:
            found[table.rows[0][0]] = table
            end = table.end
        index = max(end, index + 1)


def _plain_table(cells: list[int], words: list[str], begin: int) -> LooseTable | None:
    """The table of the cells from `begin` on; None if they are no rows."""
    cells, words = cells[begin:], words[begin:]
    if len(cells) < FEWEST_LOOSE_CELLS:
        return None
    opened = _openings(words)
    if len(opened) < FEWEST_ROWS or opened[0] < FEWEST_CELLS:
        return None
    starts = [0, *opened, len(cells)]
    rows = [tuple(cells[start:end]) for start, end in pairwise(starts)]
    return LooseTable(cells[-1] + 1, tuple(rows))


def _is_loose(segment: Segment, simplified: str) -> bool:
    """Tell whether a line may be a cell: short, and no sentence or heading."""
    if segment.kind is not TEXT or segment.tentative:
        return False
    length = segment.last - segment.first
    marker = segment.marker
    if marker is not None and marker.ordinal is not None:
        # 2.5 alone is a figure, no number of a heading.
        return marker.span.end == segment.last and marker.style is MarkerStyle.DECIMAL
    return length <= LONGEST_CELL and simplified[segment.last - 1] not in "。：:"


def _openings(words: list[str]) -> list[int]:
    """Return where the rows begin: 1, 2, 3 … alone, at an even distance if possible."""
    if "1" not in words:
        return []
    places = [words.index("1")]
    width = places[0]
    while True:
        number = str(len(places) + 1)
        latest = places[-1]
        if latest + width < len(words) and words[latest + width] == number:
            places.append(latest + width)
            continue
        nearby = words[latest + 2 : latest + 3 * width + 2]
        if width < 1 or number not in nearby:
            return places
        place = latest + 2 + nearby.index(number)
        if len(places) == 1:
            width = place - latest
        places.append(place)


# ------------------------------------------------------------------------------- nodes


def loose_rows(segments: list[Segment], table: LooseTable, text: str) -> list[Node]:
    """Make the rows of a table; law: their leaves, joined, are its text."""
    begins = [index for row in table.rows for index in row]
    ends = dict(zip(begins, [*begins[1:], table.end], strict=True))
    rows: list[Node] = []
    for row in table.rows:
        cells: list[Node] = []
        for begin in row:
            cells += _cell(segments[begin : ends[begin]], text)
        rows.append(
            Row(tuple(cells), span=Span(cells[0].span.start, cells[-1].span.end))
        )
    return rows


def _cell(lines: list[Segment], text: str) -> list[Node]:
    """A cell of one line or more, and the blank lines behind it."""
    last = max(i for i, line in enumerate(lines) if line.kind is not BLANK)
    span = Span(lines[0].start, lines[last].end)
    value = "".join(text[one.first : one.last] for one in lines[: last + 1])
    made: list[Node] = [Cell(span.of(text), value.replace("\n", ""), span=span)]
    for line in lines[last + 1 :]:
        own = Span(line.start, line.end)
        made.append(Blank(own.of(text), span=own))
    return made
