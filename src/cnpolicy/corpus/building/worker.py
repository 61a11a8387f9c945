"""A worker: a process that reads documents and writes a part.

In: `Order`s from the process that started it. Out: a folder with the tables of a part
for each, which the starter makes count; on the way the number of each document before
it is read, so that the starter knows over which one a worker ended.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cnpolicy.corpus.batches import parsed
from cnpolicy.corpus.building.parts import (
    inputs_schema,
    part_schemas,
    pending,
    write_tables,
)
from cnpolicy.corpus.duplicates.signatures import signatures
from cnpolicy.corpus.inputs import Input, hashed
from cnpolicy.corpus.schema import input_schema, tables_of
from cnpolicy.errors import ReadError
from cnpolicy.export.spreadsheets.arrow import load_arrow
from cnpolicy.readers.collection import OldFiles
from cnpolicy.readers.dispatch import load
from cnpolicy.readers.limits import MAX_FILE_BYTES
from cnpolicy.vocabulary.profile import Profile

if TYPE_CHECKING:
    import pyarrow


class Settings(NamedTuple):
    """What holds for all documents of a build."""

    out: Path
    """The folder of the corpus."""

    profile: Profile
    """The words and patterns by which documents are read."""

    max_chars: int
    """The longest text that is parsed."""

    made_by: str
    """Library and settings, as the corpus notes them."""


class Order(NamedTuple):
    """What one part is to be made of."""

    number: int
    """The number of the part."""

    inputs: tuple[Input, ...]
    """What is to be read."""


class Done(NamedTuple):
    """What became of an order."""

    order: Order
    """The order."""

    folder: Path
    """Where the part was written; it does not count yet."""

    documents: int
    """How many documents it holds."""

    refused: int
    """How many of them could not be read."""


def run(connection: Connection, settings: Settings) -> None:
    """Do orders until there are none: what a process of the pool runs.

    The starter is told the index of each input, then `Done`; or the words of an error
    that is none of a document, such as a full disk.
    """
    _end_with_starter()
    # Ctrl-C is for the starter, which then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Trees hold no reference cycles: searching them for cycles finds nothing. Cycles
    # that readers make are freed behind each part.
    gc.disable()
    gc.freeze()
    try:
        while (order := connection.recv()) is not None:
            try:
                connection.send(_part(order, settings, connection))
            except OSError as error:
                if isinstance(error, BrokenPipeError):
                    raise
                connection.send(f"the part cannot be written: {error}")
            gc.collect()
    except (EOFError, BrokenPipeError):
        return  # The starter has ended.


def _end_with_starter() -> None:
    """End this process when the one that started it has ended."""
    starter = parent_process()
    if starter is None:
        return
    sentinel: Any = starter.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _part(order: Order, settings: Settings, connection: Connection) -> Done:
    """Read what an order names and write it."""
    arrow = load_arrow()
    now: list[Input] = []

    def given() -> Iterator[pyarrow.RecordBatch]:
        """Yield each input as a batch, and say so before it is read."""
        for at, one in enumerate(order.inputs):
            connection.send(at)
            now.append(one if one.table else hashed(one))
            yield arrow.RecordBatch.from_pylist([_row(one)], schema=input_schema())

    old = OldFiles(
        one.key for one in order.inputs if one.table is None and one.path is None
    )
    batches = parsed(
        given(), old, profile=settings.profile, max_chars=settings.max_chars
    )
    whole = arrow.Table.from_batches(list(batches)).combine_chunks().to_batches()[0]
    connection.send(len(order.inputs))
    tables = _tables(whole, now, settings)
    folder = pending(settings.out, order.number)
    write_tables(folder, tables)
    errors = whole.column("error")
    return Done(order, folder, whole.num_rows, whole.num_rows - errors.null_count)


def _row(one: Input) -> dict[str, Any]:
    """Return an input as `parse_batches` takes it."""
    row: dict[str, Any] = {"id": one.key, "text": one.text}
    if one.refused is not None:
        row["refused"], row["refused_zh"] = one.refused
    elif one.path is not None:
        # No column of a batch holds its name, but one holds its bytes.
        try:
            row["content"] = load(one.path, MAX_FILE_BYTES)
        except ReadError as error:
            row["refused"], row["refused_zh"] = str(error), error.message_zh
    elif one.table is None:
        row["path"] = one.key
    return row


def _tables(
    batch: pyarrow.RecordBatch, inputs: list[Input], settings: Settings
) -> dict[str, pyarrow.Table]:
    """Return all tables of a part."""
    arrow = load_arrow()
    tables = tables_of(batch)
    field = part_schemas()["documents"].field("removed")
    documents = tables["documents"]
    absent = arrow.nulls(documents.num_rows, field.type)
    tables["documents"] = documents.append_column(field, absent)
    rows = [
        {
            "input": one.key,
            "size": one.size,
            "time": one.time,
            "sha256": one.sha256,
            "table": one.table,
            "made_by": settings.made_by,
        }
        for one in inputs
    ]
    tables["inputs"] = arrow.Table.from_pylist(rows, schema=inputs_schema())
    texts = zip(batch.column("id"), batch.column("text"), strict=True)
    tables["signatures"] = signatures(
        (name.as_py(), text.as_py()) for name, text in texts if text.is_valid
    )
    return tables
