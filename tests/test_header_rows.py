"""Headers of two rows: told by what they merge, whatever the columns are called."""

import cnpolicy
from cnpolicy import Table


def first_table(rows: str) -> Table:
    """The table of a page."""
    page = f'<div id="zoom"><p>清单如下。</p><table>{rows}</table></div>'
    document = cnpolicy.parse_file(page.encode())
    return next(one for one in cnpolicy.walk(document) if isinstance(one, Table))


def row(*cells: str) -> str:
    """One row; `rowspan=2|words` is a cell with an attribute."""
    made = ""
    for cell in cells:
        attribute, mark, words = cell.rpartition("|")
        made += f"<td {attribute}>{words}</td>" if mark else f"<td>{words}</td>"
    return f"<tr>{made}</tr>"


TOP = row("rowspan=2|序号", "rowspan=2|项目", "colspan=2|投资（万元）")
PARTS = row("总规模", "2024年计划")


def test_parts_of_a_merged_column() -> None:
    """What stands below a merged cell of the header is a header too."""
    table = first_table(TOP + PARTS + row("1", "某某医院", "9000", "300"))
    assert table.header_rows == 2
    assert table.columns[2:] == ("投资（万元）总规模", "投资（万元）2024年计划")
    assert [one.cells[0].value for one in table.body] == ["1"]


def test_a_row_of_data_below_a_merged_header() -> None:
    """A row with a number of its own is data, although the header is merged."""
    top = row("序号", "项目", "colspan=2|投资（万元）")
    table = first_table(top + row("1", "某某医院", "9000", "300"))
    assert table.header_rows == 1
    assert len(table.body) == 1


def test_a_merged_group_below_a_header() -> None:
    """A cell of the body that reaches down makes no header."""
    body = row("rowspan=2|1", "某某医院", "一期", "300") + row("二期", "甲", "400")
    table = first_table(TOP + PARTS + body)
    assert table.header_rows == 2
    assert len(table.body) == 2
