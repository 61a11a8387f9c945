"""`cnpolicy convert`: documents as files of another format.

In: files, and a format of the table in `export.formats`. Out: a file for each document,
or one for all of them, as the format has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click

from cnpolicy.cli import console
from cnpolicy.cli.command import Output, file_command
from cnpolicy.cli.folder_files import FolderFiles
from cnpolicy.cli.language import say
from cnpolicy.cli.reading import Job, Outcome
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.formats import FORMATS, Format, Takes, find_format
from cnpolicy.export.row_formats import escaped


@file_command(
    "convert",
    click.option(
        "--to", "--format", "name", type=click.Choice([f.name for f in FORMATS])
    ),
)
def show(output: Output, name: str | None) -> None:
    """Write documents in another format."""
    form = _format(name, output.path)
    path = output.path
    if form.takes is Takes.DOCUMENTS:
        documents = [outcome.result for outcome in output.each(document_of)]
        if documents:
            _finish(output, form, form.encoded(documents), path)
        return
    made = output.each(partial(encoded, form.name))
    first, second = next(made, None), next(made, None)
    if first is None:
        return
    several = output.several or second is not None
    named = path is not None and path.suffix.lower() in form.endings
    if several and (path is None or (named and not path.is_dir())):
        raise click.UsageError(say("usage.folder", form.name))
    if path is None or not (several or path.is_dir()):
        _finish(output, form, first.result, path)
        return
    begun = [one for one in (first, second) if one is not None]
    _into_folder(output, form, path, chain(begun, made))


def document_of(job: Job) -> Any:
    """Return the document."""
    return job.document


def encoded(name: str, job: Job) -> bytes:
    """Return the bytes of the file of one document."""
    form = find_format(name)
    return form.encoded(job.source if form.takes is Takes.SOURCE else job.document)


def _format(name: str | None, path: Path | None) -> Format:
    """The format that the options name."""
    if name is None and path is None:
        raise click.UsageError(say("usage.to"))
    try:
        return find_format(name or str(path))
    except CnpolicyError:
        names = ", ".join(one.name for one in FORMATS)
        raise click.UsageError(say("usage.no-document-format", path, names)) from None


def _finish(output: Output, form: Format, data: bytes, path: Path | None) -> None:
    """Write the one file."""
    if path is not None:
        output.write(path, data)
    elif not form.is_text and output.terminal:
        output.fail(say("output.no-text", form.name))
    else:
        output.write_standard(_shown(form, data, output.terminal))


def _shown(form: Format, data: bytes, terminal: bool) -> bytes:
    """Return a file for the standard output; no terminal is driven by its text."""
    if form.name == "json":
        return escaped(data.decode("utf-8")).encode("utf-8")
    if form.is_text and terminal:
        text = data.decode("utf-8").removeprefix("\ufeff")
        return console.harmless(text).encode("utf-8")
    return data


def _into_folder(
    output: Output, form: Format, folder: Path, made: Iterable[Outcome]
) -> None:
    """Write a file for each document."""
    files = FolderFiles(output, folder, form.endings[0])
    for outcome in made:
        if not files.write(outcome.file, outcome.result):
            return
