"""Task tables in files: what a spreadsheet program reads back."""

import csv
import io
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import CnpolicyError, parse
from cnpolicy.analysis.tasks import tasks
from cnpolicy.export.spreadsheets.cell_text import clean, is_formula, safe
from cnpolicy.export.spreadsheets.csv import to_csv
from cnpolicy.export.spreadsheets.xlsx import MAX_CELL, to_xlsx
from cnpolicy.export.tables.sheets import PUBLISHED
from cnpolicy.export.tables.task_cells import heading
from cnpolicy.model.results.tasks import Task
from support import strategies
from support.golden_tables import seed

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


LONG_COLUMNS = (
    "序号",
    "重点任务",
    "具体举措",
    "角色",
    "单位",
    "单位全称",
    "是否推定",
    "完成时限",
)


class Book:
    """An XLSX file as it is: its sheets by cell, and their set-up."""

    def __init__(self, path: Path) -> None:
        """Read a file."""
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        shared = self.xml("xl/sharedStrings.xml")
        self.strings = [
            "".join(node.text or "" for node in item.iter(f"{SPREADSHEET}t"))
            for item in shared.iter(f"{SPREADSHEET}si")
        ]
        self.styles = [
            node.attrib for node in self.xml("xl/styles.xml").iter(f"{SPREADSHEET}xf")
        ]

    def xml(self, name: str) -> ElementTree.Element:
        """Return a part as XML."""
        return ElementTree.fromstring(self.parts[name])

    def sheet(self, number: int) -> ElementTree.Element:
        """Return a sheet, counted from 1."""
        return self.xml(f"xl/worksheets/sheet{number}.xml")

    def rows(self, number: int) -> list[list[str]]:
        """Return the cells of a sheet as words."""
        return [
            [self._words(cell) for cell in row.iter(f"{SPREADSHEET}c")]
            for row in self.sheet(number).iter(f"{SPREADSHEET}row")
        ]

    def _words(self, cell: ElementTree.Element) -> str:
        """Return the words of a cell; formulas are an error."""
        assert cell.find(f"{SPREADSHEET}f") is None
        value = cell.find(f"{SPREADSHEET}v")
        if value is None:
            return ""
        if cell.get("t") == "s":
            return self.strings[int(value.text or "")]
        return value.text or ""


def written(found: tuple[Task, ...], path: Path, **options: object) -> Book:
    """Write tasks and read the file."""
    to_xlsx(found, path, **options)  # type: ignore[arg-type]
    return Book(path)


def with_text(text: str) -> Task:
    """A task of nothing but a text."""
    return Task(number=("一、",), path=("任务",), title=None, text=text)


# ------------------------------------------------------------------------------- xlsx


def test_the_columns_are_those_that_governments_publish(tmp_path: Path) -> None:
    """One row a task, under a title and the eight headings; a date, persons beside."""
    found = tasks(seed("000"))
    book = written(found, tmp_path / "tasks.xlsx", title="山西省任务分工表")
    title, header, *rows = book.rows(1)
    assert title[0] == "山西省任务分工表"
    assert [name for name in header if name in PUBLISHED] == [*PUBLISHED]
    assert set(header) - set(PUBLISHED) == {"责任人", "截止日期"}
    assert len(rows) == len(found) == 22
    assert [row[0] for row in rows] == [str(number) for number in range(1, 23)]
    seventh = rows[3]
    assert seventh[1] == (
        "三、全面強化智慧財產權高標準保護,營造轉型發展良好環境\n"
        "(七)健全智慧財產權保護協同機制"
    )
    assert seventh[3] == "省市場監管局"
    assert seventh[4] == "省法院、省司法廳、省發展改革委、省商務廳等"
    assert rows[-1][3:7] == ["", "", "", ""]


