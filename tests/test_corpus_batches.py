"""`parse_batches`: every table of a document, as `to_records` has it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnpolicy
from cnpolicy.errors import CnpolicyError

pa = pytest.importorskip("pyarrow")

from cnpolicy.corpus import (  # noqa: E402
    input_schema,
    output_schema,
    parse_batches,
    tables_of,
)
from cnpolicy.corpus.schema import DOCUMENTS, KEY, TABLES  # noqa: E402
from support.plan_texts import plan_text  # noqa: E402

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("0*.txt"))

RESULTS = {
    "sections": cnpolicy.outline,
    "tasks": cnpolicy.tasks,
    "targets": cnpolicy.targets,
    "deadlines": cnpolicy.deadlines,
    "citations": cnpolicy.citations,
    "organizations": cnpolicy.organizations,
    "diagnostics": lambda document: document.diagnostics,
}


def batch(rows: Iterable[dict[str, Any]]) -> Any:
    """A batch of the input."""
    return pa.RecordBatch.from_pylist(list(rows), schema=input_schema())


def parsed(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of the output for rows of the input, in one batch."""
    (found,) = parse_batches([batch(rows)])
    assert found.schema == output_schema()
    return found.to_pylist()


def plain(value: Any) -> Any:
    """A value of `to_records` as Arrow gives it back."""
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_tables_are_those_of_to_records(path: Path) -> None:
    """Each row of a table is the record of the same result, key by key."""
    text = path.read_text(encoding="utf-8")
    document = cnpolicy.parse(text)
    (row,) = parsed({"id": "a", "text": text})
    for name, find in RESULTS.items():
        records = cnpolicy.to_records(find(document), document=document, number=float)
        assert len(row[name]) == len(records), name
        for held, record in zip(row[name], records, strict=True):
            shared = held.keys() & record.keys() - {"number"}
            assert len(shared) >= len(held) - 2
            assert {k: plain(held[k]) for k in shared} == {k: record[k] for k in shared}
    (record,) = cnpolicy.to_records(document, document=document)
    same = row.keys() & record.keys() - {"diagnostics"}
    assert {k: plain(row[k]) for k in same} == {k: record[k] for k in same}
    assert row["text"] == text


def test_tasks_are_numbered_and_have_their_bodies() -> None:
    """`task_bodies` has each body of each task once in each role."""
    text = SEEDS[3].read_text(encoding="utf-8")
    every = cnpolicy.tasks(cnpolicy.parse(text))
    (row,) = parsed({"text": text})
    assert [task["task"] for task in row["tasks"]] == list(range(1, len(every) + 1))
    assert [
        (body["task"], body["role"], body["name"]) for body in row["task_bodies"]
    ] == [
        (number, body.role.value, body.name)
        for number, task in enumerate(every, 1)
        for body in task.organizations
    ]


@settings(max_examples=30)
@given(st.lists(st.text(max_size=200), max_size=4), st.data())
def test_any_text_gives_its_row(texts: list[str], data: st.DataObject) -> None:
    """No text raises; its text comes back; batches may be cut anywhere."""
    rows = [{"id": str(at), "text": text} for at, text in enumerate(texts)]
    whole = parsed(*rows)
    assert [row["text"] for row in whole] == texts
    assert [row["error"] for row in whole] == [None] * len(texts)
    cut = data.draw(st.integers(0, len(rows)))
    pieces = parse_batches([batch(rows[:cut]), batch(rows[cut:])])
    assert [row for piece in pieces for row in piece.to_pylist()] == whole


def test_flat_tables_hold_the_rows_of_the_lists() -> None:
    """`tables_of` adds the name of the document and nothing else."""
    rows = [{"id": str(at), "text": plan_text(at)} for at in range(4)]
    rows.append({"id": "x", "refused": "not wanted"})
    (found,) = parse_batches([batch(rows)])
    flat = tables_of(found)
    for table in TABLES:
        assert flat[table.name].to_pylist() == [
            {KEY: row["id"], **one}
            for row in found.to_pylist()
            for one in row[table.name]
        ]
    assert flat["documents"].column_names == [one.key for one in DOCUMENTS]
    assert flat["texts"].column("text").to_pylist()[-1] is None


def test_files_archives_and_bytes(tmp_path: Path) -> None:
    """A path, the bytes of a file, an archive: each document is a row."""
    import zipfile

    plan = tmp_path / "plan.html"
    plan.write_text("<html><p>某市规划</p><p>一、总体要求</p></html>", encoding="utf-8")
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("a.txt", "一、甲\n")
        out.writestr("b.docx", b"PK\x03\x04damaged")
    rows = parsed(
        {"path": str(plan)},
        {"id": "bytes", "content": plan.read_bytes()},
        {"id": "two", "path": str(archive)},
        {"path": str(tmp_path / "missing.txt")},
        {"id": "nothing"},
    )
    assert [(row["id"], row["input"]) for row in rows] == [
        (str(plan), str(plan)),
        ("bytes", "bytes"),
        ("two/a.txt", "two"),
        ("two/b.docx", "two"),
        *[(str(tmp_path / "missing.txt"), str(tmp_path / "missing.txt"))],
        ("nothing", "nothing"),
    ]
    assert [row["error"] is None for row in rows] == [1, 1, 1, 0, 0, 0]
    assert rows[0]["kind"] == rows[1]["kind"] == "html"
    assert rows[0]["sections"] == rows[1]["sections"]
    assert all(row["error_zh"] for row in rows[3:])


def test_what_files_hold_beside_their_text() -> None:
    """Notes of the reader are rows."""
    page = "<html><body><p>一、总体要求</p><p>见图。<img src='a.png'></p></body></html>"
    (row,) = parsed({"content": page.encode()})
    source = cnpolicy.read(page.encode())
    assert [note["code"] for note in row["notes"]] == [n.code for n in source.notes]
    assert source.notes


def test_region_and_year() -> None:
    """The place a document is issued for with its province, and the year."""
    rows = parsed(
        {"text": "淄博市人民政府文件\n淄政发〔2021〕4号\n淄博市发展规划\n一、甲\n"},
        {"text": "国务院关于印发“十四五”发展规划的通知\n国发〔2022〕3号\n一、总体\n"},
        {"text": "规划\n"},
    )
    assert [(row["region"], row["province"], row["year"]) for row in rows] == [
        ("淄博市", "山东省", 2021),
        ("全国", None, 2022),
        (None, None, None),
    ]


def test_limits_and_what_is_no_input() -> None:
    """A text beyond the limit is a row with its reason; a batch needs a column."""
    (found,) = parse_batches([batch([{"text": "一、甲"}])], max_chars=2)
    assert "limit is 2" in found.to_pylist()[0]["error"]
    with pytest.raises(CnpolicyError, match="text, content or path"):
        list(parse_batches([pa.RecordBatch.from_pylist([{"words": "甲"}])]))


def test_what_arrow_does_not_hold() -> None:
    """A lone surrogate and a number beyond 64 bits, as in `to_arrow`."""
    text = f"一、甲\ud800乙\n{'9' * 30}．丙\n"
    (row,) = parsed_text(text)
    assert row["error"] is None
    assert row["sections"][0]["title"] == "甲\\ud800乙"
    assert row["text"].startswith("一、甲?乙")


def parsed_text(text: str) -> list[dict[str, Any]]:
    """The rows of a text that no batch can hold."""
    from cnpolicy.corpus.batches import _batch
    from cnpolicy.corpus.rows import rows_of

    return _batch([rows_of("a", "a", text)]).to_pylist()
