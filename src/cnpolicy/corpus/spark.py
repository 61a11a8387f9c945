"""The same work on a cluster: Spark.

In: a Spark data frame with a text, or a file, a row. Out: a data frame with a row a
document and a list of rows for each table, as `parse_batches` gives them (extra
`spark`; Java 17 or newer where it runs).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cnpolicy.corpus.batches import parse_batches
from cnpolicy.corpus.schema import INPUT, KEY, TABLES, output_schema
from cnpolicy.errors import CnpolicyError

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame


def parse_frame(
    frame: DataFrame,
    *,
    text: str | None = None,
    id: str | None = None,  # noqa: A002
) -> DataFrame:
    """Parse the documents of a data frame, a row each.

    `text` and `id` are the columns of texts and of names. Without `text` the frame has
    the columns of `parse_batches`: what Spark reads as `binaryFile` has `path` and
    `content`. The columns of what comes back are those of `output_schema`; it is made
    when it is asked for, by the processes of the cluster, each of which needs cnpolicy
    and pyarrow.

    The rows are those of `build`. Raises `CnpolicyError` without pyspark, and for a
    frame without such columns.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
    except ImportError as error:
        raise CnpolicyError(
            'Spark needs pyspark: pip install "cnpolicy[spark]"'
        ) from error
    named = {"text": text, "id": id}
    chosen = {
        name: named.get(name) or name
        for name in INPUT
        if (named.get(name) or name) in frame.columns
    }
    for name in (text, id):
        if name is not None and name not in frame.columns:
            raise CnpolicyError(f"the frame has no column {name!r}")
    if not {"text", "content", "path"} & chosen.keys():
        raise CnpolicyError("the frame has no column of texts or files")
    columns = [frame[given].alias(name) for name, given in chosen.items()]
    return frame.select(*columns).mapInArrow(
        _parsed, from_arrow_schema(output_schema())
    )


def _parsed(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Parse batches: what the processes of Spark import and call."""
    return parse_batches(batches)


def table_frame(parsed: DataFrame, table: str) -> DataFrame:
    """Return one table of what `parse_frame` gave as a flat data frame.

    Its rows have the `document_id` of their document first, as in the files of `build`.
    Raises `CnpolicyError` for a name that is no table.
    """
    from pyspark.sql.functions import col, explode

    if table not in {one.name for one in TABLES}:
        raise CnpolicyError(f"{table}: no table")
    rows = parsed.select(col("id").alias(KEY), explode(table).alias("row"))
    return rows.select(KEY, "row.*")
