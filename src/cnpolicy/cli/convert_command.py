"""`cnpolicy convert`: documents as files of another format.

In: files, and a format of the table in `export.formats`. Out: a file for each document,
or one for all of them, as the format has it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from cnpolicy.cli.command import Job, Output, cli
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.formats import FORMATS, Format, Takes, find_format


@cli.command("convert")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--to",
    "name",
    type=click.Choice([one.name for one in FORMATS]),
    help="The format; without it, -o tells it by its ending.",
)
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    help="The file to write; the folder, if each document gives a file.",
)
@click.pass_context
def show(
    context: click.Context, files: tuple[str, ...], name: str | None, path: Path | None
) -> None:
    """Write documents in another format.

    Without -o, one file of text goes to the standard output.
    """
    form = _format(name, path)
    output = Output(False, len(files) > 1)
    no_folder = path is None or path.suffix.lower() in form.endings
    if len(files) > 1 and form.takes is not Takes.DOCUMENTS and no_folder:
        raise click.UsageError(
            f"{form.name} is a file for each document: -o must name a folder"
        )
    jobs = [job for file in files if (job := output.load(file)) is not None]
    try:
        for target, what in _pieces(form, jobs, path, len(files) > 1):
            _write(form, what, target, output)
    except (OSError, CnpolicyError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        click.echo(f"cnpolicy: {reason or error}", err=True)
        output.end_with(2)
    context.exit(output.exit_code)


def _format(name: str | None, path: Path | None) -> Format:
    """The format that the options name."""
    if name is None and path is None:
        raise click.UsageError("--to must name a format")
    try:
        return find_format(name or str(path))
    except CnpolicyError as error:
        raise click.UsageError(f"{error}; --to names one") from None


def _pieces(
    form: Format, jobs: Sequence[Job], path: Path | None, several: bool
) -> Iterator[tuple[Path | None, Any]]:
    """Yield each file to write (None: the standard output) and what it is made of."""
    if form.takes is Takes.DOCUMENTS:
        if jobs:
            yield path, [job.document for job in jobs]
        return
    folder = path is not None and (several or path.is_dir())
    if folder and path is not None:
        path.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for job in jobs:
        target = path / _name(job, form, taken) if folder and path else path
        yield target, job.source if form.takes is Takes.SOURCE else job.document


def _name(job: Job, form: Format, taken: set[str]) -> str:
    """The name of the file of a document in a folder; no two have the same."""
    stem = Path(job.file).stem.strip("-") or "document"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name + form.endings[0]


def _write(form: Format, what: Any, target: Path | None, output: Output) -> None:
    """Write one file."""
    if target is not None:
        target.write_bytes(form.encoded(what))
        return
    made = form.make(what)
    if isinstance(made, str):
        click.echo(made, nl=False)
        return
    if output.terminal:
        raise CnpolicyError(f"{form.name} is no text: -o must name a file")
    sys.stdout.buffer.write(made)