def test_the_long_form_is_a_sheet_of_its_own(tmp_path: Path) -> None:
    """One row a task, a body and a role; it may come first."""
    found = tasks(seed("000"))
    book = written(found, tmp_path / "tasks.xlsx")
    _, header, *rows = book.rows(2)
    assert tuple(header) == (*LONG_COLUMNS, "截止日期")
    assert len(rows) == 79 + 3
    assert rows[0][3:6] == ["责任", "省法院", "山西省高级人民法院"]
    book = written(found, tmp_path / "long.xlsx", long=True)
    assert tuple(book.rows(1)[1])[:-1] == LONG_COLUMNS


def test_the_page(tmp_path: Path) -> None:
    """A4 landscape, one page wide; the header stays and is repeated; filters."""
    book = written(tasks(seed("000")), tmp_path / "tasks.xlsx")
    sheet = book.sheet(1)
    setup = sheet.find(f"{SPREADSHEET}pageSetup")
    assert setup is not None
    assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")
    assert setup.get("fitToHeight") == "0"
    pane = sheet.find(f".//{SPREADSHEET}pane")
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("2", "frozen")
    filters = sheet.find(f"{SPREADSHEET}autoFilter")
    assert filters is not None
    assert filters.get("ref") == "A2:J24"
    names = book.parts["xl/workbook.xml"].decode()
    assert "'任务分工表'!$1:$2" in names or "任务分工表!$1:$2" in names
    styles = book.parts["xl/styles.xml"].decode()
    assert "仿宋" in styles
    assert 'wrapText="1"' in styles


def test_the_same_tasks_give_the_same_file(tmp_path: Path) -> None:
    """No time of writing is in the file."""
    found = tasks(seed("003"))
    to_xlsx(found, tmp_path / "one.xlsx")
    to_xlsx(found, tmp_path / "two.xlsx")
    one, two = Book(tmp_path / "one.xlsx"), Book(tmp_path / "two.xlsx")
    assert one.parts == two.parts


DANGEROUS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠A1", "\t=1", " =1"),
    '=HYPERLINK("http://x","甲")',
]
HARMLESS = ["——知识产权保护", "1+1=2", "甲=乙", "", "（一）", "—"]


@pytest.mark.parametrize("words", DANGEROUS)
def test_no_cell_is_a_formula(words: str, tmp_path: Path) -> None:
    """Words that look like a formula are words in both files, and stay readable."""
    assert is_formula(words)
    task = with_text(words)
    book = written((task,), tmp_path / "tasks.xlsx")
    assert book.rows(1)[2][2] == words
    quoted = [style for style in book.styles if style.get("quotePrefix") == "1"]
    assert len(quoted) == 1
    to_csv([task], tmp_path / "tasks.csv")
    assert read_csv(tmp_path / "tasks.csv")[1][2] == f"'{words}"


@pytest.mark.parametrize("words", HARMLESS)
def test_harmless_cells_stay_as_they_are(words: str) -> None:
    """A dash of the text is no minus sign."""
    assert safe(words) == words


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    """Excel refuses files with longer cells; the cell says that it was cut."""
    long = "甲" * 40_000
    book = written((with_text(long),), tmp_path / "tasks.xlsx", title=long)
    words = book.rows(1)[2][2]
    assert len(words) == MAX_CELL
    assert words.endswith("已截断）")


def test_an_empty_table(tmp_path: Path) -> None:
    """No tasks are a table with a header."""
    book = written((), tmp_path / "tasks.xlsx")
    assert len(book.rows(1)) == 2


def test_a_lead_by_rule_and_a_guide_are_marked(tmp_path: Path) -> None:
    """What no clause states is marked, and so is a body that only guides."""
    found = tasks(
        parse(
            "一、任务\n（一）创新\n"
            "完善制度。（甲厅、乙厅负责。列第一位者为牵头单位，下同）\n（二）保护\n健全机制。（丙厅指导）\n"
        )
    )
    to_csv(found, tmp_path / "tasks.csv")
    _, first, second = read_csv(tmp_path / "tasks.csv")
    assert first[3:6] == ["甲厅（推定）", "甲厅、乙厅", ""]
    assert second[3:6] == ["", "", "丙厅（指导）"]


