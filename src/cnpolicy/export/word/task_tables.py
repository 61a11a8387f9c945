"""Tasks as a Word document: the 任务分工表 as an office files it with its notice.

In: tasks, or documents whose tasks are wanted, and where to write. Out: a DOCX file
(extra `docx`), A4 landscape: a title, the 文号 below it, a table whose header is
repeated on every page, and page numbers as official documents have them (GB/T 9704).
"""

from __future__ import annotations

import datetime
import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from attrs import evolve, frozen

from cnpolicy.analysis.tasks import tasks as find_tasks
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.cell_text import clean
from cnpolicy.export.task_columns import COLUMNS, rows
from cnpolicy.export.word.elements import (
    Typeface,
    element,
    field,
    properties,
    qualified,
    run,
    serialized,
)
from cnpolicy.model.arguments import expect_path
from cnpolicy.model.nodes import Document
from cnpolicy.model.tasks import Task

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_TITLE = "任务分工表"

# Widths in twentieths of a point, in the order of `COLUMNS`; together the 257 mm that
# the margins leave of A4 landscape. 牵头单位 fits into its column on one line.
_WIDTHS = (600, 2250, 4880, 1360, 1900, 1360, 1080, 1140)
_MARGIN = 85
"""What stays free on the left and on the right of a cell."""

_KEPT_LINES = 12
"""Longer rows go over to a next page: kept whole they would leave pages half empty."""

_CENTRED = (0, 6)
"""The columns whose words stand in the middle: 序号 and 完成时限."""

# A fixed date makes the same tasks the same file.
_CREATED = (2000, 1, 1, 0, 0, 0)


_TITLE_TYPE = Typeface("方正小标宋简体", 44)  # 二号
_NUMBER_TYPE = Typeface("楷体_GB2312", 28)  # 四号
_HEADER_TYPE = Typeface("黑体", 21)  # 五号
_CELL_TYPE = Typeface("仿宋_GB2312", 21)
_PAGE_TYPE = Typeface("宋体", 28)

_FALLBACKS = {
    "方正小标宋简体": ("宋体", "auto"),
    "楷体_GB2312": ("楷体", "modern"),
    "黑体": ("SimHei", "modern"),
    "仿宋_GB2312": ("仿宋", "modern"),
    "宋体": ("SimSun", "auto"),
}
"""For each font, the one that a program takes in its place, and its family."""


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
        Path(path).write_bytes(data)
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
    try:
        import docx
    except ImportError as error:
        raise CnpolicyError(
            'a Word document needs python-docx: pip install "cnpolicy[docx]"'
        ) from error
    document = docx.Document()
    _set_up(document, tables[0].title)
    body = document.element.body
    for place, table in enumerate(tables):
        for part in _elements(table, new_page=place > 0):
            body.insert(len(body) - 1, part)  # The last one sets up the page.
    made = io.BytesIO()
    document.save(made)
    return _dated(made)


def _dated(made: io.BytesIO) -> bytes:
    """Return a package whose parts all have the same fixed date."""
    dated = io.BytesIO()
    with (
        zipfile.ZipFile(made) as old,
        zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _CREATED)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return dated.getvalue()


def _set_up(document: WordDocument, title: str) -> None:
    """Set up the page, the fonts, the page number and the properties."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    relations = document.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of the empty template
            del relations[key]
    about = document.core_properties
    about.title = clean(title)[:255]
    about.author = about.comments = ""
    about.language = "zh-CN"
    about.created = about.modified = datetime.datetime(*_CREATED[:3])
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(25)
    section.footer_distance = Mm(12)
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, _page_number())
    _set_fonts(document)


def _set_fonts(document: WordDocument) -> None:
    """Make the typeface of the cells the usual one, and name what stands for a font."""
    normal = document.styles["Normal"].element
    for old in normal.findall(qualified("rPr")):
        normal.remove(old)
    normal.append(properties(_CELL_TYPE))
    fonts = [
        element(
            "font",
            element("altName", val=other),
            element("charset", val="86"),
            element("family", val=family),
            name=font,
        )
        for font, (other, family) in _FALLBACKS.items()
    ]
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = serialized(element("fonts", *fonts))


def _page_number() -> _Element:
    """The foot of a page: — 1 — in 四号, as GB/T 9704 has it, in the middle."""
    return _paragraph(
        "center",
        run("— ", _PAGE_TYPE),
        *field("PAGE", "1", _PAGE_TYPE),
        run(" —", _PAGE_TYPE),
    )


def _elements(table: _Table, new_page: bool) -> Iterator[_Element]:
    """Yield the title of a table, its 文号 and the table itself."""
    yield _paragraph(
        "center",
        run(table.title, _TITLE_TYPE),
        before=_paragraph_start(new_page),
        after=(element("outlineLvl", val=0),),
        space=160,
    )
    if table.number:
        number = f"（{table.number}）"
        yield _paragraph("center", run(number, _NUMBER_TYPE), space=160)
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
        _row(COLUMNS, _HEADER_TYPE, header=True),
        *(_row(row, _CELL_TYPE) for row in rows(table.tasks)),
    )
    # Two tables without a paragraph between them would be one.
    yield _paragraph("left")


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
                _paragraph(
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


def _paragraph(
    alignment: str,
    *runs: _Element,
    before: tuple[_Element, ...] = (),
    after: tuple[_Element, ...] = (),
    space: int = 0,
) -> _Element:
    """A paragraph; `before` and `after` are properties by where they have to stand."""
    return element(
        "p",
        element(
            "pPr",
            *before,
            element("spacing", before=0, after=space, line=240, lineRule="auto"),
            element("jc", val=alignment),
            *after,
        ),
        *runs,
    )
