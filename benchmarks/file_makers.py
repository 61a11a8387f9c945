"""Made plans as files: DOCX, HTML, OFD, XLSX, and PDF through LibreOffice.

In: a `Plan`. Out: the bytes of a file that says the same. Each is written as offices
do: a task table with merged cells and group rows, running heads and page numbers.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from made_plans import HEADER, Block, Plan, TaskRow


def text_of(plan: Plan) -> str:
    """Return a plan as plain text, one paragraph a line."""
    lines: list[str] = []
    for block in plan.blocks:
        if block.kind != "table":
            lines.append(block.text)
            continue
        lines.append("\t".join(HEADER))
        for title, rows in block.groups:
            if title:
                lines.append(title + "\t" * (len(HEADER) - 1))
            lines += ["\t".join(cells(row)) for row in rows]
    return "\n".join(lines) + "\n"


def cells(row: TaskRow) -> tuple[str, str, str, str, str]:
    """Return the cells of a row."""
    clause = row.clause
    support = "、".join(clause.support)
    return str(row.number), row.words, clause.lead, support, clause.deadline


# -------------------------------------------------------------------------------- DOCX


def to_docx(plan: Plan) -> bytes:
    """Return a plan as Word would save it."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    document = docx.Document()
    style: Any = document.styles["Normal"]
    style.font.size = Pt(16)
    style.font.name = "WenQuanYi Zen Hei"
    section = document.sections[0]
    section.header.paragraphs[0].text = "某市人民政府文件"
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    footer._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r/></w:fldSimple>')
    )
    footer.add_run(" —")
    for block in plan.blocks:
        if block.kind == "table":
            _docx_table(document, block)
            continue
        paragraph = document.add_paragraph(block.text)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(28)
        if block.kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.kind != "annex":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(32)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_table(document: Any, block: Block) -> None:
    """Add the task table of a plan."""
    from docx.shared import Mm, Pt

    size = 1 + sum(len(rows) + bool(title) for title, rows in block.groups)
    table = document.add_table(size, len(HEADER))
    table.style = "Table Grid"
    table.autofit = False
    grid = [list(row.cells) for row in table.rows]

    def fill(cell: Any, words: str) -> None:
        cell.text = words
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(10.5)

    for cell, words in zip(grid[0], HEADER, strict=True):
        fill(cell, words)
    at = 1
    for title, rows in block.groups:
        if title:
            fill(grid[at][0].merge(grid[at][-1]), title)
            at += 1
        above = None
        for row in rows:
            for column, words in enumerate(cells(row)):
                if column == 2 and row.merged and above is not None:
                    above = above.merge(grid[at][2])
                    fill(above, words)
                    continue
                fill(grid[at][column], words)
                if column == 2:
                    above = grid[at][2]
            at += 1
    for row in table.rows:
        for cell, width in zip(row.cells, (12, 60, 32, 36, 28), strict=False):
            cell.width = Mm(width)


# -------------------------------------------------------------------------------- HTML


def to_html(plan: Plan) -> bytes:
    """Return a plan as a page of a government site."""
    body: list[str] = []
    for block in plan.blocks:
        if block.kind == "table":
            body.append(_html_table(block))
        else:
            body.append(f"<p>　　{escape(block.text)}</p>")
    page = (
        '<html><head><meta charset="utf-8"><title>某市人民政府</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/zw">政务公开</a></div>'
        f'<div id="zoom">{"".join(body)}</div></body></html>'
    )
    return page.encode()


def _html_table(block: Block) -> str:
    """Return the task table of a plan."""
    rows_of = ["<tr>" + "".join(f"<td>{word}</td>" for word in HEADER) + "</tr>"]
    for title, rows in block.groups:
        if title:
            rows_of.append(f"<tr><td colspan=5>{escape(title)}</td></tr>")
        for at, row in enumerate(rows):
            line = ""
            for column, words in enumerate(cells(row)):
                span = ""
                if column == 2:
                    if row.merged:
                        continue
                    after = at + 1
                    while after < len(rows) and rows[after].merged:
                        after += 1
                    span = f" rowspan={after - at}" if after - at > 1 else ""
                line += f"<td{span}>{escape(words)}</td>"
            rows_of.append(f"<tr>{line}</tr>")
    return f"<table>{''.join(rows_of)}</table>"


# --------------------------------------------------------------------------------- OFD

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE, _STEP, _LEFT, _TOP, _WIDE, _HIGH = 5.6, 9.8, 28.0, 37.0, 28, 22


def to_ofd(plan: Plan) -> bytes:
    """Return a plan as OFD: lines with coordinates, and ruled tables, page by page."""
    pages: list[list[str]] = [[]]
    y = _TOP
    bottom = _TOP + _STEP * _HIGH
    for block in plan.blocks:
        if block.kind == "table":
            y = _ofd_table(pages, block, y, bottom)
            continue
        for indent, line in _broken(block):
            if y + _STEP > bottom:
                pages.append([])
                y = _TOP
            pages[-1].append(_ofd_text(_LEFT + indent, y, line))
            y += _STEP
    return _ofd_file(pages)


