"""Pages of lines with their boxes, as PDF and OFD have them, put into the text.

In: the lines and tables of each page, with coordinates. Out: the text in a
`SourceBuilder`, and in its structure the paragraphs, which lines are wrapped, what
belongs to the page (running heads, page numbers) and the tables.

A line goes on in the next one if the first word there had no room behind it, and the
next one is not indented. A running head comes on many pages at one height.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import evolve, frozen

from cnpolicy.model.source import SourcePage
from cnpolicy.readers.grid import GridPiece, TableGrid
from cnpolicy.readers.page_tables import PageCell, PageRows, join_parts
from cnpolicy.readers.source import SourceBuilder
from cnpolicy.spans import Span

# A running head stands in this share of the page from its edges, on so many pages, and
# on this share of all of them (odd and even pages may have different ones).
_EDGE_SHARE = 0.16
_FEWEST_HEADS = 3
_HEADS_SHARE = 0.3
_LONGEST_HEAD = 60
# Two heights are one if they differ by less than this share of the page.
_SAME_HEIGHT = 0.012
# What no running head ends with; a heading may come at one height on some pages.
_NO_HEAD_ENDS = frozenset("。；：，、！？;:,!?）)】〕］]")
_PAGE_NUMBER = re.compile(
    r"[-—–－ \u3000\xa0·•第]*(?P<page>[0-9０-９]{1,4})"
    r"(?:[ \u3000]*[/／][ \u3000]*[0-9]{1,4})?[-—–－ \u3000\xa0·•页]*"
    r"|第[ ]*[0-9]{1,4}[ ]*页[ ，,/]*共[ ]*[0-9]{1,4}[ ]*页"
    r"|[-—–－ ]*[ivxlcIVXLC]{1,6}[-—–－ ]*"
)
_DASHED = re.compile(r"[-—–－·•第]")
_DIGITS = re.compile("[0-9０-９]+")
_COUNTED = re.compile(
    "附|[表图续]|[（(第]?[0-9０-９一二三四五六七八九十]+[）)、.．章节条]"
)

# In characters: how much a line may lack, and what is an indent.
_SLACK = 0.45
_INDENT = 0.8
# The text of a page is no narrower than this share of it; a last line may be.
_NARROWEST = 0.45
# A wider step down, in lines, parts two paragraphs.
_WIDEST_STEP = 2.0
_FIRST_WORD = re.compile(
    "[A-Za-z0-9０-９.,%％+-]+[，。、；：！？）》〉】”’〕]*"
    "|[（《〈【“‘〔]*.[，。、；：！？）》〉】”’〕]*"
)
_CLOSERS = "，。、；：！？）》〉】”’〕"


@frozen
class PageLine:
    """A line of a page."""

    text: str
    """Its words."""

    left: float = 0.0
    """Its left edge."""

    top: float = 0.0
    """Its upper edge, from the top of the page."""

    right: float = 0.0
    """Its right edge."""

    bottom: float = 0.0
    """Its lower edge."""

    @property
    def placed(self) -> bool:
        """Tell whether it is known where it stands."""
        return self.bottom > self.top

    @property
    def chars(self) -> float:
        """Its length in Chinese characters; others are half as wide."""
        return columns(self.text)


@frozen
class PageTable:
    """A table of a page."""

    xs: tuple[float, ...]
    """Where its columns begin, and where the last one ends."""

    top: float
    """Its upper edge."""

    bottom: float
    """Its lower edge."""

    cells: tuple[tuple[str, int, int, int, int], ...]
    """Its cells: words, row, column, and over how many of each they reach."""


@frozen
class PageContent:
    """What stands on one page."""

    width: float
    """How wide the page is."""

    height: float
    """How high it is."""

    lines: tuple[PageLine, ...]
    """Its lines in the order of reading, without those of tables."""

    tables: tuple[PageTable, ...] = ()
    """Its tables from the top."""


def columns(text: str) -> float:
    """Return the length of a text in Chinese characters; ASCII is half as wide."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


@frozen
class _Column:
    """A column of text on a page."""

    left: float
    """Where its lines begin."""

    right: float
    """Where full lines end."""

    size: float
    """How wide a Chinese character is."""

    step: float
    """How far apart two lines are."""


