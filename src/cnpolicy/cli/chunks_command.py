"""`cnpolicy chunks`: a document in pieces for retrieval.

In: a document. Out: one row for each piece; `--json` gives its text whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cnpolicy.analysis.chunks import chunks
from cnpolicy.cli.command import Job, table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.export.records.columns import box_of

_COLUMNS = (
    Column("kind", "类别"),
    Column("context", "位置"),
    Column("chars", "字数", right=True),
    Column("line", "行", right=True),
    Column("text", "文本", show=lambda row: "".join(row["text"].split())),
)

_OPTIONS = (
    click.option(
        "--by",
        type=click.Choice(["section", "measure", "size"]),
        default="section",
        show_default=True,
        help="What may share a piece.",
    ),
    click.option(
        "--max-size",
        type=click.IntRange(min=1),
        default=1200,
        show_default=True,
        help="Longest piece, in characters.",
    ),
    click.option(
        "--min-size",
        type=click.IntRange(min=0),
        help="Shortest piece that a cut leaves; a tenth of the longest without it.",
    ),
    click.option(
        "--overlap",
        type=click.IntRange(min=0),
        default=0,
        help="How much of the piece before is repeated beside, in characters.",
    ),
)


@table_command("chunks", _COLUMNS, *_OPTIONS)
def show(job: Job, **sizes: Any) -> Iterator[Row]:
    """Print the document in pieces that lose and repeat nothing."""
    try:
        found = chunks(job.document, **sizes)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    for chunk in found:
        yield {
            "id": chunk.id,
            "parent": chunk.parent,
            "kind": chunk.kind.value,
            "context": chunk.context,
            "path": list(chunk.path),
            "chars": len(chunk.text),
            "header": chunk.header,
            "overlap": chunk.overlap,
            "text": chunk.text,
            "bodies": [
                body.name
                for clause in chunk.responsibilities
                for body in clause.organizations
            ],
            **job.place(chunk.span.start),
            "box": box_of(chunk.origin),
            "span": chunk.span,
        }
