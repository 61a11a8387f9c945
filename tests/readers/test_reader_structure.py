"""What readers state about a text beside it: paragraphs, tables, levels, numbers."""

import io

import docx as python_docx
import pytest
from reader_files import docx, page, para

from cnpolicy.model.source import SourceCell
from cnpolicy.readers import Source, read

ROWS = [
    ["序号", "重点任务", "牵头单位", "完成时限"],
    ["1", "推进改革", "市法院", "2025年底"],
    ["2", "建立制度", "", ""],
    ["3", "完善服务", "", "2026年底"],
]


def merged_docx() -> bytes:
    """A task table whose 牵头单位 is one cell over three rows."""
    document = python_docx.Document()
    table = document.add_table(len(ROWS), 4)
    for row, words in zip(table.rows, ROWS, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(1, 2).merge(table.cell(3, 2))
    table.cell(1, 3).merge(table.cell(2, 3))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


MERGED_HTML = page(
    "<table><tr>"
    + "".join(f"<td>{word}</td>" for word in ROWS[0])
    + "</tr><tr><td>1</td><td>推进改革</td><td rowspan=3>市法院</td>"
    "<td rowspan=2>2025年底</td></tr><tr><td>2</td><td>建立制度</td></tr>"
    "<tr><td>3</td><td>完善服务</td><td>2026年底</td></tr></table>"
)


def words(source: Source, cell: SourceCell) -> str:
    """The words of a cell."""
    return cell.span.of(source.text)


@pytest.mark.parametrize("data", [merged_docx(), MERGED_HTML], ids=["docx", "html"])
def test_merged_cells_say_how_far_they_reach(data):
    source = read(data)
    (table,) = source.structure.tables
    assert [row.span.of(source.text) for row in table.rows] == [
        "序号\t重点任务\t牵头单位\t完成时限",
        "1\t推进改革\t市法院\t2025年底",
        "2\t建立制度\t\t",
        "3\t完善服务\t\t2026年底",
    ]
    reach = {words(source, c): (c.column, c.rows) for c in table.rows[1].cells}
    assert reach["市法院"] == (2, 3)
    assert reach["2025年底"] == (3, 2)
    assert [(words(source, c), c.column) for c in table.rows[3].cells] == [
        ("3", 0),
        ("完善服务", 1),
        ("2026年底", 3),
    ]


def test_a_cell_over_all_columns_says_so():
    table = "<table><tr><td>序号</td><td>任务</td><td>单位</td></tr>"
    table += "<tr><td colspan=3>一、改革方面</td></tr>"
    table += "<tr><td>1</td><td>推进改革</td><td>市法院</td></tr></table>"
    source = read(page(table))
    (row,) = source.structure.tables[0].rows[1:2]
    assert row.cells == (SourceCell(row.cells[0].span, 0, columns=3),)
    assert row.span.of(source.text) == "一、改革方面\t\t"


def test_rows_without_words_do_not_count_in_a_merged_cell():
    table = "<table><tr><td rowspan=3>甲</td><td>乙</td></tr><tr><td></td></tr>"
    source = read(page(table + "<tr><td>丙</td></tr></table>"))
    assert source.text == "甲\t乙\n\t丙"
    assert source.structure.tables[0].rows[0].cells[0].rows == 2


def test_header_rows_are_stated():
    source = read(
        page(
            "<table><thead><tr><td>甲</td><td>乙</td></tr></thead>"
            "<tr><th>丙</th><th>丁</th></tr><tr><th>1</th><td>2</td></tr></table>"
        )
    )
    assert [row.header for row in source.structure.tables[0].rows] == [
        True,
        True,
        False,
    ]


def test_paragraphs_levels_and_numbers_are_stated():
    source = read(page("<h2>总体要求</h2><ol><li>坚持创新</li></ol><p>甲<br>乙</p>"))
    found = source.structure.paragraphs
    assert [p.span.of(source.text) for p in found] == [
        "总体要求",
        "1.坚持创新",
        "甲",
        "乙",
    ]
    assert [p.heading_level for p in found] == [2, None, None, None]
    assert [p.number and p.number.of(source.text) for p in found] == [
        None,
        "1.",
        None,
        None,
    ]


def test_a_table_around_a_table_is_a_frame():
    inner = "".join(f"<w:tc>{para(word)}</w:tc>" for word in ("甲", "乙"))
    table = f"<w:tbl><w:tr>{inner}</w:tr></w:tbl>"
    outer = f"<w:tc>{para('题')}{table}</w:tc><w:tc>{para('')}</w:tc>"
    outer = f"<w:tbl><w:tr>{outer}</w:tr></w:tbl>"
    source = read(docx(outer))
    assert "甲\t乙" in source.text
    assert len(source.structure.tables) == 1


def test_plain_text_states_nothing():
    assert read("一、总体要求\n".encode()).structure.paragraphs == ()
