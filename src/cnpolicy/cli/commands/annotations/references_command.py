"""`cnpolicy references`: the places that a text points to.

In: a document. Out: one row for each reference (本办法第六条, 专栏2), with the line of
its place, if that is in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.references.references import references
from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.reading import Job

_COLUMNS = (
    Column("text", "reference", head=True),
    Column("document", "other-document", head=True),
    Column("path", "steps"),
    Column("target_line", right=True),
    Column("line", right=True),
)


@table_command("references", _COLUMNS)
def show(job: Job) -> Iterator[Row]:
    """Print the places that the text points to, and where they stand."""
    for item in references(job.document):
        target = item.target
        yield {
            "text": item.text,
            "document": item.document,
            "path": [f"{step.unit.value}{step.ordinal}" for step in item.path],
            "target_line": job.position(target.start).line if target else None,
            **job.place(item.span.start),
            "span": item.span,
            "target": target,
        }
