"""Records: flat, plain, the same keys whatever the data; and the same in Arrow."""

import datetime
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnpolicy
from cnpolicy import Document, to_arrow, to_records
from cnpolicy.export.records.columns import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    ColumnType,
    RecordColumn,
)
from cnpolicy.export.records.records import RECORDS, record_columns
from cnpolicy.export.result_types import RESULT_TYPES
from support import strategies, trees
from support.golden_tables import seed

PAGE = Path(__file__).parent.parent / "docs" / "records.md"
KINDS = [kind for kind in RESULT_TYPES.values() if kind is not cnpolicy.Comparison]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)

TEXT = """某市知识产权保护规划
某政发〔2024〕3号
一、主要任务
（一）加强保护。按照《条例》（国发〔2021〕1号）第三条，到2025年6月底达到8.5万件。（市法院牵头，市司法局等负责）
三、保障措施
"""

PLAIN = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.DECIMAL: str,
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: bool,
    ColumnType.DATE: str,
}


def found_in(document: Document) -> list[Any]:
    """What each function finds in a document."""
    plan = cnpolicy.tasks(document)
    return [
        plan,
        cnpolicy.targets(document),
        cnpolicy.deadlines(document),
        cnpolicy.citations(document),
        cnpolicy.references(document),
        cnpolicy.organizations(document),
        cnpolicy.responsibilities(document),
        cnpolicy.outline(document),
        cnpolicy.chunks(document),
        cnpolicy.check(document),
        cnpolicy.long_rows(plan),
        cnpolicy.by_organization(plan),
        document.diagnostics,
    ]


# -------------------------------------------------------------------------- the columns


def test_every_class_of_results_has_columns() -> None:
    """But a comparison, which is its changes."""
    assert set(RECORDS) == set(KINDS)
    for kind in KINDS:
        for around in (True, False):
            keys = [column.key for column in record_columns(kind, around=around)]
            assert len(set(keys)) == len(keys), kind
            assert all(re.fullmatch("[a-z_]+", key) for key in keys)


def table(columns: Any) -> str:
    """The table of some columns as the page shows it."""
    rows = [f"| `{c.key}` | {c.type.value} | {_cell(c)} |" for c in columns]
    return "\n".join(["| key | type | what it says |", "|---|---|---|", *rows, ""])


def _cell(column: RecordColumn) -> str:
    """The words of a column, in a table of Markdown."""
    return column.words.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")


def page_of(words: str) -> str:
    """The page as it should be."""
    head = words.split("<!-- document columns -->")[0]
    between = words.split("<!-- place columns -->")[0].rsplit("\n\n", 2)[1]
    classes = "\n".join(
        f"## {kind.__name__}\n\n{table(RECORDS[kind].columns)}" for kind in KINDS
    )
    return (
        f"{head}<!-- document columns -->\n\n{table(DOCUMENT_COLUMNS)}\n{between}\n\n"
        f"<!-- place columns -->\n\n{table(PLACE_COLUMNS)}\n"
        f"<!-- records -->\n\n{classes}"
    )


def test_the_page_shows_the_columns(request: pytest.FixtureRequest) -> None:
    """`pytest --update-golden` writes it anew."""
    if not PAGE.exists():
        pytest.skip("the documentation is not beside the tests")
    words = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page_of(words), encoding="utf-8")
    else:
        assert words == page_of(words), "out of date: run pytest --update-golden"


# -------------------------------------------------------------------------- the records


@pytest.mark.law
@each_kind
@settings(max_examples=20)
@given(st.data())
def test_a_record_is_flat_and_plain(kind: type, data: st.DataObject) -> None:
    """Of any result: its values are what its columns say, or missing."""
    result = data.draw(trees.results(kind))
    (record,) = to_records([result])
    columns = record_columns(kind, around=False)
    assert list(record) == [column.key for column in columns]
    for column in columns:
        value = record[column.key]
        assert value is None or type(value) is PLAIN[column.type], column.key
        if value is not None and column.type is ColumnType.DATE:
            datetime.date.fromisoformat(value)
        if value is not None and column.type is ColumnType.DECIMAL:
            Decimal(value)
    json.dumps(record)


def test_a_single_result_is_one_record() -> None:
    """A document, its metadata, a place in a file."""
    document = cnpolicy.parse(TEXT)
    for one in (document, document.metadata, document.identity):
        assert len(to_records(one)) == 1
    assert to_records(document)[0]["doc_number"] == "某政发〔2024〕3号"


