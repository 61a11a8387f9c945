"""`cnpolicy chunks`: a document in pieces for retrieval.

In: a document. Out: one row for each piece; `--json` gives its text whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cnpolicy.analysis.chunks import chunks
from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.language import both
from cnpolicy.cli.reading import Job
from cnpolicy.errors import ReadError
from cnpolicy.export.records.columns import box_of

_COLUMNS = (
    Column("kind", "chunk-kind", head=True, coded=True),
    Column("context", head=True),
    Column("chars", right=True),
    Column("line", right=True),
    Column("text", show=lambda row: "".join(row["text"].split())),
)

_OPTIONS = (
    click.option(
        "--by",
        type=click.Choice(["section", "measure", "size"]),
        default="section",
        show_default=True,
    ),
    click.option(
        "--max-size",
        metavar="N",
        type=click.IntRange(min=1),
        default=1200,
        show_default=True,
    ),
    click.option("--min-size", metavar="N", type=click.IntRange(min=0)),
    click.option("--overlap", metavar="N", type=click.IntRange(min=0), default=0),
)


@table_command("chunks", _COLUMNS, *_OPTIONS)
def show(job: Job, **sizes: Any) -> Iterator[Row]:
    """Print the document in pieces that lose and repeat nothing."""
    most, least = sizes["max_size"], sizes["min_size"]
    if (least or 0) > most or sizes["overlap"] >= most:
        raise ReadError(*both("usage.sizes", most))
    found = chunks(job.document, **sizes)
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
