"""Results as Arrow tables, for pandas, polars, DuckDB and Parquet.

In: results of one class, or documents. Out: a `pyarrow.Table` (extra `arrow`) with the
columns of `to_records`, each of one type whatever the results are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cnpolicy.analysis.tasks import tasks
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.records.columns import ColumnType, RecordColumn
from cnpolicy.export.records.records import Rows, record_columns, results_and_class
from cnpolicy.model.arguments import expect, expect_all
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.tasks import Task

if TYPE_CHECKING:
    import pyarrow


def to_arrow(
    results: object,
    *,
    document: Document | None = None,
    number: Callable[[Decimal], object] = float,
) -> pyarrow.Table:
    """Return results of one class as an Arrow table, one row a result.

    The columns are those of `to_records`; dates are dates, and `number` says whether a
    decimal becomes a `float` or, exact, a `str`. With the `document` that the results
    are of, its columns and those of the place stand around them, so that the tables of
    several documents can be put together (`pyarrow.concat_tables`). A class that gives
    no results gives its columns without rows.

    Raises `CnpolicyError` without pyarrow (extra `arrow`), `TypeError` as `to_records`
    does, and `ValueError` for another `number`.
    """
    found, kind = results_and_class(results, "to_arrow")
    if document is not None:
        expect(document, Document, "to_arrow")
    return _table(kind, [(document, found)], document is not None, number)


def task_file(documents: Iterable[Document]) -> bytes:
    """Return the tasks of documents as an Arrow file (IPC), documents in order."""
    every = expect_all(documents, Document, "task_file")
    arrow = load_arrow()
    table = _table(Task, [(one, list(tasks(one))) for one in every], True, float)
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _table(
    kind: type | None,
    groups: Iterable[tuple[Document | None, list[object]]],
    around: bool,
    number: Callable[[Decimal], object],
) -> pyarrow.Table:
    """Make a table of the results of some documents."""
    arrow = load_arrow()
    if number not in (float, str):
        raise ValueError("number must be float or str")
    columns = () if kind is None else record_columns(kind, around=around)
    values: list[list[Any]] = [[] for _ in columns]
    for document, found in groups:
        rows = Rows(document)
        for one in found:
            for column, held, value in zip(columns, values, rows.of(one), strict=True):
                held.append(held_value(column, value, number))
    types = arrow_types(arrow, number)
    schema = arrow.schema([(column.key, types[column.type]) for column in columns])
    return arrow.table(
        [arrow.array(v, f.type) for v, f in zip(values, schema, strict=True)],
        schema=schema,
    )


def arrow_types(arrow: Any, number: object) -> dict[ColumnType, Any]:
    """Return the Arrow types of the columns."""
    return {
        ColumnType.TEXT: arrow.string(),
        ColumnType.INTEGER: arrow.int64(),
        ColumnType.DECIMAL: arrow.float64() if number is float else arrow.string(),
        ColumnType.NUMBER: arrow.float64(),
        ColumnType.BOOLEAN: arrow.bool_(),
        ColumnType.DATE: arrow.date32(),
    }


_LARGEST = 2**63


def held_value(
    column: RecordColumn, value: Any, number: Callable[[Decimal], object]
) -> object:
    """Return a value as Arrow holds it.

    It holds no lone surrogate, which no reader gives, and no whole number beyond 64
    bits, which is the number of no heading: the one is escaped, the other missing.
    """
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Decimal):
        return number(value)
    if column.type is ColumnType.INTEGER and value is not None:
        return value if -_LARGEST <= value < _LARGEST else None
    return value


def load_arrow() -> Any:
    """Return pyarrow; raise `CnpolicyError` with what to do if it is missing."""
    try:
        import pyarrow
        import pyarrow.ipc
    except ImportError as error:
        raise CnpolicyError(
            'an Arrow table needs pyarrow: pip install "cnpolicy[arrow]"'
        ) from error
    return pyarrow
