"""One document as the rows of all tables.

In: a text, a `Source`, or the reason why there is none. Out: `DocumentRows`, the values
of `documents` and, for each other table, a tuple of values a row. Nothing here raises
on content: what goes wrong is the error of the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cnpolicy.analysis.tasks import tasks
from cnpolicy.annotation.citations.citations import citations
from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.annotation.organizations.jurisdictions import (
    above,
    jurisdiction,
    year_of,
)
from cnpolicy.annotation.organizations.organizations import organizations
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.corpus.schema import DOCUMENT_ROW, DOCUMENTS, TABLES, CorpusTable
from cnpolicy.errors import CnpolicyError, DecodeError, ReadError
from cnpolicy.export.records.columns import RecordColumn
from cnpolicy.export.records.records import Rows, record_columns
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.organizations import NATION, OrganizationMention
from cnpolicy.model.results.outline import outline
from cnpolicy.model.results.tasks import ROLES, Task
from cnpolicy.parser import parse
from cnpolicy.readers.source import Source
from cnpolicy.vocabulary.profile import PLAN, Profile

Row = tuple[Any, ...]
"""The values of a row by column."""


class DocumentRows(NamedTuple):
    """What one document gives."""

    document: Row
    """The values of `documents`."""

    text: str | None
    """Its text; None if it could not be read."""

    tables: dict[str, list[Row]]
    """The rows of the other tables by name."""


def rows_of(
    name: str,
    given: str,
    text: str | Source,
    *,
    profile: Profile = PLAN,
    max_chars: int | None = None,
) -> DocumentRows:
    """Parse a text and return its rows.

    `name` is the id of the document, `given` that of the row it came in. A text of more
    than `max_chars` characters is refused.
    """
    try:
        document = parse(text, profile=profile, max_chars=max_chars)
        found = _found(document)
        return DocumentRows(
            _document(name, given, document, _words(text)), _words(text), found
        )
    # A fault of the library, or the memory of one text, must not end a corpus.
    except (Exception, MemoryError) as error:
        return refused_rows(name, given, error)


def refused_rows(
    name: str, given: str, error: BaseException | str, chinese: str | None = None
) -> DocumentRows:
    """Return the rows of a document that could not be read: its error, nothing else.

    `chinese` is the same in Chinese, for an error that does not say so itself.
    """
    english = str(error)
    chinese = chinese or english
    if isinstance(error, ReadError | DecodeError):
        chinese = error.message_zh
    elif isinstance(error, BaseException) and not isinstance(error, CnpolicyError):
        english = f"internal error: {type(error).__name__}: {error}"
        chinese = f"内部错误：{type(error).__name__}：{error}"
    values = {
        "id": name,
        "input": given,
        "error": english,
        "error_zh": chinese,
        "document_file": name,
    }
    row = tuple(values.get(one.key) for one in DOCUMENTS)
    return DocumentRows(row, None, {one.name: [] for one in TABLES})


def _words(text: str | Source) -> str:
    return text.text if isinstance(text, Source) else text


def text_hash(text: str) -> str:
    """Return the hash of a text without blanks: copies differ in line ends and indent.

    >>> text_hash("一、总体 要求\\r\\n") == text_hash("一、总体要求")
    True
    """
    plain = "".join(text.split()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(plain).hexdigest()


def _document(name: str, given: str, document: Document, text: str) -> Row:
    """Return the values of a document."""
    region = jurisdiction(document)
    province = None
    if region is not None and region != NATION:
        tops = [one.full for one in above(region) if one.level == "省"]
        province = tops[-1] if tops else None
    kind = document.source.kind.value if document.source is not None else None
    shown = "全国" if region == NATION else region and region.full
    named = (
        *(name, given, None, None, kind, len(text), text_hash(text)),
        *(shown, province, year_of(document)),
    )
    keep = _kept(Document, DOCUMENT_ROW)
    return (*named, *keep(Rows(document).of(document)))


def _found(document: Document) -> dict[str, list[Row]]:
    """Return the rows of the other tables."""
    every = tasks(document)
    found: dict[str, Iterable[Any]] = {
        "sections": outline(document),
        "targets": targets(document),
        "deadlines": deadlines(document),
        "citations": citations(document),
        "organizations": organizations(document),
        "diagnostics": document.diagnostics,
    }
    rows = Rows(document)
    made: dict[str, list[Row]] = {}
    for table in TABLES:
        if table.name == "tasks":
            made["tasks"] = list(_tasks(rows, table, every))
        elif table.name == "task_bodies":
            made["task_bodies"] = list(_bodies(table, every))
        elif table.name == "notes":
            notes = document.source.notes if document.source is not None else ()
            reads = [one.of for one in table.columns]
            made["notes"] = [tuple(read(one) for read in reads) for one in notes]
        else:
            keep = _kept(table.kind, table.columns)
            made[table.name] = [keep(rows.of(one)) for one in found[table.name]]
    return made


def _kept(
    kind: type, columns: Iterable[RecordColumn]
) -> Callable[[Iterable[Any]], Row]:
    """Return what picks some columns out of a record of a class with its document."""
    every = [one.key for one in record_columns(kind, around=True)]
    places = [every.index(one.key) for one in columns if one.key in every]

    def pick(values: Iterable[Any]) -> Row:
        held = tuple(values)
        return tuple(held[at] for at in places)

    return pick


def _tasks(rows: Rows, table: CorpusTable, every: Iterable[Task]) -> Iterator[Row]:
    """Yield the tasks with their numbers."""
    keep = _kept(table.kind, table.columns)
    for number, task in enumerate(every, 1):
        yield (number, *keep(rows.of(task)))


def _bodies(table: CorpusTable, every: Iterable[Task]) -> Iterator[Row]:
    """Yield the bodies of each task, in the order of the roles."""
    reads = [one.of for one in table.columns[1:]]
    for number, task in enumerate(every, 1):
        for body in _bodies_of(task):
            yield (number, *(read(body) for read in reads))


def _bodies_of(task: Task) -> Iterator[OrganizationMention]:
    """Yield the bodies of a task; a lead by a rule of the document behind the leads."""
    yield from task.lead
    if task.inferred_lead is not None:
        yield task.inferred_lead
    for role in ROLES[1:]:
        yield from getattr(task, role.value)
