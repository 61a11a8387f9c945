"""`cnpolicy chunks`: a document in pieces for retrieval.

In: a document. Out: one row for each piece; `--json` gives its text whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from cnpolicy.analysis.chunks import chunks
from cnpolicy.cli.command import Job, table_command
from cnpolicy.cli.console import Column, Row

_COLUMNS = (
    Column("kind", "类别"),
    Column("context", "位置"),
    Column("chars", "字数", right=True),
    Column("line", "行", right=True),
    Column("text", "文本", show=lambda row: "".join(row["text"].split())),
)

_max_chars = click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=1200,
    show_default=True,
    help="Longest piece, in characters.",
)


@table_command("chunks", _COLUMNS, _max_chars)
def show(job: Job, max_chars: int) -> Iterator[Row]:
    """Print the document in pieces that lose and repeat nothing."""
    for chunk in chunks(job.document, max_chars=max_chars):
        yield {
            "kind": chunk.kind.value,
            "context": chunk.context,
            "path": list(chunk.path),
            "chars": len(chunk.text),
            "text": chunk.text,
            "bodies": [
                body.name
                for clause in chunk.responsibilities
                for body in clause.organizations
            ],
            **job.place(chunk.span.start),
            "span": chunk.span,
        }
