"""What all commands share: the files they read, their output, the exit code.

In: a function from one document to rows, or to what shall be printed. Out: a command
that reads any number of files, goes on behind one that cannot be read, and ends with
the code of the worst that happened.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from attrs import define, field

from cnpolicy.cli import console, language
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.help import FAILED, Group
from cnpolicy.cli.inputs import STDIN, list_files, same
from cnpolicy.cli.language import say
from cnpolicy.cli.options import (
    CSV,
    FILES,
    FORMAT,
    JSON,
    OUTPUT,
    READING,
    Decorator,
    exclusive,
    with_options,
)
from cnpolicy.cli.progress import watched
from cnpolicy.cli.reading import Job, Outcome, Plan, Work, outcomes, profile_of
from cnpolicy.export.row_formats import RowFormat, RowTable, find_row_format
from cnpolicy.export.whole_files import write_whole

__all__ = ["STDIN", "Job", "Output", "cli", "file_command", "table_command"]

language.teach_click()


def _show_version(context: click.Context) -> None:
    """Print the version that is installed, and end."""
    import importlib.metadata  # slow to import, and only needed here

    try:
        version = importlib.metadata.version("cnpolicy")
    except importlib.metadata.PackageNotFoundError:
        version = "(not installed)"  # Run from a checkout.
    click.echo(f"cnpolicy {version}")
    context.exit()


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, wanted: _show_version(context) if wanted else None,
)
def cli() -> None:
    """The command line."""


@define
class Output:
    """What a command reads and writes, and what is to become of the process."""

    arguments: tuple[str, ...] = ()
    """The files as they were given."""

    kinds: tuple[str, ...] = ()
    """Which kinds of them are read; all if empty."""

    jobs: int | None = None
    """In how many processes; None for what suits their number."""

    profile: str | None = None
    """The profile by name or path; None for that of plans."""

    path: Path | None = None
    """The file to write; None for the standard output."""

    terminal: bool = field(factory=lambda: console.is_terminal())
    """Whether a person looks at the output."""

    files: list[str] = field(factory=list)
    """The files that are read, once `each` was called."""

    several: bool = False
    """Whether rows must say of which file they are; known by then."""

    read: int = 0
    """How many of them were read."""

    exit_code: int = 0
    """The code with which the process will end."""

    def end_with(self, code: int) -> None:
        """Set the exit code, unless it is higher already."""
        self.exit_code = max(self.exit_code, code)

    def fail(self, *words: str) -> None:
        """Say in one line what went wrong; the process will end with 2."""
        console.echo_error(*words)
        self.end_with(FAILED)

    def exit(self) -> None:
        """End the command."""
        click.get_current_context().exit(self.exit_code)

    def find(self) -> None:
        """List the files to read; say what is wrong with the arguments."""
        listing = list_files(self.arguments, self.kinds, self.path)
        self.files = listing.files
        self.several = listing.several
        if self.path is not None:
            self.refuse_input(self.path)
        for name, reason in listing.faults:
            self.fail(click.format_filename(name), reason)
        if listing.left_out:
            some = "、".join(
                f"{name} {n}" for name, n in listing.left_out.most_common(4)
            )
            count = sum(listing.left_out.values())
            console.echo_error(say("file.left-out", count, some))
        if not listing.files and not listing.faults:
            self.fail(say("file.none-of-kind"))

    def each(self, work: Work) -> Iterator[Outcome]:
        """Do the work with each document; yield what was made of those that were read.

        What cannot be read is said in one line each, and so is what a file holds and
        its text does not.
        """
        profile_of(self.profile)  # what is wrong with it is said before all else
        self.find()
        plan = Plan(work, self.profile, language.language())
        found = outcomes(self.files, plan, self.jobs)
        for outcome in watched(found, len(self.files)):
            for note in outcome.notes:
                console.echo_error(outcome.file, say("note", note))
            if outcome.error is not None:
                self.fail(outcome.file, outcome.error)
                continue
            self.read += 1
            yield outcome

    def refuse_input(self, path: Path) -> None:
        """Refuse to write a file that is read. Raises `UsageError`."""
        for file in self.files:
            if file != STDIN and os.path.isfile(path) and same(path, Path(file)):  # noqa: PTH113
                raise click.UsageError(say("output.is-input", path))

    def write(self, path: Path, data: bytes) -> bool:
        """Write a file, whole or not at all; say why, if it was not done."""
        try:
            write_whole(path, data)
        except OSError as error:
            self.fail(click.format_filename(path), error.strerror or str(error))
            return False
        return True

    def write_standard(self, data: bytes) -> None:
        """Write bytes to the standard output."""
        click.echo(data, nl=False)


class Rows:
    """Where the rows of a command go."""

    def __init__(
        self,
        output: Output,
        title: str,
        columns: Sequence[Column],
        form: RowFormat | None,
        cards: bool = False,
    ) -> None:
        """Print rows in a format (None: the one of a terminal or of a pipe), or write
        them."""
        self._output = output
        self._title = title
        self._columns = list(columns)
        self._form = form
        self._cards = cards
        self._started = False
        self._kept: list[tuple[str, Row]] = []

    def add(self, file: str, rows: Sequence[Row]) -> None:
        """Take the rows of one file."""
        if not self._started and rows and "where" in rows[0]:
            # A column says where in the file a row stands; the first file decides.
            self._columns.append(Column("where"))
        if self._is_kept:
            self._kept += ((file, row) for row in rows)
        elif self._form is None and self._output.terminal:
            console.show_rows(file, self._columns, rows, self._cards)
        else:
            self._print(file, rows)
        self._started = self._started or bool(rows)

    def end(self) -> None:
        """Write what was kept, unless nothing could be read."""
        if not self._is_kept or not self._output.read or self._form is None:
            return
        data = self._form.make(self._table())
        if self._output.path is not None:
            self._output.write(self._output.path, data)
        elif self._output.terminal and not self._form.is_text:
            self._output.fail(say("output.no-text", self._form.name))
        else:
            self._output.write_standard(data)

    @property
    def _is_kept(self) -> bool:
        """Tell whether all rows are written together at the end."""
        form = self._form
        streams = form is None or form.name in ("jsonl", "csv", "tsv")
        return self._output.path is not None or not streams

    def _print(self, file: str, rows: Sequence[Row]) -> None:
        """Print rows as they come."""
        name = self._form.name if self._form else "tsv"
        if name == "jsonl":
            for row in rows:
                console.echo_json({"file": file, **row})
            return
        echo = console.echo_csv if name == "csv" else console.echo_tabs
        several = self._output.several
        if not self._started:
            if name == "csv":
                console.echo_mark()
            echo(["file"] * several + [column.key for column in self._columns])
            self._started = True
        for row in rows:
            echo([file] * several + [column.of(row) for column in self._columns])

    def _table(self) -> RowTable:
        """Return the rows of all files."""
        several = self._output.several
        columns = self._columns
        return RowTable(
            title=self._title,
            keys=(*["file"] * several, *(one.key for one in columns)),
            headings=(
                *[say("column.file")] * several,
                *(one.heading for one in columns),
            ),
            values=[
                (*[file] * several, *(one.of(row) for one in columns))
                for file, row in self._kept
            ],
            words=[
                (*[file] * several, *(one.said(row) for one in columns))
                for file, row in self._kept
            ],
            rows=[{"file": file, **row} for file, row in self._kept],
        )


def chosen_form(
    as_json: bool, as_csv: bool, format_name: str | None, path: Path | None
) -> RowFormat | None:
    """Return the format that the options name, else that of the file to write."""
    exclusive(json=as_json, csv=as_csv, format=format_name)
    name = "jsonl" if as_json else "csv" if as_csv else format_name
    if name is None and path is not None:
        form = find_row_format(path.name)
        if form is None and not _is_device(path):
            raise click.UsageError(say("usage.no-format", path.name))
        return form or find_row_format("tsv")
    return find_row_format(name) if name else None


def _is_device(path: Path) -> bool:
    """Tell whether a path is neither file nor folder: /dev/stdout."""
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except OSError:
        return False


def table_command(
    name: str, columns: Sequence[Column], *options: Decorator, cards: bool = False
) -> Callable[[Callable[..., Iterable[Row]]], Callable[..., Iterable[Row]]]:
    """Make a command of a function that gives the rows of a table for one document.

    A row may hold more than the columns; JSON has all of it. `options` are click
    options; their values are passed to the function by name. `cards` shows the rows on
    a terminal as cards, however wide it is. Returns the function, which goes to other
    processes and must therefore be found by its name.
    """

    def register(
        rows_of: Callable[..., Iterable[Row]],
    ) -> Callable[..., Iterable[Row]]:
        def run(**values: Any) -> None:
            output, form = asked(values)
            rows = Rows(output, say(f"title.{name}"), columns, form, cards)
            for outcome in output.each(partial(_listed, rows_of, values)):
                rows.add(outcome.file, outcome.result)
            rows.end()
            output.exit()

        command = with_options(
            run, FILES, *options, OUTPUT, FORMAT, JSON, CSV, *READING
        )
        cli.command(name)(command)
        return rows_of

    return register


def asked(values: dict[str, Any]) -> tuple[Output, RowFormat | None]:
    """Take the shared options out of `values`; return what they ask for."""
    form = chosen_form(
        values.pop("as_json", False),
        values.pop("as_csv", False),
        values.pop("format_name", None),
        values["path"],
    )
    return output_of(values), form


def output_of(values: dict[str, Any]) -> Output:
    """Take the options of reading and writing out of `values`."""
    return Output(
        values.pop("files"),
        values.pop("kinds"),
        values.pop("jobs"),
        values.pop("profile"),
        values.pop("path", None),
    )


def _listed(
    rows_of: Callable[..., Iterable[Row]], values: dict[str, Any], job: Job
) -> list[Row]:
    """Return the rows of a document, as they go from process to process."""
    return list(rows_of(job, **values))


def file_command(
    name: str, *options: Decorator, output: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function that is called once, with an `Output`.

    Its options are FILE…, those of reading, `options`, and `-o` with `output`.
    """

    def register(run: Callable[..., None]) -> Callable[..., None]:
        def command(**values: Any) -> None:
            made = output_of(values)
            run(made, **values)
            made.exit()

        last = (OUTPUT, *READING) if output else READING
        cli.command(name)(with_options(command, FILES, *options, *last))
        return run

    return register
