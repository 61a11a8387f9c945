"""`cnpolicy corpus`: folders of thousands of documents.

In: files, folders, tables of texts. Out: a corpus, and answers from one: SQL,
questions that are ready to be asked, a report, a task table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cnpolicy.cli import console
from cnpolicy.cli.command import cli
from cnpolicy.cli.language import chosen
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.csv import sheet_csv
from cnpolicy.export.spreadsheets.xlsx import workbook_of
from cnpolicy.export.whole_files import write_whole

if TYPE_CHECKING:
    from cnpolicy.corpus.building.build_corpus import Progress

_OUT = click.argument(
    "out", metavar="OUT", type=click.Path(file_okay=False, path_type=Path)
)


@cli.group("corpus")
def corpus() -> None:
    """Read folders of thousands of documents into tables, and ask them.

    OUT is the folder of the corpus: Parquet files that other programs read too.
    """


@corpus.command("build")
@click.argument("inputs", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option("--jobs", type=click.IntRange(1))
@click.option("--text-column", "text", default="text", show_default=True)
@click.option("--id-column", "id_")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=120.0,
    show_default=True,
)
@click.option(
    "--max-memory",
    type=click.IntRange(200),
    default=500,
    show_default=True,
)
@click.option("--retry", is_flag=True)
def build_command(
    inputs: tuple[str, ...],
    out: Path,
    jobs: int | None,
    text: str,
    id_: str | None,
    retry: bool,
    timeout: float,
    max_memory: int,
) -> None:
    """Read files, folders, .parquet and .jsonl; what is known is not read again.

    A file that cannot be read, takes too long or too much memory is a row with its
    error. A build that was stopped goes on where it was.
    """
    from cnpolicy.corpus.building.build_corpus import build

    with _progress() as told:
        found = build(
            inputs,
            out,
            jobs=jobs,
            text=text,
            id=id_,
            retry=retry,
            timeout=timeout,
            max_memory=max_memory << 20,
            progress=told,
        )
    click.echo(
        f"{found.documents} documents read, {found.refused} of them refused; inputs: "
        f"{found.new} new, {found.changed} changed, {found.removed} removed, "
        f"{found.same} as they were"
    )


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None] | None]:
    """Show how far a build is, on a terminal."""
    if not console.is_terminal():
        yield None
        return
    from rich import progress as rich

    with rich.Progress(
        rich.MofNCompleteColumn(),
        rich.BarColumn(),
        rich.TextColumn("{task.fields[rate]}"),
        rich.TimeElapsedColumn(),
        rich.TimeRemainingColumn(),
        rich.TextColumn("{task.fields[refused]}"),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None, rate="", refused="")

        def tell(now: Progress) -> None:
            elapsed = bar.tasks[0].elapsed or 1.0
            rate = f"{now.started / elapsed:.0f}/s {now.bytes / elapsed / 1e6:.1f} MB/s"
            refused = f"{now.refused} refused" if now.refused else ""
            bar.update(
                task,
                total=now.total,
                completed=now.started,
                rate=rate,
                refused=refused,
            )

        yield tell


@corpus.command("query")
@_OUT
@click.argument("sql", metavar="SQL", required=False)
@click.option("-q", "--question", "name")
@click.option("--set", "given", metavar="NAME=VALUE", multiple=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
def query_command(
    out: Path,
    sql: str | None,
    name: str | None,
    given: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
) -> None:
    """Ask a corpus, in SQL or by the name of a question.

    Without either the questions are listed.
    """
    if sql is not None and name is not None:
        raise click.UsageError("SQL or --question, not both")
    values = dict(one.partition("=")[::2] for one in given)
    from cnpolicy.corpus.questions import questions
    from cnpolicy.corpus.store import open_store

    if sql is None and name is None:
        for one in questions().values():
            console.echo_tabs([one.name, one.english, one.chinese])
        return
    store = open_store(out)
    if name is not None and name not in questions():
        raise CnpolicyError(f"{name}: no question; `corpus query OUT` lists them")
    import duckdb

    try:
        if name is not None:
            found: Any = questions()[name].ask(store, **values)
        else:
            found = store.execute(sql or "", values or None)
        keys = [one[0] for one in found.description or ()]
        _show(keys, iter(lambda: found.fetchmany(1000), []), as_json, as_csv)
    except duckdb.Error as error:
        raise CnpolicyError(str(error)) from None


def _show(
    keys: Sequence[str],
    batches: Iterator[list[tuple[Any, ...]]],
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print the rows of an answer as the other commands print theirs."""
    if as_json:
        for row in (row for batch in batches for row in batch):
            console.echo_json(dict(zip(keys, map(_plain, row), strict=True)))
        return
    if console.is_terminal() and not as_csv:
        _show_table(keys, [row for batch in batches for row in batch])
        return
    echo = console.echo_csv if as_csv else console.echo_tabs
    if as_csv:
        console.echo_mark()
    echo(keys)
    for batch in batches:
        for row in batch:
            echo(row)


def _show_table(keys: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Show an answer on the terminal; its columns are named as in the question."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key in keys:
        table.add_column(key, overflow="fold")
    for row in rows:
        # Text, not str: a document may hold [square brackets].
        table.add_row(*(Text(console.plain(value)) for value in row))
    console.console().print(table)


def _plain(value: object) -> object:
    """Return a value that JSON has; days and decimals are words."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


@corpus.command("report")
@_OUT
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
)
def report_command(out: Path, path: Path | None) -> None:
    """Say what was read, in Chinese unless `--lang` says otherwise."""
    from cnpolicy.corpus.report import report, report_page, report_text
    from cnpolicy.corpus.store import open_store

    found = report(open_store(out))
    language = chosen() or "zh"
    if path is None:
        click.echo(report_text(found, language=language), nl=False)
    else:
        page = report_page(found, language=language)
        write_whole(path, page.encode("utf-8"))


@corpus.command("tasks")
@_OUT
@click.option("--body")
@click.option("--due")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
)
def tasks_command(
    out: Path, body: str | None, due: str | None, path: Path | None
) -> None:
    """Print the tasks of a body, or those due in a year, over all documents."""
    if path is not None and path.suffix.lower() not in (".xlsx", ".csv"):
        raise click.UsageError(f"{path.name}: a table is written to .xlsx or .csv")
    from cnpolicy.corpus.store import open_store
    from cnpolicy.corpus.task_table import task_table

    sheet = task_table(open_store(out), body=body, due=due)
    if path is None:
        console.echo_tabs([column.heading for column in sheet.columns])
        for row in sheet.rows:
            console.echo_tabs("" if one is None else str(one) for one in row)
    elif path.suffix.lower() == ".csv":
        write_whole(path, sheet_csv(sheet))
    else:
        write_whole(path, workbook_of([sheet]))
