"""`cnpolicy tasks`: the 任务分工表 of documents.

In: files. Out: one row for each measure; with `-o` a workbook, a Word table or a CSV
file of the measures of all files, in the columns that governments publish.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from cnpolicy.analysis.tasks import tasks
from cnpolicy.cli.command import Output, Rows, asked, cli
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.language import said, say
from cnpolicy.cli.options import CSV, FILES, FORMAT, JSON, OUTPUT, READING, with_options
from cnpolicy.cli.reading import Job
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.csv import portfolio_csv
from cnpolicy.export.spreadsheets.xlsx import portfolio_book
from cnpolicy.export.tables.portfolio import Portfolio
from cnpolicy.export.word.task_tables import to_docx
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.tasks import ROLES, Task

_COLUMNS = (
    Column("number", head=True, show=lambda row: "".join(row["number"])),
    Column(
        "title", "task", head=True, show=lambda row: row["title"] or row["text"][:40]
    ),
    Column("lead"),
    Column("inferred_lead"),
    Column("responsible"),
    Column("support"),
    Column("deadline"),
    Column("targets"),
    Column("line", right=True),
)
_ROLES = tuple(role.value for role in ROLES)
_DUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@frozen
class Wanted:
    """Which measures are wanted."""

    assigned: bool = False
    """Only those with a clause that names who does them."""

    bodies: tuple[str, ...] = ()
    """Only those of one of these bodies, by its name or a part of it; empty for all."""

    due: str | None = None
    """Only those due in this year, month or day: `2026`, `2026-06`; None for all."""

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return self.assigned or bool(self.bodies) or self.due is not None

    def keeps(self, task: Task) -> bool:
        """Tell whether a measure is wanted."""
        if self.assigned and not task.assigned:
            return False
        if self.due is not None:
            day = task.due or task.inferred_due
            if day is None or not day.isoformat().startswith(self.due):
                return False
        if not self.bodies:
            return True
        inferred = [task.inferred_lead] if task.inferred_lead else []
        names = {
            name
            for one in (*task.organizations, *inferred)
            for name in (one.name, one.normalized)
        }
        return any(body in name for body in self.bodies for name in names)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Refuse what is no year, month or day."""
    if value is not None and not _DUE.fullmatch(value):
        raise click.BadParameter(say("usage.due", value))
    return value


_OPTIONS = (
    click.option("--assigned", is_flag=True),
    click.option("--body", "bodies", metavar="NAME", multiple=True),
    click.option("--due", metavar="YEAR", callback=_day),
    click.option("--long", is_flag=True),
)


def show(
    *, assigned: bool, bodies: tuple[str, ...], due: str | None, long: bool, **more: Any
) -> None:
    """Print the measures, or write the table of all files."""
    path: Path | None = more["path"]
    wanted = Wanted(assigned, bodies, due)
    if path is not None and path.suffix.lower() == ".docx":
        more["path"] = None
        output, form = asked(more)
        output.path = path
    else:
        output, form = asked(more)
    writer = _WRITERS.get(form.name if form else ".docx") if path else None
    if long and writer is not _WRITERS["xlsx"] and writer is not _WRITERS["csv"]:
        raise click.UsageError(say("usage.long"))
    if path is not None and writer is not None:
        _write(output, path, partial(writer, wanted, long))
    else:
        rows = Rows(output, say("title.tasks"), _COLUMNS, form)
        for outcome in output.each(partial(measures, wanted)):
            rows.add(outcome.file, outcome.result)
        rows.end()
    output.exit()


cli.command("tasks")(
    with_options(show, FILES, *_OPTIONS, OUTPUT, FORMAT, JSON, CSV, *READING)
)


# ------------------------------------------------------------------------- the table


def document_of(job: Job) -> Document:
    """Return the document."""
    return job.document


def _write(output: Output, path: Path, make: Callable[[list[Document]], bytes]) -> None:
    """Write the table of all files, if there is one that could be read."""
    documents = [outcome.result for outcome in output.each(document_of)]
    if not documents:
        return
    try:
        output.write(path, make(documents))
    except CnpolicyError as error:  # the extra is missing
        output.fail(click.format_filename(path), said(error))


def _book(wanted: Wanted, long: bool, documents: list[Document]) -> bytes:
    """Return the workbook."""
    return portfolio_book(Portfolio(documents, "tasks", wanted.keeps), long=long)


def _csv(wanted: Wanted, long: bool, documents: list[Document]) -> bytes:
    """Return the table as CSV."""
    return portfolio_csv(Portfolio(documents, "tasks", wanted.keeps), long=long)


def _word(wanted: Wanted, _: bool, documents: list[Document]) -> bytes:
    """Return the Word document: a table a document, or one of what is wanted."""
    file = io.BytesIO()
    chosen = Portfolio(documents, "tasks", wanted.keeps).tasks
    to_docx(chosen if wanted else documents, file)
    return file.getvalue()


_WRITERS = {"xlsx": _book, "csv": _csv, ".docx": _word}


# -------------------------------------------------------------------------- the rows


def measures(wanted: Wanted, job: Job) -> list[Row]:
    """Return the rows of the measures of one document."""
    return list(_rows(job, filter(wanted.keeps, tasks(job.document))))


def _rows(job: Job, found: Iterator[Task]) -> Iterator[Row]:
    """Yield a row for each measure."""
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