def _ofd_file(pages: Sequence[Sequence[str]]) -> bytes:
    """Return an OFD of pages of objects, with running heads and page numbers."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f'<ofd:OFD {_NAMESPACE} Version="1.0"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
            for at in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for at, page in enumerate(pages):
            foot = _ofd_text(98.0, 270.0, f"— {at + 1} —")
            head = _ofd_text(_LEFT, 20.0, "某市人民政府文件")
            archive.writestr(
                f"Doc_0/Pages/Page_{at}/Content.xml",
                f"<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer>"
                f"{head}{''.join(page)}{foot}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return stream.getvalue()


def _broken(block: Block) -> Iterable[tuple[float, str]]:
    """Yield the lines of a paragraph with their indent; none begins with a comma."""
    text = block.text
    indent = 2 if block.kind in ("body", "heading") else 0
    if block.kind == "title":
        indent = max(0, (_WIDE - len(text)) // 2)
    room = _WIDE - (indent if block.kind != "title" else 0)
    for line in _wrapped(text, room, _WIDE):
        yield indent * _SIZE, line
        indent = 0


def _wrapped(text: str, first: int, room: int) -> Iterable[str]:
    """Yield the lines of a text; a sign that may not begin a line hangs."""
    while text:
        size = first
        while size < len(text) and text[size] in "，。、；）":
            size += 1
        yield text[:size]
        text = text[size:]
        first = room


_COLUMNS = (0.0, 12.0, 68.0, 100.0, 132.0, 160.0)
_CELL_SIZE, _CELL_STEP = 3.7, 5.0


def _ofd_table(pages: list[list[str]], block: Block, y: float, bottom: float) -> float:
    """Draw a ruled task table, no row over two pages; return where it ends."""
    rows: list[tuple[tuple[str, ...], bool, bool]] = [(HEADER, False, False)]
    for title, group in block.groups:
        if title:
            rows.append(((title,), True, False))
        rows += [(cells(row), False, row.merged) for row in group]
    for at, (words, whole, merged) in enumerate(rows):
        xs = (0.0, _COLUMNS[-1]) if whole else _COLUMNS
        shown = list(words)
        if merged:
            shown[2] = ""
        lines = [
            list(_wrapped(word, room, room))
            for word, x, right in zip(shown, xs, xs[1:], strict=False)
            for room in [int((right - x - 2) / _CELL_SIZE)]
        ]
        high = _CELL_STEP * max(1, *map(len, lines)) + 2
        top_open = merged
        if y + high > bottom:
            pages.append([])
            y = _TOP
            top_open = False
        page = pages[-1]
        below = at + 1 < len(rows) and rows[at + 1][2]
        for column, (x, right) in enumerate(pairwise(xs)):
            box = _LEFT + x, y, _LEFT + right, y + high
            page.append(_ofd_line(box[0], box[1], box[0], box[3]))
            page.append(_ofd_line(box[2], box[1], box[2], box[3]))
            if not (column == 2 and top_open):
                page.append(_ofd_line(box[0], box[1], box[2], box[1]))
            if not (column == 2 and below):
                page.append(_ofd_line(box[0], box[3], box[2], box[3]))
            for number, line in enumerate(lines[column]):
                height = y + 1 + _CELL_STEP * number
                page.append(_ofd_text(box[0] + 1, height, line, _CELL_SIZE))
        y += high
    return y + 4


def _ofd_line(x: float, y: float, right: float, bottom: float) -> str:
    """Return a path object that draws a line."""
    width, height = right - x, bottom - y
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width} {height}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def _ofd_text(x: float, y: float, words: str, size: float = _SIZE) -> str:
    """Return a text object."""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 170 8" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{0.9 * size}" DeltaX="g {len(words) - 1} {size}">'
        f"{escape(words)}</ofd:TextCode></ofd:TextObject>"
    )


# -------------------------------------------------------------------------------- XLSX


def to_xlsx(plan: Plan) -> bytes:
    """Return the task table of a plan as a workbook, its title above it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for block in plan.blocks:
        if block.kind != "table":
            continue
        sheet.append(("重点任务分工表",))
        sheet.merge_cells(f"A1:{_LAST}1")
        sheet.append(HEADER)
        for title, rows in block.groups:
            if title:
                sheet.append((title,))
                sheet.merge_cells(f"A{sheet.max_row}:{_LAST}{sheet.max_row}")
            first = sheet.max_row + 1
            for row in rows:
                sheet.append((row.number, *cells(row)[1:]))
            starts = [at for at, row in enumerate(rows) if not row.merged]
            for at, end in pairwise([*starts, len(rows)]):
                if end - at > 1:
                    sheet.merge_cells(f"C{first + at}:C{first + end - 1}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_LAST = "ABCDEFGH"[len(HEADER) - 1]


# --------------------------------------------------------------------------------- PDF


def to_pdfs(files: Sequence[Path], folder: Path) -> list[Path]:
    """Print DOCX files to PDF with one start of LibreOffice; [] if there is none."""
    office = shutil.which("soffice")
    if office is None:
        return []
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        + [str(file) for file in files],
        check=True,
        capture_output=True,
    )
    return [folder / f"{file.stem}.pdf" for file in files]
