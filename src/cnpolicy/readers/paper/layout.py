"""Pages of lines with their boxes, as PDF and OFD have them, put into the text.

In: the lines and tables of each page, with coordinates. Out: the text in a
`SourceBuilder`, and in its structure the paragraphs, which lines are wrapped, what
belongs to the page (running heads, page numbers) and the tables.

A line goes on in the next one if the first word there had no room behind it, and the
next one is not indented. A running head comes on many pages at one height.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cnpolicy.lexical.table_captions import CONTINUED
from cnpolicy.model.source import SourceBox, SourcePage
from cnpolicy.model.spans import Span
from cnpolicy.readers.grid import GridPiece, TableGrid
from cnpolicy.readers.paper.columns import Column, columns_of, continues
from cnpolicy.readers.paper.content import PageContent, PageLine, PageTable
from cnpolicy.readers.paper.footnotes import footnotes_of
from cnpolicy.readers.paper.furniture import furniture_of
from cnpolicy.readers.paper.gutters import by_column
from cnpolicy.readers.paper.lattice import are_alike
from cnpolicy.readers.paper.tables import PageCell, PageRows, join_parts
from cnpolicy.readers.paper.vertical import horizontal
from cnpolicy.readers.source import SourceBuilder


def _box(span: Span, page: int, *edges: float) -> SourceBox:
    """Return a box with its edges rounded to a tenth of a point, which is exact
    enough."""
    left, top, right, bottom = (round(edge, 1) for edge in edges)
    return SourceBox(span, page, left, top, right, bottom)


class PageWriter:
    """Writes pages into a `SourceBuilder`."""

    def __init__(self, builder: SourceBuilder, pages: Sequence[PageContent]) -> None:
        """Take the pages; find out what of them is furniture."""
        self._builder = builder
        self._pages = [horizontal(by_column(page)) for page in pages]
        self._furniture = furniture_of(self._pages)
        self._footnotes: list[list[list[int]]] = []
        for number, page in enumerate(self._pages):
            aside = {index for at, index in self._furniture if at == number}
            self._footnotes.append(footnotes_of(page, aside))
            self._furniture |= {
                (number, index) for note in self._footnotes[-1] for index in note
            }
        self._tables = self._chained()
        self._marks: set[str] = set()
        self._placed = all(
            line.placed for page in self._pages for line in page.lines if line.text
        )

    def write(self, notes: Iterable[Iterable[tuple[str, str]]]) -> None:
        """Write all pages; `notes` are the codes and words of the notes of each."""
        goes_on = self._goes_on() if self._placed else set()
        builder = self._builder
        start: int | None = None  # where the open paragraph begins
        open_end = 0
        for number, (page, said) in enumerate(zip(self._pages, notes, strict=True), 1):
            where = f"page {number}"
            parts = [part for part in _parts(page) if not self._is_taken(number, part)]
            if builder.length and parts:
                builder.add("\n")
            for code, words in (*said, *self._across(page)):
                builder.note(code, where, words)
            for note in self._footnotes[number - 1]:
                words = "".join(page.lines[index].text.strip() for index in note)
                builder.footnote(where, words)
            begin = builder.length
            furniture: list[Span] = []
            boxes: list[SourceBox] = []
            for order, part in enumerate(parts):
                if order:
                    builder.add("\n", where)
                at = builder.length
                if isinstance(part, PageTable):
                    self._write_table(number - 1, part, len(part.xs) - 1)
                    edges = part.xs[0], part.top, part.xs[-1], part.bottom
                    boxes.append(_box(Span(at, builder.length), number, *edges))
                    start = None
                    continue
                line, index = part
                builder.add(line.text, where)
                if line.placed:
                    edges = line.left, line.top, line.right, line.bottom
                    boxes.append(_box(Span(at, builder.length), number, *edges))
                if (number - 1, index) in self._furniture:
                    furniture.append(Span(at, builder.length))
                    continue
                if not line.text.strip():
                    continue
                start = at if start is None else start
                open_end = builder.length
                if (number - 1, index) in goes_on:
                    builder.mark_wrap()
                elif self._placed:
                    builder.end_paragraph(start)
                    start = None
            builder.end_page(
                SourcePage(
                    Span(begin, builder.length), number, tuple(furniture), tuple(boxes)
                )
            )
        if start is not None and self._placed and open_end > start:
            builder.end_paragraph(start)

    def _across(self, page: PageContent) -> Iterator[tuple[str, str]]:
        """Yield a note on words across a page that were on none before."""
        words = " ".join(line.text for line in page.lines if line.slanted)
        if words and words not in self._marks:
            self._marks.add(words)
            yield "watermark", words

    def _write_table(self, page: int, table: PageTable, width: int) -> None:
        """Write the part of a table that stands on a page."""
        rows, continued = self._tables[page, id(table)]
        grid = TableGrid(width)
        for row in rows.rows:
            grid.begin_row()
            for cell in row:
                grid.move_to(cell.column)
                grid.add(
                    [GridPiece(word, f"page {at}") for word, at in cell.words],
                    columns=cell.columns,
                    rows=cell.rows,
                    beyond=cell.beyond,
                )
            grid.move_to(width)
        grid.write(self._builder, continued=continued)

    def _is_taken(self, page: int, part: PageTable | tuple[PageLine, int]) -> bool:
        """Tell whether all of a table was the rest of the one on the page before."""
        if not isinstance(part, PageTable):
            return False
        rows, continued = self._tables[page - 1, id(part)]
        return continued and not any(cell.words for row in rows.rows for cell in row)

    def _chained(self) -> dict[tuple[int, int], tuple[PageRows, bool]]:
        """Return the rows of each table, by page, and whether it goes on with another.

        A table goes on at the top of the next page if its columns are as wide there.
        """
        found: dict[tuple[int, int], tuple[PageRows, bool]] = {}
        open_: list[PageRows] = []
        last: PageTable | None = None
        for number, page in enumerate(self._pages):
            for part in _parts(page):
                if not isinstance(part, PageTable):
                    line, index = part
                    words = line.text.strip()
                    if (
                        words
                        and (number, index) not in self._furniture
                        and not CONTINUED.fullmatch(words)
                    ):
                        last = None
                    continue
                rows = _rows_of(part, number + 1)
                goes_on = last is not None and are_alike(last.xs, part.xs)
                if not goes_on:
                    join_parts(open_)
                    open_ = []
                open_.append(rows)
                found[number, id(part)] = rows, goes_on
                last = part
        join_parts(open_)
        return found

    # ---- paragraphs -----------------------------------------------------------------

    def _goes_on(self) -> set[tuple[int, int]]:
        """Return the lines, by page and index, that the next one continues."""
        found: set[tuple[int, int]] = set()
        before: tuple[int, int, PageLine, Column] | None = None
        for number, page in enumerate(self._pages):
            body = [
                line
                for index, line in enumerate(page.lines)
                if line.text.strip() and (number, index) not in self._furniture
            ]
            column_of = columns_of(page, body)
            for part in _parts(page):
                if isinstance(part, PageTable):
                    before = None
                    continue
                line, index = part
                if not line.text.strip() or (number, index) in self._furniture:
                    continue
                column = column_of(line)
                if before is not None and continues(
                    before[2], before[3], line, column, before[0] == number
                ):
                    found.add((before[0], before[1]))
                before = (number, index, line, column)
        return found


def _parts(page: PageContent) -> list[PageTable | tuple[PageLine, int]]:
    """Return what stands on a page from the top: lines with their index, tables."""
    tables = sorted(page.tables, key=lambda table: table.top)
    found: list[PageTable | tuple[PageLine, int]] = []
    for index, line in enumerate(page.lines):
        while (
            tables
            and line.placed
            and (line.top + line.bottom) / 2 > tables[0].top
            and not _is_beside(line, tables[0])
        ):
            found.append(tables.pop(0))
        found.append((line, index))
    return found + list(tables)


def _rows_of(table: PageTable, page: int) -> PageRows:
    """Return the rows of a table."""
    count = max((cell[1] for cell in table.cells), default=-1) + 1
    rows: list[list[PageCell]] = [[] for _ in range(count)]
    for words, row, column, high, wide in table.cells:
        rows[row].append(PageCell([(words, page)] if words else [], column, high, wide))
    return PageRows(rows)


def _is_beside(line: PageLine, table: PageTable) -> bool:
    """Tell whether a line stands beside a table, in another column of the page."""
    return line.top < table.bottom and (
        line.right < table.xs[0] or line.left > table.xs[-1]
    )
