"""`cnpolicy citations`: the documents that a document names.

In: a document. Out: one row for each citation.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.citations.citations import citations
from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.reading import Job

_COLUMNS = (
    Column("title", "document", head=True),
    Column("number", "doc_number", head=True),
    Column("role", "citation-role", coded=True),
    Column("abbreviation"),
    Column("resolves"),
    Column("line", right=True),
)


@table_command("citations", _COLUMNS)
def show(job: Job) -> Iterator[Row]:
    """Print the documents that are cited, and what is done with them."""
    for item in citations(job.document):
        yield {
            "title": item.title,
            "number": item.number,
            "role": item.role.value if item.role else None,
            "abbreviation": item.abbreviation,
            "resolves": item.resolves,
            **job.place(item.span.start),
            "span": item.span,
        }
