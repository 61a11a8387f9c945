"""The workbook as an office opens it: sheets, days, figures, whose each row is."""

import csv
import datetime
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from cnpolicy import Document, parse, parse_file, tasks, to_csv, to_xlsx
from cnpolicy.export.tables.portfolio import Portfolio
from cnpolicy.export.tables.sheet import Day
from cnpolicy.export.tables.sheets import WIDEST_MATRIX, sheets_of
from support import strategies
from support.golden_tables import seed

pytest.importorskip("xlsxwriter")
openpyxl = pytest.importorskip("openpyxl")

PLAN = """某市知识产权保护规划
某政发〔2024〕3号
一、主要任务
（一）加强保护。健全机制，2025年6月底前建成中心2个，达到8.5万件。（牵头单位：市法院；责任单位：市司法局；责任人：李某；完成时限：2024年12月底）
（二）加强运用。年内完善政策。（市财政局、市法院负责）
（三）加强服务。持续推进。
四、保障措施
某市人民政府
2024年3月1日
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans."""
    path = tmp_path_factory.mktemp("plans")
    (path / "某市.txt").write_text(PLAN, encoding="utf-8")
    other = PLAN.replace("某", "甲").replace("8.5万件", "9万件")
    (path / "甲市.txt").write_text(other, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def documents(folder: Path) -> list[Document]:
    """The two plans."""
    return [parse_file(path) for path in sorted(folder.iterdir())]


def book_of(what: Any, **options: Any) -> Any:
    """Write a workbook and open it."""
    file = io.BytesIO()
    to_xlsx(what, file, **options)
    return openpyxl.load_workbook(io.BytesIO(file.getvalue()))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by the headings of their columns."""
    _, header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


# ------------------------------------------------------------------------------ sheets


def test_the_sheets_of_a_document(documents: list[Document]) -> None:
    """In the order in which they are needed; the long form may come first."""
    names = [
        *("任务分工表", "任务单位对照", "单位任务汇总", "任务单位矩阵"),
        *("指标", "时限", "疑点"),
    ]
    assert book_of(documents[0]).sheetnames == names
    assert book_of(documents).sheetnames == names
    assert book_of(documents[0], long=True).sheetnames[:2] == names[1::-1]
    assert book_of(tasks(documents[0])).sheetnames == names[:-1]


def test_the_title_is_that_of_the_document(documents: list[Document]) -> None:
    """Of several it says how many; that of the caller comes first."""
    book = book_of(documents[0])
    assert book["任务分工表"]["A1"].value == "某市知识产权保护规划任务分工表"
    assert book["时限"]["A1"].value == "某市知识产权保护规划时限表"
    assert book_of(documents)["任务分工表"]["A1"].value == "任务分工表（2个文件）"
    assert book_of(documents, title="分工")["任务分工表"]["A1"].value == "分工"


def test_rows_of_several_documents_say_whose_they_are(
    documents: list[Document], folder: Path
) -> None:
    """Title, 文号, issuing body and file; those of one document need not."""
    book = book_of(documents)
    for name in ("任务分工表", "任务单位对照", "指标", "时限"):
        rows = table(book[name])
        assert {row["文件名称"] for row in rows} == {
            "某市知识产权保护规划",
            "甲市知识产权保护规划",
        }
        first = rows[0]
        assert first["文号"] == "某政发〔2024〕3号"
        assert first["发文机关"] == "某市人民政府"
        assert first["来源文件"] == str(folder / "某市.txt")
    assert "文件名称" not in table(book_of(documents[0])["任务分工表"])[0]


def test_rows_are_numbered_through(documents: list[Document]) -> None:
    """So that the number of a task means one task in all sheets."""
    book = book_of(documents)
    rows = table(book["任务分工表"])
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    court = next(r for r in table(book["单位任务汇总"]) if r["文中名称"] == "市法院")
    named = [
        row["序号"] for row in rows if "市法院" in f"{row['牵头单位']}{row['责任单位']}"
    ]
    listed = f"{court['牵头任务序号']}、{court['责任任务序号']}"
    assert sorted(map(int, listed.split("、"))) == named


# ------------------------------------------------------------------------ days, figures


def test_a_day_is_a_day_beside_the_words(documents: list[Document]) -> None:
    """It sorts and filters; the words of the clause come before those of the text."""
    first, second, third, *_ = table(book_of(documents[0])["任务分工表"])
    assert first["完成时限"] == "2024年12月底"
    assert first["截止日期"] == datetime.datetime(2024, 12, 31)
    assert second["完成时限"] == "年内"
    assert second["截止日期"] == datetime.datetime(2024, 12, 31)
    assert third["截止日期"] is None


def test_an_inferred_day_is_marked(documents: list[Document]) -> None:
    """年内 is a day by the date of the document only."""
    sheet = book_of(documents[0])["任务分工表"]
    at = [cell.value for cell in sheet[2]].index("截止日期")
    forms = [row[at].number_format for row in sheet.iter_rows(min_row=3, max_row=4)]
    assert forms == ["yyyy-mm-dd", 'yyyy-mm-dd"（推定）"']
    assert str(Day(datetime.date(2024, 12, 31), inferred=True)) == "2024-12-31（推定）"


def test_a_figure_is_a_number(documents: list[Document]) -> None:
    """With its unit beside it, and the words as they stand."""
    row = next(r for r in table(book_of(documents[0])["指标"]) if r["单位"] == "万件")
    assert row["数值"] == 8.5
    assert row["原文"] == "8.5万件"
    assert row["性质"] == "目标"
    assert row["所在位置"] == "一、主要任务 > （一）加强保护"


def test_deadlines_are_in_order(documents: list[Document]) -> None:
    """Those without a day are last, each with its task and who leads it."""
    rows = table(book_of(documents)["时限"])
    days = [row["截止日期"] for row in rows]
    known = [day for day in days if day]
    assert known == sorted(known)
    assert days[len(known) :] == [None] * (len(days) - len(known)) != []
    clause = next(row for row in rows if row["时限"] == "2024年12月底")
    assert (clause["任务序号"], clause["牵头单位"]) == (1, "市法院")


def test_persons_have_a_column_that_hides_where_there_are_none(
    documents: list[Document],
) -> None:
    """The columns are always the same; what is empty takes no width on paper."""
    sheet = book_of(documents[0])["任务分工表"]
    assert table(sheet)[0]["责任人"] == "责任人：李某"
    letter = next(c.column_letter for c in sheet[2] if c.value == "责任人")
    assert not sheet.column_dimensions[letter].hidden
    sheet = book_of(seed("003"))["任务分工表"]
    letter = next(c.column_letter for c in sheet[2] if c.value == "责任人")
    assert sheet.column_dimensions[letter].hidden


# ---------------------------------------------------------------------- bodies, doubts


def test_the_matrix_has_a_mark_for_each_role(documents: list[Document]) -> None:
    """A row a task, a column a body."""
    first, second, *_ = table(book_of(documents[0])["任务单位矩阵"])
    bodies = {name.removeprefix("某市"): name for name in first if "法院" in name}
    (court,) = bodies.values()
    assert (first[court], second[court]) == ("牵", "责")


def test_a_matrix_that_nobody_can_read_is_left_out() -> None:
    """The table of bodies has it all."""
    bodies = "、".join(f"市第{n}局" for n in range(1, WIDEST_MATRIX + 2))
    document = parse(f"一、任务\n完善制度。（{bodies}负责）\n")
    names = [sheet.name for sheet in sheets_of(Portfolio(document, "f"), long=False)]
    assert "任务单位矩阵" not in names
    assert len(table(book_of(document)["单位任务汇总"])) == WIDEST_MATRIX + 1


def test_doubts_say_where_they_stand(documents: list[Document]) -> None:
    """Line and words; in Chinese."""
    row = next(r for r in table(book_of(documents[0])["疑点"]) if r["程度"] == "错误")
    assert (row["代码"], row["行"]) == ("numbering-gap", 7)
    assert "序号不连续" in row["疑点"]


# --------------------------------------------------------------------------- what else


def test_unassigned_measures_can_be_left_out(documents: list[Document]) -> None:
    """And the numbers go on without them."""
    rows = table(book_of(documents, assigned=True)["任务分工表"])
    assert len(rows) == 4
    assert [row["序号"] for row in rows] == [1, 2, 3, 4]


def test_the_same_documents_give_the_same_file(documents: list[Document]) -> None:
    """Byte for byte."""
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        to_xlsx(documents, file)
    assert files[0].getvalue() == files[1].getvalue()


def test_csv_has_the_columns_of_the_workbook(
    documents: list[Document], tmp_path: Path
) -> None:
    """Of several documents too, in both forms."""
    for long, name in ((False, "任务分工表"), (True, "任务单位对照")):
        to_csv(documents, tmp_path / "all.csv", long=long)
        text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text))
        assert header == [cell.value for cell in book_of(documents)[name][2]]
        assert len(rows) == len(table(book_of(documents)[name]))
    assert rows[0][header.index("截止日期")] == "2024-12-31"


@pytest.mark.parametrize("what", ["文本", 3, None, [3], [parse("一"), 3]])
def test_what_is_no_document_and_no_task_is_refused(what: Any, tmp_path: Path) -> None:
    """With one clear error, before a file is there."""
    for write in (to_csv, to_xlsx):
        with pytest.raises(TypeError, match=rf"{write.__name__}\(\) takes"):
            write(what, tmp_path / "x")
        with pytest.raises(TypeError, match=rf"{write.__name__}\(\) takes a path"):
            write([], 3)  # type: ignore[arg-type]
    assert not (tmp_path / "x").exists()


@settings(max_examples=12)
@given(strategies.edited())
def test_any_document_gives_a_workbook(text: str) -> None:
    """No cell of any sheet is a formula, and every figure is a number or words."""
    book = book_of([parse(text), parse("=1+1\n一、=1+1\n达到=5件。（=甲局负责）\n")])
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"


def test_a_figure_beyond_a_double_keeps_its_digits() -> None:
    """As words: a spreadsheet would round it."""
    figure = Decimal(12345678901234567890)
    (task,) = tasks(parse("一、任务\n（一）创造\n达到5件。\n"))
    target = attrs.evolve(task.targets[0], low=figure, high=figure)
    row = table(book_of([attrs.evolve(task, targets=(target,))])["指标"])[0]
    assert row["数值"] == str(figure)
