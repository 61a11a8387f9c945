"""`cnpolicy relevel`: the headings of Markdown get the levels of their numbers.

In: Markdown files. Out: the same text with other `#`, on the standard output, in a
file, or in a folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cnpolicy.cli import console, language
from cnpolicy.cli.command import Output, cli
from cnpolicy.cli.folder_files import FolderFiles
from cnpolicy.cli.inputs import ENDINGS, STDIN
from cnpolicy.cli.language import say
from cnpolicy.cli.options import FILES, OUTPUT
from cnpolicy.errors import CnpolicyError, ReadError
from cnpolicy.export.heading_levels import relevel
from cnpolicy.readers.dispatch import load
from cnpolicy.readers.encoding import decode
from cnpolicy.readers.limits import MAX_FILE_BYTES
from cnpolicy.readers.refusals import refused


@cli.command("relevel")
@FILES
@OUTPUT
def show(files: tuple[str, ...], path: Path | None) -> None:
    """Give the headings of Markdown their levels."""
    output = Output(files, ("markdown",), path=path)
    # A file that is named is read whatever its ending is; a folder gives Markdown.
    named = all(not Path(file).is_dir() for file in files)
    output.kinds = () if named else ("markdown", "text")
    output.find()
    into_folder = output.several or (path is not None and path.is_dir())
    if output.several and path is None:
        raise click.UsageError(say("usage.folder", ENDINGS["markdown"][0]))
    folder = FolderFiles(output, path, ".md") if into_folder and path else None
    for file in output.files:
        try:
            text = relevel(_text(file))
        except CnpolicyError as error:
            output.fail(click.format_filename(file), language.said(error))
            continue
        data = text.encode("utf-8", "backslashreplace")
        if folder is not None:
            if not folder.write(file, data):
                break
        elif path is not None:
            output.write(path, data)
        else:
            click.echo(console.harmless(text) if output.terminal else data, nl=False)
    output.exit()


def _text(file: str) -> str:
    """Return the text of a file, its encoding told by its bytes."""
    try:
        if file == STDIN:
            data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            data = load(file, MAX_FILE_BYTES)
    except OSError as error:
        raise ReadError(say("file.unopened", error.strerror)) from None
    if len(data) > MAX_FILE_BYTES:
        raise refused("large", MAX_FILE_BYTES)
    if data.startswith((b"PK", b"%PDF")):
        raise ReadError(say("relevel.only-markdown"))
    return decode(data)
