"""`parse_batches`: documents in, the rows of all tables out, batch by batch.

In: batches of texts, of files or of paths (`schema.INPUT`). Out: batches of the schema
`schema.output_schema`. It is a function of an importable module that holds no state and
reads nothing but its batches and the files they name, so that a pool of processes,
Spark, Ray and Dask call it unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from cnpolicy.corpus.inputs import sound
from cnpolicy.corpus.rows import DocumentRows, refused_rows, rows_of
from cnpolicy.corpus.schema import DOCUMENTS, INPUT, TABLES, output_schema, row_type
from cnpolicy.errors import CnpolicyError, DecodeError, ReadError
from cnpolicy.export.records.columns import ColumnType, RecordColumn
from cnpolicy.export.spreadsheets.arrow import held_value, load_arrow
from cnpolicy.readers.collection import OldFiles, read_all, read_path
from cnpolicy.readers.dispatch import read
from cnpolicy.vocabulary.profile import PLAN, Profile

if TYPE_CHECKING:
    import pyarrow


def parse_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    profile: Profile = PLAN,
    max_chars: int | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Parse documents, batch by batch; yield one batch for each, a row a document.

    A batch has a column `text`, `content` (the bytes of a file) or `path`; with several
    the first that is not None counts. `id` names the document; without it the path
    does, or its number in the stream. A file that holds several documents, an archive
    or a message, gives a row for each.

    Law: each row of the input gives at least one row, in order; the rows of a document
    depend on its row alone; nothing in a document raises: what cannot be read has its
    reason in `error`, as has a text of more than `max_chars` characters.

    Raises `CnpolicyError` without pyarrow (extra `arrow`), and for a batch without any
    of these columns.
    """
    return parsed(batches, OldFiles(()), profile=profile, max_chars=max_chars)


def parsed(
    batches: Iterable[pyarrow.RecordBatch],
    old: OldFiles,
    *,
    profile: Profile,
    max_chars: int | None,
) -> Iterator[pyarrow.RecordBatch]:
    """Do what `parse_batches` does; files of `old` are converted many at a time."""
    number = 0
    for batch in batches:
        made: list[DocumentRows] = []
        for row in _given(batch):
            number += 1
            made += _documents(row, number, old, profile, max_chars)
        yield _batch(made)


def _given(batch: pyarrow.RecordBatch) -> Iterator[dict[str, Any]]:
    """Yield the rows of a batch, one at a time: the bytes of files may be large."""
    names = [name for name in INPUT if name in batch.schema.names]
    if not {"text", "content", "path", "refused"} & set(names):
        raise CnpolicyError("a batch has a column text, content or path")
    columns = [batch.column(name) for name in names]
    for at in range(batch.num_rows):
        yield {
            name: held[at].as_py() for name, held in zip(names, columns, strict=True)
        }


def _documents(
    row: dict[str, Any],
    number: int,
    old: OldFiles,
    profile: Profile,
    max_chars: int | None,
) -> Iterator[DocumentRows]:
    """Yield the documents of one row of the input."""
    text, content, path = (row.get(key) for key in ("text", "content", "path"))
    given = row.get("id") or path or str(number)
    if (reason := row.get("refused")) is not None:
        yield refused_rows(given, given, reason, row.get("refused_zh"))
    elif text is not None:
        yield rows_of(given, given, text, profile=profile, max_chars=max_chars)
    elif content is not None:
        try:
            source = evolve(read(content), file=path or given)
        except (ReadError, DecodeError) as error:
            yield refused_rows(given, given, error)
        else:
            yield rows_of(given, given, source, profile=profile, max_chars=max_chars)
    elif path is not None:
        for one in read_all(path) if Path(path).is_dir() else read_path(path, old):
            # Of an archive each name goes on with that of the file in it.
            name = given + one.name.removeprefix(path)
            if one.source is None:
                reason = one.error or "cannot be read"
                yield refused_rows(name, given, reason)
            else:
                yield rows_of(
                    name, given, one.source, profile=profile, max_chars=max_chars
                )
    else:
        yield refused_rows(given, given, "no text, content or path")


def _batch(made: list[DocumentRows]) -> pyarrow.RecordBatch:
    """Make a batch of the rows of documents."""
    arrow = load_arrow()
    schema = output_schema()
    own = _struct(DOCUMENTS, [one.document for one in made]).flatten()
    texts = [None if one.text is None else sound(one.text) for one in made]
    arrays = [*own, arrow.array(texts, arrow.string())]
    for table in TABLES:
        ends = [0]
        rows: list[Any] = []
        for one in made:
            rows += one.tables[table.name]
            ends.append(len(rows))
        offsets = arrow.array(ends, arrow.int32())
        arrays.append(
            arrow.ListArray.from_arrays(offsets, _struct(table.columns, rows))
        )
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)


def _struct(columns: tuple[RecordColumn, ...], rows: list[Any]) -> Any:
    """Make an array of rows."""
    arrow = load_arrow()
    kind = row_type(columns)
    arrays = [
        _column(one, [row[at] for row in rows], field.type)
        for at, (one, field) in enumerate(zip(columns, kind, strict=True))
    ]
    return arrow.StructArray.from_arrays(arrays, fields=list(kind))


def _column(column: RecordColumn, values: list[Any], kind: Any) -> Any:
    """Make an array of the values of a column.

    Arrow holds nearly all of them as they are; where it does not, each is looked at.
    """
    arrow = load_arrow()
    if column.type is not ColumnType.DECIMAL:
        try:
            return arrow.array(values, kind)
        except (UnicodeEncodeError, OverflowError, arrow.ArrowInvalid):
            pass  # A lone surrogate, a whole number of more than 64 bits.
    return arrow.array([held_value(column, one, float) for one in values], kind)
