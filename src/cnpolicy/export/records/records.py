"""Results as records: flat dicts for data frames, CSV files and databases.

In: results of one class, and the document they are of. Out: a dict for each, whose keys
depend on the class alone and stand in docs/records.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from cnpolicy.export.records.analysis import ANALYSIS_RECORDS
from cnpolicy.export.records.annotations import ANNOTATION_RECORDS
from cnpolicy.export.records.columns import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    RecordColumn,
    RecordForm,
    box_of,
)
from cnpolicy.export.result_types import listed
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Document, unparse
from cnpolicy.model.results.comparison import Change, Comparison
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.spans import Span, position

RECORDS: dict[type, RecordForm] = ANNOTATION_RECORDS | ANALYSIS_RECORDS
"""The form of the records of each class of results."""


def to_records(
    results: object,
    *,
    document: Document | None = None,
    number: Callable[[Decimal], object] = str,
) -> list[dict[str, Any]]:
    """Return results of one class as flat dicts, one a result.

    The values are plain: words, whole numbers, True and False, None for what is
    missing. A date is an ISO string, a list of names joined by 、; `number` says what
    becomes of a decimal: `str` keeps it exact, `float` allows calculation. The keys and
    their order depend on the class alone (`docs/records.md`).

    With the `document` that the results are of, each record begins with the document
    (title, 文号, issuers, date, file) and ends with its place: the words that stand
    there, line, page, and place in the file. A `Comparison` gives its changes.

    Raises `TypeError` for anything but results, and for results of several classes.

    >>> from cnpolicy.model.results.citations import Citation
    >>> to_records([Citation("意见")])[0]["title"]
    '意见'
    """
    found, kind = results_and_class(results, "to_records")
    if document is not None:
        expect(document, Document, "to_records")
    if kind is None:
        return []
    columns = record_columns(kind, around=document is not None)
    rows = Rows(document)
    return [
        {
            column.key: _plain(value, number)
            for column, value in zip(columns, rows.of(one), strict=True)
        }
        for one in found
    ]


def results_and_class(
    results: object, function: str
) -> tuple[list[object], type | None]:
    """Return results as a list, with their class; None where there is nothing to tell.

    A comparison is the list of its changes. Raises `TypeError` in the name of
    `function` for anything but results.
    """
    if isinstance(results, Comparison):
        return list(results.changes), Change
    found = listed(results, function)
    if isinstance(results, Results):
        return found, results.kind
    return found, type(found[0]) if found else None


def record_columns(kind: type, *, around: bool) -> tuple[RecordColumn, ...]:
    """Return the columns of a class in order.

    With `around`, those of the document before and of the place behind; a column of
    its own hides one of the same key.
    """
    form = RECORDS[kind]
    if not around:
        return form.columns
    own = {column.key for column in form.columns}
    place = PLACE_COLUMNS if form.place else ()
    return (
        *DOCUMENT_COLUMNS,
        *form.columns,
        *(column for column in place if column.key not in own),
    )


class _Place(NamedTuple):
    """Where a result stands, for the columns of the place."""

    quote: str
    line: int
    page: int | None
    box: str | None
    place: str | None


class Rows:
    """The values of results by column, with those of one document around them."""

    def __init__(self, document: Document | None) -> None:
        """Read results of `document`; None if it is not known."""
        self._document = document
        self._text = unparse(document) if document is not None else ""
        self._starts: Sequence[int] = line_starts(self._text)
        identity = document.identity if document is not None else None
        self._around = [column.of(identity) for column in DOCUMENT_COLUMNS if identity]

    def of(self, result: object) -> Iterator[Any]:
        """Yield the values of a result in the order of `record_columns`."""
        form = RECORDS[type(result)]
        yield from self._around
        for column in form.columns:
            yield column.of(result)
        if self._document is not None and form.place is not None:
            own = {column.key for column in form.columns}
            place = self._place(self._document, attrgetter(form.place)(result))
            for column in PLACE_COLUMNS:
                if column.key not in own:
                    yield column.of(place)

    def _place(self, document: Document, span: Span) -> _Place:
        """Look up a place."""
        origin = document.origin_of(span)
        line = position(self._starts, span.start).line
        words = span.of(self._text)
        return _Place(words, line, origin.page, box_of(origin), origin.place)


def _plain(value: Any, number: Callable[[Decimal], object]) -> Any:
    """Return a plain value: no date, no decimal."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return value
