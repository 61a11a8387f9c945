"""The tables of a corpus: their columns, and how a batch holds all of them.

Defines `TABLES`, the tables in order; `input_schema`, what `parse_batches` takes;
`output_schema`, what it gives: one row a document, in which every other table is a list
of rows.

A stream of batches has one schema, so that several tables must share it. One row a
document was chosen over one row a finding with a column that names the table, because
what a document gave then stays together: a document is there whole or not at all, an
error stands in the row of its document, an engine that splits or repeats a batch keeps
each document whole, and no column is empty for most rows. `tables_of` takes a batch
apart where flat tables are wanted, as the store does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cnpolicy.export.records.columns import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    RecordColumn,
    column,
)
from cnpolicy.export.records.records import RECORDS
from cnpolicy.export.spreadsheets.arrow import arrow_types, load_arrow
from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.nodes import Document
from cnpolicy.model.notes import Note
from cnpolicy.model.results.citations import Citation
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.outline import OutlineItem
from cnpolicy.model.results.targets import Target
from cnpolicy.model.results.tasks import Task

if TYPE_CHECKING:
    import pyarrow

KEY = "document_id"
"""The column by which the rows of every table name their document."""


class CorpusTable(NamedTuple):
    """One table: `targets`, a row a quantity."""

    name: str
    """Its name."""

    words: str
    """What a row is, for the documentation."""

    kind: type
    """The class of what a row is made of."""

    columns: tuple[RecordColumn, ...]
    """Its columns in order, without that of the document."""

    place: str | None
    """The attribute that says where a row stands in the text; None without one."""


def _own(kind: type) -> tuple[RecordColumn, ...]:
    """Return the columns of a class as `to_records` has them."""
    return RECORDS[kind].columns


def _placed(kind: type, *without: str) -> tuple[RecordColumn, ...]:
    """Return the columns of a class with those of its place behind."""
    own = _own(kind)
    hidden = {*without, *(one.key for one in own)}
    return own + tuple(one for one in PLACE_COLUMNS if one.key not in hidden)


def _table(
    name: str, words: str, kind: type, columns: Sequence[RecordColumn]
) -> CorpusTable:
    """Make a table."""
    form = RECORDS.get(kind)
    return CorpusTable(name, words, kind, tuple(columns), form and form.place)


_TASK = column("task:integer", "which task of its document it is, from 1", "number")
_BODY = tuple(
    one for one in _own(OrganizationMention) if one.key not in ("start", "end")
)

_NOTE = (
    column("code", "its stable name"),
    column("message", "what was left out or changed, in English"),
    column("message_zh", "the same in Chinese"),
    column("start:integer", "offset at which it would stand in the text", "offset"),
    column("place", "its place in the file", "where"),
    column("words", "its words, where it has any"),
)

TABLES = (
    _table("sections", "a heading", OutlineItem, _placed(OutlineItem)),
    # The text of a task is its words; `quote` would be the same once more.
    _table("tasks", "a measure", Task, (_TASK, *_placed(Task, "quote"))),
    _table(
        "task_bodies",
        "a body of a task, in one role",
        OrganizationMention,
        (_TASK, *_BODY),
    ),
    _table("targets", "a quantity", Target, _placed(Target)),
    _table("deadlines", "a time", Deadline, _placed(Deadline)),
    _table("citations", "a document that is cited", Citation, _placed(Citation)),
    _table(
        "organizations",
        "a body where a clause names it",
        OrganizationMention,
        _placed(OrganizationMention),
    ),
    _table(
        "diagnostics",
        "what the parser was not sure of",
        Diagnostic,
        _placed(Diagnostic),
    ),
    _table("notes", "what the file holds and its text does not", Note, _NOTE),
)
"""Every table but `documents`, in order."""

NAMED = (
    column("id", "its name among all documents"),
    column("input", "the row of the input that it came in; an archive holds several"),
    column("error", "why it could not be read, in English; None if it was"),
    column("error_zh", "the same in Chinese"),
    column("kind", "the format of its file; None for a text without one"),
    column("chars:integer", "how many characters it has"),
    column("text_hash", "SHA-256 of its text without blanks; equal texts have one"),
    column("region", "the place it is issued for: 山东省; 全国"),
    column("province", "the province of that place"),
    column("year:integer", "the year of its date, else of its 文号"),
)
"""The first columns of `documents`: what `to_records` does not say."""

DOCUMENT_ROW = (
    *DOCUMENT_COLUMNS,
    *(one for one in _own(Document) if one.key != "diagnostics"),
)
"""The columns of `documents` that `to_records(document, document=document)` has too.

How many diagnostics there are is left out: that name is a table here.
"""

DOCUMENTS = (*NAMED, *DOCUMENT_ROW)
"""The columns of `documents`."""

INPUT = ("id", "text", "content", "path", "refused", "refused_zh")
"""What a batch may hold; every column may be missing, and each value too.

`id` is the name of the document, `text` its text, `content` the bytes of its file, or
`path` the path of it; `refused` says why it is not to be read at all, `refused_zh` the
same in Chinese.
"""


@cache
def input_schema() -> pyarrow.Schema:
    """Return the schema of what `parse_batches` takes, with all its columns."""
    arrow = load_arrow()
    binary = {"content": arrow.binary()}
    return arrow.schema([(name, binary.get(name, arrow.string())) for name in INPUT])


@cache
def output_schema() -> pyarrow.Schema:
    """Return the schema of what `parse_batches` gives: one row a document.

    The columns of `documents`, `text`, and for each other table a list of rows.
    """
    arrow = load_arrow()
    lists = [(one.name, arrow.list_(row_type(one.columns))) for one in TABLES]
    own = [*row_type(DOCUMENTS), arrow.field("text", arrow.string())]
    return arrow.schema([*own, *(arrow.field(*one) for one in lists)])


@cache
def row_type(columns: tuple[RecordColumn, ...]) -> Any:
    """Return the Arrow type of a row with these columns."""
    arrow = load_arrow()
    types = arrow_types(arrow, float)
    return arrow.struct([(one.key, types[one.type]) for one in columns])


def flat_schemas() -> dict[str, pyarrow.Schema]:
    """Return the schemas of the flat tables by name: what `tables_of` gives."""
    arrow = load_arrow()
    key = arrow.field(KEY, arrow.string())
    schemas = {
        "documents": arrow.schema(list(row_type(DOCUMENTS))),
        "texts": arrow.schema([key, ("text", arrow.string())]),
    }
    for one in TABLES:
        schemas[one.name] = arrow.schema([key, *row_type(one.columns)])
    return schemas


def tables_of(batch: pyarrow.RecordBatch) -> dict[str, pyarrow.Table]:
    """Take a batch of `parse_batches` apart into flat tables by name.

    Law: each row of a list becomes a row, in order, with the `id` of its document as
    `document_id`; nothing else is added and nothing left out.
    """
    arrow = load_arrow()
    import pyarrow.compute as compute

    ids = batch.column("id")
    schemas = flat_schemas()
    columns: dict[str, list[Any]] = {
        "documents": [batch.column(one.key) for one in DOCUMENTS],
        "texts": [ids, batch.column("text")],
    }
    for one in TABLES:
        lists = batch.column(one.name)
        owners = ids.take(compute.list_parent_indices(lists))
        columns[one.name] = [owners, *compute.list_flatten(lists).flatten()]
    return {
        name: arrow.Table.from_arrays(columns[name], schema=schema)
        for name, schema in schemas.items()
    }
