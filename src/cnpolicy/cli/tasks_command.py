"""`cnpolicy tasks`: the 任务分工表 of documents.

In: files. Out: one row for each measure; with `-o` a workbook or a CSV file of the
measures of all files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cnpolicy.analysis.tasks import tasks
from cnpolicy.cli.command import Job, Output, cli, show_rows
from cnpolicy.cli.console import Column, Row
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.csv import to_csv
from cnpolicy.export.xlsx import to_xlsx
from cnpolicy.model.nodes import Document
from cnpolicy.model.tasks import ROLES, Task

_COLUMNS = (
    Column("number", "序号", show=lambda row: "".join(row["number"])),
    Column("title", "任务", show=lambda row: row["title"] or row["text"][:40]),
    Column("lead", "牵头"),
    Column("inferred_lead", "牵头（推定）"),
    Column("responsible", "责任"),
    Column("support", "配合"),
    Column("deadline", "时限"),
    Column("targets", "目标"),
    Column("line", "行", right=True),
)
_WRITERS = {".xlsx": to_xlsx, ".csv": to_csv}
_ROLES = tuple(role.value for role in ROLES)


@cli.command("tasks")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV that Excel opens.")
@click.option("--assigned", is_flag=True, help="Only measures with a named body.")
@click.option("--long", is_flag=True, help="With -o: a row for each body and role.")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all files to one .xlsx or .csv instead.",
)
@click.pass_context
def show(
    context: click.Context,
    files: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    assigned: bool,
    long: bool,
    path: Path | None,
) -> None:
    """Print the measures: who does what, by when, with which target."""
    if path is not None and path.suffix.lower() not in _WRITERS:
        raise click.UsageError(f"{path.name}: a table is written to .xlsx or .csv")
    output = Output(as_json, len(files) > 1)
    documents: list[Document] = []
    for file in files:
        job = output.load(file)
        if job is None:
            continue
        if path is not None:
            documents.append(job.document)
            continue
        measures = tasks(job.document)
        found = [task for task in measures if task.assigned or not assigned]
        show_rows(job, output, _COLUMNS, list(_rows(job, found)), as_csv)
    if path is not None:
        _write(documents, path, output, long=long, assigned=assigned)
    context.exit(output.exit_code)


def _write(
    documents: list[Document], path: Path, output: Output, **choices: bool
) -> None:
    """Write the tasks of all files; what cannot be written is said in one line."""
    write: Any = _WRITERS[path.suffix.lower()]
    try:
        write(documents, path, **choices)
    except (OSError, CnpolicyError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        words = (reason or "cannot be written").removeprefix(f"{path}: ")
        click.echo(f"cnpolicy: {click.format_filename(path)}: {words}", err=True)
        output.end_with(2)


def _rows(job: Job, found: list[Task]) -> Iterator[Row]:
    """Yield the rows of the measures of one document."""
    for task in found:
        lead = task.inferred_lead
        yield {
            "number": list(task.number),
            "path": list(task.path),
            "title": task.title,
            "text": task.text,
            **{role: [body.name for body in getattr(task, role)] for role in _ROLES},
            "normalized": [[body.name, body.normalized] for body in task.organizations],
            "persons": [[one.label, one.name] for one in task.persons],
            "inferred_lead": lead.name if lead else None,
            "inferred_bodies": task.inferred_bodies,
            "open_list": task.open_list,
            "manner": task.manner,
            "deadline": task.deadline,
            "due": task.due.isoformat() if task.due else None,
            "targets": [item.quantity.of(job.text) for item in task.targets],
            "citations": [item.title or item.number for item in task.citations],
            "boxes": list(task.boxes),
            "assigned": task.assigned,
            **job.place(task.span.start),
            "span": task.span,
        }
