"""Workbooks: task tables in, as they are published and as `to_xlsx` writes them."""

import datetime
import io
from contextlib import suppress

import pytest
import xlsxwriter
from hostile_files import changed, workbook
from reader_files import assert_source

import cnpolicy
from cnpolicy import ReadError
from cnpolicy.export.spreadsheets.xlsx import to_xlsx
from cnpolicy.readers import Kind, read
from cnpolicy.readers.office import reader as office


def book(*sheets, merged=()):
    """Return a workbook of sheets of rows; `merged` cells of the first hold words."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd"}) as out:
        for at, table in enumerate(sheets):
            sheet = out.add_worksheet(f"表{at}")
            for row, cells in enumerate(table):
                for column, value in enumerate(cells):
                    if value is not None:
                        sheet.write(row, column, value)
            for place, words in merged if at == 0 else ():
                sheet.merge_range(place, words)
    return buffer.getvalue()


TASKS = [
    ["某市重点任务分工表"],
    ["序号", "重点任务", "牵头单位", "完成时限"],
    [1, "建设水库", "市水利局", datetime.date(2025, 12, 31)],
    [2, "改造\n老旧小区", None, "2026年底"],
]


def test_rows_are_lines_and_titles_paragraphs():
    source = assert_source(read(book(TASKS)))
    assert source.kind is Kind.XLSX
    assert source.text == (
        "某市重点任务分工表\n序号\t重点任务\t牵头单位\t完成时限\n"
        "1\t建设水库\t市水利局\t2025年12月31日\n2\t改造 老旧小区\t\t2026年底"
    )
    place = source.text.index("市水利局")
    assert source.origin_at(place).where == "表0!C3"
    # The file has a number there, and shows it in a form of its own.
    assert source.origin_at(source.text.index("2025年12月")).synthetic
    assert len(source.structure.tables) == 1
    assert len(source.structure.paragraphs) == 1


def test_merged_cells_hold_for_all_they_cover():
    table = [
        row if at < 2 else [*row[:2], None, row[3]] for at, row in enumerate(TASKS)
    ]
    data = book(table, merged=[("C3:C4", "市水利局"), ("A1:D1", TASKS[0][0])])
    source = assert_source(read(data))
    (stated,) = source.structure.tables
    assert stated.rows[1].cells[2].rows == 2
    duties = cnpolicy.responsibilities(cnpolicy.parse(source))
    assert [duty.lead[0].name for duty in duties] == ["市水利局", "市水利局"]


def test_sheets_come_in_order_and_empty_ones_not_at_all():
    text = assert_source(read(book(TASKS, [], [["甲", "乙"], ["丙", "丁"]]))).text
    assert text.endswith("2026年底\n甲\t乙\n丙\t丁")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3.0, "3"),
        (0.85, "0.85"),
        (True, "True"),
        (datetime.datetime(2025, 1, 2, 3, 4), "2025-01-02 03:04"),
        ("甲\t乙", "甲 乙"),
    ],
)
def test_values_are_written_as_people_read_them(value, words):
    assert read(book([["甲", value], ["乙", "丙"]])).text == f"甲\t{words}\n乙\t丙"


def test_what_tasks_writes_reads_back_equal(tmp_path):
    """There and back: the same bodies and times for the same tasks."""
    text = (
        "一、重点任务\n（一）完善防洪体系。加固堤防30公里。（市水利局牵头，市财政局配合，"
        "2025年底前完成）\n（二）建设水库。新建水库3座。（市水利局、市住建局负责，"
        "2026年6月底前完成）\n"
    )
    document = cnpolicy.parse(text)
    path = tmp_path / "任务.xlsx"
    to_xlsx(document, path)
    source = assert_source(read(path))
    assert len(source.structure.tables) == 1
    assert {note.code for note in source.notes} == {"repeated-sheet"}
    again = cnpolicy.tasks(cnpolicy.parse(source))
    assert list(map(said, again)) == list(map(said, cnpolicy.tasks(document)))


def said(task):
    """Who does a task, by when, and what it says."""
    roles = (task.lead, task.responsible, task.support)
    names = [[body.name for body in role] for role in roles]
    return names, [one.name for one in task.persons], task.deadline, task.text


def test_hidden_sheets_are_noted():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as out:
        out.add_worksheet("表").write_row(0, 0, ["甲", "乙"])
        hidden = out.add_worksheet("旧")
        hidden.write(0, 0, "丙")
        hidden.hide()
    source = assert_source(read(buffer.getvalue()))
    assert source.text == "甲\t乙"
    assert [(note.code, note.detail) for note in source.notes] == [
        ("hidden-sheet", "旧")
    ]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]
)
def test_document_types(part):
    bomb = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"
    with pytest.raises(ReadError, match="document type"):
        read(changed(book(TASKS), {part: bomb}))


def test_cut_off():
    data = book(TASKS)
    for end in range(4, len(data) - 1, max(1, len(data) // 100)):
        with pytest.raises(ReadError):
            read(data[:end])


@pytest.mark.parametrize("cell", ["<c r='ZZZ9999999'/>", "<c/>" * 3, "<c r=''/>"])
def test_cells_at_impossible_places(cell):
    data = workbook(f"<sheetData><row r='1'>{cell}</row></sheetData>")
    with suppress(ReadError):
        assert_source(read(data))


def test_older_workbooks_are_converted(monkeypatch):
    made = book(TASKS)
    monkeypatch.setattr(office, "convert", lambda files, target: [made])
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    source = assert_source(read(ole))
    assert source.kind is Kind.XLS
    assert source.text == read(made).text
    assert [note.code for note in source.notes] == ["converted"]
