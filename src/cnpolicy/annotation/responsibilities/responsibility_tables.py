"""Task tables: who does what by when, row by row.

In: the tables of a text, the text and its Simplified view. Out: a
`Responsibility` for each row of a table whose header names such columns (牵头单位,
责任单位, 配合单位, 完成时限 and their variants). Names are taken as written; a cell
that names a person (责任领导) is no body and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cnpolicy.annotation.responsibilities.clause_finder import bodies_of
from cnpolicy.annotation.responsibilities.clause_lexer import lexer_of
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.nodes import Cell, Row, Table
from cnpolicy.model.responsibilities import Organization, Responsibility
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords

# What a column is called, by the field of `Responsibility` it fills; the first
# pattern that is found wins, so that 牵头责任单位 leads and 责任配合单位 supports.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("lead", r"牵头|主办|主责|主要责任"),
    ("support", r"配合|协办|参与|协同|协作|联动"),
    ("guide", r"指导"),
    (
        "responsible",
        r"责任(?:单位|部门|主体|机构|处室|科室)|承办|落实单位|实施单位|负责单位|分工",
    ),
    ("deadline", r"时限|完成时间|时间(?:节点|进度|安排|要求)|进度安排|期限"),
)
_NO_COLUMN = lazy(r"领导|责任人|负责人|联系人")
_SPACE = lazy(r"\s+")
_APART = lazy(r"[、，,；;/／\s]+")


def read_task_tables(
    tables: Iterable[Table], text: str, view: str, words: ResponsibilityWords
) -> Iterator[Responsibility]:
    """Yield what the rows of the task tables among `tables` say, in order."""
    for table in tables:
        rows = table.rows
        columns = _columns(rows[: table.header_rows], view)
        if columns.keys() - {"deadline"}:
            for row in rows[table.header_rows :]:
                found = _row(row, columns, text, view, words)
                if found is not None:
                    yield found


def _columns(header: tuple[Row, ...], view: str) -> dict[str, int]:
    """Return the column of each field that the header names."""
    columns: dict[str, int] = {}
    for row in header:
        for place, cell in enumerate(row.cells):
            words = _SPACE.sub("", view[cell.span.start : cell.span.end])
            if not _NO_COLUMN.search(words):
                for field, pattern in _COLUMNS:
                    if re.search(pattern, words):
                        columns.setdefault(field, place)
                        break
    return columns


def _row(
    row: Row, columns: dict[str, int], text: str, view: str, words: ResponsibilityWords
) -> Responsibility | None:
    """Read one row; None if its cells name nobody."""
    cells = row.cells
    bodies: dict[str, tuple[Organization, ...]] = {}
    used: list[Span] = []
    deadline: str | None = None
    for field, place in columns.items():
        if place >= len(cells):
            continue
        cell = cells[place]
        if field == "deadline":
            deadline = _SPACE.sub("", cell.value) or None
        else:
            bodies[field] = _bodies(cell, text, view, words)
        if cell.value:
            used.append(_value_span(cell))
    if not any(bodies.values()):
        return None
    return Responsibility(
        clause=Span(min(used).start, max(used).end),
        lead=bodies.get("lead", ()),
        responsible=bodies.get("responsible", ()),
        support=bodies.get("support", ()),
        guide=bodies.get("guide", ()),
        open_list=any(text[span.start : span.end].endswith("等") for span in used),
        deadline=deadline,
        scope=row.span,
    )


def _bodies(
    cell: Cell, text: str, view: str, words: ResponsibilityWords
) -> tuple[Organization, ...]:
    """Return the bodies that a cell names."""
    start, end = _value_span(cell)
    scan = lexer_of(words).lex(view, start, end, labels=False)
    places = [(body[0], body[1]) for body in bodies_of(scan)]
    if not places:
        places = list(_parted(view, start, end))
    return tuple(Organization(text[a:b], Span(a, b)) for a, b in places)


def _value_span(cell: Cell) -> Span:
    """Where the words of a cell stand."""
    start = cell.span.start + cell.text.find(cell.value)
    return Span(start, start + len(cell.value))


def _parted(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a cell between separators, where no body was recognised."""
    for mark in _APART.finditer(view, start, end):
        if start < mark.start():
            yield start, mark.start()
        start = mark.end()
    if start < end:
        yield start, end
