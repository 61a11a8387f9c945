"""The task table in Word: what a word processor reads, and what it can show."""

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings

from cnpolicy import CnpolicyError, Document, parse, tasks, to_docx
from cnpolicy.export.spreadsheets.cell_text import clean
from cnpolicy.export.tables.task_cells import task_cells
from cnpolicy.export.word.task_tables import task_tables
from cnpolicy.model.results.tasks import Task
from support.golden_tables import seed
from support.trees import results

docx = pytest.importorskip("docx")
qn = pytest.importorskip("docx.oxml.ns").qn

NOTICE = """某市人民政府关于印发某市知识产权规划的通知
某政发〔2021〕7号
一、主要任务
（一）加强保护。健全机制。（市场监管局牵头，市法院配合）
"""


def opened(data: bytes) -> object:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(data))


def cells(data: bytes) -> list[list[list[str]]]:
    """The words of the cells of all tables, by row."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in opened(data).tables  # type: ignore[attr-defined]
    ]


def written(found: object, **options: str) -> bytes:
    """What `to_docx` writes."""
    file = io.BytesIO()
    to_docx(found, file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def cells_of(number: int, task: Task) -> list[str]:
    """The cells of a task as a workbook has them."""
    return [str(number), *map(clean, task_cells(task))]


def test_the_table_is_that_of_the_workbook() -> None:
    """The same columns and the same rows, every word."""
    found = tasks(seed("003"))
    (table,) = cells(written(found))
    headings = "序号 重点任务 具体举措 牵头单位 责任单位 配合单位 完成时限 目标"
    assert table[0] == headings.split()
    assert table[1:] == [cells_of(n, task) for n, task in enumerate(found, 1)]


def test_a_document_has_its_title_and_its_number_above_the_table() -> None:
    """《…》任务分工表, and the 文号 below it; tasks alone have the title given."""
    lines = [one.text for one in opened(written(parse(NOTICE))).paragraphs]  # type: ignore[attr-defined]
    assert lines[0] == "《某市人民政府关于印发某市知识产权规划的通知》任务分工表"
    assert lines[1] == "（某政发〔2021〕7号）"
    assert opened(written(parse(NOTICE), title="清单")).paragraphs[0].text == "清单"  # type: ignore[attr-defined]
    found = tasks(parse(NOTICE))
    for title, shown in ((None, "任务分工表"), ("清单", "清单")):
        options = {} if title is None else {"title": title}
        assert opened(written(found, **options)).paragraphs[0].text == shown  # type: ignore[attr-defined]


def test_several_documents_have_a_table_each_on_a_page_of_its_own() -> None:
    """Numbers begin anew; a document without tasks has an empty table."""
    documents = [seed("000"), parse("无任务"), seed("001")]
    data = task_tables(documents)
    assert [len(table) - 1 for table in cells(data)] == [
        len(tasks(one)) for one in documents
    ]
    assert [table[1][0] for table in cells(data) if table[1:]] == ["1", "1"]
    breaks = opened(data).element.iter(qn("w:pageBreakBefore"))  # type: ignore[attr-defined]
    assert len(list(breaks)) == len(documents) - 1


def test_the_page_is_that_of_official_documents() -> None:
    """A4 landscape; the header is repeated; the page number stands between dashes."""
    document = opened(written(seed("000")))
    section = document.sections[0]  # type: ignore[attr-defined]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.page_width > section.page_height
    footer = section.footer.paragraphs[0]
    assert footer.text == "— 1 —"
    assert [one.text for one in footer._p.iter(qn("w:instrText"))] == ["PAGE"]
    (table,) = document.tables  # type: ignore[attr-defined]
    repeated = [row._tr.find(".//" + qn("w:tblHeader")) for row in table.rows]
    assert repeated[0] is not None
    assert not any(one is not None for one in repeated[1:])
    width = sum(int(one.get(qn("w:w"))) for one in table._tbl.iter(qn("w:gridCol")))
    room = section.page_width - section.left_margin - section.right_margin
    assert width * 635 <= room  # 635 EMU are a twentieth of a point


def test_every_font_has_one_that_stands_for_it() -> None:
    """方正小标宋 and 仿宋_GB2312 are on few machines; 宋体 and 仿宋 are on most."""
    data = written(seed("000"))
    document = opened(data)
    used = {
        one.get(qn("w:eastAsia"))
        for one in document.element.iter(qn("w:rFonts"))  # type: ignore[attr-defined]
    }
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = archive.read("word/fontTable.xml").decode("utf-8")
    assert used == {"方正小标宋简体", "黑体", "仿宋_GB2312"}
    for font in used:
        assert f'w:name="{font}"><w:altName w:val="' in table


@settings(max_examples=12)
@given(results(Task))
def test_any_task_can_be_written(task: Task) -> None:
    """Characters that XML cannot hold are left out, as in a workbook; nothing else."""
    task = evolve(task, number=task.path)  # A mark for each title.
    (table,) = cells(written([task], title=task.text))
    assert table[1] == cells_of(1, task)


def test_what_is_no_task_is_refused() -> None:
    """One clear `TypeError`."""
    for wrong in ("文本", 3, [3], [seed("000"), "文本"]):
        with pytest.raises(TypeError, match="to_docx"):
            written(wrong)
    with pytest.raises(TypeError, match="to_docx"):
        to_docx(seed("000"), 3)  # type: ignore[arg-type]


def test_without_python_docx_the_remedy_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Not an ImportError from inside, and no file."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(CnpolicyError, match=r"cnpolicy\[docx\]"):
        to_docx(seed("000"), tmp_path / "tasks.docx")
    assert not list(tmp_path.iterdir())


def test_a_path_is_written_anew(tmp_path: Path) -> None:
    """An existing file is replaced; the package can be read with the library too."""
    import cnpolicy

    path = tmp_path / "任务分工表.docx"
    path.write_bytes(b"old")
    document: Document = parse(NOTICE)
    to_docx(document, path)
    assert path.read_bytes() == written(document)
    assert "市场监管局" in cnpolicy.read(path).text


@pytest.mark.slow
def test_libreoffice_makes_pages_of_it(tmp_path: Path) -> None:
    """Every page but the first has the header again."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    pdfium = pytest.importorskip("pypdfium2")
    to_docx(seed("001"), tmp_path / "tasks.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), str(tmp_path / "tasks.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pages = pdfium.PdfDocument(tmp_path / "tasks.pdf")
    words = [page.get_textpage().get_text_range() for page in pages]
    pages.close()
    assert len(words) > 1
    for number, page in enumerate(words, 1):
        assert "具体举措" in page
        assert f"— {number} —" in page
