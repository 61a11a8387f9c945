"""What all commands share: the files they read, their options, the exit code.

In: a function from one document to what shall be printed. Out: a command that reads
any number of files, goes on behind one that cannot be read, and ends with the code of
the worst that happened.
"""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import define, field

from cnpolicy.cli import console
from cnpolicy.cli.console import Column, Row
from cnpolicy.errors import CnpolicyError, ReadError
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.nodes import Document
from cnpolicy.model.spans import Position, position
from cnpolicy.parser import parse
from cnpolicy.readers.source import Kind, Note, Source

if TYPE_CHECKING:
    from cnpolicy.readers import Source

STDIN = "-"
"""The FILE that stands for the standard input."""


def _version() -> str:
    """The version that is installed."""
    try:
        return importlib.metadata.version("cnpolicy")
    except importlib.metadata.PackageNotFoundError:
        return "(not installed)"  # Run from a checkout.


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), message="cnpolicy %(version)s")
def cli() -> None:
    """Read Chinese government plans, notices and opinions.

    Each command takes any number of FILEs: text in UTF-8, UTF-16, GB18030 or Big5,
    HTML, DOCX, PDF, OFD; - is the standard input.
    """


@define(slots=False)
class Job:
    """One file and its document."""

    file: str
    """Its name as it was given."""

    source: Source
    """What the reader found in it."""

    @property
    def text(self) -> str:
        """Its text."""
        return self.source.text

    @cached_property
    def document(self) -> Document:
        """What was read in it."""
        return parse(self.source)

    @property
    def has_places(self) -> bool:
        """Tell whether the format has pages, paragraphs or elements to point to."""
        return self.source.kind is not Kind.TEXT

    @cached_property
    def _starts(self) -> Sequence[int]:
        return line_starts(self.text)

    def stated(self) -> dict[str, Any]:
        """Return its format, what it states of itself and what the reader noted."""
        notes = [
            {
                "code": note.code,
                "message": note.message,
                "message_zh": note.message_zh,
                "line": self.position(note.offset).line,
                "where": note.where,
                "words": note.words,
            }
            for note in self.source.notes
        ]
        return {
            "kind": self.source.kind.value,
            "metadata": dict(self.source.metadata),
            "notes": notes,
        }

    def position(self, offset: int) -> Position:
        """Return line and column of an offset."""
        return position(self._starts, offset)

    def place(self, offset: int) -> dict[str, Any]:
        """Return where an offset stands, as a part of a row.

        `line` is that of the text. `where` is the page, paragraph or element of the
        file, which a text file does not have.
        """
        line = self.position(offset).line
        if not self.has_places:
            return {"line": line}
        origin = self.source.origin_at(offset)
        return {"line": line, "where": origin.where if origin else None}


@define
class Output:
    """Where a command prints, and what is to become of the process."""

    as_json: bool
    """Whether `--json` was given."""

    several: bool
    """Whether more than one file was given."""

    terminal: bool = field(factory=console.is_terminal)
    """Whether a person looks at the output."""

    started: bool = False
    """Whether the heading of the columns has been printed."""

    places: bool = False
    """Whether a column says where in the file a row stands; the first file decides."""

    exit_code: int = 0
    """The code with which the process will end."""

    def end_with(self, code: int) -> None:
        """Set the exit code, unless it is higher already."""
        self.exit_code = max(self.exit_code, code)

    def load(self, file: str) -> Job | None:
        """Read and parse a file; None if it cannot be read, which is said."""
        name = click.format_filename(file)
        try:
            source = _read(file)
            self._say(name, source)
            return Job(name, source)
        except CnpolicyError as error:
            # The reader names the file already; from the standard input it cannot.
            reason = str(error).removeprefix(f"{file}: ")
            click.echo(f"cnpolicy: {name}: {reason}", err=True)
            self.end_with(2)
            return None

    @staticmethod
    def _say(name: str, source: Source) -> None:
        """Say what the file holds and its text does not, one line for each kind."""
        by_code: dict[str, list[Note]] = {}
        for note in source.notes:
            by_code.setdefault(note.code, []).append(note)
        for notes in by_code.values():
            more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
            words = console.plain(notes[0].message)
            click.echo(f"cnpolicy: {name}: note: {words}{more}", err=True)


def _read(file: str) -> Source:
    """Read a file or the standard input."""
    # Imported here: the readers bring what --help does not need.
    from cnpolicy.readers.dispatch import read, without_text
    from cnpolicy.readers.limits import MAX_FILE_BYTES

    if file == STDIN:
        # One byte more than is allowed tells that there are more.
        source = read(sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
    elif not Path(file).exists():
        raise ReadError("no such file")
    else:
        source = read(file)
    if not source.text.strip():
        raise without_text(source)
    return source


def file_command(
    name: str, *options: Callable[[Any], Any]
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command of a function that is called with `Job`, `Output` for each file.

    `options` are click options; their values are passed on by name. The docstring of
    the function is the help of the command.
    """

    def register(handle: Callable[..., None]) -> click.Command:
        def run(files: tuple[str, ...], as_json: bool, **values: Any) -> None:
            output = Output(as_json, len(files) > 1)
            for file in files:
                job = output.load(file)
                if job is not None:
                    handle(job, output, **values)
            click.get_current_context().exit(output.exit_code)

        run.__doc__ = handle.__doc__
        command: Any = run
        for option in reversed(options):
            command = option(command)
        command = click.option(
            "--json", "as_json", is_flag=True, help="Print JSON, one object a line."
        )(command)
        command = click.argument(
            "files", metavar="FILE...", nargs=-1, required=True, type=click.Path()
        )(command)
        made: click.Command = cli.command(name)(command)
        return made

    return register


def table_command(
    name: str, columns: Sequence[Column], *options: Callable[[Any], Any]
) -> Callable[[Callable[..., Iterable[Row]]], click.Command]:
    """Make a command of a function that gives the rows of a table for one document.

    A row may hold more than the columns; `--json` prints all of it. `options` are
    click options; their values are passed to the function by name.
    """
    as_csv = click.option(
        "--csv", "as_csv", is_flag=True, help="Print CSV that Excel opens."
    )

    def register(rows_of: Callable[..., Iterable[Row]]) -> click.Command:
        def show(job: Job, output: Output, as_csv: bool, **values: Any) -> None:
            show_rows(job, output, columns, list(rows_of(job, **values)), as_csv)

        show.__doc__ = rows_of.__doc__
        return file_command(name, as_csv, *options)(show)

    return register


def show_rows(
    job: Job,
    output: Output,
    columns: Sequence[Column],
    rows: Sequence[Row],
    as_csv: bool = False,
) -> None:
    """Print rows as JSON, as CSV, as a table on a terminal, or with tabs in a pipe."""
    if output.as_json:
        for row in rows:
            console.echo_json({"file": job.file, **row})
        return
    if not output.started:
        output.places = job.has_places
    if output.places and any("where" in row for row in rows):
        columns = [*columns, Column("where", "位置")]
    if output.terminal and not as_csv:
        console.show_table(job.file, columns, rows)
        return
    echo = console.echo_csv if as_csv else console.echo_tabs
    file = [job.file] if output.several else []
    if not output.started:
        head = ["file"] if output.several else []
        if as_csv:
            console.echo_mark()
        echo(head + [column.key for column in columns])
        output.started = True
    for row in rows:
        echo(file + [column.of(row) for column in columns])
