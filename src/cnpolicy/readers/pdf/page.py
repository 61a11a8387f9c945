"""One page of a PDF, for the process that reads it.

In: a page of the library and its text. Out: its lines from top to bottom with their
boxes, and its ruled tables with the words of their cells. Coordinates are points from
the upper left corner.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cnpolicy.readers.paper import lattice
from cnpolicy.readers.paper.cell_words import Mark
from cnpolicy.readers.paper.open_grids import parted, tables_of
from cnpolicy.readers.pdf.frame import Box, Frame
from cnpolicy.readers.pdf.paths import Paths, TooManyLines

# The library joins a line that ends in a hyphen to the next one and writes this.
HYPHEN = "\ufffe"
_LINE = re.compile("\r\n|\r|\n|(?<=\ufffe)")
# Controls that fonts without a character map leave; U+FFFF is no character.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\uffff]")

# A blank beside a Chinese character that the library puts into a gap, and how wide one
# is, in heights of the line, that only sets a figure off or stretches a full line.
_WIDE = "[\u2014\u2018-\u201d\u2026\u3001-\u303f\u3400-\u9fff\uff00-\uffef]"
_SET_OFF = re.compile(f"(?<={_WIDE}) (?=\\S)|(?<=\\S) (?={_WIDE})")
_SET_OFF_GAP = 0.75
_BLANK = re.compile(r"(?<=\S) (?=\S)")
# Pages with more jumps than this are drawn character by character; no rule sorts them.
_MAX_BLOCKS = 500


class Line(NamedTuple):
    """A line of a page."""

    text: str
    """Its words."""

    box: Box | None = None
    """Where it stands; None where the library does not give the places of its words."""

    gaps: tuple[tuple[int, float, float], ...] = ()
    """Its wide gaps: the index of the blank, and where it begins and ends."""

    slanted: bool = False
    """Whether it stands across the page, as a watermark does."""


class _Block(NamedTuple):
    """Lines that stand one below the other as they are drawn."""

    top: float
    """Upper edge of its first line; larger is lower on the page."""

    bottom: float
    """Lower edge of its last line."""

    lines: list[Line]
    """Its lines."""


class Page:
    """Reads one page."""

    def __init__(self, page: Any, text_page: Any) -> None:
        """Open a page."""
        from pypdfium2 import raw

        self._raw = raw
        self._page = page
        self._text_page = text_page
        self._frame = Frame(page, text_page)
        self.width, self.height = self._frame.width, self._frame.height
        self._rect = raw.FS_RECTF()
        text = text_page.get_text_range(errors="replace")
        # Positions are known by UTF-16 unit; where units were left out of the text,
        # they do not fit, and the order stays as it is.
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        self._placed = units == text_page.count_chars()
        self._plain = units == len(text)
        self.text = text
        """Its text as the library gives it."""

    def _box_of(self, unit: int) -> Box | None:
        """Return the box of a character, from the upper left corner of the page.

        It is as high as the font and as wide as the step to the next character.
        """
        if not self._raw.FPDFText_GetLooseCharBox(self._text_page, unit, self._rect):
            return None
        rect = self._rect
        return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)

    def read(
        self, grids: list[lattice.Lattice], before: list[float]
    ) -> tuple[list[Line], list[dict[str, Any]], bool]:
        """Return the lines from top to bottom, the tables, and whether it was sorted.

        Programs draw headers and footers before the text or after it, wherever they
        stand. What lies in a table is not among the lines. `before` are the edges of
        the columns of the last table on the page before.
        """
        if not self._placed:
            lines = [clean(line) for line in _LINE.split(self.text)]
            return [Line(line) for line in _stripped(lines)], [], False
        tables, inside = self._tables(grids, before)
        blocks = self._blocks(inside | self._frame.slanted)
        ordered = _from_the_top(blocks)
        found = [line for block in ordered for line in block.lines]
        while found and not found[-1].text:
            found.pop()
        if self._frame.slanted:
            found += self._across()
        return found, tables, ordered != blocks

    # ---- lines ----------------------------------------------------------------------

    def _blocks(self, inside: set[int]) -> list[_Block]:
        """Divide the lines of a page where one stands higher than the one before.

        The characters `inside` stand in tables.
        """
        blocks: list[_Block] = []
        place = 0
        for start, after in _line_spans(self.text):
            piece = self.text[start:after]
            size = len(piece.encode("utf-16-le", "surrogatepass")) // 2
            line = self._line(piece, place, size, inside)
            place += size
            if line is None:
                continue
            box = line.box
            last = blocks[-1] if blocks else None
            if last is None and box is None:
                # Blank lines at the top of a page are not kept.
                continue
            if last is not None and (
                box is None or (box[1] + box[3]) / 2 > last.bottom
            ):
                lower = last.bottom if box is None else max(box[3], last.bottom)
                last.lines.append(line)
                blocks[-1] = _Block(last.top, lower, last.lines)
            elif (
                last is not None
                and box is not None
                and abs(box[3] - last.bottom) < (box[3] - box[1]) / 2
            ):
                # Beside the line before: a column, drawn as a piece of its own.
                last.lines.append(line)
            elif box is not None:
                blocks.append(_Block(box[1], box[3], [line]))
        return blocks

    def _line(self, piece: str, place: int, size: int, inside: set[int]) -> Line | None:
        """Return a line; None of one that is in a table."""
        if inside:
            kept = [
                (char, unit)
                for char, unit in _units(piece, place)
                if unit not in inside
            ]
            words = "".join(char for char, _ in kept)
            if piece.strip() and not words.strip():
                return None
            if len(kept) < len(piece):
                at = [unit for char, unit in kept if not char.isspace()]
                box = self._cover(at[0], at[-1]) if at else None
                return Line(clean(words).strip(), box)
        line = clean(piece)
        if not line.strip():
            return Line(line)
        first = len(piece) - len(piece.lstrip())
        last = len(piece.rstrip().rstrip(HYPHEN)) - 1
        if size != len(piece):
            first = last = len(line) - len(line.lstrip())
        box = self._cover(place + first, place + max(first, last))
        if self._plain and _BLANK.search(piece):
            return self._tight(piece, place, box)
        return Line(line, box)

    def _across(self) -> list[Line]:
        """Return the characters at a slant as one line; they come last on a page."""
        units = sorted(self._frame.slanted)
        held = self._frame.slanted
        words = clean("".join(c for c, unit in _units(self.text, 0) if unit in held))
        box = self._cover(units[0], units[-1])
        return [Line(words.strip(), box, slanted=True)] if words.strip() else []

    def _cover(self, first: int, last: int) -> Box | None:
        """Return the box from one character to another."""
        one = self._box_of(first)
        other = self._box_of(last) if last != first else one
        if one is None or other is None:
            return one or other
        return (
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[2], other[2]),
            max(one[3], other[3]),
        )

    def _tight(self, piece: str, place: int, box: Box | None) -> Line:
        """Return a line without blanks that are no characters of the file.

        Word processors set figures off from Chinese characters, and stretch full lines;
        the library takes the gap for a blank. A wide one stays: it may part columns.
        """
        kept: list[str] = []
        gaps: list[tuple[int, float, float]] = []
        length = done = 0
        for match in _BLANK.finditer(piece):
            at = match.start()
            if self._raw.FPDFText_IsGenerated(self._text_page, place + at) != 1:
                continue
            before, behind = self._box_of(place + at - 1), self._box_of(place + at + 1)
            if before is None or behind is None:
                continue
            height = max(before[3] - before[1], behind[3] - behind[1])
            wide = behind[0] - before[2] >= _SET_OFF_GAP * height
            if not wide and not _SET_OFF.match(piece, at):
                continue
            words = clean(piece[done:at])
            length += len(words) + wide
            kept += [words, " "] if wide else [words]
            done = at + 1
            if wide:
                gaps.append((length - 1, before[2], behind[0]))
        return Line("".join(kept) + clean(piece[done:]), box, tuple(gaps))

    # ---- tables ---------------------------------------------------------------------

    def grids(self) -> list[lattice.Lattice] | None:
        """Return the grids of straight lines on the page; None if it has too many."""
        if not self._placed:
            return []
        edges: list[lattice.Edge] = []
        try:
            for bounds in Paths(self._page).lines():
                edges.extend(lattice.edges_of_box(*self._frame.box(*bounds)))
                if len(edges) > lattice.MOST_EDGES:
                    return None
        except TooManyLines:
            return None
        return tables_of(edges)

    def _tables(
        self, grids: list[lattice.Lattice], before: list[float]
    ) -> tuple[list[dict[str, Any]], set[int]]:
        """Return the tables in these grids, and which characters stand in them."""
        if not grids:
            return [], set()
        marks: list[list[Mark]] = [[] for _ in grids]
        units: list[list[int]] = [[] for _ in grids]
        for char, unit in _units(self.text, 0):
            if char < " " or char == HYPHEN or unit in self._frame.slanted:
                continue
            box = self._cover(unit, unit + (char > "\uffff"))
            if box is None:
                continue
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            for at, one in enumerate(grids):
                if one.xs[0] <= x <= one.xs[-1] and one.ys[0] <= y <= one.ys[-1]:
                    if not char.isspace():
                        marks[at].append(Mark(char, *box))
                    units[at].append(unit)
                    break
        tables: list[dict[str, Any]] = []
        inside: set[int] = set()
        for drawn, own, taken in zip(grids, marks, units, strict=True):
            grid = parted(drawn, own)
            if grid is None:
                continue
            words = grid.words(own)
            if not lattice.is_data(words, grid, () if tables else before):
                continue
            filled = [
                (word, *cell) for word, cell in zip(words, grid.cells, strict=True)
            ]
            inside.update(taken)
            tables.append({"xs": grid.xs, "ys": grid.ys, "cells": filled})
        return tables, inside


def clean(line: str) -> str:
    """Return a line without its end and what is no character of the text."""
    return CONTROLS.sub("", line.rstrip("\r\n").replace(HYPHEN, "-"))


def has_controls(text: str) -> bool:
    """Tell whether a page has characters of fonts without a character map."""
    return any(map(CONTROLS.search, _LINE.split(text)))


def _units(text: str, place: int) -> Iterator[tuple[str, int]]:
    """Yield characters with their places in UTF-16; those beyond U+FFFF take two."""
    for char in text:
        yield char, place
        place += 1 + (char > "\uffff")


def _stripped(lines: list[str]) -> list[str]:
    """Return lines without the blank ones at the top and at the bottom."""
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def _line_spans(text: str) -> list[tuple[int, int]]:
    """Return where each line begins and where the next one does."""
    ends = [match.end() for match in _LINE.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _from_the_top(blocks: list[_Block]) -> list[_Block]:
    """Put each block before those that stand wholly below it.

    Blocks side by side, which are columns or cells, keep the order of drawing.
    """
    if len(blocks) > _MAX_BLOCKS:
        return blocks
    ordered: list[_Block] = []
    for block in blocks:
        at = len(ordered)
        while at and ordered[at - 1].top >= block.bottom:
            at -= 1
        ordered.insert(at, block)
    return ordered
