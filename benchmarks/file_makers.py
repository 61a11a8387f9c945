"""Made plans as files: DOCX, HTML, OFD, and PDF through LibreOffice.

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
    """Return a plan as OFD: lines with coordinates, page by page."""
    pages: list[list[str]] = [[]]
    y = _TOP
    for block in plan.blocks:
        words = (
            _ofd_table(block)
            if block.kind == "table"
            else [[(_LEFT + x, line)] for x, line in _broken(block)]
        )
        for row in words:
            if y > _TOP + _STEP * (_HIGH - 1):
                pages.append([])
                y = _TOP
            pages[-1] += [_ofd_text(x, y, line) for x, line in row]
            y += _STEP
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
    """Yield the lines of a paragraph with their indent, none of which begins with ，."""
    text = block.text
    indent = 2 if block.kind in ("body", "heading") else 0
    if block.kind == "title":
        indent = max(0, (_WIDE - len(text)) // 2)
    room = _WIDE - (indent if block.kind != "title" else 0)
    while text:
        size = room
        while size < len(text) and text[size] in "，。、；）":
            size += 1
        yield indent * _SIZE, text[:size]
        text = text[size:]
        indent, room = 0, _WIDE


_COLUMNS = (0.0, 12.0, 70.0, 104.0, 138.0, 162.0)


def _ofd_table(block: Block) -> list[list[tuple[float, str]]]:
    """Return the lines of a table without rules: one row a line, columns aligned."""
    lines = [list(zip(_starts(), HEADER, strict=True))]
    for title, rows in block.groups:
        if title:
            lines.append([(_LEFT, title)])
        for row in rows:
            words = zip(_starts(), cells(row), strict=True)
            lines.append([(x, word) for x, word in words if word])
    return lines


def _starts() -> Sequence[float]:
    """Where the columns of a table begin."""
    return [_LEFT + x for x in _COLUMNS[:-1]]


def _ofd_text(x: float, y: float, words: str) -> str:
    """Return a text object."""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 170 8" Font="1" Size="{_SIZE}">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(words) - 1} {_SIZE}">'
        f"{escape(words)}</ofd:TextCode></ofd:TextObject>"
    )


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