def test_a_comparison_is_its_changes() -> None:
    """One record a provision, what was and what is beside each other."""
    pytest.importorskip("rapidfuzz")
    newer = cnpolicy.parse(TEXT.replace("8.5万件", "9万件"))
    rows = to_records(cnpolicy.compare(cnpolicy.parse(TEXT), newer))
    changed = next(row for row in rows if row["kind"] == "changed")
    assert changed["targets"] == "8.5万件→9万件"
    assert changed["before_title"] == changed["after_title"] == "加强保护"


def test_decimals_are_exact_or_numbers() -> None:
    """By choice."""
    found = cnpolicy.targets(cnpolicy.parse(TEXT))
    assert to_records(found)[0]["low"] == "8.5"
    assert to_records(found, number=float)[0]["low"] == 8.5
    assert to_records(found, number=Decimal)[0]["low"] == Decimal("8.5")


def test_records_of_a_document_say_whose_they_are_and_where() -> None:
    """Title and 文号 before, line and words behind."""
    document = cnpolicy.parse(TEXT)
    row = to_records(cnpolicy.targets(document), document=document)[0]
    assert row["document"] == "某市知识产权保护规划"
    assert (row["quote"], row["line"], row["page"]) == ("8.5万件", 4, None)
    for found in found_in(document):
        for row in to_records(found, document=document):
            assert [*row][:5] == [column.key for column in DOCUMENT_COLUMNS]


@given(strategies.edited())
def test_keys_are_the_same_for_every_document(text: str) -> None:
    """Whatever is in it; with nothing found there is nothing to tell."""
    document = cnpolicy.parse(text)
    for found in found_in(document):
        for around in (None, document):
            rows = to_records(found, document=around)
            assert len(rows) == len(found)
            keys = {tuple(row) for row in rows}
            assert len(keys) <= 1


def test_what_is_no_result_is_refused() -> None:
    """And so are results of two classes."""
    document = cnpolicy.parse(TEXT)
    with pytest.raises(TypeError, match=r"to_records\(\) takes results, not str"):
        to_records("文本")
    with pytest.raises(TypeError, match="takes results of one class"):
        to_records([document.metadata, document.identity])
    assert to_records([]) == []


# -------------------------------------------------------------------------------- Arrow

ARROW = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "int64",
    ColumnType.DECIMAL: "double",
    ColumnType.NUMBER: "double",
    ColumnType.BOOLEAN: "bool",
    ColumnType.DATE: "date32[day]",
}


@pytest.mark.law
@each_kind
@settings(max_examples=10)
@given(st.data())
def test_an_arrow_table_has_the_columns_of_the_records(
    kind: type, data: st.DataObject
) -> None:
    """Of any results, each column of its type."""
    pytest.importorskip("pyarrow")
    table = to_arrow([data.draw(trees.results(kind)) for _ in range(2)])
    columns = record_columns(kind, around=False)
    assert table.num_rows == 2
    for field, column in zip(table.schema, columns, strict=True):
        assert (field.name, str(field.type)) == (column.key, ARROW[column.type])


def test_arrow_holds_what_the_records_hold() -> None:
    """Value by value; dates as dates."""
    pytest.importorskip("pyarrow")
    document = seed("001")
    for found in found_in(document):
        table = to_arrow(found, document=document)
        records = to_records(found, document=document, number=float)
        for row, record in zip(table.to_pylist(), records, strict=True):
            dates = {k: v.isoformat() for k, v in row.items() if hasattr(v, "year")}
            assert row | dates == record


def test_a_class_without_results_has_its_columns() -> None:
    """So that the tables of many documents can be put together."""
    arrow = pytest.importorskip("pyarrow")
    rich, empty = cnpolicy.parse(TEXT), cnpolicy.parse("")
    for found, none in zip(found_in(rich), found_in(empty), strict=True):
        if isinstance(found, cnpolicy.Results) and not none:
            tables = [
                to_arrow(found, document=rich),
                to_arrow(none, document=empty),
            ]
            assert arrow.concat_tables(tables).num_rows == len(found)
    assert to_arrow([]).num_columns == 0


def test_arrow_without_pyarrow_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        cnpolicy.CnpolicyError, match=r'pip install "cnpolicy\[arrow\]"'
    ):
        to_arrow(cnpolicy.tasks(cnpolicy.parse(TEXT)))


def test_numbers_of_arrow_are_floats_or_strings() -> None:
    """Nothing else can be a column."""
    pytest.importorskip("pyarrow")
    found = cnpolicy.targets(cnpolicy.parse(TEXT))
    assert to_arrow(found, number=str)["low"].to_pylist() == ["8.5"]
    with pytest.raises(ValueError, match="number must be float or str"):
        to_arrow(found, number=int)
