"""Tasks as a Word document: the 任务分工表 as an office files it with its notice.

In: tasks, or documents whose tasks are wanted, and where to write. Out: a DOCX file
(extra `docx`), A4 landscape: a title, the 文号 below it, a table whose header is
repeated on every page, and page numbers as official documents have them (GB/T 9704).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from attrs import evolve, frozen

from cnpolicy.analysis.tasks import tasks as find_tasks
from cnpolicy.export.spreadsheets.cell_text import clean
from cnpolicy.export.tables.sheets import PUBLISHED
from cnpolicy.export.tables.task_cells import task_cells
from cnpolicy.export.whole_files import write_whole
from cnpolicy.export.word.elements import (
    Typeface,
    element,
    run,
)
from cnpolicy.export.word.official_page import new_document, paragraph
from cnpolicy.model.arguments import expect_path
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.tasks import Task

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLE = "任务分工表"

# Widths in twentieths of a point, in the order of `PUBLISHED`; together the 257 mm that
# the margins leave of A4 landscape. 牵头单位 fits into its column on one line.
_WIDTHS = (600, 2250, 4880, 1360, 1900, 1360, 1080, 1140)
_MARGIN = 85
"""What stays free on the left and on the right of a cell."""

_KEPT_LINES = 12
"""Longer rows go over to a next page: kept whole they would leave pages half empty."""

_CENTRED = (0, 6)
"""The columns whose words stand in the middle: 序号 and 完成时限."""

_TITLE_TYPE = Typeface("方正小标宋简体", 44)  # 二号
_NUMBER_TYPE = Typeface("楷体_GB2312", 28)  # 四号
_HEADER_TYPE = Typeface("黑体", 21)  # 五号
_CELL_TYPE = Typeface("仿宋_GB2312", 21)


@frozen
class _Table:
    """One table to be written."""

    title: str
    """What stands above it."""

    number: str | None
    """The 文号 of its document; None without one."""

    tasks: tuple[Task, ...]
    """What its rows are of."""


def to_docx(
    what: Document | Iterable[Document] | Iterable[Task],
    path: str | os.PathLike[str] | BinaryIO,
    *,
    title: str | None = None,
) -> None:
    """Write the tasks of documents as a Word document, a table each, or tasks alone.

    A table has the title of its document and the 文号 above it and begins a page;
    `title` stands above the first in place of that title (任务分工表 above tasks alone
    without it). An existing file is replaced; the same input gives the same file. The
    fonts are those of official documents, with names of others for programs that lack
    them.

    Raises `TypeError` for anything else, `CnpolicyError` without python-docx (extra
    `docx`), and `OSError` if the file cannot be written.
    """
    if not hasattr(path, "write"):
        expect_path(path, "to_docx")
    data = _file(_tables(what, title))
    if isinstance(path, str | os.PathLike):
        write_whole(Path(path), data)
    else:
        path.write(data)


def task_tables(documents: Iterable[Document]) -> bytes:
    """Return the tables of the tasks of documents, as the bytes of a file."""
    return _file(_tables(documents, None))


def _tables(
    what: Document | Iterable[Document] | Iterable[Task], title: str | None
) -> list[_Table]:
    """What is to be written of documents or of tasks."""
    listed: tuple[object, ...]
    if isinstance(what, Document):
        listed = (what,)
    elif isinstance(what, Iterable) and not isinstance(what, str | bytes):
        listed = tuple(what)
    else:
        kind = type(what).__name__
        raise TypeError(f"to_docx() takes documents or tasks, not {kind}")
    kinds = {type(one) for one in listed}
    if kinds <= {Task}:
        return [_Table(title or _TITLE, None, cast("tuple[Task, ...]", listed))]
    if kinds != {Document}:
        names = " and ".join(sorted(one.__name__ for one in kinds))
        raise TypeError(f"to_docx() takes documents or tasks, not {names}")
    tables = [_of_document(one) for one in cast("tuple[Document, ...]", listed)]
    if title is not None:
        tables[0] = evolve(tables[0], title=title)
    return tables


def _of_document(document: Document) -> _Table:
    """The table of a document, under its own name."""
    identity = document.identity
    name = identity.title
    title = f"《{name.strip('《》')}》{_TITLE}" if name else _TITLE
    return _Table(title, identity.doc_number, tuple(find_tasks(document)))


# -------------------------------------------------------------------------- the file


def _file(tables: list[_Table]) -> bytes:
    """Return the bytes of the Word document with these tables."""
    parts = (
        part
        for place, table in enumerate(tables)
        for part in _elements(table, new_page=place > 0)
    )
    return new_document(tables[0].title, parts, _CELL_TYPE, landscape=True)


def _elements(table: _Table, new_page: bool) -> Iterator[_Element]:
    """Yield the title of a table, its 文号 and the table itself."""
    yield paragraph(
        "center",
        run(table.title, _TITLE_TYPE),
        before=_paragraph_start(new_page),
        after=(element("outlineLvl", val=0),),
        space=160,
    )
    if table.number:
        number = f"（{table.number}）"
        yield paragraph("center", run(number, _NUMBER_TYPE), space=160)
    borders = ("top", "left", "bottom", "right", "insideH", "insideV")
    yield element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=sum(_WIDTHS), type="dxa"),
            element("jc", val="center"),
            element(
                "tblBorders",
                *(
                    element(n, val="single", sz=4, space=0, color="auto")
                    for n in borders
                ),
            ),
            element("tblLayout", type="fixed"),
            element(
                "tblCellMar",
                element("top", w=40, type="dxa"),
                element("left", w=_MARGIN, type="dxa"),
                element("bottom", w=40, type="dxa"),
                element("right", w=_MARGIN, type="dxa"),
            ),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in _WIDTHS)),
        _row(PUBLISHED, _HEADER_TYPE, header=True),
        *(
            _row((number, *map(clean, task_cells(task))), _CELL_TYPE)
            for number, task in enumerate(table.tasks, 1)
        ),
    )
    # Two tables without a paragraph between them would be one.
    yield paragraph("left")


def _paragraph_start(new_page: bool) -> tuple[_Element, ...]:
    """The properties of a title: it stays with its table, on a new page if it must."""
    keep = element("keepNext")
    return (keep, element("pageBreakBefore")) if new_page else (keep,)


def _row(cells: Sequence[object], typeface: Typeface, header: bool = False) -> _Element:
    """A row, which no page cuts if it is short; that of the header is repeated."""
    words = [str(cell) for cell in cells]
    return element(
        "tr",
        element(
            "trPr",
            element("cantSplit") if _lines(words, typeface) <= _KEPT_LINES else None,
            element("trHeight", val=480, hRule="atLeast") if header else None,
            element("tblHeader") if header else None,
        ),
        *(
            element(
                "tc",
                element(
                    "tcPr",
                    element("tcW", w=width, type="dxa"),
                    element("vAlign", val="center"),
                ),
                paragraph(
                    "center" if header or column in _CENTRED else "left",
                    run(cell, typeface),
                ),
            )
            for column, (cell, width) in enumerate(zip(words, _WIDTHS, strict=True))
        ),
    )


def _lines(cells: Iterable[str], typeface: Typeface) -> int:
    """How many lines a row takes, if every character is a Han character."""
    return max(
        sum(-(-len(line) * 10 * typeface.half_points // room) for line in lines)
        for room, lines in (
            (width - 2 * _MARGIN, cell.split("\n"))
            for width, cell in zip(_WIDTHS, cells, strict=True)
        )
    )
