"""Task tables: who does what by when, row by row.

In: the tables of a text, the text and its Simplified view. Out: a
`Responsibility` for each row of a table whose header names such columns (牵头单位,
责任单位, 配合单位, 完成时限 and their variants). Names are taken as written; a cell
that names a person (责任领导) is no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from cnpolicy.annotation.responsibilities.clauses.clause_finder import bodies_of
from cnpolicy.annotation.responsibilities.clauses.clause_lexer import lexer_of
from cnpolicy.annotation.responsibilities.persons import person_columns, persons_of_row
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.nodes import Cell, Row, Table, column_names
from cnpolicy.model.responsibilities import Organization, Responsibility
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.column_words import FIELD_WORDS, PERSON_WORDS
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords

_FIELDS = tuple((field, lazy(words)) for field, words in FIELD_WORDS)
_NO_COLUMN = lazy(PERSON_WORDS)
_SPACE = lazy(r"\s+")
_LINE = lazy(r"[^\s][^\r\n]*[^\s]")
_WHOLE_BODY = lazy(
    r"(?!员会|公室|治区|务局|理局|管局|和|及)[^，,。；;：:、\s]{2,24}"
    r"(?:局|委|委员会|办|办公室|厅|部|中心|政府|院|会|队|站|所|公司|处|镇|乡|街道|区|县|联|行)[、，,；;]?"
)
_APART = lazy(r"[、，,；;/／\s]+")


def read_task_tables(
    tables: Iterable[Table],
    text: str,
    simplified: str,
    words: ResponsibilityWords,
    *,
    stated: bool = False,
) -> Iterator[Responsibility]:
    """Yield what the rows of the task tables among `tables` say, in order.

    `stated` tells that a file said which cells are merged; else that is inferred.
    """
    for table in tables:
        columns = _columns(table, simplified)
        if columns.keys() - {"deadline"}:
            people = person_columns(table.rows[: table.header_rows], simplified)
            above: tuple[Cell, ...] = ()
            for row in table.body:
                cells = own = row.cells
                if not stated:
                    cells = above = _with_those_above(own, above, columns)
                found = _row(row, cells, columns, text, simplified, words)
                if found is not None and cells is not own:
                    found = evolve(found, inferred_bodies=True)
                if found is not None and people:
                    named = tuple(persons_of_row(row, people, text))
                    found = evolve(found, persons=named)
                if found is not None:
                    yield found


# Shorter words beside empty bodies are a total or a remark.
_SHORTEST_MEASURE = 4


def _columns(table: Table, simplified: str) -> dict[str, int]:
    """Return the column of each field that the header names."""

    def words_of(cell: Cell) -> str:
        start, end = cell.value_span or _value_span(cell)
        return _SPACE.sub("", simplified[start:end])

    columns: dict[str, int] = {}
    for place, words in enumerate(column_names(table, words_of)):
        if not _NO_COLUMN.search(words):
            for field, pattern in _FIELDS:
                if pattern.search(words):
                    columns.setdefault(field, place)
                    break
    return columns


def _with_those_above(
    cells: tuple[Cell, ...], above: tuple[Cell, ...], columns: dict[str, int]
) -> tuple[Cell, ...]:
    """Return the cells of a row, with the bodies of the row above if it has none.

    A text does not say which cells are merged: a row with a measure and nobody to do
    it stands below the cell that speaks for both. Where it names somebody, an empty
    column says that there is nobody of that kind. The cells themselves are returned
    if nothing was taken.
    """
    places = [place for place in columns.values() if place < len(cells)]
    bodies = [place for field, place in columns.items() if field != "deadline"]
    measured = any(
        len(cell.value) >= _SHORTEST_MEASURE
        for place, cell in enumerate(cells)
        if place not in places
    )
    if (
        not measured
        or len(cells) != len(above)
        or any(place < len(cells) and cells[place].value for place in bodies)
    ):
        return cells
    if not any(place < len(above) and above[place].value for place in bodies):
        return cells  # nobody stands above either
    found = list(cells)
    for place in places:
        source = above[place]
        if source.value and not cells[place].value:
            found[place] = evolve(
                cells[place],
                value=source.value,
                inherited=True,
                value_span=source.value_span or _value_span(source),
            )
    return tuple(found)


def _row(
    row: Row,
    cells: tuple[Cell, ...],
    columns: dict[str, int],
    text: str,
    simplified: str,
    words: ResponsibilityWords,
) -> Responsibility | None:
    """Read one row; None if its cells name nobody.

    A cell that is merged over several rows speaks for each of them; one that is merged
    over several columns speaks for the first.
    """
    bodies: dict[str, tuple[Organization, ...]] = {}
    used: list[Span] = []
    said: list[str] = []
    deadline: str | None = None
    for field, place in columns.items():
        cell = cells[place] if place < len(cells) else None
        if cell is None or not cell.value:
            continue
        span = cell.value_span or _value_span(cell)
        if cell.inherited and span.start >= row.span.start:
            continue
        if field == "deadline":
            deadline = _SPACE.sub("", cell.value) or None
        else:
            bodies[field] = _bodies(span, text, simplified, words)
        said.append(cell.value)
        if not cell.inherited:
            used.append(span)
    if not any(bodies.values()):
        return None
    # What a row says with the cells of rows above alone is said by all of it.
    used = used or [_visible(row.span, text)]
    return Responsibility(
        clause=Span(min(used).start, max(used).end),
        lead=bodies.get("lead", ()),
        responsible=bodies.get("responsible", ()),
        support=bodies.get("support", ()),
        guide=bodies.get("guide", ()),
        open_list=any(one.endswith("等") for one in said),
        deadline=deadline,
        scope=row.span,
    )


def _visible(span: Span, text: str) -> Span:
    """Return a span without the space around its words."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _bodies(
    span: Span, text: str, simplified: str, words: ResponsibilityWords
) -> tuple[Organization, ...]:
    """Return the bodies that the words of a cell name."""
    start, end = span
    lines = list(_LINE.finditer(simplified, start, end))
    if len(lines) > 1 and all(map(_is_body, lines)):
        # One body a line; of a name that is broken over two the first has no end.
        return tuple(
            body
            for line in lines
            for body in _bodies(Span(*line.span()), text, simplified, words)
        )
    scan = lexer_of(words).lex(simplified, start, end, labels=False)
    places = [(body[0], body[1]) for body in bodies_of(scan)]
    if not places:
        places = list(_parted(simplified, start, end))
    return tuple(Organization(text[a:b], Span(a, b)) for a, b in places)


def _is_body(line: re.Match[str]) -> bool:
    """Tell whether a line of a cell is the name of a body."""
    return _WHOLE_BODY.fullmatch(line[0]) is not None


def _value_span(cell: Cell) -> Span:
    """Where the words of a cell stand."""
    at = cell.text.find(cell.value)
    if at < 0:
        # The words stand in several lines, which the value joins.
        inner = _visible(Span(0, len(cell.text)), cell.text)
        return Span(cell.span.start + inner.start, cell.span.start + inner.end)
    start = cell.span.start + at
    return Span(start, start + len(cell.value))


def _parted(simplified: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a cell between separators, where no body was recognised."""
    for mark in _APART.finditer(simplified, start, end):
        if start < mark.start():
            yield start, mark.start()
        start = mark.end()
    if start < end:
        yield start, end