class PageWriter:
    """Writes pages into a `SourceBuilder`."""

    def __init__(self, builder: SourceBuilder, pages: Sequence[PageContent]) -> None:
        """Take the pages; find out what of them is furniture."""
        self._builder = builder
        self._pages = [_horizontal(page) for page in pages]
        self._furniture = _furniture(self._pages)
        self._tables = self._chained()
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
            parts = _parts(page)
            if builder.length and parts:
                builder.add("\n")
            for code, words in said:
                builder.note(code, where, words)
            begin = builder.length
            furniture: list[Span] = []
            for order, part in enumerate(parts):
                if order:
                    builder.add("\n", where)
                if isinstance(part, PageTable):
                    self._write_table(number - 1, part, len(part.xs) - 1)
                    start = None
                    continue
                line, index = part
                at = builder.length
                builder.add(line.text, where)
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
                SourcePage(Span(begin, builder.length), number, tuple(furniture))
            )
        if start is not None and self._placed and open_end > start:
            builder.end_paragraph(start)

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
                    if line.text.strip() and (number, index) not in self._furniture:
                        last = None
                    continue
                rows = _rows_of(part, number + 1)
                goes_on = last is not None and _are_alike(last.xs, part.xs)
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
        before: tuple[int, int, PageLine, _Column] | None = None
        for number, page in enumerate(self._pages):
            body = [
                line
                for index, line in enumerate(page.lines)
                if line.text.strip() and (number, index) not in self._furniture
            ]
            columns_of = _columns(page, body)
            for part in _parts(page):
                if isinstance(part, PageTable):
                    before = None
                    continue
                line, index = part
                if not line.text.strip() or (number, index) in self._furniture:
                    continue
                column = columns_of(line)
                if before is not None and _continues(
                    before[2], before[3], line, column, before[0] == number
                ):
                    found.add((before[0], before[1]))
                before = (number, index, line, column)
        return found


def _continues(
    line: PageLine, column: _Column, after: PageLine, below: _Column, same_page: bool
) -> bool:
    """Tell whether a line goes on in the one after it."""
    if (
        column.right - column.left <= 0
        or after.left - below.left > _INDENT * below.size
    ):
        return False
    if same_page and column == below:
        if after.top - line.top < 0.5 * (line.bottom - line.top):
            return False  # beside it
        if after.top - line.top > _WIDEST_STEP * column.step:
            return False
    word = _FIRST_WORD.match(after.text.lstrip())
    need = columns(word[0]) if word else 1.0
    if word and word[0][-1] in _CLOSERS:
        # A sign at the end of a line may be half as wide, or hang.
        need -= 0.5
    room = column.right - line.right
    return room < (need + _SLACK) * column.size


def _columns(
    page: PageContent, body: Sequence[PageLine]
) -> Callable[[PageLine], _Column]:
    """Return a function from a line to the column of text it stands in."""
    sizes = [
        (line.right - line.left) / line.chars
        for line in body
        if line.chars >= 8 and line.right > line.left
    ]
    size = median(sizes) if sizes else 12.0
    steps = [
        after.top - line.top
        for line, after in pairwise(body)
        if 0.5 * size < after.top - line.top < 4 * size
    ]
    step = median(steps) if steps else 2 * size
    middle = page.width / 2
    left = [line for line in body if line.right <= middle + size]
    right = [line for line in body if line.left >= middle - size]
    halves = (
        len(left) >= 6 and len(right) >= 6 and len(left) + len(right) >= 0.7 * len(body)
    )
    whole = _column(body, size, step, page.width)
    if not halves:
        return lambda line: whole
    first = _column(left, size, step, page.width / 2)
    second = _column(right, size, step, page.width / 2)

    def column_of(line: PageLine) -> _Column:
        if line.right <= middle + size:
            return first
        return second if line.left >= middle - size else whole

    return column_of