def test_a_target_is_written_with_its_sign_and_year(tmp_path: Path) -> None:
    """Only what is planned is a target."""
    found = tasks(
        parse("一、任务\n（一）创造\n到2025年，发明专利拥有量达到12件以上。\n")
    )
    to_csv(found, tmp_path / "tasks.csv")
    assert read_csv(tmp_path / "tasks.csv")[1][9] == "发明专利拥有量≥12件（2025年）"
    found = tasks(
        parse("一、任务\n（一）创造\n产值年均增长7%，五分之四以上的县达标。\n")
    )
    to_csv(found, tmp_path / "tasks.csv")
    assert read_csv(tmp_path / "tasks.csv")[1][9] == "产值年均增加7%\n县≥80%"


def test_a_long_text_is_set_in_smaller_type(tmp_path: Path) -> None:
    """No row can be higher than 409 points; the words are all to be seen."""
    text = "健全工作机制，完善制度体系。" * 55
    book = written((with_text(text), with_text("甲")), tmp_path / "tasks.xlsx")
    rows = book.sheet(1).findall(f".//{SPREADSHEET}row")
    assert 300 < float(rows[2].get("ht", "")) <= 409
    styles = book.parts["xl/styles.xml"].decode()
    assert re.search(r'sz val="9(?:\.0)?"', styles)


def test_the_lead_sentence_is_part_of_the_heading() -> None:
    """A paragraph is found by its lead sentence, a section is named once."""
    first, *_ = tasks(seed("003"))
    assert heading(first).split("\n")[1:] == [
        "(四)完善知识产权法律政策体系",
        "健全知识产权法律法规",
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A file that cannot be written is an error of the library."""
    with pytest.raises(CnpolicyError, match="cannot be written"):
        to_xlsx((), tmp_path / "missing" / "tasks.xlsx")


def test_without_xlsxwriter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(CnpolicyError, match=r'pip install "cnpolicy\[xlsx\]"'):
        to_xlsx((), tmp_path / "tasks.xlsx")


# -------------------------------------------------------------------------------- csv


def read_csv(path: Path) -> list[list[str]]:
    """Read a CSV file as a spreadsheet program does."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert not re.search(rb"(?<!\r)\n(?=\d+,)", data)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv(tmp_path: Path) -> None:
    """CSV opens in Excel by a double click: byte order mark, CRLF, same columns."""
    found = tasks(seed("003"))
    to_csv(found, tmp_path / "tasks.csv")
    header, *rows = read_csv(tmp_path / "tasks.csv")
    assert [name for name in header if name in PUBLISHED] == [*PUBLISHED]
    assert len(rows) == 39
    to_csv(found, tmp_path / "long.csv", long=True)
    header, *rows = read_csv(tmp_path / "long.csv")
    assert tuple(header)[:-1] == LONG_COLUMNS
    assert len(rows) == 208


@given(st.one_of(strategies.vocabulary, strategies.edited(), st.text()))
def test_any_text_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Whatever a document holds, both files can be read back, and are the same."""
    folder = tmp_path_factory.mktemp("any")
    found = (*tasks(parse(text)), with_text(text))
    to_csv(found, folder / "tasks.csv")
    rows = read_csv(folder / "tasks.csv")
    assert len(rows) == len(found) + 1
    book = written(found, folder / "tasks.xlsx")
    sheet = book.rows(1)[1:]
    assert len(sheet) == len(rows)
    assert rows[-1][2] == safe(clean(text))
    day = rows[0].index("截止日期")
    for from_csv, from_sheet in zip(rows, sheet, strict=True):
        # A workbook counts the days.
        shown, counted = from_csv.pop(day), from_sheet.pop(day)
        assert (shown == "") == (counted == "")
        assert from_csv == [safe(cell) for cell in from_sheet]
