"""Tables that go on below 续表: one table, whatever the file is."""

import io

import pytest

import cnpolicy
from cnpolicy import Document, Furniture, Table
from support.laws import assert_laws

HEAD = ("序号", "重点任务", "牵头单位", "完成时限")
FIRST = (
    ("1", "建立台账", "市财政局", "2025年底"),
    ("2", "清理欠款", "市工信局", "2026年"),
)
SECOND = (
    ("3", "建立机制", "市民政局", "2025年底"),
    ("4", "推广经验", "市教育局", "2027年"),
)
SAID = (
    "续表1",
    "表1（续）",
    "续表1 任务分工",
    "（续上表）",
    "表1 任务分工（续）",
    "（续）",
)


def text_of(*blocks: str | tuple[tuple[str, ...], ...]) -> str:
    """Write lines and rows, one a line."""
    lines: list[str] = []
    for block in blocks:
        lines += (
            [block] if isinstance(block, str) else ["\t".join(row) for row in block]
        )
    return "\n".join(lines) + "\n"


def docx_of(*blocks: str | tuple[tuple[str, ...], ...]) -> bytes:
    """Write them as a Word document."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(HEAD))
        for row, words in zip(table.rows, block, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def html_of(*blocks: str | tuple[tuple[str, ...], ...]) -> bytes:
    """Write them as a page."""
    body = ""
    for block in blocks:
        if isinstance(block, str):
            body += f"<p>{block}</p>"
            continue
        rows = ("".join(f"<td>{word}</td>" for word in row) for row in block)
        body += f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return f'<div id="zoom">{body}</div>'.encode()


WAYS = {
    "text": lambda *blocks: assert_laws(text_of(*blocks)),
    "docx": lambda *blocks: cnpolicy.parse_file(docx_of(*blocks)),
    "html": lambda *blocks: cnpolicy.parse_file(html_of(*blocks)),
}


def tables(document: Document) -> list[Table]:
    """The tables of a document."""
    return [one for one in cnpolicy.walk(document) if isinstance(one, Table)]


def leads(document: Document) -> list[tuple[str, list[str]]]:
    """The number of each task in a table, and who leads it."""
    return [
        (task.number[-1], [body.name for body in task.lead])
        for task in cnpolicy.tasks(document)
        if task.lead
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("said", SAID)
def test_one_table_of_two_parts(way: str, said: str) -> None:
    """The parts are one table, the line between them its furniture, each task one."""
    document = WAYS[way](
        "一、任务", "表1 任务分工", (HEAD, *FIRST), said, (HEAD, *SECOND)
    )
    (table,) = tables(document)
    assert [row.cells[0].value for row in table.body] == ["1", "2", "3", "4"]
    between = [one.text.strip() for one in table.children if isinstance(one, Furniture)]
    assert between == [said]
    assert [number for number, _ in leads(document)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("way", WAYS)
def test_merged_cell_goes_on(way: str) -> None:
    """Who leads at the end of a part leads the rows below that name nobody."""
    first = (*FIRST, ("3", "建立机制", "市民政局", "2025年底"))
    second = (("4", "推广经验", "", "2027年"), ("5", "总结经验", "市教育局", "2027年"))
    document = WAYS[way]("一、任务", (HEAD, *first), "续表", (HEAD, *second))
    assert leads(document)[2:] == [
        ("3", ["市民政局"]),
        ("4", ["市民政局"]),
        ("5", ["市教育局"]),
    ]
    row = tables(document)[0].body[3]
    assert row.cells[2].inherited


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "between",
    ["表2 任务分工", "续表中的任务由市财政局另行部署，各单位遵照执行。", "二、要求"],
)
def test_two_tables(way: str, between: str) -> None:
    """A table of its own, and a sentence between, make two tables."""
    document = WAYS[way]("一、任务", (HEAD, *FIRST), between, (HEAD, *SECOND))
    assert len(tables(document)) == 2


def test_other_columns_are_another_table() -> None:
    """What has other columns does not go on, whatever is said above it."""
    other = (("指标", "数值"), ("产值", "100"), ("人口", "20"))
    document = WAYS["text"]("一、任务", (HEAD, *FIRST), "续表1", other)
    assert len(tables(document)) == 2