def _column(
    lines: Sequence[PageLine], size: float, step: float, width: float
) -> _Column:
    """Return where the lines of a column begin and end; no width if none is full."""
    lefts = sorted(line.left for line in lines)
    if not lefts:
        return _Column(0.0, 0.0, size, step)
    # A sign at the end of a line may hang over the edge.
    inside = [line.right for line in lines if line.text.rstrip()[-1] not in _CLOSERS]
    rights = inside if len(inside) > 2 else [line.right for line in lines]
    rights.sort(reverse=True)
    least = max(1, len(lines) // 8)
    left = _first_common(lefts, least, size)
    right = _first_common([-at for at in rights], least, size)
    right = -right
    if right - left < _NARROWEST * width:
        return _Column(left, left, size, step)
    return _Column(left, right, size, step)


def _first_common(places: list[float], least: int, size: float) -> float:
    """Return the first of sorted places that has `least` others close behind it."""
    for at, place in enumerate(places):
        last = min(at + least, len(places)) - 1
        if places[last] - place <= 0.6 * size and last - at >= least - 1:
            return place
    return places[0]


# ---------------------------------------------------------------------------- the page


def _furniture(pages: Sequence[PageContent]) -> set[tuple[int, int]]:
    """Return the running heads and feet, and the page numbers, by page and index."""
    numbers: dict[int, list[tuple[int, int]]] = {}
    heads: dict[tuple[str, int], list[tuple[int, int]]] = {}
    found: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        if page.height <= 0:
            continue
        margin = _EDGE_SHARE * page.height
        for index, line in enumerate(page.lines):
            words = line.text.strip()
            outside = line.bottom <= margin or line.top >= page.height - margin
            if not words or not line.placed or not outside:
                continue
            match = _PAGE_NUMBER.fullmatch(words)
            if match is not None:
                shown = match["page"]
                if shown is None or (_DASHED.search(words) and len(words) > len(shown)):
                    found.add((number, index))
                else:
                    offset = int(shown) - number
                    numbers.setdefault(offset, []).append((number, index))
            elif len(words) <= _LONGEST_HEAD and words[-1] not in _NO_HEAD_ENDS:
                height = round(line.top / page.height / _SAME_HEIGHT)
                for key in _keys(words, number):
                    for near in (height, height + 1):
                        heads.setdefault((key, near), []).append((number, index))
    for same in numbers.values():
        # A number alone is that of the page if others count on; on one page it stands
        # at the very edge.
        if len({at for at, _ in same}) > 1 or _is_at_edge(pages, same[0]):
            found.update(same)
    fewest = min(_FEWEST_HEADS, max(2, len(pages)))
    least = max(fewest, _HEADS_SHARE * len(pages))
    for places in heads.values():
        if len({at for at, _ in places}) >= least:
            found.update(places)
    return found


def _keys(words: str, number: int) -> Iterator[str]:
    """Yield what the same head says on other pages: its words, or a counted page.

    附件1 and 附件2 at the top of pages are no running head.
    """
    yield words
    if _DIGITS.search(words) and not _COUNTED.match(words):
        yield _DIGITS.sub(lambda found: f"#{int(found[0][:6]) - number}", words)


def _is_at_edge(pages: Sequence[PageContent], place: tuple[int, int]) -> bool:
    """Tell whether nothing of the page stands below a number at its foot."""
    page = pages[place[0]]
    line = page.lines[place[1]]
    below = [other for other in page.lines if other.top > line.top]
    nearest = max(
        (other.bottom for other in page.lines if other.bottom < line.top), default=0.0
    )
    return not below and line.top - nearest > 1.5 * (line.bottom - line.top)


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


def _are_alike(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two tables have columns of the same widths."""
    return len(one) == len(other) and all(
        abs((a - one[0]) - (b - other[0])) <= 6.0
        for a, b in zip(one, other, strict=True)
    )


# ----------------------------------------------------------------------- vertical text

# So much of the lines of a page are single characters where its text is vertical.
_VERTICAL_SHARE = 0.6
_FEWEST_SINGLE = 8


def _horizontal(page: PageContent) -> PageContent:
    """Join characters that stand one below the other, column by column from the right.

    Lines of several characters, such as a running head, stay lines.
    """
    singles = [
        line for line in page.lines if len(line.text.strip()) == 1 and line.placed
    ]
    filled = sum(bool(line.text.strip()) for line in page.lines)
    if len(singles) < _FEWEST_SINGLE or len(singles) < _VERTICAL_SHARE * filled:
        return page
    size = median(line.bottom - line.top for line in singles)
    width = max(size, median(line.right - line.left for line in singles))
    stacks: list[list[PageLine]] = []
    for line in sorted(singles, key=lambda one: -(one.left + one.right)):
        middle = (line.left + line.right) / 2
        last = stacks[-1][0] if stacks else None
        if (
            last is not None
            and abs((last.left + last.right) / 2 - middle) < width * 0.6
        ):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    if max(map(len, stacks)) < 3 or not _are_stacked(stacks, size):
        return page
    made = []
    for stack in stacks:
        stack.sort(key=lambda one: one.top)
        words = "".join(line.text.strip() for line in stack)
        made.append(evolve(stack[0], text=words, bottom=stack[-1].bottom))
    kept = [line for line in page.lines if len(line.text.strip()) != 1]
    top = min(line.top for line in made)
    above = [line for line in kept if line.bottom <= top]
    below = [line for line in kept if line.bottom > top]
    return evolve(page, lines=(*above, *made, *below))


def _are_stacked(stacks: Sequence[Sequence[PageLine]], size: float) -> bool:
    """Tell whether most characters stand right below another one."""
    close = every = 0
    for stack in stacks:
        tops = sorted(line.top for line in stack)
        steps = [b - a for a, b in pairwise(tops)]
        every += len(steps)
        close += sum(step < 3.0 * size for step in steps)
    return every > 0 and close >= 0.7 * every


def private_characters(page: PageContent) -> int:
    """Count the characters of a page that only the font of the file gives a meaning."""
    return sum(
        "\ue000" <= char <= "\uf8ff" for line in page.lines for char in line.text
    )
