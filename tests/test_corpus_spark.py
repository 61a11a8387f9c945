"""The same rows on Spark: a real session on this machine.

Without Java or pyspark (extra `spark`) these tests are skipped.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from cnpolicy.corpus import (  # noqa: E402
    input_schema,
    output_schema,
    parse_batches,
    tables_of,
)
from cnpolicy.corpus.schema import TABLES  # noqa: E402
from cnpolicy.corpus.spark import parse_frame, table_frame  # noqa: E402
from cnpolicy.errors import CnpolicyError  # noqa: E402
from support.plan_texts import plan_text  # noqa: E402

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    # pyspark warns of newer versions of pandas, and leaves sockets to the collector.
    pytest.mark.filterwarnings("ignore"),
]

ROWS = [{"name": f"n{at}", "words": plan_text(at)} for at in range(12)]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A session with two threads."""
    sql = pytest.importorskip("pyspark.sql", reason="Spark needs cnpolicy[spark]")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17: apt-get install openjdk-17-jre-headless")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
        .getOrCreate()
    )
    yield made
    made.stop()


def local(rows: list[dict[str, Any]]) -> Any:
    """What `parse_batches` gives here."""
    given = [{"id": row["name"], "text": row["words"]} for row in rows]
    batch = pa.RecordBatch.from_pylist(given, schema=input_schema())
    (found,) = parse_batches([batch])
    return found


def test_rows_are_those_of_this_process(session: Any) -> None:
    """Whatever Spark cuts the frame into, the rows are equal."""
    frame = session.createDataFrame(ROWS).repartition(3)
    found = parse_frame(frame, text="words", id="name").toArrow()
    assert found.schema.names == output_schema().names
    key = lambda row: row["id"]  # noqa: E731
    want = sorted(local(ROWS).to_pylist(), key=key)
    assert sorted(found.to_pylist(), key=key) == want


def test_flat_tables(session: Any) -> None:
    """Each table as a frame of its own."""
    frame = session.createDataFrame(ROWS)
    parsed = parse_frame(frame, text="words", id="name").cache()
    flat = tables_of(local(ROWS))
    for table in TABLES:
        found = table_frame(parsed, table.name).toArrow().to_pylist()
        want = flat[table.name].to_pylist()
        assert sorted(map(repr, found)) == sorted(map(repr, want)), table.name
    with pytest.raises(CnpolicyError, match="no table"):
        table_frame(parsed, "nothing")


def test_files(session: Any, tmp_path: Any) -> None:
    """What Spark reads as files is read by the readers."""
    for at in range(3):
        (tmp_path / f"{at}.txt").write_text(plan_text(at), encoding="utf-8")
    (tmp_path / "9.docx").write_bytes(b"PK\x03\x04damaged")
    frame = session.read.format("binaryFile").load(str(tmp_path))
    rows = parse_frame(frame).select("id", "error", "kind", "text").collect()
    found = sorted((row.id[-6:], row.error is None, row.text) for row in rows)
    assert found == [
        *((f"/{at}.txt", True, plan_text(at)) for at in range(3)),
        ("9.docx", False, None),
    ]


def test_columns_that_are_not_there(session: Any) -> None:
    """A misspelt column is told before anything runs."""
    frame = session.createDataFrame(ROWS)
    with pytest.raises(CnpolicyError, match="no column 'text'"):
        parse_frame(frame, text="text")
    with pytest.raises(CnpolicyError, match="no column of texts"):
        parse_frame(frame)
