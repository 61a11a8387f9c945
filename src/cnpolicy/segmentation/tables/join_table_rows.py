"""Tables as they stand in text.

In: segments before the levels are known. Out: the same text, each table one segment
that carries its `Table` node. Recognised are rows of cells with tabs, pipes (Markdown)
or box-drawing lines between, and tables that lost their lines: one cell a line, where
the numbers 1, 2, 3 … open the rows.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CELL_BARS
from cnpolicy.lexical.whitespace import BLANKS, SPACES, skip_gap
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.nodes import Node
from cnpolicy.segmentation.cut_segment import cut_segment
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TABLE, TEXT, Segment
from cnpolicy.segmentation.tables.loose_tables import (
    loose_rows,
    loose_tables,
    may_hold_tables,
)
from cnpolicy.segmentation.tables.table_nodes import (
    COUNTED,
    is_border,
    lined_row,
    may_head_group,
    table_of,
)

# A row of fewer cells is a line with a stray tab; a table of one row is none.
FEWEST_CELLS = 2
FEWEST_ROWS = 2
# The title of a group is as short as a cell.
LONGEST_CELL = 40

# At most this many lines of the page or titles of groups may stand between two rows.
MOST_BETWEEN = 3

# A shorter line with a pipe may be a row of figures.
SHORTEST_LINE = 6

_MARKS = "\t" + CELL_BARS
_FIRST_CELL = lazy(rf"([0-9]{{1,4}})[.．、]?[{SPACES}]*\t")
_NUMBERS = lazy(rf"[|｜\s]*(?:序\s*号|编号|项次)[{SPACES}]*[\t{CELL_BARS}]")
_REGISTER = lazy(
    r"[|｜\s]*(?:索\s*引\s*号|文\s*号|发[文布](?:机[关构]|单位|日期)|公开|信息|名\s*称|标\s*题|主题|制发)"
)
_CONTENTS = lazy(rf"[（(【\[]?目[{BLANKS}]{{0,6}}[录次][）)】\]]?")
_ENTRY = lazy(
    rf"(?:[^\t]+\t){{1,2}}[{BLANKS}.…·]*[-—–－]?[{BLANKS}]?(?P<page>[0-9]{{1,4}})"
    rf"[{BLANKS}]?[-—–－]?"
)
_SENTENCE = lazy(r"[，。；：,;:]")
_NUMBERING = frozenset(
    {
        MarkerStyle.PAREN,
        MarkerStyle.COMMA,
        MarkerStyle.DOT,
        MarkerStyle.HALF_PAREN,
        MarkerStyle.ARTICLE,
    }
)
_PAGE = lazy(f"[-—–－{BLANKS}·•第]*[0-9０-９]{{1,4}}[-—–－{BLANKS}·•页]*")


def collapse_rows(segments: list[Segment], simplified: str, text: str) -> list[Segment]:
    """Put each table of one row a line into one segment.

    This runs before lines are joined, because rows of the same width look like the
    lines of a wrapped paragraph. Law: the result partitions the same text.
    """
    marks = "".join(mark for mark in _MARKS if mark in simplified)
    if not marks:
        return segments
    found: list[Segment] = []
    index = 0
    while index < len(segments):
        end = _lined_end(segments, simplified, index, marks)
        if end is None:
            found += _without_pipe(segments[index], simplified)
            index += 1
            continue
        pieces = segments[index:end]
        if _lists_pages(found, pieces, simplified):
            found += pieces
            index = end
            continue
        if found and _draws_top(found[-1], pieces[0], simplified):
            pieces.insert(0, found.pop())
        found.append(_as_one(pieces, [lined_row(piece, text) for piece in pieces]))
        index = end
    return found


def _without_pipe(segment: Segment, simplified: str) -> list[Segment]:
    """Cut off the only pipe of a line, which stands at its end: …的批复 |

    It is the one cell of a table that a converter wrote.
    """
    first, last = segment.first, segment.last
    if (
        last - first < SHORTEST_LINE
        or simplified[last - 1] != "|"
        or simplified.find("|", first, last) < last - 1
    ):
        return [segment]
    pieces = cut_segment(segment, simplified, [last - 1], FURNITURE)
    pieces[0].kind, pieces[0].marker = segment.kind, segment.marker
    return pieces


def _lists_pages(above: list[Segment], rows: list[Segment], simplified: str) -> bool:
    """Tell whether rows are entries of a table of contents: 一、总体要求⇥3.

    They stand below 目录, each ends with a page, and the pages count up.
    """
    before = next((one for one in reversed(above) if one.kind is not BLANK), None)
    if before is None or not _CONTENTS.fullmatch(simplified, before.first, before.last):
        return False
    pages = [
        _ENTRY.fullmatch(simplified, row.first, row.last)
        for row in rows
        if row.kind is TEXT
    ]
    numbers = [int(page["page"]) for page in pages if page is not None]
    return len(numbers) == len(pages) and numbers == sorted(numbers)


def collapse_cells(
    segments: list[Segment], simplified: str, text: str
) -> list[Segment]:
    """Put each table of one cell a line into one segment.

    This runs when page numbers are known, because they count up like the numbers of
    rows. Law: the result partitions the same text.
    """
    if not may_hold_tables(segments, simplified):
        return segments
    found: list[Segment] = []
    tables = loose_tables(segments, simplified)
    index = 0
    while index < len(segments):
        table = tables.get(index)
        if table is None:
            found.append(segments[index])
            index += 1
            continue
        rows = loose_rows(segments, table, text)
        found.append(_as_one(segments[index : table.end], rows))
        index = table.end
    return found


def _as_one(pieces: list[Segment], children: list[Node]) -> Segment:
    """Put the lines of a table into one segment; `children` are its rows."""
    first, last = pieces[0], pieces[-1]
    one = Segment(first.start, first.first, last.last, last.end, TABLE)
    one.table = table_of(children)
    return one


# --------------------------------------------------------------------- one row a line


def _lined_end(
    segments: list[Segment], simplified: str, start: int, marks: str
) -> int | None:
    """Where a run of rows ends: cells between tabs, pipes or drawn lines.

    Between two rows that count on, a page number or the title of a group may stand.
    `marks` are those that the text has.
    """
    end, rows = start, 0
    first = segments[start]
    separator = _row_separator(first, simplified, marks)
    if (
        separator is None
        or is_border(simplified[first.first : first.last])
        or _numbers_a_paragraph(first, simplified)
    ):
        return None
    above: int | None = None  # the number of the row above; 0 for the first one
    between: list[Segment] = []
    for index in range(start, len(segments)):
        segment = segments[index]
        if segment.kind in (BLANK, FURNITURE):
            continue
        if is_border(simplified[segment.first : segment.last]):
            if between:
                break  # it is drawn for the table that begins below those lines
            end = index + 1
        elif _row_separator(segment, simplified, marks) == separator:
            if (
                rows
                and _NUMBERS.match(simplified, segment.first)
                and _REGISTER.match(simplified, first.first)
            ):
                break  # the register of the page stands right above the table
            number = _number_of(segment, simplified)
            if between and not _goes_on(between, above, number, simplified):
                break
            above = number if rows else number or 0
            rows, end, between = rows + 1, index + 1, []
        elif separator == "\t" and rows and len(between) < MOST_BETWEEN:
            between.append(segment)
        else:
            break
    return end if rows >= FEWEST_ROWS else None


def _numbers_a_paragraph(segment: Segment, simplified: str) -> bool:
    """Tell whether the one tab of a line stands between a number and its sentence.

    (一)⇥加强巡查；, 5.⇥我会继续…，: no table begins with such a row.
    """
    marker = segment.marker
    if marker is None or marker.style not in _NUMBERING:
        return False
    words = skip_gap(simplified, marker.span.end, segment.last)
    return (
        simplified.find("\t", marker.span.end, words) >= 0
        and simplified.find("\t", words, segment.last) < 0
        and _SENTENCE.search(simplified, words, segment.last) is not None
    )


def _draws_top(segment: Segment, first: Segment, simplified: str) -> bool:
    """Tell whether a line draws the upper border of a table: ┌──┬──┐."""
    return (
        segment.kind is TEXT
        and segment.end == first.start
        and is_border(simplified[segment.first : segment.last])
    )


def _number_of(segment: Segment, simplified: str) -> int | None:
    """Return the number that a row begins with; None if it begins with words."""
    match = _FIRST_CELL.match(simplified, segment.first, segment.last)
    return None if match is None else int(match[1])


def _goes_on(
    between: list[Segment], above: int | None, number: int | None, simplified: str
) -> bool:
    """Tell whether a row goes on with the table behind lines that are no rows.

    Its number has to count on; behind the title of a group it may begin again.
    """
    if above is None or number is None:
        return False
    words = [simplified[one.first : one.last] for one in between]
    if all(map(_PAGE.fullmatch, words)):
        return number == above + 1
    titles = [one for one in words if not _PAGE.fullmatch(one)]
    if not all(len(one) <= LONGEST_CELL and may_head_group(one) for one in titles):
        return False
    return number == above + 1 or (
        number == 1 and COUNTED.search(titles[-1]) is not None
    )


def _row_separator(segment: Segment, simplified: str, marks: str) -> str | None:
    """Return what parts the cells of a line; None if it is no row.

    `marks` are those that the text has, the tab first.
    """
    if segment.kind in (BLANK, TABLE):
        return None
    first, last = segment.first, segment.last
    for mark in marks:
        if mark == "\t":
            if simplified.find(mark, first, last) >= 0:
                return mark
        elif simplified.count(mark, first, last) >= FEWEST_CELLS:
            return "|"
    return None
