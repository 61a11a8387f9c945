"""The nodes of a table: rows, cells, and what each row is for.

In: the lines or cells of one table, from the text or as a file states them. Out: its
`Table` node. Rows of the header are told from those of data, the titles of groups from
both, and a cell that a merged one covers has its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CELL_BARS
from cnpolicy.lexical.marker_syntax import HAN_COMMA, IN_BRACKETS
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.model.nodes import Blank, Cell, Furniture, Node, Row, Table
from cnpolicy.model.row_kinds import RowKind
from cnpolicy.model.source import SourceCell, SourceRow
from cnpolicy.model.spans import Span
from cnpolicy.segmentation.segment import BLANK, FURNITURE, Segment

# A header has no more rows than this, the title of the table included.
MOST_HEADER_ROWS = 5
# The title of a group is no longer than this.
LONGEST_GROUP = 60

_SEPARATOR = lazy(f"[\t{CELL_BARS}]")
_BORDER = lazy(rf"[\s{CELL_BARS}┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬:+=-]+")
# What a column is called, under another name or beside it.
_LABEL = lazy(
    r"(?:(?:主要|重点|具体|完成|总体|目标|工作|牵头|责任|配合|协办|主办|承办|落实|实施|参与|指导"
    r"|市级|省级|县级|区级)*"
    r"(?:序号|编号|单位|部门|机构|任务|举措|措施|时限|时间|期限|节点|进度|内容|事项|项目|名称|指标"
    r"|备注|领导|责任人|负责人|联系人|联系方式|目标|要求|类别|分类|属性|领域)"
    r"|(?:19|20)[0-9]{2}年?|第?[一二三四]季度|(?:上|下)半年)"
)
_NUMBER = lazy(r"[0-9０-９]{1,4}[.．、]?")
_NUMBERED = lazy(
    f"(?:{HAN_COMMA}|{IN_BRACKETS}"
    rf"|第[{ONE_TO_TEN}]{{1,3}}[部章节类]|[0-9]{{1,2}}[.．、](?![0-9]))[{SPACES}]*\S"
)
COUNTED = lazy(
    f"(?:方面|领域|类)(?:[（(][^（）()]{{0,12}}[）)])?$|[（(]共?[计有]?[0-9{ONE_TO_TEN}]+[项条个][）)]$"
)
"""The end of the title of a group: …方面（共5项）."""
_NO_GROUP = lazy(
    f"注|备注|说明|附注|合计|总计|小计|共计|资料来源|数据来源|来源|附[表件图]|[表图][0-9{ONE_TO_TEN}]"
)


# ------------------------------------------------------------------------------- rows


def is_border(words: str) -> bool:
    """Tell whether a line only draws: |---|---|, ├──┼──┤."""
    return len(words) > 2 and _BORDER.fullmatch(words) is not None


def lined_row(piece: Segment, text: str) -> Node:
    """Make the row of a line; a line that only draws is furniture of the table."""
    span = Span(piece.start, piece.end)
    if piece.kind is BLANK:
        return Blank(span.of(text), span=span)
    if piece.kind is FURNITURE or is_border(text[piece.first : piece.last]):
        return Furniture(span.of(text), span=span)
    marks = [m.start() for m in _SEPARATOR.finditer(text, piece.start, piece.end)]
    if marks and text[marks[0]] != "\t":
        # The outer pipes of a row part no cells.
        marks = marks[1:] if marks[0] == piece.first else marks
        marks = marks[:-1] if marks and marks[-1] == piece.last - 1 else marks
    starts = [piece.start, *(mark + 1 for mark in marks)]
    cells: list[Node] = [
        Cell(
            text[start:end],
            _SEPARATOR.sub("", text[start:end]).strip(),
            span=Span(start, end),
        )
        for start, end in zip(starts, [*starts[1:], piece.end], strict=True)
    ]
    return Row(tuple(cells), span=_cover(cells))


class StatedRows:
    """Makes the rows of one table that a file states, each in turn."""

    def __init__(self, text: str) -> None:
        """Begin above the first row."""
        self._text = text
        # By column: the cells that reach into it, and the first row each does not. One
        # that reaches over a repeated header goes on behind it.
        self._reach: dict[int, list[tuple[Cell, Span, int]]] = {}
        self._row = 0

    def row(self, stated: SourceRow, start: int, end: int) -> Row:
        """Make the row whose line, its end included, stands at `start:end`."""
        text = self._text
        own = {cell.column: cell for cell in stated.cells}
        tabs = [at for at in range(start, end) if text[at] == "\t"]
        # Behind the last tab of a text stands a cell without a character.
        starts = [start, *(tab + 1 for tab in tabs)]
        cells = [
            self._cell(column, Span(place, behind), own.get(column), end - start)
            for column, (place, behind) in enumerate(pairwise([*starts, end]))
        ]
        self._row += 1
        kind = RowKind.HEADER if stated.header else RowKind.DATA
        return Row(tuple(cells), kind, span=Span(start, end))

    def _cell(
        self, column: int, span: Span, stated: SourceCell | None, room: int
    ) -> Cell:
        """Make the cell of a column; one that is stated elsewhere reaches nowhere.

        `room` are the characters of its row: it reaches over no more columns.
        """
        words = span.of(self._text)
        made = Cell(words, words.strip(), span=span)
        if (
            stated is not None
            and span.contains(stated.span)
            and stated.span.of(self._text).strip() == made.value
        ):
            reach = (made, stated.span, self._row + stated.rows)
            for covered in range(column, column + min(stated.columns, room)):
                self._reaching(covered).append(reach)
        elif not made.value:
            for source, place, _ in self._reaching(column)[-1:]:
                return evolve(
                    made, value=source.value, inherited=True, value_span=place
                )
        return made

    def _reaching(self, column: int) -> list[tuple[Cell, Span, int]]:
        """Return the cells that reach into a column here, the nearest last."""
        found = self._reach.setdefault(column, [])
        while found and found[-1][2] <= self._row:
            found.pop()
        return found


def _cover(nodes: Sequence[Node]) -> Span:
    """The span from the first node to the last."""
    return Span(nodes[0].span.start, nodes[-1].span.end)


# ------------------------------------------------------------------------------ tables


def table_of(children: list[Node]) -> Table:
    """Make the node of a table of its rows, and tell what each row is for.

    Law: its leaves, joined, are its text.
    """
    rows = [child for child in children if isinstance(child, Row)]
    width = max((len(row.cells) for row in rows), default=0)
    kinds = _kinds(rows, width)
    header = next(
        (at for at, kind in enumerate(kinds) if kind not in _HEAD), len(kinds)
    )
    named = iter(zip(rows, kinds, strict=True))
    nodes = tuple(
        _of_kind(*next(named)) if isinstance(child, Row) else child
        for child in children
    )
    return Table(nodes, max(header, 1), span=_cover(children))


_HEAD = (RowKind.HEADER, RowKind.TITLE)


def _of_kind(row: Row, kind: RowKind) -> Row:
    """Return a row of this kind."""
    return row if row.kind is kind else Row(row.children, kind, span=row.span)


def _kinds(rows: list[Row], width: int) -> list[RowKind]:
    """Tell what each row of a table is for."""
    kinds = [RowKind.DATA] * len(rows)
    start = 0
    while (
        start < len(rows) - 1
        and start < MOST_HEADER_ROWS
        and (_spans(rows[start]) or _stands_above(rows[start], rows[start + 1]))
    ):
        kinds[start] = RowKind.TITLE
        start += 1
    depth = _header_depth(rows, start)
    for at in range(start, start + depth):
        kinds[at] = RowKind.HEADER
    names = {_words(row) for row in rows[start : start + depth]}
    numbered = sum(
        _NUMBER.fullmatch(_first(row)) is not None for row in rows[start + depth :]
    )
    counted = numbered * 2 >= len(rows) - start - depth - 1
    last = len(rows) - 1
    for at in range(start + depth, len(rows)):
        row = rows[at]
        if row.kind is RowKind.HEADER or _words(row) in names:
            kinds[at] = RowKind.HEADER
        elif at < last and width > 1 and _is_group(row, counted):
            kinds[at] = RowKind.GROUP
    # Below the title of a group stand rows.
    for at in range(last, 0, -1):
        follows = kinds[at] if at < last else RowKind.HEADER
        if kinds[at] is RowKind.GROUP and follows is RowKind.HEADER:
            kinds[at] = RowKind.DATA
    return kinds


def _header_depth(rows: list[Row], start: int) -> int:
    """Return how many rows from `start` on name the columns."""
    most = min(len(rows), start + MOST_HEADER_ROWS)
    depth = 1 if start < len(rows) else 0
    while start + depth < most:
        row = rows[start + depth]
        if not (
            row.kind is RowKind.HEADER
            or _names_columns(row)
            or _divides(row, rows[start + depth - 1])
        ):
            break
        depth += 1
    return depth


def _names_columns(row: Row) -> bool:
    """Tell whether the row below a header is one more: 牵头单位 below 责任单位.

    Its first column is that of the row above, and all of its own words are names.
    """
    cells = row.cells
    own = [cell.value for cell in cells if cell.value and not cell.inherited]
    if not own or not cells or (cells[0].value and not cells[0].inherited):
        return False
    return all(_LABEL.fullmatch("".join(words.split())) for words in own)


def _divides(row: Row, above: Row) -> bool:
    """Tell whether a row names the parts of columns that the header names together.

    总投资 and 2024年计划 below 投资: all its words stand below merged cells, and the
    other cells of the header reach down into it.
    """
    own = [at for at, cell in enumerate(row.cells) if not cell.inherited]
    upper = above.cells
    if not own or len(own) == len(row.cells) or len(upper) != len(row.cells):
        return False
    parts = {
        at
        for at, cell in enumerate(upper)
        if cell.inherited or (at + 1 < len(upper) and upper[at + 1].inherited)
    }
    return all(at in parts for at in own) and all(
        cell.inherited and cell.value == upper[at].value
        for at, cell in enumerate(row.cells)
        if at not in own
    )


def _spans(row: Row) -> bool:
    """Tell whether a row is one cell that the file merged over all columns."""
    cells = row.cells
    return (
        len(cells) > 1
        and bool(cells[0].value)
        and not cells[0].inherited
        and all(
            cell.inherited and cell.value_span == cells[1].value_span
            for cell in cells[1:]
        )
        and cells[1].value == cells[0].value
    )


def _stands_above(row: Row, header: Row) -> bool:
    """Tell whether a line of the page (发文日期 | 2022-07-14) stands above a header.

    It has fewer cells than the header, and none that names a column.
    """
    own, below = _labels(row), _labels(header)
    return (
        len(row.cells) < len(header.cells) and not own and 2 * below > len(header.cells)
    )


def _labels(row: Row) -> int:
    """How many cells of a row are what columns are called."""
    return sum(
        _LABEL.fullmatch("".join(cell.value.split())) is not None for cell in row.cells
    )


def _is_group(row: Row, numbered: bool) -> bool:
    """Tell whether a row is the title of those below it; `numbered` if they count."""
    cells = row.cells
    first = cells[0].value if cells else ""
    if not may_head_group(first):
        return False
    if _spans(row):
        return True
    if any(cell.value for cell in cells[1:]) or cells[0].inherited:
        return False
    return numbered or _NUMBERED.match(first) is not None or bool(COUNTED.search(first))


def may_head_group(words: str) -> bool:
    """Tell whether words may be the title of a group of rows: no note and no sum."""
    return (
        2 <= len(words) <= LONGEST_GROUP
        and not _NUMBER.fullmatch(words)
        and words[-1] not in "。；：;:，、"
        and _NO_GROUP.match(words) is None
    )


def _first(row: Row) -> str:
    """The words of the first cell of a row."""
    return next((cell.value for cell in row.cells), "")


def _words(row: Row) -> str:
    """The words of a row as they are compared, without space."""
    return "\t".join("".join(cell.value.split()) for cell in row.cells)
