"""`cnpolicy citations`: the documents that a document names.

In: a document. Out: one row for each citation.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.citations.citations import citations
from cnpolicy.cli.command import Job, table_command
from cnpolicy.cli.console import Column, Row

_COLUMNS = (
    Column("title", "文件"),
    Column("number", "文号"),
    Column("role", "作用"),
    Column("abbreviation", "简称"),
    Column("resolves", "即"),
    Column("line", "行", right=True),
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
