"""The units that chunks are made of: leaves, rows, and sentences of what is too long.

In: the text of a document with its leaves. Out: `Unit`s that partition the text, each
with how firmly it is joined to the one before. Blank lines and page furniture go with
what stands before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    TreePath,
    table_of,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CELL_BARS
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS
from cnpolicy.model.nodes import (
    Box,
    BoxHeading,
    Caption,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)
from cnpolicy.model.spans import Span

_SENTENCE = lazy(r"[。！？!?；;][”’」』）)]*\s*")
_CLAUSE = lazy(r"[，,、：:\r\n][”’」』）)]*")
_BEGINNING = lazy(rf"{_SENTENCE.pattern}|[\r\n]\s*")
_ANNOUNCES = lazy(r"[：:]\s*$")
_LONGEST_ANNOUNCEMENT = 300

_MARGIN = f"{BLANKS_AND_BREAKS}。．.：:"

# A stretch without any sign is cut into steps; this many make a chunk.
_STEPS = 8

Size = Callable[[int, int], int]
"""How long the text is from one offset to another."""


class Unit:
    """A piece of the text that a chunk holds whole."""

    __slots__ = ("depth", "end", "held", "opens", "place", "start")

    def __init__(
        self, start: int, end: int, depth: int, place: TreePath | None
    ) -> None:
        """Make the unit at `start:end`."""
        self.start = start
        """Offset of its first character."""
        self.end = end
        """Offset behind its last one."""
        self.depth = depth
        """How deep the branch lies that holds both it and the unit before: a chunk is
        best cut where that is high in the tree."""
        self.place = place
        """The branch it stands in; None for what is no part of the document."""
        self.held = False
        """Whether it must not be parted from the unit before: text below a heading."""
        self.opens = False
        """Whether a chunk begins here, however small the one before is."""


def units_of(source: DocumentText, headers: TableHeaders) -> list[Unit]:
    """Return the units of a text, in order; together they are all of it."""
    groups = list(_rows_together(source.passages))
    if not groups:
        return [Unit(0, len(source.text), 0, None)] if source.text else []
    starts = [group[0].start for group in groups]
    found: list[Unit] = []
    before: LeafInContext | None = None
    for group, end in zip(groups, [*starts[1:], len(source.text)], strict=True):
        first, last = group[0], group[-1]
        depth = _common(before.place, first.place) if before else 0
        unit = Unit(first.start, end, depth, first.place)
        unit.held = before is not None and _waits(before, first, headers)
        found.append(unit)
        before = last
    _set_off_furniture(source.text, found, groups[-1][-1].end)
    return found


def _rows_together(
    passages: Sequence[LeafInContext],
) -> Iterator[list[LeafInContext]]:
    """Yield the leaves one by one, but the cells of a row together."""
    group: list[LeafInContext] = []
    for passage in passages:
        in_row = isinstance(passage.place.node, Row)
        if group and not (in_row and passage.place is group[0].place):
            yield group
            group = []
        group.append(passage)
    if group:
        yield group


def _common(one: TreePath, other: TreePath) -> int:
    """Return how deep the innermost branch lies that holds two places."""
    chains = [[*place.upward()][::-1] for place in (one, other)]
    same = 0
    for left, right in zip(*chains, strict=False):
        if left is not right:
            break
        same += 1
    return same - 1


def _waits(leaf: LeafInContext, after: LeafInContext, headers: TableHeaders) -> bool:
    """Tell whether a leaf must not be parted from the one behind it.

    A heading stays with text of its own section only. A page parts no paragraph.
    """
    if isinstance(after.leaf, Paragraph) and after.leaf.continues:
        return True
    if leaf.place not in after.place.upward():
        return headers.holds(leaf) and table_of(leaf) is table_of(after)
    node = leaf.leaf
    if isinstance(node, Heading):
        # A title may stand on two lines of a page.
        behind = "".join(node.text[leaf.first - leaf.start :].split()).strip(_MARGIN)
        return len(behind) <= len("".join((node.title or "").split()))
    if isinstance(node, Paragraph):
        short = len(node.text) < _LONGEST_ANNOUNCEMENT
        return short and _ANNOUNCES.search(node.text) is not None
    return isinstance(node, BoxHeading | Caption | Title)


class TableHeaders:
    """The rows that name the columns of each table, found once for each."""

    def __init__(self) -> None:
        """Begin without any table."""
        self._rows: dict[int, tuple[Row, ...]] = {}

    def of(self, table: TreePath) -> tuple[Row, ...]:
        """Return the rows of the header of a table."""
        key = id(table)
        if key not in self._rows:
            node = table.node
            rows = node.rows[: node.header_rows] if isinstance(node, Table) else ()
            self._rows[key] = rows
        return self._rows[key]

    def holds(self, leaf: LeafInContext) -> bool:
        """Tell whether a leaf stands in the header of a table."""
        table = table_of(leaf)
        if table is None:
            return False
        return any(leaf.place.node is row for row in self.of(table))


def _set_off_furniture(text: str, units: list[Unit], end: int) -> None:
    """Make units of what stands before and behind the document, if it has words.

    `end` is where the last leaf ends that has words.
    """
    first = units[0].start
    if text[:first].strip():
        units[0].opens = True
        units.insert(0, Unit(0, first, 0, None))
    units[0].start = 0
    behind = text[end:].lstrip()
    if behind:
        units[-1].end = len(text) - len(behind)
        units.append(Unit(units[-1].end, len(text), 0, None))
        units[-1].opens = True


def open_sections(units: list[Unit]) -> None:
    """Let a chunk begin wherever another section, or part of the document, does.

    The heading of a chapter goes with its first section: it has no text of its own.
    """
    _open(units, [_home(unit.place) if unit.place else None for unit in units])


def open_measures(units: list[Unit], measures: Sequence[Span]) -> None:
    """Let a chunk begin wherever another measure does, or what is between measures."""
    starts = [one.start for one in measures]
    homes: list[object] = []
    for unit in units:
        at = bisect_right(starts, unit.start) - 1
        inside = at >= 0 and unit.start < measures[at].end
        homes.append(at if inside else _home(unit.place) if unit.place else None)
    _open(units, homes)


def _open(units: list[Unit], homes: Sequence[object]) -> None:
    """Begin a chunk wherever the units belong to another branch.

    A heading, or the header of a table, still stays with what it heads; a title does
    not.
    """
    for before, at in pairwise(range(len(units))):
        place = units[before].place
        heads = place is not None and isinstance(place.node, Section | Row)
        if homes[before] != homes[at] and not (units[at].held and heads):
            units[at].held, units[at].opens = False, True


def _home(place: TreePath) -> TreePath:
    """The section or part of the document that holds a place; no box, no table."""
    home = place
    for around in place.upward():
        if isinstance(around.node, Box | Table | Row):
            home = around.up or around
    return home


# ------------------------------------------------------------------ what is too long


def without_long(
    units: list[Unit], text: str, size: Size, most: int, least: int
) -> Iterator[Unit]:
    """Yield the units, those that fit in no chunk in pieces.

    Sentences are parted before clauses, and clauses before characters; the first piece
    leaves room for the headings that it must not be parted from, and neither it nor the
    last is below `least`.
    """
    run = 0  # where the headings begin that the unit must not be parted from
    for unit in units:
        if not unit.held:
            run = unit.start
        if size(run, unit.end) <= most:
            yield unit
            continue
        room = most - size(run, unit.start)
        held = unit.held and room > 0
        room = room if held else most
        pieces = list(_pieces(text, unit, size, most, room))
        if len(pieces) > 1 and not held and size(*pieces[0][:2]) < least:
            _fill_first(pieces, text, size, least, room)
        if len(pieces) > 1 and size(*pieces[-1][:2]) < least:
            _gather_crumb(pieces, text, size, least, most if pieces[2:] else room)
        for at, (start, end, weak) in enumerate(pieces):
            depth = _depth(unit) + weak if at else unit.depth
            piece = Unit(start, end, depth, unit.place)
            if at == 0:
                piece.held, piece.opens = held, unit.opens
            yield piece


def _depth(unit: Unit) -> int:
    """How deep the branch of a unit lies."""
    return sum(1 for _ in unit.place.upward()) if unit.place else 1


def _pieces(
    text: str, unit: Unit, size: Size, most: int, room: int
) -> Iterator[tuple[int, int, int]]:
    """Yield pieces of a unit: where they stand, and how weak the cut before is.

    The first is at most `room` long, the others at most `most`.
    """
    limit = room
    stack = [(unit.start, unit.end, 0, 0)]
    while stack:
        start, end, level, weak = stack.pop()
        if size(start, end) <= limit:
            yield start, end, weak
            limit = most
            continue
        if level < len(_SIGNS):
            parts = _parted(_SIGNS[level], text, start, end)
            stack += reversed(
                [
                    (left, right, level + 1, level + 1 if at else weak)
                    for at, (left, right) in enumerate(parts)
                ]
            )
            continue
        for at, (left, right) in enumerate(_steps(start, end, size, limit, most)):
            yield left, right, level + 1 if at else weak
        limit = most


def _gather_crumb(
    pieces: list[tuple[int, int, int]], text: str, size: Size, least: int, most: int
) -> None:
    """Give a last piece that is too small a part of the one before, or all of it.

    `most` is how long the one before may be.
    """
    _, end, weak = pieces.pop()
    start, _, before = pieces.pop()
    if size(start, end) <= most:
        pieces.append((start, end, before))
        return
    low, high = start + 1, end - 1
    while low < high:  # the last place behind which there is enough
        middle = (low + high + 1) // 2
        if size(middle, end) >= least:
            low = middle
        else:
            high = middle - 1
    signs = [match.end() for match in _CLAUSE.finditer(text, start, low)]
    cut = next((at for at in reversed(signs) if size(at, end) <= most), low)
    pieces += [(start, cut, before), (cut, end, weak)]


def _fill_first(
    pieces: list[tuple[int, int, int]], text: str, size: Size, least: int, room: int
) -> None:
    """Give a first piece that is too small a part of the one behind it, or all of it.

    `room` is how long it may be: 9、 is no chunk, though a long clause follows.
    """
    (start, _, weak), (_, end, behind) = pieces[:2]
    if size(start, end) <= room:
        pieces[:2] = [(start, end, weak)]
        return
    low, high = start + 1, end - 1
    while low < high:  # the last place before which there is room, and enough behind
        middle = (low + high + 1) // 2
        if size(start, middle) <= room and size(middle, end) >= least:
            low = middle
        else:
            high = middle - 1
    signs = [match.end() for match in _CLAUSE.finditer(text, start, low)]
    cut = next((at for at in reversed(signs) if size(start, at) >= least), low)
    pieces[:2] = [(start, cut, weak), (cut, end, behind)]


# Tabs and bars part the cells of a row, which are no sentences.
_CELL = lazy(f"[\t{CELL_BARS}]")
_SIGNS = (_CELL, _SENTENCE, _CLAUSE)
_INK = lazy(r"\S")


def _parted(
    sign: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield the stretches between signs, each with the sign and the space behind it.

    Each has words: an indent is no stretch, nor is an empty cell.
    """
    last = start + len(text[start:end].rstrip())
    first = _first_word(text, start, end)
    for match in sign.finditer(text, start, end):
        if first < match.end() < last:
            yield start, match.end()
            start = match.end()
            first = _first_word(text, start, end)
    yield start, end


def _first_word(text: str, start: int, end: int) -> int:
    """Return where the first character stands that is no blank; `end` without one."""
    found = _INK.search(text, start, end)
    return found.start() if found else end


def _steps(
    start: int, end: int, size: Size, room: int, most: int
) -> Iterator[tuple[int, int]]:
    """Yield steps of a stretch without any sign, each well below what is allowed.

    The first is as long as `room` allows.
    """
    limit, step = room, room
    while start < end:
        stop = min(end, start + max(1, step))
        while stop - start > 1 and size(start, stop) > limit:
            stop = start + (stop - start) // 2
        yield start, stop
        start = stop
        limit, step = most, most // _STEPS


def last_words(text: str, span: Span, size: Size, most: int) -> str:
    """Return the end of a stretch, at most `most` long.

    It begins with a sentence, or with a clause, if one begins there.
    """
    start, end = span
    low, step = end, most
    while step:
        while low > start and size(max(start, low - step), end) <= most:
            low = max(start, low - step)
        step //= 2
    for sign in (_BEGINNING, _CLAUSE):
        for match in sign.finditer(text, max(start, low - 1), end):
            if low <= match.end() < end:
                return text[match.end() : end]
    return text[low:end]
